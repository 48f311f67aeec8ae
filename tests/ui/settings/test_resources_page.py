"""Resources corrected and added at the screen; what is promised stays promised."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk import clock
from desk.background import Desk
from desk.operations.bookings import BookingOrder, book
from desk.queries.resources import ResourceRow, resource_rows
from desk.rules.first_resources import FIRST_RESOURCES
from desk.rules.spans import Span, instant, minute
from desk.ui.settings.resources_page import ResourcesPage


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot) -> ResourcesPage:
    made = ResourcesPage(desk)
    show(made)
    made.refresh()
    qtbot.waitUntil(lambda: len(made.list.rows()) == len(FIRST_RESOURCES))
    return made


def row_of(home: Home, name: str) -> ResourceRow:
    return next(row for row in home.database.read(resource_rows) if row.name == name)


def choose(page: ResourcesPage, name: str) -> None:
    row = next(row for row in page.list.rows() if row.name == name)
    page.list.select_key(page.key_of(row))


def save(page: ResourcesPage) -> None:
    QTest.keyClick(page.record.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def promise(home: Home, key: str, quantity: int = 1) -> None:
    start = instant(minute(clock.now()) // 1440 * 1440 + 1440)
    order = BookingOrder(
        key=str(uuid.uuid4()),
        resource_key=key,
        span=Span(start, start + timedelta(hours=1)),
        purpose="Rapat contoh",
        borrower_name="I Made Misal",
        quantity=quantity,
    )
    home.database.write(lambda session: book(session, order, home.petugas))


def test_the_hall_says_what_it_consists_of(page: ResourcesPage) -> None:
    choose(page, "Aula")
    assert "Aula A dan Aula B" in page._belongs.text()  # what the screen says
    assert page.record.form.field("stock").isHidden()
    choose(page, "Aula B")
    assert "Bagian dari Aula" in page._belongs.text()
    assert not page.record.form.field("stock").isHidden()
    choose(page, "Videotron")
    assert page._belongs.isHidden()


def test_facts_and_custodian_are_corrected(page: ResourcesPage, desk_home: Home, qtbot: QtBot) -> None:
    choose(page, "Aula")
    page.record.form.restore(
        {
            "name": "Aula Utama",
            "capacity": "150",
            "set_up_minutes": "30",
            "clear_up_minutes": "",
            "custodian_name": "I Nengah Misal",
            "custodian_phone": "0812 0000 0000",
        }
    )
    with qtbot.waitSignal(page.said) as said:
        save(page)
    assert said.args == ["Aula Utama disimpan."]
    row = row_of(desk_home, "Aula Utama")
    assert (row.key, row.capacity, row.set_up_minutes, row.clear_up_minutes) == ("aula", 150, 30, 0)
    assert (row.custodian_name, row.custodian_phone) == ("I Nengah Misal", "+6281200000000")
    assert row.part_names == ("Aula A", "Aula B")
    qtbot.waitUntil(lambda: page.record.form.field("custodian_phone").typed().draft() == "0812-0000-0000")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": " "}, "name", "Isi nama"),
        ({"capacity": "banyak"}, "capacity", "angka bulat"),
        ({"capacity": "1.000.000.000"}, "capacity", "antara 0 dan"),
        ({"set_up_minutes": "1441"}, "set_up_minutes", "antara 0 dan"),
        ({"clear_up_minutes": "-5"}, "clear_up_minutes", "angka bulat"),
        ({"custodian_phone": "dua belas"}, "custodian_phone", "hanya berisi angka"),
        ({"note": "x" * 4001}, "note", "paling panjang"),
    ],
)
def test_a_refusal_stands_beside_its_field(
    page: ResourcesPage, qtbot: QtBot, typed: dict[str, str], field: str, words: str
) -> None:
    choose(page, "Zoom 1")
    page.record.form.restore(typed)
    save(page)
    qtbot.waitUntil(lambda: words in page.record.form.field(field).error())
    assert page.record.form.field(field).typed().draft() == typed[field]


def test_equipment_is_added_and_its_stock_stays_above_what_is_promised(
    page: ResourcesPage, desk_home: Home, qtbot: QtBot
) -> None:
    page.begin_new()
    assert page.record.form.field("is_active").isHidden()
    page.record.form.restore({"name": "Mikrofon Nirkabel", "stock": "4"})
    with qtbot.waitSignal(page.said):
        save(page)
    row = row_of(desk_home, "Mikrofon Nirkabel")
    assert (row.key, row.kind, row.stock) == ("mikrofon-nirkabel", "equipment", 4)
    qtbot.waitUntil(lambda: page.list.current_row() == row)
    promise(desk_home, row.key, 3)
    page.record.form.restore({"stock": "2"})
    save(page)
    qtbot.waitUntil(lambda: "3 sudah dijanjikan" in page.record.form.field("stock").error())
    page.record.form.restore({"stock": "3"})
    with qtbot.waitSignal(page.said):
        save(page)
    assert row_of(desk_home, "Mikrofon Nirkabel").stock == 3


def test_two_things_of_one_name_are_refused_beside_the_name(page: ResourcesPage, qtbot: QtBot) -> None:
    page.begin_new()
    page.record.form.restore({"name": "videotron"})
    save(page)
    qtbot.waitUntil(lambda: "sudah dipakai" in page.record.form.field("name").error())


def test_what_is_booked_stays_in_use(page: ResourcesPage, desk_home: Home, qtbot: QtBot) -> None:
    promise(desk_home, "aula")
    choose(page, "Aula A")
    page.record.form.restore({"is_active": ["tidak dipakai"]})
    save(page)
    qtbot.waitUntil(lambda: "masih dipesan" in page.record.form.field("is_active").error())
    choose(page, "Videotron")
    page.record.form.restore({"is_active": ["tidak dipakai"]})
    with qtbot.waitSignal(page.said):
        save(page)
    qtbot.waitUntil(lambda: page.face(page.list.current_row()).end_chip == ("tidak dipakai", "quiet"))


@pytest.mark.usefixtures("as_petugas")
def test_who_is_no_admin_reads(page: ResourcesPage, desk_home: Home) -> None:
    choose(page, "Aula")
    assert page.new_button.isHidden()
    QTest.keyClicks(page.record.form.field("name").editor, "x")
    save(page)
    assert row_of(desk_home, "Aula").key == "aula"
