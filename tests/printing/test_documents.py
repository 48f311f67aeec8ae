"""Letters, forms and minutes re-read: words, sheet, QR corner; nothing is lost and nothing obeyed."""

from __future__ import annotations

import random
import secrets
from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from paper_samples import DOCUMENTS, OFFICE, content_for
from papers import is_only_text_and_paths, nasty_texts, plain
from PIL import Image

from desk.errors import Refused
from desk.printing import faces, raster
from desk.printing.documents import SHEETS, document_pdf
from desk.printing.papers import MM
from desk.rules.document_contents import (
    Block,
    DocumentContent,
    Grid,
    Pairs,
    Paragraph,
    Points,
    Signature,
    Signatures,
    Ticks,
)
from desk.rules.document_kinds import KINDS
from desk.rules.document_samples import facts_for
from desk.rules.texts import clean

_DPI = 203


def _said(pdf: bytes) -> str:
    return " ".join(" ".join(raster.texts(pdf)).split())


def _images(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in document]


@pytest.mark.parametrize("key", DOCUMENTS)
def test_every_document_is_drawn_on_each_of_its_papers(key: str) -> None:
    content = content_for(key)
    for paper in KINDS[key].papers:
        sheet, _scale = SHEETS[paper]
        pdf = document_pdf(content, paper)
        assert document_pdf(content, paper) == pdf
        with pypdfium2.PdfDocument(pdf) as document:
            sizes = {tuple(round(side / MM) for side in page.get_size()) for page in document}
            count = len(document)
        assert sizes == {(sheet.width, sheet.height)}
        said = _said(pdf)
        for words in ("PEMERINTAH KABUPATEN KARANGASEM", content.code, f"Halaman {count} dari {count}"):
            assert words in said
        assert KINDS[key].title.upper() in said or "Hal :" in said
        assert "{" not in said
        assert is_only_text_and_paths(pdf)


def test_the_code_in_the_corner_of_every_sheet_is_read_at_203_dpi() -> None:
    content = replace(content_for("pinjam-berita-acara"), blocks=content_for("ppid-keberatan").blocks * 2)
    for paper in SHEETS:
        images = _images(document_pdf(content, paper))
        assert len(images) > 1
        for image in images:
            crisp = image.point(lambda grey: 255 if grey > 127 else 0)
            (found,) = zxingcpp.read_barcodes(crisp)
            assert found.text == content.payload
            # the lower left corner of the sheet
            assert found.position.top_left.x < image.width / 4
            assert found.position.top_left.y > image.height * 0.8


# ---- whatever is typed -----------------------------------------------------------------------------------


class _Replacing:
    """Puts hostile strings into every text of a document, one after another, round and round."""

    def __init__(self, texts: list[str], at: int) -> None:
        self.texts, self.at = texts, at
        self.used: list[str] = []

    def next(self, _words: str) -> str:
        words = self.texts[self.at % len(self.texts)]
        self.at += 1
        self.used.append(words)
        return words

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return replace(block, words=self.next(block.words))
        if isinstance(block, Pairs):
            return Pairs(tuple((self.next(label), self.next(value)) for label, value in block.rows))
        if isinstance(block, Points):
            return replace(block, lines=tuple(map(self.next, block.lines)))
        if isinstance(block, Ticks):
            return Ticks(tuple((ticked, self.next(words)) for ticked, words in block.rows))
        if isinstance(block, Grid):
            heads = tuple((self.next(head), share) for head, share in block.heads)
            return Grid(heads, tuple(tuple(map(self.next, row)) for row in block.rows))
        if isinstance(block, Signatures):
            return Signatures(tuple(self.signature(each) for each in block.row))
        return block

    def signature(self, signature: Signature) -> Signature:
        return Signature(
            role=self.next(signature.role),
            name=self.next(signature.name),
            under=self.next(signature.under),
            dated=self.next(signature.dated),
        )

    def content(self, content: DocumentContent) -> DocumentContent:
        head = content.letterhead
        return replace(
            content,
            letterhead=replace(
                head,
                government=self.next(head.government),
                agency=self.next(head.agency),
                address=self.next(head.address),
                phone=self.next(head.phone),
            ),
            blocks=tuple(map(self.block, content.blocks)),
            code=self.next(content.code),
            payload="",
            reference=self.next(content.reference),
            issued=self.next(content.issued),
            voided=self.next(content.voided),
        )


@pytest.mark.hostile
def test_hostile_words_are_set_and_nothing_else_happens(long: bool) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    texts = nasty_texts(1000 if long else 100, random.Random(seed))
    for number, key in enumerate(DOCUMENTS):
        hostile = _Replacing(texts, number * 17)
        paper = KINDS[key].papers[number % 2]
        while len(hostile.used) < len(texts):
            first = len(hostile.used)
            content = hostile.content(content_for(key))
            pdf = document_pdf(content, paper)
            assert is_only_text_and_paths(pdf)
            # letter by letter: a reader may reorder another script, and a sheet may end within a word
            set_there = Counter(plain("".join(raster.texts(pdf))))
            wanted = Counter(plain("".join(map(_as_set, hostile.used[first:]))))
            assert wanted <= set_there, (key, wanted - set_there)
        assert set(texts) <= set(hostile.used)


def _as_set(text: str) -> str:
    return faces.printable(text.replace("\n", " "))


@pytest.mark.hostile
def test_hostile_answers_are_kept_or_refused_and_always_printed(long: bool) -> None:
    """The same through the answers and the facts, as they are typed: cleaned at the edge, never obeyed."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    texts = nasty_texts(200 if long else 60, random.Random(seed))
    printed = refused = 0
    for at, text in enumerate(texts):
        key = ("surat-balasan", "surat-penolakan", "tte-rekomendasi-pencabutan")[at % 3]
        field = {"surat-balasan": "isi"}.get(key, "alasan")
        try:
            content = content_for(key, **{field: text, "tembusan": text, "kepada": text})
        except Refused:
            refused += 1
            continue
        pdf = document_pdf(content, "a5")
        assert is_only_text_and_paths(pdf)
        cleaned = clean(text, limit=4000, field="x", multiline=True)
        assert plain(faces.printable(cleaned.replace("\n", " "))) in plain("".join(raster.texts(pdf)))
        printed += 1
    print(f"printed {printed}, refused {refused}")
    assert printed > refused


def test_names_as_long_as_they_may_be_wrap_and_stay_on_the_sheet() -> None:
    name = "I Gusti Ngurah Agung Bagus Contoh Misal Umpama Andaian Panjang Sekali Putra Widyatmaja"[:120]
    word = "Sangatpanjangtanpaspasi" * 5
    for key in DOCUMENTS:
        facts = facts_for(key, OFFICE)
        if facts.request is not None:
            person = replace(facts.request.applicant, name=name, address=word, institution=name + " " + name)
            facts = replace(facts, request=replace(facts.request, applicant=person))
        if facts.booking is not None:
            booking = replace(facts.booking, borrower=name, purpose=word * 3, institution=word)
            facts = replace(facts, booking=booking)
        for paper in ("a4", "a5"):
            pdf = document_pdf(content_for(key, facts), paper)
            with pypdfium2.PdfDocument(pdf) as document:
                for page in document:
                    width, height = page.get_size()
                    for each in page.get_objects():
                        left, bottom, right, top = each.get_bounds()
                        assert left >= 0 <= bottom, key
                        assert right <= width, key
                        assert top <= height, key


def test_a_long_table_goes_on_under_its_head_and_the_signatures_stay_whole() -> None:
    content = content_for("pinjam-berita-acara")
    grid = next(block for block in content.blocks if isinstance(block, Grid))
    rows = tuple((str(n), f"Benda Misal {n}", "", "1", "Baik", "lengkap") for n in range(1, 91))
    longer = tuple(Grid(grid.heads, rows) if block is grid else block for block in content.blocks)
    pages = [
        " ".join(page.split()) for page in raster.texts(document_pdf(replace(content, blocks=longer), "a4"))
    ]
    assert len(pages) > 2
    everything = " ".join(pages)
    places = [everything.index(f"Benda Misal {n} 1 Baik") for n in range(1, 91)]
    assert places == sorted(places)
    for number, page in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in page
        if "Benda Misal" in page:
            assert page.count("Kelengkapan dan catatan") == 1
        if number > 1:
            assert page.startswith(f"Berita acara peminjaman barang {content.number} (lanjutan)")
    assert "Mengetahui/menyaksikan" in pages[-1]
    assert "I Wayan Barang Contoh" in pages[-1]
    assert "Mengetahui" not in "".join(pages[:-1])


def test_no_sheet_is_empty_however_long_the_text_is() -> None:
    """What is not seen begins no sheet: a gap after the last signature had made a second one."""
    content = content_for("surat-balasan")
    signed = Signatures((Signature("Kepala (contoh)", "I Contoh"),))
    overflowed = 0
    for count in range(6, 26):
        for small in range(4):
            text = [Paragraph("baris")] * count + [Paragraph("kecil", "small")] * small
            pdf = document_pdf(replace(content, blocks=(*text, signed)), "a5")
            pages = [" ".join(page.split()).partition(content.code)[0] for page in raster.texts(pdf)]
            overflowed += len(pages) > 1
            assert all("baris" in page or "Kepala" in page for page in pages), (count, small)
    assert 10 < overflowed < 70


def test_a_copy_and_a_voided_document_say_so() -> None:
    content = content_for("surat-balasan")
    assert "SALINAN 2" in _said(document_pdf(content.as_copy(2), "a4"))
    voided = _said(document_pdf(replace(content, voided="salah alamat"), "a5"))
    assert "DIBATALKAN: salah alamat" in voided
    assert "SALINAN" not in _said(document_pdf(content, "a4"))


def test_letters_have_place_and_date_and_minutes_their_day_in_words() -> None:
    letter = _said(document_pdf(content_for("surat-balasan"), "a4"))
    assert "Amlapura, 6 April 2026 Nomor : 045/007/CONTOH/IV/2026 Lampiran : 1 (satu) berkas Hal :" in letter
    assert "Tembusan: 1. Kepala Dinas (sebagai laporan) 2. Arsip" in letter
    minutes = _said(document_pdf(content_for("kembali-berita-acara"), "a4"))
    assert "Senin tanggal enam bulan April tahun dua ribu dua puluh enam (06-04-2026)" in minutes
