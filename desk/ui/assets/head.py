"""The head of Aset: which page is shown, and a box for a label or a code; says what was chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.entry_box import EntryBox

_BOX = 220


class LabelBox(EntryBox):
    """What a scanner would read, typed by hand."""

    entered = Signal(str)

    def __init__(self) -> None:
        words = _("label atau kode · Ctrl L")
        super().__init__(width=_BOX, placeholder=words, name=_("Label barang atau kode pesanan"))

    def take(self, text: str) -> None:
        """Say it."""
        if text.strip():
            self.entered.emit(text.strip())


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
        buttons.mark(self.pages, name)
