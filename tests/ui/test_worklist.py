"""The first screen on a real database: what is shown, in which order, and where it leads."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from homes import Home
from lending import coming, going
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from request_samples import request_order

from desk import clock
from desk.background import Desk
from desk.operations.bookings import BookingOrder, ConfirmOrder, book, confirm
from desk.operations.hand_over_orders import ItemOrder, SideOrder
from desk.operations.hand_overs import hand_out, take_back
from desk.operations.requests import file
from desk.operations.visitors import QuestionOrder, VisitOrder, ask_question, register
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.ui.worklist import faces
from desk.ui.worklist.panel import WorklistPanel

MONDAY = clock.at_office(date(2026, 4, 6), time(9, 14))


class Day:
    """A Monday at the counter."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home, self.qtbot = home, qtbot
        self.desk = Desk(home.database)

    def do(self, operation: Any, order: Any, *, at: datetime = MONDAY, actor: Actor | None = None) -> Any:
        clock.run_by(lambda: at)
        try:
            return self.home.database.write(
                lambda session: operation(session, order, actor or self.home.petugas)
            )
        finally:
            clock.run_by(lambda: MONDAY)

    def open(self, actor: Actor | None = None) -> WorklistPanel:
        panel = WorklistPanel(self.desk)
        self.qtbot.addWidget(panel)
        panel.resize(1158, 650)
        panel.show()
        with self.qtbot.waitSignal(panel.late_counted):
            self.desk.sit(actor or self.home.petugas)
        return panel

    def hall(self, start: int, end: int, *, days: int = 0, **more: Any) -> BookingOrder:
        day = date(2026, 4, 6) + timedelta(days)
        span = Span(clock.at_office(day, time(start)), clock.at_office(day, time(end)))
        facts = {"purpose": "Rapat contoh", "borrower_name": "I Made Misal"} | more
        return BookingOrder(key=str(uuid.uuid4()), resource_key="aula", span=span, **facts)


@pytest.fixture
def day(desk_home: Home, qtbot: QtBot) -> Iterator[Day]:
    clock.run_by(lambda: MONDAY)
    made = Day(desk_home, qtbot)
    yield made
    assert made.desk.finish()
    clock.run_by(None)


def test_an_empty_day_says_what_to_do(day: Day) -> None:
    panel = day.open()
    assert [view.rows() for view in panel.lists()] == [()] * 7
    texts = [view.accessibleDescription() for view in panel.lists()]
    assert panel.hall().blocks() == ()
    assert texts is not None


def test_before_it_knows_anything_it_says_so(day: Day) -> None:
    panel = WorklistPanel(day.desk)
    day.qtbot.addWidget(panel)
    assert all(view.is_awaited() for view in panel.lists())
    panel.show()
    day.desk.sit(day.home.petugas)
    day.qtbot.waitUntil(lambda: not any(view.is_awaited() for view in panel.lists()))
    assert [view.isVisible() for view in panel.lists()] == [False, True, False, True, False, True, True]


def test_clocks_come_first_the_most_urgent_on_top(day: Day) -> None:
    long_ago = MONDAY - timedelta(days=21)
    late = day.do(file, request_order("karangasem-3.2"), at=long_ago)
    later = day.do(file, request_order("karangasem-2.4"))
    soon = day.do(file, request_order("karangasem-3.6"))
    panel = day.open()
    due = panel.lists()[1].rows()
    assert [row.id for row in due] == [late.id, soon.id, later.id]
    assert [row.urgency for row in due] == ["late", "soon", "ok"]


def test_an_incomplete_file_waits_for_its_applicant_with_its_age(day: Day) -> None:
    marks = {"formulir": ("original", None)}
    filed = day.do(file, request_order(marks=marks), at=MONDAY - timedelta(days=4))
    panel = day.open()
    (row,) = panel.lists()[5].rows()
    assert (row.request.id, row.age) == (filed.id, 1)
    assert row.missing == ("Identitas diri",)
    assert panel.lists()[1].rows() == ()


def test_a_tentative_booking_waits_for_the_custodian_until_confirmed(day: Day) -> None:
    booked = day.do(book, day.hall(13, 15))
    panel = day.open(day.home.pemegang)
    (row,) = panel.lists()[3].rows()
    assert row.id == booked.id
    assert [block.is_tentative for block in panel.hall().blocks()] == [True]
    with day.qtbot.waitSignal(panel.late_counted):
        day.desk.do(panel, confirm, ConfirmOrder(booked.id, row.version), then=lambda _: None)
    assert panel.lists()[3].rows() == ()
    assert [block.is_tentative for block in panel.hall().blocks()] == [False]


def test_a_confirmed_schedule_is_a_promise_kept(day: Day) -> None:
    """1.1 promises the confirmation of the schedule: once confirmed it is no work any more."""
    order = request_order("karangasem-1.1", booking=day.hall(9, 12, days=3))
    filed = day.do(file, order)
    panel = day.open(day.home.pemegang)
    assert [row.id for row in panel.lists()[1].rows()] == [filed.id]
    with day.qtbot.waitSignal(panel.late_counted):
        day.desk.do(panel, confirm, ConfirmOrder(filed.booking_id, 1), then=lambda _: None)
    assert panel.lists()[1].rows() == ()


def test_the_hall_shows_buffers_and_todays_uses_only(day: Day) -> None:
    day.do(book, day.hall(13, 15, is_confirmed=True), actor=day.home.pemegang)
    day.do(book, day.hall(9, 12, days=1))
    blocks = day.open().hall().blocks()
    assert [(b.start, b.end, b.before, b.after) for b in blocks] == [(780, 900, 20, 20)]


def test_visitors_and_questions_are_counted(day: Day) -> None:
    order = VisitOrder(key="v", name="Ni Luh Contoh", purpose="PPID", address="Desa Contoh")
    visit = day.do(register, order)
    day.do(ask_question, QuestionOrder(key="q"))
    panel = day.open()
    assert [row.visit_id for row in panel.lists()[6].rows()] == [visit.visit_id]


def test_enter_opens_what_is_selected(day: Day) -> None:
    filed = day.do(file, request_order("karangasem-3.6"))
    panel = day.open()
    panel.focus_first()
    with day.qtbot.waitSignal(panel.request_chosen) as chosen:
        QTest.keyClick(panel.lists()[1], Qt.Key.Key_Return)
    assert chosen.args == [filed.id]


def test_names_of_ppid_applicants_are_initials_for_the_custodian(day: Day) -> None:
    day.do(file, request_order("karangasem-2.1", applicant_kind="Individu"))
    shown = {}
    for actor in (day.home.petugas, day.home.pemegang):
        panel = day.open(actor)
        shown[actor.role] = panel.lists()[1].rows()[0].applicant
    assert shown == {"petugas": "Ni Luh Contoh", "pemegang_barang": "N. L. C."}


def test_a_closure_over_a_promise_is_shown_as_a_risk(day: Day) -> None:
    from desk.operations.resources import ClosureOrder, close

    day.do(book, day.hall(13, 15, is_confirmed=True), actor=day.home.pemegang)
    span = Span(clock.at_office(date(2026, 4, 6), time(12)), clock.at_office(date(2026, 4, 6), time(16)))
    order = ClosureOrder(key="c", resource_key="aula", span=span, reason="Atap bocor")
    day.do(close, order, actor=day.home.pemegang)
    panel = day.open()
    assert [row.cause for row in panel.lists()[0].rows()] == ["Aula ditutup: Atap bocor"]


def test_the_time_of_the_machine_is_not_asked(day: Day) -> None:
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=MONDAY.tzinfo)):
        assert day.open().lists()[1].rows() == ()


def test_what_goes_out_comes_back_and_is_late_stands_after_the_clocks(day: Day) -> None:
    """Legal clocks first, then today's hand-overs and returns, what is late on top."""

    def mixer(start: int, end: int) -> int:
        wanted = replace(day.hall(start, end), resource_key="mixer", is_confirmed=True)
        return int(day.do(book, wanted, at=MONDAY - timedelta(hours=2), actor=day.home.pemegang).id)

    late, out = mixer(8, 9), mixer(10, 12)
    item = ItemOrder("mixer")
    wish = going(late, item, receiver=SideOrder("I Made Misal", phone="0812-0000-0000"))
    day.do(hand_out, wish, at=MONDAY - timedelta(hours=1), actor=day.home.pemegang)
    panel = day.open()
    hands = panel.lists()[2]
    assert [(row.kind, row.booking_id) for row in hands.rows()] == [("late", late), ("out", out)]
    faces_of = [faces.hand_face(row) for row in hands.rows()]
    assert [face.lead_chip[0] for face in faces_of if face.lead_chip] == ["terlambat, 09.00", "keluar 10.00"]
    assert faces_of[0].title == "Audio Mixer"
    with day.qtbot.waitSignal(panel.loan_chosen) as chosen:
        hands.setFocus()
        hands.select_at(1)
        QTest.keyClick(hands, Qt.Key.Key_Return)
    assert chosen.args == [out]
    with day.qtbot.waitSignal(panel.late_loans_counted, check_params_cb=lambda count: count == 1):
        panel.refresh()
    day.do(take_back, coming(late, item), actor=day.home.pemegang)
    panel.refresh()
    day.qtbot.waitUntil(lambda: [row.kind for row in hands.rows()] == ["out"])
