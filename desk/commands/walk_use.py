"""Lets a walk's booked things be used: the day of the event comes, and passes; is no verb itself."""

from __future__ import annotations

from functools import partial

from desk.commands.walk_hand import WalkHand
from desk.queries.bookings import booking_detail
from desk.queries.request_details import request_detail

PAPERS = ("aula-konfirmasi", "sound-pemasangan", "sound-pembongkaran")
"""What belongs to a booking rather than to the road of its request."""


def use(hand: WalkHand, request_id: int) -> None:
    """Wait until what the request booked is over."""
    detail = hand.read(partial(request_detail, request_id=request_id, actor=hand.actor))
    for line in detail.bookings:
        booking = hand.read(partial(booking_detail, booking_id=line.id))
        if booking is not None and booking.state == "confirmed":
            hand.time.until(booking.span.ends_at)
