"""Two desks at one moment, on both engines: late loans settled once, one unit given once, promises kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from homes import Home
from lending import coming, going
from slots import office, order, span
from sqlalchemy import func, select, text
from stores import at_once, gone, key

from desk import app, clock
from desk.errors import Refused
from desk.models import Booking, Occupancy, Outage, Resource, ResourceUnit
from desk.models.missing import out_of
from desk.operations.accounts import command_line_actor
from desk.operations.bookings import book
from desk.operations.hand_over_orders import ItemOrder
from desk.operations.hand_overs import hand_out, take_back
from desk.operations.offices import FoundingOrder
from desk.operations.outages import record
from desk.operations.units import UnitOrder, add
from desk.rules.spans import minute
from desk.store.database import Database

MICS = "mikrofon"


@pytest.fixture(autouse=True)
def now() -> Iterator[list[datetime]]:
    at = [office(8, 8.5)]
    clock.run_by(lambda: at[0])
    yield at
    clock.run_by(None)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "sqlite":
        home: Home = request.getfixturevalue("desk_home")
        yield home.database
        return
    address = request.getfixturevalue("postgres")
    app.found(address, FoundingOrder("karangasem"))
    database = app.open_desk(address)
    yield database
    database.close()


def do(store: Database, operation: Any, wish: object) -> Any:
    actor = store.read(command_line_actor)
    return store.write(lambda s: operation(s, wish, actor))


def promised(store: Database, quantity: int, day: int = 8) -> int:
    wish = order(span(day, 9, 12), MICS, quantity=quantity, is_confirmed=True)
    return int(do(store, book, wish).id)


def test_a_late_loan_is_settled_once_and_promised_to_nobody(store: Database, now: list[datetime]) -> None:
    actor = store.read(command_line_actor)
    lent = promised(store, 4)
    now[0] = office(8, 9)
    do(store, hand_out, going(lent, ItemOrder(MICS, 4)))
    now[0] = office(8, 12.5)
    wishes = [(book, order(span(8, 14, 16), MICS, quantity=2)) for _desk in range(6)]
    done, refused = at_once(store, actor, *wishes)
    assert (len(done), len(refused)) == (2, 4), "four of eight are not back"
    assert all("belum kembali dari Karang Taruna Contoh" in each for each in refused)
    late = store.read(lambda s: list(s.scalars(select(Outage))))
    assert [(each.kind, each.quantity, each.ends_at) for each in late] == [("late", 4, None)]


def test_a_return_and_a_booking_meet(store: Database, now: list[datetime]) -> None:
    actor = store.read(command_line_actor)
    lent = promised(store, 8)
    now[0] = office(8, 9)
    do(store, hand_out, going(lent, ItemOrder(MICS, 8)))
    now[0] = office(8, 13)
    back = (take_back, coming(lent, ItemOrder(MICS, 8)))
    wishes = [(book, order(span(8, 14, 16), MICS, quantity=8)) for _desk in range(3)]
    done, refused = at_once(store, actor, back, *wishes)
    assert len(done) + len(refused) == 4
    assert len(done) <= 2, "the return, and at most one booking after it"
    assert store.read(lambda s: s.scalar(select(func.count(Outage.id)).where(Outage.ends_at.is_(None)))) == 0
    assert store.read(lambda s: out_of(s)) == []


def test_one_label_goes_to_one_booking(store: Database, now: list[datetime]) -> None:
    actor = store.read(command_line_actor)
    mic = int(do(store, add, UnitOrder(key(), MICS, "MIK-1")))
    both = [promised(store, 2), promised(store, 2)]
    now[0] = office(8, 9)
    wishes = [(hand_out, going(each, ItemOrder(MICS, unit_id=mic))) for each in both]
    done, refused = at_once(store, actor, *wishes)
    assert (len(done), len(refused)) == (1, 1)
    assert "MIK-1 masih dibawa" in refused[0]
    assert len(store.read(lambda s: out_of(s))) == 1
    assert store.read(lambda s: s.get_one(ResourceUnit, mic).label) == "MIK-1"


def test_the_same_return_saved_twice_is_one_fact(store: Database, now: list[datetime]) -> None:
    actor = store.read(command_line_actor)
    lent = promised(store, 3)
    now[0] = office(8, 9)
    do(store, hand_out, going(lent, ItemOrder(MICS, 3)))
    wish = coming(lent, ItemOrder(MICS, 1, condition="HILANG"), ItemOrder(MICS, 1))
    done, refused = at_once(store, actor, *[(take_back, wish)] * 3)
    assert (len({each.id for each in done}), refused) == (1, [])  # type: ignore[attr-defined]
    assert store.read(lambda s: s.get_one(Booking, lent).units_out) == 1
    assert store.read(lambda s: s.scalar(select(func.count(Outage.id)))) == 1


def test_the_triggers_see_promises_and_no_facts(store: Database, now: list[datetime]) -> None:
    """A rogue writer is held to the stock; what is lost or late only the desk itself counts (DESIGN §4)."""
    lent = promised(store, 4)
    do(store, record, gone(MICS, "lost", quantity=4))
    leaf = store.read(lambda s: s.scalars(select(Resource.id).where(Resource.key == MICS)).one())

    def rogue(quantity: int) -> None:
        starts_at, ends_at = minute(office(8, 9)), minute(office(8, 10))
        words = "insert into occupancy (booking_id, resource_id, starts_at, ends_at, quantity)"
        values = f"values ({lent}, {leaf}, {starts_at}, {ends_at}, {quantity})"
        store.write(lambda s: s.execute(text(f"{words} {values}")))

    with pytest.raises(Refused, match="baru saja dipesan orang lain"):
        rogue(5)
    rogue(4)
    assert store.read(lambda s: s.scalar(select(func.sum(Occupancy.quantity)))) == 8
