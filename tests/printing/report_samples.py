"""One picture of each paper of Laporan, made-up data: `python tests/printing/report_samples.py DIR`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from PIL import Image
from report_offices import MOMENT, MONDAY, Office

from desk import clock
from desk.operations.blank_forms import BlankFormsOrder, print_blank_forms
from desk.printing import raster
from desk.printing.drawn import paper_pdf
from desk.queries.label_papers import with_codes
from desk.queries.papers import choices, paper
from desk.rules.paper_kinds import KINDS, PaperWish
from desk.rules.papers import BlankForms

_DPI = 110


def main(folder: Path) -> None:
    """A PNG of the first sheet of each, named by its key."""
    folder.mkdir(parents=True, exist_ok=True)
    clock.run_by(lambda: MOMENT)
    office = Office(Path(tempfile.mkdtemp()) / "desk")
    office.live()
    for key in KINDS:
        _shoot(office, folder, key)
    _shoot(office, folder, "agenda-pekan", choice="public", name="agenda-pekan-umum")
    office.database.close()


def _shoot(office: Office, folder: Path, key: str, *, choice: str = "", name: str = "") -> None:
    kind = KINDS[key]
    if kind.choice in ("booking", "resource", "count", "visit"):
        offered = office.database.read(lambda session: choices(session, key, office.admin))
        if not offered:
            return
        choice = offered[0][0]
    first = date(2026, 1, 1) if kind.asks in ("days", "year", "half") else MONDAY
    wish = PaperWish(key, first, MONDAY, choice)
    made = office.database.read(lambda session: paper(session, wish, office.admin))
    if isinstance(made, BlankForms):
        printed = office.do(print_blank_forms, BlankFormsOrder(3))
        made = with_codes(made, printed.batch, printed.forms)
    pdf = paper_pdf(replace(made, made_by="I G. A.")).pdf
    grey = raster.render(pdf, _DPI)
    picture = Image.frombuffer("L", (grey.width, grey.height), grey.data, "raw", "L", grey.stride, 1)
    picture.quantize(16).save(folder / f"{name or key}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
