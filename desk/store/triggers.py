"""What the database itself refuses, whoever writes; the SQL of both engines, created after every migration.

Batch migrations break or silently drop triggers (DESIGN §6), so all are dropped before a migration and
created anew after it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_PEAK = """
    (select coalesce(max(used), 0) from (
        select (select coalesce(sum(o.quantity), 0) from occupancy o
                where o.resource_id = new.resource_id and o.id <> new.id
                  and o.starts_at <= points.at and o.ends_at > points.at) as used
        from (select new.starts_at as at
              union
              select p.starts_at from occupancy p
              where p.resource_id = new.resource_id and p.id <> new.id
                and p.starts_at > new.starts_at and p.starts_at < new.ends_at) as points
    ) as peak)
"""
"""Peak concurrent use of the others within the new row's span: it can only rise where a row begins."""
# ruff: noqa: S608 - every piece of SQL in this module is a constant of this module

_SQLITE: dict[str, str] = {
    f"occupancy_not_over_{moment}": f"""
        create trigger occupancy_not_over_{moment} after {event} on occupancy begin
            select raise(abort, 'desk:over_allocated')
            where new.quantity + {_PEAK} > (select stock from resource where id = new.resource_id);
        end"""
    for moment, event in (
        ("insert", "insert"),
        ("update", "update of resource_id, starts_at, ends_at, quantity"),
    )
} | {
    f"journal_line_no_{event}": f"""
        create trigger journal_line_no_{event} before {event} on journal_line begin
            select raise(abort, 'desk:append_only');
        end"""
    for event in ("update", "delete")
}

_POSTGRES_FUNCTIONS: dict[str, str] = {
    "desk_occupancy_not_over": f"""
        create or replace function desk_occupancy_not_over() returns trigger language plpgsql as $$
        declare
            room integer;
        begin
            select stock into room from resource where id = new.resource_id for no key update;
            if new.quantity + {_PEAK} > room then
                raise exception 'desk:over_allocated';
            end if;
            return new;
        end $$""",
    "desk_append_only": """
        create or replace function desk_append_only() returns trigger language plpgsql as $$
        begin
            raise exception 'desk:append_only';
        end $$""",
}

_POSTGRES: dict[str, tuple[str, str]] = {
    "occupancy_not_over": (
        "occupancy",
        """create trigger occupancy_not_over
           after insert or update of resource_id, starts_at, ends_at, quantity on occupancy
           for each row execute function desk_occupancy_not_over()""",
    ),
    "journal_line_append_only": (
        "journal_line",
        """create trigger journal_line_append_only before update or delete on journal_line
           for each row execute function desk_append_only()""",
    ),
}


def expected(dialect: str) -> dict[str, str]:
    """Trigger name → its SQL on `dialect` ("sqlite" or "postgresql")."""
    if dialect == "sqlite":
        return dict(_SQLITE)
    return {name: sql for name, (_, sql) in _POSTGRES.items()}


def create_all(connection: Connection) -> None:
    """Create every trigger; none may exist."""
    if connection.dialect.name == "postgresql":
        for sql in _POSTGRES_FUNCTIONS.values():
            connection.execute(text(sql))
    for sql in expected(connection.dialect.name).values():
        connection.execute(text(sql))


def drop_all(connection: Connection) -> None:
    """Drop every trigger there is, ours or not, so that a migration meets none."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("select name from sqlite_master where type = 'trigger'")).scalars()
        for name in list(names):
            connection.exec_driver_sql(f'drop trigger "{name}"')
        return
    for name, (table, _) in _POSTGRES.items():
        connection.execute(text(f"drop trigger if exists {name} on {table}"))
