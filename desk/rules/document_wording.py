"""The office's own wording of its documents: passages with placeholders, checked and filled in.

Knows no document: which placeholders there are is told. What a person typed is filled in once and never read
again as a placeholder.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping

from desk.errors import Refused
from desk.i18n import _
from desk.rules.texts import NOTE_LIMIT, clean

DOTS = "……………………"
"""Stands where nothing is known: to be filled in by hand."""

_PLACE = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")
_SHOWN = 24


def checked(text: str, known: Collection[str], *, field: str) -> str:
    """`text` as it is kept; Refused with the line and the placeholder where it could not be filled in."""
    words = clean(text, limit=NOTE_LIMIT, field=field, label=_("Bunyi"), multiline=True)
    if not words:
        raise Refused(_("Bunyinya kosong; kembalikan ke bunyi bawaan bila tidak diubah."), field=field)
    for number, line in enumerate(words.split("\n"), 1):
        for found in _BRACES.finditer(line):
            _check(found, number, known, field=field)
    return words


def _check(found: re.Match[str], number: int, known: Collection[str], *, field: str) -> None:
    piece = found.group()
    if len(piece) == 1:
        near = found.string[max(0, found.start() - 8) : found.start() + _SHOWN].strip()
        sentence = _("Baris {line}: kurung kurawal tidak berpasangan di dekat “{near}”.")
        raise Refused(sentence.format(line=number, near=near), field=field)
    name = piece[1:-1]
    if name in known:
        return
    meant = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    sentence = _("Baris {line}: isian {place} tidak dikenal.")
    text = sentence.format(line=number, place=piece[: _SHOWN * 2])
    if meant:
        text += " " + _("Mungkin maksudnya {place}.").format(place="{" + meant[0] + "}")
    raise Refused(text, field=field)


def filled(text: str, words: Mapping[str, str]) -> str:
    """`text` with every placeholder replaced; what is not known is a dotted line."""
    return _PLACE.sub(lambda found: words.get(found[1]) or DOTS, text)
