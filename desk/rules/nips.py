"""What the 18 digits of a civil servant's NIP say; knows no person and no list of employees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desk.errors import Refused
from desk.i18n import _


@dataclass(frozen=True, slots=True)
class NipReading:
    """What a NIP says. A PPPK's number means something else from the ninth digit on: only birth is read.

    `appointed_in` is the first of the month of appointment.
    """

    nip: str
    born_on: date | None
    appointed_in: date | None
    woman: bool | None
    warnings: tuple[str, ...]


def check(nip: str, *, born_on: date | None = None, woman: bool | None = None) -> NipReading:
    """Read YYYYMMDD YYYYMM G NNN; Refused only where `nip` is not 18 digits, all else is a warning."""
    digits = re.sub(r"[\s.\-]", "", nip)
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise Refused(_("NIP terdiri atas 18 angka."), field="nip")
    read_on = _date(digits[:8])
    appointed_in = _date(digits[8:14] + "01")
    read_woman = {"1": False, "2": True}.get(digits[14]) if appointed_in else None
    warnings = []
    if read_on is None:
        warnings.append(_("Tanggal lahir di dalam NIP tidak mungkin; periksa lagi angkanya."))
    elif born_on is not None and read_on != born_on:
        warnings.append(_("Tanggal lahir berbeda dengan yang tertera di dalam NIP."))
    if appointed_in and read_woman is None:
        warnings.append(_("Angka jenis kelamin di dalam NIP harus 1 atau 2; periksa lagi angkanya."))
    if woman is not None and read_woman is not None and woman != read_woman:
        warnings.append(_("Jenis kelamin berbeda dengan yang tertera di dalam NIP."))
    return NipReading(digits, read_on, appointed_in, read_woman, tuple(warnings))


def shown(nip: str) -> str:
    """18 digits as printed: 8 6 1 3."""
    return f"{nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}"


def _date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
