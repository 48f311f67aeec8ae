"""Of what a kit may consist."""

from __future__ import annotations

import pytest

from desk.errors import Refused
from desk.rules.kits import contains, parts_of, words
from desk.rules.resources import ResourceTree, Thing


def thing(number: int, key: str, *, is_active: bool = True) -> Thing:
    return Thing(number, key, key.title(), "equipment", 4, None, 0, 0, None, None, is_active)


TREE = ResourceTree(
    {each.id: each for each in (thing(1, "besar"), thing(2, "kecil"), thing(3, "mik"), thing(4, "kabel"))}
    | {5: thing(5, "tua", is_active=False)},
    {1: [(2, 1), (4, 2)], 2: [(3, 2)]},
)


def test_parts_are_read_by_key_and_said_in_words() -> None:
    assert parts_of(TREE, 1, [("kecil", 1), ("kabel", 2)]) == {2: 1, 4: 2}
    assert words([("Speaker Aktif", 2), ("Audio Mixer", 1)]) == "2 Speaker Aktif, 1 Audio Mixer"


@pytest.mark.parametrize(
    ("whole", "wanted", "sentence"),
    [
        (2, [], "sedikitnya satu"),
        (2, [("lampu", 1)], "Tidak ada"),
        (2, [("tua", 1)], "tidak lagi dipakai"),
        (2, [("mik", 1), ("mik", 2)], "dua kali"),
        (2, [("mik", 0)], "paling sedikit"),
        (2, [("mik", 1001)], "paling sedikit"),
        (2, [("kecil", 1)], "dirinya"),
        (2, [("besar", 1)], "Besar memuat Kecil"),
        (3, [("besar", 1)], "Besar memuat Mik"),
    ],
)
def test_what_a_kit_cannot_consist_of_is_refused(
    whole: int, wanted: list[tuple[str, int]], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        parts_of(TREE, whole, wanted)
    assert refused.value.field == "parts"


def test_a_whole_contains_itself_and_what_is_deep_in_it() -> None:
    assert [contains(TREE.parts, 1, each) for each in (1, 2, 3, 4, 5)] == [True, True, True, True, False]
    assert not contains(TREE.parts, 3, 1)
