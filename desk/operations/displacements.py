"""Lets an official event take a promised slot by the written order of the Kepala Dinas; knows no screen.

Neither decree knows it: it needs a right of its own, the order itself attached, and leaves a row for each
borrower who has to give way, from which the notice is printed.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Displacement
from desk.models.availability import resource_tree
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.operations.attachments import AttachOrder, attach
from desk.operations.booking_orders import Booked, BookingOrder
from desk.operations.bundles import Member
from desk.operations.journal import Act, note
from desk.operations.occupancy import OpenGround
from desk.rules import bookings as rules
from desk.rules.rights import Actor
from desk.rules.texts import NAME_LIMIT, clean, reason_of

NUMBER_LIMIT = 80


@dataclass(frozen=True)
class DisplaceOrder:
    """The official event, who has to give way as it was seen, and the written order with its file."""

    booking: BookingOrder
    displaced: tuple[Member, ...]
    order_number: str
    order_on: date
    signed_by: str
    reason: str
    attachment_name: str
    attachment_content: bytes


@dataclass(frozen=True)
class DisplacedBy:
    """The official event's booking, confirmed, and a displacement for each who gave way."""

    booked: Booked
    displacement_ids: tuple[int, ...]


def displace(session: Session, order: DisplaceOrder, actor: Actor) -> DisplacedBy:
    """Free what stands in the way of the official event and book it, confirmed, in one act.

    Raises Clash where something else than the named bookings stands in its way too, Refused beside its field
    where the written order is incomplete.
    """
    actor.require("displace")
    facts = _facts(order)
    parts.words_of(order.booking)
    rules.check_span(order.booking.span, clock.now())
    place, bookings = _opened(session, order, actor)
    if done := parts.done_before(session, order.booking.key):
        there = session.scalars(select(Displacement.id).where(Displacement.by_booking_id == done.id))
        return DisplacedBy(done, tuple(there))
    _check_in_the_way(session, place, order, bookings)
    for booking in bookings:
        seen = parts.Seen(booking, place.tree, place)
        parts.end_one(session, seen, parts.DISPLACING, facts["reason"], actor)
    event = replace(order.booking, is_confirmed=True)
    booked = parts.promise(session, place, event, parts.ALONE, actor)
    ids = tuple(_record(session, order, booking, (booked.id, facts), actor) for booking in bookings)
    occupancy.hand_on(session, place, actor)
    return DisplacedBy(booked, ids)


def _opened(session: Session, order: DisplaceOrder, actor: Actor) -> tuple[OpenGround, list[Booking]]:
    if not order.displaced:
        raise Refused(_("Pilih pesanan yang digeser."), field="displaced")
    versions = {member.booking_id: member.version for member in order.displaced}
    tree = resource_tree(session)
    resources = set(session.scalars(select(Booking.resource_id).where(Booking.id.in_(sorted(versions)))))
    event = tree.by_key(order.booking.resource_key)
    place = occupancy.open_ground(session, tree, {event.id, *resources}, actor)
    bookings = parts.locked(session, versions)
    if parts.done_before(session, order.booking.key) is None:
        for booking in bookings:
            parts.as_seen(booking, versions[booking.id], rules.STANDING)
    return place, bookings


def _check_in_the_way(
    session: Session, place: OpenGround, order: DisplaceOrder, bookings: list[Booking]
) -> None:
    """Nobody gives way who does not stand in the way."""
    event = place.tree.by_key(order.booking.resource_key)
    want = place.tree.want(event.id, order.booking.span, order.booking.quantity)
    for booking in bookings:
        held = occupancy.kept(session, place, booking)
        if not held.taken.overlaps(want.taken) or held.needs.keys().isdisjoint(want.needs):
            sentence = _("{what} tidak menghalangi acara ini; tidak perlu digeser.")
            what = parts.what(place.tree, booking).rstrip(",")
            raise Refused(sentence.format(what=what), field="displaced")


def _record(
    session: Session,
    order: DisplaceOrder,
    booking: Booking,
    by: tuple[int, dict[str, str]],
    actor: Actor,
) -> int:
    by_booking_id, facts = by
    row = Displacement(
        key=f"{order.booking.key}:{booking.id}",
        displaced_id=booking.id,
        by_booking_id=by_booking_id,
        order_on=order.order_on,
        at=clock.now(),
        account_id=actor.account_id,
        **facts,
    )
    session.add(row)
    session.flush()
    file = AttachOrder(
        key=str(uuid.uuid5(uuid.NAMESPACE_OID, row.key)),
        noun="displacement",
        noun_id=row.id,
        purpose="written_order",
        name=order.attachment_name,
        content=order.attachment_content,
    )
    attach(session, file, actor)
    words = (
        f"{booking.borrower_name} digeser dengan surat perintah {row.order_number} "
        f"tertanggal {row.order_on:%d/%m/%Y} oleh {row.signed_by}: {row.reason}"
    )
    note(session, actor, Act("displacement.displace", row.id, words))
    return row.id


def _facts(order: DisplaceOrder) -> dict[str, str]:
    """What the written order says, cleaned; Refused beside what is missing."""
    if not order.attachment_content:
        raise Refused(_("Lampirkan surat perintah Kepala Dinas."), field="attachment")
    if order.order_on > clock.today():
        raise Refused(_("Tanggal surat perintah belum tiba."), field="order_on")
    number = clean(order.order_number, limit=NUMBER_LIMIT, field="order_number", label=_("Nomor surat"))
    if not number:
        raise Refused(_("Isi nomor surat perintah."), field="order_number")
    signed_by = clean(order.signed_by, limit=NAME_LIMIT, field="signed_by", label=_("Penanda tangan"))
    if not signed_by:
        raise Refused(_("Isi siapa yang menandatangani surat perintah."), field="signed_by")
    return {"order_number": number, "signed_by": signed_by, "reason": reason_of(order.reason)}
