"""Taking down who came: visits, doubles, back-dating, questions, directions, their journal lines."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from homes import Home
from sqlalchemy import select
from sqlalchemy.orm import Session
from visiting import come, order

from desk.errors import Refused
from desk.models import Account, Base, JournalLine, Visit, Visitor
from desk.operations.visitors import (
    DirectionOrder,
    QuestionOrder,
    VisitOrder,
    ask_question,
    direct_elsewhere,
    register,
)
from desk.rules.rights import Actor
from desk.store import dialects
from desk.store.database import Database

MORNING = datetime(2026, 4, 6, 1, 12, tzinfo=UTC)
"""09.12 WITA."""


def _visit(home: Home, visit_id: int) -> Visit:
    return home.database.read(lambda session: session.get_one(Visit, visit_id))


def _visitor(home: Home, visitor_id: int) -> Visitor:
    return home.database.read(lambda session: session.get_one(Visitor, visitor_id))


def _journal(home: Home) -> list[JournalLine]:
    query = select(JournalLine).where(JournalLine.noun == "visit").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


def _refused(home: Home, operation: Callable[[Session, Any, Actor], object], told: object) -> Refused:
    before = len(_journal(home))
    with pytest.raises(Refused) as caught:
        home.database.write(lambda session: operation(session, told, home.petugas))
    assert len(_journal(home)) == before
    return caught.value


@time_machine.travel(MORNING, tick=False)
def test_registers_a_new_visitor_with_one_journal_line(desk_home: Home) -> None:
    done = come(desk_home, phone="0812-0000-0000", nik="5107046101900001", needs=("kursi_roda",))
    visit, visitor = _visit(desk_home, done.visit_id), _visitor(desk_home, done.visitor_id)
    assert (visit.state, visit.outcome, visit.arrived_at) == ("waiting", "visit", MORNING)
    assert (visit.visited_on, visit.received_by) == (date(2026, 4, 6), desk_home.petugas.account_id)
    assert (visitor.name, visitor.phone, visitor.seen_at) == ("Ni Luh Contoh", "+6281200000000", MORNING)
    assert done.double is None
    (line,) = _journal(desk_home)
    assert (line.act, line.noun_id) == ("visit.register", done.visit_id)
    assert line.sentence == "Kunjungan Ni Luh Contoh dicatat: Permohonan informasi"
    assert "5107046101900001" not in f"{line.sentence}{line.changes}"


def test_a_group_media_internal_and_minor_keep_what_was_told(desk_home: Home) -> None:
    group = come(desk_home, kind="rombongan", head_count=30, companions="I Made Misal\nNi Putu Umpama")
    media = come(desk_home, kind="media", press_card="KP-000", topic="Panen contoh")
    memo = come(desk_home, kind="internal", memo_number="045/1/ND")
    minor = come(desk_home, identity_shown="kia", guardian_name="I Wayan Wali")
    assert _visit(desk_home, group.visit_id).head_count == 30
    assert _visit(desk_home, group.visit_id).companions == "I Made Misal\nNi Putu Umpama"
    assert _visit(desk_home, media.visit_id).press_card == "KP-000"
    assert _visit(desk_home, memo.visit_id).memo_number == "045/1/ND"
    assert _visit(desk_home, minor.visit_id).guardian_name == "I Wayan Wali"


def test_the_same_key_again_changes_nothing(desk_home: Home) -> None:
    told = order()
    first = desk_home.database.write(lambda session: register(session, told, desk_home.petugas))
    again, touched = desk_home.database.write_and_tell(
        lambda session: register(session, replace(told, name="Lain"), desk_home.petugas)
    )
    assert again == first
    assert not touched
    assert len(_journal(desk_home)) == 1


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 4, 5, 16, 30, tzinfo=UTC), date(2026, 4, 6)),  # 00.30 WITA
        (datetime(2026, 4, 5, 23, 59, tzinfo=UTC), date(2026, 4, 6)),  # 07.59
        (datetime(2026, 4, 6, 0, 1, tzinfo=UTC), date(2026, 4, 6)),  # 08.01
        (datetime(2026, 4, 6, 8, 1, tzinfo=UTC), date(2026, 4, 6)),  # 16.01
        (datetime(2026, 4, 6, 15, 59, tzinfo=UTC), date(2026, 4, 6)),  # 23.59
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),  # 00.00
    ],
)
def test_visited_on_is_the_offices_date(desk_home: Home, at: datetime, day: date) -> None:
    with time_machine.travel(at, tick=False):
        assert _visit(desk_home, come(desk_home).visit_id).visited_on == day


@time_machine.travel(MORNING, tick=False)
def test_an_earlier_arrival_needs_a_reason_and_is_journaled(desk_home: Home) -> None:
    friday = MORNING - timedelta(days=3)
    done = come(desk_home, arrived_at=friday, back_date_reason="Listrik padam")
    visit = _visit(desk_home, done.visit_id)
    assert (visit.arrived_at, visit.visited_on) == (friday, date(2026, 4, 3))
    assert (visit.entered_at, visit.back_date_reason) == (MORNING, "Listrik padam")
    assert "03-04-2026 pukul 09.12 dicatat kemudian (Listrik padam)" in _journal(desk_home)[-1].sentence
    assert _refused(desk_home, register, order(arrived_at=friday)).field == "back_date_reason"
    future = order(arrived_at=MORNING + timedelta(minutes=1), back_date_reason="x y")
    assert _refused(desk_home, register, future).field == "arrived_at"


@pytest.mark.parametrize(
    "second",
    [
        {"name": "NI LUH  CONTOH", "institution": "dinas contoh"},
        {"name": "Kurir Lain", "institution": "Lain", "phone": "+62 812 0000 0000"},
    ],
)
def test_the_same_visitor_twice_on_a_day_is_noticed_and_kept(desk_home: Home, second: dict[str, Any]) -> None:
    first = come(desk_home, institution="Dinas Contoh", phone="0812-0000-0000")
    double = come(desk_home, **second)
    assert double.double is not None
    assert (double.double.visit_id, double.double.purpose) == (first.visit_id, "Permohonan informasi")
    assert double.visit_id != first.visit_id


def test_a_known_visitor_twice_is_noticed_but_not_on_another_day(
    desk_home: Home,
) -> None:
    with time_machine.travel(MORNING, tick=False):
        first = come(desk_home)
        again = come(desk_home, visitor_id=first.visitor_id)
        assert again.double is not None
        assert again.double.visit_id == first.visit_id
        stranger = come(desk_home, name="I Made Misal")
        assert stranger.double is None
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        assert come(desk_home, visitor_id=first.visitor_id).double is None


def test_a_known_visitor_learns_news_and_forgets_nothing(desk_home: Home) -> None:
    first = come(desk_home, phone="0812-0000-0000", nik="5107046101900001", institution="Dinas Contoh")
    come(desk_home, visitor_id=first.visitor_id, institution="Kecamatan Contoh", address=None)
    visitor = _visitor(desk_home, first.visitor_id)
    assert (visitor.institution, visitor.address) == ("Kecamatan Contoh", "Sibetan")
    assert (visitor.phone, visitor.nik) == ("+6281200000000", "5107046101900001")
    assert "kecamatan contoh" in visitor.search_key
    assert _visit(desk_home, first.visit_id).institution == "Dinas Contoh"
    changes = _journal(desk_home)[-1].changes
    assert changes == [{"field": "institution", "old": "Dinas Contoh", "new": "Kecamatan Contoh"}]


def test_a_new_nik_is_journaled_masked(desk_home: Home) -> None:
    first = come(desk_home)
    come(desk_home, visitor_id=first.visitor_id, nik="5107046101900001")
    assert _journal(desk_home)[-1].changes == [{"field": "nik", "old": None, "new": "•" * 12 + "0001"}]


def test_an_unknown_known_visitor_is_refused(desk_home: Home) -> None:
    assert _refused(desk_home, register, order(visitor_id=999)).field == "name"


def test_refusals_write_nothing(desk_home: Home) -> None:
    assert _refused(desk_home, register, order(name="\x00")).field == "name"
    assert _refused(desk_home, register, order(head_count=0)).field == "head_count"
    assert _refused(desk_home, direct_elsewhere, DirectionOrder(key="a", directed_to=" ")).field == (
        "directed_to"
    )
    too_long = QuestionOrder(key="b", topic="x" * 201)
    assert _refused(desk_home, ask_question, too_long).field == "topic"
    assert desk_home.database.read(lambda session: session.scalars(select(Visit)).all()) == []


def test_who_may_not_register_is_refused(desk_home: Home) -> None:
    question = QuestionOrder(key="q")
    direction = DirectionOrder(key="d", directed_to="Dinas Contoh")
    for operation, told in ((register, order()), (ask_question, question), (direct_elsewhere, direction)):
        with pytest.raises(Refused, match="tidak berwenang"):
            desk_home.database.write(lambda session, o=operation, t=told: o(session, t, desk_home.pengawas))


def test_questions_are_counted_by_day(desk_home: Home) -> None:
    def ask(key: str, topic: str | None = None) -> int:
        told = QuestionOrder(key=key, topic=topic)
        counted = desk_home.database.write(lambda session: ask_question(session, told, desk_home.petugas))
        return counted.today

    with time_machine.travel(MORNING, tick=False):
        assert [ask("a"), ask("b", "letak toilet"), ask("b"), ask("c")] == [1, 2, 2, 3]
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        assert ask("d") == 1
    lines = _journal(desk_home)
    assert [line.act for line in lines] == ["visit.question"] * 4


def test_a_direction_is_one_line_with_or_without_a_name(desk_home: Home) -> None:
    def direct(key: str, **told: Any) -> int:
        asked = DirectionOrder(key=key, directed_to="Disdukcapil", **told)
        done = desk_home.database.write(lambda session: direct_elsewhere(session, asked, desk_home.petugas))
        return done.visit_id

    nameless = _visit(desk_home, direct("a"))
    assert (nameless.visitor_id, nameless.purpose) == (None, "Diarahkan ke Disdukcapil")
    named = direct("b", name="I Made Misal", note="ubah KK")
    assert direct("b", name="I Made Misal", note="ubah KK") == named
    visit = _visit(desk_home, named)
    assert _visitor(desk_home, visit.visitor_id or 0).name == "I Made Misal"
    assert (visit.state, visit.note) == ("left", "ubah KK")
    assert len(_journal(desk_home)) == 2


def test_a_question_key_is_no_visit_key(desk_home: Home) -> None:
    desk_home.database.write(lambda s: ask_question(s, QuestionOrder(key="k"), desk_home.petugas))
    assert _refused(desk_home, register, order(key="k")).field is None


def test_two_connections_with_one_key_write_one_visit(postgres: str) -> None:
    """A form sent again while its first sending is still under way: the second gets the first's result."""
    engine = dialects.postgres_engine(postgres)
    Base.metadata.create_all(engine)
    database = Database(engine, postgres)
    actor = Actor(1, "Ni Kadek Contoh", "petugas")
    database.write(
        lambda s: s.add(
            Account(id=1, username="p", name=actor.name, role="petugas", created_at=MORNING, is_active=True)
        )
    )
    told = VisitOrder(key=str(uuid.uuid4()), name="Ni Luh Contoh", purpose="x y", address="Sibetan")
    barrier, results = threading.Barrier(2), []

    def send() -> None:
        barrier.wait()
        results.append(database.write(lambda session: register(session, told, actor)))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 2
    assert results[0] == results[1]
    assert database.read(lambda session: len(session.scalars(select(Visit)).all())) == 1
    assert database.read(lambda session: len(session.scalars(select(Visitor)).all())) == 1
    database.close()
