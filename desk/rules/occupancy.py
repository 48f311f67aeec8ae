"""How much of a resource is taken, and where room is left; knows no booking, no citizen, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desk.rules.spans import Span, instant, minute

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Use:
    """`quantity` units of one leaf resource taken for `span`, set-up and clear-up already included."""

    span: Span
    quantity: int


class _Change(NamedTuple):
    at: datetime
    by: int


def _changes(uses: Iterable[Use], within: Span | None) -> list[_Change]:
    """Every rise and fall of use in time order, falls first: half-open spans that touch never add up."""
    changes: list[_Change] = []
    for use in uses:
        if within is None:
            start, end = use.span.starts_at, use.span.ends_at
        elif use.span.overlaps(within):
            start = max(use.span.starts_at, within.starts_at)
            end = min(use.span.ends_at, within.ends_at)
        else:
            continue
        changes += (_Change(start, use.quantity), _Change(end, -use.quantity))
    return sorted(changes)


def peak_use(uses: Iterable[Use], span: Span) -> int:
    """The most units in use at any one minute of `span`: never the sum of all that overlap it."""
    peak = level = 0
    for change in _changes(uses, span):
        level += change.by
        peak = max(peak, level)
    return peak


def available(stock: int, uses: Iterable[Use], span: Span) -> int:
    """Units free during the whole of `span`; below zero where more was promised than there is."""
    return stock - peak_use(uses, span)


def short_spans(stock: int, uses: Iterable[Use], quantity: int) -> list[Span]:
    """When fewer than `quantity` of `stock` units are free: what to hand `nearest_free` as blocked.

    Ordered and disjoint. Use in excess of the stock itself (`quantity` > `stock`) is not noticed here: then
    no time is free at all, and the caller has to say so.
    """
    short: list[Span] = []
    level = 0
    since: datetime | None = None
    for change in _changes(uses, None):
        level += change.by
        is_short = stock - level < quantity
        if is_short and since is None:
            since = change.at
        elif since is not None and not is_short:
            if change.at > since:
                short.append(Span(since, change.at))
            since = None
    return _joined(short)


def _joined(ordered: Iterable[Span]) -> list[Span]:
    """`ordered` (by start) with touching and overlapping spans made one."""
    joined: list[Span] = []
    for span in ordered:
        if joined and span.starts_at <= joined[-1].ends_at:
            joined[-1] = Span(joined[-1].starts_at, max(joined[-1].ends_at, span.ends_at))
        else:
            joined.append(span)
    return joined


def explode(
    resource_id: int, quantity: int, parts: Mapping[int, Sequence[tuple[int, int]]]
) -> dict[int, int]:
    """The leaves that `quantity` of a resource takes: {leaf id: units}, in ascending id order.

    `parts` names for each composite its (part id, units of it); what it does not name is a leaf. Ascending
    because leaves are locked in that order. ValueError where a composite contains itself.
    """
    leaves: Counter[int] = Counter()
    _gather(resource_id, quantity, parts, (), leaves)
    return dict(sorted(leaves.items()))


def _gather(
    resource_id: int,
    quantity: int,
    parts: Mapping[int, Sequence[tuple[int, int]]],
    inside: tuple[int, ...],
    leaves: Counter[int],
) -> None:
    if resource_id in inside:
        raise ValueError(f"resource {resource_id} is part of itself: {(*inside, resource_id)}")
    own = parts.get(resource_id)
    if not own:
        leaves[resource_id] += quantity
        return
    for part_id, units in own:
        _gather(part_id, quantity * units, parts, (*inside, resource_id), leaves)


@dataclass(frozen=True, slots=True)
class Search:
    """Where `nearest_free` may look.

    `not_before`: the present; no proposal starts earlier. `windows`: the use itself (not its buffers) must
    lie inside one of them, touching ones count as one; None is any hour of any day. `before`, `after`: own
    set-up and clear-up minutes of what is wanted. Starts fall on multiples of `step_minutes` of the clock.
    """

    not_before: datetime
    windows: Sequence[Span] | None = None
    before: int = 0
    after: int = 0
    count: int = 3
    step_minutes: int = 15
    horizon_days: int = 30


class _Starts(NamedTuple):
    """Possible starts in minutes: first, first + step, … last."""

    first: int
    last: int


def nearest_free(wanted: Span, blocked: Iterable[Span], search: Search) -> list[Span]:
    """The nearest free times as long as `wanted`, nearest start first (the earlier of two equally near).

    Buffers: each span in `blocked` already includes the set-up and clear-up of what takes it; the proposal
    is widened by `search.before` and `search.after` before the two are compared, so both sides keep their
    own. `wanted` and what comes back are bare uses without buffers.

    Proposals do not overlap one another: not three times the same hour shifted by a quarter. A gap too
    narrow to hold a start on the step's grid is still found, at its point nearest to the start asked for.
    `wanted` itself comes first where it is free. An empty list: nothing within `search.horizon_days` of it.
    """
    asked, length = wanted.start_minute, wanted.duration
    starts = _progressions(asked, _feasible(wanted, blocked, search), search.step_minutes)
    chosen: list[Span] = []
    while starts and len(chosen) < search.count:
        start = min((_closest(asked, run, search.step_minutes) for run in starts), key=_by_distance(asked))
        chosen.append(Span.of_minutes(start, start + length))
        starts = [
            piece
            for run in starts
            for piece in _without(run, start - length, start + length, search.step_minutes)
        ]
    return chosen


def _feasible(wanted: Span, blocked: Iterable[Span], search: Search) -> list[_Starts]:
    """All minutes at which the use could start, as maximal runs of consecutive minutes."""
    length, reach = wanted.duration, search.horizon_days * _DAY
    earliest = max(-(-_seconds(search.not_before) // 60), wanted.start_minute - reach)
    latest = wanted.start_minute + reach
    if search.windows is None:
        runs = [_Starts(earliest, latest)]
    else:
        windows = _joined(sorted(search.windows, key=lambda window: window.starts_at))
        runs = [
            _Starts(max(earliest, window.start_minute), min(latest, window.end_minute - length))
            for window in windows
        ]
    shut = sorted(
        (minute(span.starts_at) - length - search.after + 1, minute(span.ends_at) + search.before - 1)
        for span in blocked
    )
    return [piece for run in runs if run.first <= run.last for piece in _outside(run, shut)]


def _seconds(moment: datetime) -> int:
    """Seconds since the epoch, a started second counted whole."""
    whole = minute(moment)
    rest = moment - instant(whole)
    return whole * 60 + rest.seconds + (1 if rest.microseconds else 0)


def _outside(run: _Starts, shut: Sequence[tuple[int, int]]) -> list[_Starts]:
    """The parts of `run` outside every (first, last) of `shut`, which is sorted."""
    pieces = []
    first = run.first
    for shut_first, shut_last in shut:
        if shut_last < first:
            continue
        if shut_first > run.last:
            break
        if shut_first > first:
            pieces.append(_Starts(first, shut_first - 1))
        first = shut_last + 1
    if first <= run.last:
        pieces.append(_Starts(first, run.last))
    return pieces


def _progressions(asked: int, runs: Iterable[_Starts], step: int) -> list[_Starts]:
    """The starts worth proposing: on the grid, else the one nearest to `asked`; and `asked` itself."""
    worth = []
    for run in runs:
        first, last = -(-run.first // step) * step, run.last // step * step
        nearest = min(max(asked, run.first), run.last)
        if first <= last:
            worth.append(_Starts(first, last))
        if first > last or nearest == asked:
            worth.append(_Starts(nearest, nearest))
    return worth


def _closest(asked: int, run: _Starts, step: int) -> int:
    """The start of `run` nearest to `asked`, the earlier of two."""
    if asked <= run.first:
        return run.first
    below = min(run.last, run.first + (asked - run.first) // step * step)
    above = min(run.last, below + step)
    return min(below, above, key=_by_distance(asked))


def _without(run: _Starts, lower: int, upper: int, step: int) -> list[_Starts]:
    """`run` less the starts strictly between `lower` and `upper`."""
    pieces = []
    if run.first <= lower:
        pieces.append(_Starts(run.first, run.first + (min(run.last, lower) - run.first) // step * step))
    if run.last >= upper:
        steps = max(0, -(-(upper - run.first) // step))
        pieces.append(_Starts(run.first + steps * step, run.last))
    return pieces


def _by_distance(asked: int) -> Callable[[int], tuple[int, int]]:
    return lambda start: (abs(start - asked), start)
