"""A throw-away office with a believable week: every name in it is plainly made up; knows no screen.

The acts are those of the counter itself, done at the hours they would have been done (the clock is turned
for each), so that numbers, dates and journal are what a real week leaves.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from desk import app, clock
from desk.commands import demo_bookings, demo_custody, demo_documents, samples
from desk.commands.demo_roads import Lead, Leading
from desk.errors import Refused
from desk.models import opening_hours, work_calendar
from desk.operations.accounts import AccountOrder, open_account
from desk.operations.bookings import BookingOrder, ConfirmOrder, book, confirm
from desk.operations.offices import FoundingOrder
from desk.operations.request_orders import LetterOrder, PartyOrder, RequestOrder
from desk.operations.requests import file
from desk.operations.visit_changes import LeaveOrder, serve, take_leave
from desk.operations.visitors import QuestionOrder, VisitOrder, ask_question, register
from desk.queries.accounts import account_rows
from desk.rules import checklists
from desk.rules.checklists import Item
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.standards import find_service
from desk.rules.working_days import WorkCalendar
from desk.store.database import Database

T = TypeVar("T")
SECRET = "demo123"  # noqa: S105 - the PIN of the throw-away office, told on its screen
OFFICER = "petugas"


@dataclass(frozen=True)
class _Person:
    name: str
    institution: str | None
    address: str
    phone: str
    kind: str = "warga"


@dataclass(frozen=True)
class _Errand:
    """A request of the visit: `lacking` are the tick list's lines that were not brought."""

    service: str
    subject: str
    variant: str | None = None
    lacking: tuple[str, ...] = ()
    lead: Lead | None = None
    """How far it was led on the next day; None while it waits as it was filed."""
    hall: tuple[int, int, int] | None = None
    """The hall: working days ahead, from, to (o'clock)."""


@dataclass(frozen=True)
class _Call:
    """One visitor: working days before today, the hour, who, what for."""

    days: int
    at: time
    who: int
    purpose: str
    errands: tuple[_Errand, ...] = ()
    minutes: int | None = 18
    """How long it took; None is still here."""
    people: int = 1
    needs: tuple[str, ...] = ()


_PEOPLE = (
    _Person("Ni Luh Contoh", None, "Br. Umpama, Desa Contoh", "0812-0000-0001"),
    _Person("I Made Misal", "Kecamatan Contoh", "Kecamatan Contoh", "0812-0000-0002", "perangkat_daerah"),
    _Person("I Wayan Umpama", "Dinas Contoh", "Amlapura", "0812-0000-0003", "perangkat_daerah"),
    _Person("Ni Ketut Andaian", "KIM Contoh Lestari", "Desa Umpama", "0812-0000-0004"),
    _Person("I Gede Permisalan", "Bagian Contoh", "Amlapura", "0812-0000-0005", "perangkat_daerah"),
    _Person("Ni Kadek Umpama", "SMA Contoh", "Amlapura", "0812-0000-0006", "rombongan"),
    _Person("I Komang Misalkan", None, "Br. Contoh, Desa Misal", "0812-0000-0007"),
    _Person("Ni Putu Seandainya", "Karang Taruna Contoh", "Desa Umpama", "0812-0000-0008"),
)

_WEEK = (
    _Call(
        6,
        time(8, 20),
        0,
        "Informasi anggaran publikasi",
        (
            _Errand("karangasem-2.1", "Anggaran publikasi", lead=Lead("in_process", "Bidang Contoh")),
            _Errand("karangasem-2.1", "Salinan kontrak", lead=Lead(refused="Informasi dikecualikan")),
        ),
    ),
    _Call(
        6,
        time(9, 5),
        1,
        "Akun email dinas",
        (_Errand("karangasem-3.2", "Akun email dinas", lead=Lead("handed_over")),),
    ),
    _Call(
        5, time(8, 40), 3, "Pembinaan KIM", (_Errand("karangasem-2.4", "Pembinaan KIM", lead=Lead("ready")),)
    ),
    _Call(5, time(10, 30), 6, "Bertanya cara melapor", minutes=7),
    _Call(
        4, time(8, 15), 2, "Pinjam aula", (_Errand("karangasem-1.1", "Rapat koordinasi", hall=(4, 9, 12)),)
    ),
    _Call(
        4,
        time(13, 20),
        4,
        "Tanda tangan elektronik",
        (_Errand("karangasem-5.2", "TTE", None, ("scan_ktp",)),),
    ),
    _Call(
        3,
        time(9, 10),
        1,
        "Rapat virtual",
        (
            _Errand("karangasem-3.10", "Rapat virtual"),
            _Errand("karangasem-3.6", "Penyimpanan data", lead=Lead("finished")),
        ),
    ),
    _Call(
        2, time(8, 30), 7, "Pinjam aula", (_Errand("karangasem-1.1", "Pelatihan pemuda", hall=(5, 9, 11)),)
    ),
    _Call(
        2,
        time(10, 0),
        3,
        "Konten podcast",
        (_Errand("karangasem-2.3", "Podcast", "podcast", lead=Lead(referred_to="Tim Contoh")),),
    ),
    _Call(
        1,
        time(8, 50),
        0,
        "Informasi publik",
        (_Errand("karangasem-2.1", "Daftar aset", None, ("identitas",)),),
    ),
    _Call(1, time(9, 45), 5, "Kunjungan belajar", minutes=90, people=24, needs=("kursi_roda",)),
    _Call(1, time(14, 0), 2, "Akses server", (_Errand("karangasem-3.7", "Hak akses server"),)),
    _Call(0, time(8, 10), 6, "Informasi publik", (_Errand("karangasem-2.1", "Perjalanan dinas"),)),
    _Call(
        0, time(8, 35), 1, "Pinjam aula", (_Errand("karangasem-1.1", "Sosialisasi", hall=(1, 13, 15)),), None
    ),
    _Call(0, time(8, 55), 7, "Menanyakan jadwal aula", minutes=None),
)

_HALL_TODAY = ((9, 11, "Rapat KIM", "Bidang Contoh"), (13, 15, "Sosialisasi contoh", "Bagian Contoh"))


def make(folder: str) -> None:
    """Found the throw-away office in `folder` and live a week in it."""
    app.found(folder, FoundingOrder("karangasem", AccountOrder("admin", "I Gede Admin", "admin", SECRET)))
    database = app.open_desk(folder)
    now = clock.now()
    try:
        _Week(database, now).live()
    finally:
        clock.run_by(None)
        database.close()


class _Week:
    """The days that lead up to `now`."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database, self._now = database, now
        self._today = clock.office_date(now)
        self._calendar: WorkCalendar = database.read(
            lambda session: work_calendar(session, self._today - timedelta(60), self._today + timedelta(60))
        )
        self._hours = database.read(opening_hours)
        self._people: dict[int, int] = {}

    def live(self) -> None:
        """All acts of the week, in order."""
        clock.run_by(lambda: self._now - timedelta(days=20))
        self._open_accounts()
        for call in _WEEK:
            arrived = clock.at_office(self._day(-call.days), call.at)
            if arrived < self._now:
                self._receive(call, arrived)
        self._use_the_hall()
        clock.run_by(lambda: self._now)
        shown = self._today + timedelta(days=2)  # at the end of a week the next one
        monday = shown - timedelta(days=shown.weekday())
        staff = demo_bookings.Staff(self._officer, self._custodian)
        demo_bookings.book_a_busy_week(self._database, monday, staff)
        demo_custody.fill_the_store(self._database, self._now, self._custodian)
        demo_documents.issue_the_papers(self._database, self._actor("admin"), self._officer)
        for _number in range(3):
            self._do(lambda session: ask_question(session, QuestionOrder(key=_key()), self._officer))

    def _open_accounts(self) -> None:
        admin = self._actor("admin")
        for username, name, role in (
            (OFFICER, "Ni Kadek Contoh", "petugas"),
            ("pemegang", "I Nengah Misal", "pemegang_barang"),
            ("pengawas", "Ni Wayan Umpama", "pengawas"),
        ):
            order = AccountOrder(username, name, role, SECRET)
            self._do(partial(open_account, order=order, actor=admin))
        self._officer = self._actor(OFFICER)
        self._custodian = self._actor("pemegang")

    def _actor(self, username: str) -> Actor:
        row = next(row for row in self._database.read(account_rows) if row.username == username)
        return Actor(row.account_id, row.name, row.role)

    def _day(self, step: int) -> date:
        """The working day `step` working days from today; 0 is today itself, whatever day it is."""
        day = self._today
        while step:
            day += timedelta(days=1 if step > 0 else -1)
            if self._calendar.is_working(day):
                step += -1 if step > 0 else 1
        return day

    def _do(self, act: Callable[[Session], T]) -> T:
        return self._database.write(act)

    def _receive(self, call: _Call, arrived: datetime) -> None:
        clock.run_by(lambda: arrived)
        who = _PEOPLE[call.who]
        order = VisitOrder(
            key=_key(),
            visitor_id=self._people.get(call.who),
            name=who.name,
            institution=who.institution,
            address=who.address,
            phone=who.phone,
            kind=who.kind,
            purpose=call.purpose,
            head_count=call.people,
            needs=call.needs,
            identity_shown="ktp",
        )
        visit = self._do(lambda session: register(session, order, self._officer))
        self._people[call.who] = visit.visitor_id
        self._do(lambda session: serve(session, visit.visit_id, self._officer))
        for errand in call.errands:
            self._file(errand, who, visit.visit_id)
        left = arrived + timedelta(minutes=call.minutes or 0)
        if call.minutes is not None and left < self._now:
            clock.run_by(lambda: left)
            self._do(lambda session: take_leave(session, LeaveOrder(visit.visit_id), self._officer))

    def _file(self, errand: _Errand, who: _Person, visit_id: int) -> None:
        entry = find_service(errand.service).checklist
        kind = entry.applicant_kinds[0]
        span = self._hall_span(errand)
        items = checklists.checklist_for(entry, applicant_kind=kind, variant=errand.variant)
        order = RequestOrder(
            key=_key(),
            service=errand.service,
            visit_id=visit_id,
            applicant_kind=kind,
            variant=errand.variant,
            applicant=PartyOrder(who.name, phone=who.phone, institution=who.institution, address=who.address),
            letter=LetterOrder(
                number=f"005/{visit_id:03}/CONTOH", letter_on=self._day(-7), subject=errand.subject
            ),
            details=errand.subject,
            event_span=span,
            marks={item.key: self._mark(item, span) for item in items if item.key not in errand.lacking},
            booking=_hall_order(errand, who, span) if span else None,
        )
        filed = self._do(lambda session: file(session, order, self._officer))
        if errand.lead is not None:
            opened = clock.now()
            clock.run_by(lambda: min(opened + timedelta(days=1), self._now))
            Leading(self._database, self._officer).lead(filed.id, errand.lead)
            clock.run_by(lambda: opened)
        if filed.booking_id and errand.hall and errand.hall[0] == 4:
            booking_id = filed.booking_id
            self._do(lambda session: confirm(session, ConfirmOrder(booking_id, 1), self._custodian))

    def _hall_span(self, errand: _Errand) -> Span | None:
        if errand.hall is None:
            return None
        ahead, start, end = errand.hall
        day = self._day(ahead)
        return Span(clock.at_office(day, time(start)), clock.at_office(day, time(end)))

    def _mark(self, item: Item, span: Span | None) -> tuple[str, str | None]:
        event = span or Span(clock.at_office(self._day(3), time(9)), clock.at_office(self._day(3), time(11)))
        return samples.mark(item, event)

    def _use_the_hall(self) -> None:
        """The office's own meetings of today, booked yesterday."""
        clock.run_by(lambda: clock.at_office(self._day(-1), time(9)))
        for start, end, purpose, institution in _HALL_TODAY:
            order = BookingOrder(
                key=_key(),
                resource_key="aula",
                span=Span(clock.at_office(self._today, time(start)), clock.at_office(self._today, time(end))),
                purpose=purpose,
                borrower_name="I Gede Permisalan",
                borrower_institution=institution,
                borrower_phone="0812-0000-0005",
                head_count=40,
                is_confirmed=True,
            )
            try:
                self._do(partial(book, order=order, actor=self._custodian))
            except Refused:
                continue  # the week's own errands came first


def _hall_order(errand: _Errand, who: _Person, span: Span) -> BookingOrder:
    return BookingOrder(
        key=_key(),
        resource_key="aula",
        span=span,
        purpose=errand.subject,
        borrower_name=who.name,
        borrower_institution=who.institution,
        borrower_phone=who.phone,
        head_count=60,
    )


def _key() -> str:
    return str(uuid.uuid4())
