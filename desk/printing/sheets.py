"""Documents over several sheets: heads come again, a close is kept whole, pages are counted; knows none."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing import faces
from desk.printing.flow import Box, Column, Style
from desk.printing.papers import MM, Sheet
from desk.printing.progress import Printed, Progress

_FOOT = Style("regular", 7.6)
_FOOT_GREY = 0.3
_FOOT_DROP = 8 * MM
_GOES_ALONG = 2
"""So many rows go with a close that needs a sheet of its own."""


@dataclass(frozen=True)
class Stretch:
    """Rows under one head, which comes again on every sheet they go on to; `lead` stands once before it."""

    head: Box
    rows: Sequence[Box]
    lead: Sequence[Box] = ()

    @property
    def start(self) -> list[Box]:
        """What its first row stands under."""
        return [*self.lead, self.head]


@dataclass(frozen=True)
class Layout:
    """What a document over several sheets is made of, from above; `title` and `foot` are one line each."""

    title: str
    foot: str
    opening: Sequence[Box]
    running: Sequence[Box]
    """Stands at the top of every further sheet."""
    stretches: Sequence[Stretch]
    """At least one, each with at least one row."""
    closing: Box
    """Never broken, and never alone on a sheet where rows can go with it."""

    def further(self, sheet: Sheet, boxes: Sequence[Box]) -> Column:
        """A further sheet that begins with `boxes`."""
        return Column(sheet.column, [*self.running, *boxes])


def paged(layout: Layout, sheet: Sheet) -> list[Column]:
    """The sheets of `layout`."""
    pages = [Column(sheet.column, list(layout.opening))]
    on_page = 0
    for number, stretch in enumerate(layout.stretches):
        on_page = _set_stretch(layout, sheet, pages, stretch, is_first=number == 0)
    if pages[-1].height + layout.closing.height > sheet.room:
        pages.append(_closing_sheet(layout, sheet, last=pages[-1], on_page=on_page))
    pages[-1].boxes.append(layout.closing)
    return pages


def _set_stretch(
    layout: Layout, sheet: Sheet, pages: list[Column], stretch: Stretch, *, is_first: bool
) -> int:
    """Put `stretch` after what stands there; how many of its rows are on the last sheet."""
    used = pages[-1].height
    start = sum(box.height for box in stretch.start)
    if not is_first and used + start + stretch.rows[0].height > sheet.room:
        pages.append(layout.further(sheet, ()))
        used = pages[-1].height
    pages[-1].boxes.extend(stretch.start)
    used, on_page = used + start, 0
    for row in stretch.rows:
        if on_page and used + row.height > sheet.room:
            pages.append(layout.further(sheet, [stretch.head]))
            used, on_page = pages[-1].height, 0
        pages[-1].boxes.append(row)
        used, on_page = used + row.height, on_page + 1
    return on_page


def _closing_sheet(layout: Layout, sheet: Sheet, *, last: Column, on_page: int) -> Column:
    """A sheet for the close, with the last rows before it where they can leave the sheet they stand on."""
    further = layout.further(sheet, [layout.stretches[-1].head])
    for count in range(min(_GOES_ALONG, on_page - 1), 0, -1):
        moved = last.boxes[-count:]
        if further.height + sum(row.height for row in moved) + layout.closing.height <= sheet.room:
            del last.boxes[-count:]
            further.boxes.extend(moved)
            return further
    return Column(sheet.column, list(layout.running))


def set_sheets(layout: Layout, sheet: Sheet, *, progress: Progress, at_most: int | None = None) -> Printed:
    """`layout` as a PDF, the same bytes for the same words; `at_most` so many of its sheets, for a preview.

    `progress` is told the share of these sheets that is set.
    """
    pages = paged(layout, sheet)
    buffer = io.BytesIO()
    size = (sheet.width * MM, sheet.height * MM)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(faces.printable(layout.title))
    shown = pages[:at_most]
    for number, page in enumerate(shown, 1):
        page.draw(canvas, sheet.side * MM, size[1] - sheet.top * MM)
        counted = _("Halaman {number} dari {count}").format(number=number, count=len(pages))
        _draw_foot(canvas, sheet, layout.foot, counted)
        canvas.showPage()
        progress(number / len(shown))
    canvas.save()
    return Printed(buffer.getvalue(), len(pages))


def _draw_foot(canvas: Canvas, sheet: Sheet, words: str, counted: str) -> None:
    left, y = sheet.side * MM, sheet.bottom * MM - _FOOT_DROP
    canvas.setFillGray(_FOOT_GREY)
    number = faces.printable(counted)
    wide = faces.width(number, _FOOT.weight, _FOOT.size)
    first = faces.wrap(words, _FOOT.weight, size=_FOOT.size, room=sheet.column - wide - 4 * MM)[0]
    faces.draw(canvas, (left, y), first, weight=_FOOT.weight, size=_FOOT.size)
    right = left + sheet.column - wide
    faces.draw(canvas, (right, y), number, weight=_FOOT.weight, size=_FOOT.size)
    canvas.setFillGray(0)
