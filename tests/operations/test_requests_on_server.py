"""The same acts and lists on PostgreSQL, and one form saved by two desks at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import fields

import pytest
from request_samples import request_order

from desk import app
from desk.errors import Unavailable
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder
from desk.operations.request_changes import correct, mark, withdraw
from desk.operations.request_orders import (
    LetterOrder,
    MarksOrder,
    RequestCorrection,
    RequestFacts,
    RequestWithdrawal,
)
from desk.operations.requests import file
from desk.queries.request_details import request_detail
from desk.queries.requests import (
    RegisterQuestion,
    earlier_requests,
    open_requests_by_due,
    request_rows,
    waiting_for_applicant,
)
from desk.rules.rights import Actor
from desk.store.database import Database


@pytest.fixture
def server(postgres: str) -> Iterator[Database]:
    app.found(postgres, FoundingOrder("karangasem"))
    database = app.open_desk(postgres)
    yield database
    database.close()


@pytest.fixture
def actor(server: Database) -> Actor:
    return server.read(command_line_actor)


def test_a_request_from_filing_to_withdrawal(server: Database, actor: Actor) -> None:
    order = request_order(marks={"formulir": ("original", None)}, letter=LetterOrder("005/12"))
    done = server.write(lambda s: file(s, order, actor))
    (waiting,) = server.read(lambda s: waiting_for_applicant(s, 5, actor))
    assert waiting.missing == ("Identitas diri",)
    marks = MarksOrder(done.id, 1, {"identitas_diri": ("copy", None)})
    assert server.write(lambda s: mark(s, marks, actor)).became_complete
    facts = {each.name: getattr(order, each.name) for each in fields(RequestFacts)}
    correction = RequestCorrection(
        **{**facts, "letter": None, "request_id": done.id, "version": 2, "reason": "contoh"}
    )
    assert server.write(lambda s: correct(s, correction, actor)).is_complete
    for text in ("ppid 1", "contoh", done.code):
        (row,) = server.read(lambda s, text=text: request_rows(s, RegisterQuestion(text), actor))
        assert row.id == done.id
    assert server.read(lambda s: earlier_requests(s, "Ni Luh Contoh", None, actor))
    assert server.read(lambda s: open_requests_by_due(s, 5, actor))[0].id == done.id
    assert server.read(lambda s: request_detail(s, done.id, actor)).journal
    server.write(lambda s: withdraw(s, RequestWithdrawal(done.id, 3, "contoh"), actor))
    assert server.read(lambda s: open_requests_by_due(s, 5, actor)) == ()


@pytest.mark.race
def test_one_form_saved_twice_at_once_is_one_request(server: Database, actor: Actor) -> None:
    order = request_order("karangasem-3.6")
    together = threading.Barrier(4)
    numbers: list[str] = []

    def save() -> None:
        together.wait()
        for _ in range(3):
            try:
                numbers.append(server.write(lambda s: file(s, order, actor)).number)
            except Unavailable:
                continue
            else:
                return

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    rows = server.read(lambda s: request_rows(s, RegisterQuestion(), actor))
    assert len(rows) == 1
