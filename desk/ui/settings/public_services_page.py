"""The services of both agencies: their standards to read by everyone, what the office decides by its admin.

Knows no request. The decree's own text cannot be changed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.public_service_settings import ServiceOrder, correct_service
from desk.queries.standards import (
    WATCHES,
    DecreeRow,
    StandardServiceRow,
    StandardSheet,
    decree_rows,
    standard_service_rows,
    standard_sheet,
)
from desk.ui.requests.standard_view import StandardView
from desk.ui.settings.page import SettingsPage
from desk.ui.settings.record_form import RecordForm
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowFace, RowsView


class _Search(LineEditor):
    """Type to find; the arrows walk the list below, Enter opens."""

    def __init__(self, rows: RowsView) -> None:
        super().__init__(placeholder=_("Cari: aula, zoom, ktp, 3.1 …"))
        self._rows = rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._rows.rows():
            last = len(self._rows.rows()) - 1
            self._rows.select_at(min(max(self._rows.currentIndex().row() + step, 0), last))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rows.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class ServicesPage(SettingsPage):
    """List and search at the left, the standard whole at the right; an admin may change what is ours."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, watches=WATCHES, parent=parent)
        self._rows: tuple[StandardServiceRow, ...] = ()
        self._sheet: StandardSheet | None = None
        self.agency = ChoiceEditor([])
        self.list = RowsView(
            self._face, name=_("Layanan"), empty=_("Tidak ada layanan yang cocok."), key=lambda row: row.id
        )
        self.search = _Search(self.list)
        self.view = StandardView()
        self.record = RecordForm(_("Pengaturan layanan"), closable=True)
        self.change_button = buttons.secondary(_("Ubah bidang, awalan, penawaran"))
        self._foot = QWidget()
        self._reason = labels.wrapped("", kind="quiet")
        self._list_card = Card(_("Layanan"))
        self._add_fields()
        self._lay()
        self._connect()
        self.show_rights()

    def refresh(self) -> None:
        """Ask for services and decrees again, and for the standard shown."""
        self._desk.ask(self, decree_rows, then=self._show_agencies)
        self._desk.ask(self, standard_service_rows, then=self._show_rows)
        if self._sheet is not None:
            self._desk.ask(self, standard_sheet, self._sheet.service_id, then=self._show_sheet)

    def show_rights(self) -> None:
        """Only an admin changes anything, and only of the agency served under the decree in force."""
        why_not = self._why_not_this()
        self.record.set_reason(why_not)
        self.change_button.setVisible(not why_not)
        self._reason.setText(why_not or _("Teks SK sendiri tidak dapat diubah."))
        if why_not:
            self._show_form(shown=False)

    def open_service(self, service_id: int) -> None:
        """Show the standard of `service_id`, whatever was searched before."""
        self._desk.ask(self, standard_sheet, service_id, then=self._show_sheet)

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved."""
        return self.record.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back; it shows when its service does."""
        self.record.restore(draft)

    def _add_fields(self) -> None:
        offered = ChoiceEditor([(True, _("ditawarkan")), (False, _("tidak ditawarkan"))])
        add = self.record.add
        add("unit_name", Field(_("Ditangani"), editors.line(placeholder=_("bidang atau seksi"))))
        hint = _("berlaku untuk permohonan berikutnya; nomor yang sudah diberikan tetap")
        add("prefix", Field(_("Awalan nomor"), editors.line(), hint=hint))
        add("is_offered", Field(_("Di meja ini"), offered))
        self.record.form.hug()

    def _lay(self) -> None:
        self.list.lead(34)
        self.list.fill_height()
        above = self._list_card.padded(gap=8)
        layouts.fill(above, self.agency, self.search)
        self._list_card.body.addWidget(self.list, 1)
        standard = Card()
        standard.body.addWidget(self.view, 1)
        foot = layouts.horizontal(self._foot, margins=(15, 8, 15, 12), gap=12)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.change_button)
        standard.body.addWidget(self._foot)
        right = layouts.vertical(gap=12)
        right.addWidget(standard, 1)
        right.addWidget(self.record)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self._list_card, 5)
        row.addLayout(right, 8)
        self.record.hide()
        self.setFocusProxy(self.search)

    def _connect(self) -> None:
        self.agency.changed.connect(self._filter)
        self.search.changed.connect(self._filter)
        self.list.row_selected.connect(lambda row: self.open_service(row.id))
        self.list.row_activated.connect(lambda _row: self.view.setFocus())
        self.change_button.clicked.connect(self._begin_change)
        self.record.save_wanted.connect(self._save)
        self.record.closed.connect(self._end_change)
        self.record.changed.connect(self.list.viewport().update)

    def _why_not_this(self) -> str:
        if self.why_not():
            return self.why_not()
        if self._sheet is None:
            return _("Pilih layanan untuk membaca standarnya.")
        if not self._sheet.decree.is_served:
            return _("Standar instansi lain hanya dapat dibaca.")
        return "" if self._sheet.decree.is_in_force else _("SK yang sudah diganti hanya dapat dibaca.")

    def _face(self, row: StandardServiceRow) -> RowFace:
        is_unsaved = str(row.id) in self.record.unsaved()
        closed: Any = (_("tidak ditawarkan"), "quiet") if row.is_served and not row.is_offered else None
        return RowFace(
            row.name,
            lead=row.number,
            second="" if is_unsaved else row.prefix,
            warning=_("belum disimpan") if is_unsaved else "",
            title_bold=False,
            end_chip=closed,
        )

    def _show_agencies(self, decrees: Sequence[DecreeRow]) -> None:
        in_force = [row for row in decrees if row.is_in_force]
        chosen = self.agency.value()
        self.agency.set_choices([(row.agency, f"{row.short_name} · {row.service_count}") for row in in_force])
        if in_force and self.agency.value() is None:
            self.agency.choose(chosen or in_force[0].agency)

    def _show_rows(self, rows: tuple[StandardServiceRow, ...]) -> None:
        self._rows = rows
        self._filter()

    def _filter(self) -> None:
        agency, query = self.agency.value(), self.search.text()
        found = [row for row in self._rows if row.agency == agency and row.matches(query)]
        self.list.set_rows(found)
        self._list_card.set_extra(str(len(found)))
        shown = self._sheet.service_id if self._sheet is not None else None
        if found and self.list.current_row() is None and not self.list.select_key(shown):
            self.list.select_at(0)

    def _show_sheet(self, sheet: StandardSheet) -> None:
        self._sheet = sheet
        self.view.show_sheet(sheet)
        if sheet.decree.is_in_force and self.agency.value() != sheet.decree.agency:
            self.agency.choose(sheet.decree.agency)
        self.list.select_key(sheet.service_id)
        key = str(sheet.service_id)
        self.record.show_record(key, _("Pengaturan layanan"), _values(sheet))
        self.show_rights()
        self._show_form(shown=not self._why_not_this() and key in self.record.unsaved())

    def _show_form(self, *, shown: bool) -> None:
        """Either the form, or below the text the button that opens it."""
        self.record.setVisible(shown)
        self._foot.setVisible(not shown)

    def _begin_change(self) -> None:
        self._show_form(shown=True)
        self.record.form.focus_first()

    def _end_change(self) -> None:
        self._show_form(shown=False)
        self.list.setFocus()

    def _save(self, values: dict[str, Any]) -> None:
        order = ServiceOrder(
            int(self.record.key() or 0), values["unit_name"], values["prefix"], bool(values["is_offered"])
        )

        def done(_nothing: None) -> None:
            self.record.saved()
            self._end_change()
            self.said.emit(_("Pengaturan layanan disimpan."))

        def refused(error: DeskError) -> None:
            if not self.record.refuse(error):
                self.tell_failure(error)

        self._desk.do(self, correct_service, order, then=done, otherwise=refused)


def _values(sheet: StandardSheet) -> Mapping[str, object]:
    offered = _("ditawarkan") if sheet.is_offered else _("tidak ditawarkan")
    return {"unit_name": sheet.unit_name or "", "prefix": sheet.prefix, "is_offered": offered}
