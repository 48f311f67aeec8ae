"""The office's facts corrected at the screen, and the decrees beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.operations.offices import OfficeOrder, correct_office
from desk.queries.offices import office_row
from desk.ui.settings.office_page import OfficePage

HOSTILE = "<b>Jalan</b> =1+1 🙏 ᬅᬓ᭄ᬱᬭ"


@pytest.fixture
def page(desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot) -> OfficePage:
    made = OfficePage(desk)
    show(made)
    made.refresh()
    qtbot.waitUntil(lambda: bool(text_of(made, "short_name")) and "Denpasar" in words_on(made))
    return made


def text_of(page: OfficePage, name: str) -> str:
    return str(page.record.form.field(name).typed().draft())


def words_on(page: OfficePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def save(page: OfficePage) -> None:
    QTest.keyClick(page.record.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def test_both_decrees_stand_there_with_both_dates(page: OfficePage) -> None:
    words = words_on(page)
    for part in (
        "20 Tahun 2025",
        "30 Desember 2025",
        "31 Desember 2025",
        "188.4/342/DKIS/2023",
        "1 Maret 2023",
    ):
        assert part in words
    assert "23 layanan" in words
    assert "Belum diisi" in words


def test_the_facts_are_corrected(page: OfficePage, desk_home: Home, qtbot: QtBot) -> None:
    page.record.form.restore({"address": HOSTILE, "charter": "Kami sanggup.\nSetiap hari."})
    with qtbot.waitSignal(page.said):
        save(page)
    office = desk_home.database.read(office_row)
    assert (office.address, office.charter) == (HOSTILE, "Kami sanggup.\nSetiap hari.")
    qtbot.waitUntil(lambda: "Belum diisi" not in words_on(page))
    assert page.draft() is None


def test_a_refusal_stands_beside_its_field_and_clears_nothing(page: OfficePage, qtbot: QtBot) -> None:
    page.record.form.restore({"tracking_url": "lacak.example", "address": "Jl. Contoh 1"})
    save(page)
    qtbot.waitUntil(lambda: "https://" in page.record.form.field("tracking_url").error())
    assert text_of(page, "tracking_url") == "lacak.example"
    assert text_of(page, "address") == "Jl. Contoh 1"
    page.record.form.restore({"tracking_url": "https://lacak.example/", "short_name": ""})
    save(page)
    qtbot.waitUntil(lambda: "Isi nama instansi" in page.record.form.field("short_name").error())


def test_what_somebody_else_saved_is_shown_unless_it_is_being_typed(
    page: OfficePage, desk: Desk, qtbot: QtBot
) -> None:
    def correct(address: str) -> None:
        order = OfficeOrder("Dinas Contoh", "Contoh", address, "0363 21037", "Amlapura", None, None)
        with qtbot.waitSignal(desk.changed):
            desk.do(page, correct_office, order, then=lambda _nothing: None)

    correct("Jl. Contoh 2")
    qtbot.waitUntil(lambda: text_of(page, "address") == "Jl. Contoh 2")
    page.record.form.restore({"phone": "0363 99"})
    correct("Jl. Contoh 3")
    qtbot.waitUntil(lambda: page.record._values["address"] == "Jl. Contoh 3")  # the answer has come
    assert text_of(page, "phone") == "0363 99"
    page.record.revert()
    assert text_of(page, "address") == "Jl. Contoh 3"


@pytest.mark.usefixtures("as_petugas")
def test_who_is_no_admin_reads(page: OfficePage) -> None:
    assert "Hanya admin" in words_on(page)
    editor = page.record.form.field("address").editor
    QTest.keyClicks(editor, "x")
    assert text_of(page, "address") == ""
