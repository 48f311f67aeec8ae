"""One quiet sentence behind a warning sign; knows not what it warns of."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desk.ui import theme
from desk.ui.widgets import labels, layouts, paint


class Warned(QWidget):
    """A sentence that stands where it is said: nothing to press, nothing to answer."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        row = layouts.horizontal(self, margins=(18, 0, 0, 0))
        row.addWidget(labels.wrapped(sentence, kind="quiet"))
        self.setAccessibleName(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(12)
        box = self.rect().adjusted(theme.px(1), theme.px(2), 0, 0)
        box.setWidth(side)
        box.setHeight(side)
        paint.mark(painter, box.toRectF(), "warn", color=theme.color("today"))
        painter.end()
