"""The visitors' panel in the real window, on a real desk with its lane."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from counters import Counter
from homes import Home
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.ui import theme
from desk.ui.main_window import MainWindow
from desk.ui.visitors.panel import VisitorsPanel


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication, desk_home: Home) -> Iterator[Counter]:
    theme.apply(qapp, dark=False)
    desk = Desk(desk_home.database)
    desk.sit(desk_home.petugas)
    window = MainWindow("desk", "Diskominfo Contoh")
    qtbot.addWidget(window)
    panel = VisitorsPanel(desk)
    window.add_panel("today", "Hari ini", QWidget())
    window.add_panel("visitors", "Tamu", panel, shortcut="F2")
    made = Counter(desk_home, desk, window, panel, qtbot)
    panel.request_wanted.connect(made.requests.append)
    panel.visit_registered.connect(made.registered.append)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    desk.finish()
