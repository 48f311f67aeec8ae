"""What the custodian sees while deciding, what the door tells strangers, and what is at risk."""

from __future__ import annotations

from datetime import date

import pytest
from homes import Home
from slots import NINE, office, order, span
from stores import act, gone, promise

from desk import clock
from desk.operations.bookings import book
from desk.operations.outages import record
from desk.operations.resources import ClosureOrder, close
from desk.operations.waiting import WaitOrder, wait
from desk.queries.decisions import decision
from desk.queries.lobby import lobby_rows
from desk.queries.risks import bookings_at_risk

WANTED = span(16, 9, 12)


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def test_the_custodian_sees_what_touches_it(desk_home: Home) -> None:
    near = promise(desk_home, "aula-a", 1, span(16, 13, 15))
    promise(desk_home, "aula-a", 1, span(17, 9, 12))
    asked = act(desk_home, book, order(WANTED))
    act(desk_home, wait, WaitOrder(order(WANTED, "aula-b", borrower_name="Ni Luh Misal")))
    seen = desk_home.database.read(lambda session: decision(session, asked.id))
    assert seen is not None
    assert (seen.booking.id, seen.booking.clash) == (asked.id, None)
    assert [(row.booking_id, row.is_at_once) for row in seen.neighbours] == [(near.id, False)]
    assert [row.contact for row in seen.waiting] == ["Ni Luh Misal, 0812-0000-0000"]
    act(desk_home, close, ClosureOrder("k", "aula", span(16, 10, 11), "Pengecatan"))
    seen = desk_home.database.read(lambda session: decision(session, asked.id))
    assert seen is not None
    assert seen.booking.clash is not None
    assert seen.booking.clash.startswith("Aula ditutup")
    assert desk_home.database.read(lambda session: decision(session, 99)) is None


def test_the_door_tells_no_person(desk_home: Home) -> None:
    act(desk_home, book, order(WANTED))
    promise(desk_home, "aula-b", 1, span(16, 13, 15), borrower_institution=None)
    promise(desk_home, "zoom-1", 1, span(16, 8, 9), details={"is_closed": True})
    act(desk_home, close, ClosureOrder("k", "aula-a", span(16, 14, 15), "Rahasia dapur"))
    rows = desk_home.database.read(lambda session: lobby_rows(session, date(2026, 4, 16), ("hall", "zoom")))
    assert [(row.resource_name, row.title, row.is_tentative) for row in rows] == [
        ("Zoom 1", "Rapat tertutup", False),
        ("Aula", "Karang Taruna Contoh", True),
        ("Aula B", "Dipesan", False),
        ("Aula A", "ditutup", False),
    ]
    told = str(rows)
    assert "Ni Made" not in told
    assert "0812" not in told
    assert "dapur" not in told


def test_at_risk_says_because_of_what(desk_home: Home) -> None:
    first = promise(desk_home, "mikrofon", 5, WANTED)
    second = promise(desk_home, "mikrofon", 3, span(16, 11, 13))
    promise(desk_home, "mikrofon", 3, span(17, 11, 13))
    act(desk_home, record, gone("mikrofon", "broken", quantity=2))
    rows = desk_home.database.read(bookings_at_risk)
    assert [(row.id, row.cause) for row in rows] == [
        (first.id, "Mikrofon: 2 rusak"),
        (second.id, "Mikrofon: 2 rusak"),
    ]
    clock.run_by(lambda: office(16, 14))
    assert desk_home.database.read(bookings_at_risk) == ()
