"""What time it is, and which day that is in the office; knows nothing else.

Instants are timezone-aware UTC datetimes; office dates and times are WITA (Asia/Makassar, UTC+8, no
daylight saving), which both agencies share.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

WITA = timezone(timedelta(hours=8), "WITA")

_source: Callable[[], datetime] | None = None


def now() -> datetime:
    """The present instant (UTC, aware)."""
    return datetime.now(UTC) if _source is None else _source().astimezone(UTC)


def today() -> date:
    """The office's date now (WITA)."""
    return office_date(now())


def office_date(instant: datetime) -> date:
    """The office's date at `instant`; 00:30 and 07:59 WITA still belong to their own local day."""
    return to_office(instant).date()


def to_office(instant: datetime) -> datetime:
    """`instant` as WITA wall-clock time (aware)."""
    return instant.astimezone(WITA)


def at_office(day: date, hour: time) -> datetime:
    """The instant (UTC) at which the office's clock shows `hour` on `day`."""
    return datetime.combine(day, hour, WITA).astimezone(UTC)


def run_by(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source` instead of the machine (the tour's fixed time); None gives it back."""
    global _source  # one clock for the whole program is the purpose of this module
    _source = source
