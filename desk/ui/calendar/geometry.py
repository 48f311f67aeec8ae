"""Where minutes of lanes lie in pixels, worked out once for a size; knows no widget and paints nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from desk.ui import theme
from desk.ui.calendar.board import DAY, Bar, Board

STEP = 30
"""The minutes one key or one pixel of the mouse moves by."""


@dataclass(frozen=True)
class Geometry:
    """Lanes inside `body`, the time running down or across it."""

    body: QRect
    is_time_down: bool
    lanes: int
    first_minute: int
    last_minute: int

    @classmethod
    def of(cls, board: Board, body: QRect, *, is_time_down: bool) -> Geometry:
        """The lanes of `board` in `body`."""
        return cls(body, is_time_down, max(len(board.lanes), 1), board.first_minute, board.last_minute)

    def lane_size(self) -> float:
        """How broad one lane is."""
        return (self.body.width() if self.is_time_down else self.body.height()) / self.lanes

    def time_at(self, minute: int) -> int:
        """The pixel of `minute` along time."""
        length = self.body.height() if self.is_time_down else self.body.width()
        start = self.body.top() if self.is_time_down else self.body.left()
        at = min(max(minute, self.first_minute), self.last_minute) - self.first_minute
        return start + round(length * at / (self.last_minute - self.first_minute))

    def stretch(self, lane: int, start: int, end: int) -> QRect:
        """The pixels of a stretch of a lane, edge to edge."""
        first, last = self.time_at(start), self.time_at(end)
        size = self.lane_size()
        if self.is_time_down:
            left = self.body.left() + round(size * lane)
            return QRect(left, first, self.body.left() + round(size * (lane + 1)) - left, last - first)
        top = self.body.top() + round(size * lane)
        return QRect(first, top, last - first, self.body.top() + round(size * (lane + 1)) - top)

    def bar_rect(self, bar: Bar, start: int, end: int) -> QRect:
        """The pixels of a part of `bar`, in its track and away from the lane's edges."""
        whole = self.stretch(bar.lane, start, end)
        if self.is_time_down:
            margin = theme.px(4)
            room = whole.adjusted(margin, 0, -margin, 0)
            wide = room.width() / bar.tracks
            return QRect(room.left() + round(wide * bar.track), room.top(), round(wide) - 1, room.height())
        margin = theme.px(6 if whole.height() > theme.px(36) else 3)
        room = whole.adjusted(0, margin, 0, -margin)
        tall = room.height() / bar.tracks
        return QRect(room.left(), room.top() + round(tall * bar.track), room.width(), round(tall) - 1)

    def minute(self, point: QPoint) -> int:
        """The minute under `point`."""
        along = point.y() - self.body.top() if self.is_time_down else point.x() - self.body.left()
        length = max(self.body.height() if self.is_time_down else self.body.width(), 1)
        reach = self.last_minute - self.first_minute
        return min(max(self.first_minute + along * reach // length, 0), DAY - 1)

    def hit(self, point: QPoint) -> tuple[int, int] | None:
        """The lane and step under `point`; None outside the lanes."""
        if not self.body.contains(point):
            return None
        across = point.x() - self.body.left() if self.is_time_down else point.y() - self.body.top()
        lane = min(int(across / self.lane_size()), self.lanes - 1)
        return lane, self.minute(point) // STEP * STEP
