"""A training's list pasted from a table: one participant a line; knows no request and no database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.errors import Refused
from desk.i18n import _

MOST = 200
"""Participants of one paste; a hall holds no more."""
_BETWEEN = re.compile(r"\t|;")
_HEADS = ("nama", "no", "no.", "nomor")


@dataclass(frozen=True)
class Pasted:
    """One line of the table; what is not there is empty."""

    name: str
    identity_number: str = ""
    institution: str = ""
    phone: str = ""
    email: str = ""


def read_table(text: str) -> tuple[Pasted, ...]:
    """The lines of a pasted table; Refused (field `lines`) naming the line that cannot be read.

    Columns are name, NIP/NIK, institution, phone, e-mail, apart by tabs (as spreadsheets copy) or semicolons;
    a numbering column and a head line are passed over.
    """
    read = [_read(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    found = tuple(each for each in read if each is not None)
    if not found:
        raise Refused(
            _("Tempel sedikitnya satu baris: nama; NIP/NIK; instansi; telepon; surel."), field="lines"
        )
    if len(found) > MOST:
        raise Refused(_("Paling banyak {most} peserta sekaligus.").format(most=MOST), field="lines")
    return found


def _read(number: int, line: str) -> Pasted | None:
    cells = [cell.strip() for cell in _BETWEEN.split(line)]
    if number == 1 and cells[0].casefold() in _HEADS:
        return None
    if len(cells) > 1 and re.fullmatch(r"\d{1,3}\.?", cells[0]):
        cells = cells[1:]
    while len(cells) > 5 and not cells[-1]:
        cells.pop()
    if len(cells) > 5 or not cells[0]:
        sentence = _("Baris {number} tidak terbaca: tulis nama; NIP/NIK; instansi; telepon; surel.")
        raise Refused(sentence.format(number=number), field="lines")
    return Pasted(*cells)
