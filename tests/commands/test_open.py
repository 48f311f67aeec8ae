"""`desk` where there is no screen, as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
@pytest.mark.parametrize("arguments", [[], ["open"], ["--demo"], ["open", "--demo"]])
def test_without_a_screen_one_line_says_so(tmp_path: Path, arguments: list[str]) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    done = subprocess.run(
        [sys.executable, "-m", "desk", *arguments], capture_output=True, text=True, env=bare, timeout=60
    )
    assert done.returncode == 1
    assert "Tidak ada layar" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_demo_takes_no_data_folder(tmp_path: Path) -> None:
    arguments = ["open", "--demo", "--data", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "desk", *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 3
    assert list(tmp_path.iterdir()) == []
