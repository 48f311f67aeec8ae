"""Until when, by the office's own days; changes nothing and knows no screen."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import PublicService, StandardVersion
from desk.models.working_days import office_days as days_of_office
from desk.rules.checklists import Checklist, read_checklist
from desk.rules.deadlines import OfficeDays

WATCHES = frozenset({"DayOff", "CalendarSetting", "PublicService", "StandardVersion"})


def office_days(session: Session, first: date, last: date) -> OfficeDays:
    """The days the office counts by, of every year from `first` to `last`."""
    return days_of_office(session, first, last)


def standing_entry(session: Session, service_id: str) -> Checklist | None:
    """The entry in force of `karangasem-2.1` and the like; None where there is no such service."""
    agency, _dash, number = service_id.partition("-")
    found = session.scalars(
        select(PublicService)
        .join(StandardVersion)
        .where(
            PublicService.agency == agency,
            PublicService.number == number,
            StandardVersion.replaced_at.is_(None),
        )
    ).first()
    return None if found is None else read_checklist(found.checklist)
