"""What stands on the screen after filing: the number, the promise, and what to do next; knows no database."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal

from desk.i18n import _
from desk.operations.request_orders import Filed
from desk.rules.office_dates import long_date
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip


@dataclass(frozen=True)
class SavedRequest:
    """A request as filed, with what it was about."""

    filed: Filed
    service: str
    applicant: str


class SavedCard(Card):
    """Number and promise large; more for this visitor, one receipt for all, or done."""

    more_wanted = Signal()
    receipt_wanted = Signal(tuple)
    opened = Signal(int)
    done = Signal()

    def __init__(self) -> None:
        super().__init__(_("Tersimpan"))
        self._unprinted: tuple[int, ...] = ()
        self._last = 0
        self._number = labels.title("")
        self._state = Chip()
        self._what = labels.wrapped("")
        self._promise = labels.wrapped("", kind="strong")
        self._code = labels.wrapped("", kind="muted")
        self._warnings = labels.wrapped("", kind="muted")
        self._all = labels.wrapped("", kind="muted")
        self._more = buttons.secondary(_("Permohonan lagi untuk tamu ini"), keys="Ctrl N")
        self._receipt = buttons.primary("", keys="Ctrl ⏎", shortcut="Ctrl+Return")
        self._open = buttons.secondary(_("Lihat permohonan"), shortcut="Alt+I")
        self._done = buttons.secondary(_("Selesai"), keys="Esc")
        self._lay()
        self._more.clicked.connect(self.more_wanted)
        self._receipt.clicked.connect(self.ask_receipt)
        self._open.clicked.connect(self._on_open)
        self._done.clicked.connect(self.done)

    def show_saved(self, saved: SavedRequest, *, unprinted: tuple[int, ...], has_visit: bool) -> None:
        """Show the request just filed; `unprinted` are those of this visit without a receipt."""
        filed = saved.filed
        self._last, self._unprinted = filed.id, unprinted
        self._number.setText(filed.number)
        word = _("lengkap") if filed.is_complete else _("belum lengkap")
        self._state.show_state(word, "done" if filed.is_complete else "missing")
        self._what.setText(f"{saved.service} · {saved.applicant}")
        when = f" {long_date(filed.due_on)}" if filed.due_on else ""
        self._promise.setText(f"{filed.due_words}{when}.")
        self._code.setText(_("Kode lacak {code}").format(code=filed.code))
        self._warnings.setText(" ".join(filed.warnings))
        self._warnings.setVisible(bool(filed.warnings))
        self._more.show_word(
            _("Permohonan lagi untuk tamu ini") if has_visit else _("Permohonan lagi untuk pemohon ini")
        )
        count = len(unprinted)
        self._receipt.setVisible(count > 0)
        several = _("Cetak satu tanda terima untuk {count} permohonan").format(count=count)
        self._receipt.show_word(several if count > 1 else _("Cetak tanda terima"))
        self._all.setText(
            "" if count else _("Tanda terima dikirim ke antrean cetak; salinannya lewat F8 Cetak ulang.")
        )
        self._all.setVisible(not count)

    def focus_first(self) -> None:
        """Put the keyboard on what is most likely wanted next."""
        button = self._receipt if self._unprinted else self._done
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_receipt(self) -> None:
        """Ask for one receipt for all that have none."""
        if self._unprinted:
            self.receipt_wanted.emit(self._unprinted)

    def _on_open(self) -> None:
        self.opened.emit(self._last)

    def _lay(self) -> None:
        column = self.padded(gap=12)
        head = layouts.horizontal(gap=12)
        layouts.fill(head, self._number, self._state, None)
        column.addSpacing(8)
        column.addLayout(head)
        layouts.fill(column, self._what, self._promise, self._code, self._warnings, self._all)
        column.addSpacing(12)
        for line in ((self._receipt,), (self._more,), (self._open, self._done)):
            row = layouts.horizontal(gap=8)
            layouts.fill(row, *line, None)
            column.addLayout(row)
        column.addStretch(1)
