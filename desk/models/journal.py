"""The append-only trail: one line for each act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class JournalLine(Base):
    """Who did what to which record, and for corrections old → new; triggers refuse update and delete."""

    __tablename__ = "journal_line"
    __table_args__ = (Index(None, "noun", "noun_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    actor_name: Mapped[str] = mapped_column(String(120))
    act: Mapped[str] = mapped_column(String(60))
    noun: Mapped[str] = mapped_column(String(40))
    noun_id: Mapped[int | None]
    sentence: Mapped[str] = mapped_column(Text)
    changes: Mapped[list[Any]]
    """For corrections: a list of {"field", "old", "new"}."""
