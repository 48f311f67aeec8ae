"""Books a resource and decides, moves, corrects and takes back bookings; knows no screen.

Which slots are free is `operations.occupancy`'s business alone. A booking is decided, moved or corrected by
compare-and-swap: the order names the version that was seen, and an older one is refused.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from desk import clock
from desk.models.availability import resource_tree
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.operations.booking_orders import (
    Booked,
    BookingOrder,
    ConfirmOrder,
    CorrectionOrder,
    MoveOrder,
    ReasonOrder,
    RestoreOrder,
    SettleOrder,
)
from desk.operations.journal import Act, differences, note
from desk.rules import booking_details, pools
from desk.rules import bookings as rules
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import reason_of

__all__ = [
    "Booked",
    "BookingOrder",
    "ConfirmOrder",
    "CorrectionOrder",
    "MoveOrder",
    "ReasonOrder",
    "RestoreOrder",
    "SettleOrder",
    "book",
    "confirm",
    "correct",
    "move",
    "refuse",
    "restore",
    "settle",
    "withdraw",
]


def book(session: Session, order: BookingOrder, actor: Actor) -> Booked:
    """Promise the span: *dipesan sementara* until the custodian decides, or at once where so ordered.

    Raises Clash (with `free`) where the slot is taken or closed, Refused beside its field for the rest.
    """
    actor.require("book")
    if order.is_confirmed:
        actor.require("decide")
    if done := parts.done_before(session, order.key):
        return done
    parts.words_of(order)
    rules.check_span(order.span, clock.now())
    tree = resource_tree(session)
    wanted = pools.candidates(tree, order.resource_key, order.head_count)
    tree.want(wanted[0].id, order.span, order.quantity)
    place = occupancy.open_ground(session, tree, [thing.id for thing in wanted], actor)
    if done := parts.done_before(session, order.key):
        return done  # the same form, saved twice at once
    return parts.promise(session, place, order, parts.ALONE, actor)


def confirm(session: Session, order: ConfirmOrder, actor: Actor) -> None:
    """The schedule stands; refused where the slot has been closed meanwhile."""
    actor.require("decide")
    seen = parts.seen(session, order.booking_id, actor)
    if parts.is_repeat(seen.booking, order.version, "confirmed"):
        return
    parts.as_seen(seen.booking, order.version, ("tentative",))
    parts.confirm_one(session, seen.place, seen.booking, actor)


def refuse(session: Session, order: ReasonOrder, actor: Actor) -> None:
    """The custodian says no; the slot is free again."""
    actor.require("decide")
    _let_go(session, order, actor, parts.REFUSING)


def withdraw(session: Session, order: ReasonOrder, actor: Actor) -> None:
    """The borrower no longer needs it; the slot is free again."""
    actor.require("book")
    _let_go(session, order, actor, parts.WITHDRAWING)


def _let_go(session: Session, order: ReasonOrder, actor: Actor, ending: parts.Ending) -> None:
    reason = reason_of(order.reason)
    seen = parts.seen(session, order.booking_id, actor)
    if parts.is_repeat(seen.booking, order.version, ending.state):
        return
    parts.as_seen(seen.booking, order.version, ending.from_states)
    parts.end_one(session, seen, ending, reason, actor)
    occupancy.hand_on(session, seen.place, actor)


def move(session: Session, order: MoveOrder, actor: Actor) -> None:
    """Another span (moved or stretched), resource or quantity; or nothing changes at all.

    What was confirmed stays so where the mover may decide; moved by others it awaits confirmation anew.
    """
    actor.require("book")
    target = resource_tree(session).by_key(order.resource_key)
    seen = parts.seen(session, order.booking_id, actor, besides=(target.id,))
    wanted = (target.id, order.span, order.quantity)
    if seen.booking.version == order.version + 1 and parts.placed(seen.booking) == wanted:
        return
    parts.as_seen(seen.booking, order.version, rules.STANDING)
    parts.move_one(session, seen.place, seen.booking, order, actor)
    occupancy.hand_on(session, seen.place, actor)


def correct(session: Session, order: CorrectionOrder, actor: Actor) -> None:
    """Names, purpose, head count, details and note as they ought to be; the journal keeps what they were."""
    actor.require("book")
    new = parts.words_of(order)
    seen = parts.seen(session, order.booking_id, actor)
    if order.details is not None:
        kind = seen.tree.things[seen.booking.resource_id].kind
        new["details"] = booking_details.accepted(kind, order.details)
    if order.is_outside_service is not None:
        new["is_outside_service"] = order.is_outside_service
    changes = differences({field: getattr(seen.booking, field) for field in new}, new)
    if not changes and seen.booking.version == order.version + 1:
        return
    booking = parts.as_seen(seen.booking, order.version, tuple(rules.STATES))
    for field, value in new.items():
        setattr(booking, field, value)
    booking.version += 1
    sentence = f"{parts.what(seen.tree, booking)} diperbaiki"
    note(session, actor, Act("booking.correct", booking.id, sentence, changes))


def restore(session: Session, order: RestoreOrder, actor: Actor) -> None:
    """Bring back what was let go, where its slot is still free; it awaits a decision.

    A refusal or a displacement is taken back only by who may decide. What was let go because nobody had come
    is what it was before; until its end it may come back though it has begun.
    """
    actor.require("book")
    seen = parts.seen(session, order.booking_id, actor)
    booking = seen.booking
    if booking.version == order.version + 1 and booking.state in rules.STANDING:
        return
    parts.as_seen(booking, order.version, rules.LET_GO)
    if booking.state in ("refused", "displaced"):
        actor.require("decide")
    span = Span(booking.starts_at, booking.ends_at)
    was_released = booking.released_at is not None
    (rules.check_length if was_released else rules.check_span)(span, clock.now())
    want = seen.tree.want(booking.resource_id, span, booking.quantity)
    occupancy.take(session, seen.place, booking, want)
    if was_released and booking.decided_at is not None:
        booking.state, booking.decision_reason = "confirmed", None
    else:
        parts.decide_or_hold(session, booking, actor, is_decided=False)
    booking.released_at = None
    booking.version += 1
    parts.note_of(session, actor, "booking.restore", booking, f"{parts.what(seen.tree, booking)} dipulihkan")


def settle(session: Session, _order: SettleOrder, actor: Actor) -> int:
    """Let go of every hold that has run out, at the start of the day and by the work list; how many.

    What is free then is offered to those who wait for it.
    """
    return occupancy.settle(session, actor)
