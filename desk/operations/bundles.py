"""Books, confirms, moves and lets go of several resources in one act, all or nothing; knows no screen.

Each member is a booking of its own; one of them alone is changed as any other booking is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, BookingBundle
from desk.models.availability import bundle_times, confirmation_limit, resource_tree
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.operations.booking_orders import Booked, BookingOrder, MoveOrder
from desk.operations.journal import Act, note
from desk.operations.occupancy import OpenGround
from desk.rules import bookings as rules
from desk.rules import pools
from desk.rules.clashes import Clash, Want
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import reason_of

MOST = 12


@dataclass(frozen=True)
class BundleOrder:
    """Bookings made together; each has its own key, resource (or `pool:…`), quantity and span."""

    key: str
    members: tuple[BookingOrder, ...]


@dataclass(frozen=True)
class BundleBooked:
    """The bundle's id and its members in the order they were asked for."""

    id: int
    booked: tuple[Booked, ...]


@dataclass(frozen=True)
class Member:
    """One member as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class ConfirmBundleOrder:
    """The tentative members of a bundle as they were seen."""

    bundle_id: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class EndBundleOrder:
    """The members of a bundle to withdraw or refuse together as they were seen, and why."""

    bundle_id: int
    members: tuple[Member, ...]
    reason: str


@dataclass(frozen=True)
class MoveBundleOrder:
    """Another beginning for the bundle; members keep their lengths and their distance from it.

    `starts_at` is the new beginning of the earliest of `members`.
    """

    bundle_id: int
    members: tuple[Member, ...]
    starts_at: datetime


def book_bundle(session: Session, order: BundleOrder, actor: Actor) -> BundleBooked:
    """Promise every member or none. Clash names the one that cannot be, and when all of them could."""
    actor.require("book")
    if any(member.is_confirmed for member in order.members):
        actor.require("decide")
    if not 1 <= len(order.members) <= MOST:
        raise Refused(_("Satu paket berisi 1 sampai {0} pesanan.").format(MOST), field="members")
    for member in order.members:
        parts.words_of(member)
    tree = resource_tree(session)
    place = occupancy.open_ground(session, tree, _resources(tree, order.members), actor)
    there = session.scalars(select(BookingBundle).where(BookingBundle.key == order.key)).one_or_none()
    if there is not None:
        members = _members(session, there.id)
        return BundleBooked(there.id, tuple(parts.booked(each, each.resource.key, ()) for each in members))
    bundle = BookingBundle(key=order.key, made_at=clock.now(), made_by=actor.account_id)
    session.add(bundle)
    session.flush()
    first = min(member.span.starts_at for member in order.members)
    tie = parts.Tie(
        bundle_id=bundle.id,
        # one hold for all: a bundle does not fall apart by itself
        hold_until=rules.hold_until(clock.now(), first, confirmation_limit(session)),
    )
    booked = tuple(_book_member(session, place, order, (member, tie), actor) for member in order.members)
    names = ", ".join(place.tree.by_key(each.resource_key).name for each in booked)
    note(session, actor, Act("bundle.book", bundle.id, f"Paket dipesan: {names}"))
    return BundleBooked(bundle.id, booked)


def _book_member(
    session: Session,
    place: OpenGround,
    order: BundleOrder,
    tied: tuple[BookingOrder, parts.Tie],
    actor: Actor,
) -> Booked:
    member, tie = tied
    try:
        return parts.promise(session, place, member, tie, actor)
    except Clash as clash:
        own = {each.id for each in _members(session, tie.bundle_id or 0)}
        free = bundle_times(session, place.tree, _wants(place.tree, order.members), own)
        raise Clash(clash.sentence, clash.obstacle, free=free) from None


def _resources(tree: ResourceTree, members: Iterable[BookingOrder]) -> list[int]:
    return [
        thing.id
        for member in members
        for thing in pools.candidates(tree, member.resource_key, member.head_count)
    ]


def _wants(tree: ResourceTree, members: Iterable[BookingOrder]) -> list[Want]:
    """What each member asks for; of a pool the one that would do best."""
    return [
        tree.want(pools.candidates(tree, each.resource_key, each.head_count)[0].id, each.span, each.quantity)
        for each in members
    ]


def confirm_bundle(session: Session, order: ConfirmBundleOrder, actor: Actor) -> None:
    """Every member's schedule stands, or none is confirmed. Clash says when all of them could be."""
    actor.require("decide")
    place, bookings = _opened(session, order.bundle_id, actor)
    seen = _as_seen(bookings, order.members, ("tentative",), "confirmed")
    for booking in seen:
        try:
            parts.confirm_one(session, place, booking, actor)
        except Clash as clash:
            wants = [
                place.tree.want(each.resource_id, Span(each.starts_at, each.ends_at), each.quantity)
                for each in seen
            ]
            free = bundle_times(session, place.tree, wants, {each.id for each in seen})
            raise Clash(clash.sentence, clash.obstacle, free=free) from None


def refuse_bundle(session: Session, order: EndBundleOrder, actor: Actor) -> None:
    """The custodian says no to all of them."""
    actor.require("decide")
    _end(session, order, parts.REFUSING, actor)


def withdraw_bundle(session: Session, order: EndBundleOrder, actor: Actor) -> None:
    """The borrower no longer needs any of them."""
    actor.require("book")
    _end(session, order, parts.WITHDRAWING, actor)


def move_bundle(session: Session, order: MoveBundleOrder, actor: Actor) -> None:
    """All members to another time, or none. Clash says when all of them could be."""
    actor.require("book")
    place, bookings = _opened(session, order.bundle_id, actor)
    if _is_moved(bookings, order):
        return
    seen = _as_seen(bookings, order.members, rules.STANDING, None)
    by = order.starts_at - min((each.starts_at for each in seen), default=order.starts_at)
    if not by:
        return
    moves = [_moved(place.tree, each, Span(each.starts_at + by, each.ends_at + by)) for each in seen]
    for booking in seen:
        occupancy.free(session, booking)  # members may take each other's places
    for booking, one in zip(seen, moves, strict=True):
        try:
            parts.move_one(session, place, booking, one, actor)
        except Clash as clash:
            wants = [place.tree.want(place.tree.by_key(m.resource_key).id, m.span, m.quantity) for m in moves]
            free = bundle_times(session, place.tree, wants, {each.id for each in seen})
            raise Clash(clash.sentence, clash.obstacle, free=free) from None
    _hold_together(seen)
    occupancy.hand_on(session, place, actor)


def _is_moved(bookings: Mapping[int, Booking], order: MoveBundleOrder) -> bool:
    """Whether the order was done already: its answer got lost and it came once more."""
    members = [(bookings.get(each.booking_id), each.version) for each in order.members]
    moved = [each for each, version in members if each is not None and each.version == version + 1]
    is_there = min((each.starts_at for each in moved), default=None) == order.starts_at
    return is_there and len(moved) == len(order.members)


def _moved(tree: ResourceTree, booking: Booking, span: Span) -> MoveOrder:
    key = tree.things[booking.resource_id].key
    return MoveOrder(booking.id, booking.version, span, key, booking.quantity)


def _hold_together(bookings: Iterable[Booking]) -> None:
    """Tentative members let go at the same time."""
    held = [each for each in bookings if each.hold_until is not None]
    for booking in held:
        booking.hold_until = min(each.hold_until for each in held if each.hold_until is not None)


def _end(session: Session, order: EndBundleOrder, ending: parts.Ending, actor: Actor) -> None:
    reason = reason_of(order.reason)
    place, bookings = _opened(session, order.bundle_id, actor)
    for booking in _as_seen(bookings, order.members, ending.from_states, ending.state):
        parts.end_one(session, parts.Seen(booking, place.tree, place), ending, reason, actor)
    occupancy.hand_on(session, place, actor)


def _opened(session: Session, bundle_id: int, actor: Actor) -> tuple[OpenGround, dict[int, Booking]]:
    """The members of a bundle, locked, on their open ground."""
    members = _members(session, bundle_id)
    if not members:
        raise Refused(_("Paket ini tidak ditemukan."))
    resources = {each.resource_id for each in members}
    place = occupancy.open_ground(session, resource_tree(session), resources, actor)
    return place, {each.id: each for each in parts.locked(session, [each.id for each in members])}


def _members(session: Session, bundle_id: int) -> list[Booking]:
    return list(session.scalars(select(Booking).where(Booking.bundle_id == bundle_id).order_by(Booking.id)))


def _as_seen(
    bookings: dict[int, Booking],
    members: Iterable[Member],
    states: tuple[str, ...],
    repeated: str | None,
) -> list[Booking]:
    """The members as they were seen; those of which the order was done already are left out."""
    found = []
    for member in sorted(members, key=lambda each: each.booking_id):
        booking = bookings.get(member.booking_id)
        if booking is None:
            raise Refused(_("Pesanan ini bukan bagian dari paket itu."))
        if repeated is not None and parts.is_repeat(booking, member.version, repeated):
            continue
        found.append(parts.as_seen(booking, member.version, states))
    return found
