"""Labels, conditions, counts in words, and who holds a stock."""

from __future__ import annotations

import pytest
from slots import span

from desk.errors import Refused
from desk.rules.clashes import Promise, Taking
from desk.rules.occupancy import Use
from desk.rules.units import check_condition, check_year, count_words, label_of, next_label, promised_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("spk-01", "SPK-01"), (" SPK 01 ", "SPK-01"), ("spk_01", "SPK-01"), ("mik–3", "MIK-3"), ("7", "7")],
)
def test_a_label_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert label_of(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "-", "SPK/01", "é", "S" * 41])
def test_what_is_no_label_is_refused_beside_it(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        label_of(typed)
    assert refused.value.field == "label"


@pytest.mark.parametrize(
    ("name", "own", "taken", "suggested"),
    [
        ("Speaker Aktif", (), (), "SPK-01"),
        ("Speaker Pasif", (), ("SPK-01", "SPK-02"), "SPK-03"),
        ("Audio Mixer", (), (), "ADM-01"),
        ("Mikrofon", ("MIK-01", "MIK-09"), ("MIK-01", "MIK-09", "MIK-10"), "MIK-11"),
        ("Kabel", ("K099",), (), "K100"),
        ("Io", (), (), "IO-01"),
        ("123", (), (), "UNT-01"),
    ],
)
def test_the_next_label_counts_on(name: str, own: tuple[str, ...], taken: tuple[str, ...], suggested: str):
    assert next_label(name, own, {*own, *taken}) == suggested


@pytest.mark.parametrize(
    ("stock", "free", "words"),
    [
        (4, 2, "2 dari 4 bebas sekarang"),
        (4, -1, "0 dari 4 bebas sekarang"),
        (1, 1, "bebas sekarang"),
        (1, 0, "sedang dipakai"),
        (0, 0, "tidak ada lagi"),
    ],
)
def test_how_much_is_to_be_had_in_words(stock: int, free: int, words: str) -> None:
    assert count_words(stock, free) == words


def test_the_holders_are_those_of_the_fullest_minute() -> None:
    def taking(number: int, holder: str, start: float, end: float, units: int) -> Taking:
        taken = span(8, start, end)
        promise = Promise(number, "Mikrofon", taken, taken, False, "I Made Misal", holder)
        return Taking(1, Use(taken, units), promise)

    takings = [
        taking(1, "Karang Taruna Contoh", 8, 10, 2),
        taking(2, "Kecamatan Misal", 9, 11, 3),
        taking(3, "SMA Contoh", 11, 12, 4),
    ]
    assert promised_words(takings) == "Karang Taruna Contoh 2, Kecamatan Misal 3"
    assert promised_words(takings[2:]) == "SMA Contoh 4"
    assert promised_words([]) == ""


def test_conditions_and_years_that_cannot_be_are_refused() -> None:
    assert [check_condition(each) for each in ("B", "KB", "RB")] == ["B", "KB", "RB"]
    assert (check_year(None, 2026), check_year(2019, 2026)) == (None, 2019)
    for wrong, field in (("rusak", "condition"), ("", "condition")):
        with pytest.raises(Refused) as refused:
            check_condition(wrong)
        assert refused.value.field == field
    for year in (1944, 2027):
        with pytest.raises(Refused) as refused:
            check_year(year, 2026)
        assert refused.value.field == "acquired_year"
