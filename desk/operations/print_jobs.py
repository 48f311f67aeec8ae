"""What was sent to which printer, and what became of it; knows no paper, no printer and no screen.

Of a job only *sent* is ever known: whether paper came out the officer says. A receipt or document is drawn
anew from its frozen words; the PDF of any other paper is kept until it is done with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Document, PrintJob, Receipt
from desk.operations.journal import Act, note
from desk.rules import texts
from desk.rules.discretion import is_hidden_from
from desk.rules.print_jobs import PAPERS
from desk.rules.rights import Actor

KEPT = timedelta(days=1)
"""How long the PDF of a sent paper stays, should the officer find that it did not come out."""
LARGEST_PDF = 20_000_000


@dataclass(frozen=True)
class PrintOrder:
    """Send a paper to `printer`: a receipt, a document, or the `pdf` of anything else under its `title`.

    `copy_number` is 0 for the original, n for SALINAN n; `paper` what it is set for.
    """

    key: str
    receipt_id: int | None
    copy_number: int
    printer: str
    paper: str = "80"
    document_id: int | None = None
    title: str = ""
    pdf: bytes | None = None


@dataclass(frozen=True)
class Queued:
    """The job that now waits."""

    job_id: int


@dataclass(frozen=True)
class JobOrder:
    """What is said of one print job; `sentence` is why it failed."""

    job_id: int
    sentence: str = ""


def queue_job(session: Session, order: PrintOrder, actor: Actor) -> Queued:
    """Note that a paper is about to be sent, before it is, so that a power cut cannot hide it."""
    actor.require("print")
    known = session.scalar(select(PrintJob).where(PrintJob.key == order.key))
    if known is not None:
        return Queued(known.id)
    if order.paper not in PAPERS:
        raise Refused(_("Kertas ini tidak dikenal."), field="paper")
    copies = _copies(session, order, actor)
    if not 0 <= order.copy_number <= copies:
        raise Refused(_("Salinan itu belum dibuat."), field="copy_number")
    _forget_old(session)
    job = PrintJob(
        key=order.key,
        receipt_id=order.receipt_id,
        document_id=order.document_id,
        title=texts.clean(order.title, limit=200, field="title", label=_("Judul")) or None,
        paper=order.paper,
        pdf=order.pdf,
        copy_number=order.copy_number,
        printer=texts.clean(order.printer, limit=200, field="printer", label=_("Printer")),
        state="waiting",
        at=clock.now(),
        account_id=actor.account_id,
        sentence=None,
    )
    session.add(job)
    session.flush()
    _note_job(session, actor, job, "queue", _("menunggu dikirim ke {printer}"))
    return Queued(job.id)


def record_sent(session: Session, order: JobOrder, actor: Actor) -> None:
    """The printer took it; whether paper came out nobody knows."""
    _move(session, order, actor, state="sent", words=_("terkirim ke {printer}"))


def record_failed(session: Session, order: JobOrder, actor: Actor) -> None:
    """It could not be sent, for the reason given in `sentence`."""
    _move(session, order, actor, state="failed", words=_("gagal dikirim ke {printer}"))


def say_not_out(session: Session, order: JobOrder, actor: Actor) -> None:
    """The officer saw nothing come out of the printer."""
    _move(session, order, actor, state="not_out", words=_("tidak keluar dari {printer}"))


def try_again(session: Session, order: JobOrder, actor: Actor) -> None:
    """A job that failed or did not come out waits once more."""
    _move(session, order, actor, state="waiting", words=_("dikirim lagi ke {printer}"))


def cancel_job(session: Session, order: JobOrder, actor: Actor) -> None:
    """A job that is not wanted any more is let go."""
    job = _move(session, order, actor, state="cancelled", words=_("batal dikirim ke {printer}"))
    job.pdf = None


_FROM: dict[str, frozenset[str]] = {
    "sent": frozenset({"waiting"}),
    "failed": frozenset({"waiting"}),
    "not_out": frozenset({"sent"}),
    "waiting": frozenset({"failed", "not_out"}),
    "cancelled": frozenset({"waiting", "failed", "not_out"}),
}
"""The states from which each state may follow; the same state again is no act."""


def _move(session: Session, order: JobOrder, actor: Actor, *, state: str, words: str) -> PrintJob:
    actor.require("print")
    job = session.get(PrintJob, order.job_id, with_for_update=True)
    if job is None:
        raise Refused(_("Pekerjaan cetak ini tidak ada."), field="job_id")
    if job.state == state:
        return job
    if job.state not in _FROM[state]:
        raise Refused(_("Keadaan pekerjaan cetak ini sudah berubah; muat ulang."), field="job_id")
    job.state = state
    job.at = clock.now()
    job.sentence = order.sentence or None
    _note_job(session, actor, job, state, words)
    return job


def _copies(session: Session, order: PrintOrder, actor: Actor) -> int:
    """How many copies there are of what is sent; Refused where it is not there for this actor."""
    if order.receipt_id is not None:
        receipt = session.get(Receipt, order.receipt_id)
        if receipt is None or _hides(session, actor, order):
            raise Refused(_("Tanda terima ini tidak ada."), field="receipt_id")
        return receipt.copies
    if order.document_id is not None:
        document = session.get(Document, order.document_id)
        if document is None or _hides(session, actor, order):
            raise Refused(_("Dokumen ini tidak ditemukan."), field="document_id")
        return document.copies
    if not order.pdf or len(order.pdf) > LARGEST_PDF:
        raise Refused(_("Tidak ada yang dicetak, atau terlalu besar untuk satu kali cetak."), field="pdf")
    return 0


def _hides(session: Session, actor: Actor, order: PrintOrder) -> bool:
    services = session.scalars(PrintJob.services_of(order.receipt_id, order.document_id))
    return any(is_hidden_from(actor, is_confidential=service.is_confidential) for service in services)


def _forget_old(session: Session) -> None:
    """Drop the PDFs of papers that were sent more than a day ago: they hold citizens' data."""
    old = (PrintJob.state == "sent", PrintJob.at < clock.now() - KEPT, PrintJob.pdf.is_not(None))
    session.execute(update(PrintJob).where(*old).values(pdf=None))


def _note_job(session: Session, actor: Actor, job: PrintJob, verb: str, words: str) -> None:
    sentence = f"{job.shown_name(session)} {words.format(printer=job.printer)}"
    if job.sentence:
        sentence += f": {job.sentence}"
    noun, noun_id = "paper", job.id
    if job.receipt_id is not None:
        noun, noun_id = "receipt", job.receipt_id
    elif job.document_id is not None:
        noun, noun_id = "document", job.document_id
    note(session, actor, Act(f"{noun}.{verb}", noun_id, sentence))
