"""What becomes of a visit after it was taken down: served, left, corrected, withdrawn; knows no form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import JournalLine, Request, Visit
from desk.operations.journal import Act, differences, note
from desk.operations.visitors import change_visitor, visit_columns, visitor_columns
from desk.rules import office_dates, visits
from desk.rules.rights import Actor
from desk.rules.visits import VisitDetails


@dataclass(frozen=True, kw_only=True)
class VisitCorrection(VisitDetails):
    """How a visit should read; a NIK of None stays as it is (screens hold it masked), "" takes it away."""

    visit_id: int
    arrived_at: datetime | None = None
    """None leaves the arrival as it is."""
    back_date_reason: str | None = None


@dataclass(frozen=True)
class VisitWithdrawal:
    """A visit entered by mistake; it stays readable, with the reason."""

    visit_id: int
    reason: str


@dataclass(frozen=True)
class LeaveOrder:
    """A visitor goes; None is now."""

    visit_id: int
    left_at: datetime | None = None


def serve(session: Session, visit_id: int, actor: Actor) -> None:
    """A waiting visitor's turn has come; nothing where it already had."""
    actor.require("register")
    visit = _standing(session, visit_id)
    if visit.state == "left":
        raise Refused(_("{name} sudah keluar.").format(name=_name(visit)))
    _move(session, visit, actor, to="served")


def wait_again(session: Session, visit_id: int, actor: Actor) -> None:
    """Served by mistake: back to those who wait."""
    actor.require("register")
    visit = _standing(session, visit_id)
    if visit.state == "left":
        raise Refused(_("{name} sudah keluar.").format(name=_name(visit)))
    _move(session, visit, actor, to="waiting")


def _move(session: Session, visit: Visit, actor: Actor, *, to: str) -> None:
    if visit.state == to:
        return
    old, visit.state = visit.state, to
    sentence = _("{name} {state}.").format(name=_name(visit), state=visits.states()[to])
    note(session, actor, Act(f"visit.{to}", visit.id, sentence, (("state", old, to),)))


def take_leave(session: Session, order: LeaveOrder, actor: Actor) -> datetime:
    """When the visitor left, as noted now or before; nothing is written where it already was."""
    actor.require("register")
    visit = _standing(session, order.visit_id)
    if visit.state == "left" and visit.left_at is not None and order.left_at in (None, visit.left_at):
        return visit.left_at
    left_at = visits.leaving(visit.arrived_at, order.left_at)
    changes = differences(
        {"state": visit.state, "left_at": visit.left_at}, {"state": "left", "left_at": left_at}
    )
    visit.state, visit.left_at = "left", left_at
    sentence = _("{name} keluar pukul {time}.")
    sentence = sentence.format(name=_name(visit), time=office_dates.clock_time(left_at))
    note(session, actor, Act("visit.leave", visit.id, sentence, changes))
    return left_at


def come_back(session: Session, visit_id: int, actor: Actor) -> None:
    """Take a leaving back: the visitor waits or is served as before it."""
    actor.require("register")
    visit = _standing(session, visit_id)
    if visit.outcome != "visit":
        raise Refused(_("Catatan singkat ini tidak punya jam keluar yang dapat dibatalkan."))
    if visit.state != "left":
        return
    before = {"state": "left", "left_at": visit.left_at}
    visit.state, visit.left_at = _state_before_leaving(session, visit.id), None
    changes = differences(before, {"state": visit.state, "left_at": None})
    sentence = _("Jam keluar {name} dibatalkan.").format(name=_name(visit))
    note(session, actor, Act("visit.come_back", visit.id, sentence, changes))


def _state_before_leaving(session: Session, visit_id: int) -> str:
    lines = (
        select(JournalLine.changes)
        .where(JournalLine.noun == "visit", JournalLine.noun_id == visit_id, JournalLine.act == "visit.leave")
        .order_by(JournalLine.id.desc())
    )
    for changes in session.scalars(lines):
        for change in changes:
            if change["field"] == "state":
                return str(change["old"])
    return "served"


def correct(session: Session, correction: VisitCorrection, actor: Actor) -> int:
    """Let a visit read as it should, journaled old → new; returns its id."""
    actor.require("register")
    visit = _standing(session, correction.visit_id)
    if visit.outcome != "visit":
        raise Refused(_("Catatan singkat tidak dikoreksi; batalkan lalu catat lagi."))
    told = visits.checked(correction)
    changes = _correct_arrival(visit, correction)
    changes += _correct_visitor(visit, correction, told)  # first: it compares with the visit as it was
    news = visit_columns(told)
    if visits.shown_state(visit.state, visit.outcome, visit.visited_on) not in ("waiting", "served"):
        del news["needs"], news["is_priority"]  # screens no longer show them: they stay as they were
    changes += differences({field: getattr(visit, field) for field in news}, news)
    for field, value in news.items():
        setattr(visit, field, value)
    unique = tuple({field: (field, old, new) for field, old, new in changes}.values())
    if unique:
        sentence = _("Kunjungan {name} dikoreksi.").format(name=_name(visit))
        note(session, actor, Act("visit.correct", visit.id, sentence, unique))
    return visit.id


def _correct_arrival(visit: Visit, correction: VisitCorrection) -> tuple[tuple[str, object, object], ...]:
    if correction.arrived_at is None or correction.arrived_at == visit.arrived_at:
        return ()
    arrived_at, reason = visits.arrival(
        correction.arrived_at, correction.back_date_reason or visit.back_date_reason
    )
    if visit.left_at is not None and visit.left_at < arrived_at:
        sentence = _("Tamu ini keluar pukul {time}; waktu datangnya tidak bisa sesudah itu.")
        raise Refused(sentence.format(time=office_dates.clock_time(visit.left_at)), field="arrived_at")
    news = {
        "arrived_at": arrived_at,
        "visited_on": clock.office_date(arrived_at),
        "back_date_reason": reason,
    }
    changes = differences({field: getattr(visit, field) for field in news}, news)
    for field, value in news.items():
        setattr(visit, field, value)
    return changes


def _correct_visitor(
    visit: Visit, correction: VisitCorrection, told: VisitDetails
) -> tuple[tuple[str, object, object], ...]:
    if visit.visitor is None:
        return ()
    news = visitor_columns(told)
    if correction.nik is None:
        del news["nik"]
    for field in ("institution", "address"):
        if getattr(visit.visitor, field) != getattr(visit, field):
            del news[field]  # an old entry is mended; the visitor has moved on since
    return change_visitor(visit.visitor, news)


def withdraw(session: Session, withdrawal: VisitWithdrawal, actor: Actor) -> None:
    """Take a visit out of the book, with the reason; refused while a request hangs on it."""
    actor.require("register")
    reason = visits.checked_reason(withdrawal.reason)
    visit = _visit(session, withdrawal.visit_id)
    if visit.withdrawn_at is not None:
        return
    number = session.scalar(
        select(Request.number).where(Request.visit_id == visit.id, Request.state != "withdrawn").limit(1)
    )
    if number is not None:
        sentence = _("Kunjungan ini membawa permohonan {number}; batalkan permohonannya lebih dahulu.")
        raise Refused(sentence.format(number=number))
    visit.withdrawn_at, visit.withdrawal_reason = clock.now(), reason
    sentence = _("Kunjungan {name} dibatalkan: {reason}").format(name=_name(visit), reason=reason)
    note(session, actor, Act("visit.withdraw", visit.id, sentence))


def restore(session: Session, visit_id: int, actor: Actor) -> None:
    """Put a withdrawn visit back into the book."""
    actor.require("register")
    visit = _visit(session, visit_id)
    if visit.withdrawn_at is None:
        return
    changes = (("withdrawal_reason", visit.withdrawal_reason, None),)
    visit.withdrawn_at = visit.withdrawal_reason = None
    sentence = _("Pembatalan kunjungan {name} dicabut.").format(name=_name(visit))
    note(session, actor, Act("visit.restore", visit.id, sentence, changes))


def _visit(session: Session, visit_id: int) -> Visit:
    visit = session.get(Visit, visit_id, with_for_update=True)
    if visit is None:
        raise Refused(_("Kunjungan ini tidak ditemukan."))
    return visit


def _standing(session: Session, visit_id: int) -> Visit:
    visit = _visit(session, visit_id)
    if visit.withdrawn_at is not None:
        raise Refused(_("Kunjungan ini sudah dibatalkan."))
    return visit


def _name(visit: Visit) -> str:
    return visit.visitor.name if visit.visitor else _("Tamu tanpa nama")
