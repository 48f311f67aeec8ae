"""What people type: what is kept, what is dropped, what is refused."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import Refused
from desk.rules import texts

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
WAVE = "\U0001f44b\U0001f3fd"
RAINBOW = "\U0001f3f3\ufe0f\u200d\U0001f308"
ONE = "1\ufe0f\u20e3"
BALI = "ᬩᬮᬶ"
ADEG_ADEG = "ᬅᬓ᭄\u200cᬱᬭ"


def clean(text: str, limit: int = texts.NAME_LIMIT, **options: bool) -> str:
    return texts.clean(text, limit=limit, field="name", **options)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("   ", ""),
        ("I Made Misal", "I Made Misal"),
        ("  I   Made\tMisal \r\n", "I Made Misal"),
        ("I\u00a0Made\u2003Misal", "I Made Misal"),
        ("Ni Luh\nContoh", "Ni Luh Contoh"),
        ("Ren\u0065\u0301", "Ren\u00e9"),
        ("a\x00b\x07c\x1b[31m\x7f\x9f", "abc[31m"),
        ("a\ud800b\udfff", "ab"),
        ("Mi\u200bsal\ufeff\u2060\u00ad", "Misal"),
        ("Mi\u200d\u200csal", "Misal"),
        ("\u202egnilam\u202c\u2066x\u2069\u200e\u200f\u061c", "gnilamx"),
        ("e\u200b\u0301", "\u00e9"),
        ("\u3164\u2800\uffa0\u115f\u034f\ufffc\ufdd0\uffff", ""),
        ("\u2028x\u2029\u0085y", "x y"),
        (
            f"Halo {FAMILY}{WAVE}{RAINBOW} {ONE} \u2764\ufe0f",
            f"Halo {FAMILY}{WAVE}{RAINBOW} {ONE} \u2764\ufe0f",
        ),
        (f"{FAMILY}\u200d", FAMILY),
        # the joiner's virama changes places with the accent once the first joiner is gone
        ("ᬓ\u0301\u200c\u1b44\u200dᬓ", "ᬓ\u1b44\u0301ᬓ"),
        ("a\ufe0f\U000e0101b", "ab"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4"),
        (BALI, BALI),
        (ADEG_ADEG, ADEG_ADEG),
        (ADEG_ADEG.replace("\u200c", "\u200d"), ADEG_ADEG.replace("\u200c", "\u200d")),
        (f"ᬅᬓ᭄\u200c {BALI}", f"ᬅᬓ᭄ {BALI}"),
        ("مرحبا", "مرحبا"),
        ("<b>=1+1</b> & 'x' \"y\" %s {z}", "<b>=1+1</b> & 'x' \"y\" %s {z}"),
    ],
)
def test_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("  satu  \n\n\n\n  dua\t tiga \n\n", "satu\n\ndua tiga"),
        ("satu\x0bdua\u2028tiga", "satu\ndua\ntiga"),
        ("\u200b\n\u200b", ""),
    ],
)
def test_clean_of_many_lines(typed: str, stored: str) -> None:
    assert clean(typed, multiline=True) == stored


@given(st.text(st.characters(codec=None), max_size=60), st.booleans())
def test_clean_text_is_storable_and_stays_as_it_is(typed: str, multiline: bool) -> None:
    stored = clean(typed, 1000, multiline=multiline)
    stored.encode()  # no lone surrogate
    assert "\x00" not in stored
    assert stored == stored.strip() == unicodedata.normalize("NFC", stored)
    assert clean(stored, 1000, multiline=multiline) == stored
    assert all((c == "\n" and multiline) or unicodedata.category(c) != "Cc" for c in stored)


TANGLES = st.text(
    st.sampled_from("aé\u0301\u0327 \n\u200d\u200c\u200b\ufe0f\u20e31\U0001f468\U0001f3fd❤ᬅᬓ᭄ᬶ\u1b34\ud800"),
    max_size=12,
)


@given(TANGLES)
def test_clean_settles_on_tangled_joiners_and_marks(typed: str) -> None:
    stored = clean(typed)
    assert clean(stored) == stored == unicodedata.normalize("NFC", stored)


@given(st.text(st.sampled_from("abc ᬓᬶᬅ\U0001f468é"), max_size=50))
def test_clean_takes_no_letter(typed: str) -> None:
    assert clean(typed).replace(" ", "") == typed.replace(" ", "")


@pytest.mark.parametrize(
    ("length", "limit", "multiline"), [(121, 120, False), (5000, 4000, True), (9_000_000, 120, False)]
)
def test_too_long_is_refused_and_never_cut(length: int, limit: int, multiline: bool) -> None:
    began = time.perf_counter()
    with pytest.raises(Refused) as refusal:
        texts.clean("é" * length, limit=limit, field="name", multiline=multiline)
    assert refusal.value.field == "name"
    assert "Nama" in refusal.value.sentence
    assert f"{limit:,}".replace(",", ".") in refusal.value.sentence
    assert time.perf_counter() - began < 1


def test_the_limit_counts_what_is_stored() -> None:
    assert len(clean("e\u0301" * 120 + "   ")) == 120


@pytest.mark.parametrize(
    ("field", "label", "word"),
    [("applicant.name", None, "Nama"), ("anything", None, "Isian ini"), ("note", "Uraian", "Uraian")],
)
def test_the_refusal_names_the_field(field: str, label: str | None, word: str) -> None:
    with pytest.raises(Refused, match=f"^{word} paling panjang 3 huruf") as refusal:
        texts.clean("abcd", limit=3, field=field, label=label)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  I MADE  Misál ", "i made misal"),
        ("Dinas Kominfo, Kab. Karangasem (Bali)", "dinas kominfo kab karangasem bali"),
        ("Jum'at / Ma’ruf", "jumat maruf"),
        ("PPID/2026/0031", "ppid 2026 0031"),
        ("Straße İstanbul", "strasse istanbul"),
        ("ﬁle ②", "file 2"),
        (BALI, BALI),
        (ADEG_ADEG, ADEG_ADEG.replace("\u200c", "")),
        ("👋 halo", "halo"),
        ("<b>%_*\"'", "b"),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert texts.fold(text) == key


@given(st.text())
def test_fold_settles(text: str) -> None:
    key = texts.fold(text)
    assert texts.fold(key) == key == " ".join(key.split())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("I Made Misal", ("misal",)),
        ("Ni Luh Putu Contoh Sari", ("contoh", "sari")),
        ("Ida Bagus Gde Ngurah Misal, S.Kom., M.T.", ("misal",)),
        ("A.A. Istri Agung Contoh", ("contoh",)),
        ("Drs. I Wy. Misal", ("misal",)),
        ("Cokorda Desak Dewa Gusti Anak Ayu Komang Kadek Ketut Nyoman", ()),
        ("I Wayan Putu", ()),
        ("Siti Contoh", ("siti", "contoh")),
        ("", ()),
    ],
)
def test_distinctive(name: str, words: tuple[str, ...]) -> None:
    assert texts.distinctive(name) == words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("I Wayan Contoh", "I W. C."),
        ("Ni Luh Contoh, S.E.", "N. L. C."),
        ("A.A. Gede Misal", "A. A. G. M."),
        ("siti", "S."),
        ("“Misal” (alm.) 👋", "M. A."),
        ("ᬩᬶᬓ", "ᬩᬶ."),
        ("", ""),
    ],
)
def test_initials(name: str, shown: str) -> None:
    assert texts.initials(name) == shown


@pytest.mark.parametrize(
    ("nik", "shown"),
    [("5107000000000001", "••••••••••••0001"), ("1234", "••••"), ("", ""), ("12345678", "••••••••")],
)
def test_masked_nik(nik: str, shown: str) -> None:
    assert texts.masked_nik(nik) == shown
