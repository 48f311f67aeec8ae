"""The one place that writes occupancy (DESIGN §4); knows spans and promises, not why they are made.

Every act that takes, frees or moves a slot calls `open_ground` first: it touches the version of each leaf in
ascending id order, so that no two acts on one leaf run at once on either engine, and settles the holds that
have run out. Then `take` writes all lines or none, and `free` removes them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, exists, select, update
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, Occupancy, Resource
from desk.models.availability import clash, resource_tree
from desk.operations.journal import Act, note
from desk.rules.clashes import Want
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import Span, minute


@dataclass(frozen=True)
class OpenGround:
    """The leaves this transaction may write; only `open_ground` makes one."""

    tree: ResourceTree
    leaf_ids: tuple[int, ...]


def open_ground(
    session: Session, tree: ResourceTree, resource_ids: Iterable[int], actor: Actor
) -> OpenGround:
    """Take the leaves of these resources for this transaction, and settle what has run out on them."""
    leaf_ids = tree.all_leaves(resource_ids)
    _touch(session, leaf_ids)
    held = exists().where(Occupancy.booking_id == Booking.id, Occupancy.resource_id.in_(leaf_ids))
    _settle(session, tree, _due().where(held), actor)
    return OpenGround(tree, leaf_ids)


def settle(session: Session, actor: Actor) -> int:
    """Let go of every hold that has run out; how many there were."""
    tree = resource_tree(session)
    due = list(session.scalars(_due().with_only_columns(Booking.resource_id)))
    if not due:
        return 0
    _touch(session, tree.all_leaves(due))
    return _settle(session, tree, _due(), actor)


def _touch(session: Session, leaf_ids: Iterable[int]) -> None:
    """Lock the leaves for this transaction; ascending, so that no two acts wait for each other in a ring."""
    for leaf_id in leaf_ids:
        session.execute(
            update(Resource)
            .where(Resource.id == leaf_id)
            .values(version=Resource.version + 1)
            .execution_options(synchronize_session=False)
        )


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
