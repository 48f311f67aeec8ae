"""What the screens of the store show: figures of this minute, units, outages, liabilities, opname."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from slots import NINE, span
from stores import act, carry_out, gone, key, promise, unit

from desk import clock
from desk.operations.outages import PersonOrder, SettleOrder, record, settle_liability
from desk.operations.stock_takes import BeginOrder, CloseOrder, CountOrder, begin, close, count
from desk.queries.stock_takes import closed_takes, running_take
from desk.queries.stocks import (
    StockRow,
    liability_rows,
    outage_rows,
    stock_rows,
    taken_labels,
    unit_labelled,
    unit_rows,
)


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def row(home: Home, resource_key: str) -> StockRow:
    return next(each for each in home.database.read(stock_rows) if each.key == resource_key)


def test_the_figures_are_those_of_this_minute(desk_home: Home) -> None:
    loan = promise(desk_home, "mikrofon", 3, span(6, 9, 12))
    promise(desk_home, "mikrofon", 8, span(7, 9, 12))
    carry_out(desk_home, loan.id, "mikrofon", 2)
    act(desk_home, record, gone("mikrofon", "broken", quantity=1))
    found = row(desk_home, "mikrofon")
    assert (found.free, found.out, found.broken, found.lost) == (4, 2, 1, 0)
    assert found.words == "4 dari 8 bebas sekarang"


def test_a_kit_has_what_its_scarcest_part_allows(desk_home: Home) -> None:
    assert row(desk_home, "sound-system-kecil").free == 1
    act(desk_home, record, gone("speaker-aktif", "broken"))
    assert row(desk_home, "sound-system-kecil").free == 0


def test_a_unit_tells_where_it_is_and_what_ails_it(desk_home: Home) -> None:
    one = unit(desk_home, "mikrofon", "MIK-1", brand="Merek Contoh")
    two = unit(desk_home, "mikrofon", "MIK-2")
    loan = promise(desk_home, "mikrofon", 1, span(6, 9, 12))
    carry_out(desk_home, loan.id, "mikrofon", 1, one)
    act(desk_home, record, gone("mikrofon", "broken", unit_id=two))
    rows = desk_home.database.read(lambda session: unit_rows(session, "mikrofon"))
    assert [(each.label, each.is_out, each.out_of_order) for each in rows] == [
        ("MIK-1", True, None),
        ("MIK-2", False, "broken"),
    ]
    assert rows[0].brand == "Merek Contoh"
    assert desk_home.database.read(lambda session: unit_labelled(session, "MIK-2")) == rows[1]
    assert desk_home.database.read(lambda session: unit_labelled(session, "MIK-3")) is None
    assert desk_home.database.read(taken_labels) == {"MIK-1", "MIK-2"}
    assert row(desk_home, "mikrofon").labelled == 2


def test_who_answers_stays_until_it_is_settled(desk_home: Home) -> None:
    person = PersonOrder("Ni Made Contoh", "0812-0000-0000", "Karang Taruna Contoh")
    told = act(desk_home, record, gone("kabel", "lost", quantity=2, person=person))
    (outage,) = desk_home.database.read(outage_rows)
    assert (outage.what, outage.kind, outage.recorded_by) == ("2 Kabel Sound", "lost", "I Nengah Misal")
    (liability,) = desk_home.database.read(liability_rows)
    assert (liability.contact, liability.quantity) == ("Ni Made Contoh, 0812-0000-0000", 2)
    act(desk_home, settle_liability, SettleOrder(told.liability_id, "Diganti baru"))
    assert desk_home.database.read(liability_rows) == ()


def test_an_opname_is_shown_line_by_line_and_kept_when_closed(desk_home: Home) -> None:
    assert desk_home.database.read(running_take) is None
    unit(desk_home, "mixer", "MIX-1")
    take_id = act(desk_home, begin, BeginOrder(key()))
    take = desk_home.database.read(running_take)
    assert take is not None
    lines = {each.label or each.resource_name: each for each in take.lines}
    assert lines["MIX-1"].is_unit
    assert lines["Mikrofon"].words == "belum dihitung"
    act(desk_home, count, CountOrder(lines["Mikrofon"].id, 6))
    take = desk_home.database.read(running_take)
    assert take is not None
    line = next(each for each in take.lines if each.resource_name == "Mikrofon")
    assert (line.words, line.decisions) == ("kurang 2", ("lost", "note"))
    act(desk_home, close, CloseOrder(take_id, ((line.id, "lost"),)))
    assert desk_home.database.read(running_take) is None
    (closed,) = desk_home.database.read(closed_takes)
    assert (closed.counted, closed.differing, closed.lines) == (1, 1, len(take.lines))
