"""An issued document before it is printed: its sheets at the left, what can be done at the right.

Knows no letter's words. What is printed of a document that was sent before is a counted copy; a wrong one is
voided with its reason, and says so on every sheet from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from desk import settings
from desk.background import Desk
from desk.i18n import _
from desk.operations.documents import CopyOrder, VoidOrder, copy, void
from desk.printing.papers import Grey
from desk.printing.printers import Printer, PrinterRow
from desk.queries.documents import DocumentRow, document
from desk.queries.print_jobs import document_was_sent
from desk.rules.document_contents import DocumentContent
from desk.ui import theme
from desk.ui.documents.side import DocumentSide
from desk.ui.slips.paper_preview import PaperPreview
from desk.ui.slips.print_lane import PrintLane, Sendable, Spot, document_sending
from desk.ui.widgets import dialogs, labels

DPI = 82
"""At 100 %: an A4 sheet is some 680 pixels wide."""
_CHOICE = {"a4": "printer_a4", "a5": "printer_a5"}


class DocumentPreview(PaperPreview):
    """One document; `show_document` opens it."""

    side: DocumentSide

    def __init__(self, desk: Desk, lane: PrintLane, parent: QWidget | None = None) -> None:
        super().__init__(desk, lane, DocumentSide(), parent)
        self._row: DocumentRow | None = None
        self._page, self._pages = 0, 1
        self.paper.fit_width(8.27 * DPI * theme.scale() / 100)
        self.resize(theme.px(1110), theme.px(700))
        self.setWindowTitle(_("Dokumen"))
        self.side.void.clicked.connect(self.ask_void)
        self.side.next_page.clicked.connect(self.turn)

    # --- reading ---------------------------------------------------------------------------------------

    def show_document(self, document_id: int) -> None:
        """Open the document: the original where it was never sent, else the next copy."""
        self._read(document_id)
        self._lane.list_printers(self, self._on_printers)
        self.open()

    def content(self) -> DocumentContent | None:
        """The words shown, marked as the copy that would be printed."""
        if self._row is None:
            return None
        number = self._row.copies + 1 if self._number is None else self._number
        return self._row.content.as_copy(number)

    def _read(self, document_id: int) -> None:
        actor = self._desk.actor
        if actor is None:
            return
        self._desk.ask(
            self, document, document_id, actor, then=self._on_document, otherwise=self._on_unreadable
        )

    def _on_document(self, row: DocumentRow) -> None:
        self._row = row
        self.setWindowTitle(" · ".join(filter(None, (row.title, row.number))))
        self.side.show_document(row)
        self._desk.ask(self, document_was_sent, row.id, then=self._on_sent_before, otherwise=self._on_refused)

    def _on_sent_before(self, was_sent: bool) -> None:  # noqa: FBT001 - what the query answers
        row = self._row
        if row is None:
            return
        self._number = None if was_sent and row.void_reason is None else 0
        self._enter("ready" if row.void_reason is None else "void")
        self._offer_printers()
        self._draw()

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        # no receipt printer of this machine's own takes a sheet
        self.side.offer([row for row in rows if row.width is None])
        self._offer_printers()
        self._show_state()

    def _offer_printers(self) -> None:
        chosen = settings.load()
        self.side.choose_printer(getattr(chosen, self._setting()))

    def _on_paper_changed(self) -> None:
        self._page = 0
        self._offer_printers()
        self._draw()

    def turn(self) -> None:
        """Show the next sheet, after the last one the first."""
        self._page = (self._page + 1) % self._pages
        self._draw()

    def _draw(self) -> None:
        content = self.content()
        if content is not None:
            spot = Spot(self._page, DPI * theme.scale() / 100 * self.paper.view.devicePixelRatioF())
            shown = partial(self._on_page, content)
            self._lane.draw_document(self, content, self.side.paper(), spot=spot, then=shown)

    def _on_page(self, content: DocumentContent, grey: Grey, pages: int) -> None:
        if content != self.content():
            return  # another copy was asked for meanwhile
        self._pages = pages
        self._page = min(self._page, pages - 1)
        self.paper.view.show_page(grey)
        self.paper.verticalScrollBar().setValue(0)
        self.side.show_page(self._page + 1, pages)
        words = _("lembar {page} dari {pages}").format(page=self._page + 1, pages=pages)
        labels.name(self.paper.view, f"{content.title} {content.number}".strip(), explained=words)

    # --- acts ------------------------------------------------------------------------------------------

    def make_it_a_copy(self) -> None:
        """Print the next copy instead of the original."""
        if self._may_act():
            self._number, self._last = None, None
            self._enter("ready")
            self._draw()

    def ask_void(self) -> None:
        """Void the document, with the reason that is then asked."""
        if self._row is None or not self.side.void.isEnabled():
            return
        question = _("Batalkan {title}? Kertasnya tetap tersimpan sebagai jejak.")
        words = question.format(title=self._row.title)
        reason = dialogs.ask_reason(self, words, yes=_("Batalkan dokumen"), no=_("Jangan"))
        if reason is not None:
            order = VoidOrder(self._row.id, reason)
            again = partial(self._read, self._row.id)
            self._desk.do(self, void, order, then=lambda _none: again(), otherwise=self._on_refused)

    # --- what a document says of itself ----------------------------------------------------------------

    def _is_read(self) -> bool:
        return self._row is not None

    def _setting(self) -> str:
        return _CHOICE[self.side.paper()]

    def _file_words(self) -> tuple[str, str]:
        content = self._content_read()
        name = " ".join(filter(None, (content.title, content.number.replace("/", "-"))))
        return _("Simpan dokumen sebagai PDF"), name

    def _sending(self, printer: Printer, key: str = "") -> Sendable:
        content, paper = self._content_read(), self.side.paper()
        assert self._row is not None  # noqa: S101 - only asked once it is read
        return document_sending(content, printer, paper, document_id=self._row.id, key=key)

    def _count_copy(self, printer: Printer) -> None:
        if self._row is not None:
            counted: Callable[[int], None] = partial(self._on_copied, printer)
            self._desk.do(self, copy, CopyOrder(self._row.id), then=counted, otherwise=self._on_refused)

    def _on_copied(self, printer: Printer, number: int) -> None:
        if self._row is not None:
            self._number = number
            self._row = replace(self._row, copies=max(self._row.copies, number))
            self._draw()
            self._send(self._sending(printer))

    def _content_read(self) -> DocumentContent:
        content = self.content()
        assert content is not None  # noqa: S101 - only asked once it is read
        return content

    def _show_state(self) -> None:
        content = self.content()
        if content is not None:
            self.side.show_state(self._state, self._last, copy_number=content.copy_number)
