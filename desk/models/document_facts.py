"""Reads what a document can say from the rows of a request and a booking; writes nothing, words nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import availability, documents, roads
from desk.models.accounts import Account
from desk.models.bookings import Booking, Displacement
from desk.models.clock_events import ClockEvent
from desk.models.loans import HandOver, HandOverLine, ReadinessCheck
from desk.models.offices import Office
from desk.models.passed import road_for
from desk.models.promises import entry_of, items_of, marks_of
from desk.models.requests import Request, RequestParty
from desk.models.resources import Resource, ResourcePart
from desk.models.units import ResourceUnit
from desk.rules import checklists, document_facts, item_values, nips, phones
from desk.rules.document_facts import Facts
from desk.rules.letterheads import letterhead
from desk.rules.slips import without_niks
from desk.rules.spans import Span

_STANDING = ("tentative", "confirmed")


def read_facts(session: Session, request: Request | None, booking: Booking | None, *, actor: str) -> Facts:
    """Everything known of `request` and `booking`; of a request alone its newest standing booking too."""
    if booking is None and request is not None:
        booking = booking_of(session, request.id)
    return Facts(
        office=read_office(session),
        now=clock.now(),
        actor=actor,
        request=None if request is None else _request(session, request),
        booking=None if booking is None else _booking(session, booking),
    )


def booking_of(session: Session, request_id: int) -> Booking | None:
    """The booking a request's document speaks of: the newest that stands, else the newest."""
    found = session.scalars(
        select(Booking).where(Booking.request_id == request_id).order_by(Booking.id.desc())
    ).all()
    return next((each for each in found if each.state in _STANDING), found[0] if found else None)


def read_office(session: Session) -> document_facts.Office:
    """The office with whoever signs."""
    office = session.get_one(Office, 1)
    head = letterhead(office.name, address=office.address, phone=office.phone, place=office.place)
    officials = {
        row.role: document_facts.Official(
            row.position, row.name, nips.shown(row.nip) if row.nip else "", row.rank
        )
        for row in session.scalars(select(documents.Official))
    }
    return document_facts.Office(office.name, office.short_name, head, office.tracking_url, officials)


# ---- the request -----------------------------------------------------------------------------------------


def _request(session: Session, request: Request) -> document_facts.Request:
    entry = entry_of(request)
    items, marks = items_of(request, entry), marks_of(request)
    people = {party.role: party for party in request.parties}
    variant = entry.variant(request.variant)
    letter = request.letter
    return document_facts.Request(
        number=request.number,
        code=request.code,
        service=request.service.name,
        service_key=request.service.key,
        variant=request.variant or "",
        variant_words=variant.label if variant else "",
        state=request.state,
        unit=request.service.unit_name or "",
        received_at=request.received_at,
        due_on=request.due_on,
        applicant_kind=request.applicant_kind,
        applicant=_person(people.get("applicant")),
        contact=_person(people.get("contact") or people.get("carrier")),
        proxy=people["carrier"].name if "carrier" in people else "",
        letter=document_facts.LetterIn(letter.number or "", letter.letter_on, letter.subject or "")
        if letter
        else document_facts.LetterIn(),
        papers=tuple(
            (item.text, checklists.mark_word(marks[item.key][0]))
            for item in items
            if item.kind != "isian"
            and marks.get(item.key, ("missing", None))[0] in checklists.SATISFYING[item.kind]
        ),
        values={
            item.key: without_niks(item_values.shown(item, value))
            for item in items
            if item.kind == "isian" and (value := marks.get(item.key, ("", None))[1])
        },
        records={
            each.kind: {**each.facts, "on": each.on.isoformat()}
            for each in session.scalars(roads.RequestRecord.standing(request.id))
        },
        documents=road_for(request).documents,
        received_by=_account_name(session, request.received_by),
        extension=_extension(session, request.id),
        reason=_reason(session, request),
        objection=_objection(session, request.id),
    )


def _person(party: RequestParty | None) -> document_facts.Person:
    if party is None:
        return document_facts.Person()
    return document_facts.Person(
        name=party.name,
        phone=phones.shown(party.phone) if party.phone else "",
        email=party.email or "",
        address=party.address or "",
        institution=party.institution or "",
        position=party.position or "",
        occupation=party.occupation or "",
    )


def _account_name(session: Session, account_id: int) -> str:
    return session.scalar(select(Account.name).where(Account.id == account_id)) or ""


def _extension(session: Session, request_id: int) -> tuple[date, str] | None:
    events = session.scalars(ClockEvent.standing(request_id))
    return next(((event.on, event.reason) for event in events if event.kind == "extended"), None)


def _reason(session: Session, request: Request) -> str:
    moves = session.scalars(roads.RequestMove.of(request.id)).all()
    return next((move.reason or "" for move in reversed(moves) if move.to_state == "refused"), "")


def _objection(session: Session, request_id: int) -> document_facts.Objection | None:
    found = session.scalar(
        select(roads.Objection)
        .where(roads.Objection.request_id == request_id, roads.Objection.kind == "ppid")
        .order_by(roads.Objection.id.desc())
        .limit(1)
    )
    if found is None:
        return None
    return document_facts.Objection(
        number=found.number,
        grounds=tuple(found.grounds),
        case=found.case,
        by_name=found.by_name,
        by_proxy_name=found.by_proxy_name or "",
        received_at=found.received_at,
        due_on=found.due_on,
        superior=found.superior or "",
        decision=found.decision or "",
        answer=found.answer or "",
    )


# ---- the booking -----------------------------------------------------------------------------------------


def _booking(session: Session, booking: Booking) -> document_facts.Booking:
    span = Span(booking.starts_at, booking.ends_at)
    return document_facts.Booking(
        code=booking.code,
        resource=booking.resource.name,
        resource_kind=booking.resource.kind,
        quantity=booking.quantity,
        span=span,
        purpose=booking.purpose,
        borrower=booking.borrower_name,
        institution=booking.borrower_institution or "",
        phone=phones.shown(booking.borrower_phone) if booking.borrower_phone else "",
        head_count=booking.head_count,
        state=booking.state,
        reason=booking.decision_reason or "",
        is_outside=booking.is_outside_service,
        place=str(booking.details.get("place") or ""),
        things=_things(session, booking),
        free=_free(session, booking, span),
        passings=_passings(session, booking.id),
        checks=_checks(session, booking.id),
        displaced=_displaced(session, booking.id),
    )


def _things(session: Session, booking: Booking) -> tuple[document_facts.Thing, ...]:
    """What the booking takes along: the parts of a kit, else the resource itself."""
    rows = session.execute(
        select(Resource.name, Resource.asset_code, ResourcePart.quantity)
        .join(ResourcePart, ResourcePart.part_id == Resource.id)
        .where(ResourcePart.whole_id == booking.resource_id, Resource.is_handed_over)
        .order_by(Resource.position, Resource.id)
    ).all()
    if not rows:
        rows = [(booking.resource.name, booking.resource.asset_code, 1)]  # type: ignore[list-item]
    return tuple(
        document_facts.Thing(name, code or "", quantity * booking.quantity, "")
        for name, code, quantity in rows
    )


def _free(session: Session, booking: Booking, span: Span) -> tuple[Span, ...]:
    """Other times that would do; only for one that was not granted, and not for a day long past."""
    if booking.state in _STANDING or span.ends_at < clock.now():
        return ()
    tree = availability.resource_tree(session)
    want = tree.want(booking.resource_id, span, booking.quantity)
    found = availability.nearest_free(session, tree, want, booking.id)
    # the time that was refused is free again: it is no other time
    return tuple(each for each in found if not each.overlaps(span))


def _passings(session: Session, booking_id: int) -> tuple[document_facts.Passing, ...]:
    """What went and came; what was written down wrongly and taken back is as if it had not been."""
    found = session.scalars(
        select(HandOver).where(HandOver.booking_id == booking_id).order_by(HandOver.id)
    ).all()
    return tuple(_passing(session, each) for each in HandOver.standing(found))


def _passing(session: Session, made: HandOver) -> document_facts.Passing:
    return document_facts.Passing(
        direction=made.direction,
        stage=made.stage,
        at=made.at,
        giver=made.giver_name,
        giver_role=made.giver_role or "",
        receiver=made.receiver_name,
        receiver_role=made.receiver_role or "",
        receiver_phone=phones.shown(made.receiver_phone) if made.receiver_phone else "",
        things=tuple(_thing(session, line) for line in made.lines),
        note=made.note or "",
    )


def _thing(session: Session, line: HandOverLine) -> document_facts.Thing:
    resource = session.get_one(Resource, line.resource_id)
    unit = session.get(ResourceUnit, line.unit_id) if line.unit_id else None
    code = " · ".join(part for part in (unit.label, unit.asset_code or "") if part) if unit else ""
    return document_facts.Thing(
        name=unit.name if unit else resource.name,
        code=code or resource.asset_code or "",
        quantity=line.quantity,
        condition=line.condition,
        missing=tuple(map(str, line.missing)),
        note=line.note or "",
    )


def _checks(session: Session, booking_id: int) -> tuple[document_facts.Check, ...]:
    found = session.scalars(
        select(ReadinessCheck).where(ReadinessCheck.booking_id == booking_id).order_by(ReadinessCheck.id)
    )
    return tuple(
        document_facts.Check(
            moment=each.moment,
            points=tuple((str(key), str(fault or "")) for key, fault in each.points.items()),
            by=each.checked_by_name,
            at=each.checked_at,
            note=each.note or "",
        )
        for each in found
    )


def _displaced(session: Session, booking_id: int) -> document_facts.Displaced | None:
    found = session.scalar(select(Displacement).where(Displacement.displaced_id == booking_id))
    if found is None:
        return None
    event = session.get_one(Booking, found.by_booking_id)
    return document_facts.Displaced(
        order_number=found.order_number,
        order_on=found.order_on,
        signed_by=found.signed_by,
        reason=found.reason,
        event=event.purpose,
    )
