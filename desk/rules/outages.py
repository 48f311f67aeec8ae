"""What is out of order of a stock, and which promises it leaves at risk; knows no database and no screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from desk.errors import Refused
from desk.i18n import _
from desk.rules.clashes import Promise, Taking
from desk.rules.missing import KINDS, Missing, missing_at
from desk.rules.occupancy import Use, short_spans

__all__ = [
    "KINDS",
    "RECORDED",
    "Missing",
    "check_kind",
    "check_quantity",
    "check_span",
    "missing_at",
    "promises_at_risk",
]

RECORDED = ("broken", "lost", "maintenance")
"""The kinds that a person records; `late` follows from a loan that is not back."""


def promises_at_risk(
    stock: Mapping[int, int], takings: Sequence[Taking], missing: Iterable[Missing]
) -> tuple[Promise, ...]:
    """The promises that hold units in a minute in which more is promised than is to be had, in order of time.

    All of them: which one gives way is for people to say.
    """
    out: dict[int, list[Use]] = {}
    for each in missing:
        if each.use is not None:
            out.setdefault(each.leaf_id, []).append(each.use)
    found: dict[int, Promise] = {}
    for leaf_id, uses in out.items():
        own = [taking for taking in takings if taking.leaf_id == leaf_id]
        short = short_spans(stock[leaf_id], [*uses, *(taking.use for taking in own)], 0)
        for taking in own:
            if any(taking.use.span.overlaps(span) for span in short):
                found[taking.promise.booking_id] = taking.promise
    return tuple(sorted(found.values(), key=lambda each: (each.span.starts_at, each.booking_id)))


def check_kind(kind: str) -> str:
    """`kind` where a person may record it; Refused (field `kind`) otherwise."""
    if kind not in RECORDED:
        raise Refused(_("Pilih: rusak, hilang, atau pemeliharaan."), field="kind")
    return kind


def check_span(kind: str, starts_at: datetime, ends_at: datetime | None) -> None:
    """Maintenance is planned and has an end; nothing ends before it begins. Refused (field `ends_at`)."""
    if kind == "maintenance" and ends_at is None:
        raise Refused(_("Isi sampai kapan pemeliharaan berlangsung."), field="ends_at")
    if ends_at is not None and ends_at <= starts_at:
        raise Refused(_("Selesainya sesudah mulainya."), field="ends_at")


def check_quantity(quantity: int, stock: int, name: str) -> int:
    """A fact of more units than the books know is a slip of the hand; Refused (field `quantity`)."""
    if quantity < 1:
        raise Refused(_("Jumlahnya paling sedikit 1."), field="quantity")
    if quantity > stock:
        sentence = _("{name} hanya ada {stock} menurut catatan.")
        raise Refused(sentence.format(name=name, stock=stock), field="quantity")
    return quantity
