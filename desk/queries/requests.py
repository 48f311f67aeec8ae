"""Requests as lists show them: by due date, waiting for the applicant, of a visit, searched; changes nothing.

Names of PPID applicants are initials and confidential requests are absent for those without the right to
see names (rules.discretion).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Letter, PublicService, Request, RequestParty, Visit
from desk.models.promises import entry_of, items_of, marks_of, missing_of
from desk.models.working_days import work_calendar
from desk.rules import checklists, numbers, office_dates, phones, texts, tracking_codes
from desk.rules.discretion import applicant_shown, is_hidden_from, prefixes_hidden_from, sees_applicant
from desk.rules.office_dates import DueState
from desk.rules.request_states import WORKING, state_words
from desk.rules.rights import Actor
from desk.rules.working_days import WorkCalendar

WATCHES = frozenset(
    {"Request", "RequestParty", "ChecklistMark", "Letter", "PublicService", "DayOff", "Booking"}
)

_YEAR = timedelta(days=366)
_OPEN = WORKING
_SCHEDULED = "aula"
"""What services that promise no more than a confirmed schedule book."""


@dataclass(frozen=True)
class RequestRow:
    """One request in a list; `applicant` as the actor may see it.

    `urgent_on` is the earlier of the promised date and the event, `urgency` says how near it is.
    """

    id: int
    number: str
    code: str
    service_number: str
    service_name: str
    prefix: str
    applicant: str
    institution: str | None
    phone: str | None
    subject: str | None
    state: str
    received_at: datetime
    due_on: date | None
    due_words: str
    event_starts_at: datetime | None
    urgent_on: date | None
    urgency: DueState | None
    urgency_words: str
    assigned_to: str | None
    version: int


@dataclass(frozen=True)
class WaitingRow:
    """An incomplete file: since when, what is missing and whom to call."""

    request: RequestRow
    age: int
    """Working days since it was received."""
    contact: str
    phone: str | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class VisitApplicant:
    """What a visit already says of whoever applies; `kind` of the visit, `nik` masked."""

    visit_id: int
    kind: str
    purpose: str
    name: str
    phone: str | None
    institution: str | None
    address: str | None
    nik: str | None


@dataclass(frozen=True)
class RegisterQuestion:
    """Which requests the list shows, newest first; `before_id` is the last one of the page before."""

    text: str = ""
    states: tuple[str, ...] = ()
    received_on: date | None = None
    before_id: int | None = None
    limit: int = 100


@dataclass(frozen=True)
class _Seen:
    """What is known of a moment before rows are made: who looks, and the days that count."""

    actor: Actor
    today: date
    calendar: WorkCalendar
    confidential: frozenset[int] = field(default_factory=frozenset)
    """Services whose requests are not there for whoever looks."""
    scheduling: frozenset[int] = field(default_factory=frozenset)
    """Services that promise the confirmation of a schedule (Karangasem 1.1)."""


def open_requests_by_due(session: Session, limit: int, actor: Actor) -> tuple[RequestRow, ...]:
    """Requests that stand, the earlier of promised date and coming event first; those without either last.

    Left out are those whose promise was the confirmation of a schedule, and that is confirmed.
    """
    seen = _look(session, actor)
    start_of_today = clock.at_office(seen.today, datetime.min.time())
    base = _rows(seen).where(_is_owed(seen))
    by_due = base.where(Request.due_on.is_not(None)).order_by(Request.due_on, Request.id)
    by_event = base.where(Request.event_starts_at >= start_of_today).order_by(
        Request.event_starts_at, Request.id
    )
    without = base.where(Request.due_on.is_(None)).order_by(Request.received_at, Request.id)
    found: dict[int, RequestRow] = {}
    for question in (by_due, by_event, without):
        found.update({row.id: row for row in _made(session, question.limit(limit), seen)})
    return tuple(sorted(found.values(), key=_urgency_key)[:limit])


def is_owed(session: Session, actor: Actor) -> ColumnElement[bool]:
    """What `open_requests_by_due` lists, for counting: open, seen by `actor`, the promise not kept yet."""
    return _is_owed(_look(session, actor))


def _is_owed(seen: _Seen) -> ColumnElement[bool]:
    confirmed = exists().where(Booking.request_id == Request.id, Booking.state == "confirmed")
    is_begun = Request.state.in_(("complete", "in_process"))
    is_kept = and_(is_begun, Request.service_id.in_(seen.scheduling), confirmed)
    is_there = Request.service_id.not_in(seen.confidential)
    return and_(Request.state.in_(_OPEN), ~is_kept, is_there)


def _urgency_key(row: RequestRow) -> tuple[date, datetime, int]:
    at = row.event_starts_at
    is_by_event = at is not None and row.urgent_on == clock.office_date(at)
    moment = at if is_by_event and at is not None else clock.at_office(date.max, datetime.min.time())
    return row.urgent_on or date.max, moment, row.id


def waiting_for_applicant(session: Session, limit: int, actor: Actor) -> tuple[WaitingRow, ...]:
    """Incomplete files, the oldest first."""
    seen = _look(session, actor)
    question = _rows(seen).where(Request.state == "incomplete").order_by(Request.received_at, Request.id)
    rows = _made(session, question.limit(limit), seen)
    entities = session.scalars(select(Request).where(Request.id.in_([row.id for row in rows])))
    by_id = {request.id: request for request in entities}
    return tuple(_waiting(by_id[row.id], row, seen) for row in rows)


def _waiting(request: Request, row: RequestRow, seen: _Seen) -> WaitingRow:
    missing = missing_of(items_of(request, entry_of(request)), marks_of(request))
    parties = {party.role: party for party in request.parties}
    contact = parties.get("contact") or parties["applicant"]
    is_seen = sees_applicant(seen.actor, prefix=row.prefix)
    phone = contact.phone or parties["applicant"].phone
    return WaitingRow(
        request=row,
        age=max(seen.calendar.working_days_between(request.received_on, seen.today), 0),
        contact=applicant_shown(contact.name, prefix=row.prefix, actor=seen.actor),
        phone=phones.shown(phone) if phone and is_seen else None,
        missing=tuple(item.text for item in missing),
    )


def visit_applicant(session: Session, visit_id: int) -> VisitApplicant:
    """The visitor as a request's applicant; Refused where the visit does not stand."""
    visit = session.get(Visit, visit_id)
    if visit is None or visit.withdrawn_at is not None:
        raise Refused(_("Kunjungan ini tidak ada atau sudah dibatalkan."), field="visit_id")
    visitor = visit.visitor
    return VisitApplicant(
        visit_id=visit_id,
        kind=visit.kind,
        purpose=visit.purpose,
        name=visitor.name if visitor else "",
        phone=phones.shown(visitor.phone) if visitor and visitor.phone else None,
        institution=visitor.institution if visitor else None,
        address=visitor.address if visitor else None,
        nik=texts.masked_nik(visitor.nik) if visitor and visitor.nik else None,
    )


def requests_by_id(session: Session, ids: tuple[int, ...], actor: Actor) -> tuple[RequestRow, ...]:
    """The requests with these ids, in the order asked for."""
    seen = _look(session, actor)
    rows = {row.id: row for row in _made(session, _rows(seen).where(Request.id.in_(ids)), seen)}
    return tuple(rows[each] for each in ids if each in rows)


def earlier_requests(session: Session, name: str, phone: str | None, actor: Actor) -> tuple[RequestRow, ...]:
    """The last requests of whoever has this phone, or else these distinctive words in the name."""
    seen = _look(session, actor)
    words = texts.distinctive(name)
    by_phone = select(RequestParty.request_id).where(RequestParty.phone == phone) if phone else None
    if by_phone is not None:
        question = _rows(seen).where(Request.id.in_(by_phone), _may_be_named(actor))
    elif words:
        question = _rows(seen).where(*(_contains(word) for word in words), _may_be_named(actor))
    else:
        return ()
    return _made(session, question.order_by(Request.id.desc()).limit(5), seen)


def request_rows(session: Session, question: RegisterQuestion, actor: Actor) -> tuple[RequestRow, ...]:
    """A page of the list, newest first; found by number, code, or any words of the search key."""
    seen = _look(session, actor)
    asked = _rows(seen).where(*_conditions(question, actor))
    return _made(session, asked.order_by(Request.id.desc()).limit(question.limit), seen)


def _conditions(question: RegisterQuestion, actor: Actor) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if question.states:
        conditions.append(Request.state.in_(question.states))
    if question.received_on is not None:
        conditions.append(Request.received_on == question.received_on)
    if question.before_id is not None:
        conditions.append(Request.id < question.before_id)
    if question.text.strip():
        conditions.append(_matching(question.text[:200], actor))
    return conditions


def _matching(text: str, actor: Actor) -> ColumnElement[bool]:
    """By words of the search key, or as a number, or as a tracking code."""
    words = texts.fold(text).split()
    ways = [and_(*(_contains(word) for word in words), _may_be_named(actor)) if words else false()]
    if numbered := numbers.parse_number(text, clock.today().year):
        prefix, year, sequence = numbered
        ways.append(and_(Request.prefix == prefix, Request.year == year, Request.sequence == sequence))
    if code := tracking_codes.read(text).code:
        ways.append(Request.code == code)
    return or_(*ways)


def _contains(word: str) -> ColumnElement[bool]:
    return Request.search_key.contains(word, autoescape=True)


def _may_be_named(actor: Actor) -> ColumnElement[bool]:
    """Whom `actor` does not see cannot be found by name or telephone either: a hit would say who applied."""
    return Request.prefix.not_in(prefixes_hidden_from(actor))


def _look(session: Session, actor: Actor) -> _Seen:
    today = clock.today()
    entries = {
        row.id: checklists.read_checklist(row.checklist)
        for row in session.execute(select(PublicService.id, PublicService.checklist))
    }
    return _Seen(
        actor,
        today,
        work_calendar(session, today - _YEAR, today + _YEAR),
        confidential=frozenset(
            each
            for each, entry in entries.items()
            if is_hidden_from(actor, is_confidential=entry.confidential)
        ),
        scheduling=frozenset(each for each, entry in entries.items() if entry.books == _SCHEDULED),
    )


_Applicant = aliased(RequestParty)


def _rows(seen: _Seen) -> Select[*tuple[Any, ...]]:
    columns = select(
        Request.id,
        Request.number,
        Request.code,
        PublicService.number.label("service_number"),
        PublicService.name.label("service_name"),
        Request.prefix,
        _Applicant.name.label("applicant"),
        _Applicant.institution,
        _Applicant.phone,
        Letter.subject,
        Request.state,
        Request.received_at,
        Request.due_on,
        Request.due_words,
        Request.event_starts_at,
        Request.assigned_to,
        Request.version,
    )
    return (
        columns.join(PublicService, PublicService.id == Request.service_id)
        .join(_Applicant, and_(_Applicant.request_id == Request.id, _Applicant.role == "applicant"))
        .outerjoin(Letter, Letter.request_id == Request.id)
        .where(Request.service_id.not_in(seen.confidential))
    )


def _made(session: Session, question: Select[*tuple[Any, ...]], seen: _Seen) -> tuple[RequestRow, ...]:
    return tuple(_row(dict(row._mapping), seen) for row in session.execute(question))


def _row(columns: dict[str, Any], seen: _Seen) -> RequestRow:
    is_seen = sees_applicant(seen.actor, prefix=columns["prefix"])
    phone = columns.pop("phone")
    return RequestRow(
        **{
            **columns,
            "applicant": applicant_shown(columns["applicant"], prefix=columns["prefix"], actor=seen.actor),
            "institution": columns["institution"] if is_seen else None,
            "subject": columns["subject"] if is_seen else None,
        },
        phone=phones.shown(phone) if phone and is_seen else None,
        **_urgency(columns, seen),
    )


def _urgency(columns: dict[str, Any], seen: _Seen) -> dict[str, Any]:
    """The earlier of the promised date and an event to come, and how near that is."""
    if columns["state"] not in WORKING:
        return {"urgent_on": None, "urgency": None, "urgency_words": state_words(columns["state"])}
    due_on, event_at = columns["due_on"], columns["event_starts_at"]
    event_on = clock.office_date(event_at) if event_at else None
    if event_on and event_on >= seen.today and (due_on is None or event_on <= due_on):
        state, words = office_dates.due_words(event_on, seen.today, seen.calendar)
        when = office_dates.clock_time(event_at)
        return {"urgent_on": event_on, "urgency": state, "urgency_words": _acara(words, when)}
    if due_on is None:
        return {"urgent_on": None, "urgency": None, "urgency_words": columns["due_words"]}
    state, words = office_dates.due_words(due_on, seen.today, seen.calendar)
    return {"urgent_on": due_on, "urgency": state, "urgency_words": words}


def _acara(words: str, when: str) -> str:
    return _("acara {words}, pukul {when}").format(words=words, when=when)
