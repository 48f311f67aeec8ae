"""What can be done with an issued document: paper, printer, buttons; knows neither lane nor database."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.errors import Refused
from desk.i18n import _
from desk.printing.printers import PdfFile, PrinterRow
from desk.queries.documents import DocumentRow
from desk.rules.office_dates import long_date
from desk.ui import theme
from desk.ui.slips.print_lane import Outcome
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.chips import Chip, Tone
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.fields import Field

WIDTH = 340


class DocumentSide(QWidget):
    """The column beside the sheets."""

    paper_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PrinterRow, ...] = ()
        self._title = labels.wrapped("", kind="title")
        self._about = labels.wrapped("", kind="strong")
        self._chip = Chip("", "quiet", self)
        self._sentence = labels.wrapped("", kind="muted")
        self._notes = labels.wrapped("", kind="muted")
        self._papers = ChoiceEditor([("a4", "A4")], chosen="a4")
        self._paper = Field(_("Kertas"), self._papers, label_width=0)
        self._printers = ComboEditor(placeholder=_("Pilih printer"))
        self._printer = Field(_("Printer"), self._printers, label_width=0)
        self._make_buttons()
        self._lay()
        self._paper.changed.connect(self.paper_changed)
        self.setFixedWidth(theme.px(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _make_buttons(self) -> None:
        self.primary = buttons.primary(_("Cetak"), keys=ENTER)
        self.not_out = buttons.secondary(_("Tidak keluar"), shortcut="Ctrl+T")
        self.copy = buttons.secondary(_("Cetak salinan"), shortcut="F8")
        self.save = buttons.secondary(_("Simpan PDF"), shortcut="Ctrl+S")
        self.next_page = buttons.secondary("", shortcut="Alt+L")
        self.void = buttons.quiet(_("Batalkan dokumen"), shortcut="Ctrl+Del")
        self.leave = buttons.quiet(_("Tutup"), keys="Esc")
        every = (self.primary, self.not_out, self.copy, self.save, self.next_page, self.void, self.leave)
        for button in every:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _lay(self) -> None:
        column = layouts.vertical(self, margins=(24, 24, 24, 16), gap=8)
        chip = layouts.horizontal(margins=(0, 4, 0, 0))
        layouts.fill(chip, self._chip, None)
        layouts.fill(column, self._title, self._about, chip, self._sentence, self._notes)
        column.addSpacing(theme.px(8))
        self._paper_head, self._printer_head = (
            labels.section_head(_("Kertas")),
            labels.section_head(_("Printer")),
        )
        layouts.fill(column, self._paper_head, self._paper, self._printer_head, self._printer)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self.primary, self.not_out, self.copy, self.save, self.next_page)
        layouts.fill(column, None, self.void, self.leave)

    # --- what was chosen -------------------------------------------------------------------------------

    def has_printers(self) -> bool:
        """Whether this machine has a queue at all."""
        return bool(self._rows)

    def offer(self, rows: Sequence[PrinterRow]) -> None:
        """Offer these queues."""
        self._rows = tuple(rows)
        stopped = _("berhenti")
        self._printers.set_choices(
            [(row.name, f"{row.name} ({stopped})" if row.is_stopped else row.name) for row in rows]
        )

    def choose_printer(self, remembered: str | None) -> None:
        """Put the remembered one there, or where none is the system's own; one that is gone is said."""
        names = [row.name for row in self._rows]
        self._printer.set_error(None)
        if remembered is None:
            own = next((row.name for row in self._rows if row.is_default), names[0] if names else None)
            self._printers.choose(own)
        elif remembered in names:
            self._printers.choose(remembered)
        elif names:
            gone = _("Printer “{name}” tidak ada lagi; pilih yang lain.").format(name=remembered)
            self._printer.set_error(gone)

    def printer(self) -> str:
        """The queue chosen; Refused where none is."""
        name = self._printers.value()
        if name is None:
            raise Refused(_("Pilih printer dahulu."), field="printer")
        self._printer.set_error(None)
        return str(name)

    def refuse_printer(self, sentence: str) -> None:
        """Say it beside the printer."""
        self._printer.set_error(sentence)
        self._printers.setFocus(Qt.FocusReason.OtherFocusReason)

    def paper(self) -> str:
        """The sheet chosen."""
        return str(self._papers.value() or "a4")

    # --- what is shown ---------------------------------------------------------------------------------

    def show_document(self, row: DocumentRow) -> None:
        """Which document this is, and what stands open on its paper."""
        self._title.setText(row.title)
        number = _("Nomor {number}").format(number=row.number) if row.number else ""
        about = (number, long_date(row.dated_on), row.content.reference)
        self._about.setText("\n".join(filter(None, about)))
        self._notes.setText(" ".join(row.content.notes))
        self._notes.setVisible(bool(row.content.notes))
        chosen = self.paper()
        self._papers.set_choices([(paper, paper.upper()) for paper in row.papers])
        self._papers.choose(chosen if chosen in row.papers else row.papers[0])
        self.void.setVisible(row.void_reason is None)
        if row.void_reason is not None:
            self.say("late", _("dibatalkan"), row.void_reason)

    def show_page(self, page: int, pages: int) -> None:
        """Which sheet is shown."""
        words = _("Lembar {page} dari {pages}: berikutnya").format(page=page, pages=pages)
        self.next_page.show_word(words)
        self.next_page.setVisible(pages > 1)

    def say(self, tone: Tone, word: str, sentence: str) -> None:
        """A state by its word, and one sentence about it."""
        self._chip.show_state(word, tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_state(self, state: str, last: Outcome | None, *, copy_number: int) -> None:
        """Words and buttons of `state`; `last` is what became of the last sending."""
        if state == "void":
            self.primary.show_word(_("Tutup"), keys=ENTER)
        else:
            self.say(*self._words_of(state, last, copy_number))
            self.primary.show_word(self._next_word(state, copy_number), keys=ENTER)
        can_act = state not in ("sending", "reading", "void")
        self.primary.setEnabled(state not in ("sending", "reading"))
        for widget in (self._printer_head, self._printer):
            widget.setVisible(self.has_printers() and state not in ("reading", "void"))
        self._paper.setVisible(state == "ready")
        self._paper_head.setVisible(state == "ready")
        self.save.setVisible(can_act and (self.has_printers() or state != "ready"))
        is_on_paper = last is not None and not isinstance(last.sending.printer, PdfFile)
        self.not_out.setVisible(state == "sent" and is_on_paper)
        self.copy.setVisible(state in ("sent", "not_out"))
        self.void.setEnabled(can_act)

    def _next_word(self, state: str, copy_number: int) -> str:
        words = {"sent": _("Selesai"), "failed": _("Coba lagi"), "not_out": _("Kirim lagi")}
        if state in words:
            return words[state]
        if not self.has_printers():
            return _("Simpan PDF")
        return _("Cetak salinan {number}").format(number=copy_number) if copy_number else _("Cetak")

    def _words_of(self, state: str, last: Outcome | None, copy_number: int) -> tuple[Tone, str, str]:
        printer = last.sending.printer if last is not None and last.is_sent else None
        if state == "sent" and isinstance(printer, PdfFile):
            return "done", _("tersimpan"), _("Tersimpan di {path}").format(path=printer.path)
        name = printer.name if printer is not None else ""
        sent = _("{printer} sudah menerimanya. Bila kertas tidak keluar, tekan “Tidak keluar”.")
        words: dict[str, tuple[Tone, str, str]] = {
            "sending": ("info", _("mengirim …"), ""),
            "sent": ("done", _("terkirim ke printer"), sent.format(printer=name)),
            "failed": ("late", _("gagal dikirim"), last.error if last is not None else ""),
            "not_out": ("today", _("tidak keluar"), _("Dicatat. Kirim lagi, atau cetak salinan.")),
        }
        if state in words:
            return words[state]
        if copy_number:
            again = _("Aslinya sudah pernah dikirim; yang dicetak sekarang bertanda salinan.")
            return "info", _("salinan {number}").format(number=copy_number), again
        return "quiet", _("asli, belum dicetak"), ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        painter.end()
