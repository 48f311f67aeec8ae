"""The office's own facts, and beside them the decrees it serves by; knows no request."""

from __future__ import annotations

from typing import Any

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.offices import OfficeOrder, correct_office
from desk.operations.public_services import install_standard
from desk.queries import offices, standards
from desk.queries.offices import OfficeRow, office_row
from desk.queries.standards import decree_rows
from desk.rules.standards import Standard
from desk.ui.settings.decrees_card import DecreesCard
from desk.ui.settings.page import SettingsPage
from desk.ui.settings.record_form import RecordForm
from desk.ui.widgets import editors, layouts
from desk.ui.widgets.editors import LongTextEditor
from desk.ui.widgets.fields import Field

_KEY = "office"


class OfficePage(SettingsPage):
    """Corrects the office's facts; shows agency, decrees and what is odd about them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, watches=offices.WATCHES | standards.WATCHES)
        self.record = RecordForm(_("Data instansi"))
        self.decrees = DecreesCard()
        self._add_fields()
        self._lay()
        self.record.save_wanted.connect(self._save)
        self.decrees.install_wanted.connect(self._install)
        self.setFocusProxy(self.record.form)
        self.show_rights()

    def refresh(self) -> None:
        """Ask for the office and its decrees again."""
        self._desk.ask(self, office_row, then=self._show_office)
        self._desk.ask(self, decree_rows, then=self.decrees.show_rows)

    def show_rights(self) -> None:
        """Only who may set up types here."""
        self.record.set_reason(self.why_not())
        self.decrees.set_may_install(may=self.may_change())

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
        row = layouts.horizontal(self, gap=16)
        row.addWidget(self.record, 9)
        row.addWidget(self.decrees, 5)

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

    def _install(self, standard: Standard) -> None:
        def done(_version_id: int) -> None:
            self.decrees.withdraw()
            self.said.emit(_("SK Nomor {0} dipasang.").format(standard.decree_number))

        self._desk.do(
            self,
            install_standard,
            standard,
            then=done,
            otherwise=lambda error: self.decrees.refuse(str(error)),
        )

    def _save(self, values: dict[str, Any]) -> None:
        order = OfficeOrder(**{**values, "tracking_url": values["tracking_url"] or None})

        def done(_nothing: None) -> None:
            self.record.saved()
            self.said.emit(_("Data instansi disimpan."))

        def refused(error: DeskError) -> None:
            if not self.record.refuse(error):
                self.tell_failure(error)

        self._desk.do(self, correct_office, order, then=done, otherwise=refused)
