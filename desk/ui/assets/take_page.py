"""Opname: begin, count by scan or number, see what differs, close; changes nothing but through operations."""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.stock_takes import BeginOrder, Closed, CloseOrder, CountOrder, begin, close, count
from desk.queries.stock_takes import ClosedTakeRow, TakeLineRow, TakeRow, closed_takes, running_take
from desk.rules.clashes import contact
from desk.rules.stock_takes import scanned
from desk.ui.assets import faces
from desk.ui.assets.count_side import ClosePane, CountPane
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import RowsView


class _Lines(RowsView):
    """The lines of the opname; a figure typed on one goes into its count."""

    figure_typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.figure_typed.emit(event.text())
            return
        super().keyPressEvent(event)


class TakePage(QWidget):
    """Lines at the left, the one being counted at the right; without a running opname, the earlier ones."""

    said = Signal(str, str)
    failed = Signal(object)
    laid_aside = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._take: TakeRow | None = None
        self._to_restore: dict[str, Any] | None = None
        self.lines = _Lines(faces.take_line_face, name=_("Yang dihitung"), empty="", key=lambda row: row.id)
        self.earlier = RowsView(
            faces.closed_take_face,
            name=_("Opname terdahulu"),
            empty=_("Belum pernah ada opname."),
            hint=_("Mulai opname menyusun daftar semua barang menurut catatan, untuk dihitung."),
            key=lambda row: row.id,
        )
        self.begin = buttons.primary(_("Mulai opname"), shortcut="Alt+O")
        self.close_it = buttons.secondary(_("Tutup opname …"), shortcut="Alt+T")
        self.count = CountPane()
        self.closing = ClosePane()
        self._card = Card(_("Opname"))
        self._side = Card(_("Hitungan"))
        self._lay()
        self._connect()

    def _lay(self) -> None:
        self._card.rule_under_head()
        self._card.add_to_head(self.begin)
        self._card.add_to_head(self.close_it)
        for view in (self.lines, self.earlier):
            view.lead(96)
            view.fill_height()
            self._card.body.addWidget(view, 1)
        self._idle = labels.wrapped(
            _("Tidak ada opname yang berjalan. Alt O memulainya; hitungan disimpan baris demi baris."),
            kind="quiet",
        )
        idle = QWidget()
        layouts.fill(layouts.vertical(idle, margins=15), self._idle, None)
        self._side.rule_under_head()
        self._stack = QStackedWidget()
        for page in (idle, self.count, self.closing):
            self._stack.addWidget(page)
        self._side.body.addWidget(self._stack)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self._card, 7)
        row.addWidget(self._side, 5)

    def _connect(self) -> None:
        self.lines.row_selected.connect(self._on_line)
        self.lines.row_activated.connect(lambda _row: self.count.body.focus_first())
        self.lines.figure_typed.connect(self._on_figure)
        self.begin.clicked.connect(self._on_begin)
        self.close_it.clicked.connect(self._on_close_wanted)
        self.count.counted.connect(self._on_counted)
        self.closing.wanted.connect(self._on_close)
        self.closing.left.connect(self._leave_closing)

    # ---- what is shown -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for everything shown."""
        self._desk.ask(self, running_take, then=self._on_take)
        self._desk.ask(self, closed_takes, then=self._on_earlier)

    def show_rights(self) -> None:
        """Let count who may."""
        actor = self._desk.actor
        may = actor is not None and actor.may("keep_stock")
        is_running = self._take is not None
        self.begin.setVisible(may and not is_running)
        self.close_it.setVisible(may and is_running)
        self.count.allow(may=may)

    def take(self) -> TakeRow | None:
        """The opname that is running."""
        return self._take

    def _on_take(self, take: TakeRow | None) -> None:
        self._take = take
        self.lines.setVisible(take is not None)
        self.earlier.setVisible(take is None)
        self.show_rights()
        self.setFocusProxy(self.lines if take is not None else self.earlier)
        if take is None:
            self._card.set_head(_("Opname"))
            self._card.set_extra("")
            self._stack.setCurrentIndex(0)
            return
        counted = sum(line.found is not None for line in take.lines)
        self._card.set_head(_("Opname oleh {0}").format(take.begun_by))
        self._card.set_extra(_("{0} dari {1} dihitung").format(counted, len(take.lines)))
        self.lines.set_rows(take.lines)
        if self.lines.current_row() is None and take.lines:
            self.lines.select_at(0)
        elif self.lines.current_row() is not None:
            self._on_line(self.lines.current_row())
        if self._stack.currentIndex() == 0:
            self._stack.setCurrentWidget(self.count)
        if self._to_restore is not None:
            kept, self._to_restore = self._to_restore, None
            self.restore(kept)

    def _on_earlier(self, rows: tuple[ClosedTakeRow, ...]) -> None:
        self.earlier.set_rows(rows)

    def _on_line(self, row: TakeLineRow | None) -> None:
        if row is not None:
            self.count.show_line(row)

    def _on_figure(self, figure: str) -> None:
        editor = self.count.body.field("found").editor
        self.count.body.field("found").typed().restore(figure)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if hasattr(editor, "end"):
            editor.end(False)  # noqa: FBT003 # Qt's own signature

    # ---- counting ------------------------------------------------------------------------------------------

    def take_label(self, label: str) -> bool:
        """A label was scanned: it is there; False where no opname runs or none of its lines carries it."""
        if self._take is None:
            return False
        at = scanned(self._take.lines, label)
        if at is None:
            return False
        line = self._take.lines[at]
        self.lines.select_at(at)
        condition = line.condition or line.known
        self._do_count(CountOrder(line.id, 1, condition, line.note), self._say_counted)
        return True

    def _say_counted(self) -> None:
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_counted(self, order: CountOrder) -> None:
        self._do_count(order, self._go_on)

    def _do_count(self, order: CountOrder, then: Any) -> None:
        def done(_nothing: object) -> None:
            self.count.settle()
            then()

        self._desk.do(self, count, order, then=done, otherwise=self._on_not_counted)

    def _on_not_counted(self, error: DeskError) -> None:
        if isinstance(error, Refused):
            self.count.refuse(error)
        else:
            self.failed.emit(error)

    def _go_on(self) -> None:
        """To the next line that is not counted, the keyboard on the lines."""
        at = self.lines.currentIndex().row()
        rows = self.lines.rows()
        order = [*range(at + 1, len(rows)), *range(at)]
        self.lines.select_at(next((each for each in order if rows[each].found is None), at))
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- beginning and closing -----------------------------------------------------------------------------

    def _on_begin(self) -> None:
        def begun(_take_id: int) -> None:
            self.said.emit("success", _("Opname dimulai: pindai label, atau ketik jumlah pada barisnya."))
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

        self._desk.do(self, begin, BeginOrder(str(uuid.uuid4())), then=begun, otherwise=self.failed.emit)

    def _on_close_wanted(self) -> None:
        if self._take is not None:
            self.closing.show_take(self._take)
            self._side.set_head(_("Tutup opname"))
            self._stack.setCurrentWidget(self.closing)
            self.closing.body.focus_first()

    def _leave_closing(self) -> None:
        self._side.set_head(_("Hitungan"))
        self._stack.setCurrentWidget(self.count)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_close(self, order: CloseOrder) -> None:
        def closed(result: Closed) -> None:
            self._leave_closing()
            if result.at_risk:
                named = "; ".join(f"{each.holder} ({contact(each)})" for each in result.at_risk[:3])
                words = _("Opname ditutup. {count} pesanan terancam, hubungi: {contacts}.")
                self.said.emit("warning", words.format(count=len(result.at_risk), contacts=named))
            else:
                self.said.emit("success", _("Opname ditutup."))

        def refused(error: DeskError) -> None:
            if isinstance(error, Refused):
                self.closing.refuse(error)
            else:
                self.failed.emit(error)

        self._desk.do(self, close, order, then=closed, otherwise=refused)

    def close_pane(self) -> bool:
        """Esc: from the decisions to the count, from there to the lines; False where it is already there."""
        if self._stack.currentWidget() is self.closing:
            self._leave_closing()
            return True
        if self._take is None or self.lines.hasFocus():
            return False
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ---- drafts --------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """What was typed for a line, or decided, and is not in the books."""
        if self._stack.currentWidget() is self.closing and self.closing.is_dirty():
            return {"closing": self.closing.draft()}
        line = self.count.line()
        if self._take is not None and line is not None and self.count.is_dirty():
            return {"line": line.id, "fields": self.count.body.draft()}
        return self._to_restore

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back, once the opname is there."""
        if self._take is None:
            self._to_restore = draft
        elif "closing" in draft:
            self._on_close_wanted()
            self.closing.restore(draft["closing"])
        elif self.lines.select_key(draft.get("line")):
            self.count.body.restore(draft.get("fields", {}))
