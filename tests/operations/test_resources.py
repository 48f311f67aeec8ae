"""Correcting what can be booked, and what the promises made of it forbid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import JournalLine, Resource
from desk.operations.bookings import ReasonOrder, book, withdraw
from desk.operations.resources import ResourceOrder, add, correct
from desk.rules.clashes import Clash
from desk.rules.first_resources import FIRST_RESOURCES

MICROPHONE = ResourceOrder("mik", "Mikrofon nirkabel", "equipment", stock=5)
HALL = ResourceOrder("aula", "Aula", "hall", capacity=120, set_up_minutes=20, clear_up_minutes=20)


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE + timedelta(seconds=27, microseconds=5))  # no real clock stands on a minute
    yield
    clock.run_by(None)


def resource(home: Home, key: str) -> Resource:
    return home.database.read(lambda session: session.scalars(select(Resource).filter_by(key=key)).one())


def test_a_resource_is_added_last_and_once(desk_home: Home) -> None:
    for _twice in range(2):
        desk_home.database.write(lambda session: add(session, MICROPHONE, desk_home.admin))
    kept = resource(desk_home, "mik")
    assert (kept.stock, kept.position) == (5, len(FIRST_RESOURCES))
    with pytest.raises(Refused) as refused:
        desk_home.database.write(
            lambda session: add(session, replace(MICROPHONE, name="Mik lain"), desk_home.admin)
        )
    assert refused.value.field == "key"


def test_units_are_promised_up_to_the_peak_and_the_stock_stays_above_it(desk_home: Home) -> None:
    desk_home.database.write(lambda session: add(session, MICROPHONE, desk_home.admin))
    for start, quantity in ((8, 3), (10, 4)):
        wanted = order(span(8, start, start + 2), "mik", quantity=quantity)
        desk_home.database.write(lambda session, wanted=wanted: book(session, wanted, desk_home.petugas))
    with pytest.raises(Clash) as clash:
        desk_home.database.write(
            lambda session: book(session, order(span(8, 9, 11), "mik", quantity=2), desk_home.petugas)
        )
    assert clash.value.sentence.startswith(
        "Mikrofon nirkabel hanya bebas 1 dari 5: dipesan Karang Taruna Contoh, Rabu, 8 April 08.00–10.00."
    )
    with pytest.raises(Refused) as refused:
        desk_home.database.write(
            lambda session: correct(session, replace(MICROPHONE, stock=3), desk_home.admin)
        )
    assert refused.value.field == "stock"
    assert "4 sudah dijanjikan" in refused.value.sentence
    desk_home.database.write(lambda session: correct(session, replace(MICROPHONE, stock=4), desk_home.admin))
    assert resource(desk_home, "mik").stock == 4


def test_a_stock_once_fully_used_can_be_lowered_when_that_is_over(desk_home: Home) -> None:
    desk_home.database.write(lambda session: add(session, MICROPHONE, desk_home.admin))
    for hours, quantity in (((8, 10), 5), ((13, 14), 2)):
        wanted = order(span(8, *hours), "mik", quantity=quantity, is_confirmed=True)
        desk_home.database.write(lambda session, wanted=wanted: book(session, wanted, desk_home.pemegang))

    def lower(stock: int) -> None:
        desk_home.database.write(
            lambda session: correct(session, replace(MICROPHONE, stock=stock), desk_home.admin)
        )

    clock.run_by(lambda: office(8, 10) - timedelta(seconds=1))
    with pytest.raises(Refused, match="5 sudah dijanjikan"):
        lower(2)
    clock.run_by(lambda: office(8, 10))
    lower(2)
    with pytest.raises(Refused, match="2 sudah dijanjikan"):
        lower(1)
    assert resource(desk_home, "mik").stock == 2


def test_new_buffers_hold_for_new_bookings(desk_home: Home) -> None:
    desk_home.database.write(lambda session: book(session, order(span(8, 8, 10)), desk_home.petugas))
    wish = replace(HALL, set_up_minutes=0, clear_up_minutes=0, custodian_phone="0812 0000 0000")
    desk_home.database.write(lambda session: correct(session, wish, desk_home.admin))
    with pytest.raises(Clash):
        desk_home.database.write(lambda session: book(session, order(span(8, 10, 12)), desk_home.petugas))
    desk_home.database.write(lambda session: book(session, order(span(8, 10 + 1 / 3, 12)), desk_home.petugas))
    line = desk_home.database.read(
        lambda session: session.scalars(select(JournalLine).filter_by(act="resource.correct")).one()
    )
    assert {"field": "set_up_minutes", "old": 20, "new": 0} in line.changes
    assert {"field": "custodian_phone", "old": None, "new": "+6281200000000"} in line.changes


def test_what_is_promised_is_not_put_out_of_use(desk_home: Home) -> None:
    booked = desk_home.database.write(
        lambda session: book(session, order(span(8, 8, 10), "aula-a"), desk_home.petugas)
    )
    wish = replace(HALL, is_active=False)
    with pytest.raises(Refused) as refused:
        desk_home.database.write(lambda session: correct(session, wish, desk_home.admin))
    assert refused.value.field == "is_active"
    desk_home.database.write(
        lambda session: withdraw(session, ReasonOrder(booked.id, 1, "batal"), desk_home.petugas)
    )
    desk_home.database.write(lambda session: correct(session, wish, desk_home.admin))
    with pytest.raises(Refused, match="tidak lagi dipakai"):
        desk_home.database.write(lambda session: book(session, order(span(8, 8, 10)), desk_home.petugas))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "n" * 5000}, "name"),
        ({"kind": "kolam"}, "kind"),
        ({"stock": -1}, "stock"),
        ({"stock": 10**9}, "stock"),
        ({"set_up_minutes": 1441}, "set_up_minutes"),
        ({"clear_up_minutes": -5}, "clear_up_minutes"),
        ({"capacity": 10**9}, "capacity"),
        ({"custodian_phone": "abc"}, "custodian_phone"),
        ({"key": "lain"}, "key"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk_home: Home, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk_home.database.write(
            lambda session: correct(session, replace(HALL, **changes), desk_home.admin)  # type: ignore[arg-type]
        )
    assert refused.value.field == field


def test_only_the_admin_sets_up(desk_home: Home) -> None:
    for operation in (add, correct):
        with pytest.raises(Refused, match="berwenang"):
            desk_home.database.write(
                lambda session, operation=operation: operation(session, HALL, desk_home.pemegang)
            )
