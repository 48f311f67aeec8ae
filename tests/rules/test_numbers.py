"""Numbers of requests, printed and typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.numbers import is_prefix, number, parse_number


@pytest.mark.parametrize(
    ("typed", "parsed"),
    [
        ("ppid 31", ("PPID", 2026, 31)),
        ("PPID 0031", ("PPID", 2026, 31)),
        ("ppid31", ("PPID", 2026, 31)),
        ("ppid/31", ("PPID", 2026, 31)),
        ("PPID/2026/31", ("PPID", 2026, 31)),
        ("ppid/2025/0031", ("PPID", 2025, 31)),
        ("  ppid 2025 31 ", ("PPID", 2025, 31)),
        ("tik 5", ("TIK", 2026, 5)),
        ("d-iv 12", ("D-IV", 2026, 12)),
        ("D-IV/2026/0012", ("D-IV", 2026, 12)),
        ("d-iv-12", ("D-IV", 2026, 12)),
        ("aula 2026", ("AULA", 2026, 2026)),
        ("ppid/2026/12345", ("PPID", 2026, 12345)),
        ("", None),
        ("ppid", None),
        ("31", None),
        ("ppid 0", None),
        ("ppid/2026/", None),
        ("ppid 31 x", None),
        ("ppid/1999/31", None),
        ("0812-0000-0000", None),
        ("rab 09-12 aula", None),
        ("NFJFY-TYW1-SD9B", None),
        ("ppid ٣١", None),
        ("ppid 1234567", None),
    ],
)
def test_parse_number(typed: str, parsed: tuple[str, int, int] | None) -> None:
    assert parse_number(typed, 2026) == parsed


def test_number() -> None:
    assert number("PPID", 2026, 31) == "PPID/2026/0031"
    assert number("D-IV", 2026, 12345) == "D-IV/2026/12345"


@pytest.mark.parametrize(
    ("prefix", "year", "sequence"), [("PPID", 2026, 0), ("P2", 2026, 1), ("", 2026, 1), ("ppid", 2026, 1)]
)
def test_no_number(prefix: str, year: int, sequence: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        number(prefix, year, sequence)


@given(
    st.from_regex(r"[A-Z]{1,6}(-[A-Z]{1,4})?", fullmatch=True),
    st.integers(2000, 2099),
    st.integers(1, 999_999),
)
def test_what_is_printed_is_read_back(prefix: str, year: int, sequence: int) -> None:
    for printed in (number(prefix, year, sequence), number(prefix, year, sequence).lower()):
        assert parse_number(printed, 1) == (prefix, year, sequence)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("PPID", True),
        ("E-SURAT", False),
        ("ES-SURAT", True),
        ("AB", True),
        ("A", False),
        ("ABCDEFGHIJKL", True),
        ("ABCDEFGHIJKLM", False),
        ("ppid", False),
        ("PP1D", False),
        ("PPID\n", False),
        ("PP-", False),
        ("", False),
    ],
)
def test_a_prefix_is_capital_letters(text: str, is_one: bool) -> None:
    assert is_prefix(text) is is_one
    if is_one:
        assert parse_number(number(text, 2026, 31), 2026) == (text, 2026, 31)
