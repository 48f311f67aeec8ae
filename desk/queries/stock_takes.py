"""The opname that is running, line by line with what may be decided of it, and those that were closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.models import Account, Resource, ResourceUnit, StockTake, StockTakeLine
from desk.rules import stock_takes
from desk.rules.stock_takes import Counted

WATCHES = frozenset({"StockTake", "StockTakeLine", "ResourceUnit", "Resource"})


@dataclass(frozen=True, slots=True)
class TakeLineRow:
    """One unit or count-only stock: what the books say, what was found, and what that may become."""

    id: int
    resource_name: str
    label: str | None
    expected: int
    out: int
    found: int | None
    condition: str | None
    known: str | None
    """The unit's condition in the books."""
    note: str | None
    decisions: tuple[str, ...]

    @property
    def is_unit(self) -> bool:
        return self.label is not None

    @property
    def counted(self) -> Counted:
        return Counted(self.expected, self.out, self.found, self.condition)

    @property
    def words(self) -> str:
        """ "kurang 2", "sesuai", "belum dihitung"."""
        return stock_takes.difference_words(self.counted)


@dataclass(frozen=True, slots=True)
class TakeRow:
    """An opname with its lines, units by label before the rest of their stock."""

    id: int
    begun_at: datetime
    begun_by: str
    note: str | None
    lines: tuple[TakeLineRow, ...]


@dataclass(frozen=True, slots=True)
class ClosedTakeRow:
    """An opname that was closed: how many lines were counted, and how many did not agree."""

    id: int
    begun_at: datetime
    closed_at: datetime
    begun_by: str
    lines: int
    counted: int
    differing: int


def running_take(session: Session) -> TakeRow | None:
    """The opname that is not closed; there is at most one."""
    found = session.execute(
        select(StockTake, Account.name)
        .join(Account, Account.id == StockTake.begun_by)
        .where(StockTake.closed_at.is_(None))
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    take, by = found
    return TakeRow(take.id, take.begun_at, by, take.note, _lines(session, take.id))


def closed_takes(session: Session) -> tuple[ClosedTakeRow, ...]:
    """The latest twelve that were closed, the newest first."""
    shelf = StockTakeLine.expected - StockTakeLine.out
    wanted = (
        select(
            StockTake.id,
            StockTake.begun_at,
            StockTake.closed_at,
            Account.name,
            func.count(StockTakeLine.id),
            func.count(StockTakeLine.found),
            func.count(StockTakeLine.id).filter(StockTakeLine.found != shelf),
        )
        .join(Account, Account.id == StockTake.begun_by)
        .outerjoin(StockTakeLine, StockTakeLine.stock_take_id == StockTake.id)
        .where(StockTake.closed_at.is_not(None))
        .group_by(StockTake.id, Account.name)
        .order_by(StockTake.id.desc())
        .limit(12)
    )
    return tuple(
        ClosedTakeRow(take_id, begun_at, closed_at, by, lines, counted, differing)
        for take_id, begun_at, closed_at, by, lines, counted, differing in session.execute(wanted)
        if closed_at is not None
    )


def _lines(session: Session, take_id: int) -> tuple[TakeLineRow, ...]:
    wanted = (
        select(StockTakeLine, Resource.name, ResourceUnit.label, ResourceUnit.condition)
        .join(Resource, Resource.id == StockTakeLine.resource_id)
        .outerjoin(ResourceUnit, ResourceUnit.id == StockTakeLine.unit_id)
        .where(StockTakeLine.stock_take_id == take_id)
        .order_by(StockTakeLine.id)
    )
    return tuple(_line(*row) for row in session.execute(wanted))


def _line(line: StockTakeLine, name: str, label: str | None, known: str | None) -> TakeLineRow:
    counted = Counted(line.expected, line.out, line.found, line.condition)
    return TakeLineRow(
        id=line.id,
        resource_name=name,
        label=label,
        expected=line.expected,
        out=line.out,
        found=line.found,
        condition=line.condition,
        known=known,
        note=line.note,
        decisions=stock_takes.decisions_for(counted, is_unit=label is not None, known=known),
    )
