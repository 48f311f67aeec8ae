"""A hand at the keyboard of a real window: types, scans, waits, takes pictures; knows no panel."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_SETTLE_MS = 150
_BETWEEN_KEYS_MS = 40  # faster would be a scanner
_PATIENCE = 20.0


class NotSoError(Exception):
    """What a step waited for did not come."""


class Hand:
    """Drives one window as an officer would, and keeps numbered pictures of it in `folder`."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window, self._folder = window, folder
        self._pictures: list[str] = []
        self.keys = 0
        """Keys pressed so far, scans apart."""

    @property
    def pictures(self) -> tuple[str, ...]:
        """Names of the pictures taken."""
        return tuple(self._pictures)

    def type(self, text: str) -> None:
        """Type `text` where the keyboard is, slower than any scanner."""
        for character in text:
            QTest.keyClicks(self._focus(), character)
            self.rest(_BETWEEN_KEYS_MS)
            self.keys += 1

    def press(self, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
        """Press one key, with what is held."""
        modifiers = Qt.KeyboardModifier.NoModifier
        for modifier in held:
            modifiers |= modifier
        QTest.keyClick(self._focus(), key, modifiers)
        self.keys += 1
        self.rest(0)

    def scan(self, text: str) -> None:
        """What a scanner does: a burst of keys into whatever has the keyboard, then Enter."""
        focus = self._focus()
        QTest.keyClicks(focus, text)
        QTest.keyClick(focus, Qt.Key.Key_Return)

    def until(self, what: str, is_so: Callable[[], bool]) -> None:
        """Let the window work until `is_so`; raises NotSoError naming `what` after 20 s."""
        end = time.monotonic() + _PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise NotSoError(what)
            self.rest(20)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Keep a picture of the window (or `of`) once it has come to rest."""
        self.rest(_SETTLE_MS)
        file = f"{len(self._pictures) + 1:02}-{name}.png"
        if not (of or self._window).grab().save(str(self._folder / file)):
            raise NotSoError(file)
        self._pictures.append(file)

    def rest(self, milliseconds: int) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()  # unlike QTest.qWait this lets the lanes' threads run
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.window() is not None else self._window
