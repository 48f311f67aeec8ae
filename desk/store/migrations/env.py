"""Alembic's entry: runs the migrations on the connection it was handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from desk.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
