"""What is printed on, and the dots of a receipt printer; knows nothing of what is set.

Loaded with the window: nothing here may need reportlab, pdfium or Qt.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
"""One millimetre, in points."""
DOT = 72 / 203
"""One dot of a 203 dpi head, in points."""


@dataclass(frozen=True, slots=True)
class Grey:
    """8-bit grey dots, 0 black, row after row; `stride` bytes a row."""

    width: int
    height: int
    stride: int
    data: bytes
    top: int = 0
    """How many dots of the page lie above it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What is printed on, in millimetres; a roll has no length of its own (`length` None).

    `column` is the width of what is set, always whole dots of a 203 dpi head, centred on the paper.
    """

    key: str
    width: float
    length: float | None
    dots: int
    scale: float = 1.0
    """How much larger than on an 80 mm roll the letters are set."""
    top: float = 3.0
    bottom: float = 10.0
    """On a roll, what is left to tear off."""

    @property
    def column(self) -> float:
        """The width of what is set, in points."""
        return self.dots * DOT

    @property
    def left(self) -> float:
        """Where the column begins, in points from the paper's left edge."""
        return (self.width * MM - self.column) / 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its margins, in millimetres; the foot stands in the lower margin."""

    width: float
    height: float
    side: float = 15
    top: float = 13
    bottom: float = 17

    @property
    def column(self) -> float:
        """The width of what is set, in points."""
        return (self.width - 2 * self.side) * MM

    @property
    def room(self) -> float:
        """The height of what is set, in points."""
        return (self.height - self.top - self.bottom) * MM


ROLL_80 = Paper("80", 80, None, 576)
ROLL_58 = Paper("58", 58, None, 384, scale=0.92)
SHEET_A5 = Paper("a5", 148, 210, 992, scale=1.2, top=12, bottom=12)
PAPERS = {paper.key: paper for paper in (ROLL_80, ROLL_58, SHEET_A5)}
A4_LANDSCAPE = Sheet(297, 210)
A4_UPRIGHT = Sheet(210, 297)
LETTER_A4 = Sheet(210, 297, side=22)
LETTER_A5 = Sheet(148, 210, side=14, top=10)
