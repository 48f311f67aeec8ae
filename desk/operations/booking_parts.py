"""The parts of which acts on bookings are made: one promise, one decision, one move, one ending.

Each works on ground that the act has opened and knows nothing of series, bundles and waiting lists; what an
act let go it hands on itself (`occupancy.hand_on`) when all its parts are done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking
from desk.models.availability import confirmation_limit, fits, resource_tree, warnings
from desk.operations import occupancy, offers
from desk.operations.booking_orders import Booked, BookingOrder, CorrectionOrder, MoveOrder
from desk.operations.journal import Act, differences, note
from desk.operations.occupancy import OpenGround
from desk.operations.tracking_codes import draw
from desk.rules import booking_details, phones, pools
from desk.rules import bookings as rules
from desk.rules.clashes import Clash, Want
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree, Thing
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean

PURPOSE_LIMIT = 400


@dataclass(frozen=True)
class Tie:
    """What a booking belongs to besides itself, and the end of a hold that it shares."""

    bundle_id: int | None = None
    series_id: int | None = None
    import_uid: str | None = None
    hold_until: datetime | None = None


ALONE = Tie()


@dataclass(frozen=True)
class Seen:
    """A booking, locked, on ground that is open."""

    booking: Booking
    tree: ResourceTree
    place: OpenGround


@dataclass(frozen=True)
class Ending:
    """How letting go is named, and from which states it is possible."""

    act: str
    state: str
    words: str
    from_states: tuple[str, ...]


REFUSING = Ending("booking.refuse", "refused", "ditolak", ("tentative",))
WITHDRAWING = Ending("booking.withdraw", "withdrawn", "dibatalkan", rules.STANDING)
RELEASING = Ending("booking.release", "withdrawn", "dilepas", rules.STANDING)
DISPLACING = Ending("booking.displace", "displaced", "digeser acara resmi", rules.STANDING)


def seen(session: Session, booking_id: int, actor: Actor, *, besides: tuple[int, ...] = ()) -> Seen:
    """The booking, locked, with the ground it stands on (and that of `besides`) opened."""
    resource_id = session.scalar(select(Booking.resource_id).where(Booking.id == booking_id))
    if resource_id is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    place = occupancy.open_ground(session, resource_tree(session), [resource_id, *besides], actor)
    (booking,) = locked(session, [booking_id])
    return Seen(booking, place.tree, place)


def locked(session: Session, booking_ids: Iterable[int]) -> list[Booking]:
    """These bookings as they are now, locked in id order; Refused where one is not there."""
    wanted = sorted(set(booking_ids))
    found = select(Booking).where(Booking.id.in_(wanted)).order_by(Booking.id)
    fresh = found.with_for_update(key_share=True, of=Booking).execution_options(populate_existing=True)
    bookings = list(session.scalars(fresh))
    if len(bookings) != len(wanted):
        raise Refused(_("Pesanan ini tidak ditemukan."))
    return bookings


def as_seen(booking: Booking, version: int, states: tuple[str, ...]) -> Booking:
    """Compare-and-swap: `booking` if it is still what the officer saw and in one of `states`."""
    if booking.state not in states:
        sentence = _("Pesanan ini sudah {state}.")
        raise Refused(sentence.format(state=rules.state_words(booking.state)))
    if booking.version != version:
        raise Refused(_("Pesanan ini baru saja diubah orang lain; lihat keadaannya yang terbaru."))
    return booking


def is_repeat(booking: Booking, version: int, state: str) -> bool:
    """Whether the order was done already: its answer got lost and it came once more."""
    return booking.state == state and booking.version == version + 1


# ---- one promise -----------------------------------------------------------------------------------------


def promise(session: Session, place: OpenGround, order: BookingOrder, tie: Tie, actor: Actor) -> Booked:
    """Write one booking and its lines on open ground; Clash where it cannot be promised."""
    words = words_of(order)
    rules.check_span(order.span, clock.now())
    thing, want = chosen(session, place, order)
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
        details=booking_details.accepted(thing.kind, order.details),
        is_outside_service=order.is_outside_service,
        bundle_id=tie.bundle_id,
        series_id=tie.series_id,
        import_uid=tie.import_uid,
        **words,
    )
    decide_or_hold(session, booking, actor, is_decided=order.is_confirmed)
    if tie.hold_until is not None and booking.state == "tentative":
        booking.hold_until = tie.hold_until
    session.add(booking)
    session.flush()
    occupancy.take(session, place, booking, want)
    verb = "dipesan" if order.is_confirmed else "dipesan sementara"
    note_of(session, actor, "booking.book", booking, f"{what(place.tree, booking)} {verb}")
    return booked(booking, thing.key, warnings(session, thing, order.span, order.head_count))


def chosen(session: Session, place: OpenGround, order: BookingOrder) -> tuple[Thing, Want]:
    """The resource ordered, or the best free one of its pool; Clash where none is free."""
    candidates = pools.candidates(place.tree, order.resource_key, order.head_count)
    wants = [(thing, place.tree.want(thing.id, order.span, order.quantity)) for thing in candidates]
    if len(wants) > 1:
        free = next((each for each in wants if fits(session, place.tree, each[1])), None)
        if free is not None:
            return free
    try:
        occupancy.check(session, place, wants[0][1])
    except Clash as clash:
        sentence = pools.pool_sentence(len(wants), clash.sentence)
        raise Clash(sentence, clash.obstacle, free=clash.free) from None
    return wants[0]


def decide_or_hold(session: Session, booking: Booking, decider: Actor, *, is_decided: bool) -> None:
    """Confirmed by `decider` now, or tentative with a hold until the standard's limit for confirming."""
    booking.decision_reason = None
    if is_decided:
        booking.state, booking.hold_until = "confirmed", None
        booking.decided_at, booking.decided_by = clock.now(), decider.account_id
        return
    limit_at = confirmation_limit(session)
    booking.state = "tentative"
    booking.hold_until = rules.hold_until(clock.now(), booking.starts_at, limit_at)
    booking.decided_at = booking.decided_by = None


# ---- one decision, one move, one ending ------------------------------------------------------------------


def confirm_one(session: Session, place: OpenGround, booking: Booking, actor: Actor) -> None:
    """The schedule stands; Clash where the slot has been closed, or its units lost, meanwhile."""
    held = occupancy.kept(session, place, booking)
    occupancy.check(session, place, held, besides=booking.id)
    decide_or_hold(session, booking, actor, is_decided=True)
    booking.version += 1
    offers.settle_offers(session, [booking])
    note_of(session, actor, "booking.confirm", booking, f"{what(place.tree, booking)} dikonfirmasi")


def move_one(session: Session, place: OpenGround, booking: Booking, order: MoveOrder, actor: Actor) -> None:
    """Another span or resource for a booking whose lines stand or were taken away already; or Clash.

    What was confirmed stays so where the mover may decide; moved by others it awaits confirmation anew.
    """
    tree, target = place.tree, place.tree.by_key(order.resource_key)
    has_begun = booking.starts_at <= clock.now() and order.span.starts_at == booking.starts_at
    (rules.check_length if has_begun else rules.check_span)(order.span, clock.now())
    want = tree.want(target.id, order.span, order.quantity)
    occupancy.check(session, place, want, besides=booking.id)
    old = what(tree, booking)
    before = {"resource": tree.things[booking.resource_id].key, "span": times(booking)}
    occupancy.free(session, booking)
    booking.resource_id, booking.quantity = target.id, order.quantity
    booking.starts_at, booking.ends_at = order.span.starts_at, order.span.ends_at
    booking.details = booking_details.accepted(target.kind, booking.details)
    if booking.starts_at > clock.now():
        booking.arrived_at = booking.kept_at = None
    still_decided = booking.state == "confirmed" and actor.may("decide")
    decide_or_hold(session, booking, actor, is_decided=still_decided)
    booking.version += 1
    session.flush()
    occupancy.take(session, place, booking, want)
    offers.settle_offers(session, [booking])
    changes = differences(before, {"resource": target.key, "span": times(booking)})
    sentence = f"{old} dipindah ke {target.name}, {span_words(order.span)}"
    note(session, actor, Act("booking.move", booking.id, sentence, changes))


def end_one(session: Session, found: Seen, ending: Ending, reason: str, actor: Actor) -> None:
    """The booking gives its slot back, and why."""
    booking = found.booking
    occupancy.free(session, booking)
    booking.state, booking.hold_until = ending.state, None
    booking.decided_at, booking.decided_by = clock.now(), actor.account_id
    booking.decision_reason = reason
    booking.version += 1
    offers.settle_offers(session, [booking])
    note_of(session, actor, ending.act, booking, f"{what(found.tree, booking)} {ending.words}: {reason}")


# ---- words -----------------------------------------------------------------------------------------------


def done_before(session: Session, key: str) -> Booked | None:
    """What the same form brought when it was saved before."""
    booking = session.scalars(select(Booking).where(Booking.key == key)).one_or_none()
    return None if booking is None else booked(booking, booking.resource.key, ())


def booked(booking: Booking, resource_key: str, sentences: tuple[str, ...]) -> Booked:
    """The answer about one booking."""
    return Booked(booking.id, booking.code, booking.state, booking.hold_until, sentences, resource_key)


def words_of(order: BookingOrder | CorrectionOrder) -> dict[str, Any]:
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


def placed(booking: Booking) -> tuple[int, Span, int]:
    """Where a booking stands: the resource, when, and how many of it."""
    return booking.resource_id, Span(booking.starts_at, booking.ends_at), booking.quantity


def times(booking: Booking) -> str:
    """When it is, in words."""
    return span_words(Span(booking.starts_at, booking.ends_at))


def what(tree: ResourceTree, booking: Booking) -> str:
    """ "Aula untuk Karang Taruna, Rabu, 8 April 10.00–12.00," as a journal's sentence begins."""
    name = tree.things[booking.resource_id].name
    holder = booking.borrower_institution or booking.borrower_name
    return f"{name} untuk {holder}, {times(booking)},"


def note_of(session: Session, actor: Actor, act: str, booking: Booking, sentence: str) -> None:
    """One line about one booking."""
    note(session, actor, Act(act, booking.id, sentence))
