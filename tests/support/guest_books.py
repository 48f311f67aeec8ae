"""Guest books of plainly made-up people, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk import clock
from desk.printing.progress import Printed, Progress, unheard
from desk.printing.reports import report_pdf
from desk.rules.letterheads import letterhead
from desk.rules.registers import GuestBook, GuestBookRow, guest_book_report

NOON = datetime(2026, 4, 8, 4, 0, tzinfo=UTC)
KARANGASEM = letterhead(
    "Dinas Komunikasi dan Informatika Kabupaten Karangasem", address="", phone="0363 21037", place="Amlapura"
)
DENPASAR = letterhead(
    "Dinas Komunikasi, Informatika dan Statistik Kota Denpasar",
    address="Jalan Majapahit No.1",
    phone="(0361) 431229 - 437162",
    place="Denpasar",
)


def guest(number: int, **told: Any) -> GuestBookRow:
    """One line of a book, twelve a day from 1 April 2026."""
    arrived_at = NOON - timedelta(days=7 - (number - 1) // 12, minutes=240 - 25 * ((number - 1) % 12))
    usual: dict[str, Any] = {
        "number": number,
        "visited_on": clock.office_date(arrived_at),
        "arrived_at": arrived_at,
        "left_at": arrived_at + timedelta(minutes=20),
        "name": f"Tamu Contoh {number}",
        "name_is_uncertain": False,
        "origin": "Kecamatan Contoh",
        "purpose": "Permohonan informasi publik",
        "head_count": 1,
        "received_by": "N. K. C.",
    }
    return GuestBookRow(**(usual | told))


def book(*rows: GuestBookRow, **told: Any) -> GuestBook:
    """The book of 1 to 8 April 2026 with these rows."""
    usual: dict[str, Any] = {
        "letterhead": KARANGASEM,
        "first": date(2026, 4, 1),
        "last": date(2026, 4, 8),
        "rows": rows,
        "questions": 0,
        "directed": 0,
        "withdrawn": 0,
        "made_at": NOON,
    }
    return GuestBook(**(usual | told))


def guests(count: int, **told: Any) -> GuestBook:
    """A book of `count` guests."""
    return book(*(guest(number + 1) for number in range(count)), **told)


def guest_book_pdf(made: GuestBook, *, progress: Progress = unheard, at_most: int | None = None) -> Printed:
    """The book as the paper somebody takes out, or as much of it as a preview shows."""
    report = replace(guest_book_report(made), made_by="N. K. C.")
    return report_pdf(report, progress=progress, at_most=at_most)
