"""A request's papers: letters made for it and files kept with it; knows no SQL."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desk.background import Desk
from desk.i18n import _
from desk.ui import theme
from desk.ui.attachments.card import AttachmentsCard
from desk.ui.documents.card import DocumentsCard
from desk.ui.widgets import layouts


class PapersFace(QScrollArea):
    """One column of cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Surat, lampiran"))
        self.documents, self.attachments = DocumentsCard(desk), AttachmentsCard(desk)
        inner = QWidget()
        inner.setProperty("ground", "clear")
        self._column = layouts.vertical(inner, margins=(15, 4, 15, 8), gap=12)
        layouts.fill(self._column, self.documents, self.attachments, None)
        self.setWidget(inner)

    def show_request(self, request_id: int) -> None:
        """Show the papers of this request."""
        self.documents.show(request_id=request_id)
        self.attachments.show("request", request_id)

    def sizeHint(self) -> QSize:
        """Little: what there is of height is given to it."""
        return QSize(super().sizeHint().width(), theme.px(160))

    def take_keyboard(self) -> None:
        """Put the keyboard on the first list."""
        has_papers = bool(self.documents.list.rows()) or not self.attachments.rows.rows()
        if has_papers:
            self.documents.take_keyboard()
        else:
            self.attachments.setFocus(Qt.FocusReason.OtherFocusReason)

    def holds_work(self) -> bool:
        """Whether something typed here is not saved."""
        return self.attachments.holds_work()
