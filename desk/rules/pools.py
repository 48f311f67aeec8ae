"""Which members of a pool would do, best first; knows no booking and no database."""

from __future__ import annotations

from desk.errors import Refused
from desk.i18n import _
from desk.rules.resources import ResourceTree, Thing

PREFIX = "pool:"
"""How an order names a pool instead of one resource: `pool:zoom`."""


def candidates(tree: ResourceTree, key: str, head_count: int | None) -> tuple[Thing, ...]:
    """The resource called `key`, or the members of its pool: the smallest class that seats so many first.

    Those too small come last, the largest first: head count warns and never refuses. Refused (field
    `resource_key`) where there is none.
    """
    if not key.startswith(PREFIX):
        return (tree.by_key(key),)
    pool = key.removeprefix(PREFIX)
    members = [thing for thing in tree.things.values() if thing.pool == pool and thing.is_active]
    if not members:
        sentence = _("Tidak ada kelompok sumber daya {pool}.")
        raise Refused(sentence.format(pool=pool[:40]), field="resource_key")
    return tuple(sorted(members, key=lambda thing: _preference(thing, head_count or 1)))


def _preference(thing: Thing, head_count: int) -> tuple[bool, int]:
    """What seats them before what does not; then the least waste, or the least want."""
    if thing.capacity is None:
        return False, 0
    return thing.capacity < head_count, abs(thing.capacity - head_count)


def pool_sentence(count: int, sentence: str) -> str:
    """Why none of a pool's `count` members will do, told by the one that would do best."""
    if count == 1:
        return sentence
    return _("Semua {count} pilihan terpakai. {sentence}").format(count=count, sentence=sentence)
