"""What is promised by when, in the words of the service's own time limit; knows no days off and no clock.

Every service is held to its own entry (agency, number): like-named services of the two decrees differ (N63).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from desk.i18n import _
from desk.rules.checklists import Checklist, Limit, StartingEvent
from desk.rules.working_days import DayOff, Due, WorkCalendar

NO_EVENTS: Mapping[str, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Promise:
    """One date, or why there is none yet.

    `words` stand before the date ("Jawaban paling lambat"); `explanation` stands in its place while `due_on`
    is None; `counted` and `skipped` explain the date day by day; `starts_on` is day zero, not counted.
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


def promise(  # noqa: PLR0913 - the days that can start a clock are facts of their own, not one order
    entry: Checklist,
    *,
    variant: str | None,
    received_on: date,
    completed_on: date | None = None,
    events: Mapping[str, date] = NO_EVENTS,
    calendar: WorkCalendar,
) -> Promise:
    """What this service promises for a request received on `received_on`.

    `events` holds further starting days that are known (`itsa_passed`; `event_done` only where the office
    agreed to count coverage from the event, N25). Where limits differ by a variant not yet fixed there is no
    date, except the default's (Denpasar IV counts without coordination until it is recorded, N56).
    """
    limit = limit_for(entry, variant)
    if limit is None:
        return _undecided(entry)
    days = {**events, "received": received_on}
    if completed_on is not None:
        days["complete"] = completed_on
    starts_on = _starting_day(limit, days)
    if starts_on is None:
        return _unstarted(entry, limit)
    due = _count(limit, starts_on, calendar)
    return Promise(
        words=limit.words,
        due_on=due.due_on,
        explanation=None,
        starts_words=limit.starts_words,
        limit_words=limit_words(limit),
        extension_words=limit.extension.words if limit.extension else None,
        starts_on=starts_on,
        counted=due.counted,
        skipped=due.skipped,
    )


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


def _count(limit: Limit, starts_on: date, calendar: WorkCalendar) -> Due:
    """The day of the event itself is not counted; a month or day ending on a day off rolls forward."""
    if limit.counted_unit == "bulan":
        return calendar.add_months(starts_on, limit.amount)
    if limit.counted_unit == "hari":
        return calendar.add_days(starts_on, limit.amount)
    return calendar.add_working_days(starts_on, limit.amount)


def _undecided(entry: Checklist) -> Promise:
    words = {limit.words for limit in entry.clock}
    return Promise(
        words=words.pop() if len(words) == 1 else _("Selesai paling lambat"),
        due_on=None,
        explanation=entry.unknown_words,
        starts_words=entry.unknown_words or "",
        limit_words=None,
    )


def _unstarted(entry: Checklist, limit: Limit) -> Promise:
    return Promise(
        words=limit.words,
        due_on=None,
        explanation=entry.unknown_words,
        starts_words=limit.starts_words,
        limit_words=limit_words(limit),
        extension_words=limit.extension.words if limit.extension else None,
    )
