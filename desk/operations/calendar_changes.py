"""Changes the office's calendar and moves the open requests it moves, in one transaction; knows no screen.

Every act is kept as a CalendarChange and can be taken back. Moved dates are written in a few statements for
all requests at once, and each leaves its from → to in DueMove.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import bindparam, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import CalendarChange, DayOff, DueMove, HalfDay, Request
from desk.models.due_moves import OPEN_STATES, Moves, decided, moves_of
from desk.models.working_days import office_days
from desk.operations.journal import Act, note
from desk.rules import calendar_changes as rules
from desk.rules.calendar_changes import CalendarEdit
from desk.rules.calendar_policies import ListedDay
from desk.rules.office_dates import plain_date
from desk.rules.rights import Actor
from desk.rules.texts import clean, reason_of
from desk.store.database import touch


@dataclass(frozen=True)
class ClosureOrder:
    """The office closes for whole days (a disaster, a ceremony); `key`: the UUID of the form."""

    key: str
    first_on: date
    last_on: date
    reason: str
    circular: str | None = None


@dataclass(frozen=True)
class HalfDayOrder:
    """The office closes for some hours of a working day, which goes on counting."""

    key: str
    day: date
    closed_from: time
    closed_to: time
    reason: str


@dataclass(frozen=True)
class ConfirmationOrder:
    """Balinese days on which the office rests by a circular, or (`is_confirmed` False) after all not."""

    key: str
    days: tuple[date, ...]
    circular: str
    is_confirmed: bool = True


@dataclass(frozen=True)
class ImportOrder:
    """Days read from a file (`rules.calendar_files`); those already listed are left as they are."""

    key: str
    days: tuple[ListedDay, ...]
    source: str


@dataclass(frozen=True)
class TakeBackOrder:
    """Undo one change of the calendar."""

    key: str
    change_id: int


@dataclass(frozen=True)
class CalendarSaved:
    """The change, how many days it concerns and how many requests it moved."""

    change_id: int
    days: int
    moved: int


def save_closure_and_move(session: Session, order: ClosureOrder, actor: Actor) -> CalendarSaved:
    """Close the office and move the open requests, as the preview of the same closure showed."""
    actor.require("keep_calendar")
    if (known := _known(session, order.key)) is not None:
        return known
    name = reason_of(order.reason, limit=120)
    circular = clean(order.circular or "", limit=80, field="circular") or None
    listed = _listed(session, order.first_on, order.last_on)
    edit = rules.new_closure(listed, order.first_on, order.last_on, name)
    sentence = _("Kantor tutup {days}: {reason}").format(
        days=_span(order.first_on, order.last_on), reason=name
    )
    change = new_change(session, (order.key, "closure", sentence), edit, actor)
    return _apply(session, change, edit, actor, circular=circular)


def confirm_balinese_days(session: Session, order: ConfirmationOrder, actor: Actor) -> CalendarSaved:
    """Count Balinese days as days off by a circular, or take that back; open requests move with them."""
    actor.require("keep_calendar")
    if (known := _known(session, order.key)) is not None:
        return known
    circular = clean(order.circular, limit=80, field="circular", label=_("Nomor edaran"))
    if order.is_confirmed and not circular:
        raise Refused(_("Isi nomor edaran."), field="circular")
    if not order.days:
        raise Refused(_("Pilih harinya."), field="days")
    listed = _listed(session, min(order.days), max(order.days))
    edit = rules.confirmation(listed, order.days, is_confirmed=order.is_confirmed)
    if edit.is_empty:
        raise Refused(_("Tidak ada hari yang berubah."), field="days")
    names = ", ".join(f"{each.name} {plain_date(each.day)}" for each in edit.added)
    words = _("Dispensasi dikonfirmasi ({circular}): {names}")
    if not order.is_confirmed:
        words = _("Konfirmasi dispensasi dicabut: {names}")
    sentence = words.format(circular=circular, names=names)[:400]
    change = new_change(session, (order.key, "confirmation", sentence), edit, actor)
    return _apply(session, change, edit, actor, circular=circular if order.is_confirmed else None)


def import_days(session: Session, order: ImportOrder, actor: Actor) -> CalendarSaved:
    """Add the days of a file that are not listed yet; open requests move with them."""
    actor.require("keep_calendar")
    if (known := _known(session, order.key)) is not None:
        return known
    if not order.days:
        raise Refused(_("Tidak ada hari libur dalam berkas ini."), field="file")
    days = [each.day for each in order.days]
    edit = rules.additions(_listed(session, min(days), max(days)), order.days)
    if edit.is_empty:
        raise Refused(_("Semua hari dalam berkas ini sudah tercatat."), field="file")
    source = clean(order.source, limit=120, field="file")
    sentence = _("{count} hari libur diimpor dari {source}").format(count=len(edit.added), source=source)
    change = new_change(session, (order.key, "import", sentence), edit, actor)
    return _apply(session, change, edit, actor)


def save_half_day(session: Session, order: HalfDayOrder, actor: Actor) -> CalendarSaved:
    """Note the hours for which the office closes on a working day; no date moves by it."""
    actor.require("keep_calendar")
    if (known := _known(session, order.key)) is not None:
        return known
    name = reason_of(order.reason, limit=120)
    if order.closed_to <= order.closed_from:
        raise Refused(_("Jam selesai harus sesudah jam mulai."), field="closed_to")
    sentence = _("Kantor tutup setengah hari {day}: {reason}").format(day=plain_date(order.day), reason=name)
    change = new_change(session, (order.key, "half_day", sentence), CalendarEdit(), actor)
    session.add(
        HalfDay(
            day=order.day,
            closed_from=order.closed_from.hour * 60 + order.closed_from.minute,
            closed_to=order.closed_to.hour * 60 + order.closed_to.minute,
            name=name,
            change_id=change.id,
        )
    )
    note(session, actor, Act("calendar.half_day", change.id, sentence))
    return CalendarSaved(change.id, 1, 0)


def take_back(session: Session, order: TakeBackOrder, actor: Actor) -> CalendarSaved:
    """Undo a closure, half day, import or confirmation; the dates it moved are counted anew."""
    actor.require("keep_calendar")
    if (known := _known(session, order.key)) is not None:
        return known
    change = session.get(CalendarChange, order.change_id, with_for_update=True)
    if change is None or change.kind == "taken_back":
        raise Refused(_("Perubahan kalender itu tidak ditemukan."))
    if change.taken_back_at is not None:
        raise Refused(_("Perubahan itu sudah dibatalkan."))
    change.taken_back_at = clock.now()
    session.execute(delete(HalfDay).where(HalfDay.change_id == change.id))
    edit = rules.from_data(change.edit).reversed
    if not edit.is_empty:
        edit = rules.still_standing(_listed(session, *edit.span), edit)
    sentence = _("Dibatalkan: {sentence}").format(sentence=change.sentence)[:400]
    undo = new_change(session, (order.key, "taken_back", sentence), edit, actor)
    return _apply(session, undo, edit, actor)


# ---- the one way in ----------------------------------------------------------------------------------------


def _known(session: Session, key: str) -> CalendarSaved | None:
    """What the same order did before: nothing is written twice."""
    change = session.scalar(select(CalendarChange).where(CalendarChange.key == key))
    if change is None:
        return None
    moved = len(session.scalars(select(DueMove.id).where(DueMove.change_id == change.id)).all())
    return CalendarSaved(change.id, len(change.edit["added"]), moved)


def new_change(
    session: Session, named: tuple[str, str, str], edit: CalendarEdit, actor: Actor
) -> CalendarChange:
    """Keep the act; `named` is its key, kind and sentence."""
    key, kind, sentence = named
    change = CalendarChange(
        key=key,
        kind=kind,
        sentence=sentence,
        made_at=clock.now(),
        made_by=actor.account_id,
        edit=edit.as_data(),
    )
    session.add(change)
    session.flush()
    return change


def _apply(
    session: Session, change: CalendarChange, edit: CalendarEdit, actor: Actor, *, circular: str | None = None
) -> CalendarSaved:
    """Write the days and move the dates; one journal line says both."""
    moves = moves_of(session, edit)
    _write_days(session, edit, circular)
    move_dates(session, change, moves)
    sentence = change.sentence
    if moves.total:
        sentence = _("{sentence}; {count} permohonan berpindah batas").format(
            sentence=sentence, count=moves.total
        )
    note(session, actor, Act(f"calendar.{change.kind}", change.id, sentence[:400]))
    return CalendarSaved(change.id, len(edit.added) or len(edit.removed), moves.total)


def _write_days(session: Session, edit: CalendarEdit, circular: str | None) -> None:
    for each in edit.removed:
        found = DayOff.day == each.day, DayOff.kind == each.kind, DayOff.name == each.name
        for row in session.scalars(select(DayOff).where(*found)):
            session.delete(row)
    session.flush()
    session.add_all(
        DayOff(
            day=each.day, kind=each.kind, name=each.name, is_confirmed=each.is_confirmed, circular=circular
        )
        for each in edit.added
    )
    session.flush()


def move_dates(session: Session, change: CalendarChange, moves: Moves) -> None:
    """Write from → to of every request that moves, then all their new dates in one statement."""
    if not moves.total:
        return
    columns = ["change_id", "request_id", "from_on", "to_on"]
    group = select(
        literal(change.id), Request.id, Request.due_on, bindparam("to_on", type_=DueMove.to_on.type)
    ).where(
        Request.state.in_(OPEN_STATES),
        Request.service_id == bindparam("service_id"),
        Request.variant.is_not_distinct_from(bindparam("variant")),
        Request.clock_starts_on == bindparam("starts_on"),
        Request.due_on == bindparam("from_on"),
        ~decided(),
    )
    statement = insert(DueMove).from_select(columns, group)
    for each in moves.groups:
        session.connection().execute(
            statement,
            {
                "to_on": each.to_on,
                "service_id": each.service_id,
                "variant": each.variant,
                "starts_on": each.starts_on,
                "from_on": each.from_on,
            },
        )
    session.add_all(
        DueMove(change_id=change.id, request_id=one.request_id, from_on=one.from_on, to_on=one.to_on)
        for one in moves.ones
    )
    session.flush()
    moved = select(DueMove.to_on).where(DueMove.change_id == change.id, DueMove.request_id == Request.id)
    mine = select(DueMove.request_id).where(DueMove.change_id == change.id)
    session.execute(
        update(Request)
        .where(Request.id.in_(mine))
        .values(due_on=moved.scalar_subquery())
        .execution_options(synchronize_session=False)
    )
    session.expire_all()
    touch(session, "Request", "DueMove")


def _listed(session: Session, first: date, last: date) -> list[ListedDay]:
    return [each for each in office_days(session, first, last).days if first <= each.day <= last]


def _span(first: date, last: date) -> str:
    return plain_date(first) if first == last else f"{plain_date(first)} – {plain_date(last)}"
