"""What can be done with a receipt: printer, reason of a copy, buttons; knows neither lane nor database."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.slips import ReprintOrder
from desk.rules.slips import CopyReason, SlipContent, copy_reason
from desk.ui import theme
from desk.ui.slips.paper_side import PaperSide, Words
from desk.ui.slips.print_lane import Outcome
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.buttons import ENTER
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.fields import Field

_REASONS: tuple[CopyReason, ...] = ("lost", "not_out", "asked")


class Side(PaperSide):
    """The column beside the paper."""

    copy_changed = Signal()
    """Another reason for the copy, or the identity was ticked."""

    def __init__(self) -> None:
        super().__init__(copy=_("Cetak sebagai salinan"))
        self._key = str(uuid.uuid4())
        self._make_fields()
        column = layouts.vertical(self, margins=(24, 24, 24, 16), gap=8)
        layouts.fill(column, self._title, self._about, self._chip_row(), self._sentence)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self._paper_head, self._paper, self._printer_head, self._printer)
        layouts.fill(column, self._reason_head, self._reason, self._identity)
        column.addSpacing(theme.px(8))
        layouts.fill(column, self.primary, self.not_out, self.copy, self.save, None, self.leave)

    def _chip_row(self) -> QWidget:
        holder = QWidget()
        row = layouts.horizontal(holder, margins=(0, 4, 0, 0))
        layouts.fill(row, self._chip, None)
        return holder

    def _make_fields(self) -> None:
        self._papers = ChoiceEditor([("roll", _("gulungan")), ("a5", _("A5"))], chosen="roll")
        self._paper = Field(_("Kertas"), self._papers, label_width=0)
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

    # --- what was chosen -------------------------------------------------------------------------------

    def paper_kind(self) -> str:
        """The kind of paper chosen: roll or a5."""
        return str(self._papers.value())

    def printer_name(self) -> str | None:
        """The queue chosen, if one is."""
        try:
            return self.printer()
        except Refused:
            return None

    def choose_reason(self, reason: CopyReason | None) -> None:
        """A copy of its own begins, for `reason` where it is known."""
        self._key = str(uuid.uuid4())
        if reason is not None:
            self._reasons.choose(reason)

    def copy_order(self, receipt_id: int) -> ReprintOrder:
        """What is asked of `reprint`."""
        return ReprintOrder(self._key, receipt_id, self._reasons.value(), bool(self._checked.value()))

    # --- what is shown ---------------------------------------------------------------------------------

    def show_words(self, content: SlipContent, *, is_copy_to_make: bool) -> None:
        """Which paper this is; a copy still to be made asks for its reason."""
        self._title.setText(content.copy_words or content.title)
        self._about.setText("\n".join(f"{line.number} · {line.applicant}" for line in content.lines))
        is_lost = self._reasons.value() == "lost"
        self._reason_head.setVisible(is_copy_to_make)
        self._reason.setVisible(is_copy_to_make)
        self._identity.setVisible(is_copy_to_make and is_lost)

    def show_refusal(self, error: DeskError) -> None:
        """A refusal beside its field, anything else as the state's sentence."""
        if getattr(error, "field", None) == "identity_checked":
            self._identity.set_error(str(error))
            self._checked.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().show_refusal(error)

    def show_state(self, state: str, last: Outcome | None) -> None:
        """Words and buttons of `state`; `last` is what became of the last sending."""
        tone, word, sentence = self._words_of(state, last)
        self.say(tone, word, sentence)
        self._show_acts(state, last)
        for widget in (self._paper_head, self._paper):
            widget.setVisible(state == "ready")
        can_act = state not in ("sending", "replaced", "reading")
        self.primary.show_word(self._next_word(state, _("Cetak")), keys=ENTER)
        self.primary.setEnabled(can_act)
        self.save.setEnabled(can_act)
        self.save.setVisible(state != "replaced" and (self.has_printers() or state != "ready"))
        self.copy.setVisible(state in ("sent", "not_out") and self.has_printers())

    def _words_of(self, state: str, last: Outcome | None) -> Words:
        out = _("Dicatat. Kirim lagi; bila sudah keluar sebagian, cetak sebagai salinan.")
        words = self._sent_words(state, last, not_out=out)
        if words is not None:
            return words
        if state == "replaced":
            newer = _("Tanda terima ini sudah diganti yang lebih baru; cetak yang itu.")
            return "quiet", _("sudah diganti"), newer
        return "quiet", "", self._ready_sentence()

    def _ready_sentence(self) -> str:
        if not self.has_printers():
            return _("Belum ada printer di komputer ini. Simpan sebagai PDF, lalu cetak dari mana saja.")
        return ""

    def _on_copy_changed(self) -> None:
        self._identity.set_error(None)
        self.copy_changed.emit()
