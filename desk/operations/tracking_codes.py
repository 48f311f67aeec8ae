"""Draws tracking codes that no record has; knows where codes are kept, not how they are made."""

from __future__ import annotations

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from desk.models import BlankForm, Booking, Request, TrackingKey
from desk.rules import tracking_codes

_DRAWS = 20


def draw(session: Session) -> str:
    """A fresh code signed with the newest key, unique over requests, bookings and forms (DESIGN §8)."""
    secret = session.scalars(select(TrackingKey.secret).order_by(TrackingKey.id.desc()).limit(1)).one()
    for _attempt in range(_DRAWS):
        code = tracking_codes.make(bytes.fromhex(secret))
        taken = or_(
            exists().where(Request.code == code),
            exists().where(Booking.code == code),
            exists().where(BlankForm.code == code),
        )
        if not session.scalar(select(taken)):
            return code
    raise RuntimeError("the random source repeats itself")
