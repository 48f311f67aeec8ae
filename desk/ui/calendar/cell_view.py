"""Days as cells in rows and columns, with a cursor that arrows and mouse move; asks nobody.

Subclasses paint the heads; broad cells tell bookings by word, narrow ones only where they lie in the day.
"""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter

from desk.i18n import _
from desk.rules.office_dates import long_date
from desk.ui import theme
from desk.ui.calendar.board import Bar, Board, Lane, Shade
from desk.ui.calendar.calendar_view import CalendarView
from desk.ui.calendar.cell_face import paint_cell
from desk.ui.widgets import paint


class CellView(CalendarView):
    """A board of cells."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._at = 0
        self._bars: dict[int, list[Bar]] = {}
        self._shades: dict[int, list[Shade]] = {}

    def show_board(self, board: Board) -> None:
        bars: defaultdict[int, list[Bar]] = defaultdict(list)
        shades: defaultdict[int, list[Shade]] = defaultdict(list)
        for bar in board.bars:
            bars[bar.lane].append(bar)
        for shade in board.shades:
            shades[shade.lane].append(shade)
        self._bars, self._shades = bars, shades
        super().show_board(board)

    def put_cursor(self, lane: int, start: int, end: int | None = None) -> None:
        del start, end  # a cell is a whole day
        self._at = min(max(lane, 0), max(len(self.board.lanes) - 1, 0))
        if self.board.lanes:
            where = self.board.lanes[self._at]
            self.setAccessibleDescription(f"{long_date(where.day)}: {self.words_of(self._at)}")
        self.cursor_moved.emit(self._at)
        self.update()

    def cursor_lane(self) -> int:
        return self._at

    def words_of(self, at: int) -> str:
        """The bookings of a cell, a line each; why it is closed before them."""
        lane = self.board.lanes[at]
        closed = [shade.words for shade in self._shades.get(at, ())]
        said = [" · ".join((bar.title, *bar.lines)) for bar in self._bars.get(at, ())]
        holy = [lane.note] if lane.note and lane.note not in closed else []
        return "\n".join([*holy, *closed, *(said or [_("bebas")])])

    def tip_at(self, event: QHelpEvent) -> str:
        at = self.cell_at(event.pos())
        if at is None:
            return ""
        lane = self.board.lanes[at]
        return f"{self.name_of(lane)} {long_date(lane.day)}\n{self.words_of(at)}".strip()

    def name_of(self, _lane: Lane) -> str:
        """What a tooltip calls the cell besides its day."""
        return ""

    # ---- geometry ----------------------------------------------------------------------------------------

    def heads(self) -> tuple[int, int]:
        """Room above the first row, and before the first column."""
        raise NotImplementedError

    def paint_heads(self, painter: QPainter) -> None:
        """Paint names of rows and columns into the room that `heads` keeps."""
        raise NotImplementedError

    def row_limit(self) -> int:
        """How tall a row may become."""
        return 10_000

    def rows(self) -> int:
        """How many rows of cells there are."""
        return len(self.board.lanes) // max(self.board.columns, 1)

    def body(self) -> QRect:
        """Where the cells lie."""
        above, before = self.heads()
        room = self.rect().adjusted(before, above, -1, -1)
        room.setHeight(min(room.height(), self.row_limit() * max(self.rows(), 1)))
        return room

    def cell_rect(self, at: int) -> QRect:
        """The pixels of a cell."""
        body, columns, rows = self.body(), max(self.board.columns, 1), max(self.rows(), 1)
        row, column = divmod(at, columns)
        left = body.left() + body.width() * column // columns
        right = body.left() + body.width() * (column + 1) // columns
        top = body.top() + body.height() * row // rows
        return QRect(left, top, right - left, body.top() + body.height() * (row + 1) // rows - top)

    def cell_at(self, point: QPoint) -> int | None:
        """The cell under `point`; None outside them."""
        body = self.body()
        if not body.contains(point) or not self.board.lanes:
            return None
        columns = self.board.columns
        column = min((point.x() - body.left()) * columns // body.width(), columns - 1)
        row = min((point.y() - body.top()) * self.rows() // body.height(), self.rows() - 1)
        return row * columns + column

    # ---- keys and mouse ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = max(self.board.columns, 1)
        key = Qt.Key
        steps: dict[int, int] = {
            key.Key_Left: -1,
            key.Key_Right: 1,
            key.Key_Up: -columns,
            key.Key_Down: columns,
        }
        step = steps.get(event.key())
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._walk(step)
        elif event.key() in (key.Key_Return, key.Key_Enter) and self.board.lanes:
            self.day_chosen.emit(self._at)
        elif not self.turn_or_type(event):
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """One cell on; over the edge in time turns the page."""
        wanted, columns = self._at + step, max(self.board.columns, 1)
        leaves_row = abs(step) == 1 and self.turns_at_row_end() and wanted // columns != self._at // columns
        if 0 <= wanted < len(self.board.lanes) and not leaves_row:
            self.put_cursor(wanted, 0)
        elif leaves_row or not self.turns_at_row_end():
            self.page_wanted.emit(1 if step > 0 else -1)

    def turns_at_row_end(self) -> bool:
        """Whether a row's end is the end of what is shown (a row a resource), not of a week."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.put_cursor(at, 0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self.day_chosen.emit(at)

    # ---- painting ----------------------------------------------------------------------------------------

    def paint_still(self, painter: QPainter) -> None:
        board = self.board
        for at, lane in enumerate(board.lanes):
            rect = self.cell_rect(at)
            cell = (lane, self._shades.get(at, []), self._bars.get(at, []))
            paint_cell(painter, rect, cell, hours=(board.first_minute, board.last_minute))
        self._paint_grid(painter)
        self.paint_heads(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        body, line = self.body(), theme.color("line")
        for column in range(max(self.board.columns, 1) + 1):
            across = body.left() + body.width() * column // max(self.board.columns, 1)
            painter.fillRect(across, body.top(), 1, body.height(), line)
        for row in range(self.rows() + 1):
            down = body.top() + body.height() * row // max(self.rows(), 1)
            painter.fillRect(0, down, body.right() + 1, 1, line)

    def paint_moving(self, painter: QPainter) -> None:
        if self.board.lanes and self.hasFocus():
            paint.focus_ring(painter, self.cell_rect(self._at).adjusted(1, 1, 0, 0), radius=theme.px(3))
