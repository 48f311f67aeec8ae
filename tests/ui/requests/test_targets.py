"""What the office set itself inside the promise stands beside it, and says when it is met."""

from __future__ import annotations

from request_hands import Hands
from request_samples import request_order
from road_keys import RoadKeys

from desk.operations.requests import file


def test_a_complaint_says_by_when_it_is_to_be_verified(hands: Hands) -> None:
    order = request_order("karangasem-2.2")
    request_id = hands.database.write(lambda session: file(session, order, hands.actor)).id
    road = RoadKeys(hands, request_id)
    wanted = "○ Target internal · Verifikasi laporan: paling lambat Rab, 25 Mar"
    hands.until(lambda: wanted in road.view.promise.text())
    assert road.to_the_end()[-1] == "finished"
    met = "✓ Target internal · Verifikasi laporan: tepat waktu, batasnya Rab, 25 Mar"
    hands.until(lambda: met in road.view.promise.text())
