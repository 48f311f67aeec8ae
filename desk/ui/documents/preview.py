"""An issued document before it is printed: its sheets at the left, what can be done at the right.

Knows no letter's words. What is printed of a document that was sent before is a counted copy; a wrong one is
voided with its reason, and says so on every sheet from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import settings
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.documents import CopyOrder, VoidOrder, copy, void
from desk.operations.print_jobs import JobOrder, say_not_out
from desk.printing.papers import Grey
from desk.printing.printers import PdfFile, Printer, PrinterRow
from desk.queries.documents import DocumentRow, document
from desk.queries.print_jobs import document_was_sent
from desk.rules.document_contents import DocumentContent
from desk.ui import theme
from desk.ui.documents.side import DocumentSide
from desk.ui.slips.paper_view import PaperArea
from desk.ui.slips.print_lane import Outcome, PrintLane, Spot, document_sending
from desk.ui.widgets import dialogs, labels, layouts

State = Literal["reading", "ready", "sending", "sent", "failed", "not_out", "void"]
DPI = 82
"""At 100 %: an A4 sheet is some 680 pixels wide."""
_CHOICE = {"a4": "printer_a4", "a5": "printer_a5"}


class DocumentPreview(QDialog):
    """One document; `show_document` opens it. Stays usable with no printer: a PDF can always be kept."""

    def __init__(self, desk: Desk, lane: PrintLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._lane = desk, lane
        self._row: DocumentRow | None = None
        self._number: int | None = None
        """Which paper this is: 0 the original, n a copy that was made, None a copy still to be made."""
        self._state: State = "reading"
        self._last: Outcome | None = None
        self._key = ""
        self._page, self._pages = 0, 1
        self.paper = PaperArea()
        self.side = DocumentSide()
        row = layouts.horizontal(self)
        row.addWidget(self.paper, 1)
        row.addWidget(self.side)
        self.paper.fit_width(8.27 * DPI * theme.scale() / 100)
        self.resize(theme.px(1110), theme.px(700))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(_("Dokumen"))
        self._connect()

    def _connect(self) -> None:
        side = self.side
        side.primary.clicked.connect(self.go_on)
        side.save.clicked.connect(self.ask_where_to_save)
        side.not_out.clicked.connect(self.say_not_out)
        side.copy.clicked.connect(self.make_it_a_copy)
        side.void.clicked.connect(self.ask_void)
        side.next_page.clicked.connect(self.turn)
        side.leave.clicked.connect(self.reject)
        side.paper_changed.connect(self._on_paper_changed)
        self._lane.finished.connect(self._on_finished)

    # --- reading ---------------------------------------------------------------------------------------

    def show_document(self, document_id: int) -> None:
        """Open the document: the original where it was never sent, else the next copy."""
        self._read(document_id)
        self._lane.list_printers(self, self._on_printers)
        self.open()

    def state(self) -> State:
        """How far this paper has come."""
        return self._state

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

    def _on_unreadable(self, error: DeskError) -> None:
        self.side.say("late", _("tidak terbaca"), str(error))

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        # no receipt printer of this machine's own takes a sheet
        self.side.offer([row for row in rows if row.width is None])
        self._offer_printers()
        self._show_state()

    def _offer_printers(self) -> None:
        chosen = settings.load()
        self.side.choose_printer(getattr(chosen, _CHOICE[self.side.paper()]))

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

    def go_on(self) -> None:
        """Do the next thing: print, try again, or be done."""
        if self._state in ("sent", "void"):
            self.accept()
        elif self._state in ("failed", "not_out"):
            self._send_again()
        elif self._state == "ready" and self.side.has_printers():
            self._print()
        elif self._state == "ready":
            self.ask_where_to_save()

    def ask_where_to_save(self) -> None:
        """Ask for a file and keep the document there as PDF."""
        content = self.content()
        if content is None or self._state in ("sending", "void"):
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = " ".join(filter(None, (content.title, content.number.replace("/", "-"))))
        asking = QFileDialog(self, _("Simpan dokumen sebagai PDF"), folder, _("Berkas PDF (*.pdf)"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix("pdf")
        asking.selectFile(f"{name}.pdf")
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda path: self.save_as(Path(path)))
        asking.open()

    def save_as(self, path: Path) -> None:
        """Keep the document at `path` as PDF."""
        self._send_to(PdfFile(path))

    def say_not_out(self) -> None:
        """The officer saw nothing come out of the printer."""
        if self._state == "sent" and self._last is not None and self._last.job_id is not None:
            order = JobOrder(self._last.job_id)
            entered = partial(self._enter, "not_out")
            self._desk.do(self, say_not_out, order, then=lambda _none: entered(), otherwise=self._on_refused)

    def make_it_a_copy(self) -> None:
        """Print the next copy instead of the original."""
        if self._row is not None and self._state not in ("sending", "void"):
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

    def _print(self) -> None:
        printer = self._chosen_printer()
        if printer is not None:
            self._send_to(printer)

    def _chosen_printer(self) -> Printer | None:
        """The printer chosen, remembered for its paper; None where there is none, which is then said."""
        try:
            name = self.side.printer()
        except Refused as refused:
            self.side.refuse_printer(refused.sentence)
            return None
        chosen = settings.load()
        kind = _CHOICE[self.side.paper()]
        if getattr(chosen, kind) != name:
            changes: dict[str, Any] = {kind: name}
            settings.save(replace(chosen, **changes))
        return self._lane.printer(name)

    def _send_to(self, printer: Printer) -> None:
        """Send the paper; a copy is counted first, and only then there is one to send."""
        if self._row is None:
            return
        if self._number is not None:
            self._send(printer)
            return
        self._enter("sending")
        counted: Callable[[int], None] = partial(self._on_copied, printer)
        self._desk.do(self, copy, CopyOrder(self._row.id), then=counted, otherwise=self._on_refused)

    def _on_copied(self, printer: Printer, number: int) -> None:
        if self._row is not None:
            self._number = number
            self._row = replace(self._row, copies=max(self._row.copies, number))
            self._draw()
            self._send(printer)

    def _send(self, printer: Printer) -> None:
        content = self.content()
        if content is None or self._row is None:
            return
        sending = document_sending(content, printer, self.side.paper(), document_id=self._row.id)
        self._key = sending.key
        self._enter("sending")
        self._lane.send(sending)

    def _send_again(self) -> None:
        """The same job once more, or to another printer where another one was chosen meanwhile."""
        last, content = self._last, self.content()
        if last is None or content is None or self._row is None:
            return
        before = last.sending.printer
        printer = before if isinstance(before, PdfFile) else self._chosen_printer()
        if printer is None:
            return
        if last.job_id is None:
            self._send(printer)
            return
        same = printer.name == before.name
        key = last.sending.key if same else ""
        sending = document_sending(content, printer, self.side.paper(), document_id=self._row.id, key=key)
        self._key = sending.key
        self._enter("sending")
        (self._lane.send_again if same else self._lane.send_elsewhere)(last.job_id, sending)

    # --- answers ---------------------------------------------------------------------------------------

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.sending.key == self._key:
            self._last = outcome
            self._enter("sent" if outcome.is_sent else "failed")

    def _on_refused(self, error: DeskError) -> None:
        self._enter("ready")
        self.side.say("late", _("tidak jadi"), str(error))

    def _enter(self, state: State) -> None:
        self._state = state
        self._show_state()
        # while it is sent Enter has nothing to do: it must not fall on the button that closes
        (self if state == "sending" else self.side.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        content = self.content()
        if content is not None:
            self.side.show_state(self._state, self._last, copy_number=content.copy_number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.paper.scroll_by_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)
