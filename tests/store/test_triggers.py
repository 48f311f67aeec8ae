"""The database refuses what no program may write, whoever writes it: both engines, by plain SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slots import order
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desk import app, clock
from desk.errors import Refused
from desk.models import Account, Resource
from desk.operations.bookings import book
from desk.operations.offices import FoundingOrder
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant
from desk.store import failures, triggers
from desk.store.database import Database

NOON = 29_000_000 - 29_000_000 % 1440
"""Some midnight, in minutes since 1970."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A founded desk on either engine, with one booking to hang lines on."""
    is_server = request.param == "postgresql"
    address = request.getfixturevalue("postgres") if is_server else str(tmp_path / "desk")
    app.found(address, FoundingOrder("karangasem"))
    opened = app.open_desk(address)
    moment = instant(NOON - 1440)
    clock.run_by(lambda: moment)
    opened.write(_one_booking)
    yield opened
    clock.run_by(None)
    opened.close()


def _one_booking(session: Session) -> None:
    account = session.scalars(Account.by_username("perintah")).one()
    wanted = Span(instant(NOON + 5000), instant(NOON + 5060))
    book(session, order(wanted, "videotron"), Actor(account.id, account.name, account.role))


def write(database: Database, statement: str, **values: object) -> None:
    """A rogue writer: plain SQL, its own connection."""
    with database.engine.begin() as connection:
        connection.execute(text(statement), values)


def occupy(database: Database, key: str, start: int, end: int, quantity: int = 1) -> None:
    write(
        database,
        "insert into occupancy (booking_id, resource_id, starts_at, ends_at, quantity)"
        " select 1, id, :start, :end, :quantity from resource where key = :key",
        key=key,
        start=NOON + start,
        end=NOON + end,
        quantity=quantity,
    )


def refused(word: str) -> object:
    return pytest.raises(DBAPIError, match=f"desk:{word}")


def test_a_taken_leaf_cannot_be_taken_again(database: Database) -> None:
    occupy(database, "aula-a", 60, 120)
    for start, end in ((60, 120), (59, 61), (119, 300), (0, 300), (80, 90)):
        with refused("over_allocated"):
            occupy(database, "aula-a", start, end)
    occupy(database, "aula-a", 120, 180)
    occupy(database, "aula-a", 0, 60)
    occupy(database, "aula-b", 60, 120)


def test_the_peak_counts_and_not_the_sum(database: Database) -> None:
    write(database, "update resource set stock = 3 where key = 'zoom-1'")
    occupy(database, "zoom-1", 0, 60, 2)
    occupy(database, "zoom-1", 60, 120, 2)
    occupy(database, "zoom-1", 120, 180, 2)
    occupy(database, "zoom-1", 0, 180, 1)
    with refused("over_allocated"):
        occupy(database, "zoom-1", 30, 40, 1)
    with refused("over_allocated"):
        occupy(database, "videotron", 0, 10, 2)


def test_a_line_cannot_be_changed_into_a_clash(database: Database) -> None:
    occupy(database, "aula-a", 0, 60)
    occupy(database, "aula-a", 60, 120)
    occupy(database, "aula-b", 0, 60)
    for change in (
        "ends_at = ends_at + 1 where starts_at = :noon",
        "starts_at = starts_at - 1 where starts_at = :noon + 60",
        "quantity = 2 where starts_at = :noon",
        "resource_id = 2 where resource_id = 3",
    ):
        with refused("over_allocated"):
            write(database, "update occupancy set " + change, noon=NOON)  # noqa: S608 - this test's own words


def test_only_leaves_are_occupied(database: Database) -> None:
    with refused("not_a_leaf"):
        occupy(database, "aula", 0, 60)
    occupy(database, "zoom-1", 0, 60)
    with refused("not_a_leaf"):
        write(
            database,
            "insert into resource_part (whole_id, part_id, quantity)"
            " select w.id, p.id, 1 from resource w, resource p where w.key = 'zoom-1' and p.key = 'zoom-2'",
        )
    with refused("not_a_leaf"):
        write(database, "update resource_part set whole_id = (select id from resource where key = 'zoom-1')")


@pytest.mark.parametrize(("closed", "leaf"), [("aula-a", "aula-a"), ("aula", "aula-b")])
def test_a_standing_closure_refuses_new_promises(database: Database, closed: str, leaf: str) -> None:
    occupy(database, leaf, 30, 90)  # promised before: a closure is recorded over it
    write(
        database,
        "insert into resource_closure (key, resource_id, starts_at, ends_at, reason, saved_by, saved_at)"
        " select 'c', id, :start, :end, 'AC', 1, :at from resource where key = :key",
        key=closed,
        start=NOON,
        end=NOON + 120,
        at=datetime(2026, 4, 6, tzinfo=UTC).replace(tzinfo=None),
    )
    with refused("closed"):
        occupy(database, leaf, 100, 130)
    occupy(database, leaf, 120, 130)
    occupy(database, "zoom-1", 0, 60)
    write(database, "update resource_closure set lifted_at = saved_at")
    occupy(database, leaf, 100, 120)


def test_the_stock_cannot_fall_below_the_promises(database: Database) -> None:
    write(database, "update resource set stock = 5 where key = 'zoom-1'")
    occupy(database, "zoom-1", 0, 60, 2)
    occupy(database, "zoom-1", 30, 90, 1)
    occupy(database, "zoom-1", 90, 100, 2)
    with refused("stock_below_promises"):
        write(database, "update resource set stock = 2 where key = 'zoom-1'")
    write(database, "update resource set stock = 3 where key = 'zoom-1'")
    since = "update resource set stock = 2, stock_since = :since where key = 'zoom-1'"
    with refused("stock_below_promises"):
        write(database, since, since=NOON + 59)
    write(database, since, since=NOON + 60)
    with refused("stock_below_promises"):
        write(database, "update resource set stock = 1 where key = 'zoom-1'")
    write(database, "update resource set version = version + 1")


def test_the_journal_is_append_only(database: Database) -> None:
    for statement in ("update journal_line set sentence = ''", "delete from journal_line"):
        with refused("append_only"):
            write(database, statement)


def test_a_wrong_act_of_ours_is_refused_in_words(database: Database) -> None:
    def rogue(session: Session) -> None:
        session.get_one(Resource, 1).stock = 0
        session.execute(text("update resource set stock = 0 where key = 'videotron'"))

    with pytest.raises(Refused) as said:
        database.write(rogue)
    assert said.value.field == "stock"


def test_each_trigger_is_there_and_comes_back_after_it_was_dropped(database: Database) -> None:
    def found(connection: Connection) -> set[str]:
        return set(triggers.present(connection))

    expected = set(triggers.expected(database.engine.dialect.name))
    with database.engine.begin() as connection:
        assert found(connection) == expected
        triggers.drop_all(connection)
        assert found(connection) == set()
        triggers.create_all(connection)
        assert found(connection) == expected
        _add_foreign_trigger(connection)
        triggers.drop_all(connection)
        assert found(connection) == set()
        triggers.create_all(connection)
    occupy(database, "aula-a", 60, 120)
    with refused("over_allocated"):
        occupy(database, "aula-a", 60, 120)


def test_the_embedded_file_keeps_their_very_words(tmp_path: Path) -> None:
    app.found(str(tmp_path / "desk"), FoundingOrder("karangasem"))
    opened = app.open_desk(str(tmp_path / "desk"))
    with opened.engine.begin() as connection:
        kept = connection.execute(text("select name, sql from sqlite_master where type = 'trigger'")).all()
    opened.close()
    words = {name: " ".join(sql.split()).lower() for name, sql in kept}
    assert words == {name: " ".join(sql.split()).lower() for name, sql in triggers.expected("sqlite").items()}


def _add_foreign_trigger(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            'create trigger "someone\'s ""own""" after insert on booking begin select 1; end'
        )
        return
    connection.exec_driver_sql(
        'create trigger "someone\'s ""own""" before update on booking for each row'
        " execute function desk_append_only()"
    )


def test_every_word_of_the_triggers_has_a_meaning() -> None:
    sql = " ".join([*triggers.expected("sqlite").values(), *triggers._POSTGRES_FUNCTIONS.values()])
    words = {piece.partition("'")[0] for piece in sql.split("'desk:")[1:]}
    assert words == {"over_allocated", "closed", "not_a_leaf", "stock_below_promises", "append_only"}
    explain: Callable[..., object] = failures.explain
    for word in ("over_allocated", "closed", "stock_below_promises"):
        assert isinstance(explain(DBAPIError("", {}, Exception(f"desk:{word}"))), Refused)
