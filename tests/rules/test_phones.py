"""Telephone numbers as they are written at the counter; all of them made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import Refused
from desk.rules import phones


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("0812-0000-0000", "+6281200000000"),
        ("081200000000", "+6281200000000"),
        ("0812 0000 0000", "+6281200000000"),
        ("(0812) 0000.0000", "+6281200000000"),
        ("0812–0000–0000", "+6281200000000"),
        ("６２８１２００００００００", "+6281200000000"),
        ("6281200000000", "+6281200000000"),
        ("+62 812-0000-0000", "+6281200000000"),
        ("+62 (0)812-0000-0000", "+6281200000000"),
        ("006281200000000", "+6281200000000"),
        ("00 62 812 0000 0000", "+6281200000000"),
        ("81200000000", "+6281200000000"),
        ("  0812 0000 000 ", "+628120000000"),
        ("0812000000", "+62812000000"),
        ("0812000000000", "+62812000000000"),
        ("0361 00000", "+6236100000"),
        ("(0361) 000000", "+62361000000"),
        ("0363-21000", "+6236321000"),
        ("036300000000", "+6236300000000"),
        ("62363210000", "+62363210000"),
        ("+6236321000", "+6236321000"),
        ("021 0000 0000", "+622100000000"),
        ("+61 412 000 000", "+61412000000"),
        ("0061 412 000 000", "+61412000000"),
    ],
)
def test_normalised(written: str, e164: str) -> None:
    assert phones.normalised(written) == e164
    assert phones.normalised(e164) == e164
    assert phones.normalised(phones.shown(e164)) == e164


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "tidak ada",
        "0812-ABCD-0000",
        "081200000",  # eight digits after the 0
        "08120000000000",  # thirteen
        "0361 0000",
        "0361 000000000",
        "0363",
        "12345",
        "361000000",
        "+",
        "+62",
        "62",
        "0",
        "0112",
        "+999 1",
        "+61 4",
        "0812 0000 0000 ext 2",
        "0812+00000000",
        "=0812",
        "0" * 5000,
        "٠٨١٢",
    ],
)
def test_refused(written: str) -> None:
    with pytest.raises(Refused) as refusal:
        phones.normalised(written)
    assert refusal.value.field == "phone"
    assert refusal.value.sentence.endswith(".")


def test_refused_beside_another_field() -> None:
    with pytest.raises(Refused) as refusal:
        phones.normalised("x", field="contact.phone")
    assert refusal.value.field == "contact.phone"


@given(st.text(st.sampled_from("0123456789+- ().x６"), max_size=20))
def test_what_is_taken_is_e164(written: str) -> None:
    try:
        e164 = phones.normalised(written)
    except Refused:
        return
    assert e164[0] == "+"
    assert e164[1:].isascii()
    assert 8 <= len(e164[1:]) <= 15 or not e164.startswith("+62")
    assert phones.normalised(phones.shown(e164)) == e164


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+6281200000000", "0812-0000-0000"),
        ("+628120000000", "0812-0000-000"),
        ("+62812000000000", "0812-0000-00000"),
        ("+62812000000", "0812-000-000"),
        ("+6236321000", "0363-21000"),
        ("+622100000000", "02100000000"),
        ("+61412000000", "+61 412 000 000"),
        ("belum pasti", "belum pasti"),
    ],
)
def test_shown(e164: str, shown: str) -> None:
    assert phones.shown(e164) == shown


def test_last_three() -> None:
    assert phones.last_three("+6281200000123") == "123"
