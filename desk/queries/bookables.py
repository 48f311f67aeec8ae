"""What a service's requests can book, in the order of the calendar; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk.models import Resource

WATCHES = frozenset({"Resource"})


@dataclass(frozen=True)
class BookableRow:
    """A resource to choose; `capacity` in people, None where head count means nothing."""

    key: str
    name: str
    capacity: int | None


def bookables(session: Session, kind: str) -> tuple[BookableRow, ...]:
    """The resources a service means by `kind`: the one of that key, its parts and numbered fellows."""
    found = (
        select(Resource.key, Resource.name, Resource.capacity)
        .where(Resource.is_active, or_(Resource.key == kind, Resource.key.startswith(f"{kind}-")))
        .order_by(Resource.position, Resource.id)
    )
    return tuple(BookableRow(*row) for row in session.execute(found))
