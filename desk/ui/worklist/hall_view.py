"""The hall's day as a strip of hours; paints what it is given and knows no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import labels, paint


@dataclass(frozen=True)
class HallBlock:
    """One use of the hall; minutes after the office's midnight, `before` and `after` its buffers."""

    key: int
    title: str
    detail: str
    start: int
    end: int
    before: int
    after: int
    is_tentative: bool


class HallView(QWidget):
    """Hours down the left, the uses beside them; up and down walk through them, Enter opens one."""

    block_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._blocks: tuple[HallBlock, ...] = ()
        self._opens, self._closes = 7 * 60 + 30, 16 * 60 + 30
        self._now: int | None = None
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        labels.name(self, _("Aula hari ini"))

    def show_day(self, blocks: Sequence[HallBlock], *, opens: int, closes: int, now: int | None) -> None:
        """Show the day's uses; hours reach from opening to closing, and further where a use does."""
        self._blocks = tuple(sorted(blocks, key=lambda block: block.start))
        self._opens = min([opens, *(max(0, block.start - block.before) for block in blocks)])
        self._closes = max([closes, *(min(1440, block.end + block.after) for block in blocks)])
        self._now = now
        self._current = min(self._current, len(self._blocks) - 1)
        spoken = "; ".join(f"{block.title}, {block.detail}" for block in self._blocks)
        self.setAccessibleDescription(spoken or _("Aula kosong hari ini"))
        self.update()

    def blocks(self) -> tuple[HallBlock, ...]:
        """What is shown."""
        return self._blocks

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(120))

    def _y(self, minute: int) -> int:
        room = self.height() - theme.px(20)
        return theme.px(10) + round((minute - self._opens) * room / max(1, self._closes - self._opens))

    def _rect(self, block: HallBlock) -> QRect:
        left = theme.px(64)
        top = self._y(block.start)
        return QRect(left, top, self.width() - left - theme.px(15), max(2, self._y(block.end) - top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_hours(painter)
        self._paint_now(painter)
        for number, block in enumerate(self._blocks):
            self._paint_block(painter, block, is_current=self.hasFocus() and number == self._current)
        if self._now is not None and not self._blocks:
            box = QRect(theme.px(64), theme.px(10), self.width() - theme.px(79), theme.px(24))
            paint.text(
                painter, box, _("Kosong hari ini"), font=theme.font("body"), color=theme.color("quiet")
            )
        painter.end()

    def _paint_hours(self, painter: QPainter) -> None:
        line = theme.px(49)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(line, self._y(self._opens), line, self._y(self._closes))
        step = 1 if self.height() > theme.px(420) else 2
        first = -(-self._opens // 60)
        for hour in range(first, self._closes // 60 + 1, step):
            box = QRect(theme.px(15), self._y(hour * 60) - theme.px(9), theme.px(32), theme.px(18))
            paint.text(painter, box, f"{hour:02}", font=theme.font("body"), color=theme.color("quiet"))

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or not self._opens <= self._now <= self._closes:
            return
        y, radius = self._y(self._now), theme.px(4)
        painter.setPen(QPen(theme.color("accent"), 1))
        painter.drawLine(theme.px(49), y, self.width() - theme.px(15), y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(QRectF(theme.px(49) - radius, y - radius, 2 * radius, 2 * radius))

    def _paint_block(self, painter: QPainter, block: HallBlock, *, is_current: bool) -> None:
        rect = self._rect(block)
        for start, end in ((block.start - block.before, block.start), (block.end, block.end + block.after)):
            buffer = QRect(rect.left(), self._y(start), rect.width(), self._y(end) - self._y(start))
            if buffer.height() > 1:
                paint.hatch(painter, buffer)
        fill = theme.color("today_tint" if block.is_tentative else "accent_tint")
        edge = theme.color("today" if block.is_tentative else "accent")
        painter.setBrush(fill)
        pen = QPen(edge, 1, Qt.PenStyle.DashLine) if block.is_tentative else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
        if not block.is_tentative:
            painter.fillRect(QRect(rect.left(), rect.top(), theme.px(3), rect.height()), edge)
        if is_current:
            paint.focus_ring(painter, rect, radius=theme.px(4))
        self._paint_words(painter, rect, block)

    def _paint_words(self, painter: QPainter, rect: QRect, block: HallBlock) -> None:
        inner = rect.adjusted(theme.px(10), theme.px(3), -theme.px(6), -theme.px(2))
        one = theme.px(18)
        ink = theme.color("ink")
        if inner.height() < one - theme.px(4):
            return
        first = QRect(inner.left(), inner.top(), inner.width(), one)
        paint.text(painter, first, block.title, font=theme.font("strong"), color=ink)
        if inner.height() >= 2 * one - theme.px(4):
            second = QRect(inner.left(), inner.top() + one, inner.width(), one)
            paint.text(painter, second, block.detail, font=theme.font("quiet"), color=theme.color("quiet"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self._blocks:
            self._current = min(max(self._current + step, 0), len(self._blocks) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._current < len(self._blocks):
            self.block_chosen.emit(self._blocks[self._current].key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for block in self._blocks:
            if self._rect(block).contains(event.position().toPoint()):
                self.block_chosen.emit(block.key)
                return
        super().mousePressEvent(event)
