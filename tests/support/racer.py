"""Many processes that book the same slots at once; prints what became of each attempt as JSON.

Run as `python racer.py ADDRESS PROCESSES`: each process opens the desk itself, waits until all are ready and
tries every slot once, on the hall or one of its parts as its own seed (its number) decides.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
import uuid
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

from desk import app, clock
from desk.operations.accounts import command_line_actor
from desk.operations.bookings import BookingOrder, book
from desk.rules.clashes import Clash
from desk.rules.rights import Actor
from desk.rules.spans import Span, instant, minute
from desk.store.database import Database

SLOTS = 42
KEYS = ("aula", "aula", "aula-a", "aula-b")
"""The whole hall as often as its parts together."""


def slots() -> list[Span]:
    """One slot every three hours from tomorrow's midnight (UTC): their buffers never meet."""
    first = instant(minute(clock.now()) // 1440 * 1440 + 1440)
    return [Span(first + timedelta(hours=3 * at), first + timedelta(hours=3 * at + 2)) for at in range(SLOTS)]


def attempt(database: Database, wanted: Span, key: str, actor: Actor) -> str:
    """`won`, `refused`, or the error."""
    order = BookingOrder(str(uuid.uuid4()), key, wanted, "Lomba", f"Peserta {actor.account_id} Contoh")
    try:
        database.write(lambda session: book(session, order, actor))
    except Clash:
        return "refused"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "won"


def race(address: str, number: int, gate: Barrier, said: Any) -> None:
    """One desk of its own: open it, wait for the others, try every slot once."""
    chance = random.Random(f"desk-{number}")
    database = app.open_desk(address)
    actor = database.read(command_line_actor)
    wanted = slots()
    gate.wait(60)
    began = time.monotonic()
    results = []
    for at, span in enumerate(wanted):
        key = chance.choice(KEYS) if at % 5 else "aula"
        results.append((at, key, attempt(database, span, key, actor)))
    database.close()
    said.put((time.monotonic() - began, results))


def main(address: str, processes: int) -> None:
    """Start them all, print (seconds, results) of each."""
    # forked where that is possible: sixteen starts of Python would take longer than the race
    context = multiprocessing.get_context(
        "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    )
    gate, said = context.Barrier(processes), context.Queue()
    runners = [context.Process(target=race, args=(address, each, gate, said)) for each in range(processes)]
    for runner in runners:
        runner.start()
    json.dump([said.get(timeout=120) for _runner in runners], sys.stdout)
    for runner in runners:
        runner.join(30)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
