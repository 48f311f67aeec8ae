"""What a receipt says, stored and read back, and the small rules of its wording."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules import tracking_codes
from desk.rules.slips import (
    SlipBooking,
    SlipContent,
    SlipDocument,
    SlipLine,
    channels_worth_printing,
    fee_words,
    payload,
    without_niks,
)

_words = st.text(max_size=12)
_lines = st.builds(
    SlipLine,
    **dict.fromkeys(("number", "service", "code", "payload", "applicant", "received_at"), _words),
    promise=_words,
    due=_words,
    counted=_words,
    documents=st.lists(st.builds(SlipDocument, _words, _words), max_size=2).map(tuple),
    missing=st.lists(_words, max_size=2).map(tuple),
    bookings=st.lists(st.builds(SlipBooking, _words, _words, _words), max_size=2).map(tuple),
    fee=_words,
    fee_note=_words,
)
_contents = st.builds(
    SlipContent,
    kind=st.sampled_from(["receipt", "completeness"]),
    office_name=_words,
    office_address=_words,
    office_phone=_words,
    issued_at=_words,
    lines=st.lists(_lines, min_size=1, max_size=3).map(tuple),
    channels=st.lists(st.tuples(_words, _words), max_size=2).map(tuple),
    initials=_words,
    replaces=_words,
    advice=_words,
)


@given(_contents)
def test_what_was_stored_is_read_back(content: SlipContent) -> None:
    assert SlipContent.from_json(json.loads(json.dumps(content.to_json()))) == content


@given(_contents, st.integers(1, 99))
def test_the_copys_number_is_not_part_of_what_was_issued(content: SlipContent, number: int) -> None:
    copy = content.as_copy(number)
    assert copy.copy_words == f"SALINAN {number}"
    assert copy.to_json() == content.to_json()
    assert copy.as_copy(0) == content
    assert content.copy_words == ""


def test_an_older_programs_receipt_still_opens() -> None:
    """What it did not know falls to its default, and what a newer one added is passed over."""
    line = {
        name: name
        for name in ("number", "service", "code", "payload", "applicant", "received_at", "promise", "later")
    }
    stored = {
        "kind": "receipt",
        "office_name": "Dinas",
        "office_address": "",
        "office_phone": "",
        "issued_at": "kemarin",
        "lines": [line],
        "later": True,
    }
    content = SlipContent.from_json(stored)
    assert content.lines[0].documents == ()
    assert content.channels == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (None, "D1:NFJFY-TYW1-SD9B"),
        ("", "D1:NFJFY-TYW1-SD9B"),
        ("https://contoh.go.id/lacak", "https://contoh.go.id/lacak/NFJFY-TYW1-SD9B"),
        ("https://contoh.go.id/lacak/", "https://contoh.go.id/lacak/NFJFY-TYW1-SD9B"),
        ("https://contoh.go.id/?kode=", "https://contoh.go.id/?kode=NFJFY-TYW1-SD9B"),
    ],
)
def test_the_payload_is_read_back_by_the_scan_box(url: str | None, expected: str) -> None:
    assert payload("NFJFY-TYW1-SD9B", url) == expected
    assert tracking_codes.from_scan(expected).code == "NFJFY-TYW1-SD9B"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("BIAYA: GRATIS", ("BIAYA: GRATIS, laporkan bila dipungut", "")),
        (
            "BIAYA: GRATIS (digital); biaya penggandaan cetak ditanggung pemohon",
            ("BIAYA: GRATIS, laporkan bila dipungut", "biaya penggandaan cetak ditanggung pemohon"),
        ),
        ("Sesuai peraturan daerah", ("Sesuai peraturan daerah", "")),
    ],
)
def test_free_is_said_with_whom_to_tell(words: str, expected: tuple[str, str]) -> None:
    assert fee_words(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Made Misal 5107044503900001", "I Made Misal 510704••••••••••"),
        ("5107 0445 0390 0001", "5107 04••••••••••"),
        ("5107.04.450390.0001", "5107.04••••••••••"),
        ("0812-0000-0000", "0812-0000-0000"),
        ("NIP 198001012005011001", "NIP 198001012005011001"),
        ("005/112/Dinsos/2026", "005/112/Dinsos/2026"),
    ],
)
def test_a_nik_typed_into_a_name_is_masked(text: str, expected: str) -> None:
    assert without_niks(text) == expected


def test_channels_on_paper() -> None:
    channels = [
        ("sp4n_lapor", "SP4N-LAPOR!", "https://karangasemkab.lapor.go.id/"),
        ("sp4n_lapor", "SP4N LAPOR", None),
        ("media_sosial", "Instagram", "@diskominfo_karangasem"),
        ("telepon", "Telepon", "0363 21037"),
        ("telepon", "Telepon", "0363 21037"),
    ]
    assert channels_worth_printing(channels) == (
        ("SP4N-LAPOR!", "karangasemkab.lapor.go.id"),
        ("Telepon", "0363 21037"),
    )
