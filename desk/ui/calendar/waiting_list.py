"""Who waits for a slot, in order, and what is held for whom; says what was pressed, does nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.waiting import WaitingRow
from desk.rules.clashes import holder_and_contact
from desk.rules.office_dates import clock_time, short_date, span_words
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.rows import Action, RowFace, RowsView


def _face(row: WaitingRow) -> RowFace:
    # the number to call stands where words wrap: at the end of one line a long name would push it out
    title = f"{row.position}. {row.resource_name} · {holder_and_contact(row.holder, row.contact)}"
    if row.offered_until is None:
        return RowFace(title, second=span_words(row.span), wraps=True)
    until = clock.to_office(row.offered_until)
    held = _("ditawarkan s.d. {day} {hour}").format(day=short_date(until.date()), hour=clock_time(until))
    return RowFace(title, second=span_words(row.span), warning=held, action=Action(_("Terima")), wraps=True)


class WaitingList(QWidget):
    """Hidden while nobody waits. Enter on one who no longer wants it takes them off."""

    accepted = Signal(object)
    leaving = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.list = RowsView(
            _face, name=_("Daftar tunggu"), empty=_("Tidak ada yang menunggu."), key=lambda row: row.id
        )
        self.list.lead(0)
        self.list.action_pressed.connect(self.accepted)
        self.list.row_activated.connect(self.leaving)
        head = layouts.vertical(margins=(15, 8, 15, 4))
        head.addWidget(labels.section_head(_("Daftar tunggu")))
        column = layouts.vertical(self)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: tuple[WaitingRow, ...]) -> None:
        """Those who wait or hold an offer."""
        self.list.set_rows(rows)
        self.setVisible(bool(rows))
