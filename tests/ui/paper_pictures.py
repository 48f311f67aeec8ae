"""Pictures of everything about paper, made-up data: `python tests/ui/paper_pictures.py DIR [--docs]`.

With `--docs` only what docs/paper.md shows is drawn; otherwise every screen, light and dark.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clock_pictures import Scene, scene  # sets the platform and the paths first
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desk import clock, settings
from desk.errors import Unavailable
from desk.operations.documents import DocumentOrder
from desk.operations.documents import issue as issue_document
from desk.operations.print_jobs import JobOrder, PrintOrder, queue_job, record_failed, record_sent
from desk.operations.slips import ReceiptOrder, issue
from desk.printing import raster
from desk.printing.papers import PAPERS
from desk.printing.printers import Printer, PrinterRow
from desk.printing.slip import slip_pdf
from desk.queries import slips
from desk.settings import OwnPrinter, Settings
from desk.ui import theme
from desk.ui.documents.card import PaperWish
from desk.ui.settings.own_printer_dialog import OwnPrinterDialog

NOW = datetime(2026, 4, 6, 1, 14, tzinfo=UTC)
LONG = "Printer Tanda Terima Loket Pelayanan Informasi Publik Lantai Dasar"


class _Printers:
    """Two queues and what this machine added."""

    def rows(self) -> tuple[PrinterRow, ...]:
        own = (
            PrinterRow(each.name, "", is_default=False, is_stopped=False, width=each.width)
            for each in settings.load().own_printers
        )
        laser = PrinterRow("Laser Sekretariat", "", is_default=True, is_stopped=False)
        return (*own, laser, PrinterRow("Kantor Lama", "", is_default=False, is_stopped=True))

    def printer(self, name: str) -> Printer:
        return _Closed(name)


class _Closed:
    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, pdf: bytes, *, title: str) -> None:  # noqa: ARG002 - as every printer
        raise Unavailable(f"Kertas printer “{self.name}” habis. Pasang gulungan baru, lalu kirim lagi.")


def key() -> str:
    return str(uuid.uuid4())


def do(made: Scene, operation: Callable[..., object], order: object) -> object:
    return made.database.write(lambda session: operation(session, order, made.actor))


def shoot(made: Scene, widget: QWidget, name: str) -> None:
    """Draw one dialog as it stands."""
    waited = QObject()
    made.front.slips.lane.list_printers(waited, lambda _rows: waited.setProperty("done", True))
    made.until(lambda: waited.property("done"))
    for _turn in range(20):
        QApplication.processEvents()
    widget.grab().save(str(made.folder / f"{name}{made.mark}.png"))


def fill(made: Scene) -> tuple[int, int]:
    """A PPID request with a receipt, a letter, a queue with every state."""
    ppid = made.filed("karangasem-2.1")
    content = made.filed("karangasem-2.3")
    receipt = do(made, issue, ReceiptOrder(key(), (ppid,))).receipt_id
    letter = do(made, issue_document, DocumentOrder(key(), "surat-balasan", request_id=content)).id
    do(made, issue_document, DocumentOrder(key(), "ppid-formulir", request_id=ppid))
    jobs = [
        do(made, queue_job, PrintOrder(key(), receipt, 0, "Termal loket 1")).job_id,
        do(
            made, queue_job, PrintOrder(key(), None, 0, "Laser Sekretariat", "a4", letter, "Surat balasan")
        ).job_id,
        do(
            made,
            queue_job,
            PrintOrder(key(), None, 0, LONG, "a4", title="Buku tamu April 2026 " * 4, pdf=b"%PDF"),
        ).job_id,
    ]
    do(made, record_sent, JobOrder(jobs[0]))
    words = "Kertas printer “Laser Sekretariat” habis. Pasang gulungan baru, lalu kirim lagi."
    do(made, record_failed, JobOrder(jobs[1], words))
    return ppid, letter


def screens(made: Scene) -> None:
    """Every screen about paper in the colours of now."""
    front = made.front
    front.slips.lane._queues = _Printers()
    front.slips.open_queue()
    shoot(made, front.slips.queue, "queue-empty")
    front.slips.queue.close()
    page = front.panels.settings.printers_page
    front.window.go_to("settings")
    front.panels.settings.show_page("printers")
    made.until(lambda: page._rows is not None)
    made.shoot("printers-empty")
    ppid, letter = fill(made)
    own = (
        OwnPrinter("Termal loket 1", "tcp:192.168.1.50:9100"),
        OwnPrinter(LONG, "device:/dev/usb/lp0", "58", False),
    )
    settings.save(replace(Settings(), printer="Termal loket 1", printer_a4="Laser Lama", own_printers=own))
    page._lane.list_printers(page, page._show_printers)
    page.refresh()
    page._say_trial(
        "today", "menunggu dipindai", "Terkirim. Periksa bingkai dan ukurannya, lalu pindai kodenya di sini."
    )
    made.shoot("printers-full")
    page._edit(own[1])
    dialog = page.findChildren(OwnPrinterDialog)[-1]
    dialog.form.field("address").typed().restore("loket satu")
    dialog.keep()
    shoot(made, dialog, "own-printer")
    dialog.close()
    front.slips.open_queue()
    made.until(lambda: len(front.slips.queue.list.rows()) == 3)
    shoot(made, front.slips.queue, "queue-full")
    front.slips.queue.close()
    documents(made, ppid, letter)
    settings_pages(made)
    front.slips.reprint_request(ppid)
    made.until(lambda: front.slips.preview and not front.slips.preview.paper.view.is_empty())
    front.slips.preview.side._papers.choose("a5")
    shoot(made, front.slips.preview, "receipt-a5")
    shoot(made, front.slips.preview, "receipt-a5")
    front.slips.preview.close()


def documents(made: Scene, ppid: int, letter: int) -> None:
    """What is issued, and a letter that was."""
    counter = made.front.documents
    counter.open_wish(PaperWish(request_id=ppid, kind="ppid-tanda-bukti"))
    made.until(lambda: counter.dialog.form and not counter.dialog.paper.view.is_empty())
    shoot(made, counter.dialog, "issue")
    counter.dialog.close()
    counter.open_document(letter)
    made.until(lambda: not counter.preview.paper.view.is_empty())
    shoot(made, counter.preview, "document")
    counter.preview.close()


def settings_pages(made: Scene) -> None:
    """How letters are numbered, signed, headed and worded."""
    panel = made.front.panels.settings
    made.front.window.go_to("settings")
    panel.show_page("letters")
    made.until(lambda: panel.page("letters").list.rows())
    made.shoot("letters")
    panel.page("letters").list.select_key("artwork:emblem")
    made.shoot("letters-kop")
    panel.show_page("wording")
    page = panel.page("wording")
    page.list.select_key("surat-balasan")
    made.until(lambda: page._kind == "surat-balasan" and not page.paper.view.is_empty())
    editor = page.form.field(page._rows[0].passage).typed()
    editor.restore("Menindaklanjuti permohonan {pemohn} tanggal {tanggal}")
    made.until(lambda: page.form.field(page._rows[0].passage).error())
    made.shoot("wording")
    page._drafts.clear()
    editor.restore(page._rows[0].text)


def samples(folder: Path) -> None:
    """The receipt on every paper, and a copy of it, as the printer's dots."""
    made = scene(folder, NOW)
    request_id = made.filed("karangasem-2.1")
    receipt = do(made, issue, ReceiptOrder(key(), (request_id,))).receipt_id
    content = made.database.read(lambda session: slips.receipt(session, receipt, made.actor)).content
    for name, words, paper in (
        ("slip-58", content, "58"),
        ("slip-80", content, "80"),
        ("slip-a5", content, "a5"),
        ("slip-salinan", content.as_copy(2), "80"),
    ):
        grey = raster.render(slip_pdf(words, PAPERS[paper]), 150 if paper == "a5" else 203)
        picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
        if paper != "a5":
            picture = picture.point(lambda value: 255 if value > 127 else 0).convert("1")
        picture.save(folder / f"{name}.png", optimize=True)
    made.front.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.prefer_fusion()
    theme.apply(app, dark=False)
    if "--docs" in sys.argv:
        samples(folder)
    else:
        for dark in (False, True):
            theme.apply(app, dark=dark)
            made = scene(folder, NOW)
            made.mark = "-dark" if dark else ""
            screens(made)
            made.front.close()
            made.front.window.close()
    clock.run_by(None)


if __name__ == "__main__":
    main()
