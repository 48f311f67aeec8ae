"""Transactions as the program asks for them, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desk import app, clock
from desk.errors import Unavailable
from desk.models import Account
from desk.operations.offices import FoundingOrder
from desk.store.database import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    is_server = request.param == "postgresql"
    address = request.getfixturevalue("postgres") if is_server else str(tmp_path / "desk")
    app.found(address, FoundingOrder("karangasem"))
    opened = app.open_desk(address)
    yield opened
    opened.close()


def _count(session: Session) -> int | None:
    return session.scalar(select(func.count(Account.id)))


def _one_more(session: Session) -> None:
    session.add(Account(username="contoh", name="Contoh", role="petugas", created_at=clock.now()))


def test_a_screen_is_read_at_one_moment(database: Database) -> None:
    def look(session: Session) -> tuple[int | None, int | None]:
        before = _count(session)
        database.write(_one_more)
        return before, _count(session)

    before, after = database.read(look)
    assert before == after
    assert database.read(_count) == (before or 0) + 1


def test_what_was_read_for_leaves_writing_as_it_was(database: Database) -> None:
    for _ in range(6):  # every connection of the pool has read by then
        database.read(_count)
    database.write(_one_more)
    if database.engine.dialect.name == "postgresql":
        level = database.write(lambda session: session.scalar(text("show transaction_isolation")))
        assert level == "read committed"
        with pytest.raises(Unavailable, match="hanya dapat dibaca"):
            database.read(lambda session: session.execute(text("update account set name = 'X'")))
