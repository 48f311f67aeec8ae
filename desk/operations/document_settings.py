"""How the office words, numbers, signs and heads its documents; knows no document that was issued.

What is changed here is said by the next document: those that were issued stay as issued.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Artwork, DocumentWording, LetterCounter, LetterPattern, Official
from desk.operations.journal import Act, differences, note
from desk.rules import artworks, document_kinds, document_wording, letter_numbers, nips, texts
from desk.rules.document_facts import OFFICIALS
from desk.rules.document_kinds import DocumentKind, Passage
from desk.rules.letter_numbers import Numbering
from desk.rules.rights import Actor

LARGEST_LAST = 999_999


@dataclass(frozen=True)
class WordingOrder:
    """One passage of one kind as the office wants it."""

    kind: str
    passage: str
    text: str


@dataclass(frozen=True)
class RestoreOrder:
    """One passage back in the program's own words."""

    kind: str
    passage: str


@dataclass(frozen=True)
class PatternOrder:
    """How a kind is numbered, or where `kind` is "" all that have no pattern of their own.

    `last` is the last number given this year, where the office counted on paper until now.
    """

    kind: str
    pattern: str
    classification: str = ""
    unit: str = ""
    last: int | None = None


@dataclass(frozen=True)
class DropPatternOrder:
    """A kind that is numbered like all others again."""

    kind: str


@dataclass(frozen=True)
class OfficialOrder:
    """Who holds a role; an empty name is nobody: a dotted line."""

    role: str
    position: str
    name: str
    nip: str = ""
    rank: str = ""


@dataclass(frozen=True)
class ArtworkOrder:
    """A picture for the kop, as the file came."""

    key: str
    name: str
    content: bytes


@dataclass(frozen=True)
class RemoveArtworkOrder:
    """The neutral mark instead, or no line."""

    key: str


def save_wording(session: Session, order: WordingOrder, actor: Actor) -> None:
    """Keep one passage; Refused with the line and the placeholder where it could not be filled in."""
    actor.require("set_up")
    kind, passage = _passage(order.kind, order.passage)
    known = document_kinds.placeholders(kind)
    words = document_wording.checked(order.text, known, field=passage.name)
    row = session.get(DocumentWording, (kind.key, passage.name))
    before = row.text if row else passage.text
    if words == before:
        return
    if row is None:
        row = DocumentWording(kind=kind.key, passage=passage.name)
        session.add(row)
    row.text, row.saved_at, row.saved_by = words, clock.now(), actor.account_id
    _noted(session, actor, kind, passage, (before, words))


def restore_wording(session: Session, order: RestoreOrder, actor: Actor) -> None:
    """Take the office's own words of a passage away."""
    actor.require("set_up")
    kind, passage = _passage(order.kind, order.passage)
    row = session.get(DocumentWording, (kind.key, passage.name))
    if row is None:
        return
    session.delete(row)
    _noted(session, actor, kind, passage, (row.text, passage.text))


def save_pattern(session: Session, order: PatternOrder, actor: Actor) -> None:
    """Keep how a series is numbered; Refused where the pattern could give one number twice."""
    actor.require("set_up")
    title = _series_title(order.kind)
    numbering = letter_numbers.checked_pattern(Numbering(order.pattern, order.classification, order.unit))
    row = session.get(LetterPattern, order.kind)
    if row is None:
        row = LetterPattern(kind=order.kind)
        session.add(row)
    row.pattern, row.classification, row.unit = numbering.pattern, numbering.classification, numbering.unit
    if order.last is not None:
        _count_on(session, order.kind, order.last)
    sentence = _("Pola nomor {title} disimpan: {pattern}.").replace("{title}", title)
    note(session, actor, Act("letter_pattern.save", None, sentence.replace("{pattern}", row.pattern)))


def drop_pattern(session: Session, order: DropPatternOrder, actor: Actor) -> None:
    """A kind has no pattern of its own any more; its counter stays, for when it has one again."""
    actor.require("set_up")
    title = _series_title(order.kind)
    row = session.get(LetterPattern, order.kind)
    if row is None:
        return
    session.delete(row)
    text = _("Pola nomor {title} dikembalikan ke bawaan.").format(title=title)
    note(session, actor, Act("letter_pattern.drop", None, text))


def save_official(session: Session, order: OfficialOrder, actor: Actor) -> None:
    """Who signs in a role from now on."""
    actor.require("set_up")
    if order.role not in OFFICIALS:
        raise Refused(_("Jabatan penanda tangan ini tidak dikenal."), field="role")
    values = {
        "position": texts.clean(order.position, limit=200, field="position", label=_("Jabatan")),
        "name": texts.clean(order.name, limit=120, field="name", label=_("Nama")),
        "nip": nips.check(order.nip).nip if order.nip.strip() else "",
        "rank": texts.clean(order.rank, limit=80, field="rank", label=_("Pangkat")),
    }
    if not values["position"]:
        raise Refused(_("Tulis jabatannya sebagaimana dicetak di atas tanda tangan."), field="position")
    row = session.get(Official, order.role)
    before = {name: getattr(row, name) for name in values} if row else {}
    if row is None:
        row = Official(role=order.role)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_at, row.saved_by = clock.now(), actor.account_id
    text = _("Penanda tangan {role} disimpan.").format(role=_(OFFICIALS[order.role]))
    note(session, actor, Act("official.save", None, text, differences(before, values)))


def save_artwork(session: Session, order: ArtworkOrder, actor: Actor) -> None:
    """Keep a picture for the kop; Refused where it could not be printed."""
    actor.require("set_up")
    title = _artwork_title(order.key)
    png = artworks.checked_png(order.content)
    row = session.get(Artwork, order.key)
    if row is None:
        row = Artwork(key=order.key)
        session.add(row)
    row.png, row.saved_at, row.saved_by = png, clock.now(), actor.account_id
    row.original_name = texts.clean(order.name, limit=200, field="name", label=_("Nama berkas"))
    note(session, actor, Act("artwork.save", None, _("{title} kop surat disimpan.").format(title=title)))


def remove_artwork(session: Session, order: RemoveArtworkOrder, actor: Actor) -> None:
    """Take a picture out of the kop."""
    actor.require("set_up")
    title = _artwork_title(order.key)
    row = session.get(Artwork, order.key)
    if row is None:
        return
    session.delete(row)
    note(session, actor, Act("artwork.remove", None, _("{title} kop surat dilepas.").format(title=title)))


def _passage(kind_key: str, name: str) -> tuple[DocumentKind, Passage]:
    kind = document_kinds.kind_of(kind_key)
    passage = next((each for each in kind.passages if each.name == name), None)
    if passage is None:
        raise Refused(_("Bagian ini tidak ada pada {title}.").format(title=_(kind.title)), field="passage")
    return kind, passage


def _noted(
    session: Session, actor: Actor, kind: DocumentKind, passage: Passage, change: tuple[str, str]
) -> None:
    sentence = _("Bunyi “{passage}” pada {title} diubah.")
    text = sentence.format(passage=_(passage.label), title=_(kind.title))
    note(session, actor, Act("document_wording.save", None, text, ((passage.name, *change),)))


def _series_title(kind: str) -> str:
    if not kind:
        return _("semua surat")
    found = document_kinds.kind_of(kind)
    if not found.is_numbered:
        raise Refused(_("{title} tidak bernomor surat.").format(title=_(found.title)), field="kind")
    return _(found.title)


def _artwork_title(key: str) -> str:
    if key not in artworks.ARTWORKS:
        raise Refused(_("Gambar ini tidak dikenal."), field="key")
    return _(artworks.ARTWORKS[key])


def _count_on(session: Session, series: str, last: int) -> None:
    """The series goes on after `last`; backwards it would meet numbers that were given."""
    year = clock.today().year
    counters = select(LetterCounter).where(LetterCounter.series == series, LetterCounter.year == year)
    row = session.scalar(counters.with_for_update())
    given = row.last if row else 0
    if not given <= last <= LARGEST_LAST:
        sentence = _("Nomor terakhir antara {given} dan 999.999.")
        raise Refused(sentence.format(given=given), field="last")
    if row is None:
        session.add(LetterCounter(series=series, year=year, last=last))
    else:
        row.last = last
