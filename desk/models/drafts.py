"""What was typed and not yet saved, so that neither a closed window nor a power cut loses it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Draft(Base):
    """The content of one half-filled form of one account; removed when the form is saved or discarded."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    form: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
