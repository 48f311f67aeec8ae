"""The files of a record, and one file itself; changes nothing, opens nothing.

What belongs to a confidential request is absent for those without the right to see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Account, Attachment
from desk.models.attachment_owners import is_known_to
from desk.rules.rights import Actor

WATCHES = frozenset({"Attachment"})


@dataclass(frozen=True)
class AttachmentRow:
    """One file as it is listed."""

    id: int
    purpose: str
    name: str
    media_type: str
    size: int
    added_at: datetime
    added_by_name: str


@dataclass(frozen=True)
class AttachmentContent:
    """One file to be opened; `name` is harmless and ends as its content says."""

    name: str
    media_type: str
    content: bytes


def attachment_rows(session: Session, *, noun: str, noun_id: int, actor: Actor) -> tuple[AttachmentRow, ...]:
    """The files that stand with a record, oldest first."""
    actor.require("look")
    if not is_known_to(session, noun, noun_id, actor):
        return ()
    rows = session.execute(
        select(
            Attachment.id,
            Attachment.purpose,
            Attachment.name,
            Attachment.media_type,
            Attachment.size,
            Attachment.added_at,
            Account.name.label("added_by_name"),
        )
        .join(Account, Account.id == Attachment.added_by)
        .where(Attachment.noun == noun, Attachment.noun_id == noun_id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    return tuple(AttachmentRow(**row._mapping) for row in rows)


def attachment_content(session: Session, attachment_id: int, actor: Actor) -> AttachmentContent:
    """The file itself; Refused where there is none (any more) or `actor` is not to know of it."""
    actor.require("look")
    kept = session.get(Attachment, attachment_id)
    if (
        kept is None
        or kept.removed_at is not None
        or not is_known_to(session, kept.noun, kept.noun_id, actor)
    ):
        raise Refused(_("Berkas ini tidak ditemukan."))
    return AttachmentContent(kept.name, kept.media_type, kept.content)
