"""Which schema this program speaks, and what an opened database says of its own; knows no entity."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from desk.store import dialects

VERSION = "0002"
"""The newest migration; a test holds it against Alembic's head: Alembic is imported only to migrate."""


def version_of(connection: Connection) -> str | None:
    """The schema version the database was brought to; None where it has no schema of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def is_ours(connection: Connection) -> bool:
    """Whether an embedded file carries our application id; a PostgreSQL database carries our office table."""
    if connection.dialect.name != "sqlite":
        return inspect(connection).has_table("office")
    try:
        return connection.exec_driver_sql("PRAGMA application_id").scalar() == dialects.APPLICATION_ID
    except DBAPIError:
        return False


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows per table, the migration's own book-keeping apart."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: connection.execute(text(f"select count(*) from {quote(table)}")).scalar_one()  # noqa: S608 - names come from the schema
        for table in inspect(connection).get_table_names()
        if table != "alembic_version"
    }
