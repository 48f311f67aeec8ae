"""The message that fits a request as it stands, and by which ways it can go; opens and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Objection, Office, Request
from desk.models.promises import entry_of, items_of, marks_of, missing_of
from desk.rules import messages, phones
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.messages import MessageFacts
from desk.rules.rights import Actor
from desk.rules.slips import fee_words, payload


@dataclass(frozen=True)
class MessageDraft:
    """A message to look at before it is opened; `ways` are (channel, to whom)."""

    request_id: int
    number: str
    to_name: str
    text: str
    ways: tuple[tuple[str, str], ...]


def message_draft(session: Session, request_id: int, actor: Actor) -> MessageDraft:
    """Refused where the request or its applicant is not for this actor."""
    request = session.get(Request, request_id)
    if request is None or is_hidden_from(actor, is_confidential=entry_of(request).confidential):
        raise Refused(_("Permohonan ini tidak ditemukan."))
    if not sees_applicant(actor, prefix=request.prefix):
        raise Refused(_("Data pemohon layanan ini hanya dipakai oleh petugas yang boleh melihatnya."))
    parties = {party.role: party for party in request.parties}
    whom = [party for role in ("contact", "applicant") if (party := parties.get(role))]
    phone = next((party.phone for party in whom if party.phone), None)
    email = next((party.email for party in whom if party.email), None)
    ways = (("whatsapp", phones.shown(phone) if phone else ""), ("email", email or ""))
    return MessageDraft(
        request_id=request.id,
        number=request.number,
        to_name=whom[0].name,
        text=messages.text(_facts(session, request, whom[0].name)),
        ways=tuple((channel, to) for channel, to in ways if to),
    )


def _facts(session: Session, request: Request, name: str) -> MessageFacts:
    office, entry = session.get_one(Office, 1), entry_of(request)
    newest = (
        select(Objection).where(Objection.request_id == request.id).order_by(Objection.id.desc()).limit(1)
    )
    objection = session.scalar(newest)
    link = payload(request.code, office.tracking_url) if office.tracking_url else ""
    missing = missing_of(items_of(request, entry), marks_of(request))
    return MessageFacts(
        state=request.state,
        name=name,
        number=request.number,
        code=request.code,
        office=office.short_name,
        office_phone=office.phone,
        link=link,
        service=None if entry.confidential else request.service.name,
        due_words=request.due_words,
        due_on=request.due_on,
        missing=() if entry.confidential else tuple(item.text for item in missing),
        redirected_to=request.redirected_to,
        objection_number=objection.number if objection is not None else None,
        objection_due_on=objection.due_on if objection is not None else None,
        fee_note=fee_words(entry.fee_words)[1],
    )
