"""What is typed into the calendar's forms, read as it was meant."""

from __future__ import annotations

from datetime import date

import pytest

from desk.errors import Refused
from desk.ui.calendar.typed import Ending, Named, ending_typed, members_typed, named

NAMES = {
    "pool:zoom": "Zoom (yang bebas)",
    "aula": "Aula",
    "aula-b": "Aula B",
    "zoom-1": "Zoom 1",
    "zoom-2": "Zoom 2",
    "speaker-aktif": "Speaker Aktif",
    "mikrofon": "Mikrofon",
}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("aula", Named("aula")),
        ("aula b", Named("aula-b")),
        ("zoom 2", Named("zoom-2")),  # a name, not two of them
        ("zoom", Named("pool:zoom")),
        ("speaker 2", Named("speaker-aktif", 2)),
        ("2 mikrofon", Named("mikrofon", 2)),
        ("3x mikrofon", Named("mikrofon", 3)),
        ("mikrofon x4", Named("mikrofon", 4)),
        ("kolam 2", None),
        ("mikrofon 0", None),
        ("", None),
    ],
)
def test_a_resource_and_how_many(text: str, meant: Named | None) -> None:
    assert named(text, NAMES) == meant


def test_members_are_named_one_after_the_other() -> None:
    assert members_typed("zoom, 2 mikrofon + speaker", NAMES) == (
        Named("pool:zoom"),
        Named("mikrofon", 2),
        Named("speaker-aktif"),
    )
    assert members_typed(" ", NAMES) == ()
    with pytest.raises(Refused, match="Tidak dikenal: kolam"):
        members_typed("zoom, kolam", NAMES)


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("8 kali", Ending(count=8)),
        ("8x", Ending(count=8)),
        ("12", Ending(count=12)),
        ("30/6", Ending(until=date(2026, 6, 30))),
        ("sd 30 juni", Ending(until=date(2026, 6, 30))),
    ],
)
def test_a_series_ends_on_a_day_or_after_so_many(text: str, ending: Ending) -> None:
    assert ending_typed(text) == ending


def test_an_ending_that_is_neither_is_refused() -> None:
    with pytest.raises(Refused):
        ending_typed("nanti")
