"""Spans against the plain arithmetic of sets of minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import spans
from desk.rules.spans import Span

NINE = datetime(2026, 4, 9, 1, 0, tzinfo=UTC)
WITA = timezone(timedelta(hours=8))

small_spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(
    lambda pair: Span.of_minutes(pair[0], pair[0] + pair[1])
)


def minutes(span: Span) -> set[int]:
    return set(range(span.start_minute, span.end_minute))


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (NINE, NINE),
        (NINE, NINE - timedelta(minutes=1)),
        (NINE.replace(tzinfo=None), NINE + timedelta(hours=1)),
        (NINE, (NINE + timedelta(hours=1)).replace(tzinfo=None)),
        (NINE.astimezone(WITA), NINE + timedelta(hours=1)),
        (NINE, (NINE + timedelta(hours=1)).astimezone(WITA)),
        (NINE + timedelta(seconds=1), NINE + timedelta(hours=1)),
        (NINE, NINE + timedelta(minutes=1, microseconds=1)),
    ],
)
def test_what_is_no_span(starts_at: datetime, ends_at: datetime) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(starts_at, ends_at)


def test_minutes_and_instants() -> None:
    assert spans.minute(datetime(1970, 1, 1, 0, 1, tzinfo=UTC)) == 1
    assert spans.minute(NINE + timedelta(seconds=59)) == spans.minute(NINE)
    assert spans.minute(datetime(1969, 12, 31, 23, 59, 30, tzinfo=UTC)) == -1
    assert spans.minute(NINE.astimezone(WITA)) == spans.minute(NINE)
    with pytest.raises(ValueError, match="naive"):
        spans.minute(NINE.replace(tzinfo=None))


@given(st.integers(-(10**8), 10**9))
def test_instant_undoes_minute(number: int) -> None:
    assert spans.minute(spans.instant(number)) == number
    assert spans.instant(number).utcoffset() == timedelta(0)


@given(small_spans, small_spans)
def test_overlap_is_a_shared_minute(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(minutes(one) & minutes(other)) == other.overlaps(one)
    assert one.duration == len(minutes(one))
    assert all(one.contains(spans.instant(at)) == (at in minutes(one)) for at in range(-1, 62))


def test_touching_spans_do_not_overlap() -> None:
    assert not Span.of_minutes(0, 60).overlaps(Span.of_minutes(60, 90))
    assert Span.of_minutes(0, 61).overlaps(Span.of_minutes(60, 90))


def test_widened() -> None:
    assert Span.of_minutes(60, 90).widened(20, 15) == Span.of_minutes(40, 105)
    assert Span(NINE, spans.FOREVER).widened(20, 20).ends_at > spans.FOREVER
    with pytest.raises(ValueError, match="ends after"):
        Span.of_minutes(60, 90).widened(-15, -15)
