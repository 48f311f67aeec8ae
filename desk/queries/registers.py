"""The registers as they would be printed, to be looked at first; knows no paper and writes nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models.accounts import Account
from desk.models.offices import office_letterhead
from desk.models.visitors import Visit, Visitor
from desk.rules import texts, visits
from desk.rules.registers import GuestBook, GuestBookRow, check_period

WATCHES: frozenset[str] = frozenset({"Visit", "Visitor", "Account", "Office"})


def guest_book(session: Session, first: date, last: date) -> GuestBook:
    """The guest book of the days from `first` to `last`; Refused beside either where there is none."""
    check_period(first, last)
    return GuestBook(
        letterhead=office_letterhead(session),
        first=first,
        last=last,
        rows=_rows(session, first, last),
        questions=_count(session, first, last, outcome="question"),
        directed=_count(session, first, last, outcome="directed"),
        withdrawn=_withdrawn(session, first, last),
        made_at=clock.now(),
    )


def _rows(session: Session, first: date, last: date) -> tuple[GuestBookRow, ...]:
    # columns, not entities: a busy year is a hundred thousand lines
    query = (
        select(
            Visit.visited_on,
            Visit.arrived_at,
            Visit.left_at,
            Visit.institution,
            Visit.address,
            Visit.purpose,
            Visit.head_count,
            Visitor.name,
            Visitor.name_is_uncertain,
            Account.name.label("receiver"),
        )
        .join(Account, Visit.received_by == Account.id)
        .outerjoin(Visitor, Visit.visitor_id == Visitor.id)
        .where(
            Visit.visited_on.between(first, last),
            *_is_guest(),
            Visit.withdrawn_at.is_(None),
        )
        .order_by(Visit.arrived_at, Visit.id)
    )
    initials: dict[str, str] = {}
    return tuple(
        GuestBookRow(
            number=number,
            visited_on=row.visited_on,
            arrived_at=row.arrived_at,
            left_at=row.left_at,
            name=row.name or _("Tamu tanpa nama"),
            name_is_uncertain=bool(row.name_is_uncertain),
            origin=" · ".join(part for part in (row.institution, row.address) if part),
            purpose=row.purpose,
            head_count=row.head_count,
            received_by=initials.setdefault(row.receiver, texts.initials(row.receiver)),
        )
        for number, row in enumerate(session.execute(query), 1)
    )


def _count(session: Session, first: date, last: date, *, outcome: str) -> int:
    query = _counting(first, last).where(Visit.outcome == outcome, Visit.withdrawn_at.is_(None))
    return session.scalar(query) or 0


def _withdrawn(session: Session, first: date, last: date) -> int:
    """Entries taken out of the book again: visits of guests, never of colleagues."""
    query = _counting(first, last).where(*_is_guest(), Visit.withdrawn_at.is_not(None))
    return session.scalar(query) or 0


def _is_guest() -> tuple[ColumnElement[bool], ...]:
    guests = [kind for kind in visits.kinds() if visits.is_in_guest_book(kind)]
    return Visit.outcome == "visit", Visit.kind.in_(guests)


def _counting(first: date, last: date) -> Select[int]:
    return select(func.count(Visit.id)).where(Visit.visited_on.between(first, last))
