"""The calendar's screen: views, side and the acts between them; knows no SQL and paints nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk import clock
from desk.background import Desk
from desk.i18n import _
from desk.queries.bookings import BookingDetail, Enquiry, Wish, awaiting_confirmation, booking_detail, enquiry
from desk.queries.calendars import WATCHES, CalendarRows, calendar_between
from desk.queries.free_times import free_day
from desk.rules.office_dates import TypedBooking
from desk.rules.resources import matching_key
from desk.ui.calendar.acts import Acts
from desk.ui.calendar.board import day_board, week_board
from desk.ui.calendar.day_view import DayView
from desk.ui.calendar.form import Hours
from desk.ui.calendar.head import Head
from desk.ui.calendar.lane_view import LaneView
from desk.ui.calendar.side import Side
from desk.ui.calendar.week_view import WeekView
from desk.ui.widgets import layouts
from desk.ui.widgets.cards import Card
from desk.ui.widgets.notice import NoticeBar

_MINUTE_MS = 60_000


class CalendarPanel(QWidget):
    """Week of one resource or day of all; the side answers, books, decides and closes."""

    booking_saved = Signal(int)
    """A booking that was made, moved, corrected or restored."""
    request_chosen = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._day = clock.today()
        self._resource_key = "aula"
        self._view_name = "week"
        self._rows: CalendarRows | None = None
        self._kept: dict[str, Any] | None = None
        self._to_open: Callable[[], None] | None = None
        self.notices = NoticeBar()
        self.head = Head()
        self.week, self.day = WeekView(), DayView()
        self.side = Side()
        self._acts = Acts(desk, self.side, self.notices)
        self._lay()
        self._connect()
        self._show_view("week")

    # ---- what the window asks ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for everything shown."""
        self._desk.ask(self, calendar_between, *self._days(), then=self._on_rows)
        self._desk.ask(self, awaiting_confirmation, then=self.side.overview.show_waiting)
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
        self._when_loaded(lambda: self._restore_form(draft["content"]))

    def _restore_form(self, content: dict[str, Any]) -> None:
        self.side.form.restore(content)
        self.side.open("form")
        self.side.form.focus_words()

    def open_enquiry(
        self, day: date, start: time | None = None, end: time | None = None, resource_key: str | None = None
    ) -> None:
        """Is it free then? The answer at once, and the form to book it; without hours only the day."""
        self._resource_key = resource_key or self._resource_key
        self._go_to(day)
        if start is None or end is None:
            self._view().setFocus()
            return
        hours = Hours(start, end)
        self._when_loaded(lambda: self._open_form(day, hours))

    def open_booking(self, booking_id: int) -> None:
        """Show one booking, its week around it."""
        self._ask_detail(booking_id, self._go_to_booking)

    # ---- laying out --------------------------------------------------------------------------------------

    def _lay(self) -> None:
        card = Card()
        card.body.addWidget(self.head)
        self._views = QStackedWidget()
        self._views.addWidget(self.week)
        self._views.addWidget(self.day)
        frame = layouts.vertical(margins=(1, 0, 1, 0))
        frame.addWidget(self._views)
        card.body.addLayout(frame, 1)
        left = layouts.vertical(gap=8)
        left.addWidget(self.notices)
        left.addWidget(card, 1)
        whole = layouts.horizontal(self, gap=16)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)

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
        for view in (self.week, self.day):
            view.span_chosen.connect(self._on_span)
            view.bar_chosen.connect(self._on_bar)
            view.closure_chosen.connect(self._on_closure)
            view.cursor_moved.connect(self._on_cursor)
            view.page_wanted.connect(self._on_page)
            view.today_wanted.connect(self._on_today)
            view.letters_typed.connect(self.head.quick.take)
        self.head.page_wanted.connect(self._on_page)
        self.head.today_wanted.connect(self._on_today)
        self.head.view_chosen.connect(self._show_view)
        self.head.resource_chosen.connect(self._on_resource)
        self.side.overview.closing_wanted.connect(self._on_closing)
        self.head.quick.day_typed.connect(self._go_to)
        self.head.quick.wish_typed.connect(self._on_wish_typed)
        self.head.quick.word_typed.connect(self._on_word_typed)
        self.head.quick.left.connect(lambda: self._view().setFocus())

    def _connect_side(self) -> None:
        side = self.side
        side.overview.booking_chosen.connect(self.open_booking)
        side.form.wish_changed.connect(self._on_wish)
        side.form.cancel.clicked.connect(self._close_side)
        side.detail.move_wanted.connect(self._on_move)
        side.detail.correction_wanted.connect(self._on_correct)
        side.detail.request_wanted.connect(self.request_chosen)
        self._acts.saved.connect(self._on_saved)
        self._acts.decided.connect(self.booking_saved)
        self._acts.closed.connect(self._show_overview)

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
        for view in (self.week, self.day):
            view.select(None)
        self._view().setFocus()
        self._ask_day()

    # ---- which days --------------------------------------------------------------------------------------

    def _days(self) -> tuple[date, date]:
        if self._view_name == "day":
            return self._day, self._day
        monday = self._day - timedelta(days=self._day.weekday())
        return monday, monday + timedelta(days=6)

    def _view(self) -> LaneView:
        return self.week if self._view_name == "week" else self.day

    def _show_view(self, name: str) -> None:
        self._view_name = name
        self.head.show_view(name)
        self._views.setCurrentWidget(self._view())
        self.setFocusProxy(self._view())
        if self.isVisible():
            self._rows = None
            self.refresh()
            self._view().setFocus()

    def _go_to(self, day: date) -> None:
        """Show `day`, the cursor on it."""
        before = self._days()
        self._day = day
        if self._days() != before or self._rows is None:
            self._rows = None
            self.refresh()
        else:
            self._put_cursor()
            self._show_rows()

    def _on_rows(self, rows: CalendarRows) -> None:
        if (rows.days[0].day, rows.days[-1].day) != self._days():
            return
        self._rows = rows
        if self._resource_key not in self._names():
            self._resource_key = next(iter(self._names()), "")
        self.head.offer(rows.resources, self._resource_key)
        self.side.form.offer(rows.resources)
        self.side.closures.offer(rows.resources, rows.closures)
        self._show_rows()
        self._ask_day()
        to_open, self._to_open = self._to_open, None
        if to_open is not None:
            to_open()

    def _when_loaded(self, then: Callable[[], None]) -> None:
        """Do `then` once the days asked for are there: the form needs the resources to choose from."""
        if self._rows is not None:
            then()
            return
        self._to_open = then
        self._desk.ask(self, calendar_between, *self._days(), then=self._on_rows)

    def _show_rows(self) -> None:
        if self._rows is None:
            return
        self.week.show_board(week_board(self._rows, self._resource_key))
        self.day.show_board(day_board(self._rows))
        self._put_cursor()
        first, last = self._days()
        lane = next(iter(self.day.board.lanes), None) if first == last else None
        note = lane.note if lane else ""
        self.head.show_days(
            first, last, note=note, is_provisional=lane.is_note_provisional if lane else False
        )

    def _put_cursor(self) -> None:
        """The cursor's lane follows the day (in the week) or the resource (in the day)."""
        for view in (self.week, self.day):
            view.blockSignals(True)  # noqa: FBT003 # Qt's own signature
            at = view.cursor_at
            lane = self._lane_of(view)
            if view.board.lanes and lane != at.lane:
                view.put_cursor(lane, at.start)
            view.blockSignals(False)  # noqa: FBT003 # Qt's own signature

    def _lane_of(self, view: LaneView) -> int:
        wanted = (self._day, self._resource_key)
        lanes = [(lane.day, lane.resource_key) for lane in view.board.lanes]
        return lanes.index(wanted) if wanted in lanes else 0

    def _on_cursor(self, at: int) -> None:
        lane = self._view().board.lanes[at]
        if (lane.day, lane.resource_key) == (self._day, self._resource_key):
            return
        self._day, self._resource_key = lane.day, lane.resource_key
        if self._rows is not None:
            self.head.offer(self._rows.resources, self._resource_key)
        self._ask_day()

    def _on_page(self, step: int) -> None:
        days = 7 if self._view_name == "week" else 1
        self._go_to(self._day + timedelta(days=days * step))

    def _on_today(self) -> None:
        self._go_to(clock.today())
        self._view().setFocus()

    def _on_resource(self, key: str) -> None:
        self._resource_key = key
        self._show_rows()
        self._ask_day()

    def _on_wish_typed(self, wish: TypedBooking) -> None:
        key = matching_key(wish.rest, self._names()) if wish.rest else None
        self.open_enquiry(wish.day, wish.start, wish.end, key)

    def _on_word_typed(self, word: str) -> None:
        key = matching_key(word, self._names())
        if key is None:
            self.notices.say("info", _("Tidak dikenal: {word}").format(word=word))
            return
        self._on_resource(key)
        if self._rows is not None:
            self.head.offer(self._rows.resources, key)

    def _names(self) -> dict[str, str]:
        rows = self._rows.resources if self._rows else ()
        return {row.key: row.name for row in rows if row.is_active}

    def _ask_day(self) -> None:
        if self._resource_key in self._names():
            self._desk.ask(self, free_day, self._resource_key, self._day, then=self.side.overview.show_day)

    def _on_minute(self) -> None:
        if self.isVisible():
            self._show_rows()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & WATCHES and self.isVisible():
            self.refresh()

    def _show_rights(self) -> None:
        actor = self._desk.actor
        self.side.overview.closing.setVisible(actor is not None and actor.may("close"))
        self.side.form.allow(may_decide=actor is not None and actor.may("decide"))

    # ---- booking -----------------------------------------------------------------------------------------

    def _on_span(self, at: int, start: int, end: int) -> None:
        lane = self._view().board.lanes[at]
        self._day, self._resource_key = lane.day, lane.resource_key
        self._open_form(lane.day, Hours(_time(start), _time(end)))

    def _open_form(self, day: date, hours: Hours) -> None:
        """A new form, or another slot for the one that is half filled."""
        form = self.side.form
        is_under_way = self.side.page() == "form" and form.mode != "correct" and form.is_dirty()
        if is_under_way:
            form.put_slot(self._resource_key, day, hours)
        else:
            form.begin(self._resource_key, day, hours)
        self.side.open("form")
        form.focus_words()

    def _on_wish(self, wish: Wish | None) -> None:
        if wish is None:
            return
        self._show_ghost(wish)
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
        if not answer.is_free and form.awaits_words():
            form.answer.focus_proposals()

    def _show_ghost(self, wish: Wish) -> None:
        """Draw what is being asked for where it would lie."""
        view = self._view()
        lanes = [(lane.day, lane.resource_key) for lane in view.board.lanes]
        start, end = clock.to_office(wish.span.starts_at), clock.to_office(wish.span.ends_at)
        wanted = (start.date(), wish.resource_key)
        if wanted not in lanes:
            return
        minutes = int((end - start).total_seconds()) // 60
        first = start.hour * 60 + start.minute
        view.blockSignals(True)  # noqa: FBT003 # Qt's own signature
        view.put_cursor(lanes.index(wanted), first, first + minutes)
        view.blockSignals(False)  # noqa: FBT003 # Qt's own signature

    def _on_saved(self, booking_id: int) -> None:
        self._kept = None
        self.side.open("overview")
        self._ask_detail(booking_id, self._show_saved)
        self.booking_saved.emit(booking_id)

    # ---- one booking -------------------------------------------------------------------------------------

    def _on_bar(self, booking_id: int) -> None:
        self._ask_detail(booking_id, self._open_detail)

    def _ask_detail(self, booking_id: int, then: Callable[[BookingDetail], None]) -> None:
        def answered(detail: BookingDetail | None) -> None:
            if detail is not None:
                then(detail)

        self._desk.ask(self, booking_detail, booking_id, then=answered)

    def _show_detail(self, detail: BookingDetail) -> None:
        self.side.detail.show_detail(detail, self._desk.actor)

    def _open_detail(self, detail: BookingDetail) -> None:
        if self.holds_work():
            self._close_side()
        self._show_detail(detail)
        self.side.open("detail")
        for view in (self.week, self.day):
            view.select(detail.id)
        self.side.detail.focus_acts()

    def _go_to_booking(self, detail: BookingDetail) -> None:
        self._resource_key = detail.resource_key
        self._go_to(clock.office_date(detail.span.starts_at))
        self._open_detail(detail)

    def _show_saved(self, detail: BookingDetail) -> None:
        self._go_to_booking(detail)
        self._view().setFocus()

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
        self.side.closures.begin(self._resource_key, self._day)
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
