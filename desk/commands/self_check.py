"""`desk self-check` (also `--self-check`): are all parts of this program there; knows no office and no desk.

For the program built by installer.spec, where a part that nobody imported by name is left out: each part is
made to work once.
"""

from __future__ import annotations

import argparse
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
    """Migrations, triggers, our own SQLite and both standards: an office is founded, opened and asked."""
    from desk import app
    from desk.operations.accounts import command_line_actor
    from desk.operations.offices import FoundingOrder

    with tempfile.TemporaryDirectory() as folder:
        app.found(folder, FoundingOrder("karangasem"))
        opened = app.open_desk(folder)
        try:
            _expect(found=opened.read(command_line_actor).role, wanted="admin")
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
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication.instance() or QApplication(["desk"])
    for font in FONTS:
        if QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / font)) < 0:
            raise PartMissing(font)
    if QWidget().grab().isNull():
        raise PartMissing(f"{application}: nothing drawn")
    QPrinterInfo.availablePrinterNames()
    QTest.qWait(0)  # the tour types by it


def paper() -> None:
    """A tanda terima as the counter prints it, its words and its QR read back at a receipt printer's size."""
    import zxingcpp

    from desk.printing import raster
    from desk.printing.papers import ROLL_80
    from desk.printing.slip import slip_pdf
    from desk.rules.slips import SlipContent, SlipLine

    line = SlipLine("UJI/2026/0001", "Contoh", _MARK[3:], _MARK, "Ni Luh Contoh", "6 April 2026", "contoh")
    pdf = slip_pdf(SlipContent("receipt", "Meja depan", "", "", "6 April 2026", (line,)), ROLL_80)
    _expect(found="TANDA TERIMA" in raster.text(pdf), wanted=True)
    page = raster.render(pdf, 203)
    codes = zxingcpp.read_barcodes(memoryview(page.data).cast("B", (page.height, page.stride)))
    _expect(found=[code.text for code in codes], wanted=[_MARK])


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
