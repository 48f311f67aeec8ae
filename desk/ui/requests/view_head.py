"""The head of a request: number, how it stands, and its faces by key; knows no database."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.requests import RequestRow
from desk.ui.requests.listing import state_chip, urgency_chip
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.flow import Flow


class ViewHead(QWidget):
    """Number and state at the left, at the right the faces of which one shows."""

    face_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._number = labels.title("")
        self._state, self._urgency = Chip(), Chip()
        self.faces = {
            "file": buttons.quiet(_("Berkas"), shortcut="Alt+1"),
            "road": buttons.quiet(_("Proses"), shortcut="Alt+2"),
            "papers": buttons.quiet(_("Surat, lampiran"), shortcut="Alt+3"),
        }
        head = layouts.horizontal(self, margins=(15, 0, 15, 4), gap=12)
        tabs = layouts.horizontal(gap=4)
        layouts.fill(tabs, *self.faces.values())
        self._told = Flow(self._number, self._state, self._urgency, gap=12)  # in a narrow window in two lines
        head.addWidget(self._told, 1)
        head.addLayout(tabs)
        for name, button in self.faces.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=name: self.face_wanted.emit(name))

    def show_row(self, row: RequestRow) -> None:
        """Show number and state."""
        self._number.setText(row.number)
        self._state.show_state(*state_chip(row.state))
        word, tone = urgency_chip(row)
        is_said = word == self._state.word()
        self._urgency.show_state("" if is_said else word, tone)
        self._told.refit()

    def mark(self, face: str) -> None:
        """Show which face is seen."""
        for name, button in self.faces.items():
            button.setChecked(name == face)
