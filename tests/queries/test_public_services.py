"""The picker's lines, a service whole, and what saving would promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from homes import Home

from desk import clock
from desk.errors import Refused
from desk.models import PublicService
from desk.queries.public_services import (
    PromisePreview,
    PromiseQuestion,
    ServiceRow,
    limit_words,
    promise_preview,
    service_detail,
    service_rows,
)
from desk.rules.standards import find_service

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def _rows(home: Home) -> tuple[ServiceRow, ...]:
    return home.database.read(service_rows)


def test_the_counter_offers_the_23_of_its_agency_in_the_decrees_order(desk_home: Home) -> None:
    rows = _rows(desk_home)
    assert len(rows) == 23
    assert [row.number for row in rows][:3] == ["1.1", "2.1", "2.2"]

    def close(session):  # type: ignore[no-untyped-def]
        session.get_one(PublicService, rows[0].id).is_offered = False

    desk_home.database.write(close)
    assert len(_rows(desk_home)) == 22


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("aula", ["1.1"]),
        ("zoom", ["3.10"]),
        ("3.10", ["3.10"]),
        ("3.1", ["3.1", "3.10"]),
        ("ktp", ["5.2"]),
        ("ppid", ["2.1"]),
        ("PODCAST", ["2.3"]),
        ("xyzzy", []),
    ],
)
def test_any_word_finds_a_service(desk_home: Home, typed: str, numbers: list[str]) -> None:
    assert [row.number for row in _rows(desk_home) if row.matches(typed)] == numbers


@pytest.mark.parametrize(
    ("service", "words"),
    [
        ("karangasem-1.1", "1 hari"),
        ("karangasem-2.1", "10 + 7 hari kerja"),
        ("karangasem-2.2", "5, 14 atau 60 hari kerja"),
        ("karangasem-2.3", "1–8 hari kerja"),
        ("karangasem-3.1", "3 bulan"),
        ("karangasem-3.4", "2 hari kerja setelah lulus ITSA"),
        ("denpasar-IV", "3 atau 7 hari kerja"),
    ],
)
def test_a_limit_in_one_short_line(service: str, words: str) -> None:
    assert limit_words(find_service(service).checklist) == words


def test_a_service_whole_has_14_components_and_its_notes(desk_home: Home) -> None:
    row = next(row for row in _rows(desk_home) if row.number == "2.1")
    detail = desk_home.database.read(lambda session: service_detail(session, row.id))
    components = detail.standard.components()
    assert len(components) == 14
    assert components[-1].is_missing, "N15: no evaluation in 2.1"
    assert "N15" in {note.id for note in detail.standard.notes}
    assert "N01" in {note.id for note in detail.decree_notes}
    assert (detail.key, detail.decree, detail.is_in_force) == ("karangasem-2.1", "SK 20 Tahun 2025", True)
    with pytest.raises(Refused):
        desk_home.database.read(lambda session: service_detail(session, 9999))


def _preview(home: Home, number: str, **changes: Any) -> PromisePreview:
    row = next(row for row in _rows(home) if row.number == number)
    facts: dict[str, Any] = {"variant": None, "received_on": date(2026, 3, 13), "is_complete": True}
    question = PromiseQuestion(row.id, **{**facts, **changes})
    return home.database.read(lambda session: promise_preview(session, question))


def test_what_saving_would_promise(desk_home: Home) -> None:
    preview = _preview(desk_home, "2.1")
    assert preview.promise.due_on == date(2026, 4, 6)
    days_off = [off.day.day for off in preview.promise.skipped if off.kind != "weekend"]
    assert days_off == [18, 19, 20, 23, 24, 3]
    assert preview.if_complete_today is None


def test_an_incomplete_file_shows_the_date_it_would_have_if_complete_today(desk_home: Home) -> None:
    preview = _preview(desk_home, "2.1", is_complete=False)
    assert preview.promise.due_on is None
    assert preview.if_complete_today is not None
    assert preview.if_complete_today.due_on == date(2026, 4, 6)
    assert preview.statutory_on is None


def test_the_law_counts_a_late_file_from_its_receipt(desk_home: Home) -> None:
    preview = _preview(desk_home, "2.1", received_on=date(2026, 3, 9), is_complete=False)
    assert preview.statutory_on == date(2026, 3, 30)
    assert preview.statutory_basis == "UU 14/2008 Pasal 22 ayat (7)"


def test_no_date_is_made_up(desk_home: Home) -> None:
    for number in ("2.2", "2.3", "3.4"):
        preview = _preview(desk_home, number)
        assert preview.promise.due_on is None, number
        assert preview.promise.explanation, number
    assert _preview(desk_home, "2.3", variant="podcast").promise.due_on is not None
    assert _preview(desk_home, "3.4", itsa_passed_on=date(2026, 3, 12)).promise.due_on == date(2026, 3, 16)
