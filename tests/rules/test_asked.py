"""Answers to a form's fields: kept as JSON can hold them, or refused beside their field."""

from __future__ import annotations

import json
from datetime import date, time

import pytest

from desk.errors import Refused
from desk.rules.asked import Asked, accept, words_of

LONG_TEXT = "x" * 5000
CLASS = (("granted", "dikabulkan"), ("refused", "ditolak"))


@pytest.mark.parametrize(
    ("field", "answer", "kept"),
    [
        (Asked("a", "A"), "  dua   kata ", "dua kata"),
        (Asked("a", "A"), "", None),
        (Asked("a", "A"), None, None),
        (Asked("a", "A", "long"), "satu\ndua", "satu\ndua"),
        (Asked("a", "A", "date"), date(2026, 11, 24), "2026-11-24"),
        (Asked("a", "A", "date"), "2026-11-24", "2026-11-24"),
        (Asked("a", "A", "time"), time(9, 30), "09:30"),
        (Asked("a", "A", "time"), "09.30", "09:30"),
        (Asked("a", "A", "number"), "1.250", 1250),
        (Asked("a", "A", "number"), 0, 0),
        (Asked("a", "A", "choice", choices=CLASS), "granted", "granted"),
        (Asked("a", "A", "yes"), None, False),
        (Asked("a", "A", "yes"), True, True),
        (Asked("a", "A", "phone"), "0812-0000-0001", "+6281200000001"),
    ],
)
def test_what_is_kept(field: Asked, answer: object, kept: object) -> None:
    taken = accept((field,), {"a": answer})
    assert taken == {"a": kept}
    assert json.loads(json.dumps(taken)) == taken
    assert accept((field,), taken) == taken  # what was kept is taken again as it is


@pytest.mark.parametrize(
    ("field", "answer", "sentence"),
    [
        (Asked("a", "Nomor", is_required=True), " ", "Nomor belum diisi."),
        (
            Asked("a", "Tanggal", "date"),
            "31/02/2026",
            "Tanggal: tulis tanggal yang ada, misalnya 2026-11-24.",
        ),
        (Asked("a", "Jam", "time"), "25.00", "Jam: tulis jam yang ada, misalnya 09.30."),
        (Asked("a", "Bintang", "number", limit=5), "6", "Bintang: tulis angka bulat sampai 5."),
        (Asked("a", "Bintang", "number"), "-1", "Bintang: tulis angka bulat sampai 1.000.000.000."),
        (Asked("a", "Bintang", "number"), "٣", "Bintang: tulis angka bulat sampai 1.000.000.000."),
        (Asked("a", "Putusan", "choice", choices=CLASS), "maybe", "Putusan: pilih salah satu."),
    ],
)
def test_what_is_refused(field: Asked, answer: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        accept((field,), {"a": answer})
    assert str(refused.value) == sentence
    assert refused.value.field == "a"


@pytest.mark.parametrize(
    "secret", ["password: rahasia1", "kata sandi = x", "https://contoh.example/j/1?pwd=abc", "PIN: 1234"]
)
def test_a_secret_is_never_kept(secret: str) -> None:
    with pytest.raises(Refused, match="Kata sandi tidak disimpan"):
        accept((Asked("a", "A", "long"),), {"a": secret})


def test_too_long_a_text_is_refused_beside_its_field() -> None:
    with pytest.raises(Refused) as refused:
        accept((Asked("a", "A"),), {"a": LONG_TEXT})
    assert refused.value.field == "a"


def test_what_was_not_asked_is_a_bug() -> None:
    with pytest.raises(KeyError):
        accept((Asked("a", "A"),), {"b": "x"})


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Asked("a", "A"), None, ""),
        (Asked("a", "A", "yes"), False, "tidak"),
        (Asked("a", "A", "choice", choices=CLASS), "refused", "ditolak"),
        (Asked("a", "A", "phone"), "+6281200000001", "0812-0000-0001"),
        (Asked("a", "A", "number"), 12, "12"),
    ],
)
def test_words(field: Asked, value: object, words: str) -> None:
    assert words_of(field, value) == words
