"""The two registers that are no requests: complaints about the service, and objections; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Objection, Request, ServiceComplaint
from desk.models.promises import entry_of
from desk.rules import objections, texts
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.rights import Actor

WATCHES = frozenset({"ServiceComplaint", "Objection", "Request"})
_MOST = 200


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint; who complained only for those who may see names."""

    id: int
    version: int
    number: str
    received_at: datetime
    channel: str
    name: str | None
    contact: str | None
    text: str
    state: str
    answer: str | None
    answered_at: datetime | None
    age: int
    """Days since it came."""


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """One objection in the register, with the request it is about; `days_left` None without a clock."""

    id: int
    request_id: int
    number: str
    request_number: str
    kind: str
    by_name: str
    state: str
    state_words: str
    received_on: date
    due_on: date | None
    days_left: int | None


def complaint_rows(session: Session, actor: Actor) -> tuple[ComplaintRow, ...]:
    """Complaints, the open ones first, then the newest."""
    actor.require("look")
    today = clock.today()
    may_see = actor.may("see_names")
    found = session.scalars(
        select(ServiceComplaint)
        .order_by(ServiceComplaint.state != "open", ServiceComplaint.id.desc())
        .limit(_MOST)
    )
    return tuple(
        ComplaintRow(
            id=each.id,
            version=each.version,
            number=each.number,
            received_at=each.received_at,
            channel=each.channel,
            name=each.name if may_see or each.name is None else texts.initials(each.name),
            contact=each.contact if may_see else None,
            text=each.text,
            state=each.state,
            answer=each.answer,
            answered_at=each.answered_at,
            age=(today - each.received_on).days,
        )
        for each in found
    )


def objection_lines(session: Session, actor: Actor) -> tuple[ObjectionLine, ...]:
    """Objections, those that wait for an answer by their limit first, then the newest."""
    actor.require("look")
    today = clock.today()
    found = session.execute(
        select(Objection, Request)
        .join(Request, Request.id == Objection.request_id)
        .order_by(
            Objection.state != "registered",
            Objection.due_on.is_(None),
            Objection.due_on,
            Objection.id.desc(),
        )
        .limit(_MOST)
    )
    return tuple(
        ObjectionLine(
            id=each.id,
            request_id=each.request_id,
            number=each.number,
            request_number=request.number,
            kind=objections.kind_words(each.kind),
            by_name=(
                each.by_name if sees_applicant(actor, prefix=request.prefix) else texts.initials(each.by_name)
            ),
            state=each.state,
            state_words=_(objections.STATES[each.state]),
            received_on=each.received_on,
            due_on=each.due_on,
            days_left=(each.due_on - today).days if each.due_on else None,
        )
        for each, request in found
        if not is_hidden_from(actor, is_confidential=entry_of(request).confidential)
    )
