"""Until when, by the office's own days; changes nothing and knows no screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Account, ClockEvent, PublicService, Request, StandardVersion
from desk.models.promises import ClockFacts, clock_facts, deadline_for, entry_of, items_of
from desk.models.working_days import calendar_setting, work_calendar
from desk.models.working_days import office_days as days_of_office
from desk.queries.requests import requests_by_id
from desk.rules import promises, time_limits
from desk.rules.checklists import Checklist, Item, read_checklist
from desk.rules.deadlines import Deadline, OfficeDays
from desk.rules.explanations import ExplainedDay, explained
from desk.rules.office_dates import DueState, due_words
from desk.rules.rights import Actor
from desk.rules.time_limits import Progress

WATCHES = frozenset(
    {
        "Request",
        "ClockEvent",
        "DayOff",
        "CalendarSetting",
        "PublicService",
        "StandardVersion",
        "ChecklistMark",
    }
)


def office_days(session: Session, first: date, last: date) -> OfficeDays:
    """The days the office counts by, of every year from `first` to `last`."""
    return days_of_office(session, first, last)


def standing_entry(session: Session, service_id: str) -> Checklist | None:
    """The entry in force of `karangasem-2.1` and the like; None where there is no such service."""
    agency, _dash, number = service_id.partition("-")
    found = session.scalars(
        select(PublicService)
        .join(StandardVersion)
        .where(
            PublicService.agency == agency,
            PublicService.number == number,
            StandardVersion.replaced_at.is_(None),
        )
    ).first()
    return None if found is None else read_checklist(found.checklist)


@dataclass(frozen=True)
class DecisionRow:
    """One decision on a clock (extended, paused, resumed, event_done), taken back or standing."""

    id: int
    kind: str
    on: date
    reason: str
    by: str
    made_at: datetime
    taken_back_at: datetime | None
    taken_back_reason: str | None


@dataclass(frozen=True)
class ClockDetail:
    """One request's clock, explained: `days` one by one, how much is used, and what was decided.

    `state` and `state_words` are the work list's own ("soon", "2 hari kerja lagi"); None: no date yet, or
    the request `is_open` no more.
    """

    version: int
    is_open: bool
    deadline: Deadline
    days: tuple[ExplainedDay, ...]
    progress: Progress | None
    state: DueState | None
    state_words: str
    can_extend: bool
    can_pause: bool
    can_resume: bool
    can_count_from_event: bool
    """Whether the office may agree to count coverage from the day of the event."""
    itsa_item: Item | None
    """The line of the tick list that starts this clock, where it is the day ITSA was passed."""
    decisions: tuple[DecisionRow, ...]


def clock_detail(session: Session, request_id: int, actor: Actor) -> ClockDetail:
    """The clock of one request; Refused where it is not there for this actor."""
    request = session.get(Request, request_id)
    if request is None or not requests_by_id(session, (request_id,), actor):
        raise Refused(_("Permohonan ini tidak ditemukan."))
    entry = entry_of(request)
    facts = clock_facts(request, entry)
    deadline = deadline_for(session, entry, facts)
    promise, today = deadline.promise, clock.today()
    passed, state, words = None, None, promise.explanation or ""
    is_open = request.withdrawn_at is None and request.answered_at is None
    if not is_open:
        words = _("dicabut") if request.withdrawn_at else _("selesai")
    elif promise.due_on and promise.starts_on and promise.calendar:
        passed = time_limits.progress(promise.starts_on, promise.due_on, today, promise.calendar)
        state, words = due_words(promise.due_on, today, work_calendar(session, today, promise.due_on))
    may = actor.may("file") and is_open
    is_running = promise.due_on is not None and today <= promise.due_on
    is_paused = facts.history.open_pause is not None
    return ClockDetail(
        version=request.version,
        is_open=is_open,
        deadline=deadline,
        days=explained(promise),
        progress=passed,
        state=state,
        state_words=words,
        can_extend=may and is_running and bool(promise.extension_words) and not facts.history.is_extended,
        can_pause=may and is_running and calendar_setting(session).allows_pauses,
        can_resume=may and is_paused,
        can_count_from_event=may and _may_count_from_event(entry, facts),
        itsa_item=_itsa_item(request, entry) if may else None,
        decisions=_decisions(session, request_id),
    )


def _may_count_from_event(entry: Checklist, facts: ClockFacts) -> bool:
    limit = promises.limit_for(entry, facts.variant)
    return limit is not None and "event_done" in limit.may_start_at and facts.event_done_on is None


def _itsa_item(request: Request, entry: Checklist) -> Item | None:
    return next((item for item in items_of(request, entry) if item.holds == "itsa_passed"), None)


def _decisions(session: Session, request_id: int) -> tuple[DecisionRow, ...]:
    found = (
        select(ClockEvent, Account.name)
        .join(Account, Account.id == ClockEvent.made_by)
        .where(ClockEvent.request_id == request_id)
        .order_by(ClockEvent.id)
    )
    return tuple(
        DecisionRow(
            event.id,
            event.kind,
            event.on,
            event.reason,
            by,
            event.made_at,
            event.taken_back_at,
            event.taken_back_reason,
        )
        for event, by in session.execute(found)
    )
