"""Signing in, locking and coming back, through a real window, lane and database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from homes import SECRET, Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.queries.accounts import account_rows
from desk.queries.drafts import drafts_of
from desk.rules.rights import Actor
from desk.settings import Settings
from desk.ui.draft_keeper import DraftKeeper
from desk.ui.front import Front
from desk.ui.main_window import MainWindow
from desk.ui.seat import Seat


class Note(QLineEdit):
    """The smallest panel with a form."""

    def draft(self) -> dict[str, Any] | None:
        return {"text": self.text()} if self.text() else None

    def restore(self, draft: dict[str, Any]) -> None:
        self.setText(draft["text"])


class Place:
    """A window with one form and the lock over it."""

    def __init__(self, home: Home, qtbot: QtBot, *, idle_minutes: int = 0) -> None:
        self.desk = Desk(home.database)
        self.window = MainWindow("desk", "Contoh")
        self.note = Note()
        self.window.add_panel("note", "Catatan", self.note)
        self.seat = Seat(self.window, self.desk, idle_minutes=idle_minutes)
        self.keeper = DraftKeeper(self.desk, self.window)
        self.keeper.watch("note", self.note)
        self.seat.taken.connect(lambda _: self.keeper.start())
        self.seat.about_to_lock.connect(self.keeper.stop)
        qtbot.addWidget(self.window)
        self.window.show()

    def secret_line(self) -> QLineEdit:
        lines = self.seat.card().findChildren(QLineEdit)
        return next(line for line in lines if line.echoMode() == QLineEdit.EchoMode.Password)

    def sign_in(self, qtbot: QtBot, username: str, secret: str) -> None:
        line = self.secret_line()
        qtbot.waitUntil(line.hasFocus)
        self.seat.card()._who.choose(username)
        QTest.keyClicks(line, secret)
        QTest.keyClick(line, Qt.Key.Key_Return)


@pytest.fixture
def place(desk_home: Home, qtbot: QtBot) -> Iterator[Place]:
    made = Place(desk_home, qtbot)
    made.seat.lock()
    yield made
    assert made.desk.finish()


def test_the_pin_sits_down_by_keyboard_alone(place: Place, qtbot: QtBot) -> None:
    assert place.seat.is_locked()
    with qtbot.waitSignal(place.seat.taken):
        place.sign_in(qtbot, "petugas", SECRET)
    assert place.desk.actor is not None
    assert place.desk.actor.name == "Ni Kadek Contoh"
    assert not place.seat.is_locked()


def test_a_wrong_pin_is_refused_and_stays_locked(place: Place, qtbot: QtBot) -> None:
    place.sign_in(qtbot, "petugas", "salah-sama-sekali")
    field = place.seat.card()._form.field("secret")
    qtbot.waitUntil(lambda: "tidak cocok" in field.error())
    assert place.desk.actor is None
    assert place.seat.is_locked()
    assert place.secret_line().text() == ""
    with qtbot.waitSignal(place.seat.taken):
        place.sign_in(qtbot, "petugas", SECRET)


def test_no_key_reaches_the_window_behind_the_lock(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.seat.taken):
        place.sign_in(qtbot, "petugas", SECRET)
    place.note.setFocus()
    QTest.keyClicks(place.note, "setengah terisi")
    place.seat.lock()
    qtbot.waitUntil(place.secret_line().hasFocus)
    place.note.setFocus()
    assert not place.note.hasFocus()
    assert place.note.text() == "setengah terisi"
    with qtbot.waitSignal(place.seat.taken):
        place.sign_in(qtbot, "pemegang", SECRET)
    assert place.note.text() == "setengah terisi"
    assert place.note.hasFocus()
    assert place.desk.actor is not None
    assert place.desk.actor.role == "pemegang_barang"


def test_nothing_beneath_the_lock_can_be_read(place: Place, qtbot: QtBot) -> None:
    with qtbot.waitSignal(place.seat.taken):
        place.sign_in(qtbot, "petugas", SECRET)
    place.note.setStyleSheet("background: #ff00ff")

    def is_seen() -> bool:
        picture = place.window.grab().toImage()
        points = [(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)]
        return any(picture.pixelColor(x, y).name() == "#ff00ff" for x, y in points)

    assert is_seen()
    place.seat.lock()
    qtbot.waitUntil(place.secret_line().hasFocus)
    assert not is_seen()
    assert place.seat.card()._who.value() == "petugas"


def test_idleness_locks(desk_home: Home, qtbot: QtBot) -> None:
    place = Place(desk_home, qtbot, idle_minutes=1)
    place.seat.sit(desk_home.petugas)
    place.seat._idle.setInterval(50)
    with qtbot.waitSignal(place.seat.about_to_lock):
        place.seat._idle.start()
    assert place.desk.actor is None
    assert place.desk.finish()


def _hear_all_answers(place: Place, qtbot: QtBot) -> None:
    """The lane answers in order: once this last question is answered, so is all that was asked before."""
    heard: list[object] = []
    place.desk.ask(place.window, account_rows, then=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert place.desk.finish()


def test_a_draft_survives_the_window(desk_home: Home, qtbot: QtBot) -> None:
    first = Place(desk_home, qtbot)
    first.seat.sit(desk_home.petugas)
    first.note.setText("belum disimpan")
    first.keeper.stop()
    assert first.desk.finish()
    second = Place(desk_home, qtbot)
    second.seat.sit(desk_home.petugas)
    qtbot.waitUntil(lambda: second.note.text() == "belum disimpan")
    second.note.clear()
    with qtbot.waitSignal(second.keeper.kept):
        second.keeper.keep_now()
    assert second.desk.finish()
    third = Place(desk_home, qtbot)
    third.seat.sit(desk_home.petugas)
    _hear_all_answers(third, qtbot)
    assert third.note.text() == ""


def test_what_is_being_typed_is_not_overwritten_by_an_old_draft(desk_home: Home, qtbot: QtBot) -> None:
    first = Place(desk_home, qtbot)
    first.seat.sit(desk_home.petugas)
    first.note.setText("lama")
    first.keeper.stop()
    assert first.desk.finish()
    second = Place(desk_home, qtbot)
    second.note.setText("baru")
    second.seat.sit(desk_home.petugas)
    _hear_all_answers(second, qtbot)
    assert second.note.text() == "baru"


def _kept(home: Home, actor: Actor) -> dict[str, Any] | None:
    return home.database.read(lambda session: drafts_of(session, actor.account_id).get("note"))


def test_the_lock_keeps_what_was_typed_a_moment_before(desk_home: Home, qtbot: QtBot) -> None:
    place = Place(desk_home, qtbot)
    place.seat.sit(desk_home.petugas)
    place.note.setText("baru saja diketik")
    place.seat.lock()
    assert place.desk.finish()
    assert _kept(desk_home, desk_home.petugas) == {"text": "baru saja diketik"}


def test_another_officers_form_does_not_take_the_place_of_ones_own_draft(
    desk_home: Home, qtbot: QtBot
) -> None:
    earlier = Place(desk_home, qtbot)
    earlier.seat.sit(desk_home.pemegang)
    earlier.note.setText("milik pemegang")
    earlier.seat.lock()
    assert earlier.desk.finish()
    place = Place(desk_home, qtbot)
    place.seat.sit(desk_home.petugas)
    place.note.setText("milik petugas")
    place.seat.lock()
    place.seat.sit(desk_home.pemegang)
    place.keeper.keep_now()
    assert place.note.text() == "milik petugas"
    place.seat.lock()
    assert place.desk.finish()
    assert _kept(desk_home, desk_home.pemegang) == {"text": "milik pemegang"}
    assert _kept(desk_home, desk_home.petugas) == {"text": "milik petugas"}


def test_a_scan_opens_nothing_behind_the_lock(desk_home: Home, qtbot: QtBot) -> None:
    front = Front(Desk(desk_home.database), agency="Contoh", settings=Settings())
    qtbot.addWidget(front.window)
    scanned: list[str] = []
    front.window.scanned.connect(scanned.append)
    front.open()
    front._scans.scanned.emit("D1:NFJFY-TYW1-SD9C")
    assert scanned == []
    front.seat.sit(desk_home.petugas)
    front._scans.scanned.emit("D1:NFJFY-TYW1-SD9C")
    assert scanned == ["D1:NFJFY-TYW1-SD9C"]
    front.close()


def test_a_closed_window_takes_no_keys_from_the_next_one(desk_home: Home, qtbot: QtBot) -> None:
    """Typed as fast as a scanner types: a filter left behind would take the text and Enter away."""
    front = Front(Desk(desk_home.database), agency="Contoh", settings=Settings())
    qtbot.addWidget(front.window)
    front.open()
    front.window.close()
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    with qtbot.waitSignal(line.returnPressed):
        QTest.keyClicks(line, "rahasia-contoh")
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "rahasia-contoh"


def test_a_form_one_officer_left_and_another_finished_does_not_come_back(
    desk_home: Home, qtbot: QtBot
) -> None:
    place = Place(desk_home, qtbot)
    place.seat.sit(desk_home.petugas)
    place.note.setText("mulai oleh petugas")
    place.seat.lock()
    place.seat.sit(desk_home.pemegang)
    place.note.setText("dilanjutkan")
    place.keeper.keep_now()
    place.note.clear()
    place.keeper.keep_now()
    place.desk.finish()
    for actor in (desk_home.petugas, desk_home.pemegang):
        kept = desk_home.database.read(
            lambda session, actor=actor: drafts_of(session, actor.account_id).get("note")
        )
        assert kept is None, actor
