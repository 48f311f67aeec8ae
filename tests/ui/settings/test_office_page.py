"""The office's facts corrected at the screen, and the decrees beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from decrees import decree_file
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.operations.offices import OfficeOrder, correct_office
from desk.queries.offices import office_row
from desk.queries.standards import decree_rows
from desk.ui.settings.office_page import OfficePage
from desk.ui.widgets.chips import Chip

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


def chips_on(page: OfficePage) -> set[str]:
    return {chip.word() for chip in page.findChildren(Chip) if chip.isVisibleTo(page)}


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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "sk-baru.json"
    content = decree_file()
    content["services"][0]["requirements"][0]["text"] += " baru"
    made.write_text(json.dumps(content), "utf-8")
    return made


def test_a_newer_decree_is_installed_from_a_file(
    page: OfficePage, desk_home: Home, file: Path, qtbot: QtBot
) -> None:
    page.decrees.offer(file)
    words = words_on(page)
    assert "Pasang SK Nomor 7 Tahun 2027?" in words
    assert "Menggantikan SK Nomor 20 Tahun 2025" in words
    assert "Daftar periksa layanan 1.1 disusun" in words
    assert page.decrees.install_button.hasFocus()
    with qtbot.waitSignal(page.said) as said:
        QTest.keyClick(page.decrees.install_button, Qt.Key.Key_Return)
    assert "7 Tahun 2027 dipasang" in said.args[0]
    qtbot.waitUntil(lambda: "sudah diganti" in chips_on(page))
    rows = desk_home.database.read(decree_rows)
    assert [(row.number, row.is_in_force) for row in rows][:2] == [
        ("7 Tahun 2027", True),
        ("20 Tahun 2025", False),
    ]
    page.decrees.offer(file)
    assert "sudah terpasang" in words_on(page)


def test_an_older_decree_is_refused_and_may_be_given_up(
    page: OfficePage, desk_home: Home, file: Path, qtbot: QtBot
) -> None:
    content = decree_file()
    content["agencies"]["karangasem"]["instrument"]["tanggal_ditetapkan"] = "2019-01-02"
    file.write_text(json.dumps(content), "utf-8-sig")
    page.decrees.offer(file)
    page.decrees.install_button.click()
    qtbot.waitUntil(lambda: "lebih lama daripada SK 20 Tahun 2025" in words_on(page))
    page.decrees.cancel_button.click()
    assert "7 Tahun 2027" not in words_on(page)
    assert len(desk_home.database.read(decree_rows)) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"{}", "bukan katalog"), (b"\xff\xfe\x00", "bukan teks"), (b"x" * 4_000_001, "terlalu besar")],
)
def test_a_file_that_is_no_decree_is_said(page: OfficePage, file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    page.decrees.offer(file)
    assert words in words_on(page)
    assert page.decrees.install_button.isHidden() or not page.decrees.install_button.isVisible()
    page.decrees.offer(file.parent / "tidak-ada.json")
    assert "tidak dapat dibaca" in words_on(page)


@pytest.mark.usefixtures("as_petugas")
def test_only_an_admin_is_offered_a_new_decree(page: OfficePage, desk: Desk, desk_home: Home) -> None:
    assert page.decrees.choose_button.isHidden()
    desk.sit(desk_home.admin)
    assert not page.decrees.choose_button.isHidden()
