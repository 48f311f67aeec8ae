"""What follows when a booking is put down elsewhere in the calendar: moved at once, or asked first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.operations.bookings import MoveOrder, move
from desk.queries.bookings import BookingDetail, Enquiry, Wish, booking_detail, enquiry
from desk.rules.office_dates import span_words
from desk.rules.spans import Span
from desk.ui.calendar.carry import Drop
from desk.ui.widgets.notice import NoticeBar


class PutDown(QObject):
    """Moves a carried booking where its new place is free, and offers to take the move back."""

    needs_answer = Signal(object, object)
    """The BookingDetail and the Wish that clashes or cannot be asked for at all."""
    moved = Signal(int)

    def __init__(self, desk: Desk, notices: NoticeBar) -> None:
        super().__init__(notices)
        self._desk, self._notices = desk, notices

    def put(self, drop: Drop) -> None:
        """The booking of `drop` was put down."""

        def found(detail: BookingDetail | None) -> None:
            if detail is not None:
                self._ask(detail, drop)

        self._desk.ask(self, booking_detail, drop.booking_id, then=found)

    def _ask(self, detail: BookingDetail, drop: Drop) -> None:
        key = drop.resource_key or detail.resource_key
        wish = Wish(key, drop.moved(detail.span), detail.quantity, detail.head_count, detail.id)

        def answered(answer: Enquiry) -> None:
            if answer.is_free:
                self._move(detail, wish)
            else:
                self.needs_answer.emit(detail, wish)

        self._desk.ask(
            self,
            enquiry,
            wish,
            then=answered,
            otherwise=lambda _error: self.needs_answer.emit(detail, wish),
        )

    def _move(self, detail: BookingDetail, wish: Wish) -> None:
        order = MoveOrder(detail.id, detail.version, wish.span, wish.resource_key, wish.quantity)

        def done(_result: object) -> None:
            self._tell(detail, wish.span)
            self.moved.emit(detail.id)

        self._desk.do(self, move, order, then=done, otherwise=self._on_refused)

    def _tell(self, detail: BookingDetail, span: Span) -> None:
        actor = self._desk.actor
        words = _("Dipindah ke {when}.").format(when=span_words(span))
        if detail.state == "confirmed" and not (actor is not None and actor.may("decide")):
            words += " " + _("Menunggu konfirmasi lagi.")
        self._notices.say("info", words, action=_("Urungkan"), then=lambda: self._take_back(detail))

    def _take_back(self, before: BookingDetail) -> None:
        order = MoveOrder(before.id, before.version + 1, before.span, before.resource_key, before.quantity)
        self._desk.do(
            self,
            move,
            order,
            then=lambda _done: self._notices.success(_("Dikembalikan ke jadwal semula.")),
            otherwise=self._on_refused,
        )

    def _on_refused(self, error: DeskError) -> None:
        self._notices.error(str(error))
