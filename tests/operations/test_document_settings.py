"""The office's own wording, numbers, signers and kop: what is broken is refused where it is broken."""

from __future__ import annotations

import io
import struct
import uuid
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from homes import Home
from PIL import Image
from request_samples import request_order
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.models import JournalLine
from desk.operations import document_settings as settings
from desk.operations.document_settings import (
    ArtworkOrder,
    DropPatternOrder,
    OfficialOrder,
    PatternOrder,
    RemoveArtworkOrder,
    RestoreOrder,
    WordingOrder,
)
from desk.operations.documents import DocumentOrder, Issued, issue
from desk.operations.requests import file
from desk.printing.documents import document_pdf
from desk.printing.raster import texts
from desk.queries import document_settings as shown
from desk.queries.documents import document, offered
from desk.rules.document_contents import Paragraph

Act = Callable[[Callable[..., Any], object], Any]


@pytest.fixture
def act(desk_home: Home) -> Act:
    def done(operation: Callable[..., Any], order: object) -> Any:
        return desk_home.database.write(lambda session: operation(session, order, desk_home.admin))

    return done


def _read(home: Home, query: Callable[..., Any], *more: Any) -> Any:
    return home.database.read(lambda session: query(session, *more))


def _letter(home: Home) -> Issued:
    def issued(session: Session) -> Issued:
        request_id = file(session, request_order("karangasem-2.3"), home.petugas).id
        order = DocumentOrder(str(uuid.uuid4()), "surat-balasan", request_id)
        return issue(session, order, home.petugas)

    return home.database.write(issued)


def _said(home: Home, issued: Issued) -> str:
    content = _read(home, document, issued.id, home.petugas).content
    return " ".join(block.words for block in content.blocks if isinstance(block, Paragraph))


def _acts(home: Home) -> list[str]:
    return home.database.read(lambda session: list(session.scalars(select(JournalLine.act))))


def png(side: int = 8, mode: str = "RGBA") -> bytes:
    made = io.BytesIO()
    Image.new(mode, (side, side), "maroon").save(made, "PNG")
    return made.getvalue()


def test_the_offices_own_words_are_said_from_then_on(desk_home: Home, act: Act) -> None:
    before = _letter(desk_home)
    own = "Om Swastyastu,\nMenjawab permohonan {pemohon} nomor {nomor_permohonan}:"
    act(settings.save_wording, WordingOrder("surat-balasan", "pembuka", own))
    after = _letter(desk_home)
    assert "Om Swastyastu,\nMenjawab permohonan Ni Luh Contoh nomor KONTEN/" in _said(desk_home, after)
    assert "Om Swastyastu" not in _said(desk_home, before)
    rows = {row.passage: row for row in _read(desk_home, shown.wording_rows, "surat-balasan")}
    assert rows["pembuka"].text == own
    assert rows["pembuka"].is_own
    assert not rows["penutup"].is_own
    act(settings.restore_wording, RestoreOrder("surat-balasan", "pembuka"))
    act(settings.restore_wording, RestoreOrder("surat-balasan", "pembuka"))
    assert "Om Swastyastu" not in _said(desk_home, _letter(desk_home))
    assert _acts(desk_home).count("document_wording.save") == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Yth.\n{pemohn} kami", r"Baris 2: isian \{pemohn\} tidak dikenal\. Mungkin maksudnya \{pemohon\}\."),
        ("{sandi_xyzq}", r"Baris 1: isian \{sandi_xyzq\} tidak dikenal\.$"),
        (
            "baik\nkurung {pemohon tidak",
            "Baris 2: kurung kurawal tidak berpasangan di dekat “kurung {pemohon",
        ),
        ("lebih } dari", "Baris 1: kurung kurawal tidak berpasangan"),
        ("{}", r"Baris 1: isian \{\} tidak dikenal"),
        ("{pemohon.__class__}", "Baris 1: isian"),
        ("   ", "kosong"),
        ("a" * 4001, "paling panjang"),
    ],
)
def test_a_broken_passage_says_where(desk_home: Home, act: Act, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        act(settings.save_wording, WordingOrder("surat-balasan", "pembuka", text))
    assert refused.value.field == "pembuka"
    with pytest.raises(Refused, match=sentence):
        _read(desk_home, shown.preview, "surat-balasan", {"pembuka": text})
    assert not any(row.is_own for row in _read(desk_home, shown.wording_rows, "surat-balasan"))


def test_a_preview_shows_what_is_typed_before_it_is_kept(desk_home: Home) -> None:
    content = _read(desk_home, shown.preview, "surat-balasan", {"penutup": "Sekian dan terima kasih."})
    said = " ".join(texts(document_pdf(content)))
    assert "Sekian dan terima kasih." in said
    assert "CONTOH" in said
    assert "001/" in said
    assert {row.name for row in shown.placeholder_rows("surat-balasan")} >= {"isi", "pemohon", "nomor_surat"}


def test_a_pattern_numbers_the_next_letter(desk_home: Home, act: Act) -> None:
    year = clock.today().year
    act(
        settings.save_pattern,
        PatternOrder("", "{klasifikasi}/{urut}/{unit}/{tahun}", "188.4", "DKIS", last=341),
    )
    assert _letter(desk_home).number == f"188.4/342/DKIS/{year}"
    act(settings.save_pattern, PatternOrder("surat-balasan", "B-{urut:4}/{bulan}/{tahun}"))
    assert _letter(desk_home).number == f"B-0001/{clock.today().month:02}/{year}"
    act(settings.drop_pattern, DropPatternOrder("surat-balasan"))
    act(settings.drop_pattern, DropPatternOrder("surat-balasan"))
    assert _letter(desk_home).number == f"188.4/343/DKIS/{year}"
    rows = {row.kind: row for row in _read(desk_home, shown.pattern_rows)}
    assert rows[""].is_own
    assert rows[""].last == 343
    assert rows["surat-balasan"].example == f"188.4/344/DKIS/{year}"
    assert "ppid-formulir" not in rows
    assert _acts(desk_home).count("letter_pattern.drop") == 1


@pytest.mark.parametrize(
    ("order", "field", "sentence"),
    [
        (PatternOrder("", "{klasifikasi}/{tahun}", "188"), "pattern", "harus memuat {urut}"),
        (PatternOrder("", "{urut}"), "pattern", "harus memuat {urut} dan {tahun}"),
        (PatternOrder("", "{urut}/{tahn}"), "pattern", "{tahn} tidak dikenal; yang ada: {klasifikasi}"),
        (PatternOrder("", "{urut:9}/{tahun}"), "pattern", "tidak dikenal"),
        (PatternOrder("", "{urut}/{tahun}/{"), "pattern", "tidak berpasangan"),
        (PatternOrder("", "{klasifikasi}/{urut}/{tahun}"), "classification", "Pola memakai {klasifikasi}"),
        (PatternOrder("", "{unit}/{urut}/{tahun}"), "unit", "Pola memakai {unit}"),
        (PatternOrder("", "{urut}/{tahun}" + "x" * 75), "pattern", "80 huruf"),
        (PatternOrder("ppid-formulir", "{urut}/{tahun}"), "kind", "tidak bernomor"),
        (PatternOrder("", "{urut}/{tahun}", last=1_000_000), "last", "Nomor terakhir"),
    ],
)
def test_a_pattern_that_would_give_a_number_twice_is_refused(
    act: Act, order: PatternOrder, field: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        act(settings.save_pattern, order)
    assert refused.value.field == field
    assert sentence in refused.value.sentence


def test_a_series_is_not_counted_back(desk_home: Home, act: Act) -> None:
    _letter(desk_home)
    with pytest.raises(Refused, match="antara 1 dan"):
        act(settings.save_pattern, PatternOrder("", "{urut}/{tahun}", last=0))


def test_who_signs_is_a_fact_of_the_office(desk_home: Home, act: Act) -> None:
    rows = {row.role: row for row in _read(desk_home, shown.official_rows)}
    assert rows["head"].name == ""
    assert rows["head"].position.startswith("Kepala Dinas Komunikasi")
    issued = _letter(desk_home)
    content = _read(desk_home, document, issued.id, desk_home.petugas).content
    assert content.notes == ("Nama Kepala Dinas belum diisi di Pengaturan; di kertas berupa titik-titik.",)
    assert "………" in " ".join(texts(document_pdf(content)))
    order = OfficialOrder("head", "Kepala Dinas (contoh)", "I Gede Kepala Contoh", "19700101 199503 1 001")
    act(settings.save_official, order)
    content = _read(desk_home, document, _letter(desk_home).id, desk_home.petugas).content
    assert content.notes == ()
    said = " ".join(" ".join(texts(document_pdf(content))).split())
    assert "Kepala Dinas (contoh), I Gede Kepala Contoh NIP. 19700101 199503 1 001" in said
    for broken, field in (
        (OfficialOrder("raja", "x", "y"), "role"),
        (OfficialOrder("head", " ", "y"), "position"),
        (OfficialOrder("head", "x", "y", "12"), "nip"),
        (OfficialOrder("head", "x", "y" * 121), "name"),
    ):
        with pytest.raises(Refused) as refused:
            act(settings.save_official, broken)
        assert refused.value.field == field


def test_the_offices_own_emblem_stands_in_its_kop(desk_home: Home, act: Act) -> None:
    act(settings.save_artwork, ArtworkOrder("emblem", "lambang contoh.png", png(200)))
    act(settings.save_artwork, ArtworkOrder("balinese_line", "baris.png", png(100, "L")))
    content = _read(desk_home, document, _letter(desk_home).id, desk_home.petugas).content
    assert b"/Subtype /Image" in document_pdf(content)
    rows = _read(desk_home, shown.artwork_rows)
    assert [row.original_name for row in rows] == ["lambang contoh.png", "baris.png"]
    for _time in range(2):
        for key in ("emblem", "balinese_line"):
            act(settings.remove_artwork, RemoveArtworkOrder(key))
    content = _read(desk_home, document, _letter(desk_home).id, desk_home.petugas).content
    assert b"/Subtype /Image" not in document_pdf(content)
    assert _acts(desk_home).count("artwork.remove") == 2


def _with_sides(content: bytes, width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">II", width, height) + content[24:29]
    return content[:12] + head + struct.pack(">I", zlib.crc32(head)) + content[33:]


def test_a_picture_that_could_not_be_printed_is_refused(act: Act) -> None:
    whole = png(64)
    middle = len(whole) // 2
    interlaced = bytearray(whole)
    interlaced[28] = 1
    interlaced[29:33] = struct.pack(">I", zlib.crc32(bytes(interlaced[12:29])))
    for broken in (
        b"", b"GIF89a", b"<svg/>", whole[:8], whole[:20], whole[:-12], whole[:middle],
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        _with_sides(whole, 0, 64), _with_sides(whole, 64, 63), _with_sides(whole, 64, 65),
        _with_sides(whole, 90_000, 90_000), bytes(interlaced), whole + b"\0" * 1_000_001,
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            act(settings.save_artwork, ArtworkOrder("emblem", "x.png", broken))
        assert refused.value.field == "content"
    with pytest.raises(Refused, match="tidak dikenal"):
        act(settings.save_artwork, ArtworkOrder("../emblem", "x.png", whole))


def test_only_who_sets_up_changes_them(desk_home: Home) -> None:
    for operation, order in (
        (settings.save_wording, WordingOrder("surat-balasan", "penutup", "Sekian.")),
        (settings.restore_wording, RestoreOrder("surat-balasan", "penutup")),
        (settings.save_pattern, PatternOrder("", "{urut}/{tahun}")),
        (settings.drop_pattern, DropPatternOrder("")),
        (settings.save_official, OfficialOrder("head", "Kepala", "I Contoh")),
        (settings.save_artwork, ArtworkOrder("emblem", "x.png", png())),
        (settings.remove_artwork, RemoveArtworkOrder("emblem")),
    ):
        with pytest.raises(Refused, match="tidak berwenang"):
            desk_home.database.write(lambda session: operation(session, order, desk_home.petugas))  # noqa: B023
    with pytest.raises(Refused, match="tidak ada pada"):
        desk_home.database.write(
            lambda s: settings.save_wording(s, WordingOrder("surat-balasan", "x", "y"), desk_home.admin)
        )
    assert _read(desk_home, offered, desk_home.pengawas) == ()
