"""What is to be handed out for one booking, what of it is out, and every passing so far; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, HandOver, HandOverLine, Liability, Occupancy, Resource, ResourceUnit
from desk.models.missing import out_of, overdue_now
from desk.queries.stocks import UnitRow, unit_rows
from desk.rules.spans import Span

WATCHES = frozenset({"Booking", "Occupancy", "HandOver", "Resource", "ResourceUnit", "Outage", "Liability"})


@dataclass(frozen=True, slots=True)
class PickLine:
    """So many of one leaf that this booking is promised, how many are out, and the labels to choose from."""

    resource_key: str
    resource_name: str
    kind: str
    promised: int
    out: int
    completeness: tuple[str, ...]
    units: tuple[UnitRow, ...]

    @property
    def left(self) -> int:
        """How many may still go out."""
        return max(0, self.promised - self.out)


@dataclass(frozen=True, slots=True)
class OutLine:
    """What is out with this booking: a labelled unit, or so many; as it went."""

    resource_key: str
    resource_name: str
    kind: str
    unit_id: int | None
    label: str | None
    quantity: int
    condition: str
    completeness: tuple[str, ...]
    """What went along; what was missing when it went out is not asked for."""

    @property
    def name(self) -> str:
        """ "Mikrofon MIK-01"."""
        return f"{self.resource_name} {self.label}" if self.label else self.resource_name


@dataclass(frozen=True, slots=True)
class PassedRow:
    """One hand-over as it stands in the books."""

    id: int
    direction: str
    stage: str
    at: datetime
    giver: str
    receiver: str
    items: str
    note: str | None
    is_undone: bool


@dataclass(frozen=True, slots=True)
class PickList:
    """A booking with what goes out for it and what is out."""

    booking_id: int
    version: int
    code: str
    purpose: str
    resource_name: str
    kind: str
    span: Span
    taken: Span
    state: str
    borrower_name: str
    institution: str | None
    phone: str | None
    request_id: int | None
    is_outside_service: bool
    lines: tuple[PickLine, ...]
    out: tuple[OutLine, ...]
    passed: tuple[PassedRow, ...]
    late: int
    """Units of it that ought to be back."""
    open_liabilities: int
    """Of the same telephone number or name, not settled: a warning, never a refusal."""

    @property
    def holder(self) -> str:
        """Whom the office knows it as."""
        return self.institution or self.borrower_name

    @property
    def is_complete(self) -> bool:
        """Whether all that is promised is out."""
        return all(not line.left for line in self.lines)

    @property
    def has_vehicle(self) -> bool:
        """Whether a driver is asked for."""
        return any(line.kind == "vehicle" for line in self.lines)


def pick_list(session: Session, booking_id: int) -> PickList | None:
    """The pick list of a booking; None where there is no such booking."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        return None
    needs = _needs(session, booking_id)
    out = _out(session, booking_id)
    lines = tuple(
        PickLine(
            resource_key=resource.key,
            resource_name=resource.name,
            kind=resource.kind,
            promised=units,
            out=sum(each.quantity for each in out if each.resource_key == resource.key),
            completeness=tuple(resource.completeness),
            units=tuple(each for each in unit_rows(session, resource.key) if each.is_active),
        )
        for resource, units, _from, _to in needs
    )
    span = Span(booking.starts_at, booking.ends_at)
    late = [each for each in overdue_now(session) if each.out.booking_id == booking_id]
    return PickList(
        booking_id=booking.id,
        version=booking.version,
        code=booking.code,
        purpose=booking.purpose,
        resource_name=booking.resource.name,
        kind=booking.resource.kind,
        span=span,
        taken=Span(min(each[2] for each in needs), max(each[3] for each in needs)) if needs else span,
        state=booking.state,
        borrower_name=booking.borrower_name,
        institution=booking.borrower_institution,
        phone=booking.borrower_phone,
        request_id=booking.request_id,
        is_outside_service=booking.is_outside_service,
        lines=lines,
        out=out,
        passed=_passed(session, booking_id),
        late=sum(each.units for each in late),
        open_liabilities=_open_liabilities(session, booking),
    )


def booking_of_unit(session: Session, unit_id: int) -> int | None:
    """The booking that has a labelled unit out now."""
    return next((each.booking_id for each in out_of(session) if each.unit_id == unit_id), None)


def booking_of_request(session: Session, request_id: int) -> int | None:
    """The next booking of a request whose things are handed over; None where it has none."""
    wanted = (
        select(Booking.id)
        .join(Occupancy, Occupancy.booking_id == Booking.id)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .where(Booking.request_id == request_id, Resource.is_handed_over)
        .order_by(Booking.ends_at.desc())
        .limit(1)
    )
    return session.scalar(wanted)


def _needs(session: Session, booking_id: int) -> list[tuple[Resource, int, datetime, datetime]]:
    """What of the booking leaves the store, in the office's order, with its taken span."""
    wanted = (
        select(
            Resource,
            func.sum(Occupancy.quantity),
            func.min(Occupancy.starts_at),
            func.max(Occupancy.ends_at),
        )
        .join(Occupancy, Occupancy.resource_id == Resource.id)
        .where(Occupancy.booking_id == booking_id, Resource.is_handed_over)
        .group_by(Resource.id)
        .order_by(Resource.position, Resource.id)
    )
    return [(resource, int(units), start, end) for resource, units, start, end in session.execute(wanted)]


def _out(session: Session, booking_id: int) -> tuple[OutLine, ...]:
    rows = []
    for each in out_of(session, HandOver.booking_id == booking_id):
        resource = session.get_one(Resource, each.leaf_id)
        unit = session.get(ResourceUnit, each.unit_id) if each.unit_id is not None else None
        went = session.scalars(
            select(HandOverLine)
            .join(HandOver, HandOver.id == HandOverLine.hand_over_id)
            .where(
                HandOver.booking_id == booking_id,
                HandOver.direction == "out",
                HandOverLine.resource_id == each.leaf_id,
                HandOverLine.unit_id.is_(None) if unit is None else HandOverLine.unit_id == unit.id,
            )
            .order_by(HandOverLine.id.desc())
        ).first()
        missing = set(went.missing) if went is not None else set()
        rows.append(
            OutLine(
                resource_key=resource.key,
                resource_name=resource.name,
                kind=resource.kind,
                unit_id=each.unit_id,
                label=unit.label if unit else None,
                quantity=each.units,
                condition=went.condition if went is not None else "B",
                completeness=tuple(part for part in resource.completeness if part not in missing),
            )
        )
    return tuple(rows)


def _passed(session: Session, booking_id: int) -> tuple[PassedRow, ...]:
    """Every hand-over of the booking, the newest first."""
    made = session.scalars(
        select(HandOver).where(HandOver.booking_id == booking_id).order_by(HandOver.id.desc())
    ).all()
    undone = {each.details.get("undoes") for each in made}
    return tuple(
        PassedRow(
            id=each.id,
            direction=each.direction,
            stage=each.stage,
            at=each.at,
            giver=each.giver_name,
            receiver=each.receiver_name,
            items=_items(session, each),
            note=each.note,
            is_undone=each.id in undone or each.details.get("undoes") is not None,
        )
        for each in made
    )


def _items(session: Session, made: HandOver) -> str:
    words = []
    for line in made.lines:
        name = session.get_one(Resource, line.resource_id).name
        unit = session.get(ResourceUnit, line.unit_id) if line.unit_id is not None else None
        words.append(f"{name} {unit.label}" if unit else f"{line.quantity} {name}")
    return ", ".join(words)


def _open_liabilities(session: Session, booking: Booking) -> int:
    same = Liability.person_name == booking.borrower_name
    if booking.borrower_phone:
        same = same | (Liability.person_phone == booking.borrower_phone)
    count = session.scalar(select(func.count(Liability.id)).where(Liability.settled_at.is_(None), same))
    return count or 0


def today_end() -> datetime:
    """The last minute of the office's day."""
    today = clock.today()
    return clock.at_office(today.fromordinal(today.toordinal() + 1), datetime.min.time())
