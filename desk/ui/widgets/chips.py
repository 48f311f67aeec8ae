"""A state by word, shape and colour; knows not what the state is of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui.widgets import paint
from desk.ui.widgets.paint import Tone

__all__ = ["Chip", "Tone"]


class Chip(QWidget):
    """A word in a tone: late ●, today ◐, ok ○, done ✓, missing !, info, quiet."""

    def __init__(self, word: str = "", tone: Tone = "quiet", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._tone = word, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)
        if not word:
            self.hide()

    def show_state(self, word: str, tone: Tone) -> None:
        """Show another state; an empty `word` hides the chip."""
        self._word, self._tone = word, tone
        self.setAccessibleName(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """The word shown."""
        return self._word

    def sizeHint(self) -> QSize:
        return paint.chip_size(self._word, self._tone)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, self.rect(), self._word, tone=self._tone)
        painter.end()
