"""All resources over the days of a week or month, a row a resource; paints what a board says, asks nobody."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter

from desk.i18n import _
from desk.rules.office_dates import weekday_name
from desk.ui import theme
from desk.ui.calendar.board import Lane
from desk.ui.calendar.cell_face import BROAD
from desk.ui.calendar.cell_view import CellView
from desk.ui.widgets import paint

_ROW, _LEAST = 58, 22


class GridView(CellView):
    """A column a day: broad ones with words, the narrow ones of a month with blocks."""

    def __init__(self) -> None:
        super().__init__(_("Kalender semua sarana"))

    def heads(self) -> tuple[int, int]:
        return theme.px(36), theme.px(192)

    def row_limit(self) -> int:
        return theme.px(_ROW)

    def turns_at_row_end(self) -> bool:
        return True

    def name_of(self, lane: Lane) -> str:
        return lane.title + ","

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(36) + max(self.rows(), 1) * theme.px(_LEAST))

    def paint_heads(self, painter: QPainter) -> None:
        for at, lane in enumerate(self.board.lanes[: self.board.columns]):
            self._paint_day(painter, self.cell_rect(at), lane)
        columns = max(self.board.columns, 1)
        for row in range(self.rows()):
            lane = self.board.lanes[row * columns]
            cell = self.cell_rect(row * columns)
            left = theme.px(23 if lane.is_part else 15)
            room = QRect(left, cell.top(), cell.left() - left - theme.px(6), cell.height())
            font = theme.font("body" if lane.is_part else "strong")
            paint.text(painter, room, lane.title, font=font, color=theme.color("ink"))

    def _paint_day(self, painter: QPainter, cell: QRect, lane: Lane) -> None:
        is_broad = cell.width() >= theme.px(BROAD)
        name = weekday_name(lane.day)
        ink = theme.color("accent" if lane.is_today else ("quiet" if lane.opens is None else "ink"))
        above = QRect(cell.left() + 1, 0, cell.width() - 1, cell.top())
        if lane.is_today:
            painter.fillRect(above.left(), above.bottom() - 1, above.width(), theme.px(3), ink)
        if is_broad:
            room = above.adjusted(theme.px(6), 0, 0, 0)
            took = paint.text(
                painter, room, f"{name[:3]} {lane.day.day}", font=theme.font("strong"), color=ink
            )
            note = theme.color("today" if lane.is_note_provisional else "late")
            room.setLeft(room.left() + took + theme.px(6))
            paint.text(painter, room, lane.note, font=theme.font("quiet_strong"), color=note)
            return
        half = above.height() // 2
        painter.setPen(ink)
        for words, top, font in ((name[0], 0, "quiet"), (str(lane.day.day), half, "quiet_strong")):
            painter.setFont(theme.font(font))
            painter.drawText(
                QRect(above.left(), top, above.width(), half), Qt.AlignmentFlag.AlignCenter, words
            )
        if lane.note:
            mark = theme.color("today" if lane.is_note_provisional else "late")
            painter.fillRect(above.left() + 2, above.bottom() - 1, above.width() - 3, 2, mark)
