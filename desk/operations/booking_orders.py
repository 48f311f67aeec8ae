"""What is ordered of bookings and what is answered; frozen, and knows no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.rules.spans import Span


@dataclass(frozen=True)
class BookingOrder:
    """A span of a resource for a borrower; `key` is the UUID made when the form opened.

    `is_confirmed` books at once what is else *dipesan sementara*; it needs the right to decide. Instead of a
    resource's own key, `pool:zoom` asks for a free one of a pool: the smallest that seats the head count.
    """

    key: str
    resource_key: str
    span: Span
    purpose: str
    borrower_name: str
    quantity: int = 1
    borrower_institution: str | None = None
    borrower_phone: str | None = None
    head_count: int | None = None
    request_id: int | None = None
    note: str | None = None
    is_confirmed: bool = False
    details: Mapping[str, Any] = field(default_factory=dict)
    """What its kind asks besides (rules.booking_details)."""
    is_outside_service: bool = False
    """*Bukan layanan SK*: lent though no standard knows it."""


@dataclass(frozen=True)
class Booked:
    """What was booked; `hold_until` is None once confirmed, `warnings` are sentences that refuse nothing."""

    id: int
    code: str
    state: str
    hold_until: datetime | None
    warnings: tuple[str, ...] = ()
    resource_key: str = ""
    """Which one: of a pool it was not known before."""


@dataclass(frozen=True)
class ConfirmOrder:
    """The booking to confirm as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class ReasonOrder:
    """The booking to refuse or withdraw as it was seen, and why."""

    booking_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class MoveOrder:
    """Another span, and if need be another resource or quantity, for the booking as it was seen."""

    booking_id: int
    version: int
    span: Span
    resource_key: str
    quantity: int = 1


@dataclass(frozen=True)
class CorrectionOrder:
    """The words of a booking as they ought to be; its slot stays."""

    booking_id: int
    version: int
    purpose: str
    borrower_name: str
    borrower_institution: str | None = None
    borrower_phone: str | None = None
    head_count: int | None = None
    note: str | None = None
    details: Mapping[str, Any] | None = None
    """None leaves them as they are; so does the next."""
    is_outside_service: bool | None = None


@dataclass(frozen=True)
class RestoreOrder:
    """The refused, withdrawn, displaced or expired booking to bring back as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class SettleOrder:
    """Let go of the holds that have run out."""
