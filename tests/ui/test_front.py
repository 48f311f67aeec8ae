"""The window at its start: nothing heavy is imported or built unseen, and yet no draft is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from homes import Home
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.operations.drafts import DraftOrder, keep
from desk.settings import Settings
from desk.ui.front import Front

LATER = ("visitors", "requests", "calendar", "assets", "reports", "settings")
HEAVY = (
    "reportlab pypdfium2 xlsxwriter escpos holidays icalendar alembic psycopg rapidfuzz babel phonenumbers"
)


def imported(modules: str, among: str) -> str:
    script = f"import sys, {modules}; print(*sorted(set({among.split()}) & set(sys.modules)))"
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env)
    return done.stdout.strip()


def opened(home: Home, qtbot: QtBot) -> Front:
    front = Front(Desk(home.database), agency="Diskominfo Contoh", settings=Settings())
    qtbot.addWidget(front.window)
    front.window.show()
    qtbot.waitExposed(front.window)
    return front


@pytest.fixture
def front(desk_home: Home, qtbot: QtBot) -> Iterator[Front]:
    made = opened(desk_home, qtbot)
    yield made
    made.window.close()


def test_the_frame_is_painted_before_the_database_is_imported() -> None:
    assert imported("desk.app.windows", f"{HEAVY} sqlalchemy argon2 desk.ui.front desk.models") == ""


def test_the_window_imports_no_paper_and_no_panel_but_the_first() -> None:
    panels = " ".join(f"desk.ui.{name}.panel" for name in LATER)
    dialogs = "desk.ui.documents.issue_dialog desk.ui.slips.preview"
    assert imported("desk.app.windows, desk.ui.front", f"{HEAVY} {panels} {dialogs}") == ""


def test_a_panel_is_built_when_its_key_is_first_pressed(desk_home: Home, front: Front, qtbot: QtBot) -> None:
    front.seat.sit(desk_home.petugas)
    assert [key for key in LATER if front.window.is_built(key)] == []
    for key, name in (
        (Qt.Key.Key_F2, "visitors"),
        (Qt.Key.Key_F3, "requests"),
        (Qt.Key.Key_F4, "calendar"),
        (Qt.Key.Key_F6, "assets"),
        (Qt.Key.Key_F7, "reports"),
    ):
        assert not front.window.is_built(name)
        qtbot.keyClick(front.window, key)
        assert front.window.current_panel() == name
        assert front.window.panel(name).isVisible()


def test_a_draft_is_brought_back_into_a_panel_that_was_never_shown(
    desk_home: Home, front: Front, qtbot: QtBot
) -> None:
    front.seat.sit(desk_home.petugas)
    qtbot.keyClick(front.window, Qt.Key.Key_F2)
    qtbot.keyClicks(front.panels.visitors.form.name, "I Made Misal")
    kept = front.panels.visitors.draft()
    assert kept is not None
    order = DraftOrder("visit", kept, None)
    desk_home.database.write(lambda session: keep(session, order, desk_home.petugas))
    other = opened(desk_home, qtbot)
    other.seat.sit(desk_home.petugas)
    qtbot.waitUntil(lambda: other.window.is_built("visitors"))
    qtbot.waitUntil(lambda: other.panels.visitors.draft() == kept)
    assert other.window.current_panel() == "today"
    other.window.close()


def test_a_desk_that_is_locked_before_any_panel_is_shown_closes_quietly(
    desk_home: Home, front: Front
) -> None:
    front.seat.sit(desk_home.petugas)
    front.seat.lock()
    assert front.seat.is_locked()
    assert not front.window.is_built("reports")
