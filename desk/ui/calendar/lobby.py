"""The window for the second screen at the hall's door: asks for the day anew each minute; takes no act."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.background import Desk
from desk.i18n import _
from desk.queries.lobby import WATCHES, lobby_rows
from desk.ui.calendar.lobby_view import LobbyView
from desk.ui.widgets import layouts

_MINUTE_MS = 60_000


class LobbyWindow(QWidget):
    """Full screen on the second screen where there is one; Esc closes it, F11 takes it out of full screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._desk = desk
        self.setWindowTitle(_("Layar lobi"))
        self.view = LobbyView()
        layouts.fill(layouts.vertical(self), self.view)
        self.resize(1280, 720)
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self.refresh)
        desk.changed.connect(self._on_changed)

    def open(self) -> None:
        """Show it on the screen that the office's window is not on."""
        screens = self.screen().virtualSiblings()
        other = next((each for each in screens if each is not self.screen()), None)
        if other is not None:
            self.setGeometry(other.geometry())
        self.showFullScreen()
        self.raise_()

    def refresh(self) -> None:
        """Ask for the day as it is now."""
        self._desk.ask(self, lobby_rows, clock.today(), then=self._on_rows)

    def _on_rows(self, rows: object) -> None:
        if isinstance(rows, tuple):
            self.view.show_rows(rows)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES and self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)
