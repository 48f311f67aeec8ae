"""Kits are composed and recomposed, never under a promise."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from homes import Home
from slots import NINE, span
from stores import act, journal, promise

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import ReasonOrder, withdraw
from desk.operations.kits import KitOrder, compose
from desk.operations.resources import ResourceOrder, add
from desk.queries.resources import resource_rows
from desk.rules.clashes import Clash


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def stock(home: Home, key: str) -> int:
    return next(row.stock for row in home.database.read(resource_rows) if row.key == key)


def test_how_many_kits_there_are_follows_from_the_parts(desk_home: Home) -> None:
    assert stock(desk_home, "sound-system-kecil") == 1
    act(desk_home, compose, KitOrder("sound-system-kecil", (("speaker-aktif", 1), ("mikrofon", 2))))
    assert stock(desk_home, "sound-system-kecil") == 2
    act(desk_home, compose, KitOrder("sound-system-kecil", (("speaker-aktif", 1), ("mikrofon", 2))))
    (line,) = journal(desk_home, "kit.compose")
    assert line.sentence == "Paket Sound System Kecil terdiri atas 1 Speaker Aktif, 2 Mikrofon"
    assert line.changes[0]["old"].startswith("2 Speaker Aktif, 1 Audio Mixer")
    promise(desk_home, "sound-system-kecil", 2)
    with pytest.raises(Clash):
        promise(desk_home, "speaker-aktif", 1)


def test_a_promised_kit_stays_as_it_is(desk_home: Home) -> None:
    booked = promise(desk_home, "sound-system-kecil")
    wish = KitOrder("sound-system-kecil", (("mixer", 1),))
    with pytest.raises(Refused, match="masih dipesan 1 kali") as refused:
        act(desk_home, compose, wish)
    assert refused.value.field == "parts"
    act(desk_home, withdraw, ReasonOrder(booked.id, 1, "batal"))
    act(desk_home, compose, wish)


def test_a_whole_promised_through_its_whole_stays_too(desk_home: Home) -> None:
    act(desk_home, add, ResourceOrder("acara", "Paket Acara", "kit"), desk_home.admin)
    act(desk_home, compose, KitOrder("acara", (("sound-system-kecil", 1), ("aula-a", 1))))
    promise(desk_home, "acara")
    with pytest.raises(Refused, match="masih dipesan"):
        act(desk_home, compose, KitOrder("sound-system-kecil", (("mixer", 1),)))


def test_what_was_booked_as_one_thing_becomes_no_kit(desk_home: Home) -> None:
    promise(desk_home, "video-conference", wanted=span(6, 10, 11))
    clock.run_by(lambda: span(7, 9, 10).starts_at)
    with pytest.raises(Refused, match="pernah dipesan"):
        act(desk_home, compose, KitOrder("video-conference", (("mixer", 1),)))


def test_no_kit_contains_itself_even_from_two_desks(desk_home: Home) -> None:
    act(desk_home, compose, KitOrder("sound-system-besar", (("sound-system-kecil", 1), ("speaker-pasif", 4))))
    with pytest.raises(Refused, match="dirinya"):
        act(desk_home, compose, KitOrder("sound-system-kecil", (("sound-system-besar", 1),)))


def test_two_desks_that_would_make_a_ring(desk_home: Home) -> None:
    for name in ("satu", "dua"):
        act(desk_home, add, ResourceOrder(name, name.title(), "kit"), desk_home.admin)
    wishes = [KitOrder("satu", (("dua", 1), ("mixer", 1))), KitOrder("dua", (("satu", 1), ("mixer", 1)))]
    refused: list[Refused] = []

    def desk(wish: KitOrder) -> None:
        try:
            act(desk_home, compose, wish)
        except Refused as why_not:
            refused.append(why_not)

    desks = [threading.Thread(target=desk, args=(wish,)) for wish in wishes]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert len(refused) == 1
    assert desk_home.database.read(resource_rows)


def test_only_who_keeps_the_stock(desk_home: Home) -> None:
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, compose, KitOrder("sound-system-kecil", (("mixer", 1),)), desk_home.petugas)
