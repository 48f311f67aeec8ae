"""Hands a request on to a unit or person (disposisi) and notes that they took it; knows no screen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Referral
from desk.operations.journal import Act, note
from desk.operations.request_changes import looked_at, open_request
from desk.rules.rights import Actor
from desk.rules.texts import clean


@dataclass(frozen=True)
class ReferOrder:
    """Whose disposisi sends the request where, with what instruction."""

    key: str
    request_id: int
    version: int
    to_unit: str
    instruction: str
    referred_by_name: str
    to_person: str | None = None


@dataclass(frozen=True)
class AcknowledgeOrder:
    """Who took the request over; the request as it was seen."""

    request_id: int
    version: int
    referral_id: int
    by_name: str


def refer(session: Session, order: ReferOrder, actor: Actor) -> int:
    """Write a disposisi down; its id. Whoever it names is who the request is assigned to from now on."""
    actor.require("file")
    there = session.scalar(select(Referral).where(Referral.key == order.key))
    if there is not None:
        return there.id
    request = open_request(session, order, actor)
    made = Referral(
        key=order.key,
        request_id=request.id,
        to_unit=_needed(order.to_unit, "to_unit", _("Bidang/unit")),
        to_person=clean(order.to_person or "", limit=120, field="to_person", label=_("Petugas")) or None,
        instruction=_needed(order.instruction, "instruction", _("Isi disposisi"), limit=400),
        referred_by_name=_needed(order.referred_by_name, "referred_by_name", _("Disposisi dari")),
        made_at=clock.now(),
        made_by=actor.account_id,
    )
    session.add(made)
    request.assigned_to = made.to_person or made.to_unit
    request.version += 1
    session.flush()
    sentence = _("Permohonan {number} didisposisi kepada {to}: {instruction}.")
    text = sentence.format(
        number=request.number, to=request.assigned_to, instruction=made.instruction.rstrip(".")
    )
    note(session, actor, Act("request.refer", request.id, text))
    return made.id


def acknowledge(session: Session, order: AcknowledgeOrder, actor: Actor) -> None:
    """They took it: by whom and when."""
    request = looked_at(session, order, actor)
    found = session.get(Referral, order.referral_id)
    if found is None or found.request_id != request.id:
        raise Refused(_("Disposisi ini tidak ditemukan."))
    if found.acknowledged_at is not None:
        return
    found.acknowledged_by_name = _needed(order.by_name, "by_name", _("Diterima oleh"))
    found.acknowledged_at = clock.now()
    request.version += 1
    sentence = _("Disposisi permohonan {number} kepada {unit} diterima {name}.")
    text = sentence.format(number=request.number, unit=found.to_unit, name=found.acknowledged_by_name)
    note(session, actor, Act("request.acknowledge", request.id, text))


def _needed(text: str, field: str, label: str, *, limit: int = 120) -> str:
    words = clean(text, limit=limit, field=field, label=label)
    if not words:
        raise Refused(_("{label} belum diisi.").format(label=label), field=field)
    return words
