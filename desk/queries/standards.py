"""The installed decrees and their services, as settings and the standard's own page show them.

Changes nothing and knows no request; the agency served comes first everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Office, PublicService, StandardVersion
from desk.rules import checklists, standards, texts
from desk.rules.source_notes import Reading, readings
from desk.rules.standards import Note, ServiceStandard

WATCHES = frozenset({"Office", "PublicService", "StandardVersion"})

_CHARTER = "Maklumat Pelayanan"


@dataclass(frozen=True)
class DecreeRow:
    """One installed decree; `annex_on` where its annex bears another date (N02)."""

    version_id: int
    agency: str
    agency_name: str
    short_name: str
    kind: str
    number: str
    decree_on: date
    annex_on: date | None
    title: str
    service_count: int
    is_in_force: bool
    is_served: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class StandardServiceRow:
    """One service in the list; `is_offered` means something only for the agency served."""

    id: int
    agency: str
    number: str
    name: str
    prefix: str
    unit_name: str | None
    is_offered: bool
    is_served: bool
    search_key: str

    def matches(self, query: str) -> bool:
        """Whether the number begins with `query`, or every word of it begins a word the service goes by."""
        asked = query.strip().casefold()
        if self.number.casefold().startswith(asked):
            return True
        known = self.search_key.split()
        return all(any(word.startswith(part) for word in known) for part in texts.fold(query).split())


@dataclass(frozen=True)
class StandardSheet:
    """One service's standard whole, and what the office decided about it.

    `names_charter`: its guarantees are only the name of a charter (N60); `charter` is that of the office.
    """

    service_id: int
    service: ServiceStandard
    decree: DecreeRow
    unit_name: str | None
    unit_is_inferred: bool
    prefix: str
    is_offered: bool
    readings: tuple[Reading, ...]
    names_charter: bool
    charter: str | None


def decree_rows(session: Session) -> tuple[DecreeRow, ...]:
    """Every installed decree: the served agency's first, newest first within an agency."""
    served = _served(session)
    versions = session.scalars(select(StandardVersion).order_by(StandardVersion.decree_on.desc()))
    counts = _service_counts(session)
    rows = [_decree(version, served=served, count=counts.get(version.id, 0)) for version in versions]
    return tuple(sorted(rows, key=lambda row: (not row.is_served, row.agency)))


def standard_service_rows(session: Session) -> tuple[StandardServiceRow, ...]:
    """The services of every decree in force, in each decree's order, the served agency's first."""
    served = _served(session)
    in_force = (
        select(PublicService)
        .join(StandardVersion)
        .where(StandardVersion.replaced_at.is_(None))
        .order_by(PublicService.agency != served, PublicService.agency, PublicService.seq)
    )
    return tuple(_service(service, served=served) for service in session.scalars(in_force))


def standard_sheet(session: Session, service_id: int) -> StandardSheet:
    """One service's standard, of whatever version and agency; Refused where there is none."""
    service = session.get(PublicService, service_id)
    if service is None:
        raise Refused(_("Layanan ini tidak ada."), field="service")
    version = service.version
    office = session.get_one(Office, 1)
    decree = _decree(version, served=office.agency, count=_service_counts(session)[version.id])
    checklist = checklists.read_checklist(service.checklist)
    standard = standards.read_service(service.entry, checklist, notes=_notes(version.body))
    unit = service.entry["unit"] or {}
    return StandardSheet(
        service_id=service.id,
        service=standard,
        decree=decree,
        unit_name=service.unit_name,
        unit_is_inferred=unit.get("source") == "inferred" and service.unit_name == unit.get("name"),
        prefix=service.prefix,
        is_offered=service.is_offered,
        readings=readings(version.body.get("corrections", ()), service.key),
        names_charter=any(_is_charter(service.entry[key]) for key in _GUARANTEES),
        charter=office.charter if decree.is_served else None,
    )


_GUARANTEES = ("service_guarantee", "security_guarantee")


def _is_charter(passages: list[Any] | None) -> bool:
    return [each.get("text") for each in passages or () if isinstance(each, dict)] == [_CHARTER]


def _served(session: Session) -> str:
    return session.scalars(select(Office.agency)).one()


def _service_counts(session: Session) -> dict[int, int]:
    counted = select(PublicService.version_id, func.count()).group_by(PublicService.version_id)
    return {version_id: count for version_id, count in session.execute(counted)}  # noqa: C416 - rows are no pairs to mypy


def _decree(version: StandardVersion, *, served: str, count: int) -> DecreeRow:
    agency = version.body["agency"]
    instrument = agency["instrument"]
    annex = instrument.get("tanggal_lampiran")
    notes = _notes(version.body)
    return DecreeRow(
        version_id=version.id,
        agency=version.agency,
        agency_name=agency["name"],
        short_name=agency["short"],
        kind=instrument["jenis"],
        number=version.decree_number,
        decree_on=version.decree_on,
        annex_on=date.fromisoformat(annex) if annex else None,
        title=version.title,
        service_count=count,
        is_in_force=version.replaced_at is None,
        is_served=version.agency == served,
        notes=tuple(notes[each] for each in agency.get("notes", ()) if each in notes),
    )


def _notes(body: Mapping[str, Any]) -> dict[str, Note]:
    return {entry["id"]: Note(**entry) for entry in body["notes"]}


def _service(service: PublicService, *, served: str) -> StandardServiceRow:
    return StandardServiceRow(
        id=service.id,
        agency=service.agency,
        number=service.number,
        name=service.name,
        prefix=service.prefix,
        unit_name=service.unit_name,
        is_offered=service.is_offered,
        is_served=service.agency == served,
        search_key=service.search_key,
    )
