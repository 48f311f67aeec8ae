"""Which promises can no longer all be kept, why, and whom to call on both sides; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models.availability import (
    closures_within,
    outs_within,
    promises_within,
    resource_tree,
    shutting_of,
    takings,
)
from desk.models.stocks import LAST
from desk.rules.clashes import Promise, contact
from desk.rules.outages import Missing, promises_at_risk
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span, instant, minute

WATCHES = frozenset({"Booking", "Occupancy", "Resource", "ResourceClosure", "Outage"})


@dataclass(frozen=True, slots=True)
class AtRiskRow:
    """A promise under a closure, or short of units that are lost, broken or not back.

    `cause` says which ("Aula ditutup: Pengecatan", "Mikrofon: 2 belum kembali (Ni Luh Contoh, 0812…)"), with
    whom to call on the other side; `contact` is the borrower who is to be warned.
    """

    id: int
    resource_name: str
    span: Span
    holder: str
    contact: str
    cause: str


def bookings_at_risk(session: Session) -> tuple[AtRiskRow, ...]:
    """Promises not yet over that cannot all be kept as things stand, in order of time, each cause a row."""
    tree = resource_tree(session)
    ahead = Span(instant(minute(clock.now())), LAST)
    rows = _closed(session, tree, ahead) + _short(session, tree, ahead)
    return tuple(sorted(rows, key=lambda row: (row.span.starts_at, row.id, row.cause)))


def at_risk_within(session: Session, tree: ResourceTree, window: Span) -> frozenset[int]:
    """The ids of the bookings in `window` that are at risk, for the calendar's bars."""
    rows = _closed(session, tree, window) + _short(session, tree, window)
    return frozenset(row.id for row in rows)


def _closed(session: Session, tree: ResourceTree, window: Span) -> list[AtRiskRow]:
    """Promises under a closure that was saved over them."""
    rows = []
    for closure in session.scalars(closures_within(window)):
        shut = shutting_of(tree, closure)
        span = Span(max(shut.span.starts_at, window.starts_at), min(shut.span.ends_at, window.ends_at))
        cause = _("{0} ditutup: {1}").format(shut.resource_name, shut.reason)
        rows += [_row(promise, cause) for promise in promises_within(session, shut.leaf_ids, span)]
    return rows


def _short(session: Session, tree: ResourceTree, window: Span) -> list[AtRiskRow]:
    """Promises on leaves of which more is promised than is to be had, with what is missing there."""
    outs = outs_within(session, [each for each in tree.things if tree.is_leaf(each)], window)
    rows: dict[tuple[int, str], AtRiskRow] = {}
    for leaf_id in sorted({out.leaf_id for out in outs}):
        own = [out for out in outs if out.leaf_id == leaf_id]
        missing = [Missing(leaf_id, o.use.quantity, o.use.span.starts_at, o.use.span.ends_at) for o in own]
        promised = takings(session, [leaf_id], window)
        for promise in promises_at_risk({leaf_id: tree.things[leaf_id].stock}, promised, missing):
            words = ", ".join(out.words for out in own if out.use.span.overlaps(promise.taken))
            cause = f"{tree.things[leaf_id].name}: {words}"
            rows[promise.booking_id, cause] = _row(promise, cause)
    return list(rows.values())


def _row(promise: Promise, cause: str) -> AtRiskRow:
    return AtRiskRow(
        id=promise.booking_id,
        resource_name=promise.resource_name,
        span=promise.span,
        holder=promise.holder,
        contact=contact(promise),
        cause=cause,
    )
