"""One request as it stands: persons, letter, tick list to complete, bookings, papers, journal.

Knows no SQL. Ticks are gathered and saved together, so that a slip of the finger completes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.request_answers import answer, reopen
from desk.operations.request_changes import assign, mark, restore, withdraw
from desk.operations.request_orders import (
    AnswerOrder,
    AssignmentOrder,
    Marked,
    MarksOrder,
    ReopenOrder,
    RequestRestoration,
    RequestWithdrawal,
)
from desk.queries.deadlines import ClockDetail, clock_detail
from desk.queries.request_details import RequestDetail, request_detail
from desk.rules import item_values
from desk.rules.checklists import Item
from desk.ui.requests import staging
from desk.ui.requests.ask_strip import AskStrip
from desk.ui.requests.clock_view import ClockView
from desk.ui.requests.facts import FactRows, facts_of
from desk.ui.requests.item_editors import editor_for
from desk.ui.requests.listing import state_chip, urgency_chip
from desk.ui.requests.promise_card import PromiseCard, TellingCard, TellingColumn
from desk.ui.requests.staging import Staged
from desk.ui.requests.tick_list import TickList, key_words
from desk.ui.requests.trail_card import TrailCard
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.buttons import Button
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.fields import Field, FormBody


class RequestView(QWidget):
    """Left what it is and what it lacks, right what was promised, booked, printed and done."""

    closed = Signal()
    correction_wanted = Signal(object)
    said = Signal(str)
    failed = Signal(object)
    reprint_wanted = Signal(int)
    completeness_wanted = Signal(int)
    booking_chosen = Signal(int)
    standard_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: RequestDetail | None = None
        self._wanted: int | None = None
        self._staged: Staged = {}
        self._kept: Mapping[str, Any] | None = None
        self.card = Card(_("Permohonan"))
        self.strip = AskStrip()
        self.ticks = TickList()
        self.promise = PromiseCard()
        self.clock_view = ClockView(desk)
        self._left = QStackedWidget()
        self.trail = TrailCard()
        self.telling = TellingCard()
        self._body = FormBody(name=_("Permohonan"), margins=(0, 0, 0, 8))
        self._facts = FactRows()
        self._make_labels()
        self._make_buttons()
        self._lay()
        self._connect()

    # --- what the panel asks ------------------------------------------------------------------------------

    def open(self, request_id: int) -> None:
        """Show this request; ticks of another one that were not saved are dropped."""
        if request_id != self._wanted:
            self._staged = {}
            self._show_card()
        self._wanted = request_id
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the request shown and its clock."""
        actor = self._desk.actor
        if self._wanted is not None and actor is not None:
            self._desk.ask(
                self, request_detail, self._wanted, actor, then=self._show, otherwise=self._on_gone
            )
            self._desk.ask(
                self, clock_detail, self._wanted, actor, then=self._show_clock, otherwise=_leave_to_detail
            )

    def detail(self) -> RequestDetail | None:
        """The request shown."""
        return self._detail

    def holds_work(self) -> bool:
        """Whether lines were ticked that are not saved."""
        return bool(self._staged)

    def draft(self) -> dict[str, Any]:
        """What was ticked."""
        staged = {key: list(marked) for key, marked in self._staged.items()}
        return {"request_id": self._wanted, "staged": staged}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show the request with what was ticked."""
        self._wanted = int(draft["request_id"])
        self._staged = {key: (mark, value) for key, (mark, value) in draft["staged"].items()}
        self.refresh()

    def close_view(self) -> None:
        """Esc: first the clock or question that is open, then what was ticked, then the view."""
        if self._left.currentWidget() is self.clock_view:
            self.clock_view.close_view()
        elif self.strip.isVisible():
            self.strip.shut()
        elif self._staged:
            self._staged = {}
            self._retell()
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

    def _leave_clock(self) -> None:
        self._show_card()
        self.ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_card(self) -> None:
        self._left.setCurrentWidget(self.card)
        self._column.show()

    # --- laying out ---------------------------------------------------------------------------------------

    def _make_labels(self) -> None:
        self._number = labels.title("")
        self._state, self._urgency = Chip(), Chip()
        self._service = labels.wrapped("", kind="strong")
        self._count = labels.section_head("")
        self._keys = labels.wrapped(f"{key_words()} · {_('Enter mengisi')}", kind="quiet")
        self._hint = labels.wrapped("", kind="quiet")

    def _make_buttons(self) -> None:
        self.back = buttons.secondary(_("Kembali"), keys="Esc")
        self.correct_button = buttons.secondary(_("Perbaiki"), shortcut="Alt+E")
        self.withdraw_button = buttons.secondary(_("Cabut"), shortcut="Alt+C")
        self.restore_button = buttons.secondary(_("Batalkan pencabutan"), shortcut="Alt+C")
        self.answer_button = buttons.primary(_("Selesai …"), shortcut="Alt+S")
        self.reopen_button = buttons.secondary(_("Buka kembali"), shortcut="Alt+B")
        self.assign_button = buttons.secondary(_("Tugaskan"), shortcut="Alt+G")
        self.reprint_button = buttons.secondary(_("Cetak ulang"), shortcut="Alt+R")
        self.standard_button = buttons.quiet(_("Standar lengkap"), shortcut="Ctrl+I")
        self.clock_button = buttons.quiet(_("Hari demi hari"), shortcut="Alt+J")
        self.save = buttons.secondary(_("Simpan"), shortcut="Ctrl+S")
        self.save_and_print = buttons.primary(_("Simpan dan cetak kelengkapan"), keys="Ctrl ⏎")
        self.save_and_print.setShortcut(QKeySequence("Ctrl+Return"))

    def _lay(self) -> None:
        head = layouts.horizontal(margins=(15, 0, 15, 4), gap=12)
        layouts.fill(head, self._number, self._state, self._urgency, None)
        self.card.body.addLayout(head)
        self._body.add_widget(self._upper())
        self._body.add_widget(self.ticks)
        below = QWidget()
        layouts.vertical(below, margins=(15, 0)).addWidget(self._keys)
        self._body.add_widget(below)
        self.card.body.addWidget(self._body, 1)
        strip = layouts.vertical(margins=(15, 0, 15, 8))
        strip.addWidget(self.strip)
        self.card.body.addLayout(strip)
        self.card.body.addLayout(self._foot())
        self.telling.add_button(self.standard_button)
        self.promise.add_button(self.clock_button)
        self._left.addWidget(self.card)
        self._left.addWidget(self.clock_view)
        self._column = TellingColumn(self.promise, self.trail, self.telling)
        whole = layouts.horizontal(self, gap=16)
        whole.addWidget(self._left, 1)
        whole.addWidget(self._column)
        self.setFocusProxy(self.ticks)
        self._refit()

    def _upper(self) -> QWidget:
        upper = QWidget()
        column = layouts.vertical(upper, margins=(15, 0), gap=8)
        head = layouts.horizontal(margins=(0, 8, 0, 0))
        layouts.fill(head, labels.section_head(_("Persyaratan")), None, self._count)
        layouts.fill(column, self._service, self._facts, head)
        return upper

    def _foot(self) -> Any:
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=10)
        changes = layouts.horizontal(gap=8)
        layouts.fill(changes, *self._changes(), None)
        ends = layouts.horizontal(gap=8)
        layouts.fill(ends, *self._ends(), None, self.back, self.save, self.save_and_print)
        for button in (*self._changes(), *self._ends(), self.save, self.save_and_print):
            button.hide()  # until there is a request to say which of them are possible
        layouts.fill(foot, self._hint, changes, ends)
        return foot

    def _changes(self) -> tuple[Button, ...]:
        return self.correct_button, self.assign_button, self.withdraw_button, self.restore_button

    def _ends(self) -> tuple[Button, ...]:
        return self.answer_button, self.reopen_button, self.reprint_button

    def _refit(self) -> None:
        self._column.refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._refit()

    def _connect(self) -> None:
        self.ticks.marked.connect(self._on_marked)
        self.ticks.row_selected.connect(lambda _line: self.ticks.show_current_in(self._body))
        self.ticks.fill_wanted.connect(self._ask_value)
        self.back.clicked.connect(self.close_view)
        self.correct_button.clicked.connect(self._on_correct)
        self.withdraw_button.clicked.connect(self._ask_withdrawal)
        self.restore_button.clicked.connect(self._ask_restoration)
        self.answer_button.clicked.connect(self._ask_answer)
        self.reopen_button.clicked.connect(self._ask_reopening)
        self.assign_button.clicked.connect(self._ask_assignment)
        self.reprint_button.clicked.connect(self._on_reprint)
        self.standard_button.clicked.connect(self._on_standard)
        self.save.clicked.connect(lambda: self._save_marks(prints=False))
        self.save_and_print.clicked.connect(lambda: self._save_marks(prints=True))
        self._body.save_requested.connect(lambda: self._save_marks(prints=False))
        self._body.submit_requested.connect(lambda: self._save_marks(prints=True))
        self.trail.booking_chosen.connect(self.booking_chosen)
        self.clock_button.clicked.connect(self.show_clock)
        self.clock_view.closed.connect(self._leave_clock)
        self.clock_view.said.connect(self.said)
        self.clock_view.failed.connect(self.failed)

    # --- showing ------------------------------------------------------------------------------------------

    def _show(self, detail: RequestDetail) -> None:
        is_new = self._detail is None or self._detail.row.id != detail.row.id
        self._detail = detail
        known = {line.item.key for line in detail.items}
        self._staged = {key: marked for key, marked in self._staged.items() if key in known}
        row = detail.row
        self.card.set_head(_("Permohonan · {name}").format(name=row.applicant))
        self.card.set_extra(row.code)
        self._number.setText(row.number)
        self._state.show_state(*state_chip(row.state))
        if row.state != "withdrawn":
            self._urgency.show_state(*urgency_chip(row))
        else:
            self._urgency.show_state("", "quiet")
        self._service.setText(f"{row.service_number}  {row.service_name}")
        self._facts.show_facts(facts_of(detail))
        self._show_promise(detail)
        self.promise.show_service(detail.service.standard)
        self.trail.show_detail(detail)
        self.telling.show_service(detail.service, detail.variant)
        self._retell()
        if is_new:
            self.ticks.select_at(max(self.ticks.first_missing(), 0) if self.ticks.rows() else -1)
            self.ticks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_promise(self, detail: RequestDetail) -> None:
        later = detail.if_complete_today
        if later is not None and detail.row.state == "incomplete":
            words = _("{words}, bila lengkap hari ini").format(words=later.words)
            self.promise.show_promise(later, today=clock.today(), words=words)
        else:
            self.promise.show_promise(detail.promise, today=clock.today())

    def _show_clock(self, shown: ClockDetail) -> None:
        if self._detail is not None and shown.is_open:
            self.promise.show_clock(shown)
        if self._left.currentWidget() is self.clock_view:
            self.clock_view.show_clock(shown)

    def _retell(self) -> None:
        detail = self._detail
        if detail is None:
            return
        self.ticks.show_lines(staging.lines(detail, self._staged))
        missing = staging.missing(detail, self._staged)
        required = sum(line.item.is_required for line in detail.items)
        self._count.show_words(_("{there} dari {all}").format(there=required - missing, all=required))
        actor = self._desk.actor
        may = actor is not None and actor.may("file")
        is_open = may and detail.withdrawn_at is None and detail.answered_at is None
        becomes = missing == 0 and detail.completed_at is None and bool(self._staged)
        shown = (
            (self.correct_button, is_open and detail.can_correct and not self._staged),
            (self.withdraw_button, is_open and not self._staged),
            (self.restore_button, may and detail.withdrawn_at is not None),
            (self.answer_button, is_open and detail.row.state == "complete" and not self._staged),
            (self.reopen_button, may and detail.answered_at is not None),
            (self.assign_button, is_open and not self._staged),
            (self.reprint_button, bool(detail.receipts) and not self._staged),
            (self.save, is_open and bool(self._staged)),
            (self.save_and_print, is_open and becomes),
        )
        for button, is_shown in sorted(shown, key=lambda pair: pair[1]):  # else the row grows for a moment
            button.setVisible(is_shown)
        self.ticks.setEnabled(is_open)
        self._keys.setVisible(is_open)
        self._hint.setText(self._hint_words(missing, becomes=becomes))
        self._hint.setVisible(bool(self._hint.text()))

    def _hint_words(self, missing: int, *, becomes: bool) -> str:
        if becomes:
            return _("Semua berkas ada: setelah disimpan, permohonan dinyatakan lengkap mulai saat ini.")
        if self._staged:
            return _("{count} perubahan belum disimpan.").format(count=len(self._staged))
        if missing and self._detail is not None and self._detail.row.state == "incomplete":
            return _("Menunggu pemohon: tandai berkas yang datang kemudian, lalu simpan.")
        return ""

    # --- the tick list ------------------------------------------------------------------------------------

    def _on_marked(self, key: str, marked: str) -> None:
        before = {line.item.key: line.mark for line in self._detail.items} if self._detail else {}
        if before.get(key) == marked:
            self._staged.pop(key, None)
        else:
            self._staged[key] = (marked, None)
        self._retell()

    def _ask_value(self, item: Item) -> None:
        line = (
            next((each for each in self._detail.items if each.item is item), None) if self._detail else None
        )
        field = Field(item.text, editor_for(item), hint=item.hint or "")
        if line is not None and line.value and "•" not in line.value:
            field.typed().restore(line.words if item.input == "phone" else line.value)
        self.strip.ask(item.text, field, yes=_("Isi"), then=lambda value: self._stage_value(item, value))

    def _stage_value(self, item: Item, value: Any) -> None:
        try:
            kept = item_values.keep(item, str(value or "")).value
        except Refused as refused:
            self.strip.show_refusal(refused.sentence)
            return
        self._staged[item.key] = ("filled" if kept else "missing", kept or None)
        self.strip.shut()
        self._retell()

    def _save_marks(self, *, prints: bool) -> None:
        detail = self._detail
        if detail is None or not self._staged:
            return
        order = MarksOrder(detail.row.id, detail.row.version, dict(self._staged))
        self._do(mark, order, lambda marked: self._on_marks_saved(marked, prints=prints))

    def _on_marks_saved(self, marked: Marked, *, prints: bool) -> None:
        self._staged = {}
        words = (
            _("Permohonan dinyatakan lengkap.") if marked.became_complete else _("Daftar periksa disimpan.")
        )
        self.said.emit(" ".join((words, *marked.warnings)))
        self.refresh()
        if prints and marked.became_complete:
            self.completeness_wanted.emit(marked.id)

    # --- other acts ---------------------------------------------------------------------------------------

    def _on_correct(self) -> None:
        if self._detail is not None:
            self.correction_wanted.emit(self._detail)

    def _on_reprint(self) -> None:
        if self._detail is not None:
            self.reprint_wanted.emit(self._detail.row.id)

    def _on_standard(self) -> None:
        if self._detail is not None:
            self.standard_wanted.emit(self._detail.service.id)

    def _ask_withdrawal(self) -> None:
        booked = any(booking.state in ("tentative", "confirmed") for booking in self._detail_bookings())
        words = _("Cabut permohonan ini?")
        if booked:
            words = _("Cabut permohonan ini? Tempat yang dipesannya dilepas.")
        self._ask(words, _("Alasan"), _("Cabut"), self._withdraw)

    def _detail_bookings(self) -> tuple[Any, ...]:
        return self._detail.bookings if self._detail else ()

    def _withdraw(self, reason: str) -> None:
        detail = self._detail
        if detail is not None:
            order = RequestWithdrawal(detail.row.id, detail.row.version, reason)
            self._do_in_strip(withdraw, order, _("Permohonan dicabut."))

    def _ask_restoration(self) -> None:
        self._ask(_("Batalkan pencabutan permohonan ini?"), _("Alasan"), _("Pulihkan"), self._restore)

    def _restore(self, reason: str) -> None:
        detail = self._detail
        if detail is not None:
            order = RequestRestoration(detail.row.id, detail.row.version, reason)
            self._do_in_strip(restore, order, _("Pencabutan dibatalkan."))

    def _ask_answer(self) -> None:
        words = _("Sudah dijawab atau diserahkan? Permohonan ini keluar dari daftar kerja.")
        self._ask(words, _("Hasil"), _("Selesai"), self._answer)

    def _answer(self, outcome: str) -> None:
        detail = self._detail
        if detail is not None:
            order = AnswerOrder(detail.row.id, detail.row.version, outcome)
            self._do_in_strip(answer, order, _("Permohonan selesai."))

    def _ask_reopening(self) -> None:
        self._ask(_("Buka kembali permohonan ini?"), _("Alasan"), _("Buka kembali"), self._reopen)

    def _reopen(self, reason: str) -> None:
        detail = self._detail
        if detail is not None:
            order = ReopenOrder(detail.row.id, detail.row.version, reason)
            self._do_in_strip(reopen, order, _("Permohonan dibuka kembali."))

    def _ask_assignment(self) -> None:
        self._ask(_("Ditugaskan kepada siapa?"), _("Nama"), _("Tugaskan"), self._assign)
        field = self.strip.field()
        if field is not None and self._detail is not None:
            field.typed().restore(self._detail.row.assigned_to or "")

    def _assign(self, name: str) -> None:
        detail = self._detail
        if detail is not None:
            order = AssignmentOrder(detail.row.id, detail.row.version, name)
            self._do_in_strip(assign, order, _("Penugasan disimpan."))

    def _ask(self, words: str, label: str, yes: str, then: Callable[[str], None]) -> None:
        self.strip.ask(words, Field(label, editors.line()), yes=yes, then=then)

    def _do_in_strip(self, operation: Callable[..., Any], order: object, done: str) -> None:
        def then(_result: object) -> None:
            self.strip.shut()
            self.said.emit(done)
            self.refresh()

        self._do(operation, order, then, in_strip=True)

    def _do(
        self,
        operation: Callable[..., Any],
        order: object,
        then: Callable[[Any], None],
        *,
        in_strip: bool = False,
    ) -> None:
        def otherwise(error: DeskError) -> None:
            if in_strip and isinstance(error, Refused):
                self.strip.show_refusal(error.sentence)
            else:
                self.failed.emit(error)

        self._desk.do(self, operation, order, then=then, otherwise=otherwise)

    def _on_gone(self, error: DeskError) -> None:
        self.failed.emit(error)
        if isinstance(error, Refused):
            self._wanted = None
            self.closed.emit()


def _leave_to_detail(_error: DeskError) -> None:
    """The request itself is asked at the same moment and says why it is not there."""
