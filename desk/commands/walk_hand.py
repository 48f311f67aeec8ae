"""Acts and looks on a walk's desk while its own time passes; knows no service and is no verb."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from desk import clock
from desk.models import work_calendar
from desk.queries.roads import RoadView, road_view
from desk.rules.rights import Actor
from desk.store.database import Database

T = TypeVar("T")

OPENS = time(9)
"""When a walk's office days begin (WITA)."""
_FAR = timedelta(days=60)
"""Days looked ahead for a working day."""


def new_key() -> str:
    """The UUID that a form makes when it opens."""
    return str(uuid.uuid4())


class WalkTime:
    """The walk's own clock: it stands still until somebody lets time pass, and never goes back."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins.astimezone(UTC)

    @contextmanager
    def running(self) -> Iterator[WalkTime]:
        """Let the whole program go by this clock."""
        clock.run_by(lambda: self.now)
        try:
            yield self
        finally:
            clock.run_by(None)

    def passes(self, *, minutes: int) -> None:
        """So many minutes later."""
        self.now += timedelta(minutes=minutes)

    def until(self, instant: datetime) -> None:
        """Not before `instant`."""
        self.now = max(self.now, instant.astimezone(UTC))


@dataclass(frozen=True)
class WalkHand:
    """Somebody who does what the screens would do, on what was just looked at."""

    database: Database
    actor: Actor
    time: WalkTime = field(default_factory=lambda: WalkTime(clock.now()))

    def view(self, request_id: int) -> RoadView:
        """How far the request has come."""
        view = self.read(partial(road_view, request_id=request_id, actor=self.actor))
        if view is None:
            raise LookupError(f"request {request_id}")
        return view

    def read(self, question: Callable[[Session], T]) -> T:
        """What a query says."""
        return self.database.read(question)

    def do(self, operation: Callable[[Session, Any, Actor], T], order: object) -> T:
        """One act in one transaction."""
        return self.database.write(lambda session: operation(session, order, self.actor))

    def next_working_day(self, *, ahead: int = 1) -> datetime:
        """Nine o'clock on the `ahead`-th working day after today."""
        first = clock.today()
        calendar = self.read(lambda session: work_calendar(session, first, first + _FAR))
        return clock.at_office(calendar.add_working_days(first, ahead).due_on, OPENS)
