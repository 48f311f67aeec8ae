"""How the office words, numbers, signs and heads its documents, and a sample of each; changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Artwork, DocumentWording, LetterCounter, LetterPattern
from desk.models.document_facts import read_office
from desk.models.documents import COMMON_SERIES, numbering_of, office_art, passages_for
from desk.rules import artworks, document_kinds, document_wording
from desk.rules.document_bodies import compose
from desk.rules.document_contents import DocumentContent
from desk.rules.document_facts import OFFICIALS
from desk.rules.document_kinds import KINDS
from desk.rules.document_samples import SAMPLE_ANSWERS, facts_for
from desk.rules.document_writing import Writing
from desk.rules.letter_numbers import Numbering

WATCHES = frozenset({"DocumentWording", "LetterPattern", "LetterCounter", "Official", "Artwork", "Office"})


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One passage: what it says now, what the program would say, whether the office words it itself."""

    passage: str
    label: str
    text: str
    default: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PlaceholderRow:
    """What may stand in braces in a passage, and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PatternRow:
    """How a kind is numbered; `kind` "" is every kind without a pattern of its own.

    `last` is the last number given this year, `example` what the next one would be.
    """

    kind: str
    title: str
    numbering: Numbering
    is_own: bool
    last: int
    example: str


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """Who holds a role; an empty name is a dotted line on paper."""

    role: str
    title: str
    position: str
    name: str
    nip: str
    rank: str


@dataclass(frozen=True, slots=True)
class ArtworkRow:
    """A picture of the kop; without `png` the neutral mark, or no line."""

    key: str
    title: str
    original_name: str
    png: bytes | None


LetterSetting = PatternRow | OfficialRow | ArtworkRow


@dataclass(frozen=True, slots=True)
class WordingPaper:
    """All there is to word of one kind, and what its passages may name."""

    kind: str
    rows: tuple[WordingRow, ...]
    places: tuple[PlaceholderRow, ...]


def wording_paper(session: Session, kind_key: str) -> WordingPaper:
    """A kind's passages with their placeholders."""
    return WordingPaper(kind_key, wording_rows(session, kind_key), placeholder_rows(kind_key))


def letter_settings(session: Session) -> tuple[LetterSetting, ...]:
    """How letters are numbered, who signs them, what heads them."""
    return (*pattern_rows(session), *official_rows(session), *artwork_rows(session))


def wording_rows(session: Session, kind_key: str) -> tuple[WordingRow, ...]:
    """The passages of a kind, in the order of the paper."""
    kind = document_kinds.kind_of(kind_key)
    own = set(session.scalars(select(DocumentWording.passage).where(DocumentWording.kind == kind.key)))
    said = passages_for(session, kind.key)
    return tuple(
        WordingRow(each.name, _(each.label), said[each.name], each.text, each.name in own)
        for each in kind.passages
    )


def placeholder_rows(kind_key: str) -> tuple[PlaceholderRow, ...]:
    """What the passages of a kind may name; its own fields first."""
    known = document_kinds.placeholders(document_kinds.kind_of(kind_key))
    return tuple(PlaceholderRow(name, _(meaning)) for name, meaning in known.items())


def preview(session: Session, kind_key: str, passages: Mapping[str, str]) -> DocumentContent:
    """A made-up document with `passages` as typed; Refused (field: the passage) where one is broken."""
    kind = document_kinds.kind_of(kind_key)
    known = document_kinds.placeholders(kind)
    typed = {
        name: document_wording.checked(text, known, field=name)
        for name, text in passages.items()
        if name in {passage.name for passage in kind.passages}
    }
    facts = facts_for(kind.key, read_office(session))
    today = clock.today()
    _series, numbering = numbering_of(session, kind.key)
    writing = Writing(
        kind=kind,
        facts=facts,
        answers=document_kinds.answered(kind, facts, SAMPLE_ANSWERS.get(kind.key, {})),
        passages={**passages_for(session, kind.key), **typed},
        number=numbering.number(1, today) if kind.is_numbered else "",
        dated_on=today,
    )
    # nobody scans a sample
    return replace(compose(writing), code=_("CONTOH"), payload="", art=office_art(session))


def pattern_rows(session: Session) -> tuple[PatternRow, ...]:
    """The office's common pattern first, then every kind that has a number."""
    kinds = [kind for kind in KINDS.values() if kind.is_numbered]
    series = [(COMMON_SERIES, _("Semua surat")), *((kind.key, _(kind.title)) for kind in kinds)]
    return tuple(_pattern(session, key, title) for key, title in series)


def official_rows(session: Session) -> tuple[OfficialRow, ...]:
    """Every role that signs papers, whoever holds it."""
    office = read_office(session)
    return tuple(
        OfficialRow(role, _(title), held.position, held.name, held.nip, held.rank)
        for role, title in OFFICIALS.items()
        for held in (office.official(role),)
    )


def artwork_rows(session: Session) -> tuple[ArtworkRow, ...]:
    """The pictures of the kop."""
    rows = {row.key: row for row in session.scalars(select(Artwork))}
    return tuple(
        ArtworkRow(key, _(title), rows[key].original_name, rows[key].png)
        if key in rows
        else ArtworkRow(key, _(title), "", None)
        for key, title in artworks.ARTWORKS.items()
    )


def _pattern(session: Session, key: str, title: str) -> PatternRow:
    own = session.get(LetterPattern, key)
    series, numbering = numbering_of(session, key)
    today = clock.today()
    counter = session.get(LetterCounter, (series, today.year))
    last = counter.last if counter else 0
    return PatternRow(key, title, numbering, own is not None, last, numbering.number(last + 1, today))
