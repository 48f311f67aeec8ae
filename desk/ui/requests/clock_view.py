"""One request's clock explained day by day, and what may be decided about it; knows no SQL and no rule."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.request_changes import mark
from desk.operations.request_clocks import (
    DecisionTakenBackOrder,
    EventDoneOrder,
    ExtensionOrder,
    PauseOrder,
    ResumptionOrder,
    count_from_event,
    extend,
    pause,
    resume,
    take_back_decision,
)
from desk.operations.request_orders import MarksOrder
from desk.queries.deadlines import ClockDetail, DecisionRow, clock_detail
from desk.rules.checklists import Item
from desk.rules.explanations import ExplainedDay
from desk.rules.office_dates import long_date, parse_day, short_date
from desk.ui.requests import clock_faces
from desk.ui.requests.ask_strip import AskStrip
from desk.ui.requests.facts import FactRows
from desk.ui.requests.item_editors import editor_for
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.cards import Card, scrolled
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowsView
from desk.ui.widgets.warned import Warned

_LEAD = 66


class ClockView(Card):
    """Left every day with its number or its reason, right what is known of the clock and what may be done."""

    closed = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Jangka waktu"))
        self._desk = desk
        self._request_id: int | None = None
        self._number = ""
        self._clock: ClockDetail | None = None
        self.days = RowsView(
            clock_faces.day_face, name=_("Hitungan hari"), empty=_("Belum ada tanggal untuk dihitung.")
        )
        self.decisions = RowsView(
            clock_faces.decision_face, name=_("Keputusan"), empty="", key=lambda row: row.id
        )
        self.strip = AskStrip()
        self._make_labels()
        self._make_buttons()
        self._lay()
        self._connect()
        self.setFocusProxy(self.days)

    def open(self, request_id: int, number: str) -> None:
        """Show the clock of this request."""
        if request_id != self._request_id:
            self.strip.shut()
            self._clock = None
            self.days.set_rows(())
        self._request_id, self._number = request_id, number
        self.set_head(_("Jangka waktu · {number}").format(number=number))
        self.refresh()

    def refresh(self) -> None:
        """Ask again for the clock shown."""
        actor = self._desk.actor
        if self._request_id is not None and actor is not None:
            self._desk.ask(
                self, clock_detail, self._request_id, actor, then=self.show_clock, otherwise=self.failed.emit
            )

    def clock(self) -> ClockDetail | None:
        """The clock shown."""
        return self._clock

    def show_clock(self, shown: ClockDetail) -> None:
        """Show it; the day the keyboard is on stays where it can."""
        is_new = self._clock is None
        self._clock = shown
        promise = shown.deadline.promise
        self._words.setText(promise.words)
        self._date.setText(long_date(promise.due_on) if promise.due_on else _("belum ada tanggal"))
        self._state.show_state(*clock_faces.state_chip(shown))
        self._facts.show_facts(clock_faces.facts_of(shown))
        self._warn(shown.deadline.warnings)
        self.days.set_rows(shown.days)
        if is_new and shown.days:
            self.days.select_at(_nearest(shown.days, clock.today()))
        self.decisions.set_rows(shown.decisions)
        for widget in (self._trail_head, self.decisions):
            widget.setVisible(bool(shown.decisions))
        self._show_buttons(shown)

    def text(self) -> str:
        """All that is said beside the days, for tests and for reading aloud."""
        warnings = "\n".join(label.text() for label in self._warnings.findChildren(labels.Label))
        parts = (self._words.text(), self._date.text(), self._state.word(), self._facts.text(), warnings)
        return "\n".join(parts)

    def close_view(self) -> None:
        """Esc: first the question that is open, then the view."""
        if self.strip.isVisible():
            self.strip.shut()
        else:
            self.closed.emit()

    # --- laying out ---------------------------------------------------------------------------------------

    def _make_labels(self) -> None:
        self._words = labels.wrapped("", kind="muted")
        self._date = labels.wrapped("", kind="title")
        self._state = Chip()
        self._facts = FactRows()
        self._warnings = QWidget()
        layouts.vertical(self._warnings, gap=4)
        self._trail_head = labels.section_head(_("Keputusan"))

    def _make_buttons(self) -> None:
        self.extend_button = buttons.secondary(_("Perpanjang"), shortcut="Alt+P")
        self.pause_button = buttons.secondary(_("Hentikan sementara"), shortcut="Alt+H")
        self.resume_button = buttons.secondary(_("Jalankan lagi"), shortcut="Alt+L")
        self.event_button = buttons.secondary(_("Hitung sejak acara"), shortcut="Alt+A")
        self.itsa_button = buttons.secondary(_("Catat lulus ITSA"), shortcut="Alt+I")
        self.undo_button = buttons.secondary(_("Batalkan keputusan"), shortcut="Alt+B")
        self.back = buttons.secondary(_("Kembali"), keys="Esc")

    def _acts(self) -> tuple[buttons.Button, ...]:
        return (
            self.itsa_button,
            self.extend_button,
            self.pause_button,
            self.resume_button,
            self.event_button,
            self.undo_button,
        )

    def _lay(self) -> None:
        self.days.lead(_LEAD)
        self.days.tighten()
        self.days.fill_height()
        self.decisions.lead(0)
        halves = layouts.horizontal(gap=0)
        halves.addWidget(self.days, 11)
        halves.addWidget(self._side(), 10)
        self.body.addLayout(halves, 1)
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=8)
        acts = layouts.horizontal(gap=8)
        layouts.fill(acts, *self._acts(), None, self.back)
        layouts.fill(foot, self.strip, acts)
        self.body.addLayout(foot)
        self.rule_under_head()
        for button in self._acts():
            button.hide()

    def _side(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        column = layouts.vertical(inner, margins=(0, 12, 0, 8))
        told = layouts.vertical(margins=(15, 0), gap=8)
        state = layouts.horizontal(margins=(0, 0, 0, 8))
        layouts.fill(state, self._state, None)
        layouts.fill(told, self._words, self._date, state, self._facts, self._warnings)
        told.addSpacing(8)
        told.addWidget(self._trail_head)
        layouts.fill(column, told, self.decisions, None)
        return scrolled(inner)

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_view)
        self.extend_button.clicked.connect(self._ask_extension)
        self.pause_button.clicked.connect(self._ask_pause)
        self.resume_button.clicked.connect(self._ask_resumption)
        self.event_button.clicked.connect(self._ask_event)
        self.itsa_button.clicked.connect(self._ask_itsa)
        self.decisions.row_activated.connect(self._ask_take_back)
        self.undo_button.clicked.connect(lambda: self._ask_take_back(self._last_standing()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_view()
            return
        super().keyPressEvent(event)

    def _warn(self, sentences: tuple[str, ...]) -> None:
        column = self._warnings.layout()
        while column is not None and (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in sentences:
            if column is not None:
                column.addWidget(Warned(sentence))
        self._warnings.setVisible(bool(sentences))

    def _show_buttons(self, shown: ClockDetail) -> None:
        item = shown.itsa_item
        if item is not None:
            is_known = shown.deadline.promise.starts_on is not None
            self.itsa_button.show_word(_("Perbaiki lulus ITSA") if is_known else _("Catat lulus ITSA"))
        pairs = (
            (self.itsa_button, item is not None),
            (self.extend_button, shown.can_extend),
            (self.pause_button, shown.can_pause),
            (self.resume_button, shown.can_resume),
            (self.event_button, shown.can_count_from_event),
            (self.undo_button, self._last_standing() is not None),
        )
        for button, is_shown in pairs:
            button.setVisible(is_shown)

    # --- acts ---------------------------------------------------------------------------------------------

    def _ask_extension(self) -> None:
        if self._clock is None:
            return
        words = self._clock.deadline.promise.extension_words or ""
        head = _("Perpanjang jangka waktu? Menurut standar {words}.")
        self._ask(head.format(words=words), _("Perpanjang"), self._extend)

    def _ask_pause(self) -> None:
        head = _("Hentikan jangka waktu mulai besok? Tulis apa yang ditunggu.")
        self._ask(head, _("Hentikan"), self._pause)

    def _ask_resumption(self) -> None:
        self._ask(_("Jalankan lagi jangka waktu mulai besok?"), _("Jalankan"), self._resume)

    def _ask_event(self) -> None:
        field = Field(_("Acara selesai"), editors.typed_date(parse=_past_day))
        head = _("Hitung sejak acara selesai, sesuai kesepakatan dengan pemohon: hari apa?")
        self.strip.ask(head, field, yes=_("Lanjut"), then=self._ask_event_reason)

    def _ask_event_reason(self, done_on: date) -> None:
        head = _("Dihitung sejak {day}. Apa kesepakatannya?").format(day=long_date(done_on))
        self._ask(head, _("Hitung"), lambda reason: self._count_from_event(done_on, reason))

    def _ask_itsa(self) -> None:
        item = self._clock.itsa_item if self._clock is not None else None
        if item is None:
            return
        self.strip.ask(
            _("Kapan dinyatakan lulus ITSA? Jangka waktu dihitung sejak hari itu."),
            Field(item.text, editor_for(item), hint=item.hint or ""),
            yes=_("Simpan"),
            then=lambda value: self._mark_itsa(item, str(value or "")),
        )

    def _last_standing(self) -> DecisionRow | None:
        """The decision that can be taken back next."""
        may = self._desk.actor is not None and self._desk.actor.may("file")
        shown = self._clock if may else None
        decisions = shown.decisions if shown is not None and shown.is_open else ()
        return next((row for row in reversed(decisions) if row.taken_back_at is None), None)

    def _ask_take_back(self, row: DecisionRow | None) -> None:
        if row is not None and row.taken_back_at is None and self._last_standing() is not None:
            words = clock_faces.decision_words(row)
            head = _("Batalkan keputusan “{words}” ({day})?").format(words=words, day=short_date(row.on))
            self._ask(head, _("Batalkan keputusan"), lambda reason: self._take_back(row.kind, reason))

    def _ask(self, words: str, yes: str, then: Callable[[str], None]) -> None:
        self.strip.ask(words, Field(_("Alasan"), editors.line()), yes=yes, then=then)

    def _extend(self, reason: str) -> None:
        self._do(extend, lambda facts: ExtensionOrder(*facts, reason), _("Jangka waktu diperpanjang."))

    def _pause(self, reason: str) -> None:
        self._do(pause, lambda facts: PauseOrder(*facts, reason), _("Jangka waktu dihentikan sementara."))

    def _resume(self, reason: str) -> None:
        self._do(resume, lambda facts: ResumptionOrder(*facts, reason), _("Jangka waktu berjalan lagi."))

    def _count_from_event(self, done_on: date, reason: str) -> None:
        self._do(
            count_from_event,
            lambda facts: EventDoneOrder(*facts, done_on, reason),
            _("Jangka waktu dihitung sejak acara."),
        )

    def _mark_itsa(self, item: Item, value: str) -> None:
        self._do(
            mark,
            lambda facts: MarksOrder(facts[1], facts[2], {item.key: ("filled", value)}),
            _("Lulus ITSA dicatat."),
        )

    def _take_back(self, kind: str, reason: str) -> None:
        self._do(
            take_back_decision,
            lambda facts: DecisionTakenBackOrder(*facts, kind, reason),
            _("Keputusan dibatalkan; jejaknya tetap ada."),
        )

    def _do(
        self, operation: Callable[..., Any], order: Callable[[tuple[str, int, int]], object], done: str
    ) -> None:
        """Decide with a fresh key and the version looked at; a refusal stands beside the field."""
        if self._clock is None or self._request_id is None:
            return

        def then(_result: object) -> None:
            self.strip.shut()
            self.said.emit(done)
            self.refresh()

        def otherwise(error: DeskError) -> None:
            if isinstance(error, Refused):
                self.strip.show_refusal(error.sentence)
            else:
                self.failed.emit(error)

        facts = (str(uuid.uuid4()), self._request_id, self._clock.version)
        self._desk.do(self, operation, order(facts), then=then, otherwise=otherwise)


def _past_day(text: str) -> date:
    day = parse_day(text, clock.today())
    if day is None:
        raise Refused(_("Tulis harinya, misalnya kemarin atau 9/4."))
    return day


def _nearest(days: tuple[ExplainedDay, ...], today: date) -> int:
    """The row of today, else the first one after it, else the last."""
    return next((at for at, each in enumerate(days) if each.last >= today), len(days) - 1)
