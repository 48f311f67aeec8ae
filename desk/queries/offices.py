"""The facts of the office as its settings show them; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.models import Office

WATCHES = frozenset({"Office"})


@dataclass(frozen=True)
class OfficeRow:
    """The office; `charter` (maklumat) None while nobody has filled it in (N60)."""

    agency: str
    name: str
    short_name: str
    address: str
    phone: str
    place: str
    tracking_url: str | None
    charter: str | None


def office_row(session: Session) -> OfficeRow:
    """The one office of this database."""
    office = session.get_one(Office, 1)
    return OfficeRow(
        agency=office.agency,
        name=office.name,
        short_name=office.short_name,
        address=office.address,
        phone=office.phone,
        place=office.place,
        tracking_url=office.tracking_url,
        charter=office.charter,
    )
