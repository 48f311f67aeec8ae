"""Series, bundles, details, waiting and displacing on the calendar's screen, and the keys they cost."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slots import bookings, make, order, span
from sqlalchemy import select

from desk import clock
from desk.background import Desk
from desk.models import Displacement, WaitingEntry
from desk.ui.calendar.panel import CalendarPanel

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
WEDNESDAY = date(2026, 4, 8)


def begun(panel: CalendarPanel, qtbot: QtBot, resource: str = "aula", **texts: str) -> Any:
    """The form for Wednesday 9 to 12 with its answer."""
    panel.open_enquiry(WEDNESDAY, time(9), time(12), resource)
    form = panel.side.form
    qtbot.waitUntil(lambda: panel.side.page() == "form" and not form.answer.isHidden())
    for name, text in ({"purpose": "Rapat contoh", "borrower_name": "Ni Luh Contoh"} | texts).items():
        form.body.field(name).editor.setText(text)
    return form


def test_a_series_shows_its_dates_before_and_skips_what_clashes(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(15, 10, 11))
    form = begun(panel, qtbot)
    assert form.body.field("ending").isHidden()
    form.body.field("rhythm").editor.setText("setiap minggu")
    assert not form.body.field("ending").isHidden()
    form.body.field("ending").editor.setText("3 kali")
    qtbot.waitUntil(lambda: form.plan.chip.word() == "2 dari 3 tanggal bebas")
    assert "● Rab, 15 Apr dilewati" in form.plan.lines.text()
    with qtbot.waitSignal(panel.booking_saved):
        form.submit()
    starts = [clock.office_date(each.starts_at).day for each in bookings(desk_home) if each.series_id]
    assert starts == [8, 22]
    notice = panel.notices.shown()
    assert notice is not None
    assert notice.sentence == "2 tanggal dipesan. 1 dilewati: Rab, 15 Apr."


def test_a_bundle_is_booked_together_or_not_at_all(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(8, 9, 11), "mikrofon", quantity=7)
    form = begun(panel, qtbot, members="zoom, 2 mikrofon")
    qtbot.waitUntil(lambda: form.plan.chip.word() == "tidak semuanya bebas")
    assert "● Mikrofon" in form.plan.lines.text()
    form.submit()
    qtbot.waitUntil(lambda: bool(form.body.field("span").error()))
    assert len(bookings(desk_home)) == 1
    form.body.field("members").editor.setText("zoom, mikrofon")
    qtbot.waitUntil(lambda: form.plan.chip.word() == "semuanya bebas")
    with qtbot.waitSignal(panel.booking_saved):
        form.submit()
    made = bookings(desk_home)[1:]
    assert len({each.bundle_id for each in made}) == 1
    assert len(made) == 3
    qtbot.waitUntil(lambda: panel.side.page() == "detail")
    qtbot.waitUntil(lambda: len(panel.side.detail.related.list.rows()) == 2)


@pytest.mark.parametrize(("field", "text"), [("members", "kolam"), ("ending", "nanti")])
def test_what_is_not_known_is_said_beside_its_field(
    panel: CalendarPanel, qtbot: QtBot, field: str, text: str
) -> None:
    form = begun(panel, qtbot, rhythm="setiap minggu")
    form.body.field(field).editor.setText(text)
    form.submit()
    assert form.body.field(field).error()
    assert form.body.field("purpose").typed().draft() == "Rapat contoh"


def test_details_of_the_kind_are_asked_and_kept(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    form = begun(panel, qtbot, "zoom 2")
    assert form.body.field("details.hall.layout").isHidden()
    form.body.field("details.zoom.contact_name").editor.setText("I Made Misal")
    form.body.field("details.zoom.meeting_id").editor.setText("812 3456 7890")
    with qtbot.waitSignal(panel.booking_saved):
        form.submit()
    (kept,) = bookings(desk_home)
    assert kept.details == {"contact_name": "I Made Misal", "meeting_id": "812 3456 7890"}


def test_a_quantity_is_typed_with_the_name(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), "r")
    qtbot.keyClicks(QApplication.focusWidget(), "ab 09-12 speaker 2")
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    form = panel.side.form
    qtbot.waitUntil(lambda: panel.side.page() == "form" and not form.answer.isHidden())
    assert form.body.field("resource_key").typed().draft() == "Speaker Aktif"
    assert form.body.field("quantity").typed().draft() == "2"


def test_a_clash_offers_others_and_the_waiting_list(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(8, 9, 11), "zoom-1")
    form = begun(panel, qtbot, "zoom 1")
    qtbot.waitUntil(lambda: form.answer.others[0].isVisibleTo(form.answer))
    assert form.answer.others[0].words() == "Zoom 2"
    form.answer.wait.click()
    qtbot.waitUntil(lambda: panel.side.page() == "overview")
    qtbot.waitUntil(lambda: len(panel.side.overview.waits.list.rows()) == 1)
    waiting = desk_home.database.read(lambda session: list(session.scalars(select(WaitingEntry))))
    assert [(each.borrower_name, each.state) for each in waiting] == [("Ni Luh Contoh", "waiting")]


def test_an_offer_is_taken_from_the_list(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    from desk.operations.bookings import ReasonOrder, withdraw
    from desk.operations.waiting import WaitOrder, wait

    first = make(desk_home, span(8, 9, 11))
    database = desk_home.database
    database.write(lambda session: wait(session, WaitOrder(order(span(8, 9, 11))), desk_home.petugas))
    database.write(
        lambda session: withdraw(session, ReasonOrder(first.id, 1, "Acara batal"), desk_home.petugas)
    )
    panel.refresh()
    waits = panel.side.overview.waits
    qtbot.waitUntil(lambda: bool(waits.list.rows()) and waits.list.rows()[0].state == "offered")
    waits.accepted.emit(waits.list.rows()[0])
    qtbot.waitUntil(lambda: not waits.list.rows())
    assert [each.state for each in bookings(desk_home)] == ["withdrawn", "tentative"]


def test_who_has_not_come_is_asked_about_and_nothing_happens_by_itself(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = make(desk_home, span(6, 9.5, 11), actor=desk_home.pemegang, is_confirmed=True)
    clock.run_by(lambda: span(6, 10.25, 11).starts_at)
    panel.refresh()
    qtbot.waitUntil(lambda: panel.awaited.isVisibleTo(panel))
    assert "Belum datang: Karang Taruna Contoh" in panel.awaited.sentence.text()
    assert bookings(desk_home)[0].state == "confirmed"
    panel.awaited.release.click()
    qtbot.waitUntil(lambda: bookings(desk_home)[0].released_at is not None)
    qtbot.waitUntil(lambda: not panel.awaited.isVisibleTo(panel))
    notice = panel.notices.shown()
    assert notice is not None
    assert notice.then is not None
    notice.then()  # undone while it is still free
    qtbot.waitUntil(lambda: bookings(desk_home)[0].released_at is None)
    assert bookings(desk_home)[0].id == booked.id


def test_an_official_event_needs_the_written_order(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    make(desk_home, span(8, 9, 11), borrower_institution="Dinas Contoh")
    form = begun(panel, qtbot)
    qtbot.waitUntil(lambda: not form.answer.wait.isHidden())
    assert form.answer.displace.isHidden()  # not the counter's
    desk.sit(desk_home.pemegang)
    form.ask_again()
    qtbot.waitUntil(lambda: not form.answer.displace.isHidden())
    form.answer.displace.click()
    qtbot.waitUntil(lambda: panel.displacing is not None)
    dialog = panel.displacing
    assert dialog is not None
    for name, text in {
        "order_number": "094/12/CONTOH",
        "order_on": "2/4",
        "signed_by": "I Gede Contoh",
    }.items():
        dialog.body.field(name).editor.setText(text)  # type: ignore[attr-defined]
    dialog.body.field("reason").typed().restore("Kunjungan kerja")
    dialog.submit()
    assert bookings(desk_home)[0].state == "tentative"  # without the order nobody gives way
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert dialog.isVisible()  # what was typed is not thrown away by one key
    dialog.body.field("reason").typed().restore("Kunjungan kerja Bupati")
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert dialog.isVisible()  # nor by a second one that came after more was typed
    paper = tmp_path / "surat perintah.pdf"
    paper.write_bytes(b"%PDF-1.4\n% contoh\n")
    dialog.take_file(paper)
    with qtbot.waitSignal(panel.booking_saved):
        dialog.submit()
    assert [each.state for each in bookings(desk_home)] == ["displaced", "confirmed"]
    assert len(desk_home.database.read(lambda session: list(session.scalars(select(Displacement))))) == 1


def test_the_aula_is_booked_within_ten_keys_beyond_typing(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    beyond = 1  # F4
    typed = "rab 09-12 aula"
    qtbot.keyClicks(QApplication.focusWidget(), typed[0])
    qtbot.keyClicks(QApplication.focusWidget(), typed[1:])
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    beyond += 1
    form = panel.side.form
    qtbot.waitUntil(lambda: panel.side.page() == "form" and not form.answer.isHidden())
    qtbot.keyClicks(QApplication.focusWidget(), "Rapat contoh")
    for text in ("Ni Luh Contoh", "Dinas Contoh", "081200000000", "40"):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
        beyond += 1
        qtbot.keyClicks(QApplication.focusWidget(), text)
    with qtbot.waitSignal(panel.booking_saved):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return, CONTROL)
    beyond += 2  # Ctrl and Enter
    print(f"\naula booked: {beyond} keys beyond what is typed (bar 10)")
    assert beyond <= 10
    (kept,) = bookings(desk_home)
    assert (kept.borrower_institution, kept.head_count) == ("Dinas Contoh", 40)


def test_is_the_aula_free_tuesday_afternoon_in_six_keys(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(7, 8, 11))
    panel.refresh()
    keys = 1  # F4, from anywhere
    for letter in "sel":
        qtbot.keyClicks(QApplication.focusWidget(), letter)
        keys += 1
    qtbot.waitUntil(lambda: "11.40–16.30" in panel.side.overview.free.text())
    print(f"\naula free Tuesday afternoon: {keys} keys (bar 6)")
    assert keys <= 6


def test_whom_to_call_stands_where_words_wrap(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    from desk.operations.waiting import WaitOrder, wait

    long_name = "I Gusti Ngurah Contoh Panjang Sekali Misal Umpama"
    booked = make(desk_home, span(8, 9, 11))
    waits_for = order(span(8, 9, 11), borrower_name=long_name, borrower_institution="")
    desk_home.database.write(lambda session: wait(session, WaitOrder(waits_for), desk_home.petugas))
    panel.refresh()
    waits = panel.side.overview.waits.list
    qtbot.waitUntil(lambda: bool(waits.rows()))
    face = waits.itemDelegate().face_at(waits.model().index(0, 0))
    assert face.wraps
    assert face.title == f"1. Aula · {long_name}, 0812-0000-0000"
    panel.open_booking(booked.id)
    related = panel.side.detail.related.list
    qtbot.waitUntil(lambda: bool(related.rows()))
    face = related.itemDelegate().face_at(related.model().index(0, 0))
    assert face.wraps
    assert face.title == f"menunggu ke-1: {long_name}, 0812-0000-0000"
