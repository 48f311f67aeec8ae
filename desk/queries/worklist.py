"""What the first screen says without a click: clocks, confirmations, waiting files, visitors, the hall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Resource, opening_hours, work_calendar
from desk.queries import bookings, custody, requests, risks, road_waits, visitors
from desk.rules.rights import Actor
from desk.rules.working_days import DayHours

WATCHES = requests.WATCHES | visitors.WATCHES | bookings.WATCHES | road_waits.WATCHES | custody.WATCHES

HALL = "aula"
_MOST = 50
"""Rows of one list; nobody works through more than that before the list is asked for anew."""


@dataclass(frozen=True)
class WorkList:
    """One moment of the office day."""

    today: date
    due: tuple[requests.RequestRow, ...]
    """Complete files that stand, the most urgent first."""
    hands: tuple[custody.HandRow, ...]
    """Today's hand-overs and returns, what is late first."""
    awaiting: tuple[bookings.AwaitingRow, ...]
    at_risk: tuple[risks.AtRiskRow, ...]
    """Promises that cannot all be kept: closed over, or short of what is lost, broken or not back."""
    waiting: tuple[requests.WaitingRow, ...]
    visitors: visitors.VisitDay
    road: tuple[road_waits.WaitRow, ...]
    """Objections, disposisi that nobody took, products to be collected."""
    hall: tuple[bookings.BookingRow, ...]
    hours: DayHours | None
    """Today's opening hours; None where the office is closed."""

    @property
    def late(self) -> int:
        """How many promises are broken."""
        return sum(row.urgency == "late" for row in self.due)


def worklist(session: Session, actor: Actor) -> WorkList:
    """The work list as `actor` may see it."""
    today = clock.today()
    calendar = work_calendar(session, today, today)
    open_rows = requests.open_requests_by_due(session, _MOST, actor)
    return WorkList(
        today=today,
        due=tuple(row for row in open_rows if _is_due(row)),
        hands=custody.hands_today(session),
        awaiting=bookings.awaiting_confirmation(session),
        at_risk=risks.bookings_at_risk(session),
        waiting=requests.waiting_for_applicant(session, _MOST, actor),
        visitors=visitors.visit_day(session, today),
        road=road_waits.road_waits(session, _MOST, actor),
        hall=_hall(session, today),
        hours=opening_hours(session).on(today) if calendar.is_working(today) else None,
    )


def _is_due(row: requests.RequestRow) -> bool:
    return row.state == "complete" or row.urgent_on is not None


def _hall(session: Session, day: date) -> tuple[bookings.BookingRow, ...]:
    """Today's bookings of the hall, as a whole or through its parts."""
    rows = bookings.bookings_between(session, day, day)
    hall = session.scalar(select(Resource.id).where(Resource.key == HALL))
    return tuple(row for row in rows if row.resource_id == hall)
