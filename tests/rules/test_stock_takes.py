"""What was counted against what the books say."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from desk.errors import Refused
from desk.rules.stock_takes import Counted, check_count, decisions_for, difference_words, scanned


@pytest.mark.parametrize(
    ("line", "on_shelf", "difference", "words"),
    [
        (Counted(8, 0, None), 8, None, "belum dihitung"),
        (Counted(8, 0, 8), 8, 0, "sesuai"),
        (Counted(8, 3, 5), 5, 0, "sesuai"),
        (Counted(8, 3, 4), 5, -1, "kurang 1"),
        (Counted(8, 0, 10), 8, 2, "lebih 2"),
        (Counted(0, 0, 1), 0, 1, "lebih 1"),
        (Counted(1, 2, 0), 0, 0, "sesuai"),
    ],
)
def test_what_is_out_need_not_lie_on_the_shelf(
    line: Counted, on_shelf: int, difference: int | None, words: str
) -> None:
    assert (line.on_shelf, line.difference, difference_words(line)) == (on_shelf, difference, words)


@pytest.mark.parametrize(
    ("line", "is_unit", "known", "choices"),
    [
        (Counted(8, 0, None), False, None, ()),
        (Counted(8, 0, 8, "B"), False, None, ()),
        (Counted(8, 0, 6), False, None, ("lost", "note")),
        (Counted(8, 0, 9), False, None, ("found", "note")),
        (Counted(8, 0, 8, "RB"), False, None, ("broken", "note")),
        (Counted(1, 0, 0), True, "B", ("lost", "note")),
        (Counted(1, 0, 1, "KB"), True, "B", ("condition", "note")),
        (Counted(1, 0, 1, "RB"), True, "B", ("broken", "condition", "note")),
        (Counted(1, 0, 1, "B"), True, "B", ()),
    ],
)
def test_what_may_be_decided_follows_from_the_count(
    line: Counted, is_unit: bool, known: str | None, choices: tuple[str, ...]
) -> None:
    assert decisions_for(line, is_unit=is_unit, known=known) == choices


@pytest.mark.parametrize(
    ("found", "condition", "is_unit", "field"),
    [
        (-1, None, False, "found"),
        (2, None, True, "found"),
        (100_001, None, False, "found"),
        (1, "X", True, "condition"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    found: int, condition: str | None, is_unit: bool, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        check_count(found, condition, is_unit=is_unit)
    assert refused.value.field == field
    check_count(1, "RB", is_unit=True)


@dataclass
class Line:
    label: str | None
    resource_name: str = "Mikrofon"


@pytest.mark.parametrize(
    ("typed", "at"), [("MIK-02", 2), ("mik 02", 2), (" mik_01 ", 1), ("MIK-09", None), ("", None)]
)
def test_a_scanned_label_finds_its_line(typed: str, at: int | None) -> None:
    assert scanned([Line(None), Line("MIK-01"), Line("MIK-02")], typed) == at
