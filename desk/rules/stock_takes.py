"""Opname: what was counted against what the books say; knows no database and no screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desk.errors import Refused
from desk.i18n import _
from desk.rules.units import check_condition

LARGEST_COUNT = 100_000

DECISIONS: dict[str, str] = {
    "note": "catat saja",
    "lost": "catat hilang",
    "broken": "catat rusak",
    "found": "catat ditemukan",
    "condition": "perbarui keadaan",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One line: `expected` by the books, `out` of these with borrowers, `found` on the shelf, if counted."""

    expected: int
    out: int
    found: int | None
    condition: str | None = None

    @property
    def on_shelf(self) -> int:
        """What ought to lie there."""
        return max(0, self.expected - self.out)

    @property
    def difference(self) -> int | None:
        """Below zero: missing; above: more than the books say; None while it was not counted."""
        return None if self.found is None else self.found - self.on_shelf


def difference_words(line: Counted) -> str:
    """The difference as it is said: "kurang 2", "lebih 1", "sesuai", "belum dihitung"."""
    difference = line.difference
    if difference is None:
        return _("belum dihitung")
    if difference == 0:
        return _("sesuai")
    words = _("kurang {count}") if difference < 0 else _("lebih {count}")
    return words.format(count=abs(difference))


def check_count(found: int, condition: str | None, *, is_unit: bool) -> None:
    """What may be counted on one line; Refused (field `found` or `condition`)."""
    largest = 1 if is_unit else LARGEST_COUNT
    if not 0 <= found <= largest:
        shown = f"{largest:,}".replace(",", ".")
        raise Refused(_("Hitungan antara 0 dan {largest}.").format(largest=shown), field="found")
    if condition is not None:
        check_condition(condition)


def decisions_for(line: Counted, *, is_unit: bool, known: str | None) -> tuple[str, ...]:
    """What the officer may decide about a counted line; `known` is the condition in the books."""
    if line.difference is None:
        return ()
    choices = []
    if line.difference < 0:
        choices.append("lost")
    if line.difference > 0:
        choices.append("found")
    if line.found and line.condition == "RB":
        choices.append("broken")
    if is_unit and line.condition is not None and line.condition != known:
        choices.append("condition")
    return (*choices, "note") if choices or line.difference else ()


class Labelled(Protocol):
    """A line that may carry a unit's label."""

    @property
    def label(self) -> str | None: ...
    @property
    def resource_name(self) -> str: ...


def scanned(lines: Sequence[Labelled], typed: str) -> int | None:
    """The number of the line whose unit label was scanned or typed; None where none is."""
    wanted = "-".join(typed.upper().replace("-", " ").replace("_", " ").split())
    return next((number for number, line in enumerate(lines) if line.label == wanted), None)
