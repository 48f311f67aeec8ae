"""What of a stock is not to be had though the books count it, and since when; knows no booking's slot.

A loan is late where things are out and no promise covers them any longer: not returned = still taken, without
end. That follows from the hand-overs and the promise alone; nobody has to have written it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desk import clock
from desk.i18n import _
from desk.rules.occupancy import Use
from desk.rules.office_dates import clock_time, short_date
from desk.rules.phones import shown
from desk.rules.spans import FOREVER, Span

KINDS: dict[str, str] = {
    "maintenance": "pemeliharaan",
    "broken": "rusak",
    "lost": "hilang",
    "late": "belum kembali",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """`quantity` units of one leaf that are not to be had from `starts_at`; without an end for good.

    `booking_id`, `holder`, `name` and `phone` are those of a late loan: who has them and whom to call.
    """

    leaf_id: int
    quantity: int
    starts_at: datetime
    ends_at: datetime | None = None
    kind: str = "broken"
    booking_id: int | None = None
    holder: str = ""
    name: str = ""
    phone: str | None = None
    unit_id: int | None = None

    @property
    def use(self) -> Use | None:
        """As a use of the stock; None where it ended as it began."""
        end = self.ends_at or FOREVER
        return Use(Span(self.starts_at, end), self.quantity) if end > self.starts_at else None


def missing_at(missing: Iterable[Missing], at: datetime) -> dict[int, int]:
    """How many units of each leaf are out of order at one minute."""
    units: dict[int, int] = {}
    for each in missing:
        if each.starts_at <= at and (each.ends_at is None or at < each.ends_at):
            units[each.leaf_id] = units.get(each.leaf_id, 0) + each.quantity
    return units


class Out(NamedTuple):
    """Units of one booking with its borrower: handed out last at `since` and not taken back."""

    booking_id: int
    leaf_id: int
    unit_id: int | None
    units: int
    since: datetime


class Cover(NamedTuple):
    """What a booking is promised of a leaf, and when."""

    span: Span
    units: int


class Overdue(NamedTuple):
    """So many of what is out, from when no promise covers them, and when one will again."""

    out: Out
    units: int
    starts_at: datetime
    ends_at: datetime | None


def overdue(outs: Sequence[Out], covers: Sequence[Cover], now: datetime) -> tuple[Overdue, ...]:
    """Of what one booking has out of one leaf, the part that no promise of its own covers at `now`.

    What is covered is counted off those without a label first: a labelled unit is looked for by its name.
    """
    room = sum(cover.units for cover in covers if cover.span.contains(now))
    ended = [cover.span.ends_at for cover in covers if cover.span.ends_at <= now]
    coming = [cover.span.starts_at for cover in covers if cover.span.starts_at > now]
    found = []
    for out in sorted(outs, key=lambda each: (each.unit_id is not None, each.unit_id or 0)):
        covered = min(room, out.units)
        room -= covered
        if covered < out.units:
            start = max(max(ended), out.since) if ended else out.since
            found.append(Overdue(out, out.units - covered, start, min(coming, default=None)))
    return tuple(found)


def words(missing: Sequence[Missing]) -> str:
    """What is missing as it is said: "2 belum kembali dari Banjar Contoh sejak …, 1 rusak"."""
    return ", ".join(_one(each) for each in missing)


def _one(each: Missing) -> str:
    if each.kind == "late":
        contact = each.name if each.phone is None else f"{each.name}, {shown(each.phone)}"
        text = _("{units} belum kembali dari {holder} sejak {when} (hubungi {contact})")
        when = _when(each.starts_at)
        return text.format(units=each.quantity, holder=each.holder, when=when, contact=contact)
    kind = _(KINDS[each.kind])
    if each.ends_at is not None:
        text = _("{units} {kind} sampai {when}")
        return text.format(units=each.quantity, kind=kind, when=_when(each.ends_at))
    return f"{each.quantity} {kind}"


def _when(moment: datetime) -> str:
    return f"{short_date(clock.office_date(moment))} {clock_time(moment)}"
