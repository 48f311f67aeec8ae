"""The lane and the desk: order, answers on the UI thread, nothing for the dead, nothing superseded."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import text
from sqlalchemy.orm import Session

from desk.background import Desk, Lane
from desk.errors import DeskError, Refused, Unavailable
from desk.operations.drafts import DraftOrder, keep
from desk.queries.accounts import account_rows
from desk.queries.drafts import drafts_of
from desk.store import dialects


@pytest.fixture
def desk(desk_home: Home, qapp: object) -> Any:
    desk = Desk(desk_home.database)
    desk.sit(desk_home.petugas)
    yield desk
    assert desk.finish()


def test_work_is_done_in_order_on_one_other_thread(qtbot: QtBot) -> None:
    lane = Lane("test")
    done: list[int] = []
    threads: set[int] = set()
    answered: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    def answer(number: int | BaseException) -> None:
        answered.add(threading.get_ident())
        assert isinstance(number, int)
        done.append(number)

    for number in range(100):
        lane.put(lambda number=number: work(number), answer)
    qtbot.waitUntil(lambda: len(done) == 100)
    assert done == list(range(100))
    assert len(threads) == 1
    assert answered == {threading.get_ident()}
    assert threads.isdisjoint(answered)
    assert lane.finish()


def test_a_question_is_answered_and_a_newer_one_supersedes_it(desk: Desk, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    for form in ("satu", "dua", "tiga"):
        actor = desk.actor
        assert actor is not None
        desk.ask(owner, drafts_of, actor.account_id, then=lambda _, form=form: heard.append(form))
    qtbot.waitUntil(lambda: bool(heard))
    desk.ask(owner, account_rows, then=lambda rows: heard.append(len(rows)))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["tiga", 4]


def test_an_act_is_answered_before_its_change_is_told(desk: Desk, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    desk.changed.connect(lambda touched: heard.append(sorted(touched)))
    desk.do(owner, keep, DraftOrder("visit", {"name": "x"}), then=lambda _: heard.append("then"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["then", ["Draft"]]


def _refuse(_session: Session, sentence: str, _actor: object) -> None:
    raise Refused(sentence, field="name")


def test_a_refusal_reaches_who_asked_and_nothing_changed(desk: Desk, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    desk.changed.connect(lambda touched: heard.append(touched))
    desk.do(
        owner, _refuse, "tidak boleh", then=heard.append, otherwise=lambda error: heard.append(str(error))
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["tidak boleh"]


def test_a_refusal_nobody_takes_is_told_to_all(desk: Desk, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(desk.failed) as told:
        desk.do(owner, _refuse, "tidak boleh", then=lambda _: None)
    assert str(told.args[0]) == "tidak boleh"


def test_a_reply_to_the_dead_is_dropped_but_the_act_stands(desk: Desk, qtbot: QtBot) -> None:
    owner, heard = QObject(), []
    desk.do(owner, keep, DraftOrder("visit", {"name": "x"}), then=heard.append)
    import shiboken6

    shiboken6.delete(owner)
    with qtbot.waitSignal(desk.changed):
        pass
    assert heard == []


def test_a_locked_database_is_said_and_the_form_can_try_again(
    desk_home: Home, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlcipher3.dbapi2 as sqlite

    from desk import app
    from desk.store import dialects

    monkeypatch.setattr(dialects, "BUSY_SECONDS", 0.05)
    database = app.open_desk(str(desk_home.folder))
    desk = Desk(database)
    desk.sit(desk_home.petugas)
    other = sqlite.connect(str(Path(desk_home.folder) / "desk.db"), isolation_level=None)
    other.execute("begin immediate")
    owner, heard = QObject(), []

    def remember(error: DeskError) -> None:
        heard.append(error)

    order = DraftOrder("visit", {"name": "x"})
    desk.do(owner, keep, order, then=heard.append, otherwise=remember)
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert isinstance(heard[0], Unavailable)
    other.execute("rollback")
    other.close()
    desk.do(owner, keep, order, then=lambda _: heard.append("saved"), otherwise=remember)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=10_000)
    assert heard[1] == "saved"
    assert desk.finish()
    database.close()


def test_who_stood_at_the_lock_is_told_after_one_wait_and_meanwhile_that_it_lasts(
    desk: Desk, desk_home: Home, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "BUSY_SECONDS", 2.0)
    desk_home.database.engine.dispose()  # connections made from now on wait two seconds
    owner, said, lasts = QObject(), [], []
    desk.saving_lasts.connect(lasts.append)
    with desk_home.database.engine.connect() as holder:
        holder.execute(text("UPDATE office SET id = id"))
        began = time.monotonic()
        order = DraftOrder("visit", {"a": "b"})
        desk.do(owner, keep, order, then=lambda _done: None, otherwise=said.append)
        qtbot.waitUntil(lambda: bool(said), timeout=9_000)
        assert time.monotonic() - began < 5, "five waits, one after the other"
        holder.rollback()
    assert isinstance(said[0], Unavailable)
    assert lasts == [True, False]


def test_a_full_disk_is_said_and_nothing_is_half_written(desk_home: Home) -> None:
    """The database may not grow any further (max_page_count): SQLite's own "database or disk is full"."""
    database = desk_home.database

    def fill_up(session: Session) -> None:
        pages = session.execute(text("pragma page_count")).scalar_one()
        session.execute(text(f"pragma max_page_count = {pages}"))
        keep(session, DraftOrder("visit", {"note": "x" * 3_000_000}), desk_home.petugas)

    with pytest.raises(Unavailable, match="penuh"):
        database.write(fill_up)
    kept = database.read(lambda session: drafts_of(session, desk_home.petugas.account_id).get("visit"))
    assert kept is None


class _Discarded:
    """Garbage in a circle, as discarded widgets are; says on which thread it was collected."""

    def __init__(self, heard: list[int]) -> None:
        self.me, self._heard = self, heard

    def __del__(self) -> None:
        self._heard.append(threading.get_ident())


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_never_collected_on_the_lane(
    qtbot: QtBot, is_on: bool, request: pytest.FixtureRequest
) -> None:
    """Afterwards Python collects by itself as it did before, or as it did not (these tests keep it off)."""
    request.addfinalizer(gc.disable)
    (gc.enable if is_on else gc.disable)()
    lane, heard, done = Lane("test"), [], []
    _Discarded(heard)

    def allocate() -> list[list[int]]:
        return [[number] for number in range(200_000)]  # enough for Python to want to collect

    lane.put(allocate, done.append)
    qtbot.waitUntil(lambda: bool(done and heard), timeout=5000)
    assert set(heard) == {threading.get_ident()}
    assert not gc.isenabled()
    assert lane.finish()
    assert gc.isenabled() is is_on
