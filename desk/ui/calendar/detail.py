"""One booking with what can be done about it; says what was pressed and does nothing itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.bookings import BookingDetail
from desk.queries.decisions import Decision
from desk.rules import booking_details
from desk.rules.bookings import STANDING, state_words
from desk.rules.clashes import contact_words
from desk.rules.office_dates import clock_time, short_date, span_words
from desk.rules.rights import Actor
from desk.ui.calendar.related import Related
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.chips import Chip, Tone
from desk.ui.widgets.facts import Facts
from desk.ui.widgets.fields import Field, FormBody

_SOON = timedelta(hours=1)
_TONES: dict[str, Tone] = {"tentative": "today", "confirmed": "done"}


class DetailPane(QWidget):
    """What is known of a booking, its buttons, and the line a reason is typed into."""

    confirm_wanted = Signal(object)
    refusal_wanted = Signal(object, str)
    withdrawal_wanted = Signal(object, str)
    move_wanted = Signal(object)
    correction_wanted = Signal(object)
    restore_wanted = Signal(object)
    request_wanted = Signal(int)
    booking_chosen = Signal(int)
    all_confirmation_wanted = Signal(object)
    all_withdrawal_wanted = Signal(object, str)
    arrival_wanted = Signal(object)
    care_wanted = Signal(object)
    """Key and readiness of the hall."""
    showings_wanted = Signal(object)
    """Proof that a spot on the videotron was shown."""

    def __init__(self) -> None:
        super().__init__()
        self._detail: BookingDetail | None = None
        self._decision: Decision | None = None
        self._ends_with = ""
        self.title = labels.wrapped("", kind="strong")
        self.chip = Chip()
        self.clash = labels.wrapped("", kind="error")
        self.warnings = labels.wrapped("", kind="quiet")
        self.facts = Facts(
            (
                _("Sarana"),
                _("Waktu"),
                _("Persiapan"),
                _("Peminjam"),
                _("Hubungi"),
                _("Orang"),
                _("Rincian"),
                _("Catatan"),
                _("Alasan"),
                _("Permohonan"),
                _("Kode"),
                _("Dicatat"),
                _("Diputuskan"),
                _("Datang"),
            )
        )
        self.confirm = buttons.primary(_("Konfirmasi"), shortcut="Alt+K")
        self.refuse = buttons.secondary(_("Tolak …"), shortcut="Alt+T")
        self.move_it = buttons.secondary(_("Pindahkan"), shortcut="Alt+P")
        self.correct = buttons.secondary(_("Perbaiki"), shortcut="Alt+E")
        self.withdraw = buttons.secondary(_("Batalkan …"), shortcut="Alt+H")
        self.restore = buttons.primary(_("Pulihkan"), shortcut="Alt+U")
        self.request = buttons.quiet(_("Permohonan"), shortcut="Alt+M")
        self.confirm_all = buttons.secondary(_("Konfirmasi semua"), shortcut="Alt+S")
        self.withdraw_all = buttons.secondary(_("Batalkan semua …"), shortcut="Alt+A")
        self.arrival = buttons.secondary(_("Sudah datang"), shortcut="Alt+N")
        self.care = buttons.secondary(_("Kesiapan …"), shortcut="Alt+R")
        self.showings = buttons.secondary(_("Bukti tayang …"), shortcut="Alt+B")
        self.related = Related()
        self.reason = _ReasonLine()
        self._lay()
        self._connect()

    def _lay(self) -> None:
        body = self._body = FormBody(name=_("Pesanan"), margins=(15, 8, 15, 8))
        for widget in (self.title, self.chip, self.clash, self.facts, self.warnings, self.related):
            body.add_widget(widget)
        foot = layouts.vertical(margins=(15, 4, 15, 12), gap=8)
        foot.addWidget(self.reason)
        self._acts = QWidget()
        rows = layouts.vertical(self._acts, gap=8)
        for pair in (
            (self.confirm, self.refuse),
            (self.restore,),
            (self.move_it, self.correct),
            (self.withdraw, self.request),
            (self.confirm_all, self.withdraw_all),
            (self.arrival, self.care, self.showings),
        ):
            row = layouts.horizontal(gap=8)
            for button in pair:
                row.addWidget(button, 1)
            rows.addLayout(row)
        foot.addWidget(self._acts)
        column = layouts.vertical(self)
        column.addWidget(body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.confirm.clicked.connect(lambda: self.confirm_wanted.emit(self._detail))
        self.move_it.clicked.connect(lambda: self.move_wanted.emit(self._detail))
        self.correct.clicked.connect(lambda: self.correction_wanted.emit(self._detail))
        self.restore.clicked.connect(lambda: self.restore_wanted.emit(self._detail))
        self.request.clicked.connect(self._on_request)
        self.refuse.clicked.connect(lambda: self._ask_reason("refuse"))
        self.withdraw.clicked.connect(lambda: self._ask_reason("withdraw"))
        self.withdraw_all.clicked.connect(lambda: self._ask_reason("withdraw_all"))
        self.confirm_all.clicked.connect(lambda: self.all_confirmation_wanted.emit(self._decision))
        self.arrival.clicked.connect(lambda: self.arrival_wanted.emit(self._detail))
        self.care.clicked.connect(lambda: self.care_wanted.emit(self._detail))
        self.showings.clicked.connect(lambda: self.showings_wanted.emit(self._detail))
        self.related.booking_chosen.connect(self.booking_chosen)
        self.reason.given.connect(self._on_reason)
        self.reason.dropped.connect(self._drop_reason)

    def add_card(self, card: QWidget) -> None:
        """Another card beneath what is known: the booking's papers."""
        self._body.add_widget(card)

    def detail(self) -> BookingDetail | None:
        """The booking shown."""
        return self._detail

    def show_decision(self, decision: Decision, actor: Actor | None) -> None:
        """Show a booking and what bears on it, with the acts that `actor` may do about it."""
        self._decision = decision
        self.related.show_decision(decision)
        self._show_detail(decision.booking, actor)
        may_book = actor is not None and actor.may("book")
        may_decide = actor is not None and actor.may("decide")
        states = [row.state for row in decision.bundle]
        states += [row.state for row in decision.series.dates] if decision.series else []
        self.confirm_all.setVisible(may_decide and states.count("tentative") > 1)
        standing = [state for state in states if state in STANDING]
        self.withdraw_all.setVisible(may_book and len(standing) > 1)
        self.withdraw_all.show_word(
            _("Batalkan sisa rangkaian …") if decision.series else _("Batalkan semua …")
        )

    def _show_detail(self, detail: BookingDetail, actor: Actor | None) -> None:
        if self._detail is None or (self._detail.id, self._detail.version) != (detail.id, detail.version):
            self._drop_reason()
            self.reason.forget()
        self._detail = detail
        self.title.setText(detail.purpose)
        self._show_state(detail)
        self.clash.setText(detail.clash or "")
        self.clash.setVisible(bool(detail.clash))
        self.warnings.setText("\n".join(f"⚠ {sentence}" for sentence in detail.warnings))
        self.warnings.setVisible(bool(detail.warnings))
        self.facts.show_values(_values(detail))
        self._show_acts(detail, actor)

    def _show_state(self, detail: BookingDetail) -> None:
        word = state_words(detail.state)
        if detail.state == "tentative" and detail.hold_until is not None:
            until = clock.to_office(detail.hold_until)
            word = _("dipesan sementara s.d. {day} {hour}").format(
                day=short_date(until.date()), hour=clock_time(until)
            )
        self.chip.show_state(word, _TONES.get(detail.state, "quiet"))

    def _show_acts(self, detail: BookingDetail, actor: Actor | None) -> None:
        may_book = actor is not None and actor.may("book")
        may_decide = actor is not None and actor.may("decide")
        is_over = detail.span.ends_at <= clock.now()
        is_waiting = detail.state == "tentative"
        self.confirm.setVisible(is_waiting and may_decide)
        self.refuse.setVisible(is_waiting and may_decide)
        self.move_it.setVisible(detail.is_standing and may_book and not is_over)
        self.withdraw.setVisible(detail.is_standing and may_book)
        self.correct.setVisible(may_book)
        begins_soon = detail.span.starts_at - clock.now() <= _SOON
        self.arrival.setVisible(
            detail.is_standing and may_book and not is_over and begins_soon and detail.arrived_at is None
        )
        self.care.setVisible(detail.kind == "hall" and detail.is_standing and may_book)
        self.showings.setVisible(detail.kind == "videotron" and detail.state == "confirmed" and may_book)
        is_gone = not detail.is_standing and not is_over
        self.restore.setVisible(is_gone and (may_decide if detail.state == "refused" else may_book))
        self.request.setVisible(detail.request_id is not None)

    def focus_acts(self) -> None:
        """Put the keyboard on the first act there is."""
        for button in (self.confirm, self.restore, self.move_it, self.correct):
            if not button.isHidden():
                button.setFocus()
                return

    # ---- reasons -----------------------------------------------------------------------------------------

    def _ask_reason(self, ends_with: str) -> None:
        self._ends_with = ends_with
        self._acts.hide()
        word = _("Tolak pesanan") if ends_with == "refuse" else _("Batalkan pesanan")
        word = _("Batalkan semuanya") if ends_with == "withdraw_all" else word
        self.reason.open(word)

    def _drop_reason(self) -> None:
        self._ends_with = ""
        self.reason.hide()
        self._acts.show()

    def asks_reason(self) -> bool:
        """Whether a reason is being typed."""
        return bool(self._ends_with)

    def close_reason(self) -> None:
        """Back to the acts."""
        self._drop_reason()
        self.focus_acts()

    def _on_reason(self, reason: str) -> None:
        if self._ends_with == "withdraw_all":
            self.all_withdrawal_wanted.emit(self._decision, reason)
            return
        wanted = self.refusal_wanted if self._ends_with == "refuse" else self.withdrawal_wanted
        wanted.emit(self._detail, reason)

    def show_refusal(self, sentence: str) -> None:
        """Say why the reason was not taken."""
        self.reason.field.set_error(sentence)

    def _on_request(self) -> None:
        if self._detail is not None and self._detail.request_id is not None:
            self.request_wanted.emit(self._detail.request_id)


class _ReasonLine(QWidget):
    """Why; Enter says it, Esc lays it aside until the same act of the same booking is begun again."""

    given = Signal(str)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._word = ""
        self.field = Field(_("Alasan"), editors.LongTextEditor(lines=2), label_width=52)
        self.yes = buttons.primary("", keys=buttons.ENTER)
        self.no = buttons.secondary(_("Kembali"))
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self.no, self.yes)
        column = layouts.vertical(self, gap=8)
        column.addWidget(self.field)
        column.addLayout(row)
        self.yes.clicked.connect(self._give)
        self.no.clicked.connect(self.dropped)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        self.given.emit(str(self.field.typed().value()))

    def forget(self) -> None:
        """Lay nothing aside any more: another booking, or it is done."""
        self.field.typed().restore("")

    def open(self, word: str) -> None:
        """Ask why, `word` being the act."""
        if word != self._word:
            self.forget()
        self._word = word
        self.field.set_error(None)
        self.yes.show_word(word)
        self.show()
        self.field.editor.setFocus()


def _values(detail: BookingDetail) -> tuple[str, ...]:
    institution = detail.borrower_institution
    units = "" if detail.quantity == 1 else " · " + _("{count} unit").format(count=detail.quantity)
    kept = detail.taken is not None and detail.taken != detail.span
    return (
        detail.resource_name + units,
        span_words(detail.span),
        span_words(detail.taken) if kept and detail.taken else "",
        detail.borrower_name + (f", {institution}" if institution else ""),
        contact_words(detail.borrower_name, detail.borrower_phone) if detail.borrower_phone else "",
        "" if detail.head_count is None else str(detail.head_count),
        _more(detail),
        detail.note or "",
        detail.decision_reason or "",
        detail.request_number or "",
        detail.code,
        f"{_moment(detail.booked_at)} · {detail.booked_by}",
        f"{_moment(detail.decided_at)} · {detail.decided_by}" if detail.decided_at else "",
        _arrival(detail),
    )


def _moment(moment: datetime) -> str:
    return f"{short_date(clock.office_date(moment))} {clock_time(moment)}"


def _more(detail: BookingDetail) -> str:
    """What its kind asked besides; lending that no standard knows is said first."""
    lines = [f"{label}: {words}" for label, words in booking_details.lines(detail.kind, detail.details)]
    return "\n".join([*([_("Bukan layanan SK")] if detail.is_outside_service else []), *lines])


def _arrival(detail: BookingDetail) -> str:
    if detail.arrived_at is not None:
        return _moment(detail.arrived_at)
    if detail.released_at is not None:
        return _("tidak datang, dilepas {moment}").format(moment=_moment(detail.released_at))
    return _("belum, tetap dipertahankan") if detail.kept_at is not None else ""
