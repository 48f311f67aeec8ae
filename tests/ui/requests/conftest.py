"""The requests' panel in the real window, on a real desk with its lane, on a Friday before Nyepi."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from homes import Home
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from request_hands import Hands

from desk import clock
from desk.background import Desk
from desk.rules.rights import Actor
from desk.store.database import Database
from desk.ui import theme
from desk.ui.main_window import MainWindow
from desk.ui.requests.panel import RequestsPanel

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA


@pytest.fixture
def open_hands(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Database, Actor], Hands]]:
    """Opens the window on any desk."""
    theme.apply(qapp, dark=False)
    clock.run_by(lambda: FRIDAY)
    desks = []

    def make(database: Database, actor: Actor) -> Hands:
        desk = Desk(database)
        desks.append(desk)
        desk.sit(actor)
        window = MainWindow("desk", "Diskominfo Contoh")
        qtbot.addWidget(window)
        panel = RequestsPanel(desk)
        window.add_panel("today", "Hari ini", QWidget())
        window.add_panel("requests", "Permohonan", panel, shortcut="F3")
        hands = Hands(database, actor, desk, window, panel, qtbot)
        panel.request_filed.connect(hands.filed.append)
        panel.receipt_wanted.connect(hands.receipts.append)
        panel.completeness_wanted.connect(hands.completed.append)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.show_panel("requests")
        return hands

    yield make
    for desk in desks:
        desk.finish()
    clock.run_by(None)


@pytest.fixture
def hands(open_hands: Callable[[Database, Actor], Hands], desk_home: Home) -> Hands:
    """An officer at Karangasem's desk."""
    return open_hands(desk_home.database, desk_home.petugas)
