"""Puts the panels into the window and lets them speak to each other; knows no database and no rule.

Hari ini is built at once, every other panel when it is first shown or asked for: its code is imported then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desk import clock
from desk.background import Desk
from desk.errors import DeskError
from desk.i18n import _
from desk.queries.visitors import VisitorRow, visitor_row
from desk.rules.office_dates import TypedBooking
from desk.rules.rights import Actor
from desk.settings import Settings
from desk.ui.day_clock import DayClock
from desk.ui.documents.counter import DocumentCounter
from desk.ui.draft_keeper import DraftKeeper
from desk.ui.finder import Finder
from desk.ui.hold_watch import HoldWatch
from desk.ui.main_window import MainWindow
from desk.ui.panels import Panels
from desk.ui.scan_filter import ScanFilter
from desk.ui.seat import Seat
from desk.ui.slips.counter import SlipCounter
from desk.ui.starting import PRODUCT
from desk.ui.worklist.panel import WorklistPanel
from desk.ui.worklist.reminder import Reminder

if TYPE_CHECKING:
    from desk.ui.assets.panel import AssetsPanel
    from desk.ui.calendar.panel import CalendarPanel
    from desk.ui.reports.panel import ReportsPanel
    from desk.ui.requests.panel import RequestsPanel
    from desk.ui.settings.panel import SettingsPanel
    from desk.ui.visitors.panel import VisitorsPanel


class Front(QObject):
    """One window at one desk."""

    def __init__(self, desk: Desk, *, agency: str, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.window = MainWindow(PRODUCT, agency)
        self.slips = SlipCounter(desk, self.window)
        self.documents = DocumentCounter(desk, self.slips.lane, self.window)
        self.panels = Panels(self.window)
        self.finder = Finder(self.window, desk)
        self.seat = Seat(self.window, desk, idle_minutes=settings.lock_after_minutes)
        self.drafts = DraftKeeper(desk, self)
        self.day = DayClock(self.window)
        self.holds = HoldWatch(self.window, desk)
        self.reminder = Reminder(desk, self)
        self._scans = ScanFilter(self)
        self._add_panels()
        self._wire_window()

    def open(self) -> None:
        """Show the window, locked until somebody signs in."""
        self.window.show()
        self.seat.lock()

    def close(self) -> None:
        """Keep what is half filled, let the lanes finish, and hear no more keys."""
        application = QApplication.instance()
        for listener in (self._scans, self.seat):
            if application is not None:
                application.removeEventFilter(listener)
        self.drafts.stop()
        if self.window.is_built("reports"):
            self.panels.reports.finish()
        self.slips.finish()
        self.desk.finish()

    def _add_panels(self) -> None:
        window = self.window
        window.add_panel("today", _("Hari ini"), self._build_today(), shortcut="F1")
        window.add_panel("visitors", _("Tamu"), self._build_visitors, shortcut="F2")
        window.add_panel("requests", _("Permohonan"), self._build_requests, shortcut="F3")
        window.add_panel("calendar", _("Kalender"), self._build_calendar, shortcut="F4")
        window.add_panel("assets", _("Aset"), self._build_assets, shortcut="F6")
        window.add_panel("reports", _("Laporan"), self._build_reports, shortcut="F7")
        window.add_panel("settings", _("Pengaturan"), self._build_settings)
        window.add_key("F5", _("Dokumen")).connect(self._show_papers)
        window.add_key("F8", _("Cetak ulang")).connect(self._reprint)
        window.add_key("F9", _("Antrean")).connect(self.slips.open_queue)
        window.allow_lock()
        panels = self.panels
        self.drafts.watch_later("visit", lambda: panels.visitors)
        self.drafts.watch_later("request", lambda: panels.requests)
        self.drafts.watch_later("booking", lambda: panels.calendar)
        self.drafts.watch_later("assets", lambda: panels.assets)
        self.drafts.watch_later("settings", lambda: panels.settings)

    def _build_today(self) -> WorklistPanel:
        panel = WorklistPanel(self.desk)
        panel.request_chosen.connect(self.show_request)
        panel.booking_chosen.connect(self.show_booking)
        panel.loan_chosen.connect(self.show_loan)
        panel.visit_chosen.connect(self.show_visit)
        panel.late_counted.connect(lambda count: self.window.set_badge("today", count))
        panel.late_loans_counted.connect(lambda count: self.window.set_badge("assets", count))
        panel.failed.connect(self._on_failed)
        return panel

    def _build_visitors(self) -> VisitorsPanel:
        from desk.ui.visitors.panel import VisitorsPanel

        panel = VisitorsPanel(self.desk)
        panel.request_wanted.connect(self.start_request)
        panel.request_wanted.connect(lambda _visit: self.slips.prepare())
        panel.register_wanted.connect(lambda: self.show_paper("buku-tamu"))
        self.drafts.watch("visit", panel)
        return panel

    def _build_requests(self) -> RequestsPanel:
        from desk.ui.requests.panel import RequestsPanel

        panel = RequestsPanel(self.desk)
        panel.receipt_wanted.connect(self.slips.issue)
        panel.reprint_wanted.connect(self.slips.reprint_request)
        panel.booking_chosen.connect(self.show_booking)
        panel.paper_wanted.connect(self.documents.open_wish)
        panel.completeness_wanted.connect(lambda request_id: self.slips.issue((request_id,)))
        self.drafts.watch("request", panel)
        return panel

    def _build_calendar(self) -> CalendarPanel:
        from desk.ui.calendar.panel import CalendarPanel

        panel = CalendarPanel(self.desk)
        panel.request_chosen.connect(self.show_request)
        panel.paper_wanted.connect(self.documents.open_wish)
        panel.agenda_wanted.connect(lambda day: self.show_paper("agenda-pekan", first=day))
        self.drafts.watch("booking", panel)
        return panel

    def _build_assets(self) -> AssetsPanel:
        from desk.ui.assets.panel import AssetsPanel

        panel = AssetsPanel(self.desk)
        panel.loan.papers.wanted.connect(self.documents.open_wish)
        panel.stock.pane.labels_wanted.connect(
            lambda key: self.show_paper("label-aset", clock.today(), choice=key)
        )
        panel.scan_passed.connect(self.window.take_scan)
        self.drafts.watch("assets", panel)
        return panel

    def _build_reports(self) -> ReportsPanel:
        from desk.ui.reports.panel import ReportsPanel

        panel = ReportsPanel(self.desk, print_lane=self.slips.lane)
        panel.said.connect(self.window.notices.success)
        panel.failed.connect(self._on_not_taken)
        return panel

    def _build_settings(self) -> SettingsPanel:
        from desk.ui.settings.panel import SettingsPanel

        panel = SettingsPanel(self.desk, lane=self.slips.lane)
        panel.said.connect(self.window.notices.success)
        panel.reprint_wanted.connect(self.slips.reprint_request)
        panel.settings_changed.connect(self._on_settings_changed)
        self.drafts.watch("settings", panel)
        return panel

    def _wire_window(self) -> None:
        window, notices = self.window, self.window.notices
        self.finder.request_found.connect(self.show_request)
        self.finder.booking_found.connect(self.show_booking)
        self.finder.visitor_found.connect(self.show_visitor)
        self.finder.enquired.connect(self.enquire)
        for led in (self.finder.request_found, self.finder.booking_found, self.finder.visitor_found):
            led.connect(self._on_led_somewhere)
        self.finder.enquired.connect(self._on_led_somewhere)
        self.finder.said.connect(notices.answer)
        window.lock_requested.connect(self.seat.lock)
        window.about_to_close.connect(self.close)
        self.reminder.reminded.connect(lambda sentence: notices.say("info", sentence))
        self.seat.taken.connect(self._on_taken)
        self.seat.about_to_lock.connect(self.drafts.stop)
        self.drafts.kept.connect(lambda words: window.set_status(words, name="draft"))
        self.desk.failed.connect(self._on_failed)
        self.desk.saving_lasts.connect(self._tell_of_saving)
        self.day.day_changed.connect(self.panels.today.refresh)
        self._scans.scanned.connect(self._on_scanned)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._scans.install(application)

    def show_request(self, request_id: int) -> None:
        """Open a request, over a half-filled form if there is one."""
        self.window.go_to("requests")
        self.panels.requests.open_request(request_id)

    def show_booking(self, booking_id: int) -> None:
        """Open a booking in the calendar."""
        self.window.go_to("calendar")
        self.panels.calendar.open_booking(booking_id)

    def show_loan(self, booking_id: int) -> None:
        """Open a booking at the counter of the store."""
        self.window.go_to("assets")
        self.panels.assets.open_loan(booking_id)

    def show_paper(self, key: str, first: date | None = None, choice: str = "") -> None:
        """Show a paper of Laporan over the panel shown (Esc returns there): a register, an agenda."""
        self.window.open_over("reports")
        self.panels.reports.show_paper(key, first=first, choice=choice)

    def show_visit(self, visit_id: int) -> None:
        """Open a visit of today."""
        self.window.go_to("visitors")
        self.panels.visitors.open_visit(visit_id)

    def show_visitor(self, visitor_id: int) -> None:
        """Begin a visit of a known visitor."""
        self.window.go_to("visitors")
        self.desk.ask(self, visitor_row, visitor_id, then=self._take_visitor)

    def start_request(self, visit_id: int) -> None:
        """File a request for the visitor at the counter."""
        self.window.show_panel("requests")
        self.panels.requests.start(visit_id)

    def enquire(self, typed: TypedBooking) -> None:
        """Answer "is it free?" over whatever is half filled; Esc returns there."""
        if self.window.current_panel() != "calendar":
            self.window.open_over("calendar")
        self.panels.calendar.open_enquiry(typed.day, typed.start, typed.end, typed.rest or None)

    def _take_visitor(self, row: VisitorRow | None) -> None:
        if row is not None and not self.panels.visitors.holds_work():
            self.panels.visitors.form.take(row)

    def _tell_of_saving(self, lasts: bool) -> None:  # noqa: FBT001 # what the signal carries
        words = _("Menyimpan … data sedang dipakai program lain") if lasts else ""
        self.window.set_status(words, name="saving")

    def _on_led_somewhere(self) -> None:
        """What was scanned or searched is open: neither its words nor an earlier "not found" stay."""
        self.window.scan_box().clear()
        self.window.notices.answer("")

    def _on_scanned(self, text: str) -> None:
        if self.desk.actor is None:  # behind the lock nothing is opened, and no other thing closed for it
            return
        if self.window.current_panel() == "assets":
            self.panels.assets.take_scan(text)
        elif not (self.window.is_built("settings") and self.panels.settings.take_scan(text)):
            self.window.take_scan(text)

    def _show_papers(self) -> None:
        """The papers of the booking or request that is open."""
        from desk.ui.documents.card import PaperWish

        shown, panels = self.window.current_panel(), self.panels
        booking = panels.calendar.shown_booking() if shown == "calendar" else None
        booking = panels.assets.shown_booking() if shown == "assets" else booking
        request = panels.requests.view.detail() if shown == "requests" else None
        if booking is not None:
            self.documents.open_papers(PaperWish(booking_id=booking))
        elif request is not None:
            self.documents.open_papers(PaperWish(request_id=request.row.id))
        else:
            self.window.notices.answer(_("Buka dahulu permohonan atau pesanan yang dokumennya dicari."))

    def _reprint(self) -> None:
        self.slips.reprint_latest()

    def _on_taken(self, _actor: Actor) -> None:
        self.drafts.start()
        self.day.show()
        if self.window.current_panel() == "today":
            self.panels.today.focus_first()

    def _on_settings_changed(self, chosen: Settings) -> None:
        self.seat.set_idle_minutes(chosen.lock_after_minutes)

    def _on_not_taken(self, sentence: str, again: Callable[[], None] | None) -> None:
        self.window.notices.error(sentence, action=_("Coba lagi") if again else "", then=again)

    def _on_failed(self, error: DeskError) -> None:
        self.window.notices.error(str(error), action=_("Coba lagi"), then=self.panels.today.refresh)
