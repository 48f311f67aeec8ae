"""The receipt before it is printed: paper at the left, what can be done at the right; knows no layout of it.

Enter does the next thing (print, then done); every other act has its key. What is printed of a receipt that
was sent before is a counted copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import settings
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.print_jobs import JobOrder, say_not_out
from desk.operations.slips import Copy, reprint
from desk.printing.papers import PAPERS, ROLL_80, SHEET_A5, Grey, Paper
from desk.printing.printers import PdfFile, Printer, PrinterRow
from desk.queries import slips
from desk.queries.slips import ReceiptRow
from desk.rules.slips import SlipContent
from desk.ui import theme
from desk.ui.slips.paper_view import SCREEN_DPI, PaperArea
from desk.ui.slips.print_lane import Outcome, PrintLane, Sending
from desk.ui.slips.side import Side
from desk.ui.widgets import labels, layouts

_A5_LARGER = 1.08
"""A sheet takes the room of the widest roll, and what its margins leave."""
State = Literal["reading", "ready", "sending", "sent", "failed", "not_out", "replaced"]


class ReceiptPreview(QDialog):
    """One receipt; `show_receipt` opens it. Stays usable with no printer at all: a PDF can always be kept."""

    outcome = Signal(object)
    """An `Outcome` of this receipt, sent or not."""

    def __init__(self, desk: Desk, lane: PrintLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._lane = desk, lane
        self._row: ReceiptRow | None = None
        self._number: int | None = None
        """Which paper this is: 0 the original, n a copy that was made, None a copy still to be made."""
        self._state: State = "reading"
        self._last: Outcome | None = None
        self._last_sent: Sending | None = None
        self._key = ""
        self._paper: Paper = ROLL_80
        self._printers: tuple[PrinterRow, ...] = ()
        self.paper = PaperArea()
        self.side = Side()
        row = layouts.horizontal(self)
        row.addWidget(self.paper, 1)
        row.addWidget(self.side)
        self.setWindowTitle(_("Tanda terima"))
        self.paper.fit_width(ROLL_80.width / 25.4 * SCREEN_DPI * theme.scale() / 100)
        self.resize(theme.px(800), theme.px(680))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()

    def _connect(self) -> None:
        side = self.side
        side.primary.clicked.connect(self.go_on)
        side.save.clicked.connect(self.ask_where_to_save)
        side.not_out.clicked.connect(self.say_not_out)
        side.copy.clicked.connect(self.make_it_a_copy)
        side.leave.clicked.connect(self.reject)
        side.copy_changed.connect(self._show_state)
        side.paper_changed.connect(self._on_paper_changed)
        self._lane.finished.connect(self._on_finished)

    # --- reading ---------------------------------------------------------------------------------------

    def show_receipt(self, receipt_id: int) -> None:
        """Open the receipt: the original where it was never sent, else the next copy."""
        self._ask(receipt_id, self._on_receipt, self._on_unreadable)
        self._lane.list_printers(self, self._on_printers)
        self.open()

    def state(self) -> State:
        """How far this paper has come."""
        return self._state

    def content(self) -> SlipContent | None:
        """The words shown, marked as the copy that would be printed."""
        if self._row is None:
            return None
        return self._row.content.as_copy(self._row.copies + 1 if self._number is None else self._number)

    def _on_receipt(self, row: ReceiptRow) -> None:
        self._row = row
        self._number = None if row.was_sent else 0
        self.setWindowTitle(f"{row.content.title} · {', '.join(row.numbers)}")
        self._enter("replaced" if row.is_replaced else "ready")
        self._draw()

    def _on_unreadable(self, error: DeskError) -> None:
        self.side.say("late", _("tidak terbaca"), str(error))

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        self._printers = rows
        self._offer_printers()
        self._show_state()

    def _offer_printers(self) -> None:
        """With the one remembered for the kind of paper chosen."""
        chosen = settings.load()
        is_roll = self.side.paper_kind() == "roll"
        self.side.offer(self._printers, remembered=chosen.printer if is_roll else chosen.printer_a5)
        self._on_paper_changed()

    def _on_paper_changed(self) -> None:
        """Set the receipt for the paper it will come out on: the kind chosen, the roll of the printer."""
        is_sheet = self.side.paper_kind() == "a5"
        if is_sheet != (self._paper is SHEET_A5):
            self._paper = SHEET_A5 if is_sheet else ROLL_80
            self._offer_printers()
            return
        paper = self._paper
        if not is_sheet:
            paper = PAPERS[settings.load().roll_width(self.side.printer_name())]
        if paper is not self._paper or is_sheet:
            self._paper = paper
            self._draw()

    def _draw(self) -> None:
        content = self.content()
        if content is not None:
            self._lane.draw(
                self,
                content,
                paper=self._paper,
                dpi=self.paper.view.dpi() * min(1.0, ROLL_80.width * _A5_LARGER / self._paper.width),
                then=self._on_drawn(content, self._paper),
            )

    def _on_drawn(self, content: SlipContent, paper: Paper) -> Callable[[Grey], None]:
        def show(grey: Grey) -> None:
            if content != self.content() or paper is not self._paper:
                return  # another copy or another paper was asked for meanwhile
            self.paper.view.show_page(grey)
            spoken = "; ".join(f"{line.number} {line.service} {line.code}" for line in content.lines)
            labels.name(self.paper.view, f"{content.title} {content.copy_words}".strip(), explained=spoken)

        return show

    # --- acts ------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Do the next thing: print, try again, or be done."""
        if self._state == "sent":
            self.accept()
        elif self._state in ("failed", "not_out"):
            self._send_again()
        elif self._state == "ready" and self.side.has_printers():
            self._print()
        elif self._state == "ready":
            self.ask_where_to_save()

    def ask_where_to_save(self) -> None:
        """Ask for a file and keep the receipt there as PDF."""
        content = self.content()
        if content is None or self._state in ("sending", "replaced"):
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        numbers = " ".join(line.number.replace("/", "-") for line in content.lines[:3])
        name = " ".join(filter(None, (content.title, numbers, content.copy_words)))
        asking = QFileDialog(self, _("Simpan tanda terima sebagai PDF"), folder, _("Berkas PDF (*.pdf)"))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix("pdf")
        asking.selectFile(f"{name}.pdf")
        for label, word in (
            (QFileDialog.DialogLabel.Accept, _("Simpan")),
            (QFileDialog.DialogLabel.Reject, _("Batal")),
            (QFileDialog.DialogLabel.FileName, _("Nama berkas:")),
            (QFileDialog.DialogLabel.FileType, _("Jenis berkas:")),
            (QFileDialog.DialogLabel.LookIn, _("Folder:")),
        ):
            asking.setLabelText(label, word)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.fileSelected.connect(lambda path: self.save_as(Path(path)))
        asking.open()

    def save_as(self, path: Path) -> None:
        """Keep the receipt at `path` as PDF."""
        self._send_to(PdfFile(path))

    def say_not_out(self) -> None:
        """The officer saw nothing come out of the printer."""
        if self._state != "sent" or self._last is None or self._last.job_id is None:
            return
        order = JobOrder(self._last.job_id)
        self._desk.do(
            self,
            say_not_out,
            order,
            then=lambda _none: self._enter("not_out"),
            otherwise=self._on_refused,
        )

    def make_it_a_copy(self) -> None:
        """Print the next copy instead of the original."""
        if self._row is None or self._state in ("sending", "replaced"):
            return
        self._ask(self._row.id, self._on_copy_wanted, self._on_refused)

    def _ask(
        self, receipt_id: int, then: Callable[[ReceiptRow], None], otherwise: Callable[[DeskError], None]
    ) -> None:
        """Read the receipt as whoever sits here may see it; behind the lock nobody reads."""
        actor = self._desk.actor
        if actor is not None:
            self._desk.ask(self, slips.receipt, receipt_id, actor, then=then, otherwise=otherwise)

    def _on_copy_wanted(self, row: ReceiptRow) -> None:
        self._row, self._number = row, None
        self.side.choose_reason("not_out" if self._state == "not_out" else None)
        self._enter("ready")
        self._draw()

    def _print(self) -> None:
        printer = self._chosen_printer()
        if printer is not None:
            self._send_to(printer)

    def _chosen_printer(self) -> Printer | None:
        """The printer chosen, remembered from now on; None where there is none, which is then said."""
        try:
            name = self.side.printer()
        except Refused as refused:
            self.side.show_refusal(refused)
            return None
        chosen = settings.load()
        kind = "printer" if self.side.paper_kind() == "roll" else "printer_a5"
        if getattr(chosen, kind) != name:
            changes: dict[str, Any] = {kind: name}
            settings.save(replace(chosen, **changes))
        return self._lane.printer(name)

    def _send_to(self, printer: Printer) -> None:
        """Send the paper; a copy is counted first, and only then there is one to send."""
        if self._row is None:
            return
        if self._number is not None:
            self._send(Sending(self._row.id, self._row.content.as_copy(self._number), printer, self._paper))
            return
        self._enter("sending")
        self._desk.do(
            self,
            reprint,
            self.side.copy_order(self._row.id),
            then=lambda copy: self._on_copied(copy, printer),
            otherwise=self._on_refused,
        )

    def _on_copied(self, copy: Copy, printer: Printer) -> None:
        if self._row is None:
            return
        self._number = copy.copy_number
        self._row = replace(self._row, copies=max(self._row.copies, copy.copy_number))
        self._draw()
        content = self._row.content.as_copy(copy.copy_number)
        self._send(Sending(copy.receipt_id, content, printer, self._paper))

    def _send(self, sending: Sending) -> None:
        self._key = sending.key
        self._last_sent = sending
        self._enter("sending")
        self._lane.send(sending)

    def _send_again(self) -> None:
        """The same job once more, or to another printer where another one was chosen meanwhile."""
        last, sending = self._last, self._last_sent
        if last is None or sending is None:
            return
        printer = sending.printer if isinstance(sending.printer, PdfFile) else self._chosen_printer()
        if printer is None:
            return
        if last.job_id is None:
            self._send(replace(sending, printer=printer))
            return
        self._enter("sending")
        if printer.name == sending.printer.name:
            self._lane.send_again(last.job_id, sending)
        else:
            elsewhere = Sending(sending.receipt_id, sending.content, printer, self._paper)
            self._key = elsewhere.key
            self._last_sent = elsewhere
            self._lane.send_elsewhere(last.job_id, elsewhere)

    # --- answers ---------------------------------------------------------------------------------------

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.sending.key != self._key:
            return
        self._last = outcome
        self._enter("sent" if outcome.is_sent else "failed")
        if outcome.is_sent and isinstance(outcome.sending.printer, PdfFile) and self.side.has_printers():
            self._state = "ready"  # kept as a file, it can still be printed
            self.side.show_state("ready", outcome)
        self.outcome.emit(outcome)

    def _on_refused(self, error: DeskError) -> None:
        self._enter("ready")
        self.side.show_refusal(error)

    def _enter(self, state: State) -> None:
        self._state = state
        self._show_state()
        # while it is sent Enter has nothing to do: it must not fall on the button that closes
        (self if state == "sending" else self.side.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self) -> None:
        content = self.content()
        if content is None:
            return
        self.side.show_words(content, is_copy_to_make=self._number is None and self._state == "ready")
        self.side.show_state(self._state, self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.paper.scroll_by_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)
