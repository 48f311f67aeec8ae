"""Any paper that belongs to no one request as a PDF; knows only which content goes to which setter."""

from __future__ import annotations

from desk.printing.blank_forms import blank_forms_pdf
from desk.printing.labels import labels_pdf
from desk.printing.progress import Printed, Progress, unheard
from desk.printing.reports import report_pdf
from desk.printing.tickets import ticket_pdf
from desk.rules.papers import BlankForms, Labels, Paper, Ticket


def paper_pdf(paper: Paper, *, progress: Progress = unheard, at_most: int | None = None) -> Printed:
    """The paper as a PDF; `at_most` so many sheets, for a preview."""
    if isinstance(paper, Labels):
        return labels_pdf(paper, progress=progress, at_most=at_most)
    if isinstance(paper, BlankForms):
        return blank_forms_pdf(paper, progress=progress, at_most=at_most)
    if isinstance(paper, Ticket):
        return ticket_pdf(paper)
    return report_pdf(paper, progress=progress, at_most=at_most)
