"""Sending receipts: written down before and after, whatever the printer does, whoever has left the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import receipts
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.models import PrintJob
from desk.operations.print_jobs import PrintOrder, queue_job
from desk.printing.papers import ROLL_80, Grey
from desk.printing.printers import PdfFile, PrinterRow
from desk.queries import slips
from desk.rules.slips import SlipContent
from desk.ui.slips.print_lane import Outcome, PrintLane, Sending


@pytest.fixture
def receipt(desk_home: Home) -> tuple[int, SlipContent]:
    _request_id, receipt_id = receipts.issued(desk_home)
    row = desk_home.database.read(lambda session: slips.receipt(session, receipt_id, desk_home.petugas))
    return receipt_id, row.content


def _states(home: Home) -> list[str]:
    jobs = home.database.read(lambda session: session.query(PrintJob).order_by(PrintJob.id).all())
    return [job.state for job in jobs]


def _send(qtbot: QtBot, lane: PrintLane, sending: Sending) -> Outcome:
    with qtbot.waitSignal(lane.finished) as heard:
        lane.send(sending)
    outcome: Outcome = heard.args[0]
    return outcome


def test_what_is_sent_is_written_down(
    desk_home: Home, qtbot: QtBot, lane: PrintLane, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    outcome = _send(qtbot, lane, Sending(*receipt, lane.printer("Termal 80")))
    assert outcome.is_sent
    assert _states(desk_home) == ["sent"]
    assert trays.trays["Termal 80"].titles == ["Tanda terima PPID/2026/0001"]
    assert "TANDA TERIMA Diterima pada" in trays.trays["Termal 80"].words()[0]


def test_a_printer_in_trouble_keeps_the_job_and_the_next_try_ends_it(
    desk_home: Home, qtbot: QtBot, lane: PrintLane, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    trays.trays["Termal 80"].trouble = "Kertas habis."
    failed = _send(qtbot, lane, Sending(*receipt, lane.printer("Termal 80")))
    assert (failed.is_sent, failed.error) == (False, "Kertas habis.")
    assert _states(desk_home) == ["failed"]
    trays.trays["Termal 80"].trouble = ""
    assert failed.job_id is not None
    with qtbot.waitSignal(lane.finished) as heard:
        lane.send_again(failed.job_id, failed.sending)
    assert heard.args[0].is_sent
    assert _states(desk_home) == ["sent"]
    assert len(trays.trays["Termal 80"].words()) == 1


def test_the_same_paper_goes_to_another_printer(
    desk_home: Home, qtbot: QtBot, lane: PrintLane, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    trays.trays["Termal 80"].trouble = "Kertas habis."
    failed = _send(qtbot, lane, Sending(*receipt, lane.printer("Termal 80")))
    with qtbot.waitSignal(lane.finished) as heard:
        lane.send_elsewhere(failed.job_id or 0, Sending(*receipt, lane.printer("Laser")))
    assert heard.args[0].is_sent
    assert _states(desk_home) == ["cancelled", "sent"]


def test_a_pdf_is_a_sending_too(
    desk_home: Home, qtbot: QtBot, lane: PrintLane, tmp_path: Path, receipt: tuple[int, SlipContent]
) -> None:
    file = tmp_path / "slip.pdf"
    assert _send(qtbot, lane, Sending(*receipt, PdfFile(file))).is_sent
    assert file.read_bytes().startswith(b"%PDF")
    failed = _send(qtbot, lane, Sending(*receipt, PdfFile(tmp_path / "tidak" / "ada.pdf")))
    assert "tidak dapat ditulis" in failed.error
    assert _states(desk_home) == ["sent", "failed"]


def test_what_cannot_be_written_down_is_not_sent(
    qtbot: QtBot, lane: PrintLane, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    outcome = _send(qtbot, lane, Sending(receipt[0], receipt[1].as_copy(3), lane.printer("Termal 80")))
    assert (outcome.job_id, outcome.error) == (None, "Salinan itu belum dibuat.")
    assert trays.trays["Termal 80"].words() == []


def test_what_comes_back_to_a_locked_desk_is_written_down_by_whoever_sits_down(
    desk_home: Home, desk: Desk, qtbot: QtBot, lane: PrintLane, receipt: tuple[int, SlipContent]
) -> None:
    def queue_then_lock() -> int:
        order = PrintOrder(receipts.key(), receipt[0], 0, "Termal 80")
        return desk_home.database.write(lambda session: queue_job(session, order, desk_home.petugas)).job_id

    job_id = queue_then_lock()
    desk.sit(None)
    put: Any = lane
    put._put(job_id, Sending(*receipt, lane.printer("Termal 80")))
    qtbot.waitUntil(lambda: len(put._unrecorded) == 1)
    assert _states(desk_home) == ["waiting"]
    with qtbot.waitSignal(lane.finished):
        desk.sit(desk_home.pemegang)
    assert _states(desk_home) == ["sent"]


def test_a_closing_desk_still_writes_down_what_was_sent(
    desk_home: Home, desk: Desk, qtbot: QtBot, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    lane = PrintLane(desk, queues=trays)
    lane.send(Sending(*receipt, lane.printer("Termal 80")))
    qtbot.waitUntil(lambda: trays.trays["Termal 80"].titles != [])
    assert lane.finish()
    assert desk.finish()
    assert _states(desk_home) == ["sent"]


def test_a_bug_in_a_printer_is_a_failed_job_and_still_a_bug(
    desk_home: Home, qtbot: QtBot, lane: PrintLane, trays: Trays, receipt: tuple[int, SlipContent]
) -> None:
    trays.trays["Termal 80"].bug = ZeroDivisionError("contoh")
    with capture_exceptions() as bugs:
        outcome = _send(qtbot, lane, Sending(*receipt, lane.printer("Termal 80")))
    assert [type(bug[1]) for bug in bugs] == [ZeroDivisionError]
    assert "Kesalahan program" in outcome.error
    assert _states(desk_home) == ["failed"]


def test_pages_and_printers_are_asked_for_and_nothing_is_told_to_the_dead(
    qtbot: QtBot, lane: PrintLane, receipt: tuple[int, SlipContent]
) -> None:
    owner, dead, heard = QObject(), QObject(), []

    def hear(answer: Grey | tuple[PrinterRow, ...]) -> None:
        heard.append(answer)

    lane.draw(dead, receipt[1], paper=ROLL_80, dpi=72, then=hear)
    dead.deleteLater()
    qtbot.waitUntil(lambda: not _is_valid(dead))
    lane.draw(owner, receipt[1], paper=ROLL_80, dpi=72, then=hear)
    lane.list_printers(owner, hear)
    qtbot.waitUntil(lambda: len(heard) == 2)
    page, rows = heard
    assert isinstance(page, Grey)
    assert page.width == 227
    assert [row.name for row in rows if isinstance(row, PrinterRow)] == ["Termal 80", "Laser"]


def _is_valid(thing: QObject) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(thing))


def test_what_paper_needs_is_loaded_ahead(qtbot: QtBot, lane: PrintLane) -> None:
    owner, heard = QObject(), []
    lane.prepare()
    lane.list_printers(owner, heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
