"""The waiting list: in the order of asking, one held offer, settled in the act that frees the slot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from homes import Home
from slots import NINE, office, order, span
from sqlalchemy import select
from stores import act, gone, journal, key, promise

from desk import clock
from desk.errors import Refused
from desk.models import Booking, WaitingEntry
from desk.operations.bookings import (
    ConfirmOrder,
    MoveOrder,
    ReasonOrder,
    SettleOrder,
    book,
    confirm,
    move,
    settle,
    withdraw,
)
from desk.operations.offers import lapse_past
from desk.operations.outages import EndOrder, end, record
from desk.operations.resources import ClosureOrder, LiftOrder, ResourceOrder, close, correct, lift
from desk.operations.waiting import AcceptOrder, LeaveOrder, Waiting, WaitOrder, accept, leave, wait
from desk.queries.waiting import waiting_for, waiting_rows
from desk.rules.clashes import Clash
from desk.rules.spans import Span

WANTED = span(16, 9, 12)


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def asked(home: Home, name: str, wanted: Span = WANTED, resource_key: str = "aula", **facts: Any) -> Waiting:
    wish = order(wanted, resource_key, borrower_name=name, borrower_institution=None, **facts)
    return act(home, wait, WaitOrder(wish), home.petugas)  # type: ignore[no-any-return]


def states(home: Home) -> list[str]:
    found = select(WaitingEntry.state).order_by(WaitingEntry.id)
    return list(home.database.read(lambda session: session.scalars(found).all()))


def offered_to(home: Home) -> str | None:
    found = select(Booking.borrower_name).where(Booking.state == "tentative")
    return home.database.read(lambda session: session.scalars(found).one_or_none())


def test_the_first_is_offered_the_slot_in_the_act_that_frees_it(desk_home: Home) -> None:
    holder = promise(desk_home, "aula", 1, WANTED)
    for name in ("I Wayan Contoh", "Ni Luh Misal"):
        assert asked(desk_home, name).offer is None
    rows = desk_home.database.read(waiting_rows)
    assert [(row.position, row.holder) for row in rows] == [(1, "I Wayan Contoh"), (2, "Ni Luh Misal")]
    assert "Karang Taruna Contoh" in rows[0].why
    next_ones = desk_home.database.read(lambda session: waiting_for(session, holder.id))
    assert [row.id for row in next_ones] == [row.id for row in rows]
    act(desk_home, withdraw, ReasonOrder(holder.id, 1, "batal"))
    assert states(desk_home) == ["offered", "waiting"]
    assert offered_to(desk_home) == "I Wayan Contoh"
    (first, _second) = desk_home.database.read(waiting_rows)
    assert (first.state, first.offered_until) == ("offered", office(7, 16.5))
    (line,) = journal(desk_home, "waiting.offer")
    assert (
        line.sentence
        == "Aula, Kamis, 16 April 09.00–12.00, ditawarkan kepada I Wayan Contoh dari daftar tunggu"
    )


def test_an_offer_that_runs_out_is_the_next_ones(desk_home: Home) -> None:
    holder = promise(desk_home, "aula", 1, WANTED)
    for name in ("I Wayan Contoh", "Ni Luh Misal"):
        asked(desk_home, name)
    act(desk_home, withdraw, ReasonOrder(holder.id, 1, "batal"))
    clock.run_by(lambda: office(8, 9))
    # even before whoever happens to come now
    with pytest.raises(Clash, match="Ni Luh Misal"):
        act(desk_home, book, order(WANTED, "aula-a"))
    act(desk_home, settle, SettleOrder())
    assert (states(desk_home), offered_to(desk_home)) == (["lapsed", "offered"], "Ni Luh Misal")
    clock.run_by(lambda: office(10, 9))
    act(desk_home, settle, SettleOrder())
    assert (states(desk_home), offered_to(desk_home)) == (["lapsed", "lapsed"], None)


def test_accepted_it_awaits_the_custodian_or_is_decided_at_once(desk_home: Home) -> None:
    waiting = asked(desk_home, "I Wayan Contoh")
    assert waiting.offer is not None  # nobody had it: held at once
    clock.run_by(lambda: office(7, 9))
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, accept, AcceptOrder(waiting.id, is_confirmed=True), desk_home.petugas)
    for _twice in range(2):
        booked = act(desk_home, accept, AcceptOrder(waiting.id), desk_home.petugas)
        assert (booked.state, booked.hold_until) == ("tentative", office(8, 16.5))
    assert states(desk_home) == ["booked"]
    with pytest.raises(Refused, match="sudah diterima"):
        act(desk_home, leave, LeaveOrder(waiting.id, "tidak jadi"))
    other = asked(desk_home, "Ni Luh Misal", resource_key="videotron")
    assert act(desk_home, accept, AcceptOrder(other.id, is_confirmed=True)).state == "confirmed"
    third = asked(desk_home, "I Made Umpama", resource_key="zoom-1")
    assert third.offer is not None
    act(desk_home, confirm, ConfirmOrder(third.offer.id, 1))  # the custodian was quicker
    assert states(desk_home) == ["booked", "booked", "booked"]


def test_an_offer_is_not_decided_over_a_closure(desk_home: Home) -> None:
    waiting = asked(desk_home, "I Wayan Contoh")
    act(desk_home, close, ClosureOrder(key(), "aula", WANTED, "AC rusak"))
    with pytest.raises(Clash, match="AC rusak"):
        act(desk_home, accept, AcceptOrder(waiting.id, is_confirmed=True))
    assert (states(desk_home), offered_to(desk_home)) == (["offered"], "I Wayan Contoh")
    assert act(desk_home, accept, AcceptOrder(waiting.id)).state == "tentative"


def test_one_who_leaves_makes_room_for_the_next(desk_home: Home) -> None:
    first = asked(desk_home, "I Wayan Contoh")
    asked(desk_home, "Ni Luh Misal")
    third = asked(desk_home, "I Made Umpama")
    with pytest.raises(Refused) as refused:
        act(desk_home, leave, LeaveOrder(first.id, ""))
    assert refused.value.field == "reason"
    act(desk_home, leave, LeaveOrder(third.id, "tidak perlu"))
    for _twice in range(2):
        act(desk_home, leave, LeaveOrder(first.id, "tidak jadi"))
    assert (states(desk_home), offered_to(desk_home)) == (
        ["withdrawn", "offered", "withdrawn"],
        "Ni Luh Misal",
    )
    assert len(journal(desk_home, "waiting.leave")) == 2
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, leave, LeaveOrder(99, "x"))


def test_a_smaller_wish_that_fits_is_served_before_a_larger_that_does_not(desk_home: Home) -> None:
    hall = promise(desk_home, "aula", 1, WANTED)
    asked(desk_home, "I Wayan Contoh", Span(office(16, 8), office(16, 15)))
    promise(desk_home, "aula-b", 1, span(16, 13, 15))
    asked(desk_home, "Ni Luh Misal", resource_key="aula-b", wanted=span(16, 9, 11))
    act(desk_home, withdraw, ReasonOrder(hall.id, 1, "x"))
    assert states(desk_home) == ["waiting", "offered"]


def microphones(home: Home, stock: int) -> None:
    act(home, correct, ResourceOrder("mikrofon", "Mikrofon", "equipment", stock=stock), home.admin)


def moved(home: Home) -> Callable[[], object]:
    held = promise(home, "mikrofon", 8, WANTED)
    return lambda: act(home, move, MoveOrder(held.id, 1, span(16, 10, 12), "mikrofon", 5))


def expired(home: Home) -> Callable[[], object]:
    act(home, book, order(WANTED, "mikrofon", quantity=8))

    def run_out() -> None:
        clock.run_by(lambda: office(8, 9))
        act(home, settle, SettleOrder())

    return run_out


def lifted(home: Home) -> Callable[[], object]:
    closed = act(home, close, ClosureOrder(key(), "mikrofon", WANTED, "Pengecatan"))
    return lambda: act(home, lift, LiftOrder(closed.id))


def ended(home: Home) -> Callable[[], object]:
    broken = act(home, record, gone("mikrofon", "broken", quantity=8))
    return lambda: act(home, end, EndOrder(key(), broken.id))


def bought(home: Home) -> Callable[[], object]:
    promise(home, "mikrofon", 4, WANTED)
    microphones(home, 4)
    return lambda: microphones(home, 8)


@pytest.mark.parametrize("way", [moved, expired, lifted, ended, bought], ids=lambda way: way.__name__)
def test_every_act_that_frees_hands_on(desk_home: Home, way: Callable[[Home], Callable[[], object]]) -> None:
    frees = way(desk_home)
    asked(desk_home, "I Wayan Contoh", resource_key="mikrofon", quantity=3)
    assert states(desk_home) == ["waiting"]
    frees()
    assert states(desk_home) == ["offered"]


def test_what_is_out_of_order_is_not_promised(desk_home: Home) -> None:
    act(desk_home, record, gone("mikrofon", "broken", quantity=5))
    with pytest.raises(Clash) as refused:
        act(desk_home, book, order(WANTED, "mikrofon", quantity=4))
    assert refused.value.sentence == "Mikrofon hanya bebas 3 dari 8: 5 rusak."
    promise(desk_home, "mikrofon", 2, WANTED)
    with pytest.raises(Clash) as refused:
        act(desk_home, book, order(WANTED, "mikrofon", quantity=2))
    assert refused.value.sentence.startswith("Mikrofon hanya bebas 1 dari 8: dipesan Karang Taruna Contoh")
    assert "Tidak tersedia: 5 rusak." in refused.value.sentence


def test_the_same_form_twice_is_one_entry_and_the_past_is_refused(desk_home: Home) -> None:
    promise(desk_home, "aula", 1, WANTED)
    wish = WaitOrder(order(WANTED))
    assert act(desk_home, wait, wish).id == act(desk_home, wait, wish).id
    with pytest.raises(Refused, match="sudah lewat"):
        act(desk_home, wait, WaitOrder(order(Span(NINE - timedelta(hours=2), NINE))))
    clock.run_by(lambda: WANTED.starts_at - timedelta(minutes=1))
    desk_home.database.write(lapse_past)
    assert states(desk_home) == ["waiting"]
    clock.run_by(lambda: office(17, 9))
    act(desk_home, settle, SettleOrder())
    assert states(desk_home) == ["lapsed"]
    assert desk_home.database.read(waiting_rows) == ()
