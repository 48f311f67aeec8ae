"""All that a calendar shows of a stretch of days, read at one moment; knows no view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desk.queries import bookings, resources, working_days
from desk.queries.bookings import BookingRow, bookings_between
from desk.queries.free_counts import FreeCount, free_counts
from desk.queries.resources import ClosureRow, ResourceRow, closures_between, resource_rows
from desk.queries.working_days import DayRow, day_rows

WATCHES = bookings.WATCHES | resources.WATCHES | working_days.WATCHES


@dataclass(frozen=True, slots=True)
class CalendarRows:
    """Days, resources in the office's order, bars and closures; of a single day what is free of pools."""

    days: tuple[DayRow, ...]
    resources: tuple[ResourceRow, ...]
    bookings: tuple[BookingRow, ...]
    closures: tuple[ClosureRow, ...]
    free: tuple[FreeCount, ...] = ()


def calendar_between(session: Session, first: date, last: date) -> CalendarRows:
    """The office's days from `first` to `last`, both included."""
    return CalendarRows(
        days=day_rows(session, first, last),
        resources=resource_rows(session),
        bookings=bookings_between(session, first, last),
        closures=closures_between(session, first, last),
        free=free_counts(session, first, last) if first == last else (),
    )
