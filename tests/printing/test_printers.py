"""Printers: the right queue or none, dot for dot, on paper of the right size, through a real CUPS."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipp_house
import pytest
import zxingcpp
from guest_books import guest_book_pdf, guests
from ipp_house import PrintingHouse
from PIL import Image
from PySide6.QtPrintSupport import QPrinter

from desk.errors import Unavailable
from desk.printing import printers, raster
from desk.printing.papers import ROLL_58, ROLL_80, SHEET_A5, Paper
from desk.printing.printers import PdfFile, SystemPrinter
from desk.printing.slip import slip_pdf
from desk.rules.slips import SlipContent, SlipDocument

Make = Callable[..., Any]
FINE = 600
CODE = "D1:NFJFY-TYW1-SD9B"


def _picture(pdf: bytes, dpi: int = FINE, page: int = 0) -> Image.Image:
    grey = raster.render(pdf, dpi, page=page)
    return Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)


def _ink(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is black, in millimetres."""
    box = _picture(pdf, page=page).point(lambda value: 255 if value < 128 else 0).getbbox()
    left, top, right, bottom = (edge * 25.4 / FINE for edge in box)
    return left, top, right, bottom


def _is_one_to_one(printed: bytes, meant: bytes, page: int = 0) -> bool:
    """Every edge of the ink within half a millimetre, its width and height within a fifth."""
    there, here = _ink(printed, page), _ink(meant, page)
    width, height = there[2] - there[0], there[3] - there[1]
    print("moved", [f"{a - b:+.2f}" for a, b in zip(there, here, strict=True)], "mm")
    return (
        there == pytest.approx(here, abs=0.5)
        and width == pytest.approx(here[2] - here[0], abs=0.2)
        and height == pytest.approx(here[3] - here[1], abs=0.2)
    )


# --- a file ----------------------------------------------------------------------------------------------


def test_a_pdf_is_kept_whole_and_replaces_an_older_one(tmp_path: Path) -> None:
    file = tmp_path / "Tanda terima PPID-2026-0031.pdf"
    file.write_bytes(b"lama")
    PdfFile(file).send(b"%PDF baru", title="Tanda terima")
    assert file.read_bytes() == b"%PDF baru"
    assert list(tmp_path.iterdir()) == [file]


def test_a_pdf_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    for place, reason in (
        (tmp_path / "tidak" / "ada.pdf", "foldernya tidak ada"),
        (tmp_path / "folder.pdf", "di sana sudah ada folder bernama sama"),
        (tmp_path / ("x" * 249 + ".pdf"), "namanya terlalu panjang"),
    ):
        with pytest.raises(Unavailable, match=f"Berkas {place.name} tidak dapat ditulis: {reason}."):
            PdfFile(place).send(b"%PDF", title="Tanda terima")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder.pdf"]


# --- Qt --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tidak ada", "", "PDF", "\U0001f5a8", "a" * 500])
def test_an_unknown_printer_never_falls_to_the_default_one(qapp: object, name: str) -> None:
    with pytest.raises(Unavailable, match="tidak ada di komputer ini"):
        SystemPrinter(name).send(b"%PDF", title="Tanda terima")


def _through_qt(pdf: bytes, dpi: int, file: Path) -> bytes:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(dpi)
    printers.paint(printer, pdf)
    return file.read_bytes()


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58, SHEET_A5], ids=["80", "58", "a5"])
@pytest.mark.parametrize("dpi", [203, 600])
def test_what_qt_gets_is_one_to_one(
    qapp: object, two_errands: SlipContent, tmp_path: Path, paper: Paper, dpi: int
) -> None:
    meant = slip_pdf(two_errands, paper)
    printed = _through_qt(meant, dpi, tmp_path / "qt.pdf")
    sizes = raster.page_sizes(printed)
    assert len(sizes) == len(raster.page_sizes(meant))
    for page, (there, here) in enumerate(zip(sizes, raster.page_sizes(meant), strict=True)):
        assert there.width == pytest.approx(here.width, abs=0.5)
        assert there.height == pytest.approx(here.height, abs=0.5)
        assert _is_one_to_one(printed, meant, page)


def test_pages_of_a_sheet_follow_each_other(
    qapp: object, slip_content: Make, slip_line: Make, tmp_path: Path
) -> None:
    documents = tuple(SlipDocument(f"Berkas ke-{n}", "asli") for n in range(70))
    meant = slip_pdf(slip_content(lines=(slip_line(documents=documents),)), SHEET_A5)
    printed = _through_qt(meant, 300, tmp_path / "qt.pdf")
    assert len(raster.page_sizes(printed)) == len(raster.page_sizes(meant)) >= 2
    assert all(_is_one_to_one(printed, meant, page) for page in range(len(raster.page_sizes(meant))))


def test_a_sheet_that_lies_across_is_an_upright_one_turned(qapp: object, tmp_path: Path) -> None:
    """No printer takes paper 297 mm wide (ippeveprinter: "Unsupported media-col")."""
    meant = guest_book_pdf(guests(40)).pdf
    printed = _through_qt(meant, 300, tmp_path / "qt.pdf")
    sizes = raster.page_sizes(printed)
    assert len(sizes) == len(raster.page_sizes(meant)) == 2
    for page, size in enumerate(sizes):
        assert (size.width, size.height) == (pytest.approx(297, abs=0.5), pytest.approx(210, abs=0.5))
        assert _is_one_to_one(printed, meant, page)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_begin_is_said(qapp: object, slip_content: Make, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "tidak" / "ada.pdf"))
    with pytest.raises(Unavailable, match="tidak menerima"):
        printers.paint(printer, slip_pdf(slip_content()))


class _Info:
    """What `resolution_of` asks of a queue."""

    def __init__(self, *offered: int) -> None:
        self._offered = list(offered)

    def supportedResolutions(self) -> list[int]:  # noqa: N802 - Qt's name
        return self._offered


@pytest.mark.parametrize(
    ("offered", "expected"),
    [((), 300), ((203,), 203), ((300, 600, 1200), 600), ((1200, 2400), 1200), ((72, 180), 180)],
)
def test_the_finest_resolution_up_to_600_is_taken(offered: tuple[int, ...], expected: int) -> None:
    info: Any = _Info(*offered)
    assert printers.resolution_of(info) == expected


# --- a real CUPS -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def house() -> Iterator[PrintingHouse]:
    reason = ipp_house.missing() if os.name == "posix" else "CUPS is not of this system"
    if reason:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    made = PrintingHouse()
    yield made
    made.stop()


_SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desk.errors import Unavailable
from desk.printing import printers
said = ""
if len(sys.argv) > 2:
    try:
        printers.SystemPrinter(sys.argv[1]).send(Path(sys.argv[2]).read_bytes(), title="Tanda terima")
    except Unavailable as error:
        said = str(error)
queues = {row.name: row.is_stopped for row in printers.available_printers()}
print(json.dumps({"queues": queues, "said": said}))
"""


def _in_house(house: PrintingHouse, *arguments: str) -> Any:
    """In a process of its own: libcups reads its server's address once."""
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        env={**os.environ, "CUPS_SERVER": house.server},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.printer
def test_a_real_ipp_printer_gets_the_roll_one_to_one(
    house: PrintingHouse, slip_content: Make, tmp_path: Path, long: bool
) -> None:
    """Qt → CUPS → ippeveprinter: 80 mm, A5, A4 across; the code still read as a 203 dpi head prints it."""
    for number, paper in enumerate((ROLL_80, SHEET_A5, *([ROLL_58] if long else [])), start=1):
        meant = tmp_path / f"{paper.key}.pdf"
        meant.write_bytes(slip_pdf(slip_content(), paper))
        assert _in_house(house, "roll", str(meant))["said"] == ""
        printed = house.wait_for_job(number)
        assert raster.page_sizes(printed)[0].width == pytest.approx(paper.width, abs=0.5)
        assert _is_one_to_one(printed, meant.read_bytes())
        page = len(raster.page_sizes(printed)) - 1
        found = zxingcpp.read_barcodes(_picture(printed, 203, page).point(lambda value: 255 * (value > 127)))
        assert {each.text for each in found} == {CODE}
    meant = tmp_path / "a4.pdf"
    meant.write_bytes(guest_book_pdf(guests(3)).pdf)
    assert _in_house(house, "roll", str(meant))["said"] == ""
    printed = house.wait_for_job(number + 1)
    (size,) = raster.page_sizes(printed)
    assert (size.width, size.height) == (pytest.approx(210, abs=0.5), pytest.approx(297, abs=0.5))
    turned = _ink(printed)
    left, top, right, bottom = _ink(meant.read_bytes())
    assert turned == pytest.approx((top, 297 - right, bottom, 297 - left), abs=0.5)


@pytest.mark.printer
def test_queues_are_listed_and_a_stopped_or_unknown_one_is_said(
    house: PrintingHouse, slip_content: Make, tmp_path: Path
) -> None:
    assert _in_house(house)["queues"] == {"roll": False, "paused": True}
    file = tmp_path / "slip.pdf"
    file.write_bytes(slip_pdf(slip_content()))
    assert _in_house(house, "paused", str(file))["said"] == "Printer “paused” sedang berhenti."
    assert "tidak ada di komputer ini" in _in_house(house, "rol", str(file))["said"]
