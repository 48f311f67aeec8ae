"""What a tracking code stands for in this office; knows nothing of how it was typed."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from desk.models import Booking, Request, TrackingKey
from desk.rules import tracking_codes

WATCHES = frozenset({"Request", "Booking"})

State = Literal["valid", "unknown", "foreign"]


def state_of(session: Session, code: str) -> State:
    """Whether a well-formed code was signed here, and if so whether a record carries it (DESIGN §8)."""
    keys = [bytes.fromhex(secret) for secret in session.scalars(select(TrackingKey.secret))]
    if not tracking_codes.is_signed(code, keys):
        return "foreign"
    taken = or_(exists().where(Request.code == code), exists().where(Booking.code == code))
    return "valid" if session.scalar(select(taken)) else "unknown"
