"""The page that tries a printer: its edges, its measures, its code; knows no printer and no record."""

from __future__ import annotations

import secrets
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing import flow, qr
from desk.printing.flow import Box, Column, Style
from desk.printing.papers import DOT, MM, PAPERS, Paper

MARK = "UJI"
_SYMBOLS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_A4 = Paper("a4", 210, 297, 1440, scale=1.3, top=15, bottom=15)
_TICK = 3 * MM


def trial_code() -> str:
    """What the page's code says this time: nobody's record, and never the same twice."""
    return f"{MARK}-{''.join(secrets.choice(_SYMBOLS) for _symbol in range(8))}"


def is_trial_code(scanned: str) -> bool:
    """Whether a scanner read a trial page, whatever its keyboard makes of the dash."""
    return bare(scanned).startswith(MARK)


def bare(scanned: str) -> str:
    """Letters and figures alone, in capitals."""
    return "".join(letter for letter in scanned.upper() if letter.isalnum())


def trial_pdf(paper: str, code: str, words: tuple[str, ...]) -> bytes:
    """A page on `paper` with `words` (the printer, the day), a frame at its edges, a ruler and the code."""
    sheet = _A4 if paper == "a4" else PAPERS[paper]
    scale = sheet.scale
    body, strong = Style("regular", 8.6 * scale), Style("bold", 8.6 * scale)
    inner = Column(sheet.column).inside(12)
    inner.text(_("HALAMAN UJI"), Style("bold", 14 * scale, 1.2), align="centre")
    for line in words:
        inner.text(line, body, align="centre")
    inner.gap(16)
    inner.text(_("Keempat sisi bingkai harus utuh."), strong, align="centre")
    inner.gap(16)
    millimetres = int((inner.width / MM - 2) // 10 * 10)
    inner.boxes.append(_ruler(millimetres, inner.width))
    inner.text(_("Garis ini harus {0} mm; ukurlah.").format(millimetres), body, align="centre")
    inner.gap(12)
    modules = qr.matrix(code)
    indent = int((inner.width - qr.side(modules)) / 2 / DOT) * DOT
    inner.boxes.append(Box(qr.side(modules), lambda canvas, x, y: qr.draw(canvas, x + indent, y, modules)))
    inner.text(code, Style("bold", 15 * scale, 1.2), align="centre")
    inner.text(_("Pindai kode ini sekarang: Pengaturan › Printer."), body, align="centre")
    inner.gap(12)
    inner.text(_("Huruf kecil ini harus terbaca: 0123456789 abcdefghij ABCDEFGHIJ"), replace(body, size=7))
    main = Column(sheet.column)
    main.framed(inner, padding=12, dots=3)
    return flow.to_pdf(main, sheet, title=_("Halaman uji"))


def _ruler(millimetres: int, width: float) -> Box:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        left = x + (width - millimetres * MM) / 2
        canvas.saveState()
        canvas.setLineWidth(2 * DOT)
        canvas.line(left, y - _TICK, left + millimetres * MM, y - _TICK)
        for at in range(0, millimetres + 1, 5):
            long = _TICK if at % 10 == 0 else _TICK / 2
            canvas.line(left + at * MM, y - _TICK, left + at * MM, y - _TICK + long)
        canvas.restoreState()

    return Box(_TICK + 4 * DOT, draw)
