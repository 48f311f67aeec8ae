"""Notes that a message to the applicant was opened for sending, and gives its link; sends nothing itself.

What becomes of it in WhatsApp or the mail program desk cannot know: *opened* is journaled, never *delivered*.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import JournalLine, Request
from desk.models.promises import entry_of
from desk.operations.journal import Act, note
from desk.rules import messages
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.rights import Actor


@dataclass(frozen=True)
class MessageOrder:
    """The message as the officer last saw it, for one channel of rules.messages."""

    key: str
    request_id: int
    channel: str
    text: str


def open_message(session: Session, order: MessageOrder, actor: Actor) -> str:
    """The link to open; journaled with its channel and not its words. The same order twice is one line."""
    actor.require("file")
    request = session.get(Request, order.request_id)
    if request is None or is_hidden_from(actor, is_confidential=entry_of(request).confidential):
        raise Refused(_("Permohonan ini tidak ditemukan."))
    if not sees_applicant(actor, prefix=request.prefix):
        raise Refused(_("Data pemohon layanan ini hanya dipakai oleh petugas yang boleh melihatnya."))
    url = _url(request, order)
    act = f"request.message_{order.channel}"
    if not _is_noted(session, request.id, act, order.key):
        sentence = _("Pesan {channel} permohonan {number} disiapkan untuk dikirim.")
        text = sentence.format(channel=messages.CHANNELS[order.channel], number=request.number)
        note(session, actor, Act(act, request.id, text, (("message", None, order.key),)))
    return url


def _url(request: Request, order: MessageOrder) -> str:
    words = messages.accepted_text(order.text)
    contact = {party.role: party for party in request.parties}
    if order.channel == "whatsapp":
        phone = next((p.phone for role in _WHOM if (p := contact.get(role)) and p.phone), None)
        if phone is None:
            raise Refused(_("Nomor telepon pemohon belum dicatat."), field="channel")
        return messages.whatsapp_url(phone, words)
    if order.channel != "email":
        raise Refused(_("Pilih kanalnya."), field="channel")
    address = next((p.email for role in _WHOM if (p := contact.get(role)) and p.email), None)
    if address is None:
        raise Refused(_("Alamat surel pemohon belum dicatat."), field="channel")
    about = _("Permohonan {number}").format(number=request.number)
    return messages.mail_url(address, about=about, words=words)


_WHOM = ("contact", "applicant")
"""The narahubung, where there is one, before the applicant."""


def _is_noted(session: Session, request_id: int, act: str, key: str) -> bool:
    lines = session.scalars(
        select(JournalLine.changes).where(
            JournalLine.noun == "request", JournalLine.noun_id == request_id, JournalLine.act == act
        )
    )
    return any(change["new"] == key for changes in lines for change in changes)
