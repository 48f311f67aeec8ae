"""What may be booked at all, and how long an undecided booking keeps its slot."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slots import NINE, office, span

from desk.errors import Refused
from desk.rules import bookings
from desk.rules.spans import Span
from desk.rules.working_days import DayOff, OfficeHours, WorkCalendar

DAY = date(2026, 4, 8)


def test_hours_of_a_day_become_a_span() -> None:
    assert bookings.span_between(DAY, time(9), time(12)) == Span(office(8, 9), office(8, 12))
    assert bookings.span_between(DAY, time(20), time(0)) == Span(office(8, 20), office(9, 0))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (time(12), time(9)),
        (time(9), time(9)),
        (time(0), time(0)),
        (time(9, 0, 30), time(12)),
        (time(9), time(12, 0, 0, 1)),
    ],
)
def test_what_is_no_span_is_refused_in_words(start: time, end: time) -> None:
    with pytest.raises(Refused) as refused:
        bookings.span_between(DAY, start, end)
    assert refused.value.field == "span"


@pytest.mark.parametrize(
    ("wanted", "is_fine"),
    [
        (span(6, 9, 10), True),
        (Span(NINE - timedelta(minutes=1), NINE + timedelta(hours=1)), True),
        (Span(NINE - timedelta(minutes=2), NINE + timedelta(hours=1)), False),
        (Span(NINE, NINE + timedelta(days=31)), True),
        (Span(NINE, NINE + timedelta(days=31, minutes=1)), False),
        (Span(NINE + timedelta(days=400), NINE + timedelta(days=400, hours=1)), True),
        (Span(NINE + timedelta(days=400, minutes=1), NINE + timedelta(days=400, hours=1)), False),
    ],
)
def test_the_edges_of_what_may_be_booked(wanted: Span, is_fine: bool) -> None:
    if is_fine:
        bookings.check_span(wanted, NINE)
        return
    with pytest.raises(Refused):
        bookings.check_span(wanted, NINE)


@pytest.mark.parametrize("count", [0, -1, 100_001, 10**9])
def test_head_counts_that_cannot_be(count: int) -> None:
    with pytest.raises(Refused):
        bookings.check_head_count(count)
    bookings.check_head_count(None)
    bookings.check_head_count(1)


def test_the_limit_for_confirming_is_the_close_of_the_next_working_day() -> None:
    calendar = WorkCalendar((DayOff(date(2026, 4, 7), "national", "Contoh"),))
    hours = OfficeHours()
    assert bookings.hold_limit(office(6, 9), hours, calendar) == office(8, 16.5)
    assert bookings.hold_limit(office(9, 9), hours, calendar) == office(10, 14.5)
    assert bookings.hold_limit(office(6, 0.5), hours, WorkCalendar()) == office(7, 16.5)


@given(
    st.integers(0, 60 * 24 * 30).map(lambda minutes: NINE + timedelta(minutes=minutes)),
    st.integers(0, 60 * 24 * 40),
    st.integers(0, 5000),
)
def test_a_hold_is_never_shorter_than_its_least_nor_longer_than_both_limits(
    now: datetime, event_in: int, limit_in: int
) -> None:
    event, limit = now + timedelta(minutes=event_in), now + timedelta(minutes=limit_in)
    until = bookings.hold_until(now, event, limit)
    assert until >= now + bookings.SHORTEST_HOLD
    assert until == now + bookings.SHORTEST_HOLD or until <= min(event, limit)
