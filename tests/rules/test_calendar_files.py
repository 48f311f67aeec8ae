"""Days off read from files as offices have them, and files that are none."""

from __future__ import annotations

from datetime import date

import pytest

from desk.errors import Refused
from desk.rules.calendar_files import LARGEST, MOST_DAYS, read_days
from desk.rules.calendar_policies import ListedDay

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//contoh//hari libur//ID
BEGIN:VEVENT
UID:1@contoh
DTSTART;VALUE=DATE:20260817
DTEND;VALUE=DATE:20260818
SUMMARY:Hari Kemerdekaan Republik
  Indonesia
END:VEVENT
BEGIN:VEVENT
UID:2@contoh
DTSTART;VALUE=DATE:20260320
DTEND;VALUE=DATE:20260321
SUMMARY:Cuti Bersama Idul Fitri
END:VEVENT
BEGIN:VEVENT
UID:3@contoh
DTSTART;VALUE=DATE:20260620
DURATION:P1D
SUMMARY:HUT Kota Amlapura
END:VEVENT
BEGIN:VEVENT
UID:4@contoh
DTSTART:20260930T170000Z
DTEND:20261001T090000Z
SUMMARY:Upacara
END:VEVENT
BEGIN:VEVENT
UID:5@contoh
DTSTART;VALUE=DATE:20261005
DTEND;VALUE=DATE:20261008
SUMMARY:Pindah kantor
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_file() -> None:
    days = read_days(ICS.replace("\n", "\r\n").encode(), file_name="Libur.ICS", kind="national")
    assert days == (
        ListedDay(date(2026, 3, 20), "cuti_bersama", "Cuti Bersama Idul Fitri"),
        ListedDay(date(2026, 6, 20), "national", "HUT Kota Amlapura"),
        ListedDay(date(2026, 8, 17), "national", "Hari Kemerdekaan Republik Indonesia"),
        # 17.00 UTC is 01.00 the next morning here
        ListedDay(date(2026, 10, 1), "national", "Upacara"),
        ListedDay(date(2026, 10, 5), "national", "Pindah kantor"),
        ListedDay(date(2026, 10, 6), "national", "Pindah kantor"),
        ListedDay(date(2026, 10, 7), "national", "Pindah kantor"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tanggal;Nama;Jenis\n2026-08-17;Hari Kemerdekaan;nasional\n17/06/2026;Galungan;dispensasi\n",
        "2026-08-17,Hari Kemerdekaan,Libur Nasional\r\n\r\n17-06-2026,Galungan,balinese\r\n",
        "\ufefftgl\tnama\tjenis\n2026-08-17\tHari Kemerdekaan\tnational\n2026-06-17\tGalungan\tdispensasi",
    ],
)
def test_tables(text: str) -> None:
    assert read_days(text.encode(), file_name="libur.csv", kind="closure") == (
        ListedDay(date(2026, 6, 17), "balinese", "Galungan", is_confirmed=False),
        ListedDay(date(2026, 8, 17), "national", "Hari Kemerdekaan"),
    )


def test_what_the_file_does_not_say_the_officer_chose() -> None:
    days = read_days(b"2026-08-17\n2026-08-18;Pawai\n2026-08-18;Pawai", file_name="a.csv", kind="closure")
    assert days == (
        ListedDay(date(2026, 8, 17), "closure", "Hari libur"),
        ListedDay(date(2026, 8, 18), "closure", "Pawai"),
    )
    latin = "2026-08-18;Pawai caf\xe9".encode("cp1252")
    assert read_days(latin, file_name="a.csv", kind="closure")[0].name == "Pawai café"
    long = f"2026-08-18;{'x' * 400}".encode()
    assert len(read_days(long, file_name="a.csv", kind="closure")[0].name) == 120


@pytest.mark.parametrize(
    ("content", "file_name", "said"),
    [
        (b"", "a.csv", "Tidak ada hari libur"),
        (b"tanggal;nama\n", "a.csv", "Tidak ada hari libur"),
        (b"2026-08-17;a\nbesok;b\n", "a.csv", "Baris 2: “besok” bukan tanggal"),
        (b"2026-02-30;a\n2026-02-30;a", "a.csv", "Baris 2"),
        (b"2026-08-17;a;pesta\n", "a.csv", "jenis “pesta” tidak dikenal"),
        (b"\x00\x01\x02", "a.csv", "bukan tabel"),
        (b"hallo", "a.ics", "bukan kalender"),
        (b"\xff\xfe\x00", "a.ics", "bukan kalender"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a.ics", "Tidak ada hari libur"),
        (b"x" * (LARGEST + 1), "a.csv", "terlalu besar"),
        (b"\n".join(b"2026-08-17;%d" % n for n in range(MOST_DAYS + 1)), "a.csv", "lebih dari"),
    ],
)
def test_what_is_no_list(content: bytes, file_name: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        read_days(content, file_name=file_name, kind="closure")
    assert refused.value.field == "file"


@pytest.mark.parametrize("wrong", ["DTSTART;VALUE=DATE:2026", "X-NONE:1", "DTSTART:P1D"])
def test_a_day_that_cannot_be_read_is_not_left_out_silently(wrong: str) -> None:
    broken = ICS.replace("DTSTART;VALUE=DATE:20260817", wrong)
    with pytest.raises(Refused, match="“Hari Kemerdekaan Republik Indonesia” tidak memuat tanggal"):
        read_days(broken.encode(), file_name="a.ics", kind="national")
