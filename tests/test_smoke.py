"""The pinned Qt survives what a day at the counter asks of it (DESIGN §5)."""

from __future__ import annotations

import subprocess
import sys

CALLS = 20_000

# PySide6 6.12.0 takes a reference too many off None at each void call and aborts CPython 3.11 (none_dealloc)
# after some 5,200 of them; later Pythons have an immortal None and do not notice.
SCRIPT = f"""
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for call in range({CALLS}):
    label.setText(str(call))
print(label.text())
"""


def test_qt_survives_20_000_void_calls() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{CALLS - 1}\n"), done.stderr
