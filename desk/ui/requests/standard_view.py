"""One service's standard to read: its 14 components, and quietly beside them what is odd in the source.

Knows no database. The text is the decree's own: nothing is corrected here, it is remarked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from desk.i18n import _
from desk.queries.standards import DecreeRow, StandardSheet
from desk.rules.office_dates import plain_date
from desk.rules.source_notes import component_of
from desk.rules.standards import Component, Note, Passage, shown_labels
from desk.ui import theme
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.chips import Chip

_BULLET_WIDTH = 22
_NARROW = 520
_GUARANTEES = ("service_guarantee", "security_guarantee")


@dataclass(frozen=True)
class _Remark:
    """A quiet note beside a component."""

    head: str
    words: str


def decree_words(decree: DecreeRow) -> str:
    """The decree by number and dates; both dates where its annex bears another (N02)."""
    words = _("SK Nomor {number}, ditetapkan {day}").format(
        number=decree.number, day=plain_date(decree.decree_on)
    )
    if decree.annex_on is not None:
        words += _(" (lampiran bertanggal {day})").format(day=plain_date(decree.annex_on))
    return words


class StandardView(QWidget):
    """Shows the sheet of one service (`queries.standards.standard_sheet`); arrows and PageDown scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: StandardSheet | None = None
        self._title = labels.wrapped("", kind="title")
        self._decree = labels.wrapped("", kind="quiet")
        self._handled = labels.wrapped("", kind="quiet")
        self._chip = Chip()
        self._page = _Page()
        self.setFocusProxy(self._page)
        self._lay()
        self.clear_sheet()

    def show_sheet(self, sheet: StandardSheet) -> None:
        """Show this standard from its beginning."""
        is_same = self._sheet is not None and self._sheet.service_id == sheet.service_id
        self._sheet = sheet
        service, decree = sheet.service, sheet.decree
        self._title.setText(f"{service.number}  {service.name}")
        self._decree.setText(f"{decree.short_name} · {decree_words(decree)}")
        self._handled.setText(_handled_words(sheet))
        self._handled.setVisible(bool(self._handled.text()))
        if decree.is_in_force:
            self._chip.show_state("" if sheet.is_offered else _("tidak ditawarkan"), "quiet")
        else:
            self._chip.show_state(_("sudah diganti"), "today")
        self._page.setAccessibleName(_("Standar pelayanan {0}").format(service.name))
        self._page.show_sheet(sheet, keep_place=is_same)

    def clear_sheet(self) -> None:
        """Show nothing but what to do."""
        self._sheet = None
        self._title.setText(_("Standar pelayanan"))
        self._decree.setText(_("Pilih layanan di sebelah kiri untuk membaca ke-14 komponennya."))
        self._handled.hide()
        self._chip.show_state("", "quiet")
        self._page.clear()

    def text(self) -> str:
        """All that is shown, as plain text."""
        return "\n".join((self._title.text(), self._decree.text(), self._page.toPlainText()))

    def _lay(self) -> None:
        column = layouts.vertical(self, gap=4)
        first = layouts.horizontal(margins=(15, 12, 15, 0), gap=12)
        first.addWidget(self._title, 1)
        first.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        below = layouts.vertical(margins=(15, 0, 15, 8), gap=2)
        layouts.fill(below, self._decree, self._handled)
        column.addLayout(first)
        column.addLayout(below)
        column.addWidget(self._page, 1)


def _handled_words(sheet: StandardSheet) -> str:
    if sheet.unit_is_inferred:
        handled = _("Ditangani {unit} (disimpulkan dari nomor layanan)").format(unit=sheet.unit_name)
    elif sheet.unit_name:
        handled = _("Ditangani {unit}").format(unit=sheet.unit_name)
    else:
        handled = _("Bidang penanggung jawab belum diisi")
    return _("{handled} · awalan nomor {prefix}").format(handled=handled, prefix=sheet.prefix)


class _Page(QTextEdit):
    """The components as a page of plain text in two columns: the decree's words, and the remarks."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet: StandardSheet | None = None
        self._is_narrow = False
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)

    def show_sheet(self, sheet: StandardSheet, *, keep_place: bool) -> None:
        """Write the page anew."""
        self._sheet = sheet
        self._write()
        if not keep_place:
            self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Nothing to read."""
        self._sheet = None
        super().clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow != (self.width() < theme.px(_NARROW)):
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._sheet is not None:
            self._write()

    def _write(self) -> None:
        self._is_narrow = self.width() < theme.px(_NARROW)
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        super().clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()  # laid out once at the end, not after every word
        if self._sheet is not None:
            _Writer(cursor, is_narrow=self._is_narrow).write(self._sheet)
        frame = QTextFrameFormat()
        frame.setMargin(0)
        self.document().rootFrame().setFrameFormat(frame)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        bar.setValue(round(share * bar.maximum()))


class _Writer:
    """Writes one sheet at a cursor, always as plain text."""

    def __init__(self, cursor: QTextCursor, *, is_narrow: bool) -> None:
        self._cursor = cursor
        self._is_narrow = is_narrow
        self._is_fresh = True

    def write(self, sheet: StandardSheet) -> None:
        """One table row for each component, and at the end what concerns none of them alone."""
        components = sheet.service.components()
        remarks = {component.key: list(_remarks(sheet, component.key)) for component in components}
        ends = _closing(sheet)
        columns = 1 if self._is_narrow else 2
        table = self._cursor.insertTable(len(components) + len(ends), columns, self._table_format())
        for row, component in enumerate(components):
            self._open(table.cellAt(row, 0), is_first=row == 0)
            self._component(component)
            if not self._is_narrow:
                self._open(table.cellAt(row, 1), is_first=row == 0)
            self._remarks(remarks[component.key])
        for row, (head, notes) in enumerate(ends, start=len(components)):
            table.mergeCells(row, 0, 1, columns)
            self._open(table.cellAt(row, 0), is_first=False)
            self._block(space=0)
            self._insert(head.upper(), "section", "quiet")
            self._remarks(notes)

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shares = (100,) if self._is_narrow else (64, 36)
        made.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
        )
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setBorderCollapse(True)
        return made

    def _open(self, cell: QTextTableCell, *, is_first: bool) -> None:
        """Go into `cell`, with its padding and the line above it."""
        made = QTextTableCellFormat()
        made.setTopPadding(theme.px(12))
        made.setBottomPadding(theme.px(14))
        made.setLeftPadding(theme.px(15))
        made.setRightPadding(theme.px(15))
        if not is_first:
            made.setTopBorder(1)
            made.setTopBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            made.setTopBorderBrush(theme.color("line"))
        cell.setFormat(made)
        self._cursor = cell.firstCursorPosition()
        self._is_fresh = True

    def _component(self, component: Component) -> None:
        self._block(space=0)
        self._insert(f"{component.number}   {component.title.upper()}", "section", "quiet")
        self._passages(component.passages, 0, ink="quiet" if component.is_missing else "ink")

    def _passages(self, passages: Sequence[Passage], depth: int, *, ink: str) -> None:
        """Passages with their own bullets; a dash where none of several has one."""
        needs_dash = len(passages) > 1 and not any(passage.label for passage in passages)
        for passage, shown in zip(passages, shown_labels([each.label for each in passages]), strict=True):
            label = shown or ""
            is_bullet = 0 < len(label) <= 4 and label[-1] in ".)"
            bullet = label if is_bullet else "–" if needs_dash or (depth and not label) else ""
            self._block(space=4, left=depth * _BULLET_WIDTH, hang=_BULLET_WIDTH if bullet else 0)
            if bullet:
                self._insert(f"{bullet}\t", "body", "quiet")
            elif label:
                self._insert(f"{label}: ", "strong", ink)
            self._insert(passage.text, "body", ink)
            self._passages(passage.children, depth + 1, ink=ink)

    def _remarks(self, remarks: Iterable[_Remark]) -> None:
        for remark in remarks:
            self._block(space=0 if self._is_fresh else 8)
            self._insert(remark.head, "quiet_strong", "quiet")
            self._block(space=1)
            self._insert(remark.words, "quiet", "quiet")

    def _block(self, *, space: int, left: int = 0, hang: int = 0) -> None:
        """Begin a paragraph `space` below the last; its first line hangs out by `hang` for a bullet."""
        made = QTextBlockFormat()
        made.setTopMargin(theme.px(space))
        made.setLeftMargin(theme.px(left + hang))
        made.setTextIndent(-theme.px(hang))
        made.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if hang:
            made.setTabPositions([QTextOption.Tab(theme.px(hang), QTextOption.TabType.LeftTab)])
        if self._is_fresh:
            self._cursor.setBlockFormat(made)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(made)

    def _insert(self, words: str, role: theme.Role, ink: str) -> None:
        made = QTextCharFormat()
        made.setFont(theme.font(role), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        made.setForeground(QColor(theme.color(ink)))
        self._cursor.insertText(words, made)


def _remarks(sheet: StandardSheet, key: str) -> Iterable[_Remark]:
    """What is said beside the component `key`."""
    yield from (_remark(note) for note in sheet.service.notes if component_of(note) == key)
    read = [reading.sentence for reading in sheet.readings if reading.component == key]
    if read:
        yield _Remark(_("Salah baca atau salah ketik"), _sentence(read))
    if sheet.names_charter and key in _GUARANTEES and sheet.decree.is_served:
        missing = _("Belum diisi: SK hanya menyebut namanya. Admin mengisinya di Pengaturan, Instansi.")
        yield _Remark(_("Teks maklumat"), sheet.charter or missing)


def _closing(sheet: StandardSheet) -> list[tuple[str, list[_Remark]]]:
    """What concerns the service's name or number, and the decree as a whole."""
    own = [_remark(note) for note in sheet.service.notes if component_of(note) is None]
    read = [reading.sentence for reading in sheet.readings if reading.component is None]
    if read:
        own.append(_Remark(_("Nama layanan"), _sentence(read)))
    decree = [_remark(note) for note in sheet.decree.notes if note not in sheet.service.notes]
    groups = ((_("Catatan lain tentang layanan ini"), own), (_("Catatan tentang SK"), decree))
    return [(head, notes) for head, notes in groups if notes]


def _remark(note: Note) -> _Remark:
    return _Remark(_("Catatan {0}").format(note.id), note.finding)


def _sentence(parts: list[str]) -> str:
    words = "; ".join(parts)
    return words[:1].upper() + words[1:] + "."
