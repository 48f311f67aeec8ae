"""Loads what of a stock is with borrowers and what is out of order; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from desk.models.availability import takings, units_promised
from desk.models.loans import HandOver, HandOverLine
from desk.models.units import Outage, ResourceUnit
from desk.rules.outages import Missing
from desk.rules.spans import Span, instant
from desk.rules.units import promised_words

LAST = instant(2_000_000_000)
"""Later than any promise, and still a number of minutes that PostgreSQL can hold (`FOREVER` is not)."""

MOVING = ("lent", "to_crew")
"""The stages that carry things out of the store and back; the other two happen at the place."""


def out_now(session: Session) -> dict[tuple[int, int | None], int]:
    """Units with borrowers by (resource, unit; None: count-only): handed out and not taken back.

    What came back as lost is no longer with the borrower: its outage says where it went.
    """
    signed = case((HandOver.direction == "out", HandOverLine.quantity), else_=-HandOverLine.quantity)
    rows = session.execute(
        select(HandOverLine.resource_id, HandOverLine.unit_id, func.sum(signed))
        .join(HandOver, HandOver.id == HandOverLine.hand_over_id)
        .where(HandOver.stage.in_(MOVING))
        .group_by(HandOverLine.resource_id, HandOverLine.unit_id)
    )
    return {(resource_id, unit_id): int(units) for resource_id, unit_id, units in rows if units > 0}


def missing_from(session: Session, since: datetime, leaf_ids: Iterable[int] | None = None) -> list[Missing]:
    """What is out of order at or after `since`, of these leaves or of all."""
    wanted = select(Outage.resource_id, Outage.quantity, Outage.starts_at, Outage.ends_at).where(
        or_(Outage.ends_at.is_(None), Outage.ends_at > since)
    )
    if leaf_ids is not None:
        wanted = wanted.where(Outage.resource_id.in_(sorted(leaf_ids)))
    return [Missing(*row) for row in session.execute(wanted.order_by(Outage.id))]


def promised(session: Session, leaf_id: int, since: datetime) -> tuple[int, str]:
    """The most units of a leaf promised at once from `since`, and by whom."""
    units = units_promised(session, leaf_id, since)
    if not units:
        return 0, ""
    return units, promised_words(takings(session, [leaf_id], Span(since, LAST)))


def numbered(session: Session, resource_id: int) -> int:
    """How many units of a resource carry a label and are in use."""
    count = select(func.count(ResourceUnit.id)).where(
        ResourceUnit.resource_id == resource_id, ResourceUnit.is_active
    )
    return session.scalar(count) or 0
