"""Opens a hall's care for a booking and does what is entered there; lays nothing out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.keys import GiveKeyOrder, ReturnKeyOrder, give_key, return_key
from desk.operations.readiness import Checked, ReadinessOrder, check_hall
from desk.queries.bookings import BookingDetail
from desk.queries.premises import CheckRow, KeyRow, check_rows, key_rows
from desk.rules.clashes import contact_words
from desk.ui.calendar.hall_care import HallCare
from desk.ui.widgets.notice import NoticeBar


class HallActs(QObject):
    """One dialog at a time."""

    def __init__(self, desk: Desk, notices: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._notices, self._parent = desk, notices, parent
        self.dialog: HallCare | None = None

    def open(self, detail: BookingDetail) -> None:
        """The care of the hall for this booking."""
        actor = self._desk.actor
        dialog = HallCare(self._parent, detail, checker=actor.name if actor else "")
        dialog.checked.connect(self._on_checked)
        dialog.key_given.connect(self._on_key_given)
        dialog.key_returned.connect(self._on_key_returned)
        self.dialog = dialog
        self._ask()
        dialog.open()

    def _ask(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return

        def with_keys(checks: tuple[CheckRow, ...], keys: tuple[KeyRow, ...]) -> None:
            dialog.show_facts(checks, keys)

        booking_id = dialog.detail.id
        self._desk.ask(
            dialog,
            check_rows,
            booking_id,
            then=lambda checks: self._desk.ask(
                dialog, _keys_of, booking_id, then=lambda keys: with_keys(checks, keys)
            ),
        )

    def _on_checked(self, order: ReadinessOrder) -> None:
        def done(found: Checked) -> None:
            dialog = self.dialog
            if dialog is None:
                return
            dialog.renew()
            detail = dialog.detail
            contact = contact_words(detail.borrower_name, detail.borrower_phone)
            words = _("Beri tahu {contact}: {warning}") if found.warning else ""
            dialog.show_warning(words.format(contact=contact, warning=found.warning))
            self._notices.success(_("Pemeriksaan disimpan."))
            self._ask()

        self._do(check_hall, order, done)

    def _on_key_given(self, order: GiveKeyOrder) -> None:
        def done(_given: object) -> None:
            if self.dialog is not None:
                self.dialog.body.settle()
            self._ask()

        self._do(give_key, order, done)

    def _on_key_returned(self, order: ReturnKeyOrder) -> None:
        self._do(return_key, order, lambda _done: self._ask())

    def _do(self, operation: Any, order: Any, then: Any) -> None:
        self._desk.do(self, operation, order, then=then, otherwise=self._on_refused)

    def _on_refused(self, error: DeskError) -> None:
        if self.dialog is not None:
            self.dialog.show_refusal(error.field if isinstance(error, Refused) else None, str(error))


def _keys_of(session: Any, booking_id: int) -> tuple[KeyRow, ...]:
    return key_rows(session, booking_id=booking_id)
