"""A closure over very many open requests: previewed within a second, applied in one transaction."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from homes import Home
from sqlalchemy import func, insert, select, text

from desk import app, clock
from desk.errors import Refused
from desk.models import DueMove, JournalLine, PublicService, Request
from desk.models.working_days import office_days
from desk.operations.accounts import command_line_actor
from desk.operations.calendar_changes import ClosureOrder, TakeBackOrder, save_closure_and_move, take_back
from desk.operations.offices import FoundingOrder
from desk.queries.calendar_moves import (
    kept_moves,
    moved_by,
    moved_by_closure,
    moved_by_confirming,
    moved_by_days,
    moved_by_proposing,
    moved_by_taking_back,
)
from desk.rules import calendar_changes, promises
from desk.rules.checklists import read_checklist
from desk.rules.rights import Actor
from desk.store.database import Database

TODAY = date(2026, 9, 14)
CLOSED = date(2026, 9, 16)
SEED = random.randrange(10**6)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    clock.run_by(lambda: datetime(2026, 9, 14, 2, 0, tzinfo=UTC))
    yield
    clock.run_by(None)


def fill(database: Database, actor: Actor, count: int) -> None:
    """`count` open requests of every service and variant, received over the last two months."""
    print(f"seed {SEED}")
    dice = random.Random(SEED)

    def rows(session: Any) -> list[dict[str, Any]]:
        services = session.scalars(select(PublicService).where(PublicService.agency == "karangasem")).all()
        by = office_days(session, TODAY - timedelta(days=70), TODAY + timedelta(days=400))
        calendars = {policy: by.calendar(policy) for policy in ("statutory", "office")}
        limits = [
            (service, entry, limit)
            for service in services
            for entry in [read_checklist(service.checklist)]
            for limit in entry.clock
        ]
        dues: dict[tuple[int, date], date] = {}
        made = []
        for number in range(count):
            at = dice.randrange(len(limits))
            service, entry, limit = limits[at]
            starts_on = TODAY - timedelta(days=dice.randrange(60))
            if (at, starts_on) not in dues:
                found = promises.promise_of(limit, starts_on, calendars[entry.calendar_policy])
                assert found.due_on is not None
                dues[at, starts_on] = found.due_on
            moment = datetime(starts_on.year, starts_on.month, starts_on.day, 2, 0, tzinfo=UTC)
            made.append(
                {
                    "key": f"k{number}",
                    "code": f"C{number}",
                    "number": f"X/2026/{number}",
                    "prefix": "X",
                    "year": 2026,
                    "sequence": number,
                    "service_id": service.id,
                    "channel": "counter",
                    "applicant_kind": "Individu",
                    "variant": limit.variant,
                    "state": dice.choice(("complete", "complete", "incomplete", "withdrawn")),
                    "received_at": moment,
                    "received_on": starts_on,
                    "entered_at": moment,
                    "clock_starts_on": starts_on,
                    "due_on": dues[at, starts_on],
                    "due_words": limit.words,
                    "search_key": f"x {number}",
                    "received_by": actor.account_id,
                    "version": 1,
                }
            )
        return made

    def write(session: Any) -> None:
        session.execute(insert(Request), rows(session))

    database.write(write)
    with database.engine.begin() as connection:
        connection.execute(text("analyze"))


def expected(database: Database) -> dict[int, tuple[date, date]]:
    """From → to of each open request, each counted by itself with the closure in the calendar."""

    def count(session: Any) -> dict[int, tuple[date, date]]:
        edit = calendar_changes.closure(CLOSED, CLOSED, "gempa")
        by = edit.after(office_days(session, TODAY - timedelta(days=70), TODAY + timedelta(days=400)))
        calendars = {policy: by.calendar(policy) for policy in ("statutory", "office")}
        entries = {row.id: read_checklist(row.checklist) for row in session.scalars(select(PublicService))}
        found = {}
        for request in session.scalars(select(Request).where(Request.state != "withdrawn")):
            entry = entries[request.service_id]
            limit = promises.limit_for(entry, request.variant)
            calendar = calendars[entry.calendar_policy]
            to_on = promises.promise_of(limit, request.clock_starts_on, calendar).due_on
            if to_on != request.due_on:
                found[request.id] = (request.due_on, to_on)
        return found

    return database.read(count)


def dates(database: Database) -> dict[int, date]:
    return dict(
        database.read(lambda s: [tuple(row) for row in s.execute(select(Request.id, Request.due_on))])
    )


def closure() -> ClosureOrder:
    return ClosureOrder("gempa-1", CLOSED, CLOSED, "gempa")


def test_preview_act_and_each_request_by_itself_agree(desk_home: Home) -> None:
    database = desk_home.database
    fill(database, desk_home.petugas, 1_500)
    before, wanted = dates(database), expected(database)
    edit = calendar_changes.closure(CLOSED, CLOSED, "gempa")
    shown = database.read(lambda s: moved_by(s, edit, None))
    assert {row.request_id: (row.from_on, row.to_on) for row in shown.rows} == wanted
    assert shown.total == len(shown.rows) > 50
    assert [row.from_on for row in shown.rows] == sorted(row.from_on for row in shown.rows)
    few = database.read(lambda s: moved_by(s, edit, 7))
    assert (few.total, few.rows) == (shown.total, shown.rows[:7])
    saved = database.write(lambda s: save_closure_and_move(s, closure(), desk_home.petugas))
    assert saved.moved == shown.total
    assert dates(database) == before | {at: to_on for at, (_from, to_on) in wanted.items()}
    kept = database.read(lambda s: s.scalar(select(func.count()).select_from(DueMove)))
    assert kept == shown.total
    database.write(lambda s: take_back(s, TakeBackOrder("gempa-2", saved.change_id), desk_home.petugas))
    assert dates(database) == before


def test_the_same_on_postgresql(postgres: str) -> None:
    app.found(postgres, FoundingOrder("karangasem"))
    database = app.open_desk(postgres)
    actor = database.read(command_line_actor)
    fill(database, actor, 400)
    before, wanted = dates(database), expected(database)
    saved = database.write(lambda s: save_closure_and_move(s, closure(), actor))
    assert saved.moved == len(wanted) > 20
    assert dates(database) == before | {at: to_on for at, (_from, to_on) in wanted.items()}
    database.write(lambda s: take_back(s, TakeBackOrder("gempa-2", saved.change_id), actor))
    assert dates(database) == before
    database.close()


def test_an_error_leaves_nothing_behind(desk_home: Home) -> None:
    fill(desk_home.database, desk_home.petugas, 300)
    before = dates(desk_home.database)

    def act(session: Any) -> None:
        save_closure_and_move(session, closure(), desk_home.petugas)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        desk_home.database.write(act)
    assert dates(desk_home.database) == before
    assert desk_home.database.read(lambda s: s.scalar(select(func.count()).select_from(DueMove))) == 0


@pytest.mark.bench
def test_two_hundred_thousand_open_requests(desk_home: Home, long: bool) -> None:
    count = 200_000 if long else 20_000
    database = desk_home.database
    fill(database, desk_home.petugas, count * 4 // 3)  # a quarter of them is withdrawn
    edit = calendar_changes.closure(CLOSED, CLOSED, "gempa")

    def preview() -> float:
        began = time.perf_counter()
        assert database.read(lambda s: moved_by(s, edit)).total > count / 20
        return time.perf_counter() - began

    took = min(preview() for _each in range(3))
    lines = select(func.count()).select_from(JournalLine)
    before = database.read(lambda s: s.scalar(lines))
    began = time.perf_counter()
    saved = database.write(lambda s: save_closure_and_move(s, closure(), desk_home.petugas))
    applied = time.perf_counter() - began
    assert database.read(lambda s: s.scalar(lines)) == before + 1
    print(f"{count} open requests: preview {took:.3f} s, {saved.moved} moved in {applied:.2f} s")
    assert took < 1
    assert applied < 10


def test_each_question_is_refused_as_its_act_would_be(desk_home: Home) -> None:
    ask = desk_home.database.read
    saturday = date(2026, 6, 13)
    for question, said in (
        (lambda s: moved_by_closure(s, saturday, saturday, "banjir"), "akhir pekan"),
        (lambda s: moved_by_closure(s, CLOSED, CLOSED - timedelta(days=1), "banjir"), "mendahului"),
        (lambda s: moved_by_confirming(s, ()), "Pilih harinya"),
        (lambda s: moved_by_proposing(s, ()), "Pilih harinya"),
        (lambda s: moved_by_taking_back(s, 99), "tidak ditemukan"),
    ):
        with pytest.raises(Refused, match=said):
            ask(question)
    assert ask(lambda s: moved_by_days(s, ())).total == 0
    assert ask(lambda s: kept_moves(s, 99)).total == 0


def test_what_was_moved_is_kept_and_taking_it_back_is_previewed(desk_home: Home) -> None:
    database = desk_home.database
    fill(database, desk_home.petugas, 600)
    shown = database.read(lambda s: moved_by_closure(s, CLOSED, CLOSED, "gempa"))
    saved = database.write(lambda s: save_closure_and_move(s, closure(), desk_home.petugas))
    kept = database.read(lambda s: kept_moves(s, saved.change_id))
    assert (kept.total, kept.rows) == (shown.total, shown.rows)
    back = database.read(lambda s: moved_by_taking_back(s, saved.change_id))
    assert back.total == shown.total
    assert {(r.request_id, r.from_on, r.to_on) for r in back.rows} == {
        (r.request_id, r.to_on, r.from_on) for r in shown.rows
    }
