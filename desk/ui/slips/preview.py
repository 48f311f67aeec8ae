"""The receipt before it is printed: paper at the left, what can be done at the right; knows no layout of it.

Enter does the next thing (print, then done); every other act has its key. What is printed of a receipt that
was sent before is a counted copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk import settings
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.slips import Copy, reprint
from desk.printing.papers import PAPERS, ROLL_80, SHEET_A5, Grey, Paper
from desk.printing.printers import PdfFile, Printer, PrinterRow
from desk.queries import slips
from desk.queries.slips import ReceiptRow
from desk.rules.slips import SlipContent
from desk.ui import theme
from desk.ui.slips.paper_preview import PaperPreview
from desk.ui.slips.paper_view import SCREEN_DPI
from desk.ui.slips.print_lane import Outcome, PrintLane, Sendable, Sending
from desk.ui.slips.side import Side
from desk.ui.widgets import labels

_A5_LARGER = 1.08
"""A sheet takes the room of the widest roll, and what its margins leave."""


class ReceiptPreview(PaperPreview):
    """One receipt; `show_receipt` opens it."""

    outcome = Signal(object)
    """An `Outcome` of this receipt, sent or not."""
    side: Side

    def __init__(self, desk: Desk, lane: PrintLane, parent: QWidget | None = None) -> None:
        super().__init__(desk, lane, Side(), parent)
        self._row: ReceiptRow | None = None
        self._paper: Paper = ROLL_80
        self._printers: tuple[PrinterRow, ...] = ()
        self.setWindowTitle(_("Tanda terima"))
        self.paper.fit_width(ROLL_80.width / 25.4 * SCREEN_DPI * theme.scale() / 100)
        self.resize(theme.px(800), theme.px(680))
        self.side.copy_changed.connect(self._show_state)

    # --- reading ---------------------------------------------------------------------------------------

    def show_receipt(self, receipt_id: int) -> None:
        """Open the receipt: the original where it was never sent, else the next copy."""
        self._ask(receipt_id, self._on_receipt, self._on_unreadable)
        self._lane.list_printers(self, self._on_printers)
        self.open()

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

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        self._printers = rows
        self._offer_printers()
        self._show_state()

    def _offer_printers(self) -> None:
        """With the one remembered for the kind of paper chosen."""
        self.side.offer(self._printers)
        self.side.choose_printer(getattr(settings.load(), self._setting()))
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

    def make_it_a_copy(self) -> None:
        """Print the next copy instead of the original."""
        if self._row is not None and self._may_act():
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

    # --- what a receipt says of itself -----------------------------------------------------------------

    def _is_read(self) -> bool:
        return self._row is not None

    def _setting(self) -> str:
        return "printer" if self.side.paper_kind() == "roll" else "printer_a5"

    def _file_words(self) -> tuple[str, str]:
        content = self._content_read()
        numbers = " ".join(line.number.replace("/", "-") for line in content.lines[:3])
        name = " ".join(filter(None, (content.title, numbers, content.copy_words)))
        return _("Simpan tanda terima sebagai PDF"), name

    def _sending(self, printer: Printer, key: str = "") -> Sendable:
        assert self._row is not None  # noqa: S101 - only asked once it is read
        sending = Sending(self._row.id, self._content_read(), printer, self._paper)
        return replace(sending, key=key) if key else sending

    def _count_copy(self, printer: Printer) -> None:
        if self._row is not None:
            order = self.side.copy_order(self._row.id)
            counted = partial(self._on_copied, printer)
            self._desk.do(self, reprint, order, then=counted, otherwise=self._on_refused)

    def _on_copied(self, printer: Printer, copy: Copy) -> None:
        if self._row is not None:
            self._number = copy.copy_number
            self._row = replace(self._row, copies=max(self._row.copies, copy.copy_number))
            self._draw()
            self._send(self._sending(printer))

    def _content_read(self) -> SlipContent:
        content = self.content()
        assert content is not None  # noqa: S101 - only asked once it is read
        return content

    def _on_finished(self, outcome: Outcome) -> None:
        super()._on_finished(outcome)
        if outcome.sending.key != self._key:
            return
        if outcome.is_sent and isinstance(outcome.sending.printer, PdfFile) and self.side.has_printers():
            self._state = "ready"  # kept as a file, it can still be printed
            self.side.show_state("ready", outcome)
        self.outcome.emit(outcome)

    def _show_state(self) -> None:
        content = self.content()
        if content is None:
            return
        self.side.show_words(content, is_copy_to_make=self._number is None and self._state == "ready")
        self.side.show_state(self._state, self._last)
