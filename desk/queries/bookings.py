"""Bookings as the calendar, the form, the work list and the commands show them; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from desk import clock
from desk.models import Account, Booking, Occupancy, Request
from desk.models.availability import (
    clash,
    fits,
    resource_tree,
    stands,
    warnings,
)
from desk.models.bookings import LONGEST
from desk.queries.risks import at_risk_within
from desk.rules import pools
from desk.rules.bookings import STANDING, check_span
from desk.rules.clashes import Want, chip, contact_words
from desk.rules.resources import ResourceTree, Thing
from desk.rules.spans import Span

WATCHES = frozenset(
    {"Booking", "Occupancy", "Resource", "ResourcePart", "ResourceClosure", "Outage", "DayOff", "OfficeHours"}
)


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One bar of the calendar: a booking as it is seen on the row of one resource.

    `is_through`: the resource is taken through its whole or a part of it, and the bar is only a plain tint.
    """

    booking_id: int
    resource_id: int
    resource_name: str
    """The resource that was booked."""
    span: Span
    taken: Span
    state: str
    purpose: str
    holder: str
    quantity: int
    is_through: bool
    is_at_risk: bool


@dataclass(frozen=True, slots=True)
class BookingDetail:
    """All that is known of one booking; `clash` says what stands in its way as it is, if anything does."""

    id: int
    version: int
    code: str
    state: str
    resource_key: str
    resource_name: str
    quantity: int
    span: Span
    taken: Span | None
    purpose: str
    borrower_name: str
    borrower_institution: str | None
    borrower_phone: str | None
    head_count: int | None
    note: str | None
    hold_until: datetime | None
    booked_at: datetime
    booked_by: str
    decided_at: datetime | None
    decided_by: str | None
    decision_reason: str | None
    request_id: int | None
    request_number: str | None
    clash: str | None
    warnings: tuple[str, ...]
    kind: str
    """Of the resource: what rules.booking_details asks of it."""
    details: Mapping[str, Any]
    is_outside_service: bool
    bundle_id: int | None
    series_id: int | None
    arrived_at: datetime | None
    kept_at: datetime | None
    released_at: datetime | None

    @property
    def holder(self) -> str:
        return self.borrower_institution or self.borrower_name

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING


@dataclass(frozen=True, slots=True)
class AwaitingRow:
    """A tentative booking that waits for the custodian; `clash` is what stands in its way, if anything."""

    id: int
    version: int
    code: str
    resource_name: str
    span: Span
    purpose: str
    holder: str
    contact: str
    head_count: int | None
    hold_until: datetime
    clash: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is being typed into the form; `besides` is a booking being moved, which is not in its own way.

    `resource_key` may be a pool (`pool:zoom`): the answer is about the one that would be taken.
    """

    resource_key: str
    span: Span
    quantity: int = 1
    head_count: int | None = None
    besides: int | None = None


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A free time as long as the one asked for, with what there is to say about it."""

    span: Span
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Enquiry:
    """The answer to a wish, binding nobody: free, or why not and what is free instead."""

    is_free: bool
    chip: str
    """Two words on a clash ("benturan 09.40–12.20"), empty where free."""
    sentence: str
    free: tuple[FreeRow, ...]
    warnings: tuple[str, ...]
    resource_key: str
    resource_name: str


def bookings_between(session: Session, first: date, last: date) -> tuple[BookingRow, ...]:
    """The bars of every resource on the office's days from `first` to `last`, in order of time."""
    window = days_span(first, last)
    tree = resource_tree(session)
    at_risk = at_risk_within(session, tree, window)
    related = {
        each: [other for other in sorted(tree.related(each)) if other == each or tree.things[other].is_active]
        for each in tree.things
    }
    rows: list[BookingRow] = []
    for row in session.execute(_bars(window, tree)):
        span, taken = Span(row.starts_at, row.ends_at), Span(row.taken_from, row.taken_to)
        rows.extend(
            BookingRow(
                booking_id=row.id,
                resource_id=shown_on,
                resource_name=tree.things[row.resource_id].name,
                span=span,
                taken=taken,
                state=row.state,
                purpose=row.purpose,
                holder=row.borrower_institution or row.borrower_name,
                quantity=row.quantity,
                is_through=shown_on != row.resource_id,
                is_at_risk=row.id in at_risk,
            )
            for shown_on in related[row.resource_id]
        )
    return tuple(rows)


def _bars(window: Span, tree: ResourceTree) -> Select[*tuple[Any, ...]]:
    """The resources are named: so a few weeks of the index of occupancy are read, not every booking."""
    return (
        select(
            Booking.id,
            Booking.resource_id,
            Booking.starts_at,
            Booking.ends_at,
            Booking.state,
            Booking.purpose,
            Booking.borrower_name,
            Booking.borrower_institution,
            Booking.quantity,
            func.min(Occupancy.starts_at).label("taken_from"),
            func.max(Occupancy.ends_at).label("taken_to"),
        )
        .join(Occupancy, Occupancy.booking_id == Booking.id)
        .where(
            Occupancy.resource_id.in_(sorted(tree.things)),
            Occupancy.starts_at > window.starts_at - LONGEST,
            Occupancy.starts_at < window.ends_at,
            Occupancy.ends_at > window.starts_at,
            stands(clock.now()),
        )
        .group_by(Booking.id)
        .order_by(Booking.starts_at, Booking.id)
    )


def days_span(first: date, last: date) -> Span:
    """From the first minute of `first` to the last of `last`, office time."""
    return Span(clock.at_office(first, time.min), clock.at_office(last + timedelta(days=1), time.min))


def enquiry(session: Session, wish: Wish) -> Enquiry:
    """Whether `wish` could be booked now; Refused where it could not be asked for at all."""
    tree = resource_tree(session)
    if wish.besides is None:
        check_span(wish.span, clock.now())
    thing, want = chosen(session, tree, wish)
    said = warnings(session, thing, wish.span, wish.head_count)
    found = clash(session, tree, want, besides=wish.besides)
    free: tuple[FreeRow, ...] = ()
    if found is not None:
        free = tuple(FreeRow(span, warnings(session, thing, span)) for span in found.free)
    return Enquiry(
        is_free=found is None,
        chip=chip(found.obstacle) if found else "",
        sentence=found.sentence if found else "",
        free=free,
        warnings=said,
        resource_key=thing.key,
        resource_name=thing.name,
    )


def chosen(session: Session, tree: ResourceTree, wish: Wish) -> tuple[Thing, Want]:
    """The resource wished for, or the one of its pool that would be taken."""
    candidates = pools.candidates(tree, wish.resource_key, wish.head_count)
    wants = [(thing, tree.want(thing.id, wish.span, wish.quantity)) for thing in candidates]
    if len(wants) == 1:
        return wants[0]
    return next((each for each in wants if fits(session, tree, each[1])), wants[0])


def booking_detail(session: Session, booking_id: int) -> BookingDetail | None:
    """One booking; None where there is none."""
    booked_by, decided_by = aliased(Account), aliased(Account)
    row = session.execute(
        select(Booking, booked_by.name, decided_by.name, Request.number)
        .join(booked_by, booked_by.id == Booking.booked_by)
        .outerjoin(decided_by, decided_by.id == Booking.decided_by)
        .outerjoin(Request, Request.id == Booking.request_id)
        .where(Booking.id == booking_id)
    ).one_or_none()
    if row is None:
        return None
    booking, booked_name, decided_name, number = row
    tree = resource_tree(session)
    thing = tree.things[booking.resource_id]
    span = Span(booking.starts_at, booking.ends_at)
    is_held = booking.state != "tentative" or not _has_run_out(booking)
    return BookingDetail(
        id=booking.id,
        version=booking.version,
        code=booking.code,
        state=booking.state if is_held else "expired",
        resource_key=thing.key,
        resource_name=thing.name,
        quantity=booking.quantity,
        span=span,
        taken=_taken(session, booking.id),
        purpose=booking.purpose,
        borrower_name=booking.borrower_name,
        borrower_institution=booking.borrower_institution,
        borrower_phone=booking.borrower_phone,
        head_count=booking.head_count,
        note=booking.note,
        hold_until=booking.hold_until,
        booked_at=booking.booked_at,
        booked_by=booked_name,
        decided_at=booking.decided_at,
        decided_by=decided_name,
        decision_reason=booking.decision_reason,
        request_id=booking.request_id,
        request_number=number,
        clash=_clash_of(session, tree, booking),
        warnings=warnings(session, thing, span, booking.head_count),
        kind=thing.kind,
        details=booking.details,
        is_outside_service=booking.is_outside_service,
        bundle_id=booking.bundle_id,
        series_id=booking.series_id,
        arrived_at=booking.arrived_at,
        kept_at=booking.kept_at,
        released_at=booking.released_at,
    )


def _has_run_out(booking: Booking) -> bool:
    return booking.hold_until is not None and booking.hold_until <= clock.now()


def _taken(session: Session, booking_id: int) -> Span | None:
    lines = session.execute(
        select(Occupancy.starts_at, Occupancy.ends_at).where(Occupancy.booking_id == booking_id)
    ).all()
    if not lines:
        return None
    return Span(min(line.starts_at for line in lines), max(line.ends_at for line in lines))


def _clash_of(session: Session, tree: ResourceTree, booking: Booking) -> str | None:
    """What stands in the way of a booking that still lies ahead: a closure, or who has the slot meanwhile."""
    if booking.ends_at <= clock.now():
        return None
    span = Span(booking.starts_at, booking.ends_at)
    found = clash(session, tree, tree.want(booking.resource_id, span, booking.quantity), besides=booking.id)
    return None if found is None else found.sentence


def awaiting_confirmation(session: Session) -> tuple[AwaitingRow, ...]:
    """The tentative bookings that still hold their slot, the soonest to run out first."""
    now = clock.now()
    tree = resource_tree(session)
    bookings = session.scalars(
        select(Booking)
        .where(Booking.state == "tentative", stands(now))
        .order_by(Booking.hold_until, Booking.starts_at, Booking.id)
    )
    return tuple(
        AwaitingRow(
            id=booking.id,
            version=booking.version,
            code=booking.code,
            resource_name=tree.things[booking.resource_id].name,
            span=Span(booking.starts_at, booking.ends_at),
            purpose=booking.purpose,
            holder=booking.borrower_institution or booking.borrower_name,
            contact=contact_words(booking.borrower_name, booking.borrower_phone),
            head_count=booking.head_count,
            hold_until=booking.hold_until or now,
            clash=_clash_of(session, tree, booking),
        )
        for booking in bookings
    )
