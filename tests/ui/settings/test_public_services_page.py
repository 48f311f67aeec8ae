"""The standards to read by everyone, and what an admin decides about a service."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.queries.standards import StandardServiceRow, standard_service_rows
from desk.ui.settings.public_services_page import ServicesPage


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot) -> ServicesPage:
    made = ServicesPage(desk)
    show(made)
    made.refresh()
    qtbot.waitUntil(lambda: "1.1" in made.view.text())
    return made


def numbers(page: ServicesPage) -> list[str]:
    return [row.number for row in page.list.rows()]


def stored(home: Home, number: str) -> StandardServiceRow:
    return next(row for row in home.database.read(standard_service_rows) if row.number == number)


def open_number(page: ServicesPage, number: str, qtbot: QtBot) -> None:
    QTest.keyClicks(page.search, number)
    qtbot.waitUntil(lambda: page.view.text().startswith(number))


def save(page: ServicesPage) -> None:
    QTest.keyClick(page.record.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_all_services_of_the_agency_and_the_others_are_listed(page: ServicesPage) -> None:
    assert len(numbers(page)) == 23
    page.agency.setFocus()
    QTest.keyClick(page.agency, Qt.Key.Key_Right)
    assert numbers(page) == ["I", "II", "III", "IV", "V"]


def test_search_and_arrows_open_a_standard_without_leaving_the_box(page: ServicesPage, qtbot: QtBot) -> None:
    page.search.setFocus()
    QTest.keyClicks(page.search, "informasi publik")
    assert numbers(page) == ["2.1", "2.3", "2.5"]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.view.text().startswith("2.5"))
    assert page.search.hasFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.view.focusWidget() is page.view.focusProxy()
    page.search.clear()
    QTest.keyClicks(page.search, "tidak ada yang begini")
    assert numbers(page) == []


def test_unit_prefix_and_offer_are_changed(page: ServicesPage, desk_home: Home, qtbot: QtBot) -> None:
    open_number(page, "2.4", qtbot)
    QTest.mouseClick(page.change_button, Qt.MouseButton.LeftButton)
    assert page.record.form.field("unit_name").editor.hasFocus()
    page.record.form.restore(
        {"unit_name": "Bidang Contoh", "prefix": "warga", "is_offered": ["tidak ditawarkan"]}
    )
    with qtbot.waitSignal(page.said):
        save(page)
    row = stored(desk_home, "2.4")
    assert (row.unit_name, row.prefix, row.is_offered) == ("Bidang Contoh", "WARGA", False)
    qtbot.waitUntil(lambda: "Bidang Contoh" in page.view._handled.text())  # what the screen says
    assert page.record.isHidden()
    assert not page.change_button.isHidden()
    assert page.draft() is None


def test_a_prefix_in_use_is_refused_beside_it(page: ServicesPage, desk_home: Home, qtbot: QtBot) -> None:
    open_number(page, "2.4", qtbot)
    page.change_button.click()
    page.record.form.restore({"prefix": "zoom", "unit_name": "Bidang Contoh"})
    save(page)
    qtbot.waitUntil(lambda: "sudah dipakai" in page.record.form.field("prefix").error())
    assert page.record.form.field("unit_name").typed().draft() == "Bidang Contoh"
    assert stored(desk_home, "2.4").prefix == "KIM"


def test_what_was_typed_waits_while_another_service_is_read(page: ServicesPage, qtbot: QtBot) -> None:
    open_number(page, "2.4", qtbot)
    page.change_button.click()
    page.record.form.restore({"unit_name": "Setengah"})
    page.search.clear()
    open_number(page, "3.7", qtbot)
    assert page.record.isHidden()
    assert page.draft() is not None
    page.search.clear()
    open_number(page, "2.4", qtbot)
    qtbot.waitUntil(lambda: not page.record.isHidden())
    assert page.record.form.field("unit_name").typed().draft() == "Setengah"


def test_the_other_agencys_standard_is_only_read(page: ServicesPage, qtbot: QtBot) -> None:
    page.agency.choose("denpasar")
    qtbot.waitUntil(lambda: page.view.text().startswith("I "))
    assert page.change_button.isHidden()
    assert "hanya dapat dibaca" in page._reason.text()  # what the screen says


@pytest.mark.usefixtures("as_petugas")
def test_a_petugas_reads_every_standard(page: ServicesPage, qtbot: QtBot) -> None:
    open_number(page, "5.3", qtbot)
    assert page.change_button.isHidden()
    assert "Hanya admin" in page._reason.text()  # what the screen says
    assert page.record.isHidden()


def test_esc_closes_the_form_unless_something_was_typed(page: ServicesPage, qtbot: QtBot) -> None:
    open_number(page, "2.4", qtbot)
    page.change_button.click()
    editor = page.record.form.field("unit_name").editor
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert page.record.isHidden()
    page.change_button.click()
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not page.record.isHidden()
    assert page.draft() is not None


def test_any_service_can_be_opened_from_elsewhere(page: ServicesPage, desk_home: Home, qtbot: QtBot) -> None:
    page.open_service(stored(desk_home, "IV").id)
    qtbot.waitUntil(lambda: page.view.text().startswith("IV "))
    assert page.agency.value() == "denpasar"
    assert page.list.current_row() == stored(desk_home, "IV")
