"""Lanes of time with a cursor and bookings that arrows and mouse move; knows bars, not where they come from.

Subclasses say whether time runs down or across and paint the heads.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from desk.i18n import _
from desk.rules.office_dates import long_date
from desk.ui import theme
from desk.ui.calendar.board import DAY, Bar, Board
from desk.ui.calendar.calendar_view import CalendarView
from desk.ui.calendar.carry import Carried, Part, carry_hint, hour_words
from desk.ui.calendar.geometry import STEP, Geometry
from desk.ui.calendar.lane_paint import paint_board
from desk.ui.widgets import paint

USUAL_LENGTH = 60
"""What Enter asks for on a free half hour: an event is rarely shorter."""
_EDGE = 6


@dataclass(frozen=True, slots=True)
class Cursor:
    """The stretch the next key acts on: one step, or as far as it was drawn."""

    lane: int = 0
    start: int = 9 * 60
    end: int = 9 * 60 + STEP
    is_drawn: bool = False

    def words(self) -> str:
        """ "09.00–09.30"."""
        return f"{hour_words(self.start)}–{hour_words(self.end)}"


@dataclass(frozen=True, slots=True)
class _Press:
    """Where the button went down, and on which part of which bar."""

    point: QPoint
    lane: int
    minute: int
    bar: Bar | None = None
    part: Part = "whole"


class LaneView(CalendarView):
    """Bars in lanes."""

    is_time_down = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.cursor_at = Cursor()
        self.carried: Carried | None = None
        self._pressed: _Press | None = None
        self._place: Geometry | None = None

    # ---- what it shows -----------------------------------------------------------------------------------

    def show_board(self, board: Board) -> None:
        if board.lanes != self.board.lanes or board.bars != self.board.bars:
            self.carried = None
        super().show_board(board)

    def put_cursor(self, lane: int, start: int, end: int | None = None) -> None:
        start = min(max(start, 0), DAY - STEP)
        stop = start + STEP if end is None else min(max(end, start + STEP), DAY)
        self.cursor_at = Cursor(lane, start, stop, end is not None)
        self._speak()
        self.cursor_moved.emit(lane)
        self.update()

    def cursor_lane(self) -> int:
        return self.cursor_at.lane

    def cursor_start(self) -> int:
        return self.cursor_at.start

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
        self.setAccessibleDescription(f"{long_date(lane.day)}, {lane.title}, {at.words()}: {said}")

    def tip_at(self, event: QHelpEvent) -> str:
        found = self.hit(event.pos())
        bar = self.board.bar_at(*found) if found else None
        shade = self.board.shade_at(*found) if found else None
        if bar is not None:
            return "\n".join((bar.title, *bar.lines))
        return shade.words if shade is not None else ""

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

    def place(self) -> Geometry:
        """Where everything lies at this size."""
        if self._place is None:
            self._place = Geometry.of(self.board, self.body(), is_time_down=self.is_time_down)
        return self._place

    def forget(self) -> None:
        self._place = None
        super().forget()

    def stretch(self, lane: int, start: int, end: int) -> QRect:
        """The pixels of a stretch of a lane, edge to edge."""
        return self.place().stretch(lane, start, end)

    def hit(self, point: QPoint) -> tuple[int, int] | None:
        """The lane and step under `point`; None outside the lanes."""
        return self.place().hit(point) if self.board.lanes else None

    # ---- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = self._steps().get(event.key())
        if steps is not None and (controlled or self.carried is not None):
            self._carry(*steps, stretch=shifted)
        elif steps is not None:
            self._walk(*steps, draw=shifted)
        elif self.carried is not None and event.key() == Qt.Key.Key_Escape:
            self._let_go()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif not self.turn_or_type(event):
            super().keyPressEvent(event)

    def _steps(self) -> dict[int, tuple[int, int]]:
        """Arrow → (lanes, steps of time)."""
        key = Qt.Key
        if self.is_time_down:
            return {key.Key_Up: (0, -1), key.Key_Down: (0, 1), key.Key_Left: (-1, 0), key.Key_Right: (1, 0)}
        return {key.Key_Left: (0, -1), key.Key_Right: (0, 1), key.Key_Up: (-1, 0), key.Key_Down: (1, 0)}

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

    def _carry(self, lanes: int, steps: int, *, stretch: bool) -> None:
        """Take up the booking under the cursor, or carry on with the one in the hand."""
        held = self.carried
        if held is None:
            bar = self.board.bar_at(self.cursor_at.lane, self.cursor_at.start) if self.board.lanes else None
            if bar is None or not self._can_carry(bar):
                return
            held = Carried.taken(bar)
        if stretch:
            self._hold(held.stretched(steps * STEP, "end"))
        else:
            self._hold(held.shifted(lanes, steps * STEP, count=len(self.board.lanes)))

    def _can_carry(self, bar: Bar) -> bool:
        return self.may_carry and bar.look != "through"

    def _hold(self, carried: Carried | None) -> None:
        """Hold `carried` from now on; only where it was and is has to be painted."""
        before = self.dirty()
        self.carried = carried
        self.update(before.united(self.dirty()))
        if carried is not None:
            lane = self.board.lanes[carried.lane]
            where = f"{long_date(lane.day)}, {lane.title}, {carried.words()}"
            self.setAccessibleDescription(f"{carried.bar.title}: {where}. {carry_hint()}")

    def dirty(self) -> QRect:
        """What has to be painted anew when the carried booking goes on."""
        return QRect() if self.carried is None else self._carried_rect(self.carried).adjusted(-2, -2, 2, 2)

    def _let_go(self) -> None:
        self._hold(None)
        self.update()
        self._speak()

    def _put_down(self) -> None:
        held = self.carried
        self._let_go()
        if held is not None and not held.is_where_it_was():
            self.put_cursor(held.lane, held.start)
            self.dropped.emit(held.drop(self.board))

    def _choose(self) -> None:
        """What Enter means where the cursor is: put down, a booking, a closure, or a free stretch."""
        at = self.cursor_at
        if self.carried is not None:
            self._put_down()
            return
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
        point = event.position().toPoint()
        found = self.hit(point)
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        bar = self._bar_under(point, found)
        part = "whole" if bar is None else self._part_under(bar, point)
        self._pressed = _Press(point, *found, bar, part)
        self.put_cursor(*found)

    def _bar_under(self, point: QPoint, found: tuple[int, int]) -> Bar | None:
        minute = self.place().minute(point)
        bars = [bar for bar in self.board.bars if bar.lane == found[0] and bar.start <= minute < bar.end]
        inside = [bar for bar in bars if self.place().bar_rect(bar, bar.start, bar.end).contains(point)]
        return min(inside or bars, key=lambda bar: bar.look == "through", default=None)

    def _part_under(self, bar: Bar, point: QPoint) -> Part:
        rect = self.place().bar_rect(bar, bar.start, bar.end)
        along = point.y() - rect.top() if self.is_time_down else point.x() - rect.left()
        length = rect.height() if self.is_time_down else rect.width()
        edge = min(theme.px(_EDGE), length // 4)
        if along < edge:
            return "start"
        return "end" if along >= length - edge else "whole"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        found, pressed = self.hit(point), self._pressed
        if found is None:
            return
        if pressed is None:
            self._show_shape(point, found)
        elif pressed.bar is not None:
            self._drag(pressed, pressed.bar, point)
        else:
            first, last = min(pressed.minute, found[1]), max(pressed.minute, found[1])
            if first != last:
                self.put_cursor(pressed.lane, first, last + STEP)

    def _show_shape(self, point: QPoint, found: tuple[int, int]) -> None:
        bar = self._bar_under(point, found)
        shape = Qt.CursorShape.ArrowCursor
        if bar is not None and self._can_carry(bar):
            shape = Qt.CursorShape.OpenHandCursor
            if self._part_under(bar, point) != "whole":
                shape = Qt.CursorShape.SizeVerCursor if self.is_time_down else Qt.CursorShape.SizeHorCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)

    def _drag(self, pressed: _Press, bar: Bar, point: QPoint) -> None:
        far = (point - pressed.point).manhattanLength() >= QApplication.startDragDistance()
        if not self._can_carry(bar) or (self.carried is None and not far):
            return
        moved = self.place().minute(point) - self.place().minute(pressed.point)
        minutes = round(moved / STEP) * STEP
        lane = (self.hit(point) or (pressed.lane, 0))[0]
        taken = Carried.taken(bar)
        if pressed.part == "whole":
            self._hold(taken.shifted(lane - pressed.lane, minutes, count=len(self.board.lanes)))
        else:
            self._hold(taken.stretched(minutes, pressed.part))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if self.carried is not None:
            self._put_down()
        elif pressed.bar is not None and not self.cursor_at.is_drawn:
            self.bar_chosen.emit(pressed.bar.booking_id)
        else:
            self._choose()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.carried is not None and self._pressed is None:
            self._let_go()
        super().focusOutEvent(event)

    # ---- painting ----------------------------------------------------------------------------------------

    def paint_still(self, painter: QPainter) -> None:
        paint_board(painter, self.board, self.place(), selected=self._selected)
        self.paint_heads(painter)

    def paint_moving(self, painter: QPainter) -> None:
        painter.setClipRect(self.place().body.adjusted(-1, -1, 2, 2))
        if self.carried is not None:
            self._paint_carried(painter, self.carried)
        else:
            self._paint_cursor(painter)

    def _carried_rect(self, carried: Carried) -> QRect:
        return self.stretch(carried.lane, carried.start, carried.end).adjusted(2, 2, -2, -1)

    def _paint_carried(self, painter: QPainter, carried: Carried) -> None:
        rect = self._carried_rect(carried)
        fill = theme.color("accent_tint")
        fill.setAlpha(225)
        painter.fillRect(rect, fill)
        paint.focus_ring(painter, rect, radius=theme.px(4))
        tall = QFontMetrics(theme.font("quiet_strong")).height()
        room = QRect(rect.left() + theme.px(7), rect.top() + theme.px(3), rect.width() - theme.px(9), tall)
        ink = theme.color("accent")
        paint.text(painter, room, carried.words(), font=theme.font("quiet_strong"), color=ink)
        room.translate(0, tall)
        if room.bottom() < rect.bottom():
            paint.text(painter, room, carried.bar.title, font=theme.font("quiet"), color=theme.color("ink"))

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
