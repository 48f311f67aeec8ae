"""Numbers in words: read back, and the spellings that differ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.terbilang import day_in_words, roman_month, terbilang

_UNITS = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905
)
_SCALES = {"ribu": 1000, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def _read(words: str) -> int:
    """A slow reader of its own: what terbilang wrote must come back."""
    total = part = digit = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in _UNITS:
            digit += _UNITS.index(word)
        elif word == "belas":
            digit += 10
        elif word == "puluh":
            part, digit = part + digit * 10, 0
        elif word == "ratus":
            part, digit = part + digit * 100, 0
        else:
            total, part, digit = total + (part + digit) * _SCALES[word], 0, 0
    return total + part + digit


@given(st.integers(0, 10**15 - 1))
def test_what_was_written_is_read_back(number: int) -> None:
    assert _read(terbilang(number)) == number


def test_the_spellings_that_differ() -> None:
    written = {
        0: "nol", 10: "sepuluh", 11: "sebelas", 12: "dua belas", 20: "dua puluh", 100: "seratus",
        111: "seratus sebelas", 1000: "seribu", 1001: "seribu satu", 2026: "dua ribu dua puluh enam",
        11_000: "sebelas ribu", 101_000: "seratus satu ribu", 1_000_000: "satu juta",
        1_001_000: "satu juta seribu", 10**9: "satu miliar",
    }  # fmt: skip
    assert {number: terbilang(number) for number in written} == written
    for number in (-1, 10**15):
        with pytest.raises(ValueError, match="not written"):
            terbilang(number)


def test_a_day_as_minutes_write_it() -> None:
    said = "Senin tanggal enam bulan April tahun dua ribu dua puluh enam (06-04-2026)"
    assert day_in_words(date(2026, 4, 6)) == said
    assert [roman_month(month) for month in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]
