"""The guest book's words and periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from guest_books import NOON, book, guest

from desk.errors import Refused
from desk.rules import registers
from desk.rules.registers import guest_book_report

TODAY = date(2026, 4, 8)

ROW = guest(1, visited_on=TODAY, left_at=None, name="Ni Luh Contoh", head_count=3)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TODAY, TODAY, "Rabu, 8 April 2026"),
        (date(2026, 4, 1), TODAY, "1–8 April 2026"),
        (date(2026, 3, 30), TODAY, "30 Maret – 8 April 2026"),
        (date(2025, 4, 9), TODAY, "9 April 2025 – 8 April 2026"),
        (date(2025, 4, 1), date(2026, 4, 2), "1 April 2025 – 2 April 2026"),
    ],
)
def test_a_period_in_words(first: date, last: date, words: str) -> None:
    assert registers.period_words(first, last) == words


def test_the_periods_offered_end_today() -> None:
    assert registers.periods(TODAY) == {
        "day": (TODAY, TODAY),
        "week": (date(2026, 4, 6), TODAY),
        "month": (date(2026, 4, 1), TODAY),
    }


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (TODAY, TODAY - timedelta(days=1), "last"),
        (TODAY, TODAY + timedelta(days=1), "last"),
        (TODAY + timedelta(days=1), TODAY + timedelta(days=2), "first"),
        (TODAY - timedelta(days=366), TODAY, "last"),
    ],
)
def test_refuses_a_period_that_is_none(first: date, last: date, field: str) -> None:
    with pytest.raises(Refused) as caught:
        registers.check_period(first, last)
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")


@time_machine.travel(NOON, tick=False)
def test_a_whole_year_up_to_today_is_a_period() -> None:
    registers.check_period(TODAY - timedelta(days=365), TODAY)
    registers.check_period(date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rabu", TODAY),
        ("kamis", date(2026, 4, 2)),
        ("Sel", date(2026, 4, 7)),
        ("hari ini", TODAY),
        ("kemarin", date(2026, 4, 7)),
        ("besok", date(2026, 4, 9)),
        ("lusa", date(2026, 4, 10)),
        ("1/4", date(2026, 4, 1)),
        ("30/4", date(2026, 4, 30)),
        ("30 april 2025", date(2025, 4, 30)),
        ("entah", None),
        ("", None),
    ],
)
def test_a_typed_day_of_the_past(typed: str, meant: date | None) -> None:
    assert registers.past_day(typed, TODAY) == meant


def test_an_uncertain_name_is_marked() -> None:
    assert ROW.name_words == "Ni Luh Contoh"
    assert replace(ROW, name_is_uncertain=True).name_words == "Ni Luh Contoh (belum pasti)"


def test_when_a_visitor_left() -> None:
    made = book()
    assert made.left_words(ROW) == "belum"
    yesterday = replace(ROW, visited_on=TODAY - timedelta(days=1))
    assert made.left_words(yesterday) == "–"
    assert made.left_words(replace(ROW, left_at=NOON)) == "12.00"
    # carried over midnight
    assert made.left_words(replace(yesterday, left_at=NOON - timedelta(hours=11))) == "8-4 01.00"


def test_the_closing_counts_what_is_not_listed() -> None:
    assert book().totals() == ("Jumlah kunjungan 0, jumlah tamu 0 orang.",)
    made = book(ROW, replace(ROW, head_count=1000), questions=12, directed=1, withdrawn=2)
    listed, others = made.totals()
    assert listed == "Jumlah kunjungan 2, jumlah tamu 1.003 orang."
    counted = "12 pertanyaan singkat, 1 tamu diarahkan ke instansi lain, 2 catatan dibatalkan"
    assert others == f"Tidak dicantumkan di atas: {counted}."


def test_says_when_it_was_made_and_by_whom() -> None:
    seen = guest_book_report(book())
    assert seen.made_words == "Dibuat Rabu, 8 April 2026, 12.00 WITA"
    assert (
        replace(seen, made_by="N. K. C.").made_words == "Dibuat Rabu, 8 April 2026, 12.00 WITA oleh N. K. C."
    )
