"""Writes down what is not back though its promise has ended, and that it came back; promises nothing.

Called where the leaves are locked already. Whether something is late follows from the hand-overs alone
(`models.missing`): what is written here is the register of it, with when it began and when it ended.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, Outage, ResourceUnit
from desk.models.missing import overdue_now
from desk.operations.journal import Act, note
from desk.rules.missing import Overdue
from desk.rules.office_dates import clock_time, plain_date
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import instant, minute

_Place = tuple[int, int, int | None]


def unwritten(session: Session, leaf_ids: Iterable[int] | None = None) -> frozenset[int]:
    """The leaves of which more, or less, is late than has been written down."""
    late, written = _late(session, leaf_ids), _written(session, leaf_ids)
    places = late.keys() | written.keys()
    return frozenset(place[1] for place in places if _units(late, place) != _kept_units(written, place))


def settle_late(
    session: Session,
    tree: ResourceTree,
    leaf_ids: Iterable[int],
    actor: Actor,
    *,
    returned_at: datetime | None = None,
) -> int:
    """Make the register of these leaves, which are locked, say what is late now; how many lines changed.

    What is no longer late ended at `returned_at`, where it came back at a time of its own.
    """
    leaves = tuple(leaf_ids)
    late, written = _late(session, leaves), _written(session, leaves)
    changed = 0
    for place in sorted(late.keys() | written.keys(), key=lambda each: (each[0], each[1], each[2] or 0)):
        more = _units(late, place) - _kept_units(written, place)
        if more > 0:
            _begin(session, tree, late[place]._replace(units=more), actor)
        elif more < 0:
            _end(session, written[place], -more, returned_at or clock.now())
        changed += more != 0
    if changed:
        session.flush()
    return changed


def _late(session: Session, leaf_ids: Iterable[int] | None) -> dict[_Place, Overdue]:
    found = overdue_now(session, leaf_ids)
    return {(each.out.booking_id, each.out.leaf_id, each.out.unit_id): each for each in found}


def _written(session: Session, leaf_ids: Iterable[int] | None) -> dict[_Place, list[Outage]]:
    """The late lines that have not ended."""
    now = instant(minute(clock.now()))
    lasting = or_(Outage.ends_at.is_(None), Outage.ends_at > now)
    lines = select(Outage).where(Outage.kind == "late", lasting).order_by(Outage.id)
    if leaf_ids is not None:
        lines = lines.where(Outage.resource_id.in_(sorted(leaf_ids)))
    found: dict[_Place, list[Outage]] = defaultdict(list)
    for outage in session.scalars(lines.execution_options(populate_existing=True)):
        if outage.booking_id is not None:
            found[outage.booking_id, outage.resource_id, outage.unit_id].append(outage)
    return found


def _units(late: dict[_Place, Overdue], place: _Place) -> int:
    return late[place].units if place in late else 0


def _kept_units(written: dict[_Place, list[Outage]], place: _Place) -> int:
    return sum(outage.quantity for outage in written.get(place, ()))


def _begin(session: Session, tree: ResourceTree, late: Overdue, actor: Actor) -> None:
    booking = session.get_one(Booking, late.out.booking_id)
    holder = booking.borrower_institution or booking.borrower_name
    unit = session.get_one(ResourceUnit, late.out.unit_id) if late.out.unit_id else None
    due = f"{plain_date(clock.office_date(late.starts_at))} {clock_time(late.starts_at)}"
    name = tree.things[late.out.leaf_id].name
    what = f"{name} {unit.label}" if unit else f"{late.units} {name}"
    outage = Outage(
        key=str(uuid.uuid4()),
        resource_id=late.out.leaf_id,
        unit_id=late.out.unit_id,
        quantity=late.units,
        starts_at=late.starts_at,
        ends_at=late.ends_at,
        kind="late",
        booking_id=booking.id,
        reason=f"belum kembali dari {holder}",
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
    )
    session.add(outage)
    session.flush()
    note(session, actor, Act("outage.late", outage.id, f"{what} belum kembali dari {holder} sejak {due}"))


def _end(session: Session, outages: list[Outage], units: int, at: datetime) -> None:
    ended_at = instant(minute(at))
    for outage in outages:
        if units <= 0:
            return
        part = outage
        if outage.quantity > units:
            part = outage.split_off(units, str(uuid.uuid4()))
            session.add(part)
        units -= part.quantity
        part.ends_at = max(part.starts_at, ended_at)
        part.ended_at = clock.now()
