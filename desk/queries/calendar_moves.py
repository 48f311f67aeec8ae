"""What a change of the calendar would move, before it is saved; changes nothing, knows no applicant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import PublicService, Request
from desk.models.due_moves import concerned, decided, moves_of
from desk.rules.calendar_changes import CalendarEdit

WATCHES = frozenset({"Request", "ClockEvent", "DayOff", "CalendarSetting", "PublicService"})


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One open request and its promised date, from → to."""

    request_id: int
    number: str
    service_name: str
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Moved:
    """How many requests would move, and the first of them by their present date."""

    total: int
    rows: tuple[MovedRow, ...]


def moved_by(session: Session, edit: CalendarEdit, limit: int | None = 200) -> Moved:
    """The requests that `edit` would move; `limit` None names all of them."""
    moves = moves_of(session, edit)
    if not moves.total:
        return Moved(0, ())
    by_group: dict[tuple[Any, ...], date] = {
        (group.service_id, group.variant, group.starts_on, group.from_on): group.to_on
        for group in moves.groups
    }
    by_request = {one.request_id: one.to_on for one in moves.ones}
    first_on = min([group.from_on for group in moves.groups] + [one.from_on for one in moves.ones])
    columns = (
        Request.id,
        Request.number,
        PublicService.name,
        Request.due_on,
        Request.service_id,
        Request.variant,
        Request.clock_starts_on,
        decided(),
    )
    candidates = (
        select(*columns)
        .join(PublicService, PublicService.id == Request.service_id)
        .where(concerned(*edit.span), Request.due_on >= first_on)
        .order_by(Request.due_on, Request.id)
        .execution_options(yield_per=500)
    )
    rows: list[MovedRow] = []
    for each in session.execute(candidates):
        row: tuple[Any, ...] = tuple(each)
        request_id, number, service, due_on, service_id, variant, starts_on, is_decided = row
        group = (service_id, variant, starts_on, due_on)
        to_on = by_request.get(request_id) if is_decided else by_group.get(group)
        if to_on is not None:
            rows.append(MovedRow(request_id, number, service, due_on, to_on))
            if limit is not None and len(rows) >= limit:
                break
    return Moved(moves.total, tuple(rows))
