"""What happens to a request after filing: ticked off, corrected, withdrawn, restored, assigned.

Knows no screen and no paper. Every order names the version that was looked at; an older one is refused.
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Booking, Request
from desk.models.availability import resource_tree
from desk.models.promises import entry_of, items_of, marks_of
from desk.operations import booking_parts as parts
from desk.operations import occupancy, request_facts
from desk.operations.journal import Act, differences, note
from desk.operations.request_facts import Before
from desk.operations.request_history import Made, keep_move
from desk.operations.request_orders import (
    AssignmentOrder,
    Marked,
    MarksOrder,
    RequestCorrection,
    RequestRestoration,
    RequestWithdrawal,
)
from desk.operations.request_promises import settle
from desk.operations.requests import keep_facts, keep_marks
from desk.rules import request_states, texts
from desk.rules.discretion import is_hidden_from, sees_applicant
from desk.rules.rights import Actor
from desk.rules.texts import reason_of

_STANDING = ("tentative", "confirmed")


def mark(session: Session, order: MarksOrder, actor: Actor) -> Marked:
    """Tick off lines; the first time nothing is missing any more the file is complete as of now."""
    request = open_request(session, order, actor)
    before = flattened(request)
    warnings: list[str] = []
    items = items_of(request, entry_of(request))
    marks = request_facts.kept_marks(items, order.marks, before=marks_of(request), said=warnings)
    keep_marks(request, marks)
    session.flush()
    became_complete = settle(session, request, complete_at=clock.now())
    sentence = _("Berkas permohonan {number} dinyatakan lengkap.") if became_complete else ""
    sentence = sentence or _("Daftar periksa permohonan {number} diperbarui.")
    changes = differences(before, flattened(request))
    act = Act("request.mark", request.id, sentence.format(number=request.number), changes)
    note(session, actor, act)
    return _marked(session, request, became_complete=became_complete, warnings=tuple(warnings))


def correct(session: Session, order: RequestCorrection, actor: Actor) -> Marked:
    """Replace a request's facts by those of `order`; what differs is journaled old → new with the reason."""
    request = open_request(session, order, actor)
    if not sees_applicant(actor, prefix=request.prefix):
        raise Refused(_("Data pemohon layanan ini hanya diperbaiki oleh petugas yang boleh melihatnya."))
    reason = reason_of(order.reason)
    before = flattened(request)
    accepted = request_facts.accept(order, entry_of(request), before=_before(request))
    _correct_receipt(request, order)
    keep_facts(session, request, accepted)
    session.flush()
    session.expire(request, ["parties", "letter"])
    became_complete = settle(session, request, complete_at=clock.now())
    changes = differences(before, flattened(request))
    sentence = _("Permohonan {number} diperbaiki: {reason}.").format(number=request.number, reason=reason)
    note(session, actor, Act("request.correct", request.id, sentence, changes))
    warnings = accepted.warnings
    if {field for field, _old, _new in changes} & _EVENT_FIELDS and _standing(session, request.id):
        warnings += (_("Pesanan di kalender tidak ikut berpindah; pindahkan di kalender."),)
    return _marked(session, request, became_complete=became_complete, warnings=warnings)


def _before(request: Request) -> Before:
    return Before(marks_of(request), {party.role: party.nik for party in request.parties if party.nik})


def _correct_receipt(request: Request, order: RequestCorrection) -> None:
    """A file complete from the start was so at its true moment: completion moves along."""
    was_complete_at_once = request.completed_at == request.received_at
    kept = (request.received_at, request.back_date_reason)
    for name, value in request_facts.received(order, entered_at=request.entered_at, kept=kept).items():
        setattr(request, name, value)
    if was_complete_at_once:
        request.completed_at = request.received_at


def withdraw(session: Session, order: RequestWithdrawal, actor: Actor) -> None:
    """Take a request back; what it had booked is free again."""
    request = looked_at(session, order, actor)
    request_states.check_move(request.number, request.state, "withdraw")
    reason = reason_of(order.reason)
    before, request.state = request.state, "withdrawn"
    request.withdrawn_at = clock.now()
    request.withdrawal_reason = reason
    keep_move(session, request, Made("withdraw", before, reason), actor)
    sentence = _("Permohonan {number} dicabut: {reason}.").format(number=request.number, reason=reason)
    note(session, actor, Act("request.withdraw", request.id, sentence))
    free_bookings(session, request.id, reason, actor)
    request.version += 1


def restore(session: Session, order: RequestRestoration, actor: Actor) -> Marked:
    """Undo a withdrawal; the bookings stay withdrawn, for others may have taken their place."""
    request = looked_at(session, order, actor)
    if request.withdrawn_at is None:
        raise Refused(_("Permohonan {0} tidak sedang dicabut.").format(request.number))
    reason = reason_of(order.reason)
    request.withdrawn_at = request.withdrawal_reason = None
    request.state = "complete"
    settle(session, request, complete_at=clock.now())
    keep_move(session, request, Made("restore", "withdrawn", reason), actor)
    sentence = _("Pencabutan permohonan {number} dibatalkan: {reason}.")
    note(
        session,
        actor,
        Act("request.restore", request.id, sentence.format(number=request.number, reason=reason)),
    )
    had_bookings = session.scalar(select(Booking.id).where(Booking.request_id == request.id).limit(1))
    warnings = (_("Pesanan di kalender tidak ikut dipulihkan; pesan lagi bila perlu."),)
    return _marked(session, request, became_complete=False, warnings=warnings if had_bookings else ())


def assign(session: Session, order: AssignmentOrder, actor: Actor) -> None:
    """Say who handles it (3.5–3.8 guarantee an assigned employee)."""
    request = open_request(session, order, actor)
    before = {"assigned_to": request.assigned_to}
    name = texts.clean(order.assigned_to or "", limit=120, field="assigned_to", label=_("Ditugaskan kepada"))
    request.assigned_to = name or None
    request.version += 1
    sentence = _("Permohonan {number} ditugaskan kepada {name}.") if name else ""
    sentence = sentence or _("Penugasan permohonan {number} ditarik.")
    changes = differences(before, {"assigned_to": request.assigned_to})
    text = sentence.format(number=request.number, name=name)
    note(session, actor, Act("request.assign", request.id, text, changes))


class VersionedOrder(Protocol):
    """An order that names the request and the version of it that was looked at."""

    @property
    def request_id(self) -> int:
        """The request meant."""

    @property
    def version(self) -> int:
        """What it was when the officer looked."""


def looked_at(session: Session, order: VersionedOrder, actor: Actor) -> Request:
    """The request, locked, if it still is what the officer looked at."""
    actor.require("file")
    found = select(Request).where(Request.id == order.request_id).with_for_update(key_share=True, of=Request)
    request = session.scalar(found.execution_options(populate_existing=True))
    if request is None or is_hidden_from(actor, is_confidential=entry_of(request).confidential):
        raise Refused(_("Permohonan ini tidak ditemukan."))
    if request.version != order.version:
        sentence = _("Permohonan {0} baru saja diubah orang lain; lihat lagi isinya, lalu ulangi.")
        raise Refused(sentence.format(request.number))
    return request


def open_request(session: Session, order: VersionedOrder, actor: Actor) -> Request:
    """As `looked_at`, refused where the office no longer works on it."""
    request = looked_at(session, order, actor)
    request_states.check_working(request.number, request.state)
    return request


def free_bookings(session: Session, request_id: int, reason: str, actor: Actor) -> None:
    """Let go of what the request still holds in the calendar; a hold that ran out let go itself."""
    actor.require("book")
    held = _standing(session, request_id)
    if not held:
        return
    resources = {booking.resource_id for booking in held}
    place = occupancy.open_ground(session, resource_tree(session), resources, actor)
    for booking in parts.locked(session, [booking.id for booking in held]):
        if booking.state in _STANDING:
            seen = parts.Seen(booking, place.tree, place)
            parts.end_one(session, seen, parts.WITHDRAWING, reason, actor)
    occupancy.hand_on(session, place, actor)


def _standing(session: Session, request_id: int) -> list[Booking]:
    found = select(Booking).where(Booking.request_id == request_id, Booking.state.in_(_STANDING))
    return list(session.scalars(found.order_by(Booking.id)))


def _marked(
    session: Session, request: Request, *, became_complete: bool, warnings: tuple[str, ...]
) -> Marked:
    request.version += 1
    session.flush()
    return Marked(
        id=request.id,
        version=request.version,
        is_complete=request.completed_at is not None,
        became_complete=became_complete,
        due_on=request.due_on,
        due_words=request.due_words,
        warnings=warnings,
    )


_FIELDS = (
    "applicant_kind",
    "variant",
    "channel",
    "portal_number",
    "received_at",
    "back_date_reason",
    "event_starts_at",
    "event_ends_at",
    "details",
    "assigned_to",
    "due_on",
)
_EVENT_FIELDS = frozenset({"event_starts_at", "event_ends_at"})
_PARTY_FIELDS = tuple(request_facts.PARTY_LIMITS)
_LETTER_FIELDS = (*request_facts.LETTER_LIMITS, "letter_on")


def flattened(request: Request) -> dict[str, Any]:
    """All that a correction may change, for the journal; a NIK only by its last four digits."""
    flat: dict[str, Any] = {name: getattr(request, name) for name in _FIELDS}
    for role in ("applicant", "carrier", "signatory", "contact"):
        party = next((party for party in request.parties if party.role == role), None)
        for name in _PARTY_FIELDS:
            value = getattr(party, name) if party else None
            flat[f"{role}.{name}"] = texts.masked_nik(value) if name == "nik" and value else value
    for name in _LETTER_FIELDS:
        flat[f"letter.{name}"] = getattr(request.letter, name) if request.letter else None
    private = {item.key for item in entry_of(request).items if item.private}
    for key, (mark_, value) in marks_of(request).items():
        flat[f"marks.{key}"] = mark_ if key in private or not value else f"{mark_}: {value}"
    return flat
