"""When a resource is free on one day, and who has it the rest of the time; books nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from desk import clock
from desk.models.availability import ground, resource_tree
from desk.models.offices import opening_hours
from desk.models.working_days import work_calendar
from desk.queries.bookings import WATCHES, days_span
from desk.rules.clashes import Ground, contact
from desk.rules.occupancy import short_spans
from desk.rules.spans import Span

__all__ = ["WATCHES", "FreeDay", "HolderRow", "free_day"]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Who has a resource (or what it shares parts with), when, and whom to call; or that it is closed."""

    resource_name: str
    span: Span
    taken: Span
    holder: str
    contact: str
    is_tentative: bool


@dataclass(frozen=True, slots=True)
class FreeDay:
    """When an event could take place on `day`, in office hours (on a day off at any hour), buffers kept."""

    resource_key: str
    resource_name: str
    day: date
    off: str | None
    free: tuple[Span, ...]
    holders: tuple[HolderRow, ...]
    closures: tuple[str, ...]


def free_day(
    session: Session, resource_key: str, day: date, *, quantity: int = 1, within: Span | None = None
) -> FreeDay:
    """Free and taken times of `quantity` of a resource on `day`, or only `within` hours that were asked for.

    Refused where there is no such resource, or not so many of it.
    """
    tree = resource_tree(session)
    thing = tree.by_key(resource_key)
    whole = days_span(day, day)
    want = tree.want(thing.id, whole, quantity)
    around = Span(whole.starts_at - timedelta(days=2), whole.ends_at + timedelta(days=2))
    near = ground(session, tree, want.needs, around)
    off = work_calendar(session, day, day).why_off(day)
    hours = opening_hours(session).on(day) if off is None else None
    window = within or whole
    if within is None and hours is not None:
        window = Span(clock.at_office(day, hours.opens), clock.at_office(day, hours.closes))
    blocked = [
        span.widened(want.after, want.before)  # where the event itself cannot lie, its own buffers kept
        for leaf, units in want.needs.items()
        for span in short_spans(near.stock[leaf], near.uses(leaf), units)
    ]
    blocked += [
        closure.span.widened(want.after, want.before)
        for closure in near.closures
        if not closure.leaf_ids.isdisjoint(want.needs)
    ]
    return FreeDay(
        resource_key=thing.key,
        resource_name=thing.name,
        day=day,
        off=None if off is None else off.name,
        free=_outside(window, blocked),
        holders=_holders(near, within or whole),
        closures=tuple(each.reason for each in near.closures if each.span.overlaps(within or whole)),
    )


def _outside(window: Span, blocked: Sequence[Span]) -> tuple[Span, ...]:
    """The parts of `window` that lie outside every blocked span and in the future."""
    at = max(window.starts_at, (clock.now() + timedelta(seconds=59)).replace(second=0, microsecond=0))
    free = []
    for span in sorted(blocked, key=lambda each: each.starts_at):
        if span.starts_at > at and at < window.ends_at:
            free.append(Span(at, min(span.starts_at, window.ends_at)))
        at = max(at, span.ends_at)
    if at < window.ends_at:
        free.append(Span(at, window.ends_at))
    return tuple(free)


def _holders(near: Ground, whole: Span) -> tuple[HolderRow, ...]:
    promises = {
        taking.promise.booking_id: taking.promise
        for taking in near.takings
        if taking.use.span.overlaps(whole)
    }
    return tuple(
        HolderRow(
            resource_name=promise.resource_name,
            span=promise.span,
            taken=promise.taken,
            holder=promise.holder,
            contact=contact(promise),
            is_tentative=promise.is_tentative,
        )
        for promise in promises.values()
    )
