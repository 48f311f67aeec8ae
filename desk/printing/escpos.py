"""The bytes a receipt printer understands: a picture of the paper, and its status; knows no address.

Five commands only (ESC @, ESC a, GS v 0, GS V, ESC d), so that every cheap clone prints the same. All words
are dots by the time they come here: no text can become a command.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from desk.errors import Unavailable
from desk.i18n import _
from desk.printing.papers import Grey

HEAD_DPI = 203
HEADS = {"58": 384, "80": 576}
"""Dots across the head, by the width of its paper in millimetres."""

BAND = 128
"""Rows a command: 9 KB across 80 mm; clones with small buffers lose the rest of a larger one."""

_MOST_EDGE = 14.0
"""Millimetres of paper beside the head, both edges together; 10.0 on 58 mm, 7.9 on 80 mm."""

_RESET = b"\x1b@"
_CENTRE = b"\x1ba\x01"  # where the head is wider than the picture
_CUT = b"\x1dVB\x10"  # feeds to the knife and 2 mm further: some clones feed those 2 mm only
_FEED = b"\x1bd\x04"  # up to the edge one tears at

_BLACK = bytes(ord("1") if grey < 128 else ord("0") for grey in range(256))

Fault = Literal["paper", "cover", "cutter", "broken", "offline"]


def raster_job(pdf: bytes, *, dots: int, cuts: bool = True) -> bytes:
    """All pages of `pdf` for a head `dots` wide (384 on 58 mm, 576 on 80 mm), dot for dot, never scaled.

    Unavailable where the paper is set for a wider roll: its words would be cut off at both sides.
    """
    from desk.printing import raster  # pdfium loads with the first paper

    job = [_RESET, _CENTRE]
    for number, size in enumerate(raster.page_sizes(pdf)):
        if size.width - dots / HEAD_DPI * 25.4 > _MOST_EDGE:
            sentence = _("Kertas selebar {width:.0f} mm tidak muat di printer struk ini.")
            raise Unavailable(sentence.format(width=size.width))
        job += _picture(raster.middle(pdf, HEAD_DPI, dots=dots, page=number))
    return b"".join([*job, _CUT if cuts else _FEED])


def _picture(grey: Grey) -> Iterator[bytes]:
    """GS v 0 in bands of `BAND` rows."""
    across = grey.width // 8
    # base 2 is read in linear time: half a million dots in some 2 ms
    ones = b"".join(
        grey.data[start : start + grey.width] for start in range(0, grey.stride * grey.height, grey.stride)
    )
    bits = int(ones.translate(_BLACK) or b"0", 2).to_bytes(across * grey.height, "big")
    for top in range(0, grey.height, BAND):
        rows = min(BAND, grey.height - top)
        head = b"\x1dv0\x00" + across.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield head + bits[top * across : (top + rows) * across]


QUESTIONS = (1, 2, 3, 4)
"""Printer, reason of being offline, error, paper: n of DLE EOT n, answered at once with one byte each."""

_FAULTS: dict[int, tuple[tuple[int, Fault], ...]] = {
    1: ((0x08, "offline"),),
    2: ((0x20, "paper"), (0x04, "cover"), (0x40, "broken")),
    3: ((0x08, "cutter"), (0x64, "broken")),
    4: ((0x60, "paper"),),
}
_WORST_LAST: tuple[Fault, ...] = ("offline", "broken", "cover", "cutter", "paper")
"""What names the reason beats what only says that there is one."""


def question(number: int) -> bytes:
    """DLE EOT `number`."""
    return bytes((0x10, 0x04, number))


def is_answer(byte: int) -> bool:
    """Whether `byte` can be the answer to DLE EOT: four of its bits are fixed."""
    return byte & 0x93 == 0x12


def fault_of(answers: dict[int, int]) -> Fault | None:
    """What keeps the printer from printing, of its answers by question; None: nothing it knows of."""
    found = {fault for number, byte in answers.items() for bit, fault in _FAULTS[number] if byte & bit}
    return max(found, key=_WORST_LAST.index, default=None)
