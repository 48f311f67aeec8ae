"""A desk beside its oracle: does acts, says beforehand what must come of them, and compares afterwards."""

from __future__ import annotations

import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
)
from oracle import LEAVES, Oracle, Promised
from slots import MONDAY, NINE
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import app, clock
from desk.models import Account, Booking, Occupancy, Resource, WaitingEntry
from desk.operations import (
    bookings,
    kits,
    resources,
)
from desk.rules.clashes import Clash
from desk.rules.rights import Actor
from desk.rules.spans import Span

SLOT = timedelta(minutes=20)
DAY = timedelta(days=1)
FIRST = clock.at_office(MONDAY + 3 * DAY, NINE.astimezone(clock.WITA).time())
"""Later than the limit for confirming what is asked for on Monday: holds run out before it."""
MEMORY = next((each for each in ("/dev/shm",) if Path(each).is_dir()), None)  # noqa: S108
"""Where waiting for a disk costs nothing: power cuts are tried elsewhere."""


@dataclass
class Waiter:
    """One entry of the list as the oracle knows it."""

    id: int
    wish: Promised
    state: str = "waiting"
    booking_id: int | None = None


def new_key() -> str:
    return str(uuid.uuid4())


class PromiseDesk(RuleBasedStateMachine):
    """The office's week as it may go."""

    template: Path
    """A founded desk, copied for each run."""
    counted: ClassVar[Counter[str]] = Counter()
    """How often each operation was done, over all runs of this process."""
    steps: ClassVar[int] = 0
    """How many rules were walked, those that found nothing to do among them."""

    @initialize()
    def found(self) -> None:
        self.place = TemporaryDirectory(dir=MEMORY)
        folder = shutil.copytree(self.template, f"{self.place.name}/desk")
        self.books = Oracle(
            stock={"aula-a": 1, "aula-b": 1, "mik": 3, "mixer": 2, "zoom-1": 1, "zoom-2": 1}, now=NINE
        )
        clock.run_by(lambda: self.books.now)
        self.database = app.open_desk(str(folder))
        account = self.database.read(lambda session: session.scalars(Account.by_username("perintah")).one())
        self.actor = Actor(account.id, account.name, account.role)
        self.do(
            resources.add,
            resources.ResourceOrder("mik", "Mikrofon", "equipment", stock=3, is_handed_over=True),
        )
        self.do(resources.add, resources.ResourceOrder("paket", "Paket", "kit"))
        self.do(kits.compose, kits.KitOrder("paket", (("mik", 2), ("mixer", 1))))
        self.waiters: dict[int, Waiter] = {}
        self.bundles: dict[int, list[int]] = {}
        self.series: dict[int, list[int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            self.place.cleanup()
        clock.run_by(None)

    # ---- doing and predicting ----------------------------------------------------------------------------

    def do(self, operation: Callable[..., Any], wish: object) -> Any:
        done = self.database.write(lambda session: operation(session, wish, self.actor))
        self.counted[f"{operation.__module__.rpartition('.')[2]}.{operation.__name__}"] += 1
        return done

    def opened(self, used: Iterable[str]) -> frozenset[str]:
        """The leaves an act on these resources takes, with those of what ran out or is waited for there."""
        leaves = {leaf for key in used for leaf in LEAVES[key]}
        others = [set(LEAVES[each.wish.key]) for each in self.waiters.values() if each.state == "waiting"]
        others += [
            set(LEAVES[each.key])
            for each in self.books.promises.values()
            if each.state == "tentative" and not each.stands(self.books.now)
        ]
        while more := [each for each in others if each & leaves and not each <= leaves]:
            leaves |= set().union(*more)
        return frozenset(leaves)

    def served(self, leaves: frozenset[str]) -> list[Promised]:
        """Who is served before the act itself: the first of those who wait, as far as they fit."""
        given: list[Promised] = []
        for each in self.waiters.values():
            if each.state != "waiting" or not set(LEAVES[each.wish.key]) <= leaves:
                continue
            if each.wish.span.starts_at > self.books.now and self.books.fits([each.wish], more=given):
                given.append(each.wish)
        return given

    def attempt(
        self,
        operation: Callable[..., Any],
        wish: object,
        wanted: Iterable[Promised],
        *,
        besides: Iterable[int] = (),
        on: Iterable[str] = (),
    ) -> Any:
        """Do it, and hold the answer against the oracle's; None where both say no."""
        wanted, besides = list(wanted), set(besides)
        leaves = self.opened([*on, *(each.key for each in wanted)])
        fits = self.books.fits(wanted, besides, self.served(leaves))
        try:
            done = self.do(operation, wish)
        except Clash as clash:
            # what was refused is looked at with the refusal in hand
            assert not fits, f"refused though free: {clash}"  # noqa: PT017
            self.check_proposals(wanted, besides, clash)
            return None
        assert fits, f"promised twice: {wish}"
        return done if done is not None else True

    def check_proposals(self, wanted: list[Promised], besides: set[int], clash: Clash) -> None:
        """Every time proposed is free; of a pool it is the first member's."""
        begins = min(each.span.starts_at for each in wanted)
        for free in clash.free:
            by = free.starts_at - begins
            moved = [
                replace(each, span=Span(each.span.starts_at + by, each.span.ends_at + by)) for each in wanted
            ]
            assert free.starts_at >= self.books.now
            assert self.books.fits(moved, besides), f"{free} is not free"

    def follow(self, leaves: frozenset[str]) -> None:
        """Read what became of everything; whoever waits on this ground and fits has been served in turn."""
        before = {each.id for each in self.waiters.values() if each.state == "waiting"}
        self.sync()
        served = [each for each in self.waiters.values() if each.id in before and each.state == "offered"]
        for one in self.waiters.values():
            is_here = set(LEAVES[one.wish.key]) <= leaves
            if one.state == "waiting" and is_here and one.wish.span.starts_at > self.books.now:
                assert not self.books.fits([one.wish]), f"{one} still waits for a free slot"
                later = [each.booking_id or 0 for each in served if each.id > one.id]
                assert not self.books.fits([one.wish], later), f"{one} was passed over for {later}"

    def sync(self) -> None:
        """States, versions and holds are asked; what was ordered must be there as it was ordered."""

        def question(session: Session) -> tuple[list[Any], list[Any]]:
            rows = session.execute(
                select(Booking, Resource.key).join(Resource, Resource.id == Booking.resource_id)
            ).all()
            entries = session.scalars(select(WaitingEntry).order_by(WaitingEntry.id)).all()
            return list(rows), list(entries)

        rows, entries = self.database.read(question)
        for entry in entries:
            waiter = self.waiters[entry.id]
            waiter.state, waiter.booking_id = entry.state, entry.booking_id
        offers = {each.booking_id: each.wish for each in self.waiters.values() if each.booking_id}
        for row, key in rows:
            known = self.books.promises.get(row.id) or offers.get(row.id)
            assert known is not None, f"nobody ordered booking {row.id}"
            found = (key, Span(row.starts_at, row.ends_at), row.quantity)
            assert found == (known.key, known.span, known.quantity), f"booking {row.id} is not as ordered"
            self.books.promises[row.id] = replace(
                known,
                id=row.id,
                state=row.state,
                version=row.version,
                hold_until=row.hold_until,
                out=row.units_out,
            )

    def learn(self, wish: Promised, booked: bookings.Booked) -> int:
        """A new booking as it was ordered; the account picked from a pool is told by the answer."""
        key = booked.resource_key if booked.resource_key in LEAVES else wish.key
        self.books.promises[booked.id] = replace(wish, id=booked.id, key=key)
        return booked.id

    def one(self, pick: int, *states: str) -> Promised | None:
        """Some booking in one of these states (as they stand now) that nobody has in hand."""
        now = self.books.now
        found = [
            each
            for each in self.books.promises.values()
            if (each.state if each.stands(now) or each.state != "tentative" else "ran out") in states
            and not each.out
            and each.id not in self.books.lent
        ]
        return found[pick % len(found)] if found else None

    def sound(self, key: str, quantity: int) -> int | None:
        """So many of a resource where there are that many at all."""
        quantity = quantity if key == "mik" else 1
        fewest = min(self.books.stock[leaf] // units for leaf, units in LEAVES[key].items())
        return quantity if quantity <= fewest else None

    # ---- what must always be so --------------------------------------------------------------------------

    @invariant()
    def the_table_is_what_the_oracle_expects(self) -> None:
        if not hasattr(self, "series"):
            return

        def question(session: Session) -> list[tuple[str, datetime, datetime, int, int]]:
            lines = select(
                Resource.key, Occupancy.starts_at, Occupancy.ends_at, Occupancy.quantity, Occupancy.booking_id
            ).join(Occupancy, Occupancy.resource_id == Resource.id)
            return [
                (key, start, end, units, owner) for key, start, end, units, owner in session.execute(lines)
            ]

        type(self).steps += 1
        lines = self.database.read(question)
        expected = {
            (leaf, each.taken.starts_at, each.taken.ends_at, units * each.quantity, each.id)
            for each in self.books.standing()
            for leaf, units in LEAVES[each.key].items()
        }
        # holds that ran out may still have lines until somebody wants the slot
        late = {each.id for each in self.books.promises.values() if each.state == "tentative"}
        assert {line for line in lines if line in expected or line[4] not in late} == expected
        assert self.books.over() == []
