"""Adds and corrects what can be booked, closes it for a while and opens it again; knows no screen.

A closure is a fact: it is always recorded, also over promises, and the act says which bookings are at risk.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Resource, ResourceClosure
from desk.models.availability import promises_within, resource_tree, stands
from desk.operations import occupancy
from desk.operations.journal import Act, differences, note
from desk.operations.stock_changes import set_stock
from desk.rules import phones
from desk.rules.clashes import Promise
from desk.rules.first_resources import KINDS
from desk.rules.office_dates import span_words
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute
from desk.rules.texts import NAME_LIMIT, NOTE_LIMIT, clean, fold

REASON_LIMIT = 200
LONGEST_BUFFER = 1440
LARGEST_STOCK = 100_000
CODE_LIMIT = 60
POOL_LIMIT = 40
PART_LIMIT = 60
MOST_PARTS = 30


@dataclass(frozen=True)
class ResourceOrder:
    """The facts of one resource as they ought to be; `key` names it for good.

    `completeness` names what belongs to one of it (cables, batteries); members of one `pool` stand in for
    each other; `no_show_minutes`: when the officer is asked about a borrower who has not come.
    `set_up_minutes` and `clear_up_minutes` hold for bookings made from now on: a promise keeps its own.
    """

    key: str
    name: str
    kind: str
    stock: int = 1
    capacity: int | None = None
    set_up_minutes: int = 0
    clear_up_minutes: int = 0
    custodian_name: str | None = None
    custodian_phone: str | None = None
    asset_code: str | None = None
    pool: str | None = None
    is_handed_over: bool = False
    completeness: tuple[str, ...] = ()
    no_show_minutes: int | None = None
    note: str | None = None
    is_active: bool = True


@dataclass(frozen=True)
class ClosureOrder:
    """A span in which a resource is closed, and why; `key` is the UUID made when the form opened."""

    key: str
    resource_key: str
    span: Span
    reason: str


@dataclass(frozen=True)
class Closed:
    """The closure's id, and the bookings that it puts at risk."""

    id: int
    at_risk: tuple[Promise, ...]


@dataclass(frozen=True)
class LiftOrder:
    """The closure that no longer holds."""

    closure_id: int


def add(session: Session, order: ResourceOrder, actor: Actor) -> int:
    """One more resource, without parts; its id. The same order twice is one resource."""
    actor.require("set_up")
    facts = _facts(order)
    key = clean(order.key, limit=40, field="key").lower().replace(" ", "-")
    if not key:
        raise Refused(_("Isi kode sumber daya."), field="key")
    there = session.scalars(select(Resource).where(Resource.key == key)).one_or_none()
    if there is not None:
        if all(getattr(there, field) == value for field, value in facts.items()):
            return there.id
        raise Refused(_("Kode {key} sudah dipakai {name}.").format(key=key, name=there.name), field="key")
    last = session.scalar(select(func.max(Resource.position)))
    resource = Resource(key=key, position=0 if last is None else last + 1, **facts)
    session.add(resource)
    session.flush()
    note(session, actor, Act("resource.add", resource.id, f"{resource.name} ditambahkan"))
    return resource.id


def correct(session: Session, order: ResourceOrder, actor: Actor) -> None:
    """Correct a resource's facts; its stock cannot fall below what is promised of it from now on."""
    actor.require("set_up")
    facts = _facts(order)
    tree = resource_tree(session)
    resource_id = next((each.id for each in tree.things.values() if each.key == order.key), None)
    if resource_id is None:
        raise Refused(_("Tidak ada sumber daya {key}.").format(key=order.key[:40]), field="key")
    place = occupancy.open_ground(session, tree, [resource_id], actor)
    resource = session.get_one(Resource, resource_id, populate_existing=True)
    if resource.is_active and not order.is_active:
        _check_unpromised(session, tree, resource)
    if not tree.is_leaf(resource_id):
        facts["stock"] = resource.stock  # how many there are of a composite follows from its parts
    changes = differences({field: getattr(resource, field) for field in facts}, facts)
    set_stock(session, resource, facts["stock"])
    for field, value in facts.items():
        setattr(resource, field, value)
    note(session, actor, Act("resource.correct", resource.id, f"{resource.name} diperbaiki", changes))
    session.flush()
    occupancy.hand_on(session, replace(place, tree=resource_tree(session)), actor)


def close(session: Session, order: ClosureOrder, actor: Actor) -> Closed:
    """Close a resource, and its parts and wholes with it; always recorded, also over promises."""
    actor.require("close")
    reason = clean(order.reason, limit=REASON_LIMIT, field="reason")
    if not reason:
        raise Refused(_("Isi alasan penutupan."), field="reason")
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    occupancy.open_ground(session, tree, [thing.id], actor)
    closure = session.scalars(select(ResourceClosure).where(ResourceClosure.key == order.key)).one_or_none()
    if closure is None:
        closure = ResourceClosure(
            key=order.key,
            resource_id=thing.id,
            starts_at=order.span.starts_at,
            ends_at=order.span.ends_at,
            reason=reason,
            saved_by=actor.account_id,
            saved_at=clock.now(),
        )
        session.add(closure)
        session.flush()
        words = f"{thing.name} ditutup {span_words(order.span)}: {reason}"
        note(session, actor, Act("resource.close", closure.id, words))
    at_risk = promises_within(session, tree.leaves(thing.id), Span(closure.starts_at, closure.ends_at))
    return Closed(closure.id, at_risk)


def lift(session: Session, order: LiftOrder, actor: Actor) -> None:
    """The closure no longer holds; its line stays, with when it was lifted."""
    actor.require("close")
    closure = session.get(ResourceClosure, order.closure_id)
    if closure is None:
        raise Refused(_("Penutupan ini tidak ditemukan."))
    place = occupancy.open_ground(session, resource_tree(session), [closure.resource_id], actor)
    session.refresh(closure)
    if closure.lifted_at is not None:
        return
    closure.lifted_at = clock.now()
    session.flush()
    name = session.get_one(Resource, closure.resource_id).name
    words = f"Penutupan {name} {span_words(Span(closure.starts_at, closure.ends_at))} dicabut"
    note(session, actor, Act("resource.lift", closure.id, words))
    occupancy.hand_on(session, place, actor)


def _check_unpromised(session: Session, tree: ResourceTree, resource: Resource) -> None:
    now = clock.now()
    ahead = Booking.ends_at > instant(minute(now))
    count = session.scalar(
        select(func.count(Booking.id)).where(
            Booking.resource_id.in_(tree.related(resource.id)), ahead, stands(now)
        )
    )
    if count:
        sentence = _("{name} masih dipesan {count} kali; pindahkan atau batalkan dahulu.")
        raise Refused(sentence.format(name=resource.name, count=count), field="is_active")


def _facts(order: ResourceOrder) -> dict[str, Any]:
    """Every column of the order but its key, cleaned; Refused beside the field that cannot be stored."""
    facts = {each.name: getattr(order, each.name) for each in fields(order) if each.name != "key"}
    facts["name"] = clean(order.name, limit=NAME_LIMIT, field="name")
    if not facts["name"]:
        raise Refused(_("Isi nama sumber daya."), field="name")
    if order.kind not in KINDS:
        raise Refused(_("Pilih jenis sumber daya."), field="kind")
    _check_figures(order)
    facts["custodian_name"] = _line(order.custodian_name, NAME_LIMIT, "custodian_name", _("Nama"))
    phone = order.custodian_phone or ""
    facts["custodian_phone"] = phones.normalised(phone, field="custodian_phone") if phone.strip() else None
    facts["asset_code"] = _line(order.asset_code, CODE_LIMIT, "asset_code", _("Kode barang"))
    pool = _line(order.pool, POOL_LIMIT, "pool", _("Kelompok"))
    facts["pool"] = pool.lower() if pool else None
    facts["completeness"] = _completeness(order.completeness)
    facts["note"] = clean(order.note or "", limit=NOTE_LIMIT, field="note", multiline=True) or None
    return facts


def _check_figures(order: ResourceOrder) -> None:
    _within(order.stock, "stock", LARGEST_STOCK, _("Jumlah"))
    _within(order.set_up_minutes, "set_up_minutes", LONGEST_BUFFER, _("Menit persiapan"))
    _within(order.clear_up_minutes, "clear_up_minutes", LONGEST_BUFFER, _("Menit pembersihan"))
    if order.capacity is not None:
        _within(order.capacity, "capacity", LARGEST_STOCK, _("Kapasitas"))
    minutes = order.no_show_minutes
    if minutes is not None and not 1 <= minutes <= LONGEST_BUFFER:
        raise Refused(_("Menit tunggu antara 1 dan 1.440."), field="no_show_minutes")


def _line(text: str | None, limit: int, field: str, label: str) -> str | None:
    return clean(text or "", limit=limit, field=field, label=label) or None


def _completeness(wanted: tuple[str, ...]) -> list[str]:
    """Each thing once, in the order given."""
    things: dict[str, str] = {}
    for each in wanted:
        thing = clean(each, limit=PART_LIMIT, field="completeness", label=_("Kelengkapan"))
        if thing:
            things.setdefault(fold(thing), thing)
    if len(things) > MOST_PARTS:
        raise Refused(_("Kelengkapan paling banyak {most}.").format(most=MOST_PARTS), field="completeness")
    return list(things.values())


def _within(number: int, field: str, largest: int, label: str) -> None:
    if not 0 <= number <= largest:
        shown = f"{largest:,}".replace(",", ".")
        sentence = _("{label} antara 0 dan {largest}.")
        raise Refused(sentence.format(label=label, largest=shown), field=field)
