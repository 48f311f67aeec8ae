"""Writes down what happens on a request's road, and takes back what was wrong; knows no screen.

A record that fixes what the promise depends on (the class of a complaint, the coordination with other
offices) sets it in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Request, RequestRecord, RequestStep
from desk.models.passed import road_for
from desk.models.promises import entry_of
from desk.operations.journal import Act, note
from desk.operations.request_changes import looked_at
from desk.operations.request_promises import settle
from desk.rules import request_records, request_states, roads
from desk.rules.request_records import RecordKind
from desk.rules.rights import Actor
from desk.rules.texts import clean, reason_of


@dataclass(frozen=True)
class RecordOrder:
    """One record of the request as it was seen; `on` is the day it happened, at the latest today."""

    key: str
    request_id: int
    version: int
    kind: str
    answers: Mapping[str, Any]
    on: date | None = None


@dataclass(frozen=True)
class TakeBackOrder:
    """A record that was wrong, and why."""

    request_id: int
    version: int
    record_id: int
    reason: str


@dataclass(frozen=True)
class TickOrder:
    """A step of the service's procedure, done on a day or (`is_done` False) not done after all."""

    request_id: int
    version: int
    step_key: str
    is_done: bool = True
    on: date | None = None
    note: str = ""


def record(session: Session, order: RecordOrder, actor: Actor) -> int:
    """Keep one record; its id. The same order twice is one record."""
    actor.require("file")
    there = session.scalar(select(RequestRecord).where(RequestRecord.key == order.key))
    if there is not None:
        return there.id
    request = looked_at(session, order, actor)
    kind = request_records.kind_of(order.kind)
    roads.check_record(road_for(request), order.kind)
    _check_open(session, request, kind)
    made = RequestRecord(
        key=order.key,
        request_id=request.id,
        kind=order.kind,
        facts=request_records.accepted(order.kind, order.answers),
        on=_day(order.on),
        recorded_at=clock.now(),
        recorded_by=actor.account_id,
    )
    session.add(made)
    session.flush()
    _follow(session, request, made)
    request.version += 1
    words = _("dirahasiakan") if kind.is_restricted else request_records.summary(made.kind, made.facts)
    sentence = _("{title} permohonan {number} dicatat: {words}.")
    text = sentence.format(title=_(kind.title), number=request.number, words=words.rstrip("."))
    note(session, actor, Act("request.record", request.id, text))
    return made.id


def take_back(session: Session, order: TakeBackOrder, actor: Actor) -> None:
    """Take a record back with a reason; it stays as a trail and counts no more."""
    request = looked_at(session, order, actor)
    found = session.get(RequestRecord, order.record_id)
    if found is None or found.request_id != request.id:
        raise Refused(_("Catatan ini tidak ditemukan."))
    if found.taken_back_at is not None:
        return
    _check_movable(request)
    reason = reason_of(order.reason)
    found.taken_back_at, found.taken_back_by = clock.now(), actor.account_id
    found.taken_back_reason = reason
    _unfollow(session, request, found.kind)
    request.version += 1
    title = _(request_records.KINDS[found.kind].title)
    sentence = _("{title} permohonan {number} ditarik: {reason}.")
    text = sentence.format(title=title, number=request.number, reason=reason.rstrip("."))
    note(session, actor, Act("request.take_back_record", request.id, text))


def tick(session: Session, order: TickOrder, actor: Actor) -> None:
    """Tick a step of the printed procedure, or take the tick away; what a move shows is not ticked."""
    request = looked_at(session, order, actor)
    _check_movable(request)
    step = next((each for each in road_for(request).steps if each.key == order.step_key), None)
    if step is None or not roads.may_tick(step):
        raise Refused(_("Langkah ini tidak dicentang sendiri."), field="step_key")
    there = session.scalar(
        select(RequestStep).where(RequestStep.request_id == request.id, RequestStep.step_key == step.key)
    )
    if (there is not None) == order.is_done:
        return
    if there is not None:
        session.delete(there)
    else:
        session.add(
            RequestStep(
                request_id=request.id,
                step_key=step.key,
                done_on=_day(order.on),
                note=clean(order.note, limit=400, field="note") or None,
                ticked_at=clock.now(),
                ticked_by=actor.account_id,
            )
        )
    request.version += 1
    sentence = _("Langkah {label} permohonan {number} dicentang.") if order.is_done else ""
    sentence = sentence or _("Centang langkah {label} permohonan {number} dihapus.")
    text = sentence.format(label=step.label, number=request.number)
    note(session, actor, Act("request.tick", request.id, text))


_LATE_KINDS = (
    "satisfaction",
    "rating",
    "survey_invitation",
    "quarterly_evaluation",
    "bsre_result",
    "delivery",
)
"""What may still be written down when the product is out of the house."""


def _check_open(session: Session, request: Request, kind: RecordKind) -> None:
    _check_movable(request)
    if request.state in ("handed_over", "finished") and kind.key not in _LATE_KINDS:
        sentence = _("Permohonan {number} {state}; buka kembali dahulu.")
        raise Refused(sentence.format(number=request.number, state=request_states.state_words(request.state)))
    if kind.is_repeated:
        return
    standing = {each.kind for each in session.scalars(RequestRecord.standing(request.id))}
    if kind.key in standing:
        sentence = _("{title} sudah dicatat; tarik yang lama dahulu.")
        raise Refused(sentence.format(title=_(kind.title)), field="kind")


def _check_movable(request: Request) -> None:
    if request.state in ("withdrawn", "refused", "redirected"):
        sentence = _("Permohonan {number} {state}; buka kembali dahulu.")
        raise Refused(sentence.format(number=request.number, state=request_states.state_words(request.state)))


def _day(on: date | None) -> date:
    today = clock.today()
    if on is not None and on > today:
        raise Refused(_("Tanggal catatan tidak boleh sesudah hari ini."), field="on")
    return on or today


def _follow(session: Session, request: Request, made: RequestRecord) -> None:
    """What a record sets besides: the class and national number of a complaint, the longer limit (N56)."""
    if made.kind == "sp4n_verification":
        request.portal_number = made.facts["national_number"]
        _set_variant(session, request, made.facts["variant"])
    if made.kind == "opd_coordination" and "dengan_koordinasi" in _variants(request):
        if request.due_on is not None and made.on > request.due_on:
            sentence = _("Batas tanpa koordinasi sudah lewat; jangka waktu tidak dapat diperpanjang.")
            raise Refused(sentence, field="on")
        _set_variant(session, request, "dengan_koordinasi")


def _unfollow(session: Session, request: Request, kind: str) -> None:
    """Without the record that set it the request counts as it was filed: no longer limit stays behind."""
    if kind == "opd_coordination" and "dengan_koordinasi" not in _variants(request):
        return
    session.flush()
    standing = {each.kind for each in session.scalars(RequestRecord.standing(request.id))}
    if kind in ("sp4n_verification", "opd_coordination") and kind not in standing:
        request.variant = entry_of(request).default_variant
        settle(session, request, complete_at=clock.now())


def _variants(request: Request) -> frozenset[str]:
    return frozenset(variant.key for variant in entry_of(request).variants)


def _set_variant(session: Session, request: Request, variant: str) -> None:
    if variant not in _variants(request):
        raise Refused(_("Klasifikasi ini tidak ada pada standarnya."), field="variant")
    request.variant = variant
    settle(session, request, complete_at=clock.now())
