"""What a request is promised by when, by the office's own calendar; knows no screen and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from desk import clock
from desk.models.clock_events import as_history
from desk.models.requests import Request
from desk.models.working_days import office_days
from desk.rules import checklists, deadlines, item_values
from desk.rules.checklists import Checklist, Item
from desk.rules.deadlines import Deadline
from desk.rules.promises import Promise
from desk.rules.time_limits import UNTOUCHED, ClockHistory


@dataclass(frozen=True)
class ClockFacts:
    """The days from which a promise can count, and what was decided about its clock since.

    `event_done_on` is known only where the office agreed to count coverage from the event (N25).
    """

    variant: str | None
    received_on: date
    completed_on: date | None = None
    itsa_passed_on: date | None = None
    event_done_on: date | None = None
    history: ClockHistory = UNTOUCHED

    def for_rules(self) -> deadlines.ClockFacts:
        """The same facts by the names of the events."""
        days = {
            "received": self.received_on,
            "complete": self.completed_on,
            "itsa_passed": self.itsa_passed_on,
            "event_done": self.event_done_on,
        }
        known = {event: day for event, day in days.items() if day is not None}
        return deadlines.ClockFacts(self.variant, known, self.history)


def promise_for(session: Session, entry: Checklist, facts: ClockFacts) -> Promise:
    """What the service of `entry` promises, counted with the days off that are saved."""
    known = facts.for_rules()
    return deadlines.promised(entry, known, office_days(session, *known.span))


def deadline_for(session: Session, entry: Checklist, facts: ClockFacts) -> Deadline:
    """The same promise with what other calendars say, the draft's date and every caution."""
    known = facts.for_rules()
    return deadlines.answer(entry, known, office_days(session, *known.span))


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
    decided = [each for each in request.clock_events if each.taken_back_at is None]
    return ClockFacts(
        variant=request.variant,
        received_on=request.received_on,
        completed_on=clock.office_date(request.completed_at) if request.completed_at else None,
        itsa_passed_on=event.itsa_passed_on,
        event_done_on=next((each.on for each in decided if each.kind == "event_done"), None),
        history=as_history(decided),
    )


def missing_of(items: tuple[Item, ...], marks: Mapping[str, tuple[str, str | None]]) -> tuple[Item, ...]:
    """The required lines that are not there yet."""
    only_marks = {key: mark for key, (mark, _value) in marks.items()}
    return checklists.missing(items, only_marks, values_of(marks))
