"""Where a PDF is sent: a system queue, a receipt printer of this machine's own, a file; knows no words on it.

Loaded with the window, so Qt's printing and pdfium come in only when something is printed.

Only *sent* is ever known. With the printer off, paused or out of paper the system takes the job all the same,
so nothing here says *printed*. Used on the print lane only: neither Qt's printers nor pdfium are for two
threads at once.
"""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from desk import settings
from desk.errors import Unavailable
from desk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from desk.printing.raster import PageSize

FINEST = 600
"""Dots an inch beyond which nothing is gained but waiting."""
USUAL = 300
"""For a queue that does not say what it can do."""

ROLL_WIDEST = 120
"""Millimetres; a roll may be wider than the slip is long, and is never turned."""


class Printer(Protocol):
    """Takes a PDF, or raises Unavailable with the reason."""

    @property
    def name(self) -> str:
        """What the officer calls it."""
        ...

    def send(self, pdf: bytes, *, title: str) -> None:
        """Send every page at its own size, never scaled."""
        ...


class Queues(Protocol):
    """The printers of one kind that a screen may choose from."""

    def rows(self) -> tuple[PrinterRow, ...]:
        """What there is now; may take seconds."""
        ...

    def printer(self, name: str) -> Printer:
        """The one called `name`; whether it is there shows when something is sent."""
        ...


@dataclass(frozen=True)
class PrinterRow:
    """A printer this machine reaches; `is_stopped` where a queue says itself that nothing comes out.

    `width`: the paper of a receipt printer of the machine's own, 58 or 80; a queue's is not known.
    """

    name: str
    description: str
    is_default: bool
    is_stopped: bool
    width: str | None = None


def available_printers() -> tuple[PrinterRow, ...]:
    """The queues of this machine, the system's default first."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    rows = [
        PrinterRow(
            name=info.printerName(),
            description=info.description(),
            is_default=info.isDefault(),
            is_stopped=info.state() == QPrinter.PrinterState.Error,
        )
        for info in QPrinterInfo.availablePrinters()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_default, row.name.casefold())))


class SystemPrinter:
    """A queue of the system (Windows, CUPS), reached through Qt in grey dots of its own resolution."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        """The queue's name."""
        return self._name

    def send(self, pdf: bytes, *, title: str) -> None:
        """Send `pdf`; an unknown queue is Unavailable and never becomes the default one."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(self._name)
        if info.isNull():
            raise Unavailable(_("Printer “{name}” tidak ada di komputer ini.").format(name=self._name))
        if info.state() == QPrinter.PrinterState.Error:
            raise Unavailable(_("Printer “{name}” sedang berhenti.").format(name=self._name))
        printer = QPrinter(info)
        if printer.printerName() != self._name:
            raise Unavailable(_("Printer “{name}” tidak dapat dipilih.").format(name=self._name))
        printer.setResolution(resolution_of(info))
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
        printer.setDocName(title)
        paint(printer, pdf)


class MachinePrinters:
    """What this machine can print on: its own receipt printers first, then the system's queues."""

    def __init__(self, settings_file: Path | None = None) -> None:
        self._file = settings_file

    def rows(self) -> tuple[PrinterRow, ...]:
        """As they are chosen and as the system lists them now; a queue of the same name gives way."""
        own = {each.name: each for each in settings.load(self._file).own_printers}
        queues = (row for row in available_printers() if row.name not in own)
        return (*(_own_row(each) for each in own.values()), *queues)

    def printer(self, name: str) -> Printer:
        """The one called `name`; an unknown name is nobody's, never the default one's."""
        own = settings.load(self._file).own_printer(name)
        if own is None:
            return SystemPrinter(name)
        from desk.printing.raw_printers import RawPrinter

        return RawPrinter(own)


def _own_row(own: settings.OwnPrinter) -> PrinterRow:
    place = own.address.partition(":")[2]
    return PrinterRow(own.name, place, is_default=False, is_stopped=False, width=own.width)


class PdfFile:
    """A PDF kept as a file, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def send(self, pdf: bytes, *, title: str) -> None:  # noqa: ARG002 - every printer takes a title
        """Write `pdf` beside the place and then move it there."""
        part = self.path.with_name(self.path.name + ".part")
        try:
            part.write_bytes(pdf)
            os.replace(part, self.path)
        except OSError as error:
            with contextlib.suppress(OSError):  # too long a name cannot be looked for either
                part.unlink(missing_ok=True)
            sentence = _("Berkas {name} tidak dapat ditulis: {reason}.")
            raise Unavailable(sentence.format(name=self.name, reason=_why(error))) from error


def _why(error: OSError) -> str:
    """The system's reason in the officer's words; its own where it has another one."""
    reasons = {
        errno.ENOSPC: _("ruang simpan penuh"),
        errno.EACCES: _("folder ini tidak boleh ditulisi"),
        errno.EPERM: _("folder ini tidak boleh ditulisi"),
        errno.EROFS: _("folder ini hanya dapat dibaca"),
        errno.ENOENT: _("foldernya tidak ada"),
        errno.ENOTDIR: _("foldernya tidak ada"),
        errno.EISDIR: _("di sana sudah ada folder bernama sama"),
        errno.ENAMETOOLONG: _("namanya terlalu panjang"),
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))


def resolution_of(info: QPrinterInfo) -> int:
    """The finest of the queue's resolutions up to `FINEST`."""
    offered = info.supportedResolutions()
    usable = [dpi for dpi in offered if dpi <= FINEST]
    return max(usable, default=min(offered, default=USUAL))


def paint(printer: QPrinter, pdf: bytes) -> None:
    """Put the pages of `pdf` on a printer whose resolution is set, dot for dot; raises Unavailable."""
    from desk.printing import raster

    painter = QPainter()
    for number, size in enumerate(raster.page_sizes(pdf)):
        _lay_page(printer, size)
        is_ready = printer.newPage() if number else painter.begin(printer)
        if not is_ready:
            if painter.isActive():
                painter.end()
            raise Unavailable(_("Printer tidak menerima pekerjaan cetak."))
        for band in raster.bands(pdf, printer.resolution(), page=number):
            dots = QImage(
                band.data, band.width, band.height, band.stride, QImage.Format.Format_Grayscale8
            ).copy()  # the engine may keep it after the band's bytes are gone
            painter.drawImage(0, band.top, dots)
    if not painter.end():
        raise Unavailable(_("Printer tidak menerima pekerjaan cetak."))


def _lay_page(printer: QPrinter, size: PageSize) -> None:
    """In this order and again for every page, else the sheet moves by the printer's margins (DESIGN §6).

    A sheet that lies across is the upright one turned: no printer takes paper 297 mm wide.
    """
    narrow, long = sorted((size.width, size.height))
    lies_across = size.width > size.height and narrow > ROLL_WIDEST
    if not lies_across:
        narrow, long = size.width, size.height
    page = QPageSize(
        QSizeF(narrow, long),
        QPageSize.Unit.Millimeter,
        f"{narrow:.0f} x {long:.0f} mm",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    orientation = QPageLayout.Orientation.Landscape if lies_across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(page, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
