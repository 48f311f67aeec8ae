"""Decisions on one request's clock: extended once, paused, resumed, from the event; all taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import ClockEvent, JournalLine, Request
from desk.operations.calendar_changes import ClosureOrder, save_closure_and_move
from desk.operations.calendar_settings import CalendarSettingOrder, set_calendar
from desk.operations.request_clocks import (
    DecisionTakenBackOrder,
    EventDoneOrder,
    ExtensionOrder,
    PauseOrder,
    Redated,
    ResumptionOrder,
    count_from_event,
    extend,
    pause,
    resume,
    take_back_decision,
)
from desk.operations.requests import file

FRIDAY = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)  # 10.00 WITA
DUE = date(2026, 4, 6)


@pytest.fixture(autouse=True)
def today() -> Iterator[Callable[[date], None]]:
    """Sets the day the office's clock shows."""

    def show(day: date) -> None:
        clock.run_by(lambda: datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC))

    show(FRIDAY.date())
    yield show
    clock.run_by(None)


class Desk:
    """One request, and decisions on it by its present version."""

    def __init__(self, home: Home, service: str, **changes: Any) -> None:
        self.home = home
        order = request_order(service, **changes)
        self.filed = home.database.write(lambda s: file(s, order, home.petugas))

    def request(self) -> Request:
        return self.home.database.read(lambda s: s.get_one(Request, self.filed.id))

    def does(self, act: Callable[..., Redated], order: type, **facts: Any) -> Redated:
        known = {"key": str(uuid.uuid4()), "reason": "data belum terkumpul", **facts}
        made = order(request_id=self.filed.id, version=self.request().version, **known)
        return self.home.database.write(lambda s: act(s, made, self.home.petugas))

    def back(self, kind: str) -> Redated:
        return self.does(take_back_decision, DecisionTakenBackOrder, kind=kind)

    def last_line(self) -> JournalLine:
        lines = select(JournalLine).order_by(JournalLine.id.desc())
        return self.home.database.read(lambda s: s.scalars(lines).first())


@pytest.fixture
def ppid(desk_home: Home) -> Desk:
    desk = Desk(desk_home, "karangasem-2.1")
    assert desk.request().due_on == DUE
    return desk


def allow_pauses(home: Home) -> None:
    order = CalendarSettingOrder(
        counts_national=True,
        counts_joint_leave=True,
        statutory_limits="statutory",
        office_limits="office",
        draft_days_ahead=2,
        allows_pauses=True,
    )
    home.database.write(lambda s: set_calendar(s, order, home.admin))


def test_an_extension_is_given_once_and_can_be_taken_back(ppid: Desk) -> None:
    done = ppid.does(extend, ExtensionOrder)
    assert done.due_on == date(2026, 4, 15) == ppid.request().due_on
    line = ppid.last_line()
    assert line.act == "request.extend"
    assert line.sentence.endswith("diperpanjang: data belum terkumpul.")
    assert line.changes == [{"field": "due_on", "old": "2026-04-06", "new": "2026-04-15"}]
    with pytest.raises(Refused, match="satu kali"):
        ppid.does(extend, ExtensionOrder)
    assert ppid.back("extended").due_on == DUE
    kept = ppid.home.database.read(lambda s: s.scalars(select(ClockEvent)).one())
    assert (kept.kind, kept.taken_back_reason) == ("extended", "data belum terkumpul")
    with pytest.raises(Refused, match="Tidak ada keputusan"):
        ppid.back("extended")
    assert ppid.does(extend, ExtensionOrder).due_on == date(2026, 4, 15)


def test_an_extension_wants_a_reason_and_comes_before_the_end(
    ppid: Desk, today: Callable[[date], None]
) -> None:
    with pytest.raises(Refused, match="Tulis alasannya"):
        ppid.does(extend, ExtensionOrder, reason=" ")
    today(DUE + timedelta(days=1))
    with pytest.raises(Refused, match="sudah berakhir pada 6 April 2026"):
        ppid.does(extend, ExtensionOrder)
    today(DUE)
    assert ppid.does(extend, ExtensionOrder).due_on == date(2026, 4, 15)


def test_what_cannot_be_extended(desk_home: Home) -> None:
    with pytest.raises(Refused, match="tidak dapat diperpanjang"):
        Desk(desk_home, "karangasem-5.2").does(extend, ExtensionOrder)
    incomplete = Desk(desk_home, "karangasem-2.1", marks={})
    assert incomplete.request().due_on is None
    with pytest.raises(Refused, match="belum atau tidak sedang berjalan"):
        incomplete.does(extend, ExtensionOrder)


def test_the_same_key_decides_once_and_an_old_version_is_refused(ppid: Desk) -> None:
    version = ppid.request().version
    order = ExtensionOrder(str(uuid.uuid4()), ppid.filed.id, version, "data belum terkumpul")
    write = ppid.home.database.write
    done = write(lambda s: extend(s, order, ppid.home.petugas))
    assert write(lambda s: extend(s, order, ppid.home.petugas)) == done
    stale = ExtensionOrder(str(uuid.uuid4()), ppid.filed.id, version, "lagi")
    with pytest.raises(Refused, match="baru saja diubah"):
        write(lambda s: extend(s, stale, ppid.home.petugas))
    with pytest.raises(Refused, match="tidak berwenang"):
        write(lambda s: extend(s, ExtensionOrder("k", ppid.filed.id, version, "x"), ppid.home.pengawas))


def test_days_paused_do_not_count(ppid: Desk, today: Callable[[date], None]) -> None:
    with pytest.raises(Refused, match="tidak mengizinkan"):
        ppid.does(pause, PauseOrder)
    allow_pauses(ppid.home)
    with pytest.raises(Refused, match="tidak sedang dihentikan"):
        ppid.does(resume, ResumptionOrder)
    today(date(2026, 3, 16))
    stopped = ppid.does(pause, PauseOrder, reason="menunggu data pemohon")
    assert stopped.due_on is None
    said = "jangka waktu dihentikan sementara sejak 16 Maret 2026: menunggu data pemohon"
    assert stopped.due_words == said
    with pytest.raises(Refused, match="sudah dihentikan"):
        ppid.does(pause, PauseOrder)
    with pytest.raises(Refused, match="tidak sedang berjalan"):
        ppid.does(extend, ExtensionOrder)
    today(date(2026, 3, 26))
    # the 17th, 25th and 26th do not count: three working days more
    assert ppid.does(resume, ResumptionOrder).due_on == date(2026, 4, 9)
    with pytest.raises(Refused, match="lebih baru"):
        ppid.back("paused")
    assert ppid.back("resumed").due_on is None
    assert ppid.back("paused").due_on == DUE


def test_a_paused_and_resumed_clock_moves_with_the_calendar(
    ppid: Desk, today: Callable[[date], None]
) -> None:
    allow_pauses(ppid.home)
    other = Desk(ppid.home, "karangasem-2.1")
    today(date(2026, 3, 16))
    ppid.does(pause, PauseOrder)
    today(date(2026, 3, 26))
    assert ppid.does(resume, ResumptionOrder).due_on == date(2026, 4, 9)
    extended = Desk(ppid.home, "karangasem-2.1", received_at=FRIDAY, back_date_reason="listrik padam")
    extended.does(extend, ExtensionOrder)
    day = date(2026, 3, 31)
    order = ClosureOrder(str(uuid.uuid4()), day, day, "banjir")
    saved = ppid.home.database.write(lambda s: save_closure_and_move(s, order, ppid.home.petugas))
    assert saved.moved == 3
    dues = [each.request().due_on for each in (ppid, other, extended)]
    assert dues == [date(2026, 4, 10), date(2026, 4, 7), date(2026, 4, 16)]


def test_coverage_may_be_counted_from_the_event(desk_home: Home, today: Callable[[date], None]) -> None:
    news = Desk(desk_home, "karangasem-2.3", variant="berita_website")
    assert news.request().due_on == date(2026, 3, 16)
    with pytest.raises(Refused, match="antara hari diterima"):
        news.does(count_from_event, EventDoneOrder, done_on=date(2026, 3, 20))
    today(date(2026, 3, 30))
    done = news.does(count_from_event, EventDoneOrder, done_on=date(2026, 3, 30), reason="disepakati")
    assert done.due_on == date(2026, 3, 31)
    with pytest.raises(Refused, match="sudah dicatat"):
        news.does(count_from_event, EventDoneOrder, done_on=date(2026, 3, 30))
    assert news.back("event_done").due_on == date(2026, 3, 16)
    greeting = Desk(desk_home, "karangasem-2.3", variant="greeting")
    with pytest.raises(Refused, match="tidak dihitung dari acara"):
        greeting.does(count_from_event, EventDoneOrder, done_on=date(2026, 3, 30))
