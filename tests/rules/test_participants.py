"""Lists pasted from spreadsheets: columns, heads, numbering, and lines that cannot be read."""

from __future__ import annotations

import pytest

from desk.errors import Refused
from desk.rules.participants import MOST, Pasted, read_table


def test_a_pasted_table_is_read_line_by_line() -> None:
    first = "1\tI Made Misal\t199001012015011001\tDinas Contoh\t0812-0000-0002"
    text = f"No\tNama\tNIP\n{first}\n\n2.\tNi Luh Contoh"
    assert read_table(text) == (
        Pasted("I Made Misal", "199001012015011001", "Dinas Contoh", "0812-0000-0002"),
        Pasted("Ni Luh Contoh"),
    )


def test_semicolons_do_as_well() -> None:
    assert read_table("Nama; NIK\nI Wayan Umpama; ; Desa Umpama;;a@contoh.example;;")[0] == Pasted(
        "I Wayan Umpama", "", "Desa Umpama", "", "a@contoh.example"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "sedikitnya satu baris"),
        ("Nama\n", "sedikitnya satu baris"),
        ("I Made Misal\n;123", "Baris 2"),
        ("a;b;c;d;e;f", "Baris 1"),
        ("x\n" * (MOST + 1), "Paling banyak"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_line(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        read_table(text)
    assert refused.value.field == "lines"
