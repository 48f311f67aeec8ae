"""What every test stands on: a private home, an offscreen Qt, no stray log line, a real PostgreSQL."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Before anything imports Qt or asks platformdirs: tests never see this machine's desk, screen or language.
_HOME = Path(tempfile.mkdtemp(prefix="desk-home-"))
_PLACES = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}
for _name, _place in _PLACES.items():
    (_HOME / _place).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _place)
for _name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"
os.environ["QT_QPA_PLATFORM"] = os.environ.get("DESK_TEST_PLATFORM", "offscreen")

import hypothesis  # noqa: E402 - the surroundings above come first
import psycopg  # noqa: E402
import pytest  # noqa: E402
from homes import SECRET, Home  # noqa: E402
from psycopg import sql  # noqa: E402
from pytestqt.qtbot import QtBot  # noqa: E402

from desk import app, background  # noqa: E402
from desk.operations.accounts import AccountOrder, SignInOrder, open_account, sign_in  # noqa: E402
from desk.operations.offices import FoundingOrder  # noqa: E402
from desk.queries.accounts import account_rows  # noqa: E402
from desk.rules.rights import Actor  # noqa: E402
from desk.store import opening  # noqa: E402

hypothesis.settings.register_profile("default", deadline=None, print_blob=True)
hypothesis.settings.register_profile("long", deadline=None, print_blob=True, max_examples=1000)


# --- garbage is collected between tests, on the main thread -----------------------------------------------

# A test's own thread that happened to collect would destroy the widgets an earlier test discarded, and the
# process with them (a segmentation fault, seen); the program itself does the same while its lanes run.
gc.disable()
_COLLECT_EVERY = 40
_finished = itertools.count(1)


def pytest_collection_finish() -> None:
    """What was imported by now stays: a collection between tests need not walk through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _collect_garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if {"qtbot", "qapp"} & set(request.fixturenames) or next(_finished) % _COLLECT_EVERY == 0:
        gc.collect()


@pytest.fixture(autouse=True)
def _no_lane_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A lane that outlives its test keeps Python from collecting in the tests after it."""
    before = background._Collector._held
    yield
    if background._Collector._held > before:
        pytest.fail("a lane was left running: finish the desk or the lane", pytrace=False)


# --- long tests -------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="the tests marked long too, and full figures")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("long" if config.getoption("--long") else "default")


def pytest_unconfigure() -> None:
    shutil.rmtree(_HOME, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)
    if config.getoption("--long"):
        return
    set_aside = [item for item in items if item.get_closest_marker("long")]
    if set_aside:
        config.hook.pytest_deselected(items=set_aside)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the full figures were asked for (`./test --long`); tests with a reduced form ask this."""
    return bool(request.config.getoption("--long"))


# --- no stray log line ------------------------------------------------------------------------------------


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_stray_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning logged by desk fails the test, unless the test itself reads the log (`caplog`)."""
    listener = _Listener()
    logger = logging.getLogger("desk")
    logger.addHandler(listener)
    yield
    logger.removeHandler(listener)
    if listener.heard and "caplog" not in request.fixturenames:
        pytest.fail("logged unexpectedly:\n" + "\n".join(listener.heard), pytrace=False)


# --- a real PostgreSQL ------------------------------------------------------------------------------------


def _binaries() -> Path | None:
    """The newest server's folder: Debian keeps initdb and postgres off PATH."""
    if os.name != "posix":
        return None
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Cluster:
    """A private server in a temporary folder; its shell stops it when this process is gone, even killed."""

    def __init__(self, binaries: Path) -> None:
        # not under the private home: the server's user must reach it
        self.folder = Path(tempfile.mkdtemp(prefix="desk-postgres-", dir="/tmp"))
        # the server refuses to run as root
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user, self.user)
        password = secrets.token_hex(16)
        (self.folder / "password").write_text(password)
        if self.user:
            shutil.chown(self.folder / "password", self.user)
        initdb = [binaries / "initdb", "-D", "data", "-U", "desk", "-A", "scram-sha-256"]
        initdb += ["--pwfile=password", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        place = {"cwd": self.folder, "user": self.user, "group": self.user}
        subprocess.run(initdb, check=True, capture_output=True, **place)
        port = _free_port()
        server = f"'{binaries}/postgres' -D data -p {port} -c listen_addresses=127.0.0.1"
        server += " -c unix_socket_directories= -c max_connections=200 >log 2>&1"
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", f'{server} </dev/null & read _; kill -INT $!; wait $!; rm -rf "$PWD"'],
            stdin=subprocess.PIPE,
            start_new_session=True,
            **place,
        )
        self.address = f"postgresql://desk:{password}@127.0.0.1:{port}/postgres"
        self._wait_until_open()

    def _wait_until_open(self) -> None:
        end = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    log = (self.folder / "log").read_text("utf-8", "replace")
                    self.stop()
                    raise AssertionError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        self._shell.communicate(b"\n", timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A server that may create databases: DESK_TEST_POSTGRES, else a private cluster, else a printed skip."""
    given = os.environ.get("DESK_TEST_POSTGRES")
    if given:
        yield given.replace("postgresql+psycopg://", "postgresql://", 1)
        return
    binaries = _binaries()
    if binaries is None:
        reason = "no PostgreSQL server here: apt install postgresql, or set DESK_TEST_POSTGRES"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    cluster = _Cluster(binaries)
    yield cluster.address
    cluster.stop()


@pytest.fixture
def postgres(postgres_address: str) -> Iterator[str]:
    """The SQLAlchemy address of a fresh, empty database, dropped after the test."""
    name = f"desk_test_{secrets.token_hex(6)}"
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    base, _, query = postgres_address.partition("?")
    address = f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    yield address.replace("postgresql://", "postgresql+psycopg://", 1)
    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


# --- patience ---------------------------------------------------------------------------------------------


class PatientQtBot(QtBot):
    """Waits longer than pytest-qt's five seconds: on two busy cores an answer may take that long."""

    PATIENCE = 30_000

    def waitUntil(self, callback: Any, *, timeout: int = PATIENCE) -> None:  # noqa: N802 - pytest-qt's name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **more: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE) -> Any:  # noqa: N802
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    return PatientQtBot(request)


# --- a founded desk ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One founding for all tests of this process; each test works on its own copy."""
    folder = tmp_path_factory.mktemp("founded")
    accounts = [
        AccountOrder("admin", "I Gede Admin", "admin", SECRET),
        AccountOrder("petugas", "Ni Kadek Contoh", "petugas", SECRET),
        AccountOrder("pemegang", "I Nengah Misal", "pemegang_barang", SECRET),
        AccountOrder("pengawas", "Ni Wayan Umpama", "pengawas", SECRET),
    ]
    app.found(str(folder), FoundingOrder("karangasem", accounts[0]))
    database = opening.open_existing(str(folder))
    admin = database.write(lambda session: sign_in(session, SignInOrder("admin", SECRET)))
    for order in accounts[1:]:
        database.write(lambda session, order=order: open_account(session, order, admin))
    database.close()
    return folder


@pytest.fixture
def desk_home(_founded: Path, tmp_path: Path) -> Iterator[Home]:
    """A desk of its own for one test."""
    folder = tmp_path / "desk-home"
    shutil.copytree(_founded, folder)
    database = app.open_desk(str(folder))
    rows = {row.username: row for row in database.read(account_rows)}
    actors = {name: Actor(row.account_id, row.name, row.role) for name, row in rows.items()}
    yield Home(
        folder, database, **{name: actors[name] for name in ("admin", "petugas", "pemegang", "pengawas")}
    )
    database.close()
