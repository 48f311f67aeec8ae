"""What the tests of the store share: acts, rows by key, and promises with made-up people."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from homes import Home
from slots import order, span
from sqlalchemy import select

from desk import clock
from desk.errors import Refused
from desk.models import Booking, HandOver, HandOverLine, JournalLine, Resource
from desk.operations.bookings import book
from desk.operations.outages import OutageOrder
from desk.operations.units import UnitOrder, add
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.store.database import Database

Wish = tuple[Callable[..., Any], object]


def key() -> str:
    """A key as a form makes it."""
    return str(uuid.uuid4())


def act(home: Home, operation: Callable[..., Any], wish: object, actor: Actor | None = None) -> Any:
    """Do one act as the custodian, or as `actor`."""
    who = actor or home.pemegang
    return home.database.write(lambda session: operation(session, wish, who))


def promise(
    home: Home, resource_key: str, quantity: int = 1, wanted: Span | None = None, **facts: Any
) -> Any:
    """Book so many on Wednesday morning, confirmed."""
    wish = order(wanted or span(8, 9, 12), resource_key, quantity=quantity, is_confirmed=True, **facts)
    return act(home, book, wish)


def unit(home: Home, resource_key: str, label: str, **facts: Any) -> int:
    """One labelled unit; its id."""
    return int(act(home, add, UnitOrder(key(), resource_key, label, **facts)))


def gone(resource_key: str, kind: str = "lost", **facts: Any) -> OutageOrder:
    """A sound outage; `facts` replace its fields."""
    fields: dict[str, Any] = {"key": key(), "reason": "Contoh kejadian"}
    return OutageOrder(resource_key=resource_key, kind=kind, **(fields | facts))


def resource(home: Home, resource_key: str) -> Resource:
    """The row of a resource."""
    found = select(Resource).where(Resource.key == resource_key)
    return home.database.read(lambda session: session.scalars(found).one())


def journal(home: Home, name: str) -> list[JournalLine]:
    """The lines of one act, oldest first."""
    lines = select(JournalLine).where(JournalLine.act == name).order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(lines)))


def carry_out(
    home: Home, booking_id: int, resource_key: str, quantity: int, unit_id: int | None = None
) -> None:
    """The row of a hand-over as the counter leaves it."""

    def write(session: Any) -> None:
        place = session.scalars(select(Resource).where(Resource.key == resource_key)).one()
        session.get_one(Booking, booking_id).units_out += quantity
        line = HandOverLine(
            resource_id=place.id, unit_id=unit_id, quantity=quantity, condition="B", missing=[]
        )
        session.add(
            HandOver(
                key=key(),
                booking_id=booking_id,
                direction="out",
                at=home_time(),
                giver_name="I Nengah Misal",
                receiver_name="Ni Made Contoh",
                details={},
                recorded_by=home.pemegang.account_id,
                recorded_at=home_time(),
                lines=[line],
            )
        )

    home.database.write(write)


def home_time() -> datetime:
    """The desk's own now."""
    return clock.now()


def at_once(server: Database, actor: Actor, *wishes: Wish) -> tuple[list[object], list[str]]:
    """Do all at the same moment: results and refusals; anything else fails the test."""
    gate = threading.Barrier(len(wishes))
    done: list[object] = []
    refused: list[str] = []
    bugs: list[BaseException] = []

    def desk(operation: Callable[..., Any], wish: object) -> None:
        gate.wait()
        try:
            done.append(server.write(lambda session: operation(session, wish, actor)))
        except Refused as why_not:
            refused.append(why_not.sentence)
        except BaseException as bug:
            bugs.append(bug)

    desks = [threading.Thread(target=desk, args=wish) for wish in wishes]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    assert bugs == []
    return done, refused
