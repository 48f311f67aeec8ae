"""Requests and receipts that tests share, written straight as rows; all names are made up."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from homes import Home
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, ChecklistMark, PublicService, Request, RequestParty, Resource, Visit
from desk.operations.slips import ReceiptOrder, issue
from desk.operations.tracking_codes import draw
from desk.rules import checklists
from desk.rules.checklists import Item

RECEIVED_AT = datetime(2026, 4, 6, 1, 14, tzinfo=UTC)
"""09.14 WITA, a Monday."""
_SATISFIED = {"berkas": "original", "pernyataan": "declared", "akun": "filled", "isian": "filled"}


def key() -> str:
    """A fresh key, as a form makes one."""
    return str(uuid.uuid4())


def file_request(session: Session, home: Home, number: str = "2.1", **changes: Any) -> Request:
    """A request for Karangasem's service `number`; `missing` names the lines that are not there."""
    service = session.scalars(
        select(PublicService).where(PublicService.agency == "karangasem", PublicService.number == number)
    ).one()
    entry = checklists.read_checklist(service.checklist)
    kind = changes.pop("applicant_kind", entry.applicant_kinds[0])
    variant = changes.get("variant", entry.variants[0].key if entry.asks_variant else None)
    applicant = changes.pop("applicant", "Ni Luh Contoh")
    missing = changes.pop("missing", ())
    sequence = len(session.scalars(select(Request.id)).all()) + 1
    columns: dict[str, Any] = {
        "key": key(),
        "code": draw(session),
        "number": f"{service.prefix}/2026/{sequence:04}",
        "prefix": service.prefix,
        "year": 2026,
        "sequence": sequence,
        "service_id": service.id,
        "channel": "counter",
        "applicant_kind": kind,
        "variant": variant,
        "state": "incomplete" if missing else "complete",
        "received_at": RECEIVED_AT,
        "received_on": clock.office_date(RECEIVED_AT),
        "entered_at": RECEIVED_AT,
        "due_on": None if missing else date(2026, 4, 20),
        "due_words": entry.unknown_words if missing else "Pemberitahuan tertulis paling lambat",
        "search_key": "",
        "received_by": home.petugas.account_id,
    }
    request = Request(**{**columns, **changes})
    request.parties = [RequestParty(role="applicant", name=applicant, nik="5107044503900001")]
    items = checklists.checklist_for(entry, applicant_kind=kind, variant=variant or entry.default_variant)
    request.marks = [_mark(item, is_missing=item.key in missing) for item in items]
    session.add(request)
    session.flush()
    return request


def complete(session: Session, request: Request) -> None:
    """Everything is there now."""
    for mark in request.marks:
        if mark.mark == "missing":
            mark.mark = "copy"
    request.state, request.due_on = "complete", date(2026, 4, 21)
    request.completed_at = RECEIVED_AT + timedelta(days=1)
    request.due_words = "Pemberitahuan tertulis paling lambat"
    session.flush()


def book_hall(session: Session, home: Home, request: Request, state: str = "tentative") -> Booking:
    """The hall on Wednesday, 8 April 2026, 09.00–12.00 WITA, without its occupancy."""
    hall = session.scalars(select(Resource).where(Resource.key == "aula")).one()
    booking = Booking(
        key=key(),
        code=draw(session),
        request_id=request.id,
        resource_id=hall.id,
        starts_at=datetime(2026, 4, 8, 1, 0, tzinfo=UTC),
        ends_at=datetime(2026, 4, 8, 4, 0, tzinfo=UTC),
        purpose="Rapat contoh",
        borrower_name="Ni Luh Contoh",
        state=state,
        booked_at=RECEIVED_AT,
        booked_by=home.petugas.account_id,
    )
    session.add(booking)
    session.flush()
    return booking


def open_visit(session: Session, home: Home) -> Visit:
    """A visit of nobody in particular."""
    visit = Visit(
        key=key(),
        visited_on=clock.office_date(RECEIVED_AT),
        arrived_at=RECEIVED_AT,
        entered_at=RECEIVED_AT,
        kind="warga",
        purpose="Contoh",
        needs=[],
        received_by=home.petugas.account_id,
    )
    session.add(visit)
    session.flush()
    return visit


def issued(home: Home, **changes: Any) -> tuple[int, int]:
    """A request and its receipt: (request id, receipt id)."""

    def act(session: Session) -> tuple[int, int]:
        request = file_request(session, home, **changes)
        return request.id, issue(session, ReceiptOrder(key(), (request.id,)), home.petugas).receipt_id

    return home.database.write(act)


def _mark(item: Item, *, is_missing: bool) -> ChecklistMark:
    value = "Contoh isian" if item.kind == "isian" and not is_missing else None
    mark = "missing" if is_missing else _SATISFIED[item.kind]
    return ChecklistMark(item_key=item.key, mark=mark, value=value, marked_at=RECEIVED_AT)
