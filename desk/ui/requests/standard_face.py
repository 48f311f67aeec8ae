"""The standard of one service to read, over whatever was on the screen; knows no database."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.standards import StandardSheet
from desk.ui.requests.standard_view import StandardView
from desk.ui.widgets import buttons, layouts
from desk.ui.widgets.cards import Card


class StandardFace(QWidget):
    """The view in a card, with the way back."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = StandardView()
        self._back = buttons.secondary(_("Kembali"), keys="Esc")
        card = Card()
        foot = layouts.horizontal(margins=(15, 8, 15, 15))
        layouts.fill(foot, None, self._back)
        card.body.addWidget(self.view, 1)
        card.body.addLayout(foot)
        layouts.vertical(self).addWidget(card)
        self.setFocusProxy(self.view)
        self._back.clicked.connect(self.closed)

    def show_sheet(self, sheet: StandardSheet) -> None:
        """Show this standard."""
        self.view.show_sheet(sheet)
