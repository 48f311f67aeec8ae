"""Engines for both databases with every hook they need; the only place that tells SQLite from PostgreSQL.

Hooks and pragmas as measured in DESIGN §6: pysqlite's default transactions leave half-done migrations and
book twice, so every transaction is begun by us: `BEGIN IMMEDIATE` where it will write.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from desk.errors import Unavailable
from desk.i18n import _

APPLICATION_ID = 0x6465736B
"""`desk`, in the header of every embedded file of ours."""

BUSY_SECONDS = 15.0
READ_ONLY = "desk_reads"


def sqlite_engine(file: Path, *, create: bool = False) -> Engine:
    """An engine on the embedded `file`; a missing file is an error unless `create` says otherwise."""
    address = f"{file.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"

    def connect() -> Any:
        return sqlite.connect(
            address, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )

    engine = create_engine("sqlite://", module=sqlite, creator=connect, poolclass=QueuePool)
    same_file = _SameFile(file)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "connect", same_file.remember)
    event.listen(engine, "begin", same_file.check)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


class _SameFile:
    """Whether the file we have open is still the one at its place.

    Where files can be unlinked while open, SQLite writes on into a file that nobody will ever find again.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: tuple[int, int] | None = None

    def remember(self, _connection: Any, _record: object) -> None:
        if self._known is None:
            self._known = self._identity()

    def check(self, _connection: Connection) -> None:
        if self._identity() != self._known:
            raise Unavailable(_("Berkas basis data hilang atau diganti; belum ada yang tersimpan."))

    def _identity(self) -> tuple[int, int] | None:
        try:
            stat = self._file.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def postgres_engine(address: str) -> Engine:
    """An engine on a PostgreSQL server; READ COMMITTED, waiting at most 10 s for a lock."""
    address = address.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(
        address,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_size=4,
        connect_args={"options": "-c lock_timeout=10000 -c timezone=UTC", "connect_timeout": 5},
    )


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read, and see one moment from their first question on."""
    if is_sqlite(engine):
        return engine.execution_options(**{READ_ONLY: True})
    # READ COMMITTED would let the later questions of one screen see what was committed after the first
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def is_sqlite(engine: Engine) -> bool:
    """Whether `engine` speaks to the embedded file."""
    return engine.dialect.name == "sqlite"
