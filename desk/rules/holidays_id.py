"""National days and joint leave (SKB 3 Menteri) from the `holidays` library; knows no Balinese day.

The library is imported on first use: it costs a tenth of the start-up time.
"""

from __future__ import annotations

from datetime import date

from desk.rules.working_days import DayOff, Kind

_CATEGORIES: tuple[tuple[str, Kind], ...] = (("public", "national"), ("government", "cuti_bersama"))


def national_days(year: int) -> list[DayOff]:
    """The national days and joint leave of `year` in order of days, those on weekends too (none is moved).

    A name ending in "(perkiraan)" is the library's estimate of an Islamic date.
    """
    days = [DayOff(day, kind, name) for category, kind in _CATEGORIES for day, name in _named(year, category)]
    return sorted(days, key=lambda off: (off.day, off.kind != "national"))


def has_published_joint_leave(year: int) -> bool:
    """Is the joint leave of `year` known? From 2028 on not yet: due dates may still move, say so."""
    return bool(_named(year, "government"))


def _named(year: int, category: str) -> list[tuple[date, str]]:
    import holidays

    return list(holidays.country_holidays("ID", years=year, categories=category, language="id").items())
