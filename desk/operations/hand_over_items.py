"""What an order of a hand-over means item by item, and whether it may go or can come back; writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, HandOver, Occupancy, Outage, Resource, ResourceUnit
from desk.models.missing import out_of
from desk.operations.hand_over_orders import ItemOrder
from desk.rules import hand_overs as rules
from desk.rules.missing import KINDS
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span
from desk.rules.texts import clean

NOTE_LIMIT = 400


@dataclass(frozen=True)
class Item:
    """So many of one leaf, or one labelled unit, in what condition; `name` is how the office calls it."""

    leaf_id: int
    unit_id: int | None
    units: int
    name: str
    condition: str = "B"
    missing: tuple[str, ...] = ()
    note: str | None = None


def items_of(
    session: Session, tree: ResourceTree, orders: Sequence[ItemOrder], *, is_return: bool
) -> tuple[Item, ...]:
    """The order's items on leaves, a kit in all its parts that are handed over; Refused (field `items`)."""
    if not orders:
        raise Refused(_("Pilih sedikitnya satu barang."), field="items")
    found: list[Item] = []
    for order in orders:
        rules.check_condition(order.condition, is_return=is_return)
        if order.quantity < 1:
            raise Refused(_("Jumlahnya paling sedikit 1."), field="items")
        thing = tree.by_key(order.resource_key)
        leaves = tree.leaves(thing.id, order.quantity)
        found += [
            _item(session, leaf_id, units, order)
            for leaf_id, units in leaves.items()
            if leaf_id == thing.id or _is_handed_over(session, leaf_id)
        ]
    labelled = [item.unit_id for item in found if item.unit_id is not None]
    if len(labelled) != len(set(labelled)):
        raise Refused(_("Satu unit disebut dua kali."), field="items")
    return tuple(found)


def _is_handed_over(session: Session, leaf_id: int) -> bool:
    return session.get_one(Resource, leaf_id).is_handed_over


def _item(session: Session, leaf_id: int, units: int, order: ItemOrder) -> Item:
    resource = session.get_one(Resource, leaf_id)
    if not resource.is_handed_over:
        raise Refused(_("{name} tidak diserahterimakan.").format(name=resource.name), field="items")
    unit = session.get(ResourceUnit, order.unit_id) if order.unit_id is not None else None
    if order.unit_id is not None and (unit is None or unit.resource_id != leaf_id):
        raise Refused(_("Unit ini tidak tercatat pada {name}.").format(name=resource.name), field="items")
    parts = rules.missing_parts(resource.name, resource.completeness, order.missing)
    return Item(
        leaf_id,
        unit.id if unit else None,
        1 if unit else units,
        f"{resource.name} {unit.label}" if unit else resource.name,
        order.condition,
        tuple(parts),
        clean(order.note or "", limit=NOTE_LIMIT, field="items", label=_("Catatan")) or None,
    )


def words_of(items: Sequence[Item]) -> str:
    """The items as the journal says them: "2 Speaker Aktif, Mikrofon MIK-01"."""
    return ", ".join(item.name if item.unit_id else f"{item.units} {item.name}" for item in items)


def totals(items: Iterable[Item]) -> Counter[int]:
    """Units of each leaf."""
    found: Counter[int] = Counter()
    for item in items:
        found[item.leaf_id] += item.units
    return found


def check_promised(
    session: Session, tree: ResourceTree, booking_id: int, items: Sequence[Item], needs: Mapping[int, int]
) -> None:
    """No more goes out than this booking is promised. Refused (field `items`)."""
    out: Counter[int] = Counter()
    for each in out_of(session, HandOver.booking_id == booking_id):
        out[each.leaf_id] += each.units
    for leaf_id, units in totals(items).items():
        name, most = tree.things[leaf_id].name, needs.get(leaf_id, 0)
        if not most:
            raise Refused(_("{name} tidak dijanjikan kepada pesanan ini.").format(name=name), field="items")
        if out[leaf_id] + units > most:
            sentence = _("{name}: dijanjikan {most}, sudah keluar {out}; tidak dapat keluar {units} lagi.")
            words = sentence.format(name=name, most=most, out=out[leaf_id], units=units)
            raise Refused(words, field="items")


def check_in_store(
    session: Session, tree: ResourceTree, booking_id: int, items: Sequence[Item], until: Span
) -> None:
    """What goes out lies in the store, is fit, and is by its label promised to nobody else until then."""
    out: Counter[int] = Counter()
    holders: dict[int, int] = {}
    for each in out_of(session):
        out[each.leaf_id] += each.units
        if each.unit_id is not None:
            holders[each.unit_id] = each.booking_id
    outages = _outages(session, totals(items), until)
    for leaf_id, units in totals(items).items():
        broken = sum(outage.quantity for outage in outages if outage.resource_id == leaf_id)
        there = max(0, tree.things[leaf_id].stock - out[leaf_id] - broken)
        if units > there:
            sentence = _("{name}: menurut catatan hanya {there} di gudang; catat dahulu yang kembali.")
            raise Refused(sentence.format(name=tree.things[leaf_id].name, there=there), field="items")
    for item in items:
        if item.unit_id is not None:
            _check_unit(session, item, booking_id, holders.get(item.unit_id))
            _check_fit(item, outages)
            _check_not_named(session, item, booking_id, until)


def _outages(session: Session, leaf_ids: Iterable[int], until: Span) -> list[Outage]:
    """What is out of order of these leaves at the beginning of `until`; late loans are counted as out."""
    lasting = (Outage.ends_at.is_(None)) | (Outage.ends_at > until.starts_at)
    found = select(Outage).where(
        Outage.resource_id.in_(sorted(leaf_ids)),
        Outage.kind != "late",
        Outage.starts_at <= until.starts_at,
        lasting,
    )
    return list(session.scalars(found.order_by(Outage.id)))


def _check_unit(session: Session, item: Item, booking_id: int, holder_id: int | None) -> None:
    unit = session.get_one(ResourceUnit, item.unit_id)
    if not unit.is_active:
        raise Refused(_("{label} sudah dikeluarkan dari catatan.").format(label=unit.label), field="items")
    if holder_id is None:
        return
    if holder_id == booking_id:
        sentence = _("{label} sudah diserahkan kepada pesanan ini.")
        raise Refused(sentence.format(label=unit.label), field="items")
    sentence = _("{label} masih dibawa {holder}; catat dahulu kembalinya.")
    raise Refused(sentence.format(label=unit.label, holder=_holder(session, holder_id)), field="items")


def _check_fit(item: Item, outages: Sequence[Outage]) -> None:
    for outage in outages:
        if outage.unit_id == item.unit_id:
            sentence = _("{name} tercatat {kind}: {reason}.")
            words = sentence.format(name=item.name, kind=_(KINDS[outage.kind]), reason=outage.reason)
            raise Refused(words, field="items")


def _check_not_named(session: Session, item: Item, booking_id: int, until: Span) -> None:
    """A unit that was promised to another by its label is not given away."""
    named = select(Occupancy.booking_id).where(
        Occupancy.unit_id == item.unit_id,
        Occupancy.booking_id != booking_id,
        Occupancy.starts_at < until.ends_at,
        Occupancy.ends_at > until.starts_at,
    )
    other = session.scalar(named.limit(1))
    if other is not None:
        sentence = _("{name} sudah dijanjikan kepada {holder}; ambil unit yang lain.")
        raise Refused(sentence.format(name=item.name, holder=_holder(session, other)), field="items")


def check_in_hand(session: Session, tree: ResourceTree, booking_id: int, items: Sequence[Item]) -> None:
    """What comes back is out with this booking. Refused (field `items`), saying who has it otherwise."""
    out = {
        (each.leaf_id, each.unit_id): each.units
        for each in out_of(session, HandOver.booking_id == booking_id)
    }
    wanted: Counter[tuple[int, int | None]] = Counter()
    for item in items:
        wanted[item.leaf_id, item.unit_id] += item.units
    for (leaf_id, unit_id), units in wanted.items():
        there = out.get((leaf_id, unit_id), 0)
        if units <= there:
            continue
        if unit_id is not None:
            raise Refused(_not_in_hand(session, unit_id), field="items")
        sentence = _("{name}: yang dibawa pesanan ini hanya {there}.")
        raise Refused(sentence.format(name=tree.things[leaf_id].name, there=there), field="items")


def _not_in_hand(session: Session, unit_id: int) -> str:
    label = session.get_one(ResourceUnit, unit_id).label
    holder = next((each.booking_id for each in out_of(session) if each.unit_id == unit_id), None)
    if holder is None:
        return _("{label} tidak tercatat keluar dengan labelnya; kembalikan dengan jumlah.").format(
            label=label
        )
    sentence = _("{label} dibawa {holder}; catat pada pesanannya.")
    return sentence.format(label=label, holder=_holder(session, holder))


def _holder(session: Session, booking_id: int) -> str:
    booking = session.get_one(Booking, booking_id)
    return booking.borrower_institution or booking.borrower_name
