"""What the database itself refuses, whoever writes; the SQL of both engines, created after every migration.

Batch migrations break or silently drop triggers (DESIGN §6), so all are dropped before a migration and
created anew after it. They check promises only and read no clock: a fact (a loss, a closure over promises)
is recorded elsewhere than in the rows they guard.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from desk.models.bookings import LONGEST_MINUTES

# ruff: noqa: S608 - every piece of SQL in this module is a constant of this module

_PEAK = f"""
    (select coalesce(max(used), 0) from (
        select (select coalesce(sum(o.quantity), 0) from occupancy o
                where o.resource_id = new.resource_id and o.id <> new.id
                  and o.starts_at > points.at - {LONGEST_MINUTES}
                  and o.starts_at <= points.at and o.ends_at > points.at) as used
        from (select new.starts_at as at
              union
              select p.starts_at from occupancy p
              where p.resource_id = new.resource_id and p.id <> new.id
                and p.starts_at > new.starts_at and p.starts_at < new.ends_at) as points
    ) as peak)
"""
"""Peak concurrent use of the others within the new row's span: it can only rise where a row begins.

A row is at most as long as its CHECK allows: the index is read over a few weeks and not over all years.
"""

_PEAK_TO_COME = f"""
    (select coalesce(max(used), 0) from (
        select (select coalesce(sum(o.quantity), 0) from occupancy o
                where o.resource_id = new.id and o.ends_at > new.stock_since
                  and o.starts_at > p.starts_at - {LONGEST_MINUTES}
                  and o.starts_at <= p.starts_at and o.ends_at > p.starts_at) as used
        from occupancy p where p.resource_id = new.id and p.ends_at > new.stock_since
    ) as peak)
"""
"""The most units promised at once of what had not ended when the stock changed: history is not lowered by it.

Rows that end after that moment and share a minute share one after it too."""

_CLOSED = """
    (with recursive holders(id) as (
        select new.resource_id
        union
        select part.whole_id from resource_part part join holders on part.part_id = holders.id
    )
    select 1 from resource_closure c join holders on c.resource_id = holders.id
    where c.lifted_at is null and c.starts_at < new.ends_at and c.ends_at > new.starts_at)
"""
"""A standing closure of the leaf, or of a whole that it is part of."""

_IS_COMPOSITE = "(select 1 from resource_part where whole_id = new.resource_id)"
_IS_OCCUPIED = "(select 1 from occupancy where resource_id = new.whole_id)"

_WRITES = (("insert", "insert"), ("update", "update of resource_id, starts_at, ends_at, quantity"))
"""A change of anything else than these columns takes no slot."""

_SQLITE: dict[str, str] = {
    f"occupancy_not_over_{moment}": f"""
        create trigger occupancy_not_over_{moment} after {event} on occupancy begin
            select raise(abort, 'desk:not_a_leaf') where exists {_IS_COMPOSITE};
            select raise(abort, 'desk:closed') where exists {_CLOSED};
            select raise(abort, 'desk:over_allocated')
            where new.quantity + {_PEAK} > (select stock from resource where id = new.resource_id);
        end"""
    for moment, event in _WRITES
} | {
    "resource_stock_not_below": f"""
        create trigger resource_stock_not_below before update of stock on resource
        when new.stock < old.stock begin
            select raise(abort, 'desk:stock_below_promises') where new.stock < {_PEAK_TO_COME};
        end""",
    "resource_part_not_over_occupied": f"""
        create trigger resource_part_not_over_occupied before insert on resource_part begin
            select raise(abort, 'desk:not_a_leaf') where exists {_IS_OCCUPIED};
        end""",
    "resource_part_stays_whole": f"""
        create trigger resource_part_stays_whole before update of whole_id on resource_part begin
            select raise(abort, 'desk:not_a_leaf') where exists {_IS_OCCUPIED};
        end""",
    "journal_line_no_update": """
        create trigger journal_line_no_update before update on journal_line begin
            select raise(abort, 'desk:append_only');
        end""",
    "journal_line_no_delete": """
        create trigger journal_line_no_delete before delete on journal_line begin
            select raise(abort, 'desk:append_only');
        end""",
}

_POSTGRES_FUNCTIONS: dict[str, str] = {
    # FOR NO KEY UPDATE: FOR UPDATE would stall against the lock of the foreign key (DESIGN §4)
    "desk_occupancy_not_over": f"""
        create or replace function desk_occupancy_not_over() returns trigger language plpgsql as $$
        declare
            room integer;
        begin
            select stock into room from resource where id = new.resource_id for no key update;
            if exists {_IS_COMPOSITE} then
                raise exception 'desk:not_a_leaf';
            end if;
            if exists {_CLOSED} then
                raise exception 'desk:closed';
            end if;
            if new.quantity + {_PEAK} > room then
                raise exception 'desk:over_allocated';
            end if;
            return new;
        end $$""",
    # the row being updated is locked already: whoever writes its occupancy waits for it
    "desk_stock_not_below": f"""
        create or replace function desk_stock_not_below() returns trigger language plpgsql as $$
        begin
            if new.stock < {_PEAK_TO_COME} then
                raise exception 'desk:stock_below_promises';
            end if;
            return new;
        end $$""",
    "desk_part_not_over_occupied": f"""
        create or replace function desk_part_not_over_occupied() returns trigger language plpgsql as $$
        begin
            perform 1 from resource where id = new.whole_id for no key update;
            if exists {_IS_OCCUPIED} then
                raise exception 'desk:not_a_leaf';
            end if;
            return new;
        end $$""",
    "desk_append_only": """
        create or replace function desk_append_only() returns trigger language plpgsql as $$
        begin
            raise exception 'desk:append_only';
        end $$""",
}

_POSTGRES: dict[str, str] = {
    "occupancy_not_over": """
        create trigger occupancy_not_over
        after insert or update of resource_id, starts_at, ends_at, quantity on occupancy
        for each row execute function desk_occupancy_not_over()""",
    # after, not before: the row is locked by then, and the newest promises are seen
    "resource_stock_not_below": """
        create trigger resource_stock_not_below after update of stock on resource
        for each row when (new.stock < old.stock) execute function desk_stock_not_below()""",
    "resource_part_not_over_occupied": """
        create trigger resource_part_not_over_occupied before insert or update of whole_id on resource_part
        for each row execute function desk_part_not_over_occupied()""",
    "journal_line_append_only": """
        create trigger journal_line_append_only before update or delete on journal_line
        for each row execute function desk_append_only()""",
    # truncate fires no row trigger
    "journal_line_not_truncated": """
        create trigger journal_line_not_truncated before truncate on journal_line
        for each statement execute function desk_append_only()""",
}


def expected(dialect: str) -> dict[str, str]:
    """Trigger name → its SQL on `dialect` ("sqlite" or "postgresql")."""
    return dict(_SQLITE if dialect == "sqlite" else _POSTGRES)


def present(connection: Connection) -> frozenset[str]:
    """The names of the triggers that the database has, ours or not."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("select name from sqlite_master where type = 'trigger'"))
    else:
        names = connection.execute(
            text(
                "select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                " where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace"
            )
        )
    return frozenset(names.scalars())


def create_all(connection: Connection) -> None:
    """Create every trigger; none may exist."""
    if connection.dialect.name == "postgresql":
        for sql in _POSTGRES_FUNCTIONS.values():
            connection.execute(text(sql))
    for sql in expected(connection.dialect.name).values():
        connection.execute(text(sql))


def drop_all(connection: Connection) -> None:
    """Drop every trigger there is, ours or not, so that a migration meets none."""
    quote = connection.dialect.identifier_preparer.quote
    if connection.dialect.name == "sqlite":
        for name in present(connection):
            connection.exec_driver_sql(f"drop trigger {quote(name)}")
        return
    for name, table in connection.execute(
        text(
            "select t.tgname, c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            " where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace"
        )
    ).all():
        connection.exec_driver_sql(f"drop trigger {quote(name)} on {quote(table)}")
