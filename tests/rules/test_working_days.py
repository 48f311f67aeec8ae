"""Counting working days: the worked cases of the standards, and an oracle that walks day by day."""

from __future__ import annotations

import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.balinese import proposed_days_off
from desk.rules.holidays_id import national_days
from desk.rules.spans import Span
from desk.rules.working_days import DayHours, DayOff, Due, HalfDay, OfficeHours, Season, WorkCalendar

NATIONAL = tuple(off for year in (2025, 2026, 2027) for off in national_days(year))
PROPOSED = tuple(off for year in (2025, 2026, 2027) for off in proposed_days_off(year))
A = WorkCalendar(NATIONAL)
B = WorkCalendar(NATIONAL + PROPOSED)


def on(text: str) -> date:
    return date.fromisoformat(text)


NYEPI_AND_IDUL_FITRI = "03-18 03-19 03-20 03-23 03-24 04-03"
# id, event, amount, unit, due by A, due by B, the weekdays passed over under B
CASES = [
    ("T01", "2026-03-13", 10, "hari_kerja", "2026-04-06", "2026-04-06", NYEPI_AND_IDUL_FITRI),
    ("T02", "2026-04-06", 7, "hari_kerja", "2026-04-15", "2026-04-16", "04-08"),
    ("T03", "2026-03-30", 10, "hari_kerja", "2026-04-14", "2026-04-15", "04-03 04-08"),
    ("T04", "2026-03-14", 10, "hari_kerja", "2026-04-06", "2026-04-06", NYEPI_AND_IDUL_FITRI),
    ("T05", "2026-06-15", 3, "hari_kerja", "2026-06-19", "2026-06-23", "06-16 06-17 06-18"),
    ("T06", "2026-06-15", 7, "hari_kerja", "2026-06-25", "2026-06-30", "06-16 06-17 06-18 06-26"),
    ("T08", "2026-05-08", 14, "hari_kerja", "2026-06-04", "2026-06-04", "05-14 05-15 05-27 05-28 06-01"),
    ("T10", "2026-12-23", 1, "hari_kerja", "2026-12-28", "2026-12-28", "12-24 12-25"),
    ("T11", "2026-11-02", 2, "hari_kerja", "2026-11-04", "2026-11-05", "11-04"),
    ("T12", "2026-04-06", 30, "hari_kerja", "2026-05-21", "2026-05-22", "04-08 05-01 05-14 05-15"),
    ("T15", "2026-11-30", 3, "bulan", "2027-03-01", "2027-03-01", ""),
    ("T17", "2026-12-28", 5, "hari_kerja", "2027-01-06", "2027-01-07", "01-01 01-05 01-06"),
]


@pytest.mark.parametrize(
    ("event", "amount", "unit", "due_a", "due_b", "passed"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_worked_cases(event: str, amount: int, unit: str, due_a: str, due_b: str, passed: str) -> None:
    dues = [
        calendar.add_months(on(event), amount)
        if unit == "bulan"
        else calendar.add_working_days(on(event), amount)
        for calendar in (A, B)
    ]
    assert [due.due_on for due in dues] == [on(due_a), on(due_b)]
    assert " ".join(f"{off.day:%m-%d}" for off in dues[1].skipped if off.kind != "weekend") == passed


def test_a_due_date_names_every_day() -> None:
    due = B.add_working_days(on("2026-06-15"), 3)
    assert due == Due(
        on("2026-06-23"),
        (on("2026-06-19"), on("2026-06-22"), on("2026-06-23")),
        (
            DayOff(on("2026-06-16"), "national", "Tahun Baru Islam"),
            DayOff(on("2026-06-17"), "balinese", "Galungan"),
            DayOff(on("2026-06-18"), "balinese", "Umanis Galungan"),
            DayOff(on("2026-06-20"), "weekend", "Sabtu"),
            DayOff(on("2026-06-21"), "weekend", "Minggu"),
        ),
    )


@pytest.mark.parametrize(
    ("year", "by_a", "by_b"),
    [(2026, 240, 235), (2027, 242, 231)],
)
def test_working_days_of_a_year(year: int, by_a: int, by_b: int) -> None:
    new_year, new_years_eve = date(year - 1, 12, 31), date(year, 12, 31)
    assert A.working_days_between(new_year, new_years_eve) == by_a
    assert B.working_days_between(new_year, new_years_eve) == by_b
    net = [off.day for off in B.days_off_between(date(year, 1, 1), new_years_eve) if off.kind == "balinese"]
    assert len(net) == by_a - by_b


def test_net_balinese_days_of_2026() -> None:
    days = [
        off.day for off in B.days_off_between(on("2026-01-01"), on("2026-12-31")) if off.kind == "balinese"
    ]
    assert days == [on(f"2026-{day}") for day in ("04-08", "06-17", "06-18", "06-26", "11-04")]


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-04-09", None),
        ("2026-04-11", DayOff(date(2026, 4, 11), "weekend", "Sabtu")),
        ("2026-03-21", DayOff(date(2026, 3, 21), "weekend", "Hari Raya Idul Fitri")),
        ("2026-03-19", DayOff(date(2026, 3, 19), "national", "Hari Suci Nyepi")),
        ("2026-03-18", DayOff(date(2026, 3, 18), "cuti_bersama", "Cuti Bersama Hari Suci Nyepi")),
        ("2026-04-08", DayOff(date(2026, 4, 8), "balinese", "Pagerwesi")),
    ],
)
def test_why_off(day: str, off: DayOff | None) -> None:
    for _ in range(2):  # the answer is kept
        assert B.why_off(on(day)) == off
        assert B.is_working(on(day)) == (off is None)


def test_of_two_reasons_the_stronger_is_named_whatever_their_order() -> None:
    day = on("2026-04-09")
    reasons = [DayOff(day, kind, kind) for kind in ("balinese", "closure", "national", "cuti_bersama")]
    assert WorkCalendar(tuple(reasons)).why_off(day) == reasons[2]
    assert WorkCalendar(tuple(reversed(reasons[:2]))).why_off(day) == reasons[1]


@pytest.mark.parametrize(
    ("start", "months", "due_on"),
    [
        ("2026-01-31", 1, "2026-03-02"),  # 28 February is a Saturday
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-10-15", 3, "2027-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-04-09", 0, "2026-04-09"),
        ("2026-08-31", 6, "2027-03-01"),
    ],
)
def test_add_months(start: str, months: int, due_on: str) -> None:
    assert A.add_months(on(start), months).due_on == on(due_on)


@pytest.mark.parametrize(
    ("start", "days", "due_on", "passed"),
    [
        ("2026-04-09", 1, "2026-04-10", []),
        ("2026-04-10", 1, "2026-04-13", ["2026-04-11", "2026-04-12"]),
        ("2026-03-16", 2, "2026-03-25", [f"2026-03-{day}" for day in range(18, 25)]),
        ("2026-04-11", 0, "2026-04-13", ["2026-04-11", "2026-04-12"]),
    ],
)
def test_add_days(start: str, days: int, due_on: str, passed: list[str]) -> None:
    due = A.add_days(on(start), days)
    assert due.due_on == on(due_on)
    assert len(due.counted) == days
    assert [off.day for off in due.skipped] == [on(day) for day in passed]


def test_no_days_at_all_is_the_day_itself_or_the_next_working_one() -> None:
    assert A.add_working_days(on("2026-04-09"), 0).due_on == on("2026-04-09")
    assert A.add_working_days(on("2026-04-11"), 0).due_on == on("2026-04-13")


def test_what_cannot_be_counted() -> None:
    for add in (A.add_working_days, A.add_days, A.add_months):
        with pytest.raises(ValueError, match="cannot count"):
            add(on("2026-04-09"), -1)
    for week in (frozenset[int](), frozenset({7})):
        with pytest.raises(ValueError, match="week"):
            WorkCalendar((), week)
    closed = tuple(DayOff(on("2026-01-01") + timedelta(days=day), "closure", "tutup") for day in range(4000))
    for add in (WorkCalendar(closed).add_working_days, WorkCalendar(closed).add_days):
        with pytest.raises(ValueError, match="no working day"):
            add(on("2026-04-09"), 1)


days = st.dates(on("2025-12-01"), on("2027-03-31"))
calendars = st.builds(
    lambda off, week: WorkCalendar(tuple(DayOff(day, "closure", "tutup") for day in off), frozenset(week)),
    st.lists(days, max_size=60),
    st.sets(st.integers(0, 6), min_size=1),
)


@given(calendars, days, st.integers(1, 40))
def test_adding_as_by_walking(calendar: WorkCalendar, start: date, n: int) -> None:
    closed = {off.day for off in calendar.days_off}
    day, left, passed = start, n, []
    while left:
        day += timedelta(days=1)
        if day.weekday() in calendar.week and day not in closed:
            left -= 1
        else:
            passed.append(day)
    due = calendar.add_working_days(start, n)
    assert due.due_on == day == due.counted[-1]
    assert len(due.counted) == n
    assert [off.day for off in due.skipped] == passed
    assert calendar.working_days_between(start, day) == n


@given(calendars, days, days)
def test_between_as_by_walking(calendar: WorkCalendar, start: date, end: date) -> None:
    first, last = min(start, end), max(start, end)
    expected = sum(
        calendar.is_working(first + timedelta(days=step)) for step in range(1, (last - first).days + 1)
    )
    assert calendar.working_days_between(start, end) == (expected if start <= end else -expected)


def test_ten_working_days_within_a_hundredth_of_a_millisecond() -> None:
    start = on("2026-03-13")
    A.add_working_days(start, 10)

    def hundred() -> float:
        began = stopwatch.perf_counter()
        for _ in range(100):
            A.add_working_days(start, 10)
        return stopwatch.perf_counter() - began

    each = min(hundred() for _ in range(50)) / 100
    assert each < 10e-6


# ---- office hours ----------------------------------------------------------------------------------------

HOURS = OfficeHours()


def local(day: str, clock: str) -> datetime:
    return datetime.combine(on(day), time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("start", "end", "warnings"),
    [
        (("2026-04-09", "07:30"), ("2026-04-09", "12:00"), []),
        (("2026-04-09", "13:00"), ("2026-04-09", "16:30"), []),
        (("2026-04-09", "07:29"), ("2026-04-09", "10:00"), ["Di luar jam kerja 07.30–16.30."]),
        (("2026-04-09", "13:00"), ("2026-04-09", "16:31"), ["Di luar jam kerja 07.30–16.30."]),
        (("2026-04-09", "11:00"), ("2026-04-09", "12:01"), ["Melewati jam istirahat 12.00–13.00."]),
        (("2026-04-10", "11:00"), ("2026-04-10", "12:00"), ["Melewati jam istirahat 11.30–13.00."]),
        (
            ("2026-04-10", "06:00"),
            ("2026-04-10", "22:00"),
            ["Di luar jam kerja 07.30–14.30.", "Melewati jam istirahat 11.30–13.00."],
        ),
        (("2026-04-11", "19:00"), ("2026-04-11", "22:00"), ["Sabtu, 11 April 2026: akhir pekan."]),
        (
            ("2026-03-21", "09:00"),
            ("2026-03-21", "10:00"),
            ["Sabtu, 21 Maret 2026: akhir pekan, Hari Raya Idul Fitri."],
        ),
        (
            ("2026-05-14", "09:00"),
            ("2026-05-14", "10:00"),
            ["Kamis, 14 Mei 2026: libur nasional, Kenaikan Yesus Kristus."],
        ),
        (
            ("2026-12-24", "09:00"),
            ("2026-12-24", "10:00"),
            ["Kamis, 24 Desember 2026: Cuti Bersama Hari Raya Natal."],
        ),
        (
            ("2026-06-17", "09:00"),
            ("2026-06-17", "10:00"),
            ["Rabu, 17 Juni 2026: Galungan (dispensasi, belum dikonfirmasi)."],
        ),
        # Ngembak Geni 2026 is joint leave already: named once
        (
            ("2026-03-20", "09:00"),
            ("2026-03-20", "10:00"),
            ["Jumat, 20 Maret 2026: Cuti Bersama Hari Raya Idul Fitri."],
        ),
        (
            ("2026-04-09", "14:00"),
            ("2026-04-13", "09:00"),
            [
                "Sabtu, 11 April 2026: akhir pekan.",
                "Minggu, 12 April 2026: akhir pekan.",
                "Di luar jam kerja 07.30–16.30.",
                "Di luar jam kerja 07.30–14.30.",
                "Melewati jam istirahat 11.30–13.00.",
            ],
        ),
        (("2026-04-09", "14:00"), ("2026-04-10", "00:00"), ["Di luar jam kerja 07.30–16.30."]),
    ],
)
def test_warnings(start: tuple[str, str], end: tuple[str, str], warnings: list[str]) -> None:
    assert HOURS.warnings_for(local(*start), local(*end), A, PROPOSED) == warnings


def test_aware_times_are_office_times() -> None:
    start = datetime(2026, 4, 9, 1, 0, tzinfo=UTC)  # 09.00 WITA
    assert HOURS.warnings_for(start, start + timedelta(hours=3), A) == []
    assert HOURS.warnings_for(start, start + timedelta(hours=4), A) == ["Melewati jam istirahat 12.00–13.00."]


def test_a_closure_warns_with_its_name() -> None:
    closed = WorkCalendar((DayOff(on("2026-04-09"), "closure", "upacara"),))
    warnings = HOURS.warnings_for(local("2026-04-09", "09:00"), local("2026-04-09", "10:00"), closed)
    assert warnings == ["Kamis, 9 April 2026: kantor tutup, upacara."]


def test_a_working_day_without_hours_is_said() -> None:
    six_days = WorkCalendar((), frozenset(range(6)))
    warnings = HOURS.warnings_for(local("2026-04-11", "09:00"), local("2026-04-11", "10:00"), six_days)
    assert warnings == ["Sabtu tidak ada jam kerja."]


def test_windows_are_the_open_hours_of_working_days() -> None:
    def utc(day: int, hour: float) -> datetime:
        return datetime(2026, 4, day, tzinfo=UTC) + timedelta(hours=hour - 8)

    assert HOURS.windows(on("2026-04-02"), on("2026-04-10"), B) == [
        Span(utc(2, 7.5), utc(2, 16.5)),
        Span(utc(6, 7.5), utc(6, 16.5)),
        Span(utc(7, 7.5), utc(7, 16.5)),
        Span(utc(9, 7.5), utc(9, 16.5)),
        Span(utc(10, 7.5), utc(10, 14.5)),
    ]
    mornings = OfficeHours((DayHours(time(8), time(12)),) * 7)
    assert len(mornings.windows(on("2026-04-06"), on("2026-04-12"), A)) == 5
    assert mornings.warnings_for(local("2026-04-09", "08:00"), local("2026-04-09", "12:00"), A) == []


def test_a_confirmed_balinese_day_is_said_to_be_one() -> None:
    confirmed = WorkCalendar((DayOff(on("2026-06-17"), "balinese", "Galungan"),))
    warnings = HOURS.warnings_for(
        local("2026-06-17", "09:00"), local("2026-06-17", "10:00"), confirmed, PROPOSED
    )
    assert warnings == ["Rabu, 17 Juni 2026: Galungan (dispensasi)."]


def test_hours_of_a_season_and_of_a_half_day() -> None:
    ramadan = Season(on("2026-02-18"), on("2026-03-19"), (DayHours(time(8), time(15)),) * 5 + (None, None))
    day = on("2026-02-18")
    for closed, left in (
        (("07:00", "10:00"), DayHours(time(10), time(15))),
        (("12:00", "16:00"), DayHours(time(8), time(12))),
        (("10:00", "11:00"), DayHours(time(8), time(15), time(10), time(11))),
        (("08:00", "15:00"), None),
    ):
        half = HalfDay(day, *(time.fromisoformat(text) for text in closed))
        assert OfficeHours(seasons=(ramadan,), half_days=(half,)).on(day) == left
    hours = OfficeHours(seasons=(ramadan,))
    assert [hours.on(on(f"2026-03-{day}")) for day in (19, 23)] == [
        DayHours(time(8), time(15)),
        OfficeHours().by_weekday[0],
    ]
