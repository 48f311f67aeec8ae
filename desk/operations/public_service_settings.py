"""What the office itself decides about a service: its unit, its number's prefix, whether it is offered.

Knows no screen. The standard's own text is never altered here: a decree is replaced only by another decree.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Office, PublicService
from desk.operations.journal import Act, differences, note
from desk.operations.public_services import search_key
from desk.rules import checklists, standards
from desk.rules.discretion import is_shielded
from desk.rules.numbers import is_prefix
from desk.rules.rights import Actor
from desk.rules.texts import clean


@dataclass(frozen=True)
class ServiceOrder:
    """How the office wants one service: `unit_name` None where nobody is named."""

    service_id: int
    unit_name: str | None
    prefix: str
    is_offered: bool


def correct_service(session: Session, order: ServiceOrder, actor: Actor) -> None:
    """Correct unit, number prefix and whether the counter offers it; requests already numbered keep theirs.

    Only a service of the agency served, under the decree in force; unchanged, nothing is written.
    """
    actor.require("set_up")
    service = _served(session, order.service_id)
    unit = clean(order.unit_name or "", limit=200, field="unit_name", label=_("Nama bidang")) or None
    prefix = _checked_prefix(session, order.prefix, service)
    new = {"unit_name": unit, "prefix": prefix, "is_offered": order.is_offered}
    changes = differences({field: getattr(service, field) for field in new}, new)
    if not changes:
        return
    if prefix != service.prefix:
        entry = checklists.read_checklist(service.checklist)
        service.search_key = search_key(standards.read_service(service.entry, entry), prefix)
    service.unit_name, service.prefix, service.is_offered = unit, prefix, order.is_offered
    sentence = f"Pengaturan layanan {service.number} {service.name} diubah"
    note(session, actor, Act("public_service.correct", service.id, sentence, changes))


def _served(session: Session, service_id: int) -> PublicService:
    service = session.get(PublicService, service_id)
    if service is None:
        raise Refused(_("Layanan ini tidak ada."))
    if service.agency != session.get_one(Office, 1).agency:
        raise Refused(_("Standar instansi lain hanya dapat dibaca."))
    if service.version.replaced_at is not None:
        raise Refused(_("SK layanan ini sudah diganti; yang lama hanya dapat dibaca."))
    return service


def _checked_prefix(session: Session, typed: str, service: PublicService) -> str:
    """`typed` in capitals; Refused (field `prefix`) where it is no prefix or another service's."""
    prefix = clean(typed, limit=12, field="prefix", label=_("Awalan nomor")).upper()
    if prefix == service.prefix:
        return prefix
    if not is_prefix(prefix):
        raise Refused(
            _("Awalan nomor 2–12 huruf A–Z tanpa angka dan spasi, misalnya KONTEN."), field="prefix"
        )
    shielded = next((each for each in (service.prefix, prefix) if is_shielded(each)), None)
    if shielded is not None:  # neither taken from its service nor given to another
        sentence = _("Awalan {prefix} tetap: menurut awalan ini nama pemohon disamarkan.")
        raise Refused(sentence.format(prefix=shielded), field="prefix")
    others = select(PublicService).where(
        PublicService.version_id == service.version_id,
        PublicService.prefix == prefix,
    )
    other = session.scalars(others).first()
    if other is not None:
        sentence = _("Awalan {prefix} sudah dipakai layanan {number} {name}.")
        raise Refused(sentence.format(prefix=prefix, number=other.number, name=other.name), field="prefix")
    return prefix
