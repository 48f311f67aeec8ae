"""Faults planted one at a time in a copy of the program: the machine and its oracle must see each.

The list stands in docs/bookings.md too; both are compared.
"""

from __future__ import annotations

import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SUPPORT = ("homes.py", "oracle.py", "promise_acts.py", "promise_desk.py", "promise_machine.py", "slots.py")
EXAMPLES, STEPS = 120, 50
"""It stops at the first that fails; none of these needs as many."""

# name: (module, line as it is, line with the fault)
FAULTS: dict[str, tuple[str, str, str]] = {
    "the sum of overlaps, not the peak": (
        "rules/occupancy.py",
        "        level += change.by\n        peak = max(peak, level)",
        "        level += max(change.by, 0)\n        peak = max(peak, level)",
    ),
    "what stands is not looked at": (
        "rules/clashes.py",
        "        if free < units:\n",
        "        if free < units - 1:\n",
    ),
    "clear-up forgotten": (
        "rules/clashes.py",
        "return self.span.widened(self.before, self.after)",
        "return self.span.widened(self.before, 0)",
    ),
    "closures forgotten": (
        "rules/clashes.py",
        "if closure.span.overlaps(taken) and not closure.leaf_ids.isdisjoint(want.needs):",
        "if False:",
    ),
    "one leaf of a composite left out": (
        "operations/occupancy.py",
        "        for leaf_id, units in want.needs.items()\n",
        "        for leaf_id, units in list(want.needs.items())[:1]\n",
    ),
    "a withdrawn booking keeps its lines": (
        "operations/booking_parts.py",
        "    booking = found.booking\n    occupancy.free(session, booking)\n",
        "    booking = found.booking\n",
    ),
    "what is lost can be promised": (
        "models/availability.py",
        "outs=outs_within(session, leaves, window),",
        "outs=(),",
    ),
    "holds never run out": (
        "operations/occupancy.py",
        'Booking.state == "tentative", Booking.hold_until <= clock.now()',
        'Booking.state == "tentative", Booking.hold_until < Booking.booked_at',
    ),
    "the last who asked is offered first": (
        "operations/offers.py",
        ".order_by(WaitingEntry.id)\n            .with_for_update",
        ".order_by(WaitingEntry.id.desc())\n            .with_for_update",
    ),
    "nobody is offered what was let go": (
        "operations/bookings.py",
        "ending, reason, actor)\n    occupancy.hand_on(session, seen.place, actor)\n",
        "ending, reason, actor)\n",
    ),
    "the displaced keep their state": (
        "operations/booking_parts.py",
        'Ending("booking.displace", "displaced"',
        'Ending("booking.displace", "withdrawn"',
    ),
    "a series drops its first date": (
        "operations/series.py",
        "    for span in spans:\n",
        "    for span in spans[1:] or spans:\n",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and of the machine."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "desk", folder / "desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", folder / "resources")
    # by the source's hash, not its time: a module that was changed and changed back is never read stale
    compileall.compile_dir(
        folder / "desk", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
    )
    for name in SUPPORT:
        shutil.copy(ROOT / "tests" / "support" / name, folder)
    return folder


def walked(folder: Path, examples: int) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "promise_machine.py", str(examples), str(STEPS)],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


USUAL = {
    "what stands is not looked at",
    "clear-up forgotten",
    "a withdrawn booking keeps its lines",
    "what is lost can be promised",
}
"""Planted in the usual run, the others in the long one: each costs an interpreter and a desk."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, id=name, marks=() if name in USUAL else pytest.mark.long) for name in FAULTS]
)
def test_a_planted_fault_is_seen(name: str, copy: Path) -> None:
    module, sound, faulty = FAULTS[name]
    file = copy / "desk" / module
    text = file.read_text("utf-8")
    assert text.count(sound) == 1, f"{module} no longer says: {sound}"
    file.write_text(text.replace(sound, faulty), "utf-8")
    try:
        done = walked(copy, EXAMPLES)
    finally:
        file.write_text(text, "utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"AssertionError|Refused|KeyError|ValueError|Unavailable", done.stderr), done.stderr


@pytest.mark.long
def test_without_a_fault_it_passes(copy: Path) -> None:
    done = walked(copy, 20)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_lists_the_same_faults() -> None:
    page = (ROOT / "docs" / "bookings.md").read_text("utf-8")
    listed = re.findall(r"^\| \d+ \| ([^|]+?) \|", page, re.MULTILINE)
    assert listed == list(FAULTS)
