"""What reading a file of bookings would bring, entry by entry; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.models.availability import clash, resource_tree
from desk.models.booking_uids import known_uids
from desk.queries.bookings import WATCHES
from desk.rules.booking_files import FileEntry, read_entries
from desk.rules.bookings import check_span
from desk.rules.resources import ResourceTree, Thing
from desk.rules.spans import Span

__all__ = ["WATCHES", "ImportRow", "import_preview"]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One entry of the file: `state` is new, known or skipped; `sentence` why it is skipped, or a remark."""

    uid: str
    title: str
    span: Span | None
    borrower: str
    state: str
    sentence: str


def import_preview(
    session: Session, resource_key: str, file_name: str, content: bytes
) -> tuple[ImportRow, ...]:
    """Each entry as it would fare now; two of the file that clash with each other are found on saving."""
    entries = read_entries(content, file_name)
    tree = resource_tree(session)
    thing = tree.by_key(resource_key)
    known = known_uids(session, {entry.uid for entry in entries})
    return tuple(_row(session, tree, thing, entry, is_known=entry.uid in known) for entry in entries)


def _row(
    session: Session, tree: ResourceTree, thing: Thing, entry: FileEntry, *, is_known: bool
) -> ImportRow:
    state, sentence = "known" if is_known else "new", entry.problem
    if not is_known:
        try:
            refusal = _refusal(session, tree, thing, entry)
        except Refused as refused:
            refusal = refused.sentence
        if refusal:
            state, sentence = "skipped", refusal
    return ImportRow(entry.uid, entry.title, entry.span, entry.borrower, state, sentence)


def _refusal(session: Session, tree: ResourceTree, thing: Thing, entry: FileEntry) -> str:
    if entry.span is None:
        return entry.problem
    check_span(entry.span, clock.now())
    found = clash(session, tree, tree.want(thing.id, entry.span))
    return found.sentence if found else ""
