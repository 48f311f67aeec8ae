"""Blocks of words as boxes of lines, for whoever fills sheets with them; knows no document and no sheet.

Every box is one line (or one row of a table) high, so that anything may go on upon the next sheet; what may
not be parted says so with `keeps`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from desk.printing import faces
from desk.printing.flow import Align, Box, Column, Style
from desk.printing.papers import DOT, MM
from desk.printing.tables import Table, TableColumn
from desk.rules.document_contents import (
    Blank,
    Block,
    Grid,
    Pairs,
    Paragraph,
    Points,
    Signature,
    Signatures,
    Ticks,
    Tone,
)
from desk.rules.document_wording import DOTS

_WIDEST_LABEL = 0.36
_ROW_SHARE = 0.5
"""No row of a table is higher than this share of a sheet: what is longer goes on in another row."""
_GOES_ALONG = 4
"""So many pieces above a signature stay with it: a line or two of the text, or the signatures before it."""
_SIGN_ROOM = 15 * MM
_NARROW = 10
"""A column of so small a share holds figures."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A box; with `keeps` it never stands last on a sheet; a sheet that begins with it has `head` above."""

    box: Box
    keeps: bool = False
    head: Box | None = None
    is_gap: bool = False
    """Nothing that is seen: it begins no sheet."""


class Styles:
    """The letters of a document at a scale: 1 on A4, smaller on A5."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.body = Style("regular", 10.4 * scale, 1.34)
        self.strong = Style("bold", 10.4 * scale, 1.34)
        self.title = Style("bold", 12.6 * scale, 1.3)
        self.small = Style("regular", 8.6 * scale, 1.3)
        self.running = Style("bold", 8.6 * scale, 1.3)

    def of(self, tone: Tone) -> Style:
        """How a paragraph of that tone is set."""
        known = {"title": self.title, "heading": self.strong, "small": self.small}
        return known.get(tone, self.body)


class BlockSetter:
    """Sets blocks for a column `width` points wide, `room` points high."""

    def __init__(self, width: float, room: float, scale: float) -> None:
        self.width, self.room = width, room
        self.styles = Styles(scale)
        self._ways: dict[type[Block], Callable[..., Iterator[Piece]]] = {
            Paragraph: self._paragraph,
            Pairs: self._pairs,
            Points: self._points,
            Ticks: self._ticks,
            Grid: self._grid,
            Signatures: self._signatures,
            Blank: self._blank,
        }

    def pieces(self, blocks: Sequence[Block]) -> list[Piece]:
        """All of them under one another."""
        made: list[Piece] = []
        for block in blocks:
            if isinstance(block, Signatures):
                made[-_GOES_ALONG:] = [replace(each, keeps=True) for each in made[-_GOES_ALONG:]]
            made.extend(self._ways[type(block)](block))
        return made

    def _gap(self, dots: float, *, keeps: bool = False) -> Piece:
        column = Column(self.width)
        column.gap(round(dots * self.styles.scale))
        return Piece(column.boxes[0], keeps=keeps, is_gap=True)

    def _lines(
        self, words: str, style: Style, *, width: float | None = None, align: str = "left"
    ) -> list[Box]:
        column = Column(self.width if width is None else width)
        column.text(words, style, align=align)  # type: ignore[arg-type]
        return column.boxes

    def _paragraph(self, block: Paragraph) -> Iterator[Piece]:
        style = self.styles.of(block.tone)
        aligns: dict[str, Align] = {
            "title": "centre",
            "number": "centre",
            "centre": "centre",
            "right": "right",
        }
        align = aligns.get(block.tone, "left")
        inset = 8 * MM * self.styles.scale if block.tone == "indent" else 0.0
        above = {"title": 22, "heading": 16, "small": 6, "number": 2, "right": 14, "indent": 6}.get(
            block.tone, 12
        )
        yield self._gap(above, keeps=True)
        lines = self._lines(block.words, style, width=self.width - inset, align=align)
        keeps = block.tone in ("heading", "title", "number")
        for number, box in enumerate(lines):
            yield Piece(_moved(box, inset), keeps=keeps or _is_widow(number, len(lines)))

    def _pairs(self, block: Pairs) -> Iterator[Piece]:
        style = self.styles.body
        widest = max(
            (faces.width(faces.printable(a), style.weight, style.size) for a, _b in block.rows), default=0
        )
        label = min(widest + 1.6 * MM, self.width * _WIDEST_LABEL)
        colon = 3 * MM * self.styles.scale
        yield self._gap(8, keeps=True)
        for name, value in block.rows:
            left = self._lines(name, style, width=label)
            right = self._lines(value or DOTS * 2, style, width=self.width - label - colon)
            marks = self._lines(":", style, width=colon)
            for number in range(max(len(left), len(right))):
                parts = [(0.0, left), (label, marks), (label + colon, right)]
                row = [(x, boxes[number]) for x, boxes in parts if number < len(boxes)]
                yield Piece(_beside(row), keeps=_is_widow(number, len(right)))
            yield self._gap(3)

    def _points(self, block: Points) -> Iterator[Piece]:
        yield self._gap(4, keeps=True)
        for at, words in enumerate(block.lines):
            yield from self._marked(self._lines(_mark(block.count, at), self.styles.body), words, 7)

    def _ticks(self, block: Ticks) -> Iterator[Piece]:
        yield self._gap(4, keeps=True)
        for ticked, words in block.rows:
            yield from self._marked([_tick_box(self.styles.body, ticked=ticked)], words, 6.5)

    def _marked(self, mark: list[Box], words: str, indent: float) -> Iterator[Piece]:
        """`words` with a mark before their first line."""
        inset = indent * MM * self.styles.scale
        lines = self._lines(words, self.styles.body, width=self.width - inset)
        for number, box in enumerate(lines):
            row = [(inset, box)] if number else [(0.0, mark[0]), (inset, box)]
            yield Piece(_beside(row), keeps=_is_widow(number, len(lines)))
        yield self._gap(3)

    def _grid(self, block: Grid) -> Iterator[Piece]:
        columns = [
            TableColumn(head, share, "centre" if share <= 10 else "left") for head, share in block.heads
        ]
        table = Table(columns, self.width, counted=False)
        yield self._gap(10, keeps=True)
        yield Piece(table.head, keeps=True)
        highest = self.room * _ROW_SHARE
        for cells in block.rows:
            for box in table.row(cells, highest=highest):
                yield Piece(box, head=table.head)
        yield self._gap(6)

    def _signatures(self, block: Signatures) -> Iterator[Piece]:
        half = self.width * (0.47 if len(block.row) > 1 else 0.5)
        # the hand-written name needs its line: the columns are as high as the highest of each part
        parts = [self._signature(each, half) for each in block.row]
        heads, feet = (max(part[at].height for part in parts) for at in (0, 1))
        height = heads + _SIGN_ROOM * self.styles.scale + feet
        lefts = [0.0, self.width - half] if len(parts) > 1 else [self.width - half]

        def draw(canvas: Canvas, x: float, y: float) -> None:
            for left, (head, foot) in zip(lefts, parts, strict=True):
                head.draw(canvas, x + left, y - (heads - head.height))
                foot.draw(canvas, x + left, y - height + feet)

        yield self._gap(20, keeps=True)
        yield Piece(Box(height, draw))
        yield self._gap(8)

    def _signature(self, signature: Signature, width: float) -> tuple[Column, Column]:
        head, foot = Column(width), Column(width)
        if signature.dated:
            head.text(signature.dated, self.styles.body, align="centre")
        head.text(f"{signature.role},", self.styles.body, align="centre")
        foot.text(signature.name or DOTS * 2, self.styles.strong, align="centre")
        for line in signature.under.split("\n"):
            if line:
                foot.text(line, self.styles.small, align="centre")
        return head, foot

    def _blank(self, block: Blank) -> Iterator[Piece]:
        for _line in range(block.lines):
            column = Column(self.width)
            column.gap(48)
            column.rule(1, dashed=True)
            yield Piece(Box(column.height, column.draw))


def _mark(count: str, at: int) -> str:
    return {"figures": f"{at + 1}.", "letters": f"{chr(97 + at % 26)}."}.get(count, "–")


def _is_widow(number: int, count: int) -> bool:
    """Whether this line would leave a single one of its paragraph on either side of the sheets' border."""
    return count > 1 and number in (0, count - 2)


def _moved(box: Box, inset: float) -> Box:
    return box if not inset else Box(box.height, lambda canvas, x, y: box.draw(canvas, x + inset, y))


def _beside(boxes: Sequence[tuple[float, Box]]) -> Box:
    """Boxes at their distances from the left, as one."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for left, box in boxes:
            box.draw(canvas, x + left, y)

    return Box(max(box.height for _left, box in boxes), draw)


def _tick_box(style: Style, *, ticked: bool) -> Box:
    side = style.size * 0.86

    def draw(canvas: Canvas, x: float, y: float) -> None:
        bottom = y - (style.height + side) / 2
        canvas.saveState()
        canvas.setLineWidth(1.6 * DOT)
        canvas.rect(x, bottom, side, side)
        if ticked:
            canvas.setLineWidth(3.4 * DOT)
            path = canvas.beginPath()
            path.moveTo(x + side * 0.2, bottom + side * 0.5)
            path.lineTo(x + side * 0.42, bottom + side * 0.22)
            path.lineTo(x + side * 0.84, bottom + side * 0.8)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    return Box(style.height, draw)
