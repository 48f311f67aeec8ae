"""Says of what a kit or a hall consists; knows no loan and no screen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Occupancy, ResourcePart
from desk.models.availability import resource_tree, stands
from desk.operations import occupancy
from desk.operations.journal import Act, note
from desk.rules import kits
from desk.rules.resources import ResourceTree
from desk.rules.rights import Actor
from desk.rules.spans import instant, minute


@dataclass(frozen=True)
class KitOrder:
    """The whole's key, and its parts: (key, how many of it), in the order they are listed."""

    key: str
    parts: tuple[tuple[str, int], ...]


def compose(session: Session, order: KitOrder, actor: Actor) -> None:
    """Let a whole consist of these parts from now on; how many there are of it follows from them.

    Refused while it, or a whole it belongs to, is promised: the promise holds the parts it was made of.
    """
    actor.require("keep_stock")
    tree = resource_tree(session)
    whole = tree.by_key(order.key)
    wanted = kits.parts_of(tree, whole.id, order.parts)
    occupancy.open_ground(session, tree, [whole.id, *wanted], actor)
    tree = resource_tree(session)  # another desk may have composed one of these while the ground was taken
    wanted = kits.parts_of(tree, whole.id, order.parts)
    old = dict(tree.parts.get(whole.id, ()))
    if old == wanted:
        return
    _check_unpromised(session, tree, whole.id)
    session.execute(delete(ResourcePart).where(ResourcePart.whole_id == whole.id))
    session.add_all(ResourcePart(whole_id=whole.id, part_id=part, quantity=n) for part, n in wanted.items())
    session.flush()
    words = kits.words([(tree.things[part].name, n) for part, n in wanted.items()])
    before = kits.words([(tree.things[part].name, n) for part, n in old.items()])
    sentence = f"{whole.name} terdiri atas {words}"
    note(session, actor, Act("kit.compose", whole.id, sentence, (("parts", before, words),)))


def _check_unpromised(session: Session, tree: ResourceTree, whole_id: int) -> None:
    now = clock.now()
    name = tree.things[whole_id].name
    holders = [each for each in tree.things if kits.contains(tree.parts, each, whole_id)]
    ahead = (Booking.resource_id.in_(holders), Booking.ends_at > instant(minute(now)), stands(now))
    count = session.scalar(select(func.count(Booking.id)).where(*ahead))
    if count:
        sentence = _("{name} masih dipesan {count} kali; pindahkan atau batalkan dahulu.")
        raise Refused(sentence.format(name=name, count=count), field="parts")
    if tree.is_leaf(whole_id):
        used = select(Occupancy.id).where(Occupancy.resource_id == whole_id).limit(1)
        if session.scalar(used) is not None:
            sentence = _("{name} pernah dipesan sebagai satu barang; buat paket baru.")
            raise Refused(sentence.format(name=name), field="parts")
