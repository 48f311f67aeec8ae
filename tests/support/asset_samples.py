"""A store with made-up things in it, for pictures: units, losses, who answers for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, time
from typing import Any, Protocol

from lending import going
from slots import NINE, order, span

from desk import clock
from desk.operations.bookings import BookingOrder, book
from desk.operations.hand_over_orders import ItemOrder
from desk.operations.hand_overs import hand_out
from desk.operations.outages import OutageOrder, PersonOrder, record
from desk.operations.units import UnitOrder, add
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.store.database import Database

LONG = "Dinas Pemberdayaan Masyarakat, Desa, Kependudukan dan Pencatatan Sipil Kabupaten Contoh Raya Umpama"


class Place(Protocol):
    """A desk and who sits there."""

    database: Database
    actor: Actor


def do(place: Place, operation: Callable[..., Any], wish: object) -> Any:
    """One act."""
    return place.database.write(lambda session: operation(session, wish, place.actor))


def key() -> str:
    """A key as a form makes it."""
    return str(uuid.uuid4())


def fill_store(place: Place) -> None:
    """Labelled microphones and mixers, one broken, one lost with a person, one in maintenance."""
    ids = {}
    for number, condition in ((1, "B"), (2, "B"), (3, "KB"), (4, "B")):
        ids[number] = do(
            place,
            add,
            UnitOrder(
                key(),
                "mikrofon",
                f"MIK-{number:02}",
                brand="Merek Contoh W-1",
                asset_code="1.3.2.06.01.04.001",
                register=f"000{number}",
                serial=f"SN-CONTOH-{number}",
                acquired_year=2021,
                condition=condition,
            ),
        )
    do(place, add, UnitOrder(key(), "mixer", "MXR-01", brand="Umpama 8 kanal", acquired_year=2019))
    person = PersonOrder("Ni Made Contoh", "0812-0000-0000", "Karang Taruna Contoh")
    do(
        place,
        record,
        OutageOrder(key(), "mikrofon", "lost", "Tidak kembali dari lapangan", unit_id=ids[4], person=person),
    )
    do(place, record, OutageOrder(key(), "mikrofon", "broken", "Kapsul pecah terjatuh", unit_id=ids[3]))
    do(place, record, OutageOrder(key(), "kabel", "broken", "Konektor putus", quantity=2))


def fill_loans(place: Place) -> int:
    """A loan that is late and threatens the next, one that comes back today, one that goes out; its booking.

    Told as if it were done at the hours at which it happens: the clock is turned for each.
    """
    friday = clock.at_office(date(2026, 4, 3), time(9))
    clock.run_by(lambda: friday)
    late = do(place, book, _confirmed(span(3, 9, 15), "mikrofon", 2, "Kecamatan Misal", "I Made Misal"))
    today = do(
        place, book, _confirmed(span(6, 8, 12), "speaker-portabel", 2, "Dinas Contoh", "Ni Wayan Andaian")
    )
    goes = do(
        place,
        book,
        _confirmed(span(6, 10, 15), "sound-system-kecil", 1, "Karang Taruna Contoh", "Ni Made Contoh"),
    )
    do(place, book, _confirmed(span(6, 13, 16), "mikrofon", 3, "KIM Contoh Lestari", "Ni Ketut Andaian"))
    do(place, hand_out, going(late.id, ItemOrder("mikrofon", 2)))
    clock.run_by(lambda: clock.at_office(date(2026, 4, 6), time(8)))
    do(place, hand_out, going(today.id, ItemOrder("speaker-portabel", 2)))
    clock.run_by(lambda: NINE)
    return int(goes.id)


def _confirmed(when: Span, key: str, quantity: int, institution: str, name: str) -> BookingOrder:
    return order(
        when,
        key,
        quantity=quantity,
        is_confirmed=True,
        purpose="Sosialisasi contoh",
        borrower_name=name,
        borrower_institution=institution,
    )


def long_names(place: Place) -> None:
    """The same with names as long as they come."""
    unit = do(
        place,
        add,
        UnitOrder(
            key(),
            "mikrofon",
            "MIKROFON-GENGGAM-NIRKABEL-AULA-0001",
            brand=f"Merek {LONG}",
            asset_code="1.3.2.06.01.04.001.1234567890",
            serial="SN-" + "9" * 40,
            note="Catatan panjang sekali. " * 8,
        ),
    )
    person = PersonOrder(f"I Gusti Ngurah {LONG}"[:118], "0812-0000-0000", LONG)
    reason = "Terjatuh dari panggung saat acara dan kapsulnya pecah, lalu basah terkena hujan. " * 4
    do(place, record, OutageOrder(key(), "mikrofon", "lost", reason[:390], unit_id=unit, person=person))
    wish = order(
        span(6, 10, 12),
        "sound-system-kecil",
        is_confirmed=True,
        purpose="Sosialisasi contoh " * 12,
        borrower_name=f"Ni Made {LONG}"[:118],
        borrower_institution=LONG,
    )
    do(place, book, wish)
