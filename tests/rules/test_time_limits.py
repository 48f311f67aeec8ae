"""Extension, pauses, draft dates and progress of one clock, beside what the oracle covers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk.errors import Refused
from desk.rules.checklists import load_checklists
from desk.rules.deadlines import ClockFacts, answer, events_of, published_between
from desk.rules.explanations import explained
from desk.rules.time_limits import (
    ClockHistory,
    Pause,
    Progress,
    count,
    draft_due_on,
    progress,
)

CHECKLISTS = load_checklists()
PPID = CHECKLISTS["karangasem-2.1"]
BY = published_between(date(2026, 1, 1), date(2027, 12, 31))
CALENDAR = BY.calendar("statutory")
START = date(2026, 3, 13)
DUE = date(2026, 4, 6)


def test_a_limit_without_extension_has_none() -> None:
    with pytest.raises(Refused, match="tidak dapat diperpanjang"):
        count(CHECKLISTS["karangasem-3.6"].clock[0], START, CALENDAR, ClockHistory(is_extended=True))


def test_a_pause_of_the_same_day_changes_nothing_and_an_open_one_has_no_date() -> None:
    limit = PPID.clock[0]
    day = date(2026, 3, 17)
    assert count(limit, START, CALENDAR, ClockHistory(pauses=(Pause(day, day, "x"),))).due_on == DUE
    still = ClockHistory(pauses=(Pause(day, None, "menunggu data"),))
    with pytest.raises(ValueError, match="stands still"):
        count(limit, START, CALENDAR, still)
    found = answer(PPID, ClockFacts(None, {"received": START, "complete": START}, still), BY)
    assert found.promise.due_on is None
    assert found.promise.explanation == (
        "jangka waktu dihentikan sementara sejak 17 Maret 2026: menunggu data"
    )
    assert (found.draft_on, dict(found.by_policy), found.statutory) == (None, {}, None)


def test_a_paused_day_is_named() -> None:
    history = ClockHistory(pauses=(Pause(date(2026, 3, 16), date(2026, 3, 25), "menunggu data"),))
    found = answer(PPID, ClockFacts(None, {"complete": START}, history), BY)
    assert found.promise.due_on == date(2026, 4, 8)
    reasons = {each.first: each.reason for each in explained(found.promise)}
    assert reasons[date(2026, 3, 17)] == "jangka waktu dihentikan, menunggu data"
    assert reasons[date(2026, 3, 19)] == "libur nasional, Hari Suci Nyepi"
    assert reasons[date(2026, 3, 25)] == "jangka waktu dihentikan, menunggu data"
    assert reasons[date(2026, 3, 26)] is None


def test_a_paused_month_ends_as_many_days_later() -> None:
    entry = CHECKLISTS["karangasem-3.1"]
    start = date(2026, 7, 6)
    plain = answer(entry, ClockFacts(None, {"received": start}), BY).promise.due_on
    pause = Pause(date(2026, 7, 13), date(2026, 7, 20), "menunggu akses")
    paused = answer(entry, ClockFacts(None, {"received": start}, ClockHistory(pauses=(pause,))), BY)
    assert plain == date(2026, 10, 6)
    assert paused.promise.due_on == plain + timedelta(days=7)


def test_a_draft_is_due_ahead_unless_there_is_no_time_for_it() -> None:
    assert draft_due_on(START, DUE, 2, CALENDAR) == date(2026, 4, 1)  # the 3rd is a national day
    assert draft_due_on(START, DUE, 0, CALENDAR) is None
    assert draft_due_on(date(2026, 4, 9), date(2026, 4, 10), 1, CALENDAR) is None
    assert draft_due_on(date(2026, 4, 9), date(2026, 4, 13), 1, CALENDAR) == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("today", "used", "left"),
    [
        ("2026-03-13", 0, 10),
        ("2026-03-12", 0, 10),
        ("2026-03-16", 1, 9),
        ("2026-03-22", 2, 8),
        ("2026-04-06", 10, 0),
        ("2026-04-07", 10, -1),
        ("2026-04-12", 10, -4),
    ],
)
def test_working_days_used_and_left(today: str, used: int, left: int) -> None:
    assert progress(START, DUE, date.fromisoformat(today), CALENDAR) == Progress(used, left)


def test_only_ppid_takes_objections() -> None:
    assert {key for key, entry in CHECKLISTS.items() if entry.takes_objections} == {
        "karangasem-2.1",
        "denpasar-I",
    }
    assert events_of(PPID) == (
        "received",
        "complete",
        "objection_ground",
        "objection_received",
        "objection_answered",
    )
