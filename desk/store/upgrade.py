"""Brings a schema to this program's version, whole or not at all; knows migrations, not records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from desk.errors import UnusableData
from desk.i18n import _
from desk.store import backup, dialects, schema, triggers

_LOCK = 0x6465736B
"""The advisory lock under which a PostgreSQL schema is made or migrated."""


def migrate(engine: Engine, *, copies: Path | None = None) -> None:
    """Bring the database to `schema.VERSION`; a verified copy is left in `copies` first (embedded only).

    Foreign keys are off while tables are rebuilt, triggers are dropped before and created after, and the
    row counts and foreign keys are compared before commit: a failed step leaves the old version.
    """
    with engine.connect() as connection:
        if dialects.is_sqlite(engine):
            _migrate_embedded(connection, engine, copies)
        else:
            with connection.begin():
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                _step(connection)


def _migrate_embedded(connection: Connection, engine: Engine, copies: Path | None) -> None:
    version = schema.version_of(connection)
    connection.rollback()
    if copies is not None and version is not None:
        backup.copy_verified(engine, copies / f"before-{schema.VERSION}-from-{version}.db")
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction: before BEGIN
    try:
        with connection.begin():
            _step(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise UnusableData(_("Pembaruan basis data dibatalkan: ada rujukan yang putus."))
            connection.exec_driver_sql(f"PRAGMA application_id = {dialects.APPLICATION_ID}")
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _step(connection: Connection) -> None:
    if schema.version_of(connection) == schema.VERSION:
        return  # another desk was faster
    before = schema.row_counts(connection)
    triggers.drop_all(connection)
    _run_alembic(connection)
    triggers.create_all(connection)
    if triggers.present(connection) != triggers.expected(connection.dialect.name).keys():
        raise UnusableData(_("Pembaruan basis data dibatalkan: pemicunya tidak lengkap."))
    after = schema.row_counts(connection)
    lost = [table for table, count in before.items() if table in after and after[table] != count]
    if lost:
        raise UnusableData(_("Pembaruan basis data dibatalkan: jumlah baris {0} berubah.").format(lost[0]))


def _run_alembic(connection: Connection) -> None:
    from alembic import command  # imported only to migrate: start-up stays fast
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, schema.VERSION)


def create(engine: Engine, fill: Callable[[Session], None]) -> None:
    """Make the schema on an empty server database and `fill` it in one transaction, unless it is there."""
    with engine.connect() as connection, connection.begin():
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if schema.version_of(connection) is not None:
            return
        _step(connection)
        with Session(connection, join_transaction_mode="create_savepoint") as session, session.begin():
            fill(session)
