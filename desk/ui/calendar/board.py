"""What a calendar view paints, as plain minutes of lanes; knows no widget, no colour and no database.

A lane is one day of one resource: the timeline has one day of each, a week seven days of one; in the boards
of cells (a month of one, a week or month of all) each cell is a lane and `columns` tells how they lie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from desk import clock
from desk.i18n import _
from desk.queries.bookings import BookingRow
from desk.queries.calendars import CalendarRows
from desk.queries.free_counts import FreeCount
from desk.queries.resources import ClosureRow, ResourceRow
from desk.queries.working_days import DayRow
from desk.rules.office_dates import clock_time, weekday_name
from desk.rules.spans import Span

DAY = 24 * 60
FIRST_HOUR, LAST_HOUR = 7, 17
_MINUTE = timedelta(minutes=1)

Look = Literal["confirmed", "tentative", "through"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One day of one resource: `title` over `subtitle` over `note`, what there is to say about the day.

    Without a note `detail` stands there, a quieter thing.
    """

    resource_key: str
    day: date
    title: str
    subtitle: str
    detail: str = ""
    note: str = ""
    is_note_provisional: bool = False
    is_note_confirmed: bool = False
    """The note is a Balinese day: proposed, or confirmed by an officer."""
    is_today: bool = False
    is_part: bool = False
    is_outside: bool = False
    """A day of the month before or after, shown to make the weeks whole."""
    opens: int | None = None
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One booking in one lane, in minutes of its day; beside others at the same time it has a track."""

    lane: int
    booking_id: int
    start: int
    end: int
    taken_from: int
    taken_to: int
    title: str
    lines: tuple[str, ...]
    look: Look
    is_at_risk: bool = False
    track: int = 0
    tracks: int = 1


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of a lane that is closed, and why; `closure_id` where somebody saved it."""

    lane: int
    start: int
    end: int
    words: str
    closure_id: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Lanes with their bars and shades, the hours shown, and where now is (lane, minute)."""

    lanes: tuple[Lane, ...] = ()
    bars: tuple[Bar, ...] = ()
    shades: tuple[Shade, ...] = ()
    first_minute: int = FIRST_HOUR * 60
    last_minute: int = LAST_HOUR * 60
    now: int | None = None
    """Minutes of today; the lanes of today show it."""
    columns: int = 0
    """How many cells lie in a row; none where lanes are lanes."""

    def bar_at(self, lane: int, minute: int) -> Bar | None:
        """The booking of that minute itself, buffers apart; the lane's own before those taken through it."""
        found = [bar for bar in self.bars if bar.lane == lane and bar.start <= minute < bar.end]
        return min(found, key=lambda bar: bar.look == "through", default=None)

    def shade_at(self, lane: int, minute: int) -> Shade | None:
        """The closed stretch of that minute; one that was saved before a day that is only off."""
        found = [each for each in self.shades if each.lane == lane and each.start <= minute < each.end]
        return min(found, key=lambda each: each.closure_id is None, default=None)


def week_board(rows: CalendarRows, resource_key: str) -> Board:
    """The days of one resource side by side; one day alone has one lane."""
    resource = _found(rows, resource_key)
    if resource is None:
        return Board()
    lanes = [
        replace(
            _lane(resource.key, row),
            title=f"{weekday_name(row.day)[:3]} {row.day.day}",
            subtitle=row.balinese.partition(" · ")[0],
            detail=row.balinese.partition(" · ")[2],
        )
        for row in rows.days
    ]
    return _board(rows, lanes)


def day_board(rows: CalendarRows) -> Board:
    """All resources in use on the one day of `rows`, one below the other."""
    free = {(row.resource_id, row.day): row for row in rows.free}
    lanes = [
        replace(
            _lane(each.key, rows.days[0]),
            title=each.name,
            subtitle=_about(each, free.get((each.id, rows.days[0].day))),
            is_part=each.whole_name is not None,
        )
        for each in rows.resources
        if each.is_active
    ]
    return _board(rows, lanes)


def month_board(rows: CalendarRows, resource_key: str, month: date) -> Board:
    """Whole weeks of one resource, a cell a day; those outside `month` are marked so."""
    resource = _found(rows, resource_key)
    if resource is None:
        return Board()
    lanes = [
        replace(
            _lane(resource.key, row),
            title=str(row.day.day),
            subtitle=row.balinese.partition(" · ")[0],
            is_outside=(row.day.year, row.day.month) != (month.year, month.month),
        )
        for row in rows.days
    ]
    return replace(_board(rows, lanes), columns=7)


def grid_board(rows: CalendarRows) -> Board:
    """All resources in use over all days of `rows`: a row a resource, a column a day."""
    lanes = [
        replace(_lane(each.key, row), title=each.name, is_part=each.whole_name is not None)
        for each in rows.resources
        if each.is_active
        for row in rows.days
    ]
    return replace(_board(rows, lanes), columns=len(rows.days))


def _found(rows: CalendarRows, resource_key: str) -> ResourceRow | None:
    return next((each for each in rows.resources if each.key == resource_key), None)


def _about(resource: ResourceRow, free: FreeCount | None) -> str:
    words = []
    if free is not None and (resource.stock > 1 or resource.kind == "kit"):
        words.append(_("{free} dari {stock} bebas").format(free=free.free, stock=free.stock))
    if resource.capacity is not None:
        words.append(_("{count} orang").format(count=resource.capacity))
    if resource.part_names and resource.kind != "kit":
        shared = resource.name + " "
        words.append(" + ".join(name.removeprefix(shared) for name in resource.part_names))
    return " · ".join(words) or _("{count} unit").format(count=resource.stock)


def _lane(key: str, row: DayRow) -> Lane:
    note = row.holy_day or ""
    if row.off is not None and row.off != weekday_name(row.day):
        note = row.off
    is_holy = bool(row.holy_day) and note == row.holy_day
    return Lane(
        resource_key=key,
        day=row.day,
        title="",
        subtitle="",
        note=note,
        is_note_provisional=is_holy and not row.is_confirmed,
        is_note_confirmed=is_holy and row.is_confirmed,
        is_today=row.day == clock.today(),
        opens=_minutes(row.opens),
        closes=_minutes(row.closes),
    )


def _minutes(hour: time | None) -> int | None:
    return None if hour is None else hour.hour * 60 + hour.minute


def _board(shown: CalendarRows, lanes: Sequence[Lane]) -> Board:
    ids = {each.key: each.id for each in shown.resources}
    booked = _by_day(shown)
    closed = _closures_of(shown)
    off = {row.day: row.off for row in shown.days}
    midnights = {row.day: clock.at_office(row.day, time.min) for row in shown.days}
    bars: list[Bar] = []
    shades: list[Shade] = []
    for at, lane in enumerate(lanes):
        own = booked.get((ids[lane.resource_key], lane.day), ())
        bars += _tracked([bar for row in own if (bar := _bar(at, midnights[lane.day], row)) is not None])
        shades += _closed(at, midnights[lane.day], closed.get(ids[lane.resource_key], ()))
        if reason := off[lane.day]:
            shades.append(Shade(at, 0, DAY, reason))
    first, last = _hours(bars)
    now = clock.to_office(clock.now())
    return Board(
        lanes=tuple(lanes),
        bars=tuple(bars),
        shades=tuple(shades),
        first_minute=first,
        last_minute=last,
        now=now.hour * 60 + now.minute if any(lane.is_today for lane in lanes) else None,
    )


def _by_day(shown: CalendarRows) -> Mapping[tuple[int, date], list[BookingRow]]:
    """The bookings of each resource and office day they touch: a month has hundreds of cells to fill."""
    found: defaultdict[tuple[int, date], list[BookingRow]] = defaultdict(list)
    if not shown.days:
        return found
    first, last = shown.days[0].day, shown.days[-1].day
    for row in shown.bookings:
        day = max(clock.office_date(row.taken.starts_at), first)
        end = min(clock.office_date(row.taken.ends_at), last)
        while day <= end:
            found[row.resource_id, day].append(row)
            day += timedelta(days=1)
    return found


def _closures_of(shown: CalendarRows) -> Mapping[int, list[ClosureRow]]:
    found: defaultdict[int, list[ClosureRow]] = defaultdict(list)
    for row in shown.closures:
        for resource_id in row.resource_ids:
            found[resource_id].append(row)
    return found


def _hours(bars: Iterable[Bar]) -> tuple[int, int]:
    """Whole hours that show every bar, at least the office's day."""
    first = min([FIRST_HOUR * 60, *(bar.taken_from // 60 * 60 for bar in bars)])
    last = max([LAST_HOUR * 60, *(-(-bar.taken_to // 60) * 60 for bar in bars)])
    return first, last


def _of_day(midnight: datetime, moment: datetime) -> int:
    return min(max((moment - midnight) // _MINUTE, 0), DAY)


def _bar(at: int, midnight: datetime, row: BookingRow) -> Bar | None:
    taken_from, taken_to = _of_day(midnight, row.taken.starts_at), _of_day(midnight, row.taken.ends_at)
    if taken_from == taken_to:
        return None
    times = hours_words(row.span)
    holder = row.holder
    is_own = not row.is_through
    look: Look = "through" if row.is_through else ("tentative" if row.state == "tentative" else "confirmed")
    title = row.purpose if is_own else row.resource_name
    units = (_("{count} unit").format(count=row.quantity),) if row.quantity > 1 else ()
    state = (_("sementara"),) if look == "tentative" else ()
    risk = (_("terancam"),) if row.is_at_risk else ()
    return Bar(
        lane=at,
        booking_id=row.booking_id,
        start=_of_day(midnight, row.span.starts_at),
        end=_of_day(midnight, row.span.ends_at),
        taken_from=taken_from,
        taken_to=taken_to,
        title=title,
        lines=(times, *risk, holder, *units, *state) if is_own else (times, holder),
        look=look,
        is_at_risk=row.is_at_risk,
    )


def hours_words(span: Span) -> str:
    """ "09.00–12.00", or with days where it goes over midnight."""
    start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
    if start.date() == end.date():
        return f"{clock_time(start)}–{clock_time(end)}"
    if end.time() == time.min and end.date() == start.date() + timedelta(days=1):
        return f"{clock_time(start)}–24.00"
    return f"{start.day}/{start.month} {clock_time(start)} – {end.day}/{end.month} {clock_time(end)}"


def _closed(at: int, midnight: datetime, closures: Iterable[ClosureRow]) -> list[Shade]:
    shades = []
    for row in closures:
        start, end = _of_day(midnight, row.span.starts_at), _of_day(midnight, row.span.ends_at)
        if start < end:
            words = _("ditutup: {reason}").format(reason=row.reason)
            shades.append(Shade(at, start, end, words, row.id))
    return shades


def _tracked(bars: list[Bar]) -> list[Bar]:
    """Bars that share a minute beside each other: each group as many tracks as it needs."""
    placed: list[Bar] = []
    group: list[Bar] = []
    until = -1
    for bar in sorted(bars, key=lambda each: (each.taken_from, each.booking_id)):
        if bar.taken_from >= until and group:
            placed += _in_tracks(group)
            group = []
        group.append(bar)
        until = max(until, bar.taken_to)
    return placed + _in_tracks(group)


def _in_tracks(group: list[Bar]) -> list[Bar]:
    if len(group) == 1:
        return group
    ends: list[int] = []
    tracked: list[Bar] = []
    for bar in group:
        track = next((at for at, end in enumerate(ends) if end <= bar.taken_from), len(ends))
        ends[track : track + 1] = [bar.taken_to]
        tracked.append(replace(bar, track=track))
    return [replace(bar, tracks=len(ends)) for bar in tracked]
