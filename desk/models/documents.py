"""Papers the office issues besides the tanda terima, their numbers, and the office's own wording of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Document(Base):
    """A letter, form or minutes as issued, its words frozen in `content`; a wrong one is voided."""

    __tablename__ = "document"
    __table_args__ = (
        Index(None, "request_id", "kind"),
        Index(None, "booking_id", "kind"),
        Index(None, "kind", "dated_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    code: Mapped[str | None] = mapped_column(String(16))
    """The tracking code in its QR corner: that of the request or booking."""
    kind: Mapped[str] = mapped_column(String(40))
    """The document's key, as `desk documents` lists it."""
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"))
    number: Mapped[str | None] = mapped_column(String(80))
    """The letter's number as printed; unique while it stands (a partial index would differ by engine)."""
    number_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    """The folded number; None where it has none or was voided, so that it can be given again."""
    dated_on: Mapped[date]
    content: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    copies: Mapped[int] = mapped_column(default=0)
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    void_reason: Mapped[str | None] = mapped_column(String(400))


class LetterPattern(Base):
    """How the office numbers a kind of document: `{klasifikasi}/{urut}/{unit}/{tahun}` and its parts."""

    __tablename__ = "letter_pattern"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    """A document's key, or `` for all that have none of their own."""
    pattern: Mapped[str] = mapped_column(String(120))
    classification: Mapped[str] = mapped_column(String(40), default="")
    unit: Mapped[str] = mapped_column(String(40), default="")


class LetterCounter(Base):
    """The last running number given per series and office year."""

    __tablename__ = "letter_counter"

    series: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class DocumentWording(Base):
    """One passage of one kind of document as this office words it; absent, the program's own stands."""

    __tablename__ = "document_wording"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    passage: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class BlankForm(Base):
    """A numbered emergency form with its code printed before anybody filled it in; used once."""

    __tablename__ = "blank_form"
    __table_args__ = (UniqueConstraint("batch", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    batch: Mapped[int]
    number: Mapped[int]
    printed_at: Mapped[datetime]
    printed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    spoiled_at: Mapped[datetime | None]


class Artwork(Base):
    """A picture of the office's own letterhead: the coat of arms, the line in Balinese script."""

    __tablename__ = "artwork"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    """`emblem` or `balinese_line`."""
    png: Mapped[bytes] = mapped_column(LargeBinary)
    original_name: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
