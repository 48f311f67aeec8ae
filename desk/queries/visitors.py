"""Who comes, who is here, who came before; knows no act and no screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import Session, joinedload

from desk.errors import Refused
from desk.i18n import _
from desk.models import Visit, Visitor, VisitorWord
from desk.rules import phones, texts, visits

WATCHES: frozenset[str] = frozenset({"Visit", "Visitor"})

_LATEST = 200
"""How many of the visitors last seen are ranked; who types on finds the others."""
_READ_WHOLE = 10_000
"""So many visitors last seen are searched for any part of any word."""
_WHOLE_NUMBER = 9
_ALIKE_AMONG = 1000
_ALIKE_ENOUGH = 82
_ALIKE_FROM = 4
_HABIT = 10
"""The usual purpose is the commonest of so many last visits."""

_HAS_COME = Visitor.visits.any((Visit.outcome == "visit") & Visit.withdrawn_at.is_(None))
"""Not one whose only entry was a mistake, nor one merely shown the way."""


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """A known visitor as offered while a name is typed, with what the form takes over."""

    visitor_id: int
    name: str
    name_is_uncertain: bool
    institution: str | None
    address: str | None
    phone: str | None
    """As the office writes it; lists show `phone_tail` only."""
    phone_tail: str
    nik_masked: str
    last_visited_on: date | None
    usual_purpose: str | None
    usual_kind: str
    visits: int


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit as the counter shows it; needs are empty once the visitor has left."""

    visit_id: int
    visitor_id: int | None
    name: str
    name_is_uncertain: bool
    institution: str | None
    address: str | None
    phone: str | None
    phone_tail: str
    nik_masked: str
    visited_on: date
    arrived_at: datetime
    left_at: datetime | None
    back_date_reason: str | None
    kind: str
    outcome: str
    state: str
    """A code of rules.visits.states(); `state_word` is what is shown."""
    state_word: str
    purpose: str
    head_count: int
    companions: str | None
    identity_shown: str | None
    needs: tuple[str, ...]
    is_priority: bool
    guardian_name: str | None
    press_card: str | None
    topic: str | None
    memo_number: str | None
    note: str | None
    withdrawal_reason: str | None

    @property
    def origin(self) -> str:
        """From where, in one line."""
        return " · ".join(part for part in (self.institution, self.address) if part)

    @property
    def is_here(self) -> bool:
        """Whether the visitor still waits or is served."""
        return self.state in ("waiting", "served")


@dataclass(frozen=True, slots=True)
class DayCounts:
    """A day in figures; `guests` and `people` leave out colleagues with a nota dinas."""

    guests: int = 0
    people: int = 0
    waiting: int = 0
    served: int = 0
    internal: int = 0
    questions: int = 0
    directed: int = 0


@dataclass(frozen=True, slots=True)
class VisitDay:
    """A day at the counter: those who stand, those withdrawn, the figures."""

    day: date
    rows: tuple[VisitRow, ...]
    withdrawn: tuple[VisitRow, ...]
    counts: DayCounts


# --- who is it? -------------------------------------------------------------------------------------------


def visitors_matching(session: Session, text: str, limit: int = 8) -> tuple[VisitorRow, ...]:
    """Known visitors for what was typed (three letters or digits at least), the likeliest first."""
    wanted = _Wanted.read(text)
    if wanted is None:
        return ()
    found = _ranked(session, wanted, limit)[:limit] or _alike(session, wanted, limit)
    return _visitor_rows(session, found)


def visitor_row(session: Session, visitor_id: int) -> VisitorRow | None:
    """One known visitor, or None."""
    rows = _visitor_rows(session, [visitor_id])
    return rows[0] if rows else None


@dataclass(frozen=True, slots=True)
class _Wanted:
    words: tuple[str, ...]
    telling: frozenset[str]
    """Those of the words that tell people apart."""

    @staticmethod
    def read(text: str) -> _Wanted | None:
        text = text[: visits.SEARCH_KEY_LIMIT]
        if not any(character.isalpha() for character in text):
            digits = visits.dialled(text)
            return _Wanted((digits,), frozenset({digits})) if len(digits) >= 3 else None
        words = tuple(dict.fromkeys(texts.fold(text).split()))[:8]
        if sum(map(len, words)) < 3:
            return None
        return _Wanted(words, frozenset(texts.distinctive(" ".join(words))))


def _ranked(session: Session, wanted: _Wanted, limit: int) -> list[int]:
    """By how the longest telling word begins; where few are found, any part of those last seen too."""
    telling = max((word for word in wanted.telling if len(word) >= visits.HEAD), key=len, default="")
    rows: dict[int, Row[int, str, str, datetime]] = {}
    if telling.isalpha():
        rows |= {row.id: row for row in session.execute(_beginning(wanted, telling))}
    elif len(telling) >= _WHOLE_NUMBER:
        rows |= {row.id: row for row in session.execute(_of_number(telling))}
    if len(rows) < limit:
        rows |= {row.id: row for row in session.execute(_last_seen(session, wanted))}
    latest_first = sorted(rows.values(), key=lambda row: (row.seen_at, row.id), reverse=True)
    # sorted() is stable: among equals the one last seen stays first
    return [row.id for row in sorted(latest_first, key=lambda row: -_fit(wanted, row.name, row.search_key))]


_Candidates = Select[int, str, str, datetime]


def _candidates(wanted: _Wanted) -> _Candidates:
    query = select(Visitor.id, Visitor.name, Visitor.search_key, Visitor.seen_at).where(_HAS_COME)
    for word in wanted.words:
        query = query.where(Visitor.search_key.contains(word, autoescape=True))
    return query.limit(_LATEST)


def _beginning(wanted: _Wanted, telling: str) -> _Candidates:
    begins = VisitorWord.word.startswith(telling[: visits.WORD_LIMIT], autoescape=True)
    return (
        _candidates(wanted)
        .join(VisitorWord, VisitorWord.visitor_id == Visitor.id)
        .where(VisitorWord.head == telling[: visits.HEAD], begins)
        .order_by(VisitorWord.visitor_id.desc())
    )


def _of_number(digits: str) -> _Candidates:
    phone = "+62" + digits[1:] if digits.startswith("0") else "+" + digits
    query = select(Visitor.id, Visitor.name, Visitor.search_key, Visitor.seen_at)
    return query.where(_HAS_COME, Visitor.phone == phone).limit(_LATEST)


def _last_seen(session: Session, wanted: _Wanted) -> _Candidates:
    newest_first = select(Visitor.seen_at).order_by(Visitor.seen_at.desc())
    oldest = session.scalar(newest_first.offset(_READ_WHOLE).limit(1))
    query = _candidates(wanted).order_by(Visitor.seen_at.desc(), Visitor.id.desc())
    return query if oldest is None else query.where(Visitor.seen_at > oldest)


def _fit(wanted: _Wanted, name: str, search_key: str) -> int:
    """How well a visitor fits: beginnings of telling words of the name, of any word, then mere insides."""
    telling = texts.distinctive(name)
    words = search_key.split()
    fit = 0
    for word in wanted.words:
        weight = 4 if word in wanted.telling else 1
        if any(own.startswith(word) for own in telling):
            fit += 4 * weight
        elif any(own.startswith(word) for own in words):
            fit += 2 * weight
        else:
            fit += weight
    return fit


def _alike(session: Session, wanted: _Wanted, limit: int) -> list[int]:
    """Visitors whose name is one slip of the finger away, among those last seen."""
    typed = " ".join(word for word in wanted.words if word in wanted.telling)
    if len(typed) < _ALIKE_FROM or typed.isdigit():
        return []
    from rapidfuzz import fuzz, process

    query = select(Visitor.id, Visitor.name).where(_HAS_COME)
    query = query.order_by(Visitor.seen_at.desc()).limit(_ALIKE_AMONG)
    names = {row.id: " ".join(texts.distinctive(row.name)) for row in session.execute(query)}
    found = process.extract(typed, names, scorer=fuzz.ratio, score_cutoff=_ALIKE_ENOUGH, limit=limit)
    return [visitor_id for _name, _score, visitor_id in found]


def _visitor_rows(session: Session, ids: list[int]) -> tuple[VisitorRow, ...]:
    if not ids:
        return ()
    visitors = {v.id: v for v in session.scalars(select(Visitor).where(Visitor.id.in_(ids)))}
    habits = _habits(session, ids)
    return tuple(_visitor_row(visitors[i], habits.get(i, [])) for i in ids if i in visitors)


def _habits(session: Session, ids: list[int]) -> dict[int, list[tuple[date, str, str, int]]]:
    """Visitor → their last visits (day, purpose, kind, how many in all), newest first."""
    place = func.row_number().over(partition_by=Visit.visitor_id, order_by=Visit.id.desc()).label("place")
    total = func.count().over(partition_by=Visit.visitor_id).label("total")
    numbered = (
        select(Visit.visitor_id, Visit.visited_on, Visit.purpose, Visit.kind, place, total)
        .where(Visit.visitor_id.in_(ids), Visit.withdrawn_at.is_(None), Visit.outcome == "visit")
        .subquery()
    )
    query = select(numbered).where(numbered.c.place <= _HABIT).order_by(numbered.c.place)
    habits: dict[int, list[tuple[date, str, str, int]]] = {}
    for row in session.execute(query):
        habits.setdefault(row.visitor_id, []).append((row.visited_on, row.purpose, row.kind, row.total))
    return habits


def _visitor_row(visitor: Visitor, habit: list[tuple[date, str, str, int]]) -> VisitorRow:
    purposes = Counter(purpose for _day, purpose, _kind, _total in habit)
    kinds = Counter(kind for _day, _purpose, kind, _total in habit)
    return VisitorRow(
        visitor_id=visitor.id,
        name=visitor.name,
        name_is_uncertain=visitor.name_is_uncertain,
        institution=visitor.institution,
        address=visitor.address,
        phone=phones.shown(visitor.phone) if visitor.phone else None,
        phone_tail=phones.last_three(visitor.phone) if visitor.phone else "",
        nik_masked=texts.masked_nik(visitor.nik) if visitor.nik else "",
        last_visited_on=max((day for day, *_rest in habit), default=None),
        # most_common keeps the order of first meeting, which is the newest, among equals
        usual_purpose=purposes.most_common(1)[0][0] if purposes else None,
        usual_kind=kinds.most_common(1)[0][0] if kinds else "warga",
        visits=habit[0][3] if habit else 0,
    )


# --- who came? --------------------------------------------------------------------------------------------


def visits_on(session: Session, day: date) -> tuple[VisitRow, ...]:
    """The visits and directions of an office date that stand: those waiting (dahulukan first), being
    served, then those gone, the last gone first; short questions are only counted.
    """
    query = _with_visitor().where(
        Visit.visited_on == day, Visit.withdrawn_at.is_(None), Visit.outcome != "question"
    )
    rows = _visit_rows(session, query)
    return tuple(sorted(rows, key=_turn))


def withdrawn_on(session: Session, day: date) -> tuple[VisitRow, ...]:
    """What was taken out of the book of that day, the latest first."""
    query = _with_visitor().where(Visit.visited_on == day, Visit.withdrawn_at.is_not(None))
    return _visit_rows(session, query.order_by(Visit.withdrawn_at.desc()))


def visit_day(session: Session, day: date) -> VisitDay:
    """All that the visitors' screen shows of one day."""
    return VisitDay(day, visits_on(session, day), withdrawn_on(session, day), counts_on(session, day))


def visit_row(session: Session, visit_id: int) -> VisitRow:
    """One visit, standing or withdrawn; Refused where there is none."""
    rows = _visit_rows(session, _with_visitor().where(Visit.id == visit_id))
    if not rows:
        raise Refused(_("Kunjungan ini tidak ditemukan."))
    return rows[0]


def counts_on(session: Session, day: date) -> DayCounts:
    """The figures of an office date."""
    is_visit = Visit.outcome == "visit"
    is_guest = is_visit & (Visit.kind != "internal")
    query = select(
        _count(is_guest),
        func.coalesce(func.sum(case((is_guest, Visit.head_count), else_=0)), 0),
        _count(is_visit & (Visit.state == "waiting")),
        _count(is_visit & (Visit.state == "served")),
        _count(is_visit & (Visit.kind == "internal")),
        _count(Visit.outcome == "question"),
        _count(Visit.outcome == "directed"),
    ).where(Visit.visited_on == day, Visit.withdrawn_at.is_(None))
    return DayCounts(*session.execute(query).one())


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _turn(row: VisitRow) -> tuple[int, bool, float]:
    if row.state in ("waiting", "open"):
        return 0, not row.is_priority, row.arrived_at.timestamp()
    if row.state == "served":
        return 1, False, row.arrived_at.timestamp()
    return 2, False, -(row.left_at or row.arrived_at).timestamp()


def _with_visitor() -> Select[Visit]:
    return select(Visit).options(joinedload(Visit.visitor))


def _visit_rows(session: Session, query: Select[Visit]) -> tuple[VisitRow, ...]:
    return tuple(_visit_row(visit) for visit in session.scalars(query))


def _visit_row(visit: Visit) -> VisitRow:
    visitor = visit.visitor
    is_withdrawn = visit.withdrawn_at is not None
    state = visits.shown_state(visit.state, visit.outcome, visit.visited_on, is_withdrawn=is_withdrawn)
    is_here = state in ("waiting", "served")
    phone = visitor.phone if visitor else None
    return VisitRow(
        visit_id=visit.id,
        visitor_id=visit.visitor_id,
        name=visitor.name if visitor else _("Tamu tanpa nama"),
        name_is_uncertain=visitor.name_is_uncertain if visitor else False,
        institution=visit.institution,
        address=visit.address,
        phone=phones.shown(phone) if phone else None,
        phone_tail=phones.last_three(phone) if phone else "",
        nik_masked=texts.masked_nik(visitor.nik) if visitor and visitor.nik else "",
        visited_on=visit.visited_on,
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
        back_date_reason=visit.back_date_reason,
        kind=visit.kind,
        outcome=visit.outcome,
        state=state,
        state_word=visits.states()[state],
        purpose=visit.purpose,
        head_count=visit.head_count,
        companions=visit.companions,
        identity_shown=visit.identity_shown,
        needs=tuple(visit.needs) if is_here else (),
        is_priority=visit.is_priority and is_here,
        guardian_name=visit.guardian_name,
        press_card=visit.press_card,
        topic=visit.topic,
        memo_number=visit.memo_number,
        note=visit.note,
        withdrawal_reason=visit.withdrawal_reason,
    )
