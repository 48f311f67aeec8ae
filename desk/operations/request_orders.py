"""What is ordered of a request and what comes back; knows no rule and no table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from desk.operations.bookings import BookingOrder
from desk.rules.spans import Span

Marks = Mapping[str, tuple[str, str | None]]
"""Tick list line → (mark, value); the marks are rules.checklists.MARKS."""


@dataclass(frozen=True)
class PartyOrder:
    """One of the four persons as typed; only the name is ever required."""

    name: str
    phone: str | None = None
    email: str | None = None
    nik: str | None = None
    address: str | None = None
    institution: str | None = None
    position: str | None = None
    occupation: str | None = None


@dataclass(frozen=True)
class LetterOrder:
    """The letter the request came with."""

    number: str | None = None
    letter_on: date | None = None
    subject: str | None = None
    sender: str | None = None
    agenda_number: str | None = None
    disposition: str | None = None


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """What is written of a request, at filing and again, whole, at each correction.

    `received_at` None is now (at a correction: as it was); an earlier moment wants `back_date_reason`.
    `event_span` fills the tick list's lines on the event that were left empty.
    """

    applicant_kind: str
    applicant: PartyOrder
    variant: str | None = None
    channel: str = "counter"
    portal_number: str | None = None
    """Its number in the system it came through; None leaves what stands there."""
    received_at: datetime | None = None
    back_date_reason: str | None = None
    carrier: PartyOrder | None = None
    signatory: PartyOrder | None = None
    contact: PartyOrder | None = None
    letter: LetterOrder | None = None
    details: str | None = None
    event_span: Span | None = None
    marks: Marks = field(default_factory=dict)
    assigned_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class RequestOrder(RequestFacts):
    """A request to file: `service` is the id of a PublicService or its key (`karangasem-2.1`).

    `key`: UUID made when the form opened. With `booking` the request and the booking stand or fall together.
    `preprinted_code`: of the emergency form it was written on; the request takes it as its own.
    """

    key: str
    service: int | str
    visit_id: int | None = None
    booking: BookingOrder | None = None
    preprinted_code: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestCorrection(RequestFacts):
    """The whole of a request as it should have been; `version` is the one that was looked at."""

    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class MarksOrder:
    """Lines of the tick list that changed; lines not named stay as they are."""

    request_id: int
    version: int
    marks: Marks


@dataclass(frozen=True)
class RequestWithdrawal:
    """The applicant takes the request back, or it was entered wrongly."""

    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class RequestRestoration:
    """A withdrawal that was a mistake."""

    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class AssignmentOrder:
    """Who is to handle it; None takes the assignment away."""

    request_id: int
    version: int
    assigned_to: str | None


@dataclass(frozen=True)
class Filed:
    """A request as filed; `due_words` stand before `due_on`, or in its place while there is none."""

    id: int
    number: str
    code: str
    is_complete: bool
    due_on: date | None
    due_words: str
    booking_id: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Marked:
    """A request after its tick list or facts changed; `became_complete` wants a receipt of completeness."""

    id: int
    version: int
    is_complete: bool
    became_complete: bool
    due_on: date | None
    due_words: str
    warnings: tuple[str, ...] = ()
