"""Tables whose rows are boxes as high as their words need; knows no sheet and no register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desk.printing import faces
from desk.printing.flow import Align, Box, Column, Style
from desk.printing.papers import MM

_HAIR, _LINE_GREY, _HEAD_GREY, _BAR_GREY = 0.4, 0.55, 0.93, 0.86
_PAD_X, _PAD_Y = 1.4 * MM, 0.9 * MM

_BODY_SIZE, _HEAD_SIZE = 8.6, 8
_NUMBER = Style("regular", 6.6, 1.2)
_LETTER_DROP = 0.72  # Noto Sans' capitals are 0.714 of the size


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column under its head; `share` of the width, relative to the other columns' shares."""

    head: str
    share: float
    align: Align = "left"


class Table:
    """Columns `width` points wide together; rows are boxes, as is the head.

    `counted`: the columns' numbers stand under their heads, as registers have them; `scale` of the letters.
    """

    def __init__(
        self, columns: Sequence[TableColumn], width: float, *, counted: bool = True, scale: float = 1.0
    ) -> None:
        self._style = Style("regular", _BODY_SIZE * scale, 1.25)
        self._head_style = Style("bold", _HEAD_SIZE * scale, 1.22)
        self._counted = counted
        whole = sum(column.share for column in columns)
        self._columns = tuple(columns)
        self._widths = tuple(width * column.share / whole for column in columns)
        self._edges = tuple(sum(self._widths[:number]) for number in range(len(columns) + 1))
        self.width = width
        self.head = self._head()

    def row(self, cells: Sequence[str], *, highest: float) -> list[Box]:
        """`cells` as a box; where they are higher than `highest` points, they go on in further boxes."""
        most = max(1, int((highest - 2 * _PAD_Y) / self._style.height))
        lines = [self._wrapped(words, number) for number, words in enumerate(cells)]
        tallest = max(map(len, lines))
        return [self._row([each[top : top + most] for each in lines]) for top in range(0, tallest, most)]

    def barred(self, row: Box, share: float) -> Box:
        """`row` with a bar behind the words of its last column, as long as `share` of it."""
        left = self._edges[-2] + _PAD_X
        room = self._widths[-1] - 2 * _PAD_X

        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.saveState()
            canvas.setFillGray(_BAR_GREY)
            wide = room * min(1.0, max(0.0, share))
            canvas.rect(x + left, y - row.height + _PAD_Y, wide, row.height - 2 * _PAD_Y, stroke=0, fill=1)
            canvas.restoreState()
            row.draw(canvas, x, y)

        return Box(row.height, draw)

    def whole_row(self, words: str) -> Box:
        """One sentence across all columns, for a table without rows."""
        inner = Column(self.width - 2 * _PAD_X)
        inner.gap(24)
        inner.text(words, self._style, align="centre")
        inner.gap(24)

        def draw(canvas: Canvas, x: float, y: float) -> None:
            inner.draw(canvas, x + _PAD_X, y)
            self._frame(canvas, x, y, height=inner.height, edges=(0, self.width))

        return Box(inner.height, draw)

    def _wrapped(self, words: str, number: int) -> tuple[str, ...]:
        room = self._widths[number] - 2 * _PAD_X
        return faces.wrap(words, self._style.weight, size=self._style.size, room=room)

    def _row(self, cells: Sequence[Sequence[str]]) -> Box:
        height = max(map(len, cells)) * self._style.height + 2 * _PAD_Y

        def draw(canvas: Canvas, x: float, y: float) -> None:
            self._frame(canvas, x, y, height=height, edges=self._edges)
            for number, lines in enumerate(cells):
                self._set(
                    canvas, lines, (x + self._edges[number], y - _PAD_Y), number=number, style=self._style
                )

        return Box(height, draw)

    def _head(self) -> Box:
        """The heads, and under them the columns' numbers, as registers have them."""
        cells = [
            faces.wrap(
                column.head, self._head_style.weight, size=self._head_style.size, room=width - 2 * _PAD_X
            )
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        upper = max(map(len, cells)) * self._head_style.height + 2 * _PAD_Y + 0.6 * MM
        lower = _NUMBER.height + 0.5 * MM if self._counted else 0.0

        def draw(canvas: Canvas, x: float, y: float) -> None:
            canvas.saveState()
            canvas.setFillGray(_HEAD_GREY)
            canvas.rect(x, y - upper, self.width, upper, stroke=0, fill=1)
            canvas.restoreState()
            for number, lines in enumerate(cells):
                left = x + self._edges[number]
                spare = (upper - len(lines) * self._head_style.height) / 2
                self._set(canvas, lines, (left, y - spare), number=number, style=self._head_style)
            self._frame(canvas, x, y, height=upper, edges=self._edges)
            if self._counted:
                self._set_numbers(canvas, x, y - upper, height=lower)
            canvas.line(x, y, x + self.width, y)

        return Box(upper + lower, draw)

    def _set_numbers(self, canvas: Canvas, x: float, y: float, *, height: float) -> None:
        top = y - (height - _NUMBER.height) / 2
        for number, edge in enumerate(self._edges[:-1]):
            self._set(canvas, (str(number + 1),), (x + edge, top), number=number, style=_NUMBER)
        self._frame(canvas, x, y, height=height, edges=self._edges)

    def _set(
        self, canvas: Canvas, lines: Sequence[str], at: tuple[float, float], *, number: int, style: Style
    ) -> None:
        """`lines` in the column `number` whose upper left corner is `at`; heads stand centred."""
        left, y = at
        align = self._columns[number].align if style is self._style else "centre"
        for line in lines:
            spare = self._widths[number] - 2 * _PAD_X
            if align == "left":
                indent = _PAD_X
            else:
                spare -= faces.width(line, style.weight, style.size)
                indent = _PAD_X + (spare / 2 if align == "centre" else spare)
            drop = (style.height + _LETTER_DROP * style.size) / 2
            faces.draw(canvas, (left + indent, y - drop), line, weight=style.weight, size=style.size)
            y -= style.height

    def _frame(self, canvas: Canvas, x: float, y: float, *, height: float, edges: Sequence[float]) -> None:
        """The lines left, right and below of every cell."""
        canvas.setLineWidth(_HAIR)
        canvas.setStrokeGray(_LINE_GREY)
        upright = [(x + edge, y, x + edge, y - height) for edge in edges]
        canvas.lines([*upright, (x, y - height, x + self.width, y - height)])
        canvas.setStrokeGray(0)
