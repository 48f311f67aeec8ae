"""A paper before it is printed: the sheet at the left, what can be done at the right; knows no paper's words.

Enter does the next thing (print, then done); every other act has its key. What is printed of a paper that was
sent before is a counted copy.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desk import settings
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.print_jobs import JobOrder, say_not_out
from desk.printing.printers import PdfFile, Printer
from desk.ui.slips.paper_side import PaperSide
from desk.ui.slips.paper_view import PaperArea
from desk.ui.slips.print_lane import Outcome, PrintLane, Sendable
from desk.ui.widgets import layouts

State = Literal["reading", "ready", "sending", "sent", "failed", "not_out", "void", "replaced"]


class PaperPreview(QDialog):
    """Stays usable with no printer at all: a PDF can always be kept."""

    side: PaperSide

    def __init__(self, desk: Desk, lane: PrintLane, side: PaperSide, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._lane = desk, lane
        self._number: int | None = None
        """Which paper this is: 0 the original, n a copy that was made, None a copy still to be made."""
        self._state: State = "reading"
        self._last: Outcome | None = None
        self._key = ""
        self.paper = PaperArea()
        self.side = side
        row = layouts.horizontal(self)
        row.addWidget(self.paper, 1)
        row.addWidget(side)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        side.primary.clicked.connect(self.go_on)
        side.save.clicked.connect(self.ask_where_to_save)
        side.not_out.clicked.connect(self.say_not_out)
        side.copy.clicked.connect(self.make_it_a_copy)
        side.leave.clicked.connect(self.reject)
        side.paper_changed.connect(self._on_paper_changed)
        lane.finished.connect(self._on_finished)

    def state(self) -> State:
        """How far this paper has come."""
        return self._state

    # --- what each paper says of itself ----------------------------------------------------------------

    def make_it_a_copy(self) -> None:
        """Print the next copy instead of the original."""
        raise NotImplementedError

    def _is_read(self) -> bool:
        """Whether its words are there."""
        raise NotImplementedError

    def _count_copy(self, printer: Printer) -> None:
        """Have one more copy counted, then send it to `printer`."""
        raise NotImplementedError

    def _sending(self, printer: Printer, key: str = "") -> Sendable:
        """The paper as it is now on its way to `printer`; under `key` where it was on its way before."""
        raise NotImplementedError

    def _file_words(self) -> tuple[str, str]:
        """What is asked when it is kept as a file, and how that file is called."""
        raise NotImplementedError

    def _setting(self) -> str:
        """Under which of this machine's settings its printer is remembered."""
        raise NotImplementedError

    def _on_paper_changed(self) -> None:
        raise NotImplementedError

    def _show_state(self) -> None:
        raise NotImplementedError

    # --- acts ------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Do the next thing: print, try again, or be done."""
        if self._state in ("sent", "void"):
            self.accept()
        elif self._state in ("failed", "not_out"):
            self._send_again()
        elif self._state == "ready" and self.side.has_printers():
            printer = self._chosen_printer()
            if printer is not None:
                self._send_to(printer)
        elif self._state == "ready":
            self.ask_where_to_save()

    def ask_where_to_save(self) -> None:
        """Ask for a file and keep the paper there as PDF."""
        if not self._may_act():
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        question, name = self._file_words()
        asking = QFileDialog(self, question, folder, _("Berkas PDF (*.pdf)"))
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
        """Keep the paper at `path` as PDF."""
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

    def _may_act(self) -> bool:
        return self._is_read() and self._state not in ("sending", "void", "replaced")

    def _chosen_printer(self) -> Printer | None:
        """The printer chosen, remembered from now on; None where there is none, which is then said."""
        try:
            name = self.side.printer()
        except Refused as refused:
            self.side.show_refusal(refused)
            return None
        chosen, kind = settings.load(), self._setting()
        if getattr(chosen, kind) != name:
            changes: dict[str, Any] = {kind: name}
            settings.save(replace(chosen, **changes))
        return self._lane.printer(name)

    def _send_to(self, printer: Printer) -> None:
        """Send the paper; a copy is counted first, and only then there is one to send."""
        if not self._is_read():
            return
        if self._number is not None:
            self._send(self._sending(printer))
        else:
            self._enter("sending")
            self._count_copy(printer)

    def _send(self, sending: Sendable) -> None:
        self._begin(sending)
        self._lane.send(sending)

    def _begin(self, sending: Sendable) -> None:
        self._key = sending.key
        self._enter("sending")

    def _send_again(self) -> None:
        """The same job once more, or to another printer where another one was chosen meanwhile."""
        last = self._last
        if last is None or not self._is_read():
            return
        before = last.sending.printer
        printer = before if isinstance(before, PdfFile) else self._chosen_printer()
        if printer is None:
            return
        is_same = printer.name == before.name
        sending = self._sending(printer, last.sending.key if is_same else "")
        if last.job_id is None:
            self._send(sending)
            return
        self._begin(sending)
        (self._lane.send_again if is_same else self._lane.send_elsewhere)(last.job_id, sending)

    # --- answers ---------------------------------------------------------------------------------------

    def _on_finished(self, outcome: Outcome) -> None:
        if outcome.sending.key == self._key:
            self._last = outcome
            self._enter("sent" if outcome.is_sent else "failed")

    def _on_unreadable(self, error: DeskError) -> None:
        self.side.say("late", _("tidak terbaca"), str(error))

    def _on_refused(self, error: DeskError) -> None:
        self._enter("ready")
        self.side.show_refusal(error)

    def _enter(self, state: State) -> None:
        self._state = state
        self._show_state()
        # while it is sent Enter has nothing to do: it must not fall on the button that closes
        (self if state == "sending" else self.side.primary).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.paper.scroll_by_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)
