"""The office this database belongs to: its facts, hours and tracking keys."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import CheckConstraint, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk.models.base import Base
from desk.models.working_days import HalfDay, SeasonHours
from desk.rules import letterheads, working_days


class Office(Base):
    """The one office (id 1)."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(60))
    tracking_url: Mapped[str | None] = mapped_column(String(200))
    """The public tracking address; a QR code holds it and the code, or `D1:` and the code where None."""
    charter: Mapped[str | None] = mapped_column(Text)
    """Maklumat pelayanan (N60: the decree names it without its text)."""
    founded_at: Mapped[datetime]


class TrackingKey(Base):
    """A key that signs tracking codes; the newest signs, all of them read (DESIGN §8)."""

    __tablename__ = "tracking_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    """32 random bytes in hexadecimal."""
    made_at: Mapped[datetime]


class OfficeHours(Base):
    """Opening hours of one weekday (0 = Monday), in minutes after midnight WITA."""

    __tablename__ = "office_hours"

    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opens: Mapped[int]
    closes: Mapped[int]
    break_from: Mapped[int | None]
    break_to: Mapped[int | None]


def office_letterhead(session: Session) -> letterheads.Letterhead:
    """The kop of the one office."""
    office = session.get_one(Office, 1)
    return letterheads.letterhead(office.name, address=office.address, phone=office.phone, place=office.place)


def opening_hours(session: Session) -> working_days.OfficeHours:
    """The office's opening hours for the rules, with its seasons and half days."""
    rows = {row.weekday: row for row in session.scalars(select(OfficeHours))}
    return working_days.OfficeHours(
        tuple(_day_hours(_minutes(rows.get(weekday))) for weekday in range(7)),
        tuple(
            working_days.Season(row.first_on, row.last_on, tuple(_day_hours(each) for each in row.hours))
            for row in session.scalars(select(SeasonHours).order_by(SeasonHours.first_on))
        ),
        tuple(
            working_days.HalfDay(row.day, _clock(row.closed_from), _clock(row.closed_to))
            for row in session.scalars(select(HalfDay).order_by(HalfDay.day, HalfDay.id))
        ),
    )


def _minutes(row: OfficeHours | None) -> list[int | None] | None:
    return None if row is None else [row.opens, row.closes, row.break_from, row.break_to]


def _day_hours(minutes: list[int | None] | None) -> working_days.DayHours | None:
    if minutes is None:
        return None
    opens, closes, break_from, break_to = minutes
    if opens is None or closes is None:
        return None
    if break_from is None or break_to is None:
        return working_days.DayHours(_clock(opens), _clock(closes))
    return working_days.DayHours(_clock(opens), _clock(closes), _clock(break_from), _clock(break_to))


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))
