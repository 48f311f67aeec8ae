"""Bookings out of another calendar and into one: through the guarded act, once however often it is read."""

from __future__ import annotations

from datetime import date

import pytest
from homes import Home
from icalendar import Calendar
from slots import NINE, order, span
from sqlalchemy import select
from stores import act, journal, promise

from desk import clock
from desk.errors import Refused
from desk.models import Booking
from desk.operations.booking_imports import ImportOrder, import_bookings
from desk.operations.bookings import book
from desk.queries.booking_imports import import_preview
from desk.queries.calendar_exports import calendar_export
from desk.rules.booking_files import read_entries

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//contoh//ID
BEGIN:VEVENT
UID:satu@contoh
DTSTART:20260416T010000Z
DTEND:20260416T030000Z
SUMMARY:Rapat <b>contoh</b>
ORGANIZER;CN=Ni Luh Misal:mailto:misal@example.test
END:VEVENT
BEGIN:VEVENT
UID:dua@contoh
DTSTART;TZID=Asia/Makassar:20260416T103000
DTEND;TZID=Asia/Makassar:20260416T120000
SUMMARY:Bentrok
END:VEVENT
BEGIN:VEVENT
UID:tiga@contoh
DTSTART;VALUE=DATE:20260420
SUMMARY:Seharian
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:empat@contoh
STATUS:CANCELLED
DTSTART:20260421T010000Z
SUMMARY:Batal
END:VEVENT
BEGIN:VEVENT
UID:lima@contoh
DTSTART:20260422T030000Z
DTEND:20260422T010000Z
SUMMARY:Terbalik
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

CSV = """Tanggal;Mulai;Selesai;Keperluan;Peminjam;Instansi;Telepon;Jumlah
2026-04-16;09.00;12.00;Rapat kerja;I Made Misal;Dinas Contoh;0812-0000-0000;30
17/04/2026;13:00;15:00;=1+1;I Made Misal;;;
2026-04-18;pagi;siang;Rusak;I Made Misal;;;
"""


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def titles(home: Home) -> list[str]:
    return list(home.database.read(lambda s: s.scalars(select(Booking.purpose).order_by(Booking.id)).all()))


def test_what_is_free_is_booked_what_clashes_is_listed_and_twice_is_once(desk_home: Home) -> None:
    rows = desk_home.database.read(lambda s: import_preview(s, "aula", "rapat.ics", ICS))
    assert [(row.uid, row.state) for row in rows] == [
        ("satu@contoh", "new"),
        ("dua@contoh", "new"),  # with the first of the same file it will clash
        ("tiga@contoh", "new"),
        ("lima@contoh", "skipped"),
    ]
    assert rows[2].sentence.startswith("Acara berulang: yang dibaca hanya yang pertama")
    wish = ImportOrder("aula", "rapat.ics", ICS, is_confirmed=True)
    made = act(desk_home, import_bookings, wish)
    assert [each.state for each in made.booked] == ["confirmed", "confirmed"]
    assert [(each.uid, each.sentence.split(" (")[0]) for each in made.skipped] == [
        ("dua@contoh", "Aula sudah dipesan Ni Luh Misal, Kamis, 16 April 09.00–11.00"),
        ("lima@contoh", "Jam selesai mendahului jam mulai."),
    ]
    again = act(desk_home, import_bookings, wish)
    assert (again.booked, again.known) == ((), 2)
    assert titles(desk_home) == ["Rapat <b>contoh</b>", "Seharian"]
    assert (
        journal(desk_home, "booking.import")[0].sentence == "Impor Aula: 2 dipesan, 2 dilewati, 0 sudah ada"
    )


def test_a_table_is_read_as_well(desk_home: Home) -> None:
    made = act(desk_home, import_bookings, ImportOrder("aula-b", "buku.csv", CSV.encode()))
    assert len(made.booked) == 2
    (broken,) = made.skipped
    assert (broken.title, broken.sentence) == ("Rusak", "Tanggal atau jamnya tidak dapat dibaca.")
    kept = desk_home.database.read(lambda s: s.get_one(Booking, made.booked[0].id))
    assert (kept.borrower_institution, kept.head_count) == ("Dinas Contoh", 30)
    assert kept.borrower_phone == "+6281200000000"
    assert act(desk_home, import_bookings, ImportOrder("aula-b", "buku.csv", CSV.encode())).known == 2


def test_one_uid_twice_in_a_file_is_one_booking_though_there_is_room_for_both(desk_home: Home) -> None:
    line = CSV.splitlines()[1]
    table = "\n".join((CSV.splitlines()[0], line, line)).encode()
    made = act(desk_home, import_bookings, ImportOrder("mikrofon", "buku.csv", table))
    assert (len(made.booked), made.skipped, made.known) == (1, (), 1)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.ics", b"bukan kalender", "bukan kalender"),
        ("x.csv", b"nama;tanggal\n", "Kolom yang belum ada: mulai"),
        ("x.csv", b"\0\0", "bukan tabel"),
        ("x.csv", CSV.partition("\n")[0].encode(), "Tidak ada pemesanan"),
        ("x.csv", b"x" * 2_000_001, "terlalu besar"),
        ("x.csv", (CSV.partition("\n")[0] + "\n2026-04-16;9;10;a;b;;;" * 1001).encode(), "lebih dari 1000"),
    ],
)
def test_what_is_no_such_file_is_refused(desk_home: Home, name: str, content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        act(desk_home, import_bookings, ImportOrder("aula", name, content))
    assert refused.value.field == "file"


@pytest.mark.hostile
def test_hostile_texts_are_cut_and_never_obeyed() -> None:
    hostile = "SUMMARY:" + "x" * 100_000 + "\\n\u202e\x07<script>"
    one = ICS.split(b"END:VEVENT")[0].replace(b"SUMMARY:Rapat <b>contoh</b>", hostile.encode())
    (entry,) = read_entries(one + b"END:VEVENT\r\nEND:VCALENDAR\r\n", "x.ics")
    assert len(entry.title) <= 400
    assert "\x07" not in entry.title


def test_the_export_tells_no_number_and_reads_back_as_known(desk_home: Home) -> None:
    promise(desk_home, "aula-a", 1, span(16, 9, 12), note="rahasia")
    act(desk_home, book, order(span(17, 9, 12), "zoom-1", details={"is_closed": True}))
    days = (date(2026, 4, 1), date(2026, 4, 30))
    inside = desk_home.database.read(lambda s: calendar_export(s, "aula", *days, actor=desk_home.petugas))
    (event,) = Calendar.from_ical(inside).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Rapat contoh · Karang Taruna Contoh"
    assert (str(event["STATUS"]), str(event["LOCATION"])) == ("CONFIRMED", "Aula A")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (span(16, 9, 12).starts_at, span(16, 9, 12).ends_at)
    for content in (inside, desk_home.database.read(lambda s: calendar_export(s, "aula", *days))):
        assert b"0812" not in content.replace(b"-", b"")
        assert b"62812" not in content
        assert b"rahasia" not in content
        assert b"Ni Made" not in content
    closed = desk_home.database.read(lambda s: calendar_export(s, "zoom-1", *days, actor=desk_home.petugas))
    assert b"SUMMARY:Rapat tertutup" in closed
    assert act(desk_home, import_bookings, ImportOrder("aula", "x.ics", inside)).known == 1
