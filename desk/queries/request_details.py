"""One request whole: persons, letter, tick list, promise, bookings, receipts, journal; changes nothing.

A NIK is masked whoever looks; the persons of a PPID request are initials to those without the right, and its
letter, which names its sender, is not there for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import (
    Account,
    Booking,
    JournalLine,
    Receipt,
    ReceiptLine,
    Request,
    RequestParty,
    Resource,
)
from desk.models.promises import (
    ClockFacts,
    clock_facts,
    entry_of,
    items_of,
    marks_of,
    missing_of,
    promise_for,
)
from desk.queries import requests
from desk.queries.inner_targets import TargetRow, target_rows
from desk.queries.public_services import ServiceDetail, detail_of
from desk.queries.requests import RequestRow
from desk.rules import checklists, item_values, phones, texts
from desk.rules.checklists import Checklist, Item
from desk.rules.discretion import applicant_shown, sees_applicant
from desk.rules.promises import Promise
from desk.rules.rights import Actor

_MASK = "•"
_HIDDEN = _MASK * 6
_NIK_LENGTH = 16

WATCHES = requests.WATCHES | {"Booking", "Receipt", "JournalLine", "RequestRecord"}


@dataclass(frozen=True)
class PartyRow:
    """One person as the actor may see them; `phone` as written, `nik` masked."""

    role: str
    name: str
    phone: str | None = None
    email: str | None = None
    nik: str | None = None
    address: str | None = None
    institution: str | None = None
    position: str | None = None
    occupation: str | None = None


@dataclass(frozen=True)
class LetterRow:
    """The letter as kept."""

    number: str | None
    letter_on: date | None
    subject: str | None
    sender: str | None
    agenda_number: str | None
    disposition: str | None


@dataclass(frozen=True)
class ItemRow:
    """One line of the tick list as it stands; `value` as kept (masked where private), `words` as read out."""

    item: Item
    mark: str
    value: str | None
    words: str
    is_missing: bool


@dataclass(frozen=True)
class BookingLine:
    """What the request has booked."""

    id: int
    code: str
    resource_name: str
    starts_at: datetime
    ends_at: datetime
    state: str


@dataclass(frozen=True)
class ReceiptLineRow:
    """A tanda terima given for it."""

    id: int
    kind: str
    issued_at: datetime
    copies: int


@dataclass(frozen=True)
class JournalRow:
    """What was done to it, by whom; `changes` are (field, old, new)."""

    at: datetime
    act: str
    actor_name: str
    sentence: str
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class RequestDetail:
    """All of one request; `can_correct` where the actor sees whom it concerns."""

    row: RequestRow
    service: ServiceDetail
    parties: tuple[PartyRow, ...]
    letter: LetterRow | None
    items: tuple[ItemRow, ...]
    promise: Promise
    if_complete_today: Promise | None
    applicant_kind: str
    variant: str | None
    channel: str
    portal_number: str | None
    visit_id: int | None
    entered_at: datetime
    received_by: str
    back_date_reason: str | None
    completed_at: datetime | None
    event_ends_at: datetime | None
    details: str | None
    answered_at: datetime | None
    outcome: str | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None
    bookings: tuple[BookingLine, ...]
    receipts: tuple[ReceiptLineRow, ...]
    journal: tuple[JournalRow, ...]
    can_correct: bool
    targets: tuple[TargetRow, ...] = ()
    """What the office set itself inside the promise."""

    @property
    def missing(self) -> tuple[Item, ...]:
        """What the file still lacks."""
        return tuple(line.item for line in self.items if line.is_missing)

    def party(self, role: str) -> PartyRow | None:
        """The person of that role, if any."""
        return next((party for party in self.parties if party.role == role), None)


def request_detail(session: Session, request_id: int, actor: Actor) -> RequestDetail:
    """One request; Refused where it is not there for this actor."""
    request = session.get(Request, request_id)
    rows = requests.requests_by_id(session, (request_id,), actor)
    if request is None or not rows:
        raise Refused(_("Permohonan ini tidak ditemukan."))
    entry = entry_of(request)
    sees = sees_applicant(actor, prefix=request.prefix)
    return RequestDetail(
        row=rows[0],
        service=detail_of(request.service),
        parties=tuple(_party(party, request.prefix, actor) for party in request.parties),
        letter=_letter(request) if sees else None,
        items=_items(request, entry, actor),
        promise=promise_for(session, entry, clock_facts(request, entry)),
        if_complete_today=_if_complete_today(session, request, entry),
        applicant_kind=request.applicant_kind,
        variant=request.variant,
        channel=request.channel,
        portal_number=request.portal_number,
        visit_id=request.visit_id,
        entered_at=request.entered_at,
        received_by=_account_name(session, request.received_by),
        back_date_reason=request.back_date_reason,
        completed_at=request.completed_at,
        event_ends_at=request.event_ends_at,
        details=request.details if sees else None,
        answered_at=request.answered_at,
        outcome=request.outcome,
        withdrawn_at=request.withdrawn_at,
        withdrawal_reason=request.withdrawal_reason,
        bookings=_bookings(session, request_id),
        receipts=_receipts(session, request_id),
        journal=_journal(session, request_id, sees_changes=sees),
        can_correct=sees and actor.may("file"),
        targets=target_rows(session, request_id, actor),
    )


def _if_complete_today(session: Session, request: Request, entry: Checklist) -> Promise | None:
    if request.due_on is not None or request.completed_at is not None:
        return None
    facts = clock_facts(request, entry)
    later = ClockFacts(facts.variant, facts.received_on, clock.today(), facts.itsa_passed_on)
    promise = promise_for(session, entry, later)
    return promise if promise.due_on else None


def _party(party: RequestParty, prefix: str, actor: Actor) -> PartyRow:
    if not sees_applicant(actor, prefix=prefix):
        return PartyRow(party.role, applicant_shown(party.name, prefix=prefix, actor=actor))
    return PartyRow(
        role=party.role,
        name=party.name,
        phone=phones.shown(party.phone) if party.phone else None,
        email=party.email,
        nik=texts.masked_nik(party.nik) if party.nik else None,
        address=party.address,
        institution=party.institution,
        position=party.position,
        occupation=party.occupation,
    )


def _letter(request: Request) -> LetterRow | None:
    letter = request.letter
    if letter is None:
        return None
    return LetterRow(
        letter.number,
        letter.letter_on,
        letter.subject,
        letter.sender,
        letter.agenda_number,
        letter.disposition,
    )


def _items(request: Request, entry: Checklist, actor: Actor) -> tuple[ItemRow, ...]:
    items, marks = items_of(request, entry), marks_of(request)
    lacking = {item.key for item in missing_of(items, marks)}
    lines = []
    for item in items:
        mark, kept = marks.get(item.key, ("missing", None))
        value = _seen_value(item, kept, actor)
        lines.append(
            ItemRow(
                item=item,
                mark=mark,
                value=value,
                words=_words(item, mark, value),
                is_missing=item.key in lacking,
            )
        )
    return tuple(lines)


def _seen_value(item: Item, value: str | None, actor: Actor) -> str | None:
    """A private value only for those who may see names, and the digits of an identity for nobody."""
    if not item.private or not value:
        return value
    if not actor.may("see_names"):
        return _HIDDEN
    return texts.masked_nik(value) if value.isdigit() and len(value) >= _NIK_LENGTH else value


def _words(item: Item, mark: str, value: str | None) -> str:
    if item.kind != "isian" or not value:
        return checklists.mark_word(mark)
    return value if _MASK in value else item_values.shown(item, value)


def _account_name(session: Session, account_id: int) -> str:
    return session.scalar(select(Account.name).where(Account.id == account_id)) or ""


def _bookings(session: Session, request_id: int) -> tuple[BookingLine, ...]:
    found = (
        select(Booking.id, Booking.code, Resource.name, Booking.starts_at, Booking.ends_at, Booking.state)
        .join(Resource, Resource.id == Booking.resource_id)
        .where(Booking.request_id == request_id)
        .order_by(Booking.starts_at, Booking.id)
    )
    return tuple(BookingLine(*row) for row in session.execute(found))


def _receipts(session: Session, request_id: int) -> tuple[ReceiptLineRow, ...]:
    found = (
        select(Receipt.id, Receipt.kind, Receipt.issued_at, Receipt.copies)
        .join(ReceiptLine, ReceiptLine.receipt_id == Receipt.id)
        .where(ReceiptLine.request_id == request_id)
        .order_by(Receipt.id)
    )
    return tuple(ReceiptLineRow(*row) for row in session.execute(found))


def _journal(session: Session, request_id: int, *, sees_changes: bool) -> tuple[JournalRow, ...]:
    found = (
        select(JournalLine)
        .where(JournalLine.noun == "request", JournalLine.noun_id == request_id)
        .order_by(JournalLine.id.desc())
    )
    return tuple(
        JournalRow(
            at=line.at,
            act=line.act,
            actor_name=line.actor_name,
            sentence=line.sentence,
            changes=tuple((c["field"], c["old"], c["new"]) for c in line.changes) if sees_changes else (),
        )
        for line in session.scalars(found)
    )
