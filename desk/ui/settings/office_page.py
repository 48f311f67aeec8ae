"""The office's own facts, and beside them the decrees it serves by; knows no request."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.offices import OfficeOrder, correct_office
from desk.queries import offices, standards
from desk.queries.offices import OfficeRow, office_row
from desk.queries.standards import DecreeRow, decree_rows
from desk.rules.office_dates import plain_date
from desk.ui.settings.page import SettingsPage
from desk.ui.settings.record_form import RecordForm
from desk.ui.widgets import editors, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field

_KEY = "office"


class OfficePage(SettingsPage):
    """Corrects the office's facts; shows agency, decrees and what is odd about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, watches=offices.WATCHES | standards.WATCHES)
        self.record = RecordForm(_("Data instansi"))
        self._decrees = Card(_("Standar pelayanan terpasang"))
        self._decree_column = layouts.vertical(margins=(15, 12, 15, 15), gap=16)
        self._add_fields()
        self._lay()
        self.record.save_wanted.connect(self._save)
        self.setFocusProxy(self.record.form)
        self.show_rights()

    def refresh(self) -> None:
        """Ask for the office and its decrees again."""
        self._desk.ask(self, office_row, then=self._show_office)
        self._desk.ask(self, decree_rows, then=self._show_decrees)

    def show_rights(self) -> None:
        """Only who may set up types here."""
        self.record.set_reason(self.why_not())

    def draft(self) -> dict[str, Any] | None:
        """What was typed and not saved."""
        return self.record.draft()

    def restore(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.record.restore(draft)

    def _add_fields(self) -> None:
        add = self.record.add
        add("name", Field(_("Nama instansi"), editors.line()))
        add("short_name", Field(_("Nama pendek"), editors.line(), hint=_("pada judul jendela dan laporan")))
        add("address", Field(_("Alamat"), editors.line(placeholder=_("jalan dan nomor"))))
        add("phone", Field(_("Telepon"), editors.line(), hint=_("tercetak di samping kode lacak")))
        add("place", Field(_("Kota pada surat"), editors.line()))
        address = editors.line(placeholder=_("https://…"))
        hint = _("isi QR tanda terima; kosong: QR memuat kodenya saja")
        add("tracking_url", Field(_("Alamat lacak"), address, hint=hint))
        add("charter", Field(_("Maklumat pelayanan"), LongTextEditor(lines=5)))

    def _lay(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(self._decree_column)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(_("Standar pelayanan terpasang"))
        scroll.setWidget(inner)
        self._decrees.rule_under_head()
        self._decrees.body.addWidget(scroll, 1)
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self.record, 9)
        row.addWidget(self._decrees, 5)

    def _show_office(self, office: OfficeRow) -> None:
        values = {
            "name": office.name,
            "short_name": office.short_name,
            "address": office.address,
            "phone": office.phone,
            "place": office.place,
            "tracking_url": office.tracking_url or "",
            "charter": office.charter or "",
        }
        self.record.show_record(_KEY, _("Data instansi"), values)
        empty = _("Belum diisi. Bila SK hanya menyebut “Maklumat Pelayanan” (N60), isinya ditulis di sini.")
        self.record.form.field("charter").set_hint("" if office.charter else empty)

    def _show_decrees(self, rows: tuple[DecreeRow, ...]) -> None:
        while (item := self._decree_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for row in rows:
            self._decree_column.addWidget(_decree(row))
        self._decree_column.addStretch(1)

    def _save(self, values: dict[str, Any]) -> None:
        order = OfficeOrder(**{**values, "tracking_url": values["tracking_url"] or None})

        def done(_nothing: None) -> None:
            self.record.saved()
            self.said.emit(_("Data instansi disimpan."))

        def refused(error: DeskError) -> None:
            if not self.record.refuse(error):
                self.tell_failure(error)

        self._desk.do(self, correct_office, order, then=done, otherwise=refused)


def _decree(row: DecreeRow) -> QWidget:
    """One decree: who, what number, which dates, how many services, and the remarks on it."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    column = layouts.vertical(made, gap=4)
    head = layouts.horizontal(gap=8)
    head.addWidget(labels.wrapped(row.short_name, kind="strong"), 1)
    head.addWidget(_chip(row))
    column.addLayout(head)
    layouts.fill(
        column,
        labels.wrapped(f"{row.kind} {_('Nomor')} {row.number}"),
        labels.wrapped(_dates(row), kind="quiet"),
        labels.wrapped(_counts(row), kind="quiet"),
    )
    return made


def _chip(row: DecreeRow) -> Chip:
    if not row.is_in_force:
        return Chip(_("sudah diganti"), "today")
    return Chip(_("dilayani di sini"), "done") if row.is_served else Chip(_("untuk dibaca"), "quiet")


def _counts(row: DecreeRow) -> str:
    words = _("{count} layanan").format(count=row.service_count)
    if not row.notes:
        return words
    return _("{words} · {notes} catatan tentang naskahnya (di halaman Layanan)").format(
        words=words, notes=len(row.notes)
    )


def _dates(row: DecreeRow) -> str:
    words = _("Ditetapkan {day}").format(day=plain_date(row.decree_on))
    if row.annex_on is None:
        return words
    return _("{words}; lampirannya bertanggal {day}").format(words=words, day=plain_date(row.annex_on))
