"""Writes down that a videotron spot was shown; its proof is a photo attached to what is written here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Airing, Booking
from desk.operations.journal import Act, note
from desk.rules.hand_overs import check_at
from desk.rules.office_dates import clock_time, short_date
from desk.rules.rights import Actor
from desk.rules.texts import clean

NOTE_LIMIT = 400


@dataclass(frozen=True)
class AiringOrder:
    """When a booked spot was on the screen (now: None), and what there is to say of it."""

    key: str
    booking_id: int
    aired_at: datetime | None = None
    note: str | None = None


def air(session: Session, order: AiringOrder, actor: Actor) -> int:
    """Write a showing down; its id, to which the photo is attached (noun `airing`, purpose `proof`).

    Refused outside the time that was booked: a proof of another hour proves nothing of this spot.
    """
    actor.require("book")
    there = session.scalar(select(Airing.id).where(Airing.key == order.key))
    if there is not None:
        return there
    booking = session.get(Booking, order.booking_id)
    if booking is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    if booking.resource.kind != "videotron":
        raise Refused(_("Bukti tayang hanya untuk pesanan videotron."))
    at = check_at(order.aired_at or clock.now(), clock.now(), field="aired_at")
    if booking.state != "confirmed" or not booking.starts_at <= at <= booking.ends_at:
        raise Refused(_("Waktu tayang di luar jadwal pesanan ini."), field="aired_at")
    made = Airing(
        key=order.key,
        booking_id=booking.id,
        aired_at=at,
        note=clean(order.note or "", limit=NOTE_LIMIT, field="note", label=_("Catatan")) or None,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
    )
    session.add(made)
    session.flush()
    when = f"{short_date(clock.office_date(at))} {clock_time(at)}"
    note(session, actor, Act("airing.air", booking.id, f"{booking.purpose} tayang di videotron, {when}"))
    return made.id
