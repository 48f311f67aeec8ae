"""Finds a request or a person by number, letter number, name or phone; knows no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Request
from desk.queries.requests import RegisterQuestion, RequestRow, request_rows, requests_by_id
from desk.queries.visitors import VisitorRow, visitors_matching
from desk.rules import numbers
from desk.rules.office_dates import short_date
from desk.rules.rights import Actor

WATCHES = frozenset({"Request", "RequestParty", "Letter", "Visitor"})

_REQUESTS, _VISITORS = 6, 4


@dataclass(frozen=True)
class FoundRow:
    """One thing found; `is_exact` where the text was its very number."""

    noun: Literal["request", "visitor"]
    id: int
    title: str
    rest: str
    detail: str
    is_exact: bool = False


def found(session: Session, text: str, actor: Actor) -> tuple[FoundRow, ...]:
    """What `text` may mean, the likeliest first: an exact number, requests, then known visitors.

    Fewer than two letters or digits mean nothing.
    """
    if sum(character.isalnum() for character in text) < 2:
        return ()
    exact = _by_number(session, text, actor)
    if exact:
        return exact
    requests = request_rows(session, RegisterQuestion(text=text, limit=_REQUESTS), actor)
    visitors = visitors_matching(session, text, _VISITORS)
    return tuple(_request(row) for row in requests) + tuple(_visitor(row) for row in visitors)


def _by_number(session: Session, text: str, actor: Actor) -> tuple[FoundRow, ...]:
    parsed = numbers.parse_number(text, clock.today().year)
    if parsed is None:
        return ()
    prefix, year, sequence = parsed
    wanted = select(Request.id).where(
        Request.prefix == prefix, Request.year == year, Request.sequence == sequence
    )
    ids = tuple(session.scalars(wanted))
    return tuple(_request(row, is_exact=True) for row in requests_by_id(session, ids, actor))


def _request(row: RequestRow, *, is_exact: bool = False) -> FoundRow:
    detail = " · ".join(part for part in (row.service_name, row.subject, row.urgency_words) if part)
    return FoundRow("request", row.id, row.number, f" · {row.applicant}", detail, is_exact)


def _visitor(row: VisitorRow) -> FoundRow:
    tail = _("HP …{0}").format(row.phone_tail) if row.phone_tail else ""
    last = _("terakhir {0}").format(short_date(row.last_visited_on)) if row.last_visited_on else ""
    detail = " · ".join(part for part in (row.institution, row.address, tail, last) if part)
    return FoundRow("visitor", row.visitor_id, row.name, _(" · tamu"), detail)
