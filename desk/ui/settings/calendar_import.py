"""Days off from an .ics or .csv: what was read is shown before anything is saved; reads no file itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desk.errors import Refused
from desk.i18n import _
from desk.operations.calendar_changes import ImportOrder, import_days
from desk.queries.calendar_moves import FileDayRow, moved_by_days
from desk.rules.office_dates import short_date
from desk.rules.working_days import Kind
from desk.ui.settings.calendar_acts import LABEL, ActForm, CalendarAct
from desk.ui.widgets import buttons, labels
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.progress import ProgressRow
from desk.ui.widgets.rows import RowFace, RowsView

_LEAD = 84


class ImportForm(ActForm):
    """Choose a file; its days stand below, the new ones apart from those already listed."""

    read_wanted = Signal(object, str)
    """A file, and what its days are where it does not say."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._rows: tuple[FileDayRow, ...] = ()
        super().__init__(_("Impor hari libur"))
        self.onward.hide()

    def add_fields(self) -> None:
        self.choose_button = buttons.secondary(_("Pilih berkas .ics atau .csv …"), shortcut="Alt+P")
        self.choose_button.clicked.connect(self._choose)
        self.kind = ChoiceEditor(list(_kinds().items()), chosen="national")
        self.progress = ProgressRow()
        self._count = labels.wrapped("", kind="strong")
        self.list = RowsView(_face, name=_("Hari dalam berkas"), empty="", key=lambda row: row.day)
        self.list.lead(_LEAD)
        self.form.add_widget(self.choose_button)
        hint = _("bila berkas tidak menyebutnya; CSV: tanggal; nama; jenis")
        self.add("kind", Field(_("Jenis hari"), self.kind, hint=hint, label_width=LABEL))
        for widget in (self.progress, self._count, self.list):
            self.form.add_widget(widget)
        self.kind.changed.connect(self._read)
        self.progress.cancelled.connect(self.begin)

    def begin(self) -> None:
        """Start again without a file."""
        super().begin()
        self._file = None
        self.kind.choose("national")
        self.form.settle()
        self.show_days(())
        self.progress.finish()
        self._count.setText("")

    def offer(self, file: Path) -> None:
        """Have `file` read."""
        self._file = file
        self._read()

    def show_days(self, rows: Sequence[FileDayRow]) -> None:
        """What was read."""
        self.progress.finish()
        self._rows = tuple(rows)
        new = sum(not row.is_known for row in rows)
        words = _("{file}: {count} hari, {new} belum tercatat.")
        name = self._file.name if self._file is not None else ""
        self._count.setText(words.format(file=name, count=len(rows), new=new) if rows else "")
        self.list.set_rows(sorted(rows, key=lambda row: row.is_known))
        self.list.setVisible(bool(rows))
        self.onward.setVisible(bool(new))
        self.choose_button.show_word(_("Pilih berkas lain …") if rows else _("Pilih berkas .ics atau .csv …"))
        if new:
            self.onward.setFocus()

    def refuse(self, refused: Refused) -> None:
        """Say what is wrong with the file."""
        self.show_days(())
        super().refuse(refused)

    def act(self, values: Mapping[str, Any]) -> CalendarAct:  # noqa: ARG002 - what was read is no field
        days = tuple(row.day for row in self._rows)
        name = self._file.name if self._file is not None else ""
        new = sum(not row.is_known for row in self._rows)
        return CalendarAct(
            _("{count} hari libur dari {file}").format(count=new, file=name),
            import_days,
            ImportOrder(self.key, days, name),
            _("{count} hari libur ditambahkan.").format(count=new),
            moved_by_days,
            (days,),
        )

    def draft(self) -> dict[str, Any] | None:
        """Nothing is typed here: the file is chosen again."""
        return None

    def _choose(self) -> None:
        kinds = _("Kalender (*.ics *.csv);;Semua berkas (*)")
        name, _filter = QFileDialog.getOpenFileName(self, _("Pilih berkas hari libur"), "", kinds)
        if name:
            self.offer(Path(name))

    def _read(self) -> None:
        if self._file is not None and self.kind.value() is not None:
            self.form.clear_refusals()
            self.progress.start(_("Membaca {file} …").format(file=self._file.name))
            self.read_wanted.emit(self._file, self.kind.value())


def _kinds() -> dict[Kind, str]:
    return {
        "national": _("libur nasional"),
        "cuti_bersama": _("cuti bersama"),
        "balinese": _("hari raya Bali"),
        "closure": _("penutupan"),
    }


def _face(row: FileDayRow) -> RowFace:
    return RowFace(
        row.day.name,
        lead=short_date(row.day.day),
        second=f"{row.day.day.year} · {_kinds()[row.day.kind]}",
        end_chip=(_("sudah tercatat"), "quiet") if row.is_known else (_("baru"), "done"),
        title_bold=False,
    )
