"""The preview, by the keyboard alone: print, keep as PDF, not out, copies, no printer at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import receipts
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desk import settings
from desk.background import Desk
from desk.models import PrintJob, ReceiptCopy
from desk.operations.slips import ReceiptOrder, issue
from desk.ui import theme
from desk.ui.slips.preview import ReceiptPreview
from desk.ui.slips.print_lane import PrintLane

Open = Callable[[int], ReceiptPreview]
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def receipt_id(desk_home: Home) -> int:
    return receipts.issued(desk_home)[1]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, lane: PrintLane) -> Open:
    def opened(receipt_id: int) -> ReceiptPreview:
        preview = ReceiptPreview(desk, lane)
        qtbot.addWidget(preview)
        preview.show_receipt(receipt_id)
        qtbot.waitUntil(lambda: preview.state() != "reading" and not preview.paper.view.is_empty())
        lane.list_printers(preview, lambda _rows: preview.setProperty("listed", True))
        qtbot.waitUntil(lambda: bool(preview.property("listed")))
        preview.activateWindow()
        qtbot.waitUntil(preview.isActiveWindow)
        return preview

    return opened


def _press(preview: ReceiptPreview, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(preview.focusWidget() or preview, key, modifiers)


def _seen(preview: ReceiptPreview) -> str:
    """All words of the side that can be seen."""
    said = [label.text() for label in preview.side.findChildren(QLabel) if label.isVisible()]
    return " | ".join([preview.side._chip.word(), *filter(None, said)])


def _jobs(home: Home) -> list[tuple[int, str, str]]:
    jobs = home.database.read(lambda session: session.query(PrintJob).order_by(PrintJob.id).all())
    return [(job.copy_number, job.printer, job.state) for job in jobs]


def test_enter_prints_and_enter_is_done(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    preview = show(receipt_id)
    assert preview.windowTitle() == "Tanda terima · PPID/2026/0001"
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert "terkirim ke printer" in _seen(preview)
    assert "tercetak" not in _seen(preview)
    assert _jobs(desk_home) == [(0, "Termal 80", "sent")]
    assert len(trays.trays["Termal 80"].words()) == 1
    assert settings.load().printer == "Termal 80"
    _press(preview, Qt.Key.Key_Return)
    assert not preview.isVisible()


def test_the_paper_on_screen_is_the_paper_dot_for_dot(qtbot: QtBot, show: Open, receipt_id: int) -> None:
    preview = show(receipt_id)
    view = preview.paper.view
    picture = view._picture
    assert picture.width() == pytest.approx(80 / 25.4 * view.dpi(), abs=1)
    assert view.width() >= picture.deviceIndependentSize().width()
    assert view.accessibleName() == "Tanda terima"
    assert "PPID/2026/0001" in view.accessibleDescription()


def test_impatient_enters_neither_print_twice_nor_close(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    preview = show(receipt_id)
    for _ in range(3):
        _press(preview, Qt.Key.Key_Return)
    assert preview.isVisible()
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert len(trays.trays["Termal 80"].words()) == 1


def test_nothing_came_out_send_again(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    preview = show(receipt_id)
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    _press(preview, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: preview.state() == "not_out")
    assert _jobs(desk_home) == [(0, "Termal 80", "not_out")]
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert _jobs(desk_home) == [(0, "Termal 80", "sent")]
    assert len(trays.trays["Termal 80"].words()) == 2


def test_half_came_out_print_a_copy(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    preview = show(receipt_id)
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    _press(preview, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: preview.state() == "not_out")
    _press(preview, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: preview.state() == "ready")
    assert "SALINAN 1" in _seen(preview)
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert _jobs(desk_home) == [(0, "Termal 80", "not_out"), (1, "Termal 80", "sent")]
    assert "SALINAN 1" in trays.trays["Termal 80"].words()[1]
    (copy,) = desk_home.database.read(lambda session: session.query(ReceiptCopy).all())
    assert (copy.number, copy.reason) == (1, "not_out")


def test_opened_again_it_is_a_copy_and_a_lost_one_wants_the_identity(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    first = show(receipt_id)
    _press(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.state() == "sent")
    _press(first, Qt.Key.Key_Escape)
    preview = show(receipt_id)
    assert "SALINAN 1" in _seen(preview)
    preview.side._reasons.choose("lost")
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Periksa dahulu identitas" in _seen(preview))
    assert len(trays.trays["Termal 80"].words()) == 1
    _press(preview, Qt.Key.Key_Space)
    assert preview.side._checked.value() == ("checked",)
    preview.side.primary.setFocus()
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert "SALINAN 1" in trays.trays["Termal 80"].words()[1]
    assert _jobs(desk_home)[-1] == (1, "Termal 80", "sent")


def test_a_printer_in_trouble_is_said_and_another_one_may_be_chosen(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int
) -> None:
    trays.trays["Termal 80"].trouble = "Printer “Termal 80” sedang berhenti."
    preview = show(receipt_id)
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "failed")
    assert "gagal dikirim" in _seen(preview)
    assert "sedang berhenti" in _seen(preview)
    preview.side._printers.choose("Laser")
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert _jobs(desk_home) == [(0, "Termal 80", "cancelled"), (0, "Laser", "sent")]
    assert settings.load().printer == "Laser"


def test_a_remembered_printer_that_is_gone_is_not_replaced_by_another(
    desk_home: Home, qtbot: QtBot, show: Open, receipt_id: int
) -> None:
    settings.save(settings.Settings(printer="Termal Lama"))
    preview = show(receipt_id)
    assert "Printer “Termal Lama” tidak ada lagi; pilih yang lain." in _seen(preview)
    _press(preview, Qt.Key.Key_Return)
    assert "Pilih printer dahulu." in _seen(preview)
    assert _jobs(desk_home) == []
    assert preview.side._printers.hasFocus()


def test_without_any_printer_a_pdf_is_kept_and_the_original_may_still_be_printed_later(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int, tmp_path: Path
) -> None:
    trays.trays.clear()
    preview = show(receipt_id)
    assert "Belum ada printer di komputer ini" in _seen(preview)
    assert preview.side.primary.word() == "Simpan PDF"
    _press(preview, Qt.Key.Key_Return)
    (asking,) = (widget for widget in preview.findChildren(QFileDialog) if widget.isVisible())
    assert asking.selectedFiles()[0].endswith("Tanda terima PPID-2026-0001.pdf")
    file = tmp_path / "slip.pdf"
    asking.selectFile(str(file))
    asking.accept()  # type: ignore[no-untyped-call] # PySide leaves it untyped
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert "tersimpan" in _seen(preview)
    assert str(file) in _seen(preview)
    assert file.read_bytes().startswith(b"%PDF")
    assert not preview.side.not_out.isVisible()


def test_kept_as_pdf_it_can_still_be_printed_as_the_original(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays, receipt_id: int, tmp_path: Path
) -> None:
    preview = show(receipt_id)
    preview.save_as(tmp_path / "slip.pdf")
    qtbot.waitUntil(lambda: preview.side._chip.word() == "tersimpan")
    assert preview.side.primary.word() == "Cetak"
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert "SALINAN" not in trays.trays["Termal 80"].words()[0]
    assert [job[0] for job in _jobs(desk_home)] == [0, 0]


def test_a_replaced_receipt_is_shown_and_not_printed(
    desk_home: Home, qtbot: QtBot, show: Open, trays: Trays
) -> None:
    request_id, receipt_id = receipts.issued(desk_home)
    order = ReceiptOrder(receipts.key(), (request_id,), correction="nama")
    desk_home.database.write(lambda session: issue(session, order, desk_home.petugas))
    preview = show(receipt_id)
    assert preview.state() == "replaced"
    assert "sudah diganti" in _seen(preview)
    _press(preview, Qt.Key.Key_Return)
    _press(preview, Qt.Key.Key_S, CTRL)
    assert _jobs(desk_home) == []
    assert preview.findChildren(QFileDialog) == []


def test_a_receipt_that_is_not_there_is_said(qtbot: QtBot, desk: Desk, lane: PrintLane) -> None:
    preview = ReceiptPreview(desk, lane)
    qtbot.addWidget(preview)
    preview.show_receipt(999)
    qtbot.waitUntil(lambda: "Tanda terima ini tidak ada." in _seen(preview))


def test_who_only_looks_is_told_so(
    desk_home: Home, desk: Desk, qtbot: QtBot, show: Open, receipt_id: int
) -> None:
    preview = show(receipt_id)
    desk.sit(desk_home.pengawas)
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "failed")
    assert "tidak berwenang" in _seen(preview)


def test_the_paper_scrolls_by_key_and_every_control_has_a_name(
    qtbot: QtBot, show: Open, receipt_id: int
) -> None:
    preview = show(receipt_id)
    bar = preview.paper.verticalScrollBar()
    assert bar.maximum() > 0
    _press(preview, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    _press(preview, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    side = preview.side
    for control in (
        side.primary,
        side.not_out,
        side.copy,
        side.save,
        side.leave,
        side._printers,
        side._reasons,
    ):
        assert control.accessibleName()


@pytest.mark.parametrize(("dark", "scale"), [(False, 100), (True, 100), (False, 200)])
def test_nothing_is_cut_off(
    qtbot: QtBot, qapp: QApplication, show: Open, receipt_id: int, dark: bool, scale: int
) -> None:
    theme.apply(qapp, dark=dark, scale=scale)
    try:
        preview = show(receipt_id)
        side = preview.side
        for button in (side.primary, side.save, side.leave):
            assert button.width() >= button.sizeHint().width()
        assert preview.paper.viewport().width() >= preview.paper.view.sizeHint().width() - 1
        corner = preview.grab().toImage().pixelColor(2, 2)
        assert corner == theme.color("ground")
    finally:
        theme.apply(qapp, dark=False)
