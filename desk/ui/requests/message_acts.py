"""What a message to an applicant asks before it is opened in WhatsApp or the mail program; opens nothing."""

from __future__ import annotations

import uuid

from desk.i18n import _
from desk.operations.messages import MessageOrder, open_message
from desk.queries.messages import MessageDraft
from desk.rules.asked import Asked
from desk.rules.messages import CHANNELS, TEXT_LIMIT
from desk.ui.ask_card import Asking
from desk.ui.requests.road_acts import Act


def message_act(draft: MessageDraft) -> Act:
    """Show the words, choose the way; the operation gives the link to open."""
    key = str(uuid.uuid4())
    ways = tuple((channel, f"{_(CHANNELS[channel])} {to}") for channel, to in draft.ways)
    fields = (
        Asked("channel", "Lewat", "choice", is_required=True, choices=ways),
        Asked("text", "Pesan", "long", is_required=True, limit=TEXT_LIMIT),
    )
    words = _("Pesan dibuka di WhatsApp atau program surel; kirim dari sana. Dicatat di jejak tanpa isinya.")
    if not ways:
        words = _("Telepon dan surel pemohon belum dicatat; tambahkan lewat Perbaiki (Alt E).")
    return Act(
        Asking(
            head=_("Kabari {name} · {number}").format(name=draft.to_name, number=draft.number),
            fields=fields,
            yes=_("Buka pesan"),
            words=words,
            known={"channel": ways[0][0] if ways else None, "text": draft.text},
            name="message",
        ),
        open_message,
        lambda values: MessageOrder(key, draft.request_id, values["channel"] or "", values["text"]),
        _("Pesan dibuka; kirim dari sana."),
        gives_link=True,
    )
