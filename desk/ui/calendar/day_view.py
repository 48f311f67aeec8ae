"""One day, one row a resource, the hours across; paints what a board says and asks nobody."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desk.i18n import _
from desk.ui import theme
from desk.ui.calendar.bar_face import paint_kept
from desk.ui.calendar.board import Lane
from desk.ui.calendar.lane_view import LaneView
from desk.ui.widgets import paint

_ROW, _LEAST = 58, 22


class DayView(LaneView):
    """Rows no taller than two lines of text need, however few resources there are; with many, one line."""

    is_time_down = False

    def __init__(self) -> None:
        super().__init__(_("Kalender hari"))

    def heads(self) -> tuple[int, int]:
        return theme.px(288), theme.px(26)

    def body(self) -> QRect:
        whole = super().body()
        rows = max(len(self.board.lanes), 1)
        return QRect(whole.left(), whole.top(), whole.width(), min(whole.height(), rows * theme.px(_ROW)))

    def minimumSizeHint(self) -> QSize:
        rows = max(len(self.board.lanes), 1)
        return QSize(theme.px(420), theme.px(26) + rows * theme.px(_LEAST))

    def paint_heads(self, painter: QPainter) -> None:
        body = self.body()
        painter.fillRect(0, 0, self.width(), body.top(), theme.color("panel"))
        painter.fillRect(0, body.top(), self.width(), 1, theme.color("line"))
        painter.setFont(theme.font("quiet"))
        painter.setPen(theme.color("quiet"))
        for minute in range(self.board.first_minute, self.board.last_minute, 60):
            room = QRect(self.place().time_at(minute), 0, theme.px(60), body.top())
            painter.drawText(
                room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{minute // 60:02}"
            )
        for at, lane in enumerate(self.board.lanes):
            row = self.stretch(at, self.board.first_minute, self.board.last_minute)
            self._paint_resource(painter, QRect(0, row.top(), body.left(), row.height()), lane)

    def _paint_resource(self, painter: QPainter, room: QRect, lane: Lane) -> None:
        strong, quiet = theme.font("body" if lane.is_part else "strong"), theme.font("quiet")
        heights = QFontMetrics(strong).height(), QFontMetrics(quiet).height()
        left = room.left() + theme.px(23 if lane.is_part else 15)
        line = QRect(left, room.top(), room.right() - left - theme.px(6), room.height())
        if room.height() < sum(heights):
            self._paint_in_one_line(painter, line, lane)
            return
        line.setTop(room.top() + (room.height() - sum(heights)) // 2)
        line.setHeight(heights[0])
        paint.text(painter, line, lane.title, font=strong, color=theme.color("ink"))
        line = QRect(left, line.bottom() + 1, line.width(), heights[1])
        paint.text(painter, line, lane.subtitle, font=quiet, color=theme.color("quiet"))

    def _paint_in_one_line(self, painter: QPainter, line: QRect, lane: Lane) -> None:
        """The name, and at the right what there is to say; a long name leaves it less room."""
        took = paint_kept(painter, line, lane.title, ("body" if lane.is_part else "strong", "ink"))
        wide = QFontMetrics(theme.font("quiet")).horizontalAdvance(lane.subtitle)
        rest = line.adjusted(min(took + theme.px(8), line.width()), 0, 0, 0)
        rest.setLeft(max(rest.left(), rest.right() - wide - 2))
        paint_kept(painter, rest, lane.subtitle, ("quiet", "quiet"))
