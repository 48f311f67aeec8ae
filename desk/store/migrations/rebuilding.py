"""Changes a table that is there without losing its CHECKs; knows no table.

On SQLite a table is rebuilt for any change, and Alembic's batch mode forgets the CHECKs it did not itself
write; here they are read from the table first. PostgreSQL changes the table in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.sql.elements import conv


@contextmanager
def changed(table: str) -> Iterator[BatchOperations]:
    """Batch operations on `table`; its CHECKs stay unless they are dropped by name."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        with op.batch_alter_table(table) as batch:
            yield batch
        return
    there = sa.Table(table, sa.MetaData(), autoload_with=connection, resolve_fks=False)
    for check in sa.inspect(connection).get_check_constraints(table):
        there.append_constraint(sa.CheckConstraint(check["sqltext"], name=conv(str(check["name"]))))
    with op.batch_alter_table(table, copy_from=there, recreate="always") as batch:
        yield batch
