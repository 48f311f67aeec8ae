"""How the forms of public information are put together, field by field as PERKI 1/2021 and 1/2010 have them.

Knows no paper. What is not known is a dotted line, to be filled in by hand.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from desk import clock
from desk.i18n import _
from desk.rules import objections, request_records
from desk.rules.document_contents import (
    Blank,
    Block,
    Grid,
    Pairs,
    Paragraph,
    Signature,
    Signatures,
    Ticks,
)
from desk.rules.document_facts import Request
from desk.rules.document_words import moment
from desk.rules.document_writing import Writing, rupiah
from desk.rules.office_dates import long_date
from desk.rules.terbilang import terbilang

Blocks = tuple[Block, ...]
_HAVING = ("melihat/membaca/mendengarkan/mencatat", "mendapatkan salinan informasi (hardcopy/softcopy)")
_FREE = "Tidak dipungut biaya (informasi digital)"
_GETTING = ("mengambil langsung", "kurir", "pos", "faksimili", "surel (e-mail)")


def request_form(writing: Writing) -> Blocks:
    """Formulir permohonan informasi publik."""
    request = writing.request
    person = request.applicant
    return writing.titled(
        Pairs(
            (
                (_("No. pendaftaran (diisi petugas)"), request.number),
                (_("Diterima"), moment(request.received_at)),
                (_("Nama"), person.name),
                (_("Alamat"), person.address),
                (_("Pekerjaan"), person.occupation),
                (_("Nomor telepon / e-mail"), person.contact),
                (_("Rincian informasi yang dibutuhkan"), request.values.get("rincian_informasi", "")),
                (_("Tujuan penggunaan informasi"), request.values.get("tujuan_penggunaan", "")),
            )
        ),
        Paragraph(_("Cara memperoleh informasi"), "heading"),
        _chosen(_HAVING, request.values.get("cara_memperoleh", "")),
        Paragraph(_("Cara mendapatkan salinan informasi"), "heading"),
        _chosen(_GETTING, request.values.get("cara_mendapatkan_salinan", "")),
        _officer_and_applicant(
            writing,
            _("Petugas pelayanan informasi (penerima permohonan)"),
            signed_on=clock.office_date(request.received_at),
        ),
        *_footnotes(writing),
    )


def proof_of_receipt(writing: Writing) -> Blocks:
    """Tanda bukti penerimaan: number, day and hour, papers, by when it is answered, rights."""
    request = writing.request
    papers = tuple((str(number), *paper) for number, paper in enumerate(request.papers, 1))
    return writing.titled(
        writing.say("pembuka"),
        Pairs(
            (
                (_("Nomor pendaftaran"), request.number),
                (_("Diterima pada"), moment(request.received_at)),
                (_("Nama pemohon"), request.applicant.name),
                (_("Rincian informasi"), request.values.get("rincian_informasi", "")),
                (_("Batas jawaban"), _due(request)),
                (_("Kode lacak"), request.code),
            )
        ),
        Paragraph(_("Berkas yang diterima"), "heading"),
        Grid(((_("No."), 8), (_("Berkas"), 70), (_("Bentuk"), 22)), papers)
        if papers
        else Paragraph(_("Belum ada berkas yang diterima."), "small"),
        writing.say("hak", "small"),
        _officer_and_applicant(writing, _("Petugas penerima")),
    )


def notice(writing: Writing) -> Blocks:
    """Pemberitahuan tertulis: A what can be given, B what cannot."""
    request = writing.request
    decision = request.records.get("ppid_decision", {})
    outcome = str(decision.get("decision") or "")
    is_given = outcome in ("granted", "partly", "elsewhere")
    person = request.applicant
    return writing.titled(
        writing.say("pembuka"),
        Pairs(
            (
                (_("Nama"), person.name),
                (_("Alamat"), person.address),
                (_("No. telp / e-mail"), person.contact),
                (_("Rincian informasi"), request.values.get("rincian_informasi", "")),
            )
        ),
        Paragraph(_("A. Informasi dapat diberikan"), "heading"),
        *_given(writing, decision, is_given=is_given, is_elsewhere=outcome == "elsewhere"),
        Paragraph(_("B. Informasi tidak dapat diberikan karena"), "heading"),
        *_not_given(writing, is_given=is_given),
        writing.signed(dated=True),
        *_footnotes(writing),
    )


def _given(writing: Writing, decision: Any, *, is_given: bool, is_elsewhere: bool) -> Blocks:
    """Rows 1 to 5 of part A; a digital copy costs nothing, so no amount is a nought there."""
    form = str(decision.get("form") or "")
    other = writing.answer("badan_lain")
    amounts = [writing.answers.get(name) for name in ("biaya_salin", "biaya_kirim", "biaya_lain")]
    total = sum(int(amount) for amount in amounts if amount) if any(amounts) else None
    pages = writing.answer("lembar")
    days = writing.answer("waktu")
    copying = _("{amount} ({pages} lembar)") if pages else "{amount}"
    rows = (
        ("1", _("Penguasaan informasi publik ***"),
         _checked((is_given and not is_elsewhere, _("Kami")),
                  (is_elsewhere, _("Badan publik lain, yaitu {name}").format(name=other or "………")))),
        ("2", _("Bentuk fisik yang tersedia"),
         _checked(("soft" in form, _("Softcopy (termasuk rekaman)")),
                  ("hard" in form, _("Hardcopy/salinan tertulis")))),
        ("3", _("Biaya yang dibutuhkan *"),
         _(_FREE) if form == "softcopy" and total is None
         else _costs(copying.format(amount=rupiah(amounts[0]) or "Rp ………", pages=pages), amounts, total)),
        ("4", _("Waktu penyediaan ****"), _("{days} hari").format(days=days or "………")),
        ("5", _("Penjelasan penghitaman/pengaburan informasi yang dimohon **"),
         writing.answer("penghitaman") or "-"),
    )  # fmt: skip
    return (Grid(((_("No."), 7), (_("Hal-hal terkait informasi publik"), 38), (_("Keterangan"), 55)), rows),)


def _costs(copying: str, amounts: list[Any], total: int | None) -> str:
    lines = (
        _("Penyalinan: {words}").format(words=copying),
        _("Pengiriman: {words}").format(words=rupiah(amounts[1]) or "Rp ………"),
        _("Lain-lain: {words}").format(words=rupiah(amounts[2]) or "Rp ………"),
        _("Jumlah: {words}").format(words=_sum(total)),
    )
    return "\n".join(lines)


def _sum(total: int | None) -> str:
    if total is None:
        return "Rp ………"
    return _("{figures} ({words} rupiah)").format(figures=rupiah(total), words=terbilang(total))


def _checked(*choices: tuple[bool, str]) -> str:
    """Choices within a table's cell: [x] and [ ], as typewritten forms had them."""
    return "\n".join(f"[{'x' if ticked else '  '}] {words}" for ticked, words in choices)


def _not_given(writing: Writing, *, is_given: bool) -> Blocks:
    cause = str(writing.answers.get("sebab") or "")
    days = writing.answer("hari_dokumentasi")
    sentence = _(
        "Penyediaan informasi yang belum didokumentasikan dilakukan dalam jangka waktu {days} hari kerja."
    )
    return (
        Ticks(
            (
                (not is_given and cause == "belum_dikuasai", _("Informasi yang diminta belum dikuasai")),
                (
                    not is_given and cause == "belum_didokumentasikan",
                    _("Informasi yang diminta belum didokumentasikan"),
                ),
            )
        ),
        Paragraph(sentence.format(days=days or "………"), "small"),
    )


def refusal(writing: Writing) -> Blocks:
    """Surat keputusan PPID tentang penolakan, bound to a letter of Pasal 17 and its consequence."""
    request = writing.request
    person = request.applicant
    exemption = str(request.records.get("ppid_decision", {}).get("exemption") or "")
    kinds = next(f for f in request_records.KINDS["ppid_decision"].fields if f.name == "exemption").choices
    other = writing.answer("pasal_lain")
    return writing.titled(
        Pairs(
            (
                (_("No. pendaftaran"), request.number),
                (_("Nama"), person.name),
                (_("Alamat"), person.address),
                (_("Pekerjaan"), person.occupation),
                (_("Nomor telp / e-mail"), person.contact),
                (_("Rincian informasi"), request.values.get("rincian_informasi", "")),
            )
        ),
        writing.say("putusan"),
        Paragraph(_("INFORMASI YANG DIKECUALIKAN"), "title"),
        Paragraph(_("Pengecualian informasi didasarkan pada alasan:"), "heading"),
        Ticks(
            (
                *((key == exemption, f"{_(words)} (UU 14/2008)") for key, words in kinds if key == exemption),
                (bool(other), _("Pasal undang-undang lain: {words}").format(words=other or "………")),
            )
        ),
        writing.say("konsekuensi"),
        Paragraph(writing.answer("konsekuensi"), "indent"),
        writing.say("penolakan"),
        writing.say("keberatan"),
        writing.signed(dated=True),
    )


def objection_form(writing: Writing) -> Blocks:
    """Pernyataan keberatan atas permohonan informasi, with the seven grounds of Pasal 35."""
    request, objection = writing.request, writing.request.objection
    if objection is None:
        return writing.titled(Blank(3))
    person = request.applicant
    return writing.titled(
        Paragraph(_("A. Informasi pengaju keberatan"), "heading"),
        Pairs(
            (
                (_("Nomor registrasi keberatan"), objection.number),
                (_("Nomor pendaftaran permohonan"), request.number),
                (_("Informasi yang dimohon"), request.values.get("rincian_informasi", "")),
                (_("Tujuan penggunaan informasi"), request.values.get("tujuan_penggunaan", "")),
            )
        ),
        Paragraph(_("Identitas pemohon"), "heading"),
        Pairs(
            (
                (_("Nama"), person.name),
                (_("Alamat"), person.address),
                (_("Pekerjaan"), person.occupation),
                (_("Nomor telepon"), person.phone),
            )
        ),
        Paragraph(_("Identitas kuasa pemohon (dengan surat kuasa khusus)"), "heading"),
        _proxy(objection.by_proxy_name),
        Paragraph(_("B. Alasan pengajuan keberatan (UU 14/2008 Pasal 35 ayat (1))"), "heading"),
        Ticks(
            tuple(
                (letter in objection.grounds, f"{letter}. {_(words)}")
                for letter, words in objections.GROUNDS.items()
            )
        ),
        Paragraph(_("C. Kasus posisi"), "heading"),
        Paragraph(objection.case, "indent"),
        Paragraph(_("D. Hari/tanggal tanggapan atas keberatan akan diberikan"), "heading"),
        Paragraph(long_date(objection.due_on) if objection.due_on else "………………", "indent"),
        writing.say("pernyataan"),
        _both(
            writing,
            _("Petugas informasi (penerima keberatan)"),
            Signature(_("Pengaju keberatan"), objection.by_proxy_name or objection.by_name),
            signed_on=clock.office_date(objection.received_at),
        ),
    )


def _proxy(name: str) -> Pairs:
    """Whoever objects for the applicant; address and telephone stand in the letter of proxy."""
    unknown = "" if name else "-"
    return Pairs(
        ((_("Nama"), name or "-"), (_("Alamat"), unknown), (_("Nomor telepon"), unknown)),
    )


def _due(request: Request) -> str:
    if request.due_on is None:
        return _("dihitung sejak permohonan dinyatakan lengkap")
    return _("paling lambat {day}").format(day=long_date(request.due_on))


def _chosen(usual: tuple[str, ...], chosen: str) -> Ticks:
    """The usual ways with the chosen one ticked; one that is none of them stands last, ticked."""
    known = [(_is_meant(way, chosen), _(way)) for way in usual]
    if chosen and not any(ticked for ticked, _words in known):
        known.append((True, chosen))
    return Ticks(tuple(known))


def _is_meant(way: str, chosen: str) -> bool:
    first = chosen.casefold().partition("/")[0].partition(" (")[0].strip()
    return bool(first) and first.partition(" ")[0] in way.casefold()


def _officer_and_applicant(writing: Writing, officer: str, *, signed_on: date | None = None) -> Signatures:
    request = writing.request
    applicant = Signature(_("Pemohon informasi"), request.proxy or request.applicant.name)
    return _both(writing, officer, applicant, signed_on=signed_on)


def _both(writing: Writing, officer: str, other: Signature, *, signed_on: date | None = None) -> Signatures:
    """Who received and who asks; `signed_on`: the day it was handed in, whenever its form is printed."""
    left = Signature(officer, writing.request.received_by, dated=" ")
    right = Signature(other.role, other.name, other.under, dated=writing.place_and_date(signed_on))
    return Signatures((left, right))


def _footnotes(writing: Writing) -> Blocks:
    return tuple(Paragraph(line, "small") for line in writing.text("catatan_kaki").split("\n") if line)
