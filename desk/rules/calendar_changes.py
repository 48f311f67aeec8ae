"""What a change of the calendar adds and takes away, before anything is saved; knows no table and no request.

Preview and act are made of the same edit: what is shown is what is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from desk.errors import Refused
from desk.i18n import _
from desk.rules.calendar_policies import ListedDay, Switches
from desk.rules.deadlines import OfficeDays

LONGEST_CLOSURE = 60  # days; a longer one is a slip of the pen in the year


@dataclass(frozen=True)
class CalendarEdit:
    """Days added and days removed (a confirmation is both), and the switches where they change."""

    added: tuple[ListedDay, ...] = ()
    removed: tuple[ListedDay, ...] = ()
    switches: Switches | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.removed or self.switches)

    @property
    def reversed(self) -> CalendarEdit:
        """What takes the days back."""
        return CalendarEdit(self.removed, self.added)

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day it concerns; switches concern every day."""
        if self.switches is not None:
            return date.min, date.max
        days = [each.day for each in (*self.added, *self.removed)]
        return min(days), max(days)

    def as_data(self) -> dict[str, Any]:
        """The days as JSON can hold them."""
        return {"added": _data(self.added), "removed": _data(self.removed)}

    def after(self, by: OfficeDays) -> OfficeDays:
        """What would be counted by."""
        removed = set(self.removed)
        days = [each for each in by.days if each not in removed]
        known = set(days)
        days += [each for each in self.added if each not in known]
        days.sort(key=lambda each: each.day)
        return replace(by, days=tuple(days), switches=self.switches or by.switches)


def _data(days: tuple[ListedDay, ...]) -> list[list[Any]]:
    return [[each.day.isoformat(), each.kind, each.name, each.is_confirmed] for each in days]


def from_data(data: Mapping[str, Any]) -> CalendarEdit:
    """The edit written by `as_data`."""
    added, removed = (
        tuple(ListedDay(date.fromisoformat(day), *rest) for day, *rest in data[part])
        for part in ("added", "removed")
    )
    return CalendarEdit(added, removed)


def closure(first: date, last: date, name: str) -> CalendarEdit:
    """A closure of whole days, weekends left out."""
    if last < first:
        raise Refused(_("Hari terakhir mendahului hari pertama."), field="last_on")
    length = (last - first).days + 1
    if length > LONGEST_CLOSURE:
        raise Refused(_("Penutupan paling lama {0} hari.").format(LONGEST_CLOSURE), field="last_on")
    days = [first + timedelta(days=step) for step in range(length)]
    added = tuple(ListedDay(day, "closure", name) for day in days if day.weekday() < 5)
    if not added:
        raise Refused(_("Hari itu akhir pekan: kantor memang tutup."), field="first_on")
    return CalendarEdit(added=added)


def new_closure(listed: Iterable[ListedDay], first: date, last: date, name: str) -> CalendarEdit:
    """The same closure less the days that are listed as such already; refused where none is left."""
    known = set(listed)
    added = tuple(each for each in closure(first, last, name).added if each not in known)
    if not added:
        raise Refused(_("Penutupan itu sudah tercatat."), field="first_on")
    return CalendarEdit(added)


def confirmation(listed: Iterable[ListedDay], days: Iterable[date], *, is_confirmed: bool) -> CalendarEdit:
    """The Balinese days among `listed` on `days`, confirmed or proposed again."""
    wanted = set(days)
    before = [
        each
        for each in listed
        if each.kind == "balinese" and each.day in wanted and each.is_confirmed != is_confirmed
    ]
    after = tuple(replace(each, is_confirmed=is_confirmed) for each in before)
    return CalendarEdit(added=after, removed=tuple(before))


Decision = Callable[[Iterable[ListedDay], Iterable[date]], CalendarEdit]
"""`confirmed` or `proposed`."""


def confirmed(listed: Iterable[ListedDay], days: Iterable[date]) -> CalendarEdit:
    """The Balinese days among `listed` on `days` become days off."""
    return confirmation(listed, days, is_confirmed=True)


def proposed(listed: Iterable[ListedDay], days: Iterable[date]) -> CalendarEdit:
    """They are proposals again."""
    return confirmation(listed, days, is_confirmed=False)


def additions(listed: Iterable[ListedDay], days: Iterable[ListedDay]) -> CalendarEdit:
    """The `days` of an import that are not listed yet; a day of the same kind is not added twice."""
    known = {(each.day, each.kind) for each in listed}
    added: dict[tuple[date, str], ListedDay] = {}
    for each in days:
        if (each.day, each.kind) not in known:
            added.setdefault((each.day, each.kind), each)
    return CalendarEdit(added=tuple(added.values()))


def still_standing(listed: Iterable[ListedDay], edit: CalendarEdit) -> CalendarEdit:
    """What of an undoing is still to be undone: a later change may have taken some of its days already."""
    known = set(listed)
    removed = tuple(each for each in edit.removed if each in known)
    changed = {(each.day, each.kind, each.name) for each in removed}
    added = tuple(each for each in edit.added if (each.day, each.kind, each.name) in changed)
    return CalendarEdit(added, removed)
