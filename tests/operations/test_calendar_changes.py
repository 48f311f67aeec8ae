"""Closures, confirmations, imports and settings: saved, journaled, moved as previewed, taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from sqlalchemy import func, select

from desk import clock
from desk.errors import Refused
from desk.models import CalendarChange, DayOff, DueMove, JournalLine, Request, opening_hours, work_calendar
from desk.operations.calendar_changes import (
    CalendarSaved,
    ClosureOrder,
    ConfirmationOrder,
    HalfDayOrder,
    ImportOrder,
    TakeBackOrder,
    confirm_balinese_days,
    import_days,
    save_closure_and_move,
    save_half_day,
    take_back,
)
from desk.operations.calendar_settings import (
    CalendarSettingOrder,
    HoursOrder,
    SeasonHoursOrder,
    drop_season_hours,
    set_calendar,
    set_hours,
    set_season_hours,
)
from desk.operations.requests import file
from desk.queries.calendar_moves import Moved, moved_by
from desk.rules import calendar_changes as rules
from desk.rules.calendar_policies import ListedDay
from desk.rules.working_days import DayHours

FRIDAY = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)  # 10.00 WITA; Galungan is on Wednesday 17 June


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


@pytest.fixture
def due(desk_home: Home) -> Callable[[str], date | None]:
    """Files a request and keeps asking for its date."""
    ids: dict[str, int] = {}

    def ask(service: str) -> date | None:
        if service not in ids:
            order = request_order(service)
            ids[service] = desk_home.database.write(lambda s: file(s, order, desk_home.petugas)).id
        return desk_home.database.read(lambda s: s.get_one(Request, ids[service]).due_on)

    return ask


def key() -> str:
    return str(uuid.uuid4())


def did(home: Home, act: Callable[..., Any], order: Any, who: str = "petugas") -> Any:
    return home.database.write(lambda s: act(s, order, getattr(home, who)))


def preview(home: Home, edit: rules.CalendarEdit) -> Moved:
    return home.database.read(lambda s: moved_by(s, edit))


def journal(home: Home) -> list[tuple[str, str]]:
    lines = select(JournalLine.act, JournalLine.sentence).order_by(JournalLine.id)
    return [tuple(row) for row in home.database.read(lambda s: s.execute(lines).all())]


MONDAY = date(2026, 6, 15)


def close(**changes: Any) -> ClosureOrder:
    facts = {"key": key(), "first_on": MONDAY, "last_on": MONDAY, "reason": "banjir", **changes}
    return ClosureOrder(**facts)


# ---- closures --------------------------------------------------------------------------------------------


def test_a_closure_moves_what_its_preview_showed_and_is_taken_back(
    desk_home: Home, due: Callable[[str], date | None]
) -> None:
    assert due("karangasem-5.2") == date(2026, 6, 22)  # 5 working days, 16 June is a national day
    assert due("karangasem-3.6") == MONDAY
    assert due("karangasem-3.1") == date(2026, 9, 14)  # three months: no closure in between matters
    shown = preview(desk_home, rules.closure(MONDAY, MONDAY, "banjir"))
    assert [(row.from_on, row.to_on) for row in shown.rows] == [
        (MONDAY, date(2026, 6, 17)),
        (date(2026, 6, 22), date(2026, 6, 23)),
    ]
    order = close(circular="SE 1/2026")
    saved, touched = desk_home.database.write_and_tell(
        lambda s: save_closure_and_move(s, order, desk_home.petugas)
    )
    assert (saved.days, saved.moved) == (1, 2) == (1, shown.total)
    assert {"Request", "DayOff", "CalendarChange"} <= touched
    assert (due("karangasem-5.2"), due("karangasem-3.6")) == (date(2026, 6, 23), date(2026, 6, 17))
    moves = select(DueMove.from_on, DueMove.to_on).order_by(DueMove.from_on)
    kept = [tuple(row) for row in desk_home.database.read(lambda s: s.execute(moves).all())]
    assert kept == [(row.from_on, row.to_on) for row in shown.rows]
    assert journal(desk_home)[-1] == (
        "calendar.closure",
        "Kantor tutup 15 Juni 2026: banjir; 2 permohonan berpindah batas",
    )
    undone = did(desk_home, take_back, TakeBackOrder(key(), saved.change_id))
    assert undone.moved == 2
    assert (due("karangasem-5.2"), due("karangasem-3.6")) == (date(2026, 6, 22), MONDAY)
    assert journal(desk_home)[-1][1].startswith("Dibatalkan: Kantor tutup 15 Juni 2026: banjir")
    with pytest.raises(Refused, match="sudah dibatalkan"):
        did(desk_home, take_back, TakeBackOrder(key(), saved.change_id))
    with pytest.raises(Refused, match="tidak ditemukan"):
        did(desk_home, take_back, TakeBackOrder(key(), undone.change_id))


def test_the_same_key_saves_once(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-3.6")
    order = close()
    first: CalendarSaved = did(desk_home, save_closure_and_move, order)
    lines = len(journal(desk_home))
    assert did(desk_home, save_closure_and_move, order) == first
    assert len(journal(desk_home)) == lines


def test_a_closure_on_a_day_off_moves_nothing(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-5.2")
    tuesday = date(2026, 6, 16)  # Tahun Baru Islam
    assert preview(desk_home, rules.closure(tuesday, tuesday, "banjir")).total == 0
    assert did(desk_home, save_closure_and_move, close(first_on=tuesday, last_on=tuesday)).moved == 0


def test_withdrawn_requests_stay_where_they_were(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-3.6")

    def withdraw(session: Any) -> None:
        for request in session.scalars(select(Request)):
            request.state = "withdrawn"

    desk_home.database.write(withdraw)
    assert did(desk_home, save_closure_and_move, close()).moved == 0
    assert due("karangasem-3.6") == MONDAY


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"reason": " "}, "reason", "Tulis alasannya"),
        ({"last_on": date(2026, 6, 1)}, "last_on", "mendahului"),
        ({"last_on": date(2027, 6, 15)}, "last_on", "paling lama 60 hari"),
        ({"first_on": date(2026, 6, 13), "last_on": date(2026, 6, 14)}, "first_on", "akhir pekan"),
    ],
)
def test_closures_that_are_refused(desk_home: Home, changes: dict[str, Any], field: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        did(desk_home, save_closure_and_move, close(**changes))
    assert refused.value.field == field
    did(desk_home, save_closure_and_move, close())
    with pytest.raises(Refused, match="sudah tercatat"):
        did(desk_home, save_closure_and_move, close())


@pytest.mark.parametrize("who", ["pemegang", "pengawas"])
def test_only_who_keeps_the_calendar_may(desk_home: Home, who: str) -> None:
    for act in (save_closure_and_move, confirm_balinese_days, import_days, save_half_day, take_back):
        with pytest.raises(Refused, match="tidak berwenang"):
            did(desk_home, act, close(), who)
    for act in (set_calendar, set_hours, set_season_hours, drop_season_hours):
        with pytest.raises(Refused, match="tidak berwenang"):
            did(desk_home, act, close(), who)


# ---- Balinese days ---------------------------------------------------------------------------------------

GALUNGAN = (date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18))


def test_a_confirmed_day_moves_the_standards_own_limits_and_not_the_laws(
    desk_home: Home, due: Callable[[str], date | None]
) -> None:
    assert (due("karangasem-5.2"), due("karangasem-2.1")) == (date(2026, 6, 22), date(2026, 6, 29))
    order = ConfirmationOrder(key(), GALUNGAN, "SE 16/2025")
    saved = did(desk_home, confirm_balinese_days, order)
    assert (saved.days, saved.moved) == (3, 1)
    assert (due("karangasem-5.2"), due("karangasem-2.1")) == (date(2026, 6, 24), date(2026, 6, 29))
    rows = select(DayOff.name, DayOff.circular).where(DayOff.day.in_(GALUNGAN), DayOff.kind == "balinese")
    kept = desk_home.database.read(lambda s: s.execute(rows.order_by(DayOff.day)).all())
    assert [tuple(row) for row in kept] == [
        ("Penampahan Galungan", "SE 16/2025"),
        ("Galungan", "SE 16/2025"),
        ("Umanis Galungan", "SE 16/2025"),
    ]
    with pytest.raises(Refused, match="Tidak ada hari yang berubah"):
        did(desk_home, confirm_balinese_days, ConfirmationOrder(key(), GALUNGAN, "SE 16/2025"))
    assert did(desk_home, take_back, TakeBackOrder(key(), saved.change_id)).moved == 1
    assert due("karangasem-5.2") == date(2026, 6, 22)
    again = did(desk_home, confirm_balinese_days, ConfirmationOrder(key(), GALUNGAN, "SE 17/2025"))
    off = ConfirmationOrder(key(), GALUNGAN[1:], "", is_confirmed=False)
    assert did(desk_home, confirm_balinese_days, off).moved == 1
    assert due("karangasem-5.2") == date(2026, 6, 22)
    # of the first confirmation only Penampahan is left to take back
    assert did(desk_home, take_back, TakeBackOrder(key(), again.change_id)).moved == 0
    listed = select(func.count()).where(DayOff.kind == "balinese", DayOff.day.in_(GALUNGAN))
    assert desk_home.database.read(lambda s: s.scalar(listed)) == 3


def test_a_confirmation_wants_days_and_the_circulars_number(desk_home: Home) -> None:
    for order, field in (
        (ConfirmationOrder(key(), GALUNGAN, " "), "circular"),
        (ConfirmationOrder(key(), (), "SE 16/2025"), "days"),
        (ConfirmationOrder(key(), (MONDAY,), "SE 16/2025"), "days"),
    ):
        with pytest.raises(Refused) as refused:
            did(desk_home, confirm_balinese_days, order)
        assert refused.value.field == field


# ---- imports, half days ----------------------------------------------------------------------------------


def test_an_import_adds_what_is_not_listed_yet(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-3.6")
    days = (
        ListedDay(MONDAY, "closure", "HUT Kota Amlapura"),
        ListedDay(date(2026, 6, 16), "national", "1 Muharram 1448 H"),
    )
    saved = did(desk_home, import_days, ImportOrder(key(), days, "libur.csv"))
    assert (saved.days, saved.moved) == (1, 1)
    with pytest.raises(Refused, match="sudah tercatat"):
        did(desk_home, import_days, ImportOrder(key(), days, "libur.csv"))
    with pytest.raises(Refused, match="Tidak ada hari libur"):
        did(desk_home, import_days, ImportOrder(key(), (), "libur.csv"))
    assert did(desk_home, take_back, TakeBackOrder(key(), saved.change_id)).moved == 1
    assert due("karangasem-3.6") == MONDAY


def test_a_half_day_changes_hours_and_no_date(desk_home: Home, due: Callable[[str], date | None]) -> None:
    assert due("karangasem-3.6") == MONDAY
    order = HalfDayOrder(key(), MONDAY, time(12), time(16, 30), "upacara")
    saved = did(desk_home, save_half_day, order)
    assert did(desk_home, save_half_day, order).change_id == saved.change_id
    hours = desk_home.database.read(opening_hours)
    assert hours.on(MONDAY) == DayHours(time(7, 30), time(12), time(12), time(13))
    assert desk_home.database.read(lambda s: work_calendar(s, MONDAY, MONDAY)).is_working(MONDAY)
    assert due("karangasem-3.6") == MONDAY
    did(desk_home, take_back, TakeBackOrder(key(), saved.change_id))
    assert desk_home.database.read(opening_hours).on(MONDAY) == hours.by_weekday[0]
    for wrong, field in (({"reason": ""}, "reason"), ({"closed_to": time(11)}, "closed_to")):
        facts = {"day": MONDAY, "closed_from": time(12), "closed_to": time(16), "reason": "upacara", **wrong}
        with pytest.raises(Refused) as refused:
            did(desk_home, save_half_day, HalfDayOrder(key(), **facts))
        assert refused.value.field == field


# ---- settings --------------------------------------------------------------------------------------------

SETTING: dict[str, Any] = {
    "counts_national": True,
    "counts_joint_leave": True,
    "statutory_limits": "statutory",
    "office_limits": "office",
    "draft_days_ahead": 2,
    "allows_pauses": False,
}


def test_each_kind_of_day_has_its_switch(desk_home: Home, due: Callable[[str], date | None]) -> None:
    assert due("karangasem-5.2") == date(2026, 6, 22)
    order = CalendarSettingOrder(**{**SETTING, "counts_national": False})
    assert preview(desk_home, rules.CalendarEdit(switches=order.switches())).total == 1
    assert did(desk_home, set_calendar, order, "admin").moved == 1
    assert due("karangasem-5.2") == date(2026, 6, 19)
    assert did(desk_home, set_calendar, CalendarSettingOrder(**SETTING), "admin").moved == 1
    assert due("karangasem-5.2") == date(2026, 6, 22)
    assert did(desk_home, set_calendar, CalendarSettingOrder(**SETTING), "admin").moved == 0


def test_the_policy_is_the_offices(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-2.1")
    did(desk_home, confirm_balinese_days, ConfirmationOrder(key(), GALUNGAN, "SE 16/2025"))
    assert due("karangasem-2.1") == date(2026, 6, 29)
    order = CalendarSettingOrder(**{**SETTING, "statutory_limits": "office"})
    assert did(desk_home, set_calendar, order, "admin").moved == 1
    assert due("karangasem-2.1") == date(2026, 7, 1)


@pytest.mark.parametrize(
    "wrong", [{"draft_days_ahead": 31}, {"draft_days_ahead": -1}, {"office_limits": "proposed"}]
)
def test_settings_that_are_refused(desk_home: Home, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        did(desk_home, set_calendar, CalendarSettingOrder(**{**SETTING, **wrong}), "admin")
    assert refused.value.field in wrong


WORKDAY = DayHours(time(8), time(15), time(12), time(12, 30))


def test_hours_by_weekday_and_in_ramadan(desk_home: Home) -> None:
    did(desk_home, set_hours, HoursOrder((WORKDAY,) * 5 + (None, None)), "admin")
    hours = desk_home.database.read(opening_hours)
    assert hours.by_weekday == (WORKDAY,) * 5 + (None, None)
    ramadan = DayHours(time(8), time(14, 30))
    week = (ramadan,) * 5 + (None, None)
    order = SeasonHoursOrder("Ramadan 1448 H", date(2027, 2, 8), date(2027, 3, 9), week)
    season = did(desk_home, set_season_hours, order, "admin")
    hours = desk_home.database.read(opening_hours)
    assert [hours.on(date(2027, 2, day)) for day in (5, 8)] == [WORKDAY, ramadan]
    assert hours.on(date(2027, 3, 10)) == WORKDAY
    with pytest.raises(Refused, match="Bertumpuk"):
        did(desk_home, set_season_hours, order, "admin")
    did(desk_home, drop_season_hours, season, "admin")
    assert desk_home.database.read(opening_hours).on(date(2027, 2, 8)) == WORKDAY
    with pytest.raises(Refused, match="tidak ditemukan"):
        did(desk_home, drop_season_hours, season, "admin")


@pytest.mark.parametrize(
    "day",
    [
        DayHours(time(15), time(8)),
        DayHours(time(8), time(15), time(12), None),
        DayHours(time(8), time(15), time(7), time(9)),
    ],
)
def test_hours_that_are_none(desk_home: Home, day: DayHours) -> None:
    with pytest.raises(Refused):
        did(desk_home, set_hours, HoursOrder((day,) + (None,) * 6), "admin")
    with pytest.raises(Refused):
        did(desk_home, set_hours, HoursOrder((None,) * 7), "admin")


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("", 8, 9), ("Ramadan", 9, 8)],
)
def test_seasons_that_are_none(desk_home: Home, name: str, first: int, last: int) -> None:
    order = SeasonHoursOrder(name, date(2027, 2, first), date(2027, 2, last), (WORKDAY,) * 7)
    with pytest.raises(Refused):
        did(desk_home, set_season_hours, order, "admin")
    long = SeasonHoursOrder("Ramadan", date(2027, 2, 1), date(2027, 6, 1), (WORKDAY,) * 7)
    with pytest.raises(Refused, match="60 hari"):
        did(desk_home, set_season_hours, long, "admin")


def test_every_act_leaves_one_line(desk_home: Home, due: Callable[[str], date | None]) -> None:
    due("karangasem-3.6")
    before = len(journal(desk_home))
    did(desk_home, save_closure_and_move, close())
    did(desk_home, confirm_balinese_days, ConfirmationOrder(key(), GALUNGAN, "SE 16/2025"))
    did(desk_home, save_half_day, HalfDayOrder(key(), MONDAY, time(12), time(16), "upacara"))
    did(desk_home, set_calendar, CalendarSettingOrder(**SETTING), "admin")
    did(desk_home, set_hours, HoursOrder((WORKDAY,) * 7), "admin")
    assert len(journal(desk_home)) == before + 5
    changes = desk_home.database.read(lambda s: s.scalars(select(CalendarChange.kind)).all())
    assert sorted(changes) == ["closure", "confirmation", "half_day", "settings"]
