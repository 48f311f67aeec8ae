"""Of what a kit may consist, as it is typed."""

from __future__ import annotations

import pytest

from desk.errors import Refused
from desk.rules.kits import parts_typed, words

NAMES = {"speaker-aktif": "Speaker Aktif", "speaker-pasif": "Speaker Pasif", "mixer": "Audio Mixer"}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("2 speaker aktif, 1 mixer", (("speaker-aktif", 2), ("mixer", 1))),
        ("mixer", (("mixer", 1),)),
        ("3x Speaker Pasif;\n 2 × audio mixer", (("speaker-pasif", 3), ("mixer", 2))),
        ("", ()),
        (" , ", ()),
    ],
)
def test_parts_are_read_as_they_are_said(typed: str, parts: tuple[tuple[str, int], ...]) -> None:
    assert parts_typed(typed, NAMES) == parts


def test_what_is_written_is_read_again() -> None:
    parts = [("Speaker Aktif", 2), ("Audio Mixer", 1)]
    assert parts_typed(words(parts), NAMES) == (("speaker-aktif", 2), ("mixer", 1))


def test_a_word_that_names_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="Tidak dikenal: gong") as refused:
        parts_typed("1 mixer, 2 gong", NAMES)
    assert refused.value.field == "parts"
