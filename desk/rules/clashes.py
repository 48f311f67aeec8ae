"""Who stands in the way of a booking, in the officer's words, and what is free instead; knows no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.rules.occupancy import Search, Use, available, nearest_free, short_spans
from desk.rules.office_dates import clock_time, short_date, span_words
from desk.rules.phones import shown
from desk.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Want:
    """`quantity` of a resource asked for during `span`, exploded to the units `needs` of each leaf.

    The buffers are the booked resource's own: a hall part taken through the whole hall keeps the whole
    hall's persiapan and pembersihan, so that one booking has one taken span.
    """

    resource_name: str
    span: Span
    needs: Mapping[int, int]
    before: int = 0
    after: int = 0
    quantity: int = 1

    @property
    def taken(self) -> Span:
        """`span` with persiapan and pembersihan."""
        return self.span.widened(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Promise:
    """A booking that stands: who has what, and when; `taken` includes its buffers."""

    booking_id: int
    resource_name: str
    span: Span
    taken: Span
    is_tentative: bool
    borrower_name: str
    institution: str | None = None
    phone: str | None = None

    @property
    def holder(self) -> str:
        """Whom the office knows it as: the institution, else the person."""
        return self.institution or self.borrower_name


@dataclass(frozen=True, slots=True)
class Taking:
    """What one promise takes of one leaf."""

    leaf_id: int
    use: Use
    promise: Promise


@dataclass(frozen=True, slots=True)
class Shutting:
    """A closure that stands, and the leaves it closes."""

    leaf_ids: frozenset[int]
    span: Span
    resource_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Out:
    """Units of a leaf that are not to be had, and why: "2 rusak", "1 belum kembali dari …".

    `booking_id`: the late loan that has them.
    """

    leaf_id: int
    use: Use
    words: str
    booking_id: int | None = None


@dataclass(frozen=True)
class Ground:
    """All that is promised, closed and out of order around a wanted span, and the stock of each leaf."""

    stock: Mapping[int, int]
    takings: Sequence[Taking] = ()
    closures: Sequence[Shutting] = ()
    outs: Sequence[Out] = ()

    def uses(self, leaf_id: int) -> list[Use]:
        """What leaves fewer than the stock: promises, and what is out of order."""
        promised = [taking.use for taking in self.takings if taking.leaf_id == leaf_id]
        return promised + [out.use for out in self.outs if out.leaf_id == leaf_id]

    def without(self, booking_id: int | None) -> Ground:
        """This ground as it is for the booking itself, which does not stand in its own way."""
        if booking_id is None:
            return self
        others = tuple(taking for taking in self.takings if taking.promise.booking_id != booking_id)
        # what it has not brought back is what it asks for: a late loan can be prolonged
        outs = tuple(out for out in self.outs if out.booking_id != booking_id)
        return replace(self, takings=others, outs=outs)


@dataclass(frozen=True)
class Obstacle:
    """Why a want cannot be met: a closure, or the promises and outages that leave too few units."""

    closure: Shutting | None = None
    promises: tuple[Promise, ...] = ()
    outs: tuple[Out, ...] = ()
    units_free: int = 0
    """Of the scarcest leaf, in units of the wanted quantity's leaf."""
    units: int = field(default=1)


class Clash(Refused):
    """The slot is promised or closed; `free` holds the nearest free times as long as the one asked for."""

    def __init__(self, sentence: str, obstacle: Obstacle, *, free: tuple[Span, ...] = ()) -> None:
        super().__init__(sentence, field="span")
        self.obstacle = obstacle
        self.free = free


def obstacle(want: Want, ground: Ground) -> Obstacle | None:
    """What stands in the way of `want`; None where it can be promised."""
    taken = want.taken
    for closure in ground.closures:
        if closure.span.overlaps(taken) and not closure.leaf_ids.isdisjoint(want.needs):
            return Obstacle(closure=closure)
    for leaf_id, units in want.needs.items():
        free = available(ground.stock[leaf_id], ground.uses(leaf_id), taken)
        if free < units:
            return Obstacle(
                promises=_in_the_way(want, ground),
                outs=tuple(
                    out for out in ground.outs if out.leaf_id == leaf_id and out.use.span.overlaps(taken)
                ),
                units_free=max(free, 0),
                units=ground.stock[leaf_id],
            )
    return None


def _in_the_way(want: Want, ground: Ground) -> tuple[Promise, ...]:
    """The promises on wanted leaves during the wanted time, earliest first, each once."""
    taken = want.taken
    found = {
        taking.promise.booking_id: taking.promise
        for taking in ground.takings
        if taking.leaf_id in want.needs and taking.use.span.overlaps(taken)
    }
    return tuple(sorted(found.values(), key=lambda promise: (promise.taken.starts_at, promise.booking_id)))


PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Around:
    """Where free times are looked for: not before the present, in opening hours, so many days around."""

    not_before: datetime
    windows: Sequence[Span]
    days: int


def free_times(want: Want, ground: Ground, around: Around) -> tuple[Span, ...]:
    """The three nearest times at which `want` could be promised, within opening hours where it fits in any.

    Something longer than every window (a whole day and night) is looked for at any hour.
    """
    blocked = [span for leaf, units in want.needs.items() for span in _short(leaf, units, ground)]
    blocked += [closure.span for closure in ground.closures if not closure.leaf_ids.isdisjoint(want.needs)]
    fits = any(window.duration >= want.span.duration for window in around.windows)
    search = Search(
        not_before=around.not_before,
        windows=around.windows if fits else None,
        before=want.before,
        after=want.after,
        count=PROPOSALS,
        horizon_days=around.days,
    )
    return tuple(nearest_free(want.span, blocked, search))


def common_times(wants: Sequence[Want], ground: Ground, around: Around) -> tuple[Span, ...]:
    """The nearest times at which all of `wants` could be promised together, keeping their distances.

    Each is as long as the whole they make up. What several of them take of one leaf is added up as if it were
    at once: every time named is free, one or another that would do may be missing.
    """
    whole = Span(min(each.span.starts_at for each in wants), max(each.span.ends_at for each in wants))
    needs = Counter[int]()
    for want in wants:
        needs.update(want.needs)
    if any(units > ground.stock[leaf] for leaf, units in needs.items()):
        return ()
    blocked = [span for want in wants for span in _blocked(want, needs, ground, whole)]
    fits = any(window.duration >= whole.duration for window in around.windows)
    search = Search(
        not_before=around.not_before,
        windows=around.windows if fits else None,
        count=PROPOSALS,
        horizon_days=around.days,
    )
    return tuple(nearest_free(whole, blocked, search))


def fit_together(wants: Sequence[Want], ground: Ground) -> bool:
    """Whether all of `wants` could be promised at once, those that share a leaf too."""
    own: dict[int, list[Use]] = {}
    for want in wants:
        for leaf, units in want.needs.items():
            own.setdefault(leaf, []).append(Use(want.taken, units))
    return all(
        obstacle(want, ground) is None
        and all(
            available(ground.stock[leaf], ground.uses(leaf) + own[leaf], want.taken) >= 0
            for leaf in want.needs
        )
        for want in wants
    )


def _blocked(want: Want, needs: Mapping[int, int], ground: Ground, whole: Span) -> list[Span]:
    """When the whole cannot be because of one of its members, told in times of the whole."""
    short = [span for leaf in want.needs for span in _short(leaf, needs[leaf], ground)]
    short += [each.span for each in ground.closures if not each.leaf_ids.isdisjoint(want.needs)]
    lag = want.span.start_minute - whole.start_minute
    rest = whole.end_minute - want.span.end_minute
    blocked = []
    for span in short:
        until = span.end_minute + want.before - lag
        since = span.start_minute - want.after + rest
        blocked.append(Span.of_minutes(min(since, until - 1), until))
    return blocked


def _short(leaf_id: int, units: int, ground: Ground) -> list[Span]:
    return short_spans(ground.stock[leaf_id], ground.uses(leaf_id), units)


def sentence(want: Want, found: Obstacle) -> str:
    """Who has it, until when and whom to call; for a closure its reason and its end."""
    if found.closure is not None:
        return _("{name} ditutup {span}: {reason}.").format(
            name=found.closure.resource_name, span=span_words(found.closure.span), reason=found.closure.reason
        )
    missing = ", ".join(out.words for out in found.outs)
    if not found.promises:
        text = _("{name} hanya bebas {free} dari {units}: {missing}.")
        return text.format(name=want.resource_name, free=found.units_free, units=found.units, missing=missing)
    first = found.promises[0]
    words = [_opening(want, found, first) + _buffers(first) + "."]
    if len(found.promises) > 1:
        words.append(_("Ada {count} pesanan lain pada waktu itu.").format(count=len(found.promises) - 1))
    if missing:
        words.append(_("Tidak tersedia: {missing}.").format(missing=missing))
    words.append(_("Hubungi: {contact}.").format(contact=contact(first)))
    return " ".join(words)


def _opening(want: Want, found: Obstacle, first: Promise) -> str:
    named = {"name": want.resource_name, "holder": first.holder, "span": span_words(first.span)}
    if found.units > 1:
        text = _("{name} hanya bebas {free} dari {units}: dipesan {holder}, {span}")
        return text.format(free=found.units_free, units=found.units, **named)
    if first.resource_name != want.resource_name:
        text = _("{name} tidak bebas: {other} sudah dipesan {holder}, {span}")
        return text.format(other=first.resource_name, **named)
    if first.is_tentative:
        return _("{name} sudah dipesan sementara oleh {holder}, {span}").format(**named)
    return _("{name} sudah dipesan {holder}, {span}").format(**named)


def _buffers(promise: Promise) -> str:
    """ " (persiapan dan pembersihan 09.40–12.20)": until when the slot is really gone."""
    if promise.taken == promise.span:
        return ""
    start, end = promise.taken.starts_at, promise.taken.ends_at
    if clock.office_date(start) == clock.office_date(end):
        times = f"{clock_time(start)}–{clock_time(end)}"
    else:
        times = (
            f"{short_date(clock.office_date(start))} {clock_time(start)} – "
            f"{short_date(clock.office_date(end))} {clock_time(end)}"
        )
    return " " + _("(persiapan dan pembersihan {times})").format(times=times)


def contact(promise: Promise) -> str:
    """Name and telephone of whom to call about `promise`."""
    return contact_words(promise.borrower_name, promise.phone)


def contact_words(name: str, phone: str | None) -> str:
    """Name and telephone; the name alone where no number is known."""
    return name if phone is None else f"{name}, {shown(phone)}"


def holder_and_contact(holder: str, contacted: str) -> str:
    """Who has it and whom to call; a person who borrows for themselves is named once."""
    return contacted if contacted.startswith(holder) else f"{holder} · {contacted}"


def chip(found: Obstacle) -> str:
    """The obstacle in two words for a chip: "benturan 09.40–12.20", "ditutup"."""
    if found.closure is not None:
        return _("ditutup")
    if not found.promises:
        return _("tidak tersedia")
    taken = found.promises[0].taken
    if clock.office_date(taken.starts_at) != clock.office_date(taken.ends_at):
        return _("benturan")
    return _("benturan {times}").format(times=f"{clock_time(taken.starts_at)}–{clock_time(taken.ends_at)}")
