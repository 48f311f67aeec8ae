"""Papers the office issues besides the tanda terima, their numbers, and the office's own wording of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk.models.base import Base
from desk.rules.document_contents import Art
from desk.rules.document_kinds import KINDS
from desk.rules.letter_numbers import Numbering


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


class Official(Base):
    """Who signs the office's papers in a role (rules.document_facts.OFFICIALS); a fact of the office."""

    __tablename__ = "official"

    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    position: Mapped[str] = mapped_column(String(200))
    """As printed over the signature."""
    name: Mapped[str] = mapped_column(String(120))
    nip: Mapped[str] = mapped_column(String(20), default="")
    rank: Mapped[str] = mapped_column(String(80), default="")
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Artwork(Base):
    """A picture of the office's own letterhead: the coat of arms, the line in Balinese script."""

    __tablename__ = "artwork"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    """`emblem` or `balinese_line`."""
    png: Mapped[bytes] = mapped_column(LargeBinary)
    original_name: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime]
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


def passages_for(session: Session, kind: str) -> dict[str, str]:
    """Every passage of a kind as this office words it, else as the program does."""
    own = session.scalars(select(DocumentWording).where(DocumentWording.kind == kind))
    return {
        **{passage.name: passage.text for passage in KINDS[kind].passages},
        **{row.passage: row.text for row in own},
    }


def office_art(session: Session) -> Art:
    """The office's own pictures for its kop."""
    pictures = {row.key: row.png for row in session.scalars(select(Artwork))}
    return Art(pictures.get("emblem"), pictures.get("balinese_line"))


COMMON_SERIES = ""
"""The series of all kinds that have no pattern of their own."""


def numbering_of(session: Session, kind: str) -> tuple[str, Numbering]:
    """The series of `kind` and how it is numbered."""
    for series in (kind, COMMON_SERIES):
        row = session.get(LetterPattern, series)
        if row is not None:
            return series, Numbering(row.pattern, row.classification, row.unit)
    return COMMON_SERIES, Numbering()
