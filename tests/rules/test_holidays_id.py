"""National days and joint leave as published for 2026 and 2027 (SKB 3 Menteri)."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from desk.rules.holidays_id import has_published_joint_leave, national_days
from desk.rules.working_days import DayOff

NATIONAL_2026 = (
    "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25"
)
JOINT = {
    2025: "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    2026: "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    2027: "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24",
}


def days(year: int, kind: str) -> str:
    return " ".join(f"{off.day:%m-%d}" for off in national_days(year) if off.kind == kind)


def test_national_days_of_2026() -> None:
    assert days(2026, "national") == NATIONAL_2026
    assert national_days(2026)[0] == DayOff(date(2026, 1, 1), "national", "Tahun Baru Masehi")


@pytest.mark.parametrize(("year", "joint"), JOINT.items())
def test_joint_leave(year: int, joint: str) -> None:
    assert days(year, "cuti_bersama") == joint
    assert has_published_joint_leave(year)


@pytest.mark.parametrize("year", [2028, 2029, 2050])
def test_joint_leave_not_yet_published(year: int) -> None:
    assert not has_published_joint_leave(year)
    assert days(year, "cuti_bersama") == ""
    assert days(year, "national")


def test_in_order_and_in_indonesian() -> None:
    off = national_days(2027)
    assert [each.day for each in off] == sorted(each.day for each in off)
    assert {"Hari Suci Nyepi", "Hari Raya Natal", "Cuti Bersama Hari Raya Waisak"} <= {
        each.name for each in off
    }


def test_the_libraries_are_loaded_on_first_use_only() -> None:
    modules = (
        "holidays_id, balinese, working_days, office_dates, phones, niks, texts, tracking_codes, occupancy"
    )
    heavy = "holidays phonenumbers babel sqlalchemy PySide6"
    script = f"import sys; from desk.rules import {modules}; print(set({heavy.split()}) & set(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout == "set()\n"
