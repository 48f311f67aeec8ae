"""Installing a service standard as a version of its own; knows no request.

A request keeps the version it was filed under: a newer decree retires the former one, it never rewrites it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import PublicService, StandardVersion
from desk.operations.journal import Act, note
from desk.rules import texts
from desk.rules.rights import Actor
from desk.rules.standards import ServiceStandard, Standard


def install(session: Session, standard: Standard, *, at: datetime, actor: Actor | None = None) -> int:
    """The id of `standard` as installed; a decree that is already there is left as it is.

    Installing a newer decree retires the agency's former one at `at`. `actor` is who installs it later on;
    None while the office is being founded, whose own journal line says it all.
    """
    known = session.scalar(
        select(StandardVersion).where(
            StandardVersion.agency == standard.agency,
            StandardVersion.decree_number == standard.decree_number,
        )
    )
    if known is not None:
        return known.id
    former = _in_force(session, standard.agency)
    if former is not None and former.decree_on > standard.decree_date:
        raise Refused(
            _("SK {0} lebih lama daripada SK {1} yang sedang berlaku.").format(
                standard.decree_number, former.decree_number
            ),
            field="decree_number",
        )
    version = _write(session, standard, at=at, former=former)
    if former is not None:
        former.replaced_at = at
    session.flush()
    if actor is not None:
        sentence = _("Standar pelayanan {0} dipasang: {1}.").format(
            standard.short_name, version.decree_number
        )
        note(session, actor, Act("standard_version.install", version.id, sentence))
    return version.id


def install_standard(session: Session, standard: Standard, actor: Actor) -> int:
    """As `install`, now, by somebody with the right to set up the office, with its journal line."""
    actor.require("set_up")
    return install(session, standard, at=clock.now(), actor=actor)


def _in_force(session: Session, agency: str) -> StandardVersion | None:
    return session.scalar(
        select(StandardVersion).where(StandardVersion.agency == agency, StandardVersion.replaced_at.is_(None))
    )


def _write(
    session: Session, standard: Standard, *, at: datetime, former: StandardVersion | None
) -> StandardVersion:
    version = StandardVersion(
        agency=standard.agency,
        decree_number=standard.decree_number,
        decree_on=standard.decree_date,
        title=standard.title,
        installed_at=at,
        body={
            "agency": dict(standard.source),
            "notes": _notes(standard),
            "corrections": [dict(correction) for correction in standard.corrections],
        },
    )
    before = {service.number: service for service in former.services} if former is not None else {}
    version.services = [
        _service(service, seq=seq, before=before.get(service.number))
        for seq, service in enumerate(standard.services, start=1)
    ]
    session.add(version)
    return version


def _notes(standard: Standard) -> list[dict[str, str]]:
    """The notes on the decree and on its services, once each."""
    all_notes = [*standard.notes, *(note for service in standard.services for note in service.notes)]
    return [
        {
            "id": entry.id,
            "severity": entry.severity,
            "where": entry.where,
            "finding": entry.finding,
            "handling": entry.handling,
        }
        for entry in {note.id: note for note in all_notes}.values()
    ]


def _service(service: ServiceStandard, *, seq: int, before: PublicService | None) -> PublicService:
    """What the office set for the same number (unit, prefix, whether offered) goes on under a new decree."""
    unit, prefix = service.unit, service.checklist.prefix
    if before is not None and before.unit_name != (before.entry["unit"] or {}).get("name"):
        unit = before.unit_name
    if before is not None and before.prefix != before.checklist["prefix"]:
        prefix = before.prefix
    return PublicService(
        agency=service.agency,
        number=service.number,
        seq=seq,
        name=service.name,
        prefix=prefix,
        unit_name=unit,
        entry=dict(service.source),
        checklist=dict(service.checklist.source),
        search_key=search_key(service, prefix),
        is_offered=before.is_offered if before is not None else True,
    )


def search_key(service: ServiceStandard, prefix: str) -> str:
    """What the picker finds a service by: its names, prefix, products, variants and aliases, folded."""
    labels = [variant.label for variant in service.checklist.variants]
    names = [service.name, service.name_in_list, service.name_in_heading, prefix]
    return texts.fold(" ".join([*names, *service.products, *labels, *service.checklist.search_words]))
