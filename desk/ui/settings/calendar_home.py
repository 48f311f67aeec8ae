"""What can be done to the office's calendar, and what was done last; does nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.office_calendar import CalendarChangeRow
from desk.ui.requests.facts import moment_words
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.rows import Action, RowFace, RowsView


class _Changes(RowsView):
    """Del takes the selected change back."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current_row() is not None:
            self.action_pressed.emit(self.current_row())
            return
        super().keyPressEvent(event)


class CalendarHome(QWidget):
    """Buttons with their keys over the last changes; `wanted` names the form to open."""

    wanted = Signal(str)
    take_back_wanted = Signal(object)
    moves_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._may = False
        self.acts = {
            "closure": buttons.secondary(_("Tutup kantor"), shortcut="Alt+T"),
            "half_day": buttons.secondary(_("Setengah hari"), shortcut="Alt+H"),
            "balinese": buttons.secondary(_("Hari raya Bali"), shortcut="Alt+B"),
            "import": buttons.secondary(_("Impor berkas"), shortcut="Alt+I"),
        }
        self.rules = {
            "counting": buttons.secondary(_("Cara menghitung"), shortcut="Alt+M"),
            "hours": buttons.secondary(_("Jam kerja"), shortcut="Alt+J"),
            "season": buttons.secondary(_("Jam Ramadan"), shortcut="Alt+R"),
        }
        self._why_not = labels.wrapped("", kind="quiet")
        self._rules_why_not = labels.wrapped("", kind="quiet")
        self._keeping = Card(_("Ubah kalender"), hug=True)
        self._ruling = Card(_("Aturan"), hug=True)
        self._last = Card(_("Perubahan terakhir"))
        self.changes = _Changes(
            self._face, name=_("Perubahan terakhir"), empty=_("Belum ada perubahan."), key=lambda row: row.id
        )
        self._lay()
        for key, button in (*self.acts.items(), *self.rules.items()):
            button.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
        self.changes.row_activated.connect(self._on_activated)
        self.changes.action_pressed.connect(self._on_action)
        self.setFocusProxy(self.acts["closure"])

    def show_rights(self, *, keeps: str, rules: str) -> None:
        """Offer what may be done; each sentence says why not, empty where it may."""
        self._may = not keeps
        for each, sentence, label in (
            (self.acts, keeps, self._why_not),
            (self.rules, rules, self._rules_why_not),
        ):
            for button in each.values():
                button.setVisible(not sentence)
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self.changes.viewport().update()

    def show_changes(self, rows: Sequence[CalendarChangeRow]) -> None:
        """The last acts, newest first."""
        self.changes.set_rows(rows)
        self._last.set_extra(str(len(rows)) if rows else "")

    def _lay(self) -> None:
        for card, each, label in (
            (self._keeping, self.acts, self._why_not),
            (self._ruling, self.rules, self._rules_why_not),
        ):
            column = card.padded(gap=8)
            grid = layouts.grid(gap=8)
            for number, button in enumerate(each.values()):
                grid.addWidget(button, number // 2, number % 2)
            column.addLayout(grid)
            column.addWidget(label)
        self.changes.lead(0)
        self.changes.fill_height()
        self._last.rule_under_head()
        self._last.body.addWidget(self.changes, 1)
        column = layouts.vertical(self, gap=12)
        layouts.fill(column, self._keeping, self._ruling)
        column.addWidget(self._last, 1)

    def _face(self, row: CalendarChangeRow) -> RowFace:
        moved = _("{count} permohonan berpindah").format(count=row.moved) if row.moved else ""
        parts = (moment_words(row.made_at), row.by, moved)
        can = row.can_take_back and self._may
        is_gone = row.kind not in ("taken_back", "settings") and not row.can_take_back
        return RowFace(
            row.sentence,
            second=" · ".join(part for part in parts if part),
            end_chip=(_("dibatalkan"), "quiet") if is_gone else None,
            action=Action(_("Batalkan"), "Del", only_current=True) if can else None,
            title_bold=False,
            wraps=True,
        )

    def _on_activated(self, row: CalendarChangeRow) -> None:
        if row.moved:
            self.moves_wanted.emit(row)

    def _on_action(self, row: CalendarChangeRow) -> None:
        if row.can_take_back and self._may:
            self.take_back_wanted.emit(row)
