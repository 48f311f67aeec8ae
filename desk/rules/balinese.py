"""The Balinese calendar as far as offices need it; knows not which of its days an office really closes.

Pawukon days follow from arithmetic: 210 days, counted from Sunday Sinta. Saka days need the lunar calendar
with its leap months, so they are a table; from 2028 on they are computed, not announced. All of them are
proposals that an officer confirms.
"""

from __future__ import annotations

from datetime import date, timedelta

from desk.rules.working_days import DayOff

WUKU = (
    "Sinta", "Landep", "Ukir", "Kulantir", "Tolu", "Gumbreg", "Wariga", "Warigadean", "Julungwangi",
    "Sungsang", "Dungulan", "Kuningan", "Langkir", "Medangsia", "Pujut", "Pahang", "Krulut", "Merakih",
    "Tambir", "Medangkungan", "Matal", "Uye", "Menail", "Prangbakat", "Bala", "Ugu", "Wayang", "Kelawu",
    "Dukut", "Watugunung",
)  # fmt: skip
SAPTAWARA = ("Redite", "Soma", "Anggara", "Buda", "Wraspati", "Sukra", "Saniscara")
PANCAWARA = ("Umanis", "Paing", "Pon", "Wage", "Kliwon")

_CYCLE = 210
_PIVOT, _PIVOT_INDEX = date(2000, 1, 18), 86

_PAWUKON_DAYS = {
    3: "Pagerwesi",
    72: "Penampahan Galungan",
    73: "Galungan",
    74: "Umanis Galungan",
    82: "Penampahan Kuningan",
    83: "Kuningan",
    209: "Saraswati",
}
_NYEPI = (
    date(2023, 3, 22), date(2024, 3, 11), date(2025, 3, 29), date(2026, 3, 19), date(2027, 3, 8),
    date(2028, 3, 26), date(2029, 3, 15), date(2030, 3, 5), date(2031, 3, 24), date(2032, 3, 12),
)  # fmt: skip
_SIWARATRI = (
    date(2023, 1, 20), date(2024, 1, 9), date(2025, 1, 27), date(2026, 1, 17), date(2027, 1, 6),
    date(2028, 1, 25), date(2029, 1, 13), date(2030, 1, 3), date(2031, 1, 22), date(2032, 1, 11),
)  # fmt: skip
_AROUND_NYEPI = {-1: "Tawur Agung Kesanga", 0: "Nyepi", 1: "Ngembak Geni"}

FIRST_SAKA_YEAR, LAST_SAKA_YEAR = _NYEPI[0].year, _NYEPI[-1].year


def pawukon_index(day: date) -> int:
    """The place of `day` in the 210 days; 0 is Sunday Sinta."""
    return ((day - _PIVOT).days + _PIVOT_INDEX) % _CYCLE


def wuku(day: date) -> str:
    return WUKU[pawukon_index(day) // 7]


def saptawara(day: date) -> str:
    """The day of the seven-day week; Redite is Sunday."""
    return SAPTAWARA[pawukon_index(day) % 7]


def pancawara(day: date) -> str:
    """The day of the five-day week."""
    return PANCAWARA[(pawukon_index(day) + 1) % 5]


def day_name(day: date) -> str:
    """ "Soma Pon · Sinta"."""
    return f"{saptawara(day)} {pancawara(day)} · {wuku(day)}"


def has_saka_table(year: int) -> bool:
    """Are Nyepi, its neighbours and Siwaratri of `year` known here?"""
    return FIRST_SAKA_YEAR <= year <= LAST_SAKA_YEAR


def rahinan(year: int) -> list[DayOff]:
    """The holy days of `year` that Bali's offices may rest on, in order; Nyepi is a national day too."""
    days = [DayOff(day, "balinese", name) for name, day in _pawukon_days(year) + _saka_days(year)]
    return sorted(days, key=lambda off: off.day)


def proposed_days_off(year: int) -> list[DayOff]:
    """What an officer is asked to confirm for `year`: all holy days but Nyepi, which needs no one's word."""
    return [off for off in rahinan(year) if off.name != _AROUND_NYEPI[0]]


def _pawukon_days(year: int) -> list[tuple[str, date]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins = first - timedelta(days=pawukon_index(first))
    found = []
    while begins <= last:
        found += [(name, begins + timedelta(days=index)) for index, name in _PAWUKON_DAYS.items()]
        begins += timedelta(days=_CYCLE)
    return [(name, day) for name, day in found if first <= day <= last]


def _saka_days(year: int) -> list[tuple[str, date]]:
    around = [
        (name, nyepi + timedelta(days=step))
        for nyepi in _NYEPI
        if nyepi.year == year
        for step, name in _AROUND_NYEPI.items()
    ]
    return around + [("Siwaratri", day) for day in _SIWARATRI if day.year == year]
