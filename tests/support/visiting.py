"""Visits of plainly made-up people, for tests."""

from __future__ import annotations

import uuid
from typing import Any

from homes import Home

from desk.operations.visitors import Registered, VisitOrder, register


def order(**told: Any) -> VisitOrder:
    """A visit of Ni Luh Contoh, with whatever is told otherwise."""
    usual: dict[str, Any] = {
        "key": str(uuid.uuid4()),
        "name": "Ni Luh Contoh",
        "purpose": "Permohonan informasi",
        "address": "Sibetan",
    }
    return VisitOrder(**(usual | told))


def come(home: Home, **told: Any) -> Registered:
    """Register that visit."""
    return home.database.write(lambda session: register(session, order(**told), home.petugas))
