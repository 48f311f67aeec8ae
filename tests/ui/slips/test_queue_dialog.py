"""The queue by the keyboard: send again, elsewhere, not out, let go; jobs outlive the program."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import receipts
import thermal_house
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from thermal_house import ThermalPrinter

from desk import paths, settings
from desk.background import Desk
from desk.models import PrintJob
from desk.operations.print_jobs import PrintOrder, queue_job
from desk.printing.printers import MachinePrinters
from desk.queries import slips
from desk.settings import OwnPrinter, Settings
from desk.ui.slips.print_lane import Outcome, PaperSending, PrintLane, Sending
from desk.ui.slips.queue_dialog import QueueDialog
from desk.ui.widgets.editors import ComboEditor

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def receipt_id(desk_home: Home) -> int:
    return receipts.issued(desk_home)[1]


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, lane: PrintLane) -> Iterator[QueueDialog]:
    made = QueueDialog(desk, lane)
    qtbot.addWidget(made)
    yield made
    made.close()


def _open(qtbot: QtBot, dialog: QueueDialog, count: int) -> None:
    dialog.open_queue()
    qtbot.waitUntil(lambda: len(dialog.list.rows()) == count)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def _states(home: Home) -> list[tuple[str, str]]:
    jobs = home.database.read(lambda session: session.query(PrintJob).order_by(PrintJob.id).all())
    return [(job.printer, job.state) for job in jobs]


def _left(home: Home, receipt_id: int, printer: str = "Termal 80") -> None:
    """What an earlier run of the program left waiting."""
    order = PrintOrder(receipts.key(), receipt_id, 0, printer)
    home.database.write(lambda session: queue_job(session, order, home.petugas))


def test_what_was_left_waiting_is_sent_by_enter_and_may_be_said_not_out(
    desk_home: Home, qtbot: QtBot, dialog: QueueDialog, trays: Trays, receipt_id: int
) -> None:
    _left(desk_home, receipt_id)
    _open(qtbot, dialog, 1)
    assert dialog.list.rows()[0].name == "Tanda terima PPID/2026/0001"
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.rows()[0].state == "sent")
    assert len(trays.trays["Termal 80"].words()) == 1
    assert not dialog.again.isEnabled(), "sent is sent"
    QTest.keyClick(dialog, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: dialog.list.rows()[0].state == "not_out")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.rows()[0].state == "sent")
    assert len(trays.trays["Termal 80"].words()) == 2


def test_a_failed_paper_goes_elsewhere_and_one_not_wanted_is_let_go(
    desk_home: Home, qtbot: QtBot, dialog: QueueDialog, lane: PrintLane, trays: Trays
) -> None:
    trays.trays["Termal 80"].trouble = "Kertas habis."
    for title in ("Agenda hari ini", "Buku tamu"):
        with qtbot.waitSignal(lane.finished):
            lane.send_paper(PaperSending(title, lambda: slip_of(desk_home), lane.printer("Termal 80"), "a4"))
    _open(qtbot, dialog, 2)
    assert dialog._why.text() == "Kertas habis."
    dialog.list.select_at(0)
    QTest.keyClick(dialog, Qt.Key.Key_P, CTRL)
    assert dialog._printer.error() == "Pilih printer dahulu."
    editor = dialog._printer.editor
    assert isinstance(editor, ComboEditor)
    qtbot.waitUntil(lambda: bool(editor._choices))
    QTest.keyClicks(editor, "Laser")
    QTest.keyClick(dialog, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: ("Laser", "sent") in _states(desk_home))
    assert len(trays.trays["Laser"].words()) == 1
    qtbot.waitUntil(lambda: [row.state for row in dialog.list.rows()] == ["failed", "sent"])
    dialog.list.select_at(0)
    QTest.keyClick(dialog, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: len(dialog.list.rows()) == 1)
    assert _states(desk_home) == [
        ("Termal 80", "cancelled"),
        ("Termal 80", "cancelled"),
        ("Laser", "sent"),
    ]


def slip_of(home: Home) -> bytes:
    """Any PDF at all."""
    from desk.printing.trial import trial_pdf

    return trial_pdf("a4", "UJI-23456789", (home.petugas.name,))


def test_an_empty_queue_says_so(qtbot: QtBot, dialog: QueueDialog) -> None:
    _open(qtbot, dialog, 0)
    assert not any(button.isEnabled() for button in (dialog.again, dialog.not_out, dialog.cancel))


@pytest.mark.printer
def test_a_receipt_printer_in_trouble_keeps_the_job_and_prints_it_later(
    desk_home: Home, qtbot: QtBot, desk: Desk, receipt_id: int
) -> None:
    """Closed, resetting, out of paper: the right words, the job kept; then one slip, cut once."""
    file = paths.default_settings_file()
    row = desk_home.database.read(lambda session: slips.receipt(session, receipt_id, desk_home.petugas))
    with ThermalPrinter() as thermal:
        settings.save(Settings(own_printers=(OwnPrinter("Kasir", f"tcp:{thermal.address}"),)), file)
        lane = PrintLane(desk, queues=MachinePrinters())
        heard: list[Outcome] = []
        lane.finished.connect(heard.append)
        thermal.mood = "resetting"
        lane.send(Sending(receipt_id, row.content, lane.printer("Kasir")))
        qtbot.waitUntil(lambda: len(heard) == 1)
        assert heard[0].error == "Printer “Kasir” memutus sambungan. Tunggu sampai siap, lalu kirim lagi."
        thermal.mood, thermal.answers = "ready", dict(thermal_house.NO_PAPER)
        assert heard[0].job_id is not None
        lane.send_again(heard[0].job_id, heard[0].sending)
        qtbot.waitUntil(lambda: len(heard) == 2)
        assert heard[1].error.startswith("Kertas printer “Kasir” habis.")
        assert _states(desk_home) == [("Kasir", "failed")]
        thermal.answers = dict(thermal_house.READY)
        lane.send_again(heard[0].job_id, heard[0].sending)
        qtbot.waitUntil(lambda: len(heard) == 3)
        assert heard[2].is_sent
        qtbot.waitUntil(lambda: len(thermal.jobs) == 1)
        assert thermal.jobs[0].cuts == 1
        assert lane.finish()
    assert _states(desk_home) == [("Kasir", "sent")]


def test_a_document_left_waiting_is_drawn_again_from_its_words(
    desk_home: Home, qtbot: QtBot, dialog: QueueDialog, trays: Trays
) -> None:
    from road_hands import RoadHand

    from desk.operations.documents import DocumentOrder, issue

    hand = RoadHand(desk_home)
    request_id = hand.file("karangasem-2.3")
    issued = hand.do(issue, DocumentOrder(receipts.key(), "surat-balasan", request_id=request_id))
    order = PrintOrder(receipts.key(), None, 0, "Laser", "a4", issued.id, "Surat balasan")
    hand.do(queue_job, order)
    _open(qtbot, dialog, 1)
    assert dialog.list.rows()[0].name == f"Surat balasan {issued.number}"
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _states(desk_home) == [("Laser", "sent")])
    assert issued.number in trays.trays["Laser"].words()[0]
