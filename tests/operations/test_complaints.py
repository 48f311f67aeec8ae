"""Complaints about the office's own service: registered, answered, taken back, on a real database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from homes import Home
from road_hands import RoadHand, key
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import ServiceComplaint
from desk.operations import complaints
from desk.operations.complaints import ComplaintAnswerOrder, ComplaintOrder


@pytest.fixture
def hand(desk_home: Home) -> RoadHand:
    return RoadHand(desk_home)


def order(**facts: Any) -> ComplaintOrder:
    return ComplaintOrder(**{"key": key(), "channel": "langsung", "text": "Antrean terlalu lama.", **facts})


def found(hand: RoadHand) -> ServiceComplaint:
    return hand.home.database.read(lambda session: session.scalars(select(ServiceComplaint)).one())


def test_a_complaint_gets_a_number_without_a_name(hand: RoadHand) -> None:
    wanted = order()
    number = hand.do(complaints.register, wanted)
    assert number == f"KEL/{clock.today().year}/0001"
    assert hand.do(complaints.register, wanted) == number
    complaint = found(hand)
    assert (complaint.state, complaint.name, complaint.received_on) == ("open", None, clock.today())
    assert hand.acts()[-1] == "complaint.register"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": " "}, "text"),
        ({"channel": ""}, "channel"),
        ({"received_at": clock.now() + timedelta(days=1)}, "received_at"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_a_bad_one_is_refused_beside_its_field(hand: RoadHand, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        hand.do(complaints.register, order(**facts))
    assert refused.value.field == field


def test_it_is_answered_once(hand: RoadHand) -> None:
    hand.do(complaints.register, order(name="Ni Luh Contoh"))
    complaint = found(hand)
    with pytest.raises(Refused) as refused:
        hand.do(complaints.answer, ComplaintAnswerOrder(complaint.id, 1, ""))
    assert refused.value.field == "answer"
    hand.do(complaints.answer, ComplaintAnswerOrder(complaint.id, 1, "Loket kedua dibuka."))
    with pytest.raises(Refused, match="baru saja diubah"):
        hand.do(complaints.answer, ComplaintAnswerOrder(complaint.id, 1, "Lagi."))
    with pytest.raises(Refused, match="sudah ditutup"):
        hand.do(complaints.answer, ComplaintAnswerOrder(complaint.id, 2, "Lagi."))
    assert found(hand).answer == "Loket kedua dibuka."
    assert hand.acts()[-1] == "complaint.answer"


def test_it_is_taken_back(hand: RoadHand) -> None:
    hand.do(complaints.register, order())
    hand.do(complaints.answer, ComplaintAnswerOrder(found(hand).id, 1, "", is_withdrawn=True))
    assert found(hand).state == "withdrawn"
