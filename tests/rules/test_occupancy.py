"""Occupancy against oracles that look at every single minute."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.rules import spans
from desk.rules.occupancy import Search, Use, available, explode, nearest_free, peak_use, short_spans
from desk.rules.spans import Span

small_spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(
    lambda pair: Span.of_minutes(pair[0], pair[0] + pair[1])
)
uses_of = st.lists(st.builds(Use, small_spans, st.integers(1, 4)), max_size=8)
HOUR = 60


def level(uses: Sequence[Use], minute: int) -> int:
    return sum(use.quantity for use in uses if use.span.contains(spans.instant(minute)))


@given(uses_of, small_spans)
def test_peak_is_the_highest_minute(uses: list[Use], span: Span) -> None:
    expected = max(level(uses, minute) for minute in range(span.start_minute, span.end_minute))
    assert peak_use(uses, span) == expected
    assert available(5, uses, span) == 5 - expected


def test_peak_is_not_the_sum() -> None:
    morning, afternoon = Use(Span.of_minutes(0, 60), 3), Use(Span.of_minutes(60, 120), 3)
    assert peak_use([morning, afternoon], Span.of_minutes(0, 120)) == 3
    assert available(4, [morning, afternoon], Span.of_minutes(0, 120)) == 1


@given(uses_of, st.integers(0, 6), st.integers(1, 4))
def test_short_spans(uses: list[Use], stock: int, quantity: int) -> None:
    short = short_spans(stock, uses, quantity)
    if quantity > stock:
        return
    for minute in range(-1, 62):
        covering = [span for span in short if span.contains(spans.instant(minute))]
        assert len(covering) == (stock - level(uses, minute) < quantity)
    assert all(one.ends_at < later.starts_at for one, later in pairwise(short))


AULA, AULA_A, AULA_B, SOUND, SPEAKER, MIXER, EVENT = range(1, 8)
PARTS = {
    AULA: [(AULA_A, 1), (AULA_B, 1)],
    SOUND: [(SPEAKER, 2), (MIXER, 1)],
    EVENT: [(SOUND, 2), (AULA, 1), (SPEAKER, 1)],
}


@pytest.mark.parametrize(
    ("resource_id", "quantity", "leaves"),
    [
        (AULA_A, 1, {AULA_A: 1}),
        (AULA, 1, {AULA_A: 1, AULA_B: 1}),
        (SOUND, 3, {SPEAKER: 6, MIXER: 3}),
        (EVENT, 1, {AULA_A: 1, AULA_B: 1, SPEAKER: 5, MIXER: 2}),
        (99, 7, {99: 7}),
    ],
)
def test_explode(resource_id: int, quantity: int, leaves: dict[int, int]) -> None:
    exploded = explode(resource_id, quantity, PARTS)
    assert exploded == leaves
    assert list(exploded) == sorted(exploded)


@pytest.mark.parametrize("parts", [{1: [(1, 1)]}, {1: [(2, 1)], 2: [(3, 1)], 3: [(4, 1), (1, 1)]}])
def test_what_contains_itself(parts: dict[int, list[tuple[int, int]]]) -> None:
    with pytest.raises(ValueError, match="part of itself"):
        explode(1, 1, parts)


def test_a_part_reached_twice_is_no_cycle() -> None:
    assert explode(1, 1, {1: [(2, 1), (3, 1)], 2: [(4, 1)], 3: [(4, 2)]}) == {4: 3}


# ---- nearest free ----------------------------------------------------------------------------------------


def consecutive(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def nearest_by_trying(wanted: Span, blocked: Sequence[Span], search: Search) -> list[Span]:
    """The same promise as `nearest_free`, kept by looking at every minute."""
    asked, length, reach = wanted.start_minute, wanted.duration, search.horizon_days * 24 * HOUR
    taken = {minute for span in blocked for minute in range(span.start_minute, span.end_minute)}
    opened = None
    if search.windows is not None:
        opened = {m for window in search.windows for m in range(window.start_minute, window.end_minute)}

    def fits(start: int) -> bool:
        use = range(start, start + length)
        with_buffers = range(start - search.before, start + length + search.after)
        return (
            spans.instant(start) >= search.not_before
            and (opened is None or opened.issuperset(use))
            and taken.isdisjoint(with_buffers)
        )

    feasible = [start for start in range(asked - reach, asked + reach + 1) if fits(start)]
    candidates = {start for start in feasible if start % search.step_minutes == 0 or start == asked}
    for run in consecutive(feasible):
        if not any(start % search.step_minutes == 0 for start in run):
            candidates.add(min(run, key=lambda start: abs(start - asked)))
    chosen: list[int] = []
    for start in sorted(candidates, key=lambda start: (abs(start - asked), start)):
        if len(chosen) < search.count and all(abs(start - other) >= length for other in chosen):
            chosen.append(start)
    return [Span.of_minutes(start, start + length) for start in chosen]


@st.composite
def searches(draw: st.DrawFn) -> tuple[Span, list[Span], Search]:
    somewhere = st.tuples(st.integers(1000, 3800), st.integers(1, 300)).map(
        lambda pair: Span.of_minutes(pair[0], pair[0] + pair[1])
    )
    wanted = draw(
        st.tuples(st.integers(1400, 3000), st.integers(1, 200)).map(
            lambda pair: Span.of_minutes(pair[0], pair[0] + pair[1])
        )
    )
    blocked = draw(st.lists(somewhere, max_size=10))
    windows = draw(st.none() | st.lists(somewhere, max_size=4))
    not_before = spans.instant(draw(st.integers(0, 3000))) + timedelta(seconds=draw(st.integers(0, 59)))
    buffers = st.sampled_from([0, 7, 20])
    return (
        wanted,
        blocked,
        Search(
            not_before,
            windows,
            before=draw(buffers),
            after=draw(buffers),
            count=draw(st.integers(1, 4)),
            step_minutes=draw(st.sampled_from([1, 15, 30])),
            horizon_days=1,
        ),
    )


@settings(max_examples=150, deadline=None)
@given(searches())
def test_nearest_free_as_by_trying_every_minute(case: tuple[Span, list[Span], Search]) -> None:
    wanted, blocked, search = case
    assert nearest_free(wanted, blocked, search) == nearest_by_trying(wanted, blocked, search)


DAY = 24 * HOUR
MONDAY_8 = 4 * DAY  # 1970-01-05 00:00 UTC is a Monday, 08.00 in the office


def at(day: int, hour: float, hours: float) -> Span:
    start = MONDAY_8 + day * DAY + int((hour - 8) * HOUR)
    return Span.of_minutes(start, start + int(hours * HOUR))


OFFICE = [at(day, 8, 8) for day in range(5)]
LONG_AGO = spans.instant(0)


def test_the_aula_on_a_full_morning() -> None:
    proposals = nearest_free(at(1, 9, 2), [at(1, 8, 3)], Search(LONG_AGO, OFFICE))
    assert proposals == [at(1, 11, 2), at(1, 13, 2), at(0, 14, 2)]


def test_buffers_of_both_sides_are_kept() -> None:
    taken = at(1, 9, 2).widened(20, 20)
    proposals = nearest_free(at(1, 9, 2), [taken], Search(LONG_AGO, OFFICE, before=20, after=20))
    assert proposals[0] == at(1, 11.75, 2)  # 11.20 the hall is clear, 11.40 set up, 11.45 on the grid


def test_nothing_in_the_past() -> None:
    now = at(1, 10, 1).starts_at + timedelta(microseconds=1)
    proposals = nearest_free(at(1, 9, 1), [at(1, 9, 1)], Search(now, OFFICE))
    assert proposals == [at(1, 10.25, 1), at(1, 11.25, 1), at(1, 12.25, 1)]


def test_what_is_free_is_its_own_first_proposal() -> None:
    wanted = Span.of_minutes(MONDAY_8 + 7, MONDAY_8 + 67)
    assert nearest_free(wanted, [], Search(LONG_AGO))[0] == wanted


def test_a_gap_off_the_grid_is_found() -> None:
    gap = Span.of_minutes(MONDAY_8 + 70, MONDAY_8 + 130)
    blocked = [Span.of_minutes(0, gap.start_minute), Span.of_minutes(gap.end_minute, MONDAY_8 + 90 * DAY)]
    assert nearest_free(at(0, 8, 1), blocked, Search(LONG_AGO)) == [gap]


def test_longer_than_any_window_finds_nothing() -> None:
    assert nearest_free(at(1, 8, 9), [], Search(LONG_AGO, OFFICE)) == []


def test_touching_windows_are_one() -> None:
    assert nearest_free(at(0, 8, 2), [], Search(LONG_AGO, [at(0, 9, 1), at(0, 8, 1)])) == [at(0, 8, 2)]


def test_a_thing_never_returned_leaves_nothing_after() -> None:
    lost = Span(at(1, 9, 1).starts_at, spans.FOREVER)
    assert nearest_free(at(2, 9, 1), [lost], Search(at(1, 9, 1).starts_at)) == []


def test_a_busy_month_is_searched_within_a_blink() -> None:
    draw = random.Random(20260409)
    blocked = [at(draw.randrange(30), draw.choice([8, 9.5, 11, 13]), 3) for _ in range(200)]
    windows = [at(day, 8, 8) for day in range(-30, 60)]
    best = min(_timed(at(15, 9, 3), blocked, Search(LONG_AGO, windows)) for _ in range(5))
    assert best < 0.02


def _timed(wanted: Span, blocked: list[Span], search: Search) -> float:
    began = time.perf_counter()
    nearest_free(wanted, blocked, search)
    return time.perf_counter() - began
