"""Who should be here and is not: what the officer is asked (*lepas / tetap?*); decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, Resource
from desk.models.availability import stands
from desk.models.bookings import LONGEST
from desk.queries.waiting import waiting_for
from desk.rules.clashes import contact_words
from desk.rules.spans import Span, instant, minute

WATCHES = frozenset({"Booking", "Resource", "WaitingEntry"})


@dataclass(frozen=True, slots=True)
class NotArrivedRow:
    """A booking that has begun, whose borrower is not here, and about whom nobody was asked yet.

    `waiting` is how many would like to have the slot.
    """

    booking_id: int
    version: int
    code: str
    resource_name: str
    span: Span
    holder: str
    contact: str
    minutes_late: int
    waiting: int


def not_arrived(session: Session) -> tuple[NotArrivedRow, ...]:
    """Those not here the resource's own minutes after their time began, the longest awaited first."""
    now = instant(minute(clock.now()))
    awaited = session.scalars(select(Resource.id).where(Resource.no_show_minutes.is_not(None))).all()
    rows = session.execute(
        select(Booking, Resource.name, Resource.no_show_minutes)
        .join(Resource, Resource.id == Booking.resource_id)
        .where(
            Booking.resource_id.in_(awaited),
            Booking.starts_at > now - LONGEST,
            Booking.starts_at <= now,
            Booking.ends_at > now,
            Booking.arrived_at.is_(None),
            Booking.kept_at.is_(None),
            stands(clock.now()),
        )
        .order_by(Booking.starts_at, Booking.id)
    ).all()
    return tuple(
        NotArrivedRow(
            booking_id=booking.id,
            version=booking.version,
            code=booking.code,
            resource_name=name,
            span=Span(booking.starts_at, booking.ends_at),
            holder=booking.borrower_institution or booking.borrower_name,
            contact=contact_words(booking.borrower_name, booking.borrower_phone),
            minutes_late=(now - booking.starts_at) // timedelta(minutes=1),
            waiting=len(waiting_for(session, booking.id)),
        )
        for booking, name, minutes in rows
        if booking.starts_at + timedelta(minutes=minutes or 0) <= now
    )
