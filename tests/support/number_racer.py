"""One of several processes that take numbers at once: python number_racer.py ADDRESS PREFIX YEAR COUNT."""

from __future__ import annotations

import sys

from desk.operations.numbers import next_sequence
from desk.store import opening


def race(address: str, prefix: str, year: int, count: int) -> None:
    """Take `count` numbers, each in its own transaction, and print them."""
    database = opening.open_existing(address)
    sys.stdin.readline()  # the start
    for _ in range(count):
        taken = database.write(lambda session: next_sequence(session, prefix, year))
        sys.stdout.write(f"{taken}\n")
    database.close()


if __name__ == "__main__":
    race(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
