"""Hands and eyes at the visitors' panel, for tests: keys are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.ui.main_window import MainWindow
from desk.ui.visitors.panel import VisitorsPanel

CTRL, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)


@dataclass
class Counter:
    """The counter as its officer has it: eyes on the panel, hands on the keys, which are counted."""

    home: Home
    desk: Desk
    window: MainWindow
    panel: VisitorsPanel
    qtbot: QtBot
    keys: int = 0
    typed: int = 0
    requests: list[int] = field(default_factory=list)
    registered: list[int] = field(default_factory=list)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other; a chord is one."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self._target(), key, held)

    def type(self, text: str) -> None:
        """Type `text` where the keyboard is."""
        self.typed += len(text)
        QTest.keyClicks(self._target(), text)

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def go_there(self) -> None:
        """F2, and the day is shown."""
        self.press(Qt.Key.Key_F2)
        assert self.panel.isVisible()

    def notice(self) -> str:
        """The sentence shown above the form, if any."""
        shown = self.panel.notices.shown()
        return shown.sentence if shown else ""

    def names(self) -> list[str]:
        """Who stands in the day's list."""
        return [row.name for row in self.panel.today.list.rows()]

    def until(self, what: Callable[[], object]) -> None:
        """Wait until `what()` holds."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=5000)

    def text(self, name: str) -> str:
        """What stands in a field."""
        return str(self.panel.form.body.field(name).typed().draft())

    def error(self, name: str) -> str:
        """What is said beside a field."""
        return self.panel.form.body.field(name).error()
