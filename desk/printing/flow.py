"""Boxes set one under another on a roll or on sheets; knows no document.

A box knows its height before it is drawn, so a roll can be exactly as long as what stands on it.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desk.printing import faces
from desk.printing.faces import Weight
from desk.printing.papers import DOT, MM, Paper

rl_config.useA85 = 0  # streams as they are, not as ASCII: a fifth smaller, and quicker

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Style:
    """Letters at a size; `leading` is the height of a line, in sizes."""

    weight: Weight
    size: float
    leading: float = 1.28

    @property
    def height(self) -> float:
        """The height of one line, in points: whole dots, so that what stands under it meets the head."""
        return round(self.size * self.leading / DOT) * DOT


@dataclass(frozen=True, slots=True)
class Box:
    """Something `height` points high that draws itself with its top left corner at (x, y)."""

    height: float
    draw: Callable[[Canvas, float, float], None]


@dataclass
class Column:
    """Boxes under one another, `width` points wide, that may themselves be one box."""

    width: float
    boxes: list[Box] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height of all boxes, in points."""
        return sum(box.height for box in self.boxes)

    def gap(self, dots: int) -> None:
        """Leave `dots` (of a 203 dpi head) empty."""
        self.boxes.append(Box(dots * DOT, _nothing))

    def rule(self, dots: int = 1, *, dashed: bool = False) -> None:
        """A line across the column, `dots` thick."""
        thickness = dots * DOT

        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.saveState()
            canvas.setLineWidth(thickness)
            if dashed:
                canvas.setDash(6 * DOT, 6 * DOT)
            canvas.line(x, y - thickness / 2, x + self.width, y - thickness / 2)
            canvas.restoreState()

        self.boxes.append(Box(thickness, draw))

    def text(self, words: str, style: Style, *, align: Align = "left") -> None:
        """`words` wrapped to the column; centred lines are made about equally long."""
        setting = faces.balanced if align == "centre" else faces.wrap
        for line in setting(words, style.weight, size=style.size, room=self.width):
            self.boxes.append(_line(line, style, room=self.width, align=align))

    def beside(self, left: Column, right: Column, *, gap: int) -> None:
        """Two columns, `gap` dots apart, as one box."""
        width = left.width + gap * DOT

        def draw(canvas: Canvas, x: float, y: float) -> None:
            left.draw(canvas, x, y)
            right.draw(canvas, x + width, y)

        self.boxes.append(Box(max(left.height, right.height), draw))

    def framed(self, inner: Column, *, padding: int, dots: int = 2) -> None:
        """`inner` with a line round it, `padding` dots inside; `inside(padding)` makes a column that fits."""
        thickness, indent = dots * DOT, padding * DOT
        height = inner.height + 2 * indent

        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.saveState()
            canvas.setLineWidth(thickness)
            half = thickness / 2
            canvas.rect(x + half, y - height + half, self.width - thickness, height - thickness)
            canvas.restoreState()
            inner.draw(canvas, x + indent, y - indent)

        self.boxes.append(Box(height, draw))

    def inside(self, padding: int) -> Column:
        """An empty column `padding` dots narrower on both sides."""
        return Column(self.width - 2 * padding * DOT)

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw every box, the first with its top left corner at (x, y)."""
        for box in self.boxes:
            box.draw(canvas, x, y)
            y -= box.height


def _nothing(_canvas: Canvas, _x: float, _y: float) -> None:
    return


def _line(words: str, style: Style, *, room: float, align: Align) -> Box:
    spare = 0.0 if align == "left" else room - faces.width(words, style.weight, style.size)
    indent = spare / 2 if align == "centre" else spare
    drop = (style.height + 0.72 * style.size) / 2  # Noto Sans' capitals are 0.714 of the size

    def draw(canvas: Canvas, x: float, y: float) -> None:
        faces.draw(canvas, (x + indent, y - drop), words, weight=style.weight, size=style.size)

    return Box(style.height, draw)


def to_pdf(column: Column, paper: Paper, *, title: str) -> bytes:
    """The PDF of `column`: the same bytes for the same words; a roll is one page as long as needed."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    canvas.setTitle(faces.printable(title))
    for page in _pages(column.boxes, paper):
        height = _page_height(page, paper)
        canvas.setPageSize((paper.width * MM, height))
        page.draw(canvas, paper.left, height - _whole_dots(paper.top * MM))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _pages(boxes: list[Box], paper: Paper) -> list[Column]:
    if paper.length is None:
        return [Column(paper.column, boxes)]
    room = (paper.length - paper.top - paper.bottom) * MM
    pages = [Column(paper.column)]
    for box in boxes:
        if pages[-1].boxes and pages[-1].height + box.height > room:
            pages.append(Column(paper.column))
        pages[-1].boxes.append(box)
    return pages


def _page_height(page: Column, paper: Paper) -> float:
    if paper.length is not None:
        return paper.length * MM
    return _whole_dots(page.height + (paper.top + paper.bottom) * MM)


def _whole_dots(points: float) -> float:
    return math.ceil(points / DOT - 1e-6) * DOT
