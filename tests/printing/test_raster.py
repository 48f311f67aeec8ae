"""Dots of a page: as many as the resolution says, the same in bands as whole."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desk.printing import raster
from desk.printing.papers import Grey


def _ruler(width: float, height: float) -> bytes:
    """A page with a black square of 10 mm whose corner lies 20 mm from the left and 5 mm from the top."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width * mm, height * mm), invariant=1)
    canvas.rect(20 * mm, (height - 15) * mm, 10 * mm, 10 * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _words(line: str, *, lines: int) -> bytes:
    """A sheet full of words."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for number in range(lines):
        canvas.drawString(20 * mm, (20 + 3.5 * number) * mm, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _rows(grey: Grey) -> list[bytes]:
    return [grey.data[y * grey.stride : y * grey.stride + grey.width] for y in range(grey.height)]


@pytest.mark.parametrize("dpi", [72, 203, 300, 600])
def test_one_dot_is_one_dot(dpi: int) -> None:
    grey = raster.render(_ruler(80, 40), dpi)
    dots = dpi / 25.4
    assert grey.width == pytest.approx(80 * dots, abs=1)
    assert grey.height == pytest.approx(40 * dots, abs=1)
    rows = _rows(grey)
    across = [x for x, value in enumerate(rows[round(10 * dots)]) if value < 128]
    down = [y for y, row in enumerate(rows) if row[round(25 * dots)] < 128]
    for found, start in ((across, 20), (down, 5)):
        assert found[0] == pytest.approx(start * dots, abs=1)
        assert len(found) == pytest.approx(10 * dots, abs=1)


def test_bands_are_the_page() -> None:
    pdf = _ruler(80, 33.3)
    whole = _rows(raster.render(pdf, 600))
    bands = list(raster.bands(pdf, 600, rows=256))
    assert [band.top for band in bands] == list(range(0, len(whole), 256))
    assert all(band.height <= 256 for band in bands)
    assert [row for band in bands for row in _rows(band)] == whole


def test_sizes_and_text() -> None:
    (size,) = raster.page_sizes(_ruler(80, 33.3))
    assert (size.width, size.height) == (pytest.approx(80, abs=0.001), pytest.approx(33.3, abs=0.001))
    assert raster.text(_ruler(80, 33.3)) == ""


_THREADS = """
import sys, threading
from pathlib import Path
from desk.printing import raster
from desk.printing.papers import Grey
pdf = Path(sys.argv[1]).read_bytes()
def work():
    for _ in range(int(sys.argv[2])):
        assert list(raster.bands(pdf, 100, rows=256))
        assert "Ni Luh Contoh" in raster.text(pdf) and len(raster.page_sizes(pdf)) == 1
threads = [threading.Thread(target=work) for _ in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    """In a process of its own: where the turns are not kept, pdfium takes the whole process with it."""
    file = tmp_path / "words.pdf"
    file.write_bytes(_words("Ni Luh Contoh " * 6, lines=70))
    arguments = [sys.executable, "-c", _THREADS, str(file), "50"]
    done = subprocess.run(arguments, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
