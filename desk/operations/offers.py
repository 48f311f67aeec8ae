"""Whose turn it is on the waiting list, and the booking that offers a slot; takes no slot itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, WaitingEntry
from desk.models.availability import confirmation_limit
from desk.operations.journal import Act, note
from desk.operations.tracking_codes import draw
from desk.rules import bookings as rules
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute


def waited_for(session: Session) -> frozenset[int]:
    """The resources that somebody waits for."""
    wanted = select(WaitingEntry.resource_id).where(WaitingEntry.state == "waiting").distinct()
    return frozenset(session.scalars(wanted))


def waiting_on(session: Session, resource_ids: Collection[int]) -> list[WaitingEntry]:
    """Those who wait for one of these resources and whose time is still to come, in the order of asking."""
    if not resource_ids:
        return []
    return list(
        session.scalars(
            select(WaitingEntry)
            .where(
                WaitingEntry.state == "waiting",
                WaitingEntry.resource_id.in_(sorted(resource_ids)),
                WaitingEntry.starts_at > instant(minute(clock.now())),
            )
            .order_by(WaitingEntry.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    )


def lapse_past(session: Session) -> None:
    """Nobody waits for a time that has begun."""
    session.execute(
        update(WaitingEntry)
        .where(WaitingEntry.state == "waiting", WaitingEntry.starts_at <= instant(minute(clock.now())))
        .values(state="lapsed", ended_at=clock.now())
        .execution_options(synchronize_session=False)
    )


def offer(session: Session, tree: ResourceTree, entry: WaitingEntry, actor: Actor) -> Booking:
    """The tentative booking that holds the slot for `entry` until it is accepted; its lines are still to be
    taken."""
    booking = Booking(
        key=f"{entry.key[:30]}-{entry.offers + 1}",
        code=draw(session),
        request_id=entry.request_id,
        resource_id=entry.resource_id,
        quantity=entry.quantity,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        purpose=entry.purpose,
        borrower_name=entry.borrower_name,
        borrower_institution=entry.borrower_institution,
        borrower_phone=entry.borrower_phone,
        head_count=entry.head_count,
        booked_at=clock.now(),
        booked_by=entry.asked_by,
        state="tentative",
        hold_until=rules.hold_until(clock.now(), entry.starts_at, confirmation_limit(session)),
    )
    session.add(booking)
    session.flush()
    entry.state, entry.booking_id = "offered", booking.id
    entry.offers += 1
    name = tree.things[entry.resource_id].name
    when = span_words(Span(entry.starts_at, entry.ends_at))
    words = f"{name}, {when}, ditawarkan kepada {entry.borrower_name} dari daftar tunggu"
    note(session, actor, Act("waiting.offer", entry.id, words))
    return booking


def settle_offers(session: Session, bookings: Iterable[Booking]) -> None:
    """What became of bookings that were offers is what became of the offers."""
    ends = {booking.id: booking for booking in bookings}
    if not ends:
        return
    entries = session.scalars(
        select(WaitingEntry).where(WaitingEntry.state == "offered", WaitingEntry.booking_id.in_(sorted(ends)))
    )
    for entry in entries:
        booking = ends[entry.booking_id or 0]
        entry.state = _FATES.get(booking.state, "booked")
        if entry.state == "waiting":
            entry.booking_id = None
        else:
            entry.ended_at = clock.now()
            entry.reason = booking.decision_reason


_FATES = {"expired": "lapsed", "refused": "lapsed", "withdrawn": "withdrawn", "displaced": "waiting"}
"""State of the offered booking → of the entry; a displaced one keeps its place in the order."""
