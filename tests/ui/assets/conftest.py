"""What the tests of Aset stand on: an office morning, a desk where the custodian sits, the panel shown."""

from __future__ import annotations

import pytest
from homes import Home
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.rules.rights import Actor
from desk.ui.assets.panel import AssetsPanel


@pytest.fixture(autouse=True)
def _morning(at_nine: None) -> None:
    pass


@pytest.fixture
def officer(desk_home: Home) -> Actor:
    return desk_home.pemegang


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> AssetsPanel:
    shown = AssetsPanel(desk)
    qtbot.addWidget(shown)
    shown.resize(1158, 650)
    shown.show()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: bool(shown.stock.list.rows()))
    return shown
