"""What waits on the roads of all requests, for the work list: objections, targets, drafts, disposisi.

Changes nothing; what is confidential is not there for those without the role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Objection, PublicService, Referral, Request, RequestParty
from desk.models.promises import entry_of
from desk.models.working_days import office_days, work_calendar
from desk.queries.inner_targets import open_targets
from desk.rules import phones
from desk.rules.discretion import applicant_shown, is_hidden_from, sees_applicant
from desk.rules.office_dates import long_date, short_date
from desk.rules.rights import Actor
from desk.rules.time_limits import draft_due_on

WATCHES = frozenset({"Request", "RequestRecord", "Objection", "Referral", "DayOff", "CalendarSetting"})
_MONTH = timedelta(days=40)


@dataclass(frozen=True, slots=True)
class WaitRow:
    """One thing that waits: `kind` objection, target, draft, referral or ready; `id` of its request."""

    id: int
    key: str
    kind: str
    number: str
    who: str
    words: str
    on: date | None
    is_late: bool


def road_waits(session: Session, limit: int, actor: Actor) -> tuple[WaitRow, ...]:
    """Objections by their limit, targets and drafts due, disposisi nobody took, what is to be collected."""
    rows = (
        *_objections(session, limit, actor),
        *_targets(session, actor),
        *_drafts(session, limit, actor),
        *_referrals(session, limit, actor),
        *_ready(session, limit, actor),
    )
    return rows[:limit]


def _objections(session: Session, limit: int, actor: Actor) -> tuple[WaitRow, ...]:
    found = session.execute(
        select(Objection, Request)
        .join(Request, Request.id == Objection.request_id)
        .where(Objection.state == "registered")
        .order_by(Objection.due_on.is_(None), Objection.due_on, Objection.id)
        .limit(limit)
    )
    today = clock.today()
    return tuple(
        WaitRow(
            id=request.id,
            key=f"objection.{each.id}",
            kind="objection",
            number=each.number,
            who=applicant_shown(each.by_name, prefix=request.prefix, actor=actor),
            words=(
                _("{request} · tanggapan paling lambat {day}").format(
                    request=request.number, day=long_date(each.due_on)
                )
                if each.due_on
                else _("{request} · menunggu tanggapan").format(request=request.number)
            ),
            on=each.due_on,
            is_late=each.due_on is not None and each.due_on < today,
        )
        for each, request in found
        if _is_seen(request, actor)
    )


def _targets(session: Session, actor: Actor) -> tuple[WaitRow, ...]:
    return tuple(
        WaitRow(
            id=each.request_id,
            key=f"target.{each.request_id}.{each.title}",
            kind="target",
            number=each.number,
            who=each.title,
            words=_("target kantor sendiri, {words}").format(words=each.words),
            on=clock.office_date(each.due_at),
            is_late=each.is_late,
        )
        for each in open_targets(session, actor)
    )


def _drafts(session: Session, limit: int, actor: Actor) -> tuple[WaitRow, ...]:
    """Answers whose draft should lie there by now (row 64), while the limit itself is still ahead."""
    today = clock.today()
    ahead = office_days(session, today, today).draft_days_ahead
    if ahead <= 0:
        return ()
    calendar = work_calendar(session, today - _MONTH, today + _MONTH)
    found = session.scalars(
        select(Request)
        .where(
            Request.state.in_(("complete", "in_process")),
            Request.due_on > today,
            Request.due_on <= today + _MONTH,
            Request.clock_starts_on.is_not(None),
        )
        .order_by(Request.due_on, Request.id)
        .limit(limit)
    )
    rows = []
    for request in found:
        starts_on, due_on = request.clock_starts_on, request.due_on
        draft_on = draft_due_on(starts_on, due_on, ahead, calendar) if starts_on and due_on else None
        if draft_on is None or draft_on > today or due_on is None or not _is_seen(request, actor):
            continue
        words = _("konsep jawaban {draft} · {words} {due}").format(
            draft=short_date(draft_on), words=request.due_words, due=long_date(due_on)
        )
        rows.append(
            WaitRow(
                id=request.id,
                key=f"draft.{request.id}",
                kind="draft",
                number=request.number,
                who=request.assigned_to or request.service.name,
                words=words,
                on=draft_on,
                is_late=draft_on < today,
            )
        )
    return tuple(rows)


def _referrals(session: Session, limit: int, actor: Actor) -> tuple[WaitRow, ...]:
    found = session.execute(
        select(Referral, Request)
        .join(Request, Request.id == Referral.request_id)
        .where(
            Referral.acknowledged_at.is_(None),
            Request.state.in_(("incomplete", "complete", "in_process", "ready")),
        )
        .order_by(Referral.made_at, Referral.id)
        .limit(limit)
    )
    today = clock.today()
    return tuple(
        WaitRow(
            id=request.id,
            key=f"referral.{each.id}",
            kind="referral",
            number=request.number,
            who=each.to_person or each.to_unit,
            words=_("disposisi {day} belum diterima: {instruction}").format(
                day=short_date(clock.office_date(each.made_at)), instruction=each.instruction
            ),
            on=clock.office_date(each.made_at),
            is_late=clock.office_date(each.made_at) < today,
        )
        for each, request in found
        if _is_seen(request, actor)
    )


def _ready(session: Session, limit: int, actor: Actor) -> tuple[WaitRow, ...]:
    found = session.execute(
        select(Request, PublicService.name, RequestParty)
        .join(PublicService, PublicService.id == Request.service_id)
        .join(RequestParty, (RequestParty.request_id == Request.id) & (RequestParty.role == "applicant"))
        .where(Request.state == "ready")
        .order_by(Request.answered_at, Request.id)
        .limit(limit)
    )
    rows = []
    for request, service, party in found:
        if not _is_seen(request, actor):
            continue
        since = clock.office_date(request.answered_at) if request.answered_at else None
        is_seen = sees_applicant(actor, prefix=request.prefix)
        phone = phones.shown(party.phone) if party.phone and is_seen else ""
        parts = (
            service,
            _("siap sejak {day}").format(day=short_date(since)) if since else "",
            _("hubungi {phone}").format(phone=phone) if phone else "",
        )
        rows.append(
            WaitRow(
                id=request.id,
                key=f"ready.{request.id}",
                kind="ready",
                number=request.number,
                who=applicant_shown(party.name, prefix=request.prefix, actor=actor),
                words=" · ".join(part for part in parts if part),
                on=since,
                is_late=False,
            )
        )
    return tuple(rows)


def _is_seen(request: Request, actor: Actor) -> bool:
    return not is_hidden_from(actor, is_confidential=entry_of(request).confidential)
