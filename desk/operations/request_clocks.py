"""Decides on one request's clock: extended once, paused and resumed, counted from the event; knows no screen.

Every decision has its reason and stays as a trail when it is taken back. The promised date is counted anew by
the function that counted it at filing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import ClockEvent, Request
from desk.models.promises import clock_facts, entry_of
from desk.models.working_days import calendar_setting
from desk.operations.journal import Act, differences, note
from desk.operations.request_changes import open_request
from desk.operations.request_promises import settle
from desk.rules import promises
from desk.rules.checklists import Limit
from desk.rules.office_dates import plain_date
from desk.rules.rights import Actor
from desk.rules.texts import reason_of


@dataclass(frozen=True)
class ExtensionOrder:
    """Lengthen the term once, before it ends; `reason` is what the applicant is told in writing."""

    key: str
    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class PauseOrder:
    """Stop the clock, where the office allows it; `reason`: what is waited for."""

    key: str
    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class ResumptionOrder:
    """Let a paused clock run again; the day itself is not counted."""

    key: str
    request_id: int
    version: int
    reason: str


@dataclass(frozen=True)
class EventDoneOrder:
    """Count coverage from the day of the event, as agreed with the applicant (N25)."""

    key: str
    request_id: int
    version: int
    done_on: date
    reason: str


@dataclass(frozen=True)
class DecisionTakenBackOrder:
    """Undo the last decision of its kind: extended, paused, resumed or event_done."""

    key: str
    request_id: int
    version: int
    kind: str
    reason: str


@dataclass(frozen=True)
class Redated:
    """The request's version and date after the decision; `due_on` None while the clock stands still."""

    version: int
    due_on: date | None
    due_words: str


_Order = ExtensionOrder | PauseOrder | ResumptionOrder | EventDoneOrder | DecisionTakenBackOrder


def extend(session: Session, order: ExtensionOrder, actor: Actor) -> Redated:
    """Lengthen the term by what the standard allows: once, with a reason, not after its last day."""
    if (known := _known(session, order)) is not None:
        return known
    request = open_request(session, order, actor)
    limit = _limit(request)
    if limit is None or limit.extension is None:
        raise Refused(_("Jangka waktu layanan ini tidak dapat diperpanjang."))
    if any(event.kind == "extended" for event in _standing(request)):
        raise Refused(_("Jangka waktu permohonan {0} sudah diperpanjang satu kali.").format(request.number))
    if request.due_on is None:
        raise Refused(
            _("Jangka waktu permohonan {0} belum atau tidak sedang berjalan.").format(request.number)
        )
    if clock.today() > request.due_on:
        sentence = _("Jangka waktu sudah berakhir pada {date}; tidak dapat diperpanjang lagi.")
        raise Refused(sentence.format(date=plain_date(request.due_on)))
    sentence = _("Jangka waktu permohonan {number} diperpanjang: {reason}.")
    return _decide(session, request, ("extended", clock.today(), order, sentence), actor)


def pause(session: Session, order: PauseOrder, actor: Actor) -> Redated:
    """Stop the clock with a reason; today still counts. Only where the office's settings allow it."""
    if (known := _known(session, order)) is not None:
        return known
    request = open_request(session, order, actor)
    if not calendar_setting(session).allows_pauses:
        raise Refused(_("Pengaturan kantor tidak mengizinkan penghentian jangka waktu."))
    if clock_facts(request, entry_of(request)).history.open_pause is not None:
        raise Refused(_("Jangka waktu permohonan {0} sudah dihentikan.").format(request.number))
    if request.due_on is None or clock.today() > request.due_on:
        raise Refused(
            _("Jangka waktu permohonan {0} belum atau tidak sedang berjalan.").format(request.number)
        )
    sentence = _("Jangka waktu permohonan {number} dihentikan sementara: {reason}.")
    return _decide(session, request, ("paused", clock.today(), order, sentence), actor)


def resume(session: Session, order: ResumptionOrder, actor: Actor) -> Redated:
    """Let the clock run again from tomorrow."""
    if (known := _known(session, order)) is not None:
        return known
    request = open_request(session, order, actor)
    if clock_facts(request, entry_of(request)).history.open_pause is None:
        raise Refused(_("Jangka waktu permohonan {0} tidak sedang dihentikan.").format(request.number))
    sentence = _("Jangka waktu permohonan {number} dijalankan lagi: {reason}.")
    return _decide(session, request, ("resumed", clock.today(), order, sentence), actor)


def count_from_event(session: Session, order: EventDoneOrder, actor: Actor) -> Redated:
    """Count from the day of the event instead of receipt, where the limit allows that to be agreed."""
    if (known := _known(session, order)) is not None:
        return known
    request = open_request(session, order, actor)
    limit = _limit(request)
    if limit is None or "event_done" not in limit.may_start_at:
        raise Refused(_("Jangka waktu layanan ini tidak dihitung dari acara."))
    if not request.received_on <= order.done_on <= clock.today():
        raise Refused(_("Acara selesai antara hari diterima dan hari ini."), field="done_on")
    if any(event.kind == "event_done" for event in _standing(request)):
        raise Refused(_("Hari acara permohonan {0} sudah dicatat.").format(request.number))
    sentence = _("Jangka waktu permohonan {number} dihitung sejak acara: {reason}.")
    return _decide(session, request, ("event_done", order.done_on, order, sentence), actor)


def take_back_decision(session: Session, order: DecisionTakenBackOrder, actor: Actor) -> Redated:
    """Undo the last standing decision of a kind; it stays in the trail with this reason."""
    request = open_request(session, order, actor)
    reason = reason_of(order.reason)
    standing = _standing(request)
    found = next((event for event in reversed(standing) if event.kind == order.kind), None)
    if found is None:
        raise Refused(_("Tidak ada keputusan seperti itu pada permohonan {0}.").format(request.number))
    if found.kind in ("paused", "resumed") and any(
        event.id > found.id and event.kind in ("paused", "resumed") for event in standing
    ):
        raise Refused(_("Batalkan dahulu keputusan yang lebih baru."))
    found.taken_back_at, found.taken_back_by = clock.now(), actor.account_id
    found.taken_back_reason = reason
    words = {
        "extended": _("Perpanjangan permohonan {number} dibatalkan: {reason}."),
        "paused": _("Penghentian jangka waktu permohonan {number} dibatalkan: {reason}."),
        "resumed": _("Kelanjutan jangka waktu permohonan {number} dibatalkan: {reason}."),
        "event_done": _("Perhitungan sejak acara pada permohonan {number} dibatalkan: {reason}."),
    }
    sentence = words[found.kind].format(number=request.number, reason=reason)
    return _redate(session, request, Act("request.take_back_decision", request.id, sentence), actor)


def _decide(
    session: Session, request: Request, decision: tuple[str, date, _Order, str], actor: Actor
) -> Redated:
    kind, on, order, sentence = decision
    reason = reason_of(order.reason)
    request.clock_events.append(
        ClockEvent(
            key=order.key, kind=kind, on=on, reason=reason, made_at=clock.now(), made_by=actor.account_id
        )
    )
    names = {"extended": "extend", "paused": "pause", "resumed": "resume", "event_done": "count_from_event"}
    text = sentence.format(number=request.number, reason=reason)
    return _redate(session, request, Act(f"request.{names[kind]}", request.id, text), actor)


def _redate(session: Session, request: Request, act: Act, actor: Actor) -> Redated:
    before = {"due_on": request.due_on}
    session.flush()
    settle(session, request, complete_at=clock.now())
    request.version += 1
    session.flush()
    changes = differences(before, {"due_on": request.due_on})
    note(session, actor, Act(act.name, act.noun_id, act.sentence, changes))
    return Redated(request.version, request.due_on, request.due_words)


def _known(session: Session, order: _Order) -> Redated | None:
    """What the same order did before: nothing is decided twice."""
    event = session.scalar(select(ClockEvent).where(ClockEvent.key == order.key))
    if event is None:
        return None
    request = session.get_one(Request, event.request_id)
    return Redated(request.version, request.due_on, request.due_words)


def _standing(request: Request) -> list[ClockEvent]:
    return [event for event in request.clock_events if event.taken_back_at is None]


def _limit(request: Request) -> Limit | None:
    return promises.limit_for(entry_of(request), request.variant)
