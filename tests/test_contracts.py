"""The guards are awake: each contract, strict typing and each limit is broken once and must say so.

The breakages are planted in a temporary copy of the tree.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent

# (contract's id, file that is planted, its text)
BREAKAGES = [
    ("layers", "desk/rules/planted.py", "import desk.operations"),
    ("layers", "desk/operations/planted.py", "import desk.queries"),
    ("layers", "desk/printing/planted.py", "import desk.background"),
    ("layers", "desk/ui/planted.py", "import desk.app"),
    ("layers", "desk/errors/__init__.py", "import desk.clock"),
    ("layers", "desk/extra.py", "whoever_comes_new = 'finds a place in the layers first'"),
    ("no-qt-below", "desk/operations/planted.py", "from PySide6.QtCore import QObject"),
    ("no-qt-below", "desk/rules/planted.py", "from PySide6 import QtCore"),
    ("no-sql-above", "desk/ui/planted.py", "import sqlalchemy"),
    ("no-sql-above", "desk/ui/planted.py", "import desk.models"),
    ("no-sql-above", "desk/printing/planted.py", "import desk.store"),
    ("rules-know-no-database", "desk/rules/planted.py", "from sqlalchemy import select"),
    ("painted-views", "desk/ui/calendar/week_view.py", "import desk.operations.bookings"),
    ("painted-views", "desk/ui/calendar/lane_view.py", "from desk.background import Desk"),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its configuration, without tests and resources."""
    shutil.copytree(ROOT / "desk", tmp_path / "desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def contracts() -> dict[str, str]:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        contract["id"]: contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]
    }


def run(tool: str, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TOOLS / tool, *words], cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=240
    )


def plant(root: Path, file: str, text: str) -> None:
    place = root / file
    if place.name == "__init__.py":  # a module becomes a package of the same name
        place.parent.with_suffix(".py").unlink()
    place.parent.mkdir(exist_ok=True)
    place.write_text(text + "\n", "utf-8")


def test_the_copy_itself_keeps_every_contract(copy: Path) -> None:
    done = run("lint-imports", "--no-cache", cwd=copy)
    assert done.returncode == 0, done.stdout
    assert f"{len(contracts())} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(("contract", "file", "text"), BREAKAGES)
def test_a_broken_contract_is_seen(copy: Path, contract: str, file: str, text: str) -> None:
    plant(copy, file, text)
    done = run("lint-imports", "--no-cache", cwd=copy)
    assert done.returncode != 0
    assert f"{contracts()[contract]} BROKEN" in done.stdout, done.stdout + done.stderr


def test_every_contract_is_broken_once() -> None:
    assert {contract for contract, _file, _text in BREAKAGES} == set(contracts())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def loose(x):\n    return x\n", "no-untyped-def"),
        ("def wrong() -> int:\n    return 'one'\n", "return-value"),
        ("from typing import Any\ndef f(x: Any) -> int:\n    return x\n", "no-any-return"),
        ("def bare() -> list:\n    return []\n", "type-arg"),
    ],
)
def test_loose_typing_is_seen(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "__init__.py").touch()
    (tmp_path / "desk" / "planted.py").write_text(text, "utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    done = run("mypy", cwd=tmp_path)
    assert done.returncode == 1
    assert f"[{said}]" in done.stdout


def _statements(count: int) -> str:
    return "def f() -> int:\n" + "    x = 0\n" * (count - 1) + "    return x\n"


def _branches(count: int) -> str:
    return "def f(x: int) -> int:\n" + f"    if x:\n        x += {1}\n" * (count - 1) + "    return x\n"


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        ("PLR0915", _statements(30), _statements(32)),
        ("C901", _branches(8), _branches(9)),
        ("PLR0913", "def f(a, b, c, d, e): ...\n", "def f(a, b, c, d, e, f): ...\n"),
        ("FBT003", "dict(x=True)\n", "print(1, True)\n"),
        ("DTZ005", "", "from datetime import datetime\n\ndatetime.now()\n"),
        ("T201", "", "print(1)\n"),
    ],
)
def test_a_crossed_limit_is_seen(tmp_path: Path, rule: str, kept: str, broken: str) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for text, is_seen in ((kept, False), (broken, True)):
        (tmp_path / "desk" / "planted.py").write_text(text, "utf-8")
        done = run("ruff", "check", "--no-cache", "--output-format=concise", ".", cwd=tmp_path)
        assert (f" {rule} " in done.stdout) is is_seen, done.stdout
