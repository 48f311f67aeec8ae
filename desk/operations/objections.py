"""Registers objections to a request, answers and closes them; knows no screen and no paper.

A keberatan goes to the atasan PPID, who answers within 30 working days (UU 14/2008 Ps 36(2)); a sanggahan
(SP4N-LAPOR!) and the objection for lateness (3.2) have no clock of their own in the standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Objection, Request, RequestMove
from desk.models.passed import road_for
from desk.models.promises import entry_of
from desk.models.working_days import office_days
from desk.operations.journal import Act, note
from desk.operations.numbers import next_sequence
from desk.operations.request_changes import looked_at
from desk.operations.request_history import Made, keep_move
from desk.rules import deadlines, numbers, objections, request_states
from desk.rules.rights import Actor
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean

PREFIX = "KEB"


@dataclass(frozen=True)
class ObjectOrder:
    """An objection to the request as it was seen; `case` tells it in the objector's words."""

    key: str
    request_id: int
    version: int
    case: str
    by_name: str
    grounds: tuple[str, ...] = ()
    by_proxy_name: str | None = None


@dataclass(frozen=True)
class Registered:
    """The objection with its number; `due_on` None where its standard names no clock."""

    id: int
    number: str
    due_on: date | None


@dataclass(frozen=True)
class AnswerObjectionOrder:
    """What was decided on the objection as it was seen, and by whom."""

    objection_id: int
    version: int
    decision: str
    answer: str
    superior: str


@dataclass(frozen=True)
class CloseObjectionOrder:
    """How the objector took the answer; `is_disputed`: it goes to the Komisi Informasi.

    `is_reworked`: the request is worked on again, as the answer granted.
    """

    key: str
    objection_id: int
    version: int
    reaction: str
    is_disputed: bool = False
    is_reworked: bool = False


def object_to(session: Session, order: ObjectOrder, actor: Actor) -> Registered:
    """Register an objection; the request is *dalam keberatan* until it is closed."""
    actor.require("file")
    there = session.scalar(select(Objection).where(Objection.key == order.key))
    if there is not None:
        return Registered(there.id, there.number, there.due_on)
    request = looked_at(session, order, actor)
    kind = road_for(request).objection
    if kind is None:
        raise Refused(_("Standar layanan ini tidak mengenal keberatan; catat sebagai pengaduan."))
    request_states.check_move(request.number, request.state, "object")
    if kind == "lateness" and not _is_late(request):
        raise Refused(_("Jangka waktu permohonan {0} belum terlewati.").format(request.number))
    made = _made(session, order, request, kind, actor)
    before, request.state = request.state, "objected"
    request.version += 1
    keep_move(session, request, Made("object", before, key=order.key), actor)
    sentence = _("{kind} {number} atas permohonan {request} dicatat.")
    text = sentence.format(
        kind=objections.kind_words(kind).capitalize(), number=made.number, request=request.number
    )
    note(session, actor, Act("objection.register", made.id, text))
    return Registered(made.id, made.number, made.due_on)


def answer(session: Session, order: AnswerObjectionOrder, actor: Actor) -> None:
    """The superior's decision, in words."""
    found = _as_seen(session, order.objection_id, order.version, ("registered",), actor)
    objections.check_decision(order.decision)
    words = clean(order.answer, limit=NOTE_LIMIT, field="answer", label=_("Tanggapan"), multiline=True)
    if not words:
        raise Refused(_("Tulis tanggapannya."), field="answer")
    superior = clean(order.superior, limit=200, field="superior", label=_("Nama dan jabatan"))
    if not superior:
        raise Refused(_("Tulis nama dan jabatan yang menanggapi."), field="superior")
    found.state, found.decision, found.answer = "answered", order.decision, words
    found.superior, found.answered_at = superior, clock.now()
    found.version += 1
    text = _("{number} ditanggapi: {decision}.").format(
        number=found.number, decision=_(objections.DECISIONS[order.decision])
    )
    note(session, actor, Act("objection.answer", found.id, text))


def close(session: Session, order: CloseObjectionOrder, actor: Actor) -> None:
    """The objector took the answer, or went to the Komisi Informasi; the request leaves *dalam keberatan*."""
    actor.require("file")
    if session.scalar(select(RequestMove.id).where(RequestMove.key == order.key)) is not None:
        return
    found = _as_seen(session, order.objection_id, order.version, ("answered",), actor)
    request = session.get_one(Request, found.request_id, with_for_update={"key_share": True})
    request_states.check_move(request.number, request.state, "settle_objection")
    reaction = clean(order.reaction, limit=400, field="reaction", label=_("Tanggapan pemohon"))
    found.state = "disputed" if order.is_disputed else "accepted"
    found.reaction, found.closed_at = reaction or None, clock.now()
    found.version += 1
    before, request.state = request.state, "in_process" if order.is_reworked else "finished"
    if order.is_reworked:
        request.answered_at = request.outcome = None
    request.version += 1
    keep_move(session, request, Made("settle_objection", before, reaction or None, order.key), actor)
    text = _("{number} ditutup: {state}.").format(
        number=found.number, state=_(objections.STATES[found.state])
    )
    note(session, actor, Act("objection.close", found.id, text))


def _made(session: Session, order: ObjectOrder, request: Request, kind: str, actor: Actor) -> Objection:
    now = clock.now()
    today = clock.office_date(now)
    sequence = next_sequence(session, PREFIX, today.year)
    made = Objection(
        key=order.key,
        request_id=request.id,
        kind=kind,
        number=numbers.number(PREFIX, today.year, sequence),
        year=today.year,
        sequence=sequence,
        grounds=objections.accepted_grounds(kind, order.grounds),
        case=_needed(order.case, "case", NOTE_LIMIT, _("Kasus posisi")),
        by_name=_needed(order.by_name, "by_name", NAME_LIMIT, _("Nama pengaju")),
        by_proxy_name=clean(order.by_proxy_name or "", limit=NAME_LIMIT, field="by_proxy_name") or None,
        received_at=now,
        received_on=today,
        due_on=_due_on(session, request, today) if kind == "ppid" else None,
        state="registered",
        recorded_by=actor.account_id,
    )
    session.add(made)
    session.flush()
    return made


def _due_on(session: Session, request: Request, received_on: date) -> date | None:
    """30 working days after the objection was received (UU 14/2008 Ps 36(2)), by the law's own calendar."""
    facts = deadlines.ClockFacts(
        request.variant,
        {"objection_received": received_on},
        objection_event="objection_received",
    )
    entry = entry_of(request)
    return deadlines.promised(entry, facts, office_days(session, *facts.span)).due_on


def _is_late(request: Request) -> bool:
    kept_on = clock.office_date(request.answered_at) if request.answered_at else clock.today()
    return request.due_on is not None and kept_on > request.due_on


def _as_seen(
    session: Session, objection_id: int, version: int, states: Iterable[str], actor: Actor
) -> Objection:
    actor.require("file")
    found = session.get(Objection, objection_id, with_for_update=True)
    if found is None:
        raise Refused(_("Keberatan ini tidak ditemukan."))
    if found.state not in states:
        sentence = _("{number} sudah {state}.")
        raise Refused(sentence.format(number=found.number, state=_(objections.STATES[found.state])))
    if found.version != version:
        raise Refused(_("{0} baru saja diubah orang lain; lihat lagi isinya.").format(found.number))
    return found


def _needed(text: str, field: str, limit: int, label: str) -> str:
    words = clean(text, limit=limit, field=field, label=label, multiline=limit == NOTE_LIMIT)
    if not words:
        raise Refused(_("{label} belum diisi.").format(label=label), field=field)
    return words
