"""Days on which the office does not count, its hours and settings, and the calendar they make."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk.models.base import Base
from desk.rules import working_days
from desk.rules.calendar_policies import ListedDay, Policy, Switches, published_days
from desk.rules.deadlines import DRAFT_DAYS_AHEAD, OfficeDays


class CalendarChange(Base):
    """One act on the calendar that can be taken back: a closure, a half day, an import, a confirmation."""

    __tablename__ = "calendar_change"
    __table_args__ = (
        CheckConstraint(
            "kind in ('closure', 'half_day', 'import', 'confirmation', 'settings', 'taken_back')", name="kind"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    sentence: Mapped[str] = mapped_column(String(400))
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    edit: Mapped[dict[str, Any]]
    """The days added and removed, as `rules.calendar_changes` writes them; what taking back undoes."""
    taken_back_at: Mapped[datetime | None]


class DayOff(Base):
    """One day off with its kind: national, cuti_bersama, balinese (dispensasi, by circular) or closure."""

    __tablename__ = "day_off"
    __table_args__ = (
        UniqueConstraint("day", "kind", "name"),
        CheckConstraint("kind in ('national', 'cuti_bersama', 'balinese', 'closure')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    is_confirmed: Mapped[bool] = mapped_column(default=True)
    circular: Mapped[str | None] = mapped_column(String(80))
    """The number of the circular by which a Balinese day was confirmed, or a closure ordered."""

    @classmethod
    def between(cls, first: date, last: date) -> Select[DayOff]:
        """Days off from `first` to `last`, both included, in order."""
        return select(cls).where(cls.day >= first, cls.day <= last).order_by(cls.day, cls.id)

    def as_listed(self) -> ListedDay:
        """The same day for the rules, which know no table."""
        return ListedDay(self.day, cast("working_days.Kind", self.kind), self.name, self.is_confirmed)


class HalfDay(Base):
    """A working day on which the office closes for some hours; it still counts in every clock."""

    __tablename__ = "half_day"
    __table_args__ = (CheckConstraint("closed_from < closed_to", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    closed_from: Mapped[int]
    """Minutes after midnight WITA, as all hours of the office."""
    closed_to: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    change_id: Mapped[int] = mapped_column(ForeignKey("calendar_change.id"), index=True)


class SeasonHours(Base):
    """Other opening hours for some weeks: Ramadan (Perpres 21/2023: 32 h 30, from 08.00)."""

    __tablename__ = "season_hours"
    __table_args__ = (CheckConstraint("first_on <= last_on", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    first_on: Mapped[date]
    last_on: Mapped[date] = mapped_column(index=True)
    hours: Mapped[list[Any]]
    """Monday to Sunday: [opens, closes, break_from, break_to] in minutes, or null where closed."""


class CalendarSetting(Base):
    """How the office counts (id 1); where there is no row the defaults hold."""

    __tablename__ = "calendar_setting"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint(
            "statutory_limits in ('statutory', 'office') and office_limits in ('statutory', 'office')",
            name="policies",
        ),
        CheckConstraint("draft_days_ahead between 0 and 30", name="draft_days_ahead"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    counts_national: Mapped[bool]
    counts_joint_leave: Mapped[bool]
    statutory_limits: Mapped[str] = mapped_column(String(12))
    office_limits: Mapped[str] = mapped_column(String(12))
    draft_days_ahead: Mapped[int]
    allows_pauses: Mapped[bool]


def calendar_setting(session: Session) -> CalendarSetting:
    """The office's row, or an unsaved one with the defaults."""
    return session.get(CalendarSetting, 1) or CalendarSetting(
        id=1,
        counts_national=True,
        counts_joint_leave=True,
        statutory_limits="statutory",
        office_limits="office",
        draft_days_ahead=DRAFT_DAYS_AHEAD,
        allows_pauses=False,
    )


def switches_of(setting: CalendarSetting) -> Switches:
    """The same choices for the rules."""
    return Switches(
        national=setting.counts_national,
        joint_leave=setting.counts_joint_leave,
        statutory_limits=cast("Policy", setting.statutory_limits),
        office_limits=cast("Policy", setting.office_limits),
    )


def office_days(session: Session, first: date, last: date) -> OfficeDays:
    """What the office counts by in every year from that of `first` to that of `last`.

    Years that are not installed are taken from the published lists, so that a date far ahead is not counted
    as if no day were off.
    """
    rows = session.scalars(DayOff.between(date(first.year, 1, 1), date(last.year, 12, 31))).all()
    installed = {row.day.year for row in rows if row.kind == "national"}
    days = [row.as_listed() for row in rows]
    for year in range(first.year, last.year + 1):
        if year not in installed:
            days.extend(published_days(year))
    setting = calendar_setting(session)
    days.sort(key=lambda each: each.day)
    return OfficeDays(tuple(days), switches_of(setting), setting.draft_days_ahead)


def work_calendar(
    session: Session, first: date, last: date, policy: Policy = "office"
) -> working_days.WorkCalendar:
    """The calendar the office works by, from `first` to `last`; `policy` asks for that of another clock."""
    return office_days(session, first, last).calendar(policy)


def balinese_days(session: Session, first: date, last: date) -> dict[date, tuple[str, bool]]:
    """Balinese days from `first` to `last`: their name, and whether an officer confirmed the dispensasi."""
    rows = session.scalars(DayOff.between(first, last).where(DayOff.kind == "balinese"))
    return {row.day: (row.name, row.is_confirmed) for row in rows}
