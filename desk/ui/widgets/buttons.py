"""Buttons in our look, with the key that presses them drawn beside the word; knows no act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desk.ui import theme
from desk.ui.widgets import paint

Weight = Literal["primary", "secondary", "quiet"]
ENTER = "⏎"


class Button(QPushButton):
    """A word and, where there is one, its key; Enter and Space press it."""

    def __init__(self, word: str, weight: Weight, *, keys: str = "") -> None:
        super().__init__()
        self._word, self._weight, self._keys = word, weight, keys
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.show_word(word)

    def show_word(self, word: str, *, keys: str | None = None) -> None:
        """Show another word (and key)."""
        self._word = word
        self._keys = self._keys if keys is None else keys
        self.setText(word.replace("&", "&&"))
        self.setAccessibleName(word)
        self.setAccessibleDescription(self._keys)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """The word shown."""
        return self._word

    def sizeHint(self) -> QSize:
        return button_size(self._word, self._keys)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        pressed = self.isDown() or self.isChecked()
        paint_button(painter, self.rect(), (self._word, self._keys), weight=self._weight, hot=pressed)
        if self.underMouse() and self.isEnabled() and not pressed:
            veil = QColor(theme.current().ink)
            veil.setAlpha(14)
            paint.rounded(painter, self.rect(), radius=theme.px(6), fill=veil, line=QColor(0, 0, 0, 0))
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=theme.px(6))
        painter.end()


def primary(word: str, *, keys: str = "", shortcut: str = "") -> Button:
    """The one act the screen is for; `keys` is only drawn, `shortcut` also presses it."""
    return _made(word, "primary", keys, shortcut)


def secondary(word: str, *, keys: str = "", shortcut: str = "") -> Button:
    """Another act; see `primary`."""
    return _made(word, "secondary", keys, shortcut)


def quiet(word: str, *, keys: str = "", shortcut: str = "") -> Button:
    """An act of little weight, without border; see `primary`."""
    return _made(word, "quiet", keys, shortcut)


def _made(word: str, weight: Weight, keys: str, shortcut: str) -> Button:
    button = Button(word, weight, keys=keys or shortcut.replace("+", " "))
    if shortcut:
        # QAbstractButton's own shortcut clicks 100 ms late, when what is typed next has gone elsewhere
        pressed = QShortcut(QKeySequence(shortcut), button)
        pressed.setAutoRepeat(False)
        pressed.activated.connect(button.click)
    return button


def button_size(word: str, keys: str = "") -> QSize:
    """The room a button asks for."""
    metrics = QFontMetrics(theme.font("strong"))
    beside = _keys_width(keys)
    return QSize(metrics.horizontalAdvance(word) + beside + theme.px(26), theme.px(32))


def _keys_width(keys: str) -> int:
    if not keys:
        return 0
    return theme.px(20) if keys == ENTER else paint.keycap_size(keys).width() + theme.px(5)


def paint_button(
    painter: QPainter, rect: QRect, words: tuple[str, str], *, weight: Weight, hot: bool = False
) -> None:
    """A button (word, keys) filling `rect`; the rows paint theirs with it too."""
    t = theme.current()
    fill, line, ink = {
        "primary": (t.accent, t.accent, t.on_accent),
        "secondary": (t.accent_tint if hot else t.panel, t.accent if hot else t.line, t.ink),
        "quiet": (t.accent_tint if hot else "#00000000", "#00000000", t.ink),
    }[weight]
    paint.rounded(painter, rect, radius=theme.px(6), fill=QColor(fill), line=QColor(line))
    word, keys = words
    metrics = QFontMetrics(theme.font("strong"))
    width = metrics.horizontalAdvance(word) + _keys_width(keys)
    left = rect.left() + max(theme.px(6), (rect.width() - width) // 2)
    room = QRect(left, rect.top(), rect.right() - theme.px(6) - left, rect.height())
    left += paint.text(painter, room, word, font=theme.font("strong"), color=QColor(ink))
    _paint_keys(painter, QRect(left, rect.top(), rect.right() - left, rect.height()), keys, QColor(ink))


def _paint_keys(painter: QPainter, room: QRect, keys: str, ink: QColor) -> None:
    if keys == ENTER:
        side = theme.px(11)
        box = QRectF(room.left() + theme.px(8), room.center().y() - side / 2 + 1, side, side)
        paint.mark(painter, box, "enter", color=ink)
    elif keys:
        size = paint.keycap_size(keys)
        top = room.top() + (room.height() - size.height()) // 2
        paint.keycap(painter, QRect(room.left() + theme.px(5), top, size.width(), size.height()), keys)


def mark(choices: Mapping[str, Button], name: str) -> None:
    """Of buttons that choose what is shown, mark the one called `name`."""
    for each, button in choices.items():
        button.setChecked(each == name)
        button.update()
