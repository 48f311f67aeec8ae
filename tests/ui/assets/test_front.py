"""Aset in the real window: F6, a scan over it, and a form that a closed window does not lose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from slots import span
from stores import promise, unit

from desk.background import Desk
from desk.settings import Settings
from desk.ui.front import Front


def opened(home: Home, qtbot: QtBot) -> Front:
    front = Front(Desk(home.database), agency="Diskominfo Contoh", settings=Settings())
    qtbot.addWidget(front.window)
    front.window.resize(1366, 768)
    front.window.show()
    front.seat.sit(home.pemegang)
    qtbot.waitExposed(front.window)
    return front


@pytest.fixture
def front(desk_home: Home, qtbot: QtBot) -> Iterator[Front]:
    made = opened(desk_home, qtbot)
    yield made
    made.window.close()


def test_f6_opens_aset_and_a_scan_over_it_acts_there(desk_home: Home, front: Front, qtbot: QtBot) -> None:
    unit(desk_home, "mikrofon", "MIK-01")
    kit = promise(desk_home, "mikrofon", 1, span(6, 10, 15))
    qtbot.keyClick(front.window, Qt.Key.Key_F6)
    assert front.window.current_panel() == "assets"
    front._scans.scanned.emit(kit.code)
    loan = front.panels.assets.loan
    qtbot.waitUntil(lambda: loan.pick_list() is not None)
    front._scans.scanned.emit("MIK-01")
    qtbot.waitUntil(lambda: loan.picking.count() == 1)
    assert front.window.current_panel() == "assets"
    qtbot.keyClick(front.window, Qt.Key.Key_F1)  # over the half-picked list, which stays
    qtbot.keyClick(front.window, Qt.Key.Key_Escape)
    assert front.window.current_panel() == "assets"
    assert loan.picking.count() == 1


def test_a_hand_over_of_today_opens_at_the_counter_of_the_store(
    desk_home: Home, front: Front, qtbot: QtBot
) -> None:
    kit = promise(desk_home, "mikrofon", 1, span(6, 10, 15))
    front.panels.today.loan_chosen.emit(kit.id)
    assert front.window.current_panel() == "assets"
    qtbot.waitUntil(lambda: front.panels.assets.shown_booking() == kit.id)


def test_a_code_of_nobody_is_answered_by_the_window(front: Front, qtbot: QtBot) -> None:
    qtbot.keyClick(front.window, Qt.Key.Key_F6)
    front._scans.scanned.emit("NFJFY-TYW1-SD9B")
    qtbot.waitUntil(lambda: front.window.notices.shown() is not None)


def test_what_was_picked_survives_a_closed_window(desk_home: Home, front: Front, qtbot: QtBot) -> None:
    unit(desk_home, "mikrofon", "MIK-01")
    kit = promise(desk_home, "mikrofon", 1, span(6, 10, 15))
    front.window.go_to("assets")
    front.panels.assets.open_loan(kit.id)
    qtbot.waitUntil(lambda: front.panels.assets.loan.pick_list() is not None)
    front.panels.assets.take_scan("MIK-01")
    qtbot.waitUntil(lambda: front.panels.assets.loan.picking.count() == 1)
    front.drafts.stop()  # what a closing window does first
    other = opened(desk_home, qtbot)
    qtbot.waitUntil(lambda: other.panels.assets.loan.picking.count() == 1)
    other.window.close()
