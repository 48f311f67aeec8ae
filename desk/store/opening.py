"""Opens a database that is there, creates one where that was asked for; knows no record in it.

A missing file is never created by opening (DESIGN §6): creating is its own act, whole or not at all, and safe
when several programs start at once.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desk import paths
from desk.errors import UnusableData
from desk.i18n import _
from desk.store import dialects, failures, schema, upgrade
from desk.store.database import Database

_PART = ".part-"


def is_server(address: str) -> bool:
    """Whether `address` names a PostgreSQL database rather than a folder."""
    return address.startswith(("postgresql://", "postgresql+psycopg://"))


def exists(address: str) -> bool:
    """Whether there is a desk at `address`; False for a missing or empty place where one may be created.

    Raises UnusableData where the place holds something else, Unavailable where it cannot be reached.
    """
    if is_server(address):
        return _server_holds_desk(address)
    folder = Path(address)
    try:
        if (folder / paths.DATABASE_NAME).exists():
            return True
        strangers = [p for p in folder.iterdir() if _PART not in p.name] if folder.exists() else []
    except OSError as error:
        raise UnusableData(_("Folder data {0} tidak dapat dibaca.").format(folder)) from error
    if strangers:
        raise UnusableData(_("Folder {0} berisi berkas lain dan tidak ada data desk.").format(folder))
    return False


def open_existing(address: str) -> Database:
    """The desk at `address`, brought to this program's schema; raises UnusableData where it is not usable."""
    if is_server(address):
        return _checked(dialects.postgres_engine(address), address, copies=None)
    file = Path(address) / paths.DATABASE_NAME
    if not file.is_file() or file.stat().st_size == 0:
        raise UnusableData(_("Tidak ada data desk yang utuh di {0}.").format(address))
    return _checked(dialects.sqlite_engine(file), address, copies=Path(address) / "copies")


def _checked(engine: Engine, address: str, *, copies: Path | None) -> Database:
    try:
        reads = engine.execution_options(**{dialects.READ_ONLY: True})
        with reads.connect() as connection:
            is_ours = schema.is_ours(connection)
            version = schema.version_of(connection) if is_ours else None
        if not is_ours or version is None:
            raise UnusableData(_("Basis data di {0} rusak atau bukan milik desk.").format(address))
        if version > schema.VERSION:
            raise UnusableData(_("Data di {0} dibuat oleh desk yang lebih baru.").format(address))
        if version < schema.VERSION:
            upgrade.migrate(engine, copies=copies)
    except DBAPIError as error:
        engine.dispose()
        raise failures.explain(error) or error from error
    except UnusableData:
        engine.dispose()
        raise
    return Database(engine, address)


def create(address: str, fill: Callable[[Session], None]) -> None:
    """Create a desk at `address` and `fill` it, whole or not at all.

    Where another program was faster, its desk stays and ours is dropped. Raises Unavailable where the place
    cannot be written.
    """
    if is_server(address):
        _create_on_server(address, fill)
        return
    folder = Path(address)
    part = folder / f"{paths.DATABASE_NAME}{_PART}{uuid.uuid4().hex}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make(part, fill)
        _publish(part, folder / paths.DATABASE_NAME)
    except OSError as error:
        raise UnusableData(_("Folder data {0} tidak dapat ditulis.").format(folder)) from error
    except DBAPIError as error:
        raise failures.explain(error) or error from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            with suppress(OSError):  # a place that cannot hold it (a file, a lost disk) was said already
                part.with_name(part.name + suffix).unlink(missing_ok=True)


def _make(part: Path, fill: Callable[[Session], None]) -> None:
    engine = dialects.sqlite_engine(part, create=True)
    try:
        upgrade.migrate(engine)
        with Session(engine) as session, session.begin():
            fill(session)
    finally:
        engine.dispose()  # the last connection folds the write-ahead log into the file


def _publish(part: Path, file: Path) -> None:
    try:
        os.link(part, file)  # unlike rename, refuses to replace a desk that another program published
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not file.exists():
            os.rename(part, file)


def _server_holds_desk(address: str) -> bool:
    engine = dialects.postgres_engine(address)
    try:
        with engine.connect() as connection:
            return schema.version_of(connection) is not None
    except DBAPIError as error:
        raise failures.explain(error) or error from error
    finally:
        engine.dispose()


def _create_on_server(address: str, fill: Callable[[Session], None]) -> None:
    engine = dialects.postgres_engine(address)
    try:
        upgrade.create(engine, fill)
    except DBAPIError as error:
        raise failures.explain(error) or error from error
    finally:
        engine.dispose()
