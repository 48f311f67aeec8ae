"""When a resource is free on a day, minute by minute what booking would accept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import ReasonOrder, book, withdraw
from desk.operations.resources import ClosureOrder, ResourceOrder, add, close
from desk.queries.free_times import FreeDay, free_day
from desk.rules.clashes import Clash
from desk.rules.spans import Span

THURSDAY = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def ask(home: Home, key: str = "aula", day: date = THURSDAY, quantity: int = 1) -> FreeDay:
    return home.database.read(lambda session: free_day(session, key, day, quantity=quantity))


def make(home: Home, wanted: Span, key: str = "aula", **changes: object) -> int:
    return home.database.write(lambda session: book(session, order(wanted, key, **changes), home.petugas)).id


def test_an_empty_day_is_its_office_hours(desk_home: Home) -> None:
    assert ask(desk_home).free == (span(9, 7.5, 16.5),)
    sunday = ask(desk_home, day=date(2026, 4, 12))
    assert (sunday.off, sunday.free) == ("Minggu", (Span(office(12, 0), office(13, 0)),))
    today = ask(desk_home, day=date(2026, 4, 6))
    assert today.free == (Span(NINE, office(6, 16.5)),)
    assert ask(desk_home, day=date(2026, 4, 2)).free == ()


def test_free_times_are_exactly_what_can_be_booked(desk_home: Home) -> None:
    make(desk_home, span(9, 10, 12))
    make(desk_home, span(9, 14, 14.5), "aula-b")
    answer = ask(desk_home)
    assert answer.free == (
        Span(office(9, 7.5), office(9, 9 + 1 / 3)),
        Span(office(9, 12 + 2 / 3), office(9, 13 + 1 / 3)),
        Span(office(9, 15 + 1 / 6), office(9, 16.5)),
    )
    for each in answer.free:
        longer = Span(each.starts_at, each.ends_at + timedelta(minutes=1))
        if longer.ends_at < office(9, 16.5):
            with pytest.raises(Clash):
                make(desk_home, longer)
        booked = make(desk_home, each)
        desk_home.database.write(
            lambda session, booked=booked: withdraw(
                session, ReasonOrder(booked, 1, "contoh"), desk_home.petugas
            )
        )
    assert [(row.resource_name, row.is_tentative, row.contact) for row in answer.holders] == [
        ("Aula", True, "Ni Made Contoh, 0812-0000-0000"),
        ("Aula B", True, "Ni Made Contoh, 0812-0000-0000"),
    ]


def test_closures_and_quantities_count(desk_home: Home) -> None:
    closing = ClosureOrder("c", "zoom-1", span(9, 12, 13), "Lisensi")
    desk_home.database.write(lambda session: close(session, closing, desk_home.pemegang))
    answer = ask(desk_home, "zoom-1")
    assert (answer.free, answer.closures) == ((span(9, 7.5, 12), span(9, 13, 16.5)), ("Lisensi",))
    pool = ResourceOrder("mik", "Mikrofon", "equipment", stock=3)
    desk_home.database.write(lambda session: add(session, pool, desk_home.admin))
    make(desk_home, span(9, 9, 10), "mik", quantity=2)
    assert ask(desk_home, "mik").free == (span(9, 7.5, 16.5),)
    assert ask(desk_home, "mik", quantity=2).free == (span(9, 7.5, 9), span(9, 10, 16.5))
    with pytest.raises(Refused):
        ask(desk_home, "mik", quantity=4)
    with pytest.raises(Refused):
        ask(desk_home, "kolam")
