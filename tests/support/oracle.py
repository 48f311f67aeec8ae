"""The other way to count: every minute of every leaf in a dictionary; no rule of the program is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desk.rules.spans import Span

MINUTE = timedelta(minutes=1)
LEAVES: dict[str, dict[str, int]] = {
    "aula": {"aula-a": 1, "aula-b": 1},
    "aula-a": {"aula-a": 1},
    "aula-b": {"aula-b": 1},
    "mik": {"mik": 1},
    "paket": {"mik": 2, "mixer": 1},
    "zoom-1": {"zoom-1": 1},
    "zoom-2": {"zoom-2": 1},
}
BUFFER = {"aula": 20, "aula-a": 20, "aula-b": 20}


@dataclass(frozen=True)
class Promised:
    """One booking as the oracle knows it: what was ordered, and the state that was answered."""

    id: int
    key: str
    span: Span
    quantity: int = 1
    state: str = ""
    version: int = 1
    hold_until: datetime | None = None
    out: int = 0
    """Units with the borrower."""

    def stands(self, now: datetime) -> bool:
        if self.state == "tentative":
            return self.hold_until is not None and self.hold_until > now
        return self.state == "confirmed"

    @property
    def taken(self) -> Span:
        around = BUFFER.get(self.key, 0)
        return self.span.widened(around, around)

    def units(self) -> Counter[tuple[str, datetime]]:
        """How many of which leaf in which minute."""
        taken = self.taken
        minutes = [taken.starts_at + step * MINUTE for step in range(taken.duration)]
        return Counter(
            {(leaf, at): units * self.quantity for leaf, units in LEAVES[self.key].items() for at in minutes}
        )


@dataclass
class Oracle:
    """The office's books, kept by hand."""

    stock: dict[str, int]
    now: datetime
    promises: dict[int, Promised] = field(default_factory=dict)
    shut: dict[int, tuple[str, Span]] = field(default_factory=dict)
    gone: dict[int, tuple[str, int, datetime]] = field(default_factory=dict)
    """Outage → leaf, units, since when; without an end until it is mended."""
    lent: dict[int, tuple[str, int, datetime]] = field(default_factory=dict)
    """Booking → leaf, units, when they should have been back."""

    def standing(self, besides: Collection[int] = ()) -> list[Promised]:
        return [each for each in self.promises.values() if each.stands(self.now) and each.id not in besides]

    def used(self, promises: Iterable[Promised]) -> Counter[tuple[str, datetime]]:
        used: Counter[tuple[str, datetime]] = Counter()
        for each in promises:
            used.update(each.units())
        return used

    def missing(self, leaf: str, at: datetime) -> int:
        """Units that are not to be had in one minute: lost and broken ones, and what is late by now."""
        lost = sum(units for kept, units, since in self.gone.values() if kept == leaf and since <= at)
        late = sum(
            units for kept, units, due in self.lent.values() if kept == leaf and due <= self.now and due <= at
        )
        return lost + late

    def is_shut(self, wanted: Promised) -> bool:
        return any(
            closed.overlaps(wanted.taken) and set(LEAVES[key]) & set(LEAVES[wanted.key])
            for key, closed in self.shut.values()
        )

    def fits(
        self, wanted: Iterable[Promised], besides: Collection[int] = (), more: Iterable[Promised] = ()
    ) -> bool:
        """Whether all of `wanted` can be promised together beside all that stands, `besides` excepted."""
        wanted = list(wanted)
        if any(self.is_shut(each) for each in wanted):
            return False
        asked = self.used(wanted)
        used = self.used([*self.standing(besides), *more])
        return all(
            used[place] + units + self.missing(*place) <= self.stock[place[0]]
            for place, units in asked.items()
        )

    def over(self) -> list[tuple[str, datetime]]:
        """Minutes from now on in which more is promised than there is: there are none."""
        used = self.used(self.standing())
        return [at for at, units in used.items() if at[1] >= self.now and units > self.stock[at[0]]]
