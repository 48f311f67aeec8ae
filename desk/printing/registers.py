"""The guest book (buku tamu) on A4 across, with kop and signatures; knows it as words, and no printer."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from desk import clock
from desk.i18n import _
from desk.printing.flow import Box, Column, Style
from desk.printing.letterhead import set_letterhead
from desk.printing.papers import A4_LANDSCAPE, MM
from desk.printing.progress import Printed, Progress
from desk.printing.sheets import Layout, set_sheets
from desk.printing.tables import Table, TableColumn
from desk.rules import office_dates
from desk.rules.registers import GuestBook, GuestBookRow, grouped

_TITLE = Style("bold", 14, 1.25)
_PERIOD = Style("regular", 10.5, 1.3)
_RUNNING = Style("bold", 9, 1.3)
_TOTALS = Style("regular", 9, 1.35)
_SIGNED = Style("regular", 9.5, 1.3)
_HIGHEST = 0.6
"""No row takes more of a sheet's height than this: what is longer goes on in another."""
_SIGNATURE = 62 * MM
_INDENT = 18 * MM
_TELL_EVERY = 100
_MEASURING = 0.35
"""The share of the work that is done once every row is measured."""


def _unheard(_share: float) -> None:
    return


def guest_book_pdf(book: GuestBook, *, progress: Progress = _unheard, at_most: int | None = None) -> Printed:
    """The guest book as a PDF, the same bytes for the same book; `at_most` so many sheets, for a preview."""
    sheet = A4_LANDSCAPE
    table = Table(_columns(), sheet.column)
    running = Column(sheet.column)
    running.text(_("Buku tamu {period} (lanjutan)").format(period=book.period), _RUNNING)
    running.gap(12)
    layout = Layout(
        title=_("Buku tamu {period}").format(period=book.period),
        foot=f"{book.letterhead.agency} · {book.made_words}",
        opening=_opening(book, sheet.column).boxes,
        running=running.boxes,
        head=table.head,
        rows=_rows(book, table, highest=sheet.room * _HIGHEST, progress=progress),
        closing=_closing(book, sheet.column),
    )
    return set_sheets(
        layout,
        sheet,
        progress=lambda share: progress(_MEASURING + (1 - _MEASURING) * share),
        at_most=at_most,
    )


def _columns() -> tuple[TableColumn, ...]:
    """Shares are millimetres of the 267 there are."""
    return (
        TableColumn(_("No."), 12, "right"),
        TableColumn(_("Tanggal"), 20, "centre"),
        TableColumn(_("Jam masuk (WITA)"), 17, "centre"),
        TableColumn(_("Nama"), 53),
        TableColumn(_("Alamat / instansi"), 57),
        TableColumn(_("Keperluan"), 58),
        TableColumn(_("Jumlah orang"), 15, "right"),
        TableColumn(_("Diterima oleh"), 19, "centre"),
        TableColumn(_("Jam keluar"), 16, "centre"),
    )


def _cells(book: GuestBook, row: GuestBookRow) -> tuple[str, ...]:
    return (
        str(row.number),
        f"{row.visited_on:%d-%m-%Y}",
        office_dates.clock_time(row.arrived_at),
        row.name_words,
        row.origin,
        row.purpose,
        grouped(row.head_count),
        row.received_by,
        book.left_words(row),
    )


def _rows(book: GuestBook, table: Table, *, highest: float, progress: Progress) -> list[Box]:
    if not book.rows:
        return [table.whole_row(_("Tidak ada tamu yang tercatat pada periode ini."))]
    made: list[Box] = []
    for number, row in enumerate(book.rows):
        if number % _TELL_EVERY == 0:
            progress(_MEASURING * number / len(book.rows))
        made.extend(table.row(_cells(book, row), highest=highest))
    return made


def _opening(book: GuestBook, width: float) -> Column:
    column = Column(width)
    set_letterhead(column, book.letterhead)
    column.gap(36)
    column.text(_("BUKU TAMU"), _TITLE, align="centre")
    column.text(book.period, _PERIOD, align="centre")
    column.gap(28)
    return column


def _closing(book: GuestBook, width: float) -> Box:
    """What was counted, then room for two signatures; one box, so that it is never broken."""
    column = Column(width)
    column.gap(20)
    for sentence in book.totals():
        column.text(sentence, _TOTALS)
    column.gap(40)
    place = book.letterhead.place
    dated = office_dates.plain_date(clock.office_date(book.made_at))
    left = _signature("", _("Mengetahui,"))
    right = _signature(f"{place}, {dated}" if place else dated, _("Petugas,"))
    column.boxes.append(_both(left, right, width))
    return Box(column.height, column.draw)


def _signature(dated: str, role: str) -> Column:
    """A role over room to sign, a line for the name and one for the NIP, to be filled in by hand."""
    column = Column(_SIGNATURE)
    column.text(dated, _SIGNED)
    column.text(role, _SIGNED)
    column.gap(136)
    column.rule(1)
    column.gap(6)
    column.text(_("NIP."), _SIGNED)
    return column


def _both(left: Column, right: Column, width: float) -> Box:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        left.draw(canvas, x + _INDENT, y)
        right.draw(canvas, x + width - _INDENT - right.width, y)

    return Box(max(left.height, right.height), draw)
