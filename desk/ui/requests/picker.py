"""The services to choose from, found by any word; knows no database."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from desk.i18n import _
from desk.queries.public_services import ServiceRow
from desk.ui import theme
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.editors import LineEditor
from desk.ui.widgets.rows import RowFace, RowsView

WIDTH, NARROW = 254, 200


class _Search(LineEditor):
    """Down goes to the rows, Enter takes the first."""

    down_pressed = Signal()
    enter_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)


def _face(row: ServiceRow) -> RowFace:
    return RowFace(title=row.name, title_bold=False, second=row.limit_words, lead=row.number, wraps=True)


class ServicePicker(Card):
    """A search line over rows of services; Enter in either takes one."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Layanan"))
        self._all: tuple[ServiceRow, ...] = ()
        self._chosen_id: int | None = None
        self.search = _Search(placeholder=_("aula, zoom, ktp …"))
        self.search.setAccessibleName(_("Cari layanan"))
        self.rows = RowsView(
            _face,
            name=_("Layanan"),
            empty=_("Tidak ada layanan dengan kata itu."),
            hint=_("Coba kata lain, atau nomornya, misalnya 2.1."),
            key=lambda row: row.id,
        )
        self.rows.lead(38)
        self.rows.fill_height()
        line = layouts.vertical(margins=(15, 0, 15, 12))
        line.addWidget(self.search)
        self.body.addLayout(line)
        self.body.addWidget(self.rows, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.refit()
        self.setFocusProxy(self.search)
        self.search.changed.connect(self._on_typed)
        self.search.down_pressed.connect(self._go_to_rows)
        self.search.enter_pressed.connect(self._take_current)
        self.rows.left_upwards.connect(self.search.setFocus)
        self.rows.row_activated.connect(self._take)

    def refit(self) -> None:
        """Take the width of the scale in use; a small window may have some of it."""
        self.setMinimumWidth(theme.px(NARROW))
        self.setMaximumWidth(theme.px(WIDTH))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), super().sizeHint().height())

    def show_services(self, rows: Sequence[ServiceRow]) -> None:
        """Offer these services."""
        self._all = tuple(rows)
        self._on_typed()

    def services(self) -> tuple[ServiceRow, ...]:
        """All services offered."""
        return self._all

    def ask(self) -> None:
        """Empty the search and put the keyboard into it."""
        self._chosen_id = None
        self.search.restore("")
        self._on_typed()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, service_id: int | None) -> None:
        """Show which service the form is about."""
        self._chosen_id = service_id
        if service_id is not None and not self.rows.select_key(service_id):
            self.search.restore("")
            self.rows.select_key(service_id)

    def _on_typed(self) -> None:
        typed = QLineEdit.text(self.search)
        found = [row for row in self._all if row.matches(typed)] if typed.strip() else list(self._all)
        asked = typed.strip().casefold()
        found.sort(key=lambda row: asked not in (row.number.casefold(), row.prefix.casefold()))
        self.rows.set_rows(found)
        if typed.strip() or self._chosen_id is None:
            self.rows.select_at(0 if typed.strip() and found else -1)
        else:
            self.rows.select_key(self._chosen_id)

    def _go_to_rows(self) -> None:
        if self.rows.rows():
            if self.rows.current_row() is None:
                self.rows.select_at(0)
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_current(self) -> None:
        row = self.rows.current_row()
        if row is None and self.search.text().strip() == "" and self.rows.rows():
            self._go_to_rows()
            return
        if row is not None:
            self._take(row)

    def _take(self, row: ServiceRow) -> None:
        self._chosen_id = row.id
        self.chosen.emit(row)
