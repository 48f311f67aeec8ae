"""The acts behind the calendar's side: each pressed button becomes one order; lays nothing out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk import clock
from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.booking_orders import (
    Booked,
    BookingOrder,
    ConfirmOrder,
    CorrectionOrder,
    MoveOrder,
    ReasonOrder,
    RestoreOrder,
)
from desk.operations.bookings import book, confirm, correct, move, refuse, restore, withdraw
from desk.operations.bundles import BundleBooked, BundleOrder, book_bundle
from desk.operations.resources import Closed, ClosureOrder, LiftOrder, close, lift
from desk.operations.series import SeriesBooked, SeriesOrder, book_series
from desk.operations.waiting import Waiting, WaitOrder, wait
from desk.queries.bookings import BookingDetail
from desk.rules.clashes import contact
from desk.rules.office_dates import clock_time, short_date
from desk.ui.calendar.form import Order
from desk.ui.calendar.side import Side
from desk.ui.widgets.notice import NoticeBar

_NAMED = 3
"""How many bookings at risk a notice names."""


class Acts(QObject):
    """Does what the side's forms and buttons ask for, and says how it went."""

    saved = Signal(int)
    """A booking that was made, moved or corrected in the form."""
    decided = Signal(int)
    """A booking that was confirmed, refused, withdrawn or restored."""
    closed = Signal()

    def __init__(self, desk: Desk, side: Side, notices: NoticeBar) -> None:
        super().__init__(side)
        self._desk, self._side, self._notices = desk, side, notices
        self._is_saving = False
        side.form.submitted.connect(self._on_submitted)
        side.detail.confirm_wanted.connect(self._on_confirm)
        side.detail.refusal_wanted.connect(lambda detail, why: self._on_let_go(refuse, detail, why))
        side.detail.withdrawal_wanted.connect(lambda detail, why: self._on_let_go(withdraw, detail, why))
        side.detail.restore_wanted.connect(self._on_restore)
        side.closures.submitted.connect(self._on_close)
        side.closures.lift_wanted.connect(self._on_lift)

    # ---- the form ----------------------------------------------------------------------------------------

    def _on_submitted(self, order: Order) -> None:
        if self._is_saving:
            return
        self._is_saving = True
        operation, said = self._ways()[type(order)]
        self._desk.do(
            self, operation, order, then=lambda done: said(order, done), otherwise=self._on_not_saved
        )

    def _ways(self) -> dict[type[Any], tuple[Any, Callable[[Any, Any], None]]]:
        """Each order's operation, and what to say when it is done."""
        return {
            BookingOrder: (book, lambda _order, done: self._on_booked(done)),
            SeriesOrder: (book_series, lambda _order, done: self._on_series(done)),
            BundleOrder: (book_bundle, lambda _order, done: self._on_bundle(done)),
            WaitOrder: (wait, lambda _order, done: self._on_waiting(done)),
            MoveOrder: (
                move,
                lambda order, _done: self._on_saved(order.booking_id, _("Pesanan dipindahkan.")),
            ),
            CorrectionOrder: (
                correct,
                lambda order, _done: self._on_saved(order.booking_id, _("Pesanan diperbaiki.")),
            ),
        }

    def _on_series(self, done: SeriesBooked) -> None:
        said = _("{count} tanggal dipesan.").format(count=len(done.booked))
        if done.skipped:
            days = ", ".join(short_date(clock.office_date(each.span.starts_at)) for each in done.skipped)
            said += " " + _("{count} dilewati: {days}.").format(count=len(done.skipped), days=days)
        self._on_saved(done.booked[0].id, said)

    def _on_bundle(self, done: BundleBooked) -> None:
        said = _("{count} sarana dipesan bersama. Kode {code}.")
        first = done.booked[0]
        self._on_saved(first.id, said.format(count=len(done.booked), code=first.code))

    def _on_waiting(self, done: Waiting) -> None:
        if done.offer is not None:
            self._on_booked(done.offer)
            return
        self._is_saving = False
        self._side.form.body.settle()
        self._notices.success(_("Masuk daftar tunggu; ditawarkan begitu bebas."))
        self.closed.emit()

    def _on_booked(self, booked: Booked) -> None:
        if booked.hold_until is None:
            said = _("Dipesan dan terkonfirmasi. Kode {code}.").format(code=booked.code)
        else:
            until = clock.to_office(booked.hold_until)
            said = _("Dipesan sementara sampai {day} {hour}. Kode {code}.").format(
                day=short_date(until.date()), hour=clock_time(until), code=booked.code
            )
        self._on_saved(booked.id, said)

    def _on_saved(self, booking_id: int, said: str) -> None:
        self._is_saving = False
        self._notices.success(said)
        self._side.form.body.settle()
        self.saved.emit(booking_id)

    def _on_not_saved(self, error: DeskError) -> None:
        self._is_saving = False
        form = self._side.form
        if isinstance(error, Refused):
            form.show_refusal(error.field, error.sentence)
            form.ask_again()
        else:
            self._notices.error(str(error), action=_("Coba lagi"), then=form.submit)

    # ---- one booking -------------------------------------------------------------------------------------

    def _on_confirm(self, detail: BookingDetail) -> None:
        self._decide(confirm, ConfirmOrder(detail.id, detail.version), _("Jadwal dikonfirmasi."))

    def _on_restore(self, detail: BookingDetail) -> None:
        self._decide(restore, RestoreOrder(detail.id, detail.version), _("Pesanan dipulihkan."))

    def _on_let_go(self, operation: Callable[..., None], detail: BookingDetail, reason: str) -> None:
        said = _("Pesanan ditolak.") if operation is refuse else _("Pesanan dibatalkan.")
        self._decide(operation, ReasonOrder(detail.id, detail.version, reason), said)

    def _decide(
        self, operation: Callable[..., None], order: ConfirmOrder | RestoreOrder | ReasonOrder, said: str
    ) -> None:
        def done(_result: object) -> None:
            self._notices.success(said)
            self.decided.emit(order.booking_id)

        self._desk.do(self, operation, order, then=done, otherwise=self._on_not_decided)

    def _on_not_decided(self, error: DeskError) -> None:
        if isinstance(error, Refused) and error.field == "reason":
            self._side.detail.show_refusal(error.sentence)
        else:
            self._notices.error(str(error))

    # ---- closures ----------------------------------------------------------------------------------------

    def _on_close(self, order: ClosureOrder) -> None:
        self._desk.do(self, close, order, then=self._on_closed, otherwise=self._on_not_closed)

    def _on_closed(self, closed: Closed) -> None:
        self._side.closures.body.settle()
        if closed.at_risk:
            said = _("Ditutup. {count} pesanan terancam, hubungi: {contacts}.")
            contacts = "; ".join(f"{each.holder} ({contact(each)})" for each in closed.at_risk[:_NAMED])
            self._notices.say("warning", said.format(count=len(closed.at_risk), contacts=contacts))
        else:
            self._notices.success(_("Penutupan disimpan."))
        self.closed.emit()

    def _on_not_closed(self, error: DeskError) -> None:
        if isinstance(error, Refused):
            self._side.closures.body.show_refusal(error.field, error.sentence)
        else:
            self._notices.error(str(error), action=_("Coba lagi"), then=self._side.closures.submit)

    def _on_lift(self, order: LiftOrder) -> None:
        self._desk.do(
            self,
            lift,
            order,
            then=lambda _done: self._notices.success(_("Penutupan dicabut.")),
            otherwise=lambda error: self._notices.error(str(error)),
        )
