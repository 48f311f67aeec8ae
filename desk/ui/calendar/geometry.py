"""Where minutes of lanes lie in pixels, worked out once for a size; knows no widget and paints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

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
        return QRect(*self._part(bar, start, end))

    def placed(self, bars: Iterable[Bar]) -> Iterator[tuple[int, int, int, int, Bar]]:
        """Every bar with its pixels: those taken through another whole, the others without their buffers."""
        for bar in bars:
            if bar.look == "through":
                yield (*self._part(bar, bar.taken_from, bar.taken_to), bar)
            else:
                yield (*self._part(bar, bar.start, bar.end), bar)

    def buffers(self, bars: Iterable[Bar]) -> Iterator[tuple[int, int, int, int]]:
        """The pixels of preparation before and clearing after."""
        for bar in bars:
            if bar.look == "through":
                continue
            if bar.taken_from < bar.start:
                yield self._part(bar, bar.taken_from, bar.start)
            if bar.end < bar.taken_to:
                yield self._part(bar, bar.end, bar.taken_to)

    def _part(self, bar: Bar, start: int, end: int) -> tuple[int, int, int, int]:
        """Left, top, width, height; plain figures, because a board may have a thousand bars."""
        from_, to, origin, margin, size = self._scale
        first = self.first_minute
        start = first if start < first else min(start, self.last_minute)
        end = first if end < first else min(end, self.last_minute)
        along = int(from_ + to * (start - first) + 0.5)
        length = int(from_ + to * (end - first) + 0.5) - along
        edge = int(origin + size * bar.lane + 0.5)
        broad = int(origin + size * (bar.lane + 1) + 0.5) - edge - 2 * margin
        if bar.tracks > 1:
            own = broad / bar.tracks
            edge += int(own * bar.track + 0.5)
            broad = int(own + 0.5)
        if self.is_time_down:
            return edge + margin, along, broad - 1, length
        return along, edge + margin, length, broad - 1

    @cached_property
    def _scale(self) -> tuple[float, float, float, int, float]:
        """Pixel of the first minute, pixels a minute, first lane's edge, a bar's margin, a lane's breadth."""
        body, reach = self.body, self.last_minute - self.first_minute
        size = self.lane_size()
        if self.is_time_down:
            return body.top(), body.height() / reach, body.left(), theme.px(4), size
        margin = theme.px(6 if size > theme.px(36) else 3)
        return body.left(), body.width() / reach, body.top(), margin, size

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
