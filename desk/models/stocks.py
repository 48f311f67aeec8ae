"""Loads what of a stock is with borrowers and what is out of order; decides nothing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.models.availability import takings, units_promised
from desk.models.missing import missing_from, out_of
from desk.models.units import ResourceUnit
from desk.rules.spans import Span, instant
from desk.rules.units import promised_words

__all__ = ["LAST", "missing_from", "numbered", "out_now", "promised"]

LAST = instant(2_000_000_000)
"""Later than any promise, and still a number of minutes that PostgreSQL can hold (`FOREVER` is not)."""


def out_now(session: Session) -> dict[tuple[int, int | None], int]:
    """Units with borrowers by (resource, unit; None: count-only): handed out and not taken back.

    What came back as lost is no longer with the borrower: its outage says where it went.
    """
    units: Counter[tuple[int, int | None]] = Counter()
    for out in out_of(session):
        units[out.leaf_id, out.unit_id] += out.units
    return dict(units)


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
