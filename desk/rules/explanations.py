"""A promise explained day by day, in lines that screen and command line share; knows no table, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desk.i18n import _
from desk.rules.office_dates import long_date
from desk.rules.promises import Promise
from desk.rules.working_days import DayOff, Kind

_LONG_RUN = 8  # no week has as many working days in a row: a longer run is a term in months or days


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One day of a term, or a run of days that all count; `number` is that of the last of them.

    `reason` says why a day does not count; `is_extension`: it belongs to the lengthened part.
    """

    first: date
    last: date
    number: int | None
    reason: str | None = None
    kind: Kind | None = None
    is_extension: bool = False

    @property
    def words(self) -> str:
        """The day as one line without its number."""
        if self.first != self.last:
            days = (self.last - self.first).days + 1
            words = _("{first} – {last}: {count} hari berturut-turut dihitung")
            return words.format(first=long_date(self.first), last=long_date(self.last), count=days)
        if self.reason is None:
            return long_date(self.first)
        return f"{long_date(self.first)}: {self.reason}"


def explained(promise: Promise) -> tuple[ExplainedDay, ...]:
    """Every day after day zero up to the last one, in order; nothing while there is no date."""
    off = {each.day: each for each in promise.skipped}
    numbers = {day: number for number, day in enumerate(promise.counted, 1)}
    base_on = promise.base_on or promise.due_on
    days: list[ExplainedDay] = []
    for day in sorted((*numbers, *off)):
        reason = off.get(day)
        days.append(
            ExplainedDay(
                first=day,
                last=day,
                number=numbers.get(day),
                reason=None if reason is None else reason_words(reason),
                kind=None if reason is None else reason.kind,
                is_extension=base_on is not None and day > base_on,
            )
        )
    return tuple(_merged(days))


def _merged(days: list[ExplainedDay]) -> list[ExplainedDay]:
    """Long runs of counted days as one."""
    made: list[ExplainedDay] = []
    run: list[ExplainedDay] = []
    for each in [*days, None]:
        follows = bool(run) and each is not None and each.first == run[-1].last + timedelta(days=1)
        if each is not None and each.reason is None and (follows or not run):
            run.append(each)
            continue
        made += _run(run)
        run = [each] if each is not None and each.reason is None else []
        if each is not None and each.reason is not None:
            made.append(each)
    return made


def _run(run: list[ExplainedDay]) -> list[ExplainedDay]:
    if len(run) < _LONG_RUN:
        return run
    return [ExplainedDay(run[0].first, run[-1].last, run[-1].number, is_extension=run[-1].is_extension)]


def reason_words(off: DayOff) -> str:
    """Why a day does not count: "libur nasional, Tahun Baru Islam"."""
    words = {
        "national": _("libur nasional, {name}"),
        "cuti_bersama": "{name}",
        "closure": _("kantor tutup, {name}"),
        "balinese": _("dispensasi, {name}"),
        "paused": _("jangka waktu dihentikan, {name}"),
        "weekend": _("akhir pekan"),
    }
    return words[off.kind].format(name=off.name)


def lines(promise: Promise) -> list[str]:
    """The whole explanation as text; one line where there is no date yet."""
    if promise.due_on is None or promise.starts_on is None:
        return [f"{promise.words}: {promise.explanation or '-'}"]
    made = [
        promise.starts_words,
        _("hari ke-0  {day} (tidak dihitung)").format(day=long_date(promise.starts_on)),
    ]
    was_extension = False
    for each in explained(promise):
        if each.is_extension and not was_extension and promise.base_on is not None:
            base = _("batas semula {day}; perpanjangan dihitung sesudahnya:")
            made.append(base.format(day=long_date(promise.base_on)))
            was_extension = True
        made.append(f"{each.number if each.number is not None else '-':>9}  {each.words}")
    made.append(f"{promise.words} {long_date(promise.due_on)}")
    return made
