"""Ticking off, correcting, withdrawing, restoring and assigning, each with its journal line."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from homes import Home
from request_samples import APPLICANT, request_order
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import Booking, JournalLine, Request
from desk.operations.bookings import BookingOrder, book
from desk.operations.request_changes import assign, correct, mark, restore, withdraw
from desk.operations.request_orders import (
    AssignmentOrder,
    Filed,
    LetterOrder,
    MarksOrder,
    PartyOrder,
    RequestCorrection,
    RequestOrder,
    RequestRestoration,
    RequestWithdrawal,
)
from desk.operations.requests import file
from desk.rules.spans import Span

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA
TUESDAY = datetime(2026, 3, 17, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def _file(home: Home, service: str = "karangasem-2.1", **changes: Any) -> tuple[RequestOrder, Filed]:
    order = request_order(service, **changes)
    return order, home.database.write(lambda session: file(session, order, home.petugas))


def _do(home: Home, operation: Any, order: object, actor: Any = None) -> Any:
    return home.database.write(lambda session: operation(session, order, actor or home.petugas))


def _correction(order: RequestOrder, done: Filed, **changes: Any) -> RequestCorrection:
    facts = {
        name: getattr(order, name)
        for name in RequestCorrection.__dataclass_fields__
        if name in RequestOrder.__dataclass_fields__
    }
    return RequestCorrection(
        **{**facts, "request_id": done.id, "version": 1, "reason": "salah ketik", **changes}
    )


def _request(home: Home, number: int) -> Request:
    def load(session):  # type: ignore[no-untyped-def]
        request = session.get_one(Request, number)
        _ = request.parties, request.letter, request.marks
        return request

    return home.database.read(load)


def _last_line(home: Home) -> JournalLine:
    newest = select(JournalLine).order_by(JournalLine.id.desc()).limit(1)
    return home.database.read(lambda session: session.scalars(newest).one())


def _changes(line: JournalLine) -> dict[str, tuple[Any, Any]]:
    return {change["field"]: (change["old"], change["new"]) for change in line.changes}


# ---- the tick list ---------------------------------------------------------------------------------------


def test_becoming_complete_starts_the_clock_and_asks_for_its_receipt(desk_home: Home) -> None:
    _order, done = _file(desk_home, marks={"formulir": ("original", None)})
    clock.run_by(lambda: TUESDAY)
    marked = _do(desk_home, mark, MarksOrder(done.id, 1, {"identitas_diri": ("copy", None)}))
    assert (marked.is_complete, marked.became_complete, marked.version) == (True, True, 2)
    assert marked.due_on == date(2026, 4, 8), "ten working days from Tuesday"
    request = _request(desk_home, done.id)
    assert (request.state, request.completed_at) == ("complete", TUESDAY)
    line = _last_line(desk_home)
    assert line.act == "request.mark"
    assert "dinyatakan lengkap" in line.sentence
    assert _changes(line)["marks.identitas_diri"] == ("missing", "copy")
    assert _changes(line)["due_on"] == (None, "2026-04-08")


def test_an_item_taken_back_makes_it_incomplete_again(desk_home: Home) -> None:
    _order, done = _file(desk_home)
    marked = _do(desk_home, mark, MarksOrder(done.id, 1, {"formulir": ("missing", None)}))
    assert (marked.is_complete, marked.became_complete, marked.due_on) == (False, False, None)
    again = _do(desk_home, mark, MarksOrder(done.id, 2, {"formulir": ("copy", None)}))
    assert again.became_complete


def test_itsa_passed_later_gives_hosting_its_date(desk_home: Home) -> None:
    order = request_order("karangasem-3.4")
    marks = {**order.marks, "lulus_itsa": ("missing", None)}
    _order, done = _file(desk_home, "karangasem-3.4", marks=marks)
    assert done.due_on is None
    clock.run_by(lambda: TUESDAY)
    marked = _do(desk_home, mark, MarksOrder(done.id, 1, {"lulus_itsa": ("filled", "2026-03-16")}))
    assert marked.due_on == date(2026, 3, 25), "17, then Nyepi and Idul Fitri, then 25"


def test_who_looked_at_an_older_version_is_refused(desk_home: Home) -> None:
    order, done = _file(desk_home, marks={})
    _do(desk_home, mark, MarksOrder(done.id, 1, {"formulir": ("original", None)}))
    late: list[tuple[Any, object]] = [
        (mark, MarksOrder(done.id, 1, {"formulir": ("missing", None)})),
        (correct, _correction(order, done)),
        (withdraw, RequestWithdrawal(done.id, 1, "batal")),
        (restore, RequestRestoration(done.id, 1, "batal")),
        (assign, AssignmentOrder(done.id, 1, "I Made Misal")),
    ]
    for operation, change in late:
        with pytest.raises(Refused, match="baru saja diubah orang lain"):
            _do(desk_home, operation, change)
    assert _request(desk_home, done.id).version == 2


# ---- corrections -----------------------------------------------------------------------------------------


def test_a_correction_journals_old_and_new_with_its_reason(desk_home: Home) -> None:
    order, done = _file(desk_home, "karangasem-3.5", letter=LetterOrder("005/1", sender="Contoh"))
    correction = _correction(
        order,
        done,
        applicant=replace(APPLICANT, name="Ni Luh Umpama", nik="5107044101900002"),
        letter=LetterOrder("005/2", date(2026, 3, 12), sender="Contoh"),
        contact=PartyOrder("I Made Misal", phone="0813-0000-0000"),
    )
    result = _do(desk_home, correct, correction)
    assert (result.version, result.became_complete) == (2, False)
    line = _last_line(desk_home)
    assert line.sentence == "Permohonan JIP/2026/0001 diperbaiki: salah ketik."
    assert _changes(line) == {
        "applicant.name": ("Ni Luh Contoh", "Ni Luh Umpama"),
        "applicant.nik": ("•" * 12 + "0001", "•" * 12 + "0002"),
        "contact.name": (None, "I Made Misal"),
        "contact.phone": (None, "+6281300000000"),
        "letter.number": ("005/1", "005/2"),
        "letter.letter_on": (None, "2026-03-12"),
    }
    request = _request(desk_home, done.id)
    assert "umpama" in request.search_key
    assert request.letter is not None
    assert request.letter.number == "005/2"


def test_a_correction_takes_persons_and_letter_away(desk_home: Home) -> None:
    order, done = _file(desk_home, carrier=PartyOrder("I Made Misal"), letter=LetterOrder("005/1"))
    _do(desk_home, correct, _correction(order, done, carrier=None, letter=None))
    request = _request(desk_home, done.id)
    assert [party.role for party in request.parties] == ["applicant"]
    assert request.letter is None
    assert "misal" not in request.search_key
    assert _changes(_last_line(desk_home))["carrier.name"] == ("I Made Misal", None)


def test_a_nik_shown_masked_and_sent_back_stays(desk_home: Home) -> None:
    order, done = _file(desk_home, "karangasem-5.2")
    marks = {**order.marks, "nik": ("filled", "•" * 12 + "0001")}
    masked = replace(APPLICANT, nik="•" * 12 + "0001")
    _do(desk_home, correct, _correction(order, done, applicant=masked, marks=marks))
    request = _request(desk_home, done.id)
    assert request.parties[0].nik == APPLICANT.nik
    assert {m.item_key: m.value for m in request.marks}["nik"] == APPLICANT.nik


def test_correcting_the_moment_of_receipt_moves_the_promise(desk_home: Home) -> None:
    order, done = _file(desk_home)
    wednesday = clock.at_office(date(2026, 3, 11), time(9))
    with pytest.raises(Refused) as refusal:
        _do(desk_home, correct, _correction(order, done, received_at=wednesday))
    assert refusal.value.field == "back_date_reason"
    corrected = _correction(order, done, received_at=wednesday, back_date_reason="formulir kertas")
    assert _do(desk_home, correct, corrected).due_on == date(2026, 4, 1)
    assert _request(desk_home, done.id).completed_at == wednesday
    later = _correction(order, done, version=2, details="tambahan")
    assert _do(desk_home, correct, later).due_on == date(2026, 4, 1), "as it was, with its reason"


def test_another_variant_gives_another_date_and_keeps_old_marks(desk_home: Home) -> None:
    order, done = _file(desk_home, "karangasem-2.3", variant="live_streaming")
    assert done.due_on == date(2026, 3, 25)
    marks = {key: value for key, value in order.marks.items() if key != "waktu_selesai"}
    result = _do(desk_home, correct, _correction(order, done, variant="podcast", marks=marks))
    assert result.due_on == date(2026, 3, 31)
    kept = {line.item_key for line in _request(desk_home, done.id).marks}
    assert "waktu_selesai" in kept


def test_a_correction_wants_a_reason_and_a_right(desk_home: Home) -> None:
    order, done = _file(desk_home)
    with pytest.raises(Refused, match="alasan") as refusal:
        _do(desk_home, correct, _correction(order, done, reason="  "))
    assert refusal.value.field == "reason"
    with pytest.raises(Refused, match="boleh melihatnya"):
        _do(desk_home, correct, _correction(order, done), desk_home.pemegang)
    with pytest.raises(Refused, match="tidak berwenang"):
        _do(desk_home, correct, _correction(order, done), desk_home.pengawas)


# ---- withdrawal ------------------------------------------------------------------------------------------


def _aula_order() -> RequestOrder:
    span = Span(clock.at_office(date(2026, 4, 9), time(9)), clock.at_office(date(2026, 4, 9), time(12)))
    booking = BookingOrder(str(uuid.uuid4()), "aula", span, "Rapat contoh", "Ni Luh Contoh")
    return request_order("karangasem-1.1", event_span=span, booking=booking)


def test_a_withdrawal_frees_the_hall_for_others(desk_home: Home) -> None:
    order = _aula_order()
    done = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert order.booking is not None
    other = replace(order.booking, key=str(uuid.uuid4()))
    with pytest.raises(Refused):
        _do(desk_home, book, other)
    _do(desk_home, withdraw, RequestWithdrawal(done.id, 1, "acara ditunda"))
    _do(desk_home, book, other)
    states = desk_home.database.read(
        lambda session: {row.id: row.state for row in session.scalars(select(Booking))}
    )
    assert states == {done.booking_id: "withdrawn", 2: "tentative"}
    request = _request(desk_home, done.id)
    assert (request.state, request.withdrawal_reason) == ("withdrawn", "acara ditunda")


def test_a_withdrawal_is_not_stopped_by_a_hold_that_has_run_out(desk_home: Home) -> None:
    order = _aula_order()
    done = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    assert order.booking is not None
    second = replace(order.booking, key=str(uuid.uuid4()), resource_key="videotron", request_id=done.id)
    _do(desk_home, book, second)
    clock.run_by(lambda: FRIDAY + timedelta(days=5))
    _do(desk_home, withdraw, RequestWithdrawal(done.id, 1, "acara ditunda"))
    states = desk_home.database.read(lambda session: session.scalars(select(Booking.state)).all())
    assert (_request(desk_home, done.id).state, list(states)) == ("withdrawn", ["expired", "expired"])


def test_what_was_withdrawn_is_left_alone_until_it_is_restored(desk_home: Home) -> None:
    order = _aula_order()
    done = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    _do(desk_home, withdraw, RequestWithdrawal(done.id, 1, "acara ditunda"))
    with pytest.raises(Refused, match="sudah dicabut"):
        _do(desk_home, mark, MarksOrder(done.id, 2, {"surat": ("missing", None)}))
    with pytest.raises(Refused, match="sudah dicabut"):
        _do(desk_home, withdraw, RequestWithdrawal(done.id, 2, "lagi"))
    restored = _do(desk_home, restore, RequestRestoration(done.id, 2, "jadi"))
    assert (restored.is_complete, restored.due_on) == (True, date(2026, 3, 16))
    assert "tidak ikut dipulihkan" in restored.warnings[0]
    assert _last_line(desk_home).act == "request.restore"
    assert _request(desk_home, done.id).state == "complete"
    with pytest.raises(Refused, match="tidak sedang dicabut"):
        _do(desk_home, restore, RequestRestoration(done.id, 3, "jadi"))


def test_correcting_the_event_of_a_booked_hall_says_that_the_booking_stays(desk_home: Home) -> None:
    order = _aula_order()
    done = desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    marks = {**order.marks, "waktu_pelaksanaan": ("filled", "2026-04-10T09:00/2026-04-10T12:00")}
    result = _do(desk_home, correct, _correction(order, done, marks=marks, event_span=None))
    assert any("tidak ikut berpindah" in warning for warning in result.warnings)


# ---- assignment ------------------------------------------------------------------------------------------


def test_an_assignment_is_journaled_and_can_be_taken_back(desk_home: Home) -> None:
    _order, done = _file(desk_home, "karangasem-3.6")
    _do(desk_home, assign, AssignmentOrder(done.id, 1, " I  Made Misal "))
    assert _request(desk_home, done.id).assigned_to == "I Made Misal"
    assert _last_line(desk_home).sentence == "Permohonan DRIVE/2026/0001 ditugaskan kepada I Made Misal."
    _do(desk_home, assign, AssignmentOrder(done.id, 2, None))
    assert _request(desk_home, done.id).assigned_to is None
    assert _changes(_last_line(desk_home)) == {"assigned_to": ("I Made Misal", None)}


def test_a_security_incident_is_not_there_for_who_may_not_know(desk_home: Home) -> None:
    _order, done = _file(desk_home, "karangasem-5.3")
    with pytest.raises(Refused, match="tidak ditemukan"):
        _do(desk_home, assign, AssignmentOrder(done.id, 1, "I Made Misal"), desk_home.pemegang)
    with pytest.raises(Refused, match="tidak ditemukan"):
        _do(desk_home, assign, AssignmentOrder(9999, 1, "I Made Misal"))


def test_nothing_is_changed_by_a_refusal(desk_home: Home) -> None:
    order, done = _file(desk_home)
    before = _request(desk_home, done.id)
    broken = _correction(order, done, applicant=replace(APPLICANT, name="Ni Luh Lain", phone="12"))
    with pytest.raises(Refused) as refusal:
        _do(desk_home, correct, broken)
    assert refusal.value.field == "applicant.phone"
    after = _request(desk_home, done.id)
    assert (after.version, after.parties[0].name) == (before.version, "Ni Luh Contoh")
    assert after.received_at + timedelta(0) == before.received_at
