"""Draws and sends papers on a thread of its own and has the outcome written down; knows no widget.

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
from typing import Any, NamedTuple, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal

from desk.background import Desk, Lane
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.print_jobs import (
    JobOrder,
    PrintOrder,
    cancel_job,
    queue_job,
    record_failed,
    record_sent,
    try_again,
)
from desk.printing.papers import PAPERS, ROLL_80, Grey, Paper
from desk.printing.printers import MachinePrinters, Printer, PrinterRow, Queues
from desk.queries.print_jobs import JobPaper
from desk.rules.document_contents import DocumentContent
from desk.rules.slips import SlipContent
from desk.settings import OwnPrinter


class Spot(NamedTuple):
    """Which page (from 0; the last one where there are fewer), and how finely."""

    page: int
    dpi: float


class Sendable(Protocol):
    """One paper on its way to one printer."""

    @property
    def key(self) -> str:
        """Its job's key."""
        ...

    @property
    def printer(self) -> Printer:
        """Where it goes."""
        ...

    @property
    def receipt_id(self) -> int | None:
        """Which receipt it is, if it is one."""
        ...

    @property
    def title(self) -> str:
        """What the printer's own queue calls it."""
        ...

    def order(self) -> PrintOrder:
        """How it is written down."""
        ...

    def draw(self) -> bytes:
        """Its PDF; on the lane."""
        ...


@dataclass(frozen=True)
class Sending:
    """A receipt; `content` knows which copy it is."""

    receipt_id: int
    content: SlipContent
    printer: Printer
    paper: Paper = ROLL_80
    key: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def title(self) -> str:
        """The receipt's name and its numbers."""
        return f"{self.content.title} {', '.join(line.number for line in self.content.lines)}"

    def order(self) -> PrintOrder:
        """By the receipt's id."""
        number = self.content.copy_number
        return PrintOrder(self.key, self.receipt_id, number, self.printer.name, self.paper.key)

    def draw(self) -> bytes:
        """As slip.slip_pdf."""
        return _pdf(self.content, self.paper)


@dataclass(frozen=True)
class SetPaper:
    """A paper that is set already; `paper` is what it was set for (`a4`, `58`, `80`)."""

    title: str
    pdf: bytes
    paper: str = "a4"


@dataclass(frozen=True)
class PaperSending:
    """A document by its id, or (`document_id` None) any other paper, which is kept with its job.

    `drawn` makes the PDF, on the lane.
    """

    title: str
    drawn: Callable[[], bytes]
    printer: Printer
    paper: str
    document_id: int | None = None
    copy_number: int = 0
    key: str = field(default_factory=lambda: str(uuid.uuid4()))
    receipt_id: None = None

    def order(self) -> PrintOrder:
        """With its PDF where nothing else could draw it again; so only once it is drawn."""
        pdf = None if self.document_id is not None else self.drawn()
        name = self.printer.name
        return PrintOrder(
            self.key, None, self.copy_number, name, self.paper, self.document_id, self.title[:200], pdf
        )

    def draw(self) -> bytes:
        """As `drawn`."""
        return self.drawn()


@dataclass(frozen=True)
class Outcome:
    """What became of a sending: sent, or not and why. `job_id` None: it could not even be written down."""

    sending: Sendable
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
        self._under_way: set[int] = set()
        self._hearers: dict[str, tuple[QObject, Callable[[str], None]]] = {}
        desk.actor_changed.connect(self._record)

    def prepare(self) -> None:
        """Load what paper needs while nobody waits for it: some 0.3 s and 30 MB, so not with the window."""
        self._lane.put(_load, _raise)

    def draw(
        self, owner: QObject, content: SlipContent, *, paper: Paper, dpi: float, then: Callable[[Grey], None]
    ) -> None:
        """The receipt's first page in dots."""
        self._ask(owner, partial(_drawn, content, paper, dpi), then)

    def draw_page(
        self, owner: QObject, drawn: Callable[[], bytes], spot: Spot, then: Callable[[Grey, int], None]
    ) -> None:
        """One page of a PDF in dots, and how many pages it has."""
        self._ask(owner, partial(_page, drawn, spot), lambda answer: then(*answer))

    def draw_document(
        self,
        owner: QObject,
        content: DocumentContent,
        paper: str,
        *,
        spot: Spot,
        then: Callable[[Grey, int], None],
    ) -> None:
        """One page of a document, as `draw_page`."""
        self.draw_page(owner, partial(_document, content, paper), spot, then)

    def list_printers(self, owner: QObject, then: Callable[[tuple[PrinterRow, ...]], None]) -> None:
        """The queues of this machine: asking may take seconds where a server is slow."""
        self._ask(owner, self._queues.rows, then)

    def printer(self, name: str) -> Printer:
        """The queue called `name`."""
        return self._queues.printer(name)

    def is_under_way(self, job_id: int) -> bool:
        """Whether this lane is about to send that job: nobody need send it again."""
        return job_id in self._under_way

    def probe(self, owner: QObject, own: OwnPrinter, then: Callable[[str, bool | None], None]) -> None:
        """Ask a receipt printer whether it is there and tells its state; `then` hears the sentence too."""
        self._ask(owner, partial(_probed, own), lambda answer: then(*answer))

    def send(self, sending: Sendable) -> None:
        """Write the job down and send it; `finished` says what became of it."""
        self._desk.do(
            self,
            queue_job,
            sending.order(),
            then=lambda queued: self._put(queued.job_id, sending),
            otherwise=lambda error: self._emit(Outcome(sending, None, str(error))),
        )

    def send_paper(self, sending: PaperSending) -> None:
        """Draw a paper, write it down and send it; one that cannot be drawn is told as not sent."""

        def answer(outcome: Any) -> None:
            if isinstance(outcome, DeskError):
                self._emit(Outcome(sending, None, str(outcome)))
            elif isinstance(outcome, BaseException):
                raise outcome
            else:
                self.send(replace(sending, drawn=lambda: outcome))

        self._lane.put(sending.drawn, answer)

    def send_again(self, job_id: int, sending: Sendable) -> None:
        """Send once more what failed or did not come out, as the same job."""
        self._desk.do(
            self,
            try_again,
            JobOrder(job_id),
            then=lambda _none: self._put(job_id, sending),
            otherwise=lambda error: self._emit(Outcome(sending, job_id, str(error))),
        )

    def send_elsewhere(self, job_id: int, sending: Sendable) -> None:
        """Let a job go that failed or did not come out, and send the same paper to another printer."""
        self._desk.do(
            self,
            cancel_job,
            JobOrder(job_id),
            then=lambda _none: self.send(sending),
            otherwise=lambda error: self._emit(Outcome(sending, job_id, str(error))),
        )

    def resume(self, kept: JobPaper, printer: Printer | None = None) -> None:
        """Send what an earlier run of the program left, to its own printer or to another one."""
        row = kept.row
        if self.is_under_way(row.id):
            return
        target = printer or self.printer(row.printer)
        sending = _sending(kept, target)
        if target.name != row.printer:
            self.send_elsewhere(row.id, replace(sending, key=str(uuid.uuid4())))
        else:
            self.send_again(row.id, sending)

    def send_pdf(
        self, owner: QObject, printer: Printer, paper: SetPaper, *, then: Callable[[str], None]
    ) -> None:
        """Send a paper that is no receipt. `then` hears why not, or nothing."""
        sending = PaperSending(paper.title, lambda: paper.pdf, printer, paper.paper)
        self._hearers[sending.key] = (owner, then)
        self.send(sending)

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

    def _put(self, job_id: int, sending: Sendable) -> None:
        self._under_way.add(job_id)
        self._lane.put(partial(self._send, job_id, sending), self._on_sent)

    def _send(self, job_id: int, sending: Sendable) -> None:
        """On the lane. A bug is written down as a failure too, then shown as the bug it is."""
        try:
            sending.printer.send(sending.draw(), title=sending.title)
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
            self._under_way.discard(outcome.job_id or 0)
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
        self._emit(outcome)

    def _on_not_recorded(self, outcome: Outcome, error: DeskError) -> None:
        sentence = outcome.error or _("Terkirim, tetapi belum tercatat: {reason}").format(reason=error)
        self._emit(replace(outcome, error=sentence))

    def _emit(self, outcome: Outcome) -> None:
        owner, hear = self._hearers.pop(outcome.sending.key, (None, None))
        if owner is not None and hear is not None and shiboken6.isValid(owner):
            hear(outcome.error)
        self.finished.emit(outcome)


def _sending(kept: JobPaper, printer: Printer) -> Sending | PaperSending:
    """A kept job as it is sent, under its own key."""
    row = kept.row
    if kept.content is not None and row.receipt_id is not None:
        paper = PAPERS.get(row.paper, ROLL_80)
        return Sending(row.receipt_id, kept.content, printer, paper, row.key)
    words = kept.document
    if words is not None and row.document_id is not None:
        return document_sending(words, printer, row.paper, document_id=row.document_id, key=row.key)
    pdf = kept.pdf or b""
    return PaperSending(row.name, lambda: pdf, printer, row.paper, key=row.key)


def document_sending(
    content: DocumentContent, printer: Printer, paper: str, *, document_id: int, key: str = ""
) -> PaperSending:
    """A document as the lane takes it, drawn there from its frozen words."""
    return PaperSending(
        content.title,
        partial(_document, content, paper),
        printer,
        paper,
        document_id,
        content.copy_number,
        key or str(uuid.uuid4()),
    )


def _document(content: DocumentContent, paper: str) -> bytes:
    from desk.printing.documents import document_pdf  # on the lane, as below

    return document_pdf(content, paper)


def _pdf(content: SlipContent, paper: Paper) -> bytes:
    from desk.printing.slip import slip_pdf  # on the lane: reportlab takes a while to load

    return slip_pdf(content, paper)


def _drawn(content: SlipContent, paper: Paper, dpi: float) -> Grey:
    from desk.printing.raster import render  # on the lane, as above

    return render(_pdf(content, paper), dpi)


def _page(drawn: Callable[[], bytes], spot: Spot) -> tuple[Grey, int]:
    from desk.printing import raster  # on the lane, as above

    pdf = drawn()
    pages = len(raster.page_sizes(pdf))
    return raster.render(pdf, spot.dpi, page=min(spot.page, pages - 1)), pages


def _probed(own: OwnPrinter) -> tuple[str, bool | None]:
    from desk.printing.raw_printers import RawPrinter

    try:
        answers = RawPrinter(own).answers_now()
    except DeskError as error:
        return str(error), None
    if answers:
        return _("Printer menjawab: keadaannya akan ditanya sebelum dan sesudah mencetak."), True
    return _("Printer tersambung tetapi tidak menjawab; keadaannya tidak akan ditanya."), False


def _load() -> None:
    for name in ("desk.printing.slip", "desk.printing.raster", "PySide6.QtPrintSupport"):
        importlib.import_module(name)


def _raise(outcome: object) -> None:
    if isinstance(outcome, BaseException):
        raise outcome
