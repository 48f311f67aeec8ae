"""What stands at the head of the office's paper (kop), from the office's own facts; knows no layout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.i18n import _

_AREA = re.compile(r"(?P<agency>\S.*?) (?P<area>(?:Kabupaten|Kota|Provinsi) \S.*)")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines of a kop; what the office does not know (Karangasem's address) is empty, never invented."""

    government: str
    """ "Pemerintah Kabupaten …"; empty where the agency's name does not say whose it is."""
    agency: str
    address: str
    phone: str
    place: str
    """Where letters are dated from."""

    @property
    def contact(self) -> str:
        """Address and phone on one line, as the decree's kop has them."""
        phone = _("Telp. {phone}").format(phone=self.phone) if self.phone else ""
        return " ".join(part for part in (self.address, phone) if part)


def letterhead(name: str, *, address: str, phone: str, place: str) -> Letterhead:
    """The kop of the agency `name`: "Dinas X Kabupaten Y" is the Dinas X of the Pemerintah Kabupaten Y."""
    found = _AREA.fullmatch(name.strip())
    if found is None:
        return Letterhead("", name.strip(), address.strip(), phone.strip(), place.strip())
    government = _("Pemerintah {area}").format(area=found["area"])
    return Letterhead(government, found["agency"], address.strip(), phone.strip(), place.strip())
