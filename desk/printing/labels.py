"""Asset labels with their QR: a sheet of A4 to cut, or one after the other on a roll; knows no stock."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from desk.printing import faces, qr
from desk.printing.flow import Box, Column, Style, to_pdf
from desk.printing.papers import DOT, MM, PAPERS, Paper
from desk.printing.progress import Printed, Progress, unheard
from desk.rules.papers import Labels, UnitLabel

_COLUMNS, _ROWS = 3, 8
"""The common sheet of 24 labels of 70 × 37 mm, without margins."""
_WIDE, _HIGH = 70 * MM, 37 * MM
_PAD = 3 * MM
_NAME, _CODE = 8.0, 7.0
_LARGEST, _LEAST = 13.0, 7.5
_SMALLER = (0.85, 0.7, 0.55, 0.4, 0.3)
_CUT_GREY = 0.8


def labels_pdf(sheet: Labels, *, progress: Progress = unheard, at_most: int | None = None) -> Printed:
    """The labels as a PDF: 24 to a sheet of A4, or each alone on a roll of 58 or 80 mm."""
    if sheet.paper in PAPERS:
        return _roll(sheet, PAPERS[sheet.paper], progress)
    per_sheet = _COLUMNS * _ROWS
    pages = max(1, -(-len(sheet.labels) // per_sheet))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(210 * MM, 297 * MM), invariant=1, pageCompression=1)
    canvas.setTitle(faces.printable(sheet.name))
    shown = min(pages, at_most or pages)
    for page in range(shown):
        _draw_sheet(canvas, sheet, sheet.labels[page * per_sheet : (page + 1) * per_sheet])
        canvas.showPage()
        progress((page + 1) / shown)
    canvas.save()
    return Printed(buffer.getvalue(), pages)


def _draw_sheet(canvas: Canvas, sheet: Labels, labels: Sequence[UnitLabel]) -> None:
    top = 297 * MM - (297 * MM - _ROWS * _HIGH) / 2
    for number, label in enumerate(labels):
        x, y = number % _COLUMNS * _WIDE, top - number // _COLUMNS * _HIGH
        canvas.setStrokeGray(_CUT_GREY)
        canvas.setLineWidth(0.3)
        canvas.rect(x, y - _HIGH, _WIDE, _HIGH)
        canvas.setStrokeGray(0)
        _label(label, sheet.office, _WIDE - 2 * _PAD, room=_HIGH - 2 * _PAD).draw(canvas, x + _PAD, y - _PAD)


def _roll(sheet: Labels, paper: Paper, progress: Progress) -> Printed:
    column = Column(paper.column)
    for number, label in enumerate(sheet.labels):
        if number:
            column.gap(24)
            column.rule(1, dashed=True)
            column.gap(24)
        column.boxes.append(_label(label, sheet.office, paper.column, room=None))
    progress(1.0)
    return Printed(to_pdf(column, paper, title=sheet.name), 1)


def _label(label: UnitLabel, office: str, width: float, *, room: float | None) -> Box:
    """QR at the left, words at the right, in letters so small that all of them fit the given height."""
    modules = qr.matrix(label.payload)
    side = qr.side(modules)
    beside = width - side - 2 * DOT
    words = _words(label, office, beside, scale=1.0)
    for scale in _SMALLER:
        if room is None or words.height <= room:
            break
        words = _words(label, office, beside, scale=scale)
    height = max(side, words.height)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        qr.draw(canvas, x, y - (height - side) / 2, modules)
        words.draw(canvas, x + side + 2 * DOT, y - (height - words.height) / 2)

    return Box(height, draw)


def _words(label: UnitLabel, office: str, width: float, *, scale: float) -> Column:
    words = Column(width)
    words.text(label.label, _fitting(label.label, width, scale))
    words.gap(4)
    for text, size in ((label.name, _NAME), (label.asset_code, _CODE), (office, _CODE)):
        if text:
            words.text(text, Style("regular", size * scale, 1.2))
    return words


def _fitting(words: str, room: float, scale: float) -> Style:
    """The largest letters in which a label of usual length stands on one line."""
    wide = faces.width(faces.printable(words, "bold"), "bold", 1.0)
    size = min(_LARGEST, max(_LEAST, room / wide if wide else _LARGEST))
    return Style("bold", size * scale, 1.15)
