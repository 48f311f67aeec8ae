"""The kop at the head of the office's letters and registers; knows its lines only as words, and no document.

The emblem is a neutral mark of our own unless the office has put in its own artwork: no coat of arms is
invented for anybody.
"""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from desk.printing.flow import Box, Column, Style
from desk.printing.papers import MM
from desk.rules.document_contents import NO_ART, Art
from desk.rules.letterheads import Letterhead

EMBLEM = 17 * MM
_GREY = 0.4
_PETALS = 8
_LINE_HEIGHT = 6 * MM
_SMALLEST = 0.62

_GOVERNMENT = Style("bold", 12.5, 1.2)
_AGENCY = Style("bold", 16, 1.2)
_CONTACT = Style("regular", 9, 1.35)
_FULL_WIDTH = 150 * MM


def set_letterhead(column: Column, head: Letterhead, art: Art = NO_ART) -> None:
    """Put the kop and its double rule at the end of `column`; what is empty takes no line."""
    scale = min(1.0, max(_SMALLEST, column.width / _FULL_WIDTH))
    side = EMBLEM * scale
    words = Column(column.width - 2 * (side + 4 * MM))
    if head.government:
        words.text(head.government.upper(), _scaled(_GOVERNMENT, scale), align="centre")
    words.text(head.agency.upper(), _scaled(_AGENCY, scale), align="centre")
    if art.balinese_line:
        words.gap(4)
        words.boxes.append(_picture(art.balinese_line, words.width, _LINE_HEIGHT * scale))
    if head.contact:
        words.gap(6)
        words.text(head.contact, _scaled(_CONTACT, scale), align="centre")
    column.boxes.append(_beside_emblem(words, side, art.emblem))
    column.gap(20)
    column.rule(7)
    column.gap(5)
    column.rule(2)


def _scaled(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale)


def _beside_emblem(words: Column, side: float, emblem: bytes | None) -> Box:
    height = max(side, words.height)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        top = y - (height - side) / 2
        if emblem is None:
            draw_emblem(canvas, x, top, side)
        else:
            _picture(emblem, side, side).draw(canvas, x, top)
        words.draw(canvas, x + side + 4 * MM, y - (height - words.height) / 2)

    return Box(height, draw)


def _picture(png: bytes, width: float, height: float) -> Box:
    """The office's own picture, as large as fits and never distorted; checked when it was saved."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        picture = ImageReader(io.BytesIO(png))
        across, down = picture.getSize()
        scale = min(width / across, height / down)
        wide, high = across * scale, down * scale
        left, bottom = x + (width - wide) / 2, y - (height + high) / 2
        canvas.drawImage(picture, left, bottom, wide, high, mask="auto")

    return Box(height, draw)


def draw_emblem(canvas: Canvas, x: float, y: float, side: float = EMBLEM) -> None:
    """Two rings round a flower of eight petals, its top left corner at (x, y)."""
    radius = side / 2
    canvas.saveState()
    canvas.translate(x + radius, y - radius)
    canvas.setStrokeGray(_GREY)
    for reach, thick in ((0.97, 0.9), (0.88, 0.45), (0.17, 0.6)):
        canvas.setLineWidth(thick)
        canvas.circle(0, 0, radius * reach)
    canvas.setLineWidth(0.6)
    for number in range(_PETALS):
        canvas.saveState()
        canvas.rotate(360 / _PETALS * number)
        canvas.drawPath(_petal(canvas, radius), stroke=1, fill=0)
        canvas.restoreState()
    canvas.restoreState()


def _petal(canvas: Canvas, radius: float) -> PDFPathObject:
    """One petal upright, from the heart to the inner ring."""
    foot, top, wide = radius * 0.2, radius * 0.8, radius * 0.27
    path = canvas.beginPath()
    path.moveTo(0, foot)
    path.curveTo(wide, radius * 0.36, wide, radius * 0.62, 0, top)
    path.curveTo(-wide, radius * 0.62, -wide, radius * 0.36, 0, foot)
    return path
