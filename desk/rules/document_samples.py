"""Plainly made-up facts for every kind of document, for previews and tests; knows nobody and no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.rules.document_facts import (
    Booking,
    Check,
    Displaced,
    Facts,
    LetterIn,
    Objection,
    Office,
    Passing,
    Person,
    Request,
    Thing,
)
from desk.rules.document_kinds import KINDS
from desk.rules.spans import Span

NOW = datetime(2026, 4, 6, 1, 15, tzinfo=UTC)
SPAN = Span(datetime(2026, 4, 9, 1, 0, tzinfo=UTC), datetime(2026, 4, 9, 4, 0, tzinfo=UTC))
PERSON = Person(
    name="Ni Luh Contoh",
    phone="0812-0000-0000",
    email="contoh@contoh.example",
    address="Br. Umpama, Desa Misal, Kecamatan Contoh",
    institution="Kecamatan Contoh",
    position="Kepala Seksi Contoh",
    occupation="Pegawai (contoh)",
)
OBJECTION = Objection(
    number="KEB/2026/0001",
    grounds=("d", "g"),
    case="Dokumen yang diberikan tidak memuat lampiran yang diminta, dan diterima tiga hari sesudah batas.",
    by_name="Ni Luh Contoh",
    by_proxy_name="I Made Kuasa Misal",
    received_at=NOW,
    due_on=date(2026, 5, 21),
    superior="Sekretaris Daerah (contoh)",
    decision="partly",
    answer="Lampiran yang diminta diberikan, kecuali bagian yang memuat data pribadi.",
)
REQUEST = Request(
    number="PPID/2026/0031",
    code="NFJFY-TYW1-SD9B",
    service="Informasi Publik (PPID)",
    service_key="karangasem-2.1",
    variant="",
    variant_words="",
    state="in_process",
    unit="Bidang Informasi Contoh",
    received_at=NOW - timedelta(days=3),
    due_on=date(2026, 4, 20),
    applicant_kind="Individu",
    applicant=PERSON,
    contact=PERSON,
    proxy="",
    letter=LetterIn("045/12/CONTOH/2026", date(2026, 4, 1), "Permohonan dukungan kegiatan (contoh)"),
    papers=(("Formulir permohonan informasi", "asli"), ("Identitas diri", "salinan")),
    values={
        "rincian_informasi": "Salinan laporan kegiatan contoh tahun 2025 beserta lampirannya.",
        "tujuan_penggunaan": "Bahan tulisan (contoh)",
        "cara_memperoleh": "mendapatkan salinan softcopy",
        "cara_mendapatkan_salinan": "e-mail",
        "lokasi_acara": "Lapangan Umpama",
        "waktu_acara": "Kamis, 9 April 2026 09.00",
        "data_pemohon": "Ni Luh Contoh",
        "nip": "19900101 201501 2 001",
        "jabatan": "Kepala Seksi Contoh",
        "email_resmi": "contoh@contoh.example",
    },
    records={
        "ppid_decision": {
            "decision": "partly",
            "form": "softcopy",
            "exemption": "h",
            "consequence": "Terbukanya riwayat kesehatan seseorang (contoh).",
            "blackening": "Nama dan alamat perorangan dihitamkan (Pasal 17 huruf h).",
            "elsewhere": None,
        },
        "copy_cost": {"pages": 12, "amount": 6000, "paid_at": "tempat fotokopi (contoh)"},
        "reply": {
            "number": "",
            "about": "Kami siap mendukung acara dengan peralatan yang ada.",
        },
        "schedule_check": {"by": "I Nyoman Teknis Misal", "place": "Lapangan Umpama"},
        "handing_invitation": {"invited_on": "2026-04-13", "place": "Ruang rapat contoh"},
        "delivery": {"what": "Akun e-Surat unit contoh", "channel": "direct", "recipient": "I Made Misal"},
    },
    documents=(),
    received_by="Ni Ketut Petugas Contoh",
    extension=(date(2026, 4, 6), "Informasi yang diminta masih dihimpun dari dua bidang (contoh)."),
    reason="Persyaratan belum terpenuhi (contoh).",
    objection=OBJECTION,
)
THINGS = (
    Thing("Speaker Aktif", "SPK-01 · 3.06.01.02.001", 1, "B"),
    Thing("Speaker Aktif", "SPK-02 · 3.06.01.02.001", 1, "KB", ("tiang",), "gores di sisi kiri"),
    Thing("Mikrofon", "", 4, "B"),
    Thing("Kabel Sound", "", 8, "B", (), "2 kabel 10 m"),
)
OUT = Passing(
    "out", "lent", NOW, "I Wayan Barang Contoh", "Pemegang Barang/Aset", "I Made Misal", "Panitia (contoh)",
    "0812-0000-0002", THINGS,
)  # fmt: skip
BACK = replace(
    OUT,
    direction="in",
    giver=OUT.receiver,
    giver_role=OUT.receiver_role,
    receiver=OUT.giver,
    receiver_role=OUT.giver_role,
    things=(
        THINGS[0],
        replace(THINGS[1], condition="RB", note="kerucut sobek"),
        replace(THINGS[2], quantity=3),
    ),
    note="Satu mikrofon menyusul besok (contoh).",
)
BOOKING = Booking(
    code="7K3QX-0PM9-ABCD",
    resource="Paket Sound System Kecil",
    resource_kind="kit",
    quantity=1,
    span=SPAN,
    purpose="Rapat koordinasi contoh",
    borrower="I Made Misal",
    institution="Kecamatan Contoh",
    phone="0812-0000-0002",
    head_count=40,
    state="confirmed",
    reason="",
    is_outside=False,
    place="Lapangan Umpama",
    things=THINGS,
    passings=(OUT, BACK),
)
CHECKS = (
    Check(
        "before",
        (("clean", ""), ("ac", "AC kedua tidak dingin"), ("lights", ""), ("sound", ""), ("projector", ""),
         ("extinguisher", ""), ("escape", "")),
        "I Wayan Barang Contoh",
        NOW,
        "Peminjam diberi tahu tentang AC (contoh).",
    ),
)  # fmt: skip
HALL = replace(
    BOOKING,
    resource="Aula",
    resource_kind="hall",
    things=(),
    passings=(),
    checks=CHECKS,
    free=(
        Span(SPAN.starts_at + timedelta(days=1), SPAN.ends_at + timedelta(days=1)),
        Span(SPAN.starts_at + timedelta(days=4), SPAN.ends_at + timedelta(days=4)),
        Span(SPAN.starts_at + timedelta(days=5), SPAN.ends_at + timedelta(days=5)),
    ),
    displaced=Displaced(
        "800/21/CONTOH/2026", date(2026, 4, 5), "Kepala Dinas (contoh)", "Kunjungan resmi (contoh).",
        "Rapat pimpinan contoh",
    ),
)  # fmt: skip


def _asking(number: str, service_key: str, service: str) -> Request:
    return replace(REQUEST, number=number, service_key=service_key, service=service)


_REQUESTS = {
    "aula": _asking("AULA/2026/0007", "karangasem-1.1", "Peminjaman Aula Diskominfo"),
    "sound": _asking("TIK/2026/0003", "denpasar-III", "Fasilitasi TIK"),
    "vidcon": _asking("TIK/2026/0003", "denpasar-III", "Fasilitasi TIK"),
    "tte": _asking("TTE/2026/0009", "karangasem-5.2", "Tanda Tangan Elektronik"),
    "esurat": _asking("ESURAT/2026/0004", "karangasem-3.9", "Aplikasi e-Surat"),
}


def facts_for(kind: str, office: Office) -> Facts:
    """What is known when a document of `kind` is worded."""
    family = kind.partition("-")[0]
    request = _REQUESTS.get(family, REQUEST)
    booking: Booking | None = None
    if family == "aula":
        state = {"aula-penolakan": "refused", "aula-penggusuran": "displaced"}.get(kind, "confirmed")
        booking = replace(HALL, state=state, reason="Aula sudah dipakai kegiatan lain (contoh).")
    elif KINDS[kind].noun == "booking":
        booking = BOOKING
    if kind == "ppid-penolakan":
        decision = {**request.records["ppid_decision"], "decision": "refused"}
        request = replace(request, records={**request.records, "ppid_decision": decision})
    known: Request | None = None if family in ("pinjam", "kembali") else request
    return Facts(office, NOW, "Ni Ketut Petugas Contoh", known, booking)


SAMPLE_ANSWERS: dict[str, dict[str, Any]] = {
    "ppid-pemberitahuan": {"waktu": 3, "biaya_kirim": 0},
    "tte-rekomendasi-pencabutan": {"alasan": "Pindah tugas ke perangkat daerah lain (contoh)."},
    "esurat-undangan": {"pukul": "09:00"},
    "surat-balasan": {"tembusan": "Kepala Dinas (sebagai laporan)\nArsip", "lampiran": "1 (satu) berkas"},
    "aula-konfirmasi": {"catatan": "Kunci diambil di front office sebelum pukul 08.00."},
}
