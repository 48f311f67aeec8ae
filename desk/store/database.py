"""One database, and transactions on it; knows engines and sessions, not what is done in them.

A write transaction is locked from its start (`BEGIN IMMEDIATE`) and tried again at most five times on a
passing conflict; a read transaction sees one moment.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, UOWTransaction, sessionmaker

from desk.store import dialects, failures

T = TypeVar("T")

ATTEMPTS = 5
_TOUCHED = "desk_touched"


class Database:
    """A database that was opened; `address` is what it was opened by, for messages."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address
        self._writing = sessionmaker(engine, expire_on_commit=False)
        self._reading = sessionmaker(dialects.reading(engine), expire_on_commit=False, autoflush=False)
        event.listen(self._writing, "after_flush", _note_touched)

    def read(self, question: Callable[[Session], T]) -> T:
        """Ask `question` in one read transaction; raises Unavailable where the database cannot answer."""
        try:
            with self._reading() as session, session.begin():
                return question(session)
        except DBAPIError as error:
            raise failures.explain(error) or error from error

    def write(self, act: Callable[[Session], T]) -> T:
        """Do `act` in one write transaction: whole or not at all."""
        return self.write_and_tell(act)[0]

    def write_and_tell(self, act: Callable[[Session], T]) -> tuple[T, frozenset[str]]:
        """As `write`, with the names of the entities that were touched.

        `act` may run several times and must keep nothing outside its session. Raises what `act` raises;
        a passing conflict is tried again up to five times with jitter, then raises Unavailable. Whoever
        stood at the lock for its whole time is told at once instead of standing there five times.
        """
        began = time.monotonic()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._writing() as session, session.begin():
                    result = act(session)
                    session.flush()
                    touched = frozenset(session.info.get(_TOUCHED, ()))
            except DBAPIError as error:
                has_waited = time.monotonic() - began >= dialects.BUSY_SECONDS
                if not failures.is_transient(error) or attempt == ATTEMPTS or has_waited:
                    raise failures.explain(error) or error from error
                time.sleep(random.uniform(0.005, 0.05) * attempt)  # noqa: S311 - jitter, not a secret
            else:
                return result, touched
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def touch(session: Session, *names: str) -> None:
    """Say that entities of these names were written by a statement, which the flush does not see."""
    touched: set[str] = session.info.setdefault(_TOUCHED, set())
    touched.update(names)


def _note_touched(session: Session, _context: UOWTransaction) -> None:
    touched: set[str] = session.info.setdefault(_TOUCHED, set())
    touched.update(type(entity).__name__ for entity in session.new)
    touched.update(type(entity).__name__ for entity in session.deleted)
    touched.update(
        type(entity).__name__
        for entity in session.dirty
        if session.is_modified(entity, include_collections=False)
    )
