"""How many of each thing that there are several of are free on a day, at the least; books nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from desk.models.availability import ground, resource_tree
from desk.models.offices import opening_hours
from desk.models.working_days import work_calendar
from desk.queries.bookings import WATCHES, days_span
from desk.rules.occupancy import peak_use
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span

__all__ = ["WATCHES", "FreeCount", "free_counts"]


@dataclass(frozen=True, slots=True)
class FreeCount:
    """`free` of `stock` are there during the whole of the day's opening hours (of a day off: all day)."""

    resource_id: int
    day: date
    free: int
    stock: int


def free_counts(session: Session, first: date, last: date) -> tuple[FreeCount, ...]:
    """The pools and kits in use, for each of the office's days from `first` to `last`."""
    tree = resource_tree(session)
    pools = [each.id for each in tree.things.values() if each.is_active and _is_counted(tree, each.id)]
    leaves = tree.all_leaves(pools)
    near = ground(session, tree, leaves, days_span(first, last))
    uses = {leaf: near.uses(leaf) for leaf in leaves}
    hours = _hours(session, first, last)
    counts = []
    for day, span in hours.items():
        left = {leaf: near.stock[leaf] - peak_use(uses[leaf], span) for leaf in leaves}
        counts += [FreeCount(each, day, _free(tree, each, left), tree.stock(each)) for each in pools]
    return tuple(counts)


def _is_counted(tree: ResourceTree, resource_id: int) -> bool:
    return tree.stock(resource_id) > 1 or tree.things[resource_id].kind == "kit"


def _free(tree: ResourceTree, resource_id: int, left: Mapping[int, int]) -> int:
    """Of a composite as many as its scarcest part allows; never below none."""
    needs = tree.leaves(resource_id)
    return max(min(left[leaf] // units for leaf, units in needs.items()), 0)


def _hours(session: Session, first: date, last: date) -> dict[date, Span]:
    calendar = work_calendar(session, first, last)
    opening = opening_hours(session)
    spans: dict[date, Span] = {}
    day = first
    while day <= last:
        open_ones = opening.windows(day, day, calendar)
        spans[day] = Span(open_ones[0].starts_at, open_ones[-1].ends_at) if open_ones else days_span(day, day)
        day += timedelta(days=1)
    return spans
