"""What the tests of the calendar stand on: an office morning, and the panel shown with its week."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.ui.calendar.panel import CalendarPanel


@pytest.fixture(autouse=True)
def _morning(at_nine: None) -> None:
    pass


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> CalendarPanel:
    shown = CalendarPanel(desk)
    qtbot.addWidget(shown)
    shown.resize(1158, 650)
    shown.show()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: bool(shown.views.week.board.lanes))
    shown.setFocus()
    return shown
