"""The calendar's views under their head: which days of which resource are shown, and where the cursor is.

Asks for what it shows and says what was chosen; books, decides and lays out nothing beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk import clock
from desk.background import Desk
from desk.queries.bookings import Wish
from desk.queries.calendars import CalendarRows, calendar_between
from desk.rules.office_dates import TypedBooking
from desk.rules.resources import matching_key
from desk.ui.calendar.board import day_board, grid_board, month_board, week_board
from desk.ui.calendar.calendar_view import CalendarView
from desk.ui.calendar.day_view import DayView
from desk.ui.calendar.grid_view import GridView
from desk.ui.calendar.head import Head
from desk.ui.calendar.month_view import MonthView
from desk.ui.calendar.week_view import WeekView
from desk.ui.widgets import layouts

Period = Literal["day", "week", "month"]


class Views(QWidget):
    """Day, week and month, of all resources or of one."""

    span_chosen = Signal(str, object, int, int)
    """Resource key, day, first and last minute."""
    bar_chosen = Signal(int)
    closure_chosen = Signal(int)
    dropped = Signal(object)
    wish_typed = Signal(object)
    unknown_typed = Signal(str)
    loaded = Signal(object)
    """The CalendarRows of the days asked for."""
    place_changed = Signal()
    """Another day or resource under the cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.on = clock.today()
        self.resource_key = "aula"
        self.period: Period = "week"
        self.is_all = False
        self.rows: CalendarRows | None = None
        self._to_do: Callable[[], None] | None = None
        self.head = Head()
        self.day, self.week, self.month, self.grid = DayView(), WeekView(), MonthView(), GridView()
        self._lay()
        self._connect()
        self._mark()

    def _lay(self) -> None:
        self._stack = QStackedWidget()
        for view in self.all_views():
            self._stack.addWidget(view)
        frame = layouts.vertical(margins=(1, 0, 1, 0))
        frame.addWidget(self._stack)
        column = layouts.vertical(self)
        column.addWidget(self.head)
        column.addLayout(frame, 1)

    def _connect(self) -> None:
        for view in self.all_views():
            view.span_chosen.connect(self._on_span)
            view.bar_chosen.connect(self.bar_chosen)
            view.closure_chosen.connect(self.closure_chosen)
            view.day_chosen.connect(self._on_day)
            view.dropped.connect(self.dropped)
            view.cursor_moved.connect(self._on_cursor)
            view.page_wanted.connect(self._on_page)
            view.resource_wanted.connect(self._on_neighbour)
            view.today_wanted.connect(self._on_today)
            view.letters_typed.connect(self.head.quick.begin)
        head = self.head
        head.page_wanted.connect(self._on_page)
        head.today_wanted.connect(self._on_today)
        head.view_chosen.connect(lambda name: self.open_view(name, is_all=self.is_all))
        head.all_wanted.connect(lambda: self.open_view(self.period, is_all=not self.is_all))
        head.resource_chosen.connect(self._on_resource)
        head.quick.day_typed.connect(self.go_to)
        head.quick.wish_typed.connect(self._on_wish_typed)
        head.quick.word_typed.connect(self._on_word_typed)
        for box in (head.quick, head.resources):
            box.left.connect(self.take_keyboard)

    def all_views(self) -> tuple[CalendarView, ...]:
        """Every view, shown or not."""
        return self.day, self.week, self.month, self.grid

    def current(self) -> CalendarView:
        """The view that is shown."""
        if self.is_all:
            return self.day if self.period == "day" else self.grid
        return self.month if self.period == "month" else self.week

    def take_keyboard(self) -> None:
        """Put the keyboard on the view shown."""
        self.current().setFocus()

    # ---- which days --------------------------------------------------------------------------------------

    def days(self) -> tuple[date, date]:
        """The first and last day shown: a month of one resource in whole weeks."""
        if self.period == "day":
            return self.on, self.on
        if self.period == "week":
            return _monday(self.on), _monday(self.on) + timedelta(days=6)
        first, last = _month(self.on)
        return (first, last) if self.is_all else (_monday(first), _monday(last) + timedelta(days=6))

    def open_view(self, period: str, *, is_all: bool) -> None:
        """Show day, week or month, of all resources or of the one the cursor is on."""
        self.period, self.is_all = cast("Period", period), is_all
        self._mark()
        self.setFocusProxy(self.current())
        if self.isVisible():
            self.rows = None
            self.refresh()
            self.take_keyboard()

    def _mark(self) -> None:
        self.head.show_view(self.period, is_all=self.is_all)
        self._stack.setCurrentWidget(self.current())
        self.setFocusProxy(self.current())

    def refresh(self) -> None:
        """Ask again for the days shown."""
        self._desk.ask(self, calendar_between, *self.days(), then=self._on_rows)

    def go_to(self, day: date) -> None:
        """Show `day`, the cursor on it."""
        before = self.days()
        self.on = day
        if self.days() != before or self.rows is None:
            self.rows = None
            self.refresh()
        else:
            self.show_rows()
            self.place_changed.emit()

    def when_loaded(self, then: Callable[[], None]) -> None:
        """Do `then` once the days asked for are there: a form needs the resources to choose from."""
        if self.rows is not None:
            then()
            return
        self._to_do = then
        self.refresh()

    def _on_rows(self, rows: CalendarRows) -> None:
        if (rows.days[0].day, rows.days[-1].day) != self.days():
            return
        self.rows = rows
        if self.resource_key not in self.names():
            self.resource_key = next(iter(self.names()), "")
        self.head.offer(rows.resources, self.resource_key)
        self.loaded.emit(rows)
        self.show_rows()
        self.place_changed.emit()
        to_do, self._to_do = self._to_do, None
        if to_do is not None:
            to_do()

    def show_rows(self) -> None:
        """Show what is known, the line of now where it is now."""
        rows = self.rows
        if rows is None:
            return
        if self.is_all:
            self.current().show_board(day_board(rows) if self.period == "day" else grid_board(rows))
        elif self.period == "month":
            self.month.show_board(month_board(rows, self.resource_key, self.on))
        else:
            self.week.show_board(week_board(rows, self.resource_key))
        self._put_cursor()
        self._say_days()

    def _say_days(self) -> None:
        self.head.resources.show_chosen(self.resource_key)
        first, last = self.days()
        if self.period == "month":
            self.head.show_month(self.on)
            return
        lane = next(iter(self.current().board.lanes), None) if first == last else None
        self.head.show_days(
            first,
            last,
            note=lane.note if lane else "",
            is_provisional=lane.is_note_provisional if lane else False,
        )

    def names(self) -> dict[str, str]:
        """The resources in use by key, in the office's order."""
        rows = self.rows.resources if self.rows else ()
        return {row.key: row.name for row in rows if row.is_active}

    # ---- the cursor --------------------------------------------------------------------------------------

    def _put_cursor(self) -> None:
        """The cursor's lane follows day and resource."""
        view = self.current()
        lane = self.lane_of(self.resource_key, self.on)
        if view.board.lanes and lane is not None and lane != view.cursor_lane():
            view.blockSignals(True)  # noqa: FBT003 # Qt's own signature
            view.put_cursor(lane, view.cursor_start())
            view.blockSignals(False)  # noqa: FBT003 # Qt's own signature

    def lane_of(self, resource_key: str, day: date) -> int | None:
        """Where they lie in the view shown; None where they are not shown."""
        lanes = self.current().board.lanes
        found = (at for at, lane in enumerate(lanes) if (lane.resource_key, lane.day) == (resource_key, day))
        return next(found, None)

    def _on_cursor(self, at: int) -> None:
        lane = self.current().board.lanes[at]
        if (lane.day, lane.resource_key) == (self.on, self.resource_key):
            return
        self.on, self.resource_key = lane.day, lane.resource_key
        self.head.resources.show_chosen(self.resource_key)
        self.place_changed.emit()

    def show_ghost(self, wish: Wish) -> None:
        """Draw what is being asked for where it would lie."""
        start, end = clock.to_office(wish.span.starts_at), clock.to_office(wish.span.ends_at)
        lane = self.lane_of(wish.resource_key, start.date())
        if lane is None:
            return
        minutes = int((end - start).total_seconds()) // 60
        first = start.hour * 60 + start.minute
        view = self.current()
        view.blockSignals(True)  # noqa: FBT003 # Qt's own signature
        view.put_cursor(lane, first, first + minutes)
        view.blockSignals(False)  # noqa: FBT003 # Qt's own signature

    def select(self, booking_id: int | None) -> None:
        """Ring the bars of a booking in every view."""
        for view in self.all_views():
            view.select(booking_id)

    # ---- what was pressed and typed ----------------------------------------------------------------------

    def _on_span(self, at: int, start: int, end: int) -> None:
        lane = self.current().board.lanes[at]
        self.on, self.resource_key = lane.day, lane.resource_key
        self.span_chosen.emit(lane.resource_key, lane.day, start, end)

    def _on_day(self, at: int) -> None:
        lane = self.current().board.lanes[at]
        self.on, self.resource_key = lane.day, lane.resource_key
        self.open_view("day", is_all=self.is_all)

    def _on_page(self, step: int) -> None:
        if self.period == "month":
            first, last = _month(self.on)
            self.go_to(first - timedelta(days=1) if step < 0 else last + timedelta(days=1))
            return
        self.go_to(self.on + timedelta(days=(7 if self.period == "week" else 1) * step))

    def _on_today(self) -> None:
        self.go_to(clock.today())
        self.take_keyboard()

    def _on_neighbour(self, step: int) -> None:
        keys = list(self.names())
        if self.resource_key in keys:
            self.show_resource(keys[(keys.index(self.resource_key) + step) % len(keys)])

    def _on_resource(self, key: str) -> None:
        self.show_resource(key)
        self.take_keyboard()

    def show_resource(self, key: str) -> None:
        """Show `key` alone, or put the cursor on it where all are shown."""
        self.resource_key = key
        self.head.resources.show_chosen(key)
        self.show_rows()
        self.place_changed.emit()

    def _on_wish_typed(self, wish: TypedBooking) -> None:
        self.wish_typed.emit(wish)

    def _on_word_typed(self, word: str) -> None:
        key = matching_key(word, self.names())
        if key is None:
            self.unknown_typed.emit(word)
        else:
            self.show_resource(key)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
