"""Which listed days stop which clock, and what of a year is not yet sure; knows no service and no table.

Statutory clocks stand still on national days, cuti bersama and closures; the standards' own limits also on
the Balinese days that an officer confirmed (they are dispensasi by circular, not law).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from desk.i18n import _
from desk.rules import balinese, holidays_id
from desk.rules.office_dates import long_date
from desk.rules.working_days import DayOff, Kind, WorkCalendar

Policy = Literal["statutory", "office", "proposed"]
POLICIES: tuple[Policy, ...] = ("statutory", "office", "proposed")

FIRST_YEAR, LAST_YEAR = 1946, 2099
"""The years whose national days are listed, less the last one, into which terms run over."""

_ESTIMATED = "(perkiraan)"


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day in the list of days off; a Balinese one stops nothing until an officer confirms it."""

    day: date
    kind: Kind
    name: str
    is_confirmed: bool = True

    def as_day_off(self) -> DayOff:
        """The same day for counting."""
        return DayOff(self.day, self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Switches:
    """Which kinds of published days the office rests on at all, and by what each kind of limit is counted."""

    national: bool = True
    joint_leave: bool = True
    statutory_limits: Policy = "statutory"
    office_limits: Policy = "office"

    def policy_of(self, kind: Literal["statutory", "office"]) -> Policy:
        """The policy of a service whose own calendar is of this kind."""
        return self.statutory_limits if kind == "statutory" else self.office_limits


PUBLISHED = Switches()


@cache
def published_days(year: int) -> tuple[ListedDay, ...]:
    """The days off of `year` as published and computed: what counts where no office has saved anything."""
    days = [ListedDay(off.day, off.kind, off.name) for off in holidays_id.national_days(year)]
    days += [
        ListedDay(off.day, off.kind, off.name, is_confirmed=False) for off in balinese.proposed_days_off(year)
    ]
    return tuple(sorted(days, key=lambda each: each.day))


def calendar_of(days: Iterable[ListedDay], policy: Policy, switches: Switches = PUBLISHED) -> WorkCalendar:
    """The calendar that `policy` makes of the listed days."""
    return WorkCalendar(tuple(each.as_day_off() for each in days if _stops(each, policy, switches)))


def _stops(each: ListedDay, policy: Policy, switches: Switches) -> bool:
    if each.kind == "national":
        return switches.national
    if each.kind == "cuti_bersama":
        return switches.joint_leave
    if each.kind == "balinese":
        return policy == "proposed" or (policy == "office" and each.is_confirmed)
    return each.is_confirmed


def cautions(days: Iterable[ListedDay], first: date, last: date, policy: Policy) -> tuple[str, ...]:
    """Why a count from `first` to `last` may still change: lists not yet published, estimated days."""
    days = tuple(days)
    listed = {each.day.year for each in days if each.kind == "cuti_bersama"}
    years = range(first.year, last.year + 1)
    found = [
        _("Cuti bersama {year} belum diterbitkan: tanggal dapat bergeser.").format(year=year)
        for year in years
        if year not in listed and not holidays_id.has_published_joint_leave(year)
    ]
    if policy != "statutory":
        found += [
            _("Tabel Nyepi dan Siwaratri tidak memuat {year}: rahinan Saka tidak diperhitungkan.").format(
                year=year
            )
            for year in years
            if not balinese.has_saka_table(year)
        ]
    return (*found, *_estimates(days, first, last))


def _estimates(days: tuple[ListedDay, ...], first: date, last: date) -> list[str]:
    return [
        _("{day}: {name}, tanggalnya masih perkiraan.").format(
            day=long_date(each.day), name=each.name.removesuffix(_ESTIMATED).strip()
        )
        for each in days
        if each.name.endswith(_ESTIMATED) and first < each.day <= last and each.day.weekday() < 5
    ]
