"""Where a remark on a decree belongs among the 14 components, and what was read otherwise than printed.

Knows no screen and no database. Nothing here changes a decree's text: it says beside it what is odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from desk.i18n import _
from desk.rules.standards import Note

_PLACES: tuple[tuple[str, str], ...] = (
    # words of a note's place → component; the first that is found counts
    ("daftar syarat", "requirements"),
    ("persyaratan", "requirements"),
    ("pendaftaran vs penerbitan", "requirements"),
    ("istilah nik", "requirements"),
    ("juknis", "requirements"),
    ("bidang dan layanan tak ada", "requirements"),
    ("jangka waktu", "time_limits"),
    ("titik mulai", "time_limits"),
    ("perpanjangan", "time_limits"),
    ("pelatihan", "time_limits"),
    ("prosedur", "procedure"),
    ("keberatan", "procedure"),
    ("rahasia lewat", "procedure"),
    ("kanal pengaduan", "complaint_channels"),
    ("komponen 6", "complaint_channels"),
    ("komponen 8", "evaluation"),
    ("survey", "evaluation"),
    ("dasar hukum", "legal_basis"),
    ("sarana", "facilities"),
    ("kompetensi", "executor_competence"),
    ("jumlah pelaksana", "executors"),
    ("jaminan keamanan", "security_guarantee"),
    ("jaminan", "service_guarantee"),
)
_FIELDS = {
    "complaint_raw": "complaint_channels",
    "executors_raw": "executors",
    "name_in_list": None,
    "heading": None,
}
_APART = re.compile(r"[/:@]|(?<=\w)\.(?=\w)")
"""Where an address falls into words: only what is misspelt in it is told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One correction of a scan or of an obvious slip: what is `printed` and what is `shown` instead.

    `component` is None where it concerns a name. Either text may be empty (words left out or added).
    """

    component: str | None
    printed: str
    shown: str

    @property
    def sentence(self) -> str:
        """What an officer reads beside the component."""
        if not self.shown:
            return _("pada salinan ada pula “{printed}”").format(printed=self.printed)
        return _("pada salinan “{printed}”, di sini “{shown}”").format(printed=self.printed, shown=self.shown)


def component_of(note: Note) -> str | None:
    """The component (catalogue key) that `note` speaks of; None where it concerns the decree as a whole."""
    where = note.where.casefold()
    return next((component for words, component in _PLACES if words in where), None)


def readings(corrections: Iterable[Mapping[str, Any]], service_id: str) -> tuple[Reading, ...]:
    """The corrections of one service (catalogue's `corrections`), each different word once."""
    found: dict[Reading, None] = {}
    for correction in corrections:
        service, _colon, field = correction["where"].partition(":")
        if service == service_id:
            component = _FIELDS.get(field, field)
            for printed, shown in _changed_words(correction["from"], correction["to"]):
                found[Reading(component, printed, shown)] = None
    return tuple(found)


def _changed_words(printed: str, shown: str) -> list[tuple[str, str]]:
    """The words that differ; an added word is told with the one before it."""
    before, after = _APART.sub(" ", printed).split(), _APART.sub(" ", shown).split()
    changed: list[tuple[str, str]] = []
    for kind, left, left_end, right, right_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        lead = before[left - 1 : left] if kind == "insert" else []
        changed.append((" ".join(lead + before[left:left_end]), " ".join(lead + after[right:right_end])))
    return [_bare(*pair) for pair in changed] or [(printed, shown)]


def _bare(printed: str, shown: str) -> tuple[str, str]:
    """Both without the punctuation at their ends, unless it is that which differs."""
    bare = printed.rstrip(".;,"), shown.rstrip(".;,")
    return (printed, shown) if bare[0] == bare[1] or not bare[0] else bare
