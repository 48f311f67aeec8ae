"""The next number of a prefix and office year, without gaps or doubles; knows no request."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk.models import NumberCounter


def next_sequence(session: Session, prefix: str, year: int) -> int:
    """The next sequence, taken in this transaction: it comes back when the transaction does not commit.

    The counter's row stays locked until then, so that two desks wait for each other and leave no gap.
    """
    taken = _count_up(session, prefix, year)
    if taken is not None:
        return taken
    try:
        with session.begin_nested():
            session.execute(insert(NumberCounter).values(prefix=prefix, year=year, last=1))
    except IntegrityError:  # on PostgreSQL another desk may have begun the year in the meantime
        taken = _count_up(session, prefix, year)
        if taken is None:
            raise
        return taken
    return 1


def _count_up(session: Session, prefix: str, year: int) -> int | None:
    return session.scalar(
        update(NumberCounter)
        .where(NumberCounter.prefix == prefix, NumberCounter.year == year)
        .values(last=NumberCounter.last + 1)
        .returning(NumberCounter.last)
        .execution_options(synchronize_session=False)
    )
