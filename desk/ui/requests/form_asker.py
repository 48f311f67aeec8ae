"""Asks, while the form is being filled, what the screen beside it shows; saves nothing.

The promise, what can be booked and whether it is free, what the applicant asked for before.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.queries.bookables import bookables
from desk.queries.bookings import Enquiry, Wish, enquiry
from desk.queries.public_services import PromisePreview, PromiseQuestion, promise_preview
from desk.queries.requests import RequestRow, earlier_requests
from desk.rules import phones
from desk.rules.spans import Span
from desk.ui.requests.form_page import FormPage

_PAUSE_MS = 250


class FormAsker(QObject):
    """Each question is asked once for each answer that matters to it."""

    failed = Signal(object)

    def __init__(self, desk: Desk, page: FormPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._asked: PromiseQuestion | None = None
        self._books: str | None = None
        self._wish: tuple[str, Span] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_earlier)
        page.form.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Another form: ask everything anew."""
        self._asked = self._books = self._wish = None
        self._page.promise.clear()

    def ask_again(self) -> None:
        """The calendar or a standard changed."""
        self._asked = self._wish = None
        self._ask_preview()
        self._ask_if_free()

    def _on_changed(self) -> None:
        self._page.retell()
        self._ask_preview()
        self._ask_bookables()
        self._ask_if_free()
        self._pause.start()

    def _ask_if_free(self) -> None:
        """Whether what is to be booked is free, and what is free instead."""
        wanted = self._page.form.booking.wanted()
        if wanted == self._wish:
            return
        self._wish = wanted
        if wanted is not None:
            wish = Wish(wanted[0], wanted[1])
            self._desk.ask(self, enquiry, wish, then=self._tell_if_free, otherwise=self._on_no_answer)

    def _tell_if_free(self, answer: Enquiry) -> None:
        booking = self._page.form.booking
        if booking.wanted() != self._wish:
            return
        if answer.is_free:
            booking.clear_free()
            booking.tell_free(answer.warnings)
        else:
            booking.tell_taken(answer.sentence)
            booking.show_free([row.span for row in answer.free])

    def _on_no_answer(self, error: DeskError) -> None:
        """A time that cannot be booked at all (past, too long) is said beside it."""
        if isinstance(error, Refused):
            self._page.form.booking.tell_taken(error.sentence)
        else:
            self.failed.emit(error)

    def _ask_preview(self) -> None:
        question = self._page.form.question()
        if question is None or question == self._asked:
            return
        self._asked = question
        self._desk.ask(self, promise_preview, question, then=self._show_preview, otherwise=self.failed.emit)

    def _show_preview(self, preview: PromisePreview) -> None:
        if self._page.form.detail() is not None:
            self._page.promise.show_preview(preview)

    def _ask_bookables(self) -> None:
        form = self._page.form
        detail = form.detail()
        kind = detail.entry.resource_kind(form.variant()) if detail and not form.is_correction() else None
        if kind == self._books:
            return
        self._books = kind
        if kind is None:
            form.booking.offer(())
        else:
            self._desk.ask(self, bookables, kind, then=form.booking.offer, otherwise=self.failed.emit)

    def _ask_earlier(self) -> None:
        form = self._page.form
        actor = self._desk.actor
        if actor is None or form.is_correction():
            return
        name, phone = (
            str(form.body.field(f"applicant.{part}").typed().draft()) for part in ("name", "phone")
        )
        try:
            number = phones.normalised(phone)
        except Refused:
            number = None
        self._desk.ask(self, earlier_requests, name, number, actor, then=self._tell_earlier)

    def _tell_earlier(self, rows: tuple[RequestRow, ...]) -> None:
        said = ", ".join(f"{row.number} ({row.service_name})" for row in rows)
        words = _("Permohonan terdahulu: {list}").format(list=said) if said else ""
        self._page.form.applicant.tell_earlier(words)
