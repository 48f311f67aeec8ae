"""A store with made-up things in it, for pictures: units, losses, who answers for them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Protocol

from slots import order, span

from desk.operations.bookings import book
from desk.operations.outages import OutageOrder, PersonOrder, record
from desk.operations.units import UnitOrder, add
from desk.rules.rights import Actor
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
    do(
        place,
        book,
        order(span(6, 10, 12), "sound-system-kecil", is_confirmed=True, purpose="Sosialisasi contoh"),
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
