"""The lines of a tick list that are ticked off by one key each; knows no database and no dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QScrollArea

from desk.i18n import _
from desk.rules import checklists
from desk.rules.checklists import Item
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace, RowsView

_CYCLES: dict[str, tuple[str, ...]] = {
    "berkas": ("missing", "original", "copy"),
    "pernyataan": ("missing", "declared"),
    "akun": ("missing", "declared"),
    "isian": ("missing",),
}


_CHIP_LIMIT = 36


@dataclass(frozen=True)
class Line:
    """One line and how it stands; `words` where it is filled in instead of ticked."""

    item: Item
    mark: str = "missing"
    words: str = ""
    is_changed: bool = False


def key_words() -> str:
    """What the keys do, for the hint below the list."""
    return _("A asli · S salinan · K kurang · T tidak diperlukan · Spasi berikutnya")


def _face(line: Line) -> RowFace:
    return RowFace(
        title=line.item.text,
        title_bold=False,
        wraps=True,
        second=_second(line),
        end_chip=_chip(line),
    )


def _second(line: Line) -> str:
    parts = [" ".join(line.words.split())] if _is_long(line.words) else list(item_hints(line.item))
    if line.is_changed:
        parts.append(_("belum disimpan"))
    return " · ".join(part for part in parts if part)


def item_hints(item: Item) -> tuple[str, str]:
    """Whether the decree asks for it at all, and what else there is to know of it."""
    note = _("bukan syarat SK") if item.not_in_decree else ""
    hint = item.hint or ""
    return note, "" if note and "syarat" in hint else hint


def _chip(line: Line) -> tuple[str, Tone]:
    if line.mark == "missing":
        if not line.item.is_required:
            return _("bila ada"), "quiet"
        return checklists.mark_word("missing"), "missing"
    if line.mark == "not_needed":
        return checklists.mark_word("not_needed"), "quiet"
    shown = "" if _is_long(line.words) else line.words
    return shown or checklists.mark_word(line.mark), "done"


def _is_long(words: str) -> bool:
    """Whether what was filled in is told below its line instead of in the chip; Enter shows it whole."""
    return len(words) > _CHIP_LIMIT or "\n" in words


class TickList(RowsView):
    """A, S, N, K, T or Space mark the current line; a mark that answers it goes on to the next."""

    marked = Signal(str, str)
    """Which item was marked how."""
    fill_wanted = Signal(object)
    """Enter on a line that is filled in: its Item."""

    def __init__(self) -> None:
        super().__init__(
            _face,
            name=_("Persyaratan"),
            empty=_("Tidak ada berkas yang diminta."),
            key=lambda line: line.item.key,
        )
        self.lead(0)
        self.row_activated.connect(self._on_activated)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these lines; the one the keyboard was on stays so."""
        self.set_rows(tuple(lines))

    def lines(self) -> tuple[Line, ...]:
        """The lines as they stand."""
        return tuple(self.rows())

    def show_items(self, items: Iterable[Item], marks: Mapping[str, str]) -> None:
        """Show `items` with these marks."""
        self.show_lines(Line(item, marks.get(item.key, "missing")) for item in items)

    def marks(self) -> dict[str, str]:
        """Item → mark of every line."""
        return {line.item.key: line.mark for line in self.lines()}

    def first_missing(self) -> int:
        """The place of the first required line that is not there; -1 where none is missing."""
        for number, line in enumerate(self.lines()):
            if line.item.is_required and line.mark == "missing":
                return number
        return -1

    def mark_current(self, mark: str) -> None:
        """Mark the current line, if it can be marked so."""
        line: Line | None = self.current_row()
        if line is None or mark not in allowed_marks(line.item):
            return
        self._put(replace(line, mark=mark))
        self.marked.emit(line.item.key, mark)

    def show_current_in(self, around: QScrollArea) -> None:
        """Scroll `around` so that the current line and the next one show."""
        inner = around.widget()
        if not self.hasFocus() or inner is None:
            return
        row = self.visualRect(self.currentIndex())
        top = self.viewport().mapTo(inner, row.topLeft()).y()
        around.ensureVisible(0, top + 2 * row.height(), 0, 0)
        around.ensureVisible(0, top, 0, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_row() is None and self.rows():
            self.select_at(max(self.first_missing(), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        line: Line | None = self.current_row()
        mark = _mark_of_key(event.key(), line.item) if line is not None else None
        if mark is not None:
            self.mark_current(mark)
            if mark != "missing":
                self._go_on()
        elif event.key() == Qt.Key.Key_Space and line is not None:
            self.mark_current(_after(line))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._is_filled_in(line):
            event.ignore()  # the form goes on to what is not yet answered
        else:
            super().keyPressEvent(event)

    def _is_filled_in(self, line: Line | None) -> bool:
        return line is not None and line.item.kind == "isian"

    def _go_on(self) -> None:
        number = self.currentIndex().row()
        if number + 1 < len(self.rows()):
            self.select_at(number + 1)

    def _put(self, line: Line) -> None:
        self.show_lines(line if old.item.key == line.item.key else old for old in self.lines())

    def _on_activated(self, line: Line) -> None:
        if line.item.kind == "isian":
            self.fill_wanted.emit(line.item)


def allowed_marks(item: Item) -> tuple[str, ...]:
    """The marks a line can have; *tidak diperlukan* only where the file does not need it."""
    can_do_without = item.waivable or not item.is_required
    return (*_CYCLES[item.kind], "not_needed") if can_do_without else _CYCLES[item.kind]


def _after(line: Line) -> str:
    cycle = allowed_marks(line.item)
    return cycle[(cycle.index(line.mark) + 1) % len(cycle)] if line.mark in cycle else cycle[0]


def _mark_of_key(key: int, item: Item) -> str | None:
    """A says that it is there (as original, or declared), S as copy, K that it is wanting."""
    there = "original" if item.kind == "berkas" else "declared"
    meant = {
        Qt.Key.Key_A: there,
        Qt.Key.Key_S: "copy" if item.kind == "berkas" else there,
        Qt.Key.Key_N: there,
        Qt.Key.Key_K: "missing",
        Qt.Key.Key_T: "not_needed",
    }.get(Qt.Key(key))
    return meant if meant in allowed_marks(item) else None
