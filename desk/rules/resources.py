"""What can be booked, as plain facts, and how wholes fall into their parts; knows no booking, no database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desk.errors import Refused
from desk.i18n import _
from desk.rules.clashes import Want
from desk.rules.occupancy import explode
from desk.rules.spans import Span
from desk.rules.texts import fold


@dataclass(frozen=True, slots=True)
class Thing:
    """One resource; `set_up` and `clear_up` in minutes, `capacity` in people (None: means nothing here)."""

    id: int
    key: str
    name: str
    kind: str
    stock: int
    capacity: int | None
    set_up: int
    clear_up: int
    custodian_name: str | None
    custodian_phone: str | None
    is_active: bool
    pool: str | None = None
    no_show_minutes: int | None = None


@dataclass(frozen=True)
class ResourceTree:
    """Every resource in the office's order, and of what the composite ones consist."""

    things: Mapping[int, Thing]
    parts: Mapping[int, Sequence[tuple[int, int]]]
    _by_key: dict[str, Thing] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_key.update({thing.key: thing for thing in self.things.values()})

    def by_key(self, key: str) -> Thing:
        """The resource called `key`; Refused (field `resource_key`) where none is or it is out of use."""
        thing = self._by_key.get(key)
        if thing is None:
            raise Refused(_("Tidak ada sumber daya {key}.").format(key=key[:40]), field="resource_key")
        if not thing.is_active:
            raise Refused(_("{name} tidak lagi dipakai.").format(name=thing.name), field="resource_key")
        return thing

    def is_leaf(self, resource_id: int) -> bool:
        return not self.parts.get(resource_id)

    def leaves(self, resource_id: int, quantity: int = 1) -> dict[int, int]:
        """The units of each leaf that `quantity` of a resource takes, in ascending id order."""
        return explode(resource_id, quantity, self.parts)

    def all_leaves(self, resource_ids: Iterable[int]) -> tuple[int, ...]:
        """The leaves of several resources in ascending id order: the order in which they are locked."""
        return tuple(sorted({leaf for each in resource_ids for leaf in self.leaves(each)}))

    def stock(self, resource_id: int) -> int:
        """How many of it there are: of a composite, as many as its scarcest part allows."""
        if self.is_leaf(resource_id):
            return self.things[resource_id].stock
        needs = self.leaves(resource_id)
        return min(self.things[leaf].stock // units for leaf, units in needs.items())

    def related(self, resource_id: int) -> frozenset[int]:
        """The resources that share a leaf with this one, itself included."""
        own = self.leaves(resource_id).keys()
        return frozenset(other for other in self.things if not own.isdisjoint(self.leaves(other)))

    def want(self, resource_id: int, span: Span, quantity: int = 1) -> Want:
        """`quantity` of a resource for `span`, with its own buffers; Refused where there are fewer at all."""
        thing = self.things[resource_id]
        if quantity < 1:
            raise Refused(_("Jumlah yang dipesan paling sedikit 1."), field="quantity")
        stock = self.stock(resource_id)
        if quantity > stock:
            sentence = _("{name} hanya ada {stock}; diminta {quantity}.")
            raise Refused(sentence.format(name=thing.name, stock=stock, quantity=quantity), field="quantity")
        return Want(
            resource_name=thing.name,
            span=span,
            needs=self.leaves(resource_id, quantity),
            before=thing.set_up,
            after=thing.clear_up,
            quantity=quantity,
        )


def matching_key(typed: str, names: Mapping[str, str]) -> str | None:
    """The key of the resource meant by `typed` ("aula", "zoom 2"), of {key: name}; None unless one is.

    A whole name goes before the beginning of one, and that before a part; the first of several is meant.
    """
    wanted = fold(typed)
    if not wanted:
        return None
    folded = [(key, fold(name), fold(key)) for key, name in names.items()]
    for is_meant in (
        lambda words: words == wanted,
        lambda words: words.startswith(wanted),
        lambda words: wanted in words,
    ):
        found = next((key for key, name, code in folded if is_meant(name) or is_meant(code)), None)
        if found is not None:
            return found
    return None
