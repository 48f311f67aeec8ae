"""Once a day, when somebody sits down, the window says calmly what presses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from homes import Home
from pytestqt.qtbot import QtBot
from request_samples import request_order

from desk import clock
from desk.background import Desk
from desk.operations.requests import file
from desk.queries.reminders import DueCounts
from desk.ui.worklist.reminder import Reminder, reminder_words


@pytest.fixture
def desk(desk_home: Home, qapp: object) -> Iterator[Desk]:
    at(12)
    made = Desk(desk_home.database)
    yield made
    assert made.finish()
    clock.run_by(None)


def at(day: int) -> None:
    clock.run_by(lambda: datetime(2026, 6, day, 2, 0, tzinfo=UTC))


def settle(desk: Desk, qtbot: QtBot) -> None:
    answered: list[object] = []
    desk.ask(desk, lambda _session: True, then=answered.append)
    qtbot.waitUntil(lambda: bool(answered))


def test_said_once_a_day_to_each_who_sits_down(desk: Desk, desk_home: Home, qtbot: QtBot) -> None:
    reminder, said = Reminder(desk), []
    reminder.reminded.connect(said.append)
    for actor in (desk_home.petugas, None, desk_home.petugas):
        desk.sit(actor)
    settle(desk, qtbot)
    assert said == []  # nothing presses
    order = request_order("karangasem-3.6")
    desk_home.database.write(lambda session: file(session, order, desk_home.petugas))
    at(15)  # its last day
    for actor in (desk_home.petugas, None, desk_home.petugas, desk_home.admin):
        desk.sit(actor)
        settle(desk, qtbot)
    assert said == ["1 permohonan jatuh tempo hari ini."] * 2  # two accounts, once each
    at(17)
    desk.sit(desk_home.petugas)
    settle(desk, qtbot)
    assert said[2:] == ["1 permohonan terlambat."]


def test_the_words() -> None:
    assert reminder_words(DueCounts(0, 0, 0)) == ""
    words = "2 permohonan jatuh tempo hari ini, 1 terlambat, 3 dalam dua hari kerja."
    assert reminder_words(DueCounts(late=1, today=2, soon=3)) == words
    assert reminder_words(DueCounts(late=0, today=0, soon=3)) == "3 permohonan dalam dua hari kerja."
