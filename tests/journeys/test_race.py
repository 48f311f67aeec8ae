"""Sixteen desks want the same hours of the hall at once: one holder an hour, and nobody sees an error."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
import racer
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import app
from desk.models import Booking, Occupancy, Resource
from desk.operations.offices import FoundingOrder
from desk.rules.spans import minute
from desk.store.database import Database

PROCESSES = 16


@dataclass
class Outcome:
    """What became of every attempt, by slot."""

    attempts: int
    seconds: float
    winners: dict[int, list[str]]
    errors: list[str]


def race(address: str) -> Outcome:
    command = [sys.executable, racer.__file__, address, str(PROCESSES)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert len(told) == PROCESSES
    results = [result for _seconds, result in told]
    seconds = max(each for each, _result in told)
    winners: dict[int, list[str]] = defaultdict(list)
    for at, key, said in (each for result in results for each in result):
        if said == "won":
            winners[at].append(key)
    said_all = [said for result in results for _at, _key, said in result]
    errors = [said for said in said_all if said not in ("won", "refused")]
    return Outcome(len(said_all), seconds, winners, errors)


def overlapping_minutes(database: Database) -> int:
    """The oracle: every minute of every leaf counted one by one, and no rule of ours asked."""

    def question(session: Session) -> list[tuple[int, int, int, int]]:
        rows = session.execute(
            select(Occupancy.resource_id, Occupancy.starts_at, Occupancy.ends_at, Occupancy.quantity)
        )
        return [(leaf, minute(start), minute(end), quantity) for leaf, start, end, quantity in rows]

    taken: Counter[tuple[int, int]] = Counter()
    for leaf, start, end, quantity in database.read(question):
        for each in range(start, end):
            taken[leaf, each] += quantity
    stock = database.read(lambda session: dict(session.execute(select(Resource.id, Resource.stock)).all()))
    return sum(count > stock[leaf] for (leaf, _minute), count in taken.items())


def half_bookings(database: Database) -> list[int]:
    """Bookings whose leaves are not all taken: the hall needs two lines, a part one."""

    def question(session: Session) -> list[int]:
        lines = Counter(session.scalars(select(Occupancy.booking_id)))
        booked = session.execute(
            select(Booking.id, Resource.key).join(Resource, Resource.id == Booking.resource_id)
        )
        return [each for each, key in booked if lines[each] != (2 if key == "aula" else 1)]

    return database.read(question)


@pytest.mark.race
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_one_winner_for_every_slot(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    address = request.getfixturevalue("postgres") if engine == "postgresql" else str(tmp_path / "desk")
    app.found(address, FoundingOrder("karangasem"))
    outcome = race(address)
    database = app.open_desk(address)
    try:
        assert outcome.errors == []
        assert outcome.attempts == PROCESSES * racer.SLOTS >= 640
        assert set(outcome.winners) == set(range(racer.SLOTS))
        for at, keys in outcome.winners.items():
            # the whole hall once, or each of its parts at most once
            assert sorted(keys) in (["aula"], ["aula-a"], ["aula-b"], ["aula-a", "aula-b"]), (at, keys)
            if at % 5 == 0:
                assert keys == ["aula"]
        assert overlapping_minutes(database) == 0
        assert half_bookings(database) == []
    finally:
        database.close()
    winners = sum(len(keys) for keys in outcome.winners.values())
    figures = f"{outcome.attempts} attempts, {winners} winners, 0 errors, {outcome.seconds:.1f} s"
    sys.stdout.write(f"\n{engine}: {figures}\n")
