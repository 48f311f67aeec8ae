"""The requests' screen: the list, filing one, one as it stands; asks and orders, knows no SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk.background import Desk
from desk.errors import DeskError, Refused
from desk.i18n import _
from desk.operations.request_changes import correct
from desk.operations.request_orders import Filed, Marked, RequestCorrection
from desk.operations.requests import file
from desk.queries import complaints, public_services, request_details, requests, roads
from desk.queries.public_services import ServiceDetail, ServiceRow, service_detail, service_rows
from desk.queries.request_details import RequestDetail, request_detail
from desk.queries.requests import RegisterQuestion, VisitApplicant, request_rows, visit_applicant
from desk.queries.standards import StandardSheet, standard_sheet
from desk.rules.clashes import Clash
from desk.ui.requests.directing import Directing
from desk.ui.requests.form_asker import FormAsker
from desk.ui.requests.form_page import FormPage
from desk.ui.requests.listing import RequestsList
from desk.ui.requests.registers_face import RegistersFace
from desk.ui.requests.saved import SavedRequest
from desk.ui.requests.standard_face import StandardFace
from desk.ui.requests.view import RequestView
from desk.ui.widgets import layouts
from desk.ui.widgets.notice import NoticeBar


class RequestsPanel(QWidget):
    """List, form and view of requests; everything by keyboard."""

    receipt_wanted = Signal(tuple)
    """Ids of requests that want one tanda terima."""
    completeness_wanted = Signal(int)
    """A request that became complete wants its tanda terima kelengkapan berkas."""
    reprint_wanted = Signal(int)
    booking_chosen = Signal(int)
    paper_wanted = Signal(object)
    request_filed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_saving = False
        self._unprinted: tuple[int, ...] = ()
        self.notices = NoticeBar()
        self.listing = RequestsList()
        self.page = FormPage()
        self.view = RequestView(desk)
        self.standard = StandardFace()
        self.registers = RegistersFace(desk)
        self._asker = FormAsker(desk, self.page)
        self._directing = Directing(desk, self.page)
        self._below_standard: QWidget = self.listing
        self._faces = QStackedWidget()
        self._lay()
        self._connect()
        self._connect_form()

    # --- what the window asks -----------------------------------------------------------------------------

    def start(self, visit_id: int | None = None) -> None:
        """Begin a request, for the visitor of `visit_id` where one is given."""
        self._set_aside()
        self._unprinted = ()
        if visit_id is None:
            self._begin(None)
        else:
            self._desk.ask(self, visit_applicant, visit_id, then=self._begin, otherwise=self._say_failed)

    def open_request(self, request_id: int) -> None:
        """Show one request; a half-filled form waits below it."""
        self.view.open(request_id)
        self._show(self.view)

    def open_register(self, kind: str) -> None:
        """Show the register of `objections` or `complaints`; a half-filled form waits below it."""
        self.registers.open(kind)
        self._show(self.registers)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        if self._desk.actor is None:
            return
        self._desk.ask(self, service_rows, then=self._show_services)
        if self._faces.currentWidget() is self.listing:
            self.listing.ask()
        elif self._faces.currentWidget() is self.view:
            self.view.refresh()
        elif self._faces.currentWidget() is self.registers:
            self.registers.refresh()

    def holds_work(self) -> bool:
        """Whether something is typed or ticked that is not saved."""
        return self._form_holds_work() or self.view.holds_work() or self.registers.holds_work()

    def draft(self) -> dict[str, Any] | None:
        """What is not saved as plain data; None while there is nothing to lose."""
        drafted: dict[str, Any] = {}
        if self._form_holds_work():
            drafted["form"] = self.page.form.draft()
        if self.view.holds_work():
            drafted["view"] = self.view.draft()
        if self.registers.draft() is not None:
            drafted["registers"] = self.registers.draft()
        return drafted or None

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back as it was left."""
        if draft.get("view"):
            self.view.restore(draft["view"])
            self._show(self.view)
        if draft.get("registers"):
            self._show(self.registers)
            self.registers.restore(draft["registers"])
        if draft.get("form"):
            self._restore_form(draft["form"])

    # --- laying out ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        column = layouts.vertical(self, gap=8)
        column.addWidget(self.notices)
        column.addWidget(self._faces, 1)
        for face in (self.listing, self.page, self.view, self.standard, self.registers):
            self._faces.addWidget(face)
        new = QShortcut(QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self._on_new)
        self._on_shown()

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(lambda _actor: self.refresh())
        self._faces.currentChanged.connect(lambda _number: self._on_shown())
        self.listing.asked.connect(self._on_list_asked)
        self.listing.chosen.connect(self.open_request)
        self.listing.new_wanted.connect(self._on_new)
        self.view.closed.connect(self._on_view_closed)
        self.view.correction_wanted.connect(self._correct)
        self.view.said.connect(self.notices.success)
        self.view.failed.connect(self._say_failed)
        self.view.reprint_wanted.connect(self.reprint_wanted)
        self.view.completeness_wanted.connect(self.completeness_wanted)
        self.view.booking_chosen.connect(self.booking_chosen)
        self.view.paper_wanted.connect(self.paper_wanted)
        self.view.link_wanted.connect(_open_link)
        self.listing.register_wanted.connect(self.open_register)
        self.registers.closed.connect(self._on_view_closed)
        self.registers.request_chosen.connect(self.open_request)
        self.registers.said.connect(self.notices.success)
        self.registers.failed.connect(self._say_failed)

    def _connect_form(self) -> None:
        page, form = self.page, self.page.form
        page.picker.chosen.connect(self._on_service_chosen)
        form.all_answered.connect(lambda: page.save_and_print.setFocus(Qt.FocusReason.TabFocusReason))
        form.save_requested.connect(lambda: self._on_save(prints=False))
        form.submit_requested.connect(lambda: self._on_save(prints=True))
        page.save.clicked.connect(lambda: self._on_save(prints=False))
        page.save_and_print.clicked.connect(lambda: self._on_save(prints=True))
        page.cancel.clicked.connect(self._on_cancel)
        page.saved.more_wanted.connect(self._on_more)
        page.saved.receipt_wanted.connect(self._on_receipt)
        page.saved.opened.connect(self.open_request)
        page.saved.done.connect(self._on_done)
        self._asker.failed.connect(self._say_failed)
        self._directing.failed.connect(self._say_failed)
        self._directing.directed.connect(self._on_directed)
        page.standard.clicked.connect(self._on_standard)
        self.standard.closed.connect(self._close_standard)
        self.view.standard_wanted.connect(self._open_standard)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._faces.currentWidget()
        if event.key() == Qt.Key.Key_Escape and shown is self.page and self.page.strip.isVisible():
            self.page.strip.shut()
        elif event.key() == Qt.Key.Key_Escape and shown is self.page:
            (self._on_done if self.page.is_saved_shown() else self._on_cancel)()
        elif event.key() == Qt.Key.Key_Escape and shown is self.view:
            self.view.close_view()
        elif event.key() == Qt.Key.Key_Escape and shown is self.standard:
            self._close_standard()
        else:
            super().keyPressEvent(event)

    def _show(self, face: QWidget) -> None:
        self._faces.setCurrentWidget(face)
        face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_shown(self) -> None:
        shown = self._faces.currentWidget()
        if shown is not None:
            self.setFocusProxy(shown)

    def _on_changed(self, touched: frozenset[str]) -> None:
        watched = requests.WATCHES | request_details.WATCHES | public_services.WATCHES
        watched |= roads.WATCHES | complaints.WATCHES
        if touched & public_services.WATCHES:
            self._asker.ask_again()
        if touched & watched and self.isVisible():
            self.refresh()

    # --- the list -----------------------------------------------------------------------------------------

    def _on_list_asked(self, question: RegisterQuestion) -> None:
        show = self.listing.show_rows if question.before_id is None else self.listing.add_rows
        if self._desk.actor is not None:
            self._desk.ask(
                self, request_rows, question, self._desk.actor, then=show, otherwise=self._say_failed
            )

    def _show_services(self, rows: tuple[ServiceRow, ...]) -> None:
        if rows != self.page.picker.services():
            self.page.picker.show_services(rows)

    # --- the form -----------------------------------------------------------------------------------------

    def _on_new(self) -> None:
        if self._faces.currentWidget() is self.registers:
            self.registers.ask_new()
        elif self._faces.currentWidget() is self.page and self.page.is_saved_shown():
            self._on_more()
        else:
            self.start()

    def _begin(self, visit: VisitApplicant | None) -> None:
        page = self.page
        self._asker.begin()
        page.form.begin(visit)
        page.retell()
        page.show_form()
        self._show(page)
        page.picker.ask()

    def _on_service_chosen(self, row: ServiceRow) -> None:
        def show(detail: ServiceDetail) -> None:
            self._show_service(detail)
            self.page.form.focus_next()

        self._desk.ask(self, service_detail, row.id, then=show, otherwise=self._say_failed)

    def _show_service(self, detail: ServiceDetail) -> None:
        page = self.page
        page.form.show_service(detail)
        page.picker.mark(detail.id)
        page.show_form()
        page.retell()

    # --- saving -------------------------------------------------------------------------------------------

    def _on_save(self, *, prints: bool) -> None:
        order = None if self._is_saving else self.page.form.order()
        if order is None:
            return
        self._is_saving = True
        if isinstance(order, RequestCorrection):
            self._desk.do(
                self,
                correct,
                order,
                then=self._on_corrected,
                otherwise=lambda e: self._on_not_saved(e, prints),
            )
            return
        applicant = order.applicant.name.strip()
        self._desk.do(
            self,
            file,
            order,
            then=lambda filed: self._on_filed(filed, applicant, prints=prints),
            otherwise=lambda e: self._on_not_saved(e, prints),
        )

    def _on_filed(self, filed: Filed, applicant: str, *, prints: bool) -> None:
        self._is_saving = False
        page, form = self.page, self.page.form
        visit, detail = form.visit(), form.detail()
        self._unprinted = (*self._unprinted, filed.id)
        saved = SavedRequest(filed, detail.standard.name if detail else "", applicant)
        form.settle()
        if prints:
            self._on_receipt(self._unprinted)
        page.saved.show_saved(saved, unprinted=self._unprinted, has_visit=visit is not None)
        page.show_saved()
        self.request_filed.emit(filed.id)

    def _on_not_saved(self, error: DeskError, prints: bool) -> None:  # noqa: FBT001 - passed on as it came
        self._is_saving = False
        form = self.page.form
        if isinstance(error, Clash):
            form.booking.show_free(error.free)
            form.show_refusal("booking.resource_key", error.sentence)
        elif isinstance(error, Refused):
            form.show_refusal(error.field, error.sentence)
        else:
            self.notices.error(str(error), action=_("Coba lagi"), then=lambda: self._on_save(prints=prints))

    def _on_receipt(self, ids: tuple[int, ...]) -> None:
        self._unprinted = ()
        self.receipt_wanted.emit(ids)
        if self.page.is_saved_shown():
            self._on_done()

    def _on_more(self) -> None:
        """Another errand of the same applicant: persons stay, the rest is new."""
        form = self.page.form
        visit = form.visit()
        persons = form.draft()["fields"]
        self._begin(visit)
        if visit is None:
            form.body.restore({name: text for name, text in persons.items() if name.startswith("applicant.")})
            form.applicant.shut()

    def _on_done(self) -> None:
        self.page.form.begin(None)
        self._unprinted = ()
        self._show(self.listing)
        self.listing.ask()

    def _on_directed(self, place: str) -> None:
        """Nothing was filed and no number given; what was typed can be had back."""
        self._on_cancel()
        self.notices.success(_("Dicatat: diarahkan ke {place}.").format(place=place))

    def _on_cancel(self) -> None:
        corrected = self.page.form.corrected_id()
        self._set_aside()
        self.page.form.begin(None)
        if corrected is not None:
            self.open_request(corrected)
            return
        self._show(self.listing)
        self.listing.ask()

    def _set_aside(self) -> None:
        """A half-filled form is cleared, and can be had back."""
        if not self._form_holds_work():
            return
        kept = self.page.form.draft()
        self.page.form.settle()
        self.notices.say(
            "info",
            _("Isian tadi disisihkan."),
            action=_("Kembalikan"),
            then=lambda: self._restore_form(kept),
        )

    def _form_holds_work(self) -> bool:
        return self.page.form.is_dirty() and not self.page.is_saved_shown()

    # --- corrections and drafts ---------------------------------------------------------------------------

    def _correct(self, detail: RequestDetail) -> None:
        self._set_aside()
        self._show_correction(detail)

    def _show_correction(self, detail: RequestDetail) -> None:
        page = self.page
        self._asker.begin()
        page.form.correct(detail)
        page.picker.mark(detail.service.id)
        page.show_form()
        page.retell()
        self._show(page)
        page.form.focus_reason()

    def _on_corrected(self, marked: Marked) -> None:
        self._is_saving = False
        self.page.form.settle()
        self.page.form.begin(None)
        self.notices.success(" ".join((_("Koreksi disimpan."), *marked.warnings)))
        self.open_request(marked.id)
        if marked.became_complete:
            self.completeness_wanted.emit(marked.id)

    def _restore_form(self, draft: Mapping[str, Any]) -> None:
        def fill() -> None:
            self.page.form.restore(draft)
            self._show(self.page)
            self.page.form.focus_next()

        corrects, visit_id = draft.get("corrects"), draft.get("visit_id")
        actor = self._desk.actor
        if corrects is not None and actor is not None:
            self._ask_then(request_detail, (corrects, actor), lambda d: self._correct_again(d, fill))
        elif visit_id is not None:
            self._ask_then(visit_applicant, (visit_id,), lambda visit: self._begin_again(visit, draft, fill))
        else:
            self._begin_again(None, draft, fill)

    def _begin_again(
        self, visit: VisitApplicant | None, draft: Mapping[str, Any], then: Callable[[], None]
    ) -> None:
        self._begin(visit)
        service_id = draft.get("service_id")
        if service_id is None:
            then()
            return

        def show(detail: ServiceDetail) -> None:
            self._show_service(detail)
            then()

        self._ask_then(service_detail, (service_id,), show)

    def _correct_again(self, detail: RequestDetail, then: Callable[[], None]) -> None:
        self._show_correction(detail)
        then()

    def _ask_then(
        self, question: Callable[..., Any], arguments: tuple[object, ...], then: Callable[[Any], None]
    ) -> None:
        self._desk.ask(self, question, *arguments, then=then, otherwise=self._say_failed)

    def _on_view_closed(self) -> None:
        """Back to the form that waits, else to the list."""
        waits = self._form_holds_work() or self.page.is_saved_shown()
        self._show(self.page if waits else self.listing)
        if not waits:
            self.listing.ask()

    # --- the standard -------------------------------------------------------------------------------------

    def _on_standard(self) -> None:
        detail = self.page.form.detail()
        if detail is not None:
            self._open_standard(detail.id)

    def _open_standard(self, service_id: int) -> None:
        def show(sheet: StandardSheet) -> None:
            shown = self._faces.currentWidget()
            if shown is not None and shown is not self.standard:
                self._below_standard = shown
            self.standard.show_sheet(sheet)
            self._show(self.standard)

        self._ask_then(standard_sheet, (service_id,), show)

    def _close_standard(self) -> None:
        below = self._below_standard
        self._faces.setCurrentWidget(below)
        if below is self.page:
            self.page.form.focus_next()
        else:
            below.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_failed(self, error: DeskError) -> None:
        self.notices.error(str(error))


def _open_link(link: str) -> None:
    """Hand a message over to the program this computer has for it."""
    QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
