"""The queue of papers: what waits, failed, did not come out or was sent today; knows no layout of a paper.

Everything by the keyboard: Enter sends again, Delete lets a job go, Ctrl+T says that a sent one did not come
out, Ctrl+P sends it to the printer chosen at the foot.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk import clock
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.print_jobs import JobOrder, cancel_job, say_not_out
from desk.printing.printers import PrinterRow
from desk.queries import print_jobs
from desk.queries.print_jobs import JobPaper, JobRow
from desk.rules.print_jobs import paper_words, state_words
from desk.ui import theme
from desk.ui.slips.print_lane import Outcome, PrintLane
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Tone
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.fields import Field
from desk.ui.widgets.notice import NoticeBar
from desk.ui.widgets.rows import RowFace, RowsView

_TONES: dict[str, Tone] = {"waiting": "today", "failed": "late", "not_out": "late", "sent": "done"}


class QueueDialog(QDialog):
    """Opened by F9 from anywhere; stays open while jobs are sent."""

    def __init__(self, desk: Desk, lane: PrintLane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._lane = desk, lane
        self.notices = NoticeBar()
        self.list = RowsView(
            self._face,
            name=_("Antrean cetak"),
            empty=_("Tidak ada yang menunggu, dan hari ini belum ada yang dicetak."),
            hint=_("Yang dicetak muncul di sini, dengan keadaannya."),
            key=lambda row: row.id,
        )
        self._printer = Field(_("Ke printer lain"), ComboEditor(placeholder=_("Pilih printer")))
        self._why = labels.wrapped("")
        self.again = buttons.primary(_("Kirim lagi"), keys=ENTER)
        self.not_out = buttons.secondary(_("Tidak keluar"), shortcut="Ctrl+T")
        self.elsewhere = buttons.secondary(_("Kirim ke sana"), shortcut="Ctrl+P")
        self.cancel = buttons.secondary(_("Batalkan"), shortcut="Ctrl+Del")
        self.leave = buttons.quiet(_("Tutup"), keys="Esc")
        self.setWindowTitle(_("Antrean cetak"))
        self._lay()
        self._connect()
        self.resize(theme.px(820), theme.px(520))

    def _lay(self) -> None:
        card = Card(_("Antrean cetak"))
        card.rule_under_head()
        self.list.lead(104)
        self.list.fill_height()
        card.body.addWidget(self.list, 1)
        column = layouts.vertical(self, margins=16, gap=8)
        other = layouts.horizontal(gap=8)
        layouts.fill(other, self._printer, self.elsewhere)
        acts = layouts.horizontal(gap=8)
        layouts.fill(acts, self.again, self.not_out, self.cancel, None, self.leave)
        words = _("“Terkirim” berarti printer sudah menerimanya; apakah kertas keluar, Anda yang melihat.")
        column.addWidget(self.notices)
        column.addWidget(card, 1)
        column.addWidget(self._why)
        column.addWidget(labels.wrapped(words, kind="muted"))
        column.addLayout(other)
        column.addLayout(acts)

    def _connect(self) -> None:
        self.list.row_activated.connect(lambda _row: self.send_again())
        self.list.row_selected.connect(lambda _row: self._allow())
        self.again.clicked.connect(self.send_again)
        self.not_out.clicked.connect(self.say_not_out)
        self.elsewhere.clicked.connect(self.send_elsewhere)
        self.cancel.clicked.connect(self.let_go)
        self.leave.clicked.connect(self.reject)
        self._desk.changed.connect(self._on_changed)
        self._lane.finished.connect(self._on_finished)

    def open_queue(self) -> None:
        """Read the queue and show it."""
        self.refresh()
        self._lane.list_printers(self, self._on_printers)
        self._allow()
        self.open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the database again."""
        actor = self._desk.actor
        if actor is None:
            self.reject()
        else:
            self._desk.ask(self, print_jobs.jobs_shown, actor, then=self._show, otherwise=self._say)

    # --- acts ------------------------------------------------------------------------------------------

    def send_again(self) -> None:
        """Send the selected job once more, as the same job."""
        row = self._current()
        if row is not None and self.again.isEnabled():
            self._with_paper(row, self._lane.resume)

    def send_elsewhere(self) -> None:
        """Send the selected job to the printer chosen at the foot."""
        row = self._current()
        if row is None or not self.elsewhere.isEnabled():
            return
        name = self._chosen()
        if name is None:
            self._printer.set_error(_("Pilih printer dahulu."))
            self._printer.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._printer.set_error(None)
        printer = self._lane.printer(name)
        self._with_paper(row, lambda kept: self._lane.resume(kept, printer))

    def say_not_out(self) -> None:
        """The officer saw nothing come out."""
        row = self._current()
        if row is not None and self.not_out.isEnabled():
            self._do(say_not_out, row)

    def let_go(self) -> None:
        """The selected job is not wanted any more."""
        row = self._current()
        if row is not None and self.cancel.isEnabled():
            self._do(cancel_job, row)

    def _do(self, operation: Callable[..., None], row: JobRow) -> None:
        order = JobOrder(row.id)
        self._desk.do(self, operation, order, then=lambda _none: self.notices.clear(), otherwise=self._say)

    def _with_paper(self, row: JobRow, then: Callable[[JobPaper], None]) -> None:
        actor = self._desk.actor
        if actor is not None:
            self.notices.clear()
            self._desk.ask(self, print_jobs.job_paper, row.id, actor, then=then, otherwise=self._say)

    # --- answers ---------------------------------------------------------------------------------------

    def _show(self, rows: tuple[JobRow, ...]) -> None:
        self.list.set_rows(rows)
        if self.list.current_row() is None and rows:
            self.list.select_at(0)
        self._allow()

    def _on_printers(self, rows: tuple[PrinterRow, ...]) -> None:
        editor = self._printer.editor
        if isinstance(editor, ComboEditor):
            editor.set_choices([(row.name, row.name) for row in rows])

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & print_jobs.WATCHES and self.isVisible():
            self.refresh()

    def _on_finished(self, outcome: Outcome) -> None:
        if self.isVisible() and not outcome.is_sent:
            self.notices.error(outcome.error)

    def _say(self, error: DeskError) -> None:
        self.notices.error(str(error))

    def _chosen(self) -> str | None:
        editor = self._printer.typed()
        try:
            value = editor.value()
        except DeskError:
            return None
        return None if value is None else str(value)

    def _current(self) -> JobRow | None:
        row: JobRow | None = self.list.current_row()
        return row

    def _allow(self) -> None:
        """Only what can be done with the selected job."""
        row = self._current()
        is_open = row is not None and row.is_open and not self._lane.is_under_way(row.id)
        self.again.setEnabled(is_open and row is not None and row.is_kept)
        self.elsewhere.setEnabled(self.again.isEnabled())
        self.cancel.setEnabled(is_open)
        self.not_out.setEnabled(row is not None and row.state == "sent")
        self._why.setText(row.sentence if row is not None else "")
        self._why.setVisible(bool(self._why.text()))

    def _face(self, row: JobRow) -> RowFace:
        at = f"{clock.to_office(row.at):%H.%M}"
        word = _("mengirim …") if self._is_going(row) else state_words(row.state)
        second = _("{printer} · {paper} · {at} · {by}").format(
            printer=row.printer, paper=paper_words(row.paper), at=at, by=row.by_name
        )
        tone: Tone = "info" if self._is_going(row) else _TONES.get(row.state, "quiet")
        return RowFace(row.name, second=second, lead_chip=(word, tone), warning=row.sentence)

    def _is_going(self, row: JobRow) -> bool:
        return row.state == "waiting" and self._lane.is_under_way(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send_again()
            return
        super().keyPressEvent(event)
