"""The dates of a series before it is booked and after; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.models import Booking, BookingSeries
from desk.models.availability import clash, resource_tree, stands, warnings
from desk.queries.bookings import WATCHES, Wish, chosen
from desk.rules.bookings import check_span
from desk.rules.series import Rhythm, spans_of
from desk.rules.spans import Span

__all__ = ["WATCHES", "SeriesDateRow", "SeriesRow", "preview", "series_of"]


@dataclass(frozen=True, slots=True)
class SeriesDateRow:
    """One date: free or not, and why not; once booked with the booking's id, version and state."""

    span: Span
    is_free: bool
    sentence: str
    warnings: tuple[str, ...] = ()
    resource_name: str = ""
    booking_id: int | None = None
    version: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its dates in order of time, those that were skipped among them."""

    id: int
    rhythm: str
    dates: tuple[SeriesDateRow, ...]
    standing: int


def preview(session: Session, wish: Wish, rhythm: Rhythm) -> tuple[SeriesDateRow, ...]:
    """What booking this series now would bring, date by date; Refused for a rhythm that cannot be."""
    tree = resource_tree(session)
    rows = []
    for span in spans_of(wish.span, rhythm):
        one = Wish(wish.resource_key, span, wish.quantity, wish.head_count)
        thing, want = chosen(session, tree, one)
        sentence = ""
        try:
            check_span(span, clock.now())
            found = clash(session, tree, want)
            sentence = found.sentence if found else ""
        except Refused as refused:
            sentence = refused.sentence
        said = warnings(session, thing, span, wish.head_count)
        rows.append(SeriesDateRow(span, not sentence, sentence, said, thing.name))
    return tuple(rows)


def series_of(session: Session, booking_id: int) -> SeriesRow | None:
    """The series that a booking belongs to; None where it stands alone."""
    series = session.scalars(
        select(BookingSeries)
        .join(Booking, Booking.series_id == BookingSeries.id)
        .where(Booking.id == booking_id)
    ).one_or_none()
    if series is None:
        return None
    tree = resource_tree(session)
    standing = set(
        session.scalars(select(Booking.id).where(Booking.series_id == series.id, stands(clock.now())))
    )
    rows = [
        SeriesDateRow(
            span=Span(each.starts_at, each.ends_at),
            is_free=each.id in standing,
            sentence=each.decision_reason or "",
            resource_name=tree.things[each.resource_id].name,
            booking_id=each.id,
            version=each.version,
            state=each.state,
        )
        for each in session.scalars(select(Booking).where(Booking.series_id == series.id))
    ]
    rows += [
        SeriesDateRow(Span.of_minutes(each["from"], each["to"]), is_free=False, sentence=each["sentence"])
        for each in series.skipped
    ]
    ordered = tuple(sorted(rows, key=lambda row: (row.span.starts_at, row.booking_id or 0)))
    return SeriesRow(series.id, series.rhythm, ordered, len(standing))
