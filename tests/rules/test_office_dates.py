"""Dates in the office's words, and as typed at the counter."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import office_dates
from desk.rules.office_dates import TypedBooking, parse_booking, parse_day, parse_times
from desk.rules.spans import Span
from desk.rules.working_days import DayOff, WorkCalendar

THURSDAY = date(2026, 4, 9)
PAGERWESI = WorkCalendar((DayOff(date(2026, 4, 8), "balinese", "Pagerwesi"),))


def test_words() -> None:
    assert office_dates.long_date(date(2026, 4, 6)) == "Senin, 6 April 2026"
    assert office_dates.plain_date(date(2026, 8, 17)) == "17 Agustus 2026"
    assert office_dates.short_date(date(2026, 4, 6)) == "Sen, 6 Apr"
    assert office_dates.short_date(date(2026, 5, 10)) == "Min, 10 Mei"
    assert office_dates.clock_time(time(9)) == "09.00"
    assert office_dates.clock_time(datetime(2026, 4, 9, 16, 30, tzinfo=UTC)) == "00.30"


def test_every_weekday_and_month_has_its_name() -> None:
    days = [date(2026, 4, 6) + timedelta(days=step) for step in range(7)]
    assert [office_dates.weekday_name(day) for day in days] == [
        "Senin",
        "Selasa",
        "Rabu",
        "Kamis",
        "Jumat",
        "Sabtu",
        "Minggu",
    ]
    months = [office_dates.month_name(month) for month in range(1, 13)]
    assert months[0] == "Januari"
    assert months[-1] == "Desember"
    assert len(set(months)) == 12


@pytest.mark.parametrize(
    ("start", "minutes", "words"),
    [
        (datetime(2026, 4, 9, 1, 0, tzinfo=UTC), 180, "Kamis, 9 April 09.00–12.00"),
        (datetime(2026, 4, 8, 16, 30, tzinfo=UTC), 60, "Kamis, 9 April 00.30–01.30"),
        (datetime(2026, 4, 9, 12, 0, tzinfo=UTC), 240, "Kamis, 9 April 20.00–24.00"),
        (datetime(2026, 4, 9, 12, 0, tzinfo=UTC), 360, "Kam, 9 Apr 20.00 – Jum, 10 Apr 02.00"),
        (datetime(2026, 4, 8, 16, 0, tzinfo=UTC), 2880, "Kam, 9 Apr 00.00 – Sab, 11 Apr 00.00"),
    ],
)
def test_span_words(start: datetime, minutes: int, words: str) -> None:
    assert office_dates.span_words(Span(start, start + timedelta(minutes=minutes))) == words


@pytest.mark.parametrize(
    ("due_on", "today", "words"),
    [
        ("2026-04-09", "2026-04-09", ("today", "hari ini")),
        ("2026-04-11", "2026-04-11", ("today", "hari ini")),
        ("2026-04-10", "2026-04-09", ("soon", "1 hari kerja lagi")),
        ("2026-04-13", "2026-04-09", ("soon", "2 hari kerja lagi")),
        ("2026-04-14", "2026-04-09", ("ok", "3 hari kerja lagi")),
        ("2026-04-09", "2026-04-07", ("soon", "1 hari kerja lagi")),  # Pagerwesi between
        ("2026-04-08", "2026-04-09", ("late", "terlambat 1 hari kerja")),
        ("2026-04-07", "2026-04-09", ("late", "terlambat 1 hari kerja")),
        ("2026-04-10", "2026-04-20", ("late", "terlambat 6 hari kerja")),
        ("2026-04-10", "2026-04-11", ("late", "terlambat, batasnya Jum, 10 Apr")),
        ("2026-04-12", "2026-04-11", ("soon", "paling lambat Min, 12 Apr")),
    ],
)
def test_due_words(due_on: str, today: str, words: tuple[str, str]) -> None:
    assert office_dates.due_words(date.fromisoformat(due_on), date.fromisoformat(today), PAGERWESI) == words


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hari ini", "2026-04-09"),
        ("Besok", "2026-04-10"),
        ("lusa", "2026-04-11"),
        ("kemarin", "2026-04-08"),
        ("kam", "2026-04-09"),
        ("kamis", "2026-04-09"),
        ("jum", "2026-04-10"),
        ("Jum'at", "2026-04-10"),
        ("sab", "2026-04-11"),
        ("min", "2026-04-12"),
        ("ahad", "2026-04-12"),
        ("sen", "2026-04-13"),
        ("sel", "2026-04-14"),
        ("RAB", "2026-04-15"),
        ("9/4", "2026-04-09"),
        ("09-04", "2026-04-09"),
        ("9-4-2026", "2026-04-09"),
        ("9/4/26", "2026-04-09"),
        ("9/4/2027", "2027-04-09"),
        ("1/4", "2026-04-01"),
        ("28/12", "2026-12-28"),
        ("9 april", "2026-04-09"),
        (" 9  Apr  2027 ", "2027-04-09"),
        ("9april", "2026-04-09"),
        ("17 agt", "2026-08-17"),
        ("1 nopember", "2026-11-01"),
        ("29/2", "2028-02-29"),
        ("29/2/2028", "2028-02-29"),
        ("31/4", None),
        ("0/4", None),
        ("9/13", None),
        ("", None),
        ("ra", None),
        ("rabu depan", None),
        ("9", None),
        ("9 foo", None),
        ("٩/٤", None),
        ("9/4/0000", None),
    ],
)
def test_parse_day(typed: str, day: str | None) -> None:
    assert parse_day(typed, THURSDAY) == (date.fromisoformat(day) if day else None)


def test_a_date_without_a_year_is_just_past_or_to_come() -> None:
    assert parse_day("9/1", date(2026, 12, 20)) == date(2027, 1, 9)
    assert parse_day("28/12", date(2027, 1, 3)) == date(2026, 12, 28)
    assert parse_day("29 feb", date(2027, 12, 1)) == date(2028, 2, 29)
    assert parse_day("29 feb", date(2096, 6, 1)) == date(2104, 2, 29)
    assert parse_day("8/2", THURSDAY) == date(2026, 2, 8)
    assert parse_day("7/2", THURSDAY) == date(2027, 2, 7)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_what_is_printed_is_read_back(day: date, today: date) -> None:
    assert parse_day(office_dates.plain_date(day), today) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}", today) == day


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("09-12", ("09:00", "12:00")),
        ("9-12", ("09:00", "12:00")),
        ("9.30-11", ("09:30", "11:00")),
        ("9:30–11.15", ("09:30", "11:15")),
        ("0900-1200", ("09:00", "12:00")),
        ("930-1100", ("09:30", "11:00")),
        ("09.00 - 12.00", ("09:00", "12:00")),
        ("9 sd 12", ("09:00", "12:00")),
        ("9 s/d 12", ("09:00", "12:00")),
        ("9 sampai 12", ("09:00", "12:00")),
        ("00-23.59", ("00:00", "23:59")),
        ("12-9", None),
        ("9-9", None),
        ("9-24", None),
        ("9-12.60", None),
        ("9", None),
        ("9-", None),
        ("", None),
        ("9-12 aula", None),
        ("9-4-2026", None),
        ("0812-0000-0000", None),
    ],
)
def test_parse_times(typed: str, times: tuple[str, str] | None) -> None:
    expected = (time.fromisoformat(times[0]), time.fromisoformat(times[1])) if times else None
    assert parse_times(typed) == expected


WEDNESDAY = date(2026, 4, 15)


@pytest.mark.parametrize(
    ("typed", "booking"),
    [
        ("rab 09-12 aula", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("aula rab 09-12", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("09-12 rab aula", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("RABU 9.30 - 11 Aula A", TypedBooking(WEDNESDAY, time(9, 30), time(11), "Aula A")),
        ("hari ini 13-15 zoom 1", TypedBooking(THURSDAY, time(13), time(15), "zoom 1")),
        ("15 april 09-12 aula", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("15 apr 2026 09.00 sd 12.00 aula", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("15/4 9-12 aula", TypedBooking(WEDNESDAY, time(9), time(12), "aula")),
        ("9-4 9-12 aula", TypedBooking(THURSDAY, time(9), time(12), "aula")),
        ("09-12 9-4 aula", TypedBooking(THURSDAY, time(9), time(12), "aula")),
        ("kamis, 9 april 09-12 aula", TypedBooking(THURSDAY, time(9), time(12), "aula")),
        ("Kam 9/4 09-12 aula", TypedBooking(THURSDAY, time(9), time(12), "aula")),
        ("rab 09-12 zoom 1-2", TypedBooking(WEDNESDAY, time(9), time(12), "zoom 1-2")),
        ("besok 0900-1200", TypedBooking(date(2026, 4, 10), time(9), time(12), "")),
        ("rab aula", None),
        ("09-12 aula", None),
        ("aula", None),
        ("rab 12-9 aula", None),
        ("", None),
        ("I Made Misal", None),
        ("0812-0000-0000", None),
        ("ppid 31", None),
        ("NFJFY-TYW1-SD9B", None),
    ],
)
def test_parse_booking(typed: str, booking: TypedBooking | None) -> None:
    assert parse_booking(typed, THURSDAY) == booking


@given(st.text())
def test_reading_never_fails(typed: str) -> None:
    parse_day(typed, THURSDAY)
    parse_times(typed)
    parse_booking(typed, THURSDAY)
