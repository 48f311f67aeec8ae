"""What a request has booked, which papers it was given, and what was done to it; knows no database."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.queries.request_details import BookingLine, ReceiptLineRow, RequestDetail
from desk.ui.requests.facts import booking_words, journal_words, moment_words
from desk.ui.widgets import buttons, labels, layouts
from desk.ui.widgets.cards import Card

_MOST = 12


class TrailCard(Card):
    """Bookings to open, receipts, and the journal, newest first."""

    booking_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Jejak"))
        self._inner: QWidget | None = None
        self._column = self.padded(gap=6)

    def show_detail(self, detail: RequestDetail) -> None:
        """Show what there is of this request."""
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget()
        column = layouts.vertical(self._inner, gap=6)
        for booking in detail.bookings:
            layouts.fill(column, labels.wrapped(booking_words(booking)), self._opener(booking))
        for receipt in detail.receipts:
            column.addWidget(labels.wrapped(_receipt_words(receipt)))
        for line in detail.journal[:_MOST]:
            column.addWidget(labels.wrapped(journal_words(line, detail), kind="quiet"))
        self._column.addWidget(self._inner)

    def _opener(self, booking: BookingLine) -> QWidget:
        row = QWidget()
        button = buttons.quiet(_("Lihat di kalender"))
        button.clicked.connect(lambda: self.booking_chosen.emit(booking.id))
        layouts.fill(layouts.horizontal(row), button, None)
        return row


def _receipt_words(receipt: ReceiptLineRow) -> str:
    kinds = {"receipt": _("Tanda terima"), "completeness": _("Tanda terima kelengkapan berkas")}
    copies = _(", {count} salinan").format(count=receipt.copies) if receipt.copies else ""
    return f"{kinds[receipt.kind]} · {moment_words(receipt.issued_at)}{copies}"
