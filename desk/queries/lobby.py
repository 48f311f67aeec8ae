"""What may be read by strangers at a room's door: when and what for, no person's name or number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Booking
from desk.models.availability import closures_within, resource_tree, stands
from desk.models.bookings import LONGEST
from desk.queries.bookings import days_span
from desk.rules.booking_details import is_closed
from desk.rules.spans import Span

WATCHES = frozenset({"Booking", "Resource", "ResourceClosure"})


@dataclass(frozen=True, slots=True)
class LobbyRow:
    """One line of the door's screen; `title` tells only what a passer-by may know."""

    resource_key: str
    resource_name: str
    span: Span
    title: str
    is_tentative: bool = False
    is_closure: bool = False


def lobby_rows(session: Session, day: date, kinds: tuple[str, ...] = ("hall",)) -> tuple[LobbyRow, ...]:
    """The day's use of the halls (or of other kinds), in order of time."""
    window = days_span(day, day)
    tree = resource_tree(session)
    shown = {each.id for each in tree.things.values() if each.kind in kinds and each.is_active}
    bookings = session.scalars(
        select(Booking).where(
            Booking.resource_id.in_(sorted(shown)),
            Booking.starts_at > window.starts_at - LONGEST,
            Booking.starts_at < window.ends_at,
            Booking.ends_at > window.starts_at,
            stands(clock.now()),
        )
    )
    rows = [
        LobbyRow(
            resource_key=tree.things[each.resource_id].key,
            resource_name=tree.things[each.resource_id].name,
            span=Span(each.starts_at, each.ends_at),
            title=public_title(each),
            is_tentative=each.state == "tentative",
        )
        for each in bookings
    ]
    rows += [
        LobbyRow(
            resource_key=tree.things[each.resource_id].key,
            resource_name=tree.things[each.resource_id].name,
            span=Span(each.starts_at, each.ends_at),
            title=_("ditutup"),
            is_closure=True,
        )
        for each in session.scalars(closures_within(window))
        if each.resource_id in shown
    ]
    return tuple(sorted(rows, key=lambda row: (row.span.starts_at, row.resource_key)))


def public_title(booking: Booking) -> str:
    """The institution and nothing of a person; a closed meeting is only that."""
    if is_closed(booking.details):
        return _("Rapat tertutup")
    return booking.borrower_institution or _("Dipesan")
