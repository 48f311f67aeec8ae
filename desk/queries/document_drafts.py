"""A document as it would be issued now, number and words; issues nothing and counts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import LetterCounter
from desk.models.documents import numbering_of, office_art, passages_for
from desk.queries.documents import facts_seen
from desk.rules import document_kinds
from desk.rules.document_bodies import compose
from desk.rules.document_contents import DocumentContent
from desk.rules.document_writing import Writing
from desk.rules.rights import Actor


@dataclass(frozen=True, slots=True)
class DraftWanted:
    """What is typed so far; `number` "" is the next of the series, `dated_on` None today."""

    kind: str
    request_id: int | None
    booking_id: int | None
    number: str
    dated_on: date | None
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What it would say; `next_number` is what it would be called if nobody issues another one first."""

    content: DocumentContent
    next_number: str


def document_draft(session: Session, wanted: DraftWanted, actor: Actor) -> Draft:
    """The document as typed so far; Refused beside the field as issuing it would be."""
    kind = document_kinds.kind_of(wanted.kind)
    facts = facts_seen(session, actor, wanted.request_id, wanted.booking_id)
    if facts is None or not document_kinds.suits(kind, facts):
        raise Refused(_("Permohonan ini tidak ditemukan."), field="request_id")
    lacking = document_kinds.missing(kind, facts)
    if lacking:
        raise Refused(" ".join(lacking), field="kind")
    dated_on = wanted.dated_on or clock.today()
    next_number = _next_number(session, kind.key, dated_on) if kind.is_numbered else ""
    writing = Writing(
        kind,
        facts,
        document_kinds.answered(kind, facts, wanted.answers),
        passages_for(session, kind.key),
        wanted.number.strip() or next_number,
        dated_on,
    )
    return Draft(replace(compose(writing), art=office_art(session)), next_number)


def _next_number(session: Session, kind: str, on: date) -> str:
    series, numbering = numbering_of(session, kind)
    counter = session.get(LetterCounter, (series, on.year))
    return numbering.number((counter.last if counter else 0) + 1, on)
