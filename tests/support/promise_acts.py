"""Acts on bookings, series, bundles and the waiting list, as the machine does them in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from oracle import LEAVES, Promised
from promise_desk import DAY, FIRST, SLOT, PromiseDesk, Waiter, new_key
from slots import order

from desk.errors import Refused
from desk.operations import (
    bookings,
    bundles,
    series,
    waiting,
)
from desk.rules.clashes import Clash
from desk.rules.series import Rhythm
from desk.rules.spans import Span

spans = st.builds(
    lambda start, length: Span(FIRST + start * SLOT, FIRST + (start + length) * SLOT),
    st.integers(0, 14),
    st.integers(1, 6),
)
keys = st.sampled_from([*LEAVES, "mik", "aula"])
bundle_keys = st.lists(st.sampled_from(["aula", "aula-a", "paket", "mik", "zoom-1"]), min_size=2, max_size=3)
quantities = st.integers(1, 3)
picks = st.integers(0, 10_000)


class BookingActs(PromiseDesk):
    """What people ask for, decide, move and take back."""

    # ---- one booking -------------------------------------------------------------------------------------

    @rule(key=keys, wanted=spans, quantity=quantities, decided=st.booleans())
    def book(self, key: str, wanted: Span, quantity: int, decided: bool) -> None:
        units = self.sound(key, quantity)
        if units is None:
            return
        want = Promised(-1, key, wanted, units)
        booked = self.attempt(bookings.book, order(wanted, key, quantity=units, is_confirmed=decided), [want])
        if booked:
            self.learn(want, booked)
            self.follow(self.opened([key]))
            assert self.books.promises[booked.id].state == ("confirmed" if decided else "tentative")

    @rule(wanted=spans)
    def book_of_a_pool(self, wanted: Span) -> None:
        leaves = self.opened(["zoom-1", "zoom-2"])
        given = self.served(leaves)
        free = [
            key for key in ("zoom-1", "zoom-2") if self.books.fits([Promised(-1, key, wanted)], more=given)
        ]
        try:
            booked = self.do(bookings.book, order(wanted, "pool:zoom"))
        except Clash:
            assert not free, "the pool was said to be full"
            return
        assert booked.resource_key == free[0]
        self.learn(Promised(-1, free[0], wanted), booked)
        self.follow(leaves)

    @rule(pick=picks, key=keys, wanted=spans)
    def move(self, pick: int, key: str, wanted: Span) -> None:
        old = self.one(pick, "tentative", "confirmed")
        units = self.sound(key, old.quantity) if old else None
        if old is None or units is None:
            return
        self._move(old, replace(old, key=key, span=wanted, quantity=units))

    @rule(pick=picks, by=st.integers(-3, 4))
    def stretch(self, pick: int, by: int) -> None:
        old = self.one(pick, "tentative", "confirmed")
        if old is None or old.span.ends_at + by * SLOT <= old.span.starts_at:
            return
        self._move(old, replace(old, span=Span(old.span.starts_at, old.span.ends_at + by * SLOT)))

    def _move(self, old: Promised, new: Promised) -> None:
        if new.span.starts_at <= self.books.now or old.span.starts_at <= self.books.now:
            return
        wish = bookings.MoveOrder(old.id, old.version, new.span, new.key, new.quantity)
        if self.attempt(bookings.move, wish, [new], besides=[old.id], on=[old.key]):
            leaves = self.opened([old.key, new.key])
            self.books.promises[old.id] = new
            self.follow(leaves)

    @rule(pick=picks)
    def confirm(self, pick: int) -> None:
        old = self.one(pick, "tentative")
        if old and self.attempt(
            bookings.confirm, bookings.ConfirmOrder(old.id, old.version), [old], besides=[old.id]
        ):
            self.follow(self.opened([old.key]))
            assert self.books.promises[old.id].state == "confirmed"

    @rule(pick=picks)
    def confirm_what_is_no_longer_so(self, pick: int) -> None:
        for old in (self.one(pick, "ran out", "expired", "withdrawn"), self.one(pick, "tentative")):
            if old is not None:
                version = old.version if old.state != "tentative" or not old.stands(self.books.now) else -1
                self.refused(bookings.confirm, bookings.ConfirmOrder(old.id, version))

    def refused(self, operation: Callable[..., Any], wish: object) -> None:
        try:
            self.do(operation, wish)
        except Refused:
            return
        raise AssertionError(f"done though it should be refused: {wish}")

    @rule(pick=picks, is_refusal=st.booleans())
    def let_go(self, pick: int, is_refusal: bool) -> None:
        old = self.one(pick, "tentative") if is_refusal else self.one(pick, "tentative", "confirmed")
        if old is not None:
            self.let_go_of(old, bookings.refuse if is_refusal else bookings.withdraw)

    def let_go_of(self, old: Promised, act: Callable[..., Any] = bookings.withdraw) -> None:
        leaves = self.opened([old.key])
        self.do(act, bookings.ReasonOrder(old.id, old.version, "lain kali"))
        self.follow(leaves)
        assert not self.books.promises[old.id].stands(self.books.now)

    @rule(pick=picks)
    def restore(self, pick: int) -> None:
        old = self.one(pick, "withdrawn", "refused", "expired", "displaced")
        if old is None or old.span.starts_at <= self.books.now or self.sound(old.key, old.quantity) is None:
            return
        if self.attempt(bookings.restore, bookings.RestoreOrder(old.id, old.version), [old]):
            self.follow(self.opened([old.key]))
            assert self.books.promises[old.id].stands(self.books.now)

    @rule(pick=picks)
    def correct(self, pick: int) -> None:
        old = self.one(pick, "tentative", "confirmed")
        if old is not None:
            leaves = self.opened([old.key])
            wish = bookings.CorrectionOrder(old.id, old.version, "Rapat lain", "Ni Luh Contoh")
            self.do(bookings.correct, wish)
            self.follow(leaves)

    # ---- series and bundles ------------------------------------------------------------------------------

    @rule(key=keys, wanted=spans, count=st.integers(1, 3))
    def book_series(self, key: str, wanted: Span, count: int) -> None:
        if self.sound(key, 1) is None:
            return
        dates = [Span(wanted.starts_at + step * DAY, wanted.ends_at + step * DAY) for step in range(count)]
        given = self.served(self.opened([key]))
        free = [each for each in dates if self.books.fits([Promised(-1, key, each)], more=given)]
        wish = series.SeriesOrder(new_key(), order(wanted, key), Rhythm("daily", count=count))
        try:
            made = self.do(series.book_series, wish)
        except Clash:
            assert not free, "a series was refused though a date is free"
            return
        assert [each.span for each in made.skipped] == [each for each in dates if each not in free]
        leaves = self.opened([key])
        told = zip(free, made.booked, strict=True)
        self.series[made.id] = [self.learn(Promised(-1, key, span), booked) for span, booked in told]
        self.follow(leaves)

    @precondition(lambda self: self.series)
    @rule(pick=picks, is_confirmed=st.booleans())
    def act_on_a_series(self, pick: int, is_confirmed: bool) -> None:
        members = [self.books.promises[each] for each in list(self.series.values())[pick % len(self.series)]]
        if not members or any(each.out for each in members):
            return
        leaves = self.opened({each.key for each in members})
        first = members[pick % len(members)]
        if is_confirmed:
            self.do(series.confirm_series, series.ConfirmSeriesOrder(first.id))
        else:
            self.do(series.withdraw_rest, series.RestOrder(first.id, "selesai"))
        self.follow(leaves)
        for each in members:
            now = self.books.promises[each.id]
            if not is_confirmed and each.span.starts_at >= first.span.starts_at:
                assert not now.stands(self.books.now)
            elif not is_confirmed:
                assert now.stands(self.books.now) == each.stands(self.books.now)

    @rule(chosen=bundle_keys, wanted=spans)
    def book_bundle(self, chosen: list[str], wanted: Span) -> None:
        if any(self.sound(key, 1) is None for key in chosen):
            return
        wants = [Promised(-1, key, wanted) for key in chosen]
        wish = bundles.BundleOrder(new_key(), tuple(order(wanted, key) for key in chosen))
        made = self.attempt(bundles.book_bundle, wish, wants)
        if made:
            leaves = self.opened(chosen)
            self.bundles[made.id] = [
                self.learn(want, booked) for want, booked in zip(wants, made.booked, strict=True)
            ]
            self.follow(leaves)

    @rule(wanted=spans, is_confirmed=st.booleans())
    def a_new_bundle_is_decided(self, wanted: Span, is_confirmed: bool) -> None:
        before = len(self.bundles)
        self.book_bundle(["zoom-1", "zoom-2"], wanted)
        if len(self.bundles) == before:
            return
        bundle_id, ids = list(self.bundles.items())[-1]
        leaves = self.opened(["zoom-1", "zoom-2"])
        members = [self.books.promises[each] for each in ids]
        seen = tuple(bundles.Member(each.id, each.version) for each in members)
        if is_confirmed:
            wish = bundles.ConfirmBundleOrder(bundle_id, seen)
            assert self.attempt(bundles.confirm_bundle, wish, members, besides=ids, on={"zoom-1", "zoom-2"})
        else:
            self.do(bundles.refuse_bundle, bundles.EndBundleOrder(bundle_id, seen, "dipakai"))
        self.follow(leaves)
        wanted_state = "confirmed" if is_confirmed else "refused"
        assert {self.books.promises[each].state for each in ids} == {wanted_state}

    @precondition(lambda self: self.bundles)
    @rule(pick=picks, act=st.sampled_from(["confirm", "move", "withdraw", "refuse"]), by=st.integers(-3, 6))
    def act_on_a_bundle(self, pick: int, act: str, by: int) -> None:
        bundle_id = list(self.bundles)[pick % len(self.bundles)]
        now = self.books.now
        states = ("tentative",) if act in ("confirm", "refuse") else ("tentative", "confirmed")
        all_members = [self.books.promises[each] for each in self.bundles[bundle_id]]
        members = [each for each in all_members if each.stands(now) and each.state in states]
        if not members or any(each.out or each.span.starts_at <= now for each in all_members):
            return
        leaves = self.opened({each.key for each in all_members})
        seen = tuple(bundles.Member(each.id, each.version) for each in members)
        ids = [each.id for each in members]
        if act in ("withdraw", "refuse"):
            ending = bundles.withdraw_bundle if act == "withdraw" else bundles.refuse_bundle
            self.do(ending, bundles.EndBundleOrder(bundle_id, seen, "batal"))
        elif act == "confirm":
            wish = bundles.ConfirmBundleOrder(bundle_id, seen)
            if not self.attempt(
                bundles.confirm_bundle, wish, members, besides=ids, on={each.key for each in all_members}
            ):
                return
        else:
            self._move_bundle(bundle_id, members, by * SLOT, all_members)
            return
        self.follow(leaves)

    def _move_bundle(
        self, bundle_id: int, members: list[Promised], by: timedelta, all_members: list[Promised]
    ) -> None:
        moved = [
            replace(each, span=Span(each.span.starts_at + by, each.span.ends_at + by)) for each in members
        ]
        if not by or any(each.span.starts_at <= self.books.now for each in moved):
            return
        seen = tuple(bundles.Member(each.id, each.version) for each in members)
        begins = min(each.span.starts_at for each in moved)
        wish = bundles.MoveBundleOrder(bundle_id, seen, begins)
        on = {each.key for each in all_members}
        if self.attempt(bundles.move_bundle, wish, moved, besides=[each.id for each in members], on=on):
            leaves = self.opened(on)
            self.books.promises.update({each.id: each for each in moved})
            self.follow(leaves)

    # ---- the waiting list --------------------------------------------------------------------------------

    @rule(key=keys, wanted=spans, quantity=quantities)
    def ask_to_wait(self, key: str, wanted: Span, quantity: int) -> None:
        self.wait_for(key, wanted, quantity)

    def wait_for(self, key: str, wanted: Span, quantity: int) -> None:
        """Take somebody on the list; they are served at once where there is room."""
        units = self.sound(key, quantity)
        if units is None:
            return
        want = Promised(-1, key, wanted, units)
        wish = waiting.WaitOrder(order(wanted, key, quantity=units))
        given = self.served(self.opened([key]))
        fits = self.books.fits([want], more=given)
        entry = self.do(waiting.wait, wish)
        assert (entry.offer is not None) == fits
        self.waiters[entry.id] = Waiter(entry.id, want)
        self.follow(self.opened([key]))

    @rule(pick=picks)
    def two_queue_up_and_the_slot_gets_free(self, pick: int) -> None:
        old = self.one(pick, "tentative", "confirmed")
        if old is None or old.span.starts_at <= self.books.now:
            return
        units = self.sound(old.key, old.quantity)
        if units is None:
            return
        for _one in range(2):
            self.wait_for(old.key, old.span, units)
        self.let_go_of(self.books.promises[old.id])

    @rule(pick=picks, is_taken=st.booleans(), decided=st.booleans())
    def answer_an_offer(self, pick: int, is_taken: bool, decided: bool) -> None:
        open_ones = [each for each in self.waiters.values() if each.state in ("waiting", "offered")]
        if not open_ones:
            return
        one = open_ones[pick % len(open_ones)]
        offer = self.books.promises.get(one.booking_id or -1)
        holds = offer is not None and offer.stands(self.books.now)
        leaves = self.opened([one.wish.key])
        if is_taken:
            if offer is not None and one.state == "offered" and holds:
                wish = waiting.AcceptOrder(one.id, is_confirmed=decided)
                # decided at once it is confirmed as any other is: not over a closure or what is lost
                booked = (
                    self.attempt(waiting.accept, wish, [offer], besides=[offer.id])
                    if decided
                    else self.do(waiting.accept, wish)
                )
                if booked is None:
                    return
                assert booked.state == ("confirmed" if decided else "tentative")
            elif one.state == "offered":
                self.refused(waiting.accept, waiting.AcceptOrder(one.id))
                return
            else:
                return
        elif one.state == "offered" and not holds:
            self.refused(waiting.leave, waiting.LeaveOrder(one.id, "batal"))
            return
        else:
            self.do(waiting.leave, waiting.LeaveOrder(one.id, "batal"))
        self.follow(leaves)
        assert one.state == ("booked" if is_taken else "withdrawn")
