"""What the Pemegang Barang sees before confirming or refusing a booking; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from desk.models.availability import resource_tree, takings
from desk.queries.bookings import WATCHES as BOOKING_WATCHES
from desk.queries.bookings import BookingDetail, booking_detail
from desk.queries.bundles import BundleMemberRow, bundle_members
from desk.queries.series import SeriesRow, series_of
from desk.queries.waiting import WaitingRow, waiting_for
from desk.rules.clashes import contact
from desk.rules.spans import Span

WATCHES = BOOKING_WATCHES | {"WaitingEntry"}
_NEAR = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """Another promise on the same leaves: at the same time (of a stock of several), or shortly around it."""

    booking_id: int
    resource_name: str
    span: Span
    taken: Span
    holder: str
    contact: str
    is_tentative: bool
    is_at_once: bool
    """Whether both are there in the same minute, buffers included."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The booking (its `clash` is what forbids confirming it, if anything) with all that touches it."""

    booking: BookingDetail
    neighbours: tuple[NeighbourRow, ...]
    waiting: tuple[WaitingRow, ...]
    bundle: tuple[BundleMemberRow, ...]
    series: SeriesRow | None


def decision(session: Session, booking_id: int) -> Decision | None:
    """All that bears on a booking; None where there is none."""
    detail = booking_detail(session, booking_id)
    if detail is None:
        return None
    return Decision(
        booking=detail,
        neighbours=_neighbours(session, detail),
        waiting=waiting_for(session, booking_id),
        bundle=bundle_members(session, detail.bundle_id) if detail.bundle_id else (),
        series=series_of(session, booking_id) if detail.series_id else None,
    )


def _neighbours(session: Session, detail: BookingDetail) -> tuple[NeighbourRow, ...]:
    tree = resource_tree(session)
    thing = next(each for each in tree.things.values() if each.key == detail.resource_key)
    own = detail.taken or detail.span.widened(thing.set_up, thing.clear_up)
    window = Span(own.starts_at - _NEAR, own.ends_at + _NEAR)
    found: dict[int, NeighbourRow] = {}
    for taking in takings(session, tree.leaves(thing.id), window):
        promise = taking.promise
        if promise.booking_id != detail.id:
            found[promise.booking_id] = NeighbourRow(
                booking_id=promise.booking_id,
                resource_name=promise.resource_name,
                span=promise.span,
                taken=promise.taken,
                holder=promise.holder,
                contact=contact(promise),
                is_tentative=promise.is_tentative,
                is_at_once=promise.taken.overlaps(own),
            )
    return tuple(sorted(found.values(), key=lambda row: (row.span.starts_at, row.booking_id)))
