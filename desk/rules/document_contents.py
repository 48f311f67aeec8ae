"""What a letter, form or berita acara says, as blocks of words; knows neither paper nor database.

Everything is already words: what was issued stays as issued, whatever is corrected or renamed later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal

from desk.rules.letterheads import Letterhead

Tone = Literal["body", "title", "number", "heading", "centre", "right", "small", "indent"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words wrapped to the column; a line feed begins a line."""

    words: str
    tone: Tone = "body"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with what they say, the values under one another; an empty value is a dotted line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Lines counted off: 1. 2. 3. or a. b. c."""

    lines: tuple[str, ...]
    count: Literal["figures", "letters", "dashes"] = "figures"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes, ticked or not, each with its words."""

    rows: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: (head, share of the width) of each column, and the rows' cells."""

    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Room to sign: who signs as what; a name that is not known is a dotted line."""

    role: str
    name: str = ""
    under: str = ""
    """NIP, rank or telephone, under the name."""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures side by side; never broken over two sheets. One alone stands at the right."""

    row: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """Dotted lines to be filled in by hand."""

    lines: int


Block = Paragraph | Pairs | Points | Ticks | Grid | Signatures | Blank
_BLOCKS: dict[str, type[Block]] = {
    "paragraph": Paragraph,
    "pairs": Pairs,
    "points": Points,
    "ticks": Ticks,
    "grid": Grid,
    "signatures": Signatures,
    "blank": Blank,
}


@dataclass(frozen=True, slots=True)
class Art:
    """The office's own pictures for its kop, as PNG; None: the neutral mark, no line in Balinese."""

    emblem: bytes | None = None
    balinese_line: bytes | None = None


NO_ART = Art()


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A document as issued; `copy_number` is 0 for the original and n for SALINAN n."""

    kind: str
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    code: str
    """The tracking code beside the QR corner; empty on a sample."""
    payload: str
    reference: str
    """The number of the request, or the resource and day of the booking: what the sheet belongs to."""
    number: str = ""
    issued: str = ""
    notes: tuple[str, ...] = ()
    """What the office still has to fill in by hand, as sentences for the screen."""
    copy_number: int = 0
    voided: str = ""
    """Why it counts no more; set where it is read, never stored."""
    art: Art = NO_ART

    def as_copy(self, number: int) -> DocumentContent:
        """The same words marked as SALINAN `number`; 0 is the original."""
        return replace(self, copy_number=number)

    def to_json(self) -> dict[str, Any]:
        """As it is stored; copy, voiding and the kop's pictures are no part of what was issued."""
        stored: dict[str, Any] = {
            each.name: getattr(self, each.name) for each in fields(self) if each.name not in _NOT_STORED
        }
        stored["letterhead"] = asdict(self.letterhead)
        stored["blocks"] = [{"block": _name_of(block), **asdict(block)} for block in self.blocks]
        stored["notes"] = list(self.notes)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> DocumentContent:
        """As it was stored, by this program or an older one: what is not there falls to its default."""
        known = {
            each.name: stored[each.name]
            for each in fields(cls)
            if each.name in stored and each.name not in _NOT_STORED
        }
        known["letterhead"] = Letterhead(**stored["letterhead"])
        known["blocks"] = tuple(_read(block) for block in stored["blocks"])
        known["notes"] = tuple(stored.get("notes", ()))
        return cls(**known)


_NOT_STORED = frozenset({"copy_number", "voided", "art"})


def _name_of(block: Block) -> str:
    return next(name for name, kind in _BLOCKS.items() if isinstance(block, kind))


def _read(stored: Mapping[str, Any]) -> Block:
    if stored["block"] == "signatures":
        return Signatures(tuple(Signature(**each) for each in stored["row"]))
    made = {name: _frozen(value) for name, value in stored.items() if name != "block"}
    return _BLOCKS[stored["block"]](**made)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
