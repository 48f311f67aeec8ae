"""What goes out of the store and comes back, and what an event needs of it; changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import (
    Booking,
    HandOver,
    HandOverLine,
    KeyHolding,
    Occupancy,
    Outage,
    Resource,
    ResourceUnit,
)
from desk.models.availability import resource_tree
from desk.models.bookings import LONGEST
from desk.models.missing import MOVING, out_of, overdue_now
from desk.queries.bookings import days_span
from desk.queries.loans import WATCHES as LOANS
from desk.queries.loans import LateRow, NextRow, late_rows
from desk.queries.premises import key_rows
from desk.queries.stocks import LiabilityRow, OutageRow, liability_rows, outage_rows
from desk.rules.clashes import contact_words
from desk.rules.hand_overs import STAGES
from desk.rules.missing import KINDS
from desk.rules.phones import shown
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span, instant, minute

WATCHES = LOANS | {"Resource", "ResourcePart", "ResourceUnit", "KeyHolding", "ReadinessCheck"}
_BUFFER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A booking whose things are handed over: how many are promised, still to go, and out.

    `stage` is the last one that stands: "", `lent`, `to_crew`, `installed`, `dismantled` or `back`.
    """

    booking_id: int
    version: int
    code: str
    resource_key: str
    resource_name: str
    kind: str
    quantity: int
    span: Span
    taken: Span
    state: str
    purpose: str
    place: str
    borrower_name: str
    institution: str | None
    phone: str | None
    is_outside_service: bool
    stage: str
    promised: int
    to_go: int
    out: int
    is_late: bool = False

    @property
    def holder(self) -> str:
        return self.institution or self.borrower_name

    @property
    def contact(self) -> str:
        return contact_words(self.borrower_name, self.phone)

    @property
    def stage_words(self) -> str:
        """How far it is: "belum diserahkan", "kembali sebagian", "sudah kembali"."""
        if self.stage == "back":
            return _("kembali sebagian") if self.out else _("sudah kembali")
        return _(STAGES[self.stage]) if self.stage else _("belum diserahkan")


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A labelled unit for an event: whether it can go now, and if not, why not."""

    id: int
    label: str
    condition: str
    is_out_here: bool
    why_not: str
    """Empty where it lies in the store and is fit."""


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One line of the pick list: so many of a leaf, what of it is out and to go, and its labelled units.

    What is not handed over (crew, hall) stands in the list too, so that nobody forgets it.
    """

    booking_id: int
    resource_key: str
    resource_name: str
    is_handed_over: bool
    promised: int
    to_go: int
    out: int
    completeness: tuple[str, ...]
    units: tuple[UnitChoice, ...]


@dataclass(frozen=True, slots=True)
class CustodySheet:
    """The day of the store: what goes out, what comes back, what is late, broken, and who answers."""

    day: date
    goes_out: tuple[LoanRow, ...]
    comes_back: tuple[LoanRow, ...]
    late: tuple[LateRow, ...]
    broken: tuple[OutageRow, ...]
    liabilities: tuple[LiabilityRow, ...]
    keys_out: int = 0


@dataclass(frozen=True, slots=True)
class HandRow:
    """One thing to do with the store today: `kind` late, back, out or key; `at` when it is due.

    `risk` names whom a late loan keeps waiting, with the phone.
    """

    id: str
    kind: str
    booking_id: int
    what: str
    at: datetime
    holder: str
    contact: str
    words: str
    risk: str = ""


def hands_today(session: Session) -> tuple[HandRow, ...]:
    """What is late, then keys not back, what comes back and what goes out today, each in order of time."""
    today = clock.today()
    end = days_span(today, today).ends_at
    rows = loan_rows(session, today)
    back = [row for row in rows if row.out and not row.is_late and row.taken.ends_at <= end]
    out = [row for row in rows if goes_out(row, end)]
    return (
        *_late_hands(late_rows(session)),
        *(
            HandRow(f"key:{key.id}", "key", key.booking_id, key.what, key.due_at, key.holder, key.contact, "")
            for key in key_rows(session)
            if key.is_overdue
        ),
        *(_hand("back", row, row.taken.ends_at, _("{0} barang di luar").format(row.out)) for row in back),
        *(_hand("out", row, row.taken.starts_at, _("{0} barang disiapkan").format(row.to_go)) for row in out),
    )


def _hand(kind: str, row: LoanRow, at: datetime, words: str) -> HandRow:
    said = " · ".join(part for part in (words, row.purpose, row.place) if part)
    return HandRow(
        f"{kind}:{row.booking_id}", kind, row.booking_id, row.resource_name, at, row.holder, row.contact, said
    )


def _late_hands(late: Sequence[LateRow]) -> list[HandRow]:
    """One row a booking, whatever many things of it are late."""
    of_booking: dict[int, list[LateRow]] = {}
    for each in late:
        of_booking.setdefault(each.booking_id, []).append(each)
    rows = []
    for booking_id, own in of_booking.items():
        first = own[0]
        risks = {risk.booking_id: _awaited(risk) for each in own for risk in each.at_risk}
        what = ", ".join(each.what for each in own)
        risk = ", ".join(list(risks.values())[:2]) + (" …" if len(risks) > 2 else "")
        facts = (f"late:{booking_id}", "late", booking_id, what, first.since, first.holder, first.contact)
        rows.append(HandRow(*facts, "", risk))
    return rows


def _awaited(risk: NextRow) -> str:
    """Short, for one line that already holds the other's number: "Kecamatan Misal, 0812-0000-0000"."""
    return f"{risk.holder}, {shown(risk.phone)}" if risk.phone else f"{risk.holder} ({risk.name})"


def custody_sheet(session: Session, day: date | None = None) -> CustodySheet:
    """What goes out and comes back on `day` (today: None), and what is late or out of order now."""
    on = day or clock.today()
    end = days_span(on, on).ends_at
    rows = loan_rows(session, on)
    keys = select(KeyHolding.id).where(KeyHolding.returned_at.is_(None))
    return CustodySheet(
        day=on,
        goes_out=tuple(row for row in rows if goes_out(row, end)),
        comes_back=tuple(row for row in rows if row.out and not row.is_late and row.taken.ends_at <= end),
        late=late_rows(session),
        broken=outage_rows(session),
        liabilities=liability_rows(session),
        keys_out=len(session.scalars(keys).all()),
    )


def goes_out(row: LoanRow, end: datetime) -> bool:
    """Whether something of it is still to go out before `end`."""
    is_open = row.state == "confirmed" and row.to_go > 0 and row.taken.ends_at > clock.now()
    return is_open and row.taken.starts_at < end


def loan_rows(session: Session, day: date) -> tuple[LoanRow, ...]:
    """The bookings with things to hand over that lie on `day` or have something out, in order of time."""
    window = days_span(day, day)
    on_day = (
        select(Occupancy.booking_id)
        .join(Resource, Resource.id == Occupancy.resource_id)
        .where(
            Resource.is_handed_over,
            Occupancy.starts_at > window.starts_at - LONGEST,
            Occupancy.starts_at < window.ends_at,
            Occupancy.ends_at > window.starts_at,
        )
    )
    wanted = select(Booking).where(
        or_(Booking.units_out > 0, Booking.id.in_(on_day)),
        or_(Booking.state == "confirmed", Booking.units_out > 0),
    )
    return loans_of(session, list(session.scalars(wanted.order_by(Booking.starts_at, Booking.id))))


def loan_row(session: Session, booking_id: int) -> LoanRow:
    """One booking as a loan; Refused where there is none."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        raise Refused(_("Pesanan ini tidak ditemukan."))
    return loans_of(session, [booking])[0]


def pick_list(session: Session, booking_id: int) -> tuple[PieceRow, ...]:
    """All that an event needs, kits in their parts, labelled units by name; of the whole bundle it is in."""
    booking = session.get(Booking, booking_id)
    if booking is None:
        return ()
    bookings = [booking]
    if booking.bundle_id is not None:
        together = select(Booking).where(Booking.bundle_id == booking.bundle_id, Booking.state == "confirmed")
        bookings = list(session.scalars(together.order_by(Booking.id)))
    facts = LoanFacts(session, [each.id for each in bookings])
    return tuple(piece for each in bookings for piece in facts.pieces(each))


# ---- how it is put together -------------------------------------------------------------------------------


class LoanFacts:
    """What is promised and handed over of some bookings, read once."""

    def __init__(self, session: Session, booking_ids: Sequence[int]) -> None:
        self.session = session
        self.tree: ResourceTree = resource_tree(session)
        self.needs: dict[int, Counter[int]] = {each: Counter() for each in booking_ids}
        self.taken: dict[int, Span] = {}
        lines = select(Occupancy).where(Occupancy.booking_id.in_(booking_ids)).order_by(Occupancy.resource_id)
        for line in session.scalars(lines):
            self.needs[line.booking_id][line.resource_id] += line.quantity
            known = self.taken.get(line.booking_id, Span(line.starts_at, line.ends_at))
            self.taken[line.booking_id] = Span(
                min(known.starts_at, line.starts_at), max(known.ends_at, line.ends_at)
            )
        made = session.scalars(
            select(HandOver).where(HandOver.booking_id.in_(booking_ids)).order_by(HandOver.id)
        ).all()
        self.made = HandOver.standing(made)
        self.moving = {
            row.id: row for row in session.scalars(select(Resource)) if row.is_handed_over and row.is_active
        }
        self.late = {each.out.booking_id for each in overdue_now(session)}

    def gone(self, booking_id: int) -> tuple[Counter[int], Counter[int]]:
        """Units of each leaf that went out ever, and that are out now."""
        went: Counter[int] = Counter()
        out: Counter[int] = Counter()
        for made in self.made:
            if made.booking_id == booking_id and made.stage in MOVING:
                for line in made.lines:
                    if made.direction == "out":
                        went[line.resource_id] += line.quantity
                        out[line.resource_id] += line.quantity
                    else:
                        out[line.resource_id] -= line.quantity
        return went, out

    def stage(self, booking_id: int) -> str:
        own = [made for made in self.made if made.booking_id == booking_id]
        if not own:
            return ""
        return "back" if own[-1].direction == "in" and own[-1].stage in MOVING else own[-1].stage

    def loan(self, booking: Booking) -> LoanRow:
        thing = self.tree.things[booking.resource_id]
        went, out = self.gone(booking.id)
        needs = {leaf: units for leaf, units in self.needs[booking.id].items() if leaf in self.moving}
        span = Span(booking.starts_at, booking.ends_at)
        return LoanRow(
            booking_id=booking.id,
            version=booking.version,
            code=booking.code,
            resource_key=thing.key,
            resource_name=thing.name,
            kind=thing.kind,
            quantity=booking.quantity,
            span=span,
            taken=self.taken.get(booking.id, span),
            state=booking.state,
            purpose=booking.purpose,
            place=str(booking.details.get("place") or ""),
            borrower_name=booking.borrower_name,
            institution=booking.borrower_institution,
            phone=booking.borrower_phone,
            is_outside_service=booking.is_outside_service,
            stage=self.stage(booking.id),
            promised=sum(needs.values()),
            to_go=sum(max(0, units - went[leaf]) for leaf, units in needs.items()),
            out=sum(max(0, units) for units in out.values()),
            is_late=booking.id in self.late,
        )

    def pieces(self, booking: Booking) -> list[PieceRow]:
        went, out = self.gone(booking.id)
        rows = []
        for leaf, units in sorted(self.needs[booking.id].items()):
            resource = self.moving.get(leaf)
            rows.append(
                PieceRow(
                    booking_id=booking.id,
                    resource_key=self.tree.things[leaf].key,
                    resource_name=self.tree.things[leaf].name,
                    is_handed_over=resource is not None,
                    promised=units,
                    to_go=max(0, units - went[leaf]) if resource else 0,
                    out=max(0, out[leaf]),
                    completeness=tuple(map(str, resource.completeness)) if resource else (),
                    units=_choices(self.session, leaf, booking.id) if resource else (),
                )
            )
        return rows


def loans_of(session: Session, bookings: Sequence[Booking]) -> tuple[LoanRow, ...]:
    facts = LoanFacts(session, [each.id for each in bookings])
    return tuple(facts.loan(each) for each in bookings)


def _choices(session: Session, leaf_id: int, booking_id: int) -> tuple[UnitChoice, ...]:
    wanted = select(ResourceUnit).where(ResourceUnit.resource_id == leaf_id, ResourceUnit.is_active)
    units = session.scalars(wanted.order_by(ResourceUnit.label)).all()
    holders, unfit = holders_of(session, leaf_id), unfit_units(session, leaf_id)
    choices = []
    for unit in units:
        holder, why_not = holders.get(unit.id), unfit.get(unit.id, "")
        if holder is not None and holder.id != booking_id:
            why_not = _("dibawa {0}").format(holder.borrower_institution or holder.borrower_name)
        is_here = holder is not None and holder.id == booking_id
        choices.append(UnitChoice(unit.id, unit.label, unit.condition, is_here, why_not))
    return tuple(choices)


def holders_of(session: Session, leaf_id: int) -> dict[int, Booking]:
    """Which booking has which labelled unit of a leaf out now."""
    return {
        each.unit_id: session.get_one(Booking, each.booking_id)
        for each in out_of(session, HandOverLine.resource_id == leaf_id)
        if each.unit_id is not None
    }


def unfit_units(session: Session, leaf_id: int) -> dict[int, str]:
    """The labelled units of a leaf that are out of order now, and why: "rusak: Kapsul pecah"."""
    now = instant(minute(clock.now()))
    lasting = or_(Outage.ends_at.is_(None), Outage.ends_at > now)
    held = select(Outage).where(
        Outage.resource_id == leaf_id, Outage.kind != "late", Outage.starts_at <= now, lasting
    )
    return {
        each.unit_id: f"{_(KINDS[each.kind])}: {each.reason}"
        for each in session.scalars(held.order_by(Outage.id))
        if each.unit_id is not None
    }
