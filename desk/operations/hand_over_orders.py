"""The orders and answers of handing out, setting up at the place, and taking back; does nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.operations.outages import PersonOrder
from desk.rules.clashes import Promise


@dataclass(frozen=True)
class SideOrder:
    """Who gives or receives: name, role (Pemegang Barang, Tim Teknis, peminjam), and phone if known."""

    name: str
    role: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class ItemOrder:
    """So many of one resource, or one labelled unit, as it goes or comes; a kit stands for all its parts.

    `condition`: B or KB going out; B, KB, RB or HILANG coming back. `missing`: what of the resource's own
    completeness list is not there.
    """

    resource_key: str
    quantity: int = 1
    unit_id: int | None = None
    condition: str = "B"
    missing: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class TripOrder:
    """A vehicle's way: driver and licence going out, the odometer (km) both ways."""

    driver: str = ""
    licence: str = ""
    odometer: int | None = None


@dataclass(frozen=True)
class HandOutOrder:
    """What leaves the store for a booking; `key` is the UUID made when the form opened.

    `stage`: `lent` to the borrower or `to_crew` to the Tim Teknis. `at`: when it happened, where that is
    entered later; None is now. `is_outside_service`: *bukan layanan SK*; None lets the rule say.
    """

    key: str
    booking_id: int
    items: tuple[ItemOrder, ...]
    giver: SideOrder
    receiver: SideOrder
    stage: str = "lent"
    at: datetime | None = None
    trip: TripOrder | None = None
    note: str | None = None
    is_outside_service: bool | None = None


@dataclass(frozen=True)
class PlaceOrder:
    """The berita acara at the place of the event: all that is out was installed, or dismantled, there."""

    key: str
    booking_id: int
    giver: SideOrder
    receiver: SideOrder
    at: datetime | None = None
    note: str | None = None


@dataclass(frozen=True)
class TakeBackOrder:
    """What comes back of a booking; the rest stays out. `liable`: who answers for what is lost or broken.

    None of it: the borrower of the booking answers.
    """

    key: str
    booking_id: int
    items: tuple[ItemOrder, ...]
    giver: SideOrder
    receiver: SideOrder
    at: datetime | None = None
    trip: TripOrder | None = None
    note: str | None = None
    liable: PersonOrder | None = None


@dataclass(frozen=True)
class UndoOrder:
    """A hand-over that was written down wrongly, and why; it stays, with one that takes it back."""

    key: str
    hand_over_id: int
    reason: str


@dataclass(frozen=True)
class HandedOver:
    """The hand-over, the booking's version after it, what is still out, and which promises are at risk."""

    id: int
    version: int
    units_out: int
    at_risk: tuple[Promise, ...] = ()
    is_outside_service: bool = False
