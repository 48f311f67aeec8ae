"""Numbers and days in words, as minutes (berita acara) write them; knows no paper.

Written out by hand: the library that knows Indonesian numerals (num2words) drags in an argument parser nobody
keeps any more and fifty other languages, for what these lines do; they were compared with it to a million.
"""

from __future__ import annotations

from datetime import date

from desk.rules.office_dates import month_name, weekday_name

_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh",
    "sebelas",
)  # fmt: skip
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"))
_LARGEST = 10**15


def terbilang(number: int) -> str:
    """ "dua ribu dua puluh enam"; ValueError for what no paper of the office counts."""
    if not 0 <= number < _LARGEST:
        raise ValueError(f"not written in words: {number}")
    return _words(number)


def _words(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return _joined(f"{_UNITS[number // 10]} puluh", number % 10)
    scale, name = next((scale, name) for scale, name in _SCALES if number >= scale)
    count, rest = divmod(number, scale)
    # a hundred and a thousand are *se*-ratus and *se*-ribu, a million is *satu* juta
    head = f"se{name}" if count == 1 and scale <= 1000 else f"{_words(count)} {name}"
    return _joined(head, rest)


def _joined(head: str, rest: int) -> str:
    return f"{head} {_words(rest)}" if rest else head


def day_in_words(day: date) -> str:
    """ "Senin tanggal enam bulan April tahun dua ribu dua puluh enam (06-04-2026)"."""
    return (
        f"{weekday_name(day)} tanggal {terbilang(day.day)} bulan {month_name(day.month)} "
        f"tahun {terbilang(day.year)} ({day:%d-%m-%Y})"
    )


def roman_month(month: int) -> str:
    """ "XI", as letter numbers carry their month."""
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[month - 1]
