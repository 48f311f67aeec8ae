"""Notes who came, and what the officer decided about who did not; nothing here happens by itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.rules import bookings as rules
from desk.rules.rights import Actor

NOT_COME = "Peminjam tidak datang"


@dataclass(frozen=True)
class ArriveOrder:
    """The booking whose borrower came, as it was seen; `has_arrived` False takes a wrong check-in back."""

    booking_id: int
    version: int
    has_arrived: bool = True


@dataclass(frozen=True)
class KeepOrder:
    """The booking that keeps its slot though nobody has come yet, as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class ReleaseOrder:
    """The booking that is let go because nobody came, as it was seen."""

    booking_id: int
    version: int


def arrive(session: Session, order: ArriveOrder, actor: Actor) -> None:
    """The borrower is here."""
    actor.require("book")
    seen = parts.seen(session, order.booking_id, actor)
    booking = seen.booking
    if (booking.arrived_at is not None) == order.has_arrived and booking.version == order.version + 1:
        return
    parts.as_seen(booking, order.version, rules.STANDING)
    booking.arrived_at = clock.now() if order.has_arrived else None
    booking.version += 1
    verb = "sudah datang" if order.has_arrived else "belum datang (diperbaiki)"
    parts.note_of(session, actor, "booking.arrive", booking, f"{parts.what(seen.tree, booking)} {verb}")


def keep(session: Session, order: KeepOrder, actor: Actor) -> None:
    """*Tetap*: nobody has come, and the slot stays theirs; the officer is not asked again."""
    actor.require("book")
    seen = parts.seen(session, order.booking_id, actor)
    booking = seen.booking
    if booking.kept_at is not None and booking.version == order.version + 1:
        return
    _check_awaited(parts.as_seen(booking, order.version, rules.STANDING))
    booking.kept_at = clock.now()
    booking.version += 1
    words = f"{parts.what(seen.tree, booking)} belum datang, tetap dipertahankan"
    parts.note_of(session, actor, "booking.keep", booking, words)


def release(session: Session, order: ReleaseOrder, actor: Actor) -> None:
    """*Lepas*: nobody came, the slot is free for others; `bookings.restore` undoes it while it is free."""
    actor.require("book")
    seen = parts.seen(session, order.booking_id, actor)
    booking = seen.booking
    if booking.released_at is not None and booking.version == order.version + 1:
        return
    _check_awaited(parts.as_seen(booking, order.version, rules.STANDING))
    decided = booking.decided_at, booking.decided_by
    parts.end_one(session, seen, parts.RELEASING, NOT_COME, actor)
    # what it was before, for the one who brings it back
    booking.decided_at, booking.decided_by = decided
    booking.released_at = clock.now()
    occupancy.hand_on(session, seen.place, actor)


def _check_awaited(booking: Booking) -> None:
    """Only one whose time has begun and who is not here can be said not to have come."""
    if booking.arrived_at is not None:
        raise Refused(_("Peminjam sudah dicatat datang."))
    if booking.starts_at > clock.now():
        raise Refused(_("Waktunya belum mulai."))
