"""One resource of the store: figures, units, kit, what ails it, who answers; says what was pressed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.loans import PastRow
from desk.queries.stocks import LiabilityRow, OutageRow, StockRow, Store, ThingUnits, UnitRow
from desk.rules import phones
from desk.rules.office_dates import span_words
from desk.ui.assets import faces
from desk.ui.assets.act_form import Subject
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.facts import Facts
from desk.ui.widgets.fields import FormBody
from desk.ui.widgets.rows import RowsView

_LEAD = 112


class ThingPane(QWidget):
    """What is known of a resource, and the acts on it; `act_wanted` names a form and what it is about."""

    act_wanted = Signal(str, dict)
    labels_wanted = Signal(str)
    """The key of the resource whose units' labels are to be printed."""
    files_wanted = Signal(str, int, str)
    """Noun and number of the record whose photos are wanted, and what it is called."""

    def __init__(self) -> None:
        super().__init__()
        self._row: StockRow | None = None
        self._units: ThingUnits | None = None
        self._names: dict[str, str] = {}
        self.facts = Facts(
            (
                _("Jumlah"),
                _("Isi"),
                _("Bagian dari"),
                _("Kode barang"),
                _("Kelengkapan"),
                _("Pemegang"),
                _("Ditutup"),
                _("Catatan"),
            )
        )
        self.units = RowsView(
            faces.unit_face,
            name=_("Unit berlabel"),
            empty=_("Belum ada unit berlabel: semua dihitung dengan jumlah."),
            key=lambda row: row.id,
        )
        self.outages = RowsView(
            faces.outage_face,
            name=_("Rusak, hilang, pemeliharaan"),
            empty=_("Tidak ada."),
            key=lambda row: row.id,
        )
        self.liabilities = RowsView(
            faces.liability_face,
            name=_("Tanggungan"),
            empty=_("Tidak ada."),
            key=lambda row: row.id,
        )
        self.past = RowsView(faces.past_face, name=_("Riwayat"), empty=_("Belum ada."), key=lambda row: row)
        self.past.tighten()
        self.why_not = labels.wrapped("", kind="quiet")
        self.unit_new = buttons.secondary(_("Unit baru"), shortcut="Alt+U")
        self.outage = buttons.secondary(_("Rusak / hilang …"), shortcut="Alt+R")
        self.stock = buttons.secondary(_("Jumlah"), shortcut="Alt+J")
        self.kit = buttons.secondary(_("Isi paket"), shortcut="Alt+I")
        self.retire = buttons.secondary(_("Keluarkan unit …"), shortcut="Alt+K")
        self.photo = buttons.secondary(_("Foto"), shortcut="Alt+F")
        self.label = buttons.quiet(_("Cetak label"), shortcut="Alt+L")
        self._lay()
        self._connect()

    def _lay(self) -> None:
        body = FormBody(name=_("Barang"), margins=(0, 8, 0, 8))
        about = QWidget()
        layouts.vertical(about, margins=(15, 0, 15, 8)).addWidget(self.facts)
        body.add_widget(about)
        self._heads: list[QWidget] = []
        for view in self.lists():
            head = QWidget()
            row = layouts.horizontal(head, margins=(15, 8, 15, 0), gap=8)
            layouts.fill(row, labels.section_head(view.accessibleName()), None)
            if view is self.units:
                row.addWidget(self.label)
            self._heads.append(head)
            view.lead(_LEAD)
            body.add_widget(head)
            body.add_widget(view)
        foot = layouts.vertical(margins=(15, 8, 15, 12), gap=8)
        foot.addWidget(self.why_not)
        self._acts = QWidget()
        row = layouts.horizontal(self._acts, gap=8)
        layouts.fill(row, self.outage, self.unit_new, self.stock, self.kit, self.photo, self.retire, None)
        foot.addWidget(self._acts)
        column = layouts.vertical(self)
        column.addWidget(body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.unit_new.clicked.connect(self._on_unit_new)
        self.outage.clicked.connect(self._on_outage)
        self.stock.clicked.connect(self._on_stock)
        self.kit.clicked.connect(self._on_kit)
        self.retire.clicked.connect(self._on_retire)
        self.photo.clicked.connect(self._on_photo)
        self.label.clicked.connect(lambda: self.labels_wanted.emit(self._shown().key))
        self.units.row_activated.connect(self._on_unit)
        self.units.row_selected.connect(lambda _row: self._show_acts())
        for view, opened in ((self.outages, self._on_outage_row), (self.liabilities, self._on_liability_row)):
            view.row_activated.connect(opened)
            view.action_pressed.connect(opened)
        self._may = False

    def lists(self) -> tuple[RowsView, ...]:
        """The lists, from top to bottom."""
        return (self.units, self.outages, self.liabilities, self.past)

    # ---- what is shown -------------------------------------------------------------------------------------

    def show_store(self, row: StockRow, store: Store) -> None:
        """Show `row` of the store as it is now."""
        if self._row is None or self._row.key != row.key:
            self.units.set_rows(())
            self.past.set_rows(())
            self._units = None
        self._row = row
        leaves = [each.resource for each in store.rows if each.resource.is_leaf]
        self._names = {each.key: each.name for each in leaves}
        self.outages.set_rows([each for each in store.outages if each.resource_key == row.key])
        self.liabilities.set_rows([each for each in store.liabilities if each.resource_key == row.key])
        self._show_facts()

    def show_units(self, units: ThingUnits) -> None:
        """Show the units of the row shown, unless another row was chosen meanwhile."""
        if self._row is None or units.resource_key != self._row.key:
            return
        self._units = units
        self.units.set_rows(units.units)
        self._show_facts()

    def show_past(self, resource_key: str, rows: tuple[PastRow, ...]) -> None:
        """What happened to the row shown, unless another was chosen meanwhile."""
        if self._row is not None and self._row.key == resource_key:
            self.past.set_rows(rows)
            self._show_facts()

    def allow(self, why_not: str) -> None:
        """Let be changed what may be; else `why_not` says whom to ask."""
        self._may = not why_not
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))
        self._show_acts()

    def row(self) -> StockRow | None:
        """What is shown."""
        return self._row

    def has_units(self) -> bool:
        """Whether the units of what is shown were asked for and answered."""
        return self._units is not None

    def select_unit(self, unit_id: int) -> bool:
        """Put the keyboard on a unit; False where it is not here yet."""
        self.units.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.units.select_key(unit_id)

    def focus_first(self) -> None:
        """Put the keyboard into the first list that has rows, else on the first act."""
        for view in self.lists():
            if view.rows() and view.isVisibleTo(self):
                view.setFocus(Qt.FocusReason.OtherFocusReason)
                if view.current_row() is None:
                    view.select_at(0)
                return
        self.outage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_facts(self) -> None:
        row = self._row
        if row is None:
            return
        resource = row.resource
        names = dict(zip((key for key, _count in resource.parts), resource.part_names, strict=True))
        parts = ", ".join(f"{count} {names[key]}" for key, count in resource.parts)
        phone = phones.shown(resource.custodian_phone) if resource.custodian_phone else ""
        closures = self._units.closures if self._units else ()
        self.facts.show_values(
            (
                " · ".join(part for part in (row.words, faces.unfit_words(row)) if part),
                parts,
                resource.whole_name or "",
                resource.asset_code or "",
                ", ".join(resource.completeness),
                ", ".join(part for part in (resource.custodian_name, phone) if part),
                "; ".join(f"{span_words(each.span)}: {each.reason}" for each in closures),
                resource.note or "",
            )
        )
        for view, head in zip(self.lists(), self._heads, strict=True):
            shown = resource.is_leaf and (view is self.units or bool(view.rows()))
            view.setVisible(shown)
            head.setVisible(shown)
        self._show_acts()

    def _show_acts(self) -> None:
        is_leaf = self._row is not None and self._row.resource.is_leaf
        is_kit = self._row is not None and self._row.resource.kind in ("kit", "hall")
        unit = self.units.current_row()
        self._acts.setVisible(self._may and self._row is not None)
        for button in (self.unit_new, self.outage, self.stock):
            button.setVisible(is_leaf)
        self.kit.setVisible(is_kit)
        self.label.setVisible(any(each.is_active for each in self.units.rows()))
        self.retire.setVisible(is_leaf and isinstance(unit, UnitRow) and unit.is_active)

    # ---- what is wanted ------------------------------------------------------------------------------------

    def _shown(self) -> StockRow:
        if self._row is None:
            raise RuntimeError("no act without a row")
        return self._row

    def _subject(self, **more: Any) -> Subject:
        resource = self._shown().resource
        return {"resource_key": resource.key, "resource_name": resource.name} | more

    def _on_unit_new(self) -> None:
        label = self._units.next_label if self._units else ""
        self.act_wanted.emit("unit", self._subject(fields={"label": label}))

    def _on_unit(self, row: UnitRow) -> None:
        if not self._may or not row.is_active:
            return
        fields = {
            "label": row.label,
            "name": row.name,
            "asset_code": row.asset_code or "",
            "register": row.register or "",
            "brand": row.brand or "",
            "serial": row.serial or "",
            "acquired_year": "" if row.acquired_year is None else str(row.acquired_year),
            "condition": row.condition,
            "note": row.note or "",
        }
        self.act_wanted.emit("unit", self._subject(unit_key=row.key, unit_id=row.id, fields=fields))

    def _on_outage(self) -> None:
        name = self._shown().resource.name
        unit = self.units.current_row() if self.units.hasFocus() else None
        if isinstance(unit, UnitRow) and unit.is_active:
            what = f"{name} {unit.label}"
            self.act_wanted.emit("outage", self._subject(unit_id=unit.id, what=what))
        else:
            self.act_wanted.emit("outage", self._subject(what=name))

    def _on_stock(self) -> None:
        self.act_wanted.emit("stock", self._subject(stock=self._shown().resource.stock))

    def _on_kit(self) -> None:
        resource = self._shown().resource
        pairs = zip(resource.part_names, resource.parts, strict=True)
        parts = ", ".join(f"{count} {name}" for name, (_key, count) in pairs)
        names = {key: name for key, name in self._names.items() if key != resource.key}
        self.act_wanted.emit("kit", self._subject(parts=parts, names=names))

    def _on_photo(self) -> None:
        """Of the unit on which the keyboard stands, else of the resource."""
        resource = self._shown().resource
        unit = self.units.current_row()
        if isinstance(unit, UnitRow):
            self.files_wanted.emit("resource_unit", unit.id, f"{resource.name} {unit.label}")
        else:
            self.files_wanted.emit("resource", resource.id, resource.name)

    def _on_retire(self) -> None:
        unit = self.units.current_row()
        if isinstance(unit, UnitRow) and self._row is not None:
            what = f"{self._row.resource.name} {unit.label}"
            self.act_wanted.emit("retire", self._subject(unit_id=unit.id, what=what))

    def _on_outage_row(self, row: OutageRow) -> None:
        if self._may:
            self.act_wanted.emit("end", end_subject(row))

    def _on_liability_row(self, row: LiabilityRow) -> None:
        if self._may:
            self.act_wanted.emit("settle", settle_subject(row))


def end_subject(row: OutageRow) -> Subject:
    """What ending an outage is about."""
    return {
        "resource_key": row.resource_key,
        "outage_id": row.id,
        "what": row.what,
        "reason": f"{faces.kind_words(row.kind)}: {row.reason}",
        "quantity": row.quantity,
        "kind": row.kind,
        "is_unit": row.unit_id is not None,
    }


def settle_subject(row: LiabilityRow) -> Subject:
    """What settling a liability is about."""
    what = f"{row.resource_name} {row.unit_label or ''}".strip()
    return {
        "resource_key": row.resource_key,
        "liability_id": row.id,
        "what": f"{row.contact} · {what}",
        "about": row.what_happened,
    }
