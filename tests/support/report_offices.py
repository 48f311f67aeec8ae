"""An office with something in every paper: a demo week, and information requests decided in every way."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from request_samples import request_order
from visiting import order as visit_order

from desk import app, clock
from desk.commands import demo_week
from desk.errors import Refused
from desk.models import Request
from desk.operations import complaints, objections, request_moves, request_records
from desk.operations.bookings import BookingOrder, ConfirmOrder, book, confirm
from desk.operations.request_moves import StepOrder
from desk.operations.request_orders import PartyOrder
from desk.operations.requests import file
from desk.operations.units import UnitOrder, add
from desk.operations.visitors import register
from desk.queries.accounts import account_rows
from desk.rules.bookings import span_between
from desk.rules.rights import Actor
from desk.store.database import Database

MONDAY = date(2026, 4, 6)
MOMENT = clock.at_office(MONDAY, time(15, 40))
_PEOPLE = (
    ("Ni Luh Contoh Purnami", "Petani kopi", "Br. Umpama, Desa Contoh, Kecamatan Misal"),
    ("I Made Misal Adnyana", "Wartawan", "Jalan Contoh Nomor 7, Amlapura"),
    ("LSM Pemerhati Desa Contoh", "Lembaga swadaya", "Jalan Umpama Gang Misal 12, Amlapura"),
    ("I Wayan Umpama", "Mahasiswa", "Desa Misal"),
    ("Ni Ketut Contoh", "Guru", "Br. Misal, Desa Umpama"),
)
_ASKED = (
    "Salinan laporan realisasi anggaran Dinas Contoh tahun 2025",
    "Data penerima hibah Kabupaten Contoh tahun 2024 dan 2025 beserta alamatnya",
    "Dokumen perencanaan menara telekomunikasi di Desa Contoh",
    "Hasil uji keamanan aplikasi layanan publik",
    "Peta jaringan serat optik kantor-kantor pemerintah",
)
_DECISIONS: tuple[dict[str, Any], ...] = (
    {"decision": "granted", "form": "softcopy"},
    {"decision": "partly", "form": "hardcopy", "exemption": "h", "blackening": "NIK dan alamat dihitamkan."},
    {"decision": "elsewhere", "elsewhere": "Dinas Umpama Kabupaten Contoh"},
    {"decision": "refused", "exemption": "c", "consequence": "Celah keamanan dapat disalahgunakan."},
)


class Office:
    """One desk with its people."""

    def __init__(self, folder: Path) -> None:
        """Needs the clock to stand at MOMENT, or near it."""
        demo_week.make(str(folder))
        self.database: Database = app.open_desk(str(folder))
        account = next(row for row in self.database.read(account_rows) if row.role == "admin")
        self.admin = Actor(account.account_id, account.name, account.role)

    def do(self, operation: Any, order: object) -> Any:
        return self.database.write(lambda session: operation(session, order, self.admin))

    def live(self) -> None:
        """Information requests in every state, an objection, complaints, a week of bookings."""
        for number, (name, work, address) in enumerate(_PEOPLE):
            clock.run_by(lambda back=number: MOMENT - timedelta(days=20 - 3 * back))
            self._ask(number, name, work, address)
        clock.run_by(lambda: MOMENT)
        order = complaints.ComplaintOrder(
            key=_key(), channel="langsung", text="Menunggu terlalu lama di loket.", name="Ni Made Contoh"
        )
        self.do(complaints.register, order)
        for number in range(1, 4):
            unit = UnitOrder(
                _key(),
                "mikrofon",
                f"MISAL-{number:02}",
                "Mikrofon nirkabel contoh",
                "3.06.01.02.001",
                f"000{number}",
            )
            self.do(add, unit)
        self.do(register, visit_order())
        self._book(MONDAY + timedelta(days=2), (time(18), time(20)), "mikrofon", "Pelatihan misal")
        for day, start, end, key, what in (
            (1, 9, 12, "aula", "Rapat koordinasi contoh"),
            (1, 13, 15, "zoom-1", "Pelatihan umpama"),
            (3, 8, 11, "aula-a", "Sosialisasi misal"),
            (4, 10, 12, "videotron", "Pengumuman contoh"),
        ):
            self._book(MONDAY + timedelta(days=day), (time(start), time(end)), key, what)

    def _book(self, day: date, hours: tuple[time, time], key: str, what: str) -> None:
        order = BookingOrder(
            key=_key(),
            resource_key=key,
            span=span_between(day, *hours),
            purpose=what,
            borrower_name="Ni Made Contoh",
            borrower_institution="Kecamatan Contoh",
            borrower_phone="0812-0000-0000",
        )
        try:
            booked = self.do(book, order)
        except Refused:
            return  # the demo week has that slot
        if day.weekday() != 3:
            self.do(confirm, ConfirmOrder(booked.id, 1))

    def _ask(self, number: int, name: str, work: str, address: str) -> None:
        applicant = PartyOrder(name=name, phone="0812-0000-0000", address=address, occupation=work)
        order = request_order("karangasem-2.1", applicant=applicant)
        marks = dict(order.marks)
        marks["rincian_informasi"] = ("filled", _ASKED[number])
        marks["tujuan_penggunaan"] = ("filled", "Bahan penelitian contoh")
        marks["cara_memperoleh"] = ("filled", "Mendapatkan salinan digital (softcopy)")
        request_id = self.do(file, replace(order, marks=marks)).id
        if number >= len(_DECISIONS):
            return
        now = clock.now() + timedelta(days=2)
        clock.run_by(lambda: now)
        self._move(request_id, "begin")
        self._record(request_id, "ppid_decision", _DECISIONS[number])
        if number == 1:
            self._record(request_id, "copy_cost", {"pages": 20, "amount": 5000, "paid_at": "fotokopi Contoh"})
        self._move(request_id, "make_ready")
        facts = {"channel": "email", "collector": "applicant", "identity_checked": True}
        self._move(request_id, "hand_over", facts=facts)
        if number == 3:
            version = self._version(request_id)
            self.do(
                objections.object_to,
                objections.ObjectOrder(
                    _key(), request_id, version, "Alasan penolakan belum jelas.", name, grounds=("a", "e")
                ),
            )

    def _version(self, request_id: int) -> int:
        return self.database.read(lambda session: session.get_one(Request, request_id)).version

    def _move(self, request_id: int, move: str, **more: Any) -> None:
        self.do(request_moves.move, StepOrder(_key(), request_id, self._version(request_id), move, **more))

    def _record(self, request_id: int, kind: str, answers: dict[str, Any]) -> None:
        version = self._version(request_id)
        self.do(
            request_records.record,
            request_records.RecordOrder(_key(), request_id, version, kind, answers),
        )


def _key() -> str:
    return str(uuid.uuid4())
