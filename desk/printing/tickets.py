"""The queue ticket on a roll: a number large enough to be read at arm's length; knows no visitor."""

from __future__ import annotations

from desk.i18n import _
from desk.printing.flow import Column, Style, to_pdf
from desk.printing.papers import PAPERS
from desk.printing.progress import Printed
from desk.rules.papers import Ticket

_OFFICE = Style("bold", 11, 1.25)
_SMALL = Style("regular", 9, 1.3)
_NUMBER = Style("bold", 64, 1.15)
_FIRST = Style("bold", 12, 1.3)


def ticket_pdf(ticket: Ticket) -> Printed:
    """The ticket as one page of a roll."""
    paper = PAPERS[ticket.paper]
    column = Column(paper.column)
    column.text(ticket.office, _OFFICE, align="centre")
    column.gap(8)
    column.rule(1)
    column.gap(8)
    column.text(_("NOMOR ANTREAN"), _SMALL, align="centre")
    column.text(f"{ticket.number:03}", _NUMBER, align="centre")
    if ticket.priority:
        column.text(ticket.priority, _FIRST, align="centre")
    column.text(ticket.arrived, _SMALL, align="centre")
    column.text(_("Mohon menunggu sampai dipanggil."), _SMALL, align="centre")
    return Printed(to_pdf(column, paper, title=ticket.name), 1)
