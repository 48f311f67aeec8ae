"""The papers of one booking or request in a window of their own, where a screen has no room for the card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk.background import Desk
from desk.i18n import _
from desk.ui import theme
from desk.ui.documents.card import DocumentsCard, PaperWish
from desk.ui.widgets import buttons, labels, layouts


class PapersDialog(QDialog):
    """Enter on a paper shuts the window and tells `wanted`; Esc shuts it."""

    wanted = Signal(object)
    """A `PaperWish`."""

    def __init__(self, desk: Desk, wish: PaperWish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self.card = DocumentsCard(desk)
        self.leave = buttons.quiet(_("Tutup"), keys="Esc")
        column = layouts.vertical(self, margins=16, gap=8)
        column.addWidget(self.card)
        column.addStretch(1)
        hint = _("Enter membuka atau menerbitkan; yang belum dapat diterbitkan ada di “Terbitkan”.")
        column.addWidget(labels.wrapped(hint, kind="muted"))
        foot = layouts.horizontal(gap=8)
        layouts.fill(foot, None, self.leave)
        column.addLayout(foot)
        self.leave.clicked.connect(self.reject)
        self.card.wanted.connect(self._on_wanted)
        self.setWindowTitle(_("Dokumen"))
        self.resize(theme.px(560), theme.px(420))

    def open_papers(self) -> None:
        """Read the papers and show them."""
        self.card.show(request_id=self._wish.request_id, booking_id=self._wish.booking_id)
        self.open()
        self.card.take_keyboard()

    def _on_wanted(self, wish: PaperWish) -> None:
        self.accept()
        self.wanted.emit(wish)
