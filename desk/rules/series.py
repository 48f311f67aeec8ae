"""On which days a series falls; knows no booking, no resource and no database."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, takewhile

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.spans import Span

RHYTHMS: dict[str, str] = {
    "daily": "setiap hari",
    "weekly": "setiap minggu",
    "fortnightly": "setiap dua minggu",
    "monthly": "setiap bulan",
    "dates": "tanggal tertentu",
}
LONGEST = 60
"""Dates in one series: a weekly meeting for more than a year."""
_STEPS = {"daily": 1, "weekly": 7, "fortnightly": 14}


@dataclass(frozen=True)
class Rhythm:
    """How a series goes on: until a day (included), or so many times, or on `dates` alone."""

    kind: str = "weekly"
    until: date | None = None
    count: int | None = None
    dates: tuple[date, ...] = ()


def spans_of(first: Span, rhythm: Rhythm) -> tuple[Span, ...]:
    """The span of each date, at the office's same hours as `first`; `first` itself is one of them.

    Of `dates` they are the given days alone. Monthly means the same day of each month, and the last where a
    month is too short. Refused (field `rhythm`) for more dates than a series has, or for none.
    """
    if rhythm.kind not in RHYTHMS:
        raise Refused(_("Pilih irama rangkaian."), field="rhythm")
    if rhythm.kind == "dates":
        days = sorted(set(rhythm.dates))
    else:
        days = list(islice(_days(clock.office_date(first.starts_at), rhythm), LONGEST + 1))
    if not days:
        raise Refused(_("Isi sedikitnya satu tanggal."), field="rhythm")
    if len(days) > LONGEST:
        raise Refused(_("Satu rangkaian paling banyak {0} tanggal.").format(LONGEST), field="rhythm")
    return tuple(on_day(first, day) for day in days)


def on_day(span: Span, day: date) -> Span:
    """`span` at the same hours of another day of the office."""
    by = timedelta(days=(day - clock.office_date(span.starts_at)).days)
    return Span(span.starts_at + by, span.ends_at + by)


def _days(first: date, rhythm: Rhythm) -> Iterator[date]:
    if rhythm.count is None and rhythm.until is None:
        raise Refused(_("Isi sampai kapan, atau berapa kali."), field="rhythm")
    days = takewhile(lambda day: rhythm.until is None or day <= rhythm.until, _endless(first, rhythm.kind))
    return days if rhythm.count is None else islice(days, max(rhythm.count, 0))


def _endless(first: date, kind: str) -> Iterator[date]:
    for step in range(LONGEST + 2):
        if kind == "monthly":
            years, month = divmod(first.month - 1 + step, 12)
            year = first.year + years
            yield date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
        else:
            yield first + timedelta(days=step * _STEPS[kind])
