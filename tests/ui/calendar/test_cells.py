"""The views of cells, a month of one resource and a week or month of all, by keyboard and mouse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from slots import MONDAY

from desk.ui import theme
from desk.ui.calendar.board import Bar, Board, Lane, Shade
from desk.ui.calendar.cell_view import CellView
from desk.ui.calendar.grid_view import GridView
from desk.ui.calendar.month_view import MonthView

KEY = Qt.Key


def bar(lane: int, booking_id: int = 7, look: str = "confirmed", **changes: object) -> Bar:
    return Bar(lane, booking_id, 600, 720, 580, 740, "Rapat contoh", ("10.00–12.00",), look, **changes)  # type: ignore[arg-type]


def shown(qtbot: QtBot, view: CellView, board: Board, *, width: int = 900) -> CellView:
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.show_board(board)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def month(qtbot: QtBot) -> CellView:
    days = [date(2026, 3, 30) + timedelta(days=step) for step in range(35)]
    lanes = tuple(Lane("aula", day, str(day.day), is_outside=day.month != 4, subtitle="Pon") for day in days)
    closed = Shade(9, 0, 1440, "ditutup: AC", 5)
    bars = (bar(7), bar(7, 8, "tentative"), bar(8, 9, is_at_risk=True), bar(9, 10, "through"))
    return shown(qtbot, MonthView(), Board(lanes, bars, (closed,), columns=7))


def grid(qtbot: QtBot, days: int = 30, width: int = 900) -> CellView:
    lanes = tuple(
        Lane(key, MONDAY + timedelta(days=step), key.title(), "")
        for key in ("aula", "zoom", "kabel")
        for step in range(days)
    )
    return shown(qtbot, GridView(), Board(lanes, (bar(days),), columns=days), width=width)


def test_arrows_walk_days_and_resources_and_turn_the_page_at_the_end(qtbot: QtBot) -> None:
    view = grid(qtbot)
    for key in (KEY.Key_Right, KEY.Key_Down):
        qtbot.keyClick(view, key)
    assert view.cursor_lane() == 31
    assert view.accessibleDescription() == "Selasa, 7 April 2026: bebas"
    for key in (KEY.Key_Left, KEY.Key_Up):
        qtbot.keyClick(view, key)
    with qtbot.waitSignal(view.page_wanted) as turned:
        qtbot.keyClick(view, KEY.Key_Left)
    assert turned.args == [-1]
    qtbot.keyClick(view, KEY.Key_Up)  # above the first resource there is none
    assert view.cursor_lane() == 0


def test_a_month_runs_on_from_week_to_week(qtbot: QtBot) -> None:
    view = month(qtbot)
    view.put_cursor(6, 0)
    qtbot.keyClick(view, KEY.Key_Right)
    assert view.cursor_lane() == 7
    said = view.accessibleDescription()
    assert said.startswith("Senin, 6 April 2026: Rapat contoh · 10.00–12.00")
    view.put_cursor(34, 0)
    with qtbot.waitSignal(view.page_wanted) as turned:
        qtbot.keyClick(view, KEY.Key_Right)
    assert turned.args == [1]


def test_enter_and_a_double_click_open_the_day(qtbot: QtBot) -> None:
    view = month(qtbot)
    view.put_cursor(9, 0)
    with qtbot.waitSignal(view.day_chosen) as chosen:
        qtbot.keyClick(view, KEY.Key_Return)
    assert chosen.args == [9]
    with qtbot.waitSignal(view.day_chosen) as chosen:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(12).center())
    assert chosen.args == [12]


def test_a_cell_is_found_where_it_is_painted(qtbot: QtBot) -> None:
    for view in (month(qtbot), grid(qtbot), grid(qtbot, days=7)):
        for at in range(len(view.board.lanes)):
            assert view.cell_at(view.cell_rect(at).center()) == at
        assert view.cell_at(view.rect().topLeft()) is None


def test_a_cell_tells_why_it_is_closed_before_its_bookings(qtbot: QtBot) -> None:
    assert month(qtbot).words_of(9).splitlines() == ["ditutup: AC", "Rapat contoh · 10.00–12.00"]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [420, 900])
def test_states_differ_in_narrow_and_broad_cells(qtbot: QtBot, qapp: object, dark: bool, width: int) -> None:
    theme.apply(qapp, dark=dark)  # type: ignore[arg-type]
    looks = [("confirmed", False), ("tentative", False), ("through", False), ("confirmed", True)]
    lanes = tuple(Lane("aula", MONDAY + timedelta(days=at), str(at), "Pon") for at in range(7))
    pictures = []
    for look, risk in looks:
        view = MonthView()
        qtbot.addWidget(view)
        view.resize(width, 200)
        view.show_board(Board(lanes, (bar(2, look=look, is_at_risk=risk),), columns=7))
        pictures.append(view.grab(view.cell_rect(2)).toImage())
    theme.apply(qapp, dark=False)  # type: ignore[arg-type]
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


def test_an_empty_board_is_painted_too(qtbot: QtBot) -> None:
    for kind in (MonthView, GridView):
        empty = kind()
        qtbot.addWidget(empty)
        empty.resize(400, 300)
        assert not empty.grab().isNull()
        qtbot.keyClick(empty, KEY.Key_Down)
        qtbot.keyClick(empty, KEY.Key_Return)
