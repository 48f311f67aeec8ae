"""Scans and photographs kept with a record, within the database: copied, encrypted and served with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from desk.models.base import Base


class Attachment(Base):
    """One file as it came; `content` is read only where somebody opens it."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        Index(None, "noun", "noun_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    noun: Mapped[str] = mapped_column(String(40))
    """What it belongs to: `request`, `booking`, `hand_over`, `resource_unit`, `displacement`, `airing` …"""
    noun_id: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(40))
    """Why it is there: `photo_out`, `photo_in`, `written_order`, `rundown`, `proof` …"""
    name: Mapped[str] = mapped_column(String(200))
    """The original file's name, shown only."""
    media_type: Mapped[str] = mapped_column(String(60))
    """As its first bytes say, not its name."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    added_at: Mapped[datetime]
    added_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    removed_at: Mapped[datetime | None]
