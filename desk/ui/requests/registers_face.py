"""The registers of objections and of complaints about the service, in one face; knows no SQL.

Enter opens an objection's request, or answers a complaint; Ctrl+N enters a complaint.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.i18n import _
from desk.operations import complaints as operations
from desk.queries import complaints as queries
from desk.queries.complaints import ComplaintRow, ObjectionLine
from desk.rules.asked import Asked
from desk.rules.office_dates import long_date, short_date
from desk.ui.ask_card import AskCard, Asking
from desk.ui.requests.facts import moment_words
from desk.ui.requests.road_acts import Act, Values
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.row_face import Action, RowFace
from desk.ui.widgets.rows import RowsView

_CHANNELS = (
    ("langsung", "langsung"),
    ("telepon", "telepon"),
    ("WhatsApp", "WhatsApp"),
    ("surel", "surel"),
    ("surat", "surat"),
    ("SP4N-LAPOR!", "SP4N-LAPOR!"),
    ("kotak saran", "kotak saran"),
)


def objection_line_face(row: ObjectionLine) -> RowFace:
    """An objection in its register, with its clock."""
    chip: tuple[str, Tone] = (row.state_words, "done")
    if row.state == "registered":
        chip = _clock_chip(row.days_left)
    elif row.state == "disputed":
        chip = (row.state_words, "late")
    due = _("tanggapan paling lambat {day}").format(day=long_date(row.due_on)) if row.due_on else ""
    parts = (row.kind, row.request_number, _("diterima {day}").format(day=short_date(row.received_on)), due)
    return RowFace(
        title=row.number,
        rest=f" · {row.by_name}",
        second=" · ".join(part for part in parts if part),
        lead_chip=chip,
        action=Action(_("Buka"), "Enter", only_current=True),
    )


def _clock_chip(days_left: int | None) -> tuple[str, Tone]:
    if days_left is None:
        return _("tanpa tanggal"), "quiet"
    if days_left < 0:
        return _("terlambat {count} hari").format(count=-days_left), "late"
    if days_left == 0:
        return _("hari ini"), "today"
    return _("{count} hari lagi").format(count=days_left), "today" if days_left <= 7 else "ok"


def complaint_face(row: ComplaintRow) -> RowFace:
    """A complaint in its register."""
    chips: dict[str, tuple[str, Tone]] = {
        "open": (_("belum dijawab"), "missing"),
        "answered": (_("dijawab"), "done"),
        "withdrawn": (_("dicabut"), "quiet"),
    }
    answered = _("jawaban: {words}").format(words=row.answer) if row.answer else row.text
    parts = (row.channel, moment_words(row.received_at), row.contact or "", answered)
    return RowFace(
        title=row.number,
        rest=f" · {row.name or _('tanpa nama')}",
        second=" · ".join(part for part in parts if part),
        lead_chip=chips[row.state],
        action=Action(_("Jawab …"), "Enter", only_current=True) if row.state == "open" else None,
    )


class RegistersFace(QWidget):
    """One list at a time; the card that asks takes its place."""

    closed = Signal()
    request_chosen = Signal(int)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.card, self.ask_card = Card(_("Register")), AskCard()
        kinds = [("objections", _("Keberatan")), ("complaints", _("Pengaduan pelayanan"))]
        self.kind = ChoiceEditor(kinds, chosen="objections")
        self.kind.setAccessibleName(_("Register"))
        self.objections = RowsView(
            objection_line_face,
            name=_("Keberatan"),
            empty=_("Belum ada keberatan."),
            hint=_("Keberatan dicatat dari permohonannya (Alt O)."),
            key=lambda row: row.id,
        )
        self.complaints = RowsView(
            complaint_face,
            name=_("Pengaduan pelayanan"),
            empty=_("Belum ada pengaduan tentang pelayanan."),
            hint=_("Ctrl N mencatat pengaduan yang datang lewat kanal mana pun."),
            key=lambda row: row.id,
        )
        self._lists, self._pages = QStackedWidget(), QStackedWidget()
        self.new = buttons.primary(_("Pengaduan baru"), keys="Ctrl N")
        self.back = buttons.secondary(_("Kembali"), keys="Esc")
        self._lay()
        self._connect()

    def open(self, kind: str) -> None:
        """Show the register `objections` or `complaints`."""
        self.kind.choose(kind)
        self._on_kind()
        self.refresh()

    def refresh(self) -> None:
        """Ask for both registers again."""
        actor = self._desk.actor
        if actor is not None:
            self._desk.ask(self, queries.objection_lines, actor, then=self._show_objections)
            self._desk.ask(self, queries.complaint_rows, actor, then=self._show_complaints)

    def holds_work(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.ask_card.holds_work()

    def draft(self) -> dict[str, Any] | None:
        """The complaint that is being typed; None where none is."""
        return self.ask_card.draft()

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a half-typed complaint back."""
        self.ask_new()
        self.ask_card.restore(draft)

    def close_view(self) -> None:
        """Esc: first the question, then the face."""
        if self._pages.currentWidget() is self.ask_card:
            self.ask_card.close_card()
        else:
            self.closed.emit()

    def ask_new(self) -> None:
        """Enter a complaint."""
        if self._desk.actor is not None and self._desk.actor.may("file"):
            self.kind.choose("complaints")
            self._on_kind()
            self._ask(complaint_act())

    def _lay(self) -> None:
        for rows in (self.objections, self.complaints):
            rows.lead(150)
            rows.fill_height()
            self._lists.addWidget(rows)
        head = layouts.horizontal(margins=(15, 12, 15, 12))
        head.addWidget(self.kind, 1)
        self.card.body.addLayout(head)
        self.card.body.addWidget(self._lists, 1)
        foot = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(foot, None, self.back, self.new)
        self.card.body.addLayout(foot)
        self.card.rule_under_head()
        for page in (self.card, self.ask_card):
            self._pages.addWidget(page)
        layouts.vertical(self).addWidget(self._pages)
        self._on_kind()

    def _connect(self) -> None:
        self.kind.changed.connect(self._on_kind)
        self.back.clicked.connect(self.close_view)
        self.new.clicked.connect(self.ask_new)
        self.objections.row_activated.connect(lambda row: self.request_chosen.emit(row.request_id))
        self.complaints.row_activated.connect(self._on_complaint)
        for rows in (self.objections, self.complaints):
            rows.action_pressed.connect(rows.row_activated)
            rows.left_upwards.connect(self.kind.setFocus)
        self.ask_card.closed.connect(self._leave)
        self.ask_card.failed.connect(self.failed)

    def _shown(self) -> RowsView:
        return self.objections if self.kind.value() == "objections" else self.complaints

    def _on_kind(self) -> None:
        self._lists.setCurrentWidget(self._shown())
        self.setFocusProxy(self._shown())

    def _show_objections(self, rows: tuple[ObjectionLine, ...]) -> None:
        self.objections.set_rows(rows)
        self._begin(self.objections)

    def _show_complaints(self, rows: tuple[ComplaintRow, ...]) -> None:
        self.complaints.set_rows(rows)
        self._begin(self.complaints)

    def _begin(self, rows: RowsView) -> None:
        if rows.current_row() is None and rows.rows():
            rows.select_at(0)
        waiting = sum(row.state in ("registered", "open") for row in rows.rows())
        if rows is self._shown():
            self.card.set_extra(_("{count} menunggu jawaban").format(count=waiting))

    def _on_complaint(self, row: ComplaintRow) -> None:
        may = self._desk.actor is not None and self._desk.actor.may("file")
        if row.state == "open" and may:
            self._ask(complaint_answer_act(row))

    def _ask(self, act: Act) -> None:
        self.ask_card.ask(act.asking, lambda values: self._do(act, values))
        self._pages.setCurrentWidget(self.ask_card)
        self.ask_card.take_keyboard()

    def _do(self, act: Act, values: Values) -> None:
        def then(_result: object) -> None:
            self.ask_card.close_card()
            self.said.emit(act.done)
            self.refresh()

        self._desk.do(self, act.operation, act.order(values), then=then, otherwise=self.ask_card.refuse)

    def _leave(self) -> None:
        self._pages.setCurrentWidget(self.card)
        self._shown().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_view()
            return
        super().keyPressEvent(event)


def complaint_act() -> Act:
    """Write a complaint about the service into its register."""
    key = str(uuid.uuid4())
    fields = (
        Asked("channel", "Lewat", "choice", is_required=True, choices=_CHANNELS),
        Asked("text", "Isi pengaduan", "long", is_required=True),
        Asked("name", "Nama", limit=120, hint="kosong: tanpa nama"),
        Asked("contact", "Telepon/surel", limit=120),
    )
    return Act(
        Asking(
            _("Pengaduan tentang pelayanan"),
            fields,
            _("Catat pengaduan"),
            words=_("Pengaduan tentang pelayanan kantor ini; laporan masyarakat lain lewat SP4N-LAPOR!."),
            name="complaint",
        ),
        operations.register,
        lambda values: operations.ComplaintOrder(
            key, values["channel"] or "", values["text"], values["name"] or None, values["contact"] or None
        ),
        _("Pengaduan dicatat."),
    )


def complaint_answer_act(row: ComplaintRow) -> Act:
    """Answer a complaint, or note that it was taken back."""
    fields: tuple[Asked, ...] = (
        Asked("answer", "Jawaban", "long", hint="boleh kosong bila dicabut"),
        Asked("is_withdrawn", "Dicabut pengadunya", "yes"),
    )

    def order(values: Values) -> Any:
        return operations.ComplaintAnswerOrder(
            row.id, row.version, values["answer"], is_withdrawn=bool(values["is_withdrawn"])
        )

    return Act(
        Asking(
            _("Jawab {number}").format(number=row.number),
            fields,
            _("Simpan jawaban"),
            words=row.text,
            name=f"complaint_answer.{row.id}",
        ),
        operations.answer,
        order,
        _("Jawaban disimpan."),
    )
