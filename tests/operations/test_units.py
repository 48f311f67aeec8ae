"""Numbered units: labels, the stock beside them, and leaving the books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, span
from sqlalchemy import select
from stores import act, carry_out, gone, journal, key, promise, resource, unit

from desk import clock
from desk.errors import Refused
from desk.models import Outage, ResourceUnit
from desk.operations.outages import record
from desk.operations.units import RetireOrder, UnitOrder, add, correct, retire
from desk.rules.clashes import Clash

MIC = UnitOrder("unit-1", "mikrofon", "mik 1", brand="Merek Contoh", acquired_year=2020, condition="KB")


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE + timedelta(seconds=27))
    yield
    clock.run_by(None)


def kept(home: Home, unit_id: int) -> ResourceUnit:
    return home.database.read(lambda session: session.get_one(ResourceUnit, unit_id))


def test_a_unit_is_labelled_once_and_the_stock_stays(desk_home: Home) -> None:
    first = act(desk_home, add, MIC)
    assert act(desk_home, add, MIC) == first
    row = kept(desk_home, first)
    assert (row.label, row.name, row.condition, row.acquired_year) == ("MIK-1", "Mikrofon", "KB", 2020)
    assert resource(desk_home, "mikrofon").stock == 8
    (line,) = journal(desk_home, "unit.add")
    assert (line.noun_id, line.sentence) == (first, "Unit MIK-1 (Mikrofon) dicatat")


def test_one_more_label_than_the_stock_is_one_more_thing(desk_home: Home) -> None:
    for number in (1, 2, 3):
        unit(desk_home, "mixer", f"MIX-{number}")
    assert resource(desk_home, "mixer").stock == 3
    assert journal(desk_home, "unit.add")[-1].sentence.endswith("jumlah Audio Mixer menjadi 3")


def test_a_label_belongs_to_one_unit(desk_home: Home) -> None:
    act(desk_home, add, MIC)
    for wish in (UnitOrder(key(), "mixer", "MIK-1"), UnitOrder(key(), "mikrofon", "mik-1")):
        with pytest.raises(Refused, match="Label MIK-1 sudah dipakai Mikrofon") as refused:
            act(desk_home, add, wish)
        assert refused.value.field == "label"
    other = unit(desk_home, "mixer", "MIX-1")
    own = kept(desk_home, other)
    with pytest.raises(Refused, match="sudah dipakai"):
        act(desk_home, correct, UnitOrder(own.key, "mixer", "MIK-1"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"condition": "baik"}, "condition"),
        ({"acquired_year": 1900}, "acquired_year"),
        ({"asset_code": "1" * 61}, "asset_code"),
        ({"brand": "x" * 121}, "brand"),
        ({"resource_key": "sound-system-kecil"}, "resource_key"),
        ({"resource_key": "lampu"}, "resource_key"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk_home: Home, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        act(desk_home, add, replace(MIC, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_correction_keeps_old_and_new(desk_home: Home) -> None:
    made = act(desk_home, add, MIC)
    wish = replace(MIC, label="MIK-01", asset_code="02.06.01.02.003", register="0004", condition="B")
    act(desk_home, correct, wish)
    act(desk_home, correct, wish)
    row = kept(desk_home, made)
    assert (row.label, row.asset_code, row.register) == ("MIK-01", "02.06.01.02.003", "0004")
    (line,) = journal(desk_home, "unit.correct")
    assert {"field": "condition", "old": "KB", "new": "B"} in line.changes
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, correct, replace(MIC, key="lain", label="LAIN-1"))


def test_who_leaves_the_books_takes_its_place_in_the_stock_along(desk_home: Home) -> None:
    made = act(desk_home, add, MIC)
    act(desk_home, record, gone("mikrofon", "broken", unit_id=made))
    for _twice in range(2):
        act(desk_home, retire, RetireOrder(made, "Rusak berat, dihapus"))
    assert not kept(desk_home, made).is_active
    assert resource(desk_home, "mikrofon").stock == 7
    outage = desk_home.database.read(lambda session: session.scalars(select(Outage)).one())
    assert outage.ends_at == NINE
    assert len(journal(desk_home, "unit.retire")) == 1


def test_what_is_promised_or_out_or_unexplained_stays(desk_home: Home) -> None:
    made = act(desk_home, add, MIC)
    booked = promise(desk_home, "mikrofon", 8)
    with pytest.raises(Refused, match="8 sudah dijanjikan \\(Karang Taruna Contoh 8\\)") as refused:
        act(desk_home, retire, RetireOrder(made, "Dihapus"))
    assert refused.value.field == "reason"
    assert kept(desk_home, made).is_active
    carry_out(desk_home, booked.id, "mikrofon", 1, made)
    with pytest.raises(Refused, match="MIK-1 masih dibawa"):
        act(desk_home, retire, RetireOrder(made, "Dihapus"))
    with pytest.raises(Refused, match="alasan"):
        act(desk_home, retire, RetireOrder(made, " "))
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, retire, RetireOrder(999, "Dihapus"))


def test_one_more_is_to_be_had_at_once(desk_home: Home) -> None:
    promise(desk_home, "mixer", 2)
    with pytest.raises(Clash):
        promise(desk_home, "mixer", 1, span(8, 10, 11))
    for number in (1, 2, 3):
        unit(desk_home, "mixer", f"MIX-{number}")
    promise(desk_home, "mixer", 1, span(8, 10, 11))


def test_only_who_keeps_the_stock(desk_home: Home) -> None:
    for operation, wish in ((add, MIC), (correct, MIC), (retire, RetireOrder(1, "x"))):
        with pytest.raises(Refused, match="berwenang"):
            act(desk_home, operation, wish, desk_home.petugas)
