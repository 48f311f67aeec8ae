"""What the tests of custody share: hand-overs with made-up people on both sides."""

from __future__ import annotations

from typing import Any

from homes import Home
from stores import act, key

from desk.operations.hand_over_orders import HandedOver, HandOutOrder, ItemOrder, SideOrder, TakeBackOrder
from desk.operations.hand_overs import hand_out, take_back

CUSTODIAN = SideOrder("I Nengah Misal", "Pemegang Barang")
BORROWER = SideOrder("Ni Made Contoh", "Peminjam", "0812-0000-0000")
CREW = SideOrder("I Ketut Umpama", "Tim Teknis")


def going(booking_id: int, *items: ItemOrder, **facts: Any) -> HandOutOrder:
    """A sound order to hand out; `facts` replace its fields."""
    fields: dict[str, Any] = {"key": key(), "giver": CUSTODIAN, "receiver": BORROWER}
    return HandOutOrder(booking_id=booking_id, items=items, **(fields | facts))


def coming(booking_id: int, *items: ItemOrder, **facts: Any) -> TakeBackOrder:
    """A sound order to take back."""
    fields: dict[str, Any] = {"key": key(), "giver": BORROWER, "receiver": CUSTODIAN}
    return TakeBackOrder(booking_id=booking_id, items=items, **(fields | facts))


def lend(home: Home, booking_id: int, *items: ItemOrder, **facts: Any) -> HandedOver:
    """Hand out as the custodian."""
    made: HandedOver = act(home, hand_out, going(booking_id, *items, **facts))
    return made


def receive(home: Home, booking_id: int, *items: ItemOrder, **facts: Any) -> HandedOver:
    """Take back as the custodian."""
    made: HandedOver = act(home, take_back, coming(booking_id, *items, **facts))
    return made
