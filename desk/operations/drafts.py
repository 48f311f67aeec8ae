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
    taken_over_from: int | None = None
    """The account that left the form standing: what it had kept is now in this draft."""


@dataclass(frozen=True)
class DiscardOrder:
    """A form that was saved or given up; `taken_over_from` is the account that had left it standing."""

    form: str
    taken_over_from: int | None = None


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
    if order.taken_over_from is not None:
        _forget(session, order.form, order.taken_over_from)


def discard(session: Session, order: DiscardOrder, actor: Actor) -> None:
    """Forget the form's draft of this account, and of the one whose standing form it took over.

    A draft left behind would come back under the key of what was saved, and saving it again would silently
    be the first one's result.
    """
    for account_id in {actor.account_id, order.taken_over_from} - {None}:
        _forget(session, order.form, account_id)


def _forget(session: Session, form: str, account_id: int | None) -> None:
    session.execute(delete(Draft).where(Draft.account_id == account_id, Draft.form == form))
