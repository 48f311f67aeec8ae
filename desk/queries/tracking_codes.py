"""What a tracking code stands for in this office; knows nothing of how it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Booking, Request, TrackingKey
from desk.rules import tracking_codes

WATCHES = frozenset({"Request", "Booking"})

State = Literal["valid", "unknown", "foreign"]


@dataclass(frozen=True)
class CodeOwner:
    """Whose code it is: a request, or a booking that has none; both None where no record carries it."""

    code: str
    state: State
    request_id: int | None = None
    booking_id: int | None = None


def owner_of(session: Session, code: str) -> CodeOwner:
    """Whether a well-formed code was signed here, and which record carries it (DESIGN §8).

    A booking made for a request leads to the request, which shows both.
    """
    keys = [bytes.fromhex(secret) for secret in session.scalars(select(TrackingKey.secret))]
    if not tracking_codes.is_signed(code, keys):
        return CodeOwner(code, "foreign")
    request_id = session.scalar(select(Request.id).where(Request.code == code))
    if request_id is not None:
        return CodeOwner(code, "valid", request_id=request_id)
    booking = session.execute(
        select(Booking.id, Booking.request_id).where(Booking.code == code)
    ).one_or_none()
    if booking is not None:
        return CodeOwner(code, "valid", request_id=booking.request_id, booking_id=booking.id)
    return CodeOwner(code, "unknown")
