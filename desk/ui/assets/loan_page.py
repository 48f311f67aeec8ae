"""One booking at the counter of the store: scan or tick what goes, or what came back; knows no SQL."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.hand_over_orders import HandedOver
from desk.operations.hand_overs import dismantle, hand_out, install, take_back
from desk.queries.pick_lists import WATCHES, PickList, label_meaning, loan_list
from desk.queries.stocks import UnitRow
from desk.rules.clashes import contact
from desk.ui import theme
from desk.ui.assets import loan_faces
from desk.ui.assets.item_pane import ItemPane
from desk.ui.assets.loan_head import LoanHead
from desk.ui.assets.pick_view import PickView
from desk.ui.assets.picking import ItemRow, Mode, Picking
from desk.ui.assets.sides_form import SidesForm
from desk.ui.attachments.card import AttachmentsCard
from desk.ui.documents.card import DocumentsCard
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import RowsView

__all__ = ["WATCHES", "LoanPage"]

_PAPERS = 150
"""The papers scroll below this height: the pick list comes first."""
_OPERATIONS: dict[Mode, Any] = {
    "out": hand_out,
    "in": take_back,
    "installed": install,
    "dismantled": dismantle,
}


class LoanPage(QWidget):
    """The pick list at the left, who gives and receives at the right."""

    said = Signal(str, str)
    failed = Signal(object)
    left = Signal()
    handed = Signal(int)
    """The id of a hand-over that was written down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._list: PickList | None = None
        self._key = ""
        self._is_sent = False
        self._wanted: tuple[int, Mode | None, UnitRow | None] | None = None
        self._to_restore: dict[str, Any] | None = None
        self.picking = Picking()
        self.about = LoanHead()
        self.items = PickView()
        self.passed = RowsView(
            loan_faces.passed_face, name=_("Riwayat serah terima"), empty="", key=lambda row: row.id
        )
        self.item = ItemPane()
        self.sides = SidesForm()
        self.papers = DocumentsCard(desk)
        self.papers.setMaximumHeight(theme.px(_PAPERS))
        self.papers.hide()
        self.why_not = labels.wrapped("", kind="quiet")
        self.save = buttons.primary("", keys="Ctrl ⏎")
        self.back = buttons.secondary(_("Kembali"), keys="Esc")
        self.modes: dict[Mode, buttons.Button] = {
            "out": buttons.secondary(_("Serahkan"), shortcut="Alt+S"),
            "in": buttons.secondary(_("Terima kembali"), shortcut="Alt+T"),
            "installed": buttons.secondary(_("Pasang"), shortcut="Alt+P"),
            "dismantled": buttons.secondary(_("Bongkar"), shortcut="Alt+B"),
        }
        self.photo = buttons.secondary(_("Foto"), shortcut="Alt+F")
        self.photos = AttachmentsCard(desk)
        self._side_stack = QStackedWidget()
        self._card, self._side = Card(_("Serah terima")), Card(_("Serahkan"))
        self._lay()
        self._connect()

    def _lay(self) -> None:
        self._card.rule_under_head()
        self._card.body.addWidget(self.about)
        for view in (self.items, self.passed):
            view.lead(96)
            view.fill_height()
        self.passed.setMinimumHeight(theme.px(56))
        self._card.body.addWidget(self.items, 3)
        self._passed_head = QWidget()
        head = layouts.vertical(self._passed_head, margins=(15, 8, 15, 4))
        head.addWidget(labels.section_head(_("Riwayat serah terima")))
        self._card.body.addWidget(self._passed_head)
        self._card.body.addWidget(self.passed, 1)
        self._lay_side()
        left = layouts.vertical(gap=12)
        left.addWidget(self._card, 1)
        left.addWidget(self.papers)
        whole = layouts.horizontal(self, gap=16)
        whole.addLayout(left, 7)
        whole.addWidget(self._side, 6)
        self.setFocusProxy(self.items)

    def _lay_side(self) -> None:
        ways = QWidget()
        row = layouts.horizontal(ways, margins=(15, 8, 15, 0), gap=6)
        layouts.fill(row, *self.modes.values(), None, self.photo)
        form = QWidget()
        column = layouts.vertical(form)
        column.addWidget(self.item)
        # it scrolls by itself: asking for all its height would make the whole panel scroll instead
        self.sides.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.sides.setMinimumHeight(theme.px(104))
        column.addWidget(self.sides, 1)
        foot = layouts.horizontal(margins=(15, 8, 15, 12), gap=8)
        foot.addWidget(self.why_not, 1)
        layouts.fill(foot, self.back, self.save)
        column.addLayout(foot)
        self._side.rule_under_head()
        self._side.body.addWidget(ways)
        photos = QWidget()
        layouts.vertical(photos, margins=(15, 12, 15, 15)).addWidget(self.photos)
        for page in (form, photos):
            self._side_stack.addWidget(page)
        self._side.body.addWidget(self._side_stack, 1)

    def _connect(self) -> None:
        self.items.row_selected.connect(self._show_item)
        self.items.row_activated.connect(lambda _row: self.item.focus_first())
        self.items.figure_typed.connect(self.item.type_count)
        self.items.ticked.connect(self._on_ticked)
        self.items.condition_typed.connect(self._on_condition)
        self.items.all_wanted.connect(self._on_all)
        self.items.submit_wanted.connect(self.submit)
        self.item.changed.connect(self._put)
        self.sides.submit_requested.connect(self.submit)
        self.sides.save_requested.connect(self.submit)
        self.save.clicked.connect(self.submit)
        self.back.clicked.connect(self.left)
        self.photo.clicked.connect(self._on_photo)
        self.photos.failed.connect(self.failed)
        self.photos.said.connect(lambda words: self.said.emit("success", words))
        for mode, button in self.modes.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, mode=mode: self._begin(mode))

    # ---- what is shown -------------------------------------------------------------------------------------

    def open_loan(self, booking_id: int, mode: Mode | None = None, unit: UnitRow | None = None) -> None:
        """Show a booking; `unit` was scanned and is picked at once."""
        if self._list is not None and self._list.booking_id != booking_id:
            self._list = None
        self._wanted = (booking_id, mode, unit)
        self._desk.ask(self, loan_list, booking_id, then=self._on_list)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        if self._list is not None:
            self._desk.ask(self, loan_list, self._list.booking_id, then=self._on_list)

    def pick_list(self) -> PickList | None:
        """What is shown."""
        return self._list

    def take_unit(self, unit: UnitRow) -> None:
        """A label was scanned: pick it, or say why not."""
        is_here = self._list is not None and any(line.unit_id == unit.id for line in self._list.out)
        if self.picking.mode == "out" and is_here and not self.picking.count():
            self._begin("in")
        problem = self.picking.scan(unit)
        if problem and self._list is not None:
            # whose it is, and when, the books say better than the list
            asked = self._list.booking_id
            self._desk.ask(
                self, label_meaning, unit.label, asked, then=lambda words: self._say_why(problem, words)
            )
        self._say_problem(problem)
        self._show_rows()
        if not problem:
            row = next((each for each in self.items.rows() if each.unit_id == unit.id), None)
            if row is not None:
                self.items.select_key(row.key)
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_why(self, problem: str, words: str) -> None:
        if self.about.problem.text() == problem:  # nothing else was said meanwhile
            self._say_problem(f"{problem} {words}")

    def show_rights(self) -> None:
        """Only who may hand over writes here; else it is said whom to ask."""
        actor = self._desk.actor
        if actor is None:
            return
        try:
            actor.require("hand_over")
        except Refused as refused:
            self.why_not.setText(refused.sentence)
        else:
            self.why_not.setText("")
        may = not self.why_not.text()
        self.save.setVisible(may)
        self.sides.set_editable(editable=may)
        self.item.setEnabled(may)

    def _on_list(self, found: PickList | None) -> None:
        if found is None:
            self.left.emit()
            return
        is_new = self._list is None or self._list.booking_id != found.booking_id
        wanted, self._wanted = self._wanted, None
        self._list = found
        self._show_facts(found)
        mode = wanted[1] if wanted is not None else None
        if is_new or mode is not None:
            self._begin(mode or _first_mode(found))
        else:
            self.picking.renew(found)
            self._show_rows()
        if wanted is not None and wanted[2] is not None:
            self.take_unit(wanted[2])
        if self._to_restore is not None and self._to_restore.get("booking_id") == found.booking_id:
            kept, self._to_restore = self._to_restore, None
            self._put_back(kept)
        self.show_rights()

    def _show_facts(self, found: PickList) -> None:
        self._card.set_head(found.loan.holder)
        self.about.show_loan(found)
        self.passed.set_rows(found.passed)
        self.passed.setVisible(bool(found.passed))
        self._passed_head.setVisible(bool(found.passed))
        self.photo.setVisible(bool(found.passed))
        if found.passed:
            self.papers.show(booking_id=found.booking_id)
        else:
            self.papers.hide()
        last = found.standing
        stage = last.stage if last is not None and found.out else ""
        self.modes["out"].setVisible(not found.is_complete)
        self.modes["in"].setVisible(bool(found.out))
        self.modes["installed"].setVisible(stage in ("to_crew", "dismantled"))
        self.modes["dismantled"].setVisible(stage == "installed")

    def _begin(self, mode: Mode) -> None:
        if self._list is None:
            return
        self._key, self._is_sent = str(uuid.uuid4()), False
        self._side_stack.setCurrentIndex(0)
        self.picking.begin(self._list, mode)
        actor = self._desk.actor
        self.sides.begin(self._list, mode, actor.name if actor is not None else "")
        words = {
            "out": _("Serahkan"),
            "in": _("Terima kembali"),
            "installed": _("Catat pemasangan"),
            "dismantled": _("Catat pembongkaran"),
        }
        self._side.set_head(words[mode])
        self.save.show_word(words[mode])
        for each, button in self.modes.items():
            button.setChecked(each == mode)
            button.update()
        self._say_problem("")
        self._show_rows()
        if self.items.rows():
            self.items.select_at(0)
        if self.isVisible():
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rows(self) -> None:
        rows = self.picking.rows()
        self.items.set_rows(rows)
        count, total = self.picking.count(), self.picking.total()
        chosen = _("{0} dari {1} terpilih.").format(count, total)
        self.about.hint.setText(f"{chosen} {_hint(self.picking.mode)}")
        self._show_item(self.items.current_row())
        self.sides.show_harm(harm=self.picking.harm())

    def _show_item(self, row: ItemRow | None) -> None:
        self.item.show_item(row, self.picking.mode)

    def _say_problem(self, sentence: str) -> None:
        self.about.say_problem(sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "papers"):
            self.papers.setMaximumHeight(theme.px(_PAPERS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the fields of an item: Ctrl+Enter writes down, Enter goes back to the list."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        else:
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_pane(self) -> bool:
        """Esc: from the photos back to the form; False where the form is shown."""
        if self._side_stack.currentIndex() == 0:
            return False
        self._side_stack.setCurrentIndex(0)
        self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _on_photo(self) -> None:
        """The photos of the hand-over that is selected in the past, else of the last one."""
        row = self.passed.current_row() or next(iter(self.passed.rows()), None)
        if row is None:
            return
        purpose = "photo_out" if row.direction == "out" else "photo_in"
        self.photos.show("hand_over", row.id, purpose=purpose)
        self._side_stack.setCurrentIndex(1)
        self.photos.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- picking -------------------------------------------------------------------------------------------

    def _put(self, row: ItemRow) -> None:
        self.picking.put(row)
        self._say_problem("")
        self._show_rows()

    def _on_ticked(self, row: ItemRow) -> None:
        if self.picking.mode in ("out", "in") and self._may():
            self._put(replace(row, picked=0 if row.picked else row.wanted))

    def _on_condition(self, row: ItemRow, condition: str) -> None:
        if not self._may() or self.picking.mode not in ("out", "in"):
            return
        if self.picking.mode == "out" and condition in ("RB", "HILANG"):
            self._say_problem(_("Barang rusak berat atau hilang tidak diserahkan; catat dahulu di Barang."))
            return
        self._put(replace(row, condition=condition, picked=row.picked or row.wanted))

    def _on_all(self) -> None:
        if self._may() and self.picking.mode in ("out", "in"):
            self.picking.pick_all()
            self._say_problem("")
            self._show_rows()

    def _may(self) -> bool:
        return not self.why_not.text()

    # ---- writing it down -----------------------------------------------------------------------------------

    def submit(self) -> None:
        """Write the hand-over down, unless something is missing: that is said, and nothing is lost."""
        if self._is_sent or self._list is None or not self._may():
            return
        items = self.picking.orders()
        if not items:
            self._say_problem(_("Belum ada yang dipilih: pindai label, atau tekan Spasi pada barangnya."))
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        order = self.sides.order(self._key, items)
        if order is None:
            return
        self._is_sent = True
        mode = self.picking.mode
        self._desk.do(
            self,
            _OPERATIONS[mode],
            order,
            then=lambda made: self._on_done(mode, made),
            otherwise=self._on_not_done,
        )

    def _on_done(self, mode: Mode, made: HandedOver) -> None:
        self.sides.settle()
        held = self._list
        self._list = None
        if held is not None:
            self._wanted = (held.booking_id, None, None)
            self._desk.ask(self, loan_list, held.booking_id, then=self._on_list)
        self.handed.emit(made.id)
        if made.at_risk:
            named = "; ".join(f"{each.holder} ({contact(each)})" for each in made.at_risk[:3])
            words = _("Dicatat. {count} pesanan terancam, hubungi: {contacts}.")
            self.said.emit("warning", words.format(count=len(made.at_risk), contacts=named))
            return
        self.said.emit("success", _done_words(mode, made))

    def _on_not_done(self, error: DeskError) -> None:
        self._is_sent = False
        if not isinstance(error, Refused):
            self.failed.emit(error)
        elif error.field in ("items", "at", None):
            self._say_problem(error.sentence)
            self.items.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sides.show_refusal(error.field, error.sentence)

    # ---- drafts --------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """What was picked and typed and is not in the books."""
        has_picks = self.picking.mode in ("out", "in") and self.picking.count() > 0
        if self._list is None or not (has_picks or self.sides.is_dirty()):
            return self._to_restore
        return {
            "booking_id": self._list.booking_id,
            "mode": self.picking.mode,
            "key": self._key,
            "picked": self.picking.draft(),
            "fields": self.sides.draft(),
        }

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back, once the booking is there."""
        self._to_restore = draft
        self.open_loan(draft["booking_id"], draft["mode"])

    def _put_back(self, draft: dict[str, Any]) -> None:
        self._key = draft["key"]
        self.picking.restore(draft["picked"])
        self.sides.restore(draft["fields"])
        if self._list is not None:
            self.picking.renew(self._list)
        self._show_rows()


def _first_mode(found: PickList) -> Mode:
    """Out while nothing is out; else what is out comes back."""
    return "in" if found.out else "out"


def _hint(mode: Mode) -> str:
    """What the keys do in the pick list."""
    if mode == "out":
        return _("Pindai label satu per satu, atau Spasi dan angka. B K keadaan, Ctrl A semua.")
    if mode == "in":
        return _("Pindai yang kembali, atau Spasi dan angka. B K R H keadaan, Ctrl A semua.")
    return _("Semua yang dibawa Tim Teknis dicatat sekaligus.")


def _done_words(mode: Mode, made: HandedOver) -> str:
    if mode == "out":
        words = _("Diserahkan; {0} barang di luar.").format(made.units_out)
        return f"{words} {_('Dicatat sebagai bukan layanan SK.')}" if made.is_outside_service else words
    if mode == "in":
        left = made.units_out
        return _("Diterima; {0} masih di luar.").format(left) if left else _("Diterima; semua sudah kembali.")
    return _("Pemasangan dicatat.") if mode == "installed" else _("Pembongkaran dicatat.")
