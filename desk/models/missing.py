"""Loads what is out with borrowers, late, and out of order; decides nothing and knows no free time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models.bookings import Booking, Occupancy
from desk.models.loans import HandOver, HandOverLine
from desk.models.units import Outage
from desk.rules.missing import Cover, Missing, Out, Overdue, overdue
from desk.rules.spans import Span, instant, minute

MOVING = ("lent", "to_crew")
"""The stages that carry things out of the store and back; the other two happen at the place."""

_SIGNED = case((HandOver.direction == "out", HandOverLine.quantity), else_=-HandOverLine.quantity)
_OUT_AT = func.max(case((HandOver.direction == "out", HandOver.at)))


def out_of(session: Session, *which: ColumnElement[bool]) -> list[Out]:
    """What is handed out and not taken back, by booking, leaf and unit; `which` narrows it.

    What came back as lost is no longer with the borrower: its outage says where it went.
    """
    # asked first: of a hundred thousand bookings a few have something out, and mostly none
    borrowing = session.scalars(select(Booking.id).where(Booking.units_out > 0)).all()
    if not borrowing:
        return []
    rows = session.execute(
        select(
            HandOver.booking_id,
            HandOverLine.resource_id,
            HandOverLine.unit_id,
            func.sum(_SIGNED),
            _OUT_AT,
        )
        .join(HandOver, HandOver.id == HandOverLine.hand_over_id)
        .where(HandOver.booking_id.in_(borrowing), HandOver.stage.in_(MOVING), *which)
        .group_by(HandOver.booking_id, HandOverLine.resource_id, HandOverLine.unit_id)
        .order_by(HandOver.booking_id, HandOverLine.resource_id, HandOverLine.unit_id)
    )
    return [
        Out(booking_id, leaf_id, unit_id, int(units), instant(minute(since)))
        for booking_id, leaf_id, unit_id, units, since in rows
        if units > 0
    ]


def overdue_now(session: Session, leaf_ids: Iterable[int] | None = None) -> list[Overdue]:
    """What is out of these leaves (of all: None) and no longer covered by a promise of its own."""
    narrowed = () if leaf_ids is None else (HandOverLine.resource_id.in_(sorted(leaf_ids)),)
    outs: dict[tuple[int, int], list[Out]] = defaultdict(list)
    for out in out_of(session, *narrowed):
        outs[out.booking_id, out.leaf_id].append(out)
    if not outs:
        return []
    covers: dict[tuple[int, int], list[Cover]] = defaultdict(list)
    lines = select(
        Occupancy.booking_id,
        Occupancy.resource_id,
        Occupancy.starts_at,
        Occupancy.ends_at,
        Occupancy.quantity,
    ).where(Occupancy.booking_id.in_({booking_id for booking_id, _leaf in outs}))
    for booking_id, leaf_id, starts_at, ends_at, units in session.execute(lines):
        covers[booking_id, leaf_id].append(Cover(Span(starts_at, ends_at), units))
    now = clock.now()
    return [each for place, own in outs.items() for each in overdue(own, covers[place], now)]


def late_now(session: Session, leaf_ids: Iterable[int] | None = None) -> list[Missing]:
    """The late loans of these leaves (of all: None), with who has them and whom to call."""
    found = overdue_now(session, leaf_ids)
    if not found:
        return []
    named = select(
        Booking.id, Booking.borrower_institution, Booking.borrower_name, Booking.borrower_phone
    ).where(Booking.id.in_({each.out.booking_id for each in found}))
    people = {row.id: row for row in session.execute(named)}
    return [
        Missing(
            each.out.leaf_id,
            each.units,
            each.starts_at,
            each.ends_at,
            kind="late",
            booking_id=each.out.booking_id,
            holder=people[each.out.booking_id].borrower_institution
            or people[each.out.booking_id].borrower_name,
            name=people[each.out.booking_id].borrower_name,
            phone=people[each.out.booking_id].borrower_phone,
            unit_id=each.out.unit_id,
        )
        for each in found
    ]


def missing_from(session: Session, since: datetime, leaf_ids: Iterable[int] | None = None) -> list[Missing]:
    """What is not to be had at or after `since` (now or later), of these leaves or of all.

    Late loans are read off the hand-overs: they count whether or not anybody has written them down yet.
    """
    leaves = None if leaf_ids is None else sorted(leaf_ids)
    wanted = select(
        Outage.resource_id, Outage.quantity, Outage.starts_at, Outage.ends_at, Outage.kind, Outage.unit_id
    ).where(Outage.kind != "late", or_(Outage.ends_at.is_(None), Outage.ends_at > since))
    if leaves is not None:
        wanted = wanted.where(Outage.resource_id.in_(leaves))
    rows = session.execute(wanted.order_by(Outage.id))
    facts = [
        Missing(leaf_id, quantity, starts_at, ends_at, kind=kind, unit_id=unit_id)
        for leaf_id, quantity, starts_at, ends_at, kind, unit_id in rows
    ]
    return facts + late_now(session, leaves)
