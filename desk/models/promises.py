"""What a request is promised by when, by the office's own calendar; knows no screen and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from desk import clock
from desk.models.requests import Request
from desk.models.working_days import work_calendar
from desk.rules import checklists, item_values, promises
from desk.rules.checklists import Checklist, Item
from desk.rules.promises import Promise

_HORIZON = timedelta(days=200)
"""Longer than the longest term (60 working days) with every day off in it."""


@dataclass(frozen=True)
class ClockFacts:
    """The days from which a promise can count."""

    variant: str | None
    received_on: date
    completed_on: date | None = None
    itsa_passed_on: date | None = None


def promise_for(session: Session, entry: Checklist, facts: ClockFacts) -> Promise:
    """What the service of `entry` promises, counted with the days off that are saved."""
    starts = [day for day in (facts.received_on, facts.completed_on, facts.itsa_passed_on) if day]
    calendar = work_calendar(session, min(starts), max(starts) + _HORIZON)
    events = {"itsa_passed": facts.itsa_passed_on} if facts.itsa_passed_on else {}
    return promises.promise(
        entry,
        variant=facts.variant,
        received_on=facts.received_on,
        completed_on=facts.completed_on,
        events=events,
        calendar=calendar,
    )


def entry_of(request: Request) -> Checklist:
    """The tick list of the version the request was filed under."""
    return checklists.read_checklist(request.service.checklist)


def items_of(request: Request, entry: Checklist) -> tuple[Item, ...]:
    """The lines that are asked of this request."""
    return checklists.checklist_for(
        entry, applicant_kind=request.applicant_kind, variant=request.variant or entry.default_variant
    )


def marks_of(request: Request) -> dict[str, tuple[str, str | None]]:
    """Mark and value of every line that was ever marked."""
    return {mark.item_key: (mark.mark, mark.value) for mark in request.marks}


def values_of(marks: Mapping[str, tuple[str, str | None]]) -> dict[str, str]:
    """The values alone."""
    return {key: value for key, (_mark, value) in marks.items() if value}


def clock_facts(request: Request, entry: Checklist) -> ClockFacts:
    """The days this request counts from."""
    event = item_values.event_of(items_of(request, entry), values_of(marks_of(request)))
    return ClockFacts(
        variant=request.variant,
        received_on=request.received_on,
        completed_on=clock.office_date(request.completed_at) if request.completed_at else None,
        itsa_passed_on=event.itsa_passed_on,
    )


def missing_of(items: tuple[Item, ...], marks: Mapping[str, tuple[str, str | None]]) -> tuple[Item, ...]:
    """The required lines that are not there yet."""
    only_marks = {key: mark for key, (mark, _value) in marks.items()}
    return checklists.missing(items, only_marks, values_of(marks))
