"""Papers of tables on A4: kop, repeated heads, counted pages, signatures; knows no register's facts."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing.flow import Box, Column, Style
from desk.printing.letterhead import set_letterhead
from desk.printing.papers import A4_LANDSCAPE, A4_UPRIGHT, MM, Sheet
from desk.printing.progress import Printed, Progress, unheard
from desk.printing.sheets import Layout, Stretch, set_sheets
from desk.printing.tables import Table, TableColumn
from desk.rules.papers import Part, Report

_TITLE = Style("bold", 14, 1.25)
_PERIOD = Style("regular", 10.5, 1.3)
_PART = Style("bold", 10.5, 1.3)
_RUNNING = Style("bold", 9, 1.3)
_TOTALS = Style("regular", 9, 1.35)
_SIGNED = Style("regular", 9.5, 1.3)
_HIGHEST = 0.6
"""No row takes more of a sheet's height than this: what is longer goes on in another."""
_SIGNATURE = 62 * MM
_MANY, _CROWDED = 10, 0.78
"""More columns than this are set in smaller letters: the statutory registers have eleven and fifteen."""
_INDENT = 18 * MM
_TELL_EVERY = 100
_MEASURING = 0.35
"""The share of the work that is done once every row is measured."""


def report_pdf(report: Report, *, progress: Progress = unheard, at_most: int | None = None) -> Printed:
    """The paper as a PDF, the same bytes for the same words; `at_most` so many sheets, for a preview."""
    sheet = A4_UPRIGHT if report.is_upright else A4_LANDSCAPE
    running = Column(sheet.column)
    running.text(_("{name} (lanjutan)").format(name=report.name), _RUNNING)
    running.gap(12)
    layout = Layout(
        title=report.name,
        foot=f"{report.letterhead.agency} · {report.made_words}",
        opening=_opening(report, sheet.column).boxes,
        running=running.boxes,
        stretches=_stretches(report, sheet, progress),
        closing=_closing(report, sheet.column),
    )
    return set_sheets(
        layout,
        sheet,
        progress=lambda share: progress(_MEASURING + (1 - _MEASURING) * share),
        at_most=at_most,
    )


def _opening(report: Report, width: float) -> Column:
    column = Column(width)
    set_letterhead(column, report.letterhead, report.art)
    column.gap(36)
    column.text(report.title.upper(), _TITLE, align="centre")
    if report.period:
        column.text(report.period, _PERIOD, align="centre")
    column.gap(28)
    return column


def _stretches(report: Report, sheet: Sheet, progress: Progress) -> list[Stretch]:
    made, measured, whole = [], 0, max(1, report.rows)
    for number, part in enumerate(report.parts):
        columns = [TableColumn(each.head, each.share, each.align) for each in part.columns]
        table = Table(
            columns, sheet.column, counted=report.is_register, scale=_CROWDED if len(columns) > _MANY else 1.0
        )
        rows: list[Box] = []
        for at, cells in enumerate(part.rows):
            if measured % _TELL_EVERY == 0:
                progress(_MEASURING * measured / whole)
            boxes = table.row(cells, highest=sheet.room * _HIGHEST)
            if part.bars:
                boxes[0] = table.barred(boxes[0], part.bars[at])
            rows.extend(boxes)
            measured += 1
        lead = _lead(part, sheet.column, is_first=number == 0)
        made.append(Stretch(table.head, rows or [table.whole_row(part.empty)], lead))
    return made


def _lead(part: Part, width: float, *, is_first: bool) -> list[Box]:
    column = Column(width)
    if not is_first:
        column.gap(32)
    if part.title:
        column.text(part.title, _PART)
        column.gap(8)
    return column.boxes


def _closing(report: Report, width: float) -> Box:
    """What was counted, then room for the signatures; one box, so that it is never broken."""
    column = Column(width)
    column.gap(20)
    for sentence in report.totals:
        column.text(sentence, _TOTALS)
    if report.signers:
        column.gap(40)
        column.boxes.append(_signatures(report, width))
    return Box(column.height, column.draw)


def _signatures(report: Report, width: float) -> Box:
    """Each role over room to sign, side by side; one alone stands at the right."""
    count = len(report.signers)
    names = (*report.signed_names, *[""] * count)
    room = min(_SIGNATURE, (width - (count - 1) * 6 * MM) / count)
    indent = _INDENT if count < 3 else 0
    made = [
        _signature(report.dated if number == count - 1 else "", role, names[number], room)
        for number, role in enumerate(report.signers)
    ]
    free = width - 2 * indent - room
    places = (
        [indent + free * number / (count - 1) for number in range(count)] if count > 1 else [indent + free]
    )

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for place, column in zip(places, made, strict=True):
            column.draw(canvas, x + place, y)

    return Box(max(column.height for column in made), draw)


def _signature(dated: str, role: str, name: str, room: float) -> Column:
    """A role over room to sign, a line for the name and one for the NIP, to be filled in by hand."""
    column = Column(room)
    column.text(dated, _SIGNED)
    column.text(role, _SIGNED)
    column.gap(136)
    if name:
        column.text(name, _SIGNED)
    column.rule(1)
    column.gap(6)
    column.text(_("NIP."), _SIGNED)
    return column
