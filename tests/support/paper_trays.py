"""A printer of the tests' own: what it gets lands in a tray as PDF, or it says why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desk.errors import Unavailable
from desk.printing import raster
from desk.printing.printers import Printer, PrinterRow


class Tray:
    """One printer; `trouble` is what it says instead of taking the paper, `bug` what it breaks with."""

    def __init__(self, name: str, folder: Path) -> None:
        self._name, self._folder = name, folder
        self.trouble = ""
        self.bug: Exception | None = None
        self.titles: list[str] = []

    @property
    def name(self) -> str:
        """What the officer calls it."""
        return self._name

    def send(self, pdf: bytes, *, title: str) -> None:
        """Take it."""
        if self.trouble:
            raise Unavailable(self.trouble)
        if self.bug is not None:
            raise self.bug
        self.titles.append(title)
        (self._folder / f"{len(self.titles)}.pdf").write_bytes(pdf)

    def words(self) -> list[str]:
        """What each paper in the tray says, on one line."""
        papers = sorted(self._folder.glob("*.pdf"), key=lambda file: int(file.stem))
        return [" ".join(raster.text(paper.read_bytes()).split()) for paper in papers]


class Trays:
    """The printers of a machine."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.trays: dict[str, Tray] = {}
        for name in names:
            place = folder / name
            place.mkdir()
            self.trays[name] = Tray(name, place)

    def rows(self) -> tuple[PrinterRow, ...]:
        """All of them, the first one the default."""
        names = list(self.trays)
        return tuple(PrinterRow(name, "", name == names[0], is_stopped=False) for name in names)

    def printer(self, name: str) -> Printer:
        """The one of that name."""
        return self.trays[name]
