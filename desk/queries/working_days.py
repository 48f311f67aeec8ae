"""Which years the office's calendar holds; knows no deadline."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desk.models import DayOff

WATCHES = frozenset({"DayOff"})


def has_year(session: Session, year: int) -> bool:
    """Whether the days off of `year` are installed."""
    within = DayOff.day.between(date(year, 1, 1), date(year, 12, 31))
    return bool(session.scalar(select(exists().where(within))))
