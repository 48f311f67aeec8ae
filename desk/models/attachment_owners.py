"""To which records files may be attached, and whether an actor may know of them; decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desk.models.bookings import Booking, Displacement, WaitingEntry
from desk.models.documents import Document
from desk.models.loans import Airing, HandOver, KeyHolding, Liability, ReadinessCheck
from desk.models.promises import entry_of
from desk.models.requests import Request
from desk.models.resources import Resource
from desk.models.roads import Objection, RequestRecord, ServiceComplaint
from desk.models.units import Outage, ResourceUnit, StockTake
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.rights import Actor


@dataclass(frozen=True)
class OwnerKind:
    """A noun that may own files: its entity, the right to attach, and whether its files are evidence.

    Evidence of a fact (a photo at the hand-over, a proof of airing) is only hidden when it is taken off;
    a citizen's paper that was attached by mistake is wiped.
    """

    entity: type[Any]
    right: str
    is_evidence: bool = True


OWNERS: dict[str, OwnerKind] = {
    "request": OwnerKind(Request, "file", is_evidence=False),
    "request_record": OwnerKind(RequestRecord, "file", is_evidence=False),
    "objection": OwnerKind(Objection, "file", is_evidence=False),
    "complaint": OwnerKind(ServiceComplaint, "file", is_evidence=False),
    "booking": OwnerKind(Booking, "book", is_evidence=False),
    "waiting_entry": OwnerKind(WaitingEntry, "book", is_evidence=False),
    "displacement": OwnerKind(Displacement, "displace"),
    "document": OwnerKind(Document, "issue"),
    "hand_over": OwnerKind(HandOver, "hand_over"),
    "key_holding": OwnerKind(KeyHolding, "book"),
    "readiness_check": OwnerKind(ReadinessCheck, "book"),
    "airing": OwnerKind(Airing, "book"),
    "liability": OwnerKind(Liability, "keep_stock"),
    "outage": OwnerKind(Outage, "keep_stock"),
    "resource": OwnerKind(Resource, "keep_stock"),
    "resource_unit": OwnerKind(ResourceUnit, "keep_stock"),
    "stock_take": OwnerKind(StockTake, "keep_stock"),
}


def is_known_to(session: Session, noun: str, noun_id: int, actor: Actor) -> bool:
    """Whether there is such a record and `actor` may see its papers.

    A confidential request hides all of its own; a PPID applicant's papers (KTP, kuasa) show who applied.
    """
    kind = OWNERS.get(noun)
    record = session.get(kind.entity, noun_id) if kind else None
    if record is None:
        return False
    request = record if isinstance(record, Request) else _request_of(session, record)
    if request is None:
        return True
    is_hidden = is_hidden_from(actor, is_confidential=entry_of(request).confidential)
    return not is_hidden and sees_applicant(actor, prefix=request.prefix)


def _request_of(session: Session, record: Any) -> Request | None:
    """The request behind a record, be it through its booking."""
    request_id = getattr(record, "request_id", None)
    booking_id = getattr(record, "booking_id", None) or getattr(record, "displaced_id", None)
    if request_id is None and booking_id is not None:
        request_id = session.get_one(Booking, booking_id).request_id
    return None if request_id is None else session.get_one(Request, request_id)
