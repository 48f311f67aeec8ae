"""A booking at the counter of the store, as one row: what is to go, what is out, how it went."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from homes import Home
from lending import lend, receive
from slots import NINE, span
from stores import promise, unit

from desk import clock
from desk.operations.hand_over_orders import ItemOrder
from desk.queries.pick_lists import PickList, label_meaning, loan_list


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def listed(home: Home, booking_id: int) -> PickList:
    found = home.database.read(lambda session: loan_list(session, booking_id))
    assert found is not None
    return found


def test_a_kit_is_listed_in_its_parts_that_are_handed_over(desk_home: Home) -> None:
    kit = promise(desk_home, "sound-system-kecil", 1, span(6, 10, 15))
    found = listed(desk_home, kit.id)
    left = {line.resource_key: line.left for line in found.lines}
    assert (left["speaker-aktif"], left["mixer"], left["kabel"]) == (2, 1, 4)
    assert "tim-teknis" not in left
    assert (found.out, found.standing, found.is_complete, found.has_vehicle) == ((), None, False, False)


def test_what_is_out_is_told_as_it_went(desk_home: Home) -> None:
    one = unit(desk_home, "mikrofon", "MIK-01")
    loan = promise(desk_home, "mikrofon", 3, span(6, 10, 15))
    lend(
        desk_home,
        loan.id,
        ItemOrder("mikrofon", unit_id=one, condition="KB", missing=("baterai",)),
        ItemOrder("mikrofon", 2),
    )
    found = listed(desk_home, loan.id)
    assert found.is_complete
    lines = {line.label: line for line in found.out}
    assert (lines["MIK-01"].condition, lines["MIK-01"].completeness) == ("KB", ())
    assert (lines[None].quantity, lines[None].completeness) == (2, ("baterai",))
    receive(desk_home, loan.id, ItemOrder("mikrofon", unit_id=one, condition="KB"))
    found = listed(desk_home, loan.id)
    assert [(line.label, line.quantity) for line in found.out] == [(None, 2)]
    assert [row.direction for row in found.passed] == ["in", "out"]


def test_a_label_told_over_a_booking_that_it_is_not_for(desk_home: Home) -> None:
    unit(desk_home, "mixer", "MXR-01")
    mics = promise(desk_home, "mikrofon", 1, span(6, 10, 15))
    promise(desk_home, "mixer", 1, span(6, 11, 12), borrower_institution="Kecamatan Misal")
    words = desk_home.database.read(lambda session: label_meaning(session, "MXR-01", mics.id))
    assert "tidak dijanjikan kepada pesanan ini" in words
    assert "Kecamatan Misal" in words


def test_no_booking_has_no_list(desk_home: Home) -> None:
    assert desk_home.database.read(lambda session: loan_list(session, 77)) is None
