"""Barang: what the store has, and the acts that keep its books; knows no loan."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.background import Desk
from desk.errors import Refused
from desk.i18n import _
from desk.queries.loans import item_history
from desk.queries.stocks import WATCHES, StockRow, Store, ThingUnits, UnitRow, store, thing_units
from desk.rules import phones
from desk.ui.assets import faces
from desk.ui.assets.forms_side import FormsSide, whom_to_ask
from desk.ui.assets.thing import ThingPane
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import RowsView

__all__ = ["WATCHES", "StockPage"]


class StockPage(QWidget):
    """The list at the left, the chosen resource or a form at the right; arrows walk, Enter goes in."""

    said = Signal(str, str)
    failed = Signal(object)
    laid_aside = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._store: Store | None = None
        self._wanted_unit: int | None = None
        self.list = RowsView(
            faces.stock_face,
            name=_("Barang"),
            empty=_("Belum ada barang."),
            hint=_("Admin menambahkannya di Pengaturan, Sumber daya."),
            key=lambda row: row.key,
        )
        self.pane = ThingPane()
        self.side = FormsSide(desk, _("Barang"), self.pane)
        self._card = Card(_("Barang"))
        self._lay()
        self.list.row_selected.connect(self._show)
        self.list.row_activated.connect(lambda _row: self.pane.focus_first())
        self.pane.act_wanted.connect(self.side.begin)
        self.pane.files_wanted.connect(self.side.open_files)
        self.side.done.connect(self.said)
        self.side.failed.connect(self.failed)
        self.side.laid_aside.connect(self.laid_aside)
        self.side.form_closed.connect(self._focus_pane)
        self.setFocusProxy(self.list)

    def refresh(self) -> None:
        """Ask again for everything shown."""
        self._desk.ask(self, store, then=self._on_store)

    def show_rights(self) -> None:
        """Let be changed what who sits here may change; else say whom to ask."""
        actor = self._desk.actor
        row = self.pane.row()
        if actor is None:
            return
        try:
            actor.require("keep_stock")
        except Refused as refused:
            self.pane.allow(whom_to_ask(refused, _custodian(row)))
        else:
            self.pane.allow("")

    def may_change(self) -> bool:
        """Whether who sits here keeps the books of the store."""
        actor = self._desk.actor
        return actor is not None and actor.may("keep_stock")

    def open_thing(self, resource_key: str, unit_id: int | None = None) -> None:
        """Show one resource, the keyboard on one of its units."""
        self._wanted_unit = unit_id
        if self.list.select_key(resource_key):
            self._show(self.list.current_row())
            self._focus_pane()

    def show_label(self, row: UnitRow) -> None:
        """A unit's label was scanned: show it."""
        self.open_thing(row.resource_key, row.id)

    def close_pane(self) -> bool:
        """Esc: from a form to the pane, from the pane to the list; False where it is already there."""
        if self.side.is_covered():
            self.side.close_form()
            return True
        if self.list.hasFocus():
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _lay(self) -> None:
        self._card.rule_under_head()
        self.list.lead(0)
        self.list.fill_height()
        self._card.body.addWidget(self.list, 1)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self._card, 5)
        row.addWidget(self.side, 8)

    def _on_store(self, found: Store) -> None:
        self._store = found
        self.list.set_rows(found.rows)
        self._card.set_extra(str(len(found.rows)))
        if self.list.current_row() is None and found.rows:
            self.list.select_at(0)
        elif self.list.current_row() is not None:
            self._show(self.list.current_row())

    def _show(self, row: StockRow | None) -> None:
        if self._store is None or row is None:
            return
        self.pane.show_store(row, self._store)
        self.side.show_head(row.resource.name)
        self.show_rights()
        self._desk.ask(self, thing_units, row.key, then=self._on_units)
        key = row.key
        self._desk.ask(self, item_history, key, then=lambda rows: self.pane.show_past(key, rows))

    def _on_units(self, units: ThingUnits) -> None:
        self.pane.show_units(units)
        self.show_rights()
        if self._wanted_unit is not None and self.pane.select_unit(self._wanted_unit):
            self._wanted_unit = None

    def _focus_pane(self) -> None:
        self.pane.focus_first()

    # ---- drafts --------------------------------------------------------------------------------------------

    def draft(self) -> dict[str, Any] | None:
        """What is typed in a form and not in the books."""
        return self.side.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.side.restore(draft)


def _custodian(row: StockRow | None) -> str:
    if row is None or row.resource.custodian_name is None:
        return ""
    phone = row.resource.custodian_phone
    return ", ".join(
        part for part in (row.resource.custodian_name, phones.shown(phone) if phone else "") if part
    )
