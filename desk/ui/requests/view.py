"""One request as it stands: its file, its road, its papers, and what may be done with it.

Knows no SQL. Ticks are gathered and saved together, so that a slip of the finger completes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.request_changes import mark
from desk.operations.request_orders import Marked, MarksOrder
from desk.queries.deadlines import ClockDetail, clock_detail
from desk.queries.messages import message_draft
from desk.queries.request_details import RequestDetail, request_detail
from desk.queries.roads import RoadView, road_view
from desk.rules.checklists import Item
from desk.ui.ask_card import AskCard
from desk.ui.requests.ask_strip import AskStrip
from desk.ui.requests.clock_view import ClockView
from desk.ui.requests.file_face import FileFace
from desk.ui.requests.item_editors import editor_for
from desk.ui.requests.message_acts import message_act
from desk.ui.requests.papers_face import PapersFace
from desk.ui.requests.promise_card import PromiseCard, TellingCard, TellingColumn
from desk.ui.requests.road_acts import Act
from desk.ui.requests.road_face import RoadFace
from desk.ui.requests.road_hand import RoadHand
from desk.ui.requests.trail_card import TrailCard
from desk.ui.requests.view_foot import ViewFoot, hint_words
from desk.ui.requests.view_head import ViewHead
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.fields import Field


class RequestView(QWidget):
    """Left its faces over its buttons, right what was promised, booked, printed and done."""

    closed = Signal()
    correction_wanted = Signal(object)
    said = Signal(str)
    failed = Signal(object)
    reprint_wanted = Signal(int)
    completeness_wanted = Signal(int)
    booking_chosen = Signal(int)
    standard_wanted = Signal(int)
    paper_wanted = Signal(object)
    """A PaperWish: a document to open or to issue."""
    link_wanted = Signal(str)
    """A message to open in another program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: RequestDetail | None = None
        self._road: RoadView | None = None
        self._wanted: int | None = None
        self._is_new = False
        self.card = Card(_("Permohonan"))
        self.head, self.foot, self.strip = ViewHead(), ViewFoot(), AskStrip()
        self.file, self.road, self.papers = FileFace(), RoadFace(), PapersFace(desk)
        self.ask_card = AskCard()
        self.promise, self.trail, self.telling = PromiseCard(), TrailCard(), TellingCard()
        self.clock_view = ClockView(desk)
        self.hand = RoadHand(self)
        self._left, self._faces = QStackedWidget(), QStackedWidget()
        self.standard_button = buttons.quiet(_("Standar lengkap"), shortcut="Ctrl+I")
        self.clock_button = buttons.quiet(_("Hari demi hari"), shortcut="Alt+J")
        self._lay()
        self._connect()

    # --- what the panel asks ------------------------------------------------------------------------------

    def open(self, request_id: int) -> None:
        """Show this request; what was begun on another one and not saved is dropped."""
        if request_id != self._wanted:
            self.file.stage({})
            self.road.forget()
            self._road, self._is_new = None, True
            self._show_card()
        self._wanted = request_id
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the request shown, its road and its clock."""
        actor = self._desk.actor
        if self._wanted is None or actor is None:
            return
        self._desk.ask(self, request_detail, self._wanted, actor, then=self._show, otherwise=self._on_gone)
        self._desk.ask(self, road_view, self._wanted, actor, then=self._show_road, otherwise=_leave_to_detail)
        self._desk.ask(
            self, clock_detail, self._wanted, actor, then=self._show_clock, otherwise=_leave_to_detail
        )

    def detail(self) -> RequestDetail | None:
        """The request shown."""
        return self._detail

    def road_shown(self) -> RoadView | None:
        """Its road."""
        return self._road

    def holds_work(self) -> bool:
        """Whether something was ticked or typed that is not saved."""
        return bool(self.file.staged()) or self.ask_card.holds_work() or self.papers.holds_work()

    def draft(self) -> dict[str, Any]:
        """What was ticked, and what was typed into which question."""
        staged = {key: list(marked) for key, marked in self.file.staged().items()}
        return {"request_id": self._wanted, "staged": staged, "asked": self.ask_card.draft()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show the request with what was ticked and typed."""
        self._wanted = int(draft["request_id"])
        self._is_new = True
        self.file.stage(draft["staged"])
        self.hand.ask_again(draft.get("asked"))
        self.refresh()

    def close_view(self) -> None:
        """Esc: first the clock or question that is open, then what was ticked, then the view."""
        shown = self._left.currentWidget()
        if shown is self.clock_view:
            self.clock_view.close_view()
        elif shown is self.ask_card:
            self.ask_card.close_card()
        elif self.strip.isVisible():
            self.strip.shut()
        elif self.file.staged():
            self.file.stage({})
            self.said.emit(_("Perubahan daftar periksa dibatalkan."))
        else:
            self._wanted = None
            self.closed.emit()

    def show_clock(self) -> None:
        """Explain the date day by day in the place of everything else; Esc comes back."""
        if self._detail is None:
            return
        self.clock_view.open(self._detail.row.id, self._detail.row.number)
        self._column.hide()
        self._left.setCurrentWidget(self.clock_view)
        self.clock_view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- faces --------------------------------------------------------------------------------------------

    def show_face(self, name: str) -> None:
        """Show one face, the keyboard in it."""
        self._pick_face(name)
        self._take_keyboard()

    def face(self) -> str:
        """The face shown."""
        return next(name for name, face in self._by_name.items() if face is self._faces.currentWidget())

    def _pick_face(self, name: str) -> None:
        self._faces.setCurrentWidget(self._by_name[name])
        self.head.mark(name)
        self.setFocusProxy(self._by_name[name])
        self._retell()

    def _take_keyboard(self) -> None:
        shown = self._left.currentWidget()
        if shown is self.card:
            self._by_name[self.face()].take_keyboard()

    def _show_card(self) -> None:
        self._left.setCurrentWidget(self.card)
        self._column.show()

    def _leave(self) -> None:
        """Back from clock or question to the request."""
        self._show_card()
        self._take_keyboard()

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self._by_name: dict[str, Any] = {"file": self.file, "road": self.road, "papers": self.papers}
        for face in self._by_name.values():
            self._faces.addWidget(face)
        strip = layouts.vertical(margins=(15, 0, 15, 8))
        strip.addWidget(self.strip)
        self.card.body.addWidget(self.head)
        self.card.body.addWidget(self._faces, 1)
        self.card.body.addLayout(strip)
        self.card.body.addWidget(self.foot)
        self.telling.add_button(self.standard_button)
        self.promise.add_button(self.clock_button)
        for page in (self.card, self.clock_view, self.ask_card):
            self._left.addWidget(page)
        self._column = TellingColumn(self.promise, self.trail, self.telling)
        whole = layouts.horizontal(self, gap=16)
        whole.addWidget(self._left, 1)
        whole.addWidget(self._column)
        self._pick_face("file")
        self._column.refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._column.refit()

    def _connect(self) -> None:
        self.head.face_wanted.connect(self.show_face)
        self.file.staged_changed.connect(self._retell)
        self.file.fill_wanted.connect(self._ask_value)
        self.file.save_requested.connect(lambda: self._save_marks(prints=False))
        self.file.submit_requested.connect(lambda: self._save_marks(prints=True))
        self.foot.back.clicked.connect(self.close_view)
        self.foot.save.clicked.connect(lambda: self._save_marks(prints=False))
        self.foot.save_and_print.clicked.connect(lambda: self._save_marks(prints=True))
        self.standard_button.clicked.connect(self._on_standard)
        self.clock_button.clicked.connect(self.show_clock)
        self.trail.booking_chosen.connect(self.booking_chosen)
        self.clock_view.closed.connect(self._leave)
        self.clock_view.said.connect(self.said)
        self.clock_view.failed.connect(self.failed)
        self.ask_card.closed.connect(self._leave)
        self.ask_card.failed.connect(self.failed)
        self.papers.documents.wanted.connect(self.paper_wanted)
        self.papers.attachments.said.connect(self.said)
        self.papers.attachments.failed.connect(self.failed)

    # --- showing ------------------------------------------------------------------------------------------

    def _show(self, detail: RequestDetail) -> None:
        self._detail = detail
        row = detail.row
        self.card.set_head(_("Permohonan · {name}").format(name=row.applicant))
        self.card.set_extra(row.code, is_whole=True)
        self.head.show_row(row)
        self.file.show_detail(detail, may_change=self._is_open())
        self._show_promise(detail)
        self.promise.show_service(detail.service.standard)
        self.trail.show_detail(detail)
        self.papers.show_request(row.id)
        self.telling.show_service(detail.service, detail.variant)
        self._retell()
        if self._is_new:
            self._is_new = False
            self._pick_face("file" if row.state == "incomplete" or self.file.staged() else "road")
            self._take_keyboard()

    def _show_road(self, road: RoadView | None) -> None:
        if road is None or road.request_id != self._wanted:
            return
        self._road = road
        self.road.show_road(road)
        self._retell()
        self.hand.on_road(road)

    def _is_open(self) -> bool:
        actor, detail = self._desk.actor, self._detail
        may = actor is not None and actor.may("file")
        return may and detail is not None and detail.withdrawn_at is None and detail.answered_at is None

    def _show_promise(self, detail: RequestDetail) -> None:
        later = detail.if_complete_today
        if later is not None and detail.row.state == "incomplete":
            words = _("{words}, bila lengkap hari ini").format(words=later.words)
            self.promise.show_promise(later, today=clock.today(), words=words)
        else:
            self.promise.show_promise(detail.promise, today=clock.today())
        self.promise.show_targets(detail.targets)

    def _show_clock(self, shown: ClockDetail) -> None:
        if self._detail is not None and shown.is_open:
            self.promise.show_clock(shown)
        if self._left.currentWidget() is self.clock_view:
            self.clock_view.show_clock(shown)

    def _retell(self) -> None:
        """Show what may be done now, and say what stands in the way."""
        detail, road = self._detail, self._road
        if detail is None:
            return
        has_staged, becomes = bool(self.file.staged()), self.file.becomes_complete()
        self.foot.show_acts(self.hand.possible())
        is_answered = road is not None and bool(road.objections) and road.objections[-1].state == "answered"
        is_rebuttal = road is not None and road.objection_kind == "rebuttal"
        moves = road.moves if road is not None else ()
        self.foot.show_moves(moves, is_answered=is_answered, is_rebuttal=is_rebuttal)
        self.foot.show_saving(has_staged=has_staged, becomes_complete=becomes)
        self.foot.tell(self._hint_words(becomes=becomes))

    def _hint_words(self, *, becomes: bool) -> str:
        staged = self.file.staged()
        if becomes:
            return _("Semua berkas ada: setelah disimpan, permohonan dinyatakan lengkap mulai saat ini.")
        if staged:
            return _("{count} perubahan belum disimpan.").format(count=len(staged))
        if self.file.missing() and self._detail is not None and self._detail.row.state == "incomplete":
            return _("Menunggu pemohon: tandai berkas yang datang kemudian, lalu simpan.")
        return hint_words(self._road)

    # --- the tick list ------------------------------------------------------------------------------------

    def _ask_value(self, item: Item) -> None:
        line = self.file.line(item)
        field = Field(item.text, editor_for(item), hint=item.hint or "")
        if line is not None and line.value and "•" not in line.value:
            field.typed().restore(line.words if item.input == "phone" else line.value)
        self.strip.ask(item.text, field, yes=_("Isi"), then=lambda value: self._stage_value(item, value))

    def _stage_value(self, item: Item, value: Any) -> None:
        try:
            self.file.fill(item, value)
        except Refused as refused:
            self.strip.show_refusal(refused.sentence)
            return
        self.strip.shut()

    def _save_marks(self, *, prints: bool) -> None:
        detail, staged = self._detail, self.file.staged()
        if detail is not None and staged:
            order = MarksOrder(detail.row.id, detail.row.version, staged)
            self.do(mark, order, lambda marked: self._on_marks_saved(marked, prints=prints))

    def _on_marks_saved(self, marked: Marked, *, prints: bool) -> None:
        self.file.stage({})
        words = (
            _("Permohonan dinyatakan lengkap.") if marked.became_complete else _("Daftar periksa disimpan.")
        )
        self.said.emit(" ".join((words, *marked.warnings)))
        self.refresh()
        if prints and marked.became_complete:
            self.completeness_wanted.emit(marked.id)

    # --- acts ---------------------------------------------------------------------------------------------

    def ask_act(self, act: Act) -> None:
        """Ask what `act` asks in the place of the request, and do it with the answers."""
        self.ask_card.ask(act.asking, lambda values: self._do_asked(act, values))
        self._left.setCurrentWidget(self.ask_card)
        self.ask_card.take_keyboard()

    def _do_asked(self, act: Act, values: Mapping[str, Any]) -> None:
        def then(result: object) -> None:
            self.ask_card.close_card()
            self.said.emit(act.done)
            if act.gives_link:
                self.link_wanted.emit(str(result))
            self.refresh()

        self._desk.do(self, act.operation, act.order(values), then=then, otherwise=self.ask_card.refuse)

    def ask_message(self, request_id: int) -> None:
        """Show the message that fits now, before it is opened."""
        if self._desk.actor is not None:
            self._desk.ask(
                self,
                message_draft,
                request_id,
                self._desk.actor,
                then=lambda draft: self.ask_act(message_act(draft)),
                otherwise=self.failed.emit,
            )

    def show_asking(self) -> None:
        """Show the card that asks."""
        self._left.setCurrentWidget(self.ask_card)
        self.ask_card.take_keyboard()

    def do(self, operation: Callable[..., Any], order: object, then: Callable[[Any], None]) -> None:
        """Do something that asks nothing; what refuses it is said above."""
        self._desk.do(self, operation, order, then=then, otherwise=self.failed.emit)

    def may(self, right: str) -> bool:
        """Whether whoever sits here may do that."""
        return self._desk.actor is not None and self._desk.actor.may(right)

    def _on_standard(self) -> None:
        if self._detail is not None:
            self.standard_wanted.emit(self._detail.service.id)

    def _on_gone(self, error: DeskError) -> None:
        self.failed.emit(error)
        if isinstance(error, Refused):
            self._wanted = None
            self.closed.emit()


def _leave_to_detail(_error: DeskError) -> None:
    """The request itself is asked at the same moment and says why it is not there."""
