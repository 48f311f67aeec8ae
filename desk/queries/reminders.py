"""How many promises are broken, due today or near, for whoever sits down; changes nothing, names nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Request, work_calendar
from desk.queries import requests
from desk.rules.office_dates import SOON
from desk.rules.rights import Actor


@dataclass(frozen=True, slots=True)
class DueCounts:
    """Open requests by the earlier of promised date and event, as the work list orders them."""

    late: int
    today: int
    soon: int


def due_counts(session: Session, actor: Actor) -> DueCounts:
    """The counts as `actor` may know them."""
    today = clock.today()
    calendar = work_calendar(session, today, today + timedelta(days=60))
    beyond = calendar.add_working_days(today, SOON).due_on
    is_mine = requests.is_owed(session, actor)

    def count(condition: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(Request).where(is_mine, condition)) or 0

    late = count(Request.due_on < today)
    due_now = count(_urgent_before(today, today + timedelta(days=1)))
    return DueCounts(late, due_now, count(_urgent_before(today, beyond)) - due_now)


def _urgent_before(today: date, end: date) -> ColumnElement[bool]:
    """Due, or with its event, from today on and before `end`; not late already."""
    from_at, to_at = (clock.at_office(day, time.min) for day in (today, end))
    by_date = and_(Request.due_on >= today, Request.due_on < end)
    by_event = and_(Request.event_starts_at >= from_at, Request.event_starts_at < to_at)
    is_late = and_(Request.due_on.is_not(None), Request.due_on < today)
    return and_(or_(by_date, by_event), ~is_late)
