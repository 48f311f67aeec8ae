"""Paper at the counter: issues the receipt that is due, opens previews and the queue; knows no panel."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk import settings
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.slips import Issued, ReceiptOrder, issue
from desk.printing.printers import Queues
from desk.queries import print_jobs, slips
from desk.queries.print_jobs import JobRow
from desk.queries.slips import PaperDue, ReceiptRow
from desk.rules.rights import Actor
from desk.ui.main_window import MainWindow
from desk.ui.slips.print_lane import Outcome, PrintLane
from desk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:  # the dialogs are imported when they are first opened
    from desk.ui.slips.preview import ReceiptPreview
    from desk.ui.slips.queue_dialog import QueueDialog


class SlipCounter(QObject):
    """What the window's panels ask of paper, by the ids of requests."""

    issued = Signal(int)
    """A receipt was issued (its id)."""

    def __init__(self, desk: Desk, window: MainWindow, *, queues: Queues | None = None) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.lane = PrintLane(desk, self, queues=queues)
        self.preview: ReceiptPreview | None = None
        self.queue: QueueDialog | None = None
        self._has_looked_back = False
        self.lane.finished.connect(self._on_finished)
        desk.actor_changed.connect(self._look_back)
        desk.changed.connect(self._on_changed)

    def prepare(self) -> None:
        """A request is being filed: a receipt will be wanted soon."""
        self.lane.prepare()

    def issue(self, request_ids: tuple[int, ...]) -> None:
        """Give these requests the paper they are due, and open it."""
        self._desk.ask(self, slips.paper_due, tuple(request_ids), then=self._on_due, otherwise=self._say)

    def reprint_request(self, request_id: int) -> None:
        """Open the newest receipt of a request, to print it again.

        One that never had any gets its first, and one whose date has moved since another that replaces it.
        """
        self.issue((request_id,))

    def reprint_latest(self) -> None:
        """Open the receipt issued last."""
        actor = self._desk.actor
        if actor is not None:
            self._desk.ask(self, slips.latest, actor, then=self._on_latest, otherwise=self._say)

    def open_receipt(self, receipt_id: int) -> None:
        """Open a receipt in place of the one open now."""
        from desk.ui.slips.preview import ReceiptPreview

        if self.preview is not None:
            self.preview.close()
            self.preview.deleteLater()
        self.preview = ReceiptPreview(self._desk, self.lane, self._window)
        # not every platform gives the keyboard back to the window by itself
        self.preview.finished.connect(lambda _result: self._window.activateWindow())
        self.preview.show_receipt(receipt_id)

    def finish(self) -> bool:
        """Send what waits; before the desk finishes."""
        return self.lane.finish()

    def _on_due(self, due: PaperDue) -> None:
        if due.kind is None and due.receipt_id is not None:
            self.open_receipt(due.receipt_id)
            return
        kind, why = due.kind or "receipt", due.correction or None
        order = ReceiptOrder(str(uuid.uuid4()), due.request_ids, kind, why)
        self._desk.do(self, issue, order, then=self._on_issued, otherwise=self._say)

    def _on_issued(self, issued: Issued) -> None:
        self.open_receipt(issued.receipt_id)
        self.issued.emit(issued.receipt_id)

    def _on_latest(self, row: ReceiptRow | None) -> None:
        if row is None:
            self._notices().say("info", _("Belum ada tanda terima untuk dicetak ulang."))
            return
        self.open_receipt(row.id)

    def open_queue(self) -> None:
        """Show what waits, failed or was just sent."""
        from desk.ui.slips.queue_dialog import QueueDialog

        if self._desk.actor is None:
            return
        if self.queue is not None:
            self.queue.close()
            self.queue.deleteLater()
        self.queue = QueueDialog(self._desk, self.lane, self._window)
        self.queue.finished.connect(lambda _result: self._window.activateWindow())
        self.queue.open_queue()

    def _on_finished(self, outcome: Outcome) -> None:
        """The preview or the queue tells while it is open; afterwards the notice bar does."""
        if any(each is not None and each.isVisible() for each in (self.preview, self.queue)):
            return
        receipt_id = outcome.sending.receipt_id
        if outcome.is_sent:
            return
        if receipt_id is not None:
            self._offer(outcome.error, receipt_id)
        else:
            words = _("{title}: {reason}").format(title=outcome.sending.title, reason=outcome.error)
            self._notices().error(words, action=_("Antrean cetak"), then=self.open_queue)

    def _look_back(self, actor: Actor | None) -> None:
        """Once, when somebody sits down: what was left unsent by a power cut or a closed window."""
        if actor is not None and not self._has_looked_back:
            self._has_looked_back = True
            # the lane's question: asking again for the footer must not supersede it
            self._desk.ask(
                self.lane, print_jobs.jobs_open, actor, then=self._on_left_over, otherwise=self._say
            )

    def _on_left_over(self, jobs: tuple[JobRow, ...]) -> None:
        self._show_open(jobs)
        ours = [job for job in jobs if job.state != "not_out" and job.printer in self._our_printers()]
        if ours:
            names = ", ".join(job.name for job in ours[:3])
            more = _(" dan {count} lagi").format(count=len(ours) - 3) if len(ours) > 3 else ""
            words = _("Belum terkirim ke printer: {names}{more}.").format(names=names, more=more)
            self._notices().error(words, action=_("Antrean cetak"), then=self.open_queue)

    def _our_printers(self) -> frozenset[str | None]:
        """Other desks' printers are theirs to look after."""
        chosen = settings.load()
        named = (chosen.printer, chosen.printer_a5, chosen.printer_a4)
        return frozenset((*named, *(own.name for own in chosen.own_printers))) - {None}

    def _on_changed(self, touched: frozenset[str]) -> None:
        actor = self._desk.actor
        if actor is not None and touched & print_jobs.WATCHES:
            self._desk.ask(self, print_jobs.jobs_open, actor, then=self._show_open, otherwise=self._say)

    def _show_open(self, jobs: tuple[JobRow, ...]) -> None:
        """Say in the footer what is not in order; nothing where all went out."""
        troubled = [job for job in jobs if job.state != "waiting" or not self.lane.is_under_way(job.id)]
        words = _("{count} cetakan belum keluar · F9").format(count=len(troubled)) if troubled else ""
        self._window.set_status(words, name="printing")

    def _offer(self, sentence: str, receipt_id: int) -> None:
        self._notices().error(sentence, action=_("Cetak ulang"), then=lambda: self.open_receipt(receipt_id))

    def _say(self, error: DeskError) -> None:
        self._notices().error(str(error))

    def _notices(self) -> NoticeBar:
        return self._window.notices
