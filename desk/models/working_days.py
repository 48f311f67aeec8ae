"""Days on which the office does not count, and the calendar they make."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import CheckConstraint, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk.models.base import Base
from desk.rules import holidays_id, working_days


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

    @classmethod
    def between(cls, first: date, last: date) -> Select[DayOff]:
        """Days off from `first` to `last`, both included, in order."""
        return select(cls).where(cls.day >= first, cls.day <= last).order_by(cls.day, cls.id)

    def as_rule(self) -> working_days.DayOff:
        """The same day for the rules, which know no table."""
        return working_days.DayOff(self.day, cast("working_days.Kind", self.kind), self.name)


def work_calendar(session: Session, first: date, last: date) -> working_days.WorkCalendar:
    """The calendar the office counts by, from `first` to `last`: national days, cuti bersama, closures.

    Years that are not installed are taken from the published lists, so that a date far ahead is not counted
    as if no day were off.
    """
    rows = session.scalars(DayOff.between(date(first.year, 1, 1), date(last.year, 12, 31))).all()
    installed = {row.day.year for row in rows if row.kind == "national"}
    days = [row.as_rule() for row in rows if row.is_confirmed and row.kind != "balinese"]
    for year in range(first.year, last.year + 1):
        if year not in installed:
            days.extend(holidays_id.national_days(year))
    return working_days.WorkCalendar(tuple(days))


def balinese_days(session: Session, first: date, last: date) -> dict[date, tuple[str, bool]]:
    """Balinese days from `first` to `last`: their name, and whether an officer confirmed the dispensasi."""
    rows = session.scalars(DayOff.between(first, last).where(DayOff.kind == "balinese"))
    return {row.day: (row.name, row.is_confirmed) for row in rows}
