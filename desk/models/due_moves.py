"""Which promised dates a change of the calendar moves; knows no screen and writes nothing.

Requests of one service and variant whose clocks began on the same day share their date: they are counted as
one group. Only those with decisions of their own (extended, paused) are counted one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desk.models.clock_events import ClockEvent
from desk.models.promises import clock_facts, entry_of
from desk.models.public_services import PublicService
from desk.models.requests import Request
from desk.models.working_days import office_days
from desk.rules import deadlines, promises
from desk.rules.calendar_changes import CalendarEdit
from desk.rules.calendar_policies import Policy
from desk.rules.checklists import Checklist, read_checklist
from desk.rules.deadlines import OfficeDays
from desk.rules.request_states import WORKING
from desk.rules.working_days import WorkCalendar

OPEN_STATES = WORKING
_HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """Requests that move together: same service, variant, day zero and date."""

    service_id: int
    variant: str | None
    starts_on: date
    from_on: date
    to_on: date
    count: int


@dataclass(frozen=True, slots=True)
class MovedOne:
    """A request with decisions of its own on its clock."""

    request_id: int
    from_on: date
    to_on: date


@dataclass(frozen=True)
class Moves:
    """All that a change moves."""

    groups: tuple[MovedGroup, ...] = ()
    ones: tuple[MovedOne, ...] = ()

    @property
    def total(self) -> int:
        """How many requests move."""
        return sum(group.count for group in self.groups) + len(self.ones)


def decided() -> ColumnElement[bool]:
    """Whether anything was decided on the request's clock since it began."""
    events = select(ClockEvent.request_id).where(ClockEvent.taken_back_at.is_(None))
    return Request.id.in_(events)


def concerned(first: date, last: date) -> ColumnElement[bool]:
    """Open requests whose count passes a day between `first` and `last`."""
    return and_(Request.state.in_(OPEN_STATES), Request.due_on >= first, Request.clock_starts_on < last)


def moves_of(session: Session, edit: CalendarEdit) -> Moves:
    """Every open request whose date `edit` would move, from → to; the edit is not saved yet."""
    if edit.is_empty:
        return Moves()
    reach = concerned(*edit.span)
    columns = (Request.service_id, Request.variant, Request.clock_starts_on, Request.due_on)
    rows = session.execute(select(*columns, func.count()).where(reach, ~decided()).group_by(*columns))
    found = [_group(tuple(row)) for row in rows]
    alone = session.scalars(select(Request).where(reach, decided())).all()
    starts = [group.starts_on for group in found] + [each.received_on for each in alone]
    if not starts:
        return Moves()
    ends = [group.from_on for group in found] + [each.due_on for each in alone if each.due_on]
    after = edit.after(office_days(session, min(starts), max(ends) + _HORIZON))
    counting = _Counting(session, after)
    groups = (replace(group, to_on=counting.due_on(group) or group.from_on) for group in found)
    moved = tuple(group for group in groups if group.to_on != group.from_on)
    return Moves(moved, tuple(_ones(alone, after)))


def _group(row: tuple[Any, ...]) -> MovedGroup:
    """A group as it stands: service, variant, day zero, date, count."""
    service_id, variant, starts_on, due_on, count = row
    return MovedGroup(service_id, variant, starts_on, due_on, due_on, count)


class _Counting:
    """The dates of many requests by one set of days: entries and calendars are read once."""

    def __init__(self, session: Session, by: OfficeDays) -> None:
        self._session = session
        self._by = by
        self._entries: dict[int, Checklist] = {}
        self._calendars: dict[Policy, WorkCalendar] = {}

    def due_on(self, group: MovedGroup) -> date | None:
        entry = self._entry(group.service_id)
        limit = promises.limit_for(entry, group.variant)
        if limit is None:
            return None
        policy = self._by.switches.policy_of(entry.calendar_policy)
        if policy not in self._calendars:
            self._calendars[policy] = self._by.calendar(policy)
        return promises.promise_of(limit, group.starts_on, self._calendars[policy]).due_on

    def _entry(self, service_id: int) -> Checklist:
        if service_id not in self._entries:
            service = self._session.get_one(PublicService, service_id)
            self._entries[service_id] = read_checklist(service.checklist)
        return self._entries[service_id]


def _ones(requests: Iterable[Request], after: OfficeDays) -> Iterator[MovedOne]:
    for request in requests:
        entry = entry_of(request)
        to_on = deadlines.promised(entry, clock_facts(request, entry).for_rules(), after).due_on
        if request.due_on is not None and to_on is not None and to_on != request.due_on:
            yield MovedOne(request.id, request.due_on, to_on)
