"""Who would have to give way to an official event, and who did by which written order; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from desk.models import Account, Booking, Displacement
from desk.models.availability import clash, ground, resource_tree
from desk.queries.bookings import Wish
from desk.rules.clashes import contact_words
from desk.rules.spans import Span

WATCHES = frozenset({"Displacement", "Booking", "Occupancy", "ResourceClosure", "Outage"})


@dataclass(frozen=True, slots=True)
class InTheWayRow:
    """A booking that stands in the way of a wish, as the displacing order must name it."""

    booking_id: int
    version: int
    resource_name: str
    span: Span
    state: str
    purpose: str
    holder: str
    contact: str


@dataclass(frozen=True, slots=True)
class DisplacementRow:
    """One who gave way: what the notice says, with the nearest times that are free for them now."""

    id: int
    displaced_id: int
    resource_name: str
    span: Span
    purpose: str
    holder: str
    borrower_name: str
    contact: str
    by_booking_id: int
    by_purpose: str
    by_span: Span
    order_number: str
    order_on: date
    signed_by: str
    reason: str
    at: datetime
    recorded_by: str
    alternatives: tuple[Span, ...]


def in_the_way(session: Session, wish: Wish) -> tuple[InTheWayRow, ...]:
    """The bookings that share a leaf and a minute with `wish`, in order of time."""
    tree = resource_tree(session)
    want = tree.want(tree.by_key(wish.resource_key).id, wish.span, wish.quantity)
    seen = ground(session, tree, want.needs, want.taken)
    ids = {each.promise.booking_id for each in seen.takings}
    bookings = session.scalars(
        select(Booking).where(Booking.id.in_(sorted(ids))).order_by(Booking.starts_at, Booking.id)
    )
    return tuple(
        InTheWayRow(
            booking_id=each.id,
            version=each.version,
            resource_name=tree.things[each.resource_id].name,
            span=Span(each.starts_at, each.ends_at),
            state=each.state,
            purpose=each.purpose,
            holder=each.borrower_institution or each.borrower_name,
            contact=contact_words(each.borrower_name, each.borrower_phone),
        )
        for each in bookings
    )


def displacements_of(session: Session, booking_id: int) -> tuple[DisplacementRow, ...]:
    """The displacements in which this booking gave way or took the slot."""
    official = aliased(Booking)
    tree = resource_tree(session)
    rows = session.execute(
        select(Displacement, Booking, official, Account.name)
        .join(Booking, Booking.id == Displacement.displaced_id)
        .join(official, official.id == Displacement.by_booking_id)
        .join(Account, Account.id == Displacement.account_id)
        .where(or_(Displacement.displaced_id == booking_id, Displacement.by_booking_id == booking_id))
        .order_by(Displacement.id)
    ).all()
    found = []
    for row, displaced, by, account in rows:
        span = Span(displaced.starts_at, displaced.ends_at)
        refusal = clash(session, tree, tree.want(displaced.resource_id, span, displaced.quantity))
        found.append(
            DisplacementRow(
                id=row.id,
                displaced_id=displaced.id,
                resource_name=tree.things[displaced.resource_id].name,
                span=span,
                purpose=displaced.purpose,
                holder=displaced.borrower_institution or displaced.borrower_name,
                borrower_name=displaced.borrower_name,
                contact=contact_words(displaced.borrower_name, displaced.borrower_phone),
                by_booking_id=by.id,
                by_purpose=by.purpose,
                by_span=Span(by.starts_at, by.ends_at),
                order_number=row.order_number,
                order_on=row.order_on,
                signed_by=row.signed_by,
                reason=row.reason,
                at=row.at,
                recorded_by=account,
                alternatives=refusal.free if refusal else (span,),
            )
        )
    return tuple(found)
