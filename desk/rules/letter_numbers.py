"""Letter numbers by the pattern an office sets, and when two of them are the same; knows no counter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desk.errors import Refused
from desk.i18n import _
from desk.rules.terbilang import roman_month
from desk.rules.texts import NUMBER_LIMIT, clean

DEFAULT_PATTERN = "{urut:3}/{bulan-romawi}/{tahun}"
"""Holds only what is known: an office's classification and unit codes stand in neither standard."""
PLACES: dict[str, str] = {
    "klasifikasi": "kode klasifikasi arsip",
    "urut": "nomor urut; {urut:3} menjadi 007",
    "unit": "kode unit",
    "bulan": "bulan dengan angka",
    "bulan-romawi": "bulan dengan angka Romawi",
    "tahun": "tahun",
}
PATTERN_LIMIT = 120
_PLACE = re.compile(r"\{([^{}]*)\}")
_COUNTED = re.compile(r"urut(?::([1-6]))?")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How one series is numbered."""

    pattern: str = DEFAULT_PATTERN
    classification: str = ""
    unit: str = ""

    def number(self, sequence: int, on: date) -> str:
        """The number `sequence` of the year of `on`."""
        words = {
            "klasifikasi": self.classification,
            "unit": self.unit,
            "bulan": f"{on.month:02}",
            "bulan-romawi": roman_month(on.month),
            "tahun": str(on.year),
        }

        def said(found: re.Match[str]) -> str:
            counted = _COUNTED.fullmatch(found[1])
            return f"{sequence:0{counted[1] or 1}}" if counted else words[found[1]]

        return _PLACE.sub(said, self.pattern)


def checked_pattern(numbering: Numbering) -> Numbering:
    """The same, cleaned; Refused beside the field where it would give one number twice or none at all."""
    pattern = clean(numbering.pattern, limit=PATTERN_LIMIT, field="pattern", label=_("Pola nomor"))
    places = [found[1] for found in _PLACE.finditer(pattern)]
    for place in places:
        if place not in PLACES and not _COUNTED.fullmatch(place):
            known = ", ".join("{" + each + "}" for each in PLACES)
            sentence = _("Isian {place} tidak dikenal; yang ada: {known}.")
            raise Refused(sentence.format(place="{" + place[:40] + "}", known=known), field="pattern")
    if "{" in _PLACE.sub("", pattern) or "}" in _PLACE.sub("", pattern):
        raise Refused(_("Kurung kurawal pada pola tidak berpasangan."), field="pattern")
    if not any(_COUNTED.fullmatch(place) for place in places) or "tahun" not in places:
        sentence = _("Pola harus memuat {urut} dan {tahun}, supaya tidak ada nomor yang sama.")
        raise Refused(sentence, field="pattern")
    made = Numbering(
        pattern,
        clean(numbering.classification, limit=40, field="classification", label=_("Klasifikasi")),
        clean(numbering.unit, limit=40, field="unit", label=_("Kode unit")),
    )
    for place, value, field in (
        ("klasifikasi", made.classification, "classification"),
        ("unit", made.unit, "unit"),
    ):
        if place in places and not value:
            sentence = _("Pola memakai {place}; isikan kodenya.").replace("{place}", "{" + place + "}")
            raise Refused(sentence, field=field)
    if len(made.number(999_999, date(2026, 8, 1))) > NUMBER_LIMIT:
        raise Refused(_("Nomor menurut pola ini lebih dari 80 huruf."), field="pattern")
    return made


def typed(number: str) -> str:
    """A number typed by hand as it is printed; empty where none was typed."""
    return clean(number, limit=NUMBER_LIMIT, field="number", label=_("Nomor surat"))


def number_key(number: str) -> str:
    """What is the same for two ways of writing one number: case, spaces and leading zeros do not count."""
    return _LEADING_ZEROS.sub("", "".join(number.casefold().split()))
