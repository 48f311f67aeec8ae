"""The line at the window's foot: which keys do what, and how things stand; knows no key's act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.ui import theme
from desk.ui.widgets import paint


class Footer(QWidget):
    """Key hints at the left (a click presses the key), status words at the right, elided first."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hints: dict[str, str] = {}
        self._status: dict[str, str] = {}
        self._last = ""
        self._places: list[tuple[QRect, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def add_hint(self, keys: str, word: str) -> None:
        """Say that `keys` does `word`."""
        self._hints[keys] = word
        self._speak()

    def set_status(self, name: str, words: str) -> None:
        """Say `words` at the right under `name`; empty takes it away. Order: as first named."""
        self._status[name] = words
        self._speak()

    def set_last(self, words: str) -> None:
        """Say `words` at the very end."""
        self._last = words
        self._speak()

    def status(self) -> str:
        """All status words."""
        return " · ".join(words for words in (*self._status.values(), self._last) if words)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), theme.px(32))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        keys = self._keys_at(event)
        if keys:
            self.pressed.emit(keys)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = bool(self._keys_at(event))
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        left = theme.px(16)
        self._places = []
        for keys, word in self._hints.items():
            left = self._paint_hint(painter, left, keys, word) + theme.px(22)
        room = QRect(left, 1, self.width() - left - theme.px(16), self.height() - 1)
        metrics = QFontMetrics(theme.font("quiet"))
        words = metrics.elidedText(self.status(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme.color("quiet"))
        painter.setFont(theme.font("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _paint_hint(self, painter: QPainter, left: int, keys: str, word: str) -> int:
        """Paint one hint from `left` on; where it ends."""
        font = theme.font("quiet")
        cap = paint.keycap_size(keys)
        wide = QFontMetrics(font).horizontalAdvance(word)
        whole = QRect(left, 0, cap.width() + theme.px(4) + wide, self.height())
        self._places.append((whole, keys))
        top = (self.height() - cap.height()) // 2 + 1
        paint.keycap(painter, QRect(left, top, cap.width(), cap.height()), keys)
        room = QRect(left + cap.width() + theme.px(4), 1, wide + 2, self.height() - 1)
        paint.text(painter, room, word, font=font, color=theme.color("quiet"))
        return whole.right()

    def _keys_at(self, event: QMouseEvent) -> str:
        point = event.position().toPoint()
        return next((keys for place, keys in self._places if place.contains(point)), "")

    def _speak(self) -> None:
        hints = ", ".join(f"{keys} {word}" for keys, word in self._hints.items())
        self.setAccessibleName(hints)
        self.setAccessibleDescription(self.status())
        self.update()
