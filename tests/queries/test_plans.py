"""What the calendar and the store ask of ten years of bookings reads some weeks of them, not all."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from homes import Home
from sqlalchemy import event
from sqlalchemy.orm import Session

from desk.operations.print_jobs import PrintOrder, queue_job
from desk.queries.agenda_papers import week_agenda
from desk.queries.arrivals import not_arrived
from desk.queries.bookings import bookings_between
from desk.queries.calendar_exports import calendar_export
from desk.queries.closing_papers import day_closing
from desk.queries.custody import custody_sheet
from desk.queries.goods_papers import goes_and_comes
from desk.queries.lobby import lobby_rows
from desk.queries.print_jobs import jobs_shown
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


def test_the_queue_of_papers_reads_today_and_what_is_kept_and_not_all_that_was_ever_sent(
    desk_home: Home,
) -> None:
    order = PrintOrder(str(uuid.uuid4()), None, 0, "Laser Contoh", "a4", title="Agenda", pdf=b"%PDF")
    plans = desk_home.database.write(
        lambda session: [
            *_plans(session, lambda own: queue_job(own, order, desk_home.petugas)),
            *_plans(session, lambda own: jobs_shown(own, desk_home.petugas)),
            *_plans(
                session,
                lambda own: day_closing(own, PaperWish("penutupan-hari", DAY, DAY), desk_home.petugas),
            ),
        ]
    )
    said = "\n".join(plans)
    assert "print_job USING INDEX ix_print_job_kept (state=? AND at<?)" in said
    assert "print_job USING INDEX ix_print_job_state_at (state=? AND at>?)" in said
    assert "receipt USING COVERING INDEX ix_receipt_issued_at (issued_at>? AND issued_at<?)" in said
    assert "SCAN print_job" not in said
    assert "SCAN receipt" not in said
    assert "SCAN document" not in said


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
