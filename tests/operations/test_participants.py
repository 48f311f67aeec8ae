"""A training's list filled from a table, and the survey sent to it, on a real database."""

from __future__ import annotations

import pytest
from homes import Home
from road_hands import RoadHand, key

from desk.errors import Refused
from desk.operations import participants
from desk.operations.participants import PastedOrder, SurveyOrder

_TABLE = "\n".join(
    (
        "Nama\tNIP/NIK\tInstansi\tTelepon",
        "I Made Misal\t199001012015011001\tDinas Contoh\t0812-0000-0002",
        "Ni Luh Contoh",
    )
)


@pytest.fixture
def hand(desk_home: Home) -> RoadHand:
    return RoadHand(desk_home)


def test_a_pasted_table_is_entered_whole_and_once(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.8")
    order = PastedOrder(key(), request_id, 1, _TABLE)
    assert hand.do(participants.enter_table, order) == 2
    assert hand.do(participants.enter_table, order) == 0
    rows = hand.view(request_id).participants
    assert [(row.name, row.phone) for row in rows] == [
        ("I Made Misal", "0812-0000-0002"),
        ("Ni Luh Contoh", None),
    ]
    assert hand.acts().count("request.enter_participants") == 1


@pytest.mark.parametrize("line", ["Ni Luh Contoh;123", "Ni Luh Contoh;;;12", ";;"])
def test_a_table_with_one_bad_line_enters_nobody(hand: RoadHand, line: str) -> None:
    request_id = hand.file("karangasem-3.8")
    with pytest.raises(Refused) as refused:
        hand.do(participants.enter_table, PastedOrder(key(), request_id, 1, f"I Made Misal\n{line}"))
    assert refused.value.field == "lines"
    assert hand.view(request_id).participants == ()
    assert hand.request(request_id).version == 1


def test_the_survey_is_sent_to_those_on_the_list(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.8")
    hand.do(participants.enter_table, PastedOrder(key(), request_id, 1, _TABLE))
    first = hand.view(request_id).participants[0]
    assert hand.do(participants.mark_surveyed, SurveyOrder(request_id, 2, (first.id,))) == 1
    assert [row.is_surveyed for row in hand.view(request_id).participants] == [True, False]
    assert hand.acts()[-1] == "request.mark_surveyed"
    with pytest.raises(Refused, match="tidak ada pada daftar"):
        hand.do(participants.mark_surveyed, SurveyOrder(request_id, 3, (9999,)))
