"""The numbers people call a request by (PPID/2026/0031); knows no counter and which prefixes exist."""

from __future__ import annotations

import re

_TYPED = re.compile(
    r"""\s* (?P<prefix> [A-Za-z]+ (?: -[A-Za-z]+ )* )
        (?: [\s/.\-]+ (?P<year> 20[0-9]{2}) (?= [\s/.\-] ) )?
        [\s/.\-]* 0* (?P<sequence> [1-9][0-9]{0,5}) \s*""",
    re.VERBOSE,
)


_PREFIX = re.compile(r"(?=.{2,12}\Z)[A-Z]{2,}(?:-[A-Z]+)*")


def is_prefix(text: str) -> bool:
    """Whether `text` can stand before numbers: 2 to 12 capital letters, a hyphen between them allowed."""
    return _PREFIX.fullmatch(text) is not None


def number(prefix: str, year: int, sequence: int) -> str:
    """ "PPID/2026/0031"; ValueError for what `parse_number` could not read back."""
    text = f"{prefix}/{year}/{sequence:04}"
    if parse_number(text, year) != (prefix, year, sequence):
        raise ValueError(f"no number: {text}")
    return text


def parse_number(text: str, this_year: int) -> tuple[str, int, int] | None:
    """(prefix, year, sequence) of "ppid 31", "PPID/2026/31", "tik 5"; without a year it is `this_year`.

    None for anything else. The prefix comes back in capitals and may still be an ordinary word: "aula 2"
    reads as a number too, so the caller looks whether that prefix exists.
    """
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    return found["prefix"].upper(), int(found["year"] or this_year), int(found["sequence"])
