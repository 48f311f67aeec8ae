"""What the office sets itself inside a promise: hours run through, working days do not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk.rules.inner_targets import InnerTarget, TargetState, applies, due_at, read_targets
from desk.rules.request_records import KINDS
from desk.rules.working_days import DayOff, WorkCalendar

HOLIDAY = DayOff(date(2026, 3, 19), "national", "Nyepi")
CALENDAR = WorkCalendar([HOLIDAY])


@pytest.mark.parametrize(
    ("received", "amount", "unit", "wanted"),
    [
        # Friday 16.00 WITA; a day of hours is Saturday 16.00
        (datetime(2026, 3, 13, 8, tzinfo=UTC), 24, "hours", datetime(2026, 3, 14, 8, tzinfo=UTC)),
        (datetime(2026, 3, 13, 8, tzinfo=UTC), 72, "hours", datetime(2026, 3, 16, 8, tzinfo=UTC)),
        # three working days: Mon 16, Tue 17, Wed 18, to midnight WITA
        (datetime(2026, 3, 13, 8, tzinfo=UTC), 3, "working_days", datetime(2026, 3, 18, 16, tzinfo=UTC)),
        # over Nyepi: Wed 18, Fri 20, Mon 23
        (datetime(2026, 3, 17, 1, tzinfo=UTC), 3, "working_days", datetime(2026, 3, 23, 16, tzinfo=UTC)),
        # 00.30 WITA on Tuesday is still Monday in UTC
        (datetime(2026, 3, 16, 16, 30, tzinfo=UTC), 1, "working_days", datetime(2026, 3, 18, 16, tzinfo=UTC)),
    ],
)
def test_by_when(received: datetime, amount: int, unit: str, wanted: datetime) -> None:
    target = InnerTarget("x", amount, unit, "y")  # type: ignore[arg-type]
    assert due_at(target, received, CALENDAR) == wanted


def test_late_is_what_is_met_after_it_or_not_at_all() -> None:
    due = datetime(2026, 3, 16, 8, tzinfo=UTC)
    target = InnerTarget("x", 24, "hours", "y")
    minute = timedelta(minutes=1)
    assert not TargetState(target, due, None).is_late(due)
    assert TargetState(target, due, None).is_late(due + minute)
    assert not TargetState(target, due, due).is_late(due + timedelta(days=9))
    assert TargetState(target, due, due + minute).is_late(due + timedelta(days=9))


def test_a_breach_of_personal_data_has_its_notice_only_where_there_is_one() -> None:
    target = InnerTarget("x", 72, "hours", "breach_notice", ("incident", "is_personal"))
    assert applies(target, {"incident": {"is_personal": True}})
    assert not applies(target, {"incident": {"is_personal": False}})
    assert not applies(target, {})


def test_the_roads_name_only_kinds_there_are() -> None:
    roads = json.loads(Path("resources/standards/roads.json").read_text("utf-8"))["roads"]
    targets = {key: read_targets(road.get("targets")) for key, road in roads.items() if road.get("targets")}
    assert set(targets) == {"karangasem-2.2", "karangasem-5.3"}
    named = {each.met_by for found in targets.values() for each in found}
    assert named | {"incident"} <= set(KINDS)
