"""Hand-overs as written, what is late and whom it puts at risk, the past of things and of borrowers.

Changes nothing; a borrower's past is told to the officer and refuses nobody (neither standard knows that).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import (
    Account,
    Booking,
    HandOver,
    HandOverLine,
    Liability,
    Outage,
    Resource,
    ResourceUnit,
)
from desk.models.availability import resource_tree, takings
from desk.models.missing import late_now, missing_from
from desk.models.stocks import LAST
from desk.rules import phones
from desk.rules.clashes import Promise, contact_words
from desk.rules.hand_overs import RETURNED, STAGES
from desk.rules.missing import Missing
from desk.rules.outages import promises_at_risk
from desk.rules.resources import ResourceTree
from desk.rules.spans import Span, instant, minute
from desk.rules.texts import fold

WATCHES = frozenset(
    {"HandOver", "HandOverLine", "Booking", "Occupancy", "Outage", "Liability", "Resource", "ResourceUnit"}
)


@dataclass(frozen=True, slots=True)
class HandedItem:
    """One line of a hand-over: what, how many, how it was, and what of it was not there."""

    resource_key: str
    name: str
    label: str | None
    quantity: int
    condition: str
    missing: tuple[str, ...]
    note: str | None

    @property
    def words(self) -> str:
        """ "Mikrofon MIK-01 · Baik", "2 Kabel Sound · Kurang Baik, kurang: kantong"."""
        what = f"{self.name} {self.label}" if self.label else f"{self.quantity} {self.name}"
        said = f"{what} · {_(RETURNED[self.condition])}"
        return said + (_(", kurang: {0}").format(", ".join(self.missing)) if self.missing else "")


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One passing of things, with both names; `details` a vehicle's trip; `is_undone`: written wrongly."""

    id: int
    booking_id: int
    direction: str
    stage: str
    at: datetime
    giver_name: str
    giver_role: str | None
    receiver_name: str
    receiver_role: str | None
    receiver_phone: str | None
    details: dict[str, Any]
    note: str | None
    recorded_by: str
    items: tuple[HandedItem, ...]
    is_undone: bool
    undoes: int | None

    @property
    def words(self) -> str:
        """What happened: "diserahkan kepada peminjam", "kembali", "dibatalkan"."""
        if self.undoes is not None:
            return _("membatalkan serah terima yang keliru")
        is_return = self.direction == "in" and self.stage != "dismantled"
        return _("kembali") if is_return else _(STAGES[self.stage])


@dataclass(frozen=True, slots=True)
class NextRow:
    """A booking that what is missing puts at risk, with whom to call."""

    booking_id: int
    resource_name: str
    span: Span
    holder: str
    name: str
    phone: str | None

    @property
    def contact(self) -> str:
        return contact_words(self.name, self.phone)


@dataclass(frozen=True, slots=True)
class LateRow:
    """What is not back though its promise has ended, who has it, and the bookings that it puts at risk."""

    booking_id: int
    resource_key: str
    resource_name: str
    unit_id: int | None
    unit_label: str | None
    quantity: int
    since: datetime
    holder: str
    name: str
    phone: str | None
    at_risk: tuple[NextRow, ...]

    @property
    def what(self) -> str:
        """ "Mikrofon MIK-01", "2 Kabel Sound"."""
        if self.unit_label:
            return f"{self.resource_name} {self.unit_label}"
        return self.resource_name if self.quantity == 1 else f"{self.quantity} {self.resource_name}"

    @property
    def contact(self) -> str:
        return contact_words(self.name, self.phone)


@dataclass(frozen=True, slots=True)
class PastRow:
    """Something that happened to a thing: when, what, and for which booking."""

    at: datetime
    words: str
    booking_id: int | None


@dataclass(frozen=True, slots=True)
class BorrowerPast:
    """How often somebody borrowed, was late, lost or broke something; `sentence` is "" where all was well."""

    times: int = 0
    late: int = 0
    lost: int = 0
    broken: int = 0
    unsettled: int = 0

    @property
    def sentence(self) -> str:
        """What the officer may want to know; it refuses nothing."""
        said = [
            text.format(count)
            for text, count in (
                (_("{0} kali terlambat mengembalikan"), self.late),
                (_("{0} kali menghilangkan"), self.lost),
                (_("{0} kali merusak"), self.broken),
                (_("{0} tanggungan belum selesai"), self.unsettled),
            )
            if count
        ]
        if not said:
            return ""
        opening = _("Pernah meminjam {0} kali: {1}.").format(self.times, ", ".join(said))
        return opening + " " + _("Untuk diketahui; bukan alasan menolak.")


def hand_over_rows(session: Session, booking_id: int) -> tuple[HandOverRow, ...]:
    """Every hand-over of a booking, the first one first."""
    return _hand_overs(session, select(HandOver).where(HandOver.booking_id == booking_id))


def hand_over(session: Session, hand_over_id: int) -> HandOverRow:
    """One hand-over; Refused where there is none."""
    rows = _hand_overs(session, select(HandOver).where(HandOver.id == hand_over_id))
    if not rows:
        raise Refused(_("Serah terima ini tidak ditemukan."))
    return rows[0]


def _hand_overs(session: Session, which: Select[HandOver]) -> tuple[HandOverRow, ...]:
    made = session.scalars(which.order_by(HandOver.at, HandOver.id)).all()
    bookings = {each.booking_id for each in made}
    undone = {
        each.undoes for each in session.scalars(select(HandOver).where(HandOver.booking_id.in_(bookings)))
    }
    recorders = select(Account.id, Account.name).where(Account.id.in_({each.recorded_by for each in made}))
    names = dict(session.execute(recorders).all())
    items = _items(session, [each.id for each in made])
    return tuple(
        HandOverRow(
            id=each.id,
            booking_id=each.booking_id,
            direction=each.direction,
            stage=each.stage,
            at=each.at,
            giver_name=each.giver_name,
            giver_role=each.giver_role,
            receiver_name=each.receiver_name,
            receiver_role=each.receiver_role,
            receiver_phone=each.receiver_phone,
            details=dict(each.details),
            note=each.note,
            recorded_by=names[each.recorded_by],
            items=tuple(items.get(each.id, ())),
            is_undone=each.id in undone,
            undoes=each.undoes,
        )
        for each in made
    )


def _items(session: Session, hand_over_ids: Iterable[int]) -> dict[int, list[HandedItem]]:
    found: dict[int, list[HandedItem]] = {}
    rows = session.execute(
        select(HandOverLine, Resource.key, Resource.name, ResourceUnit.label)
        .join(Resource, Resource.id == HandOverLine.resource_id)
        .outerjoin(ResourceUnit, ResourceUnit.id == HandOverLine.unit_id)
        .where(HandOverLine.hand_over_id.in_(list(hand_over_ids)))
        .order_by(HandOverLine.id)
    )
    for line, key, name, label in rows:
        item = HandedItem(key, name, label, line.quantity, line.condition, tuple(line.missing), line.note)
        found.setdefault(line.hand_over_id, []).append(item)
    return found


def late_rows(session: Session) -> tuple[LateRow, ...]:
    """What is late now, the longest first, each with the bookings it puts at risk and both phone numbers."""
    late = late_now(session)
    if not late:
        return ()
    tree = resource_tree(session)
    at_risk = risks(session, tree, {each.leaf_id for each in late})
    labels = _labels(session, late)
    return tuple(
        LateRow(
            booking_id=each.booking_id or 0,
            resource_key=tree.things[each.leaf_id].key,
            resource_name=tree.things[each.leaf_id].name,
            unit_id=each.unit_id,
            unit_label=labels.get(each.unit_id),
            quantity=each.quantity,
            since=each.starts_at,
            holder=each.holder,
            name=each.name,
            phone=each.phone,
            at_risk=tuple(
                _next(promise)
                for promise in at_risk
                if each.leaf_id in at_risk[promise] and promise.booking_id != each.booking_id
            ),
        )
        for each in sorted(late, key=lambda each: (each.starts_at, each.leaf_id, each.unit_id or 0))
    )


def risks(session: Session, tree: ResourceTree, leaf_ids: Iterable[int]) -> dict[Promise, frozenset[int]]:
    """The promises from now on that these leaves cannot all keep, in order of time, and on which of them."""
    leaves = sorted(leaf_ids)
    if not leaves:
        return {}
    now = instant(minute(clock.now()))
    missing = missing_from(session, now, leaves)
    found: dict[Promise, set[int]] = {}
    promised = takings(session, leaves, Span(now, LAST))
    for leaf in leaves:
        stock = {leaf: tree.things[leaf].stock}
        for promise in promises_at_risk(stock, promised, [each for each in missing if each.leaf_id == leaf]):
            found.setdefault(promise, set()).add(leaf)
    ordered = sorted(found.items(), key=lambda each: (each[0].span.starts_at, each[0].booking_id))
    return {promise: frozenset(on) for promise, on in ordered}


def _next(promise: Promise) -> NextRow:
    return NextRow(
        promise.booking_id,
        promise.resource_name,
        promise.span,
        promise.holder,
        promise.borrower_name,
        promise.phone,
    )


def _labels(session: Session, late: Iterable[Missing]) -> dict[int | None, str]:
    units = [each.unit_id for each in late if each.unit_id is not None]
    rows = session.execute(select(ResourceUnit.id, ResourceUnit.label).where(ResourceUnit.id.in_(units)))
    return dict(rows.all())


def item_history(
    session: Session, resource_key: str, *, unit_id: int | None = None, most: int = 200
) -> tuple[PastRow, ...]:
    """What happened to a resource, or to one unit of it, the newest first: hand-overs, losses, repairs."""
    resource_id = session.scalar(select(Resource.id).where(Resource.key == resource_key))
    lines = (
        select(HandOverLine, HandOver, ResourceUnit.label, Booking)
        .join(HandOver, HandOver.id == HandOverLine.hand_over_id)
        .join(Booking, Booking.id == HandOver.booking_id)
        .outerjoin(ResourceUnit, ResourceUnit.id == HandOverLine.unit_id)
        .where(HandOverLine.resource_id == resource_id)
        .order_by(HandOver.at.desc(), HandOverLine.id.desc())
        .limit(most)
    )
    harm = select(Outage, ResourceUnit.label).outerjoin(ResourceUnit, ResourceUnit.id == Outage.unit_id)
    harm = harm.where(Outage.resource_id == resource_id).order_by(Outage.id.desc()).limit(most)
    if unit_id is not None:
        lines = lines.where(HandOverLine.unit_id == unit_id)
        harm = harm.where(Outage.unit_id == unit_id)
    found = [
        PastRow(made.at, _passing(line, made, label, _holder(booking)), made.booking_id)
        for line, made, label, booking in session.execute(lines)
    ]
    for outage, label in session.execute(harm):
        found += _harm(outage, label)
    return tuple(sorted(found, key=lambda each: each.at, reverse=True)[:most])


def _holder(booking: Booking) -> str:
    return booking.borrower_institution or booking.borrower_name


def _passing(line: HandOverLine, made: HandOver, label: str | None, holder: str) -> str:
    what = label or _("{0} buah").format(line.quantity)
    if made.undoes is not None:
        text = _("{what}: serah terima dengan {holder} dibatalkan")
    elif made.stage in ("installed", "dismantled"):
        text = _("{what}: dipasang untuk {holder}") if made.direction == "out" else _("{what}: dibongkar")
    else:
        is_out = made.direction == "out"
        text = _("{what}: keluar untuk {holder}") if is_out else _("{what}: kembali dari {holder}")
    said = [text.format(what=what, holder=holder), _(RETURNED[line.condition])]
    if line.missing:
        said.append(_("kurang: {0}").format(", ".join(line.missing)))
    if line.note:
        said.append(line.note)
    return " · ".join(said)


def _harm(outage: Outage, label: str | None) -> list[PastRow]:
    what = label or _("{0} buah").format(outage.quantity)
    kinds = {
        "late": _("belum kembali"),
        "lost": _("hilang"),
        "broken": _("rusak"),
        "maintenance": _("pemeliharaan"),
    }
    rows = [PastRow(outage.starts_at, f"{what}: {kinds[outage.kind]} · {outage.reason}", outage.booking_id)]
    if outage.ends_at is not None and outage.ends_at <= clock.now():
        ended = {"late": _("kembali"), "lost": _("ditemukan atau dihapus")}
        words = ended.get(outage.kind, _("dapat dipakai lagi"))
        rows.append(PastRow(outage.ends_at, f"{what}: {words}", outage.booking_id))
    return rows


def borrower_past(
    session: Session, name: str, phone: str | None = None, institution: str | None = None
) -> BorrowerPast:
    """How it went with this borrower before: known by phone, institution, else the whole name."""
    is_theirs = _theirs(name, phone, institution)
    if is_theirs is None:
        return BorrowerPast()
    ids = select(Booking.id).where(is_theirs)
    borrowed = select(func.count(func.distinct(HandOver.booking_id))).where(
        HandOver.booking_id.in_(ids), HandOver.direction == "out", HandOver.stage.in_(("lent", "to_crew"))
    )
    late = select(func.count(func.distinct(Outage.booking_id))).where(
        Outage.booking_id.in_(ids), Outage.kind == "late"
    )
    harm = session.execute(
        select(Liability.kind, func.count(Liability.id), func.count(Liability.settled_at))
        .where(Liability.booking_id.in_(ids), _stands())
        .group_by(Liability.kind)
    ).all()
    counts = {kind: count for kind, count, _settled in harm}
    return BorrowerPast(
        times=session.scalar(borrowed) or 0,
        late=session.scalar(late) or 0,
        lost=counts.get("lost", 0),
        broken=counts.get("broken", 0),
        unsettled=sum(count - settled for _kind, count, settled in harm),
    )


def _stands() -> Any:
    """A liability that was written down wrongly counts against nobody."""
    return or_(Liability.settlement.is_(None), ~Liability.settlement.startswith("Keliru:"))


def _theirs(name: str, phone: str | None, institution: str | None) -> Any:
    ways: list[Any] = []
    try:
        number = phones.normalised(phone, field="phone") if phone and phone.strip() else None
    except Refused:
        number = None
    if number is not None:
        ways.append(Booking.borrower_phone == number)
    if institution and institution.strip():
        ways.append(func.lower(Booking.borrower_institution) == institution.strip().lower())
    elif len(fold(name).split()) > 1:
        # a person's whole name, and nobody else's number
        same_name = func.lower(Booking.borrower_name) == name.strip().lower()
        no_number = Booking.borrower_phone.is_(None)
        ways.append(and_(same_name, no_number) if number is not None else same_name)
    return or_(*ways) if ways else None
