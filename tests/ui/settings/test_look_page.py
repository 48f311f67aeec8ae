"""This machine's choices: shown at once, stored at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk import settings
from desk.background import Desk
from desk.settings import Settings
from desk.ui import theme
from desk.ui.settings.look_page import LookPage
from desk.ui.widgets.choices import ChoiceEditor


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "settings.json"


@pytest.fixture
def page(desk: Desk, file: Path, show: Callable[[QWidget], None]) -> LookPage:
    made = LookPage(desk, file=file)
    show(made)
    return made


def editor(page: LookPage, name: str) -> ChoiceEditor:
    found = page.form.field(name).editor
    assert isinstance(found, ChoiceEditor)
    return found


def words(page: LookPage, name: str) -> list[str]:
    return [chip.word for chip in editor(page, name).chips()]


def test_dark_is_shown_and_stored_at_once(page: LookPage, file: Path, qtbot: QtBot) -> None:
    first = editor(page, "theme")
    assert first.value() == "system"
    first.setFocus()
    with qtbot.waitSignal(page.settings_changed) as changed:
        QTest.keyClick(first, Qt.Key.Key_Left)
    assert theme.current().dark
    assert settings.load(file).theme == "dark"
    assert changed.args == [settings.load(file)]
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert not theme.current().dark
    assert settings.load(file).theme == "light"


def test_text_grows_at_once_and_is_stored(page: LookPage, file: Path) -> None:
    size = editor(page, "scale")
    size.setFocus()
    for _key in range(5):
        QTest.keyClick(size, Qt.Key.Key_Right)
    assert theme.scale() == 200
    assert settings.load(file).scale == 200
    page.grab()


def test_the_lock_is_stored(page: LookPage, file: Path) -> None:
    assert words(page, "lock_after_minutes")[-1] == "tidak otomatis"
    editor(page, "lock_after_minutes").choose(0)
    assert settings.load(file) == Settings(lock_after_minutes=0)


def test_what_is_stored_is_offered_even_where_it_is_unusual(
    desk: Desk, file: Path, show: Callable[[QWidget], None]
) -> None:
    settings.save(Settings(lock_after_minutes=7, printer="Lama", database="tetap"), file)
    page = LookPage(desk, file=file)
    show(page)
    assert editor(page, "lock_after_minutes").value() == 7
    editor(page, "lock_after_minutes").choose(15)
    assert settings.load(file) == Settings(lock_after_minutes=15, printer="Lama", database="tetap")


def test_a_choice_that_cannot_be_stored_is_said_and_still_holds(
    desk: Desk, tmp_path: Path, show: Callable[[QWidget], None]
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    page = LookPage(desk, file=tmp_path / "file" / "settings.json")
    show(page)
    editor(page, "theme").choose("dark")
    assert theme.current().dark
    assert "belum tersimpan" in page.form.field("theme").error()
    editor(page, "scale").choose(125)
    assert theme.current().dark
    assert theme.scale() == 125


def test_what_other_parts_remembered_meanwhile_is_kept(page: LookPage, file: Path) -> None:
    settings.save(Settings(printer="Kantor"), file)
    editor(page, "scale").choose(125)
    assert settings.load(file) == Settings(printer="Kantor", scale=125)
