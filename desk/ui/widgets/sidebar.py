"""The dark column of places to go, with badges; knows no place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import layouts, paint

WIDTH = 176


class Place(QAbstractButton):
    """One entry: its name, and how many things wait there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.badge = 0
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_badge(self, count: int) -> None:
        """Show `count` (0 shows nothing; beyond 99 as 99+)."""
        self.badge = max(0, count)
        self.setAccessibleDescription(_("{count} perlu perhatian").format(count=count) if count > 0 else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH - 16), theme.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t, clear = theme.current(), QColor(0, 0, 0, 0)
        radius = theme.px(6)
        if self.isChecked() or self.underMouse():
            fill = QColor(t.side_selected)
            fill.setAlpha(255 if self.isChecked() else 120)
            paint.rounded(painter, self.rect(), radius=radius, fill=fill, line=clear)
        role: theme.Role = "strong" if self.isChecked() else "body"
        ink = QColor(t.side_selected_ink if self.isChecked() else t.side_ink)
        room = QRect(theme.px(12), 0, self.width() - theme.px(48), self.height())
        paint.text(painter, room, self.name, font=theme.font(role), color=ink)
        if self.badge:
            self._paint_badge(painter)
        if self.hasFocus():
            paint.focus_ring(painter, self.rect(), radius=radius)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        words = str(self.badge) if self.badge < 100 else "99+"
        font = theme.font("quiet_strong")
        tall = theme.px(20)
        wide = max(tall, QFontMetrics(font).horizontalAdvance(words) + theme.px(10))
        box = QRect(self.width() - theme.px(12) - wide, (self.height() - tall) // 2, wide, tall)
        fill = theme.color("badge")
        paint.rounded(painter, box, radius=tall / 2, fill=fill, line=fill)
        painter.setFont(font)
        painter.setPen(theme.color("on_badge"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Sidebar(QWidget):
    """Places by key; those added `at_foot` (settings) stand at the bottom."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, Place] = {}
        self.setAccessibleName(_("Navigasi"))
        self._column = layouts.vertical(self, margins=(8, 12), gap=2)
        self._column.addStretch(1)
        self._above = 0
        self.setFixedWidth(theme.px(WIDTH))

    def add(self, key: str, name: str, *, at_foot: bool = False) -> Place:
        """Add a place."""
        place = Place(name)
        self._places[key] = place
        place.clicked.connect(lambda: self._on_clicked(key))
        if at_foot:
            self._column.addWidget(place)
        else:
            self._column.insertWidget(self._above, place)
            self._above += 1
        return place

    def place(self, key: str) -> Place:
        """The place of `key`."""
        return self._places[key]

    def mark(self, key: str) -> None:
        """Show `key` as where we are."""
        for own, place in self._places.items():
            place.setChecked(own == key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((place for place in self._places.values() if place.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        places = list(self._places.values())
        places[(places.index(focused) + step) % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("side"))
        painter.end()

    def _on_clicked(self, key: str) -> None:
        current = next((own for own, place in self._places.items() if place.isChecked() and own != key), None)
        self.mark(current if current is not None else key)
        self.chosen.emit(key)
