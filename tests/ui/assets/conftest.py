"""What the tests of Aset stand on: an office morning, a desk where the custodian sits, the panel shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from pytestqt.qtbot import QtBot
from slots import NINE

from desk import clock
from desk.background import Desk
from desk.ui.assets.panel import AssetsPanel


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


@pytest.fixture
def desk(desk_home: Home, qapp: object) -> Iterator[Desk]:
    desk = Desk(desk_home.database)
    desk.sit(desk_home.pemegang)
    yield desk
    assert desk.finish()


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> AssetsPanel:
    shown = AssetsPanel(desk)
    qtbot.addWidget(shown)
    shown.resize(1158, 650)
    shown.show()
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: bool(shown.stock.list.rows()))
    return shown
