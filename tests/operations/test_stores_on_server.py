"""Units, kits, losses and opname on PostgreSQL: two desks at once neither break a promise nor each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slots import NINE, order, span
from stores import Wish, at_once, gone, key

from desk import app, clock
from desk.operations.accounts import command_line_actor
from desk.operations.bookings import book
from desk.operations.kits import KitOrder, compose
from desk.operations.offices import FoundingOrder
from desk.operations.outages import record
from desk.operations.resources import ResourceOrder, add, correct
from desk.operations.stock_takes import BeginOrder, begin
from desk.operations.units import RetireOrder, UnitOrder, retire
from desk.operations.units import add as add_unit
from desk.queries.resources import resource_rows
from desk.rules.rights import Actor
from desk.store.database import Database


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


@pytest.fixture
def server(postgres: str) -> Iterator[Database]:
    app.found(postgres, FoundingOrder("karangasem"))
    database = app.open_desk(postgres)
    yield database
    database.close()


@pytest.fixture
def actor(server: Database) -> Actor:
    return server.read(command_line_actor)


def booking(quantity: int, resource_key: str = "mikrofon") -> Wish:
    return book, order(span(8, 9, 12), resource_key, quantity=quantity)


def test_the_last_unit_is_either_promised_or_off_the_books(server: Database, actor: Actor) -> None:
    for number in range(4):
        name = f"mik-{number}"
        server.write(lambda s, name=name: add(s, ResourceOrder(name, name, "equipment"), actor))
        made = server.write(lambda s, name=name: add_unit(s, UnitOrder(key(), name, name), actor))
        leave = (retire, RetireOrder(made, "dihapus"))
        _done, refused = at_once(server, actor, booking(1, name), leave)
        assert len(refused) == 1, refused


def test_a_stock_lowered_while_it_is_promised(server: Database, actor: Actor) -> None:
    lower = (correct, ResourceOrder("mikrofon", "Mikrofon", "equipment", stock=4))
    _done, refused = at_once(server, actor, booking(5), lower)
    assert len(refused) == 1, refused


def test_losses_are_written_whatever_is_promised(server: Database, actor: Actor) -> None:
    losses = [(record, gone("mikrofon", quantity=2)) for _each in range(3)]
    done, refused = at_once(server, actor, booking(8), *losses)
    assert len(done) + len(refused) == 4  # the booking may come too late, a loss never does
    assert sum(hasattr(each, "at_risk") and hasattr(each, "liability_id") for each in done) == 3


def test_two_desks_make_no_ring_of_kits(server: Database, actor: Actor) -> None:
    for name in ("satu", "dua"):
        server.write(lambda s, name=name: add(s, ResourceOrder(name, name.title(), "kit"), actor))
    wishes = [
        (compose, KitOrder("satu", (("dua", 1), ("mixer", 1)))),
        (compose, KitOrder("dua", (("satu", 1), ("mixer", 1)))),
    ]
    done, refused = at_once(server, actor, *wishes)
    assert (len(done), len(refused)) == (1, 1), refused
    assert server.read(resource_rows)


def test_one_opname_at_a_time(server: Database, actor: Actor) -> None:
    done, refused = at_once(server, actor, *[(begin, BeginOrder(key())) for _each in range(3)])
    assert (len(done), len(refused)) == (1, 2)


def test_one_label_for_one_unit(server: Database, actor: Actor) -> None:
    wishes = [(add_unit, UnitOrder(key(), name, "SATU-1")) for name in ("mixer", "kabel")]
    done, refused = at_once(server, actor, *wishes)
    assert (len(done), len(refused)) == (1, 1)
