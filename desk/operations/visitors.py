"""Taking down who came to the counter: a visit, a short question, a direction; knows no request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Visit, Visitor, VisitorWord
from desk.operations.journal import Act, differences, note
from desk.rules import office_dates, texts, visits
from desk.rules.rights import Actor
from desk.rules.visits import VisitDetails


@dataclass(frozen=True, kw_only=True)
class VisitOrder(VisitDetails):
    """One visitor to take down; `key` is a UUID made when the form opened."""

    key: str
    visitor_id: int | None = None
    """A visitor known from earlier; what is told now is kept, what is not told stays as it was known."""
    arrived_at: datetime | None = None
    """None is now; a time before this minute needs `back_date_reason`."""
    back_date_reason: str | None = None


@dataclass(frozen=True)
class VisitNote:
    """An earlier visit of the same day by, it seems, the same visitor; couriers do come twice."""

    visit_id: int
    name: str
    arrived_at: datetime
    purpose: str


@dataclass(frozen=True)
class Registered:
    """A visit taken down, and what is worth the officer's attention."""

    visit_id: int
    visitor_id: int
    double: VisitNote | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionOrder:
    """A short question (pertanyaan singkat), counted without a name."""

    key: str
    topic: str | None = None


@dataclass(frozen=True, kw_only=True)
class DirectionOrder:
    """Somebody who was shown the way to another office."""

    key: str
    directed_to: str
    name: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Counted:
    """A visit without a form, and how many of its sort the day has had with it."""

    visit_id: int
    today: int


def register(session: Session, order: VisitOrder, actor: Actor) -> Registered:
    """Take down a visit; the same key again returns the first result and writes nothing."""
    actor.require("register")
    taken = _by_key(session, order.key)
    if taken is None:
        taken = _registered(session, order, actor)
    if taken.visitor_id is None:
        raise Refused(_("Isian ini sudah disimpan sebagai pertanyaan singkat."))
    return Registered(taken.id, taken.visitor_id, _double(session, taken))


def _registered(session: Session, order: VisitOrder, actor: Actor) -> Visit:
    told = visits.checked(order)
    arrived_at, reason = visits.arrival(order.arrived_at, order.back_date_reason)
    visit = Visit(
        key=order.key,
        visited_on=clock.office_date(arrived_at),
        arrived_at=arrived_at,
        entered_at=clock.now(),
        back_date_reason=reason,
        received_by=actor.account_id,
        **visit_columns(told),
    )
    changes: tuple[tuple[str, object, object], ...] = ()
    if order.visitor_id is None:
        visit.visitor = _new_visitor(order.key, told, seen_at=arrived_at)
    else:
        known = _known(session, order.visitor_id)
        changes = _told_anew(known, told)
        known.seen_at = max(arrived_at, known.seen_at)
        visit.visitor_id = known.id
    session.add(visit)
    session.flush()
    note(session, actor, Act("visit.register", visit.id, _sentence(visit), changes))
    return visit


def _by_key(session: Session, key: str) -> Visit | None:
    return session.scalar(select(Visit).where(Visit.key == key))


def _known(session: Session, visitor_id: int) -> Visitor:
    visitor = session.get(Visitor, visitor_id, with_for_update=True)
    if visitor is None:
        raise Refused(_("Tamu yang dipilih tidak ditemukan; cari lagi namanya."), field="name")
    return visitor


def _new_visitor(key: str, told: VisitDetails, *, seen_at: datetime) -> Visitor:
    visitor = Visitor(key=key, created_at=clock.now(), seen_at=seen_at, **visitor_columns(told))
    _make_findable(visitor)
    return visitor


def _told_anew(visitor: Visitor, told: VisitDetails) -> tuple[tuple[str, object, object], ...]:
    """Keep what is told of a known visitor, journaled; what is not told this time is no news."""
    columns = visitor_columns(told)
    news = {field: value for field, value in columns.items() if value is not None}
    return change_visitor(visitor, news)


def change_visitor(visitor: Visitor, news: dict[str, object]) -> tuple[tuple[str, object, object], ...]:
    """Write `news` into `visitor`; (field, old, new) of what differed, NIK masked."""
    changes = differences({field: getattr(visitor, field) for field in news}, news)
    for field, value in news.items():
        setattr(visitor, field, value)
    _make_findable(visitor)
    return tuple((f, _unread(f, old), _unread(f, new)) for f, old, new in changes)


def _make_findable(visitor: Visitor) -> None:
    """Keep what a visitor is found by in step with what is known of them."""
    visitor.search_key = visits.search_key(visitor.name, visitor.institution, visitor.address, visitor.phone)
    words = visits.search_words(visitor.name, visitor.institution)
    kept = [word for word in visitor.words if word.word in words]
    new = sorted(words - {word.word for word in kept})
    visitor.words = kept + [VisitorWord(head=word[: visits.HEAD], word=word) for word in new]


def _unread(field: str, value: object) -> object:
    return texts.masked_nik(value) if field == "nik" and isinstance(value, str) else value


def visitor_columns(told: VisitDetails) -> dict[str, object]:
    """What of `told` belongs to the person."""
    return {field: getattr(told, field) for field in _OF_VISITOR}


def visit_columns(told: VisitDetails) -> dict[str, object]:
    """What of `told` belongs to this coming."""
    return {field: getattr(told, field) for field in _OF_VISIT} | {"needs": list(told.needs)}


_OF_VISITOR = ("name", "name_is_uncertain", "institution", "address", "phone", "nik")
_OF_VISIT = (
    "kind",
    "purpose",
    "institution",
    "address",
    "head_count",
    "companions",
    "identity_shown",
    "is_priority",
    "guardian_name",
    "press_card",
    "topic",
    "memo_number",
    "note",
)


def _sentence(visit: Visit) -> str:
    name = visit.visitor.name if visit.visitor else ""
    if visit.back_date_reason is None:
        return _("Kunjungan {name} dicatat: {purpose}").format(name=name, purpose=visit.purpose)
    sentence = _("Kunjungan {name} pada {day} pukul {time} dicatat kemudian ({reason}): {purpose}")
    return sentence.format(
        name=name,
        day=f"{visit.visited_on:%d-%m-%Y}",
        time=office_dates.clock_time(visit.arrived_at),
        reason=visit.back_date_reason,
        purpose=visit.purpose,
    )


# --- the same visitor twice on one day --------------------------------------------------------------------


def _double(session: Session, visit: Visit) -> VisitNote | None:
    """The latest earlier entry of that day by the same visitor, phone, or name and institution."""
    visitor = visit.visitor
    if visitor is None:
        return None
    alike = _alike(visitor.name, visit.institution)
    for at, earlier in session.execute(_others_of_that_day(visit)).all():
        is_same = earlier.id == visitor.id or (visitor.phone and earlier.phone == visitor.phone)
        if is_same or _alike(earlier.name, at.institution) == alike:
            return VisitNote(at.id, earlier.name, at.arrived_at, at.purpose)
    return None


def _others_of_that_day(visit: Visit) -> Select[Visit, Visitor]:
    return (
        select(Visit, Visitor)
        .join(Visitor)
        .where(
            Visit.visited_on == visit.visited_on,
            Visit.withdrawn_at.is_(None),
            Visit.outcome == "visit",
            Visit.id < visit.id,
        )
        .order_by(Visit.id.desc())
    )


def _alike(name: str, institution: str | None) -> tuple[str, str]:
    return texts.fold(name), texts.fold(institution or "")


# --- without a form ---------------------------------------------------------------------------------------


def ask_question(session: Session, order: QuestionOrder, actor: Actor) -> Counted:
    """Count a short question; the asker has gone again when it is written."""
    actor.require("register")
    topic = visits.checked_line(order.topic, limit=texts.TITLE_LIMIT, field="topic", label=_("Topik"))
    visit = _brief(order.key, "question", actor)
    visit.topic = topic
    visit.purpose = topic or _("Pertanyaan singkat")
    return _counted(session, visit, actor, _("Pertanyaan singkat dicatat."))


def direct_elsewhere(session: Session, order: DirectionOrder, actor: Actor) -> Counted:
    """Note in one line that somebody was shown the way to another office."""
    actor.require("register")
    place = visits.checked_line(
        order.directed_to, limit=texts.TITLE_LIMIT, field="directed_to", label=_("Tujuan")
    )
    if not place:
        raise Refused(_("Tulis ke mana tamu diarahkan."), field="directed_to")
    visit = _brief(order.key, "directed", actor)
    visit.directed_to = place
    visit.purpose = _("Diarahkan ke {place}").format(place=place)
    visit.note = texts.clean(order.note or "", limit=texts.NOTE_LIMIT, field="note", multiline=True) or None
    if visits.texts_given(order.name) and _by_key(session, order.key) is None:
        told = VisitDetails(name=visits.checked_name(order.name or ""), purpose=visit.purpose)
        visit.visitor = _new_visitor(order.key, told, seen_at=visit.arrived_at)
    return _counted(session, visit, actor, _("Tamu diarahkan ke {place}.").format(place=place))


def _brief(key: str, outcome: str, actor: Actor) -> Visit:
    now = clock.now()
    return Visit(
        key=key,
        visited_on=clock.office_date(now),
        arrived_at=now,
        entered_at=now,
        left_at=now,
        kind="warga",
        outcome=outcome,
        state="left",
        needs=[],
        received_by=actor.account_id,
    )


def _counted(session: Session, visit: Visit, actor: Actor, sentence: str) -> Counted:
    taken = _by_key(session, visit.key)
    if taken is None:
        taken = visit
        session.add(visit)
        session.flush()
        note(session, actor, Act(f"visit.{visit.outcome}", visit.id, sentence))
    query = select(func.count(Visit.id)).where(
        Visit.visited_on == taken.visited_on,
        Visit.outcome == taken.outcome,
        Visit.withdrawn_at.is_(None),
        Visit.id <= taken.id,
    )
    return Counted(taken.id, session.scalar(query) or 0)
