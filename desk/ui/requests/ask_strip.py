"""One field that opens in place for one small act and closes again; knows no act."""

from __future__ import annotations

from collections.abc import Callable
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


class AskStrip(QWidget):
    """Hidden until something is asked; Enter answers, Esc closes; a refusal stands beside the field."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._field: Field | None = None
        self._then: Callable[[Any], None] | None = None
        self._came_from: QWidget | None = None
        self._head = labels.wrapped("", kind="strong")
        self._yes = buttons.primary("", keys=buttons.ENTER)
        self._no = buttons.secondary(_("Batal"), keys="Esc")
        self._column = layouts.vertical(self, margins=12, gap=8)
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self._no, self._yes)
        self._column.addWidget(self._head)
        self._column.addLayout(row)
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self.shut)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, words: str, field: Field, *, yes: str, then: Callable[[Any], None]) -> None:
        """Ask `words` with `field`; `then` gets its value and calls `shut` or `show_refusal`."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._forget_field()
        self._field, self._then = field, then
        self._head.setText(words)
        self._yes.show_word(yes)
        self._column.insertWidget(1, field)
        self.setAccessibleName(words)
        self.show()
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, sentence: str) -> None:
        """Say why not, beside the field."""
        if self._field is not None:
            self._field.set_error(sentence)
            self._field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Close and forget; the keyboard goes back to where it was."""
        came_from, self._came_from = self._came_from, None
        self._forget_field()
        self.hide()
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def field(self) -> Field | None:
        """The field shown, if any."""
        return self._field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_yes()
        elif event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = theme.color("quiet" if theme.current().dark else "line")
        paint.rounded(painter, self.rect(), radius=theme.px(8), fill=theme.color("ground"), line=edge)
        painter.end()

    def _forget_field(self) -> None:
        if self._field is not None:
            self._field.hide()
            self._field.deleteLater()
        self._field, self._then = None, None

    def _on_yes(self) -> None:
        if self._field is None or self._then is None:
            return
        try:
            value = self._field.typed().value()
        except Refused as refused:
            self.show_refusal(refused.sentence)
            return
        self._then(value)
