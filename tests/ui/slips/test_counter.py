"""Receipts at the counter: what is due is issued and shown; afterwards the notice bar tells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest
import receipts
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from desk import settings
from desk.background import Desk
from desk.models import Receipt, Request
from desk.operations.print_jobs import PrintOrder, queue_job
from desk.ui.main_window import MainWindow
from desk.ui.slips.counter import SlipCounter
from desk.ui.slips.preview import ReceiptPreview


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk, trays: Trays) -> Iterator[SlipCounter]:
    window = MainWindow("desk", "Diskominfo Contoh")
    qtbot.addWidget(window)
    window.show()
    counter = SlipCounter(desk, window, queues=trays)
    yield counter
    assert counter.finish()


def _file(home: Home, **changes: object) -> int:
    return home.database.write(lambda session: receipts.file_request(session, home, **changes).id)


def _kinds(home: Home) -> list[str]:
    return home.database.read(
        lambda session: [receipt.kind for receipt in session.query(Receipt).order_by(Receipt.id)]
    )


def _opened(qtbot: QtBot, counter: SlipCounter, state: str = "ready") -> ReceiptPreview:
    qtbot.waitUntil(lambda: counter.preview is not None and counter.preview.state() == state)
    assert counter.preview is not None
    return counter.preview


def test_first_paper_then_the_same_again_then_completeness(
    desk_home: Home, qtbot: QtBot, counter: SlipCounter
) -> None:
    request_id = _file(desk_home, missing=("identitas_diri",))
    with qtbot.waitSignal(counter.issued):
        counter.issue((request_id,))
    preview = _opened(qtbot, counter)
    preview.go_on()
    _opened(qtbot, counter, "sent").go_on()
    counter.issue((request_id,))
    qtbot.waitUntil(lambda: counter.preview is not preview)
    content = _opened(qtbot, counter).content()
    assert content is not None
    assert content.copy_words == "SALINAN 1"
    assert _kinds(desk_home) == ["receipt"]
    desk_home.database.write(lambda session: receipts.complete(session, session.get_one(Request, request_id)))
    with qtbot.waitSignal(counter.issued):
        counter.reprint_request(request_id)
    qtbot.waitUntil(lambda: _kinds(desk_home) == ["receipt", "completeness"])
    content = _opened(qtbot, counter).content()
    assert content is not None
    assert content.title == "Tanda terima kelengkapan berkas"
    assert content.copy_words == ""


def test_a_slip_whose_date_has_moved_is_replaced_and_not_copied(
    desk_home: Home, qtbot: QtBot, counter: SlipCounter
) -> None:
    request_id = _file(desk_home)
    with qtbot.waitSignal(counter.issued):
        counter.issue((request_id,))
    preview = _opened(qtbot, counter)
    preview.go_on()
    _opened(qtbot, counter, "sent").go_on()

    def move(session: Session) -> None:
        request = session.get_one(Request, request_id)
        assert request.due_on is not None
        request.due_on += timedelta(days=1)

    desk_home.database.write(move)
    with qtbot.waitSignal(counter.issued):
        counter.reprint_request(request_id)
    qtbot.waitUntil(lambda: counter.preview is not preview)
    content = _opened(qtbot, counter).content()
    assert content is not None
    assert content.copy_words == ""
    assert content.replaces.startswith("Menggantikan tanda terima")
    assert _kinds(desk_home) == ["receipt", "receipt"]


def test_what_is_refused_is_a_notice(desk_home: Home, qtbot: QtBot, counter: SlipCounter) -> None:
    counter.issue((999,))
    qtbot.waitUntil(lambda: counter._notices().shown() is not None)
    shown = counter._notices().shown()
    assert shown is not None
    assert shown.sentence == "Permohonan ini tidak ditemukan."
    assert counter.preview is None


def test_the_latest_is_opened_again(desk_home: Home, qtbot: QtBot, counter: SlipCounter) -> None:
    counter.reprint_latest()
    qtbot.waitUntil(lambda: counter._notices().shown() is not None)
    receipts.issued(desk_home)
    counter.reprint_latest()
    assert _opened(qtbot, counter).windowTitle() == "Tanda terima · PPID/2026/0001"


def test_a_failure_after_the_preview_was_closed_is_a_notice_that_opens_it_again(
    desk_home: Home, qtbot: QtBot, counter: SlipCounter, trays: Trays
) -> None:
    trays.trays["Termal 80"].trouble = "Kertas habis."
    counter.issue((_file(desk_home),))
    preview = _opened(qtbot, counter)
    qtbot.waitUntil(preview.side.has_printers)
    preview.go_on()
    preview.reject()
    qtbot.waitUntil(lambda: counter._notices().shown() is not None)
    shown = counter._notices().shown()
    assert shown is not None
    assert (shown.sentence, shown.action) == ("Kertas habis.", "Cetak ulang")
    assert shown.then is not None
    shown.then()
    qtbot.waitUntil(lambda: counter.preview is not preview)
    content = _opened(qtbot, counter).content()
    assert content is not None
    assert content.copy_words == "", "it was never sent: still the original"


def test_what_a_power_cut_left_waiting_is_offered_when_somebody_sits_down(
    desk_home: Home, qtbot: QtBot, desk: Desk, trays: Trays
) -> None:
    _request_id, receipt_id = receipts.issued(desk_home)
    for printer in ("Termal lain", "Termal 80"):
        order = PrintOrder(receipts.key(), receipt_id, 0, printer)
        desk_home.database.write(lambda session, order=order: queue_job(session, order, desk_home.petugas))
    settings.save(settings.Settings(printer="Termal 80"))
    desk.sit(None)
    window = MainWindow("desk", "Diskominfo Contoh")
    qtbot.addWidget(window)
    counter = SlipCounter(desk, window, queues=trays)
    desk.sit(desk_home.petugas)
    qtbot.waitUntil(lambda: window.notices.shown() is not None)
    shown = window.notices.shown()
    assert shown is not None
    assert shown.sentence == "Belum terkirim ke printer: Tanda terima PPID/2026/0001."
    assert window._footer.status().startswith("2 cetakan belum keluar · F9")
    assert shown.then is not None
    shown.then()
    queue = counter.queue
    assert queue is not None
    qtbot.waitUntil(lambda: len(queue.list.rows()) == 2)
    queue.list.select_at(1)
    QTest.keyClick(queue.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(trays.trays["Termal 80"].words()) == 1)
    qtbot.waitUntil(lambda: window._footer.status().startswith("1 cetakan belum keluar · F9"))
    queue.close()
    assert counter.finish()


def test_what_paper_needs_is_not_loaded_with_the_window() -> None:
    """DESIGN §7: reportlab and the like on first use, and then on the print lane."""
    heavy = "reportlab", "qrcode", "pypdfium2", "PySide6.QtPrintSupport", "PIL"
    modules = "desk.ui.slips.counter, desk.ui.documents.counter"
    script = f"import sys, {modules}; print(*(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
