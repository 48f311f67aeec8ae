"""The kop at the head of the office's letters and registers; knows its lines only as words, and no document.

The emblem is a neutral mark of our own: no coat of arms is invented for anybody.
"""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from desk.printing.flow import Box, Column, Style
from desk.printing.papers import MM
from desk.rules.letterheads import Letterhead

EMBLEM = 17 * MM
_GREY = 0.4
_PETALS = 8

_GOVERNMENT = Style("bold", 12.5, 1.2)
_AGENCY = Style("bold", 16, 1.2)
_CONTACT = Style("regular", 9, 1.35)


def set_letterhead(column: Column, head: Letterhead) -> None:
    """Put the kop and its double rule at the end of `column`; what is empty takes no line."""
    words = Column(column.width - 2 * (EMBLEM + 4 * MM))
    if head.government:
        words.text(head.government.upper(), _GOVERNMENT, align="centre")
    words.text(head.agency.upper(), _AGENCY, align="centre")
    if head.contact:
        words.gap(6)
        words.text(head.contact, _CONTACT, align="centre")
    column.boxes.append(_beside_emblem(words))
    column.gap(20)
    column.rule(7)
    column.gap(5)
    column.rule(2)


def _beside_emblem(words: Column) -> Box:
    height = max(EMBLEM, words.height)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        draw_emblem(canvas, x, y - (height - EMBLEM) / 2)
        words.draw(canvas, x + EMBLEM + 4 * MM, y - (height - words.height) / 2)

    return Box(height, draw)


def draw_emblem(canvas: Canvas, x: float, y: float) -> None:
    """Two rings round a flower of eight petals, its top left corner at (x, y)."""
    radius = EMBLEM / 2
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
