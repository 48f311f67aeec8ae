"""The painted views by keyboard and mouse: what they say was chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from slots import MONDAY

from desk.ui import theme
from desk.ui.calendar.board import Bar, Board, Lane, Shade
from desk.ui.calendar.day_view import DayView
from desk.ui.calendar.lane_view import LaneView
from desk.ui.calendar.week_view import WeekView

KEY = Qt.Key


def board() -> Board:
    lanes = tuple(
        Lane("aula", MONDAY + timedelta(days=step), f"Hari {step}", "Soma Pon", opens=450, closes=990)
        for step in range(7)
    )
    bar = Bar(2, 7, 600, 720, 580, 740, "Rapat contoh", ("10.00–12.00", "KIM Contoh"), "confirmed")
    return Board(lanes, (bar,), (Shade(3, 780, 1020, "ditutup: AC", 5),), now=560)


@pytest.fixture(params=[WeekView, DayView])
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> LaneView:
    shown: LaneView = request.param()
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show_board(board())
    shown.show()
    shown.setFocus()
    return shown


def along(view: LaneView, steps: int) -> tuple[Qt.Key, int]:
    """The arrow that walks in time."""
    if view.is_time_down:
        return (KEY.Key_Down if steps > 0 else KEY.Key_Up), abs(steps)
    return (KEY.Key_Right if steps > 0 else KEY.Key_Left), abs(steps)


def press(qtbot: QtBot, view: LaneView, key: Qt.Key, times: int = 1, *, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for _each in range(times):
        qtbot.keyClick(view, key, held)


def test_enter_asks_for_an_hour_and_shift_draws_longer(view: LaneView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.span_chosen) as chosen:
        press(qtbot, view, KEY.Key_Return)
    assert chosen.args == [0, 540, 600]
    press(qtbot, view, *along(view, 3), shift=True)
    with qtbot.waitSignal(view.span_chosen) as chosen:
        press(qtbot, view, KEY.Key_Return)
    assert chosen.args == [0, 540, 660]


def test_enter_on_a_booking_opens_it_and_on_a_closure_that(view: LaneView, qtbot: QtBot) -> None:
    view.put_cursor(2, 630)
    with qtbot.waitSignal(view.bar_chosen) as chosen:
        press(qtbot, view, KEY.Key_Enter)
    assert chosen.args == [7]
    view.put_cursor(3, 800)
    with qtbot.waitSignal(view.closure_chosen) as closed:
        press(qtbot, view, KEY.Key_Return)
    assert closed.args == [5]


def test_the_cursor_tells_assistive_technology_where_it_is(view: LaneView, qtbot: QtBot) -> None:
    view.put_cursor(2, 600)
    said = "Rabu, 8 April 2026, Hari 2, 10.00–10.30: Rapat contoh, 10.00–12.00, KIM Contoh"
    assert view.accessibleDescription() == said
    press(qtbot, view, *along(view, -1))
    assert view.accessibleDescription().endswith("09.30–10.00: bebas")


def test_arrows_stop_or_turn_the_page_at_the_edge(qtbot: QtBot) -> None:
    week = WeekView()
    qtbot.addWidget(week)
    week.show_board(board())
    with qtbot.waitSignal(week.page_wanted) as turned:
        qtbot.keyClick(week, KEY.Key_Left)
    assert turned.args == [-1]
    assert week.cursor_at.lane == 6
    day = DayView()
    qtbot.addWidget(day)
    day.show_board(board())
    qtbot.keyClick(day, KEY.Key_Up)
    assert day.cursor_at.lane == 0


def test_pages_today_and_letters(view: LaneView, qtbot: QtBot) -> None:
    for key, step in ((KEY.Key_PageUp, -1), (KEY.Key_PageDown, 1)):
        with qtbot.waitSignal(view.page_wanted) as turned:
            qtbot.keyClick(view, key)
        assert turned.args == [step]
    with qtbot.waitSignal(view.today_wanted):
        qtbot.keyClicks(view, "t")
    with qtbot.waitSignal(view.letters_typed) as typed:
        qtbot.keyClicks(view, "s")
    assert typed.args == ["s"]


def test_a_drag_asks_for_the_stretch_in_either_direction(view: LaneView, qtbot: QtBot) -> None:
    def middle(lane: int, minute: int) -> QPoint:
        return view.stretch(lane, minute, minute + 30).center()

    for start, end in ((480, 570), (570, 480)):
        chosen: list[tuple[int, int, int]] = []
        view.span_chosen.connect(lambda *span, chosen=chosen: chosen.append(span))
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle(1, start))
        qtbot.mouseMove(view, middle(1, end))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(1, end))
        assert chosen == [(1, 480, 600)]
        view.span_chosen.disconnect()


def test_a_click_on_a_booking_opens_it(view: LaneView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.bar_chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.stretch(2, 630, 660).center())
    assert chosen.args == [7]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))  # on the heads: nothing


def test_a_stretch_is_found_where_it_is_painted(view: LaneView) -> None:
    for lane in range(7):
        for minute in range(420, 1020, 30):
            assert view.hit(view.stretch(lane, minute, minute + 30).center()) == (lane, minute)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("scale", [100, 200])
def test_bars_are_painted_in_every_mode(view: LaneView, qapp: object, dark: bool, scale: int) -> None:
    theme.apply(qapp, dark=dark, scale=scale)  # type: ignore[arg-type]
    picture = view.grab().toImage()
    bar = view.stretch(2, 600, 720)
    at = bar.center() if view.is_time_down else QPoint(bar.center().x(), bar.bottom() - theme.px(9))
    found = {picture.pixelColor(at.x() + dx, at.y()).name() for dx in range(-6, 7)}
    assert theme.color("accent_tint").name() in found
    theme.apply(qapp, dark=False)  # type: ignore[arg-type]


def test_an_empty_board_is_painted_too(qtbot: QtBot) -> None:
    for kind in (WeekView, DayView):
        empty = kind()
        qtbot.addWidget(empty)
        empty.resize(400, 300)
        assert not empty.grab().isNull()
        qtbot.keyClick(empty, KEY.Key_Down)
        qtbot.keyClick(empty, KEY.Key_Return)


def test_a_drawn_stretch_wears_no_hours_over_a_bookings_words(view: LaneView) -> None:
    view.put_cursor(2, 660, 780)
    assert not view.says_hours()
    view.put_cursor(2, 720, 780)
    assert view.says_hours()
    view.put_cursor(1, 660, 780)
    assert view.says_hours()
