"""The files of a record: added, pasted, opened, taken off with a reason; what may not be kept is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from homes import Home
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from request_samples import request_order

from desk.background import Desk
from desk.operations.requests import file
from desk.ui.attachments.card import AttachmentsCard

PDF = b"%PDF-1.4\n% contoh\n%%EOF\n"


class _System(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def system() -> Iterator[_System]:
    made = _System()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def card(qtbot: QtBot, desk_home: Home) -> Iterator[AttachmentsCard]:
    order = request_order("karangasem-2.1")
    request_id = desk_home.database.write(lambda session: file(session, order, desk_home.petugas)).id
    desk = Desk(desk_home.database)
    desk.sit(desk_home.petugas)
    made = AttachmentsCard(desk)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show("request", request_id)
    made.setVisible(True)
    yield made
    desk.finish()


def test_files_are_added_opened_and_taken_off(
    card: AttachmentsCard, system: _System, tmp_path: Path, qtbot: QtBot
) -> None:
    scan = tmp_path / "Scan KTP contoh.pdf"
    scan.write_bytes(PDF)
    card.add_files([str(scan)])
    qtbot.waitUntil(lambda: len(card.rows.rows()) == 1)
    card.rows.setFocus()
    QTest.keyClick(card.rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(system.opened))
    (opened,) = system.opened
    assert opened.name == "Scan KTP contoh.pdf"
    assert opened.read_bytes() == PDF
    assert opened != scan
    QTest.keyClick(card.rows, Qt.Key.Key_Delete)
    form = card.ask_card.form
    assert form is not None
    card.ask_card.submit()
    qtbot.waitUntil(lambda: bool(card.ask_card.error("reason")))
    form.restore({"reason": "salah berkas"})
    assert card.holds_work()
    card.ask_card.submit()
    qtbot.waitUntil(lambda: not card.rows.rows())
    assert card.ask_card.isHidden()


@pytest.mark.parametrize(
    ("name", "content"), [("catatan.txt", b"halo"), ("kosong.pdf", b""), ("x.exe", b"MZ\x90")]
)
def test_what_may_not_be_kept_is_said(
    card: AttachmentsCard, tmp_path: Path, qtbot: QtBot, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    card.add_files([str(tmp_path / name)])
    qtbot.waitUntil(lambda: bool(card.error()))
    assert card.rows.rows() == ()


def test_a_file_that_is_gone_or_far_too_large_is_said_at_once(card: AttachmentsCard, tmp_path: Path) -> None:
    card.add_files([str(tmp_path / "tidak-ada.pdf")])
    assert "tidak dapat dibaca" in card.error()
    large = tmp_path / "besar.pdf"
    with large.open("wb") as handle:
        handle.truncate(11 * 1024 * 1024)
    card.add_files([str(large)])
    assert "lebih besar" in card.error()


def test_a_picture_is_pasted(card: AttachmentsCard, qtbot: QtBot) -> None:
    data = QMimeData()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    data.setImageData(picture)
    QApplication.clipboard().setMimeData(data)
    card.rows.setFocus()
    QTest.keyClick(card.rows, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: [row.name for row in card.rows.rows()] == ["tempelan.png"])
