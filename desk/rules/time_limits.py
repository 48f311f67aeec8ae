"""Counting one time limit from its day zero: extension, pauses, draft date; knows no service and no table.

Of the day on which something happens the old state keeps it: the day of receipt is not counted, the day a
clock is paused still is, the day it is resumed is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desk.errors import Refused
from desk.i18n import _
from desk.rules.checklists import Limit, StartingEvent, Unit
from desk.rules.working_days import DayOff, Due, WorkCalendar


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stood still from the day after `since` up to and with `until`; None: it still does."""

    since: date
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ClockHistory:
    """What was decided about one request's clock after it began."""

    is_extended: bool = False
    pauses: tuple[Pause, ...] = ()

    @property
    def open_pause(self) -> Pause | None:
        """The pause that has not ended, if the clock stands still."""
        return next((pause for pause in self.pauses if pause.until is None), None)


UNTOUCHED = ClockHistory()


@dataclass(frozen=True, slots=True)
class Counted:
    """A last day explained: every day after day zero is in `counted` or in `skipped`.

    `base_on` is the last day before the extension; the days counted towards it are counted here too.
    """

    due_on: date
    counted: tuple[date, ...]
    skipped: tuple[DayOff, ...]
    base_on: date
    calendar: WorkCalendar
    """The calendar it was counted by, with the days the clock was paused."""


def count(
    limit: Limit, starts_on: date, calendar: WorkCalendar, history: ClockHistory = UNTOUCHED
) -> Counted:
    """The last day of `limit` from `starts_on`, which is not counted; no pause may still be open.

    Months are cut to the month's end; a term in months or days that ends on a day off rolls forward. The
    extension goes on from the last day of the base term (UU 14/2008 Ps 22(8): "berikutnya").
    """
    running = calendar.paused(_paused_days(history, starts_on))
    base = _term(limit.amount, limit.counted_unit, starts_on, running)
    if not history.is_extended:
        return Counted(base.due_on, base.counted, base.skipped, base.due_on, running)
    extension = limit.extension
    if extension is None:
        raise Refused(_("Jangka waktu layanan ini tidak dapat diperpanjang."), field="extended")
    more = _term(extension.amount, extension.unit, base.due_on, running)
    return Counted(
        more.due_on, base.counted + more.counted, base.skipped + more.skipped, base.due_on, running
    )


def _term(amount: int, unit: Unit, starts_on: date, calendar: WorkCalendar) -> Due:
    if unit == "bulan":
        return calendar.add_months(starts_on, amount)
    if unit == "hari":
        return calendar.add_days(starts_on, amount)
    return calendar.add_working_days(starts_on, amount)


def _paused_days(history: ClockHistory, starts_on: date) -> list[DayOff]:
    days: dict[date, DayOff] = {}
    for pause in history.pauses:
        if pause.until is None:
            raise ValueError("a clock that stands still has no last day")
        for step in range(1, (pause.until - pause.since).days + 1):
            day = pause.since + timedelta(days=step)
            if day > starts_on:
                days.setdefault(day, DayOff(day, "paused", pause.reason))
    return list(days.values())


@dataclass(frozen=True, slots=True)
class Progress:
    """Working days of a term, used up to and with today and left after it; `left` is negative when late."""

    used: int
    left: int


def progress(starts_on: date, due_on: date, today: date, calendar: WorkCalendar) -> Progress:
    """How much of the term is used, by the calendar it was counted by."""
    seen = min(max(today, starts_on), due_on)
    return Progress(
        used=calendar.working_days_between(starts_on, seen),
        left=calendar.working_days_between(max(today, starts_on), due_on),
    )


def draft_due_on(starts_on: date, due_on: date, days_ahead: int, calendar: WorkCalendar) -> date | None:
    """When the draft answer should lie there: `days_ahead` working days before the limit.

    None where that would not leave a single working day for it.
    """
    if days_ahead <= 0:
        return None
    draft_on = calendar.back_working_days(due_on, days_ahead)
    return draft_on if draft_on > starts_on else None


# ---- keberatan: 30 + 30 + 14 working days (UU 14/2008) -----------------------------------------------------

OBJECTION_EVENTS: tuple[StartingEvent, ...] = (
    "objection_ground",
    "objection_received",
    "objection_answered",
)


def objection_limit(event: str) -> Limit | None:
    """The statutory limit that starts at `event`: objection, its answer, the dispute; else None."""
    if event == "objection_ground":  # Ps 36(1)
        return _objection(
            "objection_ground",
            30,
            _("Keberatan diajukan paling lambat"),
            _("30 hari kerja sejak ditemukannya alasan keberatan"),
        )
    if event == "objection_received":  # Ps 36(2)
        return _objection(
            "objection_received",
            30,
            _("Tanggapan atasan PPID paling lambat"),
            _("30 hari kerja sejak keberatan diterima secara tertulis"),
        )
    if event == "objection_answered":  # Ps 37(2)
        return _objection(
            "objection_answered",
            14,
            _("Sengketa ke Komisi Informasi diajukan paling lambat"),
            _("14 hari kerja sejak tanggapan tertulis atasan PPID diterima"),
        )
    return None


def _objection(event: StartingEvent, amount: int, words: str, starts_words: str) -> Limit:
    return Limit(
        variant=None,
        words=words,
        amount=amount,
        unit="hari_kerja",
        counted_unit="hari_kerja",
        starts_at=event,
        starts_words=starts_words,
    )
