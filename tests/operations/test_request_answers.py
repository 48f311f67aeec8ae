"""Answering a request and taking that back, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.models import JournalLine, Request
from desk.operations.request_answers import answer, reopen
from desk.operations.request_changes import withdraw
from desk.operations.request_orders import AnswerOrder, AssignmentOrder, Filed, ReopenOrder, RequestWithdrawal
from desk.operations.requests import file
from desk.queries.requests import open_requests_by_due


class Desk:
    def __init__(self, home: Home) -> None:
        self.home = home

    def do(self, operation: Callable[[Session, Any, Any], Any], order: object) -> Any:
        return self.home.database.write(lambda session: operation(session, order, self.home.petugas))

    def file(self, **facts: Any) -> Filed:
        filed: Filed = self.do(file, request_order(**facts))
        return filed

    def request(self, request_id: int) -> Request:
        return self.home.database.read(lambda session: session.get_one(Request, request_id))

    def is_due(self, request_id: int) -> bool:
        rows = self.home.database.read(lambda session: open_requests_by_due(session, 50, self.home.petugas))
        return request_id in [row.id for row in rows]


@pytest.fixture
def desk(desk_home: Home) -> Desk:
    return Desk(desk_home)


def test_an_answered_request_leaves_the_work_list_and_keeps_its_promise(desk: Desk) -> None:
    filed = desk.file()
    assert desk.is_due(filed.id)
    desk.do(answer, AnswerOrder(filed.id, 1, "Salinan dikirim lewat surel."))
    request = desk.request(filed.id)
    assert (request.state, request.outcome, request.due_on) == (
        "finished",
        "Salinan dikirim lewat surel.",
        filed.due_on,
    )
    assert not desk.is_due(filed.id)
    line = desk.home.database.read(
        lambda session: session.scalars(select(JournalLine).order_by(JournalLine.id.desc()).limit(1)).one()
    )
    assert (line.act, line.noun_id) == ("request.answer", filed.id)


def test_it_is_reopened_with_a_reason_and_due_again(desk: Desk) -> None:
    filed = desk.file()
    desk.do(answer, AnswerOrder(filed.id, 1, "Dijawab."))
    with pytest.raises(Refused) as refused:
        desk.do(reopen, ReopenOrder(filed.id, 2, " "))
    assert refused.value.field == "reason"
    desk.do(reopen, ReopenOrder(filed.id, 2, "Berkas tertukar"))
    request = desk.request(filed.id)
    assert (request.state, request.answered_at, request.outcome) == ("complete", None, None)
    assert desk.is_due(filed.id)


@pytest.mark.parametrize("outcome", ["", "  ", "\u200b", "x" * 401])
def test_an_answer_needs_words(desk: Desk, outcome: str) -> None:
    filed = desk.file()
    with pytest.raises(Refused) as refused:
        desk.do(answer, AnswerOrder(filed.id, 1, outcome))
    assert refused.value.field == "outcome"


def test_what_is_not_open_cannot_be_answered(desk: Desk) -> None:
    incomplete = desk.file(marks={})
    with pytest.raises(Refused, match="belum lengkap"):
        desk.do(answer, AnswerOrder(incomplete.id, 1, "Dijawab."))
    withdrawn = desk.file()
    desk.do(withdraw, RequestWithdrawal(withdrawn.id, 1, "Salah catat"))
    with pytest.raises(Refused, match="dicabut"):
        desk.do(answer, AnswerOrder(withdrawn.id, 2, "Dijawab."))
    answered = desk.file()
    desk.do(answer, AnswerOrder(answered.id, 1, "Dijawab."))
    for order in (AnswerOrder(answered.id, 2, "Lagi"), AnswerOrder(answered.id, 1, "Versi lama")):
        with pytest.raises(Refused):
            desk.do(answer, order)


def test_what_was_answered_is_not_changed_until_reopened(desk: Desk) -> None:
    from desk.operations.request_changes import assign

    filed = desk.file()
    desk.do(answer, AnswerOrder(filed.id, 1, "Dijawab."))
    for operation, order in (
        (assign, AssignmentOrder(filed.id, 2, "Ni Made Contoh")),
        (withdraw, RequestWithdrawal(filed.id, 2, "Salah")),
    ):
        with pytest.raises(Refused, match="selesai"):
            desk.do(operation, order)


def test_only_those_who_file_may_answer(desk: Desk) -> None:
    filed = desk.file()
    with pytest.raises(Refused, match="berwenang"):
        desk.home.database.write(
            lambda session: answer(session, AnswerOrder(filed.id, 1, "Dijawab."), desk.home.pengawas)
        )
