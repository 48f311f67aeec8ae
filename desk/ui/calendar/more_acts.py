"""Acts on several bookings, waiting lists, arrivals and displacements; lays nothing out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.arrivals import ArriveOrder, KeepOrder, ReleaseOrder, arrive, keep, release
from desk.operations.booking_orders import Booked, RestoreOrder
from desk.operations.bookings import restore
from desk.operations.bundles import (
    ConfirmBundleOrder,
    EndBundleOrder,
    Member,
    confirm_bundle,
    withdraw_bundle,
)
from desk.operations.displacements import DisplacedBy, DisplaceOrder, displace
from desk.operations.series import ConfirmSeriesOrder, RestOrder, Skipped, confirm_series, withdraw_rest
from desk.operations.waiting import AcceptOrder, LeaveOrder, accept, leave
from desk.queries.arrivals import NotArrivedRow
from desk.queries.bookings import BookingDetail
from desk.queries.decisions import Decision
from desk.queries.waiting import WaitingRow
from desk.rules.bookings import STANDING
from desk.ui.calendar.side import Side
from desk.ui.widgets import dialogs
from desk.ui.widgets.notice import NoticeBar


class MoreActs(QObject):
    """Each pressed button becomes one order."""

    decided = Signal(int)
    displaced = Signal(int)
    """The official event's booking."""
    refused = Signal(object, str)
    """Why a displacement was not done, and beside which field."""

    def __init__(self, desk: Desk, side: Side, notices: NoticeBar) -> None:
        super().__init__(side)
        self._desk, self._side, self._notices = desk, side, notices
        side.detail.all_confirmation_wanted.connect(self.confirm_all)
        side.detail.all_withdrawal_wanted.connect(self.withdraw_all)
        side.detail.arrival_wanted.connect(self.arrive)
        side.overview.waits.accepted.connect(self.accept)
        side.overview.waits.leaving.connect(self.ask_leaving)

    # ---- series and bundles ------------------------------------------------------------------------------

    def confirm_all(self, decision: Decision) -> None:
        """Every tentative member or date."""
        if decision.series is not None:
            self._do(confirm_series, ConfirmSeriesOrder(decision.booking.id), self._on_series_confirmed)
            return
        members = _members(decision, ("tentative",))
        order = ConfirmBundleOrder(decision.booking.bundle_id or 0, members)
        self._do(confirm_bundle, order, lambda _done: self._notices.success(_("Semuanya dikonfirmasi.")))

    def _on_series_confirmed(self, skipped: tuple[Skipped, ...]) -> None:
        if not skipped:
            self._notices.success(_("Semua tanggal dikonfirmasi."))
            return
        words = _("{count} tanggal tidak dapat dikonfirmasi. {sentence}")
        self._notices.say("warning", words.format(count=len(skipped), sentence=skipped[0].sentence))

    def withdraw_all(self, decision: Decision, reason: str) -> None:
        """Every member that stands, or what is left of a series from this date on."""
        if decision.series is not None:
            self._do(withdraw_rest, RestOrder(decision.booking.id, reason), self._on_rest_withdrawn)
            return
        members = _members(decision, STANDING)
        order = EndBundleOrder(decision.booking.bundle_id or 0, members, reason)
        self._do(withdraw_bundle, order, lambda _done: self._notices.success(_("Semuanya dibatalkan.")))

    def _on_rest_withdrawn(self, count: int) -> None:
        self._notices.success(_("{count} tanggal dibatalkan.").format(count=count))

    # ---- arrivals ----------------------------------------------------------------------------------------

    def arrive(self, row: NotArrivedRow | BookingDetail) -> None:
        """The borrower is here."""
        booking_id = row.booking_id if isinstance(row, NotArrivedRow) else row.id
        order = ArriveOrder(booking_id, row.version)
        back = ArriveOrder(booking_id, row.version + 1, has_arrived=False)
        self._do(arrive, order, lambda _done: self._offer_undo(_("Dicatat datang."), arrive, back))

    def keep(self, row: NotArrivedRow) -> None:
        """The slot stays theirs."""
        order = KeepOrder(row.booking_id, row.version)
        self._do(keep, order, lambda _done: self._notices.success(_("Tetap dipertahankan.")))

    def release(self, row: NotArrivedRow) -> None:
        """Nobody came: the slot is free."""
        order = ReleaseOrder(row.booking_id, row.version)
        back = RestoreOrder(row.booking_id, row.version + 1)
        said = _("Dilepas: {holder} tidak datang.").format(holder=row.holder)
        self._do(release, order, lambda _done: self._offer_undo(said, restore, back))

    def _offer_undo(self, said: str, operation: Any, order: Any) -> None:
        def undo() -> None:
            self._do(operation, order, lambda _done: self._notices.success(_("Diurungkan.")))

        self._notices.say("info", said, action=_("Urungkan"), then=undo)

    # ---- the waiting list --------------------------------------------------------------------------------

    def accept(self, row: WaitingRow) -> None:
        """They take what is held for them."""

        def done(booked: Booked) -> None:
            said = _("Penawaran diterima {holder}. Kode {code}.")
            self._notices.success(said.format(holder=row.holder, code=booked.code))
            self.decided.emit(booked.id)

        self._do(accept, AcceptOrder(row.id), done)

    def ask_leaving(self, row: WaitingRow) -> None:
        """Take them off the list, with the reason."""
        question = _("{holder} tidak lagi menunggu {name}?").format(holder=row.holder, name=row.resource_name)
        reason = dialogs.ask_reason(self._side, question, yes=_("Hapus dari daftar"), no=_("Batal"))
        if reason is not None:
            order = LeaveOrder(row.id, reason)
            self._do(leave, order, lambda _done: self._notices.success(_("Dihapus dari daftar tunggu.")))

    # ---- displacement ------------------------------------------------------------------------------------

    def displace(self, order: DisplaceOrder) -> None:
        """An official event takes the slot."""

        def done(by: DisplacedBy) -> None:
            words = _("{count} pesanan digeser; buka pesanannya untuk mencetak pemberitahuan.")
            first = order.displaced[0].booking_id
            self.displaced.emit(by.booked.id)
            self._notices.say(
                "warning",
                words.format(count=len(by.displacement_ids)),
                action=_("Buka yang digeser"),
                then=lambda: self._side.detail.booking_chosen.emit(first),
            )

        self._desk.do(self, displace, order, then=done, otherwise=self._on_not_displaced)

    def _on_not_displaced(self, error: DeskError) -> None:
        self.refused.emit(error.field if isinstance(error, Refused) else None, str(error))

    def _do(self, operation: Any, order: Any, then: Callable[[Any], None]) -> None:
        self._desk.do(self, operation, order, then=then, otherwise=self._on_refused)

    def _on_refused(self, error: DeskError) -> None:
        if isinstance(error, Refused) and error.field == "reason":
            self._side.detail.show_refusal(error.sentence)
        else:
            self._notices.error(str(error))


def _members(decision: Decision, states: tuple[str, ...]) -> tuple[Member, ...]:
    return tuple(Member(row.booking_id, row.version) for row in decision.bundle if row.state in states)
