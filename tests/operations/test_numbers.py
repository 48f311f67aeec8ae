"""Numbers under many desks at once: none twice, none left out, on both engines."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from homes import Home
from sqlalchemy import text
from sqlalchemy.orm import Session

from desk import app
from desk.errors import Unavailable
from desk.operations.numbers import next_sequence
from desk.operations.offices import FoundingOrder
from desk.store.database import Database

RACER = Path(__file__).parents[1] / "support" / "number_racer.py"
DESKS = 6


def _race(address: str, count: int) -> list[int]:
    command = [sys.executable, str(RACER), address, "PPID", "2026", str(count)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(DESKS)
    ]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("\n")
        racer.stdin.flush()
    taken = [int(line) for racer in racers for line in racer.communicate(timeout=120)[0].split()]
    assert [racer.returncode for racer in racers] == [0] * DESKS
    return sorted(taken)


@pytest.mark.race
def test_processes_on_one_file_take_each_number_once(desk_home: Home, long: bool) -> None:
    count = 100 if long else 15
    assert _race(str(desk_home.folder), count) == list(range(1, DESKS * count + 1))


@pytest.mark.race
def test_processes_on_one_server_take_each_number_once(postgres: str, long: bool) -> None:
    app.found(postgres, FoundingOrder("karangasem"))
    count = 100 if long else 15
    assert _race(postgres, count) == list(range(1, DESKS * count + 1))


def _threads(database: Database, prefix: str) -> list[int]:
    """Everybody at the same instant begins a year that has no counter yet."""
    together = threading.Barrier(DESKS)
    taken: list[int] = []

    def take() -> None:
        together.wait()
        taken.append(database.write(lambda session: next_sequence(session, prefix, 2027)))

    threads = [threading.Thread(target=take) for _ in range(DESKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(taken)


def test_the_first_number_of_a_year_is_given_once_on_a_file(desk_home: Home) -> None:
    for prefix in ("A", "B", "C"):
        assert _threads(desk_home.database, prefix) == list(range(1, DESKS + 1))


def test_the_first_number_of_a_year_is_given_once_on_a_server(postgres: str) -> None:
    app.found(postgres, FoundingOrder("karangasem"))
    database = app.open_desk(postgres)
    for prefix in ("A", "B", "C", "D", "E"):
        assert _threads(database, prefix) == list(range(1, DESKS + 1))
    database.close()


def test_a_number_comes_back_when_its_transaction_fails(desk_home: Home) -> None:
    def fail(session):  # type: ignore[no-untyped-def]
        next_sequence(session, "A", 2026)
        raise KeyError

    with pytest.raises(KeyError):
        desk_home.database.write(fail)
    assert desk_home.database.write(lambda session: next_sequence(session, "A", 2026)) == 1


def test_a_disk_that_is_full_at_the_first_number_of_a_year_is_called_full(desk_home: Home) -> None:
    def fill(session: Session) -> None:
        pages = session.scalar(text("pragma page_count"))
        session.execute(text(f"pragma max_page_count = {pages}"))
        for year in range(100_000):
            next_sequence(session, "PENUH", year)

    with pytest.raises(Unavailable, match="penuh"):
        desk_home.database.write(fill)
