"""The throw-away office lives a believable week through the counter's own operations."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import app, clock
from desk.commands import demo_week
from desk.models import Booking, Document, JournalLine, Request, Visit
from desk.queries.custody import custody_sheet


@pytest.mark.parametrize("day", [date(2026, 4, 6), date(2026, 4, 12), date(2026, 3, 20), date(2027, 1, 4)])
def test_a_week_on_any_day(tmp_path: Path, day: date) -> None:
    """A Monday, a Sunday, a cuti bersama after Nyepi, the first working day of a year."""
    moment = clock.at_office(day, time(9, 14))
    clock.run_by(lambda: moment)
    try:
        demo_week.make(str(tmp_path / "demo"))
    finally:
        clock.run_by(None)
    database = app.open_desk(str(tmp_path / "demo"))

    def counts(session: Session) -> tuple[int, ...]:
        tables = (Visit, Request, Booking, JournalLine)
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)

    def states(session: Session) -> set[str]:
        return set(session.scalars(select(Request.state))) | set(session.scalars(select(Booking.state)))

    visits, requests, bookings, lines = database.read(counts)
    assert visits >= 15
    assert requests >= 10
    assert bookings >= 4
    assert lines > visits + requests
    wanted = {"in_process", "ready", "handed_over", "finished", "objected"}
    assert {"complete", "incomplete", "tentative", "confirmed", *wanted} <= database.read(states)
    sheet = database.read(custody_sheet)
    assert sheet.late
    assert sheet.broken
    assert sheet.liabilities
    papers = database.read(lambda session: set(session.scalars(select(Document.kind))))
    assert {"ppid-tanda-bukti", "aula-konfirmasi"} <= papers
    database.close()
