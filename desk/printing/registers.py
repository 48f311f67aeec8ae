"""The guest book (buku tamu) on A4 across; knows it as a paper like any other."""

from __future__ import annotations

from desk.printing.progress import Printed, Progress, unheard
from desk.printing.reports import report_pdf
from desk.rules.registers import GuestBook, guest_book_report


def guest_book_pdf(book: GuestBook, *, progress: Progress = unheard, at_most: int | None = None) -> Printed:
    """The guest book as a PDF, the same bytes for the same book; `at_most` so many sheets, for a preview."""
    return report_pdf(guest_book_report(book), progress=progress, at_most=at_most)
