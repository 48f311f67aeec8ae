"""What is promised by when, in the words of the service's own time limit; knows no days off and no clock.

Every service is held to its own entry (agency, number): like-named services of the two decrees differ (N63).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from desk.i18n import _
from desk.rules.checklists import Checklist, Limit, StartingEvent
from desk.rules.office_dates import plain_date
from desk.rules.time_limits import UNTOUCHED, ClockHistory, count
from desk.rules.working_days import DayOff, WorkCalendar

NO_EVENTS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Promise:
    """One date, or why there is none yet.

    `words` stand before the date ("Jawaban paling lambat"); `explanation` stands in its place while `due_on`
    is None; `counted` and `skipped` explain the date day by day; `starts_on` is day zero, not counted.
    `base_on` is the last day before the extension where there is one; `calendar` what it was counted by.
    """

    words: str
    due_on: date | None
    explanation: str | None
    starts_words: str
    limit_words: str | None
    extension_words: str | None = None
    starts_on: date | None = None
    counted: tuple[date, ...] = ()
    skipped: tuple[DayOff, ...] = ()
    base_on: date | None = None
    calendar: WorkCalendar | None = field(default=None, repr=False, compare=False)


def promise(  # noqa: PLR0913 - the days that can start a clock are facts of their own, not one order
    entry: Checklist,
    *,
    variant: str | None,
    received_on: date | None,
    completed_on: date | None = None,
    events: Mapping[str, date] = NO_EVENTS,
    calendar: WorkCalendar,
    history: ClockHistory = UNTOUCHED,
) -> Promise:
    """What this service promises for a request received on `received_on`; None asks from a later event.

    `events` holds further starting days that are known (`itsa_passed`; `event_done` only where the office
    agreed to count coverage from the event, N25). Where limits differ by a variant not yet fixed there is no
    date, except the default's (Denpasar IV counts without coordination until it is recorded, N56).
    """
    limit = limit_for(entry, variant)
    if limit is None:
        return _undecided(entry)
    starts_on = _starting_day(limit, _days(received_on, completed_on, events))
    if starts_on is None:
        return _unstarted(entry.unknown_words, limit)
    return promise_of(limit, starts_on, calendar, history)


def promise_of(
    limit: Limit, starts_on: date, calendar: WorkCalendar, history: ClockHistory = UNTOUCHED
) -> Promise:
    """The promise of one limit whose day zero is known; no date while its clock is paused."""
    pause = history.open_pause
    if pause is not None:
        since = _("jangka waktu dihentikan sementara sejak {date}: {reason}")
        words = since.format(date=plain_date(pause.since), reason=pause.reason)
        return replace(_unstarted(words, limit), starts_on=starts_on)
    counted = count(limit, starts_on, calendar, history)
    return Promise(
        words=limit.words,
        due_on=counted.due_on,
        explanation=None,
        starts_words=limit.starts_words,
        limit_words=limit_words(limit),
        extension_words=limit.extension.words if limit.extension else None,
        starts_on=starts_on,
        counted=counted.counted,
        skipped=counted.skipped,
        base_on=counted.base_on if history.is_extended else None,
        calendar=counted.calendar,
    )


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """The last day as the law counts it where the decree starts later, and the article that says so."""

    due_on: date
    basis: str


def statutory_date(
    limit: Limit, days: Mapping[str, date], calendar: WorkCalendar, history: ClockHistory = UNTOUCHED
) -> StatutoryDate | None:
    """What to warn of beside the decree's own date; None where law and decree agree, or during a pause.

    `days` holds the known events; `calendar` is that of the statutory clocks.
    """
    starts_on = days.get(limit.statutory_starts_at or "")
    if starts_on is None or limit.statutory_basis is None or history.open_pause is not None:
        return None
    return StatutoryDate(count(limit, starts_on, calendar, history).due_on, limit.statutory_basis)


def _days(
    received_on: date | None, completed_on: date | None, events: Mapping[str, date]
) -> Mapping[str, date]:
    days = dict(events)
    if received_on is not None:
        days["received"] = received_on
    if completed_on is not None:
        days["complete"] = completed_on
    return days


def limit_for(entry: Checklist, variant: str | None) -> Limit | None:
    """The limit that binds `variant`; None while limits differ and the variant is not fixed."""
    entry.variant(variant)
    chosen = variant or entry.default_variant
    return next((limit for limit in entry.clock if limit.variant in (None, chosen)), None)


def limit_words(limit: Limit) -> str:
    """The length of the term as the decree prints it: "10 hari kerja", "1 hari", "3 bulan"."""
    words = {
        "hari_kerja": _("{amount} hari kerja"),
        "hari": _("{amount} hari"),
        "bulan": _("{amount} bulan"),
    }
    return words[limit.unit].format(amount=limit.amount)


def _starting_day(limit: Limit, days: Mapping[str, date]) -> date | None:
    instead: StartingEvent | None = next((event for event in limit.may_start_at if event in days), None)
    return days.get(instead or limit.starts_at)


def _undecided(entry: Checklist) -> Promise:
    words = {limit.words for limit in entry.clock}
    return Promise(
        words=words.pop() if len(words) == 1 else _("Selesai paling lambat"),
        due_on=None,
        explanation=entry.unknown_words,
        starts_words=entry.unknown_words or "",
        limit_words=None,
    )


def _unstarted(explanation: str | None, limit: Limit) -> Promise:
    return Promise(
        words=limit.words,
        due_on=None,
        explanation=explanation,
        starts_words=limit.starts_words,
        limit_words=limit_words(limit),
        extension_words=limit.extension.words if limit.extension else None,
    )
