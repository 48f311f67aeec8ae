"""Every remark on the sources has its row in docs/source-notes.md."""

from __future__ import annotations

import re
from pathlib import Path

from desk.rules.standards import load_notes

PAGE = Path(__file__).parents[2] / "docs" / "source-notes.md"


def test_each_of_the_notes_is_handled_and_said_once() -> None:
    rows = re.findall(r"^\| (N\d\d) \| (as proposed|shown|better) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [note for note, _how in rows] == sorted(load_notes())
    assert len(rows) == 63
