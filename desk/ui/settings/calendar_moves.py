"""Which promised dates an act on the calendar moves, before it is done and after; does nothing itself.

After the act it offers the reprint of the slips that still say the old date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.i18n import _
from desk.queries.calendar_moves import Moved, MovedRow
from desk.rules.office_dates import long_date
from desk.ui.settings.calendar_acts import CalendarAct
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.paint import Tone
from desk.ui.widgets.rows import Action, RowFace, RowsView

_LEAD = 156


@dataclass(frozen=True)
class _Shown:
    """One row with what became of its slip; `is_saved`: the date has moved already."""

    row: MovedRow
    is_saved: bool
    is_reprinted: bool = False


class MovesCard(Card):
    """A sentence, how many move, the first of them from → to; then *Simpan*, or *Cetak ulang* and *Nanti*."""

    save_wanted = Signal(object)
    closed = Signal()
    reprint_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Yang berpindah"))
        self._act: CalendarAct | None = None
        self._sentence = labels.wrapped("", kind="strong")
        self._count = labels.wrapped("")
        self._hint = labels.wrapped("", kind="quiet")
        self.list = RowsView(_face, name=_("Permohonan yang berpindah"), empty="", key=_key)
        self.back = buttons.secondary(_("Kembali"), keys="Esc")
        self.save = buttons.primary("", keys="Ctrl ⏎")
        self.save.setShortcut("Ctrl+Return")
        self._lay()
        self.back.clicked.connect(self.closed)
        self.save.clicked.connect(self._on_save)
        self.list.row_activated.connect(self._on_row)
        self.list.action_pressed.connect(self._on_row)

    def act(self) -> CalendarAct | None:
        """The act that is shown before it is done; None once it is."""
        return self._act

    def show_preview(self, act: CalendarAct, moved: Moved) -> None:
        """Show what `act` would move."""
        self._act = act
        self.set_head(_("Yang akan berpindah"))
        self._sentence.setText(act.sentence)
        words = _("{count} permohonan berpindah batas.").format(count=_thousands(moved.total))
        self._count.setText(words if moved.total else _("Tidak ada permohonan yang berpindah batas."))
        self._show_rows(moved, is_saved=False)
        save = _("Simpan dan pindahkan {count}").format(count=_thousands(moved.total))
        self.save.show_word(save if moved.total else _("Simpan"))
        self.save.show()
        self.save.setEnabled(True)
        self.back.show_word(_("Kembali"))
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saved(self, sentence: str, moved: Moved) -> None:
        """Show what was moved, and offer the slips of those that have one."""
        self._act = None
        self.set_head(_("Sudah berpindah"))
        self._sentence.setText(sentence)
        words = _("{count} permohonan berpindah batas; tanda terimanya masih menyebut tanggal lama.")
        self._count.setText(words.format(count=_thousands(moved.total)))
        self._show_rows(moved, is_saved=True)
        self.save.hide()
        self.back.show_word(_("Nanti"))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.select_at(0)

    def wait(self) -> None:
        """The act is on its way."""
        self.save.setEnabled(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _lay(self) -> None:
        above = self.padded(gap=4)
        layouts.fill(above, self._sentence, self._count)
        self.list.lead(_LEAD)
        self.list.fill_height()
        self.body.addWidget(self.list, 1)
        foot = layouts.vertical(margins=(15, 8, 15, 15), gap=8)
        row = layouts.horizontal(gap=8)
        layouts.fill(row, None, self.back, self.save)
        layouts.fill(foot, self._hint, row)
        self.body.addLayout(foot)

    def _show_rows(self, moved: Moved, *, is_saved: bool) -> None:
        self.list.set_rows([_Shown(row, is_saved) for row in moved.rows])
        more = moved.total - len(moved.rows)
        first = _("Ditampilkan {shown} yang pertama dari {total}.")
        said = [first.format(shown=len(moved.rows), total=_thousands(moved.total))] if more else []
        if is_saved and any(row.has_slip for row in moved.rows):
            said.append(_("Enter mencetak ulang tanda terima; daftar ini tetap ada di Perubahan terakhir."))
        self._hint.setText(" ".join(said))
        self._hint.setVisible(bool(said))

    def _on_save(self) -> None:
        if self._act is not None:
            self.wait()
            self.save_wanted.emit(self._act)

    def _on_row(self, shown: _Shown) -> None:
        if not shown.is_saved or not shown.row.has_slip:
            return
        at = self.list.currentIndex().row()
        rows = [replace(each, is_reprinted=True) if each == shown else each for each in self.list.rows()]
        self.list.set_rows(rows)
        self.list.select_at(at)
        self.reprint_wanted.emit(shown.row.request_id)


def _face(shown: _Shown) -> RowFace:
    row = shown.row
    days = (row.to_on - row.from_on).days
    words = _("mundur {count} hari") if days > 0 else _("maju {count} hari")
    offered = shown.is_saved and row.has_slip and not shown.is_reprinted
    return RowFace(
        f"{long_date(row.from_on)} → {long_date(row.to_on)}",
        lead=row.number,
        second=row.service_name,
        end_chip=_slip_chip(shown) or (words.format(count=abs(days)), "quiet"),
        action=Action(_("Cetak ulang"), "⏎", only_current=True) if offered else None,
    )


def _slip_chip(shown: _Shown) -> tuple[str, Tone] | None:
    if shown.is_reprinted:
        return _("dibuka"), "done"
    return (_("tanpa tanda terima"), "quiet") if shown.is_saved and not shown.row.has_slip else None


def _key(shown: _Shown) -> object:
    return shown.row.request_id


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")
