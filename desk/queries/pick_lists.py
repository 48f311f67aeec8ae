"""What is to be handed out for one booking, what of it is out, and every passing so far; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Booking, HandOver, HandOverLine, Occupancy, Resource, ResourceUnit
from desk.models.missing import out_of
from desk.queries.custody import WATCHES, LoanRow, loan_row, pick_list
from desk.queries.label_answers import label_answer
from desk.queries.loans import HandOverRow, borrower_past, hand_over_rows

__all__ = ["WATCHES", "OutLine", "PickLine", "PickList", "booking_of_request", "label_meaning", "loan_list"]


@dataclass(frozen=True, slots=True)
class PickLine:
    """So many of one leaf that this booking is promised, and how many of it are still to go."""

    resource_key: str
    resource_name: str
    kind: str
    promised: int
    left: int
    """How many may still go out."""
    completeness: tuple[str, ...]


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
class PickList:
    """A booking at the counter of the store: what is to go, what is out, and how it went before."""

    loan: LoanRow
    lines: tuple[PickLine, ...]
    out: tuple[OutLine, ...]
    passed: tuple[HandOverRow, ...]
    """The newest first."""
    past: str
    """What the officer may want to know of this borrower: a warning, never a refusal."""

    @property
    def booking_id(self) -> int:
        return self.loan.booking_id

    @property
    def is_complete(self) -> bool:
        """Whether all that is promised went."""
        return all(not line.left for line in self.lines)

    @property
    def has_vehicle(self) -> bool:
        """Whether a driver is asked for."""
        return any(line.kind == "vehicle" for line in self.lines)

    @property
    def standing(self) -> HandOverRow | None:
        """The last hand-over that was not taken back."""
        return next((row for row in self.passed if not row.is_undone and row.undoes is None), None)


def loan_list(session: Session, booking_id: int) -> PickList | None:
    """The pick list of a booking with what is out of it; None where there is no such booking."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        return None
    kinds = dict(session.execute(select(Resource.key, Resource.kind)).all())
    lines = tuple(
        PickLine(
            resource_key=piece.resource_key,
            resource_name=piece.resource_name,
            kind=kinds[piece.resource_key],
            promised=piece.promised,
            left=piece.to_go,
            completeness=piece.completeness,
        )
        for piece in pick_list(session, booking_id)
        if piece.booking_id == booking_id and piece.is_handed_over
    )
    past = borrower_past(session, booking.borrower_name, booking.borrower_phone, booking.borrower_institution)
    return PickList(
        loan=loan_row(session, booking_id),
        lines=lines,
        out=_out(session, booking_id),
        passed=hand_over_rows(session, booking_id)[::-1],
        past=past.sentence,
    )


def label_meaning(session: Session, label: str, booking_id: int) -> str:
    """What a scanned label should do now, told over a booking that it is not for."""
    return label_answer(session, label, booking_id=booking_id).sentence


def booking_of_request(session: Session, request_id: int) -> int | None:
    """The latest booking of a request whose things are handed over; None where it has none."""
    wanted = (
        select(Booking.id)
        .join(Occupancy, Occupancy.booking_id == Booking.id)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .where(Booking.request_id == request_id, Resource.is_handed_over)
        .order_by(Booking.ends_at.desc())
        .limit(1)
    )
    return session.scalar(wanted)


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
