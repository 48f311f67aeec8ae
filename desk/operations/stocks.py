"""Corrects by hand how many there are of a count-only stock; knows no unit's label and no screen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import Resource
from desk.models.availability import resource_tree
from desk.operations import occupancy
from desk.operations.journal import Act, note
from desk.operations.resources import LARGEST_STOCK
from desk.operations.stock_changes import set_stock
from desk.rules.rights import Actor
from desk.rules.texts import reason_of


@dataclass(frozen=True)
class StockOrder:
    """How many there are from now on, and why: bought, handed in, given to another office."""

    resource_key: str
    stock: int
    reason: str


def recount(session: Session, order: StockOrder, actor: Actor) -> None:
    """Let a leaf's stock be `order.stock`; refused below what is promised of it and below its labels."""
    actor.require("keep_stock")
    reason = reason_of(order.reason, wanting=_("Isi alasan jumlahnya berubah."))
    if not 0 <= order.stock <= LARGEST_STOCK:
        raise Refused(_("Jumlah antara 0 dan {most}.").format(most="100.000"), field="stock")
    tree = resource_tree(session)
    thing = tree.by_key(order.resource_key)
    if not tree.is_leaf(thing.id):
        sentence = _("{name} terdiri atas bagian; ubah jumlah bagiannya.")
        raise Refused(sentence.format(name=thing.name), field="stock")
    occupancy.open_ground(session, tree, [thing.id], actor)
    resource = session.get_one(Resource, thing.id, populate_existing=True)
    before = resource.stock
    if before == order.stock:
        return
    set_stock(session, resource, order.stock)
    words = f"Jumlah {resource.name} dari {before} menjadi {order.stock}: {reason}"
    note(session, actor, Act("stock.recount", resource.id, words, (("stock", before, order.stock),)))
