"""Puts the days off of a year into the office's calendar; knows no deadline."""

from __future__ import annotations

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from desk.models import DayOff
from desk.rules import balinese, holidays_id

_BEFORE, _AFTER = 1, 3


def install_years(session: Session, year: int) -> None:
    """Install the days off from the year before `year` to three years after it, where they are missing.

    National days and cuti bersama count at once; Balinese days are proposed until an officer confirms them
    (dispensasi by circular, not law).
    """
    known = set(session.scalars(select(extract("year", DayOff.day)).distinct()))
    for each in range(year - _BEFORE, year + _AFTER + 1):
        if each in known:
            continue
        for day_off in holidays_id.national_days(each):
            session.add(DayOff(day=day_off.day, kind=day_off.kind, name=day_off.name, is_confirmed=True))
        for day_off in balinese.proposed_days_off(each):
            session.add(DayOff(day=day_off.day, kind="balinese", name=day_off.name, is_confirmed=False))
