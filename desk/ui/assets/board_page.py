"""The custodian's day: what goes out, comes back, is late or broken, and who answers; changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.background import Desk
from desk.i18n import _
from desk.operations.keys import ReturnKeyOrder, return_key
from desk.queries.custody import CustodySheet, custody_sheet
from desk.queries.loans import LateRow
from desk.queries.premises import KeyRow, key_rows
from desk.ui.assets import faces, loan_faces
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card, scrolled
from desk.ui.widgets.row_face import RowFace
from desk.ui.widgets.rows import RowsView

_LEFT = ("goes_out", "comes_back", "keys")
_RIGHT = ("late", "broken", "liabilities")


class BoardPage(QWidget):
    """Four lists, and keys and liabilities where there are any; Enter opens."""

    loan_chosen = Signal(int)
    outage_chosen = Signal(object)
    liability_chosen = Signal(object)
    said = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day: CustodySheet | None = None
        nothing = _("Tidak ada.")
        self.lists: dict[str, RowsView] = {
            "goes_out": self._list(
                loan_faces.going_face,
                _("Keluar hari ini"),
                _("Tidak ada yang keluar hari ini."),
                _("Pesanan terkonfirmasi yang memakai barang muncul di sini pada harinya."),
            ),
            "comes_back": self._list(
                loan_faces.coming_face, _("Kembali hari ini"), _("Tidak ada yang kembali hari ini."), ""
            ),
            "late": self._list(loan_faces.late_face, _("Terlambat"), _("Semua sudah kembali."), ""),
            "broken": self._list(
                faces.outage_face, _("Rusak"), _("Tidak ada yang rusak, hilang, atau dipelihara."), ""
            ),
            "keys": self._list(loan_faces.key_face, _("Kunci di luar"), nothing, ""),
            "liabilities": self._list(faces.liability_face, _("Tanggungan"), nothing, ""),
        }
        self.copy = buttons.quiet(_("Salin pesan"), shortcut="Alt+S")
        self.cards = {name: Card(view.accessibleName()) for name, view in self.lists.items()}
        self._lay()
        self._connect()
        self.setFocusProxy(self.lists["goes_out"])

    def refresh(self) -> None:
        """Ask again."""
        self._desk.ask(self, custody_sheet, then=self._show)
        self._desk.ask(self, key_rows, then=self._show_keys)

    def day(self) -> CustodySheet | None:
        """What is shown."""
        return self._day

    def focus_first(self) -> None:
        """Put the keyboard on the first list that has rows."""
        for view in self._ordered():
            if view.rows():
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                if view.current_row() is None:
                    view.select_at(0)
                return
        self.lists["goes_out"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, face: Callable[[Any], RowFace], name: str, empty: str, hint: str) -> RowsView:
        view = RowsView(face, name=name, empty=empty, hint=hint, key=_identity)
        view.await_rows()
        view.lead(96)
        return view

    def _ordered(self) -> list[RowsView]:
        return [
            self.lists[name] for name in ("late", "goes_out", "comes_back", "keys", "broken", "liabilities")
        ]

    def _lay(self) -> None:
        whole = layouts.horizontal(self, gap=16)
        for names in (_LEFT, _RIGHT):
            side = QWidget()
            side.setProperty("ground", "clear")
            column = layouts.vertical(side, gap=12)
            for name in names:
                card = self.cards[name]
                card.rule_under_head()
                card.body.addWidget(self.lists[name])
                column.addWidget(card)
            column.addStretch(1)
            whole.addWidget(scrolled(side), 1)
        self.cards["late"].add_to_head(self.copy)
        self.copy.hide()

    def _connect(self) -> None:
        for name in ("goes_out", "comes_back", "late"):
            self._open_by(self.lists[name], lambda row: self.loan_chosen.emit(row.booking_id))
        self._open_by(self.lists["keys"], self._on_key)
        self._open_by(self.lists["broken"], self.outage_chosen.emit)
        self._open_by(self.lists["liabilities"], self.liability_chosen.emit)
        self.copy.clicked.connect(self._on_copy)

    def _open_by(self, view: RowsView, opened: Callable[[Any], None]) -> None:
        view.row_activated.connect(opened)
        view.action_pressed.connect(opened)

    def _show(self, day: CustodySheet) -> None:
        self._day = day
        for name in self.lists.keys() - {"keys"}:
            self._fill(name, getattr(day, name))
        self.copy.setVisible(bool(day.late))
        if any(view.hasFocus() and not view.rows() for view in self.lists.values()):
            self.focus_first()

    def _show_keys(self, rows: tuple[KeyRow, ...]) -> None:
        self._fill("keys", rows)

    def _fill(self, name: str, rows: tuple[Any, ...]) -> None:
        self.lists[name].set_rows(rows)
        self.cards[name].set_extra(str(len(rows)))
        self.cards[name].setVisible(bool(rows) or name not in ("keys", "liabilities"))

    def _on_key(self, row: KeyRow) -> None:
        """The key is back: one press, the books keep who had it."""

        def back(_nothing: object) -> None:
            words = _("{what} kembali dari {holder}.")
            self.said.emit("success", words.format(what=row.what, holder=row.holder))

        self._desk.do(self, return_key, ReturnKeyOrder(row.id), then=back)

    def _on_copy(self) -> None:
        row = self.lists["late"].current_row() or self.lists["late"].rows()[0]
        if isinstance(row, LateRow):
            QGuiApplication.clipboard().setText(loan_faces.late_message(row))
            words = _("Pesan untuk {name} disalin; tempel di WhatsApp atau surel.")
            self.said.emit("success", words.format(name=row.name))


def _identity(row: Any) -> object:
    if isinstance(row, LateRow):
        return (row.booking_id, row.resource_key, row.unit_id)
    return (type(row), getattr(row, "id", None) or row.booking_id)
