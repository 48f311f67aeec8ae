"""What the request books in the same act: which resource, whether it is free, what else is; knows no SQL."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.i18n import _
from desk.operations.bookings import BookingOrder
from desk.queries.bookables import BookableRow
from desk.rules.office_dates import span_words
from desk.rules.spans import Span
from desk.ui.requests.request_body import RequestBody, leave_out
from desk.ui.widgets import labels, layouts
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.fields import Field

NOT_NOW = ""


@dataclass(frozen=True)
class Borrower:
    """Who borrows, for what, with how many."""

    purpose: str
    name: str
    institution: str | None
    phone: str | None
    head_count: int | None


class BookingPart(QWidget):
    """Chips of resources, a line that says how it stands, and free times to take instead."""

    changed = Signal()
    span_taken = Signal(object)

    def __init__(self, body: RequestBody) -> None:
        super().__init__()
        self._key = str(uuid.uuid4())
        self._span: Span | None = None
        self._rows: tuple[BookableRow, ...] = ()
        self._resource = ChoiceEditor([])
        self._field = Field(_("Pesan"), self._resource)
        self._standing = labels.wrapped("", kind="quiet")
        self._free = ChoiceEditor([])
        self._free_field = Field(_("Waktu bebas"), self._free)
        leave_out(self._free)
        body.enlist("booking.resource_key", self._field)
        column = layouts.vertical(self, gap=4)
        layouts.fill(column, self._field, self._standing, self._free_field)
        self._free_field.hide()
        self.hide()
        self._resource.changed.connect(self._on_chosen)
        self._free.changed.connect(self._on_free_chosen)

    def offer(self, rows: Sequence[BookableRow]) -> None:
        """Offer these resources, the first chosen; none hides the part."""
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        choices: list[tuple[str, str]] = [(row.key, _named(row)) for row in rows]
        kept = self._resource.value()
        self._resource.set_choices([*choices, (NOT_NOW, _("tidak sekarang"))])
        if rows and kept is None:
            self._resource.choose(rows[0].key)
        self.setVisible(bool(rows))
        self._retell()

    def renew(self) -> None:
        """The next booking is another one."""
        self._key = str(uuid.uuid4())
        self.clear_free()

    def set_span(self, span: Span | None) -> None:
        """When it is wanted, as far as it is known."""
        if span != self._span:
            self._span = span
            self._say_refused("")
            self.clear_free()
            self._retell()

    def wanted(self) -> tuple[str, Span] | None:
        """What is to be booked when, if both are known."""
        resource = self._resource.value() if self._rows else None
        return (resource, self._span) if resource and self._span is not None else None

    def order(self, borrower: Borrower) -> BookingOrder | None:
        """The booking to make with the request; None where none is wanted or its time is not known."""
        wanted = self.wanted()
        if wanted is None:
            return None
        return BookingOrder(
            key=self._key,
            resource_key=wanted[0],
            span=wanted[1],
            purpose=borrower.purpose,
            borrower_name=borrower.name,
            borrower_institution=borrower.institution,
            borrower_phone=borrower.phone,
            head_count=borrower.head_count,
        )

    def show_free(self, free: Sequence[Span]) -> None:
        """Offer these times instead."""
        self._free.set_choices([(span, span_words(span)) for span in free])
        self._free_field.setVisible(bool(free))

    def clear_free(self) -> None:
        """No times to offer."""
        self._free_field.hide()
        self._free.set_choices([])

    def tell_free(self, warnings: Sequence[str]) -> None:
        """The wanted time is free, though there may be something to say about it."""
        self._say_refused("")
        if self._span is not None:
            words = _("Bebas; dipesan sementara saat disimpan: {when}.")
            self.tell(" ".join((words.format(when=span_words(self._span)), *warnings)))

    def tell_taken(self, sentence: str) -> None:
        """The wanted time is taken or cannot be had: by whom, until when, whom to call."""
        self.tell("")
        self._say_refused(sentence)

    def _say_refused(self, sentence: str) -> None:
        self._field.set_error(sentence or None)

    def tell(self, sentence: str) -> None:
        """Say how the wanted time stands."""
        self._standing.setText(sentence)
        self._standing.setVisible(bool(sentence))

    def _retell(self) -> None:
        if self._resource.value() == NOT_NOW:
            self.tell(_("Tidak ada yang dipesan dengan permohonan ini."))
        elif self._span is None:
            self.tell(_("Isi waktu mulai dan selesai; tempatnya dipesan sementara saat disimpan."))
        else:
            self.tell(_("Dipesan sementara saat disimpan: {when}.").format(when=span_words(self._span)))

    def _on_chosen(self) -> None:
        self.clear_free()
        self._retell()
        self.changed.emit()

    def _on_free_chosen(self) -> None:
        span = self._free.value()
        if span is not None:
            self.span_taken.emit(span)


def _named(row: BookableRow) -> str:
    if row.capacity is None:
        return row.name
    return _("{name} · {capacity} orang").format(name=row.name, capacity=row.capacity)
