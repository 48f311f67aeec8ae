"""A section that opens and closes under its head, telling in one line what it holds; knows no field."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.ui import theme
from desk.ui.widgets import layouts, paint


class _Head(QWidget):
    """Triangle, words in small capitals, what is inside, and the key that opens it."""

    pressed = Signal()

    def __init__(self, words: str, keys: str) -> None:
        super().__init__()
        self.words, self.keys, self.summary = words, keys, ""
        self.is_open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(30))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_triangle(painter)
        font = theme.font("section")
        head = QRect(theme.px(16), 0, self.width() - theme.px(16), self.height())
        left = theme.px(16) + paint.text(
            painter, head, self.words.upper(), font=font, color=theme.color("quiet")
        )
        size = paint.keycap_size(self.keys)
        right = self.width() - size.width() - theme.px(2)
        if self.keys:
            top = (self.height() - size.height()) // 2
            paint.keycap(painter, QRect(right, top, size.width(), size.height()), self.keys)
        if self.summary and not self.is_open:
            room = QRect(left + theme.px(12), 0, right - left - theme.px(20), self.height())
            paint.text(painter, room, self.summary, font=theme.font("body"), color=theme.color("ink"))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=theme.px(6))
        painter.end()

    def _paint_triangle(self, painter: QPainter) -> None:
        side, x, middle = theme.px(4), theme.px(6), self.height() / 2
        points = (
            [(x - side, middle - side / 2), (x + side, middle - side / 2), (x, middle + side)]
            if self.is_open
            else [(x - side / 2, middle - side), (x + side, middle), (x - side / 2, middle + side)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("quiet"))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


class Fold(QWidget):
    """A head over a column; what is in the column stays there whether it shows or not."""

    toggled = Signal(bool)

    def __init__(self, words: str, *, keys: str = "") -> None:
        super().__init__()
        self._head = _Head(words, keys)
        self._inner = QWidget()
        self.column: QVBoxLayout = layouts.vertical(self._inner, margins=(0, 4, 0, 4), gap=8)
        whole = layouts.vertical(self)
        layouts.fill(whole, self._head, self._inner)
        self._inner.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._head.pressed.connect(self.toggle)

    def is_open(self) -> bool:
        """Whether its column shows."""
        return self._head.is_open

    def open(self) -> None:
        """Show the column."""
        self._set(is_open=True)

    def shut(self) -> None:
        """Show only the head and what it says."""
        self._set(is_open=False)

    def toggle(self) -> None:
        """Open a closed one and the other way round."""
        self._set(is_open=not self.is_open())

    def tell(self, summary: str) -> None:
        """Say in one line what is inside."""
        self._head.summary = summary
        self._head.setAccessibleDescription(f"{self._head.keys} {summary}".strip())
        self._head.update()

    def holds(self, widget: QWidget) -> bool:
        """Whether `widget` lies in the column."""
        return self._inner.isAncestorOf(widget)

    def head(self) -> QWidget:
        """What the keyboard stops at."""
        return self._head

    def _set(self, *, is_open: bool) -> None:
        if is_open == self._head.is_open:
            return
        self._head.is_open = is_open
        self._inner.setVisible(is_open)
        self._head.update()
        self.toggled.emit(is_open)
