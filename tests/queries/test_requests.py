"""Lists of requests: what is due first, who waits, who may see whom, the pages of the list."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from homes import Home
from request_samples import APPLICANT, request_order

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import BookingOrder, book
from desk.operations.request_changes import withdraw
from desk.operations.request_orders import Filed, LetterOrder, PartyOrder, RequestWithdrawal
from desk.operations.requests import file
from desk.operations.visitors import VisitOrder, register
from desk.queries.requests import (
    RegisterQuestion,
    RequestRow,
    earlier_requests,
    open_requests_by_due,
    request_rows,
    requests_by_id,
    visit_applicant,
    waiting_for_applicant,
)
from desk.rules.spans import Span

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA
Filing = Callable[..., Filed]


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


@pytest.fixture
def filed(desk_home: Home) -> Filing:
    def act(service: str = "karangasem-2.1", **changes: Any) -> Filed:
        order = request_order(service, **changes)
        return desk_home.database.write(lambda session: file(session, order, desk_home.petugas))

    return act


def _open(home: Home, limit: int = 50, actor: Any = None) -> tuple[RequestRow, ...]:
    return home.database.read(lambda s: open_requests_by_due(s, limit, actor or home.petugas))


def test_the_earlier_of_promise_and_event_comes_first(desk_home: Home, filed: Filing) -> None:
    zoom = request_order("karangasem-3.10").marks
    at_one = {**zoom, "waktu_rapat": ("filled", "2026-03-13T13:00"), "waktu_selesai": ("missing", None)}
    filed("karangasem-2.1")  # 6 April
    filed("karangasem-3.6")  # 16 March
    filed("karangasem-3.10", marks=at_one)  # today at 13.00
    filed("karangasem-2.2")  # no date before classification
    rows = _open(desk_home)
    assert [row.prefix for row in rows] == ["ZOOM", "DRIVE", "PPID", "LAPOR"]
    assert [row.urgency for row in rows] == ["today", "soon", "ok", None]
    assert rows[0].urgency_words == "acara hari ini, pukul 13.00"
    assert rows[0].urgent_on == date(2026, 3, 13)
    assert rows[3].urgency_words.startswith("Jangka waktu ditetapkan")
    assert [row.prefix for row in _open(desk_home, 2)] == ["ZOOM", "DRIVE"]


def test_a_promise_in_the_past_is_late_in_working_days(desk_home: Home, filed: Filing) -> None:
    filed("karangasem-3.6")
    clock.run_by(lambda: datetime(2026, 3, 17, 1, tzinfo=UTC))
    row = _open(desk_home)[0]
    assert (row.urgency, row.urgency_words) == ("late", "terlambat 1 hari kerja")


def test_an_event_that_is_over_no_longer_counts(desk_home: Home, filed: Filing) -> None:
    marks = {**request_order("karangasem-3.10").marks, "waktu_rapat": ("filled", "2026-03-12T13:00")}
    marks["waktu_selesai"] = ("filled", "2026-03-12T14:00")
    filed("karangasem-3.10", marks=marks)
    assert _open(desk_home)[0].urgent_on == date(2026, 3, 16)


def test_withdrawn_requests_are_no_work(desk_home: Home, filed: Filing) -> None:
    done = filed()
    order = RequestWithdrawal(done.id, 1, "contoh")
    desk_home.database.write(lambda session: withdraw(session, order, desk_home.petugas))
    assert _open(desk_home) == ()
    rows = desk_home.database.read(lambda s: requests_by_id(s, (done.id,), desk_home.petugas))
    assert (rows[0].state, rows[0].urgency_words) == ("withdrawn", "dicabut")


def test_incomplete_files_wait_with_age_lack_and_telephone(desk_home: Home, filed: Filing) -> None:
    filed()
    filed(
        "karangasem-3.1",
        marks={"surat": ("original", None)},
        contact=PartyOrder("I Made Misal", phone="0813-0000-0000"),
    )
    clock.run_by(lambda: datetime(2026, 3, 25, 1, tzinfo=UTC))
    (row,) = desk_home.database.read(lambda s: waiting_for_applicant(s, 10, desk_home.petugas))
    assert row.request.number == "APP/2026/0001"
    assert row.age == 3, "Monday, Tuesday, and after Nyepi and Idul Fitri Wednesday"
    assert (row.contact, row.phone) == ("I Made Misal", "0813-0000-0000")
    assert row.missing == ("Spesifikasi dan informasi awal aplikasi yang akan dikembangkan",)


def test_ppid_applicants_are_initials_to_those_without_the_right(desk_home: Home, filed: Filing) -> None:
    filed("karangasem-2.1", marks={})
    filed("karangasem-3.1")
    (ppid, app) = sorted(_open(desk_home, actor=desk_home.pemegang), key=lambda row: row.id)
    assert (ppid.applicant, ppid.phone) == ("N. L. C.", None)
    assert (app.applicant, app.phone) == ("Ni Luh Contoh", "0812-0000-0000")
    (row,) = desk_home.database.read(lambda s: waiting_for_applicant(s, 10, desk_home.pemegang))
    assert (row.contact, row.phone) == ("N. L. C.", None)
    assert {row.applicant for row in _open(desk_home)} == {"Ni Luh Contoh"}


def test_who_is_not_to_know_a_ppid_applicant_does_not_find_them_by_name_either(
    desk_home: Home, filed: Filing
) -> None:
    ppid = filed("karangasem-2.1", letter=LetterOrder("005/123", subject="Anggaran", sender="Yayasan Contoh"))
    app = filed("karangasem-3.1")

    def ask(text: str, actor: Any) -> list[int]:
        rows = desk_home.database.read(lambda s: request_rows(s, RegisterQuestion(text), actor))
        return [row.id for row in rows]

    for words in ("Ni Luh Contoh", "0812 0000 0000", "Kecamatan Contoh"):
        assert ask(words, desk_home.petugas) == [app.id, ppid.id]
        assert ask(words, desk_home.pemegang) == [app.id]
    assert ask("Yayasan", desk_home.pemegang) == []
    assert ask("ppid 1", desk_home.pemegang) == [ppid.id], "its number says nothing of the applicant"
    assert ask(ppid.code, desk_home.pemegang) == [ppid.id]
    for name, phone in (("Ni Luh Contoh", None), ("", "+6281200000000")):
        rows = desk_home.database.read(
            lambda s, name=name, phone=phone: earlier_requests(s, name, phone, desk_home.pemegang)
        )
        assert [row.id for row in rows] == [app.id]
    (row,) = desk_home.database.read(lambda s: requests_by_id(s, (ppid.id,), desk_home.pemegang))
    assert (row.applicant, row.institution, row.subject) == ("N. L. C.", None, None)


def test_confirmed_schedules_do_not_crowd_out_what_is_still_to_be_done(
    desk_home: Home, filed: Filing
) -> None:
    """They stay complete for good, ever further back: a list cut off before they are left out is empty."""
    kept = [filed("karangasem-1.1") for _ in range(3)]
    late = filed("karangasem-3.6")
    for day, request in enumerate(kept):
        starts_at = datetime(2026, 3, 16 + day, 1, tzinfo=UTC)
        order = BookingOrder(
            key=str(uuid.uuid4()), resource_key="aula", span=Span(starts_at, starts_at + timedelta(hours=3)),
            purpose="Rapat contoh", borrower_name="I Made Misal", request_id=request.id, is_confirmed=True,
        )  # fmt: skip
        desk_home.database.write(lambda session, order=order: book(session, order, desk_home.pemegang))
    assert [row.id for row in _open(desk_home, 2)] == [late.id]


def test_a_security_incident_is_hidden_from_those_without_the_right(desk_home: Home, filed: Filing) -> None:
    filed("karangasem-5.3")
    assert len(_open(desk_home)) == 1
    assert _open(desk_home, actor=desk_home.pemegang) == ()


def test_earlier_requests_are_found_by_telephone_or_distinctive_words(desk_home: Home, filed: Filing) -> None:
    filed()
    filed("karangasem-3.1", applicant=replace(APPLICANT, name="I Wayan Putu", phone="0813-0000-0000"))

    def ask(name: str, phone: str | None) -> list[str]:
        rows = desk_home.database.read(lambda s: earlier_requests(s, name, phone, desk_home.petugas))
        return [row.number for row in rows]

    assert ask("siapa pun", "+6281300000000") == ["APP/2026/0001"]
    assert ask("Luh CONTOH", None) == ["APP/2026/0001", "PPID/2026/0001"], "an institution has words too"
    assert ask("I Wayan Putu", None) == [], "names that half the island bears tell nobody apart"


def test_the_list_is_searched_by_number_words_and_code(desk_home: Home, filed: Filing) -> None:
    first = filed(letter=LetterOrder("005/123", subject="Anggaran publikasi"))
    second = filed("karangasem-3.1")

    def ask(text: str, **changes: Any) -> list[int]:
        question = RegisterQuestion(text, **changes)
        rows = desk_home.database.read(lambda s: request_rows(s, question, desk_home.petugas))
        return [row.id for row in rows]

    assert ask("") == [second.id, first.id]
    assert ask("ppid 1") == [first.id]
    assert ask("anggaran") == [first.id]
    assert ask("005 123") == [first.id]
    assert ask("081200000000") == [second.id, first.id]
    assert ask("%") == []
    assert ask(first.code) == [first.id]
    assert ask("", states=("incomplete",)) == []
    assert ask("", received_on=date(2026, 3, 12)) == []
    assert ask("", before_id=second.id) == [first.id]


def _visit(home: Home) -> int:
    order = VisitOrder(
        key=str(uuid.uuid4()), name="Ni Luh Contoh", phone="081200000000", purpose="Informasi",
        address="Desa Misal", kind="warga", nik="5107044101900001",
    )  # fmt: skip
    return home.database.write(lambda session: register(session, order, home.petugas)).visit_id


def test_a_visitor_becomes_the_applicant_with_a_masked_nik_that_is_not_lost(
    desk_home: Home, filed: Filing
) -> None:
    known = desk_home.database.read(lambda s: visit_applicant(s, _visit(desk_home)))
    assert (known.name, known.phone, known.nik) == ("Ni Luh Contoh", "0812-0000-0000", "•" * 12 + "0001")
    order = request_order("karangasem-5.2")
    marks = {**order.marks, "nik": ("filled", known.nik)}
    party = replace(APPLICANT, nik=known.nik)
    done = filed("karangasem-5.2", visit_id=known.visit_id, applicant=party, marks=marks)
    assert done.is_complete
    with pytest.raises(Refused):
        desk_home.database.read(lambda s: visit_applicant(s, 999))
