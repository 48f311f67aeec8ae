"""What the calendar and the store ask of ten years of bookings reads some weeks of them, not all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from homes import Home
from sqlalchemy import event
from sqlalchemy.orm import Session

from desk.queries.agenda_papers import week_agenda
from desk.queries.arrivals import not_arrived
from desk.queries.bookings import bookings_between
from desk.queries.calendar_exports import calendar_export
from desk.queries.custody import custody_sheet
from desk.queries.goods_papers import goes_and_comes
from desk.queries.lobby import lobby_rows
from desk.rules.paper_kinds import PaperWish

DAY = date(2026, 4, 6)

QUESTIONS: dict[str, Callable[[Session, Home], Any]] = {
    "calendar": lambda session, _home: bookings_between(session, DAY, DAY),
    "week agenda": lambda session, _home: week_agenda(session, PaperWish("agenda-pekan", DAY, DAY)),
    "lobby": lambda session, _home: lobby_rows(session, DAY),
    "export": lambda session, home: calendar_export(session, "aula", DAY, DAY, actor=home.petugas),
    "not arrived": lambda session, _home: not_arrived(session),
    "store": lambda session, _home: custody_sheet(session, DAY),
    "goes and comes": lambda session, home: goes_and_comes(
        session, PaperWish("keluar-masuk", DAY, DAY), home.petugas
    ),
}


def _plans(session: Session, question: Callable[[Session], Any]) -> list[str]:
    """How SQLite goes about each statement of `question`, all its steps in one line."""
    asked: list[tuple[str, Any]] = []
    engine = session.get_bind()

    def _keep(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", _keep)
    try:
        question(session)
    finally:
        event.remove(engine, "before_cursor_execute", _keep)
    cursor = session.connection().connection.cursor()
    steps = [cursor.execute("explain query plan " + each, values).fetchall() for each, values in asked]
    return [" | ".join(str(step[3]) for step in own) for own in steps]


@pytest.mark.parametrize("name", QUESTIONS)
def test_some_weeks_are_read_and_not_every_booking(desk_home: Home, name: str) -> None:
    plans = desk_home.database.read(
        lambda session: _plans(session, lambda own: QUESTIONS[name](own, desk_home))
    )
    steps = [step for plan in plans for step in plan.split(" | ")]
    assert any("(resource_id=? AND starts_at>? AND starts_at<?)" in step for step in steps), steps
    for step in steps:
        assert not step.startswith(("SCAN booking", "SCAN occupancy"))
        assert "ix_booking_state_hold_until (state=?)" not in step
