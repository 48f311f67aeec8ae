"""How far a request has come on its road, read from its rows; changes nothing and knows no screen."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desk.models.bookings import Booking
from desk.models.documents import Document
from desk.models.requests import Request
from desk.models.roads import Objection, Referral, RequestMove, RequestRecord, RequestStep
from desk.rules.document_kinds import stood_for
from desk.rules.roads import Passed, Road, road_of


def road_for(request: Request) -> Road:
    """The road of the version that the request was filed under."""
    return road_of(request.service.key, request.service.entry["procedure"])


def passed_of(session: Session, request: Request) -> Passed:
    """What shows how far `request` has come; in objection the state before it counts."""
    records = session.scalars(RequestRecord.standing(request.id)).all()
    objections = session.scalars(select(Objection.state).where(Objection.request_id == request.id)).all()
    documents = select(Document.kind).where(Document.request_id == request.id, Document.voided_at.is_(None))
    steps = select(RequestStep.step_key).where(RequestStep.request_id == request.id)
    booked = exists().where(Booking.request_id == request.id, Booking.state == "confirmed")
    return Passed(
        state=_state(session, request),
        is_complete=request.completed_at is not None,
        records=frozenset(record.kind for record in records),
        documents=stood_for(session.scalars(documents)),
        ticked=frozenset(session.scalars(steps)),
        has_referral=session.scalar(select(exists().where(Referral.request_id == request.id))) or False,
        has_objection=bool(objections),
        objection_is_answered=any(state != "registered" for state in objections),
        booking_is_confirmed=session.scalar(select(booked)) or False,
        verdicts={record.kind: record.facts["verdict"] for record in records if record.facts.get("verdict")},
    )


def _state(session: Session, request: Request) -> str:
    if request.state != "objected":
        return request.state
    moves = session.scalars(RequestMove.of(request.id)).all()
    return next((move.from_state for move in reversed(moves) if move.move == "object"), request.state)
