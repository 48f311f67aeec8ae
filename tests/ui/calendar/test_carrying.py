"""A booking moved and stretched in the calendar, by mouse and by keys, and what the office does then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from homes import Home
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slots import MONDAY, make, span
from sqlalchemy import select

from desk.models import Booking
from desk.rules.spans import Span
from desk.ui.calendar.board import Bar, Board, Lane
from desk.ui.calendar.carry import Drop
from desk.ui.calendar.day_view import DayView
from desk.ui.calendar.lane_view import LaneView
from desk.ui.calendar.panel import CalendarPanel
from desk.ui.calendar.week_view import WeekView

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


# ---- the painted views -----------------------------------------------------------------------------------


@pytest.fixture(params=[WeekView, DayView])
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> LaneView:
    made: LaneView = request.param()
    qtbot.addWidget(made)
    made.resize(1400, 700)
    is_week = made.is_time_down
    lanes = tuple(
        Lane(
            "aula" if is_week else f"sarana-{step}",
            MONDAY + timedelta(days=step if is_week else 0),
            f"Lajur {step}",
            "",
            opens=450,
            closes=990,
        )
        for step in range(7)
    )
    bars = (
        Bar(2, 7, 600, 720, 580, 740, "Rapat contoh", ("10.00–12.00",), "confirmed"),
        Bar(4, 8, 600, 720, 600, 720, "Aula", (), "through"),
    )
    made.show_board(Board(lanes, bars))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


def later(view: LaneView) -> Qt.Key:
    return KEY.Key_Down if view.is_time_down else KEY.Key_Right


def onward(view: LaneView) -> Qt.Key:
    return KEY.Key_Right if view.is_time_down else KEY.Key_Down


def expected(view: LaneView, *, lanes: int, start_by: int, end_by: int) -> Drop:
    if view.is_time_down:
        return Drop(7, "", lanes * 1440 + start_by, lanes * 1440 + end_by)
    return Drop(7, f"sarana-{2 + lanes}" if lanes else "", start_by, end_by)


def middle(view: LaneView, lane: int, minute: int) -> QPoint:
    return view.stretch(lane, minute, minute + 30).center()


def drag(qtbot: QtBot, view: LaneView, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, pos=end)


def test_the_mouse_carries_a_booking(view: LaneView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.dropped) as put:
        drag(qtbot, view, middle(view, 2, 630), middle(view, 3, 690))
    assert put.args == [expected(view, lanes=1, start_by=60, end_by=60)]


@pytest.mark.parametrize("part", ["start", "end"])
def test_the_mouse_stretches_it_by_its_edges(view: LaneView, qtbot: QtBot, part: str) -> None:
    rect = view.place().bar_rect(view.board.bars[0], 600, 720)
    across = QPoint(0, 1) if view.is_time_down else QPoint(1, 0)
    edge = rect.center()
    far = (rect.height() if view.is_time_down else rect.width()) // 2 - 2
    edge = edge + across * (far if part == "end" else -far)
    hour = view.place().time_at(660) - view.place().time_at(600)
    with qtbot.waitSignal(view.dropped) as put:
        drag(qtbot, view, edge, edge + across * (hour if part == "end" else -hour))
    by = {"start_by": -60, "end_by": 0} if part == "start" else {"start_by": 0, "end_by": 60}
    assert put.args == [expected(view, lanes=0, **by)]


def test_keys_carry_stretch_put_down_and_let_go(view: LaneView, qtbot: QtBot) -> None:
    view.put_cursor(2, 630)
    qtbot.keyClick(view, later(view), CONTROL)
    assert view.carried is not None
    assert "Enter menaruh" in view.accessibleDescription()
    qtbot.keyClick(view, KEY.Key_Escape)
    assert view.carried is None
    qtbot.keyClick(view, later(view), CONTROL)
    qtbot.keyClick(view, onward(view))  # once it is in the hand the arrows alone move it
    qtbot.keyClick(view, later(view), CONTROL | SHIFT)
    with qtbot.waitSignal(view.dropped) as put:
        qtbot.keyClick(view, KEY.Key_Return)
    assert put.args == [expected(view, lanes=1, start_by=30, end_by=60)]
    assert view.carried is None


def test_what_is_put_back_where_it_was_is_no_act(view: LaneView, qtbot: QtBot) -> None:
    put: list[object] = []
    view.dropped.connect(put.append)
    view.put_cursor(2, 630)
    qtbot.keyClick(view, later(view), CONTROL)
    qtbot.keyClick(view, _earlier(view))
    qtbot.keyClick(view, KEY.Key_Return)
    assert put == []


def _earlier(view: LaneView) -> Qt.Key:
    return KEY.Key_Up if view.is_time_down else KEY.Key_Left


def test_what_is_taken_through_another_room_or_by_who_may_not_stays(view: LaneView, qtbot: QtBot) -> None:
    view.put_cursor(4, 630)
    qtbot.keyClick(view, later(view), CONTROL)
    assert view.carried is None
    view.may_carry = False
    view.put_cursor(2, 630)
    qtbot.keyClick(view, later(view), CONTROL)
    assert view.carried is None


# ---- on a real desk --------------------------------------------------------------------------------------


def span_of(home: Home, booking_id: int) -> Span:
    kept = home.database.read(
        lambda session: session.scalars(select(Booking).where(Booking.id == booking_id)).one()
    )
    return Span(kept.starts_at, kept.ends_at)


def carry(panel: CalendarPanel, qtbot: QtBot, *keys: Qt.Key) -> None:
    view = panel.views.week
    qtbot.waitUntil(lambda: bool(view.board.bars))
    view.put_cursor(2, 600)
    for key in keys:
        qtbot.keyClick(view, key, CONTROL)
    qtbot.keyClick(view, KEY.Key_Return)


def test_a_free_place_takes_it_at_once_and_the_notice_takes_it_back(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = make(desk_home, span(8, 10, 12))
    panel.refresh()
    carry(panel, qtbot, KEY.Key_Right, KEY.Key_Down)
    qtbot.waitUntil(lambda: panel.notices.shown() is not None)
    assert span_of(desk_home, booked.id) == span(9, 10.5, 12.5)
    notice = panel.notices.shown()
    assert notice is not None
    assert notice.sentence == "Dipindah ke Kamis, 9 April 10.30–12.30."
    assert notice.action == "Urungkan"
    assert panel.side.page() == "overview"  # nothing was asked
    assert notice.then is not None
    notice.then()
    qtbot.waitUntil(lambda: span_of(desk_home, booked.id) == span(8, 10, 12))


def test_a_confirmed_one_moved_at_the_counter_says_that_it_waits_again(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(8, 10, 12), actor=desk_home.pemegang, is_confirmed=True)
    panel.refresh()
    carry(panel, qtbot, KEY.Key_Right)
    qtbot.waitUntil(lambda: panel.notices.shown() is not None)
    notice = panel.notices.shown()
    assert notice is not None
    assert notice.sentence.endswith("Menunggu konfirmasi lagi.")


def test_where_it_clashes_the_form_asks_with_the_free_times(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = make(desk_home, span(8, 10, 12))
    make(desk_home, span(9, 9, 11), borrower_institution="Dinas Contoh")
    panel.refresh()
    qtbot.waitUntil(lambda: len(panel.views.week.board.bars) == 2)
    carry(panel, qtbot, KEY.Key_Right)
    form = panel.side.form
    qtbot.waitUntil(lambda: panel.side.page() == "form" and not form.answer.isHidden())
    assert form.mode == "move"
    assert "Dinas Contoh" in form.answer.sentence.text()
    assert form.body.field("day").typed().draft() == "Kamis, 9 April 2026"
    assert span_of(desk_home, booked.id) == span(8, 10, 12)
    assert QApplication.focusWidget() is form.body.field("span").editor


def test_a_past_place_is_refused_and_it_stays(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    booked = make(desk_home, span(8, 10, 12))
    panel.refresh()
    carry(panel, qtbot, KEY.Key_Left, KEY.Key_Left, *[KEY.Key_Up] * 5)
    qtbot.waitUntil(lambda: panel.notices.shown() is not None)
    notice = panel.notices.shown()
    assert notice is not None
    assert notice.sentence == "Waktu mulai sudah lewat; pemesanan tidak dapat mundur."
    assert span_of(desk_home, booked.id) == span(8, 10, 12)


# ---- views and keys --------------------------------------------------------------------------------------


def test_views_days_and_resources_by_keys(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    views = panel.views
    panel.activateWindow()
    for keys, is_all, period in (
        (KEY.Key_0, True, "week"),
        (KEY.Key_3, True, "month"),
        (KEY.Key_1, True, "day"),
        (KEY.Key_0, False, "day"),
        (KEY.Key_3, False, "month"),
    ):
        qtbot.keyClick(views.current(), keys, CONTROL)
        assert (views.is_all, views.period) == (is_all, period)
        qtbot.waitUntil(lambda: views.rows is not None and bool(views.current().board.lanes))
    assert panel.head.title.text() == "April 2026"
    assert [lane.is_outside for lane in views.month.board.lanes].count(False) == 30
    qtbot.keyClick(views.month, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: panel.head.title.text() == "Mei 2026")
    qtbot.keyClick(views.month, KEY.Key_PageDown, SHIFT)
    assert views.resource_key == "aula-a"
    qtbot.keyClick(views.month, KEY.Key_Return)
    qtbot.waitUntil(lambda: views.period == "day" and views.rows is not None)
    assert panel.head.title.text() == "Jumat, 1 Mei 2026"
    assert [lane.resource_key for lane in views.week.board.lanes] == ["aula-a"]


def test_a_pool_says_how_many_are_free_at_the_least(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(8, 9, 11), key="mikrofon", quantity=3)
    make(desk_home, span(8, 10, 12), key="mikrofon", quantity=2)
    make(desk_home, span(8, 13, 15), key="mikrofon", quantity=1)
    panel.views.go_to(MONDAY + timedelta(days=2))
    panel.views.open_view("day", is_all=True)
    qtbot.waitUntil(lambda: panel.views.rows is not None)
    said = {lane.resource_key: lane.subtitle for lane in panel.views.day.board.lanes}
    assert said["mikrofon"] == "3 dari 8 bebas"
    assert said["sound-system-kecil"] == "1 dari 1 bebas"
    assert said["zoom-1"] == "100 orang"
