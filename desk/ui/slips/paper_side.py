"""The column beside a paper that is looked at: state, printer, buttons; knows neither lane nor database."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.printing.printers import PdfFile, PrinterRow
from desk.ui import theme
from desk.ui.slips.print_lane import Outcome
from desk.ui.widgets import buttons, labels
from desk.ui.widgets.buttons import ENTER, Button
from desk.ui.widgets.chips import Chip, Tone
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.fields import Field

WIDTH = 340
Words = tuple[Tone, str, str]


class PaperSide(QWidget):
    """What every paper has beside it; laid out by what it is the side of."""

    paper_changed = Signal()
    """Another kind of paper, or a printer whose roll may be another one."""

    def __init__(self, *, copy: str) -> None:
        super().__init__()
        self._rows: tuple[PrinterRow, ...] = ()
        self._title = labels.wrapped("", kind="title")
        self._about = labels.wrapped("", kind="strong")
        self._chip = Chip("", "quiet", self)
        self._sentence = labels.wrapped("", kind="muted")
        self._paper_head = labels.section_head(_("Kertas"))
        self._printer_head = labels.section_head(_("Printer"))
        self._printers = ComboEditor(placeholder=_("Pilih printer"))
        self._printer = Field(_("Printer"), self._printers, label_width=0)
        self.primary = buttons.primary(_("Cetak"), keys=ENTER)
        self.not_out = buttons.secondary(_("Tidak keluar"), shortcut="Ctrl+T")
        self.copy = buttons.secondary(copy, shortcut="F8")
        self.save = buttons.secondary(_("Simpan PDF"), shortcut="Ctrl+S")
        self.leave = buttons.quiet(_("Tutup"), keys="Esc")
        self._widen(self.primary, self.not_out, self.copy, self.save, self.leave)
        self.setFixedWidth(theme.px(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _widen(self, *each: Button) -> None:
        """Let buttons take the whole column."""
        for button in each:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- the printer -----------------------------------------------------------------------------------

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
        """Put the remembered one there, or where none is the system's own.

        One that is remembered and gone is said; nothing else is chosen in its place.
        """
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

    # --- what is shown ---------------------------------------------------------------------------------

    def say(self, tone: Tone, word: str, sentence: str) -> None:
        """A state by its word, and one sentence about it."""
        self._chip.show_state(word, tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_refusal(self, error: DeskError) -> None:
        """A refusal beside its field, anything else as the state's sentence."""
        if getattr(error, "field", None) == "printer":
            self._printer.set_error(str(error))
            self._printers.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("late", _("tidak jadi"), str(error))

    def _show_acts(self, state: str, last: Outcome | None) -> None:
        """The fields and buttons of `state` that every paper has."""
        for widget in (self._printer_head, self._printer):
            widget.setVisible(self.has_printers() and state not in ("reading", "void", "replaced"))
        is_on_paper = last is not None and not isinstance(last.sending.printer, PdfFile)
        self.not_out.setVisible(state == "sent" and is_on_paper)

    def _next_word(self, state: str, ready: str) -> str:
        """What Enter does next; `ready` where the paper waits for a printer."""
        words = {"sent": _("Selesai"), "failed": _("Coba lagi"), "not_out": _("Kirim lagi")}
        if state in words:
            return words[state]
        return ready if self.has_printers() else _("Simpan PDF")

    def _sent_words(self, state: str, last: Outcome | None, *, not_out: str) -> Words | None:
        """How a paper stands that was sent; None for one that was not. `not_out`: what to do then."""
        printer = last.sending.printer if last is not None and last.is_sent else None
        if state in ("sent", "ready") and isinstance(printer, PdfFile):
            return "done", _("tersimpan"), _("Tersimpan di {path}").format(path=printer.path)
        name = printer.name if printer is not None else ""
        sent = _("{printer} sudah menerimanya. Bila kertas tidak keluar, tekan “Tidak keluar”.")
        words: dict[str, Words] = {
            "sending": ("info", _("mengirim …"), ""),
            "sent": ("done", _("terkirim ke printer"), sent.format(printer=name)),
            "failed": ("late", _("gagal dikirim"), last.error if last is not None else ""),
            "not_out": ("today", _("tidak keluar"), not_out),
        }
        return words.get(state)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        painter.end()
