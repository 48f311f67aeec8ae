"""An opname by scan and by number on a real desk."""

from __future__ import annotations

from typing import Any

from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from stores import unit

from desk.models import Outage, StockTakeLine
from desk.ui.assets.panel import AssetsPanel

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused() -> Any:
    return QApplication.focusWidget()


def started(panel: AssetsPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel, KEY.Key_3, CONTROL)
    qtbot.waitUntil(lambda: panel.take.begin.isVisible())
    qtbot.keyClick(panel, KEY.Key_O, ALT)
    qtbot.waitUntil(lambda: bool(panel.take.lines.rows()))
    panel.take.lines.setFocus()


def at(panel: AssetsPanel, name: str) -> int:
    return next(
        number for number, row in enumerate(panel.take.lines.rows()) if name in (row.label, row.resource_name)
    )


def found(panel: AssetsPanel, name: str) -> int | None:
    count: int | None = panel.take.lines.rows()[at(panel, name)].found
    return count


def test_counted_by_scan_and_by_number_and_closed(desk_home: Home, panel: AssetsPanel, qtbot: QtBot) -> None:
    unit(desk_home, "mixer", "MIX-01")
    started(panel, qtbot)
    panel.take_scan("MIX-01")
    qtbot.waitUntil(lambda: found(panel, "MIX-01") == 1)
    panel.take.lines.select_at(at(panel, "Mikrofon"))
    keys = 0
    qtbot.keyClick(focused(), KEY.Key_6)  # a figure typed on the line goes into its count
    keys += 1
    assert focused() is panel.take.count.body.field("found").editor
    qtbot.keyClick(focused(), KEY.Key_Return, CONTROL)
    keys += 1
    qtbot.waitUntil(lambda: found(panel, "Mikrofon") == 6)
    qtbot.waitUntil(lambda: panel.take.lines.hasFocus())
    assert panel.take.lines.current_row().found is None  # on to the next one
    assert keys == 2
    qtbot.keyClick(panel, KEY.Key_T, ALT)
    (line_id,) = panel.take.closing._editors
    panel.take.closing.body.field(f"line{line_id}").typed().restore(["catat hilang"])
    qtbot.keyClick(panel.take.closing.body, KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: panel.take.take() is None)
    outages = desk_home.database.read(lambda session: list(session.scalars(select(Outage))))
    assert [(each.kind, each.quantity) for each in outages] == [("lost", 2)]
    qtbot.waitUntil(lambda: len(panel.take.earlier.rows()) == 1)


def test_what_cannot_be_counted_is_said_beside_the_field(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    unit(desk_home, "mixer", "MIX-01")
    started(panel, qtbot)
    panel.take.lines.select_at(at(panel, "MIX-01"))
    panel.take.count.submit()
    assert "Isi berapa" in panel.take.count.body.field("found").error()
    panel.take.count.body.field("found").typed().restore("7")
    kept = panel.draft()
    panel.take.count.submit()
    qtbot.waitUntil(lambda: bool(panel.take.count.body.field("found").error()))
    assert panel.draft() == kept
    lines = desk_home.database.read(lambda session: list(session.scalars(select(StockTakeLine))))
    assert all(line.found is None for line in lines)
