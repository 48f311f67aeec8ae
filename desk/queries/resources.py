"""What can be booked, and when it is closed, for screens and commands; knows no booking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Account, Resource, ResourceClosure
from desk.models.availability import closures_within, resource_tree, shutting_of
from desk.rules.spans import Span

WATCHES = frozenset({"Resource", "ResourcePart", "ResourceClosure"})


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """One resource; `part_names` are those of a composite, `parts` their keys and how many.

    `whole_name` is the first composite it is part of; `completeness` what belongs to one of it.
    """

    id: int
    key: str
    name: str
    kind: str
    stock: int
    capacity: int | None
    set_up_minutes: int
    clear_up_minutes: int
    custodian_name: str | None
    custodian_phone: str | None
    note: str | None
    is_active: bool
    part_names: tuple[str, ...]
    whole_name: str | None
    parts: tuple[tuple[str, int], ...] = ()
    asset_code: str | None = None
    pool: str | None = None
    is_handed_over: bool = False
    completeness: tuple[str, ...] = ()
    no_show_minutes: int | None = None

    @property
    def is_leaf(self) -> bool:
        return not self.part_names


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A closure that stands, and every resource it closes (parts and wholes with it)."""

    id: int
    resource_name: str
    span: Span
    reason: str
    saved_by: str
    resource_ids: frozenset[int]


_STORED = (
    Resource.id,
    Resource.note,
    Resource.asset_code,
    Resource.pool,
    Resource.is_handed_over,
    Resource.completeness,
    Resource.no_show_minutes,
)


def resource_rows(session: Session) -> tuple[ResourceRow, ...]:
    """Every resource in the office's order, those out of use too."""
    tree = resource_tree(session)
    stored = {row.id: row for row in session.execute(select(*_STORED))}
    wholes: dict[int, int] = {}
    for whole, parts in tree.parts.items():
        for part, _units in parts:
            wholes.setdefault(part, whole)
    return tuple(
        ResourceRow(
            id=each.id,
            key=each.key,
            name=each.name,
            kind=each.kind,
            stock=tree.stock(each.id),
            capacity=each.capacity,
            set_up_minutes=each.set_up,
            clear_up_minutes=each.clear_up,
            custodian_name=each.custodian_name,
            custodian_phone=each.custodian_phone,
            note=stored[each.id].note,
            is_active=each.is_active,
            part_names=tuple(tree.things[part].name for part, _units in tree.parts.get(each.id, ())),
            whole_name=tree.things[wholes[each.id]].name if each.id in wholes else None,
            parts=tuple((tree.things[part].key, units) for part, units in tree.parts.get(each.id, ())),
            asset_code=stored[each.id].asset_code,
            pool=stored[each.id].pool,
            is_handed_over=stored[each.id].is_handed_over,
            completeness=tuple(stored[each.id].completeness),
            no_show_minutes=stored[each.id].no_show_minutes,
        )
        for each in tree.things.values()
    )


def closures_between(session: Session, first: date, last: date) -> tuple[ClosureRow, ...]:
    """The closures that stand on any of the office's days from `first` to `last`, in order of time."""
    window = Span(
        clock.at_office(first, time.min), clock.at_office(date.fromordinal(last.toordinal() + 1), time.min)
    )
    tree = resource_tree(session)
    closures: list[ResourceClosure] = list(session.scalars(closures_within(window)))
    savers = [closure.saved_by for closure in closures]
    savers_named = select(Account.id, Account.name).where(Account.id.in_(savers))
    names = dict(session.execute(savers_named).all())
    rows = []
    for closure in closures:
        shutting = shutting_of(tree, closure)
        closed = (each for each in tree.things if not shutting.leaf_ids.isdisjoint(tree.leaves(each)))
        rows.append(
            ClosureRow(
                id=closure.id,
                resource_name=shutting.resource_name,
                span=shutting.span,
                reason=closure.reason,
                saved_by=names[closure.saved_by],
                resource_ids=frozenset(closed),
            )
        )
    return tuple(rows)
