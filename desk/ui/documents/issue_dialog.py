"""Issuing a document: which one, what it asks, how it would read; knows no printer.

Fields begin with what is known; the paper at the right follows what is typed. A refusal stands beside its
field and nothing typed is lost.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.documents import DocumentOrder, Issued, issue
from desk.printing.papers import Grey
from desk.queries.document_drafts import Draft, DraftWanted, document_draft
from desk.queries.documents import DocumentLine, OfferRow, papers_of
from desk.rules.asked import Asked
from desk.ui import theme
from desk.ui.asked_fields import AskedBody, plain
from desk.ui.documents.card import PaperWish
from desk.ui.slips.paper_view import PaperArea
from desk.ui.slips.print_lane import PrintLane, Spot
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.cards import Card
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.rows import RowFace, RowsView

DPI = 62
"""At 100 %: an A4 sheet is some 510 pixels wide beside the form."""
_PAUSE_MS = 350
_NUMBER = "letter_number"
_DATED = "letter_dated_on"


class IssueDialog(QDialog):
    """`issued` tells the document; the dialog closes then."""

    issued = Signal(object)
    """An operations.documents.Issued."""

    def __init__(self, desk: Desk, lane: PrintLane, wish: PaperWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._lane, self._wish = desk, lane, wish
        self._offer: OfferRow | None = None
        self._key = ""
        self._drafts: dict[str, Mapping[str, object]] = {}
        self.form: AskedBody | None = None
        self.list = RowsView(
            _face,
            name=_("Dokumen yang dapat diterbitkan"),
            empty=_("Belum ada dokumen untuk ini."),
            key=lambda row: row.kind,
        )
        self.paper = PaperArea()
        self._head = labels.wrapped("", kind="title")
        self._said = labels.wrapped("", kind="muted")
        self._form_room = QWidget()
        self._form_column = layouts.vertical(self._form_room)
        self.give = buttons.primary(_("Terbitkan"), keys="Ctrl " + ENTER)
        self.leave = buttons.quiet(_("Batal"), keys="Esc")
        self._wait = QTimer(self)
        self._lay()
        self._connect()
        self.setWindowTitle(_("Terbitkan dokumen"))
        self.resize(theme.px(1280), theme.px(700))

    def _lay(self) -> None:
        offers, middle = Card(_("Dokumen"), hug=False), Card(_("Isian"))
        offers.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        offers.body.addWidget(self.list, 1)
        column = middle.padded(gap=8)
        column.addWidget(self._head)
        column.addWidget(self._said)
        middle.body.addWidget(self._form_room, 1)
        acts = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(acts, None, self.leave, self.give)
        middle.body.addLayout(acts)
        row = layouts.horizontal(self, margins=12, gap=12)
        offers.setFixedWidth(theme.px(268))
        row.addWidget(offers)
        row.addWidget(middle, 1)
        row.addWidget(self.paper)
        self.paper.setMinimumWidth(theme.px(8.3 * DPI) + 2 * theme.px(24))

    def _connect(self) -> None:
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._ask_draft)
        self.list.row_selected.connect(self._choose)
        self.list.row_activated.connect(lambda _row: self._focus_form())
        self.give.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)

    # --- asked -----------------------------------------------------------------------------------------

    def open_wish(self) -> None:
        """Read what can be issued and show it, the wished kind first."""
        actor = self._desk.actor
        if actor is None:
            return
        wish = self._wish
        self._desk.ask(
            self, papers_of, actor, wish.request_id, wish.booking_id, then=self._show, otherwise=self._say
        )
        self.open()

    def _show(self, papers: tuple[tuple[DocumentLine, ...], tuple[OfferRow, ...]]) -> None:
        rows = tuple(sorted(papers[1], key=lambda row: bool(row.missing)))
        self.list.set_rows(rows)
        if not self.list.select_key(self._wish.kind) and rows:
            self.list.select_at(0)
        if self._wish.kind is None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus_form()

    def _focus_form(self) -> None:
        if self.form is not None:
            self.form.focus_first_open()

    def _choose(self, row: OfferRow) -> None:
        """Ask what this kind asks; what was typed for another one waits for its return."""
        if self._offer is not None and self._offer.kind == row.kind:
            return
        self._forget_form()
        self._offer, self._key = row, str(uuid.uuid4())
        self._head.setText(row.title)
        lacking = " ".join(row.missing)
        notes = " ".join(row.notes)
        self._said.setText(lacking or notes)
        self._said.setVisible(bool(lacking or notes))
        self.give.setEnabled(not row.missing)
        self.paper.view.clear()
        if row.missing:
            return
        self.form = form = AskedBody(_fields(row), name=row.title)
        form.put(row.suggested)
        if row.kind in self._drafts:
            form.restore(self._drafts[row.kind])
        form.changed.connect(self._wait.start)
        form.submit_requested.connect(self.submit)
        form.save_requested.connect(self.submit)
        self._form_column.addWidget(form)
        self._ask_draft()

    def _forget_form(self) -> None:
        if self.form is not None and self._offer is not None:
            self._drafts[self._offer.kind] = self.form.draft()
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    # --- how it would read -----------------------------------------------------------------------------

    def _ask_draft(self) -> None:
        actor, offer = self._desk.actor, self._offer
        if actor is None or offer is None or self.form is None:
            return
        typed = self._typed()
        if typed is None:
            return  # what cannot be read yet is said when it is issued
        number, dated_on, answers = typed
        wish = self._wish
        wanted = DraftWanted(offer.kind, wish.request_id, wish.booking_id, number, dated_on, answers)
        self._desk.ask(
            self, document_draft, wanted, actor, then=self._on_draft, otherwise=lambda _error: None
        )

    def _on_draft(self, draft: Draft) -> None:
        if self.form is None or self._offer is None or draft.content.kind != self._offer.kind:
            return
        if self._offer.is_numbered:
            editor = self.form.field(_NUMBER).editor
            if isinstance(editor, LineEditor):
                editor.setPlaceholderText(draft.next_number)
        spot = Spot(0, DPI * theme.scale() / 100 * self.paper.view.devicePixelRatioF())
        self._lane.draw_document(self, draft.content, "a4", spot=spot, then=self._on_page)

    def _on_page(self, grey: Grey, _pages: int) -> None:
        self.paper.view.show_page(grey)
        labels.name(self.paper.view, _("Bunyi dokumen"))

    # --- issued ----------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Issue it; the same press twice issues it once."""
        if self.form is None or self._offer is None or not self.give.isEnabled():
            return
        if self.form.read() is None:
            return
        typed = self._typed()
        if typed is None:
            return
        number, dated_on, answers = typed
        order = DocumentOrder(
            self._key,
            self._offer.kind,
            self._wish.request_id,
            self._wish.booking_id,
            number=number,
            dated_on=dated_on,
            answers=answers,
        )
        self.give.setEnabled(False)
        self._desk.do(self, issue, order, then=self._on_issued, otherwise=self._on_refused)

    def _typed(self) -> tuple[str, Any, dict[str, Any]] | None:
        """Number, date and answers; None where something cannot be read."""
        form = self.form
        if form is None or self._offer is None:
            return None
        answers: dict[str, Any] = {}
        try:
            for asked in self._offer.fields:
                if not form.field(asked.name).isHidden():
                    answers[asked.name] = form.field(asked.name).typed().value()
            number = form.field(_NUMBER).typed().value() if self._offer.is_numbered else ""
            dated_on = form.field(_DATED).typed().value()
        except Refused:
            return None
        return str(number or ""), dated_on, plain(answers)

    def _on_issued(self, issued: Issued) -> None:
        self.issued.emit(issued)
        self.accept()

    def _on_refused(self, error: DeskError) -> None:
        self.give.setEnabled(True)
        if isinstance(error, Refused) and self.form is not None:
            field = {"number": _NUMBER, "dated_on": _DATED}.get(error.field or "", error.field)
            if self.form.show_refusal(field, error.sentence):
                return
        self._say(error)

    def _say(self, error: DeskError) -> None:
        self._said.setText(str(error))
        self._said.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif is_enter or self.paper.scroll_by_key(event):
            return
        else:
            super().keyPressEvent(event)


def _fields(row: OfferRow) -> tuple[Asked, ...]:
    """What the kind asks, and what every document has: its number, where it has one, and its date."""
    dated = Asked(_DATED, _("Tanggal dokumen"), "date", hint=_("kosong: hari ini"))
    if not row.is_numbered:
        return (*row.fields, dated)
    hint = _("kosong: nomor berikutnya menurut pola kantor")
    return (Asked(_NUMBER, _("Nomor surat"), limit=80, hint=hint), *row.fields, dated)


def _face(row: OfferRow) -> RowFace:
    if row.missing:
        return RowFace(row.title, warning=" ".join(row.missing), title_bold=False)
    second = _("sudah pernah diterbitkan") if row.is_issued else _("dapat diterbitkan")
    return RowFace(row.title, second=second)
