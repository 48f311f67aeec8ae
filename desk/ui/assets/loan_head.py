"""What a booking at the counter of the store is about, and what there is to say of it; knows no act."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.pick_lists import PickList
from desk.rules.office_dates import span_words
from desk.ui.widgets import labels, layouts


class LoanHead(QWidget):
    """Two lines that give way, then whom to call, never cut short; below them warning, hint and problem."""

    def __init__(self) -> None:
        super().__init__()
        self.what = labels.elided_line("", kind="strong")
        self.when = labels.elided_line("")
        self.who = labels.wrapped("")
        self.warning = labels.wrapped("", kind="error")
        self.hint = labels.wrapped("", kind="quiet")
        self.problem = labels.wrapped("", kind="error")
        column = layouts.vertical(self, margins=(15, 8, 15, 8), gap=4)
        layouts.fill(column, self.what, self.when, self.who, self.warning, self.hint, self.problem)

    def show_loan(self, found: PickList) -> None:
        """What, how far it is, when, where, what for, whom to call; how it went before."""
        loan = found.loan
        outside = _("bukan layanan SK") if loan.is_outside_service else ""
        self.what.show_words(_joined(loan.resource_name, loan.stage_words, outside))
        where = _("di {0}").format(loan.place) if loan.place else ""
        self.when.show_words(_joined(span_words(loan.span), where, loan.purpose))
        self.who.setText(_joined(loan.contact, loan.code))
        late = _("Terlambat kembali.") if loan.is_late else ""
        self.warning.setText(" ".join(part for part in (late, found.past) if part))
        self.warning.setVisible(bool(self.warning.text()))

    def say_problem(self, sentence: str) -> None:
        """Say why not; an empty sentence takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
