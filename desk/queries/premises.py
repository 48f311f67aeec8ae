"""Keys in somebody's hands, looks at a hall, and the showings of a videotron spot; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.models import Airing, Attachment, Booking, KeyHolding, ReadinessCheck
from desk.rules import readiness
from desk.rules.clashes import contact_words
from desk.rules.office_dates import span_words
from desk.rules.spans import Span

WATCHES = frozenset({"KeyHolding", "ReadinessCheck", "Airing", "Attachment", "Booking"})


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that was given out for a booking; overdue where the booking is over and it is not back."""

    id: int
    booking_id: int
    what: str
    holder: str
    contact: str
    given_at: datetime
    due_at: datetime
    returned_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A look at a hall; `faults` and the `warning` for its borrower are "" where nothing is wrong."""

    id: int
    moment: str
    points: tuple[tuple[str, str, str], ...]
    """(key, words, what is wrong)."""
    checked_by_name: str
    checked_at: datetime
    note: str | None
    faults: str
    warning: str


@dataclass(frozen=True, slots=True)
class AiringRow:
    """A showing of a spot, and how many photos prove it."""

    id: int
    aired_at: datetime
    note: str | None
    proofs: int


def key_rows(session: Session, *, booking_id: int | None = None) -> tuple[KeyRow, ...]:
    """The keys of one booking, or all that are out now, the longest out first."""
    which = KeyHolding.returned_at.is_(None) if booking_id is None else KeyHolding.booking_id == booking_id
    rows = session.execute(
        select(KeyHolding, Booking.ends_at)
        .join(Booking, Booking.id == KeyHolding.booking_id)
        .where(which)
        .order_by(KeyHolding.given_at, KeyHolding.id)
    )
    now = clock.now()
    return tuple(
        KeyRow(
            id=holding.id,
            booking_id=holding.booking_id,
            what=holding.what,
            holder=holding.holder_name,
            contact=contact_words(holding.holder_name, holding.holder_phone),
            given_at=holding.given_at,
            due_at=due_at,
            returned_at=holding.returned_at,
            is_overdue=holding.returned_at is None and due_at < now,
        )
        for holding, due_at in rows
    )


def check_rows(session: Session, booking_id: int) -> tuple[CheckRow, ...]:
    """Every look at the hall for a booking, the newest first: of each moment the first one holds."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        return ()
    when = span_words(Span(booking.starts_at, booking.ends_at))
    checks = select(ReadinessCheck).where(ReadinessCheck.booking_id == booking_id)
    return tuple(
        CheckRow(
            id=each.id,
            moment=each.moment,
            points=tuple(
                (key, words, str(each.points.get(key, ""))) for key, words in readiness.POINTS.items()
            ),
            checked_by_name=each.checked_by_name,
            checked_at=each.checked_at,
            note=each.note,
            faults=readiness.faults_words(each.points),
            warning=readiness.warning(booking.resource.name, when, each.points)
            if each.moment == "before"
            else "",
        )
        for each in session.scalars(checks.order_by(ReadinessCheck.id.desc()))
    )


def airing_rows(session: Session, booking_id: int) -> tuple[AiringRow, ...]:
    """The showings of a booked spot in order of time."""
    proofs = (
        select(func.count(Attachment.id))
        .where(Attachment.noun == "airing", Attachment.noun_id == Airing.id, Attachment.removed_at.is_(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(Airing.id, Airing.aired_at, Airing.note, proofs)
        .where(Airing.booking_id == booking_id)
        .order_by(Airing.aired_at, Airing.id)
    )
    return tuple(AiringRow(*row) for row in rows)
