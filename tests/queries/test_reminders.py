"""What is said to whoever sits down agrees with the work list, whoever it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from homes import Home
from request_samples import request_order

from desk import clock
from desk.operations.requests import file
from desk.queries.reminders import DueCounts, due_counts
from desk.queries.worklist import worklist

FRIDAY = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def counts(home: Home, who: str = "petugas") -> DueCounts:
    return home.database.read(lambda session: due_counts(session, getattr(home, who)))


def at(day: int, month: int = 6) -> None:
    clock.run_by(lambda: datetime(2026, month, day, 2, 0, tzinfo=UTC))


def test_a_term_goes_from_far_to_soon_to_today_to_late(desk_home: Home) -> None:
    assert counts(desk_home) == DueCounts(0, 0, 0)
    order = request_order("karangasem-5.2")  # five working days: Monday 22 June
    desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    seen = []
    for day in (12, 17, 18, 21, 22, 23):
        at(day)
        found = counts(desk_home)
        seen.append((found.late, found.today, found.soon))
        rows = desk_home.database.read(lambda session: worklist(session, desk_home.petugas)).due
        assert [row.urgency for row in rows] == [
            "late" if found.late else "today" if found.today else "soon" if found.soon else "ok"
        ]
    assert seen == [(0, 0, 0), (0, 0, 0), (0, 0, 1), (0, 0, 1), (0, 1, 0), (1, 0, 0)]


def test_an_event_before_the_limit_is_what_is_near(desk_home: Home) -> None:
    changed = {
        **request_order("karangasem-3.10").marks,
        "waktu_rapat": ("filled", "2026-06-12T13:00"),
        "waktu_selesai": ("filled", "2026-06-12T15:00"),
    }
    order = request_order("karangasem-3.10", marks=changed)
    desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert counts(desk_home).today == 1


def test_who_may_not_know_of_confidential_requests_is_not_told(desk_home: Home) -> None:
    order = request_order("karangasem-5.3")
    desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    at(30)
    assert counts(desk_home).late == 1
    assert counts(desk_home, "pemegang").late == 0
