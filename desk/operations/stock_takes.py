"""Opname: begins it from the books, keeps each count, and closes it; knows no paper and no screen.

Counting changes nothing in the books: at the close the officer says of each difference what it becomes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Office, Outage, Resource, ResourcePart, ResourceUnit, StockTake, StockTakeLine
from desk.models.availability import resource_tree
from desk.models.stocks import out_now
from desk.operations import occupancy
from desk.operations.journal import Act, note
from desk.operations.outages import EndOrder, OutageOrder, end, record
from desk.rules import stock_takes
from desk.rules.clashes import Promise
from desk.rules.first_resources import STORED_KINDS
from desk.rules.office_dates import plain_date
from desk.rules.rights import Actor
from desk.rules.spans import instant, minute
from desk.rules.stock_takes import Counted
from desk.rules.texts import NOTE_LIMIT, clean

LINE_LIMIT = 400


@dataclass(frozen=True)
class BeginOrder:
    """A new opname; `key` is the UUID made when it was asked for."""

    key: str
    note: str | None = None


@dataclass(frozen=True)
class CountOrder:
    """What was found of one line: how many on the shelf, in what condition (B, KB, RB), and a note."""

    line_id: int
    found: int
    condition: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class CloseOrder:
    """The end of an opname: what the officer decided about lines, as (line id, decision).

    A decision is one of `stock_takes.DECISIONS`; a line without one stays a note in the opname.
    """

    stock_take_id: int
    decisions: tuple[tuple[int, str], ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Closed:
    """The bookings that what was found missing puts at risk."""

    at_risk: tuple[Promise, ...]


def begin(session: Session, order: BeginOrder, actor: Actor) -> int:
    """Begin an opname with a line for every labelled unit and every count-only stock in the books; its id."""
    actor.require("keep_stock")
    there = session.scalars(select(StockTake).where(StockTake.key == order.key)).one_or_none()
    if there is not None:
        return there.id
    session.get(Office, 1, with_for_update={"key_share": True})  # one at a time, also from two desks at once
    running = session.scalars(select(StockTake).where(StockTake.closed_at.is_(None)).limit(1)).first()
    if running is not None:
        day = plain_date(clock.office_date(running.begun_at))
        raise Refused(_("Opname {day} belum ditutup.").format(day=day))
    take = StockTake(
        key=order.key, begun_at=clock.now(), begun_by=actor.account_id, note=_note(order.note), lines=[]
    )
    take.lines.extend(_lines(session))
    session.add(take)
    session.flush()
    words = f"Opname dimulai: {len(take.lines)} baris"
    note(session, actor, Act("stock_take.begin", take.id, words))
    return take.id


def count(session: Session, order: CountOrder, actor: Actor) -> None:
    """Keep what was found of one line; counted again, the last count holds.

    What is with borrowers is read anew: what went out or came back since the opname began is no difference.
    """
    actor.require("keep_stock")
    line = session.get(StockTakeLine, order.line_id)
    if line is None:
        raise Refused(_("Baris opname ini tidak ditemukan."))
    take = session.get_one(StockTake, line.stock_take_id, with_for_update={"key_share": True})
    if take.closed_at is not None:
        raise Refused(_("Opname ini sudah ditutup."))
    stock_takes.check_count(order.found, order.condition, is_unit=line.unit_id is not None)
    words = clean(order.note or "", limit=LINE_LIMIT, field="note") or None
    out = min(line.expected, out_now(session).get((line.resource_id, line.unit_id), 0))
    new = (order.found, order.condition, words, out)
    old = (line.found, line.condition, line.note, line.out)
    if new == old:
        return
    line.found, line.condition, line.note, line.out = new
    words = f"Opname {_line_name(session, line)}: {order.found}"
    changes = (("found", old[0], order.found), ("condition", old[1], order.condition))
    note(session, actor, Act("stock_take.count", take.id, words, changes))


def close(session: Session, order: CloseOrder, actor: Actor) -> Closed:
    """Close the opname; only what the officer decided so becomes a loss, a defect or a find."""
    actor.require("keep_stock")
    take = session.get(StockTake, order.stock_take_id, with_for_update={"key_share": True})
    if take is None:
        raise Refused(_("Opname ini tidak ditemukan."))
    if take.closed_at is not None:
        return Closed(())
    lines = {line.id: line for line in take.lines}
    decided = [(lines[line_id], decision) for line_id, decision in order.decisions if line_id in lines]
    # all leaves at once and ascending; what is recorded below finds them open
    tree = resource_tree(session)
    occupancy.open_ground(session, tree, [line.resource_id for line, _decision in decided], actor)
    at_risk: dict[int, Promise] = {}
    for line, decision in decided:
        for promise in _decide(session, take, line, decision, actor):
            at_risk[promise.booking_id] = promise
    take.closed_at = clock.now()
    take.note = _note(order.note) or take.note
    uncounted = sum(line.found is None for line in take.lines)
    words = f"Opname ditutup: {len(take.lines) - uncounted} baris dihitung, {uncounted} tidak"
    note(session, actor, Act("stock_take.close", take.id, words))
    return Closed(tuple(at_risk.values()))


def _lines(session: Session) -> list[StockTakeLine]:
    """What the books say lies in the store: units one by one, then the rest of each stock by number."""
    out, lost = out_now(session), _lost(session)
    units: dict[int, list[int]] = {}
    labelled = select(ResourceUnit).where(ResourceUnit.is_active).order_by(ResourceUnit.label)
    for unit in session.scalars(labelled):
        units.setdefault(unit.resource_id, []).append(unit.id)
    composite = select(ResourcePart.whole_id)
    stored = (
        select(Resource)
        .where(Resource.is_active, Resource.kind.in_(STORED_KINDS), Resource.id.not_in(composite))
        .order_by(Resource.position, Resource.id)
    )
    lines = []
    for resource in session.scalars(stored):
        own: list[int | None] = [*units.get(resource.id, ())]
        rest = resource.stock - len(own)
        for unit_id in (*own, None) if rest > 0 else own:
            place = (resource.id, unit_id)
            there = 1 if unit_id is not None else rest
            expected = max(0, there - lost.get(place, 0))
            with_borrowers = min(expected, out.get(place, 0))
            lines.append(
                StockTakeLine(resource_id=resource.id, unit_id=unit_id, expected=expected, out=with_borrowers)
            )
    return lines


def _lost(session: Session) -> dict[tuple[int, int | None], int]:
    """What is lost already, by (resource, unit)."""
    now = instant(minute(clock.now()))
    still = (Outage.ends_at.is_(None)) | (Outage.ends_at > now)
    rows = session.execute(
        select(Outage.resource_id, Outage.unit_id, func.sum(Outage.quantity))
        .where(Outage.kind == "lost", Outage.starts_at <= now, still)
        .group_by(Outage.resource_id, Outage.unit_id)
    )
    return {(resource_id, unit_id): int(units) for resource_id, unit_id, units in rows}


def _decide(
    session: Session, take: StockTake, line: StockTakeLine, decision: str, actor: Actor
) -> tuple[Promise, ...]:
    """What one decision makes of one line; Refused (field `decisions`) where it does not fit the count."""
    counted = Counted(line.expected, line.out, line.found, line.condition)
    unit = session.get(ResourceUnit, line.unit_id) if line.unit_id else None
    allowed = stock_takes.decisions_for(
        counted, is_unit=unit is not None, known=unit.condition if unit else None
    )
    if decision not in (*allowed, "note"):
        sentence = _("{name}: keputusan ini tidak sesuai dengan hitungannya.")
        raise Refused(sentence.format(name=_line_name(session, line)), field="decisions")
    if decision == "condition" and unit is not None and line.condition is not None:
        change = ("condition", unit.condition, line.condition)
        unit.condition = line.condition
        words = f"Keadaan {unit.label} menurut opname: {line.condition}"
        note(session, actor, Act("unit.correct", unit.id, words, (change,)))
    elif decision == "found":
        _end_lost(session, take, line, actor)
    elif decision in ("lost", "broken"):
        return _record(session, take, line, decision, actor)
    return ()


def _record(
    session: Session, take: StockTake, line: StockTakeLine, kind: str, actor: Actor
) -> tuple[Promise, ...]:
    counted = Counted(line.expected, line.out, line.found)
    missing = -(counted.difference or 0)
    day = plain_date(clock.office_date(take.begun_at))
    reason = f"Opname {day}" + (f": {line.note}" if line.note else "")
    order = OutageOrder(
        key=f"{take.key}:{line.id}",
        resource_key=session.get_one(Resource, line.resource_id).key,
        kind=kind,
        reason=clean(reason[:LINE_LIMIT], limit=LINE_LIMIT, field="decisions"),
        quantity=missing if kind == "lost" else (line.found or 0),
        unit_id=line.unit_id,
    )
    return record(session, order, actor).at_risk


def _end_lost(session: Session, take: StockTake, line: StockTakeLine, actor: Actor) -> None:
    """So many of what was lost are there again as more were found than expected."""
    more = Counted(line.expected, line.out, line.found).difference or 0
    now = instant(minute(clock.now()))
    same_unit = Outage.unit_id.is_(None) if line.unit_id is None else Outage.unit_id == line.unit_id
    lost = select(Outage).where(
        Outage.resource_id == line.resource_id,
        same_unit,
        Outage.kind == "lost",
        (Outage.ends_at.is_(None)) | (Outage.ends_at > now),
    )
    for outage in session.scalars(lost.order_by(Outage.id)).all():
        if more <= 0:
            return
        back = min(more, outage.quantity)
        end(session, EndOrder(f"{take.key}:{line.id}:{outage.id}", outage.id, back), actor)
        more -= back


def _line_name(session: Session, line: StockTakeLine) -> str:
    if line.unit_id is not None:
        return session.get_one(ResourceUnit, line.unit_id).label
    return session.get_one(Resource, line.resource_id).name


def _note(text: str | None) -> str | None:
    return clean(text or "", limit=NOTE_LIMIT, field="note", multiline=True) or None
