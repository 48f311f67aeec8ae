"""The custodian's day: what goes out, what comes back, what is late and whom that puts at risk, keys out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Booking, HandOver, KeyHolding, Occupancy, Resource
from desk.models.availability import resource_tree, takings
from desk.models.missing import missing_from, out_of, overdue_now
from desk.models.stocks import LAST
from desk.queries.pick_lists import today_end
from desk.queries.stocks import LiabilityRow, OutageRow, liability_rows, outage_rows
from desk.rules.clashes import Promise, contact
from desk.rules.outages import promises_at_risk
from desk.rules.spans import Span, instant, minute

WATCHES = frozenset(
    {"Booking", "Occupancy", "HandOver", "Resource", "ResourceUnit", "Outage", "Liability", "KeyHolding"}
)


_Names = dict[int, tuple[str, str]]
"""Resource → its name and key."""


@dataclass(frozen=True, slots=True)
class LoanRow:
    """One booking whose things pass over the counter; `items` are what is to go, or what is out."""

    booking_id: int
    resource_name: str
    purpose: str
    borrower_name: str
    institution: str | None
    phone: str | None
    span: Span
    due_at: datetime
    items: str
    resource_keys: tuple[str, ...] = ()
    is_partly: bool = False
    """Some of it went, or came back, already."""
    next: Promise | None = None
    """The next booking that what is late puts at risk."""

    @property
    def holder(self) -> str:
        """Whom the office knows it as."""
        return self.institution or self.borrower_name

    @property
    def next_contact(self) -> str:
        """Whom to call about the next booking."""
        return contact(self.next) if self.next is not None else ""


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that is out, with whom and since when."""

    id: int
    booking_id: int
    what: str
    holder_name: str
    holder_phone: str | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class CustodyDay:
    """One moment of the custodian's day."""

    going: tuple[LoanRow, ...]
    coming: tuple[LoanRow, ...]
    late: tuple[LoanRow, ...]
    outages: tuple[OutageRow, ...]
    liabilities: tuple[LiabilityRow, ...]
    keys: tuple[KeyRow, ...]


def custody_day(session: Session) -> CustodyDay:
    """Today's hand-overs and returns, and what is not as it should be."""
    called = session.execute(select(Resource.id, Resource.name, Resource.key))
    names: _Names = {row.id: (row.name, row.key) for row in called}
    out: dict[int, Counter[int]] = {}
    for each in out_of(session):
        out.setdefault(each.booking_id, Counter())[each.leaf_id] += each.units
    late: dict[int, Counter[int]] = {}
    for overdue in overdue_now(session):
        late.setdefault(overdue.out.booking_id, Counter())[overdue.out.leaf_id] += overdue.units
    taken = _taken(session, out.keys())
    return CustodyDay(
        going=_going(session, names, out),
        coming=tuple(
            row
            for booking_id, units in out.items()
            if booking_id not in late and taken.get(booking_id, today_end()) <= today_end()
            for row in (_row(session, booking_id, units, names, taken.get(booking_id)),)
        ),
        late=_late(session, late, names, taken),
        outages=outage_rows(session),
        liabilities=liability_rows(session),
        keys=_keys(session),
    )


def _taken(session: Session, booking_ids: Iterable[int]) -> dict[int, datetime]:
    """When the taken span of each booking ends."""
    rows = session.execute(
        select(Occupancy.booking_id, func.max(Occupancy.ends_at))
        .where(Occupancy.booking_id.in_(list(booking_ids)))
        .group_by(Occupancy.booking_id)
    )
    return dict(rows.all())


def _going(session: Session, names: _Names, out: dict[int, Counter[int]]) -> tuple[LoanRow, ...]:
    """Confirmed bookings of today (and what should have gone and still may) that are not all out."""
    now = clock.now()
    needs: dict[int, Counter[int]] = {}
    for booking_id, leaf_id, units in session.execute(
        select(Occupancy.booking_id, Occupancy.resource_id, Occupancy.quantity)
        .join(Booking, Booking.id == Occupancy.booking_id)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .where(
            Resource.is_handed_over,
            Booking.state == "confirmed",
            Occupancy.starts_at < today_end(),
            Occupancy.ends_at > now,
        )
        .order_by(Booking.starts_at, Booking.id, Resource.position)
    ):
        needs.setdefault(booking_id, Counter())[leaf_id] += units
    rows = []
    for booking_id, wanted in needs.items():
        left = Counter({leaf: units - out.get(booking_id, Counter())[leaf] for leaf, units in wanted.items()})
        left = Counter({leaf: units for leaf, units in left.items() if units > 0})
        if left and not _was_returned(session, booking_id, out):
            rows.append(replace(_row(session, booking_id, left, names, None), is_partly=booking_id in out))
    return tuple(rows)


def _was_returned(session: Session, booking_id: int, out: dict[int, Counter[int]]) -> bool:
    """Whether it went out and all came back: then nothing more is to go."""
    if booking_id in out:
        return False
    went = select(HandOver.id).where(HandOver.booking_id == booking_id, HandOver.direction == "in").limit(1)
    return session.scalar(went) is not None


def _late(
    session: Session,
    late: dict[int, Counter[int]],
    names: _Names,
    taken: dict[int, datetime],
) -> tuple[LoanRow, ...]:
    rows = []
    tree = resource_tree(session)
    now = instant(minute(clock.now()))
    for booking_id, units in late.items():
        leaves = list(units)
        stock = {leaf: tree.things[leaf].stock for leaf in leaves}
        ahead = takings(session, leaves, Span(now, LAST))
        risks = promises_at_risk(stock, ahead, missing_from(session, now, leaves))
        following = next((each for each in risks if each.booking_id != booking_id), None)
        row = _row(session, booking_id, units, names, taken.get(booking_id))
        rows.append(replace(row, next=following))
    return tuple(sorted(rows, key=lambda row: row.due_at))


def _row(
    session: Session, booking_id: int, units: Counter[int], names: _Names, due_at: datetime | None
) -> LoanRow:
    booking = session.get_one(Booking, booking_id)
    return LoanRow(
        booking_id=booking.id,
        resource_name=booking.resource.name,
        purpose=booking.purpose,
        borrower_name=booking.borrower_name,
        institution=booking.borrower_institution,
        phone=booking.borrower_phone,
        span=Span(booking.starts_at, booking.ends_at),
        due_at=due_at or booking.ends_at,
        items=", ".join(f"{count} {names[leaf][0]}" for leaf, count in units.items()),
        resource_keys=tuple(names[leaf][1] for leaf in units),
    )


def _keys(session: Session) -> tuple[KeyRow, ...]:
    wanted = (
        select(KeyHolding)
        .where(KeyHolding.returned_at.is_(None))
        .order_by(KeyHolding.given_at, KeyHolding.id)
    )
    return tuple(
        KeyRow(each.id, each.booking_id, each.what, each.holder_name, each.holder_phone, each.given_at)
        for each in session.scalars(wanted)
    )
