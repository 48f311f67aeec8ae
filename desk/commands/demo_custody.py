"""The store of the throw-away office: labelled units, a loan that is out, one that is late, one thing broken.

Every name in it is plainly made up; knows no screen.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import BookingOrder, book
from desk.operations.hand_over_orders import HandOutOrder, ItemOrder, SideOrder
from desk.operations.hand_overs import hand_out
from desk.operations.outages import OutageOrder, PersonOrder, record
from desk.operations.units import UnitOrder, add
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.store.database import Database

_UNITS = (
    ("mikrofon", "MIK-01", "Merek Contoh W-1", "B"),
    ("mikrofon", "MIK-02", "Merek Contoh W-1", "B"),
    ("mikrofon", "MIK-03", "Merek Contoh W-1", "KB"),
    ("mixer", "MXR-01", "Umpama 8 kanal", "B"),
    ("speaker-aktif", "SPK-01", "Misal 12 inci", "B"),
    ("speaker-aktif", "SPK-02", "Misal 12 inci", "KB"),
)


@dataclass(frozen=True)
class _Loan:
    """One loan: what, how many, for whom, and its hours from now; `out` hours from now it went out."""

    resource: str
    quantity: int
    purpose: str
    borrower: str
    institution: str
    phone: str
    start: float
    end: float
    out: float | None = None


_LOANS = (
    _Loan("mikrofon", 1, "Lomba desa", "I Made Misal", "Kecamatan Contoh", "0812-0000-0002", -76, -70, -75.5),
    _Loan(
        "speaker-portabel", 1, "Apel contoh", "I Wayan Umpama", "Dinas Contoh", "0812-0000-0003", -2, 3, -1.5
    ),
    _Loan(
        "konferensi-video", 1, "Sidang daring", "I Gede Permisalan", "Bagian Contoh", "0812-0000-0005", 1, 4
    ),
)


def fill_the_store(database: Database, now: datetime, custodian: Actor) -> None:
    """Label some units, lend at the hours at which it would have been done, and break one microphone.

    What is promised to somebody already is left out: the week's own bookings came first.
    """
    _Custody(database, now.replace(second=0, microsecond=0), custodian).live()


class _Custody:
    """The custodian's acts of the last days, in order."""

    def __init__(self, database: Database, now: datetime, custodian: Actor) -> None:
        self._database, self._now, self._custodian = database, now, custodian

    def live(self) -> None:
        """All of it; the clock stands at now afterwards."""
        self._at(-24 * 7)
        units = {label: self._add(key, label, brand, how) for key, label, brand, how in _UNITS}
        for loan in _LOANS:
            try:
                self._lend(loan)
            except Refused:
                continue
        self._at(-3)
        person = PersonOrder("Ni Putu Seandainya", "0812-0000-0008", "Karang Taruna Contoh")
        broken = OutageOrder(
            _key(), "mikrofon", "broken", "Kapsul pecah terjatuh", unit_id=units["MIK-03"], person=person
        )
        self._do(record, broken)
        self._at(0)

    def _add(self, key: str, label: str, brand: str, condition: str) -> int:
        order = UnitOrder(
            _key(),
            key,
            label,
            brand=brand,
            asset_code="1.3.2.06.01.00.000",
            register=label[-2:].zfill(4),
            acquired_year=2021,
            condition=condition,
        )
        return int(self._do(add, order))

    def _lend(self, loan: _Loan) -> None:
        self._at(loan.start - 24)
        start = self._now + timedelta(hours=loan.start)
        order = BookingOrder(
            key=_key(),
            resource_key=loan.resource,
            span=Span(start, self._now + timedelta(hours=loan.end)),
            quantity=loan.quantity,
            purpose=loan.purpose,
            borrower_name=loan.borrower,
            borrower_institution=loan.institution,
            borrower_phone=loan.phone,
            is_confirmed=True,
        )
        booked = self._do(book, order)
        if loan.out is None:
            return
        self._at(loan.out)
        going = HandOutOrder(
            key=_key(),
            booking_id=booked.id,
            items=(ItemOrder(loan.resource, loan.quantity),),
            giver=SideOrder(self._custodian.name, "Pemegang Barang/Aset"),
            receiver=SideOrder(loan.borrower, "Peminjam", loan.phone),
        )
        self._do(hand_out, going)

    def _at(self, hours: float) -> None:
        moment = self._now + timedelta(hours=hours)
        clock.run_by(lambda: moment)

    def _do(self, operation: Callable[..., Any], order: object) -> Any:
        return self._database.write(lambda session: operation(session, order, self._custodian))


def _key() -> str:
    return str(uuid.uuid4())
