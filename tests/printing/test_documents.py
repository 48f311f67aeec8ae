"""Letters, forms and minutes re-read: words, sheet, QR corner; nothing is lost and nothing obeyed."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from paper_samples import DOCUMENTS, content_for
from papers import is_only_text_and_paths
from PIL import Image

from desk.printing import raster
from desk.printing.documents import SHEETS, document_pdf
from desk.printing.papers import MM
from desk.rules.document_kinds import KINDS

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
