"""Keeps a file with a record and takes it off again; knows no picture, no folder and no screen.

Files lie in the database itself: they are copied, encrypted and served with everything else.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Attachment
from desk.models.attachment_owners import OWNERS, is_known_to
from desk.operations.journal import Act, note
from desk.rules import attachments
from desk.rules.rights import Actor
from desk.rules.texts import clean, reason_of

PURPOSE_LIMIT = 40
BASIS = ("displacement", "written_order")
"""Noun and purpose of what an act stands on: it stays for good."""


@dataclass(frozen=True)
class AttachOrder:
    """One file for the record `noun` number `noun_id`; `name` is the file's own, `key` the dialog's UUID.

    `purpose`: photo_out, photo_in, written_order, rundown, proof, scan …
    """

    key: str
    noun: str
    noun_id: int
    purpose: str
    name: str
    content: bytes


@dataclass(frozen=True)
class RemoveOrder:
    """A file that does not belong there, and why."""

    attachment_id: int
    reason: str


def attach(session: Session, order: AttachOrder, actor: Actor) -> int:
    """Keep the file; its id. The same order twice is one file."""
    _require_owner(session, order.noun, order.noun_id, actor)
    there = session.scalar(select(Attachment.id).where(Attachment.key == order.key))
    if there is not None:
        return there
    purpose = clean(order.purpose, limit=PURPOSE_LIMIT, field="purpose")
    if not purpose:
        raise Refused(_("Pilih keterangan berkas."), field="purpose")
    media_type = attachments.checked_type(order.name, order.content)
    kept = Attachment(
        key=order.key,
        noun=order.noun,
        noun_id=order.noun_id,
        purpose=purpose,
        name=attachments.safe_name(order.name, media_type),
        media_type=media_type,
        size=len(order.content),
        sha256=hashlib.sha256(order.content).hexdigest(),
        content=order.content,
        added_at=clock.now(),
        added_by=actor.account_id,
    )
    session.add(kept)
    session.flush()
    words = f"Berkas {kept.name} ({attachments.size_words(kept.size)}) dilampirkan"
    note(session, actor, Act(f"{order.noun}.attach", order.noun_id, words, (("sha256", None, kept.sha256),)))
    return kept.id


def remove(session: Session, order: RemoveOrder, actor: Actor) -> None:
    """Take the file off its record; its name stays in the journal with the reason.

    A citizen's paper is wiped, evidence of a fact is only hidden; what an act stands on cannot be taken off.
    """
    kept = session.get(Attachment, order.attachment_id, with_for_update={"key_share": True})
    if kept is None:
        raise Refused(_("Berkas ini tidak ditemukan."))
    _require_owner(session, kept.noun, kept.noun_id, actor)
    reason = reason_of(order.reason, wanting=_("Isi alasan berkas dilepas."))
    if (kept.noun, kept.purpose) == BASIS:
        raise Refused(_("Surat perintah ini dasar penggusuran; tidak dapat dilepas."))
    if kept.removed_at is not None:
        return
    kept.removed_at = clock.now()
    if not OWNERS[kept.noun].is_evidence:
        kept.content = b""
    words = f"Berkas {kept.name} dilepas: {reason}"
    note(session, actor, Act(f"{kept.noun}.detach", kept.noun_id, words))


def _require_owner(session: Session, noun: str, noun_id: int, actor: Actor) -> None:
    kind = OWNERS.get(noun)
    if kind is not None:
        actor.require(kind.right)
    if kind is None or not is_known_to(session, noun, noun_id, actor):
        raise Refused(_("Catatan yang dilampiri tidak ditemukan."))
