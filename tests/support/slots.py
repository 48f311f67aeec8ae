"""What the tests of bookings share: a fixed office week and orders with made-up people."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from homes import Home
from sqlalchemy import select

from desk import clock
from desk.models import Booking
from desk.operations.bookings import Booked, BookingOrder, book
from desk.rules.bookings import span_between
from desk.rules.rights import Actor
from desk.rules.spans import Span

MONDAY = date(2026, 4, 6)
"""An ordinary Monday; Wednesday after it is Pagerwesi (proposed), Friday before it was a holiday."""
NINE = clock.at_office(MONDAY, time(9))


def office(day: int, hour: float = 9) -> datetime:
    """The instant of an hour (9.5 is half past nine) on a day of April 2026."""
    return clock.at_office(date(2026, 4, day), time(int(hour), round(hour % 1 * 60)))


def span(day: int, start: float, end: float) -> Span:
    """Hours of one day of April 2026."""
    return span_between(date(2026, 4, day), office(day, start).astimezone(clock.WITA).time(), _hour(end))


def _hour(hour: float) -> time:
    return time(int(hour) % 24, round(hour % 1 * 60))


def order(wanted: Span, resource_key: str = "aula", **changes: object) -> BookingOrder:
    """A sound order; `changes` replace its fields."""
    fields: dict[str, object] = {
        "key": str(uuid.uuid4()),
        "purpose": "Rapat contoh",
        "borrower_name": "Ni Made Contoh",
        "borrower_institution": "Karang Taruna Contoh",
        "borrower_phone": "0812-0000-0000",
        "head_count": 40,
    }
    return BookingOrder(resource_key=resource_key, span=wanted, **(fields | changes))  # type: ignore[arg-type]


def make(
    home: Home, wanted: Span, key: str = "aula", actor: Actor | None = None, **changes: object
) -> Booked:
    """A booking of the officer's, or of `actor`'s."""
    who = actor or home.petugas
    return home.database.write(lambda session: book(session, order(wanted, key, **changes), who))


def bookings(home: Home) -> list[Booking]:
    """All there are, the first one first."""
    return home.database.read(lambda session: list(session.scalars(select(Booking).order_by(Booking.id))))
