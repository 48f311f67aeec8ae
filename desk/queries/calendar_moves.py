"""What a change of the calendar would move, before it is saved, and what it moved; changes nothing.

Knows no applicant. Each question is made into the same edit as the act it goes before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desk.errors import Refused
from desk.i18n import _
from desk.models import CalendarChange, DueMove, PublicService, ReceiptLine, Request
from desk.models.due_moves import concerned, decided, moves_of
from desk.models.working_days import office_days
from desk.rules import calendar_changes as rules
from desk.rules.calendar_changes import CalendarEdit
from desk.rules.calendar_files import LARGEST, read_days
from desk.rules.calendar_policies import ListedDay, Switches
from desk.rules.working_days import Kind

WATCHES = frozenset({"Request", "ClockEvent", "DayOff", "CalendarSetting", "PublicService"})


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One open request and its promised date, from → to; `has_slip` where a paper says the old date."""

    request_id: int
    number: str
    service_name: str
    from_on: date
    to_on: date
    has_slip: bool = False


@dataclass(frozen=True)
class Moved:
    """How many requests would move, and the first of them by their present date."""

    total: int
    rows: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True)
class FileDayRow:
    """One day as a file has it; `is_known` where it is listed already and would not be added."""

    day: ListedDay
    is_known: bool


def moved_by_closure(session: Session, first_on: date, last_on: date, name: str) -> Moved:
    """What closing the office would move; Refused as the closure itself would be."""
    listed = _listed(session, first_on, last_on) if first_on <= last_on else ()
    return moved_by(session, rules.new_closure(listed, first_on, last_on, name))


def moved_by_confirming(session: Session, days: tuple[date, ...]) -> Moved:
    """What counting these Balinese days as days off would move."""
    return _moved_by_decision(session, days, rules.confirmed)


def moved_by_proposing(session: Session, days: tuple[date, ...]) -> Moved:
    """What taking their confirmation back would move."""
    return _moved_by_decision(session, days, rules.proposed)


def moved_by_days(session: Session, days: tuple[ListedDay, ...]) -> Moved:
    """What adding these days, where they are not listed yet, would move."""
    if not days:
        return Moved(0, ())
    every = [each.day for each in days]
    return moved_by(session, rules.additions(_listed(session, min(every), max(every)), days))


def moved_by_taking_back(session: Session, change_id: int) -> Moved:
    """What undoing a change would move."""
    change = session.get(CalendarChange, change_id)
    if change is None:
        raise Refused(_("Perubahan kalender itu tidak ditemukan."))
    edit = rules.from_data(change.edit).reversed
    if not edit.is_empty:
        edit = rules.still_standing(_listed(session, *edit.span), edit)
    return moved_by(session, edit)


def moved_by_switches(session: Session, switches: Switches) -> Moved:
    """What counting otherwise would move."""
    return moved_by(session, CalendarEdit(switches=switches))


def kept_moves(session: Session, change_id: int, limit: int = 200) -> Moved:
    """What a saved change moved, in the order of the dates as they were."""
    mine = DueMove.change_id == change_id
    total = session.scalar(select(func.count()).select_from(DueMove).where(mine)) or 0
    columns = (Request.id, Request.number, PublicService.name, DueMove.from_on, DueMove.to_on)
    has_slip = exists().where(ReceiptLine.request_id == Request.id)
    found = (
        select(*columns, has_slip)
        .join(Request, Request.id == DueMove.request_id)
        .join(PublicService, PublicService.id == Request.service_id)
        .where(mine)
        .order_by(DueMove.from_on, Request.id)
        .limit(limit)
    )
    return Moved(total, tuple(MovedRow(*row) for row in session.execute(found)))


def days_of_file(session: Session, file: Path, kind: Kind) -> tuple[FileDayRow, ...]:
    """The days in an .ics or .csv, of `kind` where it does not say; Refused (`file`) where it is neither."""
    try:
        with file.open("rb") as content:
            days = read_days(content.read(LARGEST + 1), file_name=file.name, kind=kind)
    except OSError as error:
        raise Refused(_("Berkas ini tidak dapat dibaca."), field="file") from error
    listed = _listed(session, days[0].day, days[-1].day)
    added = set(rules.additions(listed, days).added)
    return tuple(FileDayRow(each, each not in added) for each in days)


def _moved_by_decision(session: Session, days: tuple[date, ...], decide: rules.Decision) -> Moved:
    if not days:
        raise Refused(_("Pilih harinya."), field="days")
    return moved_by(session, decide(_listed(session, min(days), max(days)), days))


def _listed(session: Session, first: date, last: date) -> Sequence[ListedDay]:
    return [each for each in office_days(session, first, last).days if first <= each.day <= last]


def moved_by(session: Session, edit: CalendarEdit, limit: int | None = 200) -> Moved:
    """The requests that `edit` would move; `limit` None names all of them."""
    moves = moves_of(session, edit)
    if not moves.total:
        return Moved(0, ())
    by_group: dict[tuple[Any, ...], date] = {
        (group.service_id, group.variant, group.starts_on, group.from_on): group.to_on
        for group in moves.groups
    }
    by_request = {one.request_id: one.to_on for one in moves.ones}
    first_on = min([group.from_on for group in moves.groups] + [one.from_on for one in moves.ones])
    columns = (
        Request.id,
        Request.number,
        PublicService.name,
        Request.due_on,
        Request.service_id,
        Request.variant,
        Request.clock_starts_on,
        decided(),
    )
    candidates = (
        select(*columns)
        .join(PublicService, PublicService.id == Request.service_id)
        .where(concerned(*edit.span), Request.due_on >= first_on)
        .order_by(Request.due_on, Request.id)
        .execution_options(yield_per=500)
    )
    rows: list[MovedRow] = []
    for each in session.execute(candidates):
        row: tuple[Any, ...] = tuple(each)
        request_id, number, service, due_on, service_id, variant, starts_on, is_decided = row
        group = (service_id, variant, starts_on, due_on)
        to_on = by_request.get(request_id) if is_decided else by_group.get(group)
        if to_on is not None:
            rows.append(MovedRow(request_id, number, service, due_on, to_on))
            if limit is not None and len(rows) >= limit:
                break
    return Moved(moves.total, tuple(rows))
