"""Which other resources would do at the same time, where one is taken; books nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.models.availability import fits, resource_tree
from desk.queries.bookings import WATCHES, Wish, chosen
from desk.rules.resources import ResourceTree, Thing

__all__ = ["WATCHES", "OtherRow", "others_free"]

MOST = 2


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A resource of the same kind that is free for the whole of the wished span."""

    resource_key: str
    resource_name: str


def others_free(session: Session, wish: Wish) -> tuple[OtherRow, ...]:
    """At most two of the same kind that seat the people, the smallest that do first; none of another kind."""
    tree = resource_tree(session)
    try:
        wanted, _want = chosen(session, tree, wish)
    except Refused:
        return ()
    found = []
    for thing in sorted(_fellows(tree, wanted, wish), key=lambda each: each.capacity or 0):
        if fits(session, tree, tree.want(thing.id, wish.span, wish.quantity)):
            found.append(OtherRow(thing.key, thing.name))
        if len(found) == MOST:
            break
    return tuple(found)


def _fellows(tree: ResourceTree, wanted: Thing, wish: Wish) -> list[Thing]:
    return [
        thing
        for thing in tree.things.values()
        if thing.id != wanted.id
        and thing.is_active
        and thing.kind == wanted.kind
        and tree.stock(thing.id) >= wish.quantity
        and not (wish.head_count and thing.capacity and thing.capacity < wish.head_count)
    ]
