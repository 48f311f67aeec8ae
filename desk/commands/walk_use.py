"""Lets a walk's booked things be used: handed out, set up, taken down and back as time passes; is no verb."""

from __future__ import annotations

from functools import partial

from desk.commands import samples
from desk.commands.walk_hand import WalkHand, new_key
from desk.commands.walk_papers import WalkPapers
from desk.operations import hand_overs
from desk.operations.hand_over_orders import (
    HandOutOrder,
    ItemOrder,
    PlaceOrder,
    SideOrder,
    TakeBackOrder,
    TripOrder,
)
from desk.queries.bookings import BookingDetail, booking_detail
from desk.queries.request_details import request_detail
from desk.queries.resources import resource_rows

PROMISED = ("aula-konfirmasi",)
"""What is written once the custodian has confirmed."""
_OUT, _BACK = ("pinjam-berita-acara", "sound-pemasangan"), ("sound-pembongkaran", "kembali-berita-acara")
PAPERS = (*PROMISED, *_OUT, *_BACK)
"""What belongs to a booking rather than to the road of its request."""

_CUSTODIAN = SideOrder("I Nengah Misal", "Pemegang Barang")
_CREW = SideOrder("I Made Andaian", "Tim Teknis")
_BORROWER = SideOrder(samples.APPLICANT.name, "peminjam", samples.APPLICANT.phone)


def use(hand: WalkHand, papers: WalkPapers, request_id: int) -> None:
    """Let the day of what the request booked come and pass; what leaves the store goes out and comes back."""
    detail = hand.read(partial(request_detail, request_id=request_id, actor=hand.actor))
    rows = hand.read(resource_rows)
    stored = {row.key: row.kind for row in rows if row.is_handed_over or row.kind == "kit"}
    for line in detail.bookings:
        booking = hand.read(partial(booking_detail, booking_id=line.id))
        if booking is None or booking.state != "confirmed":
            continue
        kind = stored.get(booking.resource_key)
        if kind is not None:
            _go_out(hand, booking, kind)
            for paper in _OUT:
                papers.due(request_id, (paper,))
        hand.time.until(booking.span.ends_at)
        if kind is not None:
            _come_back(hand, booking, kind)
            papers.due(request_id, _BACK)


def _go_out(hand: WalkHand, booking: BookingDetail, kind: str) -> None:
    hand.time.until(booking.taken.starts_at if booking.taken else booking.span.starts_at)
    order = HandOutOrder(
        key=new_key(),
        booking_id=booking.id,
        items=(ItemOrder(booking.resource_key, booking.quantity),),
        giver=_CUSTODIAN,
        receiver=_CREW if kind == "kit" else _BORROWER,
        stage="to_crew" if kind == "kit" else "lent",
        trip=TripOrder("I Wayan Umpama", "A (contoh)", 12_000) if kind == "vehicle" else None,
    )
    hand.do(hand_overs.hand_out, order)
    if kind == "kit":
        hand.do(hand_overs.install, PlaceOrder(new_key(), booking.id, _CREW, _BORROWER))


def _come_back(hand: WalkHand, booking: BookingDetail, kind: str) -> None:
    if kind == "kit":
        hand.do(hand_overs.dismantle, PlaceOrder(new_key(), booking.id, _BORROWER, _CREW))
    order = TakeBackOrder(
        key=new_key(),
        booking_id=booking.id,
        items=(ItemOrder(booking.resource_key, booking.quantity),),
        giver=_CREW if kind == "kit" else _BORROWER,
        receiver=_CUSTODIAN,
        trip=TripOrder(odometer=12_040) if kind == "vehicle" else None,
    )
    hand.do(hand_overs.take_back, order)
