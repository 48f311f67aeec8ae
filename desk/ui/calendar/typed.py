"""What is typed into the calendar's forms, read and written again; knows no widget and no booking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.bookings import span_of
from desk.rules.office_dates import clock_time, long_date, parse_day, parse_times, short_date
from desk.rules.resources import matching_key
from desk.rules.spans import Span

_UNTIL = re.compile(r"\s+(?:sd|s/d|s\.d\.|sampai)\s+", re.IGNORECASE)
_MIDNIGHT = re.compile(r"24(?:[.:]?00)?\s*$")
_TIMES = re.compile(r"([0-9]{1,3}) ?(?:x|×|kali)?", re.IGNORECASE)
_COUNTED = re.compile(r"(?:([0-9]{1,3})\s*[x×]?\s+(\S.*)|(\S.*?)\s+[x×]?([0-9]{1,3}))", re.IGNORECASE)


@dataclass(frozen=True)
class Days:
    """The first and the last day of an event; mostly the same."""

    first: date
    last: date

    def words(self) -> str:
        """As the form writes them, and reads them again."""
        if self.first == self.last:
            return long_date(self.first)
        return f"{short_date(self.first)} {self.first.year} sd {short_date(self.last)} {self.last.year}"


@dataclass(frozen=True)
class Hours:
    """When an event begins and ends; an end at 00.00 is midnight."""

    start: time
    end: time

    def words(self) -> str:
        """As the form writes them, and reads them again."""
        return f"{clock_time(self.start)}–{clock_time(self.end) if self.end != time.min else '24.00'}"


@dataclass(frozen=True)
class Ending:
    """How a series ends: until a day, or so many times."""

    until: date | None = None
    count: int | None = None


@dataclass(frozen=True)
class Named:
    """A resource and how many of it, as typed."""

    key: str
    quantity: int = 1


def days_typed(text: str) -> Days:
    """ "rab", "9/4", "8/4 sd 10/4"; Refused where it is no day."""
    first, *others = [_day(piece) for piece in _UNTIL.split(text.strip())]
    last = others[0] if others else first
    if first is None or last is None or len(others) > 1:
        raise Refused(_("Tulis harinya, misalnya rab, besok atau 9/4."))
    return Days(first, last)


def _day(text: str) -> date | None:
    """A day as typed, or as the form writes it with its weekday in front."""
    return parse_day(text, clock.today()) or parse_day(text.partition(",")[2], clock.today())


def hours_typed(text: str) -> Hours:
    """ "09-12", "9.30–11", "20-24"; Refused where it is no stretch of time."""
    is_until_midnight = _MIDNIGHT.search(text) is not None
    hours = parse_times(_MIDNIGHT.sub("23.59", text))
    if hours is None:
        raise Refused(_("Tulis jamnya, misalnya 09-12; jam selesai sesudah jam mulai."))
    return Hours(hours[0], time.min if is_until_midnight else hours[1])


def span_typed(days: Days, hours: Hours) -> Span:
    """From the first day's start to the last day's end; Refused (field `span`) where that is no span."""
    last = days.last + timedelta(days=1) if hours.end == time.min else days.last
    return span_of(clock.at_office(days.first, hours.start), clock.at_office(last, hours.end))


def typed_of(span: Span) -> tuple[Days, Hours]:
    """What stands in a form for `span`."""
    start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
    last = end.date() - timedelta(days=1) if end.time() == time.min else end.date()
    return Days(start.date(), last), Hours(start.time(), end.time())


def ending_typed(text: str) -> Ending:
    """ "30/6", "sd 30 juni" or "8 kali", "8x"; Refused where it is neither."""
    words = text.strip()
    if found := _TIMES.fullmatch(words):
        return Ending(count=int(found[1]))
    words = re.sub(r"^(?:sd|s/d|s\.d\.|sampai)\s+", "", words, flags=re.IGNORECASE)
    day = _day(words)
    if day is None:
        raise Refused(_("Tulis sampai kapan atau berapa kali, misalnya 30/6 atau 8 kali."))
    return Ending(until=day)


def named(text: str, names: Mapping[str, str]) -> Named | None:
    """ "speaker 2", "2 mikrofon", "zoom 2" (which is a name): what is meant and how many; None if nothing.

    A name with a figure in it goes before a number of things.
    """
    words = " ".join(text.split())
    key = matching_key(words, names) if words else None
    if key is not None:
        return Named(key)
    if found := _COUNTED.fullmatch(words):
        key = matching_key(found[2] or found[3], names)
        count = int(found[1] or found[4])
        return Named(key, count) if key is not None and count > 0 else None
    return None


def members_typed(text: str, names: Mapping[str, str]) -> tuple[Named, ...]:
    """ "zoom, 2 mikrofon": what is booked along with the first; Refused where one is not known."""
    found = []
    for piece in (piece for piece in re.split(r"[,;+]", text) if piece.strip()):
        one = named(piece, names)
        if one is None:
            raise Refused(_("Tidak dikenal: {word}").format(word=piece.strip()))
        found.append(one)
    return tuple(found)
