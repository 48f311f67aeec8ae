"""Lanes of time with a cursor that arrows and mouse move; knows bars and shades, not where they come from.

Painter only: it tells what was chosen and asks nobody. Subclasses say whether time runs down or across and
paint the heads.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desk.i18n import _
from desk.rules.office_dates import long_date
from desk.ui import theme
from desk.ui.calendar.bar_face import paint_bar, paint_shade
from desk.ui.calendar.board import DAY, Bar, Board
from desk.ui.widgets import labels, paint

STEP = 30
USUAL_LENGTH = 60
"""What Enter asks for on a free half hour: an event is rarely shorter."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The stretch the next key acts on: one step, or as far as it was drawn."""

    lane: int = 0
    start: int = 9 * 60
    end: int = 9 * 60 + STEP
    is_drawn: bool = False

    def words(self) -> str:
        """ "09.00–09.30"."""
        return f"{_hour(self.start)}–{_hour(self.end)}"


def _hour(minute: int) -> str:
    return f"{minute // 60:02}.{minute % 60:02}"


class LaneView(QWidget):
    """Bars in lanes. Signals are what the officer chose."""

    span_chosen = Signal(int, int, int)
    """A free stretch: lane, first and last minute of its day."""
    bar_chosen = Signal(int)
    """A booking's id."""
    closure_chosen = Signal(int)
    cursor_moved = Signal(int)
    """The lane it is in now."""
    page_wanted = Signal(int)
    today_wanted = Signal()
    letters_typed = Signal(str)

    is_time_down = True

    def __init__(self, name: str) -> None:
        super().__init__()
        self.board = Board()
        self.cursor_at = Cursor()
        self._drag_from: tuple[int, int] | None = None
        self._selected: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    # ---- what it shows -----------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        """Show `board`; the cursor stays where it was as far as that is there."""
        self.board = board
        last = max(len(board.lanes) - 1, 0)
        if self.cursor_at.lane > last:
            self.put_cursor(last, self.cursor_at.start)
        self.updateGeometry()
        self.update()

    def select(self, booking_id: int | None) -> None:
        """Ring the bars of `booking_id`; none where None."""
        self._selected = booking_id
        self.update()

    def put_cursor(self, lane: int, start: int, end: int | None = None) -> None:
        """Put the cursor on `start` of `lane`, or draw it to `end`."""
        start = min(max(start, 0), DAY - STEP)
        stop = start + STEP if end is None else min(max(end, start + STEP), DAY)
        self.cursor_at = Cursor(lane, start, stop, end is not None)
        self._speak()
        self.cursor_moved.emit(lane)
        self.update()

    def _speak(self) -> None:
        if not self.board.lanes:
            return
        at = self.cursor_at
        lane = self.board.lanes[at.lane]
        bar, shade = self.board.bar_at(at.lane, at.start), self.board.shade_at(at.lane, at.start)
        said = _("bebas")
        if bar is not None:
            said = ", ".join((bar.title, *bar.lines))
        elif shade is not None:
            said = shade.words
        words = f"{long_date(lane.day)}, {lane.title}, {at.words()}: {said}"
        self.setAccessibleDescription(words)

    # ---- geometry ----------------------------------------------------------------------------------------

    def heads(self) -> tuple[int, int]:
        """Room before the lanes along time, and before the first lane across it."""
        raise NotImplementedError

    def paint_heads(self, painter: QPainter) -> None:
        """Paint hours and lane heads into the room that `heads` keeps."""
        raise NotImplementedError

    def body(self) -> QRect:
        """Where the lanes lie."""
        before_time, before_lanes = self.heads()
        if self.is_time_down:
            return self.rect().adjusted(before_lanes, before_time, -1, -1)
        return self.rect().adjusted(before_time, before_lanes, -1, -1)

    def lane_size(self) -> float:
        """How broad one lane is."""
        body = self.body()
        across = body.width() if self.is_time_down else body.height()
        return across / max(len(self.board.lanes), 1)

    def time_at(self, minute: int) -> int:
        """The pixel of `minute` along time."""
        body, board = self.body(), self.board
        length = body.height() if self.is_time_down else body.width()
        start = body.top() if self.is_time_down else body.left()
        reach = board.last_minute - board.first_minute
        at = min(max(minute, board.first_minute), board.last_minute) - board.first_minute
        return start + round(length * at / reach)

    def stretch(self, lane: int, start: int, end: int) -> QRect:
        """The pixels of a stretch of a lane, edge to edge."""
        first, last = self.time_at(start), self.time_at(end)
        size, body = self.lane_size(), self.body()
        if self.is_time_down:
            left = body.left() + round(size * lane)
            return QRect(left, first, body.left() + round(size * (lane + 1)) - left, last - first)
        top = body.top() + round(size * lane)
        return QRect(first, top, last - first, body.top() + round(size * (lane + 1)) - top)

    def bar_rect(self, bar: Bar, start: int, end: int) -> QRect:
        """The pixels of a part of `bar`, in its track and away from the lane's edges."""
        whole = self.stretch(bar.lane, start, end)
        margin = theme.px(4 if self.is_time_down else 6)
        if self.is_time_down:
            room = whole.adjusted(margin, 0, -margin, 0)
            wide = room.width() / bar.tracks
            return QRect(room.left() + round(wide * bar.track), room.top(), round(wide) - 1, room.height())
        room = whole.adjusted(0, margin, 0, -margin)
        tall = room.height() / bar.tracks
        return QRect(room.left(), room.top() + round(tall * bar.track), room.width(), round(tall) - 1)

    def hit(self, point: QPoint) -> tuple[int, int] | None:
        """The lane and step under `point`; None outside the lanes."""
        body = self.body()
        if not body.contains(point) or not self.board.lanes:
            return None
        across = point.x() - body.left() if self.is_time_down else point.y() - body.top()
        lane = min(int(across / self.lane_size()), len(self.board.lanes) - 1)
        return lane, self._minute(point) // STEP * STEP

    def _minute(self, point: QPoint) -> int:
        body, board = self.body(), self.board
        along = point.y() - body.top() if self.is_time_down else point.x() - body.left()
        length = max(body.height() if self.is_time_down else body.width(), 1)
        reach = board.last_minute - board.first_minute
        return min(max(board.first_minute + along * reach // length, 0), DAY - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(260))

    def sizeHint(self) -> QSize:
        # no taller than the least it needs: a scroll area around takes this for what it must have
        return QSize(theme.px(760), self.minimumSizeHint().height())

    # ---- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = self._steps().get(event.key())
        if steps is not None:
            self._walk(*steps, draw=shifted)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page_wanted.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif not self._type(event):
            super().keyPressEvent(event)

    def _steps(self) -> dict[int, tuple[int, int]]:
        """Arrow → (lanes, steps of time)."""
        key = Qt.Key
        if self.is_time_down:
            return {key.Key_Up: (0, -1), key.Key_Down: (0, 1), key.Key_Left: (-1, 0), key.Key_Right: (1, 0)}
        return {key.Key_Left: (0, -1), key.Key_Right: (0, 1), key.Key_Up: (-1, 0), key.Key_Down: (1, 0)}

    def _type(self, event: QKeyEvent) -> bool:
        """T is today; any other letter or figure goes to the box where days and hours are typed."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if held or not text.isprintable() or not text.strip():
            return False
        if text.lower() == "t":
            self.today_wanted.emit()
        else:
            self.letters_typed.emit(text)
        return True

    def _walk(self, lanes: int, steps: int, *, draw: bool) -> None:
        at = self.cursor_at
        if draw and not lanes:
            self.put_cursor(at.lane, at.start, at.end + steps * STEP)
            return
        lane = at.lane + lanes
        if not 0 <= lane < len(self.board.lanes):
            if self.is_time_down:
                self.page_wanted.emit(lanes)
                self.put_cursor(0 if lanes > 0 else len(self.board.lanes) - 1, at.start)
            return
        self.put_cursor(lane, at.start + steps * STEP)

    def _choose(self) -> None:
        """What Enter means where the cursor is: a booking, a closure, or a free stretch."""
        at = self.cursor_at
        if not self.board.lanes:
            return
        bar, shade = self.board.bar_at(at.lane, at.start), self.board.shade_at(at.lane, at.start)
        if bar is not None and not at.is_drawn:
            self.bar_chosen.emit(bar.booking_id)
        elif shade is not None and shade.closure_id is not None:
            self.closure_chosen.emit(shade.closure_id)
        else:
            end = at.end if at.is_drawn else min(at.start + USUAL_LENGTH, DAY)
            self.span_chosen.emit(at.lane, at.start, end)

    # ---- mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.hit(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        self._drag_from = found
        self.put_cursor(*found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.hit(event.position().toPoint())
        if self._drag_from is None or found is None:
            return
        lane, start = self._drag_from
        first, last = min(start, found[1]), max(start, found[1])
        if first != last:
            self.put_cursor(lane, first, last + STEP)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._drag_from is not None:
            self._drag_from = None
            self._choose()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        found = self.hit(event.pos())
        bar = self.board.bar_at(*found) if found else None
        if bar is None:
            QToolTip.hideText()
            return
        QToolTip.showText(event.globalPos(), labels.tip("\n".join((bar.title, *bar.lines))), self)

    # ---- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        for shade in self.board.shades:
            paint_shade(painter, self.stretch(shade.lane, shade.start, shade.end), shade)
        self._paint_grid(painter)
        self._paint_now(painter)  # beneath the bars: a line through a name cannot be read
        for bar in self.board.bars:
            self._paint_bar(painter, bar)
        self._paint_cursor(painter)
        self.paint_heads(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """Hours outside the office's own in the ground's colour."""
        board, outside = self.board, theme.color("ground")
        for at, lane in enumerate(board.lanes):
            if lane.opens is None or lane.closes is None:
                continue
            painter.fillRect(self.stretch(at, board.first_minute, lane.opens), outside)
            painter.fillRect(self.stretch(at, lane.closes, board.last_minute), outside)

    def _paint_grid(self, painter: QPainter) -> None:
        body, line = self.body(), theme.color("line")
        for minute in range(self.board.first_minute, self.board.last_minute + 1, 60):
            at = self.time_at(minute)
            if self.is_time_down:
                painter.fillRect(body.left(), at, body.width(), 1, line)
            else:
                painter.fillRect(at, body.top(), 1, body.height(), line)
        for lane in range(len(self.board.lanes) + 1):
            edge = round(self.lane_size() * lane)
            if self.is_time_down:
                painter.fillRect(body.left() + edge, body.top(), 1, body.height(), line)
            else:
                painter.fillRect(self.rect().left(), body.top() + edge, self.width(), 1, line)

    def _paint_bar(self, painter: QPainter, bar: Bar) -> None:
        if bar.look == "through":
            paint_bar(painter, self.bar_rect(bar, bar.taken_from, bar.taken_to), bar)
            return
        for start, end in ((bar.taken_from, bar.start), (bar.end, bar.taken_to)):
            buffer = self.bar_rect(bar, start, end)
            if start < end and not buffer.isEmpty():
                paint.hatch(painter, buffer)
        rect = self.bar_rect(bar, bar.start, bar.end)
        paint_bar(painter, rect, bar)
        if bar.booking_id == self._selected:
            paint.focus_ring(painter, rect, radius=theme.px(5))

    def _paint_now(self, painter: QPainter) -> None:
        now, board = self.board.now, self.board
        if now is None or not board.first_minute <= now <= board.last_minute:
            return
        for at, lane in enumerate(board.lanes):
            if lane.is_today:
                stretch, along = self.stretch(at, now, now), self.time_at(now)
                thick = max(theme.px(2), 2)
                if self.is_time_down:
                    painter.fillRect(stretch.left(), along - 1, stretch.width(), thick, theme.color("accent"))
                else:
                    painter.fillRect(along - 1, stretch.top(), thick, stretch.height(), theme.color("accent"))

    def says_hours(self) -> bool:
        """Whether a drawn stretch wears its hours: not over a booking's words, the form beside says them."""
        at = self.cursor_at
        return at.is_drawn and not any(
            bar.lane == at.lane and bar.start < at.end and at.start < bar.end for bar in self.board.bars
        )

    def _paint_cursor(self, painter: QPainter) -> None:
        at = self.cursor_at
        if not self.board.lanes or (not self.hasFocus() and not at.is_drawn):
            return
        rect = self.stretch(at.lane, at.start, at.end).adjusted(1, 1, 0, 0)
        if at.is_drawn:
            tint = theme.color("accent")
            tint.setAlpha(36)
            painter.fillRect(rect, tint)
        paint.focus_ring(painter, rect, radius=theme.px(4))
        if rect.height() > theme.px(16) and self.says_hours():
            room = rect.adjusted(theme.px(6), 0, -theme.px(4), 0)
            room.setHeight(theme.px(20))
            ink = theme.color("accent")
            paint.text(painter, room, at.words(), font=theme.font("quiet_strong"), color=ink)
