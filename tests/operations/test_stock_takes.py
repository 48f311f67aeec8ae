"""Opname: counted from the books, and what becomes of a difference only where the officer says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, span
from sqlalchemy import select
from stores import act, carry_out, gone, journal, key, promise, unit

from desk import clock
from desk.errors import Refused
from desk.models import Outage, Resource, ResourceUnit, StockTake, StockTakeLine
from desk.operations.outages import record
from desk.operations.stock_takes import BeginOrder, CloseOrder, CountOrder, begin, close, count


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE + timedelta(seconds=27))
    yield
    clock.run_by(None)


def lines(home: Home, resource_key: str) -> list[StockTakeLine]:
    found = select(StockTakeLine).join(Resource, Resource.id == StockTakeLine.resource_id)
    found = found.where(Resource.key == resource_key).order_by(StockTakeLine.id)
    return home.database.read(lambda session: list(session.scalars(found)))


def begun(home: Home) -> int:
    return int(act(home, begin, BeginOrder(key())))


def outages(home: Home) -> list[Outage]:
    return home.database.read(lambda session: list(session.scalars(select(Outage).order_by(Outage.id))))


def test_the_lines_come_from_the_books(desk_home: Home) -> None:
    labelled = unit(desk_home, "mikrofon", "MIK-01")
    booked = promise(desk_home, "mikrofon", 4)
    carry_out(desk_home, booked.id, "mikrofon", 1, labelled)
    carry_out(desk_home, booked.id, "mikrofon", 3)
    act(desk_home, record, gone("mikrofon", quantity=2))
    wish = BeginOrder("opname-1", "Triwulan I")
    assert act(desk_home, begin, wish) == act(desk_home, begin, wish)
    mics = [(line.unit_id, line.expected, line.out, line.found) for line in lines(desk_home, "mikrofon")]
    assert mics == [(labelled, 1, 1, None), (None, 5, 3, None)]
    for nothing_stored in ("aula-a", "zoom-1", "sound-system-kecil", "tim-teknis"):
        assert lines(desk_home, nothing_stored) == []
    assert [(line.expected, line.out) for line in lines(desk_home, "mobil-calling")] == [(1, 0)]
    with pytest.raises(Refused, match="belum ditutup"):
        begun(desk_home)


def test_what_goes_out_while_it_is_counted_is_not_missing(desk_home: Home) -> None:
    booked = promise(desk_home, "mikrofon", 3)
    take_id = begun(desk_home)
    (line,) = lines(desk_home, "mikrofon")
    carry_out(desk_home, booked.id, "mikrofon", 3)
    act(desk_home, count, CountOrder(line.id, line.expected - 3))
    (line,) = lines(desk_home, "mikrofon")
    assert line.out == 3
    with pytest.raises(Refused, match="tidak sesuai dengan hitungannya"):
        act(desk_home, close, CloseOrder(take_id, ((line.id, "lost"),)))
    assert outages(desk_home) == []


def test_a_count_is_kept_and_the_last_one_holds(desk_home: Home) -> None:
    begun(desk_home)
    (line,) = lines(desk_home, "mikrofon")
    for wish in (CountOrder(line.id, 6), CountOrder(line.id, 7, "KB", "satu di ruang rapat")):
        for _twice in range(2):
            act(desk_home, count, wish)
    (line,) = lines(desk_home, "mikrofon")
    assert (line.found, line.condition, line.note) == (7, "KB", "satu di ruang rapat")
    said = journal(desk_home, "stock_take.count")
    assert [each.sentence for each in said] == ["Opname Mikrofon: 6", "Opname Mikrofon: 7"]
    assert outages(desk_home) == []
    for wrong, field in ((CountOrder(line.id, -1), "found"), (CountOrder(line.id, 1, "X"), "condition")):
        with pytest.raises(Refused) as refused:
            act(desk_home, count, wrong)
        assert refused.value.field == field
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, count, CountOrder(999, 1))


def test_a_difference_becomes_a_loss_only_where_the_officer_says_so(desk_home: Home) -> None:
    made = unit(desk_home, "speaker-aktif", "SPK-01")
    booked = promise(desk_home, "mikrofon", 8)
    take = begun(desk_home)
    (mics,) = lines(desk_home, "mikrofon")
    (cables,) = lines(desk_home, "kabel")
    speaker = next(line for line in lines(desk_home, "speaker-aktif") if line.unit_id == made)
    act(desk_home, count, CountOrder(mics.id, 6, None, "dicari lagi"))
    act(desk_home, count, CountOrder(cables.id, 9))
    act(desk_home, count, CountOrder(speaker.id, 1, "KB"))
    wish = CloseOrder(take, ((mics.id, "lost"), (speaker.id, "condition"), (cables.id, "note")))
    closed = act(desk_home, close, wish)
    assert [promise.booking_id for promise in closed.at_risk] == [booked.id]
    assert act(desk_home, close, wish).at_risk == ()
    (lost,) = outages(desk_home)
    assert (lost.kind, lost.quantity, lost.reason) == ("lost", 2, "Opname 6 April 2026: dicari lagi")
    condition = desk_home.database.read(lambda session: session.get_one(ResourceUnit, made).condition)
    assert condition == "KB"
    assert journal(desk_home, "stock_take.close")[0].sentence.endswith("3 baris dihitung, 11 tidak")
    with pytest.raises(Refused, match="sudah ditutup"):
        act(desk_home, count, CountOrder(mics.id, 8))
    begun(desk_home)


def test_what_was_lost_is_found(desk_home: Home) -> None:
    act(desk_home, record, gone("mikrofon", quantity=1))
    act(desk_home, record, gone("mikrofon", quantity=3))
    take = begun(desk_home)
    (mics,) = lines(desk_home, "mikrofon")
    assert mics.expected == 4
    act(desk_home, count, CountOrder(mics.id, 6))
    act(desk_home, close, CloseOrder(take, ((mics.id, "found"),)))
    still = [(row.quantity, row.ends_at is None) for row in outages(desk_home)]
    assert still == [(1, False), (2, True), (1, False)]


def test_a_broken_unit_is_out_of_order(desk_home: Home) -> None:
    made = unit(desk_home, "mixer", "MIX-01")
    take = begun(desk_home)
    line = next(each for each in lines(desk_home, "mixer") if each.unit_id == made)
    act(desk_home, count, CountOrder(line.id, 1, "RB"))
    act(desk_home, close, CloseOrder(take, ((line.id, "broken"),)))
    assert [(row.kind, row.unit_id) for row in outages(desk_home)] == [("broken", made)]


@pytest.mark.parametrize("decision", ["lost", "found", "broken", "condition", "apa saja"])
def test_a_decision_that_the_count_does_not_bear_out_is_refused(desk_home: Home, decision: str) -> None:
    take = begun(desk_home)
    (mics,) = lines(desk_home, "mikrofon")
    act(desk_home, count, CountOrder(mics.id, 8))
    with pytest.raises(Refused, match="tidak sesuai") as refused:
        act(desk_home, close, CloseOrder(take, ((mics.id, decision),)))
    assert refused.value.field == "decisions"
    closed_at = desk_home.database.read(lambda session: session.get_one(StockTake, take).closed_at)
    assert closed_at is None


def test_a_promise_hinders_no_opname(desk_home: Home) -> None:
    promise(desk_home, "mikrofon", 8, span(6, 9, 12))
    take = begun(desk_home)
    (mics,) = lines(desk_home, "mikrofon")
    act(desk_home, count, CountOrder(mics.id, 0))
    assert len(act(desk_home, close, CloseOrder(take, ((mics.id, "lost"),))).at_risk) == 1
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, close, CloseOrder(99))


def test_only_who_keeps_the_stock(desk_home: Home) -> None:
    wishes = ((begin, BeginOrder("x")), (count, CountOrder(1, 1)), (close, CloseOrder(1)))
    for operation, wish in wishes:
        with pytest.raises(Refused, match="berwenang"):
            act(desk_home, operation, wish, desk_home.petugas)
