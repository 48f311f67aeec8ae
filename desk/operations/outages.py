"""Records what is broken, lost or in maintenance, ends it, and settles who answers; knows no screen.

A loss is a fact: it is recorded also over promises, and the act says which of them it puts at risk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Liability, Outage, Resource, ResourceUnit
from desk.models.availability import resource_tree, takings
from desk.models.stocks import LAST, missing_from
from desk.operations import occupancy
from desk.operations.journal import Act, note
from desk.operations.occupancy import OpenGround
from desk.operations.stock_changes import set_stock
from desk.operations.units import RetireOrder, open_outages, retire
from desk.rules import outages, phones
from desk.rules.clashes import Promise
from desk.rules.resources import ResourceTree, Thing
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute
from desk.rules.texts import NAME_LIMIT, REASON_LIMIT, clean
from desk.rules.units import check_condition


@dataclass(frozen=True)
class PersonOrder:
    """Who answers for what was lost or broken."""

    name: str
    phone: str | None = None
    institution: str | None = None


@dataclass(frozen=True)
class OutageOrder:
    """So many of one leaf, or one numbered unit, that are not to be had from `starts_at` (None: now).

    `kind`: broken, lost or maintenance (which has an end). `person`: opens a liability where lost or broken.
    """

    key: str
    resource_key: str
    kind: str
    reason: str
    quantity: int = 1
    unit_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    booking_id: int | None = None
    person: PersonOrder | None = None


@dataclass(frozen=True)
class Recorded:
    """The outage's id, the bookings that it puts at risk, and the liability it opened."""

    id: int
    at_risk: tuple[Promise, ...]
    liability_id: int | None = None


@dataclass(frozen=True)
class EndOrder:
    """What was out of order is to be had again: repaired or found; `condition` of a unit as it is now.

    `quantity` fewer than were out of order ends it for so many; `key` makes that happen once.
    """

    key: str
    outage_id: int
    quantity: int | None = None
    condition: str | None = None


@dataclass(frozen=True)
class WriteOffOrder:
    """What is lost or broken for good leaves the books, and why."""

    outage_id: int
    reason: str


@dataclass(frozen=True)
class SettleOrder:
    """How a liability was settled: replaced, repaired, paid, forgiven."""

    liability_id: int
    settlement: str


def record(session: Session, order: OutageOrder, actor: Actor) -> Recorded:
    """Write down what is out of order, over promises too; the same order twice is one fact."""
    actor.require("keep_stock")
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    if not tree.is_leaf(thing.id):
        sentence = _("{name} terdiri atas bagian; catat pada bagiannya.")
        raise Refused(sentence.format(name=thing.name), field="resource_key")
    reason = _said(order.reason, "reason", _("Isi apa yang terjadi."))
    occupancy.open_ground(session, tree, [thing.id], actor)
    tree = resource_tree(session)
    outage = session.scalars(select(Outage).where(Outage.key == order.key)).one_or_none()
    if outage is None:
        outage = _new(session, tree.things[thing.id], order, reason, actor)
    liability = session.scalars(select(Liability).where(Liability.outage_id == outage.id)).first()
    if liability is None and order.person is not None and outage.kind in ("lost", "broken"):
        liability = _open_liability(session, outage, order.person, actor)
    return Recorded(outage.id, _at_risk(session, tree, outage), liability.id if liability else None)


def end(session: Session, order: EndOrder, actor: Actor) -> None:
    """What was out of order is to be had again from now on; a planned one that has not begun never begins."""
    actor.require("keep_stock")
    outage, place = _opened(session, order.outage_id, actor)
    now = instant(minute(clock.now()))
    if outage.ends_at is not None and outage.ends_at <= now:
        return
    quantity = outage.quantity if order.quantity is None else order.quantity
    if not 1 <= quantity <= outage.quantity:
        sentence = _("Jumlahnya antara 1 dan {most}.")
        raise Refused(sentence.format(most=outage.quantity), field="quantity")
    if session.scalar(select(Outage.id).where(Outage.key == order.key)) is not None:
        return
    ended = outage if quantity == outage.quantity else _split(session, outage, quantity, order.key)
    ended.ends_at = max(ended.starts_at, now)
    ended.ended_at = clock.now()
    unit = session.get(ResourceUnit, outage.unit_id) if outage.unit_id else None
    if unit is not None and order.condition is not None:
        unit.condition = check_condition(order.condition)
    name = unit.label if unit else f"{quantity} {place.tree.things[outage.resource_id].name}"
    words = "ditemukan" if outage.kind == "lost" else "dapat dipakai lagi"
    note(session, actor, Act("outage.end", outage.id, f"{name} {words}"))
    session.flush()
    occupancy.hand_on(session, place, actor)


def write_off(session: Session, order: WriteOffOrder, actor: Actor) -> None:
    """Take what is lost or broken for good off the books; refused below what is promised.

    A numbered unit is retired; of count-only stock the number falls.
    """
    actor.require("keep_stock")
    reason = _said(order.reason, "reason", _("Isi alasan dikeluarkan dari catatan."))
    outage, _place = _opened(session, order.outage_id, actor)
    if outage.kind not in ("lost", "broken"):
        raise Refused(_("Hanya yang hilang atau rusak dikeluarkan dari catatan."), field="reason")
    if outage.unit_id is not None:
        retire(session, RetireOrder(outage.unit_id, reason), actor)
        return
    now = instant(minute(clock.now()))
    if outage.ends_at is not None and outage.ends_at <= now:
        return
    resource = session.get_one(Resource, outage.resource_id, populate_existing=True)
    before = resource.stock
    set_stock(session, resource, max(0, before - outage.quantity), field="reason")
    outage.ends_at = max(outage.starts_at, now)
    outage.ended_at = clock.now()
    words = f"{outage.quantity} {resource.name} dikeluarkan dari catatan: {reason}"
    note(session, actor, Act("outage.write_off", outage.id, words, (("stock", before, resource.stock),)))


def settle_liability(session: Session, order: SettleOrder, actor: Actor) -> None:
    """Write down how a liability was settled; it stays in the books."""
    actor.require("keep_stock")
    settlement = _said(order.settlement, "settlement", _("Isi bagaimana tanggungan diselesaikan."))
    liability = session.get(Liability, order.liability_id, with_for_update=True)
    if liability is None:
        raise Refused(_("Tanggungan ini tidak ditemukan."))
    if liability.settled_at is not None:
        if liability.settlement == settlement:
            return
        raise Refused(_("Tanggungan ini sudah diselesaikan: {0}").format(liability.settlement))
    liability.settled_at = clock.now()
    liability.settlement = settlement
    words = f"Tanggungan {liability.person_name} diselesaikan: {settlement}"
    note(session, actor, Act("liability.settle", liability.id, words))


def _new(session: Session, thing: Thing, order: OutageOrder, reason: str, actor: Actor) -> Outage:
    kind = outages.check_kind(order.kind)
    starts_at = order.starts_at or instant(minute(clock.now()))
    outages.check_span(kind, starts_at, order.ends_at)
    unit = _unit_of(session, thing, order)
    quantity = 1 if unit else outages.check_quantity(order.quantity, thing.stock, thing.name)
    if unit is not None:
        _take_over(session, unit, kind, starts_at)
    outage = Outage(
        key=order.key,
        resource_id=thing.id,
        unit_id=unit.id if unit else None,
        quantity=quantity,
        starts_at=starts_at,
        ends_at=order.ends_at,
        kind=kind,
        booking_id=order.booking_id,
        reason=reason,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
        ended_at=clock.now() if order.ends_at else None,
    )
    session.add(outage)
    session.flush()
    name = f"{thing.name} {unit.label}" if unit else f"{quantity} {thing.name}"
    words = f"{name} {outages.KINDS[kind]}: {reason}"
    note(session, actor, Act("outage.record", outage.id, words))
    return outage


def _unit_of(session: Session, thing: Thing, order: OutageOrder) -> ResourceUnit | None:
    if order.unit_id is None:
        return None
    unit = session.get(ResourceUnit, order.unit_id)
    if unit is None or unit.resource_id != thing.id or not unit.is_active:
        raise Refused(_("Unit ini tidak tercatat pada {name}.").format(name=thing.name), field="unit_id")
    return unit


def _take_over(session: Session, unit: ResourceUnit, kind: str, starts_at: datetime) -> None:
    """One unit is out of order once: the newer fact ends the older, but no plan does."""
    for older in open_outages(session, unit.id):
        if older.kind == kind or kind == "maintenance":
            sentence = _("{label} sudah tercatat {kind}: {reason}.")
            words = outages.KINDS[older.kind]
            raise Refused(sentence.format(label=unit.label, kind=words, reason=older.reason), field="unit_id")
        older.ends_at = max(older.starts_at, starts_at)
        older.ended_at = clock.now()
    if kind == "broken":
        unit.condition = "RB"


def _open_liability(session: Session, outage: Outage, person: PersonOrder, actor: Actor) -> Liability:
    name = clean(person.name, limit=NAME_LIMIT, field="person", label=_("Nama"))
    if not name:
        raise Refused(_("Isi nama yang bertanggung jawab."), field="person")
    phone = person.phone or ""
    liability = Liability(
        key=f"{outage.key}:liability",
        booking_id=outage.booking_id,
        outage_id=outage.id,
        resource_id=outage.resource_id,
        unit_id=outage.unit_id,
        quantity=outage.quantity,
        kind=outage.kind,
        person_name=name,
        person_phone=phones.normalised(phone, field="phone") if phone.strip() else None,
        institution=clean(person.institution or "", limit=NAME_LIMIT, field="institution") or None,
        what_happened=outage.reason,
        opened_at=clock.now(),
        opened_by=actor.account_id,
    )
    session.add(liability)
    session.flush()
    words = f"{name} menanggung barang {outages.KINDS[outage.kind]}: {outage.reason}"
    note(session, actor, Act("liability.open", liability.id, words))
    return liability


def _at_risk(session: Session, tree: ResourceTree, outage: Outage) -> tuple[Promise, ...]:
    """The promises from now on that this leaf can no longer all keep while the outage lasts."""
    start = max(outage.starts_at, instant(minute(clock.now())))
    until = outage.ends_at or LAST
    if until <= start:
        return ()
    leaf = outage.resource_id
    return outages.promises_at_risk(
        {leaf: tree.things[leaf].stock},
        takings(session, [leaf], Span(start, until)),
        missing_from(session, start, [leaf]),
    )


def _opened(session: Session, outage_id: int, actor: Actor) -> tuple[Outage, OpenGround]:
    """The outage as it is once its ground is open."""
    outage = session.get(Outage, outage_id)
    if outage is None:
        raise Refused(_("Catatan ini tidak ditemukan."))
    place = occupancy.open_ground(session, resource_tree(session), [outage.resource_id], actor)
    session.refresh(outage)
    return outage, place


def _split(session: Session, outage: Outage, quantity: int, key: str) -> Outage:
    part = outage.split_off(quantity, key)
    session.add(part)
    session.flush()
    return part


def _said(text: str, field: str, empty: str) -> str:
    said = clean(text, limit=REASON_LIMIT, field=field, label=_("Keterangan"))
    if not said:
        raise Refused(empty, field=field)
    return said
