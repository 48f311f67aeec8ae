"""What the 16 digits of a NIK say, and where they disagree with what was told; knows no person.

A NIK keeps the place of first registration and is not changed when birth data are corrected (PP 37/2007,
Pasal 37), so nothing but its length is ever an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from desk import clock
from desk.errors import Refused
from desk.i18n import _

_WOMEN = 40  # added to the day of birth

# Kemendagri codes: provinces, the regencies of Bali, the districts of the two agencies' own regencies.
_PROVINCES = {
    "11": "Aceh", "12": "Sumatera Utara", "13": "Sumatera Barat", "14": "Riau", "15": "Jambi",
    "16": "Sumatera Selatan", "17": "Bengkulu", "18": "Lampung", "19": "Kepulauan Bangka Belitung",
    "21": "Kepulauan Riau", "31": "DKI Jakarta", "32": "Jawa Barat", "33": "Jawa Tengah",
    "34": "DI Yogyakarta", "35": "Jawa Timur", "36": "Banten", "51": "Bali", "52": "Nusa Tenggara Barat",
    "53": "Nusa Tenggara Timur", "61": "Kalimantan Barat", "62": "Kalimantan Tengah",
    "63": "Kalimantan Selatan", "64": "Kalimantan Timur", "65": "Kalimantan Utara",
    "71": "Sulawesi Utara", "72": "Sulawesi Tengah", "73": "Sulawesi Selatan", "74": "Sulawesi Tenggara",
    "75": "Gorontalo", "76": "Sulawesi Barat", "81": "Maluku", "82": "Maluku Utara", "91": "Papua",
    "92": "Papua Barat", "93": "Papua Selatan", "94": "Papua Tengah", "95": "Papua Pegunungan",
    "96": "Papua Barat Daya",
}  # fmt: skip
_REGENCIES = {
    "5101": "Kabupaten Jembrana", "5102": "Kabupaten Tabanan", "5103": "Kabupaten Badung",
    "5104": "Kabupaten Gianyar", "5105": "Kabupaten Klungkung", "5106": "Kabupaten Bangli",
    "5107": "Kabupaten Karangasem", "5108": "Kabupaten Buleleng", "5171": "Kota Denpasar",
}  # fmt: skip
_DISTRICTS = {
    "510701": "Rendang", "510702": "Sidemen", "510703": "Manggis", "510704": "Karangasem",
    "510705": "Abang", "510706": "Bebandem", "510707": "Selat", "510708": "Kubu",
    "517101": "Denpasar Selatan", "517102": "Denpasar Timur", "517103": "Denpasar Barat",
    "517104": "Denpasar Utara",
}  # fmt: skip
_WITH_DISTRICTS = frozenset(code[:4] for code in _DISTRICTS)


@dataclass(frozen=True, slots=True)
class NikReading:
    """What a NIK says. `region_name` is None for an unknown code, `born_on` and `woman` for a broken date."""

    region_code: str
    region_name: str | None
    born_on: date | None
    woman: bool | None
    warnings: tuple[str, ...]


def check(nik: str, *, born_on: date | None = None, woman: bool | None = None) -> NikReading:
    """Read `nik` and compare it with the date of birth and sex told; Refused only where it is not 16 digits.

    The century is not encoded: the latest that is not in the future, or the one `born_on` has.
    """
    digits = re.sub(r"[\s.\-]", "", nik)
    if not re.fullmatch(r"[0-9]{16}", digits):
        raise Refused(
            _("NIK terdiri atas 16 angka; yang diisikan {n}.").format(n=_counted(digits)), field="nik"
        )
    region_name, warnings = _region(digits[:6])
    read_on, read_woman = _birth(digits[6:12], born_on)
    if read_on is None:
        warnings.append(_("Tanggal lahir di dalam NIK tidak mungkin; periksa lagi angkanya."))
    elif born_on is not None and read_on != born_on:
        warnings.append(_("Tanggal lahir berbeda dengan yang tertera di dalam NIK."))
    if woman is not None and read_woman is not None and woman != read_woman:
        warnings.append(_("Jenis kelamin berbeda dengan yang tertera di dalam NIK."))
    if digits[12:] == "0000":
        warnings.append(_("Nomor urut NIK tidak mungkin 0000; periksa lagi angkanya."))
    return NikReading(digits[:6], region_name, read_on, read_woman, tuple(warnings))


def _counted(digits: str) -> str:
    if digits.isascii() and digits.isdigit():
        return _("{count} angka").format(count=len(digits))
    return _("kosong") if not digits else _("juga berisi huruf atau tanda lain")


def _region(code: str) -> tuple[str | None, list[str]]:
    province, regency = _PROVINCES.get(code[:2]), _REGENCIES.get(code[:4])
    if province is None:
        return None, [_("Kode wilayah {code} di dalam NIK tidak dikenal.").format(code=code)]
    if code[:2] != "51":
        return province, []
    if regency is None:
        sentence = _("Kode kabupaten/kota {code} di dalam NIK tidak ada di Bali.")
        return province, [sentence.format(code=code[:4])]
    if code[:4] not in _WITH_DISTRICTS:
        return regency, []
    district = _DISTRICTS.get(code)
    if district is None:
        sentence = _("Kode kecamatan {code} di dalam NIK tidak ada di {regency}.")
        return regency, [sentence.format(code=code, regency=regency)]
    return _("Kecamatan {district}, {regency}").format(district=district, regency=regency), []


def _birth(digits: str, told_on: date | None) -> tuple[date | None, bool | None]:
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    woman = day > _WOMEN
    day -= _WOMEN if woman else 0
    today = clock.today()
    possible = [on for century in (2000, 1900) if (on := _date(century + year, month, day)) and on <= today]
    if not possible:
        return None, None
    return (told_on if told_on in possible else possible[0]), woman


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
