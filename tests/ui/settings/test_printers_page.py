"""This machine's printers: chosen by paper, added, asked, tried, their test page scanned back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from thermal_house import NO_PAPER, ThermalPrinter

from desk import settings
from desk.background import Desk
from desk.models import PrintJob
from desk.printing import raster, trial
from desk.printing.printers import MachinePrinters, PrinterRow
from desk.settings import OwnPrinter, Settings
from desk.ui.settings.own_printer_dialog import OwnPrinterDialog
from desk.ui.settings.printers_page import PrintersPage
from desk.ui.slips.print_lane import PrintLane
from desk.ui.widgets.choices import ChoiceEditor

CTRL = Qt.KeyboardModifier.ControlModifier


class _Queues(MachinePrinters):
    """This machine's own printers, and two queues."""

    def rows(self) -> tuple[PrinterRow, ...]:
        office = PrinterRow("Kantor", "", is_default=False, is_stopped=True)
        laser = PrinterRow("Laser", "", is_default=True, is_stopped=False)
        return (*(row for row in super().rows() if row.width), laser, office)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "settings.json"


@pytest.fixture
def page(desk: Desk, file: Path, show: Callable[[QWidget], None], qtbot: QtBot) -> Iterator[PrintersPage]:
    lane = PrintLane(desk, queues=_Queues(file))
    made = PrintersPage(desk, lane, file=file)
    show(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: "Laser (utama)" in words(made, "a4"))
    yield made
    assert lane.finish()


def editor(page: PrintersPage, name: str) -> ChoiceEditor:
    found = page.form.field(name).editor
    assert isinstance(found, ChoiceEditor)
    return found


def words(page: PrintersPage, name: str) -> list[str]:
    return [chip.word for chip in editor(page, name).chips()]


def _dialog(page: PrintersPage, qtbot: QtBot) -> OwnPrinterDialog:
    qtbot.waitUntil(lambda: bool(page.findChildren(OwnPrinterDialog)))
    dialog = page.findChildren(OwnPrinterDialog)[-1]
    qtbot.waitUntil(dialog.isVisible)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _type(dialog: OwnPrinterDialog, name: str, text: str) -> None:
    field = dialog.form.field(name).editor
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClicks(field, text)


def test_each_paper_has_its_printer_stored_at_once(page: PrintersPage, file: Path) -> None:
    assert words(page, "roll") == ["ditanya saat mencetak", "Laser (utama)", "Kantor (sedang berhenti)"]
    for kind in ("roll", "a5", "a4"):
        first = editor(page, kind)
        first.setFocus()
        QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(editor(page, "width"), Qt.Key.Key_Left)
    assert settings.load(file) == Settings(printer="Laser", printer_a5="Laser", printer_a4="Laser", roll="58")


def test_a_printer_that_is_gone_is_said_and_not_replaced(
    page: PrintersPage, file: Path, qtbot: QtBot
) -> None:
    settings.save(Settings(printer_a4="Lama"), file)
    page.refresh()
    assert words(page, "a4")[-1] == "Lama (tidak ditemukan)"
    assert editor(page, "a4").value() == "Lama"


def test_an_own_printer_is_added_by_keys_asked_and_tried_and_its_page_scanned_back(
    page: PrintersPage, file: Path, qtbot: QtBot, desk_home: Home
) -> None:
    with ThermalPrinter(head=384) as thermal:
        QTest.keyClick(page, Qt.Key.Key_N, CTRL)
        dialog = _dialog(page, qtbot)
        _type(dialog, "name", "Termal loket 1")
        _type(dialog, "address", thermal.address)
        QTest.keyClick(dialog.form.field("width").editor, Qt.Key.Key_Left)
        QTest.keyClick(dialog, Qt.Key.Key_T, CTRL)
        qtbot.waitUntil(lambda: dialog.said.text().startswith("Printer menjawab"))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        own = OwnPrinter("Termal loket 1", f"tcp:{thermal.address}", "58")
        assert settings.load(file) == Settings(printer="Termal loket 1", own_printers=(own,))
        qtbot.waitUntil(lambda: "Termal loket 1" in words(page, "roll"))
        assert "Termal loket 1" not in words(page, "a4"), "a receipt printer has no A4"
        assert not page.form.field("width").isEnabled()
        assert thermal.hung_up.acquire(timeout=10)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)

        QTest.keyClick(page, Qt.Key.Key_U, CTRL)
        qtbot.waitUntil(lambda: page.chip.word() == "menunggu dipindai")
        roll = thermal.wait()
        (code,) = {each.text for each in zxingcpp.read_barcodes(roll.picture().convert("L"))}
        assert code == page._code
    assert page.take_scan("UJI-AAAAAAAA")
    assert (page.chip.word(), page._code) == ("tidak cocok", code)
    assert page.take_scan(code.replace("-", "/").lower())
    assert page.chip.word() == "terbaca"
    assert not page.take_scan("NFJFY-TYW1-SD9B"), "nothing is awaited any more"
    jobs = desk_home.database.read(lambda session: session.query(PrintJob).all())
    assert [(job.title, job.paper, job.state) for job in jobs] == [("Halaman uji", "58", "sent")]


def test_what_is_typed_wrongly_is_refused_beside_its_field_and_kept(
    page: PrintersPage, file: Path, qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_N, CTRL)
    dialog = _dialog(page, qtbot)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.form.field("name").error() == "Nama belum diisi."
    _type(dialog, "name", "laser")
    _type(dialog, "address", "printer kasir")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.form.field("name").error() == "Sudah ada printer bernama “laser”."
    _type(dialog, "name", "Kasir")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "192.168.1.50" in dialog.form.field("address").error()
    assert dialog.isVisible()
    _type(dialog, "address", "127.0.0.1:1")
    dialog.ask_printer()
    qtbot.waitUntil(lambda: "tidak menerima sambungan" in dialog.said.text())
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert [own.name for own in settings.load(file).own_printers] == ["Kasir"], "it need not be on"


def test_a_test_page_that_fails_says_why(page: PrintersPage, file: Path, qtbot: QtBot) -> None:
    page.print_trial()
    assert page.form.field("roll").error() == "Pilih printernya dahulu, lalu uji."
    with ThermalPrinter() as thermal:
        thermal.answers = NO_PAPER
        own = OwnPrinter("Kasir", f"tcp:{thermal.address}")
        settings.save(Settings(printer="Kasir", own_printers=(own,)), file)
        page.print_trial()
        qtbot.waitUntil(lambda: page.chip.word() == "gagal")
    assert page.said_trial.text() == "Kertas printer “Kasir” habis. Pasang gulungan baru, lalu kirim lagi."
    assert not page.take_scan("UJI-23456789") or page.chip.word() == "tidak cocok"


@pytest.mark.parametrize(
    ("paper", "width"), [("58", 58), ("80", 80), ("a5", 148), ("a4", 210)], ids=["58", "80", "a5", "a4"]
)
def test_the_test_page_fits_each_paper(paper: str, width: int) -> None:
    code = trial.trial_code()
    pdf = trial.trial_pdf(paper, code, ("Printer Contoh " * 6, "Senin, 6 April 2026"))
    (size,) = raster.page_sizes(pdf)
    assert size.width == pytest.approx(width, abs=0.1)
    assert code in raster.text(pdf)
