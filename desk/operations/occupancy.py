"""The one place that writes occupancy (DESIGN §4); knows spans and promises, not why they are made.

Every act that takes, frees or moves a slot calls `open_ground` first: it touches the version of each leaf in
ascending id order, so that no two acts on one leaf run at once on either engine, and settles the holds that
have run out. Then `take` writes all lines or none, and `free` removes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Occupancy, Resource
from desk.models.availability import clash, ground, resource_tree
from desk.models.bookings import LONGEST_MINUTES
from desk.operations import late_loans, offers
from desk.operations.journal import Act, note
from desk.rules.clashes import Ground, Want, obstacle
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree, Thing
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute


@dataclass(frozen=True)
class OpenGround:
    """The leaves this transaction may write; only `open_ground` makes one."""

    tree: ResourceTree
    leaf_ids: tuple[int, ...]


def open_ground(
    session: Session, tree: ResourceTree, resource_ids: Iterable[int], actor: Actor
) -> OpenGround:
    """Take the leaves of these resources for this transaction, and settle what has run out or is late.

    What ran out or is waited for on these leaves is taken with them: what it lets go is offered to those who
    wait before whoever comes now gets it.
    """
    leaf_ids = _with_neighbours(session, tree, tree.all_leaves(resource_ids))
    place = OpenGround(_touch(session, tree, leaf_ids), leaf_ids)
    held = exists().where(Occupancy.booking_id == Booking.id, Occupancy.resource_id.in_(leaf_ids))
    settled = _settle(session, place.tree, _due().where(held), actor)
    settled += late_loans.settle_late(session, place.tree, leaf_ids, actor)
    if settled:
        hand_on(session, place, actor)
    return place


def settle(session: Session, actor: Actor) -> int:
    """Let go of holds that have run out, write down late loans, offer what is free; how many there were."""
    tree = resource_tree(session)
    due = list(session.scalars(_due().with_only_columns(Booking.resource_id)))
    waited = offers.waited_for(session)
    late = late_loans.unwritten(session)
    if not due and not waited and not late:
        return 0
    leaf_ids = tree.all_leaves([*due, *waited, *late])
    place = OpenGround(_touch(session, tree, leaf_ids), leaf_ids)
    settled = _settle(session, place.tree, _due(), actor)
    settled += late_loans.settle_late(session, place.tree, leaf_ids, actor)
    if waited:
        offers.lapse_past(session)
    hand_on(session, place, actor)
    return settled


def hand_on(session: Session, place: OpenGround, actor: Actor) -> None:
    """Offer what is free on this ground to those who wait for it, in the order of their asking."""
    tree, opened = place.tree, frozenset(place.leaf_ids)
    within = [each for each in tree.things if tree.things[each].is_active and opened >= _leaves(tree, each)]
    wanted = [
        (entry, tree.want(entry.resource_id, Span(entry.starts_at, entry.ends_at), entry.quantity))
        for entry in offers.waiting_on(session, within)
        if entry.quantity <= tree.stock(entry.resource_id)
    ]
    seen = _around(session, place, [want for _entry, want in wanted])
    for entry, want in wanted:
        if seen is not None and obstacle(want, seen) is None:
            take(session, place, offers.offer(session, tree, entry, actor), want)
            seen = _around(session, place, [each for _entry, each in wanted])


def _around(session: Session, place: OpenGround, wants: list[Want]) -> Ground | None:
    """All that is promised where any of `wants` would be, read at once: many may wait."""
    if not wants:
        return None
    taken = [want.taken for want in wants]
    window = Span(min(each.starts_at for each in taken), max(each.ends_at for each in taken))
    return ground(session, place.tree, {leaf for want in wants for leaf in want.needs}, window)


def _with_neighbours(session: Session, tree: ResourceTree, leaf_ids: Iterable[int]) -> tuple[int, ...]:
    """These leaves, and those of whatever ran out or is waited for that shares one with them."""
    opened = set(leaf_ids)
    due = session.scalars(_due().with_only_columns(Booking.resource_id))
    others = [_leaves(tree, each) for each in {*due, *offers.waited_for(session)}]
    while more := [leaves for leaves in others if opened & leaves and not opened >= leaves]:
        opened |= frozenset().union(*more)
    return tuple(sorted(opened))


def _leaves(tree: ResourceTree, resource_id: int) -> frozenset[int]:
    return frozenset(tree.leaves(resource_id))


def _touch(session: Session, tree: ResourceTree, leaf_ids: Iterable[int]) -> ResourceTree:
    """Lock the leaves for this transaction; ascending, so that no two acts wait for each other in a ring.

    The tree as it is behind the lock: another desk may have changed a stock while this one waited.
    """
    changed: dict[int, Thing] = {}
    for leaf_id in leaf_ids:
        stock = session.scalar(
            update(Resource)
            .where(Resource.id == leaf_id)
            .values(version=Resource.version + 1)
            .returning(Resource.stock)
            .execution_options(synchronize_session=False)
        )
        if stock is not None and stock != tree.things[leaf_id].stock:
            changed[leaf_id] = replace(tree.things[leaf_id], stock=stock)
    return ResourceTree({**tree.things, **changed}, tree.parts) if changed else tree


def _due() -> Select[*tuple[Any, ...]]:
    """Tentative bookings whose hold has run out, in id order, locked against another desk."""
    return (
        select(Booking)
        .where(Booking.state == "tentative", Booking.hold_until <= clock.now())
        .order_by(Booking.id)
    )


def _settle(session: Session, tree: ResourceTree, due: Select[*tuple[Any, ...]], actor: Actor) -> int:
    # locked in id order: two desks that expire the same holds do it one after the other, and the second
    # finds them settled
    locked = due.with_for_update(key_share=True, of=Booking).execution_options(populate_existing=True)
    bookings: list[Booking] = list(session.scalars(locked))
    for booking in bookings:
        booking.state = "expired"
        booking.version += 1
        free(session, booking)
        name = tree.things[booking.resource_id].name
        when = span_words(Span(booking.starts_at, booking.ends_at))
        words = f"Pesanan sementara {name} oleh {booking.borrower_name}, {when}, kedaluwarsa"
        note(session, actor, Act("booking.expire", booking.id, words))
    offers.settle_offers(session, bookings)
    return len(bookings)


def check(session: Session, place: OpenGround, want: Want, *, besides: int | None = None) -> None:
    """Raise Clash where `want` cannot be promised; `besides` is the booking that is being changed itself."""
    if not want.needs.keys() <= set(place.leaf_ids):
        raise ValueError(f"leaves not opened: {sorted(want.needs)} of {place.leaf_ids}")
    refusal = clash(session, place.tree, want, besides=besides)
    if refusal is not None:
        raise refusal


def take(session: Session, place: OpenGround, booking: Booking, want: Want) -> None:
    """Write one line for each leaf that `want` takes, or raise Clash and write none; `booking` has its id."""
    check(session, place, want, besides=booking.id)
    taken = want.taken
    session.add_all(
        Occupancy(
            booking_id=booking.id,
            resource_id=leaf_id,
            starts_at=taken.starts_at,
            ends_at=taken.ends_at,
            quantity=units,
        )
        for leaf_id, units in want.needs.items()
    )
    session.flush()


def widen(session: Session, place: OpenGround, booking: Booking, leaf_ids: Iterable[int]) -> None:
    """Let `booking` hold these leaves from now on: they are handed out before their time. Raises Clash.

    What is promised to somebody until then is not given away.
    """
    now = instant(minute(clock.now()))
    held = kept(session, place, booking)
    leaves = frozenset(leaf_ids)
    lines = select(Occupancy).where(
        Occupancy.booking_id == booking.id,
        Occupancy.resource_id.in_(leaves),
        Occupancy.starts_at > now,
    )
    early = list(session.scalars(lines.order_by(Occupancy.resource_id)))
    if not early:
        return
    before = minute(booking.starts_at) - minute(now)
    if minute(booking.ends_at) + held.after - minute(now) > LONGEST_MINUTES:
        raise Refused(_("Terlalu awal: barang paling lama keluar 31 hari."), field="at")
    needs = {line.resource_id: line.quantity for line in early}
    check(session, place, replace(held, needs=needs, before=before), besides=booking.id)
    for line in early:
        line.starts_at = now
    session.flush()


def free(session: Session, booking: Booking) -> None:
    """Remove the lines of `booking`; one that has none keeps none."""
    session.execute(
        delete(Occupancy)
        .where(Occupancy.booking_id == booking.id)
        .execution_options(synchronize_session=False)
    )


def kept(session: Session, place: OpenGround, booking: Booking) -> Want:
    """What `booking` holds now, with the buffers it was given when it was made."""
    lines = session.execute(
        select(Occupancy.resource_id, Occupancy.quantity, Occupancy.starts_at, Occupancy.ends_at)
        .where(Occupancy.booking_id == booking.id)
        .order_by(Occupancy.resource_id)
    ).all()
    return Want(
        resource_name=place.tree.things[booking.resource_id].name,
        span=Span(booking.starts_at, booking.ends_at),
        needs={line.resource_id: line.quantity for line in lines},
        before=minute(booking.starts_at) - minute(min(line.starts_at for line in lines)),
        after=minute(max(line.ends_at for line in lines)) - minute(booking.ends_at),
        quantity=booking.quantity,
    )
