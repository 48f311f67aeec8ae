"""Who came, who did not, and what the officer said about it: asked, never done by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span
from stores import act, journal, promise

from desk import clock
from desk.errors import Refused
from desk.models import Booking
from desk.operations.arrivals import ArriveOrder, KeepOrder, ReleaseOrder, arrive, keep, release
from desk.operations.bookings import RestoreOrder, SettleOrder, book, restore, settle
from desk.operations.waiting import WaitOrder, wait
from desk.queries.arrivals import not_arrived
from desk.rules.clashes import Clash

WANTED = span(7, 9, 12)


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def later(hour: float) -> None:
    clock.run_by(lambda: office(7, hour))


def kept(home: Home, booking_id: int) -> Booking:
    return home.database.read(lambda session: session.get_one(Booking, booking_id))


def test_the_officer_is_asked_after_the_minutes_of_the_resource(desk_home: Home) -> None:
    hall = promise(desk_home, "aula", 1, WANTED)
    promise(desk_home, "zoom-1", 1, WANTED)  # nobody has to come for it
    later(9.49)
    assert desk_home.database.read(not_arrived) == ()
    later(9.5)
    (row,) = desk_home.database.read(not_arrived)
    assert (row.booking_id, row.version, row.minutes_late, row.waiting) == (hall.id, 1, 30, 0)
    act(desk_home, settle, SettleOrder())
    assert kept(desk_home, hall.id).state == "confirmed"  # nothing happens by itself
    for _twice in range(2):
        act(desk_home, keep, KeepOrder(hall.id, 1), desk_home.petugas)
    assert desk_home.database.read(not_arrived) == ()
    assert len(journal(desk_home, "booking.keep")) == 1


def test_one_who_came_is_not_asked_about(desk_home: Home) -> None:
    hall = promise(desk_home, "aula", 1, WANTED)
    later(9.1)
    for _twice in range(2):
        act(desk_home, arrive, ArriveOrder(hall.id, 1), desk_home.petugas)
    later(10)
    assert desk_home.database.read(not_arrived) == ()
    with pytest.raises(Refused, match="sudah dicatat datang"):
        act(desk_home, release, ReleaseOrder(hall.id, 2))
    act(desk_home, arrive, ArriveOrder(hall.id, 2, has_arrived=False))
    assert len(desk_home.database.read(not_arrived)) == 1
    assert len(journal(desk_home, "booking.arrive")) == 2


def test_released_it_is_free_and_brought_back_it_is_what_it_was(desk_home: Home) -> None:
    hall = promise(desk_home, "aula", 1, WANTED)
    act(desk_home, wait, WaitOrder(order(span(7, 10.5, 12), "aula")))
    with pytest.raises(Refused, match="belum mulai"):
        act(desk_home, release, ReleaseOrder(hall.id, 1))
    later(9.75)
    for _twice in range(2):
        act(desk_home, release, ReleaseOrder(hall.id, 1), desk_home.petugas)
    assert kept(desk_home, hall.id).state == "withdrawn"
    assert len(journal(desk_home, "waiting.offer")) == 1
    with pytest.raises(Clash):
        act(desk_home, restore, RestoreOrder(hall.id, 2), desk_home.petugas)
    clock.run_by(lambda: office(7, 10.5) + timedelta(minutes=1))  # the offer was not taken
    act(desk_home, restore, RestoreOrder(hall.id, 2), desk_home.petugas)
    back = kept(desk_home, hall.id)
    assert (back.state, back.hold_until, back.released_at) == ("confirmed", None, None)


def test_what_was_tentative_comes_back_tentative(desk_home: Home) -> None:
    soon = act(desk_home, book, order(span(6, 9, 12), "aula"))
    clock.run_by(lambda: NINE + timedelta(minutes=20))
    act(desk_home, release, ReleaseOrder(soon.id, 1))
    act(desk_home, restore, RestoreOrder(soon.id, 2))
    assert kept(desk_home, soon.id).state == "tentative"
