"""Adds, corrects and retires the numbered units of a resource; knows no loan's words and no screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Occupancy, Outage, Resource, ResourceUnit
from desk.models.availability import resource_tree
from desk.models.stocks import numbered, out_now
from desk.operations import occupancy
from desk.operations.journal import Act, differences, note
from desk.operations.stock_changes import set_stock
from desk.rules import units
from desk.rules.rights import Actor
from desk.rules.spans import instant, minute
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean, reason_of

_LINES: tuple[tuple[str, int, str], ...] = (
    ("asset_code", 60, "Kode barang"),
    ("register", 40, "Nomor register"),
    ("brand", 120, "Merek"),
    ("serial", 80, "Nomor seri"),
)


@dataclass(frozen=True)
class UnitOrder:
    """One numbered unit as it ought to be; `key` is the UUID made when the form opened and names it.

    `asset_code` and `register` are those of the state asset register (kode barang, nomor register);
    `condition` is B, KB or RB; an empty `name` is the resource's own.
    """

    key: str
    resource_key: str
    label: str
    name: str = ""
    asset_code: str | None = None
    register: str | None = None
    brand: str | None = None
    serial: str | None = None
    acquired_year: int | None = None
    condition: str = "B"
    note: str | None = None


@dataclass(frozen=True)
class RetireOrder:
    """A unit that leaves the books, and why; the stock falls by one with it."""

    unit_id: int
    reason: str


def add(session: Session, order: UnitOrder, actor: Actor) -> int:
    """Label one of a leaf's stock; where all is labelled already the stock grows. The unit's id."""
    actor.require("keep_stock")
    facts = _facts(order)
    there = session.scalars(select(ResourceUnit).where(ResourceUnit.key == order.key)).one_or_none()
    if there is not None:
        return there.id
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    if not tree.is_leaf(thing.id):
        sentence = _("{name} terdiri atas bagian; catat unit pada bagiannya.")
        raise Refused(sentence.format(name=thing.name), field="resource_key")
    occupancy.open_ground(session, tree, [thing.id], actor)
    _check_label(session, facts["label"])
    resource = session.get_one(Resource, thing.id, populate_existing=True)
    facts["name"] = facts["name"] or resource.name
    unit = ResourceUnit(key=order.key, resource_id=resource.id, **facts)
    grows = numbered(session, resource.id) >= resource.stock
    if grows:
        set_stock(session, resource, resource.stock + 1)
    session.add(unit)
    session.flush()
    words = f"Unit {unit.label} ({resource.name}) dicatat"
    if grows:
        words += f"; jumlah {resource.name} menjadi {resource.stock}"
    note(session, actor, Act("unit.add", unit.id, words))
    return unit.id


def correct(session: Session, order: UnitOrder, actor: Actor) -> None:
    """Correct a unit's facts; it stays a unit of its resource."""
    actor.require("keep_stock")
    facts = _facts(order)
    unit = session.scalars(select(ResourceUnit).where(ResourceUnit.key == order.key)).one_or_none()
    if unit is None:
        raise Refused(_("Unit ini tidak ditemukan."))
    if facts["label"] != unit.label:
        _check_label(session, facts["label"])
    facts["name"] = facts["name"] or unit.resource.name
    changes = differences({field: getattr(unit, field) for field in facts}, facts)
    if not changes:
        return
    for field, value in facts.items():
        setattr(unit, field, value)
    note(session, actor, Act("unit.correct", unit.id, f"Unit {unit.label} diperbaiki", changes))


def retire(session: Session, order: RetireOrder, actor: Actor) -> None:
    """Take a unit off the books for good: what was out of order of it ends, and the stock falls by one.

    Refused while a borrower has it, while it is promised by name, and where the rest would not do for what is
    promised.
    """
    actor.require("keep_stock")
    reason = reason_of(order.reason, wanting=_("Isi alasan unit dikeluarkan dari catatan."))
    unit = session.get(ResourceUnit, order.unit_id)
    if unit is None:
        raise Refused(_("Unit ini tidak ditemukan."))
    tree = resource_tree(session)
    occupancy.open_ground(session, tree, [unit.resource_id], actor)
    session.refresh(unit)
    if not unit.is_active:
        return
    if out_now(session).get((unit.resource_id, unit.id)):
        raise Refused(_("{label} masih dibawa peminjam.").format(label=unit.label), field="reason")
    now = instant(minute(clock.now()))
    _check_not_named(session, unit)
    unit.is_active = False
    session.flush()
    resource = session.get_one(Resource, unit.resource_id, populate_existing=True)
    set_stock(session, resource, max(0, resource.stock - 1), field="reason")
    for outage in open_outages(session, unit.id):
        outage.ends_at = max(outage.starts_at, now)
        outage.ended_at = clock.now()
    words = f"Unit {unit.label} ({resource.name}) dikeluarkan dari catatan: {reason}"
    changes = (("stock", resource.stock + 1, resource.stock),)
    note(session, actor, Act("unit.retire", unit.id, words, changes))


def open_outages(session: Session, unit_id: int) -> Iterable[Outage]:
    """What keeps a unit out of order now or is planned to."""
    now = instant(minute(clock.now()))
    lasting = (Outage.ends_at.is_(None)) | (Outage.ends_at > now)
    return session.scalars(select(Outage).where(Outage.unit_id == unit_id, lasting)).all()


def _check_label(session: Session, label: str) -> None:
    other = session.scalars(select(ResourceUnit).where(ResourceUnit.label == label)).one_or_none()
    if other is not None:
        sentence = _("Label {label} sudah dipakai {name}.")
        raise Refused(sentence.format(label=label, name=other.resource.name), field="label")


def _check_not_named(session: Session, unit: ResourceUnit) -> None:
    now = instant(minute(clock.now()))
    named = select(Occupancy.id).where(Occupancy.unit_id == unit.id, Occupancy.ends_at > now).limit(1)
    if session.scalar(named) is not None:
        sentence = _("{label} sudah dijanjikan dengan labelnya; pindahkan pesanannya dahulu.")
        raise Refused(sentence.format(label=unit.label), field="reason")


def _facts(order: UnitOrder) -> dict[str, Any]:
    """The unit's columns, cleaned; Refused beside the field that cannot be stored."""
    facts: dict[str, Any] = {
        "label": units.label_of(order.label),
        "name": clean(order.name, limit=NAME_LIMIT, field="name"),
        "acquired_year": units.check_year(order.acquired_year, clock.today().year),
        "condition": units.check_condition(order.condition),
        "note": clean(order.note or "", limit=NOTE_LIMIT, field="note", multiline=True) or None,
    }
    for field, limit, label in _LINES:
        facts[field] = clean(getattr(order, field) or "", limit=limit, field=field, label=label) or None
    return facts
