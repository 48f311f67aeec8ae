"""Gives letters their numbers, none twice; knows neither the letter nor what it says.

The counter's row is counted up in the transaction that uses the number (operations.numbers says why there is
no savepoint): two desks wait for each other and leave no gap. A number typed by hand is looked for first.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Document, LetterCounter, Request
from desk.models.documents import numbering_of
from desk.rules import letter_numbers
from desk.rules.document_kinds import KINDS
from desk.rules.letter_numbers import number_key
from desk.rules.office_dates import plain_date


def number_for(session: Session, kind: str, typed: str, on: date) -> str:
    """The number of a letter of `kind` dated `on`: as `typed`, else the next; Refused where it is taken."""
    number = letter_numbers.typed(typed)
    if number:
        taken = document_with(session, number)
        if taken is not None:
            raise Refused(taken_sentence(session, taken), field="number")
        return number
    series, numbering = numbering_of(session, kind)
    while True:
        number = numbering.number(_next(session, series, on.year), on)
        # passed over where it was typed by hand before
        if document_with(session, number) is None:
            return number


def document_with(session: Session, number: str) -> Document | None:
    """The document that stands under `number`, however it is written."""
    return session.scalar(select(Document).where(Document.number_key == number_key(number)))


def taken_sentence(session: Session, document: Document) -> str:
    """Who has the number."""
    sentence = _("Nomor {number} sudah dipakai: {title} untuk {subject}, tanggal {date}.")
    kind = KINDS.get(document.kind)
    return sentence.format(
        number=document.number,
        title=_(kind.title) if kind else document.kind,
        subject=_subject(session, document),
        date=plain_date(document.dated_on),
    )


def _subject(session: Session, document: Document) -> str:
    if document.request_id is not None:
        return session.get_one(Request, document.request_id).number
    booking = session.get_one(Booking, document.booking_id or 0)
    return f"{booking.resource.name} {plain_date(booking.starts_at.date())}"


def _next(session: Session, series: str, year: int) -> int:
    taken = session.scalar(
        update(LetterCounter)
        .where(LetterCounter.series == series, LetterCounter.year == year)
        .values(last=LetterCounter.last + 1)
        .returning(LetterCounter.last)
        .execution_options(synchronize_session=False)
    )
    if taken is None:
        session.execute(insert(LetterCounter).values(series=series, year=year, last=1))
        return 1
    return taken
