"""Reads ESC/POS back as a receipt printer does: pictures, feeds and cuts, and not one byte besides."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image, ImageChops


class NotUnderstood(AssertionError):
    """A byte that is no part of the five commands."""


@dataclass
class Roll:
    """What came out: the paper's dots, and where it was cut or fed."""

    head: int
    strips: list[Image.Image] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    @property
    def cuts(self) -> int:
        """How often the knife fell."""
        return self.commands.count("cut")

    def picture(self) -> Image.Image:
        """The paper as one 1-bit image: black is 0."""
        width = max(strip.width for strip in self.strips)
        whole = Image.new("1", (width, sum(strip.height for strip in self.strips)), 1)
        top = 0
        for strip in self.strips:
            whole.paste(strip, (0, top))
            top += strip.height
        return whole


def read(job: bytes, *, head: int = 576) -> Roll:
    """Print `job`; NotUnderstood where a byte would come out as a character."""
    roll, at = Roll(head), 0
    while at < len(job):
        at = _command(roll, job, at)
    return roll


def _command(roll: Roll, job: bytes, at: int) -> int:
    if job[at : at + 2] == b"\x1b@":
        roll.commands.append("reset")
        return at + 2
    if job[at : at + 2] == b"\x1ba" and job[at + 2] in (0, 1, 2):
        roll.commands.append("align")
        return at + 3
    if job[at : at + 2] == b"\x1bd":
        roll.commands.append(f"feed {job[at + 2]}")
        return at + 3
    if job[at : at + 3] == b"\x1dVB":
        roll.commands.append("cut")
        return at + 4
    if job[at : at + 4] == b"\x1dv0\x00":
        return _strip(roll, job, at + 4)
    raise NotUnderstood(f"byte {at}: {job[at : at + 8].hex(' ')}")


def _strip(roll: Roll, job: bytes, at: int) -> int:
    across = int.from_bytes(job[at : at + 2], "little")
    rows = int.from_bytes(job[at + 2 : at + 4], "little")
    end = at + 4 + across * rows
    if across * 8 > roll.head or end > len(job):
        raise NotUnderstood(f"a picture {across * 8} dots wide and {rows} high does not fit")
    black = Image.frombytes("1", (across * 8, rows), job[at + 4 : end])
    roll.strips.append(ImageChops.invert(black.convert("L")).convert("1"))
    roll.commands.append("picture")
    return end
