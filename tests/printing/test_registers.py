"""The guest book's PDF re-read: what it says, how large it is, that nothing is lost and nothing obeyed."""

from __future__ import annotations

import random
import secrets
import time
from dataclasses import replace

import pytest
from guest_books import DENPASAR, KARANGASEM, book, guest, guest_book_pdf, guests
from papers import is_only_text_and_paths, nasty_texts, plain

from desk.printing import faces, raster
from desk.printing.progress import Cancelled
from desk.rules.letterheads import letterhead
from desk.rules.registers import GuestBook


def _pages(made: GuestBook) -> list[str]:
    """The words of each page, on one line."""
    pdf = guest_book_pdf(made).pdf
    return [" ".join(page.split()) for page in raster.texts(pdf)]


def test_everything_an_inspector_looks_for_is_on_it() -> None:
    rows = (
        guest(1, name="I Made Misal", name_is_uncertain=True, head_count=1000),
        guest(2, origin="Radio Contoh FM · Sibetan", left_at=None),
        guest(85, left_at=None),
    )
    (page,) = _pages(book(*rows, questions=34, directed=5, withdrawn=2))
    for phrase in (
        "PEMERINTAH KABUPATEN KARANGASEM DINAS KOMUNIKASI DAN INFORMATIKA Telp. 0363 21037",
        "BUKU TAMU 1–8 April 2026",
        "1 01-04-2026 08.00 I Made Misal (belum pasti) Kecamatan Contoh Permohonan informasi publik 1.000",
        "2 01-04-2026 08.25 Tamu Contoh 2 Radio Contoh FM · Sibetan Permohonan informasi publik 1 N. K. C. –",
        "85 08-04-2026 08.00 Tamu Contoh 85 Kecamatan Contoh Permohonan informasi publik 1 N. K. C. belum",
        "Jumlah kunjungan 3, jumlah tamu 1.002 orang.",
        "Tidak dicantumkan di atas: 34 pertanyaan singkat, 5 tamu diarahkan ke instansi lain, 2 catatan",
        "Mengetahui,",
        "Amlapura, 8 April 2026",
        "Petugas,",
        "Dinas Komunikasi dan Informatika · Dibuat Rabu, 8 April 2026, 12.00 WITA oleh N. K. C.",
        "Halaman 1 dari 1",
    ):
        assert phrase in page, page
    assert page.count("NIP.") == 2


def test_the_kop_is_each_agencys_own() -> None:
    kop = " ".join(_pages(guests(1, letterhead=DENPASAR))[0].split()[:16])
    assert kop == (
        "PEMERINTAH KOTA DENPASAR DINAS KOMUNIKASI, INFORMATIKA DAN STATISTIK "
        "Jalan Majapahit No.1 Telp. (0361) 431229 - 437162"
    )
    nameless = letterhead("Diskominfo Contoh", address="", phone="", place="")
    (page,) = _pages(guests(1, letterhead=nameless))
    assert page.startswith("DISKOMINFO CONTOH BUKU TAMU")
    assert "Telp" not in page
    assert "NIP. 8 April 2026 Petugas," in page


def test_many_guests_go_on_under_the_same_heads() -> None:
    made = guests(60)
    pages = _pages(made)
    assert len(pages) == guest_book_pdf(made).pages > 2
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        assert page.count("Diterima oleh") == 1
    for page in pages[1:]:
        assert page.startswith("Buku tamu 1–8 April 2026 (lanjutan)")
    everything = " ".join(pages)
    places = [everything.index(f"Tamu Contoh {number} Kecamatan") for number in range(1, 61)]
    assert places == sorted(places)
    assert "Petugas," in pages[-1]
    assert "Petugas," not in " ".join(pages[:-1])


@pytest.mark.parametrize("count", [0, 1, 40])
def test_every_sheet_is_a4_across(count: int) -> None:
    for size in raster.page_sizes(guest_book_pdf(guests(count)).pdf):
        assert size.width == pytest.approx(297, abs=0.5)
        assert size.height == pytest.approx(210, abs=0.5)


def test_an_empty_period_says_so_calmly() -> None:
    (page,) = _pages(book())
    assert "9 Tidak ada tamu yang tercatat pada periode ini. Jumlah kunjungan 0" in page
    assert "Petugas," in page


def test_long_words_wrap_inside_their_column() -> None:
    made = book(guest(1, name="W" * 120, origin="i" * 320, purpose="Menyampaikan permohonan " * 17))
    (page,) = _pages(made)
    assert page.count("permohonan") == 17
    read = plain(page)
    assert "W" * 120 in read
    assert "I" * 320 in read


def test_a_row_higher_than_a_sheet_goes_on_in_another() -> None:
    words = " ".join(f"kata{number}" for number in range(2000))
    pages = _pages(book(guest(1, purpose=words), guest(2)))
    read = " ".join(pages)
    assert len(pages) > 2
    assert all(f"kata{number}" in read for number in range(2000))


def test_the_same_book_gives_the_same_bytes() -> None:
    assert guest_book_pdf(guests(30)).pdf == guest_book_pdf(guests(30)).pdf


def test_a_preview_holds_the_first_sheet_and_knows_how_many_there_are() -> None:
    whole, preview = guest_book_pdf(guests(60)), guest_book_pdf(guests(60), at_most=1)
    assert preview.pages == whole.pages
    assert len(raster.page_sizes(preview.pdf)) == 1
    assert raster.texts(preview.pdf)[0] == raster.texts(whole.pdf)[0]


def test_progress_goes_on_to_the_end() -> None:
    told: list[float] = []
    guest_book_pdf(guests(500), progress=told.append)
    assert told == sorted(told)
    assert told[0] >= 0
    assert told[-1] == 1
    assert len(told) > 10


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_who_cancels_gets_nothing(share: float) -> None:
    told: list[float] = []

    def stop(done: float) -> None:
        told.append(done)
        if done >= share:
            raise Cancelled

    with pytest.raises(Cancelled):
        guest_book_pdf(guests(500), progress=stop)
    assert told[-1] < 0.9


@pytest.mark.hostile
def test_hostile_words_neither_crash_nor_vanish(long: bool) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    hostile = nasty_texts(1000 if long else 120, random.Random(seed))
    for at in range(0, len(hostile), 10):
        words = (hostile[at : at + 10] * 10)[:10]
        head = replace(KARANGASEM, government=words[0], agency=words[1], address=words[2], place=words[3])
        rows = (
            guest(1, name=words[4], origin=words[5], purpose=words[6]),
            guest(2, name=words[7], origin=words[8], purpose=words[9], received_by=words[4][:20]),
        )
        pdf = guest_book_pdf(book(*rows, letterhead=head)).pdf
        assert is_only_text_and_paths(pdf)
        read = plain(raster.text(pdf))
        for word in words:
            assert plain(faces.printable(word)) in read, (word, seed)


@pytest.mark.hostile
def test_markup_is_printed_as_typed() -> None:
    name = "<b>Ni</b> <img src=x> & <Maju>"
    assert name in _pages(book(guest(1, name=name)))[0]


@pytest.mark.bench
def test_a_busy_year_takes_no_longer_a_line_than_a_busy_week(long: bool) -> None:
    """Time grows with the lines, no faster: 10,000 of them in the long form; quoted as a ratio."""
    few, many = 300, 10_000 if long else 2_000
    guest_book_pdf(guests(few))
    floor, whole = (_seconds(guests(count)) / count for count in (few, many))
    print(f"{floor * 1e6:.0f} µs a line among {few}, {whole * 1e6:.0f} among {many}: {whole / floor:.2f}")
    assert whole / floor < 2.5


def _seconds(made: GuestBook) -> float:
    start = time.thread_time()
    guest_book_pdf(made)
    return time.thread_time() - start
