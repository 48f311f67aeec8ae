"""A booking in the hand: moved or stretched before it is put down; knows no widget and no database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from desk.i18n import _
from desk.rules.spans import Span
from desk.ui.calendar.board import DAY, Bar, Board
from desk.ui.calendar.geometry import STEP

Part = Literal["whole", "start", "end"]


@dataclass(frozen=True, slots=True)
class Drop:
    """Where a booking was put down: its resource, and how many minutes start and end went."""

    booking_id: int
    resource_key: str
    start_by: int
    end_by: int

    def moved(self, span: Span) -> Span:
        """`span` as it would be now."""
        start, end = timedelta(minutes=self.start_by), timedelta(minutes=self.end_by)
        return Span(span.starts_at + start, span.ends_at + end)


@dataclass(frozen=True, slots=True)
class Carried:
    """The bar as it was taken, and where it is held now."""

    bar: Bar
    lane: int
    start: int
    end: int

    @classmethod
    def taken(cls, bar: Bar) -> Carried:
        """`bar` just taken up."""
        return cls(bar, bar.lane, bar.start, bar.end)

    def shifted(self, lanes: int, minutes: int, *, count: int) -> Carried:
        """As many lanes and minutes on, within the day and the `count` lanes there are."""
        lane = min(max(self.lane + lanes, 0), count - 1)
        length = self.end - self.start
        start = min(max(self.start + minutes, 0), DAY - length)
        return replace(self, lane=lane, start=start, end=start + length)

    def stretched(self, minutes: int, part: Part) -> Carried:
        """Its start or end so many minutes on; one step is the least that is left."""
        if part == "start":
            return replace(self, start=min(max(self.start + minutes, 0), self.end - STEP))
        return replace(self, end=max(min(self.end + minutes, DAY), self.start + STEP))

    def is_where_it_was(self) -> bool:
        """Whether putting it down would change nothing."""
        return (self.lane, self.start, self.end) == (self.bar.lane, self.bar.start, self.bar.end)

    def drop(self, board: Board) -> Drop:
        """What putting it down means; in lanes of days another lane is another day."""
        old, new = board.lanes[self.bar.lane], board.lanes[self.lane]
        days = (new.day - old.day).days * DAY
        return Drop(
            self.bar.booking_id,
            new.resource_key if new.resource_key != old.resource_key else "",
            days + self.start - self.bar.start,
            days + self.end - self.bar.end,
        )

    def words(self) -> str:
        """ "09.30–11.00"."""
        return f"{hour_words(self.start)}–{hour_words(self.end)}"


def hour_words(minute: int) -> str:
    """A minute of the day as the office writes it; midnight at its end is 24.00."""
    return f"{minute // 60:02}.{minute % 60:02}"


def carry_hint() -> str:
    """What the keys do while something is carried."""
    return _("panah memindah · Ctrl Shift panah mengubah akhir · Enter menaruh · Esc batal")
