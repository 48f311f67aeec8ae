"""What the office has of each thing: figures, numbered units, what is out of order and who answers for it.

Knows no loan's words and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Account, Liability, Outage, Resource, ResourceUnit
from desk.models.availability import resource_tree, takings
from desk.models.stocks import missing_from, out_now
from desk.queries.resources import ClosureRow, ResourceRow, closures_between, resource_rows
from desk.rules import phones
from desk.rules.missing import missing_at
from desk.rules.spans import Span, instant, minute
from desk.rules.units import count_words, next_label

WATCHES = frozenset(
    {
        "Resource",
        "ResourceClosure",
        "ResourcePart",
        "ResourceUnit",
        "Outage",
        "Liability",
        "HandOver",
        "Booking",
        "Occupancy",
    }
)

CLOSED_AHEAD = 60
"""How many days ahead closures are told."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """A resource with how much of it there is: `free` now, `out` with borrowers, and by kind what is not fit.

    Of a kit the figures are what its scarcest part allows, and only `free` is told.
    """

    resource: ResourceRow
    free: int
    out: int = 0
    broken: int = 0
    lost: int = 0
    maintenance: int = 0
    late: int = 0
    labelled: int = 0

    @property
    def key(self) -> str:
        return self.resource.key

    @property
    def words(self) -> str:
        """ "2 dari 4 bebas sekarang"."""
        return count_words(self.resource.stock, self.free)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One numbered unit as the books know it; `out_of_order` is the kind of outage that holds it now."""

    id: int
    key: str
    resource_key: str
    resource_name: str
    label: str
    name: str
    asset_code: str | None
    register: str | None
    brand: str | None
    serial: str | None
    acquired_year: int | None
    condition: str
    note: str | None
    is_active: bool
    is_out: bool = False
    out_of_order: str | None = None


@dataclass(frozen=True, slots=True)
class OutageRow:
    """What is out of order now or is planned to be, and why."""

    id: int
    resource_key: str
    resource_name: str
    unit_id: int | None
    unit_label: str | None
    quantity: int
    kind: str
    starts_at: datetime
    ends_at: datetime | None
    reason: str
    booking_id: int | None
    recorded_by: str

    @property
    def what(self) -> str:
        """ "Mikrofon MIC-02", "2 Kabel Sound"."""
        if self.unit_label:
            return f"{self.resource_name} {self.unit_label}"
        return self.resource_name if self.quantity == 1 else f"{self.quantity} {self.resource_name}"


@dataclass(frozen=True, slots=True)
class LiabilityRow:
    """Who answers for what, and how it was settled."""

    id: int
    resource_key: str
    resource_name: str
    unit_label: str | None
    quantity: int
    kind: str
    person_name: str
    person_phone: str | None
    institution: str | None
    what_happened: str
    opened_at: datetime
    booking_id: int | None
    settled_at: datetime | None
    settlement: str | None

    @property
    def contact(self) -> str:
        """Whom to call: "Ni Made Contoh, 0812-0000-0000"."""
        phone = phones.shown(self.person_phone) if self.person_phone else ""
        return ", ".join(part for part in (self.person_name, phone) if part)


@dataclass(frozen=True, slots=True)
class Store:
    """All that the list of the store shows, read at one moment."""

    rows: tuple[StockRow, ...]
    outages: tuple[OutageRow, ...]
    liabilities: tuple[LiabilityRow, ...]


@dataclass(frozen=True, slots=True)
class ThingUnits:
    """The units of one resource, the label to suggest for the next, and when it is closed."""

    resource_key: str
    units: tuple[UnitRow, ...]
    next_label: str
    closures: tuple[ClosureRow, ...]


def store(session: Session) -> Store:
    """Every resource in use with its figures, what is out of order and who answers."""
    return Store(stock_rows(session), outage_rows(session), liability_rows(session))


def thing_units(session: Session, resource_key: str) -> ThingUnits:
    """What the books say of one resource besides its figures."""
    rows = unit_rows(session, resource_key)
    resource = session.execute(select(Resource.id, Resource.name).where(Resource.key == resource_key)).one()
    today = clock.today()
    closed = closures_between(session, today, today + timedelta(days=CLOSED_AHEAD))
    return ThingUnits(
        resource_key,
        rows,
        next_label(resource.name, [each.label for each in rows], taken_labels(session)),
        tuple(each for each in closed if resource.id in each.resource_ids),
    )


def stock_rows(session: Session) -> tuple[StockRow, ...]:
    """Every resource in use, in the office's order, with its figures of this minute."""
    tree = resource_tree(session)
    now = instant(minute(clock.now()))
    leaves = [each for each in tree.things if tree.is_leaf(each)]
    missing = _missing(session, now)
    taken: dict[int, int] = {}
    for each in takings(session, leaves, Span(now, now + timedelta(minutes=1))):
        taken[each.leaf_id] = taken.get(each.leaf_id, 0) + each.use.quantity
    free = {
        leaf: max(0, tree.things[leaf].stock - sum(missing.get(leaf, {}).values()) - taken.get(leaf, 0))
        for leaf in leaves
    }
    out: dict[int, int] = {}
    for (resource_id, _unit_id), units in out_now(session).items():
        out[resource_id] = out.get(resource_id, 0) + units
    labelled = _labelled(session)
    rows = []
    for row in resource_rows(session):
        if not row.is_active:
            continue
        needs = tree.leaves(row.id)
        rows.append(
            StockRow(
                row,
                free=min(free[leaf] // units for leaf, units in needs.items()),
                out=out.get(row.id, 0),
                labelled=labelled.get(row.id, 0),
                **missing.get(row.id, {}),
            )
        )
    return tuple(rows)


def unit_rows(session: Session, resource_key: str) -> tuple[UnitRow, ...]:
    """The numbered units of a resource by label, those in use first."""
    return _units(session, Resource.key == resource_key)


def unit_labelled(session: Session, label: str) -> UnitRow | None:
    """The unit in use that carries `label`; None where none does."""
    rows = _units(session, ResourceUnit.label == label, ResourceUnit.is_active)
    return rows[0] if rows else None


def _units(session: Session, *which: Any) -> tuple[UnitRow, ...]:
    now = instant(minute(clock.now()))
    out = {unit_id for _resource_id, unit_id in out_now(session) if unit_id is not None}
    held = select(Outage.unit_id, Outage.kind).where(*_holds(now), Outage.unit_id.is_not(None))
    kinds: dict[int | None, str] = dict(session.execute(held).all())
    wanted = (
        select(ResourceUnit, Resource)
        .join(Resource, Resource.id == ResourceUnit.resource_id)
        .where(*which)
        .order_by(ResourceUnit.is_active.desc(), ResourceUnit.label)
    )
    return tuple(
        UnitRow(
            id=unit.id,
            key=unit.key,
            resource_key=resource.key,
            resource_name=resource.name,
            label=unit.label,
            name=unit.name,
            asset_code=unit.asset_code,
            register=unit.register,
            brand=unit.brand,
            serial=unit.serial,
            acquired_year=unit.acquired_year,
            condition=unit.condition,
            note=unit.note,
            is_active=unit.is_active,
            is_out=unit.id in out,
            out_of_order=kinds.get(unit.id),
        )
        for unit, resource in session.execute(wanted)
    )


def taken_labels(session: Session) -> frozenset[str]:
    """Every label there is, of units no longer in use too: none may be given twice."""
    return frozenset(session.scalars(select(ResourceUnit.label)))


def outage_rows(session: Session) -> tuple[OutageRow, ...]:
    """What is broken, lost or in maintenance now or later, the newest first; what is late is a loan's."""
    now = instant(minute(clock.now()))
    lasting = or_(Outage.ends_at.is_(None), Outage.ends_at > now)
    wanted = (
        select(Outage, Resource, ResourceUnit.label, Account.name)
        .join(Resource, Resource.id == Outage.resource_id)
        .join(Account, Account.id == Outage.recorded_by)
        .outerjoin(ResourceUnit, ResourceUnit.id == Outage.unit_id)
        .where(lasting, Outage.kind != "late")
        .order_by(Outage.starts_at.desc(), Outage.id.desc())
    )
    return tuple(
        OutageRow(
            id=outage.id,
            resource_key=resource.key,
            resource_name=resource.name,
            unit_id=outage.unit_id,
            unit_label=label,
            quantity=outage.quantity,
            kind=outage.kind,
            starts_at=outage.starts_at,
            ends_at=outage.ends_at,
            reason=outage.reason,
            booking_id=outage.booking_id,
            recorded_by=by,
        )
        for outage, resource, label, by in session.execute(wanted)
    )


def liability_rows(session: Session) -> tuple[LiabilityRow, ...]:
    """Who answers for what and has not settled it, the oldest first."""
    wanted = (
        select(Liability, Resource, ResourceUnit.label)
        .join(Resource, Resource.id == Liability.resource_id)
        .outerjoin(ResourceUnit, ResourceUnit.id == Liability.unit_id)
        .where(Liability.settled_at.is_(None))
        .order_by(Liability.opened_at, Liability.id)
    )
    return tuple(
        LiabilityRow(
            id=liability.id,
            resource_key=resource.key,
            resource_name=resource.name,
            unit_label=label,
            quantity=liability.quantity,
            kind=liability.kind,
            person_name=liability.person_name,
            person_phone=liability.person_phone,
            institution=liability.institution,
            what_happened=liability.what_happened,
            opened_at=liability.opened_at,
            booking_id=liability.booking_id,
            settled_at=liability.settled_at,
            settlement=liability.settlement,
        )
        for liability, resource, label in session.execute(wanted)
    )


def _holds(now: datetime) -> tuple[Any, ...]:
    return Outage.starts_at <= now, or_(Outage.ends_at.is_(None), Outage.ends_at > now)


def _missing(session: Session, now: datetime) -> Mapping[int, dict[str, int]]:
    """What of each leaf is out of order now, by kind; late loans as the hand-overs tell them."""
    found: dict[int, dict[str, int]] = {}
    for each in missing_from(session, now):
        if missing_at([each], now):
            kinds = found.setdefault(each.leaf_id, {})
            kinds[each.kind] = kinds.get(each.kind, 0) + each.quantity
    return found


def _labelled(session: Session) -> dict[int, int]:
    counts: dict[int, int] = {}
    for resource_id in session.scalars(select(ResourceUnit.resource_id).where(ResourceUnit.is_active)):
        counts[resource_id] = counts.get(resource_id, 0) + 1
    return counts
