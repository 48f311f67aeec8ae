"""The agenda of a day and of a week as papers; changes nothing.

The public variant hangs where everybody reads it: no person's name, no telephone and no purpose is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.i18n import _
from desk.models import Booking, Resource
from desk.models.offices import office_letterhead, opening_hours
from desk.models.working_days import work_calendar
from desk.queries import bookings, requests, roads
from desk.queries.bookings import BookingRow
from desk.queries.lobby import public_title
from desk.rules import office_dates, phones
from desk.rules.booking_details import is_closed
from desk.rules.paper_kinds import PaperWish, period_words, span_of
from desk.rules.papers import PaperColumn, Part, Report
from desk.rules.rights import Actor

WATCHES = bookings.WATCHES | requests.WATCHES | frozenset({"Objection", "Office"})
_DUE_ROWS = 200


def week_agenda(session: Session, wish: PaperWish, _actor: Actor | None = None) -> Report:
    """Every resource with a booking in the week, one row each, a column a day."""
    monday, sunday = span_of("week", wish.first)
    is_public = wish.choice == "public"
    days = [monday + timedelta(days=number) for number in range(7)]
    rows = [row for row in bookings.bookings_between(session, monday, sunday) if not row.is_through]
    titles = _public_titles(session, rows) if is_public else {}
    cells: dict[tuple[int, date], list[str]] = {}
    for row in rows:
        words = _marked(titles[row.booking_id], row) if is_public else _office_words(row)
        for day in _days_of(row, days):
            cells.setdefault((row.resource_id, day), []).append(f"{_hours_on(row, day)} {words}")
    booked = {row.resource_id for row in rows}
    named = session.execute(select(Resource.id, Resource.name).order_by(Resource.position, Resource.id))
    columns = (
        PaperColumn(_("Sarana"), 30),
        *(PaperColumn(_day_head(session, day), 34) for day in days),
    )
    made = tuple(
        (name, *("\n".join(cells.get((resource_id, day), ())) for day in days))
        for resource_id, name in named
        if resource_id in booked
    )
    return Report(
        kind=wish.kind,
        title=_("Agenda pekan"),
        period=period_words("week", monday, sunday),
        letterhead=office_letterhead(session),
        parts=(Part(columns, made, _("Tidak ada sarana yang dipesan pada pekan ini.")),),
        made_at=clock.now(),
        totals=_week_totals(is_public=is_public),
    )


def _week_totals(*, is_public: bool) -> tuple[str, ...]:
    sentence = _("“(sementara)”: dipesan sementara, menunggu konfirmasi Pemegang Barang/Aset. Waktu WITA.")
    if is_public:
        return sentence, _("Nama perorangan dan keperluan tidak dicantumkan.")
    return (sentence,)


def _day_head(session: Session, day: date) -> str:
    """ "Sen, 6 Apr", and why nobody works that day."""
    calendar = work_calendar(session, day, day)
    off = calendar.why_off(day) if day.weekday() < 5 else None
    return f"{office_dates.short_date(day)}\n({off.name})" if off else office_dates.short_date(day)


def _days_of(row: BookingRow, days: Iterable[date]) -> list[date]:
    first, last = clock.office_date(row.span.starts_at), clock.office_date(row.span.ends_at)
    if last > first and office_dates.clock_time(row.span.ends_at) == "00.00":
        last -= timedelta(days=1)
    return [day for day in days if first <= day <= last]


def _hours_on(row: BookingRow, day: date) -> str:
    """Its hours on that day; open where it goes on over midnight."""
    starts = clock.office_date(row.span.starts_at) == day
    ends = clock.office_date(row.span.ends_at) == day
    start = office_dates.clock_time(row.span.starts_at) if starts else "00.00"
    return f"{start}–{office_dates.clock_time(row.span.ends_at) if ends else '24.00'}"


def _office_words(row: BookingRow) -> str:
    words = f"{row.purpose} ({row.holder})"
    if row.quantity > 1:
        words = f"{row.quantity} × {words}"
    return _marked(words, row)


def _marked(words: str, row: BookingRow) -> str:
    if row.state == "tentative":
        words += " " + _("(sementara)")
    return words


def _public_titles(session: Session, rows: Iterable[BookingRow]) -> dict[int, str]:
    """As the lobby's screen has it: whose it is where no person, and of a closed meeting only that."""
    wanted = select(Booking).where(Booking.id.in_({row.booking_id for row in rows}))
    return {
        each.id: public_title(each) if is_closed(each.details) else each.borrower_institution or _("terpakai")
        for each in session.scalars(wanted)
    }


def day_agenda(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """What a day holds: bookings, limits that fall on it or before, keberatan, confirmations awaited."""
    day = wish.first
    return Report(
        kind=wish.kind,
        title=_("Agenda hari"),
        period=office_dates.long_date(day),
        letterhead=office_letterhead(session),
        parts=(
            _bookings_part(session, day),
            _due_part(session, day, actor),
            _objections_part(session, day),
            _awaiting_part(session),
        ),
        made_at=clock.now(),
        totals=(_hours_words(session, day),),
    )


def _hours_words(session: Session, day: date) -> str:
    calendar = work_calendar(session, day, day)
    if not calendar.is_working(day):
        off = calendar.why_off(day)
        return _("Kantor tutup: {why}.").format(why=off.name if off else office_dates.weekday_name(day))
    hours = opening_hours(session).on(day)
    if hours is None:
        return _("Kantor tutup.")
    span = f"{office_dates.clock_time(hours.opens)}–{office_dates.clock_time(hours.closes)}"
    return _("Jam pelayanan {span} WITA.").format(span=span)


def _bookings_part(session: Session, day: date) -> Part:
    rows = [row for row in bookings.bookings_between(session, day, day) if not row.is_through]
    wanted = select(Booking.id, Booking.borrower_name, Booking.borrower_phone).where(
        Booking.id.in_([row.booking_id for row in rows])
    )
    callers = {each: (name, phone) for each, name, phone in session.execute(wanted)}
    made = []
    for row in rows:
        name, phone = callers[row.booking_id]
        contact = ", ".join(part for part in (name, phones.shown(phone) if phone else "") if part)
        state = _("dipesan sementara") if row.state == "tentative" else _("terkonfirmasi")
        what = f"{row.resource_name} × {row.quantity}" if row.quantity > 1 else row.resource_name
        holder = row.holder if row.holder != name else ""
        who = "\n".join(part for part in (holder, contact) if part)
        state = _("{state}, terancam").format(state=state) if row.is_at_risk else state
        made.append((_hours_on(row, day), what, row.purpose, who, state))
    columns = (
        PaperColumn(_("Pukul"), 22, "centre"),
        PaperColumn(_("Sarana"), 45),
        PaperColumn(_("Keperluan"), 80),
        PaperColumn(_("Peminjam"), 75),
        PaperColumn(_("Keadaan"), 45),
    )
    return Part(columns, tuple(made), _("Tidak ada sarana yang dipesan."), _("Pemakaian sarana"))


def _due_part(session: Session, day: date, actor: Actor) -> Part:
    columns = (
        PaperColumn(_("Batas"), 22, "centre"),
        PaperColumn(_("Nomor"), 32),
        PaperColumn(_("Layanan"), 78),
        PaperColumn(_("Pemohon"), 60),
        PaperColumn(_("Ditugaskan kepada"), 40),
        PaperColumn(_("Keadaan"), 35),
    )
    rows = tuple(
        (
            f"{row.urgent_on:%d-%m-%Y}",
            row.number,
            f"{row.service_number} {row.service_name}",
            " · ".join(part for part in (row.applicant, row.institution) if part),
            row.assigned_to or "",
            row.urgency_words,
        )
        for row in requests.open_requests_by_due(session, _DUE_ROWS, actor)
        if row.urgent_on is not None and row.urgent_on <= day
    )
    empty = _("Tidak ada jangka waktu yang jatuh pada hari ini atau terlewati.")
    return Part(columns, rows, empty, _("Jangka waktu yang jatuh hari ini atau terlewati"))


def _objections_part(session: Session, day: date) -> Part:
    columns = (
        PaperColumn(_("Batas"), 22, "centre"),
        PaperColumn(_("Nomor keberatan"), 60),
        PaperColumn(_("Atas permohonan"), 60),
    )
    rows = tuple(
        (f"{row.due_on:%d-%m-%Y}" if row.due_on else "–", row.number, row.request_number)
        for row in roads.objections_due(session)
        if row.due_on is None or row.due_on <= day
    )
    return Part(columns, rows, _("Tidak ada keberatan yang jatuh tempo."), _("Keberatan dan sanggahan"))


def _awaiting_part(session: Session) -> Part:
    columns = (
        PaperColumn(_("Sarana"), 45),
        PaperColumn(_("Waktu"), 60),
        PaperColumn(_("Keperluan"), 70),
        PaperColumn(_("Peminjam"), 60),
        PaperColumn(_("Dipesan sampai"), 32, "centre"),
    )
    rows = tuple(
        (
            row.resource_name,
            office_dates.span_words(row.span),
            row.purpose,
            "\n".join(dict.fromkeys((row.holder, row.contact))),
            f"{clock.to_office(row.hold_until):%d-%m-%Y %H.%M}",
        )
        for row in bookings.awaiting_confirmation(session)
    )
    empty = _("Tidak ada pemesanan yang menunggu konfirmasi.")
    return Part(columns, rows, empty, _("Menunggu konfirmasi Pemegang Barang/Aset"))
