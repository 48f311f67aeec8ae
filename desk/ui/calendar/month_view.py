"""One resource, a month's weeks in rows; paints what a board says and asks nobody."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter

from desk.i18n import _
from desk.rules.office_dates import weekday_name
from desk.ui import theme
from desk.ui.calendar.cell_view import CellView


class MonthView(CellView):
    """Seven columns, Monday first."""

    def __init__(self) -> None:
        super().__init__(_("Kalender bulan"))

    def heads(self) -> tuple[int, int]:
        return theme.px(26), 0

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(360))

    def paint_heads(self, painter: QPainter) -> None:
        painter.setFont(theme.font("quiet"))
        painter.setPen(theme.color("quiet"))
        for at, lane in enumerate(self.board.lanes[:7]):
            cell = self.cell_rect(at)
            room = QRect(cell.left() + theme.px(6), 0, cell.width(), cell.top())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, weekday_name(lane.day))
