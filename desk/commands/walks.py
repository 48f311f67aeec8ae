"""Walks one service from the first word to the last through the operations that the screens call; is no verb.

What the road of the service asks for is done as the road asks for it, step by step, with made-up answers;
nothing is written to the database but through operations.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from desk import clock
from desk.commands import samples
from desk.models import work_calendar
from desk.operations import (
    bookings,
    participants,
    referrals,
    request_moves,
    request_records,
    requests,
    slips,
)
from desk.operations.request_orders import LetterOrder, RequestOrder
from desk.queries.bookings import booking_detail
from desk.queries.request_details import request_detail
from desk.queries.roads import KindRow, RoadView, road_view
from desk.queries.slips import receipt
from desk.rules import checklists
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.standards import ServiceStandard
from desk.store.database import Database

T = TypeVar("T")

_ROAD = ("begin", "make_ready", "hand_over", "finish")
_RESOURCES = {
    "karangasem-1.1": "aula",
    "karangasem-3.10": "zoom-1",
}
"""What a service books in the same act; others book where their channel asks for it."""
_CHOSEN = {"stars": "5"}
_NOT_SAID = {"exemption": None, "consequence": None, "blackening": None, "elsewhere": None}


@dataclass
class Walk:
    """What came of one service's walk."""

    service: str
    code: str = ""
    steps: list[dict[str, str]] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As `desk walk --json` prints it."""
        return {"service": self.service, "code": self.code, "steps": self.steps, "documents": self.documents}


@dataclass(frozen=True)
class Walker:
    """Somebody who walks services on one desk; documents go into `folder`."""

    database: Database
    actor: Actor
    folder: Path

    def walk(self, service: ServiceStandard) -> Walk:
        """From filing to the end of the road."""
        made = Walk(service.id)
        request_id = self._file(service, made)
        for move in _ROAD:
            self._prepare(request_id, move, made)
            self._move(request_id, move, made)
        self._told(request_id, made)
        return made

    # ---- the acts ----------------------------------------------------------------------------------------

    def _file(self, service: ServiceStandard, made: Walk) -> int:
        entry, event = service.checklist, self._event()
        kind = entry.applicant_kinds[0]
        variant = entry.variants[0].key if entry.asks_variant else None
        items = checklists.checklist_for(entry, applicant_kind=kind, variant=variant or entry.default_variant)
        order = RequestOrder(
            key=_key(),
            service=service.id,
            applicant_kind=kind,
            variant=variant,
            applicant=samples.APPLICANT,
            letter=LetterOrder(number=f"005/{service.number}/CONTOH", subject=service.name),
            details=f"{service.name} (contoh)",
            event_span=event,
            marks=samples.marks(items, event),
            booking=self._booking(service, event),
        )
        filed = self._do(requests.file, order)
        made.code = filed.code
        self._receipt(filed.id, made)
        self._told(filed.id, made)
        return filed.id

    def _booking(self, service: ServiceStandard, event: Span) -> bookings.BookingOrder | None:
        resource = _RESOURCES.get(service.id)
        if resource is None:
            return None
        return bookings.BookingOrder(
            key=_key(),
            resource_key=resource,
            span=event,
            purpose=f"{service.name} (contoh)",
            borrower_name=samples.APPLICANT.name,
            borrower_institution=samples.APPLICANT.institution,
            borrower_phone=samples.APPLICANT.phone,
            head_count=40,
        )

    def _prepare(self, request_id: int, move: str, made: Walk) -> None:
        """Do what the road asks for before `move`."""
        self._confirm(request_id)
        view = self._view(request_id)
        if move == "begin" and any(step.key for step in view.steps if not step.is_done):
            self._refer(request_id)
        if view.has_participants and move == "make_ready":
            self._train(request_id)
        self._record_needed(request_id)
        if move == "finish":
            self._tick(request_id)
        self._told(request_id, made)

    def _tick(self, request_id: int) -> None:
        """The printed steps that only a tick shows: a letter given from elsewhere."""
        for step in self._view(request_id).steps:
            if step.may_tick and not step.is_done and not step.is_optional:
                view = self._view(request_id)
                self._do(request_records.tick, request_records.TickOrder(request_id, view.version, step.key))

    def _confirm(self, request_id: int) -> None:
        """The custodian confirms the schedule."""
        detail = self._read(partial(request_detail, request_id=request_id, actor=self.actor))
        for line in detail.bookings:
            booking = self._read(partial(booking_detail, booking_id=line.id))
            if booking is not None and booking.state == "tentative":
                self._do(bookings.confirm, bookings.ConfirmOrder(booking.id, booking.version))

    def _refer(self, request_id: int) -> None:
        view = self._view(request_id)
        order = referrals.ReferOrder(
            _key(), request_id, view.version, "Bidang (contoh)", "Proses sesuai SOP", "Kepala Dinas (contoh)"
        )
        referral_id = self._do(referrals.refer, order)
        view = self._view(request_id)
        taken = referrals.AcknowledgeOrder(request_id, view.version, referral_id, "Staf (contoh)")
        self._do(referrals.acknowledge, taken)

    def _train(self, request_id: int) -> None:
        ids = []
        for name in ("I Made Misal", "Ni Ketut Andaian", "I Wayan Umpama"):
            view = self._view(request_id)
            order = participants.ParticipantOrder(
                _key(), request_id, view.version, name, phone="0812-0000-0002"
            )
            ids.append(self._do(participants.enter, order))
        view = self._view(request_id)
        self._do(
            participants.mark_present, participants.PresenceOrder(request_id, view.version, tuple(ids[:2]))
        )

    def _record_needed(self, request_id: int) -> None:
        """Every kind of record that the next move needs, or that shows a printed step not done yet."""
        while (due := _due_kind(view := self._view(request_id))) is not None:
            answers = samples.answers(due.fields, **_known(due.key))
            order = request_records.RecordOrder(_key(), request_id, view.version, due.key, answers)
            self._do(request_records.record, order)

    def _move(self, request_id: int, move: str, made: Walk) -> None:
        view = self._view(request_id)
        if move not in {each.key for each in view.moves}:
            return
        known = {"channel": "direct", "collector": "applicant", "receipt_lost": False}
        fields = next(each.fields for each in view.moves if each.key == move)
        order = request_moves.StepOrder(
            key=_key(),
            request_id=request_id,
            version=view.version,
            move=move,
            facts=samples.answers(fields, **known),
            outcome="selesai (contoh)" if move == "make_ready" else "",
        )
        self._do(request_moves.move, order)
        self._told(request_id, made)

    def _receipt(self, request_id: int, made: Walk) -> None:
        from desk.printing.papers import ROLL_80
        from desk.printing.slip import slip_pdf  # reportlab takes a while to load

        issued = self._do(slips.issue, slips.ReceiptOrder(_key(), (request_id,)))
        content = self._read(partial(receipt, receipt_id=issued.receipt_id, actor=self.actor)).content
        name = f"{made.service}-slip.pdf"
        (self.folder / name).write_bytes(slip_pdf(content, ROLL_80))
        made.documents.append(name)

    # ---- what the walk tells -----------------------------------------------------------------------------

    def _told(self, request_id: int, made: Walk) -> None:
        """The printed steps that are done by now and were not before, and where there is none the state."""
        view = self._view(request_id)
        told = {step["step"] for step in made.steps}
        for step in view.steps:
            name = f"{step.label} {step.text}"
            if step.is_done and name not in told:
                made.steps.append(
                    {"step": name, "actor": step.actor, "on": clock.today().isoformat(), "state": view.state}
                )
        name = f"— {view.state_words}"
        if name not in told:
            made.steps.append(
                {"step": name, "actor": "Petugas", "on": clock.today().isoformat(), "state": view.state}
            )

    # ---- the desk ----------------------------------------------------------------------------------------

    def _event(self) -> Span:
        """Two weeks ahead, on the next working day, from nine to noon."""
        first = clock.today() + timedelta(days=14)
        last = first + timedelta(days=30)
        calendar = self._read(lambda session: work_calendar(session, first, last))
        day = next(day for ahead in range(30) if calendar.is_working(day := first + timedelta(days=ahead)))
        return Span(clock.at_office(day, time(9)), clock.at_office(day, time(12)))

    def _view(self, request_id: int) -> RoadView:
        view = self._read(partial(road_view, request_id=request_id, actor=self.actor))
        if view is None:
            raise LookupError(f"request {request_id}")
        return view

    def _read(self, question: Callable[[Session], T]) -> T:
        return self.database.read(question)

    def _do(self, operation: Callable[[Session, Any, Actor], T], order: object) -> T:
        return self.database.write(lambda session: operation(session, order, self.actor))


_LATE = ("satisfaction", "survey_invitation", "rating", "delivery", "publication_proof", "dissemination")
"""What is written down when the product is ready or out of the house, unless a move needs it sooner."""


def _due_kind(view: RoadView) -> KindRow | None:
    standing = {record.kind for record in view.records}
    shown = {
        step.shown_by for step in view.steps if step.shown_by and not step.is_done and not step.is_optional
    }
    for kind in view.kinds:
        is_its_time = view.state in ("in_process", "handed_over") and (
            (kind.key in _LATE) == (view.state == "handed_over")
        )
        if kind.key not in standing and (kind.is_needed or (kind.key in shown and is_its_time)):
            return kind
    return None


def _known(kind: str) -> dict[str, Any]:
    """Answers that have to fit one another."""
    return {**_CHOSEN, **_NOT_SAID} if kind == "ppid_decision" else _CHOSEN


def _key() -> str:
    return str(uuid.uuid4())
