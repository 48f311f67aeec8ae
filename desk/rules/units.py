"""Labels, conditions and counts of numbered units, and who holds a stock; knows no database and no screen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from desk.errors import Refused
from desk.i18n import _
from desk.rules.clashes import Taking
from desk.rules.texts import clean, fold

CONDITIONS: dict[str, str] = {"B": "Baik", "KB": "Kurang Baik", "RB": "Rusak Berat"}
"""Keadaan barang of the state asset register (buku inventaris)."""

LABEL_LIMIT = 40
FIRST_YEAR = 1945

_LABEL = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_NUMBERED = re.compile(r"(.*?)(\d+)")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxyz]")
_PREFIX = 3


def label_of(typed: str) -> str:
    """A label as it is kept: capitals, digits and single dashes; Refused (field `label`) otherwise."""
    label = re.sub(r"[\s_–-]+", "-", clean(typed, limit=LABEL_LIMIT, field="label").upper()).strip("-")
    if not label:
        raise Refused(_("Isi label unit, misalnya SPK-01."), field="label")
    if not _LABEL.fullmatch(label):
        raise Refused(_("Label hanya berisi huruf, angka, dan tanda hubung."), field="label")
    return label


def next_label(resource_name: str, own: Iterable[str], taken: Collection[str]) -> str:
    """The label to suggest: the last of the resource's `own` counted on; else letters of its name and 01.

    None that is `taken` anywhere is suggested.
    """
    numbered = [found for label in own if (found := _NUMBERED.fullmatch(label))]
    if numbered:
        last = max(numbered, key=lambda found: int(found[2]))
        head, width, number = last[1], len(last[2]), int(last[2])
    else:
        head, width, number = f"{_prefix(resource_name)}-", 2, 0
    while (label := f"{head}{number + 1:0{width}}") in taken:
        number += 1
    return label


def _prefix(name: str) -> str:
    """Three consonants that stand for a name: Speaker Aktif → SPK, Mixer → MXR; its letters where too few."""
    letters = re.sub(r"[^a-z]", "", fold(name))
    short = letters[:1] + "".join(_CONSONANTS.findall(letters[1:]))
    chosen = short if len(short) >= _PREFIX else letters
    return chosen[:_PREFIX].upper() or "UNT"


def check_condition(condition: str) -> str:
    """`condition` where it is one of B, KB, RB; Refused (field `condition`) otherwise."""
    if condition not in CONDITIONS:
        raise Refused(_("Pilih keadaan: B, KB, atau RB."), field="condition")
    return condition


def check_year(year: int | None, this_year: int) -> int | None:
    """The year in which the office got the thing; Refused (field `acquired_year`) where it cannot be."""
    if year is not None and not FIRST_YEAR <= year <= this_year:
        sentence = _("Tahun perolehan antara {first} dan {last}.")
        raise Refused(sentence.format(first=FIRST_YEAR, last=this_year), field="acquired_year")
    return year


def count_words(stock: int, free: int) -> str:
    """How much of a stock is to be had now: "2 dari 4 bebas sekarang"."""
    if stock == 0:
        return _("tidak ada lagi")
    if stock == 1:
        return _("bebas sekarang") if free > 0 else _("sedang dipakai")
    return _("{free} dari {stock} bebas sekarang").format(free=max(0, free), stock=stock)


def promised_words(takings: Sequence[Taking]) -> str:
    """By whom most units of one leaf are promised at once: "Karang Taruna Contoh 3, Kecamatan Misal 1"."""
    fullest: list[Taking] = []
    most = 0
    for start in {each.use.span.starts_at for each in takings}:
        there = [each for each in takings if each.use.span.contains(start)]
        units = sum(each.use.quantity for each in there)
        if units > most:
            fullest, most = there, units
    units_of: dict[str, int] = {}
    for each in fullest:
        units_of[each.promise.holder] = units_of.get(each.promise.holder, 0) + each.use.quantity
    return ", ".join(f"{holder} {units}" for holder, units in units_of.items())
