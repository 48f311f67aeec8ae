"""Which documents a request or booking can be given, and those it was given; changes nothing, draws nothing.

A document is shown as far as its reader may see the request: of a PPID request the list to all, what it says
to those with the right to see names; of a confidential one nothing at all (rules.discretion).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Account, Booking, Document, Request
from desk.models.document_facts import booking_of, read_facts
from desk.models.documents import numbering_of, office_art
from desk.rules import document_kinds
from desk.rules.asked import Asked
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.document_bodies import notes_of
from desk.rules.document_contents import DocumentContent
from desk.rules.document_facts import Facts
from desk.rules.document_kinds import KINDS, DocumentKind
from desk.rules.rights import Actor

WATCHES = frozenset(
    {
        "Document",
        "DocumentWording",
        "LetterPattern",
        "LetterCounter",
        "Official",
        "Artwork",
        "Request",
        "RequestRecord",
        "Objection",
        "ClockEvent",
        "Booking",
        "HandOver",
        "ReadinessCheck",
        "Displacement",
    }
)


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A kind that can be issued now, or cannot yet: `missing` says what has to happen first.

    `number` is the pattern its number will follow, for the field's hint; "" where it has none.
    """

    kind: str
    title: str
    fields: tuple[Asked, ...]
    missing: tuple[str, ...]
    suggested: Mapping[str, str]
    number: str
    is_numbered: bool = False
    is_issued: bool = False
    """Whether one of this kind stands already."""
    is_usual: bool = False
    """Whether the road of the service names it; the others only suit it."""
    notes: tuple[str, ...] = ()
    """What the paper will leave open, because the office has not said it yet."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that was issued; `may_open` False where the reader may not see whom it names."""

    id: int
    kind: str
    title: str
    number: str
    dated_on: date
    issued_at: datetime
    issued_by: str
    copies: int
    void_reason: str | None
    may_open: bool

    @property
    def is_void(self) -> bool:
        """Whether it counts no more."""
        return self.void_reason is not None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document with its frozen words, the office's own pictures for the kop beside them."""

    id: int
    kind: str
    title: str
    number: str
    dated_on: date
    papers: tuple[str, ...]
    copies: int
    void_reason: str | None
    content: DocumentContent
    request_id: int | None
    booking_id: int | None


def offered(
    session: Session, actor: Actor, *, request_id: int | None = None, booking_id: int | None = None
) -> tuple[OfferRow, ...]:
    """The kinds that suit the request or booking, those its road names first."""
    facts = facts_seen(session, actor, request_id, booking_id)
    if facts is None or not actor.may("issue"):
        return ()
    standing = {each.kind for each in _standing(session, request_id, booking_id) if each.voided_at is None}
    road = facts.request.documents if facts.request else ()
    kinds = [kind for kind in KINDS.values() if document_kinds.suits(kind, facts)]
    kinds.sort(key=lambda kind: kind.key not in road)
    return tuple(_offer(session, kind, facts, standing) for kind in kinds)


def document_rows(
    session: Session, actor: Actor, *, request_id: int | None = None, booking_id: int | None = None
) -> tuple[DocumentLine, ...]:
    """The documents of a request or booking, newest first."""
    return tuple(
        _line(session, each, actor)
        for each in _standing(session, request_id, booking_id)
        if _knows(session, each.request_id, actor)
    )


def papers_of(
    session: Session, actor: Actor, request_id: int | None, booking_id: int | None
) -> tuple[tuple[DocumentLine, ...], tuple[OfferRow, ...]]:
    """The documents that were issued and those that can be, read at one moment."""
    return (
        document_rows(session, actor, request_id=request_id, booking_id=booking_id),
        offered(session, actor, request_id=request_id, booking_id=booking_id),
    )


def document(session: Session, document_id: int, actor: Actor) -> DocumentRow:
    """One document as issued; Refused where it is not there for this actor or names whom they may not see."""
    found = session.get(Document, document_id)
    if found is None or not _knows(session, found.request_id, actor):
        raise Refused(_("Dokumen ini tidak ditemukan."), field="document_id")
    if not _may_open(session, found.request_id, actor):
        raise Refused(_("Dokumen ini memuat identitas pemohon; minta kepada petugas front office."))
    content = DocumentContent.from_json(found.content)
    kind = KINDS.get(found.kind)
    return DocumentRow(
        id=found.id,
        kind=found.kind,
        title=content.title,
        number=found.number or "",
        dated_on=found.dated_on,
        papers=kind.papers if kind else ("a4",),
        copies=found.copies,
        void_reason=found.void_reason,
        content=replace(content, art=office_art(session), voided=found.void_reason or ""),
        request_id=found.request_id,
        booking_id=found.booking_id,
    )


def facts_seen(
    session: Session, actor: Actor, request_id: int | None, booking_id: int | None
) -> Facts | None:
    """What is known; None where there is nothing, or nothing for this actor."""
    booking = session.get(Booking, booking_id) if booking_id is not None else None
    if booking is not None and booking.request_id is not None:
        request_id = booking.request_id
    request = session.get(Request, request_id) if request_id is not None else None
    if request is None and booking is None:
        return None
    if request is not None and not _may_open(session, request.id, actor):
        return None
    if booking is None and request is not None:
        booking = booking_of(session, request.id)
    return read_facts(session, request, booking, actor=actor.name)


def _standing(session: Session, request_id: int | None, booking_id: int | None) -> list[Document]:
    asked = select(Document).order_by(Document.id.desc())
    if request_id is not None:
        asked = asked.where(Document.request_id == request_id)
    if booking_id is not None:
        asked = asked.where(Document.booking_id == booking_id)
    if request_id is None and booking_id is None:
        return []
    return list(session.scalars(asked))


def _offer(session: Session, kind: DocumentKind, facts: Facts, standing: set[str]) -> OfferRow:
    return OfferRow(
        kind=kind.key,
        title=_(kind.title),
        fields=kind.fields,
        missing=document_kinds.missing(kind, facts),
        suggested=document_kinds.suggested(kind, facts),
        number=numbering_of(session, kind.key)[1].pattern if kind.is_numbered else "",
        is_numbered=kind.is_numbered,
        is_issued=kind.key in standing,
        is_usual=facts.request is not None and kind.key in facts.request.documents,
        notes=notes_of(kind, facts),
    )


def _line(session: Session, each: Document, actor: Actor) -> DocumentLine:
    kind = KINDS.get(each.kind)
    return DocumentLine(
        id=each.id,
        kind=each.kind,
        title=_(kind.title) if kind else each.kind,
        number=each.number or "",
        dated_on=each.dated_on,
        issued_at=each.issued_at,
        issued_by=session.scalar(select(Account.name).where(Account.id == each.issued_by)) or "",
        copies=each.copies,
        void_reason=each.void_reason,
        may_open=_may_open(session, each.request_id, actor),
    )


def _knows(session: Session, request_id: int | None, actor: Actor) -> bool:
    if request_id is None:
        return True
    request = session.get_one(Request, request_id)
    return not is_hidden_from(actor, is_confidential=request.service.is_confidential)


def _may_open(session: Session, request_id: int | None, actor: Actor) -> bool:
    if request_id is None:
        return True
    request = session.get_one(Request, request_id)
    return _knows(session, request_id, actor) and sees_applicant(actor, prefix=request.prefix)
