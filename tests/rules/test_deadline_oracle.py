"""Every limit of both standards beside an oracle that walks day by day on days of its own; shares no code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desk.rules import deadlines
from desk.rules.calendar_policies import ListedDay, Policy, Switches, published_days
from desk.rules.checklists import Checklist, Limit, load_checklists
from desk.rules.deadlines import ClockFacts, OfficeDays
from desk.rules.time_limits import ClockHistory, Pause

FIRST, LAST = date(2023, 1, 1), date(2032, 6, 30)
ONE_DAY = timedelta(days=1)


# ---- the oracle: its own days, its own loop --------------------------------------------------------------

FIRST_GALUNGAN = date(2023, 1, 4)
AROUND_GALUNGAN = (-1, 0, 1, 9, 10)  # Penampahan, Galungan, Umanis, Penampahan Kuningan, Kuningan
SARASWATI_TO_PAGERWESI = (136, 140)  # Saraswati and Pagerwesi after Galungan
SIWARATRI = (
    "2023-01-20 2024-01-09 2025-01-27 2026-01-17 2027-01-06 "
    "2028-01-25 2029-01-13 2030-01-03 2031-01-22 2032-01-11"
)


@cache
def published() -> tuple[frozenset[date], frozenset[date]]:
    """National days and joint leave, straight from the library."""
    years = range(2022, 2034)
    both = (
        holidays.country_holidays("ID", years=years, categories=each) for each in ("public", "government")
    )
    national, leave = (frozenset(found) for found in both)
    return national, leave


@cache
def balinese() -> frozenset[date]:
    """What may be proposed: by adding 210 days, by Nyepi from the library, by a printed list."""
    found = {date.fromisoformat(text) for text in SIWARATRI.split()}
    for turn in range(-2, 20):
        galungan = FIRST_GALUNGAN + timedelta(days=210 * turn)
        found |= {galungan + timedelta(days=step) for step in (*AROUND_GALUNGAN, *SARASWATI_TO_PAGERWESI)}
    named = holidays.country_holidays("ID", years=range(2023, 2033), language="id")
    for day in named.get_named("Hari Suci Nyepi"):
        found |= {day - ONE_DAY, day + ONE_DAY}
    return frozenset(found)


@dataclass(frozen=True)
class Case:
    """One question with everything that may change its answer."""

    entry: Checklist
    limit: Limit
    start: date
    policy: Policy
    is_extended: bool
    pauses: tuple[tuple[int, int], ...]
    closures: frozenset[date]
    confirmed: frozenset[date]
    national: bool
    joint_leave: bool

    def rests(self) -> frozenset[date]:
        """All days off but weekends."""
        national, leave = published()
        days = set(self.closures)
        if self.national:
            days |= national
        if self.joint_leave:
            days |= leave
        if self.policy == "office":
            days |= self.confirmed
        if self.policy == "proposed":
            days |= balinese()
        return frozenset(days)

    def stood_still(self) -> frozenset[date]:
        days: set[date] = set()
        for since, length in self.pauses:
            days |= {self.start + timedelta(days=since + step) for step in range(1, length + 1)}
        return frozenset(days)


def by_walking(case: Case) -> tuple[date, list[date], list[date]]:
    """The last day, the days that count and those that do not."""
    counted: list[date] = []
    passed: list[date] = []
    end = _walk_term(case, case.start, case.limit.amount, case.limit.counted_unit, (counted, passed))
    if case.is_extended and case.limit.extension:
        more = case.limit.extension
        end = _walk_term(case, end, more.amount, more.unit, (counted, passed))
    return end, counted, passed


def _walk_term(case: Case, start: date, amount: int, unit: str, kept: tuple[list[date], list[date]]) -> date:
    counted, passed = kept
    rests, still = case.rests(), case.stood_still()
    wanted = amount if unit != "bulan" else _days_of_months(start, amount)
    day, left = start, wanted
    while left > 0:
        day = day + ONE_DAY
        is_off = day.isoweekday() > 5 or day in rests
        if day in still or (is_off and (unit == "hari_kerja" or left == 1)):
            passed.append(day)
        else:
            counted.append(day)
            left -= 1
    return day


def _days_of_months(start: date, months: int) -> int:
    year, month = start.year, start.month
    for _each in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    day = start.day
    while True:
        try:
            return (date(year, month, day) - start).days
        except ValueError:
            day -= 1


# ---- the program's answer --------------------------------------------------------------------------------


def by_desk(case: Case) -> deadlines.Deadline:
    years = range(case.start.year, case.start.year + 2)
    listed = [
        ListedDay(each.day, each.kind, each.name, each.kind != "balinese" or each.day in case.confirmed)
        for year in years
        for each in published_days(year)
    ]
    listed += [ListedDay(day, "closure", "penutupan") for day in sorted(case.closures)]
    by = OfficeDays(tuple(listed), Switches(case.national, case.joint_leave))
    pauses = tuple(
        Pause(
            case.start + timedelta(days=since), case.start + timedelta(days=since + length), "menunggu data"
        )
        for since, length in case.pauses
    )
    facts = ClockFacts(
        case.limit.variant, {case.limit.starts_at: case.start}, ClockHistory(case.is_extended, pauses)
    )
    return deadlines.answer(case.entry, facts, by, policy=case.policy)


LIMITS = [(entry, limit) for entry in load_checklists().values() for limit in entry.clock]
MONTHS = [each for each in LIMITS if each[1].counted_unit == "bulan"]
LAST_DAYS = [date(year, month, 1) - ONE_DAY for year in range(2023, 2033) for month in (1, 3, 6, 12)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    entry, limit = draw(st.sampled_from(LIMITS + 8 * MONTHS))
    start = draw(st.dates(FIRST, LAST) | st.sampled_from(LAST_DAYS[1:-2]))
    near = st.integers(1, 60).map(lambda step: start + timedelta(days=step))
    holy = sorted(day for day in balinese() if start <= day <= start + timedelta(days=200))
    confirmed = draw(st.sets(st.sampled_from(holy))) if holy else set()
    return Case(
        entry=entry,
        limit=limit,
        start=start,
        policy=draw(st.sampled_from(("statutory", "office", "proposed"))),
        is_extended=limit.extension is not None and draw(st.booleans()),
        pauses=tuple(draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 12)), max_size=2))),
        closures=frozenset(draw(st.sets(near, max_size=3))),
        confirmed=frozenset(confirmed),
        national=draw(st.integers(0, 9)) > 0,
        joint_leave=draw(st.integers(0, 9)) > 0,
    )


def test_every_limit_as_by_walking(request: pytest.FixtureRequest) -> None:
    examples = 10_000 if request.config.getoption("--long", default=False) else 1_000
    seen = 0

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(cases())
    def check(case: Case) -> None:
        nonlocal seen
        seen += 1
        found = by_desk(case)
        due_on, counted, passed = by_walking(case)
        assert found.promise.due_on == due_on, case
        assert list(found.promise.counted) == counted, case
        assert [off.day for off in found.promise.skipped] == passed, case
        every = [case.start + timedelta(days=step) for step in range(1, (due_on - case.start).days + 1)]
        assert sorted((*counted, *passed)) == every, case

    check()
    assert seen >= examples


def test_the_oracle_has_seen_every_kind_of_limit() -> None:
    assert {limit.counted_unit for _entry, limit in LIMITS} == {"hari_kerja", "bulan"}
    assert {limit.unit for _entry, limit in LIMITS} == {"hari_kerja", "hari", "bulan"}
    assert len(LIMITS) == 41


def test_the_oracles_own_days_are_the_programs() -> None:
    for year in range(2023, 2033):
        listed = {each.day for each in published_days(year) if each.kind == "balinese"}
        assert listed == {day for day in balinese() if day.year == year}, year
