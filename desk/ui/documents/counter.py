"""Opens what a documents card wishes: the dialog that issues, the preview that prints; knows no panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desk.background import Desk
from desk.ui.slips.print_lane import PrintLane

if TYPE_CHECKING:  # the dialogs are imported when they are first opened
    from desk.ui.documents.card import PaperWish
    from desk.ui.documents.issue_dialog import IssueDialog
    from desk.ui.documents.papers_dialog import PapersDialog
    from desk.ui.documents.preview import DocumentPreview


class DocumentCounter(QObject):
    """Takes every card's `wanted`."""

    issued = Signal(int)
    """A document was issued (its id)."""

    def __init__(self, desk: Desk, lane: PrintLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._lane, self._window = desk, lane, window
        self.dialog: IssueDialog | None = None
        self.preview: DocumentPreview | None = None
        self.papers: PapersDialog | None = None

    def open_wish(self, wish: PaperWish) -> None:
        """Open a document, or ask what issuing one needs."""
        if self._desk.actor is None:
            return
        if wish.document_id is not None:
            self.open_document(wish.document_id)
            return
        from desk.ui.documents.issue_dialog import IssueDialog

        self._shut(self.dialog)
        self.dialog = IssueDialog(self._desk, self._lane, wish, self._window)
        self.dialog.issued.connect(lambda issued: self._on_issued(issued.id))
        self._give_keyboard_back(self.dialog)
        self.dialog.open_wish()

    def open_papers(self, wish: PaperWish) -> None:
        """Show the papers of a booking or request that has no card on its screen."""
        if self._desk.actor is None:
            return
        from desk.ui.documents.papers_dialog import PapersDialog

        self._shut(self.papers)
        self.papers = PapersDialog(self._desk, wish, self._window)
        self.papers.wanted.connect(self.open_wish)
        self._give_keyboard_back(self.papers)
        self.papers.open_papers()

    def open_document(self, document_id: int) -> None:
        """Open a document in place of the one open now."""
        from desk.ui.documents.preview import DocumentPreview

        self._shut(self.preview)
        self.preview = DocumentPreview(self._desk, self._lane, self._window)
        self._give_keyboard_back(self.preview)
        self.preview.show_document(document_id)

    def _on_issued(self, document_id: int) -> None:
        self.issued.emit(document_id)
        self.open_document(document_id)

    def _give_keyboard_back(self, dialog: QDialog) -> None:
        # not every platform gives the keyboard back to the window by itself
        dialog.finished.connect(lambda _result: self._window.activateWindow())

    def _shut(self, dialog: QDialog | None) -> None:
        if dialog is not None:
            dialog.close()
            dialog.deleteLater()
