"""The bundled typefaces on paper: measuring, wrapping and setting plain text; knows no document.

There is no markup here: what a person typed is set letter by letter, never read as a tag, a link or an image.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desk import paths

Weight = Literal["regular", "bold"]

UNKNOWN = "\ufffd"
"""Stands on paper for a letter that none of the faces has (an emoji, another script): seen, never dropped."""

_FILES: dict[Weight, tuple[str, ...]] = {
    "regular": ("NotoSans-Regular", "NotoSansBalinese-Regular"),
    "bold": ("NotoSans-Bold", "NotoSansBalinese-Bold"),
}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u00ad]")
_SPACES = re.compile(r"\s")
_BREAKABLE = re.compile(r"[^/\-_@.,;:]*[/\-_@.,;:]+|[^/\-_@.,;:]+")


@cache
def _faces(weight: Weight) -> tuple[TTFont, ...]:
    """The faces tried in order, registered on first use; only the letters used come into a PDF."""
    found = []
    for name in _FILES[weight]:
        file = paths.resources() / "fonts" / f"{name}.ttf"
        found.append(TTFont(name, str(file), shapable=False, asciiReadable=False))
        pdfmetrics.registerFont(found[-1])
    return tuple(found)


@cache
def _tables(weight: Weight) -> tuple[tuple[str, Any, float], ...]:
    """(name, width of each letter, width of any other) of each face, in thousandths of the size."""
    return tuple((face.fontName, face.face.charWidths, face.face.defaultWidth) for face in _faces(weight))


def printable(text: str, weight: Weight = "regular") -> str:
    """`text` as the faces can set it: what is unseen anyway is gone, a letter that none has is `UNKNOWN`."""
    if text.isascii() and text.isprintable():
        return text
    tables = _tables(weight)
    seen = (
        letter
        if letter.isprintable() and any(ord(letter) in widths for _name, widths, _default in tables)
        else UNKNOWN
        for letter in _INVISIBLE.sub("", _SPACES.sub(" ", text))
    )
    return "".join(seen)


def width(text: str, weight: Weight, size: float) -> float:
    """How wide `text` (as `printable` gives it) is set, in points."""
    return _thousandths(text, weight) * size / 1000


@lru_cache(4096)
def _thousandths(text: str, weight: Weight) -> float:
    """Letters are not kerned: widths add up. The office's words come again on every paper."""
    (_name, widths, default), *others = _tables(weight)
    total = 0.0
    for letter in map(ord, text):
        known = widths.get(letter)
        if known is None:
            known = next((each[1][letter] for each in others if letter in each[1]), default)
        total += known
    return total


def wrap(text: str, weight: Weight, *, size: float, room: float) -> tuple[str, ...]:
    """`text` in lines no wider than `room` points; a word too long for a line is broken, nothing is cut off.

    At least one line, perhaps empty; a line feed in `text` begins a line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(printable(paragraph, weight), weight, size=size, room=room))
    return tuple(lines)


def balanced(text: str, weight: Weight, *, size: float, room: float) -> tuple[str, ...]:
    """As `wrap`, in no more lines, but with the last one no stub."""
    lines = wrap(text, weight, size=size, room=room)
    if not 1 < len(lines) < 4:
        return lines
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = wrap(text, weight, size=size, room=room * share)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _wrapped(text: str, weight: Weight, *, size: float, room: float) -> list[str]:
    """Greedy lines."""
    space = width(" ", weight, size)
    lines: list[str] = []
    line: list[str] = []
    used = -space
    for word in text.split():
        wide = width(word, weight, size)
        if used + space + wide > room:
            if line:
                lines.append(" ".join(line))
            *full, word = _broken(word, weight, size=size, room=room)
            lines.extend(full)
            line, used, wide = [], -space, width(word, weight, size) if full else wide
        line.append(word)
        used += space + wide
    return [*lines, " ".join(line)]


def _broken(word: str, weight: Weight, *, size: float, room: float) -> list[str]:
    """A word in pieces that fit: after a stroke, dash or dot where possible, else between two letters."""
    if width(word, weight, size) <= room:
        return [word]
    lines, line, used = [], "", 0.0
    for part in _BREAKABLE.findall(word):
        if line and used + width(part, weight, size) > room:
            lines.append(line)
            line, used = "", 0.0
        for letter in part:
            wide = width(letter, weight, size)
            if line and used + wide > room:
                lines.append(line)
                line, used = "", 0.0
            line += letter
            used += wide
    return [*lines, line]


def draw(canvas: Canvas, at: tuple[float, float], text: str, *, weight: Weight, size: float) -> None:
    """Set `text` (as `printable` gives it) with its baseline beginning at `at`."""
    lines = canvas.beginText(*at)
    for name, run in _runs(text, weight):
        lines.setFont(name, size)
        lines.textOut(run)
    canvas.drawText(lines)


def _runs(text: str, weight: Weight) -> list[tuple[str, str]]:
    """(face, letters) of stretches that one face can set."""
    tables = _tables(weight)
    first, widths, _default = tables[0]
    if all(letter in widths for letter in map(ord, text)):
        return [(first, text)]
    runs: list[tuple[str, str]] = []
    for letter in text:
        name = next((each[0] for each in tables if ord(letter) in each[1]), first)
        if runs and runs[-1][0] == name:
            runs[-1] = (name, runs[-1][1] + letter)
        else:
            runs.append((name, letter))
    return runs
