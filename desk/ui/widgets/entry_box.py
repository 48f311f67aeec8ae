"""A box in a head: Enter takes what was typed and empties it, Esc gives the keyboard back; knows no words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.ui import theme
from desk.ui.widgets.editors import LineEditor


class EntryBox(LineEditor):
    """Empty again once it was taken or given up."""

    left = Signal()

    def __init__(self, *, width: int, placeholder: str, name: str) -> None:
        super().__init__(placeholder=placeholder)
        self._width = width
        self.setAccessibleName(name)
        self.setFixedWidth(theme.px(width))

    def take(self, text: str) -> None:
        """What was typed; the box is empty already."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text()
            self.clear()
            self.take(text)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_width"):
            self.setFixedWidth(theme.px(self._width))
