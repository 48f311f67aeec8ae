"""Founds the office in an empty database and corrects its facts; knows no screen and no file.

Founding leaves both standards installed (the agency served decides what the counter offers), the default
resources, the opening hours, the days off and a tracking key.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Account, Office, OfficeHours, Resource, ResourcePart, TrackingKey
from desk.operations import public_services, working_days
from desk.operations.accounts import COMMAND_LINE, AccountOrder, new_account
from desk.operations.journal import Act, differences, note
from desk.rules import standards
from desk.rules.first_resources import FIRST_PARTS, FIRST_RESOURCES
from desk.rules.rights import Actor
from desk.rules.texts import clean


@dataclass(frozen=True)
class FoundingOrder:
    """Which agency this desk serves (`karangasem` or `denpasar`), and its first admin if there is one yet."""

    agency: str
    admin: AccountOrder | None = None


@dataclass(frozen=True)
class OfficeOrder:
    """The facts of the office that its admin may correct."""

    name: str
    short_name: str
    address: str
    phone: str
    place: str
    tracking_url: str | None
    charter: str | None


_FACTS: dict[str, dict[str, str]] = {
    # Karangasem's decree prints no address (only the phone, as complaint channel); the admin fills it in
    "karangasem": {"address": "", "phone": "0363 21037", "place": "Amlapura"},
    "denpasar": {"address": "Jalan Majapahit No.1", "phone": "(0361) 431229 - 437162", "place": "Denpasar"},
}

_HOURS: tuple[tuple[range, tuple[int, int, int, int]], ...] = (
    # Monday–Thursday 07.30–16.30, break 12.00–13.00; Friday 07.30–14.30, break 11.30–13.00: Perwali Denpasar
    # 69/2023; Karangasem's own hours were not found and are a setting (reference: domain C2)
    (range(4), (450, 990, 720, 780)),
    (range(4, 5), (450, 870, 690, 780)),
)


def found(session: Session, order: FoundingOrder, _actor: Actor | None = None) -> Actor:
    """Fill an empty database; returns the first admin's actor, or the command line's where none was given.

    Raises Refused (field `agency`, or the admin's fields) where the order is not sound.
    """
    if order.agency not in _FACTS:
        raise Refused(_("Pilih instansi: karangasem atau denpasar."), field="agency")
    standard = standards.standard_of(order.agency)
    perintah = Account(
        username=COMMAND_LINE, name="Perintah", role="admin", secret_hash=None, created_at=clock.now()
    )
    session.add(perintah)
    admin = new_account(session, order.admin) if order.admin else perintah
    session.add(
        Office(
            id=1,
            agency=order.agency,
            name=standard.agency_name,
            short_name=standard.short_name,
            tracking_url=None,
            charter=None,
            founded_at=clock.now(),
            **_FACTS[order.agency],
        )
    )
    session.add(TrackingKey(secret=secrets.token_hex(32), made_at=clock.now()))
    for weekdays, (opens, closes, break_from, break_to) in _HOURS:
        for weekday in weekdays:
            session.add(
                OfficeHours(
                    weekday=weekday, opens=opens, closes=closes, break_from=break_from, break_to=break_to
                )
            )
    for each in standards.load_standards():
        public_services.install(session, each, at=clock.now())
    _add_resources(session)
    session.flush()
    working_days.install_years(session, clock.today().year)
    actor = Actor(admin.id, admin.name, admin.role)
    note(session, actor, Act("office.found", 1, f"Meja {standard.short_name} dibuat"))
    return actor


def correct_office(session: Session, order: OfficeOrder, actor: Actor) -> None:
    """Correct the office's facts; receipts already issued keep what they said."""
    actor.require("set_up")
    office = session.get_one(Office, 1)
    limits = {"name": 200, "short_name": 60, "address": 200, "phone": 60, "place": 60}
    new: dict[str, str | None] = {
        field: clean(getattr(order, field), limit=limit, field=field) for field, limit in limits.items()
    }
    for field in ("name", "short_name"):
        if not new[field]:
            raise Refused(_("Isi nama instansi."), field=field)
    url = clean(order.tracking_url or "", limit=200, field="tracking_url")
    if url and not url.startswith(("https://", "http://")):
        raise Refused(_("Alamat lacak dimulai dengan https://"), field="tracking_url")
    new["tracking_url"] = url or None
    new["charter"] = clean(order.charter or "", limit=4000, field="charter", multiline=True) or None
    changes = differences({field: getattr(office, field) for field in new}, new)
    for field, value in new.items():
        setattr(office, field, value)
    note(session, actor, Act("office.correct", 1, "Data instansi diperbaiki", changes))


def _add_resources(session: Session) -> None:
    made: dict[str, Resource] = {}
    for position, new in enumerate(FIRST_RESOURCES):
        facts = asdict(new)
        around = facts.pop("around")
        facts["completeness"] = list(new.completeness)
        made[new.key] = Resource(position=position, set_up_minutes=around, clear_up_minutes=around, **facts)
    session.add_all(made.values())
    session.flush()
    for whole, parts in FIRST_PARTS.items():
        session.add_all(
            ResourcePart(whole_id=made[whole].id, part_id=made[part].id, quantity=quantity)
            for part, quantity in parts.items()
        )
