"""Loads what is promised, closed and open around a span, for operations and queries; decides nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from desk import clock
from desk.models.bookings import LONGEST, Booking, Occupancy
from desk.models.missing import missing_from
from desk.models.offices import opening_hours
from desk.models.resources import Resource, ResourceClosure, ResourcePart
from desk.models.working_days import balinese_days, work_calendar
from desk.rules import missing as gone
from desk.rules.bookings import capacity_warning, hold_limit
from desk.rules.clashes import (
    PROPOSALS,
    Around,
    Clash,
    Ground,
    Out,
    Promise,
    Shutting,
    Taking,
    Want,
    common_times,
    fit_together,
    free_times,
    obstacle,
    sentence,
)
from desk.rules.occupancy import Use, peak_use
from desk.rules.resources import ResourceTree, Thing
from desk.rules.spans import Span
from desk.rules.working_days import DayOff

_BUFFER = timedelta(days=1)
NEAR, REACH = timedelta(days=7), timedelta(days=30)
"""How far around the wanted time free ones are looked for, at first and at most."""


def resource_tree(session: Session) -> ResourceTree:
    """Every resource, in the office's order, with its parts."""
    things = {
        row.id: Thing(*row)
        for row in session.execute(
            select(
                Resource.id,
                Resource.key,
                Resource.name,
                Resource.kind,
                Resource.stock,
                Resource.capacity,
                Resource.set_up_minutes,
                Resource.clear_up_minutes,
                Resource.custodian_name,
                Resource.custodian_phone,
                Resource.is_active,
                Resource.pool,
                Resource.no_show_minutes,
            ).order_by(Resource.position, Resource.id)
        )
    }
    parts: dict[int, list[tuple[int, int]]] = {}
    for whole_id, part_id, quantity in session.execute(
        select(ResourcePart.whole_id, ResourcePart.part_id, ResourcePart.quantity).order_by(
            ResourcePart.whole_id, ResourcePart.part_id
        )
    ):
        parts.setdefault(whole_id, []).append((part_id, quantity))
    return ResourceTree(things, parts)


def stands(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether a booking keeps its slot at `now`: a hold that has run out does not, settled or not."""
    return or_(
        Booking.state == "confirmed",
        and_(Booking.state == "tentative", or_(Booking.hold_until.is_(None), Booking.hold_until > now)),
    )


_BOOKED = aliased(Resource)
# Written once: building it anew for each of several questions costs more than asking them. The start is
# bounded from below by the longest line there is: the index then reads a few weeks, not the whole history.
_TAKINGS = (
    select(
        Occupancy.resource_id.label("leaf_id"),
        Occupancy.starts_at.label("taken_from"),
        Occupancy.ends_at.label("taken_to"),
        Occupancy.quantity,
        Booking.id.label("booking_id"),
        _BOOKED.name.label("resource_name"),
        Booking.starts_at,
        Booking.ends_at,
        Booking.state,
        Booking.borrower_name,
        Booking.borrower_institution,
        Booking.borrower_phone,
    )
    .join(Booking, Booking.id == Occupancy.booking_id)
    .join(_BOOKED, _BOOKED.id == Booking.resource_id)
    .where(
        Occupancy.resource_id.in_(bindparam("leaf_ids", expanding=True)),
        Occupancy.starts_at > bindparam("earliest"),
        Occupancy.starts_at < bindparam("until"),
        Occupancy.ends_at > bindparam("since"),
        stands(bindparam("now")),
    )
    .order_by(Occupancy.starts_at, Occupancy.id)
)


def takings(session: Session, leaf_ids: Collection[int], window: Span) -> tuple[Taking, ...]:
    """What standing promises take of `leaf_ids` during `window`, in order of time."""
    rows = session.execute(
        _TAKINGS,
        {
            "leaf_ids": sorted(leaf_ids),
            "earliest": window.starts_at - LONGEST,
            "until": window.ends_at,
            "since": window.starts_at,
            "now": clock.now(),
        },
    )
    return tuple(_taking(row) for row in rows)


def closures_within(window: Span) -> Select[ResourceClosure]:
    """The closures that stand and meet `window`; they may be of any length."""
    return (
        select(ResourceClosure)
        .where(
            ResourceClosure.lifted_at.is_(None),
            ResourceClosure.starts_at < window.ends_at,
            ResourceClosure.ends_at > window.starts_at,
        )
        .order_by(ResourceClosure.starts_at, ResourceClosure.id)
    )


def ground(session: Session, tree: ResourceTree, leaf_ids: Iterable[int], window: Span) -> Ground:
    """What is promised, closed and missing of `leaf_ids` during `window`, as of now."""
    leaves = frozenset(leaf_ids)
    return Ground(
        stock={leaf: tree.things[leaf].stock for leaf in leaves},
        takings=takings(session, leaves, window),
        closures=tuple(
            shutting
            for closure in session.scalars(closures_within(window))
            if not (shutting := shutting_of(tree, closure)).leaf_ids.isdisjoint(leaves)
        ),
        outs=outs_within(session, leaves, window),
    )


def outs_within(session: Session, leaf_ids: Collection[int], window: Span) -> tuple[Out, ...]:
    """What of `leaf_ids` is out of order or not back during `window`; it may have no end."""
    return tuple(
        Out(each.leaf_id, each.use, gone.words([each]), each.booking_id)
        for each in missing_from(session, window.starts_at, leaf_ids)
        if each.use is not None and each.use.span.overlaps(window)
    )


def shutting_of(tree: ResourceTree, closure: ResourceClosure) -> Shutting:
    """A closure with the leaves it closes: closing the hall closes its parts, closing a part the hall."""
    return Shutting(
        leaf_ids=frozenset(tree.leaves(closure.resource_id)),
        span=Span(closure.starts_at, closure.ends_at),
        resource_name=tree.things[closure.resource_id].name,
        reason=closure.reason,
    )


def _taking(row: Row[*tuple[Any, ...]]) -> Taking:
    taken = Span(row.taken_from, row.taken_to)
    promise = Promise(
        booking_id=row.booking_id,
        resource_name=row.resource_name,
        span=Span(row.starts_at, row.ends_at),
        taken=taken,
        is_tentative=row.state == "tentative",
        borrower_name=row.borrower_name,
        institution=row.borrower_institution,
        phone=row.borrower_phone,
    )
    return Taking(leaf_id=row.leaf_id, use=Use(taken, row.quantity), promise=promise)


def open_times(session: Session, span: Span, reach: timedelta) -> Sequence[Span]:
    """Opening hours of the working days `reach` around `span`."""
    first = max(clock.office_date(span.starts_at - reach), clock.today())
    last = max(clock.office_date(span.ends_at + reach), first)
    return opening_hours(session).windows(first, last, work_calendar(session, first, last))


def confirmation_limit(session: Session) -> datetime:
    """When a schedule asked for now must be confirmed."""
    today = clock.today()
    calendar = work_calendar(session, today, today + REACH)
    return hold_limit(clock.now(), opening_hours(session), calendar)


def fits(session: Session, tree: ResourceTree, want: Want) -> bool:
    """Whether `want` could be promised now; `clash` says why not."""
    return obstacle(want, ground(session, tree, want.needs, want.taken)) is None


def clash(session: Session, tree: ResourceTree, want: Want, *, besides: int | None = None) -> Clash | None:
    """Why `want` cannot be promised now, with the nearest free times; None where it can.

    `besides` is the booking that is itself being changed. One function for refusals and enquiries: the
    officer reads the same sentence while typing and when saving.
    """
    found = obstacle(want, ground(session, tree, want.needs, want.taken).without(besides))
    if found is None:
        return None
    free = nearest_free(session, tree, want, besides)
    return Clash(sentence(want, found), found, free=free)


def nearest_free(session: Session, tree: ResourceTree, want: Want, besides: int | None) -> tuple[Span, ...]:
    """When `want` would do instead: in the weeks around first, further away only where those are full."""
    free: tuple[Span, ...] = ()
    for reach in (NEAR, REACH):
        wide = Span(want.span.starts_at - reach - _BUFFER, want.span.ends_at + reach + _BUFFER)
        around = Around(clock.now(), open_times(session, want.span, reach), reach.days)
        free = free_times(want, ground(session, tree, want.needs, wide).without(besides), around)
        if len(free) == PROPOSALS:
            break
    return free


def bundle_fits(
    session: Session, tree: ResourceTree, wants: Sequence[Want], besides: Collection[int] = ()
) -> bool:
    """Whether all of `wants` could be promised now, together."""
    return fit_together(wants, _common_ground(session, tree, wants, besides))


def bundle_times(
    session: Session, tree: ResourceTree, wants: Sequence[Want], besides: Collection[int] = ()
) -> tuple[Span, ...]:
    """The nearest times at which all of `wants` could be promised; `besides` are their own bookings."""
    around = Around(clock.now(), open_times(session, _whole(wants), REACH), REACH.days)
    return common_times(wants, _common_ground(session, tree, wants, besides), around)


def _whole(wants: Sequence[Want]) -> Span:
    return Span(min(each.span.starts_at for each in wants), max(each.span.ends_at for each in wants))


def _common_ground(
    session: Session, tree: ResourceTree, wants: Sequence[Want], besides: Collection[int]
) -> Ground:
    leaves = {leaf for want in wants for leaf in want.needs}
    whole = _whole(wants)
    wide = Span(whole.starts_at - REACH - _BUFFER, whole.ends_at + REACH + _BUFFER)
    seen = ground(session, tree, leaves, wide)
    others = tuple(each for each in seen.takings if each.promise.booking_id not in besides)
    return replace(seen, takings=others)


def warnings(session: Session, thing: Thing, span: Span, head_count: int | None = None) -> tuple[str, ...]:
    """What to say about a use of `thing`: office hours, breaks, days off, Balinese days, capacity."""
    first, last = clock.office_date(span.starts_at), clock.office_date(span.ends_at)
    hours, calendar = opening_hours(session), work_calendar(session, first, last)
    proposed = [
        DayOff(day, "balinese", name) for day, (name, _) in balinese_days(session, first, last).items()
    ]
    sentences = hours.warnings_for(span.starts_at, span.ends_at, calendar, proposed)
    crowd = capacity_warning(thing.name, thing.capacity, head_count)
    return (*sentences, crowd) if crowd else tuple(sentences)


def promises_within(session: Session, leaf_ids: Iterable[int], span: Span) -> tuple[Promise, ...]:
    """The promises that stand on `leaf_ids` during `span`, each once, in order of time."""
    found = {each.promise.booking_id: each.promise for each in takings(session, frozenset(leaf_ids), span)}
    return tuple(found.values())


def units_promised(session: Session, leaf_id: int, since: datetime) -> int:
    """The most units of a leaf promised at any minute from `since`; the database refuses a lower stock."""
    rows = session.execute(
        select(Occupancy.starts_at, Occupancy.ends_at, Occupancy.quantity).where(
            Occupancy.resource_id == leaf_id, Occupancy.ends_at > since
        )
    )
    uses = [Use(Span(starts_at, ends_at), quantity) for starts_at, ends_at, quantity in rows]
    if not uses:
        return 0
    whole = Span(min(use.span.starts_at for use in uses), max(use.span.ends_at for use in uses))
    return peak_use(uses, whole)
