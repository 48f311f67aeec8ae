"""Keeps what was typed and not yet saved; knows no form's meaning.

Drafts are no acts of the office: they leave no line in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Draft
from desk.rules.rights import Actor


@dataclass(frozen=True)
class DraftOrder:
    """What stands in a form: `payload` as JSON can hold it."""

    form: str
    payload: dict[str, Any]


def keep(session: Session, order: DraftOrder, actor: Actor) -> None:
    """Keep the form's content for this account, in place of what was kept before."""
    draft = session.scalar(
        select(Draft).where(Draft.account_id == actor.account_id, Draft.form == order.form)
    )
    if draft is None:
        draft = Draft(account_id=actor.account_id, form=order.form)
        session.add(draft)
    draft.payload = order.payload
    draft.saved_at = clock.now()


def discard(session: Session, form: str, actor: Actor) -> None:
    """Forget the form's draft of this account: it was saved or given up."""
    session.execute(delete(Draft).where(Draft.account_id == actor.account_id, Draft.form == form))
