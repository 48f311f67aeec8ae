"""Many processes that do mixed acts on a few resources at once, some of them killed at random.

Run as `python racer.py ADDRESS PROCESSES OPERATIONS SEED FOLDER`: each process opens the desk itself, waits
until all are ready and does its share of acts as its own seed decides, writing each answer down in a file of
its own in FOLDER. Now and then one of them is killed in the middle of an act (kill -9), and another takes its
place.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import app, clock
from desk.errors import Refused
from desk.models import Booking, Resource, ResourceClosure, WaitingEntry
from desk.operations import (
    booking_imports,
    bookings,
    bundles,
    displacements,
    outages,
    resources,
    series,
    waiting,
)
from desk.operations.accounts import command_line_actor
from desk.rules.bookings import STANDING
from desk.rules.rights import Actor
from desk.rules.series import Rhythm
from desk.rules.spans import Span, instant, minute
from desk.store.database import Database

KEYS = ("aula", "aula-a", "aula-b", "mikrofon", "sound-kecil", "zoom-1", "pool:zoom")
SLOTS = 60
PDF = b"%PDF-1.4\n% surat perintah contoh\n%%EOF\n"


class Racer:
    """One desk of its own, and what it does there."""

    def __init__(self, address: str, number: int, seed: str) -> None:
        self.chance = random.Random(f"{seed}-{number}")
        self.database: Database = app.open_desk(address)
        self.actor: Actor = self.database.read(command_line_actor)
        self.acts: list[Callable[[], object]] = [
            *[self.book] * 6,
            *[self.decide] * 4,
            *[self.move] * 3,
            *[self.bundle] * 3,
            *[self.act_on_a_bundle] * 2,
            self.series,
            self.wait,
            self.wait,
            self.answer,
            self.displace,
            self.read_a_file,
            self.close,
            self.lift,
            self.stock,
            self.lose,
            self.settle,
        ]

    def one(self) -> str:
        """`done`, `refused`, `idle` or the error, with the act's name."""
        act = self.chance.choice(self.acts)
        try:
            done = act()
        except Refused:
            return f"{act.__name__} refused"
        except Exception as error:
            return f"{act.__name__} {type(error).__name__}: {error}"
        return f"{act.__name__} {'idle' if done is False else 'done'}"

    def do(self, operation: Callable[..., Any], wish: object) -> Any:
        return self.database.write(lambda session: operation(session, wish, self.actor))

    def span(self) -> Span:
        first = instant(minute(clock.now()) // 1440 * 1440 + 1440)
        start = first + timedelta(minutes=30 * self.chance.randrange(SLOTS))
        return Span(start, start + timedelta(minutes=30 * self.chance.randrange(1, 5)))

    def order(self, key: str | None = None, span: Span | None = None) -> bookings.BookingOrder:
        chosen = key or self.chance.choice(KEYS)
        return bookings.BookingOrder(
            key=str(uuid.UUID(int=self.chance.getrandbits(128))),
            resource_key=chosen,
            span=span or self.span(),
            purpose="Lomba",
            borrower_name=f"Peserta {self.chance.randrange(99)} Contoh",
            quantity=self.chance.randrange(1, 5) if chosen == "mikrofon" else 1,
            is_confirmed=self.chance.random() < 0.5,
        )

    def some(self, *states: str) -> tuple[Any, ...] | None:
        """Some booking in one of these states, as it is seen now."""

        def question(session: Session) -> Any:
            wanted = (
                select(Booking.id, Booking.version, Booking.state, Booking.quantity, Resource.key)
                .join(Resource, Resource.id == Booking.resource_id)
                .where(Booking.state.in_(states))
            )
            last = session.scalar(select(func.max(Booking.id))) or 0
            from_here = wanted.where(Booking.id >= self.chance.randrange(last + 1))
            return session.execute(from_here.order_by(Booking.id).limit(1)).first()

        return self.database.read(question)  # type: ignore[no-any-return]

    # ---- the acts ----------------------------------------------------------------------------------------

    def book(self) -> object:
        return self.do(bookings.book, self.order())

    def decide(self) -> object:
        seen = self.some("tentative", "confirmed", "withdrawn", "displaced")
        if seen is None:
            return False
        if seen.state == "tentative" and self.chance.random() < 0.5:  # type: ignore[attr-defined]
            return self.do(bookings.confirm, bookings.ConfirmOrder(seen[0], seen[1]))
        if seen.state in STANDING:  # type: ignore[attr-defined]
            return self.do(bookings.withdraw, bookings.ReasonOrder(seen[0], seen[1], "lain kali"))
        return self.do(bookings.restore, bookings.RestoreOrder(seen[0], seen[1]))

    def move(self) -> object:
        seen = self.some(*STANDING)
        if seen is None:
            return False
        booking_id, version, _state, quantity, key = seen
        return self.do(bookings.move, bookings.MoveOrder(booking_id, version, self.span(), key, quantity))

    def bundle(self) -> object:
        span = self.span()
        keys = self.chance.sample(["aula", "aula-a", "sound-kecil", "pool:zoom", "mikrofon"], 3)
        members = tuple(self.order(key, span) for key in keys)
        return self.do(bundles.book_bundle, bundles.BundleOrder(str(uuid.uuid4()), members))

    def act_on_a_bundle(self) -> object:
        def question(session: Session) -> Any:
            last = session.scalar(select(func.max(Booking.bundle_id))) or 0
            wanted = select(Booking.bundle_id, Booking.id, Booking.version).where(
                Booking.bundle_id == self.chance.randrange(last + 1), Booking.state.in_(STANDING)
            )
            return session.execute(wanted).all()

        rows = self.database.read(question)
        if not rows:
            return False
        seen = tuple(bundles.Member(row.id, row.version) for row in rows)
        if self.chance.random() < 0.5:
            return self.do(bundles.withdraw_bundle, bundles.EndBundleOrder(rows[0].bundle_id, seen, "batal"))
        start = self.span().starts_at
        return self.do(bundles.move_bundle, bundles.MoveBundleOrder(rows[0].bundle_id, seen, start))

    def series(self) -> object:
        wish = series.SeriesOrder(str(uuid.uuid4()), self.order(), Rhythm("daily", count=3))
        return self.do(series.book_series, wish)

    def wait(self) -> object:
        wish = self.order("aula" if self.chance.random() < 0.5 else "mikrofon")
        return self.do(waiting.wait, waiting.WaitOrder(wish))

    def answer(self) -> object:
        def question(session: Session) -> Any:
            open_ones = select(WaitingEntry.id, WaitingEntry.state).where(
                WaitingEntry.state.in_(("waiting", "offered"))
            )
            return session.execute(open_ones.order_by(func.random()).limit(1)).first()

        entry = self.database.read(question)
        if entry is None:
            return False
        if entry.state == "offered" and self.chance.random() < 0.6:
            return self.do(waiting.accept, waiting.AcceptOrder(entry.id))
        return self.do(waiting.leave, waiting.LeaveOrder(entry.id, "batal"))

    def displace(self) -> object:
        seen = self.some(*STANDING)
        if seen is None:
            return False
        span = self.database.read(
            lambda session: Span(
                *session.execute(
                    select(Booking.starts_at, Booking.ends_at).where(Booking.id == seen[0])
                ).one()
            )
        )
        wish = displacements.DisplaceOrder(
            booking=self.order(seen[4], span),
            displaced=(bundles.Member(seen[0], seen[1]),),
            order_number="800/1/Contoh",
            order_on=date(2026, 1, 1),
            signed_by="I Gede Umpama",
            reason="Kunjungan kerja",
            attachment_name="perintah.pdf",
            attachment_content=PDF,
        )
        return self.do(displacements.displace, wish)

    def read_a_file(self) -> object:
        lines = ["tanggal;mulai;selesai;keperluan;peminjam"]
        for _row in range(3):
            span = self.span()
            start, end = clock.to_office(span.starts_at), clock.to_office(span.ends_at)
            lines.append(f"{start:%Y-%m-%d};{start:%H.%M};{end:%H.%M};Lomba;Peserta Contoh")
        wish = booking_imports.ImportOrder("zoom-2", "lomba.csv", "\n".join(lines).encode())
        return self.do(booking_imports.import_bookings, wish)

    def close(self) -> object:
        key = self.chance.choice(["aula-a", "zoom-1"])
        span = self.span()
        return self.do(resources.close, resources.ClosureOrder(str(uuid.uuid4()), key, span, "Pengecatan"))

    def lift(self) -> object:
        closure = self.database.read(
            lambda session: session.scalars(
                select(ResourceClosure.id).where(ResourceClosure.lifted_at.is_(None)).limit(1)
            ).first()
        )
        return closure is not None and self.do(resources.lift, resources.LiftOrder(closure))

    def stock(self) -> object:
        stock = self.chance.randrange(6, 10)
        wish = resources.ResourceOrder("mikrofon", "Mikrofon", "equipment", stock=stock)
        return self.do(resources.correct, wish)

    def lose(self) -> object:
        wish = outages.OutageOrder(str(uuid.uuid4()), "mikrofon", "lost", "Contoh kejadian")
        made = self.do(outages.record, wish)
        return self.do(outages.end, outages.EndOrder(str(uuid.uuid4()), made.id))

    def settle(self) -> object:
        return self.do(bookings.settle, bookings.SettleOrder())


def race(address: str, number: int, share: int, told: tuple[str, Barrier, Path]) -> None:
    """Do one process's share, each answer written down before the next act begins."""
    seed, gate, folder = told
    racer = Racer(address, number, seed)
    with (folder / f"{number}-{os.getpid()}.txt").open("w", buffering=1) as said:
        gate.wait(240)
        for _act in range(share):
            said.write(racer.one().replace("\n", " ") + "\n")
    racer.database.close()


def main(address: str, processes: int, operations: int, told: tuple[str, Path]) -> None:
    """Start them all, kill some at random and start others in their place; print what was said."""
    # forked where that is possible: sixteen starts of Python would take longer than the race
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    )
    seed, folder = told
    chance = random.Random(seed)
    gate = context.Barrier(processes)
    free = context.Barrier(1)
    share = operations // processes

    def start(number: int, barrier: Barrier, acts: int) -> Any:
        runner = context.Process(target=race, args=(address, number, acts, (seed, barrier, folder)))
        runner.start()
        return runner

    began = time.monotonic()
    runners = [start(number, gate, share) for number in range(processes)]
    kills = 0
    while any(runner.is_alive() for runner in runners):
        time.sleep(chance.uniform(0.2, 0.8))
        alive = [at for at, runner in enumerate(runners) if runner.is_alive()]
        done = sum(len(file.read_text().splitlines()) for file in folder.glob("*.txt"))
        if alive and kills < operations // 60 and done > processes and operations - done > operations // 10:
            at = chance.choice(alive)
            runners[at].kill()
            runners[at].join()
            kills += 1
            rest = (operations - done) // processes + 1
            runners[at] = start(processes + kills, free, min(rest, share))
    json.dump({"seconds": time.monotonic() - began, "kills": kills}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), (sys.argv[4], Path(sys.argv[5])))
