"""What the thing with a scanned label should do now: go out, come back, or stay; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Occupancy, Resource, ResourceUnit
from desk.queries.bookings import days_span
from desk.queries.custody import (
    WATCHES,
    LoanFacts,
    LoanRow,
    goes_out,
    holders_of,
    loan_row,
    loan_rows,
    loans_of,
    unfit_units,
)
from desk.rules.office_dates import clock_time, short_date
from desk.rules.spans import instant, minute
from desk.rules.units import label_of

__all__ = ["WATCHES", "LabelAnswer", "label_answer"]


@dataclass(frozen=True, slots=True)
class LabelAnswer:
    """What a scanned label should do now.

    `kind`: `out` (should go out for `booking_id`), `back` (comes back from it), `promised` (to somebody at
    another time), `here` (in the store, nobody waits), `unfit`, `booking` (a booking's own code), `unknown`.
    """

    kind: str
    sentence: str
    booking_id: int | None = None
    resource_key: str = ""
    unit_id: int | None = None
    label: str = ""
    completeness: tuple[str, ...] = ()
    others: tuple[int, ...] = ()
    """Further bookings that wait for such a thing today."""


def label_answer(session: Session, typed: str, *, booking_id: int | None = None) -> LabelAnswer:
    """What the thing with this label should do now; `booking_id`: the loan that is open on the screen."""
    unit = _unit(session, typed)
    if unit is not None:
        return _unit_answer(session, unit, booking_id)
    wanted = " ".join(typed.split())
    booking = session.scalars(select(Booking).where(Booking.code == wanted.upper())).one_or_none()
    if booking is not None:
        row = loans_of(session, [booking])[0]
        words = f"{row.resource_name} · {row.holder} · {row.stage_words}"
        return LabelAnswer("booking", words, booking.id, row.resource_key)
    resource = session.scalars(select(Resource).where(Resource.key == wanted.lower())).one_or_none()
    if resource is not None and resource.is_active:
        return _resource_answer(session, resource, booking_id)
    return LabelAnswer("unknown", _("Label {0} tidak dikenal.").format(wanted[:40]))


def _unit(session: Session, typed: str) -> ResourceUnit | None:
    """The unit in use that carries the label; a QR code of ours may have something before it."""
    try:
        label = label_of(typed.rsplit(":", 1)[-1])
    except Refused:
        return None
    return session.scalars(
        select(ResourceUnit).where(ResourceUnit.label == label, ResourceUnit.is_active)
    ).one_or_none()


def _unit_answer(session: Session, unit: ResourceUnit, booking_id: int | None) -> LabelAnswer:
    answer = LabelAnswer(
        "here",
        "",
        resource_key=unit.resource.key,
        unit_id=unit.id,
        label=unit.label,
        completeness=tuple(map(str, unit.resource.completeness)),
    )
    what = f"{unit.resource.name} {unit.label}"
    holder = holders_of(session, unit.resource_id).get(unit.id)
    if holder is not None:
        return _back(session, answer, what, holder)
    unfit = unfit_units(session, unit.resource_id).get(unit.id)
    if unfit is not None:
        return replace(answer, kind="unfit", sentence=f"{what}: {unfit}.")
    named = _named(session, unit.id)
    if named is not None and named.id != booking_id:
        sentence = _("{what} sudah dijanjikan kepada {holder}, {when}; jangan diserahkan kepada yang lain.")
        words = sentence.format(what=what, holder=_who(named), when=_when(named))
        return replace(answer, kind="promised", sentence=words, booking_id=named.id)
    return _going(session, answer, what, unit.resource, booking_id)


def _resource_answer(session: Session, resource: Resource, booking_id: int | None) -> LabelAnswer:
    answer = LabelAnswer(
        "here", "", resource_key=resource.key, completeness=tuple(map(str, resource.completeness))
    )
    out = [row for row in loan_rows(session, clock.today()) if row.out and row.resource_key == resource.key]
    chosen = next((row for row in out if row.booking_id == booking_id), None)
    waiting = _waiting(session, resource, booking_id)
    if chosen is not None or (out and not waiting):
        booking = session.get_one(Booking, (chosen or out[0]).booking_id)
        return _back(session, answer, resource.name, booking)
    return _going(session, answer, resource.name, resource, booking_id)


def _back(session: Session, answer: LabelAnswer, what: str, holder: Booking) -> LabelAnswer:
    row = loans_of(session, [holder])[0]
    sentence = _("{what} kembali dari {holder}.").format(what=what, holder=row.holder)
    if row.is_late:
        due = f"{short_date(clock.office_date(row.taken.ends_at))} {clock_time(row.taken.ends_at)}"
        sentence += " " + _("Terlambat: seharusnya {due}.").format(due=due)
    return replace(answer, kind="back", sentence=sentence, booking_id=holder.id)


def _going(
    session: Session, answer: LabelAnswer, what: str, resource: Resource, booking_id: int | None
) -> LabelAnswer:
    waiting = _waiting(session, resource, booking_id)
    if booking_id is not None and booking_id not in {row.booking_id for row in waiting}:
        others = tuple(row.booking_id for row in waiting)
        text = _("{what} tidak dijanjikan kepada pesanan ini.")
        kind = "promised" if waiting else "here"
        if waiting:
            text += " " + _("Hari ini untuk {holder}, {when}.")
        holder, when = (waiting[0].holder, clock_time(waiting[0].span.starts_at)) if waiting else ("", "")
        words = text.format(what=what, holder=holder, when=when)
        return replace(answer, kind=kind, sentence=words, others=others)
    if waiting:
        first = next((row for row in waiting if row.booking_id == booking_id), waiting[0])
        others = tuple(row.booking_id for row in waiting if row.booking_id != first.booking_id)
        text = _("{what} keluar untuk {holder}, {when}.")
        when = f"{short_date(clock.office_date(first.span.starts_at))} {clock_time(first.span.starts_at)}"
        words = text.format(what=what, holder=first.holder, when=when)
        return replace(answer, kind="out", sentence=words, booking_id=first.booking_id, others=others)
    following = _following(session, resource.id)
    if following is not None:
        text = _("{what} di gudang; berikutnya untuk {holder}, {when}.")
        words = text.format(what=what, holder=_who(following), when=_when(following))
        return replace(answer, kind="promised", sentence=words, booking_id=following.id)
    return replace(answer, sentence=_("{what} di gudang; tidak ada yang menunggunya.").format(what=what))


def _waiting(session: Session, resource: Resource, booking_id: int | None) -> list[LoanRow]:
    """The confirmed loans of today, and the one open on the screen, that still need such a thing."""
    end = days_span(clock.today(), clock.today()).ends_at
    rows = [row for row in loan_rows(session, clock.today()) if goes_out(row, end)]
    known = {row.booking_id for row in rows}
    if booking_id is not None and booking_id not in known:
        row = loan_row(session, booking_id)
        rows += [row] if row.state == "confirmed" and row.to_go else []
    bookings = list(session.scalars(select(Booking).where(Booking.id.in_([row.booking_id for row in rows]))))
    facts = LoanFacts(session, [each.id for each in bookings])
    needing = {
        piece.booking_id
        for each in bookings
        for piece in facts.pieces(each)
        if piece.to_go and resource.key in (piece.resource_key, facts.tree.things[each.resource_id].key)
    }
    return [row for row in rows if row.booking_id in needing]


def _named(session: Session, unit_id: int) -> Booking | None:
    now = instant(minute(clock.now()))
    lines = select(Occupancy.booking_id).where(Occupancy.unit_id == unit_id, Occupancy.ends_at > now)
    found = session.scalar(lines.order_by(Occupancy.starts_at).limit(1))
    return None if found is None else session.get_one(Booking, found)


def _following(session: Session, leaf_id: int) -> Booking | None:
    now = instant(minute(clock.now()))
    lines = (
        select(Occupancy.booking_id)
        .join(Booking, Booking.id == Occupancy.booking_id)
        .where(Occupancy.resource_id == leaf_id, Occupancy.starts_at > now, Booking.state == "confirmed")
        .order_by(Occupancy.starts_at)
        .limit(1)
    )
    found = session.scalar(lines)
    return None if found is None else session.get_one(Booking, found)


def _who(booking: Booking) -> str:
    return booking.borrower_institution or booking.borrower_name


def _when(booking: Booking) -> str:
    return f"{short_date(clock.office_date(booking.starts_at))} {clock_time(booking.starts_at)}"
