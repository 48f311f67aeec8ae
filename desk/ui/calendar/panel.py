"""The calendar's screen: views, side and the acts between them; knows no SQL and paints nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desk import clock
from desk.background import Desk
from desk.i18n import _
from desk.operations.booking_orders import BookingOrder
from desk.queries.alternatives import others_free
from desk.queries.arrivals import not_arrived
from desk.queries.bookings import BookingDetail, Enquiry, Wish, awaiting_confirmation, enquiry
from desk.queries.bundles import bundle_enquiry
from desk.queries.calendars import WATCHES, CalendarRows
from desk.queries.decisions import Decision, decision
from desk.queries.displacements import InTheWayRow, in_the_way
from desk.queries.free_times import free_day
from desk.queries.series import preview
from desk.queries.waiting import WATCHES as WAITING
from desk.queries.waiting import waiting_rows
from desk.rules.office_dates import TypedBooking
from desk.ui.calendar.acts import Acts
from desk.ui.calendar.awaited import AwaitedBar
from desk.ui.calendar.displacing import DisplacingDialog
from desk.ui.calendar.exchange_acts import ExchangeActs
from desk.ui.calendar.hall_acts import HallActs
from desk.ui.calendar.lobby import LobbyWindow
from desk.ui.calendar.more_acts import MoreActs
from desk.ui.calendar.plan_view import Plan
from desk.ui.calendar.put_down import PutDown
from desk.ui.calendar.showings import Showings
from desk.ui.calendar.side import Side
from desk.ui.calendar.typed import Hours, Named, named
from desk.ui.calendar.views import Views
from desk.ui.documents.card import DocumentsCard
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.notice import NoticeBar

_MINUTE_MS = 60_000


class CalendarPanel(QWidget):
    """Day, week or month of one resource or all; the side answers, books, decides and closes."""

    booking_saved = Signal(int)
    """A booking that was made, moved, corrected or restored."""
    request_chosen = Signal(int)
    agenda_wanted = Signal(object)
    """The printed agenda of the week that this day is in."""
    paper_wanted = Signal(object)
    """A PaperWish of the booking shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kept: dict[str, Any] | None = None
        self.notices = NoticeBar()
        self.views = Views(desk)
        self.head = self.views.head
        self.side = Side()
        self._acts = Acts(desk, self.side, self.notices)
        self._put_down = PutDown(desk, self.notices)
        self.awaited = AwaitedBar()
        self._more = MoreActs(desk, self.side, self.notices)
        self.displacing: DisplacingDialog | None = None
        self.lobby: LobbyWindow | None = None
        self.hall = HallActs(desk, self.notices, self)
        self.showings: Showings | None = None
        self.exchange = ExchangeActs(desk, self.notices, self)
        self.papers = DocumentsCard(desk)
        self.side.detail.add_card(self.papers)
        self._lay()
        self._connect()

    # ---- what the window asks ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for everything shown."""
        self.views.refresh()
        self._desk.ask(self, awaiting_confirmation, then=self.side.overview.show_waiting)
        self._desk.ask(self, waiting_rows, then=self.side.overview.show_waits)
        self._ask_awaited()
        detail = self.side.detail.detail()
        if detail is not None and self.side.page() == "detail":
            self._ask_detail(detail.id, self._show_detail)
        if self.side.page() == "form":
            self.side.form.ask_again()

    def holds_work(self) -> bool:
        """Whether something is typed that is not saved."""
        page = self.side.page()
        return (page == "form" and self.side.form.is_dirty()) or (
            page == "closures" and self.side.closures.is_dirty()
        )

    def draft(self) -> dict[str, Any] | None:
        """The half-filled form as plain data; None while there is nothing to lose."""
        if self.holds_work():
            page = self.side.page()
            form = self.side.form if page == "form" else self.side.closures
            return {"page": page, "content": form.draft()}
        return self._kept

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back as it was left."""
        self._kept = None
        if draft.get("page") == "closures":
            self.side.closures.restore(draft["content"])
            self.side.open("closures")
            return
        self.views.when_loaded(lambda: self._restore_form(draft["content"]))

    def _restore_form(self, content: dict[str, Any]) -> None:
        self.side.form.restore(content)
        self.side.open("form")
        self.side.form.focus_words()

    def open_enquiry(
        self, day: date, start: time | None = None, end: time | None = None, resource: str | None = None
    ) -> None:
        """Is it free then? The answer at once, and the form to book it; without hours only the day.

        `resource` is a key, or words as typed: "speaker 2", "zoom".
        """
        views = self.views
        if resource in views.names():
            views.resource_key = resource
        views.go_to(day)
        if start is None or end is None:
            views.take_keyboard()
            return
        hours = Hours(start, end)
        views.when_loaded(lambda: self._open_form(day, hours, self._meant(resource)))

    def _meant(self, resource: str | None) -> Named:
        """What was named; what nothing is called is said, and the resource under the cursor stays."""
        if not resource or resource in self.views.names():
            return Named(self.views.resource_key)
        meant = named(resource, self.side.form.names())
        if meant is None:
            self._on_unknown(resource)
            return Named(self.views.resource_key)
        if meant.key in self.views.names():
            self.views.show_resource(meant.key)
        return meant

    def shown_booking(self) -> int | None:
        """The booking whose details are open, if any."""
        detail = self.side.detail.detail() if self.side.page() == "detail" else None
        return detail.id if detail is not None else None

    def open_booking(self, booking_id: int) -> None:
        """Show one booking, its week around it."""
        self._ask_detail(booking_id, self._go_to_booking)

    # ---- laying out --------------------------------------------------------------------------------------

    def _lay(self) -> None:
        card = Card()
        card.body.addWidget(self.views, 1)
        left = layouts.vertical(gap=8)
        left.addWidget(self.notices)
        left.addWidget(self.awaited)
        left.addWidget(card, 1)
        whole = layouts.horizontal(self, gap=16)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        self.setFocusProxy(self.views)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self._desk.actor_changed.connect(lambda _actor: self._show_rights())
        self._connect_views()
        self._connect_side()
        self._timer = QTimer(self)
        self._timer.setInterval(_MINUTE_MS)
        self._timer.timeout.connect(self._on_minute)
        self._timer.start()

    def _connect_views(self) -> None:
        views = self.views
        views.span_chosen.connect(self._on_span)
        views.bar_chosen.connect(self._on_bar)
        views.closure_chosen.connect(self._on_closure)
        views.dropped.connect(self._put_down.put)
        views.wish_typed.connect(self._on_wish_typed)
        views.unknown_typed.connect(self._on_unknown)
        views.loaded.connect(self._on_rows)
        views.place_changed.connect(self._ask_day)
        self._put_down.needs_answer.connect(self._on_put_where_taken)
        self._put_down.moved.connect(self.booking_saved)
        self.side.overview.closing_wanted.connect(self._on_closing)

    def _connect_side(self) -> None:
        side = self.side
        side.overview.booking_chosen.connect(self.open_booking)
        side.form.wish_changed.connect(self._on_wish)
        side.form.plan_changed.connect(self._on_plan)
        side.form.cancel.clicked.connect(self._close_side)
        side.detail.move_wanted.connect(self._on_move)
        side.detail.correction_wanted.connect(self._on_correct)
        side.detail.request_wanted.connect(self.request_chosen)
        self._acts.saved.connect(self._on_saved)
        self._acts.decided.connect(self.booking_saved)
        self._acts.closed.connect(self._show_overview)
        self._connect_more()

    def _connect_more(self) -> None:
        side, more = self.side, self._more
        side.detail.booking_chosen.connect(self.open_booking)
        side.form.displacing_wanted.connect(self._on_displacing)
        side.overview.lobby_wanted.connect(self._on_lobby)
        side.overview.exchange_wanted.connect(self._on_exchange)
        side.overview.agenda_wanted.connect(lambda: self.agenda_wanted.emit(self.views.on))
        side.detail.care_wanted.connect(self.hall.open)
        side.detail.showings_wanted.connect(self._on_showings)
        self.papers.wanted.connect(self.paper_wanted)
        more.decided.connect(self.booking_saved)
        more.displaced.connect(self._on_displaced)
        self.awaited.released.connect(more.release)
        self.awaited.kept.connect(more.keep)
        self.awaited.arrived.connect(more.arrive)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_rights()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._on_escape():
            return
        super().keyPressEvent(event)

    def _on_escape(self) -> bool:
        """Close what is open in the side, keeping what was typed; False where Esc is the window's."""
        if self.side.page() == "overview":
            return False
        if self.side.page() == "detail" and self.side.detail.asks_reason():
            self.side.detail.close_reason()
            return True
        held_work = self.holds_work()
        was_form = self.side.page() == "form"
        self._close_side()
        return held_work or not was_form

    def _close_side(self) -> None:
        self._kept = self.draft()
        if self._kept is not None and self.holds_work():
            kept = self._kept
            self.notices.say(
                "info", _("Isian disisihkan."), action=_("Kembalikan"), then=lambda: self.restore(kept)
            )
        self._show_overview()

    def _show_overview(self) -> None:
        self.side.open("overview")
        self.views.select(None)
        self.views.take_keyboard()
        self._ask_day()

    # ---- what the views tell -----------------------------------------------------------------------------

    def _on_rows(self, rows: CalendarRows) -> None:
        self.side.form.offer(rows.resources)
        self.side.closures.offer(rows.resources, rows.closures)

    def _on_wish_typed(self, wish: TypedBooking) -> None:
        self.open_enquiry(wish.day, wish.start, wish.end, wish.rest or None)

    def _on_unknown(self, word: str) -> None:
        self.notices.say("info", _("Tidak dikenal: {word}").format(word=word))

    def _ask_day(self) -> None:
        views = self.views
        if views.resource_key in views.names():
            self._desk.ask(self, free_day, views.resource_key, views.on, then=self.side.overview.show_day)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.views.show_rows()
            self._ask_awaited()

    def _ask_awaited(self) -> None:
        self._desk.ask(self, not_arrived, then=self.awaited.show_rows)

    def _on_lobby(self) -> None:
        if self.lobby is None:
            self.lobby = LobbyWindow(self._desk)
        self.lobby.open()

    def _on_exchange(self) -> None:
        key = self.views.resource_key
        if key in self.views.names():
            self.exchange.open(key, self.views.names()[key])

    def _on_showings(self, detail: BookingDetail) -> None:
        self.showings = Showings(self, self._desk, detail)
        self.showings.saved.connect(lambda: self.notices.success(_("Penayangan dicatat.")))
        self.showings.open()

    def _on_displacing(self, order: BookingOrder) -> None:
        """Ask for the written order, showing who would have to give way."""
        wish = Wish(order.resource_key, order.span, order.quantity, order.head_count)

        def ask(rows: tuple[InTheWayRow, ...]) -> None:
            self.displacing = DisplacingDialog(self, order, rows)
            self.displacing.ordered.connect(self._more.displace)
            self._more.refused.connect(self.displacing.show_refusal)
            self.displacing.open()

        self._desk.ask(self, in_the_way, wish, then=ask)

    def _on_displaced(self, booking_id: int) -> None:
        if self.displacing is not None:
            self.displacing.accept()
        self._on_saved(booking_id)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & (WATCHES | WAITING) and self.isVisible():
            self.refresh()

    def _show_rights(self) -> None:
        actor = self._desk.actor
        self.side.overview.closing.setVisible(actor is not None and actor.may("close"))
        self.side.overview.exchange.setVisible(actor is not None and actor.may("book"))
        self.side.form.allow(may_decide=actor is not None and actor.may("decide"))
        self.side.form.answer.may_displace = actor is not None and actor.may("displace")
        for view in self.views.all_views():
            view.may_carry = actor is not None and actor.may("book")

    # ---- booking -----------------------------------------------------------------------------------------

    def _on_span(self, _key: str, day: date, start: int, end: int) -> None:
        self._open_form(day, Hours(_time(start), _time(end)), Named(self.views.resource_key))

    def _open_form(self, day: date, hours: Hours, resource: Named) -> None:
        """A new form, or another slot for the one that is half filled."""
        form = self.side.form
        is_under_way = self.side.page() == "form" and form.mode != "correct" and form.is_dirty()
        if is_under_way:
            form.put_slot(resource, day, hours)
        else:
            form.begin(resource, day, hours)
        self.side.open("form")
        form.focus_words()

    def _on_wish(self, wish: Wish | None) -> None:
        if wish is None:
            return
        self.views.show_ghost(wish)
        self._desk.ask(
            self,
            enquiry,
            wish,
            then=lambda answer: self._on_answer(wish, answer),
            otherwise=lambda error: self.side.form.show_no_answer(wish, str(error)),
        )

    def _on_answer(self, wish: Wish, answer: Enquiry) -> None:
        """Show it; nothing typed yet and taken, the keyboard goes to what is free instead."""
        form = self.side.form
        form.show_answer(wish, answer)
        if not answer.is_free:
            self._desk.ask(self, others_free, wish, then=lambda rows: form.show_others(wish, rows))
        if not answer.is_free and form.awaits_words():
            form.answer.focus_proposals()

    def _on_plan(self, plan: Plan | None) -> None:
        """Ask how a series or a bundle would go."""
        if plan is None:
            return
        view, form = self.side.form.plan, self.side.form

        def show(shown: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda answer: shown(answer) if form.plan_asked() == plan else None

        refused = show(lambda error: view.show_refusal(str(error)))
        if plan.rhythm is not None:
            self._desk.ask(
                self, preview, plan.wish, plan.rhythm, then=show(view.show_dates), otherwise=refused
            )
        else:
            wishes = (plan.wish, *plan.members)
            self._desk.ask(self, bundle_enquiry, wishes, then=show(form.show_bundle), otherwise=refused)

    def _on_saved(self, booking_id: int) -> None:
        self._kept = None
        self.side.open("overview")
        self._ask_detail(booking_id, self._show_saved)
        self.booking_saved.emit(booking_id)

    # ---- one booking -------------------------------------------------------------------------------------

    def _on_bar(self, booking_id: int) -> None:
        self._ask_detail(booking_id, self._open_detail)

    def _ask_detail(self, booking_id: int, then: Callable[[Decision], None]) -> None:
        def answered(found: Decision | None) -> None:
            if found is not None:
                then(found)

        self._desk.ask(self, decision, booking_id, then=answered)

    def _show_detail(self, found: Decision) -> None:
        self.side.detail.show_decision(found, self._desk.actor)
        self.papers.show(booking_id=found.booking.id)

    def _open_detail(self, found: Decision) -> None:
        if self.holds_work():
            self._close_side()
        self._show_detail(found)
        self.side.open("detail")
        self.views.select(found.booking.id)
        self.side.detail.focus_acts()

    def _go_to_booking(self, found: Decision) -> None:
        self.views.resource_key = found.booking.resource_key
        self.views.go_to(clock.office_date(found.booking.span.starts_at))
        self._open_detail(found)

    def _show_saved(self, found: Decision) -> None:
        self._go_to_booking(found)
        self.views.take_keyboard()

    def _on_put_where_taken(self, detail: BookingDetail, wanted: Wish) -> None:
        """What was put down clashes there: the form shows why, and what is free instead."""
        self.side.form.begin_move(detail, wanted)
        self.side.open("form")
        self.side.form.focus_slot()

    def _on_move(self, detail: BookingDetail) -> None:
        self.side.form.begin_move(detail)
        self.side.open("form")
        self.side.form.focus_slot()

    def _on_correct(self, detail: BookingDetail) -> None:
        self.side.form.begin_correction(detail)
        self.side.open("form")
        self.side.form.focus_words()

    # ---- closures ----------------------------------------------------------------------------------------

    def _on_closing(self) -> None:
        self.side.closures.begin(self.views.resource_key, self.views.on)
        self.side.open("closures")

    def _on_closure(self, closure_id: int) -> None:
        actor = self._desk.actor
        if actor is None or not actor.may("close"):
            return
        self._on_closing()
        self.side.closures.select(closure_id)


def _time(minute: int) -> time:
    """A minute of the day; its end is midnight."""
    return time(*divmod(minute % (24 * 60), 60))
