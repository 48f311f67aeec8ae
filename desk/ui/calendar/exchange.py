"""Bookings from and to other calendars as files: what was read is shown first; does nothing itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk.i18n import _
from desk.operations.booking_imports import ImportOrder
from desk.queries.booking_imports import ImportRow
from desk.rules.office_dates import span_words
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.progress import ProgressRow
from desk.ui.widgets.rows import RowFace, RowsView


class ExchangeDialog(QDialog):
    """A file's entries, each new, known or skipped and why; one button takes the new ones over."""

    read_wanted = Signal(str, object)
    """A file's name and content, to be looked through."""
    ordered = Signal(object)
    """An ImportOrder."""
    export_wanted = Signal(object)
    """The Path to keep the resource's calendar in."""

    def __init__(self, parent: QWidget, resource_key: str, resource_name: str) -> None:
        super().__init__(parent)
        self.resource_key = resource_key
        self._file: tuple[str, bytes] | None = None
        self.setWindowTitle(_("Kalender luar · {name}").format(name=resource_name))
        self.sentence = labels.wrapped(_("Pilih berkas .ics atau .csv: isinya ditunjukkan sebelum disimpan."))
        self.error = labels.wrapped("", kind="error")
        self.progress = ProgressRow()
        self.list = RowsView(
            _face,
            name=_("Isi berkas"),
            empty=_("Belum ada berkas."),
            hint=_("CSV: judul; tanggal; mulai; selesai; peminjam"),
            key=lambda row: row.uid,
        )
        self.choose = buttons.secondary(_("Pilih berkas …"), shortcut="Alt+P")
        self.export = buttons.secondary(_("Simpan .ics …"), shortcut="Alt+S")
        self.yes = buttons.primary(_("Ambil alih"), keys="Ctrl ⏎")
        self.yes.setShortcut("Ctrl+Return")
        self.no = buttons.secondary(_("Tutup"), keys="Esc")
        self._lay()
        self._connect()
        self.begin()

    def _lay(self) -> None:
        column = layouts.vertical(self, margins=16, gap=8)
        above = layouts.horizontal(gap=8)
        layouts.fill(above, self.choose, None, self.export)
        column.addLayout(above)
        layouts.fill(column, self.sentence, self.error, self.progress, self.list)
        column.addStretch(1)
        foot = layouts.horizontal(gap=8)
        layouts.fill(foot, self.no, None, self.yes)
        column.addLayout(foot)
        self.resize(theme.px(620), theme.px(520))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.export.clicked.connect(self._on_export)
        self.yes.clicked.connect(self.submit)
        self.no.clicked.connect(self.reject)
        self.progress.cancelled.connect(self.begin)

    def begin(self) -> None:
        """No file yet, or no longer."""
        self._file = None
        self.progress.hide()
        self.yes.setEnabled(False)
        self.list.set_rows(())
        self.error.hide()

    def is_waiting_for(self, name: str) -> bool:
        """Whether the answer about this file is still wanted."""
        return self._file is not None and self._file[0] == name

    def take_file(self, path: Path) -> None:
        """Have `path` looked through."""
        try:
            content = path.read_bytes()
        except OSError:
            self.show_refusal(_("Berkas {name} tidak dapat dibaca.").format(name=path.name))
            return
        self.error.hide()
        self._file = (path.name, content)
        self.progress.start(_("Membaca {name} …").format(name=path.name))
        self.read_wanted.emit(path.name, content)

    def show_rows(self, rows: tuple[ImportRow, ...]) -> None:
        """What the file would bring."""
        self.progress.hide()
        self.list.set_rows(rows)
        new = sum(row.state == "new" for row in rows)
        words = _("{new} baru, {known} sudah ada, {skipped} dilewati.")
        known = sum(row.state == "known" for row in rows)
        self.sentence.setText(words.format(new=new, known=known, skipped=len(rows) - new - known))
        self.yes.show_word(_("Ambil alih {count}").format(count=new))
        self.yes.setEnabled(new > 0)

    def show_refusal(self, sentence: str) -> None:
        """Why the file was not read or taken over."""
        self.progress.hide()
        self.error.setText(sentence)
        self.error.show()

    def submit(self) -> None:
        """Order the new ones to be taken over."""
        if self._file is not None and self.yes.isEnabled():
            self.yes.setEnabled(False)
            self.progress.start(_("Menyimpan …"))
            self.ordered.emit(ImportOrder(self.resource_key, *self._file))

    def _on_choose(self) -> None:
        kinds = _("Kalender (*.ics *.csv)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Berkas kalender"), "", kinds)
        if name:
            self.take_file(Path(name))

    def _on_export(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Simpan kalender"), f"{self.resource_key}.ics", _("Kalender (*.ics)")
        )
        if name:
            self.export_wanted.emit(Path(name))


def _face(row: ImportRow) -> RowFace:
    tone = {"new": ("baru", "ok"), "known": ("sudah ada", "quiet"), "skipped": ("dilewati", "late")}
    word, look = tone[row.state]
    when = span_words(row.span) if row.span is not None else ""
    second = " · ".join(words for words in (when, row.borrower, row.sentence) if words)
    return RowFace(row.title, second=second, lead_chip=(_(word), look))  # type: ignore[arg-type]
