"""The head of Aset: which page is shown, and a box for a label or a code; says what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.ui import theme
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.editors import LineEditor

_BOX = 220


class LabelBox(LineEditor):
    """What a scanner would read, typed by hand: Enter takes it, Esc gives the keyboard back."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(placeholder=_("label atau kode · Ctrl L"))
        self.setAccessibleName(_("Label barang atau kode pesanan"))
        self.setFixedWidth(theme.px(_BOX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text().strip()
            self.clear()
            if text:
                self.entered.emit(text)
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(_BOX))


class Head(QWidget):
    """Serah terima, Barang, Opname; the box at the right."""

    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.box = LabelBox()
        self.pages = {
            "board": buttons.secondary(_("Serah terima"), shortcut="Ctrl+1"),
            "stock": buttons.secondary(_("Barang"), shortcut="Ctrl+2"),
            "take": buttons.secondary(_("Opname"), shortcut="Ctrl+3"),
        }
        row = layouts.horizontal(self, gap=6)
        layouts.fill(row, *self.pages.values(), None, self.box)
        for name, button in self.pages.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, name=name: self.page_chosen.emit(name))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.box.setFocus)

    def show_page(self, name: str) -> None:
        """Mark the page shown."""
        for each, button in self.pages.items():
            button.setChecked(each == name)
            button.update()
