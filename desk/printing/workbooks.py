"""Papers of tables as a workbook (XLSX) or CSV for further work; whatever a person typed stays text."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from desk.printing.progress import Progress, unheard
from desk.rules.papers import Part, Report

_LONGEST_CELL = 32_000
"""A cell holds 32,767 characters; what is longer goes on in the row below."""
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML file can hold: shown as U+FFFD, never dropped."""
_WHOLE_NUMBER = re.compile(r"\d{1,3}(\.\d{3}){1,4}|[1-9]\d{0,8}|0")
_RISKY = ("=", "+", "-", "@")
_TELL_EVERY = 500
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def report_xlsx(report: Report, *, progress: Progress = unheard) -> bytes:
    """The paper as a workbook of one sheet: no formula, no link, its counts as numbers."""
    import xlsxwriter  # some 50 ms that only who wants a workbook waits for

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": _held(report.name), "created": report.made_at.replace(tzinfo=None)})
        _Sheet(book, report).fill(progress)
    return buffer.getvalue()


class _Sheet:
    """The one sheet of a workbook, filled from above."""

    def __init__(self, book: Any, report: Report) -> None:
        self._report = report
        self._sheet = book.add_worksheet()
        cell = {"border": 1, "border_color": "#999999", "valign": "top", "text_wrap": True}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._strong = book.add_format({"bold": True})
        self._head = book.add_format({**cell, "bold": True, "bg_color": "#EDEDED", "align": "center"})
        self._cell = {
            align: book.add_format({**cell, "align": {"centre": "center"}.get(align, align)})
            for align in ("left", "centre", "right")
        }
        self._number = book.add_format({**cell, "align": "right", "num_format": "#,##0"})
        self._at = 0

    def fill(self, progress: Progress) -> None:
        """Write kop, title, every table and what was counted."""
        report, sheet = self._report, self._sheet
        sheet.set_paper(9)
        if not report.is_upright:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_field(report.made_words)}&R&P / &N")
        self._line(report.letterhead.government)
        self._line(report.letterhead.agency, self._strong)
        self._line(report.title, self._title)
        self._line(report.period)
        for number, column in enumerate(report.parts[0].columns if report.parts else ()):
            sheet.set_column(number, number, max(6, min(60, column.share * 0.55)))
        for part in report.parts:
            self._part(part, progress)
        self._at += 1
        for sentence in (*report.totals, report.made_words):
            self._line(sentence)

    def _line(self, words: str, style: Any = None) -> None:
        if words:
            self._sheet.write_string(self._at, 0, _held(words), style)
            self._at += 1

    def _part(self, part: Part, progress: Progress) -> None:
        self._at += 1
        self._line(part.title, self._strong)
        for number, column in enumerate(part.columns):
            self._sheet.write_string(self._at, number, _held(column.head), self._head)
        if len(self._report.parts) == 1:
            self._sheet.freeze_panes(self._at + 1, 0)
            self._sheet.repeat_rows(self._at)
        self._at += 1
        if not part.rows:
            self._line(part.empty)
        for number, row in enumerate(part.rows):
            if number % _TELL_EVERY == 0:
                progress(number / len(part.rows))
            for cells in _cut(row):
                self._row(part, cells)

    def _row(self, part: Part, cells: tuple[str, ...]) -> None:
        for number, (words, column) in enumerate(zip(cells, part.columns, strict=True)):
            if column.align == "right" and _WHOLE_NUMBER.fullmatch(words):
                self._sheet.write_number(self._at, number, int(words.replace(".", "")), self._number)
            else:
                self._sheet.write_string(self._at, number, words, self._cell[column.align])
        self._at += 1


def _held(words: str) -> str:
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return _UNHOLDABLE.sub("\ufffd", lines)


def _field(words: str) -> str:
    """In a footer `&` begins a command."""
    return _held(words).replace("&", "&&")[:200]


def _cut(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """`row` in as many rows as its longest cell needs."""
    cells = [_held(words) for words in row]
    longest = max(map(len, cells), default=0)
    return [
        tuple(words[at : at + _LONGEST_CELL] for words in cells)
        for at in range(0, max(1, longest), _LONGEST_CELL)
    ]


def report_csv(report: Report) -> bytes:
    """The tables as CSV for a spreadsheet: what would be taken for a formula has an apostrophe before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for number, part in enumerate(report.parts):
        if number:
            writer.writerow(())
        if part.title:
            writer.writerow((_guarded(part.title),))
        writer.writerow([_guarded(column.head) for column in part.columns])
        writer.writerows([_guarded(words) for words in row] for row in part.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _guarded(words: str) -> str:
    held = _held(words)
    return f"'{held}" if held.lstrip().startswith(_RISKY) or held.startswith("\t") else held
