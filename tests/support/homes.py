"""What tests share by name: a founded desk and its made-up people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.rules.rights import Actor
from desk.store.database import Database

SECRET = "rahasia-contoh"


@dataclass(frozen=True)
class Home:
    """A founded Karangasem desk in a real SQLite file, and one actor of each role (all plainly made up)."""

    folder: Path
    database: Database
    admin: Actor
    petugas: Actor
    pemegang: Actor
    pengawas: Actor
