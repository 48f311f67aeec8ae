"""Accounts by keyboard: opened, corrected, closed, given new PINs; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from homes import SECRET, Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.errors import Refused
from desk.operations.accounts import SignInOrder, sign_in
from desk.queries.accounts import AccountRow, account_rows
from desk.rules.rights import ROLES
from desk.ui.settings.accounts_page import AccountsPage


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot) -> AccountsPage:
    made = AccountsPage(desk)
    show(made)
    made.refresh()
    qtbot.waitUntil(lambda: len(made.list.rows()) == 4)
    return made


def type_into(page: AccountsPage, **words: str) -> None:
    for name, typed in words.items():
        editor = page.record.form.field(name).editor
        editor.setFocus()
        editor.clear()  # type: ignore[attr-defined]
        QTest.keyClicks(editor, typed)


def save(page: AccountsPage) -> None:
    QTest.keyClick(page.record.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def row_of(home: Home, username: str) -> AccountRow:
    return next(row for row in home.database.read(account_rows) if row.username == username)


def choose(page: AccountsPage, username: str) -> None:
    row = next(row for row in page.list.rows() if row.username == username)
    page.list.select_key(page.key_of(row))


def test_a_new_account_is_opened_and_shown(page: AccountsPage, desk_home: Home, qtbot: QtBot) -> None:
    QTest.mouseClick(page.new_button, Qt.MouseButton.LeftButton)
    assert page.record.form.field("is_active").isHidden()
    type_into(page, name="I Made Misal", username="made", secret="rahasia-baru", again="rahasia-baru")
    with qtbot.waitSignal(page.said) as said:
        save(page)
    assert "I Made Misal" in said.args[0]
    qtbot.waitUntil(lambda: len(page.list.rows()) == 5)
    qtbot.waitUntil(lambda: page.list.current_row() == row_of(desk_home, "made"))
    assert page.draft() is None
    actor = desk_home.database.write(lambda session: sign_in(session, SignInOrder("made", "rahasia-baru")))
    assert actor.role == "petugas"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": "Nama", "username": "dua kata", "secret": SECRET, "again": SECRET}, "username", "spasi"),
        ({"name": "Nama", "username": "petugas", "secret": SECRET, "again": SECRET}, "username", "dipakai"),
        ({"name": " ", "username": "baru", "secret": SECRET, "again": SECRET}, "name", "Isi nama"),
        ({"name": "Nama", "username": "baru", "secret": "12345", "again": "12345"}, "secret", "sekurangnya"),
        ({"name": "Nama", "username": "baru", "secret": SECRET, "again": "lain"}, "again", "tidak sama"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_clears_nothing(
    page: AccountsPage, qtbot: QtBot, typed: dict[str, str], field: str, words: str
) -> None:
    page.begin_new()
    type_into(page, **typed)
    save(page)
    qtbot.waitUntil(lambda: words in page.record.form.field(field).error())
    for name, text in typed.items():
        assert page.record.form.field(name).editor.text() == text  # type: ignore[attr-defined]
    assert len(page.list.rows()) == 4


def test_name_role_and_state_are_corrected(page: AccountsPage, desk_home: Home, qtbot: QtBot) -> None:
    choose(page, "pengawas")
    assert page.record.form.field("username").isHidden()
    type_into(page, name="Ni Wayan Misal")
    page.record.form.restore({"role": [ROLES["petugas"]], "is_active": ["ditutup"]})
    with qtbot.waitSignal(page.said):
        save(page)
    row = row_of(desk_home, "pengawas")
    assert (row.name, row.role, row.is_active) == ("Ni Wayan Misal", "petugas", False)
    with pytest.raises(Refused, match="tidak cocok"):
        desk_home.database.write(lambda session: sign_in(session, SignInOrder("pengawas", SECRET)))
    qtbot.waitUntil(lambda: page.list.rows()[-1].name == "Ni Wayan Misal")
    assert page.face(page.list.rows()[-1]).end_chip == ("ditutup", "quiet")


def test_a_new_pin_alone_can_be_saved(page: AccountsPage, desk_home: Home, qtbot: QtBot) -> None:
    choose(page, "petugas")
    type_into(page, secret="pin-yang-baru", again="pin-yang-baru")
    with qtbot.waitSignal(page.said):
        save(page)
    desk_home.database.write(lambda session: sign_in(session, SignInOrder("petugas", "pin-yang-baru")))
    assert not page.record.is_changed()


def test_nothing_changed_saves_nothing(page: AccountsPage, qtbot: QtBot) -> None:
    choose(page, "petugas")
    with qtbot.assertNotEmitted(page.said, wait=100):
        save(page)


def test_the_last_admin_stays(page: AccountsPage, qtbot: QtBot) -> None:
    choose(page, "admin")
    page.record.form.restore({"role": [ROLES["petugas"]]})
    save(page)
    qtbot.waitUntil(lambda: "sekurangnya satu admin" in page.record.form.field("role").error())


def test_what_was_typed_for_one_waits_while_another_is_shown(page: AccountsPage) -> None:
    choose(page, "petugas")
    type_into(page, name="Setengah diketik")
    choose(page, "pemegang")
    assert page.record.form.field("name").editor.text() == "I Nengah Misal"  # type: ignore[attr-defined]
    petugas = next(row for row in page.list.rows() if row.username == "petugas")
    assert page.record.unsaved() == {page.key_of(petugas)}
    choose(page, "petugas")
    assert page.record.form.field("name").editor.text() == "Setengah diketik"  # type: ignore[attr-defined]
    page.record.revert()
    assert page.record.form.field("name").editor.text() == "Ni Kadek Contoh"  # type: ignore[attr-defined]
    assert page.draft() is None


def test_a_draft_comes_back_without_its_pin(
    page: AccountsPage, desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    page.begin_new()
    type_into(page, name="I Made Misal", secret="rahasia-baru")
    draft = page.draft()
    assert draft is not None
    assert "rahasia-baru" not in str(draft)
    other = AccountsPage(desk)
    show(other)
    other.restore(draft)
    other.refresh()
    qtbot.waitUntil(lambda: len(other.list.rows()) == 4)
    assert other.record.key() == "new"
    assert other.record.form.field("name").editor.text() == "I Made Misal"  # type: ignore[attr-defined]


def test_the_role_is_explained(page: AccountsPage) -> None:
    choose(page, "pengawas")
    field = page.record.form.field("role")
    assert "tidak mengubah apa pun" in field.editor.accessibleDescription()
    page.record.form.restore({"role": [ROLES["admin"]]})
    assert "Semua hak" in field.editor.accessibleDescription()


def test_who_is_no_admin_reads_why_and_changes_nothing(
    page: AccountsPage, desk: Desk, desk_home: Home
) -> None:
    desk.sit(desk_home.pengawas)
    choose(page, "petugas")
    assert page.new_button.isHidden()
    assert "Hanya admin" in page.record._reason.text()  # what the screen says
    assert page.record.form.field("secret").isHidden()
    editor = page.record.form.field("name").editor
    editor.setFocus()
    QTest.keyClicks(editor, "diubah")
    assert editor.text() == "Ni Kadek Contoh"  # type: ignore[attr-defined]
    assert not page.record.form.field("role").editor.isEnabled()
    save(page)
    assert row_of(desk_home, "petugas").name == "Ni Kadek Contoh"
    desk.sit(desk_home.admin)
    assert not page.new_button.isHidden()
    assert page.record.form.field("role").editor.isEnabled()


def test_enter_in_the_list_goes_into_the_form(page: AccountsPage) -> None:
    choose(page, "petugas")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.record.form.field("name").editor.hasFocus()


def test_a_typed_pin_outlives_an_answer_that_comes_meanwhile(page: AccountsPage, qtbot: QtBot) -> None:
    choose(page, "petugas")
    type_into(page, secret="pin-yang-baru")
    page.refresh()
    with qtbot.waitSignal(page.list.model().modelReset):
        pass
    qtbot.waitUntil(lambda: page.list.current_row() is not None)
    assert page.record.form.field("secret").editor.text() == "pin-yang-baru"  # type: ignore[attr-defined]


def test_what_an_admin_left_half_typed_is_not_saved_by_another(
    page: AccountsPage, desk: Desk, desk_home: Home, qtbot: QtBot
) -> None:
    choose(page, "petugas")
    type_into(page, name="Setengah diketik")
    desk.sit(desk_home.pengawas)
    with qtbot.assertNotEmitted(page.record.save_wanted, wait=50):
        save(page)
    desk.sit(desk_home.admin)
    with qtbot.waitSignal(page.said):
        save(page)
    assert row_of(desk_home, "petugas").name == "Setengah diketik"
