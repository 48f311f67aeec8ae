"""One resource, a week's days as columns, the hours down; paints what a board says and asks nobody."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desk.i18n import _
from desk.ui import theme
from desk.ui.calendar.board import Lane
from desk.ui.calendar.lane_view import LaneView
from desk.ui.widgets import paint


class WeekView(LaneView):
    """Seven columns; heads say day, Balinese day and why it is off."""

    is_time_down = True

    def __init__(self) -> None:
        super().__init__(_("Kalender pekan"))

    def heads(self) -> tuple[int, int]:
        lines = 1 + self._note_lines()
        tall = (
            QFontMetrics(theme.font("strong")).height() + lines * QFontMetrics(theme.font("quiet")).height()
        )
        return tall + theme.px(12), theme.px(52)

    def _note_lines(self) -> int:
        """Two where a day's note is wider than its column, so that *Umanis Galungan* is read whole."""
        metrics = QFontMetrics(theme.font("quiet_strong"))
        across = (self.width() - theme.px(52)) // max(len(self.board.lanes), 1) - theme.px(12)
        rooms = ((lane.note, across - _mark_room(lane)) for lane in self.board.lanes)
        return 2 if any(metrics.horizontalAdvance(note) > room for note, room in rooms if note) else 1

    def paint_heads(self, painter: QPainter) -> None:
        body = self.body()
        above = QRect(self.rect().left(), self.rect().top(), self.width(), body.top())
        painter.fillRect(above, theme.color("panel"))
        painter.fillRect(0, body.top(), self.width(), 1, theme.color("line"))
        for at, lane in enumerate(self.board.lanes):
            column = self.stretch(at, self.board.first_minute, self.board.last_minute)
            self._paint_day(painter, QRect(column.left(), 0, column.width(), body.top()), lane)
        painter.setFont(theme.font("quiet"))
        painter.setPen(theme.color("quiet"))
        for minute in range(self.board.first_minute, self.board.last_minute, 60):
            room = QRect(
                0, self.place().time_at(minute) + theme.px(2), body.left() - theme.px(8), theme.px(16)
            )
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, f"{minute // 60:02}"
            )

    def _paint_day(self, painter: QPainter, room: QRect, lane: Lane) -> None:
        is_off = lane.opens is None
        ink = theme.color("accent" if lane.is_today else ("quiet" if is_off else "ink"))
        strong, quiet = theme.font("strong"), theme.font("quiet")
        line = room.adjusted(theme.px(8), theme.px(5), -theme.px(4), 0)
        line.setHeight(QFontMetrics(strong).height())
        took = paint.text(painter, line, lane.title, font=strong, color=ink)
        if lane.is_today:
            beside = line.adjusted(took + theme.px(6), 0, 0, 0)
            paint.text(painter, beside, _("hari ini"), font=quiet, color=ink)
            painter.fillRect(room.left() + 1, room.bottom() - theme.px(2), room.width() - 1, theme.px(3), ink)
        tall = QFontMetrics(quiet).height()
        line = QRect(line.left(), line.bottom() + 1, line.width(), tall)
        paint.text(painter, line, lane.subtitle, font=quiet, color=theme.color("quiet"))
        line.translate(0, tall)
        if not lane.note:
            paint.text(painter, line, lane.detail, font=quiet, color=theme.color("quiet"))
            return
        line.setBottom(room.bottom() - theme.px(4))
        self._paint_note(painter, line, lane)

    def _paint_note(self, painter: QPainter, room: QRect, lane: Lane) -> None:
        """Why the day is off: ◐ a Balinese day proposed, ✓ one confirmed, without a mark any other."""
        color = theme.color("today" if lane.is_note_provisional else "late")
        if shift := _mark_room(lane):
            side = theme.px(9)
            top = room.top() + (QFontMetrics(theme.font("quiet")).height() - side) // 2
            box = QRect(room.left(), top, side, side)
            paint.mark(painter, box.toRectF(), "half" if lane.is_note_provisional else "tick", color=color)
            room = room.adjusted(shift, 0, 0, 0)
        painter.setFont(theme.font("quiet_strong"))
        painter.setPen(color)
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, lane.note)


def _mark_room(lane: Lane) -> int:
    return theme.px(13) if lane.is_note_provisional or lane.is_note_confirmed else 0
