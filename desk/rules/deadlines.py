"""The one answer to "until when?", for the command line and for the screens; knows no table and no clock.

The facts of a request, or of a question at the command line, and the office's days go in; the promise with
its explanation, what the other calendars would say, and every caution come out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from desk.errors import Refused
from desk.i18n import _
from desk.rules import promises, time_limits
from desk.rules.calendar_policies import (
    FIRST_YEAR,
    LAST_YEAR,
    POLICIES,
    PUBLISHED,
    ListedDay,
    Policy,
    Switches,
    calendar_of,
    cautions,
    published_days,
)
from desk.rules.checklists import Checklist, Limit
from desk.rules.office_dates import long_date
from desk.rules.promises import Promise, StatutoryDate
from desk.rules.time_limits import UNTOUCHED, ClockHistory
from desk.rules.working_days import WorkCalendar

DRAFT_DAYS_AHEAD = 2
_HORIZON = timedelta(days=366)
"""Longer than the longest term, 60 working days, with every day off in it."""


@dataclass(frozen=True)
class OfficeDays:
    """What is counted by: the listed days, what the office rests on, and how early a draft is wanted."""

    days: tuple[ListedDay, ...]
    switches: Switches = PUBLISHED
    draft_days_ahead: int = DRAFT_DAYS_AHEAD

    def calendar(self, policy: Policy) -> WorkCalendar:
        """The calendar of one policy."""
        return calendar_of(self.days, policy, self.switches)


@dataclass(frozen=True)
class ClockFacts:
    """What is known of a request's clock: its variant, the days of its events, what was decided since."""

    variant: str | None
    events: Mapping[str, date]
    history: ClockHistory = UNTOUCHED
    objection_event: str | None = None
    """Set where the clock asked for is not the service's own but that of an objection to its decision."""

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day a calendar must know to answer."""
        ends = [pause.until or pause.since for pause in self.history.pauses]
        days = [*self.events.values(), *ends]
        return min(days), max(days) + _HORIZON


@dataclass(frozen=True)
class Deadline:
    """A promise and all that is to be said about it; `by_policy` has a date wherever there is one."""

    promise: Promise
    policy: Policy
    by_policy: Mapping[Policy, date]
    statutory: StatutoryDate | None
    draft_on: date | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class DeadlineQuestion:
    """A question at the command line: `from_on` is the day of `event`, or of the service's own event."""

    from_on: date
    event: str | None = None
    variant: str | None = None
    is_extended: bool = False


def published_between(first: date, last: date) -> OfficeDays:
    """What is counted by where no office has saved anything."""
    years = range(first.year, last.year + 1)
    return OfficeDays(tuple(day for year in years for day in published_days(year)))


def facts_asked(entry: Checklist, question: DeadlineQuestion) -> ClockFacts:
    """The facts that a question names; refused where service, event and variant do not fit together."""
    if not FIRST_YEAR <= question.from_on.year <= LAST_YEAR:
        years = _("Tahun harus antara {first} dan {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)
        raise Refused(years, field="from_on")
    history = ClockHistory(is_extended=question.is_extended)
    limit = _limit_asked(entry, question)
    allowed = events_of(entry, limit)
    event = question.event or limit.starts_at
    if event not in allowed:
        sentence = _("Kejadian “{event}” tidak memulai jangka waktu layanan ini; yang ada: {events}.")
        raise Refused(sentence.format(event=event, events=", ".join(allowed)), field="event")
    if question.is_extended and limit.extension is None:
        raise Refused(_("Jangka waktu layanan ini tidak dapat diperpanjang."), field="extended")
    objection = event if event in time_limits.OBJECTION_EVENTS else None
    return ClockFacts(question.variant, {event: question.from_on}, history, objection)


def _limit_asked(entry: Checklist, question: DeadlineQuestion) -> Limit:
    """The limit meant; the service's variants differ in it, or an objection's clock is asked for."""
    entry.variant(question.variant)
    objection = time_limits.objection_limit(question.event or "") if entry.takes_objections else None
    limit = objection or promises.limit_for(entry, question.variant)
    if limit is None:
        keys = ", ".join(limit.variant for limit in entry.clock if limit.variant)
        raise Refused(_("Sebutkan --variant; yang ada: {keys}.").format(keys=keys), field="variant")
    return limit


def events_of(entry: Checklist, limit: Limit | None = None) -> tuple[str, ...]:
    """Every event that may be named for this service, or for one limit of it."""
    own = entry.events if limit is None else ("received", limit.starts_at, *limit.may_start_at)
    objections = time_limits.OBJECTION_EVENTS if entry.takes_objections else ()
    return tuple(dict.fromkeys((*own, *objections)))


def promised(entry: Checklist, facts: ClockFacts, by: OfficeDays, *, policy: Policy | None = None) -> Promise:
    """The promise alone; `policy` None takes the service's own, as the office has set it."""
    return _promise(entry, facts, by.calendar(policy or own_policy(entry, facts, by.switches)))


def own_policy(entry: Checklist, facts: ClockFacts, switches: Switches) -> Policy:
    """What the clock is counted by: objections always as the law's own clocks."""
    return switches.policy_of("statutory" if facts.objection_event else entry.calendar_policy)


def answer(entry: Checklist, facts: ClockFacts, by: OfficeDays, *, policy: Policy | None = None) -> Deadline:
    """Until when, and why: the promise with all that is to be said beside it."""
    policy = policy or own_policy(entry, facts, by.switches)
    made = {each: _promise(entry, facts, by.calendar(each)) for each in POLICIES}
    promise = made[policy]
    limit = promises.limit_for(entry, facts.variant)
    statutory = (
        promises.statutory_date(limit, facts.events, by.calendar("statutory"), facts.history)
        if limit and not facts.objection_event
        else None
    )
    by_policy = {each: one.due_on for each, one in made.items() if one.due_on is not None}
    deadline = Deadline(promise, policy, MappingProxyType(by_policy), statutory, _draft_on(promise, by), ())
    return _with_warnings(deadline, by, None if facts.objection_event else limit)


def _promise(entry: Checklist, facts: ClockFacts, calendar: WorkCalendar) -> Promise:
    limit = time_limits.objection_limit(facts.objection_event or "")
    if limit is not None and facts.objection_event is not None:
        return promises.promise_of(limit, facts.events[facts.objection_event], calendar, facts.history)
    return promises.promise(
        entry,
        variant=facts.variant,
        received_on=facts.events.get("received"),
        completed_on=facts.events.get("complete"),
        events=facts.events,
        calendar=calendar,
        history=facts.history,
    )


def _draft_on(promise: Promise, by: OfficeDays) -> date | None:
    if promise.due_on is None or promise.starts_on is None or promise.calendar is None:
        return None
    return time_limits.draft_due_on(promise.starts_on, promise.due_on, by.draft_days_ahead, promise.calendar)


def _with_warnings(deadline: Deadline, by: OfficeDays, limit: Limit | None) -> Deadline:
    promise = deadline.promise
    found: list[str] = []
    if promise.due_on is not None and promise.starts_on is not None:
        found += cautions(by.days, promise.starts_on, promise.due_on, deadline.policy)
        found += _other_dates(deadline, promise.due_on)
    found += statutory_words(deadline, limit)
    return Deadline(
        promise,
        deadline.policy,
        deadline.by_policy,
        deadline.statutory,
        deadline.draft_on,
        tuple(found),
    )


def _other_dates(deadline: Deadline, due_on: date) -> list[str]:
    """Both dates shown where the calendars differ; each other date once."""
    words = {
        "statutory": _("Tanpa hari dispensasi Bali, batasnya {date}."),
        "office": _("Dengan hari dispensasi Bali yang sudah dikonfirmasi, batasnya {date}."),
        "proposed": _("Bila semua hari dispensasi Bali yang diusulkan dikonfirmasi, batasnya {date}."),
    }
    others: dict[date, str] = {}
    for policy in POLICIES:
        other = deadline.by_policy.get(policy)
        if other is not None and other != due_on:
            others.setdefault(other, words[policy].format(date=long_date(other)))
    return list(others.values())


def statutory_words(deadline: Deadline, limit: Limit | None) -> list[str]:
    """What the law itself counts from receipt, where the decree counts from a later day."""
    if limit is None or limit.statutory_basis is None:
        return []
    statutory = deadline.statutory
    if statutory is None:
        sentence = _("{basis} menghitung sejak permohonan diterima: periksa juga tanggal itu.")
        return [sentence.format(basis=limit.statutory_basis)]
    sentence = _("Menurut {basis}, dihitung sejak diterima, batasnya {date}.")
    return [sentence.format(basis=statutory.basis, date=long_date(statutory.due_on))]
