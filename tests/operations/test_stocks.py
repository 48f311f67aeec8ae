"""A stock corrected by hand: never below what is promised or labelled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from slots import NINE
from stores import act, journal, promise, resource, unit

from desk import clock
from desk.errors import Refused
from desk.operations.stocks import StockOrder, recount


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def test_a_stock_is_corrected_with_its_reason(desk_home: Home) -> None:
    for _again in range(2):
        act(desk_home, recount, StockOrder("mikrofon", 10, "Dibeli dua"))
    assert resource(desk_home, "mikrofon").stock == 10
    (line,) = journal(desk_home, "stock.recount")
    assert line.sentence == "Jumlah Mikrofon dari 8 menjadi 10: Dibeli dua"


def test_not_below_what_is_promised(desk_home: Home) -> None:
    promise(desk_home, "mikrofon", 5)
    with pytest.raises(Refused, match=r"Mikrofon: 5 sudah dijanjikan \(Karang Taruna Contoh 5\)") as refused:
        act(desk_home, recount, StockOrder("mikrofon", 4, "Salah hitung"))
    assert refused.value.field == "stock"
    act(desk_home, recount, StockOrder("mikrofon", 5, "Salah hitung"))


def test_not_below_what_is_labelled(desk_home: Home) -> None:
    for number in (1, 2):
        unit(desk_home, "mixer", f"MIX-{number}")
    with pytest.raises(Refused, match="2 unit berlabel"):
        act(desk_home, recount, StockOrder("mixer", 1, "Salah hitung"))


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (StockOrder("mikrofon", 3, " "), "reason"),
        (StockOrder("mikrofon", -1, "Salah hitung"), "stock"),
        (StockOrder("sound-system-kecil", 3, "Salah hitung"), "stock"),
        (StockOrder("tidak-ada", 3, "Salah hitung"), "resource_key"),
    ],
)
def test_what_cannot_be_is_refused(desk_home: Home, order: StockOrder, field: str) -> None:
    with pytest.raises(Refused) as refused:
        act(desk_home, recount, order)
    assert refused.value.field == field
    assert journal(desk_home, "stock.recount") == []


def test_only_the_custodian_corrects(desk_home: Home) -> None:
    with pytest.raises(Refused, match="minta kepada Pemegang Barang/Aset"):
        act(desk_home, recount, StockOrder("mikrofon", 9, "Dibeli"), desk_home.petugas)
