"""Receipts given to visitors, and what was sent to which printer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Receipt(Base):
    """A tanda terima as issued, its words frozen in `content` so that a copy says what the first one said."""

    __tablename__ = "receipt"
    __table_args__ = (CheckConstraint("kind in ('receipt', 'completeness')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("receipt.id"))
    copies: Mapped[int] = mapped_column(default=0)
    """How many copies (SALINAN n) were made after the original."""
    content: Mapped[dict[str, Any]]


class ReceiptLine(Base):
    """Which requests a receipt speaks of, in its order."""

    __tablename__ = "receipt_line"

    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
    position: Mapped[int]


class PrintJob(Base):
    """One sending of one receipt; *sent* is all that is ever known, never *printed* (DESIGN §6)."""

    __tablename__ = "print_job"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'sent', 'failed', 'not_out', 'cancelled')", name="state"),
        Index(None, "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt_id: Mapped[int] = mapped_column(ForeignKey("receipt.id"), index=True)
    copy_number: Mapped[int]
    """0 for the original, n for SALINAN n."""
    printer: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sentence: Mapped[str | None] = mapped_column(Text)
