"""Which way each kind of document is put together, and the whole of one put together; knows no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.i18n import _
from desk.rules import document_letters as letters
from desk.rules import document_minutes as minutes
from desk.rules import document_ppid as ppid
from desk.rules.document_contents import Block, DocumentContent
from desk.rules.document_facts import OFFICIALS, Facts
from desk.rules.document_kinds import DocumentKind
from desk.rules.document_words import moment, span_in_full
from desk.rules.document_writing import Writing
from desk.rules.slips import payload

BODIES: Mapping[str, Callable[[Writing], tuple[Block, ...]]] = {
    "aula-konfirmasi": letters.hall_confirmed,
    "aula-penolakan": letters.hall_refused,
    "aula-penggusuran": letters.hall_displaced,
    "aula-kesiapan": minutes.readiness,
    "ppid-formulir": ppid.request_form,
    "ppid-tanda-bukti": ppid.proof_of_receipt,
    "ppid-pemberitahuan": ppid.notice,
    "ppid-penolakan": ppid.refusal,
    "ppid-perpanjangan": letters.extension,
    "ppid-keberatan": ppid.objection_form,
    "ppid-tanggapan": letters.objection_answer,
    "surat-balasan": letters.reply,
    "surat-penolakan": letters.refusal,
    "sound-balasan": letters.crew_reply,
    "sound-pemasangan": minutes.installed,
    "sound-pembongkaran": minutes.dismantled,
    "vidcon-balasan": letters.crew_reply,
    "pinjam-berita-acara": minutes.lent,
    "kembali-berita-acara": minutes.returned,
    "tte-rekomendasi-pendaftaran": letters.recommendation,
    "tte-rekomendasi-pembaruan": letters.recommendation,
    "tte-rekomendasi-pencabutan": letters.recommendation,
    "esurat-undangan": letters.account_invitation,
    "esurat-berita-acara": minutes.account_delivered,
}


def compose(writing: Writing) -> DocumentContent:
    """The document's words, to be frozen."""
    kind, facts = writing.kind, writing.facts
    code = code_of(facts, kind)
    return DocumentContent(
        kind=kind.key,
        title=_(kind.title),
        letterhead=facts.office.letterhead,
        blocks=BODIES[kind.key](writing),
        code=code,
        payload=payload(code, facts.office.tracking_url) if code else "",
        reference=reference_of(facts, kind),
        number=writing.number,
        issued=moment(facts.now),
        notes=notes_of(kind, facts),
    )


def code_of(facts: Facts, kind: DocumentKind) -> str:
    """The tracking code in its corner: the booking's for what belongs to bookings, else the request's."""
    if facts.booking is not None and (kind.noun == "booking" or facts.request is None):
        return facts.booking.code
    return facts.request.code if facts.request is not None else ""


def reference_of(facts: Facts, kind: DocumentKind) -> str:
    """What the sheet belongs to, for whoever finds it alone."""
    if facts.request is not None:
        return facts.request.number
    if facts.booking is not None:
        return f"{facts.booking.resource}, {span_in_full(facts.booking.span)}"
    return _(kind.title)


def notes_of(kind: DocumentKind, facts: Facts) -> tuple[str, ...]:
    """What the paper leaves open because the office has not said it yet."""
    official = facts.office.officials.get(kind.signer)
    objection = facts.request.objection if facts.request else None
    if kind.signer == "ppid_superior" and objection and objection.superior:
        return ()
    if kind.signer and (official is None or not official.name):
        sentence = _("Nama {role} belum diisi di Pengaturan; di kertas berupa titik-titik.")
        return (sentence.format(role=_(OFFICIALS[kind.signer])),)
    return ()
