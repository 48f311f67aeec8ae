"""How one day of one resource looks as a cell, broad or narrow; knows neither rows nor the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from desk.i18n import _
from desk.ui import theme
from desk.ui.calendar.board import Bar, Lane, Shade
from desk.ui.calendar.carry import hour_words
from desk.ui.widgets import paint

BROAD = 76
"""From this width a cell has room for words."""
Cell = tuple[Lane, Sequence[Shade], Sequence[Bar]]


def paint_cell(painter: QPainter, rect: QRect, cell: Cell, *, hours: tuple[int, int]) -> None:
    """Shade, then the bookings: words where the cell is broad, else blocks where they lie in the day."""
    lane, shades, bars = cell
    _paint_shades(painter, rect, shades)
    if lane.is_today and lane.title.isdigit():
        painter.fillRect(
            rect.left() + 1, rect.top() + 1, rect.width() - 1, theme.px(2), theme.color("accent")
        )
    if lane.is_outside:
        painter.save()
        painter.setOpacity(0.45)
    if rect.width() >= theme.px(BROAD):
        _paint_words(painter, rect, cell)
    else:
        for bar in bars:
            _paint_block(painter, _block(rect, bar, hours), bar)
    if lane.is_outside:
        painter.restore()


def _paint_shades(painter: QPainter, rect: QRect, shades: Sequence[Shade]) -> None:
    for shade in shades:
        is_saved = shade.closure_id is not None
        painter.fillRect(rect, theme.color("late_tint" if is_saved else "ground"))
        if is_saved:
            painter.fillRect(rect.left() + 1, rect.top(), theme.px(3), rect.height(), theme.color("late"))


def _block(rect: QRect, bar: Bar, hours: tuple[int, int]) -> QRect:
    """Where `bar` lies in its day, the morning on top."""
    first, last = hours
    room = rect.adjusted(theme.px(3), theme.px(4), -theme.px(2), -theme.px(2))
    reach = last - first
    top = room.top() + room.height() * (bar.taken_from - first) // reach
    end = room.top() + room.height() * (bar.taken_to - first) // reach
    wide = room.width() / bar.tracks
    return QRect(room.left() + round(wide * bar.track), top, max(round(wide) - 1, 2), max(end - top, 3))


def _paint_block(painter: QPainter, rect: QRect, bar: Bar) -> None:
    """Full where confirmed, a dashed outline where tentative, a quiet tint where through, ! at risk."""
    t = theme.current()
    if bar.look == "through":
        painter.fillRect(rect, _tint(t.quiet, 44))
    elif bar.look == "tentative":
        painter.fillRect(rect, QColor(t.today_tint))
        painter.setPen(_dashed(t.late if bar.is_at_risk else t.today))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    else:
        painter.fillRect(rect, QColor(t.late if bar.is_at_risk else t.accent))
    if bar.is_at_risk and bar.look != "through":
        side = min(theme.px(10), rect.width())
        box = QRectF(rect.center().x() - side / 2, rect.top() - side / 3, side, side)
        painter.fillRect(box, QColor(t.panel))
        paint.mark(painter, box, "warn", color=QColor(t.late))


@lru_cache(16)
def _tint(name: str, alpha: int) -> QColor:
    made = QColor(name)
    made.setAlpha(alpha)
    return made


@lru_cache(16)
def _dashed(name: str) -> QPen:
    pen = QPen(QColor(name), 1)
    pen.setDashPattern([3, 2])
    return pen


def _paint_words(painter: QPainter, rect: QRect, cell: Cell) -> None:
    """Day and note where the cell has them, then a line a booking; the last says how many more there are."""
    lane, shades, bars = cell
    tall = QFontMetrics(theme.font("quiet")).height()
    room = rect.adjusted(theme.px(6), theme.px(4), -theme.px(4), -theme.px(2))
    line = QRect(room.left(), room.top(), room.width(), tall)
    if lane.title.isdigit():
        _paint_day(painter, line, lane)
        line.translate(0, tall + theme.px(1))
    for words in [lane.note] if lane.note and lane.title.isdigit() else []:
        ink = theme.color("today" if lane.is_note_provisional else "late")
        paint.text(painter, line, words, font=theme.font("quiet_strong"), color=ink)
        line.translate(0, tall)
    for shade in shades:
        needed = tall * (2 if bars else 1)
        if shade.closure_id is not None and line.top() + needed <= room.bottom() + theme.px(3):
            paint.text(painter, line, shade.words, font=theme.font("quiet"), color=theme.color("late"))
            line.translate(0, tall)
    own = sorted(bars, key=lambda bar: (bar.look == "through", bar.start))
    fit = max((room.bottom() + theme.px(3) - line.top()) // tall, 0)
    if fit == 1 and len(own) > 1:
        _paint_first(painter, line, own)
        return
    shown = own if len(own) <= fit else own[: max(fit - 1, 0)]
    for bar in shown:
        _paint_line(painter, line, bar)
        line.translate(0, tall)
    if len(shown) < len(own) and fit > 0:
        words = _("+{count} lagi").format(count=len(own) - len(shown))
        paint.text(painter, line, words, font=theme.font("quiet_strong"), color=theme.color("quiet"))


def _paint_first(painter: QPainter, line: QRect, bars: Sequence[Bar]) -> None:
    """The first of several where only one line has room, and how many more there are."""
    words = f"+{len(bars) - 1}"
    wide = QFontMetrics(theme.font("quiet_strong")).horizontalAdvance(words)
    _paint_line(painter, line.adjusted(0, 0, -wide - theme.px(3), 0), bars[0])
    rest = line.adjusted(line.width() - wide, 0, 1, 0)
    paint.text(painter, rest, words, font=theme.font("quiet_strong"), color=theme.color("quiet"))


def _paint_day(painter: QPainter, line: QRect, lane: Lane) -> None:
    ink = theme.color("accent" if lane.is_today else ("quiet" if lane.opens is None else "ink"))
    took = paint.text(painter, line, lane.title, font=theme.font("quiet_strong"), color=ink)
    beside = line.adjusted(took + theme.px(6), 0, 0, 0)
    words = _("hari ini") if lane.is_today else lane.subtitle
    paint.text(painter, beside, words, font=theme.font("quiet"), color=theme.color("quiet"))


def _paint_line(painter: QPainter, line: QRect, bar: Bar) -> None:
    """A small block by its state, the hour, what for; at risk ⚠ instead of the block."""
    t = theme.current()
    mark = QRect(line.left(), line.top() + theme.px(3), theme.px(5), line.height() - theme.px(6))
    if bar.is_at_risk and bar.look != "through":
        side = theme.px(10)
        box = QRectF(line.left() - theme.px(2), line.center().y() - side / 2, side, side)
        paint.mark(painter, box, "warn", color=QColor(t.late))
    else:
        _paint_block(painter, mark, bar)
    ink = t.late if bar.is_at_risk else {"through": t.quiet, "tentative": t.today}.get(bar.look, t.ink)
    words = f"{hour_words(bar.start)} {bar.title}"
    room = line.adjusted(theme.px(10), 0, 0, 0)
    paint.text(painter, room, words, font=theme.font("quiet"), color=QColor(ink))
