"""Takes somebody on the waiting list, and says what becomes of the slot that was offered; knows no screen.

Offers are made where slots get free (`occupancy.hand_on`), in the transaction that frees them: the first in
the order of asking whose wish fits holds one tentative booking; when that runs out, it is the next one's.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, WaitingEntry
from desk.models.availability import resource_tree
from desk.operations import booking_parts as parts
from desk.operations import occupancy, offers
from desk.operations.booking_orders import Booked, BookingOrder
from desk.operations.journal import Act, note
from desk.operations.occupancy import OpenGround
from desk.rules import bookings as rules
from desk.rules import pools
from desk.rules.office_dates import span_words
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import reason_of


@dataclass(frozen=True)
class WaitOrder:
    """The booking that could not be had; its key names the entry. Of a pool one waits for the best member."""

    booking: BookingOrder


@dataclass(frozen=True)
class Waiting:
    """The entry's id; `offer` where the slot turned out to be free and is held for it already."""

    id: int
    offer: Booked | None = None


@dataclass(frozen=True)
class AcceptOrder:
    """The offer that the borrower takes; `is_confirmed` decides it at once (needs the right to)."""

    entry_id: int
    is_confirmed: bool = False


@dataclass(frozen=True)
class LeaveOrder:
    """The entry of one who no longer waits, or does not want what is offered, and why."""

    entry_id: int
    reason: str


def wait(session: Session, order: WaitOrder, actor: Actor) -> Waiting:
    """Take them on the list for this slot, behind all who asked before; the same order twice is one entry."""
    actor.require("book")
    wish = order.booking
    words = parts.words_of(wish)
    words.pop("note")
    rules.check_span(wish.span, clock.now())
    tree = resource_tree(session)
    thing = pools.candidates(tree, wish.resource_key, wish.head_count)[0]
    tree.want(thing.id, wish.span, wish.quantity)
    place = occupancy.open_ground(session, tree, [thing.id], actor)
    entry = session.scalars(select(WaitingEntry).where(WaitingEntry.key == wish.key)).one_or_none()
    if entry is not None:
        return _waiting(session, entry)
    entry = WaitingEntry(
        key=wish.key,
        resource_id=thing.id,
        quantity=wish.quantity,
        starts_at=wish.span.starts_at,
        ends_at=wish.span.ends_at,
        request_id=wish.request_id,
        state="waiting",
        asked_at=clock.now(),
        asked_by=actor.account_id,
        **words,
    )
    session.add(entry)
    session.flush()
    said = f"{entry.borrower_name} menunggu {thing.name}, {span_words(wish.span)}"
    note(session, actor, Act("waiting.wait", entry.id, said))
    occupancy.hand_on(session, place, actor)
    return _waiting(session, entry)


def accept(session: Session, order: AcceptOrder, actor: Actor) -> Booked:
    """The offered booking is the borrower's: it awaits the custodian as any other, or is decided at once."""
    actor.require("book")
    if order.is_confirmed:
        actor.require("decide")
    place, entry = _entry(session, order.entry_id, actor)
    if entry.booking_id is None or entry.state not in ("offered", "booked"):
        raise Refused(_(_ANSWERS.get(entry.state, "Belum ada penawaran untuknya.")))
    (booking,) = parts.locked(session, [entry.booking_id])
    if entry.state == "booked":
        return parts.booked(booking, place.tree.things[booking.resource_id].key, ())
    if order.is_confirmed:  # closed, or its units lost, while it was offered: as for any confirmation
        occupancy.check(session, place, occupancy.kept(session, place, booking), besides=booking.id)
    parts.decide_or_hold(session, booking, actor, is_decided=order.is_confirmed)
    booking.version += 1
    offers.settle_offers(session, [booking])
    thing = place.tree.things[booking.resource_id]
    said = f"Penawaran {thing.name}, {parts.times(booking)}, diterima {entry.borrower_name}"
    note(session, actor, Act("waiting.accept", entry.id, said))
    return parts.booked(booking, thing.key, ())


def leave(session: Session, order: LeaveOrder, actor: Actor) -> None:
    """They no longer wait; what was held for them is offered to the next."""
    actor.require("book")
    reason = reason_of(order.reason)
    place, entry = _entry(session, order.entry_id, actor)
    if entry.state == "withdrawn":
        return
    if entry.state not in ("waiting", "offered"):
        raise Refused(_(_ANSWERS[entry.state]))
    if entry.state == "offered" and entry.booking_id is not None:
        (booking,) = parts.locked(session, [entry.booking_id])
        seen = parts.Seen(booking, place.tree, place)
        parts.end_one(session, seen, parts.WITHDRAWING, reason, actor)
    entry.state, entry.ended_at, entry.reason = "withdrawn", clock.now(), reason
    session.flush()
    when = span_words(Span(entry.starts_at, entry.ends_at))
    name = place.tree.things[entry.resource_id].name
    said = f"{entry.borrower_name} tidak lagi menunggu {name}, {when}: {reason}"
    note(session, actor, Act("waiting.leave", entry.id, said))
    occupancy.hand_on(session, place, actor)


_ANSWERS = {
    "booked": "Penawaran ini sudah diterima; batalkan pemesanannya.",
    "lapsed": "Penawaran ini sudah lewat waktunya.",
    "withdrawn": "Sudah tidak menunggu lagi.",
}


def _entry(session: Session, entry_id: int, actor: Actor) -> tuple[OpenGround, WaitingEntry]:
    """The entry, locked, on its open ground: what had run out has been settled."""
    resource_id = session.scalar(select(WaitingEntry.resource_id).where(WaitingEntry.id == entry_id))
    if resource_id is None:
        raise Refused(_("Daftar tunggu ini tidak ditemukan."))
    place = occupancy.open_ground(session, resource_tree(session), [resource_id], actor)
    found = select(WaitingEntry).where(WaitingEntry.id == entry_id).with_for_update(key_share=True)
    return place, session.scalars(found.execution_options(populate_existing=True)).one()


def _waiting(session: Session, entry: WaitingEntry) -> Waiting:
    if entry.state != "offered" or entry.booking_id is None:
        return Waiting(entry.id)
    booking = session.get_one(Booking, entry.booking_id)
    return Waiting(entry.id, parts.booked(booking, booking.resource.key, ()))
