"""The Balinese calendar against dates published for 2023–2032 and the official list of 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import balinese
from desk.rules.working_days import DayOff

# peradnya/balinese-date-js-lib 0.4.3, under the names of the Governor's circulars
PUBLISHED = {
    "Penampahan Galungan": """
        2023-01-03 2023-08-01 2024-02-27 2024-09-24 2025-04-22 2025-11-18 2026-06-16 2027-01-12
        2027-08-10 2028-03-07 2028-10-03 2029-05-01 2029-11-27 2030-06-25 2031-01-21 2031-08-19
        2032-03-16 2032-10-12
    """,
    "Galungan": """
        2023-01-04 2023-08-02 2024-02-28 2024-09-25 2025-04-23 2025-11-19 2026-06-17 2027-01-13
        2027-08-11 2028-03-08 2028-10-04 2029-05-02 2029-11-28 2030-06-26 2031-01-22 2031-08-20
        2032-03-17 2032-10-13
    """,
    "Umanis Galungan": """
        2023-01-05 2023-08-03 2024-02-29 2024-09-26 2025-04-24 2025-11-20 2026-06-18 2027-01-14
        2027-08-12 2028-03-09 2028-10-05 2029-05-03 2029-11-29 2030-06-27 2031-01-23 2031-08-21
        2032-03-18 2032-10-14
    """,
    "Penampahan Kuningan": """
        2023-01-13 2023-08-11 2024-03-08 2024-10-04 2025-05-02 2025-11-28 2026-06-26 2027-01-22
        2027-08-20 2028-03-17 2028-10-13 2029-05-11 2029-12-07 2030-07-05 2031-01-31 2031-08-29
        2032-03-26 2032-10-22
    """,
    "Kuningan": """
        2023-01-14 2023-08-12 2024-03-09 2024-10-05 2025-05-03 2025-11-29 2026-06-27 2027-01-23
        2027-08-21 2028-03-18 2028-10-14 2029-05-12 2029-12-08 2030-07-06 2031-02-01 2031-08-30
        2032-03-27 2032-10-23
    """,
    "Saraswati": """
        2023-05-20 2023-12-16 2024-07-13 2025-02-08 2025-09-06 2026-04-04 2026-10-31 2027-05-29
        2027-12-25 2028-07-22 2029-02-17 2029-09-15 2030-04-13 2030-11-09 2031-06-07 2032-01-03
        2032-07-31
    """,
    "Pagerwesi": """
        2023-05-24 2023-12-20 2024-07-17 2025-02-12 2025-09-10 2026-04-08 2026-11-04 2027-06-02
        2027-12-29 2028-07-26 2029-02-21 2029-09-19 2030-04-17 2030-11-13 2031-06-11 2032-01-07
        2032-08-04
    """,
    "Siwaratri": """
        2023-01-20 2024-01-09 2025-01-27 2026-01-17 2027-01-06 2028-01-25 2029-01-13 2030-01-03
        2031-01-22 2032-01-11
    """,
    "Tawur Agung Kesanga": """
        2023-03-21 2024-03-10 2025-03-28 2026-03-18 2027-03-07 2028-03-25 2029-03-14 2030-03-04
        2031-03-23 2032-03-11
    """,
    "Nyepi": """
        2023-03-22 2024-03-11 2025-03-29 2026-03-19 2027-03-08 2028-03-26 2029-03-15 2030-03-05
        2031-03-24 2032-03-12
    """,
    "Ngembak Geni": """
        2023-03-23 2024-03-12 2025-03-30 2026-03-20 2027-03-09 2028-03-27 2029-03-16 2030-03-06
        2031-03-25 2032-03-13
    """,
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_holy_days_of_ten_years(name: str) -> None:
    found = [off.day for year in range(2023, 2033) for off in balinese.rahinan(year) if off.name == name]
    assert [f"{day}" for day in found] == PUBLISHED[name].split()


def test_no_other_days() -> None:
    names = {off.name for year in range(2023, 2033) for off in balinese.rahinan(year)}
    assert names == set(PUBLISHED)


# Ditjen Bimas Hindu, letter B-253/DJ.VI/Dt.VI.I.3/BA.03/09/2025, but for Deepavali
LETTER_2026 = [
    ("01-17", "Siwaratri"), ("03-18", "Tawur Agung Kesanga"), ("03-19", "Nyepi"), ("03-20", "Ngembak Geni"),
    ("04-04", "Saraswati"), ("04-08", "Pagerwesi"), ("06-16", "Penampahan Galungan"), ("06-17", "Galungan"),
    ("06-18", "Umanis Galungan"), ("06-26", "Penampahan Kuningan"), ("06-27", "Kuningan"),
    ("10-31", "Saraswati"), ("11-04", "Pagerwesi"),
]  # fmt: skip


def test_the_official_list_of_2026() -> None:
    expected = [DayOff(date.fromisoformat(f"2026-{day}"), "balinese", name) for day, name in LETTER_2026]
    assert balinese.rahinan(2026) == expected


# Galungan in web lists, wrongly
@pytest.mark.parametrize("day", ["2026-02-18", "2026-04-04", "2026-10-29", "2024-04-23"])
def test_no_galungan(day: str) -> None:
    assert balinese.wuku(date.fromisoformat(day)) != "Dungulan"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-04-05", "Redite Paing · Sinta"),
        ("2026-04-06", "Soma Pon · Sinta"),
        ("2026-04-08", "Buda Kliwon · Sinta"),
        ("2026-04-04", "Saniscara Umanis · Watugunung"),
        ("2026-06-16", "Anggara Wage · Dungulan"),
        ("2026-06-27", "Saniscara Kliwon · Kuningan"),
    ],
)
def test_day_name(day: str, name: str) -> None:
    assert balinese.day_name(date.fromisoformat(day)) == name


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_cycles(day: date) -> None:
    assert balinese.SAPTAWARA.index(balinese.saptawara(day)) == (day.weekday() + 1) % 7
    assert balinese.day_name(day + timedelta(days=210)) == balinese.day_name(day)
    assert balinese.pancawara(day + timedelta(days=5)) == balinese.pancawara(day)
    assert balinese.wuku(day) in (
        balinese.wuku(day + timedelta(days=1)),
        balinese.wuku(day - timedelta(days=1)),
    )
    assert len({balinese.wuku(day + timedelta(days=7 * week)) for week in range(30)}) == 30


def test_proposals_leave_nyepi_out_and_keep_order() -> None:
    proposed = balinese.proposed_days_off(2026)
    assert [off.day for off in proposed] == sorted(off.day for off in proposed)
    assert "Nyepi" not in {off.name for off in proposed}
    assert len(proposed) == len(balinese.rahinan(2026)) - 1 == 12


def test_the_table_ends() -> None:
    assert [year for year in range(2020, 2040) if balinese.has_saka_table(year)] == list(range(2023, 2033))
    assert {off.name for off in balinese.rahinan(2033)} == {
        "Penampahan Galungan", "Galungan", "Umanis Galungan", "Penampahan Kuningan", "Kuningan", "Saraswati",
        "Pagerwesi",
    }  # fmt: skip
