"""Tracking codes: every single slip is noticed, every scan is read, nothing else is taken for a code."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import tracking_codes
from desk.rules.tracking_codes import ALPHABET, Reading, from_scan, is_signed, looks_like_code, make, read

KEY, OTHER_KEY = b"kunci kantor", b"kunci lama"
CODE = "NFJFY-TYW1-SD9B"
FIVE_HUNDRED = [make(KEY, random.Random(seed).getrandbits) for seed in range(500)]


def test_the_shape() -> None:
    for code in FIVE_HUNDRED:
        assert re.fullmatch(f"[{ALPHABET}]{{5}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", code)
        assert read(code) == Reading(code, "well-formed")
        assert is_signed(code, [KEY])
    assert len(set(FIVE_HUNDRED)) == 500
    assert make(KEY) != make(KEY)
    assert make(KEY, lambda bits: (1 << bits) - 1).startswith("ZZZZZ-ZZZZ-")


def test_all_symbols_occur_everywhere() -> None:
    columns = zip(*(code.replace("-", "") for code in FIVE_HUNDRED), strict=True)
    assert all(set(column) == set(ALPHABET) for column in columns)


def test_every_single_substitution_is_noticed() -> None:
    for code in FIVE_HUNDRED[:400]:
        symbols = code.replace("-", "")
        for at, right in enumerate(symbols):
            for wrong in ALPHABET:
                if wrong != right:
                    assert read(symbols[:at] + wrong + symbols[at + 1 :]).state == "mistyped"


def test_every_swap_is_noticed() -> None:
    for code in FIVE_HUNDRED:
        symbols = code.replace("-", "")
        for one in range(13):
            for other in range(one):
                if symbols[one] != symbols[other]:
                    swapped = list(symbols)
                    swapped[one], swapped[other] = symbols[other], symbols[one]
                    assert read("".join(swapped)).state == "mistyped"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        " nfjfy tyw1 sd9b ",
        "NFJFYTYW1SD9B",
        "N F J F Y.TYW1.SD9B",
        "NFJFY–TYWI–SD9B",
        "nfjfy-tywl-sd9b",
        "D1:NFJFY-TYW1-SD9B",
        "https://kominfo.contoh.id/lacak/NFJFY-TYW1-SD9B",
    ],
)
def test_read(text: str) -> None:
    assert read(text) == Reading(CODE, "well-formed")


def test_the_letter_o_is_a_nought() -> None:
    code = next(code for code in FIVE_HUNDRED if "0" in code)
    assert read(code.replace("0", "o")).code == code


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("", Reading(None, "malformed")),
        ("NFJFY-TYW1-SD9", Reading(None, "malformed")),
        ("NFJFY-TYW1-SD9BB", Reading(None, "malformed")),
        ("UFJFY-TYW1-SD9B", Reading(None, "malformed")),
        ("NFJFY-TYW1-SD9ß", Reading(None, "malformed")),
        ("NFJFY/TYW1/SD9B", Reading(None, "malformed")),
        ("NFJFY-TYW1-SD9٣", Reading(None, "malformed")),
        ("NFJFY-TYW1-SD9C", Reading("NFJFY-TYW1-SD9C", "mistyped")),
        ("FNJFY-TYW1-SD9B", Reading("FNJFY-TYW1-SD9B", "mistyped")),
    ],
)
def test_what_is_no_code(text: str, reading: Reading) -> None:
    assert read(text) == reading


def test_signed_by_old_keys_or_by_none() -> None:
    code = FIVE_HUNDRED[0]
    assert is_signed(code, [OTHER_KEY, KEY])
    assert not is_signed(code, [OTHER_KEY])
    assert not is_signed(code, [])


def test_a_made_up_code_is_hardly_ever_signed() -> None:
    forged = sum(is_signed(make(OTHER_KEY, random.Random(seed).getrandbits), [KEY]) for seed in range(2000))
    assert forged <= 3  # 15 bits: one in 32,768


@pytest.mark.parametrize(
    "scan",
    [
        "D1:NFJFY-TYW1-SD9B",
        "d1:nfjfy-tyw1-sd9b",
        "D1>NFJFYßTYW1ßSD9B",
        "D1Ö NFJFY'TYW1'SD9B\r\n",
        "https://kominfo.contoh.id/lacak/NFJFY-TYW1-SD9B",
        "httpsÖ--kominfo.contoh.id-lacak_kodeONFJFY/TYW1/SD9B",
        "https://kominfo.contoh.id/lacak/NFJFY-TYW1-SD9B/",
        "https://kominfo.contoh.id/?kode=NFJFYTYW1SD9B#",
        "NFJFYTYW1SD9B",
    ],
)
def test_from_scan(scan: str) -> None:
    assert from_scan(scan) == Reading(CODE, "well-formed")


@given(
    st.text(max_size=30), st.sampled_from(FIVE_HUNDRED), st.text(st.sampled_from("-/&'ß ÷\t>Ö?"), min_size=1)
)
def test_the_code_is_found_at_the_end_of_anything(before: str, code: str, broken: str) -> None:
    assert from_scan(before + code.replace("-", broken)).code == code


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    assert read(text).state in ("malformed", "mistyped", "well-formed")
    assert from_scan(text).state in ("malformed", "mistyped", "well-formed")
    looks_like_code(text)


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "nfjfy tyw1 sd9b",
        "NFJFYTYW1SD9B",
        "NFJFY.TYW1.SD9B",
        "NFJFY-TYW1-SD9",  # a symbol short: answered as malformed, not searched as a name
        "NFJFY-TYW1-SD9BB",
        "UFJFY-TYW1-SD9B",
        "D1:NFJFY",
        "http://kominfo.contoh.id/lacak/",
    ],
)
def test_what_looks_like_a_code(text: str) -> None:
    assert looks_like_code(text)


def test_a_code_without_a_digit_looks_like_one() -> None:
    for code in (make(KEY, random.Random(seed).getrandbits) for seed in range(3000)):
        assert looks_like_code(code)
        assert looks_like_code(code.replace("-", "").lower())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I Made Misal",
        "Ni Luh Contoh",
        "Putu Contoh Misal",
        "Contohcontohh",
        "Karang-Asem-Bali",
        "0812-0000-0000",
        "0812 0000 0000",
        "19800101 200501 1 001",
        "5107000000000001",
        "8991234567890",
        "ppid 31",
        "PPID/2026/0031",
        "rab 09-12 aula",
        "188.4/342/DKIS/2023",
        "B-5143/Kw.19.1",
        "9-4-2026",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not looks_like_code(text)


def test_the_alphabet_is_crockfords() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    assert tracking_codes.SCAN_PREFIX == "D1:"
