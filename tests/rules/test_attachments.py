"""What may be kept as a file: told by first bytes, under a harmless name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_files import CSV, DOCX, ICS, JPEG, ODT, PDF, PNG, WEBP, XLSX, zipped

from desk.errors import Refused
from desk.rules.attachments import EXTENSIONS, LARGEST, NAME_BYTES, checked_type, safe_name, size_words

KEPT = {
    "application/pdf": PDF,
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/webp": WEBP,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": XLSX,
    "application/vnd.oasis.opendocument.text": ODT,
    "text/calendar": ICS,
}


@pytest.mark.parametrize(
    ("media_type", "content"), KEPT.items(), ids=[v[0] for v in EXTENSIONS.values()][:-1]
)
def test_content_tells_its_type_whatever_the_name_says(media_type: str, content: bytes) -> None:
    for name in ("foto.exe", "surat.pdf", "tabel.csv", ""):
        assert checked_type(name, content) == media_type


def test_a_table_is_believed_by_its_name_only_as_plain_text() -> None:
    assert checked_type("jadwal.CSV", CSV) == "text/csv"
    for name, content in (
        ("jadwal.txt", CSV),
        ("jadwal.csv", b"<html>;<script>"),
        ("jadwal.csv", b"#!/bin/sh; rm"),
        ("jadwal.csv", b"tanpa pemisah\n"),
        ("jadwal.csv", CSV + b"\0"),
    ):
        with pytest.raises(Refused, match="tidak diterima"):
            checked_type(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.png", b"MZ\x90\x00" + bytes(60)),
        ("surat.pdf", b"<html><script>alert(1)</script>"),
        ("surat.pdf", b"catatan biasa"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("surat.docx", zipped("a.txt")),
        ("surat.docx", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("surat.odt", zipped("content.xml", mimetype="application/x-msdownload")),
        ("surat.docx", DOCX[:40]),
        ("surat.docx", b"PK\x03\x04" + b"\xff" * 200),
        ("gambar.gif", b"GIF89a" + bytes(20)),
    ],
)
def test_what_pretends_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Refused, match="tidak diterima") as refused:
        checked_type(name, content)
    assert refused.value.field == "content"


def test_size_has_a_floor_and_a_limit() -> None:
    with pytest.raises(Refused, match="kosong"):
        checked_type("a.pdf", b"")
    assert checked_type("a.pdf", PDF.ljust(LARGEST)) == "application/pdf"
    with pytest.raises(Refused, match="paling besar 10 MB"):
        checked_type("a.pdf", PDF.ljust(LARGEST + 1))


@pytest.mark.parametrize(
    ("typed", "media_type", "name"),
    [
        ("Surat Dinas.pdf", "application/pdf", "Surat Dinas.pdf"),
        ("FOTO.JPEG", "image/jpeg", "FOTO.jpeg"),
        ("../../etc/passwd", "application/pdf", "passwd.pdf"),
        ("C:\\Windows\\System32\\calc.exe", "image/png", "calc.exe.png"),
        ("foto.pdf", "image/png", "foto.png"),
        ("", "image/png", "berkas.png"),
        ("....", "image/png", "berkas.png"),
        (".bashrc", "image/png", "bashrc.png"),
        ("CON.pdf", "application/pdf", "_CON.pdf"),
        ("aux.tar.pdf", "application/pdf", "_aux.tar.pdf"),
        ("com1", "application/pdf", "_com1.pdf"),
        ("a\u202egnp.exe", "image/png", "agnp.exe.png"),
        ("sur\0at\n\u200b.pdf", "application/pdf", "surat.pdf"),
        ('a<b>:"|?*.pdf', "application/pdf", "a-b------.pdf"),
        ("ᬲᬸᬭᬢ᭄.pdf", "application/pdf", "ᬲᬸᬭᬢ᭄.pdf"),
        ("titik.pdf. . ", "application/pdf", "titik.pdf"),
    ],
)
def test_names_are_made_harmless(typed: str, media_type: str, name: str) -> None:
    assert safe_name(typed, media_type) == name


@given(st.text(max_size=400), st.sampled_from(sorted(EXTENSIONS)))
def test_no_name_gets_out_of_its_folder(typed: str, media_type: str) -> None:
    name = safe_name(typed, media_type)
    assert len(name.encode()) <= NAME_BYTES + 1
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name.isprintable() or any(ord(each) > 127 for each in name)
    assert not name.startswith((".", " "))
    assert name.rpartition(".")[2] in EXTENSIONS[media_type]
    assert safe_name(name, media_type) == name or name.startswith("_")


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 KB"), (348_160, "340 KB"), (2_500_000, "2,4 MB"), (LARGEST, "10 MB")]
)
def test_sizes_are_said_in_indonesian(size: int, words: str) -> None:
    assert size_words(size) == words
