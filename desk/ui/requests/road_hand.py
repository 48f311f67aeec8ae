"""What the buttons and rows of a request do: each key leads to an act, and the act to its question.

Knows the view it serves, no SQL and no layout.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from desk.i18n import _
from desk.operations import participants, request_records
from desk.queries.request_details import RequestDetail
from desk.queries.roads import (
    KindRow,
    ObjectionRow,
    ParticipantRow,
    RecordRow,
    ReferralRow,
    RoadView,
    StepRow,
)
from desk.ui.requests import objection_acts, road_acts, road_rows
from desk.ui.requests.road_acts import Act
from desk.ui.requests.view_foot import first_missing, move_row, row_of
from desk.ui.widgets.row_face import RowFace

if TYPE_CHECKING:
    from desk.ui.requests.view import RequestView

_STANDING = ("tentative", "confirmed")
_OPEN = ("incomplete", "complete", "in_process")


class RoadHand(QObject):
    """The acts of one view."""

    def __init__(self, view: RequestView) -> None:
        super().__init__(view)
        self._view = view
        self._again: Mapping[str, Any] | None = None
        view.foot.move_wanted.connect(self.move)
        view.foot.act_wanted.connect(self._on_act)
        view.road.step_chosen.connect(self._on_step)
        view.road.record_chosen.connect(self._on_record)
        view.road.referral_chosen.connect(self._on_referral)
        view.road.objection_chosen.connect(self._on_objection)
        view.road.participant_chosen.connect(self._on_participant)
        view.road.participant_removed.connect(self._on_removed)

    # --- what is possible ---------------------------------------------------------------------------------

    def possible(self) -> dict[str, bool]:
        """Which acts besides the moves are possible now."""
        detail, road = self._view.detail(), self._view.road_shown()
        may_act = road is not None and road.may_act
        is_open = may_act and road is not None and road.state in _OPEN
        return {
            "correct": is_open and detail is not None and detail.can_correct,
            "assign": is_open,
            "refer": is_open,
            "record": may_act and road is not None and bool(road.kinds),
            "message": may_act and detail is not None and road is not None and road.sees_applicant,
            "reprint": detail is not None and bool(detail.receipts),
        }

    # --- moves --------------------------------------------------------------------------------------------

    def move(self, key: str) -> None:
        """Make a move, after asking what it asks; what it still waits for is asked first."""
        road, detail = self._view.road_shown(), self._view.detail()
        row = move_row(road, key) if road is not None else None
        if road is None or detail is None or row is None:
            return
        missing = first_missing(road, key)
        if missing:
            self._open_missing(road, detail, missing)
        elif key == "object":
            self._view.ask_act(objection_acts.object_act(road, detail.row.applicant))
        elif key == "settle_objection":
            self._on_objection(road.objections[-1])
        else:
            booked = any(line.state in _STANDING for line in detail.bookings)
            act = road_acts.move_act(road, row, booked=booked)
            if act.asking.fields:
                self._view.ask_act(act)
            else:
                self._do_at_once(act)

    def _do_at_once(self, act: Act) -> None:
        def then(_result: object) -> None:
            self._view.said.emit(act.done)
            self._view.refresh()

        self._view.do(act.operation, act.order({}), then)

    def _open_missing(self, road: RoadView, detail: RequestDetail, missing: str) -> None:
        """Open what a move waits for, instead of only saying so."""
        kind = row_of(road.kinds, missing)
        tentative = next((line for line in detail.bookings if line.state in _STANDING), None)
        if kind is not None:
            self._view.ask_act(road_acts.record_act(road, kind))
        elif missing == "referral":
            self._view.ask_act(road_acts.refer_act(road, ""))
        elif missing == "booking_confirmed" and tentative is not None:
            self._view.said.emit(_("Konfirmasi jadwalnya di kalender lebih dahulu."))
            self._view.booking_chosen.emit(tentative.id)
        else:
            self._view.said.emit(_("Pesan tempatnya di kalender (F4) dan minta konfirmasi lebih dahulu."))

    # --- other acts ---------------------------------------------------------------------------------------

    def _on_act(self, name: str) -> None:
        road, detail = self._view.road_shown(), self._view.detail()
        if road is None or detail is None:
            return
        acts: dict[str, Callable[[], None]] = {
            "correct": lambda: self._view.correction_wanted.emit(detail),
            "assign": lambda: self._view.ask_act(road_acts.assign_act(road, detail.row.assigned_to)),
            "refer": lambda: self._view.ask_act(road_acts.refer_act(road, "")),
            "record": lambda: self._choose_kind(road),
            "message": lambda: self._view.ask_message(detail.row.id),
            "reprint": lambda: self._view.reprint_wanted.emit(detail.row.id),
        }
        acts[name]()

    def _choose_kind(self, road: RoadView) -> None:
        """What may be written down now: the list of participants first, then what the next move needs."""
        kinds = sorted(road.kinds, key=lambda kind: not kind.is_needed)
        head = _("Catat · {number}").format(number=road.number)
        offered = (*_list_acts(road), *kinds)
        self._view.ask_card.choose(head, offered, _offer_face, lambda chosen: self._on_offer(road, chosen))
        self._view.show_asking()

    def _on_offer(self, road: RoadView, chosen: KindRow | _ListAct) -> None:
        if isinstance(chosen, KindRow):
            self._view.ask_act(road_acts.record_act(road, chosen))
        elif chosen.name == "one":
            self._view.ask_act(road_acts.participant_act(road))
        elif chosen.name == "table":
            self._view.ask_act(road_acts.paste_act(road))
        else:
            self._view.ask_card.close_card()
            self._do(participants.mark_surveyed, road_acts.survey_order(road), _("Undangan survei dicatat."))

    # --- rows ---------------------------------------------------------------------------------------------

    def _on_step(self, step: StepRow) -> None:
        road = self._view.road_shown()
        if road is None or not road.may_act:
            return
        kind = row_of(road.kinds, step.shown_by or "")
        if step.may_tick:
            words = _("Centang dihapus.") if step.is_done else _("Langkah dicentang.")
            self._do(request_records.tick, road_acts.tick_order(road, step), words)
        elif kind is not None and not step.is_done:
            self._view.ask_act(road_acts.record_act(road, kind))
        elif step.is_next:
            self._view.foot.forward.click()

    def _on_record(self, row: RecordRow) -> None:
        road = self._view.road_shown()
        if road is not None and road.may_act:
            self._view.ask_act(road_acts.take_back_act(road, row))

    def _on_referral(self, row: ReferralRow) -> None:
        road = self._view.road_shown()
        if road is not None and road.may_act and row.acknowledged_by is None:
            self._view.ask_act(road_acts.acknowledge_act(road, row))

    def _on_objection(self, row: ObjectionRow) -> None:
        road, detail = self._view.road_shown(), self._view.detail()
        if road is None or detail is None or not road.may_act:
            return
        if row.state == "registered":
            superior = detail.service.objection_to or ""
            self._view.ask_act(objection_acts.answer_act(row, superior))
        elif row.state == "answered":
            self._view.ask_act(objection_acts.close_act(row))

    def _on_participant(self, row: ParticipantRow) -> None:
        road = self._view.road_shown()
        if road is not None and road.may_act and is_open_list(road):
            self._do(participants.mark_present, road_acts.presence_order(road, row), "")

    def _on_removed(self, row: ParticipantRow) -> None:
        road = self._view.road_shown()
        if road is not None and road.may_act and is_open_list(road):
            order = participants.RemovalOrder(road.request_id, road.version, row.id)
            self._do(participants.remove, order, _("{name} dihapus dari daftar.").format(name=row.name))

    def _do(self, operation: Callable[..., Any], order: object, done: str) -> None:
        def then(_result: object) -> None:
            if done:
                self._view.said.emit(done)
            self._view.refresh()

        self._view.do(operation, order, then)

    # --- drafts -------------------------------------------------------------------------------------------

    def ask_again(self, asked: Mapping[str, Any] | None) -> None:
        """Once the road is there, ask what was being asked when the draft was kept."""
        self._again = asked

    def on_road(self, road: RoadView) -> None:
        """The road came: a question that a draft holds is put again."""
        asked, self._again = self._again, None
        if not asked:
            return
        what, _dot, which = str(asked["name"]).partition(".")
        if what == "move":
            self.move(which)
        elif what == "record" and (kind := row_of(road.kinds, which)) is not None:
            self._view.ask_act(road_acts.record_act(road, kind))
        elif what in ("assign", "refer"):
            self._on_act(what)
        elif what == "object":
            self.move("object")
        self._view.ask_card.restore(asked)


class _ListAct(NamedTuple):
    """Something to do with a list of participants."""

    name: str
    title: str
    second: str


def _list_acts(road: RoadView) -> tuple[_ListAct, ...]:
    if not road.has_participants or not is_open_list(road):
        return ()
    acts = [
        _ListAct("one", _("Tambah peserta"), _("seorang demi seorang")),
        _ListAct("table", _("Tempel daftar peserta"), _("banyak sekaligus, dari lembar kerja")),
    ]
    if road.participants:
        acts.append(_ListAct("survey", _("Survei terkirim"), _("kepada yang hadir")))
    return tuple(acts)


def _offer_face(row: KindRow | _ListAct) -> RowFace:
    if isinstance(row, KindRow):
        return road_rows.kind_face(row)
    return RowFace(row.title, second=row.second, lead_chip=(_("peserta"), "info"))


def is_open_list(road: RoadView) -> bool:
    """Whether the list of participants may still change."""
    return road.state not in ("withdrawn", "finished", "refused", "redirected")
