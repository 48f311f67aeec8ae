"""Letters, forms and minutes as a PDF on A4 or A5; knows what they say only as blocks, and no printer.

The QR code of the record stands in the lower left corner of every sheet, its code and the page beside it: a
sheet that got lost says where it belongs.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing import faces, qr
from desk.printing.document_blocks import BlockSetter, Piece
from desk.printing.flow import Box, Column, Style
from desk.printing.letterhead import set_letterhead
from desk.printing.papers import LETTER_A4, LETTER_A5, MM, Sheet
from desk.printing.qr import Matrix
from desk.rules.document_contents import DocumentContent

SHEETS: dict[str, tuple[Sheet, float]] = {"a4": (LETTER_A4, 1.0), "a5": (LETTER_A5, 0.84)}
"""Paper → the sheet and how large letters are set on it."""
_FOOT_GAP = 3 * MM
_EDGE = 6 * MM
"""How far the foot stays from the sheet's lower edge: office printers do not reach it."""
_FOOT_GREY = 0.25


def document_pdf(content: DocumentContent, paper: str = "a4") -> bytes:
    """The document on `paper` (`a4` or `a5`); the same bytes for the same words."""
    sheet, scale = SHEETS[paper]
    return _Setting(content, sheet, scale).pdf()


class _Setting:
    """One document being set."""

    def __init__(self, content: DocumentContent, sheet: Sheet, scale: float) -> None:
        self.content, self.sheet = content, sheet
        self.small = Style("regular", 7.8 * max(scale, 0.9), 1.3)
        self.code = Style("bold", 10.5 * max(scale, 0.9), 1.3)
        self.modules: Matrix | None = qr.matrix(content.payload) if content.payload else None
        self.corner = qr.side(self.modules) if self.modules else 14 * MM
        self.room = sheet.height * MM - sheet.top * MM - self.corner - _FOOT_GAP - _EDGE
        self.blocks = BlockSetter(sheet.column, self.room, scale)

    def pdf(self) -> bytes:
        pages = self._pages()
        buffer = io.BytesIO()
        size = (self.sheet.width * MM, self.sheet.height * MM)
        canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1)
        canvas.setTitle(faces.printable(f"{self.content.title} {self.content.number}".strip()))
        for number, page in enumerate(pages, 1):
            page.draw(canvas, self.sheet.side * MM, size[1] - self.sheet.top * MM)
            self._draw_foot(canvas, number, len(pages))
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    # ---- sheets ------------------------------------------------------------------------------------------

    def _pages(self) -> list[Column]:
        """Groups of pieces that keep together, sheet by sheet."""
        page = Column(self.sheet.column, list(self._opening().boxes))
        pages, used = [page], page.height
        for group in _groups(self.blocks.pieces(self.content.blocks)):
            height = sum(piece.box.height for piece in group)
            if used + height > self.room and used > self._further().height:
                group = _without_gaps_before(group)
                if not group:
                    continue
                page = self._further()
                if group[0].head is not None:
                    page.boxes.append(group[0].head)
                pages.append(page)
                used = page.height
            for piece in group:
                if used + piece.box.height > self.room:
                    # higher than a sheet: parted where it must be
                    page = self._further()
                    pages.append(page)
                    used = page.height
                page.boxes.append(piece.box)
                used += piece.box.height
        return pages

    def _opening(self) -> Column:
        content, styles = self.content, self.blocks.styles
        column = Column(self.sheet.column)
        set_letterhead(column, content.letterhead, content.art)
        marks = [_("SALINAN {number}").format(number=content.copy_number)] if content.copy_number else []
        if content.voided:
            marks.append(_("DIBATALKAN: {reason}").format(reason=content.voided))
        for words in marks:
            column.gap(10)
            inner = column.inside(8)
            inner.text(words, styles.strong, align="centre")
            column.framed(inner, padding=6, dots=3)
        column.gap(8)
        return column

    def _further(self) -> Column:
        """A further sheet: what it belongs to stands at its head."""
        column = Column(self.sheet.column)
        name = " ".join(part for part in (self.content.title, self.content.number) if part)
        column.text(_("{name} (lanjutan)").format(name=name), self.blocks.styles.running)
        column.gap(4)
        column.rule(1)
        column.gap(12)
        return column

    def _draw_foot(self, canvas: Canvas, number: int, count: int) -> None:
        left = self.sheet.side * MM
        beside = self.corner + 2 * MM if self.modules else 0.0
        # the quiet zone is white anyway: the code's own edge meets the column's
        quiet = qr.QUIET * qr.MODULE
        if self.modules is not None:
            qr.draw(canvas, left - quiet, _EDGE + self.corner, self.modules)
            beside = self.corner - quiet
        foot = self._foot(number, count, self.sheet.column - beside)
        foot.draw(canvas, left + beside, _EDGE + (self.corner + foot.height) / 2)

    def _foot(self, number: int, count: int, width: float) -> Column:
        content = self.content
        words = Column(width)
        if content.code:
            words.text(content.code, self.code)
        words.text(
            " · ".join(part for part in (content.reference, content.letterhead.agency) if part), self.small
        )
        if content.issued:
            words.text(_("Dibuat {when}").format(when=content.issued), self.small)
        counted = _("Halaman {number} dari {count}").format(number=number, count=count)
        words.text(counted, self.small, align="right")
        return _greyed(words)


def _greyed(column: Column) -> Column:
    """The same in dark grey, as one box."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.saveState()
        canvas.setFillGray(_FOOT_GREY)
        column.draw(canvas, x, y)
        canvas.restoreState()

    return Column(column.width, [Box(column.height, draw)])


def _without_gaps_before(group: list[Piece]) -> list[Piece]:
    """What a sheet may begin with."""
    first = next((at for at, piece in enumerate(group) if not piece.is_gap), len(group))
    return group[first:]


def _groups(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces with whatever must not be parted from them."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        groups[-1].append(piece)
        if not piece.keeps:
            groups.append([])
    return [group for group in groups if group]
