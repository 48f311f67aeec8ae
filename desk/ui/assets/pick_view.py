"""The pick list as keys work it: Space, figures, letters for the condition; knows no hand-over."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.i18n import _
from desk.ui.assets import loan_faces
from desk.ui.widgets.rows import RowsView

_CONDITION_KEYS = {"b": "B", "k": "KB", "r": "RB", "h": "HILANG"}


class PickView(RowsView):
    """The pick list: Space ticks, a figure counts, B K R H is the condition, Ctrl A all."""

    figure_typed = Signal(str)
    ticked = Signal(object)
    condition_typed = Signal(object, str)
    all_wanted = Signal()
    submit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            loan_faces.item_face,
            name=_("Daftar barang"),
            empty=_("Tidak ada barang yang diserahterimakan untuk pesanan ini."),
            key=lambda row: row.key,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, text = self.current_row(), event.text().casefold()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if held == Qt.KeyboardModifier.ControlModifier and (is_enter or event.key() == Qt.Key.Key_A):
            (self.submit_wanted if is_enter else self.all_wanted).emit()
        elif row is None or held:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.ticked.emit(row)
        elif text.isdigit():
            self.figure_typed.emit(text)
        elif text in _CONDITION_KEYS:
            self.condition_typed.emit(row, _CONDITION_KEYS[text])
        else:
            super().keyPressEvent(event)
