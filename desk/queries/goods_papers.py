"""Sheets of things: what goes out and comes back on a day, what to pick for an event, what to count.

Changes nothing; room is left for the hand that ticks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Occupancy, Resource, ResourceUnit
from desk.models.bookings import LONGEST
from desk.models.missing import out_of
from desk.models.offices import office_letterhead
from desk.queries import bookings, stock_takes, stocks
from desk.queries.stock_takes import TakeLineRow
from desk.rules import office_dates, phones
from desk.rules.paper_kinds import KINDS, PaperWish
from desk.rules.papers import PaperColumn, Part, Report, Row, numbered
from desk.rules.rights import Actor
from desk.rules.spans import Span

WATCHES = bookings.WATCHES | stocks.WATCHES | stock_takes.WATCHES | frozenset({"HandOver"})
_NONE = "–"
_BOX = "[   ]"


def goes_and_comes(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    """What leaves the store on the day, and what is to be back by then, what is late first."""
    day = wish.first
    out = _net_out(session)
    going = [each for each in _lent_on(session, day) if each.id not in out]
    coming = _coming(session, day, out)
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=office_dates.long_date(day),
        letterhead=office_letterhead(session),
        parts=(
            Part(
                _going_columns(_("Keluar pukul")),
                tuple(_going_row(session, each) for each in going),
                _("Tidak ada barang yang harus keluar."),
                _("Keluar"),
            ),
            Part(
                _going_columns(_("Kembali paling lambat")),
                tuple(_coming_row(session, each, out[each.id]) for each in coming),
                _("Tidak ada barang yang harus kembali."),
                _("Kembali"),
            ),
        ),
        made_at=clock.now(),
        totals=(_("Waktu WITA. Yang terlambat tetap dianggap keluar sampai diterima kembali."),),
        signers=(_("Pemegang Barang/Aset,"),),
    )


def _going_columns(when: str) -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("Cek"), 12, "centre"),
        PaperColumn(when, 32, "centre"),
        PaperColumn(_("Barang"), 90),
        PaperColumn(_("Peminjam"), 70),
        PaperColumn(_("Keperluan"), 63),
    )


def _lent_on(session: Session, day: date) -> list[Booking]:
    """The promises that begin on the day and take something that leaves the store, in order."""
    window = bookings.days_span(day, day)
    lent = (
        select(Occupancy.booking_id)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .where(
            Resource.is_handed_over,
            Occupancy.starts_at > window.starts_at - LONGEST,
            Occupancy.starts_at < window.ends_at,
            Occupancy.ends_at > window.starts_at,
        )
    )
    wanted = (
        select(Booking)
        .where(
            Booking.starts_at >= window.starts_at,
            Booking.starts_at < window.ends_at,
            Booking.id.in_(set(session.scalars(lent))),
        )
        .order_by(Booking.starts_at, Booking.id)
    )
    now = clock.now()
    # asked here: with it in the question every confirmed booking there ever was is read
    return [
        each
        for each in session.scalars(wanted)
        if each.state == "confirmed"
        or (each.state == "tentative" and (each.hold_until is None or each.hold_until > now))
    ]


def _net_out(session: Session) -> dict[int, dict[int, int]]:
    """Booking → resource → how many are with the borrower."""
    out: dict[int, dict[int, int]] = {}
    for each in out_of(session):
        units = out.setdefault(each.booking_id, {})
        units[each.leaf_id] = units.get(each.leaf_id, 0) + each.units
    return out


def _coming(session: Session, day: date, out: Iterable[int]) -> list[Booking]:
    """The loans that are out and should be back by the end of the day, the longest overdue first."""
    until = bookings.days_span(day, day).ends_at
    wanted = (
        select(Booking)
        .where(Booking.id.in_(list(out)), Booking.ends_at <= until)
        .order_by(Booking.ends_at, Booking.id)
    )
    return list(session.scalars(wanted))


def _going_row(session: Session, booking: Booking) -> Row:
    lines = _taken_leaves(session, [booking.id])
    goods = "\n".join(f"{units} × {name}" for name, units, _unit, _owned in lines)
    return (
        _BOX,
        office_dates.clock_time(booking.starts_at),
        goods,
        _borrower_words(booking),
        booking.purpose,
    )


def _coming_row(session: Session, booking: Booking, out: dict[int, int]) -> Row:
    names = dict(session.execute(select(Resource.id, Resource.name).where(Resource.id.in_(out))).all())
    goods = "\n".join(f"{units} × {names[each]}" for each, units in sorted(out.items()))
    when = f"{clock.to_office(booking.ends_at):%d-%m-%Y %H.%M}"
    if booking.ends_at <= clock.now():
        when += "\n" + _("TERLAMBAT")
    return (_BOX, when, goods, _borrower_words(booking), booking.purpose)


def still_out(session: Session) -> Part:
    """All that is with borrowers now, the longest overdue first."""
    out = _net_out(session)
    wanted = select(Booking).where(Booking.id.in_(list(out))).order_by(Booking.ends_at, Booking.id)
    rows = tuple(_coming_row(session, each, out[each.id])[1:] for each in session.scalars(wanted))
    columns = _going_columns(_("Kembali paling lambat"))[1:]
    return Part(columns, rows, _("Tidak ada barang di luar."), _("Barang yang masih keluar"))


def _borrower_words(booking: Booking) -> str:
    phone = phones.shown(booking.borrower_phone) if booking.borrower_phone else ""
    parts = (booking.borrower_name, booking.borrower_institution, phone)
    return "\n".join(part for part in parts if part)


def _taken_leaves(session: Session, ids: Iterable[int]) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """(name, how many, label of the unit promised by name, completeness) of what leaves the store."""
    wanted = (
        select(Resource.name, Occupancy.quantity, ResourceUnit.label, Resource.completeness)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .outerjoin(ResourceUnit, ResourceUnit.id == Occupancy.unit_id)
        .where(Occupancy.booking_id.in_(list(ids)), Resource.is_handed_over)
        .order_by(Resource.position, Resource.id, Occupancy.id)
    )
    return [
        (name, units, label or "", tuple(map(str, owned)))
        for name, units, label, owned in session.execute(wanted)
    ]


def pick_list(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    """What to take from the store for one event: a booking and whatever was booked with it in one act."""
    booking = session.get(Booking, int(wish.choice)) if wish.choice.isdigit() else None
    if booking is None:
        raise Refused(_("Pilih acaranya."), field="choice")
    together = select(Booking.id).where(
        Booking.id == booking.id if booking.bundle_id is None else Booking.bundle_id == booking.bundle_id,
        Booking.state.in_(("tentative", "confirmed")),
    )
    rows = [
        (name, str(units), label, ", ".join(owned) or _NONE, _BOX, "", _BOX, "")
        for name, units, label, owned in _taken_leaves(session, session.scalars(together))
    ]
    span = Span(booking.starts_at, booking.ends_at)
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=f"{office_dates.span_words(span)} · {booking.purpose}",
        letterhead=office_letterhead(session),
        parts=(Part(_pick_columns(), numbered(rows), _("Acara ini tidak membawa barang dari gudang.")),),
        made_at=clock.now(),
        totals=(
            _("Peminjam: {who}.").format(who=_borrower_words(booking).replace("\n", ", ")),
            _("Kode pemesanan {code}.").format(code=booking.code),
            _("Kondisi: B baik, KB kurang baik, RB rusak berat."),
        ),
        signers=(_("Yang menyerahkan,"), _("Yang menerima,")),
    )


def _pick_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("No."), 10, "right"),
        PaperColumn(_("Barang"), 62),
        PaperColumn(_("Jumlah"), 14, "right"),
        PaperColumn(_("Label unit"), 36),
        PaperColumn(_("Kelengkapan"), 62),
        PaperColumn(_("Keluar"), 14, "centre"),
        PaperColumn(_("Kondisi keluar"), 24),
        PaperColumn(_("Kembali"), 14, "centre"),
        PaperColumn(_("Kondisi kembali"), 24),
    )


def events_to_pick(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """(booking id, words) of the promises of the next four weeks that take something from the store."""
    actor.require("look")
    today = clock.today()
    found = (each for days in range(28) for each in _lent_on(session, today + timedelta(days=days)))
    return tuple(
        (str(each.id), f"{office_dates.span_words(Span(each.starts_at, each.ends_at))} · {each.purpose}")
        for each in found
    )


def count_list(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    """The list to count by: the opname that runs, else all that the books hold, with nothing found yet."""
    take = stock_takes.running_take(session)
    rows = [_take_row(line) for line in take.lines] if take else _book_rows(session)
    begun = clock.office_date(take.begun_at) if take else clock.today()
    period = _("opname {day}") if take else _("menurut buku, {day}")
    return Report(
        kind=wish.kind,
        title=_(KINDS[wish.kind].title),
        period=period.format(day=office_dates.long_date(begun)),
        letterhead=office_letterhead(session),
        parts=(Part(_count_columns(), numbered(rows), _("Belum ada barang pada buku.")),),
        made_at=clock.now(),
        totals=(_("Kondisi: B baik, KB kurang baik, RB rusak berat. Kosong: belum dihitung."),),
        signers=(_("Mengetahui,"), _("Petugas opname,")),
    )


def _count_columns() -> tuple[PaperColumn, ...]:
    return (
        PaperColumn(_("No."), 10, "right"),
        PaperColumn(_("Barang"), 60),
        PaperColumn(_("Label"), 28),
        PaperColumn(_("Kode barang / register"), 48),
        PaperColumn(_("Menurut buku"), 18, "right"),
        PaperColumn(_("Sedang keluar"), 18, "right"),
        PaperColumn(_("Ditemukan"), 20, "right"),
        PaperColumn(_("Kondisi"), 18, "centre"),
        PaperColumn(_("Selisih dan catatan"), 47),
    )


def _take_row(line: TakeLineRow) -> Row:
    is_counted = line.found is not None
    said = " · ".join(part for part in (line.words if is_counted else "", line.note) if part)
    return (
        line.resource_name,
        line.label or _NONE,
        "",
        str(line.expected),
        str(line.out),
        str(line.found) if is_counted else "",
        line.condition or "",
        said,
    )


def _book_rows(session: Session) -> list[Row]:
    rows: list[Row] = []
    for stock in stocks.stock_rows(session):
        if not stock.resource.is_leaf or not stock.resource.is_handed_over:
            continue
        units = [unit for unit in stocks.unit_rows(session, stock.key) if unit.is_active]
        rows += [
            (
                f"{unit.resource_name}\n{unit.name}" if unit.name != unit.resource_name else unit.name,
                unit.label,
                " / ".join(part for part in (unit.asset_code, unit.register) if part) or _NONE,
                "1",
                "1" if unit.is_out else "0",
                "",
                "",
                "",
            )
            for unit in units
        ]
        rest = stock.resource.stock - len(units)
        if rest > 0:
            out = stock.out - sum(unit.is_out for unit in units)
            code = stock.resource.asset_code or _NONE
            rows.append((stock.resource.name, _NONE, code, str(rest), str(max(0, out)), "", "", ""))
    return rows
