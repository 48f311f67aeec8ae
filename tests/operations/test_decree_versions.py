"""A second version of the decree: requests filed before it keep their tick list, words and clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from homes import Home
from request_samples import request_order

from desk import clock
from desk.models import Request
from desk.operations.calendar_changes import ClosureOrder, save_closure_and_move
from desk.operations.public_services import install_standard
from desk.operations.request_clocks import ExtensionOrder, extend
from desk.operations.requests import file
from desk.queries.deadlines import ClockDetail, clock_detail
from desk.queries.request_details import RequestDetail, request_detail
from desk.rules import checklists
from desk.rules.standards import Standard, standard_of

FRIDAY = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


def newer() -> Standard:
    """The same decree a year on: 2.1 answers within five days, cannot be lengthened, says so otherwise."""
    standard = standard_of("karangasem")
    services = []
    for service in standard.services:
        if service.id != "karangasem-2.1":
            services.append(service)
            continue
        source: dict[str, Any] = {**service.checklist.source}
        limit = {**source["clock"][0], "amount": 5, "words": "Jawaban paling lambat"}
        limit.pop("extension", None)
        source["clock"] = [limit]
        services.append(replace(service, checklist=checklists.read_checklist(source)))
    return replace(
        standard,
        decree_number="7 Tahun 2026",
        decree_date=date(2026, 6, 12),
        services=tuple(services),
    )


def filed(home: Home) -> int:
    order = request_order("karangasem-2.1")
    return home.database.write(lambda session: file(session, order, home.petugas)).id


def clock_of(home: Home, request_id: int) -> ClockDetail:
    return home.database.read(lambda session: clock_detail(session, request_id, home.petugas))


def detail_of(home: Home, request_id: int) -> RequestDetail:
    return home.database.read(lambda session: request_detail(session, request_id, home.petugas))


def test_old_requests_stay_under_theirs_clock_included(desk_home: Home) -> None:
    old = filed(desk_home)
    before = clock_of(desk_home, old), detail_of(desk_home, old)
    assert before[0].deadline.promise.due_on == date(2026, 6, 29)
    desk_home.database.write(lambda session: install_standard(session, newer(), desk_home.admin))
    new = filed(desk_home)
    assert clock_of(desk_home, new).deadline.promise.due_on == date(2026, 6, 22)
    assert clock_of(desk_home, new).deadline.promise.words == "Jawaban paling lambat"
    assert not clock_of(desk_home, new).can_extend
    after = clock_of(desk_home, old), detail_of(desk_home, old)
    assert after[0].deadline == before[0].deadline
    assert (after[1].items, after[1].promise) == (before[1].items, before[1].promise)
    assert not after[1].service.is_in_force
    assert after[1].service.decree != detail_of(desk_home, new).service.decree


def test_a_closure_moves_each_by_its_own_version(desk_home: Home) -> None:
    old = filed(desk_home)
    desk_home.database.write(lambda session: install_standard(session, newer(), desk_home.admin))
    new = filed(desk_home)
    order = ClosureOrder(str(uuid.uuid4()), MONDAY, MONDAY, "banjir")
    moved = desk_home.database.write(lambda s: save_closure_and_move(s, order, desk_home.petugas)).moved
    assert moved == 2
    due = desk_home.database.read(lambda s: [s.get_one(Request, each).due_on for each in (old, new)])
    assert due == [date(2026, 6, 30), date(2026, 6, 23)]


def test_the_old_one_can_still_be_lengthened_as_its_decree_allows(desk_home: Home) -> None:
    old = filed(desk_home)
    desk_home.database.write(lambda session: install_standard(session, newer(), desk_home.admin))
    shown = clock_of(desk_home, old)
    assert shown.can_extend
    order = ExtensionOrder(str(uuid.uuid4()), old, shown.version, "menunggu bidang")
    lengthened = desk_home.database.write(lambda session: extend(session, order, desk_home.petugas))
    assert lengthened.due_on == date(2026, 7, 8)
