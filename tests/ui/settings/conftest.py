"""A desk with a real lane and database, and who sits at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from homes import Home
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.rules.rights import Actor
from desk.ui import theme

Shown = Callable[[QWidget], None]


@pytest.fixture
def desk(desk_home: Home, qapp: QApplication) -> Iterator[Desk]:
    """The founded desk with its admin."""
    theme.apply(qapp, dark=False)
    made = Desk(desk_home.database)
    made.sit(desk_home.admin)
    yield made
    assert made.finish()
    theme.apply(qapp, dark=False)


@pytest.fixture
def as_petugas(desk: Desk, desk_home: Home) -> Actor:
    """Somebody without the right to set up sits there instead."""
    desk.sit(desk_home.petugas)
    return desk_home.petugas


@pytest.fixture
def show(qtbot: QtBot) -> Shown:
    """Show a widget at the size its content has in the office's smallest window."""

    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1158, 650)
        widget.show()

    return shown
