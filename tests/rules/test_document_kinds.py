"""The table of documents is whole: keys, papers, passages that can be filled in, a way to word each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from paper_samples import DOCUMENTS, OFFICE, content_for, writing_for

from desk.errors import Refused
from desk.rules import document_kinds, document_wording
from desk.rules.document_bodies import BODIES
from desk.rules.document_contents import DocumentContent, Grid, Pairs, Paragraph, Signatures, Ticks
from desk.rules.document_facts import OFFICIALS, Facts, LetterIn
from desk.rules.document_kinds import KINDS, missing, suggested, suits
from desk.rules.document_samples import NOW, facts_for
from desk.rules.document_words import PLACEHOLDERS, base_words
from desk.rules.roads import road_of
from desk.rules.standards import load_standards

_KEYS = [
    "aula-konfirmasi",
    "aula-penolakan",
    "aula-penggusuran",
    "aula-kesiapan",
    "ppid-formulir",
    "ppid-tanda-bukti",
    "ppid-pemberitahuan",
    "ppid-penolakan",
    "ppid-perpanjangan",
    "ppid-keberatan",
    "ppid-tanggapan",
    "surat-balasan",
    "surat-penolakan",
    "sound-balasan",
    "sound-pemasangan",
    "sound-pembongkaran",
    "vidcon-balasan",
    "pinjam-berita-acara",
    "kembali-berita-acara",
    "tte-rekomendasi-pendaftaran",
    "tte-rekomendasi-pembaruan",
    "tte-rekomendasi-pencabutan",
    "esurat-undangan",
    "esurat-berita-acara",
    "slip",
]


def _words(content: DocumentContent) -> str:
    said: list[str] = []
    for block in content.blocks:
        if isinstance(block, Paragraph):
            said.append(block.words)
        elif isinstance(block, Pairs):
            said += [f"{label}: {value}" for label, value in block.rows]
        elif isinstance(block, Grid):
            said += [" | ".join(row) for row in block.rows]
        elif isinstance(block, Ticks):
            said += [f"{'[x]' if ticked else '[ ]'} {words}" for ticked, words in block.rows]
        elif isinstance(block, Signatures):
            said += [f"({each.role}: {each.name or '…'})" for each in block.row]
    return "\n".join(said)


def test_the_table_is_whole() -> None:
    assert list(KINDS) == _KEYS
    assert set(BODIES) == set(DOCUMENTS) == set(_KEYS) - {"slip"}
    for kind in KINDS.values():
        assert kind.title
        assert set(kind.papers) <= {"a4", "a5", "80", "58"}
        assert kind.signer in {*OFFICIALS, ""}
        known = document_kinds.placeholders(kind)
        for passage in kind.passages:
            assert document_wording.checked(passage.text, known, field="x") == passage.text
    assert [kind.key for kind in KINDS.values() if kind.noun not in ("request", "booking")] == []


def test_every_placeholder_is_filled_by_some_document() -> None:
    filled: set[str] = set()
    for key in DOCUMENTS:
        writing = writing_for(key)
        words = base_words(writing.facts, number="1", dated_on=writing.dated_on)
        assert set(words) <= set(PLACEHOLDERS)
        filled |= {name for name, said in words.items() if said}
    # what somebody has to say, nothing is suggested for
    assert set(PLACEHOLDERS) - filled == {"jenis_layanan", "alasan_pencabutan"}


def test_every_road_names_documents_that_there_are() -> None:
    for standard in load_standards():
        for service in standard.services:
            road = road_of(service.id, service.source["procedure"])
            assert set(road.documents) <= set(KINDS), service.id


@pytest.mark.parametrize("key", DOCUMENTS)
def test_what_is_frozen_comes_back_as_it_was(key: str) -> None:
    content = content_for(key)
    assert DocumentContent.from_json(content.to_json()) == content
    assert suits(KINDS[key], facts_for(key, OFFICE))
    assert missing(KINDS[key], facts_for(key, OFFICE)) == ()


def _ppid(key: str, **decision: Any) -> str:
    facts = facts_for(key, OFFICE)
    assert facts.request is not None
    records = {
        **facts.request.records,
        "ppid_decision": {"decision": "granted", "form": "softcopy", **decision},
    }
    return _words(content_for(key, replace(facts, request=replace(facts.request, records=records))))


def test_the_forms_of_public_information_have_every_field_of_their_lists() -> None:
    lists = {
        "ppid-formulir": (
            "No. pendaftaran", "Nama: Ni Luh Contoh", "Alamat: Br. Umpama", "Pekerjaan: ",
            "Nomor telepon / e-mail: 0812", "Rincian informasi yang dibutuhkan: Salinan",
            "Tujuan penggunaan informasi: Bahan", "Cara memperoleh informasi", "[ ] melihat",
            "[x] mendapatkan salinan", "Cara mendapatkan salinan", "[x] surel (e-mail)", "[ ] kurir",
            "Petugas pelayanan informasi (penerima permohonan): Ni Ketut", "Pemohon informasi: Ni Luh",
        ),
        "ppid-tanda-bukti": (
            "Nomor pendaftaran: PPID/2026/0031", "Diterima pada: Jumat, 3 April 2026, 09.15 WITA",
            "Nama pemohon: Ni Luh Contoh", "Rincian informasi: Salinan", "Identitas diri | salinan",
            "Batas jawaban: paling lambat Senin, 20 April 2026", "Kode lacak: NFJFY-TYW1-SD9B",
            "Petugas penerima: Ni Ketut", "keberatan secara tertulis kepada atasan PPID",
        ),
        "ppid-pemberitahuan": (
            "pada hari Jumat, 3 April 2026 dengan nomor pendaftaran PPID/2026/0031", "Nama: Ni Luh",
            "Alamat: ", "No. telp / e-mail: ", "A. Informasi dapat diberikan", "[x] Kami",
            "[x] Softcopy", "Penyalinan: Rp 6.000 (12 lembar)", "Pengiriman: Rp 0", "Lain-lain: Rp",
            "Jumlah: Rp 6.000 (enam ribu rupiah)", "3 hari", "Nama dan alamat perorangan dihitamkan",
            "B. Informasi tidak dapat",
            "[ ] Informasi yang diminta belum dikuasai", "[ ] Informasi yang diminta belum didokumentasikan",
            "dalam jangka waktu ……… hari kerja", "*****",
        ),
        "ppid-penolakan": (
            "No. pendaftaran: PPID/2026/0031", "Nama: ", "Alamat: ", "Pekerjaan: ", "Nomor telp / e-mail: ",
            "Rincian informasi: ", "PPID memutuskan bahwa informasi yang dimohon adalah:",
            "INFORMASI YANG DIKECUALIKAN", "[x] Pasal 17 huruf h: rahasia pribadi (UU 14/2008)",
            "Pasal undang-undang lain", "membuka informasi tersebut dapat menimbulkan konsekuensi",
            "Terbukanya riwayat kesehatan", "paling lambat 30 (tiga puluh) hari kerja",
        ),
        "ppid-perpanjangan": (
            "Nomor pendaftaran: PPID/2026/0031", "3 April 2026", "masih dihimpun dari dua bidang",
            "paling lambat Senin, 20 April 2026", "(Pejabat Pengelola Informasi dan Dokumentasi: Ni Made",
        ),
        "ppid-keberatan": (
            "Nomor registrasi keberatan: KEB/2026/0001", "Nomor pendaftaran permohonan: PPID/2026/0031",
            "Informasi yang dimohon: ", "Tujuan penggunaan informasi: ", "Pekerjaan: ", "Nomor telepon: ",
            "Nama: I Made Kuasa Misal", "[ ] a. penolakan berdasarkan alasan pengecualian",
            "[ ] b. ", "[ ] c. ", "[x] d. permintaan informasi ditanggapi tidak", "[ ] e. ", "[ ] f. ",
            "[x] g. penyampaian informasi melebihi waktu", "C. Kasus posisi", "tidak memuat lampiran",
            "Kamis, 21 Mei 2026", "Petugas informasi (penerima keberatan): ", "Pengaju keberatan: ",
        ),
        "ppid-tanggapan": (
            "Nomor KEB/2026/0001", "dikabulkan sebagian", "kecuali bagian yang memuat data pribadi",
            "Komisi Informasi paling lambat 14", "(Atasan PPID: Sekretaris Daerah (contoh))",
        ),
    }  # fmt: skip
    for key, phrases in lists.items():
        said = _words(content_for(key))
        for phrase in phrases:
            assert phrase in said, (key, phrase, said)


def test_the_notice_says_what_was_decided() -> None:
    assert "[x] Hardcopy" in _ppid("ppid-pemberitahuan", form="hardcopy")
    elsewhere = _ppid("ppid-pemberitahuan", decision="elsewhere", elsewhere="Dinas Contoh", form=None)
    assert "[x] Badan publik lain, yaitu Dinas Contoh" in elsewhere
    assert "[  ] Kami" in elsewhere
    facts = facts_for("ppid-pemberitahuan", OFFICE)
    assert facts.request is not None
    records = {"ppid_decision": {"decision": "not_held"}}
    known = replace(facts, request=replace(facts.request, records=records))
    said = _words(
        content_for("ppid-pemberitahuan", known, sebab="belum_didokumentasikan", hari_dokumentasi=30)
    )
    assert "[x] Informasi yang diminta belum didokumentasikan" in said
    assert "dalam jangka waktu 30 hari kerja" in said
    assert "[x] Kami" not in said
    free = {"ppid_decision": {"decision": "granted", "form": "softcopy"}}
    known = replace(facts, request=replace(facts.request, records=free))
    content = content_for("ppid-pemberitahuan", known, biaya_kirim=None)
    assert "Tidak dipungut biaya (informasi digital)" in _words(content)


def test_a_letter_cites_the_letter_it_answers_and_does_without_one() -> None:
    said = _words(content_for("surat-balasan"))
    assert "Nomor 045/12/CONTOH/2026 tanggal 1 April 2026 perihal Permohonan dukungan" in said
    facts = facts_for("surat-balasan", OFFICE)
    assert facts.request is not None
    without = replace(facts, request=replace(facts.request, letter=LetterIn()))
    said = _words(content_for("surat-balasan", without))
    assert "surat Saudara" not in said
    assert "nomor register PPID/2026/0031" in said


def test_the_displacement_cites_the_written_order_and_offers_other_times() -> None:
    said = _words(content_for("aula-penggusuran"))
    assert "perintah tertulis Kepala Dinas (contoh) Nomor 800/21/CONTOH/2026 tanggal 5 April 2026" in said
    suggestion = suggested(KINDS["aula-penolakan"], facts_for("aula-penolakan", OFFICE))
    assert suggestion["alternatif"].split("\n")[0] == "Jumat, 10 April 2026 pukul 09.00–12.00 WITA"


def test_minutes_of_a_loan_have_four_signatures_and_say_what_is_not_back() -> None:
    for key in ("pinjam-berita-acara", "kembali-berita-acara", "sound-pemasangan", "sound-pembongkaran"):
        rows = [block.row for block in content_for(key).blocks if isinstance(block, Signatures)]
        assert [len(row) for row in rows] == [2, 2]
        ours = "I Nyoman Teknis Misal" if key.startswith("sound") else "I Wayan Barang Contoh"
        assert [each.name for each in rows[0]] == ["I Made Misal", ours]
    back = _words(content_for("kembali-berita-acara"))
    assert "Speaker Aktif | SPK-01 · 3.06.01.02.001 | 1 baik | 1 baik | lengkap" in back
    assert "1 kurang baik | 1 rusak berat | kurang: tiang; kerucut sobek" in back
    assert "Mikrofon |  | 4 baik | 3 baik | belum kembali 1" in back


def test_no_secret_is_worded() -> None:
    writing = writing_for("esurat-berita-acara")
    assert "Kata sandi disampaikan langsung" in _words(content_for("esurat-berita-acara"))
    assert not [field for field in writing.kind.fields if "sandi" in field.label.lower()]
    with pytest.raises(Refused, match="tidak disimpan"):
        content_for("esurat-berita-acara", akun="unit@contoh sandi: rahasia1")


def test_what_nobody_said_is_a_dotted_line_and_nobody_is_invented() -> None:
    for key in DOCUMENTS:
        facts = replace(facts_for(key, OFFICE), office=replace(OFFICE, officials={}))
        said = _words(content_for(key, facts))
        assert "Kepala Contoh" not in said
        assert "Pejabat Contoh" not in said


def test_a_request_that_has_nothing_of_its_own_is_offered_the_general_letters() -> None:
    facts = facts_for("surat-balasan", OFFICE)
    assert facts.request is not None
    plain = Facts(OFFICE, NOW, "Petugas", replace(facts.request, number="KONTEN/2026/0001"))
    assert [key for key, kind in KINDS.items() if suits(kind, plain)] == ["surat-balasan", "surat-penolakan"]


def test_the_crew_that_sets_a_sound_system_up_is_of_the_office_itself() -> None:
    facts = facts_for("pinjam-berita-acara", OFFICE)
    booking = facts.booking
    assert booking is not None
    parties: dict[str, list[str]] = {}
    for stage in ("lent", "to_crew"):
        passed = tuple(replace(each, stage=stage) for each in booking.passings)
        known = replace(facts, booking=replace(booking, passings=passed))
        content = content_for("pinjam-berita-acara", known)
        blocks = [block for block in content.blocks if isinstance(block, Pairs)]
        parties[stage] = [dict(block.rows)["Instansi"] for block in blocks]
    assert parties["lent"] == [OFFICE.name, "Kecamatan Contoh"]
    assert parties["to_crew"] == [OFFICE.name, OFFICE.name]


def test_nobody_is_lent_a_videotron() -> None:
    facts = facts_for("pinjam-berita-acara", OFFICE)
    assert facts.booking is not None
    spot = replace(facts, booking=replace(facts.booking, resource_kind="videotron"))
    for key in ("pinjam-berita-acara", "kembali-berita-acara"):
        assert suits(KINDS[key], facts)
        assert not suits(KINDS[key], spot)


def test_a_form_is_signed_on_the_day_it_was_handed_in() -> None:
    for key, signed in (("ppid-formulir", "3 April 2026"), ("ppid-keberatan", "6 April 2026")):
        facts = facts_for(key, OFFICE)
        late = replace(writing_for(key, facts), dated_on=date(2026, 4, 30))
        rows = [block.row for block in BODIES[key](late) if isinstance(block, Signatures)]
        assert rows[0][1].dated.endswith(f", {signed}"), key
