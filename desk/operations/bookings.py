"""Books a resource and decides, moves, corrects and takes back bookings; knows no screen.

Which slots are free is `operations.occupancy`'s business alone. A booking is decided, moved or corrected by
compare-and-swap: the order names the version that was seen, and an older one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking
from desk.models.availability import confirmation_limit, resource_tree, warnings
from desk.operations import occupancy
from desk.operations.journal import Act, differences, note
from desk.operations.occupancy import OpenGround
from desk.operations.tracking_codes import draw
from desk.rules import bookings as rules
from desk.rules import phones
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean

PURPOSE_LIMIT = 400
REASON_LIMIT = 400


@dataclass(frozen=True)
class BookingOrder:
    """A span of a resource for a borrower; `key` is the UUID made when the form opened.

    `is_confirmed` books at once what is else *dipesan sementara*; it needs the right to decide.
    """

    key: str
    resource_key: str
    span: Span
    purpose: str
    borrower_name: str
    quantity: int = 1
    borrower_institution: str | None = None
    borrower_phone: str | None = None
    head_count: int | None = None
    request_id: int | None = None
    note: str | None = None
    is_confirmed: bool = False


@dataclass(frozen=True)
class Booked:
    """What was booked; `hold_until` is None once confirmed, `warnings` are sentences that refuse nothing."""

    id: int
    code: str
    state: str
    hold_until: datetime | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ConfirmOrder:
    """The booking to confirm as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class ReasonOrder:
    """The booking to refuse or withdraw as it was seen, and why."""

    booking_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class MoveOrder:
    """Another span, and if need be another resource or quantity, for the booking as it was seen."""

    booking_id: int
    version: int
    span: Span
    resource_key: str
    quantity: int = 1


@dataclass(frozen=True)
class CorrectionOrder:
    """The words of a booking as they ought to be; its slot stays."""

    booking_id: int
    version: int
    purpose: str
    borrower_name: str
    borrower_institution: str | None = None
    borrower_phone: str | None = None
    head_count: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class RestoreOrder:
    """The refused, withdrawn or expired booking to bring back as it was seen."""

    booking_id: int
    version: int


@dataclass(frozen=True)
class SettleOrder:
    """Let go of the holds that have run out."""


def book(session: Session, order: BookingOrder, actor: Actor) -> Booked:
    """Promise the span: *dipesan sementara* until the custodian decides, or at once where so ordered.

    Raises Clash (with `free`) where the slot is taken or closed, Refused beside its field for the rest.
    """
    actor.require("book")
    if order.is_confirmed:
        actor.require("decide")
    if done := _done_before(session, order.key):
        return done
    words = _words(order)
    rules.check_span(order.span, clock.now())
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    want = tree.want(thing.id, order.span, order.quantity)
    place = occupancy.open_ground(session, tree, [thing.id], actor)
    if done := _done_before(session, order.key):
        return done  # the same form, saved twice at once
    occupancy.check(session, place, want)
    booking = Booking(
        key=order.key,
        code=draw(session),
        request_id=order.request_id,
        resource_id=thing.id,
        quantity=order.quantity,
        starts_at=order.span.starts_at,
        ends_at=order.span.ends_at,
        booked_at=clock.now(),
        booked_by=actor.account_id,
        state="tentative",
        **words,
    )
    _decide_or_hold(session, booking, actor, is_decided=order.is_confirmed)
    session.add(booking)
    session.flush()
    occupancy.take(session, place, booking, want)
    verb = "dipesan" if order.is_confirmed else "dipesan sementara"
    _note(session, actor, "booking.book", booking, f"{_what(tree, booking)} {verb}")
    return _booked(booking, warnings(session, thing, order.span, order.head_count))


def confirm(session: Session, order: ConfirmOrder, actor: Actor) -> None:
    """The schedule stands; refused where the slot has been closed meanwhile."""
    actor.require("decide")
    seen = _seen(session, order.booking_id, actor)
    if _is_repeat(seen.booking, order.version, "confirmed"):
        return
    booking = _as_seen(seen.booking, order.version, ("tentative",))
    held = occupancy.kept(session, seen.place, booking)
    occupancy.check(session, seen.place, held, besides=booking.id)
    _decide_or_hold(session, booking, actor, is_decided=True)
    booking.version += 1
    _note(session, actor, "booking.confirm", booking, f"{_what(seen.tree, booking)} dikonfirmasi")


def refuse(session: Session, order: ReasonOrder, actor: Actor) -> None:
    """The custodian says no; the slot is free again."""
    actor.require("decide")
    _let_go(session, order, actor, _REFUSING)


def withdraw(session: Session, order: ReasonOrder, actor: Actor) -> None:
    """The borrower no longer needs it; the slot is free again."""
    actor.require("book")
    _let_go(session, order, actor, _WITHDRAWING)


def move(session: Session, order: MoveOrder, actor: Actor) -> None:
    """Another span or resource, or nothing changes at all.

    What was confirmed stays so where the mover may decide; moved by others it awaits confirmation anew.
    """
    actor.require("book")
    tree = resource_tree(session)
    target = tree.by_key(order.resource_key)
    seen = _seen(session, order.booking_id, actor, besides=(target.id,))
    placed = (target.id, order.span, order.quantity)
    if seen.booking.version == order.version + 1 and _placed(seen.booking) == placed:
        return
    booking = _as_seen(seen.booking, order.version, rules.STANDING)
    has_begun = booking.starts_at <= clock.now() and order.span.starts_at == booking.starts_at
    (rules.check_length if has_begun else rules.check_span)(order.span, clock.now())
    want = tree.want(target.id, order.span, order.quantity)
    occupancy.check(session, seen.place, want, besides=booking.id)
    old = _what(tree, booking)
    before = {"resource": tree.things[booking.resource_id].key, "span": _times(booking)}
    occupancy.free(session, booking)
    booking.resource_id, booking.quantity = target.id, order.quantity
    booking.starts_at, booking.ends_at = order.span.starts_at, order.span.ends_at
    still_decided = booking.state == "confirmed" and actor.may("decide")
    _decide_or_hold(session, booking, actor, is_decided=still_decided)
    booking.version += 1
    session.flush()
    occupancy.take(session, seen.place, booking, want)
    changes = differences(before, {"resource": target.key, "span": _times(booking)})
    sentence = f"{old} dipindah ke {target.name}, {span_words(order.span)}"
    note(session, actor, Act("booking.move", booking.id, sentence, changes))


def correct(session: Session, order: CorrectionOrder, actor: Actor) -> None:
    """Names, purpose, head count and note as they ought to be; the journal keeps what they were."""
    actor.require("book")
    new = _words(order)
    seen = _seen(session, order.booking_id, actor)
    changes = differences({field: getattr(seen.booking, field) for field in new}, new)
    if not changes and seen.booking.version == order.version + 1:
        return
    booking = _as_seen(seen.booking, order.version, tuple(rules.STATES))
    for field, value in new.items():
        setattr(booking, field, value)
    booking.version += 1
    note(
        session, actor, Act("booking.correct", booking.id, f"{_what(seen.tree, booking)} diperbaiki", changes)
    )


def restore(session: Session, order: RestoreOrder, actor: Actor) -> None:
    """Bring back what was refused, withdrawn or expired, where its slot is still free; it awaits a decision.

    A refusal is taken back only by who may decide.
    """
    actor.require("book")
    seen = _seen(session, order.booking_id, actor)
    if _is_repeat(seen.booking, order.version, "tentative"):
        return
    booking = _as_seen(seen.booking, order.version, ("refused", "withdrawn", "expired"))
    if booking.state == "refused":
        actor.require("decide")
    span = Span(booking.starts_at, booking.ends_at)
    rules.check_span(span, clock.now())
    want = seen.tree.want(booking.resource_id, span, booking.quantity)
    occupancy.take(session, seen.place, booking, want)
    _decide_or_hold(session, booking, actor, is_decided=False)
    booking.version += 1
    _note(session, actor, "booking.restore", booking, f"{_what(seen.tree, booking)} dipulihkan")


def settle(session: Session, _order: SettleOrder, actor: Actor) -> int:
    """Let go of every hold that has run out, at the start of the day and by the work list; how many."""
    return occupancy.settle(session, actor)


# ---- the parts acts share --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seen:
    booking: Booking
    tree: ResourceTree
    place: OpenGround


@dataclass(frozen=True)
class _Ending:
    """How letting go is named, and from which states it is possible."""

    act: str
    state: str
    words: str
    from_states: tuple[str, ...]


_REFUSING = _Ending("booking.refuse", "refused", "ditolak", ("tentative",))
_WITHDRAWING = _Ending("booking.withdraw", "withdrawn", "dibatalkan", rules.STANDING)


def _seen(session: Session, booking_id: int, actor: Actor, *, besides: tuple[int, ...] = ()) -> _Seen:
    """The booking, locked, with the ground it stands on (and that of `besides`) opened."""
    resource_id = session.scalar(select(Booking.resource_id).where(Booking.id == booking_id))
    if resource_id is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    tree = resource_tree(session)
    place = occupancy.open_ground(session, tree, [resource_id, *besides], actor)
    locked = select(Booking).where(Booking.id == booking_id).with_for_update(key_share=True)
    booking = session.scalars(locked.execution_options(populate_existing=True)).one()
    return _Seen(booking, tree, place)


def _as_seen(booking: Booking, version: int, states: tuple[str, ...]) -> Booking:
    """Compare-and-swap: `booking` if it is still what the officer saw and in one of `states`."""
    if booking.state not in states:
        sentence = _("Pesanan ini sudah {state}.")
        raise Refused(sentence.format(state=rules.state_words(booking.state)))
    if booking.version != version:
        raise Refused(_("Pesanan ini baru saja diubah orang lain; lihat keadaannya yang terbaru."))
    return booking


def _is_repeat(booking: Booking, version: int, state: str) -> bool:
    """Whether the order was done already: its answer got lost and it came once more."""
    return booking.state == state and booking.version == version + 1


def _let_go(session: Session, order: ReasonOrder, actor: Actor, ending: _Ending) -> None:
    reason = clean(order.reason, limit=REASON_LIMIT, field="reason")
    if not reason:
        raise Refused(_("Isi alasannya."), field="reason")
    seen = _seen(session, order.booking_id, actor)
    if _is_repeat(seen.booking, order.version, ending.state):
        return
    booking = _as_seen(seen.booking, order.version, ending.from_states)
    occupancy.free(session, booking)
    booking.state, booking.hold_until = ending.state, None
    booking.decided_at, booking.decided_by = clock.now(), actor.account_id
    booking.decision_reason = reason
    booking.version += 1
    _note(session, actor, ending.act, booking, f"{_what(seen.tree, booking)} {ending.words}: {reason}")


def _decide_or_hold(session: Session, booking: Booking, actor: Actor, *, is_decided: bool) -> None:
    """Confirmed by `actor` now, or tentative with a hold until the standard's limit for confirming."""
    booking.decision_reason = None
    if is_decided:
        booking.state, booking.hold_until = "confirmed", None
        booking.decided_at, booking.decided_by = clock.now(), actor.account_id
        return
    limit_at = confirmation_limit(session)
    booking.state = "tentative"
    booking.hold_until = rules.hold_until(clock.now(), booking.starts_at, limit_at)
    booking.decided_at = booking.decided_by = None


def _done_before(session: Session, key: str) -> Booked | None:
    booking = session.scalars(select(Booking).where(Booking.key == key)).one_or_none()
    return None if booking is None else _booked(booking, ())


def _booked(booking: Booking, sentences: tuple[str, ...]) -> Booked:
    return Booked(booking.id, booking.code, booking.state, booking.hold_until, sentences)


def _words(order: BookingOrder | CorrectionOrder) -> dict[str, str | int | None]:
    """The order's texts as they are stored; Refused beside the field that cannot be."""
    rules.check_head_count(order.head_count)
    phone = clean(order.borrower_phone or "", limit=40, field="borrower_phone", label=_("Nomor telepon"))
    return {
        "purpose": _needed(order.purpose, "purpose", PURPOSE_LIMIT, _("Keperluan")),
        "borrower_name": _needed(order.borrower_name, "borrower_name", NAME_LIMIT, _("Nama peminjam")),
        "borrower_institution": clean(
            order.borrower_institution or "",
            limit=NAME_LIMIT,
            field="borrower_institution",
            label=_("Instansi"),
        )
        or None,
        "borrower_phone": phones.normalised(phone, field="borrower_phone") if phone else None,
        "head_count": order.head_count,
        "note": clean(order.note or "", limit=NOTE_LIMIT, field="note", multiline=True) or None,
    }


def _needed(text: str, field: str, limit: int, label: str) -> str:
    cleaned = clean(text, limit=limit, field=field, label=label)
    if not cleaned:
        raise Refused(_("{label} belum diisi.").format(label=label), field=field)
    return cleaned


def _placed(booking: Booking) -> tuple[int, Span, int]:
    return booking.resource_id, Span(booking.starts_at, booking.ends_at), booking.quantity


def _times(booking: Booking) -> str:
    return span_words(Span(booking.starts_at, booking.ends_at))


def _what(tree: ResourceTree, booking: Booking) -> str:
    name = tree.things[booking.resource_id].name
    holder = booking.borrower_institution or booking.borrower_name
    return f"{name} untuk {holder}, {_times(booking)},"


def _note(session: Session, actor: Actor, act: str, booking: Booking, sentence: str) -> None:
    note(session, actor, Act(act, booking.id, sentence))
