"""Takes bookings over from another calendar, through the guarded function; knows no file dialog.

What is free is booked, what clashes is skipped and listed with its sentence, what was read before is known
by its UID and left alone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models.availability import resource_tree
from desk.models.booking_uids import known_uids
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.operations.booking_orders import Booked, BookingOrder
from desk.operations.journal import Act, note
from desk.rules.booking_files import FileEntry, read_entries
from desk.rules.rights import Actor
from desk.rules.spans import Span


@dataclass(frozen=True)
class ImportOrder:
    """A file of bookings of one resource; `is_confirmed` needs the right to decide."""

    resource_key: str
    file_name: str
    content: bytes
    is_confirmed: bool = False


@dataclass(frozen=True)
class SkippedEntry:
    """An entry that was not taken over, and why, in the officer's words."""

    uid: str
    title: str
    span: Span | None
    sentence: str


@dataclass(frozen=True)
class Imported:
    """What was booked, what was skipped, and how many were known already."""

    booked: tuple[Booked, ...]
    skipped: tuple[SkippedEntry, ...]
    known: int


def import_bookings(session: Session, order: ImportOrder, actor: Actor) -> Imported:
    """Book every entry that can be; read twice it is one booking. Refused (field `file`) for no such file."""
    actor.require("book")
    if order.is_confirmed:
        actor.require("decide")
    entries = read_entries(order.content, order.file_name)
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    place = occupancy.open_ground(session, tree, [thing.id], actor)
    known = set(known_uids(session, {entry.uid for entry in entries}))
    booked: list[Booked] = []
    skipped: list[SkippedEntry] = []
    for entry in entries:
        if entry.uid in known:
            continue
        try:
            booked.append(_book(session, place, (order, entry), actor))
            known.add(entry.uid)  # a file may name one entry twice
        except Refused as refused:
            skipped.append(SkippedEntry(entry.uid, entry.title, entry.span, refused.sentence))
    total = len(entries) - len(booked) - len(skipped)
    words = f"Impor {thing.name}: {len(booked)} dipesan, {len(skipped)} dilewati, {total} sudah ada"
    note(session, actor, Act("booking.import", None, words))
    return Imported(tuple(booked), tuple(skipped), total)


def _book(
    session: Session, place: occupancy.OpenGround, told: tuple[ImportOrder, FileEntry], actor: Actor
) -> Booked:
    order, entry = told
    if entry.span is None:
        raise Refused(entry.problem, field="span")
    wish = BookingOrder(
        key=str(uuid.uuid5(uuid.NAMESPACE_OID, entry.uid)),
        resource_key=order.resource_key,
        span=entry.span,
        purpose=entry.title,
        borrower_name=entry.borrower or entry.institution or _("Kalender lama"),
        borrower_institution=entry.institution or None,
        borrower_phone=entry.phone or None,
        head_count=entry.head_count,
        note=entry.problem or None,
        is_confirmed=order.is_confirmed,
    )
    return parts.promise(session, place, wish, parts.Tie(import_uid=entry.uid), actor)
