"""A rounded panel with a head and a body; knows not what lies in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.ui import theme
from desk.ui.widgets import labels, layouts, paint


class Card(QWidget):
    """A panel with a line round it: head (words, count at the right, extra widgets) over `body`.

    `body` is a column without margins, for rows that reach the edges; `padded()` gives a column with them.
    `hug`: no taller than what is in it.
    """

    def __init__(self, head: str = "", *, hug: bool = False) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        self._outer = layouts.vertical(self, margins=(1, 1, 1, 6))  # a selected last row clears the corners
        self._head = labels.section_head(head)
        self._extra = labels.section_head("")
        self._head_row = layouts.horizontal(margins=(15, 9), gap=8)
        layouts.fill(self._head_row, self._head, None, self._extra)
        self._bar = QWidget()
        self._bar.setLayout(self._head_row)
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line = False
        self._outer.addWidget(self._bar)
        self._bar.setVisible(bool(head))
        self.body: QVBoxLayout = layouts.vertical()
        self._outer.addLayout(self.body, 1)
        if hug:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(head)

    def set_head(self, words: str) -> None:
        """Show other words in the head."""
        self._head.show_words(words)
        self._bar.setVisible(bool(words))
        self.setAccessibleName(words)

    def set_extra(self, words: str, *, is_whole: bool = False) -> None:
        """Show a count or short fact at the right of the head; `is_whole`: the head is cut before it is."""
        across = QSizePolicy.Policy.Minimum if is_whole else QSizePolicy.Policy.Preferred
        self._extra.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._extra.show_words(words)

    def add_to_head(self, widget: QWidget) -> None:
        """Put `widget` (a button, a chip) at the right of the head, before the count."""
        self._head_row.insertWidget(self._head_row.count() - 1, widget)

    def rule_under_head(self) -> None:
        """Draw a line between head and body, for bodies of rows."""
        self._line = True
        self.update()

    def padded(self, *, gap: int = 8) -> QVBoxLayout:
        """A column inside `body` with the card's side margins."""
        column = layouts.vertical(margins=(15, 4, 15, 15), gap=gap)
        self.body.addLayout(column)
        return column

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = theme.color("line")
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=theme.color("panel"), line=line)
        if self._line and self._bar.isVisible():
            painter.fillRect(0, self._bar.geometry().bottom(), self.width(), 1, line)
        painter.end()


def scrolled(inner: QWidget) -> QScrollArea:
    """`inner` as high as it wants to be, in whatever height there is."""
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    return scroll
