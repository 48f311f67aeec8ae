"""Who stands in the way, in the officer's words, and what is free instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slots import NINE, office, span

from desk.errors import Refused
from desk.rules.clashes import (
    Around,
    Ground,
    Promise,
    Shutting,
    Taking,
    Want,
    chip,
    free_times,
    obstacle,
    sentence,
)
from desk.rules.occupancy import Use
from desk.rules.resources import ResourceTree, Thing, matching_key
from desk.rules.spans import Span


def promise(booked: Span, around: int = 20, **changes: object) -> Promise:
    fields: dict[str, object] = {"borrower_name": "Ni Made Contoh", "institution": None, "phone": None}
    return Promise(7, "Aula", booked, booked.widened(around, around), False, **(fields | changes))  # type: ignore[arg-type]


def ground(*promises: Promise, closures: tuple[Shutting, ...] = (), stock: int = 1) -> Ground:
    takings = tuple(Taking(1, Use(each.taken, 1), each) for each in promises)
    return Ground({1: stock}, takings, closures)


def want(wanted: Span, around: int = 20) -> Want:
    return Want("Aula", wanted, {1: 1}, around, around)


def said(wanted: Span, where: Ground) -> str:
    found = obstacle(want(wanted), where)
    assert found is not None
    return sentence(want(wanted), found)


def test_what_is_free_meets_no_obstacle() -> None:
    assert obstacle(want(span(8, 9, 10)), ground()) is None
    assert obstacle(want(span(8, 9, 10)), ground(promise(span(8, 10 + 2 / 3, 12)))) is None


def test_the_sentence_says_what_is_known_and_no_more() -> None:
    booked = span(8, 10, 12)
    assert said(booked, ground(promise(booked, around=0))) == (
        "Aula sudah dipesan Ni Made Contoh, Rabu, 8 April 10.00–12.00. Hubungi: Ni Made Contoh."
    )
    tentative = Promise(7, "Aula", booked, booked, True, "I Made Misal", "Kecamatan Contoh", "+6281200000000")
    assert said(booked, ground(tentative)) == (
        "Aula sudah dipesan sementara oleh Kecamatan Contoh, Rabu, 8 April 10.00–12.00. "
        "Hubungi: I Made Misal, 0812-0000-0000."
    )
    over_night = Span(office(8, 23), office(9, 1))
    assert "(persiapan dan pembersihan Rab, 8 Apr 22.40 – Kam, 9 Apr 01.20)" in said(
        over_night, ground(promise(over_night))
    )


def test_a_chip_says_it_in_two_words() -> None:
    booked = span(8, 10, 12)
    found = obstacle(want(booked), ground(promise(booked)))
    assert found is not None
    assert chip(found) == "benturan 09.40–12.20"
    closed = obstacle(want(booked), ground(closures=(Shutting(frozenset({1}), booked, "Aula", "AC"),)))
    assert closed is not None
    assert chip(closed) == "ditutup"


def test_a_closure_elsewhere_closes_nothing_here() -> None:
    booked = span(8, 10, 12)
    assert obstacle(want(booked), ground(closures=(Shutting(frozenset({2}), booked, "Zoom", "AC"),))) is None


def test_what_fits_no_day_is_looked_for_at_any_hour() -> None:
    whole_day = Span(office(8, 6), office(8, 22))
    windows = (span(8, 7.5, 16.5), span(9, 7.5, 16.5))
    free = free_times(want(whole_day), ground(promise(span(8, 10, 12))), Around(NINE, windows, 7))
    assert len(free) == 3
    assert {each.duration for each in free} == {16 * 60}


@given(
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 12)), max_size=12),
    st.integers(0, 80),
    st.integers(1, 12),
    st.integers(1, 3),
)
def test_an_obstacle_is_exactly_a_minute_too_many(
    booked: list[tuple[int, int]], start: int, length: int, stock: int
) -> None:
    base = office(8, 0)

    def at(first: int, hours: int) -> Span:
        return Span(base + timedelta(minutes=15 * first), base + timedelta(minutes=15 * (first + hours)))

    where = ground(*(promise(at(*each), around=15) for each in booked), stock=stock)
    wanted = want(at(start, length), around=15)
    taken = wanted.taken
    most = max(
        sum(each.use.span.start_minute <= minute < each.use.span.end_minute for each in where.takings)
        for minute in range(taken.start_minute, taken.end_minute)
    )
    assert (obstacle(wanted, where) is not None) == (most >= stock)


def thing(each: int, key: str, stock: int = 1) -> Thing:
    return Thing(each, key, key.title(), "equipment", stock, None, 0, 0, None, None, True)


def test_a_kit_is_as_many_as_its_scarcest_part_allows() -> None:
    things = {1: thing(1, "paket"), 2: thing(2, "speaker", 5), 3: thing(3, "mixer", 2), 4: thing(4, "zoom")}
    tree = ResourceTree(things, {1: ((2, 2), (3, 1))})
    assert tree.stock(1) == 2
    assert tree.leaves(1, 2) == {2: 4, 3: 2}
    assert tree.related(3) == {1, 3}
    assert tree.all_leaves([4, 1]) == (2, 3, 4)
    with pytest.raises(Refused) as refused:
        tree.want(1, span(8, 9, 10), 3)
    assert refused.value.field == "quantity"
    assert refused.value.sentence == "Paket hanya ada 2; diminta 3."


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("aula", "aula"),
        ("AULA B", "aula-b"),
        ("aula-b", "aula-b"),
        ("zoom", "zoom-1"),
        ("mobil", "mobil-informasi"),
        ("keliling", "mobil-informasi"),
        ("kolam", None),
        ("", None),
    ],
)
def test_a_resource_is_meant_by_its_name_or_the_beginning_of_it(typed: str, key: str | None) -> None:
    names = {
        "aula-b": "Aula B",
        "aula": "Aula",
        "zoom-1": "Zoom 1",
        "zoom-2": "Zoom 2",
        "mobil-informasi": "Mobil Informasi Keliling",
    }
    assert matching_key(typed, names) == key
