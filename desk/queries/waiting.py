"""Who waits for which slot, in which order, and what is offered to whom; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, WaitingEntry
from desk.models.availability import clash, resource_tree
from desk.rules.clashes import contact_words
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span, instant, minute

WATCHES = frozenset({"WaitingEntry", "Booking", "Occupancy", "Resource", "ResourceClosure", "Outage"})

STATES: dict[str, str] = {
    "waiting": "menunggu",
    "offered": "ditawarkan",
    "booked": "diterima",
    "lapsed": "lewat waktunya",
    "withdrawn": "tidak jadi",
}


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One who waits: `position` among those whose wishes meet theirs (1 is next; an offer stands before all).

    `why` is what stands in the way now; `offered_until` and `booking_id` where the slot is held for them.
    """

    id: int
    state: str
    position: int
    resource_key: str
    resource_name: str
    quantity: int
    span: Span
    purpose: str
    holder: str
    contact: str
    head_count: int | None
    asked_at: datetime
    why: str
    booking_id: int | None
    offered_until: datetime | None


def waiting_rows(session: Session, resource_key: str | None = None) -> tuple[WaitingRow, ...]:
    """All who still wait or hold an offer, for anything or for what shares parts with one resource."""
    tree = resource_tree(session)
    related = tree.related(tree.by_key(resource_key).id) if resource_key else frozenset(tree.things)
    entries = [entry for entry in _open(session) if entry.resource_id in related]
    held = _offered(session, entries)
    return tuple(_row(session, tree, entries, entry, held.get(entry.booking_id or 0)) for entry in entries)


def waiting_for(session: Session, booking_id: int) -> tuple[WaitingRow, ...]:
    """Those who would come next if this booking gave way, in order."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        return ()
    span = Span(booking.starts_at, booking.ends_at)
    tree = resource_tree(session)
    rows = waiting_rows(session, tree.things[booking.resource_id].key)
    return tuple(row for row in rows if row.state == "waiting" and row.span.overlaps(span))


def _open(session: Session) -> list[WaitingEntry]:
    now = instant(minute(clock.now()))
    found = select(WaitingEntry).where(
        WaitingEntry.state.in_(("waiting", "offered")), WaitingEntry.starts_at > now
    )
    return list(session.scalars(found.order_by(WaitingEntry.id)))


def _offered(session: Session, entries: list[WaitingEntry]) -> dict[int, Booking]:
    wanted = [entry.booking_id for entry in entries if entry.booking_id is not None]
    return {each.id: each for each in session.scalars(select(Booking).where(Booking.id.in_(wanted)))}


def _row(
    session: Session,
    tree: ResourceTree,
    entries: list[WaitingEntry],
    entry: WaitingEntry,
    offer: Booking | None,
) -> WaitingRow:
    span = Span(entry.starts_at, entry.ends_at)
    thing = tree.things[entry.resource_id]
    related = tree.related(thing.id)
    before = [
        each
        for each in entries
        if each.id < entry.id and each.resource_id in related and _span(each).overlaps(span)
    ]
    found = None if offer else clash(session, tree, tree.want(thing.id, span, entry.quantity))
    return WaitingRow(
        id=entry.id,
        state=entry.state,
        position=len(before) + 1,
        resource_key=thing.key,
        resource_name=thing.name,
        quantity=entry.quantity,
        span=span,
        purpose=entry.purpose,
        holder=entry.borrower_institution or entry.borrower_name,
        contact=contact_words(entry.borrower_name, entry.borrower_phone),
        head_count=entry.head_count,
        asked_at=entry.asked_at,
        why=found.sentence if found else "",
        booking_id=offer.id if offer else None,
        offered_until=offer.hold_until if offer else None,
    )


def _span(entry: WaitingEntry) -> Span:
    return Span(entry.starts_at, entry.ends_at)
