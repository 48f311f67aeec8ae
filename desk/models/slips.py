"""Receipts given to visitors, and every paper that was sent to a printer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    String,
    Text,
    UniqueConstraint,
    exists,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, deferred, mapped_column

from desk.i18n import _
from desk.models.base import Base
from desk.models.documents import Document
from desk.models.public_services import PublicService
from desk.models.requests import Request


class Receipt(Base):
    """A tanda terima as issued, its words frozen in `content` so that a copy says what the first one said."""

    __tablename__ = "receipt"
    __table_args__ = (CheckConstraint("kind in ('receipt', 'completeness')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(index=True)
    issued_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"))
    copies: Mapped[int] = mapped_column(default=0)
    """How many copies (SALINAN n) were made after the original."""
    content: Mapped[dict[str, Any]]

    @classmethod
    def of_request(cls, request_id: int) -> Select[Receipt]:
        """The receipts that speak of a request, newest first."""
        return (
            select(cls).join(ReceiptLine).where(ReceiptLine.request_id == request_id).order_by(cls.id.desc())
        )

    @classmethod
    def numbers_of(cls, receipt_id: int) -> Select[str]:
        """The numbers of the requests of a receipt, in its order."""
        return (
            select(Request.number)
            .join(ReceiptLine, ReceiptLine.request_id == Request.id)
            .where(ReceiptLine.receipt_id == receipt_id)
            .order_by(ReceiptLine.position)
        )

    @classmethod
    def services_of(cls, receipt_id: int) -> Select[PublicService]:
        """The services that the requests of a receipt ask for."""
        return (
            select(PublicService)
            .join(Request, Request.service_id == PublicService.id)
            .join(ReceiptLine, ReceiptLine.request_id == Request.id)
            .where(ReceiptLine.receipt_id == receipt_id)
        )

    @classmethod
    def current_ids(cls, receipt_id: int) -> Select[int]:
        """The requests of a receipt of which no later one speaks; none: it was replaced altogether."""
        later = aliased(ReceiptLine)
        return select(ReceiptLine.request_id).where(
            ReceiptLine.receipt_id == receipt_id,
            ~exists().where(later.request_id == ReceiptLine.request_id, later.receipt_id > receipt_id),
        )


class ReceiptLine(Base):
    """Which requests a receipt speaks of, in its order."""

    __tablename__ = "receipt_line"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
    position: Mapped[int]


class ReceiptCopy(Base):
    """One SALINAN of a receipt: why it was made, and whether the asker's identity was checked."""

    __tablename__ = "receipt_copy"
    __table_args__ = (
        UniqueConstraint("receipt_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("reason in ('lost', 'not_out', 'asked')", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(String(20))
    identity_checked: Mapped[bool]
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class PrintJob(Base):
    """One sending of one paper; *sent* is all that is ever known, never *printed* (DESIGN §6).

    A receipt or a document is drawn anew from its frozen words; any other paper is kept as its PDF until it
    is sent or cancelled, so that a job survives a restart.
    """

    __tablename__ = "print_job"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'sent', 'failed', 'not_out', 'cancelled')", name="state"),
        Index(None, "state", "at"),
        Index(
            "ix_print_job_kept",
            "state",
            "at",
            sqlite_where=text("pdf is not null"),
            postgresql_where=text("pdf is not null"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    title: Mapped[str | None] = mapped_column(String(200))
    """What stands in the queue; None: the receipt's own name."""
    paper: Mapped[str | None] = mapped_column(String(12))
    """The paper it was set for (`58`, `80`, `a5`, `a4`, `label`); None: 80 mm, as it was before."""
    pdf: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    copy_number: Mapped[int]
    """0 for the original, n for SALINAN n."""
    printer: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sentence: Mapped[str | None] = mapped_column(Text)

    @property
    def is_paper(self) -> bool:
        """Whether it is neither receipt nor document: a paper of its own, kept as its PDF."""
        return self.receipt_id is None and self.document_id is None

    @classmethod
    def sent_originals(cls, receipt_id: int) -> Select[int]:
        """The jobs in which the original was sent, whatever was said of them later."""
        return select(cls.id).where(
            cls.receipt_id == receipt_id, cls.copy_number == 0, cls.state.in_(("sent", "not_out"))
        )

    @classmethod
    def sent_documents(cls, document_id: int) -> Select[int]:
        """The jobs in which a document's original was sent, whatever was said of them later."""
        return select(cls.id).where(
            cls.document_id == document_id, cls.copy_number == 0, cls.state.in_(("sent", "not_out"))
        )

    @classmethod
    def services_of(cls, receipt_id: int | None, document_id: int | None) -> Select[PublicService]:
        """The services of the requests that what is sent speaks of; none for any other paper."""
        if receipt_id is not None:
            return Receipt.services_of(receipt_id)
        return (
            select(PublicService)
            .join(Request, Request.service_id == PublicService.id)
            .join(Document, Document.request_id == Request.id)
            .where(Document.id == document_id)
        )

    def holds_pdf(self, session: Session) -> bool:
        """Whether its PDF is still kept, without reading it."""
        kept = select(PrintJob.pdf.is_not(None)).where(PrintJob.id == self.id)
        return bool(session.scalar(kept))

    def shown_name(self, session: Session) -> str:
        """What queue and journal call it: which copy of what, by its number and by nobody's name."""
        copy_words = _("Salinan {number}").format(number=self.copy_number) if self.copy_number else ""
        if self.receipt_id is not None:
            numbers = ", ".join(session.scalars(Receipt.numbers_of(self.receipt_id)))
            return f"{copy_words or _('Tanda terima')} {numbers}"
        number = session.get_one(Document, self.document_id).number if self.document_id else ""
        return " ".join(filter(None, (copy_words, self.title or _("Kertas"), number)))
