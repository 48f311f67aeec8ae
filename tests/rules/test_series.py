"""On which days a series falls."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slots import span

from desk import clock
from desk.errors import Refused
from desk.rules.series import LONGEST, Rhythm, spans_of

FIRST = span(30, 9, 12)


def days(rhythm: Rhythm) -> list[str]:
    return [clock.office_date(each.starts_at).isoformat() for each in spans_of(FIRST, rhythm)]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm("daily", count=3), ["2026-04-30", "2026-05-01", "2026-05-02"]),
        (Rhythm("weekly", until=date(2026, 5, 14)), ["2026-04-30", "2026-05-07", "2026-05-14"]),
        (Rhythm("fortnightly", count=2), ["2026-04-30", "2026-05-14"]),
        (Rhythm("monthly", count=3), ["2026-04-30", "2026-05-30", "2026-06-30"]),
        (Rhythm("monthly", until=date(2027, 2, 28)), None),
        (
            Rhythm("dates", dates=(date(2026, 5, 9), date(2026, 5, 4), date(2026, 5, 9))),
            ["2026-05-04", "2026-05-09"],
        ),
    ],
)
def test_the_days_of_a_rhythm(rhythm: Rhythm, expected: list[str] | None) -> None:
    if expected is None:
        assert days(rhythm)[-1] == "2027-02-28"  # a month too short: its last day
        return
    assert days(rhythm) == expected


@pytest.mark.parametrize(
    "rhythm",
    [
        Rhythm("yearly", count=3),
        Rhythm("weekly"),
        Rhythm("weekly", count=0),
        Rhythm("weekly", until=date(2026, 4, 29)),
        Rhythm("daily", count=LONGEST + 1),
        Rhythm("dates"),
    ],
)
def test_a_rhythm_that_cannot_be(rhythm: Rhythm) -> None:
    with pytest.raises(Refused) as refused:
        spans_of(FIRST, rhythm)
    assert refused.value.field == "rhythm"


@given(st.sampled_from(["daily", "weekly", "fortnightly", "monthly"]), st.integers(1, LONGEST))
def test_every_date_keeps_its_hours(kind: str, count: int) -> None:
    spans = spans_of(FIRST, Rhythm(kind, count=count))
    assert len(spans) == count
    assert spans[0] == FIRST
    for each in spans:
        assert each.duration == FIRST.duration
        assert clock.to_office(each.starts_at).time() == clock.to_office(FIRST.starts_at).time()
    gaps = {b.starts_at - a.starts_at for a, b in pairwise(spans)}
    assert all(gap <= timedelta(days=31) for gap in gaps)
