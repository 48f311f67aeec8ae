"""The queue of papers: what waits, failed or did not come out, and what was just sent; knows no printer.

Jobs of confidential requests are absent for those without the right to see names (rules.discretion).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, undefer

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Account, PrintJob
from desk.queries import documents, slips
from desk.rules.discretion import is_hidden_from
from desk.rules.document_contents import DocumentContent
from desk.rules.rights import Actor
from desk.rules.slips import SlipContent

WATCHES: frozenset[str] = frozenset({"PrintJob"})

OPEN = ("waiting", "failed", "not_out")
MOST = 60


@dataclass(frozen=True)
class JobRow:
    """One sending; `sentence` says why it failed. `is_kept`: there is still something to send again."""

    id: int
    key: str
    name: str
    state: str
    printer: str
    paper: str
    copy_number: int
    at: datetime
    by_name: str
    sentence: str
    is_kept: bool
    receipt_id: int | None
    document_id: int | None

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to do something about it."""
        return self.state in OPEN


@dataclass(frozen=True)
class JobPaper:
    """What a job sends: the words of a receipt or of a document, or the PDF as it was kept."""

    row: JobRow
    content: SlipContent | None
    document: DocumentContent | None
    pdf: bytes | None


def jobs_open(session: Session, actor: Actor) -> tuple[JobRow, ...]:
    """What waits, failed or did not come out, oldest first."""
    return _rows(session, actor, PrintJob.state.in_(OPEN))


def jobs_shown(session: Session, actor: Actor) -> tuple[JobRow, ...]:
    """The queue as it is looked at: what is open, oldest first, then what was sent today, newest first."""
    today = clock.at_office(clock.today(), time(0))
    sent = _rows(session, actor, (PrintJob.state == "sent") & (PrintJob.at >= today))
    return (*jobs_open(session, actor), *reversed(sent))


def job_paper(session: Session, job_id: int, actor: Actor) -> JobPaper:
    """What the job sends, to send it again; Refused where it is not there any more for this actor."""
    found = session.get(PrintJob, job_id, options=[undefer(PrintJob.pdf)])
    if found is None or _is_hidden(session, found, actor):
        raise Refused(_("Pekerjaan cetak ini tidak ada."), field="job_id")
    row = _row(session, found)
    if found.is_paper and found.account_id != actor.account_id and not actor.may("see_names"):
        # a register is kept as it was drawn for whoever printed it: with names that others may not see
        raise Refused(_("Cetakan ini dibuat akun lain; cetak dari layarnya."), field="job_id")
    if not row.is_kept:
        sentence = _("Isi cetakan ini tidak disimpan lagi; cetak ulang dari layarnya.")
        raise Refused(sentence, field="job_id")
    content, words = None, None
    if found.receipt_id is not None:
        content = slips.receipt(session, found.receipt_id, actor).content.as_copy(found.copy_number)
    if found.document_id is not None:
        words = documents.document(session, found.document_id, actor).content.as_copy(found.copy_number)
    return JobPaper(row, content, words, found.pdf)


def document_was_sent(session: Session, document_id: int) -> bool:
    """Whether its original went to a printer or into a file once: what is printed now is a copy."""
    return session.scalar(PrintJob.sent_documents(document_id).limit(1)) is not None


def _rows(session: Session, actor: Actor, those: ColumnElement[bool]) -> tuple[JobRow, ...]:
    found = session.scalars(select(PrintJob).where(those).order_by(PrintJob.id.desc()).limit(MOST)).all()
    return tuple(_row(session, job) for job in reversed(found) if not _is_hidden(session, job, actor))


def _is_hidden(session: Session, job: PrintJob, actor: Actor) -> bool:
    if job.is_paper:
        return False
    services = session.scalars(PrintJob.services_of(job.receipt_id, job.document_id))
    return any(is_hidden_from(actor, is_confidential=service.is_confidential) for service in services)


def _row(session: Session, job: PrintJob) -> JobRow:
    return JobRow(
        id=job.id,
        key=job.key,
        name=job.shown_name(session),
        state=job.state,
        printer=job.printer,
        paper=job.paper or "80",
        copy_number=job.copy_number,
        at=job.at,
        by_name=session.get_one(Account, job.account_id).name,
        sentence=job.sentence or "",
        is_kept=job.receipt_id is not None or job.document_id is not None or job.holds_pdf(session),
        receipt_id=job.receipt_id,
        document_id=job.document_id,
    )
