"""Keeps the participants of a training: invited, present, asked for the survey; knows no screen.

Their identity numbers (NIP or NIK) are personal data: kept, masked wherever they are shown, never journaled.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Participant, Request
from desk.models.passed import road_for
from desk.operations.journal import Act, note
from desk.operations.request_changes import VersionedOrder, looked_at
from desk.rules import phones
from desk.rules.participants import read_table
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
class PastedOrder:
    """Many participants at once, as a table copied from a spreadsheet (rules.participants)."""

    key: str
    request_id: int
    version: int
    lines: str


@dataclass(frozen=True)
class SurveyOrder:
    """Which of a training's participants were sent the survey."""

    request_id: int
    version: int
    participant_ids: tuple[int, ...]


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
    made = _made(request, order)
    session.add(made)
    request.version += 1
    session.flush()
    text = _("Peserta {name} ditambahkan pada {number}.").format(name=made.name, number=request.number)
    note(session, actor, Act("request.enter_participant", request.id, text))
    return made.id


def enter_table(session: Session, order: PastedOrder, actor: Actor) -> int:
    """Put everybody of a pasted table on the list, all or none; how many. Twice the same order is once."""
    actor.require("file")
    if session.scalar(select(Participant.id).where(Participant.key == _line_key(order.key, 0))):
        return 0
    request = _training(session, order, actor)
    pasted = read_table(order.lines)
    for number, each in enumerate(pasted):
        row = ParticipantOrder(
            key=_line_key(order.key, number),
            request_id=order.request_id,
            version=order.version,
            **asdict(each),
        )
        session.add(_of_line(request, row, number))
    request.version += 1
    session.flush()
    sentence = _("{count} peserta ditambahkan pada {number}.")
    text = sentence.format(count=len(pasted), number=request.number)
    note(session, actor, Act("request.enter_participants", request.id, text))
    return len(pasted)


def mark_surveyed(session: Session, order: SurveyOrder, actor: Actor) -> int:
    """The survey went out to these; how many. Who was sent it before keeps the first day."""
    request = _training(session, order, actor)
    listed = {each.id: each for each in _listed(session, request)}
    if not order.participant_ids or set(order.participant_ids) - set(listed):
        raise Refused(_("Peserta ini tidak ada pada daftar."), field="participant_ids")
    for each in order.participant_ids:
        listed[each].surveyed_at = listed[each].surveyed_at or clock.now()
    request.version += 1
    sentence = _("Undangan survei {number} dikirim kepada {count} peserta.")
    text = sentence.format(number=request.number, count=len(set(order.participant_ids)))
    note(session, actor, Act("request.mark_surveyed", request.id, text))
    return len(set(order.participant_ids))


def mark_present(session: Session, order: PresenceOrder, actor: Actor) -> int:
    """Who of the list came; how many. Ticking anew replaces what was ticked before."""
    request = _training(session, order, actor)
    listed = _listed(session, request)
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


def _made(request: Request, order: ParticipantOrder) -> Participant:
    name = clean(order.name, limit=NAME_LIMIT, field="name", label=_("Nama"))
    if not name:
        raise Refused(_("Nama belum diisi."), field="name")
    phone = order.phone or ""
    return Participant(
        key=order.key,
        request_id=request.id,
        name=name,
        identity_number=_identity(order.identity_number),
        institution=clean(order.institution or "", limit=NAME_LIMIT, field="institution") or None,
        phone=phones.normalised(phone, field="phone") if phone.strip() else None,
        email=clean(order.email or "", limit=120, field="email", label=_("Surel")) or None,
    )


def _of_line(request: Request, order: ParticipantOrder, number: int) -> Participant:
    """One line of a table; what is wrong with it is said with its place, beside the table."""
    try:
        return _made(request, order)
    except Refused as refused:
        sentence = _("Peserta ke-{number}: {why}").format(number=number + 1, why=refused.sentence)
        raise Refused(sentence, field="lines") from None


def _line_key(key: str, number: int) -> str:
    """A key of its own for each line of one order."""
    return str(uuid.uuid5(uuid.UUID(key), str(number)))


def _listed(session: Session, request: Request) -> Sequence[Participant]:
    return session.scalars(
        select(Participant).where(Participant.request_id == request.id, Participant.removed_at.is_(None))
    ).all()


def _training(session: Session, order: VersionedOrder, actor: Actor) -> Request:
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
