"""How one row looks: its face as data, and the delegate that paints it; knows no domain and no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from desk.ui import theme
from desk.ui.widgets import buttons, labels, paint
from desk.ui.widgets.paint import Tone

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Action:
    """The button at a row's end; `only_current` shows it on the selected row alone."""

    word: str
    keys: str = ""
    primary: bool = False
    only_current: bool = False


@dataclass(frozen=True)
class RowFace:
    """What one row shows: lead (chip or bold words) | title + rest over a quiet second line | chip, action.

    `warning` is a quiet sentence after the second line, led by a warning sign. `wraps`: a long title takes
    more lines instead of ending in an ellipsis (it then has no rest).
    """

    title: str
    rest: str = ""
    second: str = ""
    lead: str = ""
    lead_chip: tuple[str, Tone] | None = None
    end_chip: tuple[str, Tone] | None = None
    action: Action | None = None
    warning: str = ""
    title_bold: bool = True
    wraps: bool = False

    def spoken(self) -> str:
        """The row as one sentence for assistive technology."""
        chips = [chip[0] if chip else "" for chip in (self.lead_chip, self.end_chip)]
        parts = (self.lead, chips[0], f"{self.title}{self.rest}", self.second, self.warning, chips[1])
        return ", ".join(part for part in parts if part)


class _Places(NamedTuple):
    """Where the parts of a row lie."""

    lead: QRect
    first: QRect
    second: QRect
    end_chip: QRect
    button: QRect


class RowDelegate(QStyledItemDelegate):
    """Paints faces; the selected row wears the accent's tint and a bar at its left."""

    def __init__(self, face: Callable[[Any], RowFace], view: QAbstractItemView) -> None:
        super().__init__(view)
        self._face = face
        self._view = view
        self.lead_width = 136
        self.short = 40
        """The height of a row of one line."""
        self.hovered = -1  # not QStyle's own flag: naming QStyle costs 6 ms at start

    def face_at(self, index: Index) -> RowFace:
        """The face of the row at `index`."""
        return self._face(index.data(Qt.ItemDataRole.UserRole))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        face = self.face_at(index)
        tall = 52 if face.action or face.second or face.warning else self.short
        words = self._text_height(face, self._words_width(face))
        return QSize(theme.px(160), max(theme.px(tall), words + theme.px(12 if self.short >= 40 else 8)))

    def button_rect(self, rect: QRect, index: Index) -> QRect:
        """Where the row's button lies inside the row's `rect`; empty where it has none now."""
        return self._places(rect, self.face_at(index), current=self._is_current(index)).button

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        face, rect = self.face_at(index), QRect(option.rect)
        current = self._is_current(index)
        hovered = index.row() == self.hovered
        places = self._places(rect, face, current=current)
        painter.save()
        self._paint_ground(painter, rect, current=current, hovered=hovered)
        is_last = index.row() == self._view.model().rowCount() - 1
        if not is_last or self._view.viewport().height() > rect.bottom() + 2:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line"))
        self._paint_lead(painter, places.lead, face)
        self._paint_words(painter, places, face)
        if face.end_chip:
            paint.chip(painter, places.end_chip, face.end_chip[0], tone=face.end_chip[1])
        if face.action and not places.button.isEmpty():
            weight: buttons.Weight = "primary" if face.action.primary else "secondary"
            buttons.paint_button(painter, places.button, (face.action.word, face.action.keys), weight=weight)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        face = self.face_at(index)
        places = self._places(view.visualRect(index), face, current=self._is_current(index))
        if self._is_cut(places, face):
            whole = "\n".join(part for part in (face.title + face.rest, face.second, face.warning) if part)
            QToolTip.showText(event.globalPos(), labels.tip(whole), view)
        else:
            QToolTip.hideText()
        return True

    def _is_current(self, index: Index) -> bool:
        return self._view.currentIndex().row() == index.row()

    def _words_width(self, face: RowFace) -> int:
        """The room for the title beside a scroll bar and a button, whether they show or not.

        Neither may change heights.
        """
        rect = QRect(0, 0, self._view.width() - theme.px(16), theme.px(52))
        return self._places(rect, replace(face, wraps=False), current=True).first.width()

    def _title_height(self, face: RowFace, width: int) -> int:
        metrics = QFontMetrics(theme.font("strong" if face.title_bold else "body"))
        if not face.wraps:
            return metrics.height()
        room = QRect(0, 0, max(width, theme.px(40)), 10_000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, face.title).height()

    def _text_height(self, face: RowFace, width: int) -> int:
        tall = self._title_height(face, width)
        if face.second or face.warning:
            tall += QFontMetrics(theme.font("quiet")).height()
        return tall

    def _is_cut(self, places: _Places, face: RowFace) -> bool:
        bold = QFontMetrics(theme.font("strong" if face.title_bold else "body"))
        wide = bold.horizontalAdvance(face.title) + QFontMetrics(theme.font("body")).horizontalAdvance(
            face.rest
        )
        below = QFontMetrics(theme.font("quiet")).horizontalAdvance(f"{face.second}  {face.warning}")
        return (wide > places.first.width() and not face.wraps) or below > places.second.width()

    def _places(self, rect: QRect, face: RowFace, *, current: bool) -> _Places:
        right, middle = rect.right() - theme.px(15), rect.center().y()
        button = end = QRect()
        if face.action and (current or not face.action.only_current):
            size = buttons.button_size(face.action.word, face.action.keys)
            button = QRect(right - size.width(), middle - size.height() // 2, size.width(), size.height())
            right = button.left() - theme.px(12)
        if face.end_chip:
            size = paint.chip_size(*face.end_chip)
            end = QRect(right - size.width(), middle - size.height() // 2, size.width(), size.height())
            right = end.left() - theme.px(12)
        left = rect.left() + theme.px(15)
        lead = QRect(left, rect.top(), theme.px(self.lead_width), rect.height())
        left += theme.px(self.lead_width + 12) if self.lead_width else 0
        tall = self._text_height(face, right - left)
        first = QRect(left, middle - tall // 2, right - left, self._title_height(face, right - left))
        second = QRect(left, first.bottom() + 1, right - left, QFontMetrics(theme.font("quiet")).height())
        return _Places(lead, first, second, end, button)

    def _paint_ground(self, painter: QPainter, rect: QRect, *, current: bool, hovered: bool) -> None:
        if current:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif hovered:
            painter.fillRect(rect, theme.color("ground"))
        if current:
            wide = theme.px(4) if self._view.hasFocus() else theme.px(3)
            painter.fillRect(rect.left(), rect.top(), wide, rect.height(), theme.color("accent"))

    def _paint_lead(self, painter: QPainter, rect: QRect, face: RowFace) -> None:
        if not self.lead_width:
            return
        if face.lead_chip:
            word, tone = face.lead_chip
            tall = paint.chip_size(word, tone).height()
            chip = QRect(rect.left(), rect.center().y() - tall // 2, rect.width(), tall)
            paint.chip(painter, chip, word, tone=tone)
        elif face.lead:
            paint.text(painter, rect, face.lead, font=theme.font("strong"), color=theme.color("ink"))

    def _paint_words(self, painter: QPainter, places: _Places, face: RowFace) -> None:
        ink, quiet = theme.color("ink"), theme.color("quiet")
        bold = theme.font("strong" if face.title_bold else "body")
        if face.wraps:
            painter.setFont(bold)
            painter.setPen(ink)
            painter.drawText(places.first, Qt.TextFlag.TextWordWrap, face.title)
            taken = 0
        else:
            taken = paint.text(painter, places.first, face.title, font=bold, color=ink)
        if face.rest:
            room = places.first.adjusted(taken, 0, 0, 0)
            paint.text(painter, room, face.rest, font=theme.font("body"), color=ink)
        line = QRect(places.second)
        if face.second:
            taken = paint.text(painter, line, face.second, font=theme.font("quiet"), color=quiet)
            line.setLeft(line.left() + taken + theme.px(6))
        if face.warning and line.width() > theme.px(24):
            side = theme.px(10)
            box = QRect(line.left(), line.center().y() - side // 2, side, side)
            paint.mark(painter, box.toRectF(), "warn", color=theme.color("today"))
            line.setLeft(line.left() + side + theme.px(4))
            paint.text(painter, line, face.warning, font=theme.font("quiet"), color=quiet)
