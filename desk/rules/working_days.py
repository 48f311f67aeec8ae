"""Which days the office works, and counting them; knows no service, no clock and where days off come from.

The day of the event is day zero: the first working day after it is day one. Terms in calendar days and
months that end on a day off roll forward to the next working day. Every day after day zero up to the last day
is either counted or skipped, with its reason. Days on which a clock was paused are days off of kind "paused".
"""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from desk import clock
from desk.i18n import _
from desk.rules.office_dates import clock_time, long_date, weekday_name
from desk.rules.spans import Span

Kind = Literal["national", "cuti_bersama", "closure", "balinese", "paused", "weekend"]
# Of several days off on one day the first of these is its reason.
_RANK = ("national", "cuti_bersama", "closure", "balinese", "paused", "weekend")
FIVE_DAY_WEEK = frozenset(range(5))  # Monday is 0; Perpres 21/2023
_LONGEST_REST = 3700  # days without work after which a calendar is taken for broken


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day the office does not work, and why (`name`, Indonesian)."""

    day: date
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Due:
    """A last day, with the days that were counted towards it and those passed over on the way, in order.

    A term in months or calendar days counts days off too, and passes over only those at its end.
    """

    due_on: date
    counted: tuple[date, ...]
    skipped: tuple[DayOff, ...]


@dataclass(frozen=True)
class WorkCalendar:
    """The days off given, and a week of working days (0 is Monday).

    Whether proposed Balinese days are among `days_off` is the caller's policy: without them it is calendar A
    of the statutory clocks, with them calendar B.
    """

    days_off: tuple[DayOff, ...] = ()
    week: frozenset[int] = FIVE_DAY_WEEK
    # by date.toordinal(), whose hash is cheaper than a date's
    _known: dict[int, tuple[date, DayOff | None]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _weekdays_off: list[int] = field(init=False, repr=False, compare=False, default_factory=list)
    _paused: dict[int, DayOff] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if not self.week <= frozenset(range(7)) or not self.week:
            raise ValueError(f"a week has working days out of 0–6: {self.week}")
        by_rank = sorted(self.days_off, key=lambda off: _RANK.index(off.kind), reverse=True)
        for day, off in {off.day: off for off in by_rank}.items():
            if day.weekday() in self.week:
                self._known[day.toordinal()] = day, off
                self._weekdays_off.append(day.toordinal())
            else:
                self._known[day.toordinal()] = day, _weekend(day, off.name if off.kind != "paused" else "")
        self._weekdays_off.sort()
        self._paused.update({off.day.toordinal(): off for off in self.days_off if off.kind == "paused"})

    def paused(self, days: Iterable[DayOff]) -> WorkCalendar:
        """This calendar for a clock that stood still on `days` too; itself where there are none."""
        days = tuple(days)
        return WorkCalendar((*self.days_off, *days), self.week) if days else self

    def is_working(self, day: date) -> bool:
        return self.why_off(day) is None

    def why_off(self, day: date) -> DayOff | None:
        """Why `day` is off, None on a working day; a holiday on a weekend is a weekend day by its name."""
        at = day.toordinal()
        return (self._known.get(at) or self._learnt(at))[1]

    def _learnt(self, at: int) -> tuple[date, DayOff | None]:
        """The day numbered `at`, kept: every request on the list asks for the same days again."""
        day = date.fromordinal(at)
        reason = None if day.weekday() in self.week else _weekend(day)
        self._known[at] = day, reason
        return day, reason

    def add_working_days(self, start: date, n: int) -> Due:
        """The n-th working day after `start`, which itself is not counted; n = 0 rolls `start` forward."""
        if n < 0:
            raise ValueError(f"cannot count {n} working days")
        if n == 0:
            return self._rolled(start)
        counted: list[date] = []
        skipped: list[DayOff] = []
        at = start.toordinal()
        while len(counted) < n:
            at += 1
            day, reason = self._known.get(at) or self._learnt(at)
            if reason is None:
                counted.append(day)
            else:
                skipped.append(reason)
                _check_rest(day, counted[-1] if counted else start)
        return Due(counted[-1], tuple(counted), tuple(skipped))

    def add_days(self, start: date, n: int) -> Due:
        """`n` calendar days after `start`, rolled forward to a working day; `skipped` is what it passed."""
        if n < 0:
            raise ValueError(f"cannot count {n} days")
        return self._counted_to(start, n)

    def add_months(self, start: date, n: int) -> Due:
        """`n` months after `start`, cut to the month's end, then rolled forward to a working day."""
        if n < 0:
            raise ValueError(f"cannot count {n} months")
        years, month = divmod(start.month - 1 + n, 12)
        year = start.year + years
        last = calendar.monthrange(year, month + 1)[1]
        return self._counted_to(start, (date(year, month + 1, min(start.day, last)) - start).days)

    def _counted_to(self, start: date, n: int) -> Due:
        """The `n`-th day after `start`, all but paused days counting; the last of them is a working day."""
        if n == 0:
            return self._rolled(start)
        counted: list[date] = []
        skipped: list[DayOff] = []
        day = start
        while len(counted) < n:
            day += timedelta(days=1)
            reason = self._paused.get(day.toordinal()) or (
                self.why_off(day) if len(counted) == n - 1 else None
            )
            if reason is None:
                counted.append(day)
            else:
                skipped.append(reason)
                _check_rest(day, counted[-1] if counted else start)
        return Due(day, tuple(counted), tuple(skipped))

    def _rolled(self, day: date) -> Due:
        skipped: list[DayOff] = []
        aim = day
        while reason := self.why_off(day):
            skipped.append(reason)
            day += timedelta(days=1)
            _check_rest(day, aim)
        return Due(day, (), tuple(skipped))

    def back_working_days(self, end: date, n: int) -> date:
        """The `n`-th working day before `end`."""
        day = end
        for _step in range(n):
            day -= timedelta(days=1)
            while not self.is_working(day):
                day -= timedelta(days=1)
                _check_rest(end, day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days after `start` up to and with `end`; negative where `end` lies before it.

        Undoes `add_working_days`: with d its due date for n > 0, `working_days_between(start, d)` is n.
        """
        if end < start:
            return -self.working_days_between(end, start)
        weeks, rest = divmod((end - start).days, 7)
        days = weeks * len(self.week)
        days += sum((start.weekday() + step) % 7 in self.week for step in range(1, rest + 1))
        off = self._weekdays_off
        return days - (bisect_right(off, end.toordinal()) - bisect_right(off, start.toordinal()))

    def days_off_between(self, first: date, last: date) -> list[DayOff]:
        """The named days off on what would be working days, both ends included; weekends are left out."""
        off = self._weekdays_off
        ordinals = off[bisect_left(off, first.toordinal()) : bisect_right(off, last.toordinal())]
        return [reason for at in ordinals if (reason := self.why_off(date.fromordinal(at))) is not None]


def _check_rest(day: date, since: date) -> None:
    if (day - since).days > _LONGEST_REST:
        raise ValueError(f"no working day between {since} and {day}")


def _weekend(day: date, name: str = "") -> DayOff:
    return DayOff(day, "weekend", name or weekday_name(day))


@dataclass(frozen=True, slots=True)
class DayHours:
    """When the office is open on one weekday, and its break; both ends of the break or neither."""

    opens: time
    closes: time
    break_from: time | None = None
    break_to: time | None = None


_MONDAY_TO_THURSDAY = DayHours(time(7, 30), time(16, 30), time(12), time(13))
_FRIDAY = DayHours(time(7, 30), time(14, 30), time(11, 30), time(13))


@dataclass(frozen=True, slots=True)
class Season:
    """Other hours for some weeks, both ends included: Ramadan."""

    first_on: date
    last_on: date
    by_weekday: tuple[DayHours | None, ...]


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A working day on which the office closes for some hours; it still counts in every clock."""

    day: date
    closed_from: time
    closed_to: time


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Opening hours from Monday to Sunday, None where there are none.

    The default is Perwali Denpasar 69/2023; Karangasem's own hours were not found, so the office sets them.
    """

    by_weekday: tuple[DayHours | None, ...] = (*[_MONDAY_TO_THURSDAY] * 4, _FRIDAY, None, None)
    seasons: tuple[Season, ...] = ()
    half_days: tuple[HalfDay, ...] = ()

    def on(self, day: date) -> DayHours | None:
        season = next((each for each in self.seasons if each.first_on <= day <= each.last_on), None)
        hours = (season or self).by_weekday[day.weekday()]
        for half in self.half_days:
            if half.day == day and hours is not None:
                hours = _less(hours, half)
        return hours

    def windows(self, first: date, last: date, calendar: WorkCalendar) -> list[Span]:
        """Opening hours of every working day from `first` to `last`, breaks included: a break only warns."""
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        return [
            Span(clock.at_office(day, hours.opens), clock.at_office(day, hours.closes))
            for day in days
            if calendar.is_working(day) and (hours := self.on(day))
        ]

    def warnings_for(
        self, start: datetime, end: datetime, calendar: WorkCalendar, proposed: Iterable[DayOff] = ()
    ) -> list[str]:
        """What to say about a use from `start` to `end`; nothing of it ever refuses.

        Aware datetimes are read as office time, naive ones are taken for it. `proposed`: Balinese days not
        yet confirmed by an officer; a day also off in `calendar` is named once, by that.
        """
        start, end = _office_time(start), _office_time(end)
        last = (end - timedelta(microseconds=1)).date()
        days = [start.date() + timedelta(days=step) for step in range((last - start.date()).days + 1)]
        named = {off.day: off for off in proposed}
        warnings = [
            _about(reason) if (reason := calendar.why_off(day)) is not None else _about_proposed(named[day])
            for day in days
            if day in named or not calendar.is_working(day)
        ]
        open_days = [day for day in days if calendar.is_working(day)]
        return list(dict.fromkeys(warnings + self._about_hours(start, end, open_days)))

    def _about_hours(self, start: datetime, end: datetime, days: list[date]) -> list[str]:
        warnings = []
        for day in days:
            hours = self.on(day)
            begins = start.time() if start.date() == day else time.min
            ends = end.time() if end.date() == day else time.max
            if hours is None:
                warnings.append(_("{weekday} tidak ada jam kerja.").format(weekday=weekday_name(day)))
                continue
            if begins < hours.opens or ends > hours.closes:
                warnings.append(
                    _("Di luar jam kerja {hours}.").format(hours=_clock_span(hours.opens, hours.closes))
                )
            if hours.break_from and hours.break_to and begins < hours.break_to and ends > hours.break_from:
                sentence = _("Melewati jam istirahat {hours}.")
                warnings.append(sentence.format(hours=_clock_span(hours.break_from, hours.break_to)))
        return warnings


def _less(hours: DayHours, half: HalfDay) -> DayHours | None:
    """What is left of `hours`; hours closed in the middle of the day are as a break."""
    if half.closed_from <= hours.opens and half.closed_to >= hours.closes:
        return None
    if half.closed_from <= hours.opens:
        return DayHours(max(half.closed_to, hours.opens), hours.closes, hours.break_from, hours.break_to)
    if half.closed_to >= hours.closes:
        return DayHours(hours.opens, min(half.closed_from, hours.closes), hours.break_from, hours.break_to)
    return DayHours(hours.opens, hours.closes, half.closed_from, half.closed_to)


def _office_time(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else clock.to_office(moment).replace(tzinfo=None)


def _clock_span(start: time, end: time) -> str:
    return f"{clock_time(start)}–{clock_time(end)}"


def _about_proposed(off: DayOff) -> str:
    words = _("{day}: {name} (dispensasi, belum dikonfirmasi).")
    return words.format(day=long_date(off.day), name=off.name)


def _about(off: DayOff) -> str:
    sentences = {
        "national": _("{day}: libur nasional, {name}."),
        "cuti_bersama": _("{day}: {name}."),
        "closure": _("{day}: kantor tutup, {name}."),
        "balinese": _("{day}: {name} (dispensasi)."),
        "paused": _("{day}: jangka waktu dihentikan, {name}."),
        "weekend": _("{day}: akhir pekan, {name}."),
    }
    if off == _weekend(off.day):
        return _("{day}: akhir pekan.").format(day=long_date(off.day))
    return sentences[off.kind].format(day=long_date(off.day), name=off.name)
