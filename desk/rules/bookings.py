"""What may be booked at all, and how long an undecided booking keeps its slot; knows no other booking."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.spans import Span
from desk.rules.working_days import OfficeHours, WorkCalendar

LONGEST_DAYS = 31
FURTHEST_DAYS = 400
LARGEST_HEAD_COUNT = 100_000
CONFIRMATION_DAYS = 1
"""Working days within which a schedule is confirmed (Karangasem 1.1, konfirmasi jadwal: 1 hari kerja)."""
SHORTEST_HOLD = timedelta(minutes=30)
"""An undecided booking is kept at least this long, even where its event begins sooner."""

STATES: dict[str, str] = {
    "tentative": "dipesan sementara",
    "confirmed": "terkonfirmasi",
    "refused": "ditolak",
    "withdrawn": "dibatalkan",
    "expired": "kedaluwarsa",
    "displaced": "digeser acara resmi",
}
STANDING = ("tentative", "confirmed")
"""States that keep the slot."""
LET_GO = ("refused", "withdrawn", "expired", "displaced")
"""States that gave it back; it can be restored where it is still free."""


def state_words(state: str) -> str:
    """What the screens call a booking's state."""
    return _(STATES[state])


def span_between(day: date, start: time, end: time) -> Span:
    """From `start` to `end` of the office's `day`; 00.00 as the end is midnight after it.

    Raises Refused (field `span`) for seconds and where the end is not after the start.
    """
    if start.second or end.second or start.microsecond or end.microsecond:
        raise Refused(_("Jam ditulis tanpa detik, misalnya 09.00–12.00."), field="span")
    last = day + timedelta(days=1) if end == time.min and start > end else day
    return span_of(clock.at_office(day, start), clock.at_office(last, end))


def span_of(starts_at: datetime, ends_at: datetime) -> Span:
    """As `Span`, but what cannot be one is Refused (field `span`) in the officer's words."""
    if starts_at.second or ends_at.second or starts_at.microsecond or ends_at.microsecond:
        raise Refused(_("Jam ditulis tanpa detik, misalnya 09.00–12.00."), field="span")
    if ends_at == starts_at:
        raise Refused(_("Jam selesai sama dengan jam mulai."), field="span")
    if ends_at < starts_at:
        raise Refused(_("Jam selesai mendahului jam mulai."), field="span")
    return Span(starts_at, ends_at)


def check_span(span: Span, now: datetime) -> None:
    """Raise Refused (field `span`) for what begins in the past, lasts too long or lies too far ahead."""
    if span.starts_at < now - timedelta(minutes=1):
        raise Refused(_("Waktu mulai sudah lewat; pemesanan tidak dapat mundur."), field="span")
    check_length(span, now)


def check_length(span: Span, now: datetime) -> None:
    """As `check_span`, for what has already begun and is only prolonged or shortened."""
    if span.ends_at <= now:
        raise Refused(_("Waktu selesai sudah lewat; pemesanan tidak dapat mundur."), field="span")
    if span.ends_at - span.starts_at > timedelta(days=LONGEST_DAYS):
        sentence = _("Satu pemesanan paling lama {days} hari.")
        raise Refused(sentence.format(days=LONGEST_DAYS), field="span")
    if span.starts_at > now + timedelta(days=FURTHEST_DAYS):
        sentence = _("Pemesanan paling jauh {days} hari ke depan.")
        raise Refused(sentence.format(days=FURTHEST_DAYS), field="span")


def check_head_count(head_count: int | None) -> None:
    """Raise Refused (field `head_count`) for a number of people that cannot be one; None is not known."""
    if head_count is not None and not 0 < head_count <= LARGEST_HEAD_COUNT:
        raise Refused(_("Jumlah orang antara 1 dan 100.000."), field="head_count")


def hold_limit(now: datetime, hours: OfficeHours, calendar: WorkCalendar) -> datetime:
    """When a schedule must be confirmed: the office closes on the first working day after today."""
    due_on = calendar.add_working_days(clock.office_date(now), CONFIRMATION_DAYS).due_on
    day_hours = hours.on(due_on)
    return clock.at_office(due_on, day_hours.closes if day_hours else time(16))


def hold_until(now: datetime, event_starts_at: datetime, limit_at: datetime) -> datetime:
    """When an undecided booking lets go: at `limit_at` or when the event begins, but not at once."""
    return max(min(limit_at, event_starts_at), now + SHORTEST_HOLD)


def capacity_warning(name: str, capacity: int | None, head_count: int | None) -> str | None:
    """What to say where more people are expected than fit; it never refuses."""
    if capacity is None or head_count is None or head_count <= capacity:
        return None
    return _("{name} memuat {capacity} orang; diperkirakan {head_count}.").format(
        name=name, capacity=capacity, head_count=head_count
    )
