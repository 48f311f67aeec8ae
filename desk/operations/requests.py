"""Filing a request for a public service, its booking with it; knows no screen and no paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import (
    Booking,
    ChecklistMark,
    Letter,
    Office,
    PublicService,
    Request,
    RequestParty,
    Visit,
)
from desk.operations import blank_forms, bookings, request_facts, tracking_codes
from desk.operations.journal import Act, note
from desk.operations.numbers import next_sequence
from desk.operations.request_facts import Accepted, Before
from desk.operations.request_orders import Filed, RequestOrder
from desk.operations.request_promises import settle
from desk.rules import checklists, numbers
from desk.rules.rights import Actor


def file(session: Session, order: RequestOrder, actor: Actor) -> Filed:
    """File a request, number and code given in this transaction; incomplete files are filed too.

    The booking that comes with it is made or nothing is: a Clash goes through (fields `booking.…`).
    """
    actor.require("file")
    known = session.scalar(select(Request).where(Request.key == order.key))
    if known is not None:
        return _filed(session, known, ())
    service = _service_to_file(session, order.service)
    visit = _visit(session, order.visit_id)
    entry = checklists.read_checklist(service.checklist)
    accepted = request_facts.accept(order, entry, before=_known_of(visit))
    entered_at = clock.now()
    form = blank_forms.unused_form(session, order.preprinted_code) if order.preprinted_code.strip() else None
    request = Request(
        key=order.key,
        code=form.code if form else tracking_codes.draw(session),
        service=service,
        visit_id=order.visit_id,
        state="incomplete",
        entered_at=entered_at,
        received_by=actor.account_id,
        **request_facts.received(order, entered_at=entered_at),
        **_numbered(session, service, entered_at),
    )
    keep_facts(session, request, accepted)
    settle(session, request, complete_at=request.received_at)
    session.add(request)
    session.flush()
    if form is not None:
        form.request_id = request.id
    note(session, actor, Act("request.file", request.id, _sentence(request)))
    _book(session, order, request, actor)
    return _filed(session, request, accepted.warnings)


def keep_facts(session: Session, request: Request, accepted: Accepted) -> None:
    """Write accepted facts onto `request`; marks of lines that are no longer asked stay as they were."""
    request.variant = accepted.variant
    for name, value in accepted.columns.items():
        setattr(request, name, value)
    _keep_parties(session, request, accepted)
    _keep_letter(session, request, accepted.letter)
    keep_marks(request, accepted.marks)
    request.search_key = request_facts.search_key(
        (request.number, request.portal_number), accepted.parties, accepted.letter
    )


def keep_marks(request: Request, marks: request_facts.Marks) -> None:
    """Write these marks onto `request`; a line that did not change keeps its moment."""
    now = clock.now()
    kept = {mark.item_key: mark for mark in request.marks}
    for key, (mark, value) in marks.items():
        line = kept.get(key)
        if line is None:
            request.marks.append(ChecklistMark(item_key=key, mark=mark, value=value, marked_at=now))
        elif (line.mark, line.value) != (mark, value):
            line.mark, line.value, line.marked_at = mark, value, now


def _keep_parties(session: Session, request: Request, accepted: Accepted) -> None:
    kept = {party.role: party for party in request.parties}
    for role, columns in accepted.parties.items():
        if role not in kept:
            request.parties.append(RequestParty(role=role, **columns))
            continue
        for name, value in columns.items():
            setattr(kept[role], name, value)
    for role, party in kept.items():
        if role not in accepted.parties:
            session.delete(party)


def _keep_letter(session: Session, request: Request, letter: dict[str, Any] | None) -> None:
    kept = request.letter
    if letter is None:
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        request.letter = Letter(**letter)
        return
    for name, value in letter.items():
        setattr(kept, name, value)


def _service_to_file(session: Session, wanted: int | str) -> PublicService:
    """A service of the agency served, in force and offered."""
    agency = session.scalars(select(Office.agency)).one()
    services = session.scalars(PublicService.in_force(agency))
    found = next((service for service in services if wanted in (service.id, service.key)), None)
    if found is None:
        raise Refused(_("Layanan ini tidak ada pada standar yang berlaku di kantor ini."), field="service")
    if not found.is_offered:
        sentence = _("Layanan {number} {name} sedang tidak dibuka di loket ini.")
        raise Refused(sentence.format(number=found.number, name=found.name), field="service")
    return found


def _visit(session: Session, visit_id: int | None) -> Visit | None:
    if visit_id is None:
        return None
    visit = session.get(Visit, visit_id)
    if visit is None or visit.withdrawn_at is not None:
        raise Refused(_("Kunjungan ini tidak ada atau sudah dibatalkan."), field="visit_id")
    return visit


def _known_of(visit: Visit | None) -> Before:
    """The visitor's NIK, which the form shows and sends back masked."""
    nik = visit.visitor.nik if visit is not None and visit.visitor is not None else None
    return Before({}, {"applicant": nik} if nik else {})


def _numbered(session: Session, service: PublicService, entered_at: datetime) -> dict[str, Any]:
    """The number of the office year of entry: at 00:30 WITA on 1 January that is the new year."""
    year = clock.office_date(entered_at).year
    sequence = next_sequence(session, service.prefix, year)
    return {
        "prefix": service.prefix,
        "year": year,
        "sequence": sequence,
        "number": numbers.number(service.prefix, year, sequence),
    }


def _sentence(request: Request) -> str:
    sentence = _("Permohonan {number} dicatat: {service}.").format(
        number=request.number, service=request.service.name
    )
    if request.back_date_reason:
        received = clock.to_office(request.received_at).strftime("%d/%m/%Y %H.%M")
        sentence += " " + _("Diterima {when}, dicatat belakangan: {reason}.").format(
            when=received, reason=request.back_date_reason
        )
    return sentence


def _book(session: Session, order: RequestOrder, request: Request, actor: Actor) -> None:
    if order.booking is None:
        return
    try:
        bookings.book(session, replace(order.booking, request_id=request.id), actor)
    except Refused as refused:
        if refused.field and not refused.field.startswith("booking."):
            refused.field = f"booking.{refused.field}"
        raise


def _filed(session: Session, request: Request, warnings: tuple[str, ...]) -> Filed:
    booked = select(Booking.id).where(Booking.request_id == request.id).order_by(Booking.id).limit(1)
    return Filed(
        id=request.id,
        number=request.number,
        code=request.code,
        is_complete=request.completed_at is not None,
        due_on=request.due_on,
        due_words=request.due_words,
        booking_id=session.scalar(booked),
        warnings=warnings,
    )
