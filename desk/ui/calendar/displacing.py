"""The written order by which an official event takes a promised slot, asked for; does nothing itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.operations.booking_orders import BookingOrder
from desk.operations.bundles import Member
from desk.operations.displacements import DisplaceOrder
from desk.queries.displacements import InTheWayRow
from desk.rules.office_dates import parse_day, span_words
from desk.ui import theme
from desk.ui.widgets import buttons, editors, labels, layouts
from desk.ui.widgets.fields import Field, FormBody

_LABEL = 110


def _day(text: str) -> date:
    day = parse_day(text, clock.today())
    if day is None:
        raise Refused(_("Tulis tanggal suratnya, misalnya 2/4."))
    return day


class DisplacingDialog(QDialog):
    """Who has to give way, and number, date, signatory, reason and file of the order."""

    ordered = Signal(object)
    """A DisplaceOrder."""

    def __init__(self, parent: QWidget, booking: BookingOrder, rows: tuple[InTheWayRow, ...]) -> None:
        super().__init__(parent)
        self._booking, self._rows = booking, rows
        self._file: Path | None = None
        self.setWindowTitle(_("Geser untuk acara resmi"))
        self.body = FormBody(name=_("Surat perintah Kepala Dinas"))
        self.file_name = labels.wrapped(_("Belum ada berkas."), kind="quiet")
        self.choose = buttons.secondary(_("Pilih berkas surat …"), shortcut="Alt+B")
        self.yes = buttons.primary(_("Geser dan pesan"), keys="Ctrl ⏎")
        self.no = buttons.secondary(_("Batal"), keys="Esc")
        self._lay()
        self.choose.clicked.connect(self._on_choose)
        self.yes.clicked.connect(self.submit)
        self.no.clicked.connect(self.reject)
        self.body.submit_requested.connect(self.submit)
        self.resize(theme.px(560), theme.px(560))
        self.body.focus_first()

    def _lay(self) -> None:
        said = "\n".join(
            f"{row.resource_name} · {span_words(row.span)}\n{row.holder}: {row.purpose}. {row.contact}"
            for row in self._rows
        )
        add = self.body.add
        self.body.add_widget(labels.strong(_("Yang harus memberi tempat")))
        self.body.add_widget(labels.wrapped(said))
        self.body.add_widget(
            labels.wrapped(
                _("Hanya dengan surat perintah tertulis Kepala Dinas, yang dilampirkan."), kind="quiet"
            )
        )
        add("order_number", Field(_("Nomor surat"), editors.line(), label_width=_LABEL))
        add("order_on", Field(_("Tanggal surat"), editors.line(parse=_day), label_width=_LABEL))
        add("signed_by", Field(_("Penandatangan"), editors.line(), label_width=_LABEL))
        add("reason", Field(_("Alasan"), editors.LongTextEditor(lines=2), label_width=_LABEL))
        self.body.add_widget(self.file_name)
        self.body.add_widget(self.choose)
        foot = layouts.horizontal(margins=(15, 8, 15, 12), gap=8)
        layouts.fill(foot, self.no, None, self.yes)
        column = layouts.vertical(self)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def reject(self) -> None:
        if self.body.may_leave():
            super().reject()

    def _on_choose(self) -> None:
        kinds = _("Surat (*.pdf *.png *.jpg *.jpeg *.docx *.odt)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Berkas surat perintah"), "", kinds)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """The written order as a file."""
        self._file = path
        self.file_name.setText(path.name)

    def submit(self) -> None:
        """Emit the order, or say beside its field what is wanting."""
        values = self.body.read()
        if values is None:
            return
        if self._file is None:
            self.body.show_refusal("", _("Lampirkan surat perintahnya."))
            self.choose.setFocus()
            return
        try:
            content = self._file.read_bytes()
        except OSError:
            self.body.show_refusal("", _("Berkas {name} tidak dapat dibaca.").format(name=self._file.name))
            return
        displaced = tuple(Member(row.booking_id, row.version) for row in self._rows)
        self.ordered.emit(
            DisplaceOrder(
                self._booking,
                displaced,
                attachment_name=self._file.name,
                attachment_content=content,
                **values,
            )
        )

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say why it was not done; nothing typed is lost."""
        self.body.show_refusal(field, sentence)
