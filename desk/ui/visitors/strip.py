"""A few fields that open in place for one small act and close again; knows no act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from shiboken6 import isValid

from desk.errors import Refused
from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import buttons, labels, layouts, paint
from desk.ui.widgets.fields import Field


class Strip(QWidget):
    """Hidden until opened; Enter submits, Esc closes and gives the keyboard back; errors beside fields."""

    submitted = Signal(dict)
    closed = Signal()

    def __init__(self, fields: Mapping[str, Field], *, yes: str) -> None:
        super().__init__()
        self._fields = dict(fields)
        self._came_from: QWidget | None = None
        self._head = labels.wrapped("", kind="strong")
        self._yes = buttons.primary(yes, keys=buttons.ENTER)
        self._no = buttons.secondary(_("Tutup"), keys="Esc")
        column = layouts.vertical(self, margins=12, gap=8)
        layouts.fill(column, self._head, *self._fields.values())
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self._no, self._yes)
        column.addLayout(row)
        self._yes.clicked.connect(self._on_submit)
        self._no.clicked.connect(self.shut)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def open(self, words: str, values: Mapping[str, object] | None = None) -> None:
        """Show the fields under `words`, holding `values`, the keyboard in the first."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._head.setText(words)
        self.setAccessibleName(words)
        if values is not None or not self.is_dirty():
            for name, field in self._fields.items():
                field.set_error(None)
                field.typed().restore((values or {}).get(name, ""))
        self.show()
        first = next(iter(self._fields.values()))
        first.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def shut(self) -> None:
        """Close and forget; the keyboard goes back to where it was."""
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self.window())
        for field in self._fields.values():
            field.set_error(None)
            field.typed().restore("")
        self.hide()
        came_from, self._came_from = self._came_from, None
        if had_keyboard and came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def show_refusal(self, field: str | None, sentence: str) -> None:
        """Say `sentence` beside `field`, or beside the first."""
        shown = self._fields.get(field or "") or next(iter(self._fields.values()))
        shown.set_error(sentence)
        shown.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> dict[str, object]:
        """What stands in the fields."""
        return {name: field.typed().draft() for name, field in self._fields.items()}

    def is_dirty(self) -> bool:
        """Whether anything was typed that is not yet submitted."""
        return any(bool(draft) for draft in self.draft().values())

    def field(self, name: str) -> Field:
        """One of the fields."""
        return self._fields[name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        t = theme.current()
        edge = theme.color("quiet" if t.dark else "line")
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=theme.color("ground"), line=edge)
        painter.end()

    def _on_submit(self) -> None:
        values: dict[str, Any] = {}
        for name, field in self._fields.items():
            try:
                values[name] = field.typed().value()
            except Refused as refused:
                self.show_refusal(name, refused.sentence)
                return
        self.submitted.emit(values)
