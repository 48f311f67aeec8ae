"""Once a minute what has run out is let go, and who waits is offered what that frees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from pytestqt.qtbot import QtBot
from slots import NINE, office, order, span
from sqlalchemy import select
from stores import act

from desk import clock
from desk.background import Desk
from desk.models import WaitingEntry
from desk.operations.bookings import book
from desk.operations.waiting import WaitOrder, wait
from desk.ui.hold_watch import HoldWatch


@pytest.fixture
def desk(desk_home: Home, qapp: object) -> Iterator[Desk]:
    clock.run_by(lambda: NINE)
    made = Desk(desk_home.database)
    yield made
    assert made.finish()
    clock.run_by(None)


def test_an_offer_is_made_though_nobody_books(desk: Desk, desk_home: Home, qtbot: QtBot) -> None:
    act(desk_home, book, order(span(16, 9, 12)))
    act(desk_home, wait, WaitOrder(order(span(16, 9, 12), "aula-a")))
    watch = HoldWatch(desk, desk)
    clock.run_by(lambda: office(8, 9))
    watch.settle()  # nobody sits there: nothing is done in anybody's name

    def state() -> str:
        return desk_home.database.read(lambda session: session.scalars(select(WaitingEntry.state)).one())

    assert state() == "waiting"
    desk.sit(desk_home.petugas)
    watch.settle()
    qtbot.waitUntil(lambda: state() == "offered")
