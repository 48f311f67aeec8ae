"""Walks one service from the first word to the last through the operations that the screens call; is no verb.

What the road of the service asks for is done as the road asks for it, step by step, with made-up answers;
nothing is written to the database but through operations. The walk's own time passes from step to step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desk import clock
from desk.commands import samples, walk_use
from desk.commands.walk_endings import ENDINGS, wait_until_late
from desk.commands.walk_hand import WalkHand, new_key
from desk.commands.walk_papers import REPLY, WalkPapers
from desk.operations import (
    bookings,
    participants,
    referrals,
    request_moves,
    request_records,
    requests,
)
from desk.operations.request_orders import LetterOrder, RequestOrder
from desk.queries.bookables import bookables
from desk.queries.bookings import booking_detail
from desk.queries.request_details import request_detail
from desk.queries.roads import KindRow, RoadView
from desk.rules import checklists
from desk.rules.roads import Road, road_of
from desk.rules.spans import Span
from desk.rules.standards import ServiceStandard, catalogue

_ROAD = ("begin", "make_ready", "hand_over", "finish")
_CHOSEN = {"stars": "5", "collector": "applicant", "receipt_lost": False}
_NOT_SAID = {"exemption": None, "consequence": None, "blackening": None, "elsewhere": None}
_AHEAD = 3
"""Working days from the letter to the event."""
_REFUSALS = {"ppid-penolakan", "aula-penolakan"}


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
class Walked:
    """A request on its walk: what was made of it so far, and the kinds of paper that its road names."""

    request_id: int
    made: Walk
    papers: WalkPapers
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Walker:
    """Somebody who walks services on one desk; documents go into `folder`."""

    hand: WalkHand
    folder: Path

    def walk(self, service: ServiceStandard, *, ending: str = "finished", variant: str | None = None) -> Walk:
        """From filing to the end of the road, or to another of its ends (walk_endings)."""
        self.hand.time.until(self.hand.next_working_day())
        walked = self._file(service, variant or _variant(service))
        if ending in ("refused", "withdrawn"):
            self.hand.time.passes(minutes=60)
            ENDINGS[ending](self, walked)
        else:
            knows_lateness = self.hand.view(walked.request_id).objection_kind == "lateness"
            self._to_the_end(walked, is_late=ending == "objected" and knows_lateness)
        if ending == "objected":
            ENDINGS[ending](self, walked)
        walked.made.documents = walked.papers.names
        return walked.made

    def refusals(self, walked: Walked) -> tuple[str, ...]:
        """The kinds of paper by which this road says no."""
        return tuple(kind for kind in walked.kinds if kind in _REFUSALS)

    def tell(self, walked: Walked) -> None:
        """The printed steps that are done by now and were not before, and where there is none the state."""
        view = self.hand.view(walked.request_id)
        told = {step["step"] for step in walked.made.steps}
        for step in view.steps:
            name = f"{step.label} {step.text}"
            if step.is_done and name not in told:
                walked.made.steps.append(_told(name, step.actor, view))
        name = f"— {view.state_words}"
        if name not in told or walked.made.steps[-1]["state"] != view.state:
            walked.made.steps.append(_told(name, "Petugas", view))

    # ---- the road ----------------------------------------------------------------------------------------

    def _file(self, service: ServiceStandard, variant: str | None) -> Walked:
        entry, event = service.checklist, self._event()
        kind = entry.applicant_kinds[0]
        items = checklists.checklist_for(entry, applicant_kind=kind, variant=variant or entry.default_variant)
        order = RequestOrder(
            key=new_key(),
            service=service.id,
            applicant_kind=kind,
            variant=variant,
            applicant=samples.APPLICANT,
            letter=LetterOrder(
                number=f"005/{service.number}/CONTOH", letter_on=clock.today(), subject=service.name
            ),
            details=f"{service.name} (contoh)",
            event_span=event,
            marks=samples.marks(items, event),
            booking=self._booking(service, variant, event),
        )
        filed = self.hand.do(requests.file, order)
        papers = WalkPapers(self.hand, self.folder, service.id)
        kinds = walk_use.PAPERS + _road(service).documents
        walked = Walked(filed.id, Walk(service.id, filed.code), papers, kinds)
        papers.receipt(filed.id)
        papers.due(filed.id, ("ppid-formulir", "ppid-tanda-bukti"))
        self.tell(walked)
        return walked

    def _to_the_end(self, walked: Walked, *, is_late: bool) -> None:
        for move in _ROAD:
            self.hand.time.passes(minutes=30)
            if (
                move == "make_ready"
                and is_late
                and self.hand.view(walked.request_id).objection_kind == "lateness"
            ):
                wait_until_late(self, walked)
            if move == "hand_over":
                walk_use.use(self.hand, walked.papers, walked.request_id)
            self._prepare(walked, move)
            if move in ("hand_over", "finish"):
                walked.papers.due(walked.request_id, walked.kinds)
            if move == "hand_over" and walked.papers.names == [f"{walked.made.service}-slip.pdf"]:
                walked.papers.due(walked.request_id, (REPLY,))
            self._move(walked, move)
            walked.papers.due(walked.request_id, set(walked.kinds) - set(walk_use.PAPERS))

    def _prepare(self, walked: Walked, move: str) -> None:
        """Do what the road asks for before `move`."""
        self._confirm(walked.request_id)
        walked.papers.due(walked.request_id, walk_use.PROMISED)
        view = self.hand.view(walked.request_id)
        if move == "begin" and any(step.key for step in view.steps if not step.is_done):
            self._refer(walked.request_id)
        if view.has_participants and move == "make_ready":
            self._train(walked.request_id)
        self._record_needed(walked.request_id)
        if move == "finish":
            self._tick(walked.request_id)
        self.tell(walked)

    def _move(self, walked: Walked, move: str) -> None:
        view = self.hand.view(walked.request_id)
        if move not in {each.key for each in view.moves}:
            return
        fields = next(each.fields for each in view.moves if each.key == move)
        order = request_moves.StepOrder(
            key=new_key(),
            request_id=walked.request_id,
            version=view.version,
            move=move,
            facts=samples.answers(fields, **_CHOSEN),
            outcome="selesai (contoh)" if move == "make_ready" else "",
        )
        self.hand.do(request_moves.move, order)
        self.tell(walked)

    # ---- what the road asks for --------------------------------------------------------------------------

    def _booking(
        self, service: ServiceStandard, variant: str | None, event: Span
    ) -> bookings.BookingOrder | None:
        kind = service.checklist.resource_kind(variant)
        if kind is None:
            return None
        rows = self.hand.read(partial(bookables, kind=kind))
        return bookings.BookingOrder(
            key=new_key(),
            resource_key=rows[0].key,
            span=event,
            purpose=f"{service.name} (contoh)",
            borrower_name=samples.APPLICANT.name,
            borrower_institution=samples.APPLICANT.institution,
            borrower_phone=samples.APPLICANT.phone,
            head_count=40,
        )

    def _confirm(self, request_id: int) -> None:
        """The custodian confirms the schedule."""
        detail = self.hand.read(partial(request_detail, request_id=request_id, actor=self.hand.actor))
        for line in detail.bookings:
            booking = self.hand.read(partial(booking_detail, booking_id=line.id))
            if booking is not None and booking.state == "tentative":
                self.hand.do(bookings.confirm, bookings.ConfirmOrder(booking.id, booking.version))

    def _refer(self, request_id: int) -> None:
        view = self.hand.view(request_id)
        order = referrals.ReferOrder(
            new_key(),
            request_id,
            view.version,
            "Bidang (contoh)",
            "Proses sesuai SOP",
            "Kepala Dinas (contoh)",
        )
        referral_id = self.hand.do(referrals.refer, order)
        view = self.hand.view(request_id)
        taken = referrals.AcknowledgeOrder(request_id, view.version, referral_id, "Staf (contoh)")
        self.hand.do(referrals.acknowledge, taken)

    def _train(self, request_id: int) -> None:
        ids = []
        for name in ("I Made Misal", "Ni Ketut Andaian", "I Wayan Umpama"):
            view = self.hand.view(request_id)
            order = participants.ParticipantOrder(
                new_key(), request_id, view.version, name, phone="0812-0000-0002"
            )
            ids.append(self.hand.do(participants.enter, order))
        view = self.hand.view(request_id)
        present = participants.PresenceOrder(request_id, view.version, tuple(ids[:2]))
        self.hand.do(participants.mark_present, present)

    def _record_needed(self, request_id: int) -> None:
        """Every kind of record that the next move needs, or that shows a printed step not done yet."""
        detail = self.hand.read(partial(request_detail, request_id=request_id, actor=self.hand.actor))
        has_booking = bool(detail.bookings)
        while (due := _due_kind(view := self.hand.view(request_id), has_booking=has_booking)) is not None:
            known = {**_CHOSEN, **_NOT_SAID} if due.key == "ppid_decision" else _CHOSEN
            answers = samples.answers(due.fields, **known)
            order = request_records.RecordOrder(new_key(), request_id, view.version, due.key, answers)
            self.hand.do(request_records.record, order)

    def _tick(self, request_id: int) -> None:
        """The printed steps that only a tick shows: a letter given from elsewhere."""
        for step in self.hand.view(request_id).steps:
            if step.may_tick and not step.is_done and not step.is_optional:
                view = self.hand.view(request_id)
                ticked = request_records.TickOrder(request_id, view.version, step.key)
                self.hand.do(request_records.tick, ticked)

    def _event(self) -> Span:
        """From nine to noon, some working days ahead."""
        begins = self.hand.next_working_day(ahead=_AHEAD)
        return Span(begins, begins + timedelta(hours=3))


_LATE = ("satisfaction", "survey_invitation", "rating", "delivery", "publication_proof", "dissemination")
"""What is written down when the product is ready or out of the house, unless a move needs it sooner."""
_AT_PLACE = ("installation",)
"""What is written down once the day of the event has come."""


def _due_kind(view: RoadView, *, has_booking: bool) -> KindRow | None:
    """What is to be written down now; optional steps are those of what was booked, and the stars."""
    standing = {record.kind for record in view.records}
    shown = {
        step.shown_by
        for step in view.steps
        if step.shown_by
        and not step.is_done
        and (not step.is_optional or has_booking or step.shown_by == "rating")
    }
    for kind in view.kinds:
        if kind.key not in standing and (kind.is_needed or (kind.key in shown and _is_its_time(kind, view))):
            return kind
    return None


def _is_its_time(kind: KindRow, view: RoadView) -> bool:
    if kind.key in _AT_PLACE:
        return view.state == "ready"
    return view.state == ("handed_over" if kind.key in _LATE else "in_process")


def _variant(service: ServiceStandard) -> str | None:
    """The product that is walked: the last that books something, else the first."""
    entry = service.checklist
    if not entry.asks_variant:
        return None
    booking = [variant.key for variant in entry.variants if variant.books]
    return booking[-1] if booking else entry.variants[0].key


def knows_objection(service: ServiceStandard) -> bool:
    """Whether its standard knows an objection of any kind."""
    return _road(service).objection is not None


def _road(service: ServiceStandard) -> Road:
    procedure = next(each["procedure"] for each in catalogue()["services"] if each["id"] == service.id)
    return road_of(service.id, procedure)


def _told(name: str, actor: str, view: RoadView) -> dict[str, str]:
    return {"step": name, "actor": actor, "on": clock.today().isoformat(), "state": view.state}
