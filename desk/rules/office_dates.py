"""Dates, hours and spans in the office's words, and read as typed at the counter; knows no booking.

Written out by hand: babel costs more at start-up than these few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from desk import clock
from desk.i18n import _
from desk.rules.spans import Span

if TYPE_CHECKING:  # working_days words its warnings with this module
    from desk.rules.working_days import WorkCalendar

# Fewer working days left than this is marked on the work list.
SOON = 3


def weekday_name(day: date) -> str:
    return (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))[
        day.weekday()
    ]


def month_name(month: int) -> str:
    """The name of `month`, 1 to 12."""
    names = (
        _("Januari"), _("Februari"), _("Maret"), _("April"), _("Mei"), _("Juni"), _("Juli"), _("Agustus"),
        _("September"), _("Oktober"), _("November"), _("Desember"),
    )  # fmt: skip
    return names[month - 1]


def long_date(day: date) -> str:
    """ "Senin, 6 April 2026"."""
    return f"{weekday_name(day)}, {plain_date(day)}"


def plain_date(day: date) -> str:
    """ "6 April 2026", as letters date themselves."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def short_date(day: date) -> str:
    """ "Sen, 6 Apr"."""
    return f"{weekday_name(day)[:3]}, {day.day} {_short_month(day.month)}"


def _short_month(month: int) -> str:
    return month_name(month)[:3]


def clock_time(hour: time | datetime) -> str:
    """ "09.00"; an aware datetime is shown in office time."""
    if isinstance(hour, datetime) and hour.tzinfo is not None:
        hour = clock.to_office(hour)
    return f"{hour.hour:02}.{hour.minute:02}"


def span_words(span: Span) -> str:
    """ "Kamis, 9 April 09.00–12.00", over midnight "Kam, 9 Apr 20.00 – Jum, 10 Apr 02.00" (office time)."""
    start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
    if start.date() == end.date():
        day = f"{weekday_name(start)}, {start.day} {month_name(start.month)}"
        return f"{day} {clock_time(start)}–{clock_time(end)}"
    if end.date() == start.date() + timedelta(days=1) and end.time() == time.min:
        return f"{weekday_name(start)}, {start.day} {month_name(start.month)} {clock_time(start)}–24.00"
    return f"{short_date(start)} {clock_time(start)} – {short_date(end)} {clock_time(end)}"


DueState = Literal["late", "today", "soon", "ok"]


def due_words(due_on: date, today: date, calendar: WorkCalendar) -> tuple[DueState, str]:
    """How near `due_on` is, in working days: ("late", "terlambat 1 hari kerja"), ("today", "hari ini"), …

    Where no working day lies between the two (due on Friday, seen on Saturday) the date itself is said.
    """
    if due_on == today:
        return "today", _("hari ini")
    days = abs(calendar.working_days_between(today, due_on))
    if due_on < today:
        if not days:
            return "late", _("terlambat, batasnya {date}").format(date=short_date(due_on))
        return "late", _("terlambat {count} hari kerja").format(count=days)
    state: DueState = "soon" if days < SOON else "ok"
    if not days:
        return state, _("paling lambat {date}").format(date=short_date(due_on))
    return state, _("{count} hari kerja lagi").format(count=days)


# ---- typed at the counter: Indonesian whatever the screen's language -------------------------------------

_WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober",
    "november", "desember",
)  # fmt: skip
_ALSO_WRITTEN = {
    "ahad": "minggu",
    "jum'at": "jumat",
    "pebruari": "februari",
    "nopember": "november",
    "agt": "agustus",
}
_RELATIVE = {"kemarin": -1, "hari ini": 0, "besok": 1, "lusa": 2}

_DATE_IN_FIGURES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})(?:[/-]([0-9]{4}|[0-9]{2}))?")
_DATE_IN_WORDS = re.compile(r"([0-9]{1,2}) ?([a-z]+)(?: ([0-9]{4}))?")
_HOUR = r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?"
_TIMES = re.compile(rf"{_HOUR} ?(?:-|–|—|sd|s/d|s\.d\.|sampai) ?{_HOUR}")
_JUST_PAST = timedelta(days=60)
_LONGEST_DAY, _LONGEST_TIMES = 3, 3  # words: "9 april 2026", "09.00 - 12.00"


def parse_day(text: str, today: date) -> date | None:
    """The day meant by "rab", "besok", "lusa", "hari ini", "9/4", "9-4-2026", "9 april"; None if none is.

    A weekday is its next occurrence, today included. A date without a year is the next such one, unless it
    is just past (60 days): "1/11" in April is to come, "28/12" in January was last month.
    """
    text = " ".join(text.lower().split())
    if text in _RELATIVE:
        return today + timedelta(days=_RELATIVE[text])
    weekday = _index(_WEEKDAYS, text)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    if found := _DATE_IN_FIGURES.fullmatch(text):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if found := _DATE_IN_WORDS.fullmatch(text):
        month = _index(_MONTHS, found[2])
        return None if month is None else _dated(int(found[1]), month + 1, found[3], today)
    return None


def parse_past_day(text: str, today: date) -> date | None:
    """As `parse_day`, but a weekday is its last occurrence: what is told has happened."""
    day = parse_day(text, today)
    is_weekday = _index(_WEEKDAYS, " ".join(text.lower().split())) is not None
    return day - timedelta(days=7) if day is not None and day > today and is_weekday else day


def _index(names: Sequence[str], typed: str) -> int | None:
    """The place of the name that `typed` is, or begins with three letters or more."""
    typed = _ALSO_WRITTEN.get(typed, typed)
    if len(typed) < 3:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(typed)), None)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = range(today.year - 1, today.year + 9)  # the next 29 February may be eight years off
    dates = (on for each in years if (on := _date(each, month, day)) is not None)
    return next((on for on in dates if on >= today - _JUST_PAST), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_times(text: str) -> tuple[time, time] | None:
    """(from, to) of "09-12", "9.30-11", "0900-1200", "9 sd 12"; None where the end is not after the start."""
    found = _TIMES.fullmatch(" ".join(text.lower().split()))
    if found is None:
        return None
    start, end = _time(found[1], found[2]), _time(found[3], found[4])
    return (start, end) if start is not None and end is not None and start < end else None


def _time(hour: str, minute: str | None) -> time | None:
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


class TypedBooking(NamedTuple):
    """What "rab 09-12 aula" asks for; `rest` is what is neither day nor hours."""

    day: date
    start: time
    end: time
    rest: str


def parse_booking(text: str, today: date) -> TypedBooking | None:
    """A day and hours typed in any order with anything around them; None unless both are there.

    What could be both is the day only where nothing else is: in "9-4 9-12 aula" 9-4 is the day, in "9-12 rab
    aula" 9-12 are the hours. A weekday beside a date ("kamis, 9 april") adds nothing and is left out.
    """
    words = text.replace(",", " ").split()[:20]
    days = [(day, found) for found in _pieces(words, _LONGEST_DAY) if (day := parse_day(found.text, today))]
    for day, found in sorted(days, key=lambda pair: _doubt(pair[1].text)):
        for piece in _pieces(found.others, _LONGEST_TIMES):
            times = parse_times(piece.text)
            if times is not None:
                rest = (word for word in piece.others if _index(_WEEKDAYS, word.lower()) is None)
                return TypedBooking(day, *times, " ".join(rest))
    return None


def _doubt(day: str) -> int:
    """How likely words that read as a day mean something else: a date, a weekday, figures with a dash."""
    return 2 if "-" in day else 0 if day[0].isdigit() else 1


class _Piece(NamedTuple):
    text: str
    others: list[str]


def _pieces(words: list[str], longest: int) -> Iterator[_Piece]:
    """Every run of at most `longest` words with what is left without it, longer ones first."""
    for length in range(min(longest, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            yield _Piece(" ".join(words[at : at + length]), words[:at] + words[at + length :])
