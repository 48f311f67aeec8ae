"""What can be done with a receipt: printer, reason of a copy, buttons; knows neither lane nor database."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.slips import ReprintOrder
from desk.printing.printers import PdfFile, PrinterRow
from desk.rules.slips import CopyReason, SlipContent, copy_reason
from desk.ui import theme
from desk.ui.slips.print_lane import Outcome
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.chips import Chip, Tone
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.editors import ComboEditor
from desk.ui.widgets.fields import Field

WIDTH = 340
_REASONS: tuple[CopyReason, ...] = ("lost", "not_out", "asked")


class Side(QWidget):
    """The column beside the paper."""

    copy_changed = Signal()
    """Another reason for the copy, or the identity was ticked."""
    paper_changed = Signal()
    """Another kind of paper, or a printer whose roll may be another one."""

    def __init__(self) -> None:
        super().__init__()
        self._key = str(uuid.uuid4())
        self._rows: tuple[PrinterRow, ...] = ()
        self._make_words()
        self._make_fields()
        self._make_buttons()
        column = layouts.vertical(self, margins=(24, 24, 24, 16), gap=8)
        layouts.fill(column, self._title, self._numbers, self._chip_row(), self._sentence)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self._paper_head, self._paper, self._printer_head, self._printer)
        layouts.fill(column, self._reason_head, self._reason, self._identity)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self.primary, self.not_out, self.copy, self.save, None, self.leave)
        self.setFixedWidth(theme.px(WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def _make_words(self) -> None:
        self._title = labels.wrapped("", kind="title")
        self._numbers = labels.wrapped("", kind="strong")
        self._chip = Chip("", "quiet", self)
        self._sentence = labels.wrapped("", kind="muted")

    def _chip_row(self) -> QWidget:
        holder = QWidget()
        row = layouts.horizontal(holder, margins=(0, 4, 0, 0))
        layouts.fill(row, self._chip, None)
        return holder

    def _make_fields(self) -> None:
        self._paper_head = labels.section_head(_("Kertas"))
        self._papers = ChoiceEditor([("roll", _("gulungan")), ("a5", _("A5"))], chosen="roll")
        self._paper = Field(_("Kertas"), self._papers, label_width=0)
        self._printer_head = labels.section_head(_("Printer"))
        self._printer = Field(_("Printer"), ComboEditor(placeholder=_("Pilih printer")), label_width=0)
        self._reason_head = labels.section_head(_("Alasan salinan"))
        self._reasons = ChoiceEditor([(each, copy_reason(each)) for each in _REASONS], chosen="asked")
        self._reason = Field(_("Alasan salinan"), self._reasons, label_width=0)
        self._checked = ChecksEditor([("checked", _("identitas sudah diperiksa"))])
        self._identity = Field(_("Identitas"), self._checked, label_width=0)
        self._paper.changed.connect(self.paper_changed)
        self._printer.changed.connect(self.paper_changed)
        self._reasons.changed.connect(self._on_copy_changed)
        self._checked.changed.connect(self._on_copy_changed)
        for widget in (self._reason_head, self._reason, self._identity):
            widget.hide()

    def _make_buttons(self) -> None:
        self.primary = buttons.primary(_("Cetak"), keys=ENTER)
        self.not_out = buttons.secondary(_("Tidak keluar"), shortcut="Ctrl+T")
        self.copy = buttons.secondary(_("Cetak sebagai salinan"), shortcut="F8")
        self.save = buttons.secondary(_("Simpan PDF"), shortcut="Ctrl+S")
        self.leave = buttons.quiet(_("Tutup"), keys="Esc")
        for button in (self.primary, self.not_out, self.copy, self.save, self.leave):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # --- what was chosen -------------------------------------------------------------------------------

    def has_printers(self) -> bool:
        """Whether this machine has a queue at all."""
        return bool(self._rows)

    def paper_kind(self) -> str:
        """The kind of paper chosen: roll or a5."""
        return str(self._papers.value())

    def printer_name(self) -> str | None:
        """The queue chosen, if one is."""
        try:
            return self.printer()
        except Refused:
            return None

    def offer(self, rows: tuple[PrinterRow, ...], *, remembered: str | None) -> None:
        """Offer these queues: the remembered one, or where none is remembered the system's own choice.

        One that is remembered and gone is said; nothing else is chosen in its place.
        """
        self._rows = rows
        editor = self._editor()
        names = [row.name for row in rows]
        editor.set_choices(
            [(row.name, f"{row.name} ({_('berhenti')})" if row.is_stopped else row.name) for row in rows]
        )
        if remembered is None:
            editor.choose(next((row.name for row in rows if row.is_default), names[0] if names else None))
        elif remembered in names:
            editor.choose(remembered)
        elif rows:
            gone = _("Printer “{name}” tidak ada lagi; pilih yang lain.").format(name=remembered)
            self._printer.set_error(gone)

    def printer(self) -> str:
        """The queue chosen; Refused where none is."""
        name = self._editor().value()
        if name is None:
            raise Refused(_("Pilih printer dahulu."), field="printer")
        self._printer.set_error(None)
        return str(name)

    def choose_reason(self, reason: CopyReason | None) -> None:
        """A copy of its own begins, for `reason` where it is known."""
        self._key = str(uuid.uuid4())
        if reason is not None:
            self._reasons.choose(reason)

    def copy_order(self, receipt_id: int) -> ReprintOrder:
        """What is asked of `reprint`."""
        return ReprintOrder(self._key, receipt_id, self._reasons.value(), bool(self._checked.value()))

    # --- what is shown ---------------------------------------------------------------------------------

    def say(self, tone: Tone, word: str, sentence: str) -> None:
        """A state by its word, and one sentence about it."""
        self._chip.show_state(word, tone)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def show_words(self, content: SlipContent, *, is_copy_to_make: bool) -> None:
        """Which paper this is; a copy still to be made asks for its reason."""
        self._title.setText(content.copy_words or content.title)
        self._numbers.setText("\n".join(f"{line.number} · {line.applicant}" for line in content.lines))
        is_lost = self._reasons.value() == "lost"
        self._reason_head.setVisible(is_copy_to_make)
        self._reason.setVisible(is_copy_to_make)
        self._identity.setVisible(is_copy_to_make and is_lost)

    def show_refusal(self, error: DeskError) -> None:
        """A refusal beside its field, anything else as the state's sentence."""
        field = getattr(error, "field", None)
        if field == "printer":
            self._printer.set_error(str(error))
            self._editor().setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "identity_checked":
            self._identity.set_error(str(error))
            self._checked.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("late", _("tidak jadi"), str(error))

    def show_state(self, state: str, last: Outcome | None) -> None:
        """Words and buttons of `state`; `last` is what became of the last sending."""
        tone, word, sentence = self._words_of(state, last)
        self.say(tone, word, sentence)
        for widget in (self._printer_head, self._printer):
            widget.setVisible(self.has_printers() and state not in ("reading", "replaced"))
        for widget in (self._paper_head, self._paper):
            widget.setVisible(state == "ready")
        can_act = state not in ("sending", "replaced", "reading")
        self.primary.show_word(self._next_word(state), keys=ENTER)
        self.primary.setEnabled(can_act)
        self.save.setEnabled(can_act)
        self.save.setVisible(state != "replaced" and (self.has_printers() or state != "ready"))
        is_on_paper = last is not None and not isinstance(last.sending.printer, PdfFile)
        self.not_out.setVisible(state == "sent" and is_on_paper)
        self.copy.setVisible(state in ("sent", "not_out") and self.has_printers())

    def _next_word(self, state: str) -> str:
        words = {"sent": _("Selesai"), "failed": _("Coba lagi"), "not_out": _("Kirim lagi")}
        if state in words:
            return words[state]
        return _("Cetak") if self.has_printers() else _("Simpan PDF")

    def _words_of(self, state: str, last: Outcome | None) -> tuple[Tone, str, str]:
        printer = last.sending.printer if last is not None and last.is_sent else None
        if state in ("sent", "ready") and isinstance(printer, PdfFile):
            return "done", _("tersimpan"), _("Tersimpan di {path}").format(path=printer.path)
        name = printer.name if printer is not None else ""
        words: dict[str, tuple[Tone, str, str]] = {
            "sending": ("info", _("mengirim …"), ""),
            "sent": (
                "done",
                _("terkirim ke printer"),
                _("{printer} sudah menerimanya. Bila kertas tidak keluar, tekan “Tidak keluar”.").format(
                    printer=name
                ),
            ),
            "failed": ("late", _("gagal dikirim"), last.error if last is not None else ""),
            "not_out": (
                "today",
                _("tidak keluar"),
                _("Dicatat. Kirim lagi; bila sudah keluar sebagian, cetak sebagai salinan."),
            ),
            "replaced": (
                "quiet",
                _("sudah diganti"),
                _("Tanda terima ini sudah diganti yang lebih baru; cetak yang itu."),
            ),
        }
        return words.get(state, ("quiet", "", self._ready_sentence()))

    def _ready_sentence(self) -> str:
        if not self.has_printers():
            return _("Belum ada printer di komputer ini. Simpan sebagai PDF, lalu cetak dari mana saja.")
        return ""

    def _editor(self) -> ComboEditor:
        editor = self._printer.editor
        assert isinstance(editor, ComboEditor)  # noqa: S101 - made so above
        return editor

    def _on_copy_changed(self) -> None:
        self._identity.set_error(None)
        self.copy_changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.fillRect(0, 0, 1, self.height(), theme.color("line"))
        painter.end()
