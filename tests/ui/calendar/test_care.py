"""Key and readiness of a hall, files of bookings, the door's screen and the papers of a booking."""

from __future__ import annotations

from pathlib import Path

import pytest
from homes import Home
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from slots import order, span
from sqlalchemy import select

from desk import clock
from desk.models import Booking, KeyHolding, ReadinessCheck
from desk.operations.bookings import Booked, book
from desk.rules.rights import Actor
from desk.ui import theme
from desk.ui.calendar.panel import CalendarPanel

KEY = Qt.Key


@pytest.fixture
def officer(desk_home: Home) -> Actor:
    return desk_home.pemegang


def confirmed(home: Home, **changes: object) -> Booked:
    wish = order(span(6, 10, 12), is_confirmed=True, **changes)
    return home.database.write(lambda session: book(session, wish, home.pemegang))


def test_a_fault_of_the_hall_warns_the_borrower_and_the_key_is_written_down(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = confirmed(desk_home)
    panel.open_booking(booked.id)
    qtbot.waitUntil(lambda: panel.side.page() == "detail")
    panel.side.detail.care.click()
    dialog = panel.hall.dialog
    assert dialog is not None
    dialog.body.field("escape").editor.setText("terhalang kursi")  # type: ignore[attr-defined]
    dialog.reject()
    assert dialog.isVisible()  # one Esc throws nothing away that was typed
    dialog.submit()
    qtbot.waitUntil(lambda: "terhalang kursi" in dialog.warning.text())
    assert "Ni Made Contoh, 0812-0000-0000" in dialog.warning.text()
    qtbot.waitUntil(lambda: "I Nengah Misal" in dialog.seen.text())
    dialog.give.click()
    qtbot.waitUntil(lambda: len(dialog.keys.rows()) == 1)
    dialog.give.click()  # it is out already
    qtbot.waitUntil(lambda: "masih dibawa" in dialog.body.field("what").error())
    dialog.keys.action_pressed.emit(dialog.keys.rows()[0])
    qtbot.waitUntil(lambda: dialog.keys.rows()[0].returned_at is not None)
    database = desk_home.database
    assert len(database.read(lambda session: list(session.scalars(select(ReadinessCheck))))) == 1
    assert len(database.read(lambda session: list(session.scalars(select(KeyHolding))))) == 1
    dialog.reject()
    assert not dialog.isVisible()  # all is saved: no question


_ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//contoh//ID
BEGIN:VEVENT
UID:satu@contoh
DTSTART:20260409T010000Z
DTEND:20260409T030000Z
SUMMARY:Rapat lama contoh
END:VEVENT
BEGIN:VEVENT
UID:dua@contoh
DTSTART:20260406T020000Z
DTEND:20260406T030000Z
SUMMARY:Bentrok contoh
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_file_is_shown_before_it_is_taken_over_and_one_is_kept(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    confirmed(desk_home)
    file = tmp_path / "kalender.ics"
    file.write_bytes(_ICS.replace("\n", "\r\n").encode())
    panel.side.overview.exchange.click()
    dialog = panel.exchange.dialog
    assert dialog is not None
    assert not dialog.yes.isEnabled()
    dialog.take_file(file)
    qtbot.waitUntil(lambda: dialog.sentence.text() == "1 baru, 0 sudah ada, 1 dilewati.")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.sentence.text() == "0 baru, 1 sudah ada, 1 dilewati.")
    kept = desk_home.database.read(lambda session: list(session.scalars(select(Booking.purpose))))
    assert sorted(kept) == ["Rapat contoh", "Rapat lama contoh"]
    dialog.export_wanted.emit(tmp_path / "aula.ics")
    qtbot.waitUntil((tmp_path / "aula.ics").exists)
    written = (tmp_path / "aula.ics").read_bytes()
    assert written.count(b"BEGIN:VEVENT") == 2
    assert b"0812" not in written
    dialog.take_file(tmp_path / "tidak-ada.ics")
    assert "tidak dapat dibaca" in dialog.error.text()
    dialog.reject()


@pytest.mark.parametrize("dark", [False, True])
def test_the_door_tells_no_person(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot, qapp: object, dark: bool
) -> None:
    theme.apply(qapp, dark=dark)  # type: ignore[arg-type]
    confirmed(desk_home)
    panel.side.overview.lobby.click()
    window = panel.lobby
    assert window is not None
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: bool(window.view.lines()))
    assert window.view.lines() == ["10.00–12.00 Aula: Karang Taruna Contoh"]
    assert "Ni Made" not in window.view.accessibleDescription()
    assert not window.view.grab().isNull()
    clock.run_by(lambda: span(6, 12, 13).starts_at)
    window.refresh()
    qtbot.waitUntil(lambda: not window.view.lines())
    assert window.view.accessibleDescription() == "Tidak ada acara lagi hari ini."
    qtbot.keyClick(window, KEY.Key_Escape)
    assert not window.isVisible()
    theme.apply(qapp, dark=False)  # type: ignore[arg-type]


def test_a_booking_has_its_papers_at_hand(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    booked = confirmed(desk_home)
    panel.open_booking(booked.id)
    qtbot.waitUntil(lambda: bool(panel.papers.list.rows()))
    with qtbot.waitSignal(panel.paper_wanted) as wanted:
        panel.papers.list.row_activated.emit(panel.papers.list.rows()[0])
    assert wanted.args[0].booking_id == booked.id
