"""Of what a kit may consist; knows no booking and no database."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desk.errors import Refused
from desk.i18n import _
from desk.rules.resources import ResourceTree, matching_key

LARGEST = 1000


def parts_of(tree: ResourceTree, whole_id: int, wanted: Sequence[tuple[str, int]]) -> dict[int, int]:
    """The parts (key, units) of a whole by id; Refused (field `parts`) where it cannot consist of them."""
    if not wanted:
        raise Refused(_("Isi sedikitnya satu bagian."), field="parts")
    whole = tree.things[whole_id]
    parts: dict[int, int] = {}
    for key, units in wanted:
        part = next((each for each in tree.things.values() if each.key == key), None)
        if part is None:
            raise Refused(_("Tidak ada sumber daya {key}.").format(key=key[:40]), field="parts")
        if not part.is_active:
            raise Refused(_("{name} tidak lagi dipakai.").format(name=part.name), field="parts")
        if part.id in parts:
            raise Refused(_("{name} disebut dua kali.").format(name=part.name), field="parts")
        if not 1 <= units <= LARGEST:
            raise Refused(_("Jumlah {name} paling sedikit 1.").format(name=part.name), field="parts")
        if contains(tree.parts, part.id, whole_id):
            sentence = _("{part} memuat {whole}; {whole} tidak dapat menjadi bagian dari dirinya.")
            raise Refused(sentence.format(part=part.name, whole=whole.name), field="parts")
        parts[part.id] = units
    return parts


def contains(parts: Mapping[int, Sequence[tuple[int, int]]], whole_id: int, sought_id: int) -> bool:
    """Whether `sought_id` is `whole_id` itself or one of its parts, however deep."""
    open_ends, seen = [whole_id], set[int]()
    while open_ends:
        each = open_ends.pop()
        if each == sought_id:
            return True
        if each not in seen:
            seen.add(each)
            open_ends += [part for part, _units in parts.get(each, ())]
    return False


def words(names: Sequence[tuple[str, int]]) -> str:
    """Parts as the office says them: "2 Speaker Aktif, 1 Audio Mixer"."""
    return ", ".join(f"{units} {name}" for name, units in names)


_COUNTED = re.compile(r"(\d{1,6})\s*[x×]?\s+(.+)")


def parts_typed(text: str, names: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The parts (key, units) of "2 speaker aktif, 1 mixer" by {key: name}; without a number it is one.

    Refused where a word names nothing there is.
    """
    parts = []
    for piece in re.split(r"[,;\n]", text):
        typed = " ".join(piece.split())
        if not typed:
            continue
        counted = _COUNTED.fullmatch(typed)
        units, word = (int(counted[1]), counted[2]) if counted else (1, typed)
        key = matching_key(word, names)
        if key is None:
            raise Refused(_("Tidak dikenal: {word}").format(word=word[:60]), field="parts")
        parts.append((key, units))
    return tuple(parts)
