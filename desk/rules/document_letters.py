"""How each letter of the office is put together; knows no paper, no form and no berita acara."""

from __future__ import annotations

from desk.i18n import _
from desk.rules.document_contents import Block, Pairs, Paragraph, Signature
from desk.rules.document_wording import DOTS
from desk.rules.document_words import span_in_full
from desk.rules.document_writing import Writing, listed

Blocks = tuple[Block, ...]


def hall_confirmed(writing: Writing) -> Blocks:
    """Konfirmasi jadwal aula."""
    booking = writing.booking
    count = "" if booking.head_count is None else _("{count} orang").format(count=booking.head_count)
    rows = [
        (_("Kegiatan"), booking.purpose),
        (_("Tempat"), booking.resource),
        (_("Hari, tanggal, jam"), span_in_full(booking.span)),
        (_("Peminjam"), " · ".join(p for p in (booking.borrower, booking.institution, booking.phone) if p)),
        (_("Jumlah peserta"), count),
        (_("Kode jadwal"), booking.code),
    ]
    return writing.letter(
        writing.opening(),
        Pairs(tuple(row for row in rows if row[1])),
        _note(writing),
        Paragraph(_("Ketentuan:")),
        writing.points("ketentuan"),
    )


def hall_refused(writing: Writing) -> Blocks:
    """Penolakan jadwal aula, with other times."""
    others = listed(writing.answer("alternatif"))
    offer = (writing.say("alternatif"), others, writing.say("cara")) if others else ()
    return writing.letter(writing.opening(), writing.say("alasan"), *offer)


def hall_displaced(writing: Writing) -> Blocks:
    """Pengalihan jadwal: the written order is cited."""
    others = listed(writing.answer("alternatif"))
    offer = (writing.say("alternatif"), others) if others else ()
    return writing.letter(writing.say("pembuka"), writing.say("alasan"), *offer)


def reply(writing: Writing) -> Blocks:
    """Surat balasan for any service."""
    return writing.letter(writing.opening(), Paragraph(writing.answer("isi")))


def refusal(writing: Writing) -> Blocks:
    """Surat penolakan for any service."""
    return writing.letter(
        writing.opening(), Paragraph(writing.answer("alasan"), "indent"), writing.say("lanjutan")
    )


def crew_reply(writing: Writing) -> Blocks:
    """Surat balasan sound system and video conference."""
    rows = [
        (_("Waktu"), writing.answer("acara")),
        (_("Tempat"), writing.answer("tempat")),
        (_("Tim Teknis"), writing.answer("tim")),
        (_("Peralatan dan keterangan"), writing.answer("isi")),
        (_("Narahubung"), writing.request.contact.contact or writing.request.applicant.contact),
    ]
    return writing.letter(
        writing.opening(),
        Pairs(tuple(row for row in rows if row[1])),
        Paragraph(_("Ketentuan:")),
        writing.points("ketentuan"),
    )


def extension(writing: Writing) -> Blocks:
    """Perpanjangan waktu PPID with its written reason and the new date."""
    request = writing.request
    rows = (
        (_("Nomor pendaftaran"), request.number),
        (_("Tanggal diterima"), writing.word("tanggal_terima")),
        (_("Rincian informasi"), request.values.get("rincian_informasi", "")),
        (_("Batas baru"), writing.word("batas")),
    )
    return writing.letter(
        writing.say("pembuka"),
        Paragraph(writing.answer("alasan"), "indent"),
        Pairs(rows),
        writing.say("batas"),
    )


def objection_answer(writing: Writing) -> Blocks:
    """Tanggapan atasan PPID atas keberatan."""
    objection = writing.request.objection
    signed = writing.by_official(writing.kind.signer)
    if objection and objection.superior:
        # whoever answered signs, whoever holds the post by now
        signed = Signature(signed.role, objection.superior)
    return writing.letter(
        writing.say("pembuka"),
        Paragraph(objection.answer if objection else "", "indent"),
        writing.say("sengketa"),
        signed=signed,
    )


def account_invitation(writing: Writing) -> Blocks:
    """Undangan serah terima akun e-Surat; no secret stands in it."""
    time = str(writing.answers.get("pukul") or "")
    hour = _("{hour} WITA").format(hour=time.replace(":", ".")) if time else ""
    rows = (
        (_("Hari/tanggal"), writing.word("hari")),
        (_("Pukul"), hour),
        (_("Tempat"), writing.answer("tempat")),
        (_("Acara"), _("Serah terima akun e-Surat")),
    )
    return writing.letter(writing.opening(), Pairs(rows), _note(writing))


def recommendation(writing: Writing) -> Blocks:
    """Surat rekomendasi TTE: pendaftaran, pembaruan, pencabutan."""
    official = writing.facts.office.official(writing.kind.signer)
    person = [
        (_("Nama"), writing.answer("nama")),
        (_("NIP"), writing.answer("nip")),
        (_("Jabatan"), writing.answer("jabatan")),
        (_("Instansi"), writing.answer("instansi_pegawai")),
        (_("Surel dinas"), writing.answer("surel_dinas")),
    ]
    if "alasan" in writing.answers:
        person.append((_("Alasan pencabutan"), writing.answer("alasan")))
    return writing.titled(
        writing.say("pembuka"),
        Pairs(
            (
                (_("Nama"), official.name),
                (_("NIP"), official.nip),
                (_("Jabatan"), official.position),
            )
        ),
        writing.say("isi"),
        Pairs(tuple(person)),
        _cited(writing),
        writing.say("penutup"),
        writing.signed(dated=True),
        *writing.copies_to(),
    )


def _cited(writing: Writing) -> Paragraph | None:
    """The letter that asked for it."""
    letter = writing.request.letter
    if not letter.number:
        return None
    sentence = _("Rekomendasi ini menjawab surat Nomor {number} tanggal {date} perihal {subject}.")
    return Paragraph(
        sentence.format(
            number=letter.number, date=writing.word("tanggal_surat") or DOTS, subject=letter.subject or DOTS
        )
    )


def _note(writing: Writing) -> Paragraph | None:
    note = writing.answer("catatan")
    return Paragraph(_("Catatan: {note}").format(note=note)) if note else None
