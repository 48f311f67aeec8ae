"""Grounds, grids, bars and the line of now of a board of lanes; knows no keys and no mouse."""

from __future__ import annotations

from PySide6.QtGui import QPainter

from desk.ui import theme
from desk.ui.calendar.bar_face import paint_bars, paint_buffer, paint_closure_words, paint_shade
from desk.ui.calendar.board import Bar, Board, Shade
from desk.ui.calendar.geometry import Geometry
from desk.ui.widgets import paint


def paint_board(painter: QPainter, board: Board, place: Geometry, *, selected: int | None) -> None:
    """All of `board` but its heads: what stays the same while the cursor walks or a booking is carried."""
    paint_ground(painter, board, place)
    for shade in board.shades:
        rect = place.stretch(shade.lane, shade.start, shade.end)
        paint_shade(painter, rect, shade)
        if shade.closure_id is not None:
            until = min([bar.taken_from for bar in board.bars if _begins_in(bar, shade)], default=shade.end)
            paint_closure_words(painter, place.stretch(shade.lane, shade.start, until), shade.words)
    paint_grid(painter, board, place)
    paint_now(painter, board, place)  # beneath the bars: a line through a name cannot be read
    for left, top, width, height in place.buffers(board.bars):
        paint_buffer(painter, left, top, width, height)
    paint_bars(painter, place.placed(board.bars))
    for bar in board.bars:
        if bar.booking_id == selected and bar.look != "through":
            paint.focus_ring(painter, place.bar_rect(bar, bar.start, bar.end), radius=theme.px(5))


def _begins_in(bar: Bar, shade: Shade) -> bool:
    """Whether the words of a closure would lie under this bar."""
    return bar.lane == shade.lane and bar.taken_from < shade.end and bar.taken_to > shade.start


def paint_ground(painter: QPainter, board: Board, place: Geometry) -> None:
    """Hours outside the office's own in the ground's colour."""
    outside = theme.color("ground")
    for at, lane in enumerate(board.lanes):
        if lane.opens is None or lane.closes is None:
            continue
        painter.fillRect(place.stretch(at, board.first_minute, lane.opens), outside)
        painter.fillRect(place.stretch(at, lane.closes, board.last_minute), outside)


def paint_grid(painter: QPainter, board: Board, place: Geometry) -> None:
    """A hairline each hour and between lanes."""
    body, line = place.body, theme.color("line")
    for minute in range(board.first_minute, board.last_minute + 1, 60):
        at = place.time_at(minute)
        if place.is_time_down:
            painter.fillRect(body.left(), at, body.width(), 1, line)
        else:
            painter.fillRect(at, body.top(), 1, body.height(), line)
    for lane in range(len(board.lanes) + 1):
        edge = round(place.lane_size() * lane)
        if place.is_time_down:
            painter.fillRect(body.left() + edge, body.top(), 1, body.height(), line)
        else:
            painter.fillRect(0, body.top() + edge, body.right() + 1, 1, line)


def paint_now(painter: QPainter, board: Board, place: Geometry) -> None:
    """A line through the lanes of today."""
    now = board.now
    if now is None or not board.first_minute <= now <= board.last_minute:
        return
    thick, ink, along = max(theme.px(2), 2), theme.color("accent"), place.time_at(now)
    for at, lane in enumerate(board.lanes):
        if lane.is_today:
            stretch = place.stretch(at, now, now)
            if place.is_time_down:
                painter.fillRect(stretch.left(), along - 1, stretch.width(), thick, ink)
            else:
                painter.fillRect(along - 1, stretch.top(), thick, stretch.height(), ink)
