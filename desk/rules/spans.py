"""Half-open stretches of time in whole minutes; knows no resource, no office hours, no wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)

# The end of what has no end: a thing not returned stays taken until here. Not the last year a datetime can
# hold, so that a span until here can still be widened.
FOREVER = datetime(9000, 1, 1, tzinfo=UTC)


def minute(instant: datetime) -> int:
    """Whole minutes from 1970-01-01 UTC to `instant`, rounded down; ValueError when it is naive."""
    if instant.tzinfo is None:
        raise ValueError(f"a naive datetime is no instant: {instant!r}")
    return (instant - _EPOCH) // _MINUTE


def instant(minute: int) -> datetime:
    """The instant (UTC, aware) `minute` minutes after 1970-01-01; undoes `minute()`."""
    return _EPOCH + minute * _MINUTE


@dataclass(frozen=True, slots=True)
class Span:
    """From `starts_at` up to, not including, `ends_at`: both aware, UTC and on whole minutes."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        for moment in (self.starts_at, self.ends_at):
            if moment.tzinfo is not UTC and moment.utcoffset() != timedelta(0):
                raise ValueError(f"a span is kept in UTC: {moment!r}")
            if moment.second or moment.microsecond:
                raise ValueError(f"a span begins and ends on a whole minute: {moment!r}")
        if self.ends_at <= self.starts_at:
            raise ValueError(f"a span ends after it begins: {self.starts_at} – {self.ends_at}")

    @classmethod
    def of_minutes(cls, start: int, end: int) -> Span:
        """The span between two numbers of `minute()`."""
        return cls(instant(start), instant(end))

    @property
    def start_minute(self) -> int:
        return minute(self.starts_at)

    @property
    def end_minute(self) -> int:
        return minute(self.ends_at)

    @property
    def duration(self) -> int:
        """Length in minutes, at least 1."""
        return (self.ends_at - self.starts_at) // _MINUTE

    def overlaps(self, other: Span) -> bool:
        """Share the two at least one minute? Spans that only touch do not."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def contains(self, instant: datetime) -> bool:
        """Does `instant` lie inside? The start does, the end does not."""
        return self.starts_at <= instant < self.ends_at

    def widened(self, before: int, after: int) -> Span:
        """This span with `before` minutes (persiapan) and `after` minutes (pembersihan) added around it."""
        return Span(self.starts_at - before * _MINUTE, self.ends_at + after * _MINUTE)
