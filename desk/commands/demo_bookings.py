"""A busy week of hall and equipment for the throw-away office, plainly made up; knows no screen."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from desk import clock
from desk.errors import Refused
from desk.operations.booking_orders import BookingOrder
from desk.operations.bookings import book
from desk.operations.bundles import BundleOrder, book_bundle
from desk.operations.resources import ClosureOrder, close
from desk.operations.series import SeriesOrder, book_series
from desk.operations.waiting import WaitOrder, wait
from desk.rules.rights import Actor
from desk.rules.series import Rhythm
from desk.rules.spans import Span
from desk.store.database import Database


@dataclass(frozen=True)
class Staff:
    """Who books at the counter and who decides."""

    officer: Actor
    custodian: Actor


@dataclass(frozen=True)
class _Event:
    """One booking: days after the week's Monday, from, to (o'clock), what for, for whom."""

    resource: str
    day: int
    start: float
    end: float
    purpose: str
    borrower: str
    institution: str | None
    quantity: int = 1
    people: int | None = None
    is_confirmed: bool = True


_EVENTS = (
    _Event("aula", 0, 10, 12, "Sosialisasi KIM", "Ni Ketut Andaian", "KIM Contoh Lestari", people=90),
    _Event("aula", 0, 13.5, 15, "Rapat koordinasi", "I Gede Permisalan", "Bagian Contoh", people=40),
    _Event("aula-a", 1, 8, 10, "Bimbingan teknis", "I Made Misal", "Kecamatan Contoh", people=45),
    _Event("aula-b", 1, 9, 12, "Rapat panitia", "Ni Putu Seandainya", "Karang Taruna Contoh", people=30),
    _Event("aula", 2, 9, 12, "Lomba pidato", "Ni Kadek Umpama", "SMA Contoh", people=110, is_confirmed=False),
    _Event("aula", 3, 13, 16, "Pelatihan media", "I Wayan Umpama", "Dinas Contoh", people=60),
    _Event("aula-a", 4, 8, 11, "Rapat evaluasi", "I Komang Misalkan", "Bidang Contoh", people=25),
    _Event("aula-b", 4, 13, 15, "Pertemuan warga", "Ni Luh Contoh", None, people=50),
    _Event("speaker-aktif", 0, 8, 15, "Upacara contoh", "I Made Misal", "Kecamatan Contoh", quantity=1),
    _Event("mikrofon", 0, 9, 16, "Apel contoh", "I Wayan Umpama", "Dinas Contoh", quantity=3),
    _Event(
        "sound-system-kecil", 1, 9, 14, "Lomba antar banjar", "Ni Putu Seandainya", "Karang Taruna Contoh"
    ),
    _Event(
        "sound-system-besar", 3, 10, 15, "Pentas umpama", "Ni Kadek Umpama", "SMA Contoh", is_confirmed=False
    ),
    _Event("zoom-1", 0, 9, 11, "Rakor daring", "I Gede Permisalan", "Bagian Contoh", people=80),
    _Event("zoom-2", 0, 9.5, 12, "Webinar contoh", "Ni Ketut Andaian", "KIM Contoh Lestari", people=250),
    _Event("zoom-1", 1, 13, 15, "Rapat tertutup", "I Wayan Umpama", "Dinas Contoh", people=20),
    _Event("zoom-1", 2, 10, 11, "Rakor daring", "I Gede Permisalan", "Bagian Contoh", people=80),
    _Event("videotron", 0, 8, 17, "ILM Imunisasi", "I Made Misal", "Kecamatan Contoh"),
    _Event("videotron", 2, 8, 17, "Donor darah", "Ni Luh Contoh", "Yayasan Umpama"),
    _Event("mobil-informasi", 0, 9, 13, "Keliling Desa Umpama", "I Komang Misalkan", "Bidang Contoh"),
    _Event("mobil-calling", 3, 8, 12, "Siaran keliling", "I Komang Misalkan", "Bidang Contoh"),
    _Event("konferensi-video", 1, 10, 12, "Sidang daring", "I Wayan Umpama", "Dinas Contoh"),
    _Event("tim-teknis", 4, 8, 12, "Pemasangan panggung", "Ni Kadek Umpama", "SMA Contoh"),
)


def book_a_busy_week(database: Database, monday: date, staff: Staff) -> None:
    """Fill the week of `monday`: the confirmed booked the week before, the tentative now.

    What the office had promised already stays so: a slot that is taken or past is left out.
    """
    now = clock.now()
    before = min(now, clock.at_office(monday - timedelta(days=5), time(9)))
    for event in sorted(_EVENTS, key=lambda each: not each.is_confirmed):
        clock.run_by(partial(max, before if event.is_confirmed else now, before))
        _try(database, partial(book, order=_order(event, monday), actor=_actor(event, staff)))
    _book_together(database, monday, staff)
    closure = ClosureOrder(
        _key(), "aula-b", _span(monday + timedelta(days=4), 12, 16), "AC diperbaiki (contoh)"
    )
    _try(database, partial(close, order=closure, actor=staff.custodian))
    clock.run_by(lambda: now)


def _book_together(database: Database, monday: date, staff: Staff) -> None:
    """A weekly series, a hall with sound and crew in one act, two who wait for what is taken."""
    weekly = _Event("aula-a", 2, 14, 15.5, "Latihan KIM", "Ni Ketut Andaian", "KIM Contoh Lestari", people=20)
    series = SeriesOrder(_key(), _order(weekly, monday), Rhythm("weekly", count=6))
    _try(database, partial(book_series, order=series, actor=staff.custodian))
    party = ("Malam seni contoh", "Ni Kadek Umpama", "SMA Contoh")
    members = (
        _Event("aula", 8, 13, 16, *party, people=100),
        _Event("sound-system-kecil", 8, 13, 16, *party),
        _Event("pool:zoom", 8, 13, 16, *party, people=90),
    )
    bundle = BundleOrder(_key(), tuple(_order(each, monday) for each in members))
    _try(database, partial(book_bundle, order=bundle, actor=staff.custodian))
    for borrower, institution in (("I Made Misal", "Kecamatan Contoh"), ("Ni Luh Contoh", None)):
        wish = _Event("aula", 3, 13, 15, "Rapat umpama", borrower, institution, is_confirmed=False)
        _try(database, partial(wait, order=WaitOrder(_order(wish, monday)), actor=staff.officer))


def _try(database: Database, act: Callable[..., object]) -> None:
    try:
        database.write(act)
    except Refused:
        return


def _actor(event: _Event, staff: Staff) -> Actor:
    return staff.custodian if event.is_confirmed else staff.officer


def _order(event: _Event, monday: date) -> BookingOrder:
    return BookingOrder(
        key=_key(),
        resource_key=event.resource,
        span=_span(monday + timedelta(days=event.day), event.start, event.end),
        quantity=event.quantity,
        purpose=event.purpose,
        borrower_name=event.borrower,
        borrower_institution=event.institution,
        borrower_phone="0812-0000-0005",
        head_count=event.people,
        is_confirmed=event.is_confirmed,
    )


def _span(day: date, start: float, end: float) -> Span:
    return Span(_at(day, start), _at(day, end))


def _at(day: date, hour: float) -> datetime:
    return clock.at_office(day, time(int(hour), round(hour % 1 * 60)))


def _key() -> str:
    return str(uuid.uuid4())
