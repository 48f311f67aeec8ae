"""Which entries of a calendar file are bookings already, by their UID; decides nothing."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk.models.bookings import Booking

OWN_SUFFIX = "@desk"
"""How our own export ends its UIDs: read back they are known."""


def known_uids(session: Session, uids: Collection[str]) -> frozenset[str]:
    """Those that were taken over before, or came from here."""
    own = {uid.removesuffix(OWN_SUFFIX): uid for uid in uids if uid.endswith(OWN_SUFFIX)}
    rows = session.execute(
        select(Booking.import_uid, Booking.key).where(
            or_(Booking.import_uid.in_(sorted(uids)), Booking.key.in_(sorted(own)))
        )
    )
    return frozenset(uid if uid is not None and uid in uids else own[key] for uid, key in rows)
