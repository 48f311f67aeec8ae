"""What the office's calendar holds: years, and single days as calendars head them; knows no deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desk.models import DayOff
from desk.models.offices import opening_hours
from desk.models.working_days import balinese_days, work_calendar
from desk.rules import balinese

WATCHES = frozenset({"DayOff", "OfficeHours"})


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the office: Balinese name, why it is off (None on a working day), its hours.

    `holy_day` is a Balinese day the office may rest on; `is_confirmed` whether an officer confirmed it.
    """

    day: date
    balinese: str
    off: str | None
    holy_day: str | None
    is_confirmed: bool
    opens: time | None
    closes: time | None
    break_from: time | None
    break_to: time | None


def day_rows(session: Session, first: date, last: date) -> tuple[DayRow, ...]:
    """The office's days from `first` to `last`, both included."""
    calendar, hours = work_calendar(session, first, last), opening_hours(session)
    holy = balinese_days(session, first, last)
    rows = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        off = calendar.why_off(day)
        open_hours = hours.on(day) if off is None else None
        name, is_confirmed = holy.get(day, (None, False))
        rows.append(
            DayRow(
                day=day,
                balinese=balinese.day_name(day),
                off=None if off is None else off.name,
                holy_day=name,
                is_confirmed=is_confirmed,
                opens=open_hours.opens if open_hours else None,
                closes=open_hours.closes if open_hours else None,
                break_from=open_hours.break_from if open_hours else None,
                break_to=open_hours.break_to if open_hours else None,
            )
        )
    return tuple(rows)


def has_year(session: Session, year: int) -> bool:
    """Whether the days off of `year` are installed."""
    within = DayOff.day.between(date(year, 1, 1), date(year, 12, 31))
    return bool(session.scalar(select(exists().where(within))))
