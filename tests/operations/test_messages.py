"""Messages to applicants: what may go to whom, and the line each leaves, on a real database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from homes import Home
from request_samples import request_order
from road_hands import RoadHand, key

from desk.errors import Refused
from desk.operations import messages
from desk.operations.messages import MessageOrder
from desk.operations.request_orders import PartyOrder
from desk.operations.requests import file
from desk.queries.messages import MessageDraft, message_draft
from desk.rules.rights import Actor


@pytest.fixture
def hand(desk_home: Home) -> RoadHand:
    return RoadHand(desk_home)


def draft(hand: RoadHand, request_id: int, actor: Actor | None = None) -> MessageDraft:
    return hand.home.database.read(lambda session: message_draft(session, request_id, actor or hand.actor))


def filed(hand: RoadHand, applicant: PartyOrder, service: str = "karangasem-2.1") -> int:
    order = replace(request_order(service), applicant=applicant)
    return int(hand.do(file, order).id)


def test_the_sending_is_journaled_without_its_words(hand: RoadHand) -> None:
    request_id = filed(hand, PartyOrder("Ni Luh Contoh", phone="0812-0000-0001", nik="5107044101900001"))
    written = draft(hand, request_id)
    assert written.ways == (("whatsapp", "0812-0000-0001"),)
    assert "5107044101900001" not in written.text
    order = MessageOrder(key(), request_id, "whatsapp", written.text)
    url = hand.do(messages.open_message, order)
    assert url.startswith("https://wa.me/6281200000001?text=Yth.%20Ni%20Luh%20Contoh")
    assert hand.do(messages.open_message, order) == url
    assert hand.acts().count("request.message_whatsapp") == 1
    assert "Yth." not in hand.last_sentence()


@pytest.mark.parametrize(("channel", "said"), [("email", "surel"), ("whatsapp", "telepon"), ("fax", "kanal")])
def test_a_way_that_is_not_there_is_refused(hand: RoadHand, channel: str, said: str) -> None:
    request_id = filed(hand, PartyOrder("Ni Luh Contoh"), "karangasem-2.3")
    with pytest.raises(Refused, match=said) as refused:
        hand.do(messages.open_message, MessageOrder(key(), request_id, channel, "Halo."))
    assert refused.value.field == "channel"


def test_who_may_not_see_the_applicant_writes_to_nobody(hand: RoadHand) -> None:
    request_id = filed(hand, PartyOrder("Ni Luh Contoh", phone="0812-0000-0001"))
    custodian = RoadHand(hand.home, hand.home.pemegang)
    with pytest.raises(Refused, match="boleh melihatnya"):
        draft(hand, request_id, custodian.actor)
    with pytest.raises(Refused, match="boleh melihatnya"):
        custodian.do(messages.open_message, MessageOrder(key(), request_id, "whatsapp", "Halo."))


def test_an_incident_is_not_there_for_those_without_the_role(hand: RoadHand) -> None:
    request_id = filed(hand, PartyOrder("Ni Luh Contoh", phone="0812-0000-0001"), "karangasem-5.3")
    assert "nsiden" not in draft(hand, request_id).text
    custodian = RoadHand(hand.home, hand.home.pemegang)
    with pytest.raises(Refused, match="tidak ditemukan"):
        draft(hand, request_id, custodian.actor)
    with pytest.raises(Refused, match="tidak ditemukan"):
        custodian.do(messages.open_message, MessageOrder(key(), request_id, "whatsapp", "Halo."))
