"""`desk deadline --data` and the requests on screen answer alike; the office's clock says which day it is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from homes import Home
from request_samples import request_order

from desk import clock
from desk.__main__ import main
from desk.models import Request
from desk.operations.calendar_changes import (
    ClosureOrder,
    ConfirmationOrder,
    confirm_balinese_days,
    save_closure_and_move,
)
from desk.operations.requests import file
from desk.queries.deadlines import office_days, standing_entry
from desk.queries.request_details import request_detail
from desk.rules.standards import standard_of

FRIDAY = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def write(home: Home, act: Any, order: Any) -> Any:
    return home.database.write(lambda s: act(s, order, home.petugas))


def test_the_command_says_what_the_screen_shows(desk_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    closure = ClosureOrder(str(uuid.uuid4()), date(2026, 6, 19), date(2026, 6, 19), "banjir")
    write(desk_home, save_closure_and_move, closure)
    galungan = ConfirmationOrder(str(uuid.uuid4()), (date(2026, 6, 17), date(2026, 6, 18)), "SE 1/2026")
    write(desk_home, confirm_balinese_days, galungan)
    seen = 0
    for service in standard_of("karangasem").services:
        filed = write(desk_home, file, request_order(service.id))
        request = desk_home.database.read(lambda s, at=filed.id: s.get_one(Request, at))
        if request.due_on is None or service.id == "karangasem-3.4":
            continue
        words = ["--data", str(desk_home.folder), "deadline", service.id, "--from", "2026-06-12", "--json"]
        assert main([*words, *(["--variant", request.variant] if request.variant else [])]) == 0
        answer = json.loads(capsys.readouterr().out)
        detail = desk_home.database.read(
            lambda s, at=filed.id: request_detail(s, at, desk_home.petugas)
        ).promise
        assert answer["due_on"] == request.due_on.isoformat(), service.id
        assert (answer["words"], answer["starts_on"]) == (detail.words, "2026-06-12")
        assert answer["counted"] == [day.isoformat() for day in detail.counted]
        assert [day["name"] for day in answer["skipped"]] == [off.name for off in detail.skipped]
        seen += 1
    assert seen >= 20


def test_the_offices_own_days_are_listed(desk_home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    closure = ClosureOrder(str(uuid.uuid4()), date(2026, 6, 19), date(2026, 6, 19), "banjir")
    write(desk_home, save_closure_and_move, closure)
    order = ConfirmationOrder(str(uuid.uuid4()), (date(2026, 6, 17),), "SE 1/2026")
    write(desk_home, confirm_balinese_days, order)
    assert main(["--data", str(desk_home.folder), "calendar", "2026", "--json"]) == 0
    days = json.loads(capsys.readouterr().out)
    kept = {(day["date"], day["kind"]): (day["name"], day["confirmed"]) for day in days}
    assert kept["2026-06-19", "closure"] == ("banjir", True)
    assert kept["2026-06-17", "balinese"] == ("Galungan", True)
    assert kept["2026-06-18", "balinese"] == ("Umanis Galungan", False)
    assert main(["--data", str(desk_home.folder), "calendar", "2040"]) == 0
    out, err = capsys.readouterr()
    assert "Hari Suci Nyepi" in out  # a year that is not installed is the published one
    assert "Cuti bersama 2040 belum diterbitkan" in err


def test_the_version_in_force_is_asked(desk_home: Home) -> None:
    found = desk_home.database.read(lambda s: standing_entry(s, "denpasar-IV"))
    assert found is not None
    assert found.default_variant == "tanpa_koordinasi"
    assert desk_home.database.read(lambda s: standing_entry(s, "karangasem-9.9")) is None
    days = desk_home.database.read(lambda s: office_days(s, date(2026, 1, 1), date(2027, 1, 1)))
    assert {each.day.year for each in days.days} == {2026, 2027}


@pytest.mark.parametrize(
    ("received_at", "received_on", "due_on"),
    [
        ("2026-01-01T00:30+08:00", date(2026, 1, 1), date(2026, 1, 2)),  # still 31 December in UTC
        ("2026-01-01T07:59+08:00", date(2026, 1, 1), date(2026, 1, 2)),
        ("2026-04-09T16:31+08:00", date(2026, 4, 9), date(2026, 4, 10)),  # after hours is still that day
        ("2026-04-09T23:59+08:00", date(2026, 4, 9), date(2026, 4, 10)),
        ("2026-04-11T10:00+08:00", date(2026, 4, 11), date(2026, 4, 13)),  # Saturday online: Monday is one
        ("2026-04-10T16:00+08:00", date(2026, 4, 10), date(2026, 4, 13)),
    ],
)
def test_which_day_a_moment_belongs_to(
    desk_home: Home, received_at: str, received_on: date, due_on: date
) -> None:
    order = request_order(
        "karangasem-3.6",
        received_at=datetime.fromisoformat(received_at).astimezone(UTC),
        back_date_reason="dicatat kemudian",
    )
    filed = write(desk_home, file, order)
    request = desk_home.database.read(lambda s: s.get_one(Request, filed.id))
    assert (request.received_on, request.clock_starts_on, request.due_on) == (
        received_on,
        received_on,
        due_on,
    )
