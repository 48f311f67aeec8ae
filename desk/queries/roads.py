"""How far a request has come on its road and what can be done next, for its screen; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Account, Objection, Participant, Referral, Request, RequestMove, RequestRecord
from desk.models.passed import passed_of, road_for
from desk.models.promises import entry_of
from desk.rules import objections, phones, request_records, request_states, roads, texts
from desk.rules.asked import Asked
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.rights import Actor
from desk.rules.roads import Passed, Road

WATCHES = frozenset(
    {
        "Request",
        "RequestMove",
        "RequestRecord",
        "RequestStep",
        "Referral",
        "Participant",
        "Objection",
        "Document",
        "Booking",
    }
)
_HIDDEN = "••••••"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One printed step in the decree's words; `may_tick` where somebody ticks it by hand."""

    key: str
    label: str
    text: str
    actor: str
    is_done: bool
    is_next: bool
    is_optional: bool
    may_tick: bool
    shown_by: str | None
    """The kind of record that shows it done."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move that the state permits; `missing` says in words what the service's own way asks for first."""

    key: str
    title: str
    asks_reason: bool
    fields: tuple[Asked, ...]
    missing: tuple[str, ...]
    missing_keys: tuple[str, ...]
    """Kinds of record, `referral`, `booking_confirmed`: what to open so that it is missing no more."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record that stands; `words` are hidden from those who may not see them."""

    id: int
    kind: str
    title: str
    words: str
    on: date
    by_name: str


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of record to offer now, with what it asks; `is_needed` by the next move."""

    key: str
    title: str
    fields: tuple[Asked, ...]
    is_needed: bool


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A disposisi; `acknowledged_by` None while nobody took it."""

    id: int
    to_unit: str
    to_person: str | None
    instruction: str
    referred_by: str
    made_at: datetime
    acknowledged_by: str | None
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Somebody on a training's list; the identity number masked."""

    id: int
    name: str
    identity_number: str | None
    institution: str | None
    phone: str | None
    email: str | None
    is_present: bool
    is_surveyed: bool


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection with its state in words."""

    id: int
    version: int
    kind: str
    number: str
    state: str
    state_words: str
    grounds: tuple[str, ...]
    case: str
    by_name: str
    by_proxy_name: str | None
    received_on: date
    due_on: date | None
    decision: str | None
    answer: str | None
    superior: str | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One move made: when, by whom, to which state, why."""

    at: datetime
    by_name: str
    words: str
    state_words: str
    reason: str | None
    told: str
    """By which channel, who collected, whether the receipt was lost; hidden as the applicant is."""


@dataclass(frozen=True)
class RoadView:
    """All of a request's road; `may_act` where this actor may move it at all."""

    request_id: int
    version: int
    number: str
    state: str
    state_words: str
    steps: tuple[StepRow, ...]
    moves: tuple[MoveRow, ...]
    records: tuple[RecordRow, ...]
    kinds: tuple[KindRow, ...]
    referrals: tuple[ReferralRow, ...]
    participants: tuple[ParticipantRow, ...]
    objections: tuple[ObjectionRow, ...]
    history: tuple[HistoryRow, ...]
    has_participants: bool
    objection_kind: str | None
    is_common: bool
    may_act: bool
    sees_applicant: bool


def road_view(session: Session, request_id: int, actor: Actor) -> RoadView | None:
    """The road of one request; None where there is none or this actor is not to know of it."""
    request = session.get(Request, request_id)
    if request is None or is_hidden_from(actor, is_confidential=entry_of(request).confidential):
        return None
    road, passed = road_for(request), passed_of(session, request)
    is_seen = sees_applicant(actor, prefix=request.prefix)
    may_act = actor.may("file")
    return RoadView(
        request_id=request.id,
        version=request.version,
        number=request.number,
        state=request.state,
        state_words=request_states.state_words(request.state),
        steps=_steps(road, passed),
        moves=_moves(request, road, passed) if may_act else (),
        records=_records(session, request, is_seen=is_seen),
        kinds=_kinds(request, road, passed) if may_act else (),
        referrals=_referrals(session, request),
        participants=_participants(session, request, is_seen=is_seen),
        objections=_objections(session, request, is_seen=is_seen),
        history=_history(session, request, is_seen=is_seen),
        has_participants=road.has_participants,
        objection_kind=road.objection,
        is_common=road.is_common,
        may_act=may_act,
        sees_applicant=is_seen,
    )


def _steps(road: Road, passed: Passed) -> tuple[StepRow, ...]:
    done = [roads.is_done(step, passed) for step in road.steps]
    coming = next(
        (at for at, step in enumerate(road.steps) if not done[at] and not step.is_optional), len(done)
    )
    return tuple(
        StepRow(
            key=step.key,
            label=step.label,
            text=step.text,
            actor=_(roads.ACTORS[step.actor]),
            is_done=done[at],
            is_next=at == coming,
            is_optional=step.is_optional,
            may_tick=roads.may_tick(step),
            shown_by=step.done_by.partition(":")[2] if step.done_by.startswith("record:") else None,
        )
        for at, step in enumerate(road.steps)
    )


def _moves(request: Request, road: Road, passed: Passed) -> tuple[MoveRow, ...]:
    return tuple(
        MoveRow(
            key=move.key,
            title=_(move.title),
            asks_reason=move.asks_reason,
            fields=request_states.FIELDS.get(move.key, ()),
            missing=roads.missing_for(road, move.key, passed),
            missing_keys=roads.missing_keys(road, move.key, passed),
        )
        for move in request_states.moves_from(request.state)
        if move.key != "object" or road.objection is not None
    )


def _kinds(request: Request, road: Road, passed: Passed) -> tuple[KindRow, ...]:
    if request.state not in (*request_states.OPEN, "handed_over", "finished", "objected"):
        return ()
    following = {"complete": "begin", "in_process": "make_ready", "ready": "hand_over"}
    needed = road.needs.get(following.get(request.state, "finish"), ())
    offered = [request_records.KINDS[key] for key in roads.kinds_offered(road, passed.records)]
    return tuple(KindRow(kind.key, _(kind.title), kind.fields, kind.key in needed) for kind in offered)


def _records(session: Session, request: Request, *, is_seen: bool) -> tuple[RecordRow, ...]:
    found = session.execute(
        select(RequestRecord, Account.name)
        .join(Account, Account.id == RequestRecord.recorded_by)
        .where(RequestRecord.request_id == request.id, RequestRecord.taken_back_at.is_(None))
        .order_by(RequestRecord.id)
    )
    return tuple(
        RecordRow(
            id=record.id,
            kind=record.kind,
            title=_(request_records.KINDS[record.kind].title),
            words=_record_words(record, is_seen=is_seen),
            on=record.on,
            by_name=name,
        )
        for record, name in found
    )


def _record_words(record: RequestRecord, *, is_seen: bool) -> str:
    if request_records.KINDS[record.kind].is_restricted and not is_seen:
        return _HIDDEN
    return request_records.summary(record.kind, record.facts)


def _referrals(session: Session, request: Request) -> tuple[ReferralRow, ...]:
    found = session.scalars(select(Referral).where(Referral.request_id == request.id).order_by(Referral.id))
    return tuple(
        ReferralRow(
            id=each.id,
            to_unit=each.to_unit,
            to_person=each.to_person,
            instruction=each.instruction,
            referred_by=each.referred_by_name,
            made_at=each.made_at,
            acknowledged_by=each.acknowledged_by_name,
            acknowledged_at=each.acknowledged_at,
        )
        for each in found
    )


def _participants(session: Session, request: Request, *, is_seen: bool) -> tuple[ParticipantRow, ...]:
    found = session.scalars(
        select(Participant)
        .where(Participant.request_id == request.id, Participant.removed_at.is_(None))
        .order_by(Participant.name, Participant.id)
    )
    return tuple(
        ParticipantRow(
            id=each.id,
            name=each.name if is_seen else texts.initials(each.name),
            identity_number=texts.masked_nik(each.identity_number) if each.identity_number else None,
            institution=each.institution,
            phone=phones.shown(each.phone) if each.phone and is_seen else None,
            email=each.email if is_seen else None,
            is_present=each.attended_at is not None,
            is_surveyed=each.surveyed_at is not None,
        )
        for each in found
    )


def _objections(session: Session, request: Request, *, is_seen: bool) -> tuple[ObjectionRow, ...]:
    found = session.scalars(
        select(Objection).where(Objection.request_id == request.id).order_by(Objection.id)
    )
    return tuple(
        ObjectionRow(
            id=each.id,
            version=each.version,
            kind=objections.kind_words(each.kind),
            number=each.number,
            state=each.state,
            state_words=_(objections.STATES[each.state]),
            grounds=tuple(f"{letter}. {_(objections.GROUNDS[letter])}" for letter in each.grounds),
            case=each.case if is_seen else _HIDDEN,
            by_name=each.by_name if is_seen else texts.initials(each.by_name),
            by_proxy_name=each.by_proxy_name if is_seen else None,
            received_on=each.received_on,
            due_on=each.due_on,
            decision=_(objections.DECISIONS[each.decision]) if each.decision else None,
            answer=each.answer if is_seen or not each.answer else _HIDDEN,
            superior=each.superior,
        )
        for each in found
    )


def _history(session: Session, request: Request, *, is_seen: bool) -> tuple[HistoryRow, ...]:
    found = session.execute(
        select(RequestMove, Account.name)
        .join(Account, Account.id == RequestMove.made_by)
        .where(RequestMove.request_id == request.id)
        .order_by(RequestMove.id)
    )
    return tuple(
        HistoryRow(
            at=each.made_at,
            by_name=name,
            words=_(request_states.MOVES[each.move].past),
            state_words=request_states.state_words(each.to_state),
            reason=each.reason,
            told=request_states.told(each.move, each.facts) if is_seen else "",
        )
        for each, name in found
    )


@dataclass(frozen=True, slots=True)
class ObjectionDue:
    """An objection that waits for its answer, for the work list."""

    request_id: int
    number: str
    request_number: str
    due_on: date | None
    days_left: int | None


def objections_due(session: Session) -> tuple[ObjectionDue, ...]:
    """The registered objections, the nearest limit first; those without a clock last."""
    today = clock.today()
    found = session.execute(
        select(Objection, Request.number)
        .join(Request, Request.id == Objection.request_id)
        .where(Objection.state == "registered")
        .order_by(Objection.due_on.is_(None), Objection.due_on, Objection.id)
    )
    return tuple(
        ObjectionDue(
            request_id=each.request_id,
            number=each.number,
            request_number=number,
            due_on=each.due_on,
            days_left=(each.due_on - today).days if each.due_on else None,
        )
        for each, number in found
    )
