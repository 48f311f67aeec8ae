"""Sixteen desks do everything at once and are killed at random: nothing promised twice, nothing half."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
import racer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import app
from desk.models import Booking, JournalLine, Occupancy, Resource, ResourcePart, WaitingEntry
from desk.operations.offices import FoundingOrder
from desk.rules.spans import minute
from desk.store.database import Database

PROCESSES = 16


@dataclass
class Outcome:
    """What became of every attempt."""

    said: list[str]
    seconds: float
    kills: int

    @property
    def errors(self) -> list[str]:
        """What an officer would have seen that is neither done nor refused."""
        return [line for line in self.said if line.split()[-1] not in ("done", "refused", "idle")]


def race(address: str, operations: int, seed: str, folder: Path) -> Outcome:
    command = [sys.executable, racer.__file__, address, str(PROCESSES), str(operations), seed, str(folder)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=3000, check=False)
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    facts = json.loads(told.stdout)
    # a line cut short by a kill is no answer that anybody read
    said = [
        line for file in folder.glob("*.txt") for line in file.read_text().split("\n")[:-1] if line.strip()
    ]
    return Outcome(said, facts["seconds"], facts["kills"])


def over_allocated(database: Database) -> int:
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
    """Bookings that stand with fewer or more lines than their leaves, and others that still have some."""

    def question(session: Session) -> list[int]:
        lines: dict[int, dict[int, int]] = defaultdict(dict)
        for booking_id, leaf, quantity in session.execute(
            select(Occupancy.booking_id, Occupancy.resource_id, Occupancy.quantity)
        ):
            lines[booking_id][leaf] = quantity
        parts: dict[int, dict[int, int]] = defaultdict(dict)
        for whole, part, units in session.execute(
            select(ResourcePart.whole_id, ResourcePart.part_id, ResourcePart.quantity)
        ):
            parts[whole][part] = units
        wrong = []
        for each in session.scalars(select(Booking)):
            needs = parts.get(each.resource_id) or {each.resource_id: 1}
            expected = {leaf: units * each.quantity for leaf, units in needs.items()}
            if lines[each.id] != (expected if each.state in ("tentative", "confirmed") else {}):
                wrong.append(each.id)
        return wrong

    return database.read(question)


def half_bundles(database: Database) -> list[int]:
    """Bundles that do not have the three members they were asked with, or of which some were let go alone.

    Members alone are withdrawn, moved and displaced too: the journal says of which that is so.
    """

    def question(session: Session) -> list[int]:
        sizes = dict(
            session.execute(
                select(Booking.bundle_id, func.count(Booking.id))
                .where(Booking.bundle_id.is_not(None))
                .group_by(Booking.bundle_id)
            ).all()
        )
        return [bundle for bundle, size in sizes.items() if size != 3]

    return database.read(question)


def unjournaled(database: Database) -> int:
    """Bookings without the line that says who made them: an act and its line are one transaction."""
    acts = ("booking.book", "waiting.offer")

    def question(session: Session) -> int:
        lines = session.scalar(select(func.count(JournalLine.id)).where(JournalLine.act.in_(acts)))
        return (session.scalar(select(func.count(Booking.id))) or 0) - (lines or 0)

    return database.read(question)


def broken_offers(database: Database) -> list[int]:
    """Entries that hold an offer whose booking holds nothing, and bookings offered to two."""

    def question(session: Session) -> list[int]:
        rows = session.execute(
            select(WaitingEntry.id, Booking.state)
            .join(Booking, Booking.id == WaitingEntry.booking_id)
            .where(WaitingEntry.state == "offered")
        )
        return [entry for entry, state in rows if state != "tentative"]

    return database.read(question)


@pytest.mark.race
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.timeout(3600)
def test_sixteen_desks_at_once(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, long: bool
) -> None:
    address = request.getfixturevalue("postgres") if engine == "postgresql" else str(tmp_path / "desk")
    app.found(address, FoundingOrder("karangasem"))
    said = tmp_path / "said"
    said.mkdir()
    seed = str(random.randrange(10**9))
    sys.stdout.write(f"\n{engine}: seed {seed}\n")
    # twenty thousand, or two thousand, on the two engines together
    wanted = {"sqlite": 1_200, "postgresql": 800}[engine] * (10 if long else 1)
    outcome = race(address, wanted, seed, said)
    database = app.open_desk(address)
    try:
        assert outcome.errors == []
        assert len(outcome.said) >= wanted * 0.9  # what was killed in the middle told nothing
        assert outcome.kills > 0
        assert over_allocated(database) == 0
        assert half_bookings(database) == []
        assert half_bundles(database) == []
        assert unjournaled(database) == 0
        assert broken_offers(database) == []
    finally:
        database.close()
    verbs = Counter(line.split()[-1] for line in outcome.said)
    sys.stdout.write(
        f"{engine}: {len(outcome.said)} acts ({dict(verbs)}), {outcome.kills} kills, "
        f"{outcome.seconds:.1f} s, 0 over-allocated minutes, 0 half bundles, 0 errors\n"
    )
