"""What a lane does with a paper: its first sheets as dots, or the whole of it as a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desk.printing.progress import Progress, unheard
from desk.rules.papers import Labels, Paper, Report, Ticket

SHOWN = 20
"""So many sheets can be looked at before anything is taken out."""
_INCH = 25.4
_FINER = 3


@dataclass(frozen=True)
class Preview:
    """The first sheets as a PDF, how many there are in all, and one of them as dots."""

    pdf: bytes
    pages: int
    at: int
    image: QImage
    ratio: float


def preview(report: Paper, dots: int, progress: Progress = unheard) -> Preview:
    """The first sheet of `report`, `dots` across."""
    from desk.printing.drawn import paper_pdf  # on the lane: reportlab takes a while to load

    printed = paper_pdf(report, progress=progress, at_most=SHOWN)
    return turned(Preview(printed.pdf, printed.pages, 0, QImage(), 1.0), 0, dots)


def turned(shown: Preview, at: int, dots: int) -> Preview:
    """The same paper with its sheet number `at` (from 0), drawn finer and brought down to `dots` across."""
    from desk.printing import raster  # on the lane, as above

    size = raster.page_sizes(shown.pdf)[at]
    grey = raster.render(shown.pdf, _FINER * dots * _INCH / size.width, page=at)
    form = QImage.Format.Format_Grayscale8
    image = QImage(grey.data, grey.width, grey.height, grey.stride, form)
    image = image.scaledToWidth(dots, Qt.TransformationMode.SmoothTransformation)
    return Preview(shown.pdf, shown.pages, at, image, size.width / size.height)


def whole(report: Paper, target: str, progress: Progress = unheard) -> bytes:
    """The paper as bytes of a PDF, a workbook or a CSV; the printer takes a PDF."""
    from desk.printing import drawn, workbooks  # on the lane, as above

    if target == "xlsx" and isinstance(report, Report):
        return workbooks.report_xlsx(report, progress=progress)
    if target == "csv" and isinstance(report, Report):
        return workbooks.report_csv(report)
    return drawn.paper_pdf(report, progress=progress).pdf


def set_for(paper: Paper) -> str:
    """What the paper is set for: `a4`, or a roll of `58` or `80`."""
    return paper.paper if isinstance(paper, Labels | Ticket) else "a4"
