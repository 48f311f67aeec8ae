"""The placeholders of documents: what each means, and what it is filled with; knows no kind of document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from desk import clock
from desk.i18n import _
from desk.rules import objections, texts
from desk.rules.asked import Asked
from desk.rules.document_facts import Booking, Facts, Office, Person, Request
from desk.rules.office_dates import clock_time, long_date, plain_date
from desk.rules.spans import Span
from desk.rules.terbilang import day_in_words

PLACEHOLDERS: dict[str, str] = {
    "dinas": "nama dinas",
    "telepon_dinas": "telepon dinas",
    "kota": "tempat surat ditulis",
    "petugas": "nama petugas",
    "nomor": "nomor dokumen ini",
    "tanggal": "tanggal dokumen ini",
    "hari_terbilang": "hari dan tanggal dokumen ini dengan huruf",
    "kepada": "nama atau instansi pemohon/peminjam",
    "nomor_permohonan": "nomor permohonan",
    "kode": "kode lacak",
    "layanan": "nama layanan",
    "jenis_layanan": "jenis atau produk yang dipilih",
    "layanan_dan_jenis": "layanan dengan jenisnya",
    "unit": "bidang yang menangani",
    "tanggal_terima": "hari dan tanggal permohonan diterima",
    "batas": "tanggal batas jawaban",
    "pemohon": "nama pemohon",
    "instansi": "instansi pemohon",
    "alamat": "alamat pemohon",
    "pekerjaan": "pekerjaan pemohon",
    "jabatan_pemohon": "jabatan pemohon",
    "telepon": "telepon pemohon",
    "surel": "surel pemohon",
    "nomor_surat": "nomor surat permohonan",
    "tanggal_surat": "tanggal surat permohonan",
    "perihal_surat": "perihal surat permohonan",
    "perihal_jawaban": "perihal jawaban",
    "isi_jawaban": "kalimat jawaban yang diusulkan",
    "alasan_penolakan": "alasan permohonan ditolak",
    "alasan_pencabutan": "alasan pencabutan",
    "alasan_perpanjangan": "alasan perpanjangan",
    "nomor_keberatan": "nomor registrasi keberatan",
    "tanggal_keberatan": "tanggal keberatan diterima",
    "putusan_keberatan": "putusan atas keberatan",
    "sarana": "yang dipesan",
    "jadwal": "hari, tanggal dan jam pemesanan",
    "kembali": "kapan barang kembali",
    "keperluan": "nama kegiatan",
    "peminjam": "nama peminjam",
    "instansi_peminjam": "instansi peminjam",
    "telepon_peminjam": "telepon peminjam",
    "tempat_acara": "tempat acara",
    "waktu_acara": "waktu acara",
    "alat": "peralatan",
    "alasan_jadwal": "alasan jadwal ditolak",
    "waktu_kosong": "waktu lain yang masih kosong",
    "nomor_perintah": "nomor perintah tertulis",
    "tanggal_perintah": "tanggal perintah tertulis",
    "pemberi_perintah": "pemberi perintah tertulis",
    "alasan_pengalihan": "alasan jadwal dialihkan",
    "kegiatan_pengganti": "kegiatan yang memakai jadwal",
}
"""Placeholder → what the settings say it means."""


def base_words(facts: Facts, *, number: str, dated_on: date) -> dict[str, str]:
    """What the placeholders that every document knows are filled with."""
    words = {**_office(facts.office), "petugas": facts.actor, "nomor": number}
    words |= {"tanggal": plain_date(dated_on), "hari_terbilang": day_in_words(dated_on)}
    if facts.request is not None:
        words |= _request(facts.request)
    if facts.booking is not None:
        words |= _booking(facts.booking)
    return {"kepada": words.get("instansi_peminjam") or words.get("peminjam") or "", **words}


def moment(at: datetime) -> str:
    """ "Senin, 6 April 2026, 09.15 WITA"."""
    return _("{day}, {hour} WITA").format(day=long_date(clock.office_date(at)), hour=clock_time(at))


def span_in_full(span: Span) -> str:
    """ "Kamis, 9 April 2026 pukul 09.00–12.00 WITA": on paper the year is said."""
    start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
    if start.date() == end.date():
        words = _("{day} pukul {start}–{end} WITA")
        return words.format(day=long_date(start.date()), start=clock_time(start), end=clock_time(end))
    words = _("{first} pukul {start} sampai {last} pukul {end} WITA")
    return words.format(
        first=long_date(start.date()),
        start=clock_time(start),
        last=long_date(end.date()),
        end=clock_time(end),
    )


def suggestion(sources: Sequence[str], facts: Facts, field: Asked) -> str:
    """The first source that knows an answer for `field`; empty where none does."""
    for source in sources:
        kind, _colon, name = source.partition(":")
        value = _SOURCES[kind](facts, name)
        if value:
            return _shortened(value, field)
    return ""


def _shortened(value: str, field: Asked) -> str:
    """A suggestion never makes an answer too long; it is shown and may be changed."""
    if field.kind not in ("text", "long"):
        return value
    limit = field.limit or (texts.NOTE_LIMIT if field.kind == "long" else 200)
    return value if len(value) <= limit else value[: limit - 1] + "…"


def _from_words(facts: Facts, name: str) -> str:
    return base_words(facts, number="", dated_on=clock.office_date(facts.now)).get(name, "")


def _from_record(facts: Facts, name: str) -> str:
    kind, _dot, field = name.partition(".")
    if facts.request is None:
        return ""
    value = facts.request.records.get(kind, {}).get(field)
    return "" if value is None else _CHANNELS.get(str(value), str(value))


def _from_values(facts: Facts, name: str) -> str:
    return "" if facts.request is None else facts.request.values.get(name, "")


def _from_officials(facts: Facts, name: str) -> str:
    return facts.office.official(name).name


_CHANNELS = {
    "direct": "langsung",
    "whatsapp": "WhatsApp",
    "email": "surel",
    "phone": "telepon",
    "letter": "surat",
    "portal": "portal/aplikasi",
}
_SOURCES = {
    "word": _from_words,
    "record": _from_record,
    "value": _from_values,
    "official": _from_officials,
}


def _office(office: Office) -> dict[str, str]:
    return {
        "dinas": office.name,
        "telepon_dinas": office.letterhead.phone,
        "kota": office.letterhead.place,
    }


def _request(request: Request) -> dict[str, str]:
    letter = request.letter
    words = {
        "kepada": request.applicant.institution or request.applicant.name,
        "nomor_permohonan": request.number,
        "kode": request.code,
        "layanan": request.service,
        "jenis_layanan": request.variant_words,
        "layanan_dan_jenis": " · ".join(p for p in (request.service, request.variant_words) if p),
        "unit": request.unit,
        "tanggal_terima": long_date(clock.office_date(request.received_at)),
        "batas": long_date(request.due_on) if request.due_on else "",
        "nomor_surat": letter.number,
        "tanggal_surat": plain_date(letter.dated) if letter.dated else "",
        "perihal_surat": letter.subject,
        "perihal_jawaban": _("Jawaban atas permohonan {service}").format(service=request.service),
        "isi_jawaban": _answer(request),
        "alasan_penolakan": request.reason,
        "alasan_perpanjangan": request.extension[1] if request.extension else "",
        "tempat_acara": request.values.get("lokasi_acara") or request.values.get("tempat", ""),
        "waktu_acara": request.values.get("waktu_acara", ""),
        # a hall that could not even be reserved: the letter speaks of what was asked for
        "sarana": _("Aula") if request.number.startswith("AULA/") else "",
        "jadwal": request.values.get("waktu_pelaksanaan", ""),
        "keperluan": request.values.get("nama_kegiatan", ""),
        "peminjam": request.applicant.institution or request.applicant.name,
        "alasan_jadwal": request.reason,
    }
    return {**words, **_person(request.applicant), **_objection(request)}


def _person(person: Person) -> dict[str, str]:
    return {
        "pemohon": person.name,
        "instansi": person.institution,
        "alamat": person.address,
        "pekerjaan": person.occupation,
        "jabatan_pemohon": person.position,
        "telepon": person.phone,
        "surel": person.email,
    }


def _objection(request: Request) -> dict[str, str]:
    objection = request.objection
    if objection is None:
        return {}
    return {
        "nomor_keberatan": objection.number,
        "tanggal_keberatan": plain_date(clock.office_date(objection.received_at)),
        "putusan_keberatan": objections.DECISIONS.get(objection.decision, ""),
    }


def _answer(request: Request) -> str:
    sentence = _(
        "Permohonan {service} dengan nomor register {number} telah kami proses sesuai standar pelayanan."
    )
    return sentence.format(service=request.service, number=request.number)


def _booking(booking: Booking) -> dict[str, str]:
    words = {
        "sarana": booking.resource,
        "jadwal": span_in_full(booking.span),
        "kembali": moment(booking.span.ends_at),
        "keperluan": booking.purpose,
        "peminjam": booking.borrower,
        "instansi_peminjam": booking.institution,
        "telepon_peminjam": booking.phone,
        "alasan_jadwal": booking.reason,
        "waktu_kosong": "\n".join(map(span_in_full, booking.free)),
        "alat": "\n".join(f"{thing.quantity} {thing.name}" for thing in booking.things),
    }
    if booking.place:
        words["tempat_acara"] = booking.place
    displaced = booking.displaced
    if displaced is not None:
        words |= {
            "nomor_perintah": displaced.order_number,
            "tanggal_perintah": plain_date(displaced.order_on),
            "pemberi_perintah": displaced.signed_by,
            "alasan_pengalihan": displaced.reason,
            "kegiatan_pengganti": displaced.event,
        }
    return words
