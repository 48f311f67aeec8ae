"""Emergency forms on A4: above for the office, below the citizen's tanda terima, both with the same code."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from desk.i18n import _
from desk.printing import faces, qr
from desk.printing.flow import Box, Column, Style
from desk.printing.letterhead import set_letterhead
from desk.printing.papers import A4_UPRIGHT, MM
from desk.printing.progress import Printed, Progress, unheard
from desk.rules.papers import BlankForms, FormSpace

_TITLE = Style("bold", 13, 1.25)
_LABEL = Style("regular", 9, 1.3)
_SMALL = Style("regular", 8, 1.3)
_CODE = Style("bold", 13, 1.2)
_LINE = 9.5 * MM
_GREY = 0.55


def blank_forms_pdf(
    batch: BlankForms, *, progress: Progress = unheard, at_most: int | None = None
) -> Printed:
    """One sheet a form."""
    sheet = A4_UPRIGHT
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(sheet.width * MM, sheet.height * MM), invariant=1, pageCompression=1)
    canvas.setTitle(faces.printable(batch.name))
    shown = batch.forms[:at_most]
    for number, space in enumerate(shown, 1):
        _form(batch, space, sheet.column).draw(canvas, sheet.side * MM, (sheet.height - sheet.top) * MM)
        canvas.showPage()
        progress(number / len(shown))
    canvas.save()
    return Printed(buffer.getvalue(), len(batch.forms))


def _form(batch: BlankForms, space: FormSpace, width: float) -> Column:
    column = Column(width)
    set_letterhead(column, batch.letterhead, batch.art)
    column.gap(24)
    column.boxes.append(_head(space, width, _("FORMULIR DARURAT PERMOHONAN LAYANAN")))
    column.gap(8)
    for label, lines in (
        (_("Diterima: tanggal, jam (WITA)"), 1),
        (_("Nama pemohon"), 1),
        (_("Alamat / instansi"), 1),
        (_("Telepon / surel"), 1),
        (_("Layanan yang diminta"), 1),
        (_("Rincian permohonan"), 3),
        (_("Berkas yang diterima"), 2),
        (_("Berkas yang masih kurang"), 1),
    ):
        column.boxes.append(_space(label, lines, width))
    column.gap(16)
    column.boxes.append(_signed((_("Pemohon,"), _("Petugas,")), width))
    column.gap(16)
    column.rule(1, dashed=True)
    column.gap(16)
    column.boxes.append(_head(space, width, _("TANDA TERIMA SEMENTARA")))
    for label in (_("Nama pemohon"), _("Layanan yang diminta"), _("Diterima: tanggal, jam, petugas")):
        column.boxes.append(_space(label, 1, width))
    column.gap(10)
    column.text(batch.promise, _SMALL)
    column.text(batch.fee, _SMALL)
    return column


def _head(space: FormSpace, width: float, title: str) -> Box:
    """Title and code at the left, the QR at the right."""
    modules = qr.matrix(space.payload)
    side = qr.side(modules)
    words = Column(width - side)
    words.text(title, _TITLE)
    words.gap(10)
    words.text(space.code, _CODE)
    words.gap(4)
    words.text(space.words, _SMALL)
    height = max(side, words.height)

    def draw(canvas: Canvas, x: float, y: float) -> None:
        words.draw(canvas, x, y - (height - words.height) / 2)
        qr.draw(canvas, x + width - side, y - (height - side) / 2, modules)

    return Box(height, draw)


def _space(label: str, lines: int, width: float) -> Box:
    """Room to write in: a label, and lines to its right."""
    left = 52 * MM

    def draw(canvas: Canvas, x: float, y: float) -> None:
        words = Column(left - 3 * MM)
        words.text(label, _LABEL)
        words.draw(canvas, x, y - _LINE + _LABEL.height + 1.5 * MM)
        canvas.setStrokeGray(_GREY)
        canvas.setLineWidth(0.5)
        for number in range(1, lines + 1):
            canvas.line(x + left, y - number * _LINE, x + width, y - number * _LINE)
        canvas.setStrokeGray(0)

    return Box(lines * _LINE, draw)


def _signed(roles: tuple[str, str], width: float) -> Box:
    room = 62 * MM
    height = 26 * MM

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for place, role in ((x, roles[0]), (x + width - room, roles[1])):
            words = Column(room)
            words.text(role, _LABEL)
            words.draw(canvas, place, y)
            canvas.setLineWidth(0.5)
            canvas.line(place, y - height + 2 * MM, place + room, y - height + 2 * MM)

    return Box(height, draw)
