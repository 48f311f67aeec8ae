"""The program that installer.spec builds starts where there is neither Python nor this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = [pytest.mark.long, pytest.mark.timeout(1200)]


def start(program: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """`program` with next to nothing in its environment, as a fresh account would have it."""
    kept = ("HOME", "SYSTEMROOT", "TEMP", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        [program, *words], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_built_program_is_whole_and_knows_when_it_is_not(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "installer.spec"]
    build += [f"--distpath={tmp_path / 'dist'}", f"--workpath={tmp_path / 'build'}"]
    built = subprocess.run(build, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stderr
    # moved: nothing in it may remember where it was built
    folder = Path(shutil.move(tmp_path / "dist" / "desk", tmp_path / "office"))
    program = folder / ("desk.exe" if sys.platform == "win32" else "desk")

    checked = start(program, "--self-check", cwd=elsewhere)
    assert (checked.returncode, checked.stdout) == (0, "ok\n"), checked.stderr
    assert start(program, "--version", cwd=elsewhere).stdout.startswith("desk 0.")
    assert list(elsewhere.iterdir()) == []

    missing = {
        "database": "desk/store/migrations",
        "screen": "resources/fonts",
        "days": "babel/locale-data",
    }
    for place in missing.values():
        shutil.rmtree(folder / "_internal" / place)
    broken = start(program, "--self-check", cwd=elsewhere)
    assert (broken.returncode, broken.stdout) == (1, "")
    for part in missing:
        assert part in broken.stderr.splitlines()[-1]
