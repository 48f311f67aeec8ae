"""What an account typed and did not save; knows no form's meaning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Draft

WATCHES = frozenset({"Draft"})


def draft(session: Session, account_id: int, form: str) -> dict[str, Any] | None:
    """The kept content of `form`, or None."""
    return session.scalar(select(Draft.payload).where(Draft.account_id == account_id, Draft.form == form))
