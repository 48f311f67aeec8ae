"""The requests' screen: filing, refusing, clashing, completing, correcting, withdrawing; nothing is lost."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from request_hands import ALT, CTRL, Hands
from request_samples import request_order
from sqlalchemy import select

from desk import clock
from desk.models import Booking, JournalLine, Request
from desk.operations.bookings import BookingOrder, book
from desk.operations.requests import file
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.store.database import Database

Opener = Callable[[Database, Actor], Hands]


def _request(hands: Hands, number: int) -> Request:
    def load(session):  # type: ignore[no-untyped-def]
        request = session.get_one(Request, number)
        _ = request.parties, request.letter, request.marks
        return request

    return hands.database.read(load)


def _file(hands: Hands, service: str = "karangasem-2.1", **changes: Any) -> int:
    order = request_order(service, **changes)
    return hands.database.write(lambda session: file(session, order, hands.actor)).id


def _draft(hands: Hands, name: str) -> object:
    return hands.panel.page.form.body.field(name).typed().draft()


def _open(hands: Hands, number: int) -> None:
    view = hands.panel.view
    hands.panel.open_request(number)
    hands.until(lambda: view.road_shown() is not None and view.road_shown().request_id == number)
    hands.until(lambda: view.file.ticks.hasFocus() or view.road.steps.hasFocus())


def _open_file(hands: Hands, number: int) -> None:
    """Its file, from whichever face it opens with."""
    _open(hands, number)
    hands.press(Qt.Key.Key_1, held=ALT)
    hands.until(hands.panel.view.file.ticks.hasFocus)


# ---- the list --------------------------------------------------------------------------------------------


def test_an_empty_list_says_what_to_do_and_ctrl_n_begins(hands: Hands) -> None:
    hands.until(lambda: "Ctrl N" in hands.panel.listing.rows.accessibleDescription())
    hands.until(hands.panel.listing.search.hasFocus)
    hands.press(Qt.Key.Key_N, held=CTRL)
    hands.until(hands.panel.page.picker.search.hasFocus)


def test_todays_requests_are_listed_searched_and_opened_by_keys(hands: Hands) -> None:
    _file(hands)
    second = _file(hands, "karangasem-3.6")
    hands.panel.refresh()
    hands.until(lambda: len(hands.panel.listing.rows.rows()) == 2)
    hands.panel.listing.search.setFocus()
    hands.type("drive 1")
    hands.until(lambda: [row.id for row in hands.panel.listing.rows.rows()] == [second])
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    hands.until(lambda: hands.panel.view.detail() is not None)
    assert hands.panel.view.detail().row.id == second  # type: ignore[union-attr]
    hands.press(Qt.Key.Key_Escape)
    assert hands.panel.listing.isVisible()


# ---- filing ----------------------------------------------------------------------------------------------


def test_the_promise_shows_before_anything_is_saved(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("ppid")
    promise = hands.panel.page.promise
    hands.until(lambda: "Senin, 6 April 2026" in promise.text())
    assert "bila lengkap hari ini" in promise.text()
    assert "18 Cuti Bersama" in promise.text()
    telling = hands.panel.page.telling.text()
    assert "Sekretaris Daerah" in telling
    assert "BIAYA: GRATIS" in telling
    assert "0363 21037" in telling


def test_an_incomplete_file_is_saved_and_says_so(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("ppid")
    assert "Boleh disimpan" in hands.panel.page._hint.text()
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed)
    assert _request(hands, hands.filed[0]).state == "incomplete"
    assert hands.panel.page.is_saved_shown()
    assert hands.receipts == []
    assert not hands.panel.holds_work()


def test_three_errands_of_one_visitor_get_one_receipt(hands: Hands) -> None:
    visit_id = hands.visit()
    hands.start(visit_id)
    for words in ("drive", "akses"):
        hands.choose(words)
        hands.press(Qt.Key.Key_S, held=CTRL)
        hands.until(lambda: hands.panel.page.is_saved_shown())
        hands.press(Qt.Key.Key_N, held=CTRL)
        hands.until(hands.panel.page.picker.search.hasFocus)
    hands.choose("ppid")
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: hands.receipts)
    assert hands.receipts == [tuple(hands.filed)]
    assert len(hands.filed) == 3
    assert {_request(hands, number).visit_id for number in hands.filed} == {visit_id}
    applicants = {_request(hands, number).parties[0].name for number in hands.filed}
    assert applicants == {"Ni Luh Contoh"}


def test_the_receipt_can_be_asked_for_after_saving(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("drive")
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.panel.page.is_saved_shown())
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.receipts)
    assert hands.receipts == [(hands.filed[0],)]


# ---- refusals --------------------------------------------------------------------------------------------


def test_a_refusal_stands_beside_its_field_and_clears_nothing(hands: Hands) -> None:
    hands.start()
    hands.choose("drive")
    hands.type("Ni Luh Contoh")
    hands.press(Qt.Key.Key_Return)
    hands.type("12")
    hands.panel.page.form.applicant.shut()
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.error("applicant.phone"))
    assert hands.panel.page.form.applicant.is_open(), "the fold that hides it opens"
    assert _draft(hands, "applicant.name") == "Ni Luh Contoh"
    assert hands.panel.page.form.body.field("applicant.phone").editor.hasFocus()
    assert hands.filed == []


@pytest.mark.hostile
@pytest.mark.parametrize("text", ["x" * 5000, "<b>tebal</b>" * 20, "=1+1", "\x00\x07", "‮", "👩‍👩‍👧"])
def test_hostile_names_neither_break_nor_widen_the_window(hands: Hands, text: str) -> None:
    hands.start()
    hands.choose("drive")
    wide = hands.window.width()
    hands.panel.page.form.body.restore({"applicant.name": text, "letter.subject": text})
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed or any(hands.error(n) for n in ("applicant.name", "letter.subject")))
    assert hands.window.width() == wide


def test_a_product_that_is_not_chosen_is_asked_for(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("konten")
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.error("variant"))
    assert "Produk belum dipilih" in hands.error("variant")


# ---- the hall --------------------------------------------------------------------------------------------


def _span(hour: int, until: int) -> Span:
    day = date(2026, 4, 9)
    return Span(clock.at_office(day, time(hour)), clock.at_office(day, time(until)))


def _type_aula(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("aula")
    hands.panel.page.form.body.restore(
        {"marks.nama_kegiatan": "Rapat contoh", "marks.waktu_pelaksanaan": ["9/4/2026", "09.00", "11.00"]}
    )


def test_a_request_books_the_hall_at_once(hands: Hands) -> None:
    _type_aula(hands)
    hands.until(lambda: "Bebas" in hands.panel.page.form.booking._standing.text())
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed)
    booking = hands.database.read(lambda session: session.scalars(select(Booking)).one())
    assert (booking.request_id, booking.state, booking.purpose) == (
        hands.filed[0],
        "tentative",
        "Rapat contoh",
    )


def test_a_clash_is_told_while_typing_and_a_free_time_taken_by_one_key(hands: Hands) -> None:
    order = BookingOrder(str(uuid.uuid4()), "aula-a", _span(10, 12), "Rapat lain", "I Made Misal")
    hands.database.write(lambda session: book(session, order, hands.actor))
    _type_aula(hands)
    hands.until(lambda: "I Made Misal" in hands.error("booking.resource_key"))
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.settle()
    assert hands.filed == [], "neither request nor booking"
    booking = hands.panel.page.form.booking
    booking._free.setFocus()
    hands.press(Qt.Key.Key_Right)
    hands.until(lambda: "Bebas" in booking._standing.text())
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed)
    made = hands.database.read(
        lambda session: session.scalars(select(Booking).where(Booking.request_id.is_not(None))).one()
    )
    assert (made.starts_at, made.ends_at) != (_span(9, 11).starts_at, _span(9, 11).ends_at)
    assert made.ends_at - made.starts_at == _span(9, 11).ends_at - _span(9, 11).starts_at


def test_the_hall_need_not_be_booked_at_once(hands: Hands) -> None:
    _type_aula(hands)
    hands.until(lambda: hands.panel.page.form.booking.wanted() is not None)
    hands.panel.page.form.body.restore({"booking.resource_key": ["tidak sekarang"]})
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: hands.filed)
    assert hands.database.read(lambda session: session.scalars(select(Booking)).all()) == []


# ---- nothing is lost -------------------------------------------------------------------------------------


def _fill_some(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("ppid")
    hands.type("Salinan laporan contoh")
    hands.panel.page.form.focus_ticks()
    hands.press(Qt.Key.Key_A)


def test_another_screen_opens_over_a_half_filled_form_and_esc_returns(hands: Hands) -> None:
    _fill_some(hands)
    before = hands.panel.draft()
    assert hands.panel.holds_work()
    hands.window.go_to("today")
    assert hands.window.current_panel() == "today"
    hands.window.go_back()
    assert hands.window.current_panel() == "requests"
    assert hands.panel.draft() == before


def test_a_draft_is_put_back_whole_in_a_new_window(hands: Hands, open_hands: Opener) -> None:
    _fill_some(hands)
    draft = hands.panel.draft()
    assert draft is not None
    other = open_hands(hands.database, hands.actor)
    other.panel.restore(draft)
    other.until(lambda: other.panel.page.form.detail() is not None)
    other.until(lambda: _draft(other, "marks.rincian_informasi") == "Salinan laporan contoh")
    assert other.panel.page.form.items.ticks.marks()["formulir"] == "original"
    assert _draft(other, "applicant.name") == "Ni Luh Contoh"
    other.press(Qt.Key.Key_S, held=CTRL)
    other.until(lambda: other.filed)
    assert _request(other, other.filed[0]).visit_id is not None


def test_cancelling_clears_the_form_and_gives_it_back_on_asking(hands: Hands) -> None:
    _fill_some(hands)
    hands.press(Qt.Key.Key_Escape)
    assert hands.panel.listing.isVisible()
    assert not hands.panel.holds_work()
    notice = hands.panel.notices.shown()
    assert notice is not None
    assert notice.then is not None
    notice.then()
    hands.until(lambda: hands.panel.page.form.detail() is not None)
    hands.until(lambda: _draft(hands, "marks.rincian_informasi") == "Salinan laporan contoh")


def test_another_service_keeps_the_persons_and_the_letter(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("drive")
    hands.type("005/7")
    hands.press(Qt.Key.Key_Y, held=ALT)
    hands.until(hands.panel.page.picker.search.hasFocus)
    hands.choose("akses")
    assert _draft(hands, "letter.number") == "005/7"
    assert _draft(hands, "applicant.name") == "Ni Luh Contoh"


def test_the_standard_opens_over_the_form_and_esc_returns(hands: Hands) -> None:
    _fill_some(hands)
    hands.press(Qt.Key.Key_I, held=CTRL)
    hands.until(hands.panel.standard.isVisible)
    assert "Sistem, Mekanisme, dan Prosedur".upper() in hands.panel.standard.view.text().upper()
    hands.press(Qt.Key.Key_Escape)
    hands.until(hands.panel.page.isVisible)
    assert _draft(hands, "marks.rincian_informasi") == "Salinan laporan contoh"


def test_each_section_is_reached_by_its_key_and_scrolled_into_sight(hands: Hands) -> None:
    hands.start(hands.visit())
    hands.choose("drive")
    form = hands.panel.page.form
    for key, name in (
        (Qt.Key.Key_P, "applicant.name"),
        (Qt.Key.Key_O, "carrier.name"),
        (Qt.Key.Key_U, "letter.number"),
        (Qt.Key.Key_L, "channel"),
    ):
        hands.press(key, held=ALT)
        editor = form.body.field(name).editor
        focus = QApplication.focusWidget()
        assert focus is editor or editor.isAncestorOf(focus or hands.window), name
        hands.until(lambda editor=editor: not editor.visibleRegion().isEmpty())
    hands.press(Qt.Key.Key_L, held=ALT)
    assert not form.more.is_open(), "the key closes what it opened"


# ---- as it stands ----------------------------------------------------------------------------------------


def test_completing_later_wants_its_receipt_of_completeness(hands: Hands) -> None:
    number = _file(hands, marks={"formulir": ("original", None)})
    _open(hands, number)
    assert hands.panel.view.file.ticks.current_row().item.key == "identitas_diri"
    hands.press(Qt.Key.Key_S)
    assert _request(hands, number).state == "incomplete", "gathered, not yet saved"
    assert hands.panel.holds_work()
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: hands.completed == [number])
    assert _request(hands, number).state == "complete"
    assert not hands.panel.holds_work()


def test_ticks_that_were_not_saved_are_taken_back_by_esc(hands: Hands) -> None:
    number = _file(hands, marks={})
    _open(hands, number)
    hands.press(Qt.Key.Key_A)
    hands.press(Qt.Key.Key_Escape)
    assert not hands.panel.holds_work()
    assert hands.panel.view.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert hands.panel.listing.isVisible()


def test_the_day_of_itsa_is_filled_in_later(hands: Hands) -> None:
    marks = {**request_order("karangasem-3.4").marks, "lulus_itsa": ("missing", None)}
    number = _file(hands, "karangasem-3.4", marks=marks)
    _open_file(hands, number)
    hands.panel.view.file.ticks.select_key("lulus_itsa")
    hands.press(Qt.Key.Key_Return)
    hands.type("12/3")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_S, held=CTRL)
    hands.until(lambda: _request(hands, number).due_on == date(2026, 3, 16))


def test_a_correction_is_saved_with_its_reason(hands: Hands) -> None:
    number = _file(hands, "karangasem-3.5")
    _open(hands, number)
    hands.press(Qt.Key.Key_E, held=ALT)
    hands.until(lambda: hands.panel.page.form.is_correction())
    assert hands.panel.page.form.body.field("reason").editor.hasFocus(), "not in a field that is hidden"
    hands.panel.page.form.body.restore({"applicant.name": "Ni Luh Umpama"})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: hands.error("reason"))
    hands.type("salah ketik")
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: _request(hands, number).version == 2)
    request = _request(hands, number)
    assert request.parties[0].name == "Ni Luh Umpama"
    assert request.parties[0].nik == "5107044101900001", "shown masked, kept whole"
    newest = select(JournalLine).order_by(JournalLine.id.desc()).limit(1)
    line = hands.database.read(lambda session: session.scalars(newest).one())
    assert [change["field"] for change in line.changes] == ["applicant.name"]
    hands.until(hands.panel.view.isVisible)


def test_a_correction_of_what_others_changed_meanwhile_is_refused(hands: Hands) -> None:
    number = _file(hands, "karangasem-3.5")
    _open(hands, number)
    hands.press(Qt.Key.Key_E, held=ALT)
    hands.until(lambda: hands.panel.page.form.is_correction())
    hands.database.write(lambda session: setattr(session.get_one(Request, number), "version", 9))
    hands.panel.page.form.body.restore({"reason": "salah ketik", "details": "tambahan"})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: "baru saja diubah" in hands.panel.page.form.body._unmatched.sentence.text())
    assert _draft(hands, "details") == "tambahan"


def test_a_withdrawal_wants_a_reason_and_can_be_undone(hands: Hands) -> None:
    number = _file(hands, "karangasem-3.5")
    _open(hands, number)
    hands.press(Qt.Key.Key_C, held=ALT)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.panel.view.ask_card.error("reason"))
    hands.type("pemohon mengundurkan diri")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: _request(hands, number).state == "withdrawn")
    hands.until(hands.panel.view.foot.moves["restore"].isVisible)
    hands.press(Qt.Key.Key_C, held=ALT)
    hands.type("jadi diajukan")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: _request(hands, number).state == "complete")


def test_a_long_account_is_told_below_its_line_and_opened_whole(hands: Hands) -> None:
    told = "Lampu jalan padam. " * 200
    marks = {**request_order("karangasem-2.2").marks, "kronologi": ("filled", told)}
    number = _file(hands, "karangasem-2.2", marks=marks)
    _open_file(hands, number)
    wide = hands.window.width()
    hands.panel.view.file.ticks.select_key("kronologi")
    hands.press(Qt.Key.Key_Return)
    field = hands.panel.view.strip.field()
    assert field is not None
    assert field.typed().draft() == told.strip()
    assert hands.window.width() == wide
    hands.press(Qt.Key.Key_Escape)
    assert not hands.panel.view.strip.isVisible()


def test_an_assignment_is_made_in_place(hands: Hands) -> None:
    number = _file(hands, "karangasem-3.6")
    _open(hands, number)
    hands.press(Qt.Key.Key_A, held=ALT)
    hands.type("I Made Misal")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: _request(hands, number).assigned_to == "I Made Misal")


def test_who_may_not_see_names_reads_initials_and_corrects_nothing(
    open_hands: Opener, desk_home: Home
) -> None:
    order = request_order("karangasem-2.1")
    number = desk_home.database.write(lambda session: file(session, order, desk_home.petugas)).id
    hands = open_hands(desk_home.database, desk_home.pemegang)
    _open_file(hands, number)
    assert "N. L. C." in hands.panel.view.file.facts.text()
    assert "Ni Luh Contoh" not in hands.panel.view.file.facts.text()
    assert not hands.panel.view.foot.acts["correct"].isVisible()


def test_a_request_opened_over_a_half_filled_form_gives_it_back(hands: Hands) -> None:
    number = _file(hands, "karangasem-3.6")
    _fill_some(hands)
    _open(hands, number)
    hands.press(Qt.Key.Key_Escape)
    assert hands.panel.page.isVisible()
    assert _draft(hands, "marks.rincian_informasi") == "Salinan laporan contoh"


def test_everything_has_a_name_for_those_who_listen(hands: Hands) -> None:
    hands.start()
    hands.choose("2.1")
    for stop in hands.panel.page.form.body.stops():
        assert stop.accessibleName(), stop
    assert QApplication.focusWidget() is not None
