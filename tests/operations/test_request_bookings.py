"""What a request holds in the calendar goes with it when the office says no or sends it elsewhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from road_hands import RoadHand, key

from desk import clock
from desk.operations.bookings import BookingOrder
from desk.operations.requests import file
from desk.queries.bookings import booking_detail
from desk.rules.spans import Span, instant, minute


@pytest.mark.parametrize(
    ("move", "facts"), [("refuse", {}), ("redirect", {"agency": "Dinas Contoh"})], ids=["refuse", "redirect"]
)
def test_a_request_that_ends_lets_go_of_the_hall(desk_home: Home, move: str, facts: dict[str, Any]) -> None:
    hand = RoadHand(desk_home)
    begins = instant(minute(clock.now() + timedelta(days=9)))
    span = Span(begins, begins + timedelta(hours=2))
    booking = BookingOrder(key(), "aula", span, "Rapat contoh", "Ni Luh Contoh")
    filed = hand.do(file, request_order("karangasem-1.1", booking=booking, event_span=span))
    hand.move(filed.id, move, reason="Di luar kewenangan (contoh)", facts=facts)
    found = desk_home.database.read(partial(booking_detail, booking_id=filed.booking_id))
    assert found is not None
    assert (found.state, found.taken) == ("withdrawn", None)
    assert found.decision_reason == "Di luar kewenangan (contoh)"
