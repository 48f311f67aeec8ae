"""How a request stands with what the office set itself inside the promise; writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import PublicService, Request, RequestRecord, work_calendar
from desk.models.passed import road_for
from desk.models.promises import entry_of
from desk.rules import inner_targets, roads
from desk.rules.discretion import is_hidden_from
from desk.rules.inner_targets import InnerTarget, TargetState
from desk.rules.office_dates import clock_time, short_date
from desk.rules.request_states import WORKING
from desk.rules.rights import Actor

WATCHES = frozenset({"Request", "RequestRecord", "DayOff"})

_MOST = 50
"""Requests looked at for the work list, the oldest first."""
_LONGEST = timedelta(days=90)
"""A stretch of days that surely holds the longest target in working days."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a request: `words` say by when and how it stands, its state beside them."""

    title: str
    words: str
    due_at: datetime
    is_met: bool
    is_late: bool


def target_rows(session: Session, request_id: int, actor: Actor) -> tuple[TargetRow, ...]:
    """The targets of one request, in the order of its road; none where `actor` is not to know of it."""
    request = session.get(Request, request_id)
    if request is None or is_hidden_from(actor, is_confidential=entry_of(request).confidential):
        return ()
    records = session.scalars(RequestRecord.standing(request_id)).all()
    return tuple(_row(state) for state in _states(session, request, records))


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """A target that is not met yet, for the work list."""

    request_id: int
    number: str
    title: str
    words: str
    due_at: datetime
    is_late: bool


def open_targets(session: Session, actor: Actor) -> tuple[OpenTarget, ...]:
    """What waits to be done inside a promise, the nearest first; only of requests being worked on."""
    working = (
        select(Request)
        .join(PublicService, PublicService.id == Request.service_id)
        .where(
            Request.state.in_(WORKING),
            (PublicService.agency + "-" + PublicService.number).in_(roads.with_targets()),
        )
        .order_by(Request.id)
        .limit(_MOST)
    )
    found = []
    for request in session.scalars(working):
        for row in target_rows(session, request.id, actor):
            if not row.is_met:
                opened = (request.id, request.number, row.title, row.words, row.due_at, row.is_late)
                found.append(OpenTarget(*opened))
    return tuple(sorted(found, key=lambda each: (each.due_at, each.request_id)))


def _states(session: Session, request: Request, records: Any) -> list[TargetState]:
    targets = road_for(request).targets
    if not targets:
        return []
    received = clock.office_date(request.received_at)
    calendar = work_calendar(session, received, received + _LONGEST)
    facts: Mapping[str, Mapping[str, Any]] = {record.kind: record.facts for record in records}
    first = {record.kind: record.recorded_at for record in reversed(records)}
    return [
        TargetState(
            target, inner_targets.due_at(target, request.received_at, calendar), first.get(target.met_by)
        )
        for target in targets
        if inner_targets.applies(target, facts)
    ]


def _row(state: TargetState) -> TargetRow:
    now, is_met = clock.now(), state.met_at is not None
    is_late = state.is_late(now)
    by = _by_when(state.target, state.due_at)
    if is_met:
        words = _("terlambat, batasnya {by}") if is_late else _("tepat waktu, batasnya {by}")
    else:
        words = _("terlewat, batasnya {by}") if is_late else _("paling lambat {by}")
    return TargetRow(_(state.target.title), words.format(by=by), state.due_at, is_met, is_late)


def _by_when(target: InnerTarget, due_at: datetime) -> str:
    if target.unit == "hours":
        return f"{short_date(clock.office_date(due_at))} {clock_time(due_at)}"
    return short_date(clock.office_date(due_at - timedelta(minutes=1)))
