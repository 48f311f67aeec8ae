"""Issuing, voiding and copying letters, forms and minutes; knows no paper, no printer and no screen.

What a document said stays as issued; a wrong one is voided with its reason and its number can be given again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Document, Request
from desk.models.document_facts import booking_of, read_facts
from desk.models.documents import passages_for
from desk.operations.journal import Act, note
from desk.operations.letter_numbers import number_for
from desk.rules import document_kinds, texts
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.document_bodies import code_of, compose
from desk.rules.document_contents import DocumentContent
from desk.rules.document_writing import Writing
from desk.rules.letter_numbers import number_key
from desk.rules.rights import Actor


@dataclass(frozen=True)
class DocumentOrder:
    """A document of `kind` for a request or booking; what is not answered stands as it is suggested.

    `number` "" is the next of the office's series; `dated_on` None is today.
    """

    key: str
    kind: str
    request_id: int | None = None
    booking_id: int | None = None
    number: str = ""
    dated_on: date | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Issued:
    """The document, frozen; `number` "" where its kind has none."""

    id: int
    kind: str
    number: str
    code: str


@dataclass(frozen=True)
class VoidOrder:
    """A document that was wrong, and why."""

    document_id: int
    reason: str


@dataclass(frozen=True)
class CopyOrder:
    """One more copy of a document."""

    document_id: int


def issue(session: Session, order: DocumentOrder, actor: Actor) -> Issued:
    """Freeze the words of a new document; Refused beside the field, or with what has to happen first."""
    actor.require("issue")
    known = session.scalar(select(Document).where(Document.key == order.key))
    if known is not None:
        return _issued(known)
    kind = document_kinds.kind_of(order.kind)
    if kind.key == document_kinds.SLIP:
        raise Refused(_("Tanda terima dibuat lewat cetak tanda terima."), field="kind")
    request, booking = _subject(session, order, actor)
    facts = read_facts(session, request, booking, actor=actor.name)
    if not document_kinds.suits(kind, facts):
        sentence = _("{title} tidak dikenal pada layanan atau pemesanan ini.")
        raise Refused(sentence.format(title=_(kind.title)), field="kind")
    lacking = document_kinds.missing(kind, facts)
    if lacking:
        raise Refused(" ".join(lacking), field="kind")
    answers = document_kinds.answered(kind, facts, order.answers)
    dated_on = _dated(order.dated_on)
    number = number_for(session, kind.key, order.number, dated_on) if kind.is_numbered else ""
    writing = Writing(kind, facts, answers, passages_for(session, kind.key), number, dated_on)
    made = Document(
        key=order.key,
        code=code_of(facts, kind) or None,
        kind=kind.key,
        request_id=request.id if request else None,
        booking_id=booking.id if booking else None,
        number=number or None,
        number_key=number_key(number) or None,
        dated_on=dated_on,
        content=compose(writing).to_json(),
        issued_at=clock.now(),
        issued_by=actor.account_id,
    )
    session.add(made)
    session.flush()
    note(session, actor, Act("document.issue", made.id, _sentence(made, _("{name} diterbitkan."))))
    return _issued(made)


def void(session: Session, order: VoidOrder, actor: Actor) -> None:
    """The document counts no more; it stays as a trail, and its number can be given again."""
    actor.require("issue")
    found = _document(session, order.document_id, actor)
    reason = texts.reason_of(order.reason)
    if found.voided_at is not None:
        return
    found.voided_at, found.voided_by, found.void_reason = clock.now(), actor.account_id, reason
    found.number_key = None
    words = _("{name} dibatalkan: {reason}.").replace("{reason}", reason.rstrip("."))
    note(session, actor, Act("document.void", found.id, _sentence(found, words)))


def copy(session: Session, order: CopyOrder, actor: Actor) -> int:
    """Count one more copy: its number, n of SALINAN n."""
    actor.require("print")
    found = _document(session, order.document_id, actor)
    if found.voided_at is not None:
        raise Refused(_("Dokumen ini sudah dibatalkan; tidak disalin lagi."), field="document_id")
    found.copies += 1
    words = _("Salinan {count} {name} dibuat.").replace("{count}", str(found.copies))
    note(session, actor, Act("document.copy", found.id, _sentence(found, words)))
    return found.copies


def _subject(session: Session, order: DocumentOrder, actor: Actor) -> tuple[Request | None, Booking | None]:
    """The request and the booking it is about; whose they are decides who may issue it."""
    booking = session.get(Booking, order.booking_id) if order.booking_id is not None else None
    if order.booking_id is not None and booking is None:
        raise Refused(_("Pemesanan ini tidak ditemukan."), field="booking_id")
    request_id = order.request_id if booking is None else booking.request_id or order.request_id
    request = session.get(Request, request_id) if request_id is not None else None
    if request is None and booking is None:
        raise Refused(_("Permohonan ini tidak ditemukan."), field="request_id")
    if request is not None:
        _check_seen(request, actor)
    if booking is None and request is not None:
        booking = booking_of(session, request.id)
    return request, booking


def _check_seen(request: Request, actor: Actor) -> None:
    """Refused where the actor may not know of the request, or not whom it concerns."""
    if is_hidden_from(actor, is_confidential=request.service.is_confidential):
        raise Refused(_("Permohonan ini tidak ditemukan."), field="request_id")
    if not sees_applicant(actor, prefix=request.prefix):
        raise Refused(_("Dokumen ini memuat identitas pemohon; minta kepada petugas front office."))


def _document(session: Session, document_id: int, actor: Actor) -> Document:
    found = session.get(Document, document_id, with_for_update=True)
    if found is None:
        raise Refused(_("Dokumen ini tidak ditemukan."), field="document_id")
    if found.request_id is not None:
        _check_seen(session.get_one(Request, found.request_id), actor)
    return found


def _dated(dated_on: date | None) -> date:
    today = clock.today()
    if dated_on is None:
        return today
    if dated_on > today:
        raise Refused(_("Tanggal surat tidak boleh sesudah hari ini."), field="dated_on")
    if dated_on.year < today.year - 1:
        raise Refused(_("Tanggal surat terlalu lama; periksa tahunnya."), field="dated_on")
    return dated_on


def _issued(made: Document) -> Issued:
    return Issued(made.id, made.kind, made.number or "", made.code or "")


def _sentence(document: Document, words: str) -> str:
    """The journal's sentence: number and what it belongs to, nobody's name."""
    title = _(document_kinds.KINDS[document.kind].title) if document.kind in document_kinds.KINDS else ""
    reference = DocumentContent.from_json(document.content).reference
    name = " ".join(part for part in (title, document.number or "", f"({reference})") if part)
    return words.replace("{name}", name)
