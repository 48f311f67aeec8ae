"""QR codes as one path of whole printer dots; knows not what they say.

Level Q, 6 dots of a 203 dpi head (0.75 mm) per module, quiet zone of 4, never resized: cheap heads and cheap
cameras both read that (DESIGN §6).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.pdfgen.canvas import Canvas

from desk.printing.papers import DOT

MODULE = 6 * DOT
QUIET = 4

Matrix = Sequence[Sequence[bool | None]]


def matrix(payload: str) -> Matrix:
    """The modules of `payload`, without quiet zone; the smallest code that holds it at level Q."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(payload)
    code.make(fit=True)
    modules: Matrix = code.modules
    return modules


def side(modules: Matrix) -> float:
    """The side of the code with its quiet zone, in points."""
    return (len(modules) + 2 * QUIET) * MODULE


def draw(canvas: Canvas, left: float, top: float, modules: Matrix) -> None:
    """Set the code with the corner of its quiet zone at (`left`, `top`): one path, filled once."""
    canvas.saveState()
    canvas.transform(MODULE, 0, 0, -MODULE, left + QUIET * MODULE, top - QUIET * MODULE)
    canvas.addLiteral(" ".join([*_bars(modules), "f"]))
    canvas.restoreState()


def _bars(modules: Matrix) -> Iterator[str]:
    """Each unbroken run of dark modules of a row as a rectangle of the path, in whole modules."""
    for y, row in enumerate(modules):
        start = None
        for x, is_dark in enumerate((*row, False)):
            if is_dark and start is None:
                start = x
            elif not is_dark and start is not None:
                yield f"{start} {y} {x - start} 1 re"
                start = None
