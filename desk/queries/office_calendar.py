"""The office's calendar as its settings page shows it: days off, changes, hours; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.models import (
    Account,
    CalendarChange,
    DayOff,
    DueMove,
    HalfDay,
    SeasonHours,
    calendar_setting,
    opening_hours,
)
from desk.models.working_days import switches_of
from desk.rules import balinese, calendar_policies
from desk.rules.calendar_policies import Switches
from desk.rules.working_days import DayHours

WATCHES = frozenset(
    {"DayOff", "CalendarChange", "HalfDay", "SeasonHours", "CalendarSetting", "OfficeHours", "DueMove"}
)


@dataclass(frozen=True)
class DayOffRow:
    """One listed day; a Balinese one with the circular that confirmed it, `bali` its Balinese date."""

    id: int
    day: date
    kind: str
    name: str
    is_confirmed: bool
    circular: str | None
    bali: str


@dataclass(frozen=True)
class HalfDayRow:
    """Hours for which the office closes on a working day."""

    day: date
    closed_from: time
    closed_to: time
    name: str
    change_id: int


@dataclass(frozen=True)
class CalendarChangeRow:
    """One act on the calendar and how many requests it moved; `can_take_back` where it stands."""

    id: int
    kind: str
    sentence: str
    made_at: datetime
    by: str
    moved: int
    can_take_back: bool


@dataclass(frozen=True)
class SeasonRow:
    """Weeks with other hours."""

    id: int
    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class CalendarSettingRow:
    """How the office counts."""

    switches: Switches
    draft_days_ahead: int
    allows_pauses: bool


def day_off_rows(session: Session, year: int) -> tuple[DayOffRow, ...]:
    """The listed days of `year`, in order; none where the year is not installed."""
    rows = session.scalars(DayOff.between(date(year, 1, 1), date(year, 12, 31)))
    return tuple(
        DayOffRow(
            row.id, row.day, row.kind, row.name, row.is_confirmed, row.circular, balinese.day_name(row.day)
        )
        for row in rows
    )


def half_day_rows(session: Session, year: int) -> tuple[HalfDayRow, ...]:
    """The half days of `year`, in order."""
    within = HalfDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return tuple(
        HalfDayRow(
            row.day,
            time(*divmod(row.closed_from, 60)),
            time(*divmod(row.closed_to, 60)),
            row.name,
            row.change_id,
        )
        for row in session.scalars(select(HalfDay).where(within).order_by(HalfDay.day, HalfDay.closed_from))
    )


def calendar_change_rows(session: Session, limit: int = 50) -> tuple[CalendarChangeRow, ...]:
    """The last acts on the calendar, newest first."""
    moved = select(func.count()).where(DueMove.change_id == CalendarChange.id).scalar_subquery()
    found = (
        select(CalendarChange, Account.name, moved)
        .join(Account, Account.id == CalendarChange.made_by)
        .order_by(CalendarChange.id.desc())
        .limit(limit)
    )
    return tuple(
        CalendarChangeRow(
            change.id,
            change.kind,
            change.sentence,
            change.made_at,
            by,
            count,
            can_take_back=change.taken_back_at is None and change.kind not in ("taken_back", "settings"),
        )
        for change, by, count in session.execute(found)
    )


@dataclass(frozen=True)
class YearRows:
    """All that is listed in one year; not `is_installed`: what is published, nothing of it saved here."""

    year: int
    days: tuple[DayOffRow, ...]
    half_days: tuple[HalfDayRow, ...]
    cautions: tuple[str, ...]
    is_installed: bool


def calendar_year(session: Session, year: int) -> YearRows:
    """One year whole, as its page shows it."""
    days = day_off_rows(session, year)
    is_installed = any(row.kind == "national" for row in days)
    if not is_installed:
        own = {(row.day, row.kind, row.name) for row in days}
        published = (
            DayOffRow(0, each.day, each.kind, each.name, each.is_confirmed, None, balinese.day_name(each.day))
            for each in calendar_policies.published_days(year)
            if (each.day, each.kind, each.name) not in own
        )
        days = tuple(sorted((*days, *published), key=lambda row: row.day))
    return YearRows(year, days, half_day_rows(session, year), year_cautions(session, year), is_installed)


def office_hours(session: Session) -> tuple[DayHours | None, ...]:
    """The regular opening hours from Monday to Sunday."""
    return opening_hours(session).by_weekday


def moved_request_ids(session: Session, change_id: int) -> tuple[int, ...]:
    """The requests whose dates a change moved: their receipts may be printed anew."""
    found = select(DueMove.request_id).where(DueMove.change_id == change_id).order_by(DueMove.request_id)
    return tuple(session.scalars(found))


def season_rows(session: Session) -> tuple[SeasonRow, ...]:
    """Weeks with other hours, the latest first."""
    found = select(SeasonHours).order_by(SeasonHours.first_on.desc())
    return tuple(SeasonRow(row.id, row.name, row.first_on, row.last_on) for row in session.scalars(found))


def calendar_settings(session: Session) -> CalendarSettingRow:
    """How the office counts at present."""
    setting = calendar_setting(session)
    return CalendarSettingRow(switches_of(setting), setting.draft_days_ahead, setting.allows_pauses)


def year_cautions(session: Session, year: int) -> tuple[str, ...]:
    """What is not sure about `year`: lists not yet published, estimated days."""
    rows = session.scalars(DayOff.between(date(year, 1, 1), date(year, 12, 31)))
    days = [row.as_listed() for row in rows] or list(calendar_policies.published_days(year))
    return calendar_policies.cautions(days, date(year, 1, 1), date(year, 12, 31), "proposed")
