"""What an account typed and did not save; knows no form's meaning."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Draft

WATCHES = frozenset({"Draft"})


def drafts_of(session: Session, account_id: int) -> dict[str, dict[str, Any]]:
    """Form → its kept content, of everything the account left standing."""
    rows = session.execute(
        select(Draft.form, Draft.payload).where(Draft.account_id == account_id).order_by(Draft.form)
    )
    return {row.form: row.payload for row in rows}
