"""One request whole, and what of it is not for every eye."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from homes import Home
from request_samples import request_order

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import BookingOrder
from desk.operations.request_changes import mark
from desk.operations.request_orders import LetterOrder, MarksOrder
from desk.operations.requests import file
from desk.queries.request_details import RequestDetail, request_detail
from desk.rules.spans import Span

FRIDAY = datetime(2026, 3, 13, 2, 2, tzinfo=UTC)  # 10.02 WITA


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def _filed(home: Home, service: str = "karangasem-2.1", **changes: Any) -> int:
    order = request_order(service, **changes)
    return home.database.write(lambda session: file(session, order, home.petugas)).id


def _detail(home: Home, number: int, actor: Any = None) -> RequestDetail:
    return home.database.read(lambda session: request_detail(session, number, actor or home.petugas))


def test_persons_letter_list_promise_and_journal_are_there(desk_home: Home) -> None:
    number = _filed(desk_home, letter=LetterOrder("005/1", date(2026, 3, 12)), marks={})
    detail = _detail(desk_home, number)
    assert [item.text for item in detail.missing] == ["Formulir permohonan informasi", "Identitas diri"]
    assert detail.promise.due_on is None
    assert detail.if_complete_today is not None
    assert detail.if_complete_today.due_on == date(2026, 4, 6)
    assert detail.letter is not None
    assert detail.letter.letter_on == date(2026, 3, 12)
    assert detail.service.key == "karangasem-2.1"
    assert detail.received_by == "Ni Kadek Contoh"
    desk_home.database.write(
        lambda s: mark(s, MarksOrder(number, 1, {"formulir": ("copy", None)}), desk_home.petugas)
    )
    detail = _detail(desk_home, number)
    assert [line.actor_name for line in detail.journal] == ["Ni Kadek Contoh"] * 2
    assert ("marks.formulir", "missing", "copy") in detail.journal[0].changes
    words = {line.item.key: line.words for line in detail.items}
    assert words["formulir"] == "salinan"
    assert words["identitas_diri"] == "belum ada"


def test_a_nik_is_masked_for_everybody(desk_home: Home) -> None:
    detail = _detail(desk_home, _filed(desk_home, "karangasem-5.2"))
    applicant = detail.party("applicant")
    assert applicant is not None
    assert applicant.nik == "•" * 12 + "0001"
    line = next(line for line in detail.items if line.item.key == "nik")
    assert line.value == line.words == "•" * 12 + "0001"


def test_who_may_not_see_names_sees_initials_no_contact_no_purpose(desk_home: Home) -> None:
    number = _filed(desk_home, details="Untuk penelitian")
    detail = _detail(desk_home, number, desk_home.pemegang)
    applicant = detail.party("applicant")
    assert applicant is not None
    assert (applicant.name, applicant.phone, applicant.nik) == ("N. L. C.", None, None)
    assert detail.details is None
    assert not detail.can_correct
    assert all(not line.changes for line in detail.journal)
    purpose = next(line for line in detail.items if line.item.key == "tujuan_penggunaan")
    assert purpose.words == "••••••"
    assert _detail(desk_home, number).can_correct


def test_a_confidential_request_is_not_found(desk_home: Home) -> None:
    number = _filed(desk_home, "karangasem-5.3")
    assert _detail(desk_home, number).row.prefix == "INSIDEN"
    with pytest.raises(Refused, match="tidak ditemukan"):
        _detail(desk_home, number, desk_home.pemegang)
    with pytest.raises(Refused, match="tidak ditemukan"):
        _detail(desk_home, 9999)


def test_the_hall_that_was_booked_stands_with_it(desk_home: Home) -> None:
    span = Span(clock.at_office(date(2026, 4, 9), time(9)), clock.at_office(date(2026, 4, 9), time(12)))
    booking = BookingOrder(str(uuid.uuid4()), "aula", span, "Rapat contoh", "Ni Luh Contoh")
    marks = {"surat": ("original", None), "nama_kegiatan": ("filled", "Rapat contoh")}
    number = _filed(desk_home, "karangasem-1.1", marks=marks, event_span=span, booking=booking)
    detail = _detail(desk_home, number)
    assert [(line.resource_name, line.state) for line in detail.bookings] == [("Aula", "tentative")]
    words = {line.item.key: line.words for line in detail.items}
    assert words["waktu_pelaksanaan"] == "Kamis, 9 April 09.00–12.00"
    assert detail.event_ends_at == span.ends_at
