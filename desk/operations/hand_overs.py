"""Hands out what was booked, sets it up at the place, and takes it back; knows no scanner and no paper.

Going out is a promise kept: what is promised to somebody else, or is not there, is refused. Coming back is a
fact: it is recorded in whatever condition, and what is lost or broken becomes an outage and a liability in
the same transaction. A hand-over is never changed: one that was written wrongly is taken back by another.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, HandOver, HandOverLine, Liability, Office, Outage, ResourceUnit
from desk.models.missing import out_of
from desk.operations import booking_parts as parts
from desk.operations import late_loans, occupancy, outages
from desk.operations.booking_parts import Seen
from desk.operations.hand_over_items import (
    Item,
    check_in_hand,
    check_in_store,
    check_promised,
    items_of,
    words_of,
)
from desk.operations.hand_over_orders import (
    HandedOver,
    HandOutOrder,
    PlaceOrder,
    SideOrder,
    TakeBackOrder,
    UndoOrder,
)
from desk.operations.journal import Act, note
from desk.operations.outages import OutageOrder, PersonOrder
from desk.rules import hand_overs as rules
from desk.rules import phones
from desk.rules.bookings import state_words
from desk.rules.clashes import Promise
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, REASON_LIMIT, clean


def hand_out(session: Session, order: HandOutOrder, actor: Actor) -> HandedOver:
    """Give out what is promised to a confirmed booking; the same order twice is one hand-over.

    Refused: more than is promised to this booking, a unit that is promised or handed to another, what is out
    of order or not there, a booking whose time is over. Before its time the booking takes the slot from now
    on, or Clash says who has it until then.
    """
    actor.require("hand_over")
    rules.check_stage(order.stage)
    at = rules.check_at(order.at or clock.now(), clock.now())
    seen = _seen(session, order.booking_id, actor)
    if done := _done(session, seen.booking, order.key):
        return done
    items = items_of(session, seen.tree, order.items, is_return=False)
    _check_going(session, seen, items, at)
    occupancy.widen(session, seen.place, seen.booking, {item.leaf_id for item in items})
    made = _write(session, order, _Way("out", order.stage, at, _trip_out(seen, items, order)), items, actor)
    booking = seen.booking
    booking.units_out += sum(item.units for item in items)
    booking.arrived_at = booking.arrived_at or at
    booking.is_outside_service = booking.is_outside_service or _is_outside(session, seen, order)
    words = f"{words_of(items)} {_(rules.STAGES[order.stage])}: {made.receiver_name}"
    if booking.is_outside_service:
        words += " (bukan layanan SK)"
    return _answer(_finish(session, seen, Act("hand_over.out", made.id, words), actor), made)


def take_back(session: Session, order: TakeBackOrder, actor: Actor) -> HandedOver:
    """Record what came back, in whatever condition; the rest of it stays out, and is late when its time ends.

    Refused only where it cannot be so: more than this booking has out, or a unit that another one has.
    """
    actor.require("hand_over")
    at = rules.check_at(order.at or clock.now(), clock.now())
    seen = _seen(session, order.booking_id, actor)
    if done := _done(session, seen.booking, order.key):
        return done
    items = items_of(session, seen.tree, order.items, is_return=True)
    going = _last_out(session, seen.booking.id)
    check_in_hand(session, seen.tree, seen.booking.id, items)
    if going is None or at < going.at:
        raise Refused(_("Kembalinya mendahului keluarnya."), field="at")
    trip = rules.trip_in(order.trip.odometer, going.details) if order.trip else {}
    made = _write(session, order, _Way("in", going.stage, at, trip), items, actor)
    seen.booking.units_out -= sum(item.units for item in items)
    session.flush()
    late_loans.settle_late(session, seen.tree, seen.place.leaf_ids, actor, returned_at=at)
    at_risk = _record_harm(session, seen, order, items, actor)
    words = f"{words_of(items)} kembali dari {made.giver_name}"
    if seen.booking.units_out:
        words += f"; {seen.booking.units_out} masih di luar"
    return _answer(_finish(session, seen, Act("hand_over.in", made.id, words), actor), made, at_risk)


def install(session: Session, order: PlaceOrder, actor: Actor) -> HandedOver:
    """The Tim Teknis set up at the place what was handed to it (berita acara pemasangan)."""
    return _at_place(session, order, "installed", actor)


def dismantle(session: Session, order: PlaceOrder, actor: Actor) -> HandedOver:
    """What was installed at the place was taken down again (berita acara pembongkaran)."""
    return _at_place(session, order, "dismantled", actor)


def undo(session: Session, order: UndoOrder, actor: Actor) -> HandedOver:
    """Take back a hand-over that was written wrongly, by one that says the opposite; both stay in the books.

    What it recorded as lost or broken ends with it, and the liability for it is settled as an error.
    """
    actor.require("hand_over")
    reason = clean(order.reason, limit=REASON_LIMIT, field="reason")
    if not reason:
        raise Refused(_("Isi apa yang keliru."), field="reason")
    wrong = session.get(HandOver, order.hand_over_id)
    if wrong is None:
        raise Refused(_("Serah terima ini tidak ditemukan."))
    seen = _seen(session, wrong.booking_id, actor)
    if done := _done(session, seen.booking, order.key):
        return done
    _check_undone(session, seen, wrong)
    made = _opposite(session, wrong, order.key, reason, actor)
    if wrong.stage in rules.GOING:
        units = sum(line.quantity for line in wrong.lines)
        seen.booking.units_out += -units if wrong.direction == "out" else units
    _end_harm(session, wrong, reason, actor)
    act = Act("hand_over.undo", wrong.id, f"Serah terima nomor {wrong.id} dibatalkan: {reason}")
    return _answer(_finish(session, seen, act, actor), made)


# ---- the parts acts share --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """Which way things go, at which stage and when, and a vehicle's trip."""

    direction: str
    stage: str
    at: datetime
    details: dict[str, Any]


def _seen(session: Session, booking_id: int, actor: Actor) -> Seen:
    """The booking, locked, with the ground opened of what it is promised and of what it has out."""
    leaves = {line.leaf_id for line in out_of(session, HandOver.booking_id == booking_id)}
    return parts.seen(session, booking_id, actor, besides=tuple(leaves))


def _done(session: Session, booking: Booking, key: str) -> HandedOver | None:
    made = session.scalars(select(HandOver).where(HandOver.key == key)).one_or_none()
    return None if made is None else _answer(booking, made)


def _answer(booking: Booking, made: HandOver, at_risk: tuple[Promise, ...] = ()) -> HandedOver:
    return HandedOver(made.id, booking.version, booking.units_out, at_risk, booking.is_outside_service)


def _finish(session: Session, seen: Seen, act: Act, actor: Actor) -> Booking:
    """Count the booking on, note the act, and write down what is late by now."""
    seen.booking.version += 1
    session.flush()
    note(session, actor, act)
    late_loans.settle_late(session, seen.tree, seen.place.leaf_ids, actor)
    occupancy.hand_on(session, seen.place, actor)
    return seen.booking


def _check_going(session: Session, seen: Seen, items: tuple[Item, ...], at: datetime) -> None:
    booking = seen.booking
    if booking.state != "confirmed":
        sentence = _("Pesanan ini {state}; barang diserahkan setelah jadwalnya dikonfirmasi.")
        raise Refused(sentence.format(state=state_words(booking.state)))
    held = occupancy.kept(session, seen.place, booking)
    if at >= held.taken.ends_at:
        raise Refused(_("Waktu pesanan ini sudah berakhir; perpanjang dahulu pesanannya."), field="at")
    check_promised(session, seen.tree, booking.id, items, held.needs)
    now = instant(minute(clock.now()))
    until = max(held.taken.ends_at, instant(minute(now) + 1))
    check_in_store(session, seen.tree, booking.id, items, Span(now, until))


def _trip_out(seen: Seen, items: tuple[Item, ...], order: HandOutOrder) -> dict[str, Any]:
    if order.trip is None:
        if any(seen.tree.things[item.leaf_id].kind == "vehicle" for item in items):
            raise Refused(_("Isi nama pengemudi."), field="trip.driver")
        return {}
    return rules.trip_out(order.trip.driver, order.trip.licence, order.trip.odometer)


def _is_outside(session: Session, seen: Seen, order: HandOutOrder) -> bool:
    if order.is_outside_service is not None:
        return order.is_outside_service
    kind = seen.tree.things[seen.booking.resource_id].kind
    agency = session.get_one(Office, 1).agency
    has_request = seen.booking.request_id is not None
    return rules.is_outside_service(agency, kind, order.stage, has_request=has_request)


def _write(
    session: Session,
    order: HandOutOrder | TakeBackOrder | PlaceOrder,
    way: _Way,
    items: tuple[Item, ...],
    actor: Actor,
) -> HandOver:
    made = HandOver(
        key=order.key,
        booking_id=order.booking_id,
        direction=way.direction,
        stage=way.stage,
        at=way.at,
        details=way.details,
        note=clean(order.note or "", limit=NOTE_LIMIT, field="note", multiline=True) or None,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
        lines=[
            HandOverLine(
                resource_id=item.leaf_id,
                unit_id=item.unit_id,
                quantity=item.units,
                condition=item.condition,
                missing=list(item.missing),
                note=item.note,
            )
            for item in items
        ],
        **_sides(order.giver, order.receiver),
    )
    session.add(made)
    for item in items if way.stage in rules.GOING else ():
        if item.unit_id is not None and item.condition != rules.LOST:
            session.get_one(ResourceUnit, item.unit_id).condition = item.condition
    session.flush()
    return made


def _sides(giver: SideOrder, receiver: SideOrder) -> dict[str, str | None]:
    phone = receiver.phone or ""
    return {
        "giver_name": rules.side_name(giver.name, "giver"),
        "giver_role": clean(giver.role or "", limit=NAME_LIMIT, field="giver") or None,
        "receiver_name": rules.side_name(receiver.name, "receiver"),
        "receiver_role": clean(receiver.role or "", limit=NAME_LIMIT, field="receiver") or None,
        "receiver_phone": phones.normalised(phone, field="receiver.phone") if phone.strip() else None,
    }


def _last_out(session: Session, booking_id: int) -> HandOver | None:
    """The last hand-over that carried things out for a booking and stands."""
    found = select(HandOver).where(HandOver.booking_id == booking_id).order_by(HandOver.id)
    made = HandOver.standing(session.scalars(found).all())
    going = [each for each in made if each.direction == "out" and each.stage in rules.GOING]
    return going[-1] if going else None


def _record_harm(
    session: Session, seen: Seen, order: TakeBackOrder, items: tuple[Item, ...], actor: Actor
) -> tuple[Promise, ...]:
    """An outage and a liability for each item that came back broken or not at all; what it puts at risk."""
    booking = seen.booking
    borrower = PersonOrder(booking.borrower_name, booking.borrower_phone, booking.borrower_institution)
    at_risk: dict[int, Promise] = {}
    for number, item in enumerate(items):
        kind = rules.ENDS_AS.get(item.condition)
        if kind is None:
            continue
        harm = OutageOrder(
            key=f"{order.key}:{number}",
            resource_key=seen.tree.things[item.leaf_id].key,
            kind=kind,
            reason=item.note or f"{rules.RETURNED[item.condition]} saat kembali",
            quantity=item.units,
            unit_id=item.unit_id,
            booking_id=booking.id,
            person=order.liable or borrower,
        )
        for promise in outages.record(session, harm, actor).at_risk:
            at_risk[promise.booking_id] = promise
    return tuple(at_risk.values())


def _at_place(session: Session, order: PlaceOrder, stage: str, actor: Actor) -> HandedOver:
    actor.require("hand_over")
    at = rules.check_at(order.at or clock.now(), clock.now())
    seen = _seen(session, order.booking_id, actor)
    if done := _done(session, seen.booking, order.key):
        return done
    out = out_of(session, HandOver.booking_id == order.booking_id)
    going = _last_out(session, order.booking_id)
    if not out or going is None or going.stage != "to_crew":
        raise Refused(_("Barang pesanan ini belum diserahkan kepada Tim Teknis."))
    if stage == "dismantled" and not _is_installed(session, order.booking_id):
        raise Refused(_("Pemasangannya belum dicatat."))
    items = tuple(
        Item(each.leaf_id, each.unit_id, each.units, seen.tree.things[each.leaf_id].name) for each in out
    )
    direction = "out" if stage == "installed" else "in"
    made = _write(session, order, _Way(direction, stage, at, {}), items, actor)
    act = Act(f"hand_over.{stage}", made.id, f"{words_of(items)} {_(rules.STAGES[stage])}")
    return _answer(_finish(session, seen, act, actor), made)


def _is_installed(session: Session, booking_id: int) -> bool:
    """Whether it was installed more often than dismantled; an undone hand-over counts for both."""
    stages = Counter(
        session.scalars(
            select(HandOver.direction).where(
                HandOver.booking_id == booking_id, HandOver.stage.in_(("installed", "dismantled"))
            )
        )
    )
    return stages["out"] > stages["in"]


def _check_undone(session: Session, seen: Seen, wrong: HandOver) -> None:
    later = select(HandOver).where(HandOver.booking_id == wrong.booking_id, HandOver.id > wrong.id)
    if wrong.undoes or any(each.undoes == wrong.id for each in session.scalars(later)):
        raise Refused(_("Serah terima ini sudah dibatalkan."))
    if wrong.stage not in rules.GOING:
        return
    items = tuple(
        Item(line.resource_id, line.unit_id, line.quantity, seen.tree.things[line.resource_id].name)
        for line in wrong.lines
    )
    if wrong.direction == "out":
        check_in_hand(session, seen.tree, wrong.booking_id, items)
        return
    elsewhere = {(each.leaf_id, each.unit_id) for each in out_of(session) if each.unit_id}
    if any((item.leaf_id, item.unit_id) in elsewhere for item in items):
        raise Refused(_("Barangnya sudah diserahkan lagi kepada orang lain."))


def _opposite(session: Session, wrong: HandOver, key: str, reason: str, actor: Actor) -> HandOver:
    facts = ("booking_id", "stage", "giver_name", "giver_role", "receiver_name", "receiver_role")
    line_facts = ("resource_id", "unit_id", "quantity", "condition", "missing")
    made = HandOver(
        key=key,
        direction="in" if wrong.direction == "out" else "out",
        at=wrong.at,
        details={"undoes": wrong.id},
        note=reason,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
        lines=[HandOverLine(**{fact: getattr(line, fact) for fact in line_facts}) for line in wrong.lines],
        **{fact: getattr(wrong, fact) for fact in facts},
    )
    session.add(made)
    session.flush()
    return made


def _end_harm(session: Session, wrong: HandOver, reason: str, actor: Actor) -> None:
    """What a wrong return recorded as lost or broken is not so, and nobody answers for it."""
    harm = select(Outage).where(Outage.key.startswith(f"{wrong.key}:", autoescape=True))
    for outage in session.scalars(harm.order_by(Outage.id)).all():
        condition = "B" if outage.unit_id is not None and outage.kind == "broken" else None
        ending = outages.EndOrder(f"{wrong.key}:undo:{outage.id}"[:80], outage.id, condition=condition)
        outages.end(session, ending, actor)
        for liability in session.scalars(select(Liability).where(Liability.outage_id == outage.id)).all():
            if liability.settled_at is None:
                outages.settle_liability(
                    session, outages.SettleOrder(liability.id, f"Keliru: {reason}"[:400]), actor
                )
