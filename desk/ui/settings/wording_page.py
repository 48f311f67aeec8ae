"""The office's own wording of its documents: passages at the left, the paper they make at the right.

Knows no layout. The paper follows what is typed; a passage that could not be filled in says where, beside
itself, and the paper stands still until it is mended.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.document_settings import RestoreOrder, WordingOrder, restore_wording, save_wording
from desk.printing.papers import Grey
from desk.queries.document_settings import WATCHES, WordingPaper, WordingRow, preview, wording_paper
from desk.rules.document_contents import DocumentContent
from desk.rules.document_kinds import KINDS, DocumentKind
from desk.ui import theme
from desk.ui.settings.page import SettingsPage
from desk.ui.slips.paper_view import PaperArea
from desk.ui.slips.print_lane import PrintLane, Spot
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field, FormBody
from desk.ui.widgets.rows import RowFace, RowsView

DPI = 42
"""At 100 %: an A4 sheet is some 350 pixels wide, enough to see where a passage stands."""
_PAUSE_MS = 350


class WordingPage(SettingsPage):
    """Arrows walk the kinds, Enter goes into the passages, Ctrl+S saves those that were changed."""

    def __init__(self, desk: Desk, lane: PrintLane) -> None:
        super().__init__(desk, watches=WATCHES)
        self._lane = lane
        self._kind = ""
        self._rows: tuple[WordingRow, ...] = ()
        self._drafts: dict[str, dict[str, str]] = {}
        self._left_to_save: list[str] = []
        self._fields: set[str] = set()
        self.form = FormBody(name=_("Bunyi dokumen"))
        self.list = RowsView(self._face, name=_("Bunyi dokumen"), empty="", key=lambda kind: kind.key)
        self.paper = PaperArea()
        self.card = Card(_("Bunyi"))
        self._why_not = labels.wrapped("", kind="quiet")
        self.save_button = buttons.primary(_("Simpan"), keys="Ctrl S")
        self.restore_button = buttons.secondary(_("Bunyi bawaan"), shortcut="Alt+B")
        self._wait = QTimer(self)
        self._lay()
        self._connect()
        self.list.set_rows([kind for kind in KINDS.values() if kind.passages])
        self.setFocusProxy(self.list)

    def _lay(self) -> None:
        kinds = Card(_("Dokumen"))
        kinds.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        kinds.body.addWidget(self.list, 1)
        kinds.setFixedWidth(theme.px(196))
        self._form_room = layouts.vertical()
        self.card.body.addLayout(self._form_room, 1)
        acts = layouts.horizontal(margins=(15, 8, 15, 15), gap=8)
        layouts.fill(acts, self.restore_button, None, self.save_button)
        self.card.padded().addWidget(self._why_not)
        self.card.body.addLayout(acts)
        row = layouts.horizontal(self, gap=12)
        row.addWidget(kinds)
        row.addWidget(self.card, 1)
        row.addWidget(self.paper)
        self.paper.setMinimumWidth(theme.px(8.3 * DPI) + 2 * theme.px(24))

    def _connect(self) -> None:
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE_MS)
        self._wait.timeout.connect(self._ask_preview)
        self.list.row_selected.connect(self._choose)
        self.list.row_activated.connect(lambda _kind: self.form.focus_first())
        self.save_button.clicked.connect(self.save)
        self.restore_button.clicked.connect(self.restore_passage)

    # --- what every page says --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the passages of the kind shown."""
        if not self._kind:
            self.list.select_at(0)
            return
        self._desk.ask(self, wording_paper, self._kind, then=self._show, otherwise=self.tell_failure)

    def show_rights(self) -> None:
        """Passages may be typed into only by who may set up."""
        may = self.may_change()
        self.form.set_editable(editable=may)
        self._why_not.setText(self.why_not())
        self._why_not.setVisible(not may)
        self.save_button.setVisible(may)
        self.restore_button.setVisible(may)

    def draft(self) -> dict[str, Any] | None:
        """Passages that were changed and not saved, by kind."""
        self._keep_typing()
        return dict(self._drafts) or None

    def restore(self, draft: dict[str, Any]) -> None:
        """Put them back."""
        self._drafts.update(draft)
        self.refresh()

    # --- shown -----------------------------------------------------------------------------------------

    def _choose(self, kind: DocumentKind) -> None:
        if kind.key != self._kind:
            self._keep_typing()
            self._kind, self._rows = kind.key, ()
            self.paper.view.clear()
            self.refresh()

    def _show(self, paper: WordingPaper) -> None:
        if paper.kind != self._kind:
            return
        self._keep_typing()
        self._rows = paper.rows
        self.card.set_head(_(KINDS[paper.kind].title))
        self._make_form()
        self.form.add_widget(labels.section_head(_("Isian yang dikenal")))
        for place in paper.places:
            words = f"{{{place.name}}} {place.meaning}"
            self.form.add_widget(labels.wrapped(words, kind="quiet"))
        self.show_rights()
        self._ask_preview()

    def _make_form(self) -> None:
        """A form of these passages, with what was typed before."""
        before = self._focused()
        self.form.hide()
        self.form.deleteLater()
        self.form = FormBody(name=_("Bunyi dokumen"))
        self._fields.clear()
        typed = self._drafts.pop(self._kind, {})
        for row in self._rows:
            lines = max(2, min(6, row.text.count("\n") + len(row.text) // 44 + 1))
            editor = LongTextEditor(lines=lines)
            hint = _("bunyi kantor sendiri") if row.is_own else ""
            editor.setAccessibleName(row.label)
            self.form.add_widget(labels.wrapped(row.label, kind="strong"))
            self.form.add(row.passage, Field("", editor, hint=hint, label_width=0))
            self._fields.add(row.passage)
            editor.restore(typed.get(row.passage, row.text))
        self.form.changed.connect(self._wait.start)
        self.form.save_requested.connect(self.save)
        self._form_room.addWidget(self.form)
        if before in {row.passage for row in self._rows}:
            self.form.field(str(before)).editor.setFocus()

    def _typed(self) -> dict[str, str]:
        return {row.passage: str(self.form.field(row.passage).typed().value()) for row in self._rows}

    def _changed(self) -> dict[str, str]:
        """What stands otherwise than it is saved."""
        typed = self._typed()
        return {row.passage: typed[row.passage] for row in self._rows if typed[row.passage] != row.text}

    def _keep_typing(self) -> None:
        if not self._rows or not self._fields:
            return
        changed = self._changed()
        was_marked = self._kind in self._drafts
        if changed:
            self._drafts[self._kind] = changed
        else:
            self._drafts.pop(self._kind, None)
        if was_marked != bool(changed):
            self.list.show_again()

    def _ask_preview(self) -> None:
        if self._rows:
            self.form.clear_refusals()
            self._desk.ask(
                self, preview, self._kind, self._typed(), then=self._draw, otherwise=self._on_fault
            )

    def _draw(self, content: DocumentContent) -> None:
        if content.kind == self._kind:
            spot = Spot(0, DPI * theme.scale() / 100 * self.paper.view.devicePixelRatioF())
            paper = KINDS[self._kind].papers[0]
            self._lane.draw_document(self, content, paper, spot=spot, then=self._on_page)

    def _on_page(self, grey: Grey, _pages: int) -> None:
        self.paper.view.show_page(grey)
        labels.name(self.paper.view, _("Contoh dokumen dengan bunyi ini"))

    def _on_fault(self, error: DeskError) -> None:
        if not (isinstance(error, Refused) and self.form.show_refusal(error.field, error.sentence)):
            self.tell_failure(error)

    # --- saved -----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save every changed passage, one act each; the first that is refused stops and says where."""
        if self.may_change() and self._rows and not self._left_to_save:
            self._left_to_save = list(self._changed())
            self._save_next(self._kind)

    def restore_passage(self) -> None:
        """The program's own words in the passage that has the keyboard, else in all; saved as any change."""
        focused = self._focused()
        for row in self._rows:
            if focused in (None, row.passage):
                self.form.field(row.passage).typed().restore(row.default)

    def _focused(self) -> str | None:
        """The passage that has the keyboard."""
        names = (row.passage for row in self._rows if row.passage in self._fields)
        return next((name for name in names if self.form.field(name).editor.hasFocus()), None)

    def _save_next(self, kind: str) -> None:
        if not self._left_to_save or kind != self._kind:
            self._left_to_save = []
            return
        passage = self._left_to_save.pop(0)
        row = next(each for each in self._rows if each.passage == passage)
        words = self._typed()[passage]

        def done(_none: object) -> None:
            if not self._left_to_save:
                self._drafts.pop(kind, None)
                self.list.show_again()
                self.said.emit(_("Bunyi {title} disimpan.").format(title=_(KINDS[kind].title)))
            self._save_next(kind)

        def refused(error: DeskError) -> None:
            self._left_to_save = []
            self._on_fault(error)

        if words == row.default:
            order: object = RestoreOrder(kind, passage)
            self._desk.do(self, restore_wording, order, then=done, otherwise=refused)
        else:
            order = WordingOrder(kind, passage, words)
            self._desk.do(self, save_wording, order, then=done, otherwise=refused)

    def _face(self, kind: DocumentKind) -> RowFace:
        if kind.key in self._drafts:
            return RowFace(_(kind.title), warning=_("belum disimpan"))
        return RowFace(_(kind.title), title_bold=False)
