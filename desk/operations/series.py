"""Books a slot on many dates in one act, and confirms or withdraws what is left of them; knows no screen.

Each date is a booking of its own: it is moved, corrected or withdrawn as any other, without harm to the rest.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, BookingSeries
from desk.models.availability import resource_tree
from desk.operations import booking_parts as parts
from desk.operations import occupancy
from desk.operations.booking_orders import Booked, BookingOrder
from desk.operations.journal import Act, note
from desk.rules import bookings as rules
from desk.rules import pools
from desk.rules import series as dates
from desk.rules.clashes import Clash
from desk.rules.office_dates import span_words
from desk.rules.rights import Actor
from desk.rules.series import Rhythm
from desk.rules.spans import Span, instant, minute
from desk.rules.texts import reason_of


@dataclass(frozen=True)
class SeriesOrder:
    """One booking (its span is the first date's) and the rhythm in which it comes again."""

    key: str
    booking: BookingOrder
    rhythm: Rhythm


@dataclass(frozen=True)
class Skipped:
    """A date that could not be promised, and why, in the officer's words."""

    span: Span
    sentence: str


@dataclass(frozen=True)
class SeriesBooked:
    """The series' id, what was booked, and the dates that were skipped."""

    id: int
    booked: tuple[Booked, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True)
class RestOrder:
    """The dates of a series from this booking's on (itself included), and why."""

    booking_id: int
    reason: str


@dataclass(frozen=True)
class ConfirmSeriesOrder:
    """The tentative dates of the series that this booking belongs to."""

    booking_id: int


def book_series(session: Session, order: SeriesOrder, actor: Actor) -> SeriesBooked:
    """Book every date that is free; the others are skipped and listed, each with its sentence.

    Raises Clash where not one date can be promised, Refused beside its field for what is wrong with all.
    """
    actor.require("book")
    if order.booking.is_confirmed:
        actor.require("decide")
    parts.words_of(order.booking)
    spans = dates.spans_of(order.booking.span, order.rhythm)
    tree = resource_tree(session)
    wanted = pools.candidates(tree, order.booking.resource_key, order.booking.head_count)
    tree.want(wanted[0].id, order.booking.span, order.booking.quantity)
    place = occupancy.open_ground(session, tree, [thing.id for thing in wanted], actor)
    there = session.scalars(select(BookingSeries).where(BookingSeries.key == order.key)).one_or_none()
    if there is not None:
        return _as_booked(session, there)
    series = BookingSeries(
        key=order.key,
        rhythm=order.rhythm.kind,
        skipped=[],
        made_at=clock.now(),
        made_by=actor.account_id,
    )
    session.add(series)
    session.flush()
    booked, skipped = _book_dates(session, place, order, (series, spans), actor)
    series.skipped = [_kept(each) for each in skipped]
    name = place.tree.by_key(booked[0].resource_key).name
    words = f"Rangkaian {name}: {len(booked)} tanggal dipesan, {len(skipped)} dilewati"
    note(session, actor, Act("series.book", series.id, words))
    return SeriesBooked(series.id, tuple(booked), tuple(skipped))


def _book_dates(
    session: Session,
    place: occupancy.OpenGround,
    order: SeriesOrder,
    dated: tuple[BookingSeries, tuple[Span, ...]],
    actor: Actor,
) -> tuple[list[Booked], list[Skipped]]:
    series, spans = dated
    booked: list[Booked] = []
    skipped: list[Skipped] = []
    first_refusal: Refused | None = None
    for span in spans:
        one = replace(order.booking, key=date_key(order.key, span), span=span)
        try:
            booked.append(parts.promise(session, place, one, parts.Tie(series_id=series.id), actor))
        except Refused as refused:
            if refused.field != "span":
                raise
            first_refusal = first_refusal or refused
            skipped.append(Skipped(span, refused.sentence))
    if first_refusal is not None and not booked:
        raise first_refusal
    return booked, skipped


def date_key(key: str, span: Span) -> str:
    """The key of one date's booking: the same form saved twice makes it once."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{key} {span.starts_at.isoformat()}"))


def confirm_series(session: Session, order: ConfirmSeriesOrder, actor: Actor) -> tuple[Skipped, ...]:
    """Confirm every tentative date that still can be; the others, with why not."""
    actor.require("decide")
    place, bookings = _dates(session, order.booking_id, actor)
    skipped = []
    for booking in bookings:
        if booking.state != "tentative":
            continue
        try:
            parts.confirm_one(session, place, booking, actor)
        except Clash as clash:
            skipped.append(Skipped(Span(booking.starts_at, booking.ends_at), clash.sentence))
    return tuple(skipped)


def withdraw_rest(session: Session, order: RestOrder, actor: Actor) -> int:
    """Withdraw this date and every later one that stands and has not ended; how many."""
    actor.require("book")
    reason = reason_of(order.reason)
    place, bookings = _dates(session, order.booking_id, actor)
    first = next(each.starts_at for each in bookings if each.id == order.booking_id)
    now = instant(minute(clock.now()))
    rest = [
        each
        for each in bookings
        if each.state in rules.STANDING and each.starts_at >= first and each.ends_at > now
    ]
    for booking in rest:
        parts.end_one(session, parts.Seen(booking, place.tree, place), parts.WITHDRAWING, reason, actor)
    occupancy.hand_on(session, place, actor)
    return len(rest)


def _dates(session: Session, booking_id: int, actor: Actor) -> tuple[occupancy.OpenGround, list[Booking]]:
    """All bookings of the series of this one, locked, on their open ground, in order of time."""
    series_id = session.scalar(select(Booking.series_id).where(Booking.id == booking_id))
    if series_id is None:
        raise Refused(_("Pesanan ini bukan bagian dari rangkaian."))
    rows = session.execute(
        select(Booking.id, Booking.resource_id).where(Booking.series_id == series_id)
    ).all()
    resources = {row.resource_id for row in rows}
    place = occupancy.open_ground(session, resource_tree(session), resources, actor)
    bookings = parts.locked(session, [row.id for row in rows])
    return place, sorted(bookings, key=lambda each: (each.starts_at, each.id))


def _as_booked(session: Session, series: BookingSeries) -> SeriesBooked:
    """What the same form brought when it was saved before."""
    bookings = session.scalars(
        select(Booking).where(Booking.series_id == series.id).order_by(Booking.starts_at, Booking.id)
    )
    booked = tuple(parts.booked(each, each.resource.key, ()) for each in bookings)
    skipped = tuple(
        Skipped(Span.of_minutes(each["from"], each["to"]), each["sentence"]) for each in series.skipped
    )
    return SeriesBooked(series.id, booked, skipped)


def _kept(skipped: Skipped) -> dict[str, object]:
    span = skipped.span
    return {
        "from": span.start_minute,
        "to": span.end_minute,
        "when": span_words(span),
        "sentence": skipped.sentence,
    }
