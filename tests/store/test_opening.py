"""Opening, creating and migrating on real files and a real server."""

from __future__ import annotations

import lzma
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desk import clock, paths
from desk.errors import Unavailable, UnusableData
from desk.models import Account, Base
from desk.store import backup, dialects, opening, schema, triggers, upgrade

_LINE = (
    "insert into journal_line (at, account_id, actor_name, act, noun, sentence, changes)"
    " values ('2026-04-06 00:00:00', 1, 'Perintah', 'x.y', 'x', 'z', '[]')"
)


def fill(session: Session) -> None:
    session.add(Account(username="perintah", name="Perintah", role="admin", created_at=clock.now()))


def names(database: opening.Database) -> list[str]:
    return database.read(lambda session: list(session.scalars(text("select username from account"))))


def test_a_missing_folder_is_created_whole(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "desk"
    assert not opening.exists(str(folder))
    opening.create(str(folder), fill)
    assert opening.exists(str(folder))
    assert [each.name for each in folder.iterdir()] == [paths.DATABASE_NAME]
    database = opening.open_existing(str(folder))
    assert names(database) == ["perintah"]
    database.close()


def test_a_failed_filling_leaves_nothing(tmp_path: Path) -> None:
    def fails(session: Session) -> None:
        fill(session)
        raise Unavailable("penuh")

    with pytest.raises(Unavailable):
        opening.create(str(tmp_path / "x"), fails)
    assert list((tmp_path / "x").iterdir()) == []


def test_the_faster_program_wins_and_its_desk_stays(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)

    def other(session: Session) -> None:
        session.add(Account(username="lain", name="Lain", role="admin", created_at=clock.now()))

    opening.create(str(tmp_path), other)
    database = opening.open_existing(str(tmp_path))
    assert names(database) == ["perintah"]
    database.close()


def test_left_over_parts_do_not_make_a_folder_foreign(tmp_path: Path) -> None:
    (tmp_path / f"{paths.DATABASE_NAME}.part-killed").write_bytes(b"half")
    assert not opening.exists(str(tmp_path))


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "surat.docx").write_text("bukan milik kami")
    with pytest.raises(UnusableData, match="berkas lain"):
        opening.exists(str(tmp_path))


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like one" * 100])
def test_a_damaged_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / paths.DATABASE_NAME
    file.write_bytes(content)
    with pytest.raises(UnusableData):
        opening.open_existing(str(tmp_path))
    assert file.read_bytes() == content


def test_a_missing_file_is_never_created_by_opening(tmp_path: Path) -> None:
    with pytest.raises(UnusableData):
        opening.open_existing(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite.connect(str(tmp_path / paths.DATABASE_NAME)) as connection:
        connection.execute("create table account (id integer)")
    connection.close()
    with pytest.raises(UnusableData, match="bukan milik desk"):
        opening.open_existing(str(tmp_path))


def test_a_newer_programs_database_is_refused(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)
    with sqlite.connect(str(tmp_path / paths.DATABASE_NAME)) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    with pytest.raises(UnusableData, match="lebih baru"):
        opening.open_existing(str(tmp_path))


def test_the_program_speaks_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.VERSION


_SQL = "select name, sql from sqlite_master where sql is not null and name not like 'alembic%'"


def _normal(sql: str) -> str:
    """One table's SQL, its columns and constraints in any order, spaces and quotes apart."""
    plain = re.sub(r'[\s"]+', " ", sql).replace("( ", "(").replace(" )", ")")
    return " ".join(sorted(re.split(r", *", plain.removesuffix(")"))))


def test_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)
    migrated = dialects.sqlite_engine(tmp_path / paths.DATABASE_NAME)
    modelled = create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    with migrated.connect() as left, modelled.connect() as right:
        made = {name: _normal(sql) for name, sql in left.exec_driver_sql(_SQL)}
        meant = {name: _normal(sql) for name, sql in right.exec_driver_sql(_SQL)}
        found = {name for name in made if name not in meant}
    migrated.dispose()
    modelled.dispose()
    assert found == set(triggers.expected("sqlite"))
    assert {name: made[name] for name in meant} == meant


OLD = sorted((Path(__file__).parent.parent / "fixtures" / "databases").glob("*.db.xz"))


@pytest.mark.parametrize("stored", OLD, ids=lambda file: file.name.partition(".")[0])
def test_an_older_desk_opens_and_keeps_its_rows(stored: Path, tmp_path: Path) -> None:
    file = tmp_path / paths.DATABASE_NAME
    file.write_bytes(lzma.decompress(stored.read_bytes()))
    before = dialects.sqlite_engine(file)
    with before.connect() as connection:
        counts = schema.row_counts(connection)
    before.dispose()
    assert all(counts[table] for table in ("booking", "occupancy", "print_job", "journal_line"))

    opened = opening.open_existing(str(tmp_path))
    modelled = create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    with opened.engine.connect() as left, modelled.connect() as right:
        made = {name: _normal(sql) for name, sql in left.exec_driver_sql(_SQL)}
        meant = {name: _normal(sql) for name, sql in right.exec_driver_sql(_SQL)}
        after = schema.row_counts(left)
        assert schema.version_of(left) == schema.VERSION
    opened.close()
    modelled.dispose()
    assert {name: made[name] for name in meant} == meant
    assert made.keys() - meant.keys() == set(triggers.expected("sqlite"))
    assert {table: after[table] for table in counts} == counts


def test_the_journal_is_append_only_for_every_writer(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)
    connection = sqlite.connect(str(tmp_path / paths.DATABASE_NAME))
    connection.execute(_LINE)
    for statement in ("update journal_line set sentence = ''", "delete from journal_line"):
        with pytest.raises(sqlite.IntegrityError, match="append_only"):
            connection.execute(statement)
    connection.close()


def test_a_copy_is_verified_before_it_counts(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)
    engine = dialects.sqlite_engine(tmp_path / paths.DATABASE_NAME)
    target = backup.copy_verified(engine, tmp_path / "copies" / "a.db")
    engine.dispose()
    assert [each.name for each in target.parent.iterdir()] == ["a.db"]
    copied = dialects.sqlite_engine(target)
    with copied.connect() as connection:
        assert schema.is_ours(connection)
        assert schema.row_counts(connection)["account"] == 1
    copied.dispose()


def test_many_programs_create_one_desk(tmp_path: Path) -> None:
    """Six programs start on the same missing folder at once: one desk, six openings, no error."""
    program = (
        "import argparse, sys\n"
        "from desk.app import open_for_command\n"
        "opened = open_for_command(argparse.Namespace(data=sys.argv[1]))\n"
        "print(opened.actor.name, opened.actor.role)\n"
    )
    folder = tmp_path / "desk"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    answers = [each.communicate(timeout=120) for each in started]
    assert [out.strip() for out, _ in answers] == ["Perintah admin"] * 6, answers
    assert not [each.name for each in folder.iterdir() if ".part-" in each.name]
    database = opening.open_existing(str(folder))
    assert names(database) == ["perintah"]
    database.close()


def test_a_server_is_founded_once(postgres: str) -> None:
    assert not opening.exists(postgres)
    opening.create(postgres, fill)
    opening.create(postgres, fill)
    assert opening.exists(postgres)
    database = opening.open_existing(postgres)
    assert names(database) == ["perintah"]
    database.write(lambda session: session.execute(text(_LINE)))
    with pytest.raises(DBAPIError, match="append_only"):
        database.write(lambda session: session.execute(text("delete from journal_line")))
    database.close()


def test_an_unreachable_server_is_said() -> None:
    with pytest.raises(Unavailable):
        opening.exists("postgresql://nobody:nothing@127.0.0.1:1/none")


def test_a_database_that_vanished_is_said_and_nothing_goes_into_the_void(tmp_path: Path) -> None:
    opening.create(str(tmp_path), fill)
    database = opening.open_existing(str(tmp_path))
    file = tmp_path / paths.DATABASE_NAME
    file.rename(tmp_path / "moved.db")
    for act in (names, lambda it: it.write(fill)):
        with pytest.raises(Unavailable, match="hilang"):
            act(database)
    (tmp_path / "moved.db").rename(file)
    assert names(database) == ["perintah"]
    database.close()
