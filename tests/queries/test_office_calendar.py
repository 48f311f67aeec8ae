"""The calendar's own page: its days, its changes, its hours."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from homes import Home
from request_samples import request_order

from desk import clock
from desk.errors import Refused
from desk.operations.calendar_changes import (
    ClosureOrder,
    ConfirmationOrder,
    HalfDayOrder,
    TakeBackOrder,
    confirm_balinese_days,
    save_closure_and_move,
    save_half_day,
    take_back,
)
from desk.operations.calendar_settings import SeasonHoursOrder, set_season_hours
from desk.operations.request_clocks import ExtensionOrder, extend
from desk.operations.requests import file
from desk.queries import office_calendar
from desk.queries.deadlines import clock_detail
from desk.rules.calendar_policies import PUBLISHED
from desk.rules.time_limits import Progress
from desk.rules.working_days import DayHours

MONDAY = date(2026, 6, 15)
GALUNGAN = date(2026, 6, 17)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: datetime(2026, 6, 12, 2, 0, tzinfo=UTC))
    yield
    clock.run_by(None)


def key() -> str:
    return str(uuid.uuid4())


def did(home: Home, act: Any, order: Any) -> Any:
    return home.database.write(lambda s: act(s, order, home.admin))


def test_days_with_their_circular_and_balinese_date(desk_home: Home) -> None:
    did(desk_home, confirm_balinese_days, ConfirmationOrder(key(), (GALUNGAN,), "SE 16/2025"))
    rows = desk_home.database.read(lambda s: office_calendar.day_off_rows(s, 2026))
    assert len(rows) == 37
    row = next(row for row in rows if row.day == GALUNGAN)
    assert (row.kind, row.name, row.is_confirmed, row.circular, row.bali) == (
        "balinese",
        "Galungan",
        True,
        "SE 16/2025",
        "Buda Kliwon · Dungulan",
    )
    assert desk_home.database.read(lambda s: office_calendar.day_off_rows(s, 2050)) == ()
    cautions = desk_home.database.read(lambda s: office_calendar.year_cautions(s, 2028))
    assert cautions[0] == "Cuti bersama 2028 belum diterbitkan: tanggal dapat bergeser."


def test_changes_with_what_they_moved(desk_home: Home) -> None:
    filed = did(desk_home, file, request_order("karangasem-3.6"))
    saved = did(desk_home, save_closure_and_move, ClosureOrder(key(), MONDAY, MONDAY, "banjir"))
    did(desk_home, save_half_day, HalfDayOrder(key(), GALUNGAN, time(12), time(16), "upacara"))
    read = desk_home.database.read
    assert read(lambda s: office_calendar.moved_request_ids(s, saved.change_id)) == (filed.id,)
    changes = read(office_calendar.calendar_change_rows)
    assert [(row.kind, row.moved, row.can_take_back, row.by) for row in changes] == [
        ("half_day", 0, True, "I Gede Admin"),
        ("closure", 1, True, "I Gede Admin"),
    ]
    half = read(lambda s: office_calendar.half_day_rows(s, 2026))[0]
    assert (half.day, half.closed_from, half.closed_to, half.name) == (
        GALUNGAN,
        time(12),
        time(16),
        "upacara",
    )
    did(desk_home, take_back, TakeBackOrder(key(), saved.change_id))
    changes = read(office_calendar.calendar_change_rows)
    assert [(row.kind, row.can_take_back) for row in changes] == [
        ("taken_back", False),
        ("half_day", True),
        ("closure", False),
    ]


def test_settings_and_seasons(desk_home: Home) -> None:
    row = desk_home.database.read(office_calendar.calendar_settings)
    assert (row.switches, row.draft_days_ahead, row.allows_pauses) == (PUBLISHED, 2, False)
    week = (DayHours(time(8), time(15)),) * 5 + (None, None)
    order = SeasonHoursOrder("Ramadan 1448 H", date(2027, 2, 8), date(2027, 3, 9), week)
    did(desk_home, set_season_hours, order)
    seasons = desk_home.database.read(office_calendar.season_rows)
    assert [(each.name, each.first_on) for each in seasons] == [("Ramadan 1448 H", date(2027, 2, 8))]


def test_one_requests_clock_explained(desk_home: Home) -> None:
    filed = did(desk_home, file, request_order("karangasem-2.1"))

    def detail() -> Any:
        return desk_home.database.read(lambda s: clock_detail(s, filed.id, desk_home.petugas))

    found = detail()
    assert found.deadline.promise.due_on == date(2026, 6, 29)
    assert found.deadline.draft_on == date(2026, 6, 25)
    assert (found.progress, found.state, found.state_words) == (Progress(0, 10), "ok", "10 hari kerja lagi")
    assert [day.number for day in found.days if day.reason is None] == list(range(1, 11))
    assert (found.can_extend, found.can_pause, found.can_resume, found.decisions) == (True, False, False, ())
    did(desk_home, extend, ExtensionOrder(key(), filed.id, found.version, "data belum terkumpul"))
    found = detail()
    assert found.deadline.promise.due_on == date(2026, 7, 8)
    assert not found.can_extend
    assert [(each.kind, each.reason, each.by) for each in found.decisions] == [
        ("extended", "data belum terkumpul", "I Gede Admin")
    ]
    with pytest.raises(Refused, match="tidak ditemukan"):
        desk_home.database.read(lambda s: clock_detail(s, 999, desk_home.petugas))
    incomplete = did(desk_home, file, request_order("karangasem-2.1", marks={}))
    waiting = desk_home.database.read(lambda s: clock_detail(s, incomplete.id, desk_home.petugas))
    assert (waiting.progress, waiting.state, waiting.can_extend) == (None, None, False)
    assert waiting.state_words == "jangka waktu mulai dihitung setelah berkas dinyatakan lengkap"
    assert waiting.deadline.statutory is not None
    assert waiting.deadline.statutory.due_on == date(2026, 6, 29)
