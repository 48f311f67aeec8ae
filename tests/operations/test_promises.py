"""Every path that writes occupancy, in any order, against an oracle that counts minutes (DESIGN §4)."""

from __future__ import annotations

import sys

from homes import Home
from promise_machine import COVERED, Desk, machine


def test_every_path_against_an_oracle_of_minutes(long: bool, desk_home: Home) -> None:
    desk_home.database.close()
    examples, steps = (250, 60) if long else (32, 50)
    Desk.counted.clear()
    Desk.steps = 0
    machine(desk_home.folder, examples=examples, steps=steps, shrinks=long)
    acts = sum(Desk.counted.values())
    sys.stdout.write(f"\n{Desk.steps} steps, {acts} acts on {len(Desk.counted)} operations\n")
    assert Desk.steps >= (10_000 if long else 1_000)
    if long:
        assert Desk.counted.keys() >= COVERED
