"""Keeps what was seen of a hall before or after its use; knows no paper and changes no booking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, ReadinessCheck
from desk.operations.journal import Act, note
from desk.rules import readiness
from desk.rules.hand_overs import check_at
from desk.rules.office_dates import span_words
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean


@dataclass(frozen=True)
class ReadinessOrder:
    """The look at a hall: each point of `readiness.POINTS` with what is wrong, "" where it is fine.

    `checked_at`: when it was looked at, where that is entered later; None is now.
    """

    key: str
    booking_id: int
    moment: str
    checked_by_name: str
    points: dict[str, str] = field(default_factory=dict)
    checked_at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True)
class Checked:
    """The check's id, and the words that warn the borrower; "" where nothing is wrong."""

    id: int
    warning: str


def check_hall(session: Session, order: ReadinessOrder, actor: Actor) -> Checked:
    """Write down how the hall was found; looked at again it is another check, and the newest holds."""
    actor.require("book")
    booking = session.get(Booking, order.booking_id)
    if booking is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    there = session.scalars(select(ReadinessCheck).where(ReadinessCheck.key == order.key)).one_or_none()
    if there is not None:
        return Checked(there.id, _warning(booking, there))
    name = clean(order.checked_by_name, limit=NAME_LIMIT, field="checked_by_name", label=_("Nama pemeriksa"))
    if not name:
        raise Refused(_("Isi nama pemeriksa."), field="checked_by_name")
    made = ReadinessCheck(
        key=order.key,
        booking_id=booking.id,
        moment=readiness.check_moment(order.moment),
        points=readiness.checked_points(order.points),
        checked_by_name=name,
        checked_at=check_at(order.checked_at or clock.now(), clock.now(), field="checked_at"),
        recorded_by=actor.account_id,
        note=clean(order.note or "", limit=NOTE_LIMIT, field="note", multiline=True) or None,
    )
    session.add(made)
    session.flush()
    faults = readiness.faults_words(made.points) or "semua baik"
    words = f"{booking.resource.name} diperiksa {readiness.MOMENTS[made.moment]}: {faults}"
    note(session, actor, Act("readiness.check_hall", booking.id, words))
    return Checked(made.id, _warning(booking, made))


def _warning(booking: Booking, made: ReadinessCheck) -> str:
    if made.moment != "before":
        return ""
    when = span_words(Span(booking.starts_at, booking.ends_at))
    return readiness.warning(booking.resource.name, when, made.points)
