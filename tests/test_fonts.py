"""The bundled fonts may be embedded, are what their README says, and serve screen and paper alike."""

from __future__ import annotations

import struct
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desk import paths

FOLDER = paths.resources() / "fonts"
FONTS = sorted(FOLDER.glob("*.ttf"))


def tables(font: Path) -> dict[str, bytes]:
    content = font.read_bytes()
    count = struct.unpack(">H", content[4:6])[0]
    entries = (struct.unpack(">4sLLL", content[12 + 16 * i : 28 + 16 * i]) for i in range(count))
    return {tag.decode(): content[start : start + length] for tag, _sum, start, length in entries}


def test_the_fonts_are_those_the_readme_names() -> None:
    said = (FOLDER / "README.md").read_text("utf-8")
    assert len(FONTS) == 6
    assert all(f"`{font.name}`" in said for font in FONTS)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_a_font_is_static_free_to_embed_and_small(font: Path) -> None:
    inside = tables(font)
    assert "fvar" not in inside
    assert struct.unpack(">H", inside["OS/2"][8:10])[0] == 0  # fsType: installable embedding
    assert font.stat().st_size <= 600_000


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_screen_and_paper_take_the_same_file(qapp: QApplication, font: Path, tmp_path: Path) -> None:
    number = QFontDatabase.addApplicationFont(str(font))
    assert QFontDatabase.applicationFontFamilies(number)[0].startswith("Noto Sans")
    text = "Kadek – “Aula”" if "Balinese" not in font.name else "ᬅᬦ"
    pdfmetrics.registerFont(TTFont(font.stem, font))
    page = Canvas(str(tmp_path / "page.pdf"))
    page.setFont(font.stem, 10)
    page.drawString(50, 50, text)
    page.save()
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
        assert document[0].get_textpage().get_text_bounded() == text
