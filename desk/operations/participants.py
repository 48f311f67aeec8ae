"""Keeps the participants of a training: invited, present, asked for the survey; knows no screen.

Their identity numbers (NIP or NIK) are personal data: kept, masked wherever they are shown, never journaled.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Participant, Request
from desk.models.passed import road_for
from desk.operations.journal import Act, note
from desk.operations.request_changes import looked_at
from desk.rules import phones
from desk.rules.rights import Actor
from desk.rules.texts import NAME_LIMIT, clean


@dataclass(frozen=True)
class ParticipantOrder:
    """One participant of a training, as the decree asks: name, NIP/NIK, phone, e-mail."""

    key: str
    request_id: int
    version: int
    name: str
    identity_number: str | None = None
    institution: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class PresenceOrder:
    """Which of a training's participants came, of those on its list."""

    request_id: int
    version: int
    present_ids: tuple[int, ...]


@dataclass(frozen=True)
class RemovalOrder:
    """A participant who does not come after all."""

    request_id: int
    version: int
    participant_id: int


def enter(session: Session, order: ParticipantOrder, actor: Actor) -> int:
    """Put somebody on the list; the id. The same order twice is one participant."""
    actor.require("file")
    there = session.scalar(select(Participant).where(Participant.key == order.key))
    if there is not None:
        return there.id
    request = _training(session, order, actor)
    name = clean(order.name, limit=NAME_LIMIT, field="name", label=_("Nama"))
    if not name:
        raise Refused(_("Nama belum diisi."), field="name")
    phone = order.phone or ""
    made = Participant(
        key=order.key,
        request_id=request.id,
        name=name,
        identity_number=_identity(order.identity_number),
        institution=clean(order.institution or "", limit=NAME_LIMIT, field="institution") or None,
        phone=phones.normalised(phone, field="phone") if phone.strip() else None,
        email=clean(order.email or "", limit=120, field="email", label=_("Surel")) or None,
    )
    session.add(made)
    request.version += 1
    session.flush()
    text = _("Peserta {name} ditambahkan pada {number}.").format(name=name, number=request.number)
    note(session, actor, Act("request.enter_participant", request.id, text))
    return made.id


def mark_present(session: Session, order: PresenceOrder, actor: Actor) -> int:
    """Who of the list came; how many. Ticking anew replaces what was ticked before."""
    request = _training(session, order, actor)
    listed = session.scalars(
        select(Participant).where(Participant.request_id == request.id, Participant.removed_at.is_(None))
    ).all()
    wanted = set(order.present_ids)
    if wanted - {each.id for each in listed}:
        raise Refused(_("Peserta ini tidak ada pada daftar."), field="present_ids")
    for each in listed:
        if each.id in wanted:
            each.attended_at = each.attended_at or clock.now()
        else:
            each.attended_at = None
    request.version += 1
    sentence = _("Kehadiran {number}: {present} dari {all} peserta.")
    text = sentence.format(number=request.number, present=len(wanted), all=len(listed))
    note(session, actor, Act("request.mark_present", request.id, text))
    return len(wanted)


def remove(session: Session, order: RemovalOrder, actor: Actor) -> None:
    """Take somebody off the list; the row stays, for the journal names it."""
    request = _training(session, order, actor)
    found = session.get(Participant, order.participant_id)
    if found is None or found.request_id != request.id:
        raise Refused(_("Peserta ini tidak ada pada daftar."))
    if found.removed_at is not None:
        return
    found.removed_at = clock.now()
    request.version += 1
    text = _("Peserta {name} dihapus dari {number}.").format(name=found.name, number=request.number)
    note(session, actor, Act("request.remove_participant", request.id, text))


def _training(
    session: Session, order: ParticipantOrder | PresenceOrder | RemovalOrder, actor: Actor
) -> Request:
    request = looked_at(session, order, actor)
    if not road_for(request).has_participants:
        raise Refused(_("Layanan ini tidak memakai daftar peserta."))
    if request.state in ("withdrawn", "finished", "refused", "redirected"):
        raise Refused(_("Permohonan {0} sudah ditutup; buka kembali dahulu.").format(request.number))
    return request


def _identity(text: str | None) -> str | None:
    """A NIP (18 digits) or NIK (16), spaces apart; anything else is refused, nothing is no fault."""
    digits = "".join((text or "").split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) in (16, 18)):
        raise Refused(_("Tulis NIP (18 angka) atau NIK (16 angka)."), field="identity_number")
    return digits
