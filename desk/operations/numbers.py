"""The next number of a prefix and office year, without gaps or doubles; knows no request."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from desk.models import NumberCounter


def next_sequence(session: Session, prefix: str, year: int) -> int:
    """The next sequence, taken in this transaction: it comes back when the transaction does not commit.

    The counter's row stays locked until then, so that two desks wait for each other and leave no gap.
    Two desks that begin a year at once: on PostgreSQL the later one fails on the counter's key and its whole
    transaction is tried again (`store.failures`). No savepoint: SQLite, out of room, gives up the transaction
    and the savepoint with it, and the officer would read of that instead of the full disk.
    """
    taken = _count_up(session, prefix, year)
    if taken is None:
        session.execute(insert(NumberCounter).values(prefix=prefix, year=year, last=1))
        return 1
    return taken


def _count_up(session: Session, prefix: str, year: int) -> int | None:
    return session.scalar(
        update(NumberCounter)
        .where(NumberCounter.prefix == prefix, NumberCounter.year == year)
        .values(last=NumberCounter.last + 1)
        .returning(NumberCounter.last)
        .execution_options(synchronize_session=False)
    )
