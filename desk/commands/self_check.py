"""`desk self-check` (also `--self-check`): are all parts of this program there; knows no office and no desk.

For the program built by installer.spec, where a part that nobody imported by name is left out: each part is
made to work once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

from desk import paths
from desk.i18n import _

SUMMARY = _("periksa apakah semua bagian program ini lengkap")

FONTS = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSansBalinese-Regular.ttf")
_MARK = "D1:NFJFY-TYW1-SD9B"


class PartMissing(Exception):
    """A part is there and does not do its work."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """This verb has none of its own."""


def run(_arguments: argparse.Namespace) -> int:
    """Print `ok`, or each part that fails with its reason; exit code 1 then."""
    failed = [part.__name__ for part in PARTS if not _works(part)]
    if failed:
        print(_("tidak lengkap: {parts}").format(parts=", ".join(failed)), file=sys.stderr)
        return 1
    print("ok")
    return 0


def _works(part: Callable[[], None]) -> bool:
    try:
        part()
    except Exception:  # whatever a missing part raises is the answer here
        traceback.print_exc()
        return False
    return True


def _expect(*, found: object, wanted: object) -> None:
    if found != wanted:
        raise PartMissing(f"{found!r} instead of {wanted!r}")


def database() -> None:
    """Migrations, triggers and our own SQLite: a desk is created, opened and asked."""
    from sqlalchemy import text

    from desk.store import opening

    with tempfile.TemporaryDirectory() as folder:
        opening.create(folder, lambda _session: None)
        opened = opening.open_existing(folder)
        try:
            _expect(found=opened.read(lambda session: session.scalar(text("SELECT 1"))), wanted=1)
        finally:
            opened.close()


def server() -> None:
    """PostgreSQL's client library, the one that comes with the program."""
    import psycopg

    _expect(found=psycopg.pq.__impl__, wanted="binary")


def screen() -> None:
    """Qt draws a widget with our own fonts, also where there is no display."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtPrintSupport import QPrinterInfo
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication.instance() or QApplication(["desk"])
    for font in FONTS:
        if QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / font)) < 0:
            raise PartMissing(font)
    if QWidget().grab().isNull():
        raise PartMissing(f"{application}: nothing drawn")
    QPrinterInfo.availablePrinterNames()


def paper() -> None:
    """A page with our fonts, a bar code and a QR, made and rendered again."""
    import pypdfium2
    import qrcode
    from reportlab.graphics.barcode import createBarcodeDrawing
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("NotoSans-Regular", paths.resources() / "fonts" / FONTS[0]))
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=4)
    code.add_data(_MARK)
    matrix = code.get_matrix()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(227, 227))
    canvas.setFont("NotoSans-Regular", 10)
    canvas.drawString(10, 210, "Tanda terima – meja depan")
    for y, row in enumerate(matrix):
        for x, is_dark in enumerate(row):
            if is_dark:
                canvas.rect(10 + 2 * x, 200 - 2 * y, 2, 2, stroke=0, fill=1)
    createBarcodeDrawing("Code128", value=_MARK).drawOn(canvas, 10, 10)
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    _expect(found=page.get_textpage().get_text_bounded()[:12], wanted="Tanda terima")
    page.render(scale=2)


def days() -> None:
    """National holidays and dates in Indonesian."""
    import holidays
    from babel.dates import format_date

    named = holidays.country_holidays("ID", years=2026, language="id")
    _expect(found=named.get(date(2026, 1, 1)), wanted="Tahun Baru Masehi")
    _expect(
        found=format_date(date(2026, 1, 1), "EEEE, d MMMM y", locale="id"), wanted="Kamis, 1 Januari 2026"
    )


def people() -> None:
    """Phone numbers, passwords, likeness of names."""
    import argon2
    import phonenumbers
    from rapidfuzz import fuzz

    number = phonenumbers.parse("0361 000000", "ID")
    _expect(
        found=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), wanted="+62361000000"
    )
    hasher = argon2.PasswordHasher()
    hasher.verify(hasher.hash(_MARK), _MARK)
    _expect(found=fuzz.ratio("Misal", "Misal"), wanted=100.0)


def resources() -> None:
    """What lies in resources/ beside the fonts."""
    folder = Path(paths.resources())
    if not (folder / "fonts" / "OFL.txt").is_file():
        raise PartMissing(f"{folder}/fonts/OFL.txt")


PARTS = (database, server, screen, paper, days, people, resources)
