"""Puts the words of a tanda terima together from its requests; knows no paper and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Booking, Office, Request
from desk.rules import checklists, promises, texts
from desk.rules.checklists import Checklist, Item
from desk.rules.office_dates import clock_time, long_date, plain_date, span_words
from desk.rules.rights import Actor
from desk.rules.slips import (
    ReceiptKind,
    SlipBooking,
    SlipContent,
    SlipDocument,
    SlipLine,
    channels_worth_printing,
    fee_words,
    payload,
    without_niks,
)
from desk.rules.spans import Span

_FADES_AFTER = timedelta(days=20)
"""Some fourteen working days: thermal paper is not sure to be legible so long (SCREENS)."""


def content_for(
    session: Session, requests: Sequence[Request], *, kind: ReceiptKind, replaces: str, actor: Actor
) -> SlipContent:
    """The receipt of `requests` as it is to be frozen now."""
    office = session.get_one(Office, 1)
    channels = [
        (channel["type"], channel["label"], channel.get("value"))
        for request in requests
        for channel in request.service.entry["complaint_channels"]
    ]
    return SlipContent(
        kind=kind,
        office_name=office.name,
        office_address=office.address,
        office_phone=office.phone,
        issued_at=issued_words(clock.now()),
        lines=tuple(_line(session, request, office) for request in requests),
        channels=channels_worth_printing(channels),
        initials=texts.initials(actor.name),
        replaces=replaces,
        advice=_("Kertas ini dapat memudar: foto tanda terima ini.") if any(map(_is_long, requests)) else "",
    )


def issued_words(at: datetime) -> str:
    """ "6 April 2026, 09.15 WITA"."""
    return _("{day}, {hour} WITA").format(day=plain_date(clock.office_date(at)), hour=clock_time(at))


def _moment(at: datetime) -> str:
    return _("{day}, {hour} WITA").format(day=long_date(clock.office_date(at)), hour=clock_time(at))


def missing_of(request: Request) -> tuple[Item, ...]:
    """The required lines that the request's file still lacks."""
    entry = checklists.read_checklist(request.service.checklist)
    marks = {mark.item_key: mark.mark for mark in request.marks}
    values = {mark.item_key: mark.value for mark in request.marks if mark.value}
    return checklists.missing(_items(request, entry), marks, values)


def _is_long(request: Request) -> bool:
    return request.due_on is None or request.due_on - request.received_on > _FADES_AFTER


def _line(session: Session, request: Request, office: Office) -> SlipLine:
    entry = checklists.read_checklist(request.service.checklist)
    applicant = next((party.name for party in request.parties if party.role == "applicant"), "")
    completed = request.completed_at
    fee, fee_note = fee_words(entry.fee_words)
    return SlipLine(
        number=request.number,
        service=request.service.name,
        code=request.code,
        payload=payload(request.code, office.tracking_url),
        applicant=without_niks(applicant),
        received_at=_moment(request.received_at),
        completed_at=_moment(completed) if completed and completed > request.received_at else "",
        promise=request.due_words,
        due=long_date(request.due_on) if request.due_on else "",
        counted=_counted(request, entry),
        documents=_documents(request, entry),
        missing=tuple(item.text for item in missing_of(request)),
        bookings=_bookings(session, request),
        fee=fee,
        fee_note=fee_note,
    )


def _counted(request: Request, entry: Checklist) -> str:
    """How the date is counted, in the standard's own words."""
    limit = promises.limit_for(entry, request.variant)
    if limit is None:
        return ""
    said = [limit.starts_words, limit.extension.words if limit.extension else ""]
    return "; ".join(words for words in said if words and words != request.due_words)


def _items(request: Request, entry: Checklist) -> tuple[Item, ...]:
    variant = request.variant or entry.default_variant
    return checklists.checklist_for(entry, applicant_kind=request.applicant_kind, variant=variant)


def _documents(request: Request, entry: Checklist) -> tuple[SlipDocument, ...]:
    """What was handed in; what was filled in stays off the paper, private or not."""
    marks = {mark.item_key: mark.mark for mark in request.marks}
    there = (
        (item, marks[item.key])
        for item in _items(request, entry)
        if item.kind != "isian" and marks.get(item.key) in checklists.SATISFYING[item.kind]
    )
    return tuple(SlipDocument(item.text, checklists.mark_word(mark)) for item, mark in there)


def _bookings(session: Session, request: Request) -> tuple[SlipBooking, ...]:
    states = {
        "tentative": _("dipesan sementara, menunggu konfirmasi Pemegang Barang/Aset"),
        "confirmed": _("jadwal dikonfirmasi"),
    }
    booked = session.scalars(
        select(Booking)
        .where(Booking.request_id == request.id, Booking.state.in_(states))
        .order_by(Booking.starts_at, Booking.id)
    )
    return tuple(
        SlipBooking(
            booking.resource.name,
            span_words(Span(booking.starts_at, booking.ends_at)),
            states[booking.state],
        )
        for booking in booked
    )
