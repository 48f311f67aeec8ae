"""What becomes of a visit: served, left, corrected, withdrawn, and each undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from homes import Home
from sqlalchemy import select
from sqlalchemy.orm import Session
from visiting import come

from desk.errors import Refused
from desk.models import JournalLine, PublicService, Request, Visit, Visitor
from desk.operations.visit_changes import (
    LeaveOrder,
    VisitCorrection,
    VisitWithdrawal,
    come_back,
    correct,
    restore,
    serve,
    take_leave,
    wait_again,
    withdraw,
)
from desk.operations.visitors import QuestionOrder, ask_question
from desk.rules.rights import Actor

MORNING = datetime(2026, 4, 6, 1, 12, 40, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("_morning")


@pytest.fixture
def _morning() -> Any:
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def _do(home: Home, operation: Callable[[Session, Any, Actor], Any], told: object) -> Any:
    return home.database.write(lambda session: operation(session, told, home.petugas))


def _refused(home: Home, operation: Callable[[Session, Any, Actor], Any], told: object) -> Refused:
    with pytest.raises(Refused) as caught:
        _do(home, operation, told)
    return caught.value


def _visit(home: Home, visit_id: int) -> Visit:
    return home.database.read(lambda session: session.get_one(Visit, visit_id))


def _acts(home: Home) -> list[str]:
    query = select(JournalLine.act).where(JournalLine.noun == "visit").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


def _changes(home: Home) -> dict[str, tuple[Any, Any]]:
    query = select(JournalLine.changes).order_by(JournalLine.id.desc()).limit(1)
    lines = home.database.read(lambda session: session.scalar(query)) or []
    return {change["field"]: (change["old"], change["new"]) for change in lines}


def test_serve_leave_and_back(desk_home: Home) -> None:
    visit_id = come(desk_home).visit_id
    _do(desk_home, serve, visit_id)
    _do(desk_home, serve, visit_id)
    assert _visit(desk_home, visit_id).state == "served"
    assert _do(desk_home, take_leave, LeaveOrder(visit_id)) == MORNING
    assert _do(desk_home, take_leave, LeaveOrder(visit_id)) == MORNING
    assert _visit(desk_home, visit_id).left_at == MORNING
    assert "keluar" in _refused(desk_home, serve, visit_id).sentence
    assert "keluar" in _refused(desk_home, wait_again, visit_id).sentence
    _do(desk_home, come_back, visit_id)
    _do(desk_home, come_back, visit_id)
    visit = _visit(desk_home, visit_id)
    assert (visit.state, visit.left_at) == ("served", None)
    _do(desk_home, wait_again, visit_id)
    assert _visit(desk_home, visit_id).state == "waiting"
    assert _acts(desk_home) == [
        "visit.register",
        "visit.served",
        "visit.leave",
        "visit.come_back",
        "visit.waiting",
    ]


def test_leaving_taken_back_finds_the_visitor_waiting_as_before(desk_home: Home) -> None:
    visit_id = come(desk_home).visit_id
    _do(desk_home, take_leave, LeaveOrder(visit_id))
    _do(desk_home, come_back, visit_id)
    assert _visit(desk_home, visit_id).state == "waiting"


def test_leaving_before_arrival_or_in_the_future_is_refused(desk_home: Home) -> None:
    visit_id = come(desk_home).visit_id
    same_minute = MORNING.replace(second=0)
    for at in (same_minute - timedelta(minutes=1), MORNING + timedelta(minutes=1)):
        assert _refused(desk_home, take_leave, LeaveOrder(visit_id, at)).field == "left_at"
    assert _do(desk_home, take_leave, LeaveOrder(visit_id, same_minute)) == MORNING


def test_leaving_may_be_corrected(desk_home: Home) -> None:
    arrived_at = MORNING - timedelta(hours=2)
    visit_id = come(desk_home, arrived_at=arrived_at, back_date_reason="antre").visit_id
    _do(desk_home, take_leave, LeaveOrder(visit_id))
    earlier = MORNING - timedelta(hours=1)
    assert _do(desk_home, take_leave, LeaveOrder(visit_id, earlier)) == earlier
    assert _changes(desk_home)["left_at"] == (str(MORNING), str(earlier))


def test_correcting_is_journaled_old_to_new(desk_home: Home) -> None:
    done = come(desk_home, name="N. Luh C…", name_is_uncertain=True, institution="Dinas Contoh")
    correction = VisitCorrection(
        visit_id=done.visit_id,
        name="Ni Luh Contoh",
        purpose="Permohonan informasi",
        address="Sibetan",
        institution="Dinas Lain",
        phone="0812-0000-0000",
    )
    assert _do(desk_home, correct, correction) == done.visit_id
    visitor = desk_home.database.read(lambda session: session.get_one(Visitor, done.visitor_id))
    assert (visitor.name, visitor.name_is_uncertain, visitor.institution) == (
        "Ni Luh Contoh",
        False,
        "Dinas Lain",
    )
    assert "dinas lain 081200000000" in visitor.search_key.replace("sibetan ", "")
    assert _visit(desk_home, done.visit_id).institution == "Dinas Lain"
    changes = _changes(desk_home)
    assert changes["name"] == ("N. Luh C…", "Ni Luh Contoh")
    assert changes["institution"] == ("Dinas Contoh", "Dinas Lain")
    assert set(changes) == {"name", "name_is_uncertain", "institution", "phone"}
    _do(desk_home, correct, correction)
    assert _acts(desk_home).count("visit.correct") == 1


def test_an_old_entry_mended_leaves_the_visitor_where_they_are_now(desk_home: Home) -> None:
    old = come(desk_home, institution="Dinas Contoh")
    come(desk_home, visitor_id=old.visitor_id, institution="Kecamatan Contoh")
    mended = VisitCorrection(
        visit_id=old.visit_id, name="Ni Luh Contoh", purpose="x y", address="Sibetan", institution="Dinas C"
    )
    _do(desk_home, correct, mended)
    visitor = desk_home.database.read(lambda session: session.get_one(Visitor, old.visitor_id))
    assert visitor.institution == "Kecamatan Contoh"
    assert _visit(desk_home, old.visit_id).institution == "Dinas C"


def test_a_masked_nik_stays_unless_taken_away(desk_home: Home) -> None:
    done = come(desk_home, nik="5107046101900001")

    def nik_after(nik: str | None) -> str | None:
        told = VisitCorrection(
            visit_id=done.visit_id, name="Ni Luh Contoh", purpose="x y", address="Sibetan", nik=nik
        )
        _do(desk_home, correct, told)
        return desk_home.database.read(lambda session: session.get_one(Visitor, done.visitor_id)).nik

    assert nik_after(None) == "5107046101900001"
    assert nik_after("5107044101900002") == "5107044101900002"
    assert _changes(desk_home)["nik"] == ("•" * 12 + "0001", "•" * 12 + "0002")
    assert nik_after("") is None


def test_the_arrival_can_be_moved_with_a_reason_but_not_past_the_leaving(desk_home: Home) -> None:
    done = come(desk_home)

    def moved(at: datetime, reason: str | None) -> VisitCorrection:
        return VisitCorrection(
            visit_id=done.visit_id,
            name="Ni Luh Contoh",
            purpose="Permohonan informasi",
            address="Sibetan",
            arrived_at=at,
            back_date_reason=reason,
        )

    yesterday = MORNING - timedelta(days=1)
    assert _refused(desk_home, correct, moved(yesterday, None)).field == "back_date_reason"
    _do(desk_home, correct, moved(yesterday, "salah tanggal"))
    visit = _visit(desk_home, done.visit_id)
    assert (visit.arrived_at, visit.visited_on) == (yesterday, date(2026, 4, 5))
    _do(desk_home, take_leave, LeaveOrder(done.visit_id, yesterday + timedelta(hours=1)))
    assert _refused(desk_home, correct, moved(MORNING, None)).field == "arrived_at"


def test_withdrawing_needs_a_reason_and_can_be_undone(desk_home: Home) -> None:
    visit_id = come(desk_home).visit_id
    assert _refused(desk_home, withdraw, VisitWithdrawal(visit_id, " ")).field == "reason"
    _do(desk_home, withdraw, VisitWithdrawal(visit_id, "salah orang"))
    _do(desk_home, withdraw, VisitWithdrawal(visit_id, "salah orang"))
    assert _visit(desk_home, visit_id).withdrawal_reason == "salah orang"
    for operation, told in ((serve, visit_id), (take_leave, LeaveOrder(visit_id)), (come_back, visit_id)):
        assert "dibatalkan" in _refused(desk_home, operation, told).sentence
    _do(desk_home, restore, visit_id)
    _do(desk_home, restore, visit_id)
    assert _visit(desk_home, visit_id).withdrawn_at is None
    assert _changes(desk_home)["withdrawal_reason"] == ("salah orang", None)
    assert _acts(desk_home) == ["visit.register", "visit.withdraw", "visit.restore"]


def test_a_visit_with_a_request_is_not_withdrawn(desk_home: Home) -> None:
    visit_id = come(desk_home).visit_id

    def file(session: Session) -> None:
        service = session.scalars(select(PublicService).limit(1)).one()
        session.add(
            Request(
                key="r",
                code="c",
                number="PPID/2026/0001",
                prefix="PPID",
                year=2026,
                sequence=1,
                service=service,
                visit_id=visit_id,
                channel="counter",
                applicant_kind="individu",
                state="incomplete",
                received_at=MORNING,
                received_on=date(2026, 4, 6),
                entered_at=MORNING,
                due_words="",
                search_key="",
                received_by=desk_home.petugas.account_id,
            )
        )

    desk_home.database.write(file)
    assert "PPID/2026/0001" in _refused(desk_home, withdraw, VisitWithdrawal(visit_id, "salah")).sentence


def test_a_short_note_is_neither_corrected_nor_called_back(desk_home: Home) -> None:
    counted = _do(desk_home, ask_question, QuestionOrder(key="q"))
    told = VisitCorrection(visit_id=counted.visit_id, name="x y", purpose="x y", address="z")
    assert "Catatan singkat" in _refused(desk_home, correct, told).sentence
    assert "Catatan singkat" in _refused(desk_home, come_back, counted.visit_id).sentence
    _do(desk_home, withdraw, VisitWithdrawal(counted.visit_id, "salah tekan"))


def test_a_missing_visit_and_a_missing_right_are_refused(desk_home: Home) -> None:
    told = VisitCorrection(visit_id=99, name="x y", purpose="x y", address="z")
    acts: list[tuple[Callable[[Session, Any, Actor], Any], object]] = [
        (serve, 99),
        (wait_again, 99),
        (take_leave, LeaveOrder(99)),
        (come_back, 99),
        (correct, told),
        (withdraw, VisitWithdrawal(99, "salah")),
        (restore, 99),
    ]
    for operation, order in acts:
        assert "tidak ditemukan" in _refused(desk_home, operation, order).sentence
        with pytest.raises(Refused, match="tidak berwenang"):
            desk_home.database.write(lambda s, o=operation, t=order: o(s, t, desk_home.pengawas))
