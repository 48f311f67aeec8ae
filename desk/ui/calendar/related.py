"""What bears on one booking: who is beside it, who waits, its bundle and its series; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.i18n import _
from desk.queries.decisions import Decision
from desk.rules.bookings import state_words
from desk.rules.clashes import holder_and_contact
from desk.rules.office_dates import short_date, span_words
from desk.rules.spans import Span
from desk.ui.calendar.board import hours_words
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.rows import RowFace, RowsView


@dataclass(frozen=True)
class _Row:
    """One line; with a booking it can be opened."""

    key: str
    title: str
    second: str
    warning: str = ""
    booking_id: int | None = None


class Related(QWidget):
    """A list of what is related, hidden where nothing is."""

    booking_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.list = RowsView(
            _face, name=_("Terkait"), empty=_("Tidak ada yang terkait."), key=lambda row: row.key
        )
        self.list.lead(0)
        self.list.row_activated.connect(self._on_row)
        layouts.fill(layouts.vertical(self, gap=4), labels.section_head(_("Terkait")), self.list)
        self.hide()

    def show_decision(self, decision: Decision | None) -> None:
        """Show all that touches the booking."""
        rows = [] if decision is None else _rows(decision)
        self.list.set_rows(rows)
        self.setVisible(bool(rows))

    def _on_row(self, row: _Row) -> None:
        if row.booking_id is not None:
            self.booking_chosen.emit(row.booking_id)


def _face(row: _Row) -> RowFace:
    return RowFace(row.title, second=row.second, warning=row.warning, wraps=True)


def _rows(decision: Decision) -> list[_Row]:
    return [*_beside(decision), *_waiting(decision), *_bundle(decision), *_series(decision)]


def _beside(decision: Decision) -> list[_Row]:
    rows = []
    for each in decision.neighbours:
        when = _("bersamaan") if each.is_at_once else _("berdekatan")
        state = " · " + _("sementara") if each.is_tentative else ""
        rows.append(
            _Row(
                f"beside-{each.booking_id}",
                f"{when}: {holder_and_contact(each.holder, each.contact)}",
                f"{each.resource_name} · {hours_words(each.span)}{state}",
                booking_id=each.booking_id,
            )
        )
    return rows


def _waiting(decision: Decision) -> list[_Row]:
    return [
        _Row(
            f"waiting-{each.id}",
            _("menunggu ke-{position}: {holder}").format(
                position=each.position, holder=holder_and_contact(each.holder, each.contact)
            ),
            span_words(each.span),
        )
        for each in decision.waiting
    ]


def _bundle(decision: Decision) -> list[_Row]:
    return [
        _Row(
            f"bundle-{each.booking_id}",
            _("bersama: {name}").format(
                name=each.resource_name if each.quantity == 1 else f"{each.resource_name} × {each.quantity}"
            ),
            f"{span_words(each.span)} · {state_words(each.state)}",
            booking_id=each.booking_id,
        )
        for each in decision.bundle
        if each.booking_id != decision.booking.id
    ]


def _series(decision: Decision) -> list[_Row]:
    if decision.series is None:
        return []
    rows = []
    for at, each in enumerate(decision.series.dates):
        if each.booking_id == decision.booking.id:
            continue
        skipped = _("dilewati") if each.booking_id is None else ""
        said = each.sentence if each.booking_id is None else state_words(each.state)
        title = _("rangkaian: {day}").format(day=_day(each.span))
        rows.append(_Row(f"series-{at}", title, said, skipped, each.booking_id))
    return rows


def _day(span: Span) -> str:
    return f"{short_date(clock.office_date(span.starts_at))} {hours_words(span)}"
