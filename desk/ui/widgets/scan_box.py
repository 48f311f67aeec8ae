"""The one box for a code, a name or a phone number, and the list of what was found; knows no search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import layouts, paint
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import RowFace, RowsView

KEYS = "Ctrl K"


@dataclass(frozen=True)
class ResultRow:
    """One thing found: what it is, a quiet second line, its state; `payload` comes back when chosen."""

    title: str
    detail: str = ""
    rest: str = ""
    chip: tuple[str, Tone] | None = None
    payload: Any = None


def _face(row: ResultRow) -> RowFace:
    return RowFace(row.title, row.rest, row.detail, end_chip=row.chip)


class Results(QFrame):
    """The list that hangs below the box; a child of the window, so that nothing takes the keyboard away."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        column = layouts.vertical(self, margins=(1, 5, 1, 5))
        self.view = RowsView(_face, name=_("Hasil pencarian"), empty=_("Tidak ditemukan."))
        self.view.lead(0)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.row_activated.connect(self.chosen)
        column.addWidget(self.view)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        edge = theme.color("quiet" if t.dark else "accent")
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=theme.color("panel"), line=edge)
        painter.end()


class ScanBox(QLineEdit):
    """Type or scan; Enter asks, Down walks the results, Esc closes them, then gives the keyboard back."""

    query_changed = Signal(str)
    searched = Signal(str)
    result_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Pindai tanda terima, atau ketik nama, instansi, HP, kode…"))
        self.setAccessibleName(_("Cari atau pindai"))
        self.setAccessibleDescription(KEYS)
        self.setMaxLength(500)
        self.setProperty("kind", "scan")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._chip = Chip(parent=self)
        self._results: Results | None = None
        self._came_from: QWidget | None = None
        self.textChanged.connect(self._on_text_changed)

    def take_keyboard(self) -> None:
        """Put the keyboard here, remembering where it was; all text is selected."""
        if not self.hasFocus():
            self._came_from = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def give_keyboard_back(self) -> None:
        """Put the keyboard where it was before."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def show_chip(self, word: str, tone: Tone = "quiet") -> None:
        """Show a state inside the box, at its right; none where `word` is empty."""
        self._chip.show_state(word, tone)
        self._place_chip()

    def show_results(self, rows: Sequence[ResultRow], *, preselect: bool = False) -> None:
        """Hang `rows` below the box; *Tidak ditemukan* where empty. `preselect`: Enter takes the first."""
        results = self._hung()
        results.view.set_rows(rows)
        results.view.select_at(0 if preselect and rows else -1)
        self._place_results(results)
        results.show()
        results.raise_()

    def hide_results(self) -> None:
        """Take the results away."""
        if self._results is not None:
            self._results.hide()

    def results_shown(self) -> bool:
        """Whether results hang below the box."""
        return self._results is not None and self._results.isVisible()

    def results_view(self) -> RowsView:
        """The list of results."""
        return self._hung().view

    def sizeHint(self) -> QSize:
        return QSize(theme.px(620), theme.px(36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: self._on_enter,
            Qt.Key.Key_Enter: self._on_enter,
            Qt.Key.Key_Escape: self._on_escape,
            Qt.Key.Key_Down: lambda: self._walk(1),
            Qt.Key.Key_Up: lambda: self._walk(-1),
        }
        act = acts.get(event.key())
        if act is not None:
            act()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.hide_results()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chip()
        if self._results is not None:
            self._place_results(self._results)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_chip()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._chip.isHidden():
            return
        painter = QPainter(self)
        size = paint.keycap_size(KEYS)
        left, top = self.width() - size.width() - theme.px(12), (self.height() - size.height()) // 2
        paint.keycap(painter, QRect(QPoint(left, top), size), KEYS)
        painter.end()

    def _hung(self) -> Results:
        if self._results is None:
            self._results = Results(self.window())
            self._results.chosen.connect(self._on_chosen)
        return self._results

    def _place_chip(self) -> None:
        size = self._chip.sizeHint()
        self._chip.setGeometry(
            self.width() - size.width() - theme.px(12),
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )
        shown = size if not self._chip.isHidden() else paint.keycap_size(KEYS)
        self.setTextMargins(0, 0, shown.width() + theme.px(12), 0)

    def _place_results(self, results: Results) -> None:
        below = self.mapTo(self.window(), QPoint(0, self.height() + theme.px(4)))
        room = self.window().height() - below.y() - theme.px(48)
        wanted = results.view.sizeHint().height() + theme.px(12)
        results.setGeometry(below.x(), below.y(), self.width(), min(wanted, room))

    def _walk(self, step: int) -> None:
        if not self.results_shown() or self._results is None:
            return
        view = self._results.view
        last = len(view.rows()) - 1
        view.select_at(min(max(view.currentIndex().row() + step, -1), last))

    def _on_enter(self) -> None:
        row = self._results.view.current_row() if self.results_shown() and self._results is not None else None
        if row is not None:
            self._on_chosen(row)
        elif self.text().strip():
            self.searched.emit(self.text())

    def _on_escape(self) -> None:
        if self.results_shown():
            self.hide_results()
        elif self.text():
            self.clear()
        else:
            self.give_keyboard_back()

    def _on_chosen(self, row: ResultRow) -> None:
        self.hide_results()
        self.result_chosen.emit(row.payload)

    def _on_text_changed(self, text: str) -> None:
        self.show_chip("")
        if not text.strip():
            self.hide_results()
        self.query_changed.emit(text)
