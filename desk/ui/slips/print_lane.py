"""Draws and sends receipts on a thread of its own and has the outcome written down; knows no widget.

A job is written down before it is sent and again when it was: a power cut between the two leaves it waiting,
never unknown. Neither pdfium nor Qt's printers are for two threads, so all paper goes through here.
"""

from __future__ import annotations

import importlib
import queue
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Signal

from desk.background import Desk, Lane
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.slips import (
    JobOrder,
    PrintOrder,
    cancel_job,
    queue_job,
    record_failed,
    record_sent,
    try_again,
)
from desk.printing.papers import ROLL_80, Grey, Paper
from desk.printing.printers import MachinePrinters, Printer, PrinterRow, Queues
from desk.rules.slips import SlipContent


@dataclass(frozen=True)
class Sending:
    """One receipt on its way to one printer; `content` knows which copy it is."""

    receipt_id: int
    content: SlipContent
    printer: Printer
    paper: Paper = ROLL_80
    key: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(frozen=True)
class Outcome:
    """What became of a sending: sent, or not and why. `job_id` None: it could not even be written down."""

    sending: Sending
    job_id: int | None
    error: str = ""

    @property
    def is_sent(self) -> bool:
        """Whether the printer took it; nobody knows whether paper came out."""
        return not self.error


class PrintLane(QObject):
    """What a screen may ask of paper; answers come on the UI thread."""

    finished = Signal(object)
    """An `Outcome`, after it was written down."""

    def __init__(self, desk: Desk, parent: QObject | None = None, *, queues: Queues | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._queues: Queues = queues or MachinePrinters()
        self._lane = Lane("print", self)
        self._done: queue.SimpleQueue[tuple[Outcome, BaseException | None]] = queue.SimpleQueue()
        self._unrecorded: list[Outcome] = []
        desk.actor_changed.connect(self._record)

    def prepare(self) -> None:
        """Load what paper needs while nobody waits for it: some 0.3 s and 30 MB, so not with the window."""
        self._lane.put(_load, _raise)

    def draw(
        self, owner: QObject, content: SlipContent, *, paper: Paper, dpi: float, then: Callable[[Grey], None]
    ) -> None:
        """The receipt's first page in dots."""
        self._ask(owner, partial(_drawn, content, paper, dpi), then)

    def list_printers(self, owner: QObject, then: Callable[[tuple[PrinterRow, ...]], None]) -> None:
        """The queues of this machine: asking may take seconds where a server is slow."""
        self._ask(owner, self._queues.rows, then)

    def printer(self, name: str) -> Printer:
        """The queue called `name`."""
        return self._queues.printer(name)

    def send(self, sending: Sending) -> None:
        """Write the job down and send it; `finished` says what became of it."""
        order = PrintOrder(sending.key, sending.receipt_id, sending.content.copy_number, sending.printer.name)
        self._desk.do(
            self,
            queue_job,
            order,
            then=lambda queued: self._put(queued.job_id, sending),
            otherwise=lambda error: self.finished.emit(Outcome(sending, None, str(error))),
        )

    def send_again(self, job_id: int, sending: Sending) -> None:
        """Send once more what failed or did not come out, as the same job."""
        self._desk.do(
            self,
            try_again,
            JobOrder(job_id),
            then=lambda _none: self._put(job_id, sending),
            otherwise=lambda error: self.finished.emit(Outcome(sending, job_id, str(error))),
        )

    def send_elsewhere(self, job_id: int, sending: Sending) -> None:
        """Let a job go that failed or did not come out, and send the same paper to another printer."""
        self._desk.do(
            self,
            cancel_job,
            JobOrder(job_id),
            then=lambda _none: self.send(sending),
            otherwise=lambda error: self.finished.emit(Outcome(sending, job_id, str(error))),
        )

    def send_pdf(
        self, owner: QObject, printer: Printer, pdf: bytes, *, title: str, then: Callable[[str], None]
    ) -> None:
        """Send a paper that is no receipt; no job is written down. `then` hears why not, or nothing."""
        self._ask(owner, partial(_sent, printer, pdf, title), then)

    def finish(self) -> bool:
        """Send what waits and have it written down; before the desk itself finishes."""
        is_done = self._lane.finish()
        self._on_sent(None)
        return is_done

    def _ask(self, owner: QObject, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def answer(outcome: Any) -> None:
            if isinstance(outcome, BaseException):
                raise outcome
            if shiboken6.isValid(owner):
                then(outcome)

        self._lane.put(work, answer)

    def _put(self, job_id: int, sending: Sending) -> None:
        self._lane.put(partial(self._send, job_id, sending), self._on_sent)

    def _send(self, job_id: int, sending: Sending) -> None:
        """On the lane. A bug is written down as a failure too, then shown as the bug it is."""
        numbers = ", ".join(line.number for line in sending.content.lines)
        try:
            pdf = _pdf(sending.content, sending.paper)
            sending.printer.send(pdf, title=f"{sending.content.title} {numbers}")
        except DeskError as error:
            self._done.put((Outcome(sending, job_id, str(error)), None))
        except Exception as bug:
            self._done.put((Outcome(sending, job_id, _("Kesalahan program saat mencetak.")), bug))
        else:
            self._done.put((Outcome(sending, job_id), None))

    def _on_sent(self, _nothing: object) -> None:
        bugs: list[BaseException] = []
        while not self._done.empty():
            outcome, bug = self._done.get()
            self._unrecorded.append(outcome)
            if bug is not None:
                bugs.append(bug)
        self._record()
        for bug in bugs:
            raise bug

    def _record(self, _actor: object = None) -> None:
        """Write down what is known; what came back to a locked desk waits for whoever sits down next."""
        while self._unrecorded and self._desk.actor is not None:
            outcome = self._unrecorded.pop(0)
            order = JobOrder(outcome.job_id or 0, outcome.error)
            self._desk.do(
                self,
                record_failed if outcome.error else record_sent,
                order,
                then=partial(self._tell, outcome),
                otherwise=partial(self._on_not_recorded, outcome),
            )

    def _tell(self, outcome: Outcome, _none: object) -> None:
        self.finished.emit(outcome)

    def _on_not_recorded(self, outcome: Outcome, error: DeskError) -> None:
        sentence = outcome.error or _("Terkirim, tetapi belum tercatat: {reason}").format(reason=error)
        self.finished.emit(replace(outcome, error=sentence))


def _pdf(content: SlipContent, paper: Paper) -> bytes:
    from desk.printing.slip import slip_pdf  # on the lane: reportlab takes a while to load

    return slip_pdf(content, paper)


def _drawn(content: SlipContent, paper: Paper, dpi: float) -> Grey:
    from desk.printing.raster import render  # on the lane, as above

    return render(_pdf(content, paper), dpi)


def _sent(printer: Printer, pdf: bytes, title: str) -> str:
    try:
        printer.send(pdf, title=title)
    except DeskError as error:
        return str(error)
    return ""


def _load() -> None:
    for name in ("desk.printing.slip", "desk.printing.raster", "PySide6.QtPrintSupport"):
        importlib.import_module(name)


def _raise(outcome: object) -> None:
    if isinstance(outcome, BaseException):
        raise outcome
