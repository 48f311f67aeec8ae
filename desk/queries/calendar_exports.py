"""A resource's bookings as a calendar file (.ics) that other programs read; no telephone, no note in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Booking, Office
from desk.models.availability import resource_tree, stands
from desk.models.booking_uids import OWN_SUFFIX
from desk.models.bookings import LONGEST
from desk.queries.bookings import days_span
from desk.queries.lobby import public_title
from desk.rules.booking_details import is_closed
from desk.rules.rights import Actor

if TYPE_CHECKING:
    from icalendar import Event


def calendar_export(
    session: Session, resource_key: str, first: date, last: date, *, actor: Actor | None = None
) -> bytes:
    """What stands on a resource, or takes it through its whole or parts, from `first` to `last`.

    With an `actor` who may book: purpose and borrower; without one it is as public as the lobby's screen.
    A closed meeting is only that for everybody, because a file travels.
    """
    from icalendar import Calendar  # most of a second: only when a file is made

    tree = resource_tree(session)
    thing = tree.by_key(resource_key)
    window = days_span(first, last)
    is_inside = actor is not None and actor.may("book")
    calendar = Calendar()
    calendar.add("prodid", "-//desk//calendar//ID")
    calendar.add("version", "2.0")
    office = session.scalars(select(Office)).first()
    calendar.add("x-wr-calname", f"{thing.name} · {office.name}" if office else thing.name)
    bookings = session.scalars(
        select(Booking)
        .where(
            Booking.resource_id.in_(sorted(tree.related(thing.id))),
            Booking.starts_at > window.starts_at - LONGEST,
            Booking.starts_at < window.ends_at,
            Booking.ends_at > window.starts_at,
            stands(clock.now()),
        )
        .order_by(Booking.starts_at, Booking.id)
    )
    for booking in bookings:
        name = tree.things[booking.resource_id].name
        calendar.add_component(_event(booking, name, is_inside=is_inside))
    return bytes(calendar.to_ical())


def _event(booking: Booking, name: str, *, is_inside: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", booking.import_uid or f"{booking.key}{OWN_SUFFIX}")
    event.add("dtstamp", booking.decided_at or booking.booked_at)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("sequence", booking.version - 1)
    event.add("status", "CONFIRMED" if booking.state == "confirmed" else "TENTATIVE")
    event.add("location", name if booking.quantity == 1 else f"{name} × {booking.quantity}")
    title = public_title(booking)
    if is_inside and not is_closed(booking.details):
        holder = booking.borrower_institution or booking.borrower_name
        title = f"{booking.purpose} · {holder}"
    event.add("summary", title)
    if booking.state == "tentative":
        event.add("comment", _("dipesan sementara"))
    return event
