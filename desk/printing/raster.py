"""A PDF's pages as grey dots, exactly as many as the paper has at a resolution; knows no printer.

Nothing is ever scaled to fit: one dot of the picture is one dot of the head. Any thread may ask: pdfium dies
where two are in it at once (measured: three threads rendering, SIGTRAP), so every call takes its turn.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from desk.printing.papers import Grey

_POINTS = 72
_MM = 25.4 / _POINTS
_turn = threading.RLock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page in millimetres."""

    width: float
    height: float


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of each page."""
    with _opened(pdf) as document:
        return tuple(PageSize(width * _MM, height * _MM) for width, height in map(_size, document))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, nobody else being in pdfium until it is closed."""
    with _turn, pypdfium2.PdfDocument(pdf) as document:
        yield document


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    size: tuple[float, float] = page.get_size()
    return size


def render(pdf: bytes, dpi: float, *, page: int = 0) -> Grey:
    """One page whole, `dpi` dots an inch; a last broken dot at the right and the bottom is white."""
    return next(bands(pdf, dpi, page=page, rows=None))


def bands(pdf: bytes, dpi: float, *, page: int = 0, rows: int | None = 256) -> Iterator[Grey]:
    """One page in bands of at most `rows` dots from the top, so that 600 dpi never needs the whole sheet."""
    with _turn:
        document = pypdfium2.PdfDocument(pdf)
    try:
        with _turn:
            drawn = document[page]
            wide, high = _size(drawn)
        scale = dpi / _POINTS
        width, height = math.ceil(wide * scale - 1e-3), math.ceil(high * scale - 1e-3)
        step = rows or height
        for top in range(0, height, step):
            with _turn:
                band = _band(drawn, scale, (width, min(step, height - top)), top=top)
            yield band
    finally:
        with _turn:
            document.close()


def middle(pdf: bytes, dpi: float, *, dots: int, page: int = 0) -> Grey:
    """The middle of one page, `dots` wide: what a receipt printer's head reaches.

    Its left edge falls on a whole dot of the head, as the column of a roll does (papers.Paper.left): a module
    of a QR code then has the same number of dots everywhere.
    """
    with _opened(pdf) as document:
        drawn = document[page]
        wide, high = _size(drawn)
        scale = dpi / _POINTS
        size = (dots, math.ceil(high * scale - 1e-3))
        return _band(drawn, scale, size, left=(wide * scale - dots) / 2)


def _band(
    page: pypdfium2.PdfPage, scale: float, size: tuple[int, int], *, top: int = 0, left: float = 0.0
) -> Grey:
    width, height = size
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    matrix = raw.FS_MATRIX(scale, 0, 0, scale, -left, -top)
    clip = raw.FS_RECTF(0, 0, width, height)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
    band = Grey(width, height, bitmap.stride, bytes(bitmap.buffer), top)
    bitmap.close()
    return band


def text(pdf: bytes) -> str:
    """All text that can be selected and copied, page after page."""
    return "\n".join(texts(pdf))


def texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page."""
    with _opened(pdf) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)
