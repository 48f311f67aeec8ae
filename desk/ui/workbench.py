"""Work on paper away from the UI thread, with a share done and a way to stop; knows no paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from desk.background import Lane
from desk.errors import DeskError
from desk.printing.progress import Cancelled, Progress

T = TypeVar("T")
_LAST_WAIT = 0.5


class Job:
    """Work as both sides see it: how far it is, and whether it is still wanted."""

    def __init__(self) -> None:
        self.share = 0.0
        self.is_wanted = True

    def tell(self, share: float) -> None:
        """What the work says now and then; raises `Cancelled` once it is no longer wanted."""
        if not self.is_wanted:
            raise Cancelled
        self.share = share

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self.is_wanted = False


class Workbench:
    """A lane as long as `owner` lives; an answer nobody waits for any more is not given."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._lane: Lane | None = None
        self._is_closed = False
        self._jobs: list[Job] = []

    def put(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        *,
        otherwise: Callable[[DeskError], None],
    ) -> Job:
        """Do `work` after what was put before, then `then` or `otherwise` on the UI thread."""
        job = Job()
        self._jobs = [*(each for each in self._jobs if each.is_wanted), job]

        def started() -> T:
            job.tell(0.0)
            return work(job.tell)

        def answered(outcome: Any) -> None:
            if not job.is_wanted or not shiboken6.isValid(self._owner):
                return
            job.drop()
            if isinstance(outcome, DeskError):
                otherwise(outcome)
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                then(outcome)

        if self._is_closed:  # what was asked of the database before may answer after it
            job.drop()
            return job
        if self._lane is None:
            self._lane = Lane("paper")
        self._lane.put(started, answered)
        return job

    def close(self) -> None:
        """Drop everything, and end the lane once the last work has noticed."""
        for job in self._jobs:
            job.drop()
        self._is_closed = True
        if self._lane is not None:
            self._lane.finish(_LAST_WAIT)
            self._lane = None
