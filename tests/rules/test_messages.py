"""What is written to applicants, and the links that carry it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from desk.errors import Refused
from desk.rules import messages
from desk.rules.messages import MessageFacts
from desk.rules.request_states import STATES

FACTS = MessageFacts(
    state="complete",
    name="Ni Luh Contoh",
    number="PPID/2026/0001",
    code="NFJFY-TYW1-SD9B",
    office="Diskominfo Contoh",
    office_phone="0363 21037",
    link="",
    service="Informasi Publik (PPID)",
    due_words="Pemberitahuan tertulis paling lambat",
    due_on=date(2026, 4, 6),
)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_words_with_the_code(state: str) -> None:
    said = messages.text(replace(FACTS, state=state))
    assert "PPID/2026/0001" in said
    assert "NFJFY-TYW1-SD9B" in said
    assert said.startswith("Yth. Ni Luh Contoh,")
    assert "  " not in said
    assert ".." not in said


def test_of_a_confidential_request_not_even_the_service_is_said() -> None:
    assert "Informasi Publik" in messages.text(FACTS)
    assert "Informasi Publik" not in messages.text(replace(FACTS, service=None))


def test_what_is_missing_is_named_up_to_a_length() -> None:
    said = messages.text(replace(FACTS, state="incomplete", missing=tuple(f"Berkas {n}" for n in range(9))))
    assert "Berkas 5" in said
    assert "Berkas 6" not in said
    assert "lihat tanda terima" in said


@pytest.mark.parametrize("phone", ["0812-0000-0001", "+62 812 0000 0001", "62812.0000.0001", "812 0000 0001"])
def test_the_number_is_normalised_however_it_is_written(phone: str) -> None:
    url = messages.whatsapp_url(phone, "Yth. A & B,\n100% #1")
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", "/6281200000001")
    assert parse_qs(parts.query) == {"text": ["Yth. A & B,\n100% #1"]}
    assert parts.fragment == ""


def test_a_mail_link_carries_subject_and_lines() -> None:
    url = messages.mail_url("a@contoh.example", about="Permohonan 1 & 2", words="Satu\nDua")
    parts = urlsplit(url)
    assert (parts.scheme, parts.path) == ("mailto", "a@contoh.example")
    assert unquote(parts.query) == "subject=Permohonan 1 & 2&body=Satu\r\nDua"
    assert "&" not in parts.query.split("&body=")[0].removeprefix("subject=")


def test_an_address_cannot_add_headers_of_its_own() -> None:
    url = messages.mail_url("a@contoh.example?bcc=b@contoh.example", about="x", words="y")
    assert url.count("?") == 1
    assert "bcc=" not in url


@pytest.mark.parametrize(
    "words", ["", " \n", "x" * 1501, "kata sandi: rahasia1", "https://zoom.example/j/1?pwd=abc"]
)
def test_an_empty_long_or_secret_message_is_refused(words: str) -> None:
    with pytest.raises(Refused) as refused:
        messages.accepted_text(words)
    assert refused.value.field == "text"


def test_what_is_not_free_is_said() -> None:
    assert "Seluruh layanan GRATIS. Diskominfo Contoh, 0363 21037" in messages.text(FACTS)
    said = messages.text(replace(FACTS, fee_note="biaya penggandaan cetak ditanggung pemohon"))
    assert "Layanan ini GRATIS; biaya penggandaan cetak ditanggung pemohon. Diskominfo" in said
    assert "Seluruh layanan" not in said
