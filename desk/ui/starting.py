"""What is seen while a desk is opened or founded: an empty frame at once, then the first questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.i18n import _
from desk.ui.widgets import labels, layouts

if TYPE_CHECKING:
    from desk.ui.settings.first_start import FirstStart

PRODUCT = "desk"
OPENING_SIZE = (1366, 768)


class Starting(QStackedWidget):
    """A window of the final size, so that nothing jumps when the real one takes its place."""

    painted = Signal()
    """It was seen for the first time; what takes long may begin."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.resize(*OPENING_SIZE)
        self._was_painted = False
        self._words = labels.quiet(_("Membuka data …"))
        page = QWidget()
        column = layouts.vertical(page)
        layouts.fill(column, None)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        layouts.fill(column, None)
        self.addWidget(page)

    def say(self, words: str) -> None:
        """Show what is being done."""
        self._words.setText(words)
        self.setCurrentIndex(0)

    def ask(self, first: FirstStart) -> None:
        """Show the first questions."""
        if self.indexOf(first) < 0:
            self.addWidget(first)
        self.setCurrentWidget(first)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)
