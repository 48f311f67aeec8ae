"""The visitors' screen: the form, the day's visitors, and the acts between them; knows no SQL."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.visit_changes import (
    LeaveOrder,
    VisitCorrection,
    VisitWithdrawal,
    come_back,
    correct,
    restore,
    serve,
    take_leave,
    wait_again,
    withdraw,
)
from desk.operations.visitors import (
    Counted,
    DirectionOrder,
    QuestionOrder,
    Registered,
    ask_question,
    direct_elsewhere,
    register,
)
from desk.queries.visitors import (
    WATCHES,
    VisitorRow,
    VisitRow,
    visit_day,
    visit_row,
    visitors_matching,
)
from desk.rules.office_dates import clock_time
from desk.rules.visits import told_moment
from desk.ui import theme
from desk.ui.visitors.form import LABEL_WIDTH, VisitForm
from desk.ui.visitors.strip import Strip
from desk.ui.visitors.today import TodayCard
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.fields import Field
from desk.ui.widgets.notice import NoticeBar
from desk.ui.widgets.rule import Rule


class VisitorsPanel(QWidget):
    """Form at the left, today at the right; everything by keyboard."""

    request_wanted = Signal(int)
    """A visit whose visitor wants to file a request."""
    visit_registered = Signal(int)
    register_wanted = Signal()
    """The guest book is to be looked at or printed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_saving = False
        self.notices = NoticeBar()
        self.form = VisitForm()
        self.today = TodayCard()
        self.direction = _direction_strip()
        self._direction_key = str(uuid.uuid4())
        self._question = buttons.quiet(_("Pertanyaan singkat"), shortcut="Alt+T")
        self._register = buttons.quiet(_("Buku tamu …"), shortcut="Alt+U")
        self._direct = buttons.quiet(_("Diarahkan ke …"), shortcut="Alt+D")
        self._cancel = buttons.secondary(_("Batal"), shortcut="Alt+B")
        self._save = buttons.secondary(_("Simpan"), shortcut="Ctrl+S")
        self._save_and_request = buttons.primary(
            _("Simpan + permohonan"), keys="Ctrl ⏎", shortcut="Ctrl+Return"
        )
        self._lay()
        self._connect()
        self.setFocusProxy(self.form.name)

    # --- what the window asks -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for today again."""
        self._desk.ask(self, visit_day, clock.today(), then=self.today.show_day)

    def holds_work(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form.is_dirty() or self.direction.is_dirty()

    def draft(self) -> dict[str, Any] | None:
        """The half-filled form as plain data; None while there is nothing to lose."""
        if not self.holds_work():
            return None
        corrected = self.form.correcting()
        return {
            "form": self.form.draft(),
            "corrects": corrected.visit_id if corrected else None,
            "direction": self.direction.draft() if self.direction.is_dirty() else None,
        }

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back as it was left."""
        if draft.get("direction"):
            self._open_direction(draft["direction"])
        corrects = draft.get("corrects")
        if corrects is None:
            self.form.restore(draft["form"])
        else:
            self._correct_visit(int(corrects), then=lambda: self.form.body.restore(draft["form"]["fields"]))

    def open_visit(self, visit_id: int) -> None:
        """Show one visit in the form, to be read or corrected."""
        self._correct_visit(visit_id)

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        self._card = Card(_("Tamu baru"))
        self._card.add_to_head(self._question)
        self._card.add_to_head(self._direct)
        strip = layouts.vertical(margins=(15, 0, 15, 0))
        strip.addWidget(self.direction)
        self._card.body.addLayout(strip)
        self.form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.form.setMinimumHeight(theme.px(120))  # it scrolls; the panel must not ask for all of it
        self._card.body.addWidget(self.form, 1)
        self._card.body.addLayout(self._foot())
        left = layouts.vertical(gap=8)
        left.addWidget(self.notices)
        left.addWidget(self._card, 1)
        whole = layouts.horizontal(self, gap=16)
        whole.addLayout(left, 3)
        whole.addWidget(self.today, 2)
        beside = layouts.horizontal(margins=(11, 0, 11, 11))
        layouts.fill(beside, None, self._register)
        self.today.body.addLayout(beside)

    def _foot(self) -> Any:
        foot = layouts.vertical(margins=(15, 0, 15, 15), gap=12)
        privacy = _(
            "Data dipakai untuk pelayanan dan buku tamu, disimpan menurut jadwal retensi arsip, "
            "dan boleh dilihat atau dibetulkan pemiliknya (UU 27/2022)."
        )
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self._cancel, self._save, self._save_and_request)
        layouts.fill(foot, Rule(), labels.wrapped(privacy, kind="quiet"), row)
        return foot

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.form.name_typed.connect(self._on_name_typed)
        self.form.name.taken.connect(self.form.take)
        self.form.changed.connect(self._fit)
        self.form.save_requested.connect(lambda: self._on_save(files_request=False))
        self.form.submit_requested.connect(lambda: self._on_save(files_request=True))
        self._save.clicked.connect(lambda: self._on_save(files_request=False))
        self._save_and_request.clicked.connect(lambda: self._on_save(files_request=True))
        self._cancel.clicked.connect(self._on_cancel)
        self._question.clicked.connect(self._on_question)
        self._register.clicked.connect(self.register_wanted)
        self._direct.clicked.connect(lambda: self._open_direction(None))
        self.direction.submitted.connect(self._on_directed)
        self.today.act_wanted.connect(self._on_act)
        self.today.leave_wanted.connect(self._on_leave_at)
        self.today.withdrawal_wanted.connect(self._on_withdraw)

    def _fit(self) -> None:
        corrected = self.form.correcting()
        head = _("Koreksi · {name}").format(name=corrected.name) if corrected else _("Tamu baru")
        self._card.set_head(head)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form.correcting() and not self.form.is_dirty():
            self.form.begin()
            self.form.name.setFocus()
            return
        super().keyPressEvent(event)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES:
            self.refresh()

    # --- the form -----------------------------------------------------------------------------------------

    def _on_name_typed(self, text: str) -> None:
        if self.form.correcting():
            return
        self._desk.ask(self, visitors_matching, text, then=lambda rows: self._offer(text, rows))

    def _offer(self, text: str, rows: tuple[VisitorRow, ...]) -> None:
        if self.form.name.text() == text:
            self.form.name.offer(rows)

    def _on_save(self, *, files_request: bool) -> None:
        order = None if self._is_saving else self.form.order()
        if order is None:
            return
        self._is_saving = True
        if isinstance(order, VisitCorrection):
            self._desk.do(
                self,
                correct,
                order,
                then=lambda visit_id: self._on_corrected(visit_id, files_request=files_request),
                otherwise=lambda error: self._on_not_saved(error, files_request=files_request),
            )
            return
        self._desk.do(
            self,
            register,
            order,
            then=lambda done: self._on_registered(order.name, done, files_request=files_request),
            otherwise=lambda error: self._on_not_saved(error, files_request=files_request),
        )

    def _on_registered(self, name: str, done: Registered, *, files_request: bool) -> None:
        self._next_form()
        name = " ".join(name.split())
        double = done.double
        if double is None:
            self.notices.success(_("{name} dicatat.").format(name=name))
        else:
            sentence = _("{name} dicatat; hari ini sudah pernah tercatat pukul {time}: {purpose}")
            self.notices.say(
                "info",
                sentence.format(name=name, time=clock_time(double.arrived_at), purpose=double.purpose),
                action=_("Buka kunjungan tadi"),
                then=lambda: self.open_visit(double.visit_id),
            )
        self.visit_registered.emit(done.visit_id)
        if files_request:
            self.request_wanted.emit(done.visit_id)

    def _on_corrected(self, visit_id: int, *, files_request: bool) -> None:
        self._next_form()
        self.notices.success(_("Koreksi disimpan."))
        if files_request:
            self.request_wanted.emit(visit_id)

    def _next_form(self) -> None:
        self._is_saving = False
        self.form.begin()
        self.form.name.setFocus()

    def _on_not_saved(self, error: DeskError, *, files_request: bool) -> None:
        self._is_saving = False
        if isinstance(error, Refused):
            self.form.show_refusal(error.field, error.sentence)
        else:
            self._say_failed(error, lambda: self._on_save(files_request=files_request))

    def _on_cancel(self) -> None:
        kept = self.draft()
        self.form.begin()
        self.form.name.setFocus()
        if kept is not None:
            self.notices.say(
                "info", _("Isian dikosongkan."), action=_("Kembalikan"), then=lambda: self.restore(kept)
            )

    def _correct_visit(self, visit_id: int, then: Callable[[], None] | None = None) -> None:
        def fill(row: VisitRow) -> None:
            self.form.correct(row)
            if then is not None:
                then()

        kept = self.draft() if then is None and self.form.is_dirty() else None
        if kept is not None:
            self.notices.say(
                "info", _("Isian tadi disisihkan."), action=_("Kembalikan"), then=lambda: self.restore(kept)
            )
        self._desk.ask(self, visit_row, visit_id, then=fill, otherwise=self._say_failed)

    # --- without a form -----------------------------------------------------------------------------------

    def _on_question(self) -> None:
        self._desk.do(
            self,
            ask_question,
            QuestionOrder(key=str(uuid.uuid4())),
            then=self._on_counted,
            otherwise=self._say_failed,
        )

    def _on_counted(self, counted: Counted) -> None:
        withdrawal = VisitWithdrawal(counted.visit_id, _("salah tekan"))
        self.notices.say(
            "success",
            _("Pertanyaan singkat ke-{n} hari ini dicatat.").format(n=counted.today),
            action=_("Urungkan"),
            then=lambda: self._do(withdraw, withdrawal, _("Pertanyaan singkat dibatalkan.")),
        )

    def _open_direction(self, values: dict[str, object] | None) -> None:
        self.direction.open(_("Tamu diarahkan ke tempat lain"), values)

    def _on_directed(self, values: dict[str, Any]) -> None:
        order = DirectionOrder(
            key=self._direction_key,
            directed_to=values["directed_to"],
            name=values["name"] or None,
        )
        self._desk.do(
            self,
            direct_elsewhere,
            order,
            then=lambda _counted: self._on_direction_noted(order),
            otherwise=lambda error: self._on_strip_refused(self.direction, error),
        )

    def _on_direction_noted(self, order: DirectionOrder) -> None:
        self._direction_key = str(uuid.uuid4())
        self.direction.shut()
        self.notices.success(_("Dicatat: diarahkan ke {place}.").format(place=order.directed_to.strip()))

    # --- the day's list -----------------------------------------------------------------------------------

    def _on_act(self, code: str, row: VisitRow) -> None:
        if code == "correct":
            self._correct_visit(row.visit_id)
        elif code == "request":
            self.request_wanted.emit(row.visit_id)
        elif code == "serve":
            self._do(serve, row.visit_id)
        elif code == "leave":
            self._leave(row)
        elif row.state == "withdrawn":
            self._do(restore, row.visit_id)
        else:
            self._do(come_back if row.state == "left" else wait_again, row.visit_id)

    def _leave(self, row: VisitRow) -> None:
        self._do(take_leave, LeaveOrder(row.visit_id))

    def _on_leave_at(self, row: VisitRow, typed: str) -> None:
        try:
            left_at = told_moment("", typed, clock.to_office(row.arrived_at).date())
        except Refused as refused:
            self.today.hour.show_refusal("left_at", refused.sentence)
            return
        self._do_in(self.today.hour, take_leave, LeaveOrder(row.visit_id, left_at))

    def _on_withdraw(self, row: VisitRow, reason: str) -> None:
        self._do_in(self.today.reason, withdraw, VisitWithdrawal(row.visit_id, reason))

    def _do_in(self, strip: Strip, operation: Callable[..., Any], order: object) -> None:
        self._desk.do(
            self,
            operation,
            order,
            then=lambda _done: strip.shut(),
            otherwise=lambda error: self._on_strip_refused(strip, error),
        )

    def _do(self, operation: Callable[..., Any], order: object, done: str = "") -> None:
        def then(_result: object) -> None:
            if done:
                self.notices.success(done)

        self._desk.do(self, operation, order, then=then, otherwise=self._say_failed)

    def _on_strip_refused(self, strip: Strip, error: DeskError) -> None:
        if isinstance(error, Refused):
            strip.show_refusal(error.field, error.sentence)
        else:
            self._say_failed(error)

    def _say_failed(self, error: DeskError, again: Callable[[], None] | None = None) -> None:
        """A refusal without a field, or trouble around us; what was typed stays."""
        if again is None:
            self.notices.error(str(error))
        else:
            self.notices.error(str(error), action=_("Coba lagi"), then=again)


def _direction_strip() -> Strip:
    place = editors.line(placeholder=_("misalnya Disdukcapil, loket pajak"))
    name = editors.line(placeholder=_("bila disebut"))
    fields = {
        "directed_to": Field(_("Diarahkan ke"), place, label_width=LABEL_WIDTH - 12),
        "name": Field(_("Nama"), name, label_width=LABEL_WIDTH - 12),
    }
    return Strip(fields, yes=_("Catat"))
