"""How letters are numbered, who signs them, what heads them; knows no document that was issued.

One list, three kinds of record: a series' pattern, an official, a picture of the kop (a PNG by its path).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from desk.background import Desk
from desk.errors import Refused
from desk.i18n import _
from desk.operations.document_settings import (
    ArtworkOrder,
    DropPatternOrder,
    OfficialOrder,
    PatternOrder,
    RemoveArtworkOrder,
    drop_pattern,
    remove_artwork,
    save_artwork,
    save_official,
    save_pattern,
)
from desk.queries.document_settings import (
    WATCHES,
    ArtworkRow,
    LetterSetting,
    OfficialRow,
    PatternRow,
    letter_settings,
)
from desk.rules.letter_numbers import PLACES
from desk.ui.settings.record_form import RecordForm
from desk.ui.settings.records_page import Act, RecordsPage
from desk.ui.widgets import buttons, editors, labels
from desk.ui.widgets.fields import Field
from desk.ui.widgets.rows import RowFace

_FIELDS: dict[type[Any], tuple[str, ...]] = {
    PatternRow: ("pattern", "classification", "unit", "last"),
    OfficialRow: ("position", "name", "nip", "rank"),
    ArtworkRow: ("file",),
}
_LARGEST_READ = 4_000_000


class LettersPage(RecordsPage):
    """Patterns first, then who signs, then the kop's pictures."""

    beside: Mapping[str, str] = {"content": "file", "kind": "pattern", "role": "position", "key": "file"}

    def __init__(self, desk: Desk) -> None:
        self._rows: dict[str, LetterSetting] = {}
        self._about = labels.wrapped("", kind="quiet")
        self.pick = buttons.secondary(_("Pilih berkas PNG"), shortcut="Ctrl+O")
        names = (_("Surat"), _("Nomor, penanda tangan, kop"), "")
        super().__init__(desk, watches=WATCHES, names=names)
        self.pick.clicked.connect(self.ask_for_file)

    def add_fields(self, record: RecordForm) -> None:
        """All three kinds' fields; `prepare` shows those of the record."""
        record.form.add_widget(self._about)
        record.add("pattern", Field(_("Pola nomor"), editors.line()))
        record.add("classification", Field(_("Kode klasifikasi"), editors.line()))
        record.add("unit", Field(_("Kode unit"), editors.line()))
        hint = _("isi bila tahun ini sudah ada nomor yang diberikan di kertas")
        record.add("last", Field(_("Nomor terakhir"), editors.number(), hint=hint))
        hint = _("sebagaimana dicetak di atas tanda tangan")
        record.add("position", Field(_("Jabatan"), editors.line(), hint=hint))
        hint = _("kosong: di kertas berupa titik-titik")
        record.add("name", Field(_("Nama"), editors.line(), hint=hint))
        record.add("nip", Field(_("NIP"), editors.line()))
        record.add("rank", Field(_("Pangkat/golongan"), editors.line()))
        hint = _("berkas PNG; kosongkan lalu simpan untuk melepasnya")
        record.add("file", Field(_("Gambar"), editors.line(), hint=hint))
        record.form.add_widget(self.pick)

    def ask(self, then: Callable[[Sequence[Any]], None]) -> None:
        """Ask for all of them."""

        def keep(rows: tuple[LetterSetting, ...]) -> None:
            self._rows = {self.key_of(row): row for row in rows}
            then(rows)

        self._desk.ask(self, letter_settings, then=keep)

    def key_of(self, row: LetterSetting) -> str:
        """Its kind of record, and which."""
        if isinstance(row, PatternRow):
            return f"pattern:{row.kind}"
        return f"official:{row.role}" if isinstance(row, OfficialRow) else f"artwork:{row.key}"

    def face(self, row: LetterSetting) -> RowFace:
        """What it is over how it stands."""
        if isinstance(row, PatternRow):
            head = _("Nomor: {title}").format(title=row.title)
            own = (
                _("berikutnya {example}") if row.is_own or not row.kind else _("ikut Semua surat: {example}")
            )
            return RowFace(head, second=own.format(example=row.example))
        if isinstance(row, OfficialRow):
            head = _("Penanda tangan: {title}").format(title=row.title)
            if not row.name:
                return RowFace(head, warning=_("nama belum diisi"))
            return RowFace(head, second=row.name)
        head = _("Kop: {title}").format(title=row.title)
        return RowFace(head, second=row.original_name or _("belum ada; dipakai tanda bawaan"))

    def shown(self, row: LetterSetting | None) -> tuple[str, Mapping[str, object]]:
        """Its facts."""
        if isinstance(row, PatternRow):
            is_own = row.is_own or not row.kind
            values: dict[str, object] = {
                "pattern": row.numbering.pattern if is_own else "",
                "classification": row.numbering.classification if is_own else "",
                "unit": row.numbering.unit if is_own else "",
                "last": str(row.last) if row.last and is_own else "",
            }
            return _("Nomor: {title}").format(title=row.title), values
        if isinstance(row, OfficialRow):
            facts = {name: getattr(row, name) for name in _FIELDS[OfficialRow]}
            return row.title, facts
        if isinstance(row, ArtworkRow):
            return row.title, {"file": row.original_name}
        return "", {}

    def prepare(self, row: LetterSetting | None) -> None:
        """Only the fields of this kind of record."""
        mine = _FIELDS.get(type(row), ())
        for name in (each for names in _FIELDS.values() for each in names):
            self.record.form.field(name).setVisible(name in mine)
        self.pick.setVisible(isinstance(row, ArtworkRow) and self.may_change())
        about = ""
        if isinstance(row, PatternRow):
            places = "; ".join(f"{{{name}}} {_(meaning)}" for name, meaning in PLACES.items())
            again = _("Kosongkan polanya untuk kembali ke bawaan.")
            about = _("Isian: {places}. {again}").format(places=places, again=again)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def show_rights(self) -> None:
        """There is nothing to add here."""
        super().show_rights()
        self.new_button.hide()

    def ask_for_file(self) -> None:
        """Look for the picture."""
        asking = QFileDialog(self, _("Pilih gambar PNG"), "", _("Gambar PNG (*.png)"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(self._take_file)
        asking.open()

    def _take_file(self, path: str) -> None:
        editor = self.record.form.field("file").editor
        if isinstance(editor, editors.LineEditor):
            editor.setText(path)
            editor.setFocus()

    def act(self, key: str, values: Mapping[str, Any]) -> Act:
        """What saving does; an emptied pattern or picture goes back to the program's own."""
        row = self._rows[key]
        if isinstance(row, PatternRow):
            return _pattern_act(row, values)
        if isinstance(row, OfficialRow):
            given = {name: str(values[name] or "") for name in _FIELDS[OfficialRow]}
            order = OfficialOrder(row.role, **given)
            return Act(save_official, order, _("{title} disimpan.").format(title=row.title))
        path = str(values["file"] or "").strip()
        if not path:
            removed = _("{title} dilepas.").format(title=row.title)
            return Act(remove_artwork, RemoveArtworkOrder(row.key), removed)
        name, content = _read(path)
        saved = _("{title} disimpan.").format(title=row.title)
        return Act(save_artwork, ArtworkOrder(row.key, name, content), saved)


def _pattern_act(row: PatternRow, values: Mapping[str, Any]) -> Act:
    pattern = str(values["pattern"] or "").strip()
    if not pattern:
        words = _("Nomor {title} kembali ke bawaan.").format(title=row.title)
        return Act(drop_pattern, DropPatternOrder(row.kind), words)
    order = PatternOrder(
        row.kind,
        pattern,
        str(values["classification"] or ""),
        str(values["unit"] or ""),
        values["last"],
    )
    return Act(save_pattern, order, _("Pola nomor {title} disimpan.").format(title=row.title))


def _read(path: str) -> tuple[str, bytes]:
    """The file's name and bytes; a picture is small, so it is read where it is asked for."""
    file = Path(path).expanduser()
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_READ:
            raise Refused(_("Berkas gambar ini tidak ada, atau terlalu besar."), field="file")
        return file.name, file.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(_("Berkas gambar ini tidak dapat dibaca."), field="file") from error
