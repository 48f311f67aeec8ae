"""Faults planted one at a time in a copy of the program: the oracle or the reference cases must see each.

The list stands in docs/clocks.md too; both are compared.
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
SEEING = ("tests/rules/test_deadline_oracle.py", "tests/commands/test_deadline.py")

NO_SHRINKING = """
from hypothesis import Phase, settings

settings.register_profile("planted", phases=(Phase.explicit, Phase.generate), database=None, deadline=None)
settings.load_profile("planted")
"""
"""Whether a fault is seen counts here, not its smallest example: looking for that took most of the time."""

# name: (module, line as it is, line with the fault)
FAULTS: dict[str, tuple[str, str, str]] = {
    "one day too many": (
        "rules/time_limits.py",
        "return calendar.add_working_days(starts_on, amount)",
        "return calendar.add_working_days(starts_on, amount + 1)",
    ),
    "the day of receipt counted": (
        "rules/working_days.py",
        "        at = start.toordinal()\n        while",
        "        at = start.toordinal() - 1\n        while",
    ),
    "cuti bersama forgotten": (
        "rules/calendar_policies.py",
        "return switches.joint_leave",
        "return False",
    ),
    "cuti bersama switched with the national days": (
        "rules/calendar_policies.py",
        "return switches.joint_leave",
        "return switches.national",
    ),
    "a closure forgotten": (
        "rules/calendar_policies.py",
        "    return each.is_confirmed\n",
        "    return False\n",
    ),
    "a term of months not rolled forward": (
        "rules/working_days.py",
        "self.why_off(day) if len(counted) == n - 1 else None",
        "None",
    ),
    "the extension counted from day zero": (
        "rules/time_limits.py",
        "extension.unit, base.due_on, running",
        "extension.unit, starts_on, running",
    ),
    "Saturday counted": (
        "rules/working_days.py",
        "FIVE_DAY_WEEK = frozenset(range(5))",
        "FIVE_DAY_WEEK = frozenset(range(6))",
    ),
    "a month cut to 28 days": ("rules/working_days.py", "min(start.day, last)", "min(start.day, 28)"),
    "leap days forgotten": (
        "rules/working_days.py",
        "calendar.monthrange(year, month + 1)[1]",
        "calendar.monthrange(2026, month + 1)[1]",
    ),
    "Balinese days counted unconfirmed": (
        "rules/calendar_policies.py",
        '(policy == "office" and each.is_confirmed)',
        'policy == "office"',
    ),
    "Balinese days stop the law's clocks": (
        "rules/calendar_policies.py",
        'policy == "proposed" or',
        'policy != "office" or',
    ),
    "a pause ignored": (
        "rules/time_limits.py",
        "running = calendar.paused(_paused_days(history, starts_on))",
        "running = calendar",
    ),
    "the day of the pause not counted": (
        "rules/time_limits.py",
        "range(1, (pause.until - pause.since).days + 1)",
        "range(0, (pause.until - pause.since).days + 1)",
    ),
    "the Pawukon a day late": ("rules/balinese.py", "date(2000, 1, 18), 86", "date(2000, 1, 18), 85"),
    "every clock from receipt": (
        "rules/promises.py",
        "return days.get(instead or limit.starts_at)",
        'return days.get("received")',
    ),
    "receipt taken for completion": (
        "rules/deadlines.py",
        'completed_on=facts.events.get("complete")',
        'completed_on=facts.events.get("received")',
    ),
    "an objection's own clock forgotten": (
        "rules/deadlines.py",
        "return promises.promise_of(limit, facts.events[facts.objection_event]",
        "return promises.promise_of(entry.clock[0], facts.events[facts.objection_event]",
    ),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program and of the two tests."""
    folder = tmp_path_factory.mktemp("planted")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "desk", folder / "desk", ignore=ignored)
    shutil.copytree(ROOT / "resources", folder / "resources")
    shutil.copy(ROOT / "pyproject.toml", folder)
    # by the source's hash, not its time: a module that was changed and changed back is never read stale
    compileall.compile_dir(
        folder / "desk", quiet=1, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
    )
    (folder / "no_shrinking.py").write_text(NO_SHRINKING, "utf-8")
    for test in SEEING:
        (folder / test).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / test, folder / test)
    return folder


def judged(folder: Path) -> subprocess.CompletedProcess[str]:
    options = ["-q", "-x", "--noconftest", "-p", "no:cacheprovider", "-p", "no:randomly"]
    options += ["-p", "no:xdist", "-p", "no_shrinking"]
    surroundings = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *SEEING],
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


USUAL = 3
"""Every third fault is planted in the usual run, all of them in the long one: each costs an interpreter."""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, id=name, marks=() if at % USUAL == 0 else pytest.mark.long)
        for at, name in enumerate(FAULTS)
    ],
)
def test_a_planted_fault_is_seen(name: str, copy: Path) -> None:
    module, sound, faulty = FAULTS[name]
    file = copy / "desk" / module
    text = file.read_text("utf-8")
    assert text.count(sound) == 1, f"{module} no longer says: {sound}"
    file.write_text(text.replace(sound, faulty), "utf-8")
    try:
        done = judged(copy)
    finally:
        file.write_text(text, "utf-8")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"(Assertion|Key|Type|Value)Error|assert ", done.stdout), done.stdout


@pytest.mark.long
def test_without_a_fault_they_pass(copy: Path) -> None:
    done = judged(copy)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_lists_the_same_faults() -> None:
    page = (ROOT / "docs" / "clocks.md").read_text("utf-8")
    listed = re.findall(r"^\| \d+ \| ([^|]+?) \|", page, re.MULTILINE)
    assert listed == list(FAULTS)
