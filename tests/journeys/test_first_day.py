"""From no data at all to the first officer at the desk, and back the next morning, in the real window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desk import app
from desk.app.windows import Entrance, Guided
from desk.commands import demo_week
from desk.operations.offices import FoundingOrder
from desk.settings import Settings
from desk.store import opening
from desk.ui.front import Front
from desk.ui.settings.first_start import FirstStart

CHOSEN = Settings(theme="light", lock_after_minutes=0)


def enter(address: Path, qtbot: QtBot) -> Entrance:
    entrance = Entrance(str(address), CHOSEN)
    entrance.start()
    qtbot.addWidget(entrance._frame)
    return entrance


def first_questions(entrance: Entrance, qtbot: QtBot) -> FirstStart:
    qtbot.waitUntil(lambda: entrance._first is not None, timeout=20_000)
    assert entrance._first is not None
    return entrance._first


def front_of(entrance: Entrance, qtbot: QtBot) -> Front:
    qtbot.waitUntil(lambda: entrance.front is not None, timeout=60_000)
    assert entrance.front is not None
    qtbot.addWidget(entrance.front.window)  # closed, and its keys given back, even where the test fails
    return entrance.front


def type_answers(first: FirstStart, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        editor: Any = first.form().field(name).editor
        editor.setFocus()
        editor.clear()
        QTest.keyClicks(editor, text)


ANSWERS = {"name": "I Gede Admin", "username": "admin", "secret": "contoh-1", "again": "contoh-1"}


def test_the_first_day(tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "data"
    entrance = enter(place, qtbot)
    first = first_questions(entrance, qtbot)
    assert not place.exists(), "nothing is created by looking"
    type_answers(first, ANSWERS | {"again": "lain-lain"})
    QTest.keyClick(first.form().field("again").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "tidak sama" in first.form().field("again").error()
    type_answers(first, {"username": "dua kata", "again": "contoh-1"})
    QTest.keyClick(first.form().field("again").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "tanpa spasi" in first.form().field("username").error(), timeout=30_000)
    name: Any = first.form().field("name").editor
    assert name.text() == "I Gede Admin", "a refusal clears nothing"
    assert not opening.exists(str(place))
    type_answers(first, {"username": "admin"})
    QTest.keyClick(first.form().field("again").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    front = front_of(entrance, qtbot)
    qtbot.waitUntil(lambda: front.desk.actor is not None, timeout=20_000)
    assert front.desk.actor is not None
    assert (front.desk.actor.name, front.desk.actor.role) == ("I Gede Admin", "admin")
    front.window.close()

    next_morning = enter(place, qtbot)
    front = front_of(next_morning, qtbot)
    assert front.desk.actor is None
    line = next(
        line
        for line in front.seat.card().findChildren(QLineEdit)
        if line.echoMode() == QLineEdit.EchoMode.Password
    )
    qtbot.waitUntil(line.hasFocus, timeout=20_000)
    QTest.keyClicks(line, "contoh-1", delay=50)  # faster would be a scanner
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.desk.actor is not None, timeout=20_000)
    front.window.close()


def test_a_desk_that_a_command_made_asks_for_its_first_admin(tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "data"
    app.found(str(place), FoundingOrder("denpasar"))
    entrance = enter(place, qtbot)
    first = first_questions(entrance, qtbot)
    type_answers(first, ANSWERS | {"username": "perintah"})
    press = partial(QTest.keyClick, first.form().field("again").editor, Qt.Key.Key_Return)
    press(Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(first.form().field("username").error()), timeout=30_000)
    type_answers(first, {"username": "admin"})
    press(Qt.KeyboardModifier.ControlModifier)
    front = front_of(entrance, qtbot)
    qtbot.waitUntil(lambda: front.desk.actor is not None, timeout=20_000)
    assert front.desk.actor is not None
    assert (front.desk.actor.name, front.desk.actor.role) == ("I Gede Admin", "admin")
    front.window.close()


@pytest.mark.parametrize("content", [b"", b"not a database " * 500])
def test_a_damaged_desk_is_said_and_kept(
    tmp_path: Path, qtbot: QtBot, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desk.ui.widgets import dialogs

    (tmp_path / "desk.db").write_bytes(content)
    said: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _parent, sentence, **_more: said.append(sentence))
    entrance = enter(tmp_path, qtbot)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert entrance.exit_code == 4
    assert (tmp_path / "desk.db").read_bytes() == content
    QApplication.processEvents()


def test_the_throw_away_office(tmp_path: Path, qtbot: QtBot) -> None:
    guided = Guided(demo_week.make, demo_week.OFFICER, "Kantor contoh")
    entrance = Entrance(str(tmp_path / "demo"), CHOSEN, guided=guided)
    entrance.start()
    qtbot.addWidget(entrance._frame)
    front = front_of(entrance, qtbot)
    qtbot.waitUntil(lambda: any(view.rows() for view in front.panels.today.lists()), timeout=20_000)
    assert "Kantor contoh" in front.window._footer._status.values()
    front.window.close()
