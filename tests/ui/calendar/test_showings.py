"""A videotron spot that was shown is written down by keyboard, with the hour it was shown."""

from __future__ import annotations

import pytest
from homes import Home
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from slots import make, span
from sqlalchemy import select

from desk import clock
from desk.models import Airing
from desk.rules.rights import Actor
from desk.ui.calendar.panel import CalendarPanel
from desk.ui.calendar.showings import Showings

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def officer(desk_home: Home) -> Actor:
    return desk_home.pemegang


def opened(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> Showings:
    wanted = span(6, 10, 12)
    booked = make(desk_home, wanted, "videotron", desk_home.pemegang, is_confirmed=True)
    clock.run_by(lambda: wanted.ends_at)
    panel.open_booking(booked.id)
    qtbot.waitUntil(lambda: panel.side.page() == "detail" and panel.side.detail.showings.isVisible())
    panel.side.detail.showings.click()
    dialog = panel.showings
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.list.is_awaited())
    return dialog


def test_a_showing_is_written_down_and_its_files_are_kept_beside_it(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    dialog = opened(desk_home, panel, qtbot)
    at, note = dialog.body.field("at").editor, dialog.body.field("note").editor
    qtbot.keyClicks(at, "09.30")  # before what was booked
    qtbot.keyClick(at, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "luar jadwal" in dialog.body.field("at").error())
    at.setText("11.")  # type: ignore[attr-defined]
    qtbot.keyClick(at, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "tulis jam yang ada" in dialog.body.field("at").error())
    dialog.reject()
    assert dialog.isVisible()  # one Esc throws nothing away that was typed
    at.setText("11.30")  # type: ignore[attr-defined]
    qtbot.keyClicks(note, "putaran ke-3")
    qtbot.keyClick(note, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(dialog.list.rows()) == 1)
    qtbot.waitUntil(dialog.files.isVisible)
    made = desk_home.database.read(lambda session: session.scalars(select(Airing)).one())
    assert f"{clock.to_office(made.aired_at):%H.%M}" == "11.30"
    assert made.note == "putaran ke-3"
    dialog.reject()
    assert not dialog.isVisible()


def test_only_a_confirmed_videotron_has_showings(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    for key, is_confirmed in (("aula", True), ("videotron", False)):
        booked = make(desk_home, span(7, 10, 12), key, desk_home.pemegang, is_confirmed=is_confirmed)
        panel.open_booking(booked.id)
        qtbot.waitUntil(lambda: panel.side.page() == "detail" and panel.side.detail.correct.isVisible())
        assert not panel.side.detail.showings.isVisible()
