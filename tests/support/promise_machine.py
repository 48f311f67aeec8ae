"""Every act that writes occupancy, in any order, held against an oracle that counts minutes.

Run as `python promise_machine.py EXAMPLES STEPS`, it founds a desk of its own and fails as a test would:
that is how planted faults are looked for.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test
from oracle import LEAVES, Promised
from promise_acts import BookingActs, keys, picks, quantities, spans
from promise_desk import FIRST, MEMORY, new_key
from slots import order

from desk import app, clock
from desk.operations import (
    arrivals,
    booking_imports,
    bookings,
    bundles,
    displacements,
    hand_overs,
    outages,
    resources,
    series,
    waiting,
)
from desk.operations.hand_over_orders import HandOutOrder, ItemOrder, SideOrder, TakeBackOrder
from desk.operations.offices import FoundingOrder
from desk.rules.spans import Span

PDF = b"%PDF-1.4\n% surat perintah contoh\n%%EOF\n"
PEOPLE = SideOrder("I Nengah Misal"), SideOrder("Ni Made Contoh")

COVERED = {
    f"{operation.__module__.rpartition('.')[2]}.{operation.__name__}"
    for operation in (
        arrivals.arrive,
        arrivals.keep,
        arrivals.release,
        booking_imports.import_bookings,
        bookings.book,
        bookings.confirm,
        bookings.correct,
        bookings.move,
        bookings.refuse,
        bookings.restore,
        bookings.settle,
        bookings.withdraw,
        bundles.book_bundle,
        bundles.confirm_bundle,
        bundles.move_bundle,
        bundles.refuse_bundle,
        bundles.withdraw_bundle,
        displacements.displace,
        hand_overs.hand_out,
        hand_overs.take_back,
        outages.end,
        outages.record,
        resources.close,
        resources.correct,
        resources.lift,
        series.book_series,
        series.confirm_series,
        series.withdraw_rest,
        waiting.accept,
        waiting.leave,
        waiting.wait,
    )
}
"""The paths this machine walks; tests/journeys/test_occupancy_writers.py holds them against the program's."""


class Desk(BookingActs):
    """The office's week as it may go: official events, files, who came, and facts besides."""

    # ---- official events, files, and who came ------------------------------------------------------------

    @rule(pick=picks, key=keys)
    def displace(self, pick: int, key: str) -> None:
        old = self.one(pick, "tentative", "confirmed")
        if old is None or old.span.starts_at <= self.books.now or self.sound(key, 1) is None:
            return
        want = Promised(-1, key, old.span)
        if not set(LEAVES[key]) & set(LEAVES[old.key]):
            return
        event = order(old.span, key, borrower_name="Bagian Protokol Contoh")
        wish = displacements.DisplaceOrder(
            booking=event,
            displaced=(bundles.Member(old.id, old.version),),
            order_number="800/1/Contoh",
            order_on=date(2026, 4, 6),
            signed_by="I Gede Umpama",
            reason="Kunjungan kerja",
            attachment_name="perintah.pdf",
            attachment_content=PDF,
        )
        done = self.attempt(displacements.displace, wish, [want], besides=[old.id], on=[old.key])
        if done:
            leaves = self.opened([old.key, key])
            self.learn(want, done.booked)
            self.follow(leaves)
            assert self.books.promises[old.id].state == "displaced"
            assert self.books.promises[done.booked.id].state == "confirmed"

    @rule(key=keys, first=spans, second=spans, is_again=st.booleans())
    def read_a_file(self, key: str, first: Span, second: Span, is_again: bool) -> None:
        if self.sound(key, 1) is None:
            return
        lines = ["tanggal;mulai;selesai;keperluan;peminjam;uid"]
        for at, span in enumerate((first, second)):
            start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
            lines.append(f"{start:%Y-%m-%d};{start:%H.%M};{end:%H.%M};Rapat {at};I Made Misal;{new_key()}")
        content = "\n".join(lines).encode()
        given = self.served(self.opened([key]))
        free: list[Promised] = []
        for span in (first, second):
            want = Promised(-1, key, span)
            if self.books.fits([want], more=[*given, *free]):
                free.append(want)
        wish = booking_imports.ImportOrder(key, "contoh.csv", content)
        made = self.do(booking_imports.import_bookings, wish)
        assert len(made.booked) == len(free)
        assert len(made.skipped) == 2 - len(free)
        leaves = self.opened([key])
        for want, booked in zip(free, made.booked, strict=True):
            self.learn(want, booked)
        self.follow(leaves)
        if is_again:
            again = self.do(booking_imports.import_bookings, wish)
            assert again.known == len(free)

    @rule(key=st.sampled_from(["aula-a", "aula-b"]), decision=st.sampled_from(["arrive", "keep", "release"]))
    @precondition(lambda self: self.books.now < FIRST - timedelta(hours=4))
    def nobody_comes(self, key: str, decision: str) -> None:
        """A booking that begins now; half an hour later the officer is asked."""
        want = Promised(-1, key, Span(self.books.now, self.books.now + timedelta(hours=1)))
        booked = self.attempt(bookings.book, order(want.span, key, is_confirmed=True), [want])
        if not booked:
            return
        self.learn(want, booked)
        self.follow(self.opened([key]))
        self.books.now += timedelta(minutes=30)
        leaves = self.opened([key])
        acts = {
            "arrive": (arrivals.arrive, arrivals.ArriveOrder),
            "keep": (arrivals.keep, arrivals.KeepOrder),
            "release": (arrivals.release, arrivals.ReleaseOrder),
        }
        operation, wish = acts[decision]
        self.do(operation, wish(booked.id, 1))
        self.follow(leaves)
        assert self.books.promises[booked.id].stands(self.books.now) == (decision != "release")

    # ---- facts: lent, lost, closed, counted --------------------------------------------------------------

    @precondition(lambda self: self.books.now < FIRST - timedelta(hours=2))
    @rule(quantity=st.integers(1, 2))
    def lend(self, quantity: int) -> None:
        """Microphones that go out now and are due in half an hour."""
        if self.sound("mik", quantity) is None:
            return
        want = Promised(-1, "mik", Span(self.books.now, self.books.now + timedelta(minutes=30)), quantity)
        wish = order(want.span, "mik", quantity=quantity, is_confirmed=True)
        booked = self.attempt(bookings.book, wish, [want])
        if not booked:
            return
        self.learn(want, booked)
        self.follow(self.opened(["mik"]))
        item = ItemOrder("mik", quantity)
        self.do(hand_overs.hand_out, HandOutOrder(new_key(), booked.id, (item,), *PEOPLE))
        self.books.lent[booked.id] = ("mik", quantity, want.span.ends_at)
        self.sync()

    @precondition(lambda self: self.books.lent)
    @rule(pick=picks)
    def bring_back(self, pick: int) -> None:
        booking_id = list(self.books.lent)[pick % len(self.books.lent)]
        leaves = self.opened(["mik"])
        item = ItemOrder("mik", self.books.lent[booking_id][1])
        wish = TakeBackOrder(new_key(), booking_id, (item,), PEOPLE[1], PEOPLE[0])
        self.do(hand_overs.take_back, wish)
        del self.books.lent[booking_id]
        self.follow(leaves)

    @rule(quantity=quantities)
    def lose(self, quantity: int) -> None:
        if quantity > self.books.stock["mik"]:
            return
        wish = outages.OutageOrder(new_key(), "mik", "lost", "Contoh kejadian", quantity)
        done = self.do(outages.record, wish)
        self.books.gone[done.id] = ("mik", quantity, self.books.now)
        self.sync()

    @precondition(lambda self: self.books.gone)
    @rule(pick=picks)
    def find_again(self, pick: int) -> None:
        outage_id = list(self.books.gone)[pick % len(self.books.gone)]
        leaves = self.opened(["mik"])
        self.do(outages.end, outages.EndOrder(new_key(), outage_id))
        del self.books.gone[outage_id]
        self.follow(leaves)

    @rule(key=keys, wanted=spans)
    def close(self, key: str, wanted: Span) -> None:
        expected = {
            each.id
            for each in self.books.standing()
            if each.taken.overlaps(wanted) and set(LEAVES[each.key]) & set(LEAVES[key])
        }
        given = self.served(self.opened([key]))
        done = self.do(resources.close, resources.ClosureOrder(new_key(), key, wanted, "Pengecatan"))
        told = {promise.booking_id for promise in done.at_risk}
        assert expected <= told
        assert given or told == expected
        self.books.shut[done.id] = (key, wanted)
        self.sync()

    @precondition(lambda self: self.books.shut)
    @rule(pick=picks)
    def lift(self, pick: int) -> None:
        closure = list(self.books.shut)[pick % len(self.books.shut)]
        key, _span = self.books.shut[closure]
        leaves = self.opened([key])
        self.do(resources.lift, resources.LiftOrder(closure))
        del self.books.shut[closure]
        self.follow(leaves)

    @rule(stock=st.integers(1, 5))
    def change_stock(self, stock: int) -> None:
        leaves = self.opened(["mik"])
        given = self.served(leaves)
        used = self.books.used([*self.books.standing(), *given])
        peak = max(
            (units for (leaf, at), units in used.items() if leaf == "mik" and at >= self.books.now), default=0
        )
        wish = resources.ResourceOrder("mik", "Mikrofon", "equipment", stock=stock, is_handed_over=True)
        if stock < peak:
            self.refused(resources.correct, wish)
            return
        self.do(resources.correct, wish)
        self.books.stock["mik"] = stock
        self.follow(leaves)

    @rule()
    def settle(self) -> None:
        self.do(bookings.settle, bookings.SettleOrder())
        self.follow(frozenset(self.books.stock))
        assert all(
            each.state != "tentative" or each.stands(self.books.now) for each in self.books.promises.values()
        )

    @precondition(lambda self: self.books.now < FIRST - timedelta(hours=1))
    @rule(minutes=st.integers(1, 1500))
    def time_goes_on(self, minutes: int) -> None:
        self.books.now = min(self.books.now + timedelta(minutes=minutes), FIRST - timedelta(minutes=30))


def machine(template: Path, *, examples: int, steps: int, shrinks: bool) -> None:
    """Run it on copies of a founded desk."""
    Desk.template = template
    run_state_machine_as_test(
        Desk,
        settings=hypothesis.settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            # each of the shrinking's many runs opens a desk: the steps as they were say enough
            phases=[phase for phase in hypothesis.Phase if shrinks or phase is not hypothesis.Phase.shrink],
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )


def main(examples: int, steps: int) -> None:
    """As a program of its own: found a desk, walk, fail with the assertion's traceback."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        app.found(f"{folder}/desk", FoundingOrder("karangasem"))
        machine(Path(folder) / "desk", examples=examples, steps=steps, shrinks=False)
    print(sum(Desk.counted.values()), "acts")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
