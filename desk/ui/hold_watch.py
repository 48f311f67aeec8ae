"""Lets go of what has run out, once a minute while somebody sits at the desk; knows no panel.

What that frees is offered to those who wait (`operations.bookings.settle`): without it an offer that lapsed
would be the next one's only when somebody books.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desk.background import Desk
from desk.errors import DeskError
from desk.operations.bookings import SettleOrder, settle

_EVERY_MS = 60_000


class HoldWatch(QObject):
    """Asks the desk to settle, quietly: a busy database is asked again a minute later."""

    def __init__(self, owner: QObject, desk: Desk) -> None:
        super().__init__(owner)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.settle)
        self._timer.start()

    def settle(self) -> None:
        """Let go of what has run out by now; nobody at the desk, nothing is done."""
        if self._desk.actor is None:
            return
        self._desk.do(self, settle, SettleOrder(), then=self._on_settled, otherwise=self._on_refused)

    def _on_settled(self, _count: int) -> None:
        """Whoever shows bookings asks again by what was touched."""

    def _on_refused(self, _error: DeskError) -> None:
        """The next minute tries again."""
