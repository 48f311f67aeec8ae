"""Which promises a loss puts at risk, against a minute-by-minute oracle."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slots import NINE, span

from desk.errors import Refused
from desk.rules.clashes import Promise, Taking
from desk.rules.occupancy import Use
from desk.rules.outages import (
    Missing,
    check_kind,
    check_quantity,
    check_span,
    missing_at,
    promises_at_risk,
)
from desk.rules.spans import Span


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def taking(number: int, start: int, length: int, units: int) -> Taking:
    taken = Span(NINE + minutes(start), NINE + minutes(start + length))
    return Taking(1, Use(taken, units), Promise(number, "Mikrofon", taken, taken, False, f"Contoh {number}"))


_TAKINGS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.integers(1, 3)), max_size=6)
_MISSING = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 12)), st.integers(1, 3)), max_size=3
)


@given(_TAKINGS, _MISSING, st.integers(0, 6))
def test_at_risk_is_who_holds_units_in_a_minute_that_is_short(
    wanted: list[tuple[int, int, int]], gone: list[tuple[int, int | None, int]], stock: int
) -> None:
    takings = [taking(number, *each) for number, each in enumerate(wanted)]
    missing = [
        Missing(1, units, NINE + minutes(start), None if length is None else NINE + minutes(start + length))
        for start, length, units in gone
    ]
    expected = set()
    # without anything missing too much may be promised all the same: that is no business of an outage
    if any(each.use for each in missing):
        for at in (NINE + minutes(number) for number in range(50)):
            there = [each for each in takings if each.use.span.contains(at)]
            free = stock - missing_at(missing, at).get(1, 0) - sum(each.use.quantity for each in there)
            if free < 0:
                expected |= {each.promise.booking_id for each in there}
    found = promises_at_risk({1: stock}, takings, missing)
    assert {each.booking_id for each in found} == expected
    assert list(found) == sorted(found, key=lambda each: (each.span.starts_at, each.booking_id))


def test_another_leaf_is_not_concerned() -> None:
    promised = taking(1, 0, 60, 2)
    assert promises_at_risk({1: 2, 2: 1}, [promised], [Missing(2, 1, NINE)]) == ()
    assert promises_at_risk({1: 2}, [promised], [Missing(1, 1, NINE)]) == (promised.promise,)


@pytest.mark.parametrize(
    ("kind", "hours", "refused"),
    [
        ("maintenance", (9, 17), False),
        ("maintenance", (9, None), True),
        ("lost", (9, None), False),
        ("broken", (9, 9), True),
        ("broken", (9, 8), True),
    ],
)
def test_maintenance_has_an_end_and_nothing_ends_before_it_begins(
    kind: str, hours: tuple[int, int | None], refused: bool
) -> None:
    whole = span(8, 8, 17)
    start = whole.starts_at + timedelta(hours=hours[0] - 8)
    end = None if hours[1] is None else whole.starts_at + timedelta(hours=hours[1] - 8)
    if not refused:
        check_span(kind, start, end)
        return
    with pytest.raises(Refused) as why_not:
        check_span(kind, start, end)
    assert why_not.value.field == "ends_at"


def test_kinds_and_counts_that_cannot_be_are_refused() -> None:
    assert check_kind("lost") == "lost"
    with pytest.raises(Refused):
        check_kind("late")  # that follows from a loan, nobody records it
    assert check_quantity(4, 4, "Mikrofon") == 4
    for quantity in (0, 5):
        with pytest.raises(Refused) as why_not:
            check_quantity(quantity, 4, "Mikrofon")
        assert why_not.value.field == "quantity"
