"""The guest book of a period: who is in it, who is only counted, and what never comes into it."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from homes import Home
from visiting import come

from desk.errors import Refused
from desk.operations.visit_changes import LeaveOrder, VisitWithdrawal, take_leave, withdraw
from desk.operations.visitors import DirectionOrder, QuestionOrder, ask_question, direct_elsewhere
from desk.queries.registers import guest_book
from desk.rules.registers import GuestBook, GuestBookRow

TODAY = date(2026, 4, 6)
MORNING = datetime(2026, 4, 6, 1, 0, tzinfo=UTC)
NIK, PHONE = "5107046101900001", "0812-0000-0567"


def _book(home: Home, first: date = TODAY, last: date = TODAY) -> GuestBook:
    return home.database.read(lambda session: guest_book(session, first, last))


def test_guests_stand_in_the_order_they_came_and_the_rest_is_counted(desk_home: Home) -> None:
    actor, write = desk_home.petugas, desk_home.database.write
    with time_machine.travel(MORNING, tick=False) as clock:
        gone = come(
            desk_home,
            name="I Made Misal",
            name_is_uncertain=True,
            institution="Kecamatan Contoh",
            phone=PHONE,
            nik=NIK,
            needs=("kursi_roda",),
            kind="rombongan",
            head_count=12,
        )
        clock.shift(timedelta(minutes=14))
        come(desk_home)
        come(desk_home, name="Rekan Sekantor", kind="internal", memo_number="ND/1/2026")
        wrong = come(desk_home, name="Salah Ketik")
        write(lambda s: withdraw(s, VisitWithdrawal(wrong.visit_id, "salah"), actor))
        colleague = come(desk_home, name="Rekan Salah", kind="internal")
        write(lambda s: withdraw(s, VisitWithdrawal(colleague.visit_id, "salah"), actor))
        asked = write(lambda s: ask_question(s, QuestionOrder(key=str(uuid.uuid4())), actor))
        write(lambda s: withdraw(s, VisitWithdrawal(asked.visit_id, "salah"), actor))
        for _ in range(3):
            write(lambda s: ask_question(s, QuestionOrder(key=str(uuid.uuid4())), actor))
        directed = DirectionOrder(key=str(uuid.uuid4()), directed_to="Dinas Contoh", name="Made Lewat")
        write(lambda s: direct_elsewhere(s, directed, actor))
        clock.shift(timedelta(minutes=16))
        write(lambda s: take_leave(s, LeaveOrder(gone.visit_id), actor))
        early = MORNING - timedelta(minutes=30)
        come(desk_home, name="Dicatat Kemudian", arrived_at=early, back_date_reason="listrik padam")

        book = _book(desk_home)
    assert [(row.number, row.name_words) for row in book.rows] == [
        (1, "Dicatat Kemudian"),
        (2, "I Made Misal (belum pasti)"),
        (3, "Ni Luh Contoh"),
    ]
    assert book.rows[1] == GuestBookRow(
        number=2,
        visited_on=TODAY,
        arrived_at=MORNING,
        left_at=MORNING + timedelta(minutes=30),
        name="I Made Misal",
        name_is_uncertain=True,
        origin="Kecamatan Contoh · Sibetan",
        purpose="Permohonan informasi",
        head_count=12,
        received_by="N. K. C.",
    )
    assert (book.people, book.questions, book.directed, book.withdrawn) == (14, 3, 1, 1)
    assert book.made_at == MORNING + timedelta(minutes=30)
    for kept_out in (NIK, PHONE, "+62812", "kursi_roda", "ND/1/2026", "Rekan", "Salah Ketik"):
        assert kept_out not in repr(book)


def test_nothing_that_is_nobodys_business_has_a_place_in_a_row() -> None:
    names = {field.name for field in fields(GuestBookRow)}
    assert names.isdisjoint({"nik", "phone", "needs", "identity_shown", "guardian_name", "note"})


def test_the_head_is_the_offices_own(desk_home: Home) -> None:
    head = _book(desk_home, clock_day := date(2026, 1, 5), clock_day).letterhead
    assert head.government == "Pemerintah Kabupaten Karangasem"
    assert head.agency == "Dinas Komunikasi dan Informatika"
    # the decree prints no address: none is invented
    assert (head.address, head.contact, head.place) == ("", "Telp. 0363 21037", "Amlapura")


def test_days_part_at_wita_midnight(desk_home: Home) -> None:
    with time_machine.travel(datetime(2026, 4, 5, 15, 59, 59, tzinfo=UTC), tick=False) as clock:
        come(desk_home, name="Kemarin Malam")
        clock.move_to(datetime(2026, 4, 5, 16, 30, tzinfo=UTC))
        come(desk_home, name="Dini Hari")
        clock.move_to(datetime(2026, 4, 6, 23, 30, tzinfo=UTC))
        come(desk_home, name="Besok Pagi")
        today = _book(desk_home)
        days = _book(desk_home, TODAY - timedelta(days=1), TODAY + timedelta(days=1))
    assert [row.name for row in today.rows] == ["Dini Hari"]
    assert [row.name for row in days.rows] == ["Kemarin Malam", "Dini Hari", "Besok Pagi"]


def test_an_empty_period_is_an_empty_book(desk_home: Home) -> None:
    book = _book(desk_home, date(2020, 1, 1), date(2020, 12, 31))
    assert (book.rows, book.people, book.questions, book.directed, book.withdrawn) == ((), 0, 0, 0, 0)


@time_machine.travel(MORNING, tick=False)
def test_refuses_what_is_no_period(desk_home: Home) -> None:
    with pytest.raises(Refused, match="lebih awal"):
        _book(desk_home, TODAY, TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="belum tiba"):
        _book(desk_home, TODAY, TODAY + timedelta(days=1))
