"""What the views are given to paint: lanes, bars in tracks, shades, hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from slots import MONDAY, office, span

from desk.queries.bookings import BookingRow
from desk.queries.calendars import CalendarRows
from desk.queries.resources import ClosureRow, ResourceRow
from desk.queries.working_days import DayRow
from desk.rules.spans import Span
from desk.ui.calendar.board import day_board, week_board


def resource(each: int, key: str, **changes: object) -> ResourceRow:
    row = ResourceRow(
        each,
        key,
        key.title(),
        "hall",
        1,
        None,
        20,
        20,
        None,
        None,
        None,
        True,
        part_names=(),
        whole_name=None,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


def day(on: date, off: str | None = None, holy: str | None = None) -> DayRow:
    hours = (None, None, None, None) if off else (time(7, 30), time(16, 30), time(12), time(13))
    return DayRow(on, "Soma Pon · Sinta", off, holy, False, *hours)


def booking(each: int, booked: Span, **changes: object) -> BookingRow:
    row = BookingRow(
        each, 1, "Aula", booked, booked.widened(20, 20), "confirmed", "Rapat", "KIM Contoh", 1, False, False
    )
    return replace(row, **changes)  # type: ignore[arg-type]


HALL = resource(1, "aula", capacity=120, part_names=("Aula A", "Aula B"))
WEEK = tuple(day(MONDAY + timedelta(days=step)) for step in range(7))


def rows(*bookings: BookingRow, **changes: object) -> CalendarRows:
    return replace(CalendarRows(WEEK, (HALL,), bookings, ()), **changes)  # type: ignore[arg-type]


def test_a_week_has_seven_lanes_and_today_among_them() -> None:
    board = week_board(rows(), "aula")
    assert [lane.title for lane in board.lanes][:3] == ["Sen 6", "Sel 7", "Rab 8"]
    assert [lane.is_today for lane in board.lanes] == [True] + [False] * 6
    assert (board.first_minute, board.last_minute, board.now) == (7 * 60, 17 * 60, 9 * 60)
    assert week_board(rows(), "tidak ada").lanes == ()


def test_a_bar_lies_in_its_minutes_and_shows_its_buffers() -> None:
    (bar,) = week_board(rows(booking(7, span(8, 10, 12))), "aula").bars
    assert (bar.lane, bar.start, bar.end, bar.taken_from, bar.taken_to) == (2, 600, 720, 580, 740)
    assert (bar.title, bar.lines, bar.look) == ("Rapat", ("10.00–12.00", "KIM Contoh"), "confirmed")


def test_what_goes_over_midnight_lies_in_both_days() -> None:
    night = Span(office(7, 22), office(8, 1))
    bars = week_board(rows(booking(7, night)), "aula").bars
    assert [(bar.lane, bar.start, bar.end) for bar in bars] == [(1, 1320, 1440), (2, 0, 60)]
    assert bars[0].lines[0] == "7/4 22.00 – 8/4 01.00"


def test_hours_grow_to_show_every_bar() -> None:
    board = week_board(rows(booking(7, span(8, 18, 21)), booking(8, span(9, 6, 7))), "aula")
    assert (board.first_minute, board.last_minute) == (5 * 60, 22 * 60)


def test_bars_at_the_same_time_lie_in_tracks_and_others_do_not() -> None:
    through = {"is_through": True, "resource_name": "Aula A"}
    bars = week_board(
        rows(
            booking(1, span(8, 8, 10), **through),
            booking(2, span(8, 9, 11), **through),
            booking(3, span(8, 14, 15)),
        ),
        "aula",
    ).bars
    assert [(bar.booking_id, bar.track, bar.tracks) for bar in bars] == [(1, 0, 2), (2, 1, 2), (3, 0, 1)]
    assert bars[0].title == "Aula A"


def test_state_and_quantity_are_said_in_words() -> None:
    (bar,) = week_board(rows(booking(1, span(8, 8, 10), state="tentative", quantity=3)), "aula").bars
    assert bar.look == "tentative"
    assert bar.lines == ("08.00–10.00", "KIM Contoh", "3 unit", "sementara")


def test_days_off_and_closures_shade_and_a_holy_day_is_only_noted() -> None:
    days = (day(MONDAY, off="Libur Contoh"), day(MONDAY + timedelta(days=1), holy="Pagerwesi"), *WEEK[2:])
    closure = ClosureRow(5, "Aula", span(8, 13, 17), "Pengecatan", "Admin", frozenset({1}))
    board = week_board(rows(days=days, closures=(closure,)), "aula")
    assert [(each.lane, each.start, each.words, each.closure_id) for each in board.shades] == [
        (0, 0, "Libur Contoh", None),
        (2, 780, "ditutup: Pengecatan", 5),
    ]
    assert (board.lanes[0].note, board.lanes[0].is_note_provisional) == ("Libur Contoh", False)
    assert (board.lanes[1].note, board.lanes[1].is_note_provisional) == ("Pagerwesi", True)
    assert board.shade_at(2, 800) is not None
    assert board.shade_at(2, 700) is None


def test_a_day_has_a_lane_for_each_resource_in_use() -> None:
    part = resource(2, "aula-a", name="Aula A", whole_name="Aula", capacity=60)
    old = resource(3, "lama", is_active=False)
    pool = resource(4, "mik", stock=5)
    shown = rows(booking(1, span(8, 8, 10)), days=(day(date(2026, 4, 8)),), resources=(HALL, part, old, pool))
    board = day_board(shown)
    assert [(lane.title, lane.subtitle, lane.is_part) for lane in board.lanes] == [
        ("Aula", "120 orang · A + B", False),
        ("Aula A", "60 orang", True),
        ("Mik", "5 unit", False),
    ]
    assert [bar.lane for bar in board.bars] == [0]
    assert board.bar_at(0, 8 * 60) is not None
    assert board.bar_at(0, 10 * 60) is None
