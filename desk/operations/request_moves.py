"""Moves a request from state to state along its service's road; knows no screen and no paper.

Filing, ticking off, withdrawing and restoring are their own acts. Every move is one row of the request's
history and one line of the journal, with who, when and why; the promise is kept when the product is ready,
and by a refusal or a redirection (the office has answered).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Request, RequestMove
from desk.models.passed import passed_of, road_for
from desk.operations.journal import Act, note
from desk.operations.request_changes import free_bookings, looked_at
from desk.operations.request_history import Made, keep_move
from desk.rules import request_states, roads
from desk.rules.request_states import Move
from desk.rules.rights import Actor
from desk.rules.texts import clean, reason_of

_ANSWERS = ("make_ready", "refuse", "redirect")
"""Moves by which the promise is kept."""
_ENDS = ("refuse", "redirect")
"""Moves after which the request holds nothing in the calendar any more."""
_BY_OTHERS = ("withdraw", "restore", "object", "settle_objection")
"""Moves that belong to operations of their own."""


@dataclass(frozen=True)
class StepOrder:
    """One move of the request as it was seen; `key` is the UUID made when the form opened.

    `facts` answer what the move asks (rules.request_states.FIELDS); `outcome` says what was made.
    """

    key: str
    request_id: int
    version: int
    move: str
    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    outcome: str = ""


@dataclass(frozen=True)
class Moved:
    """The request after its move."""

    id: int
    version: int
    state: str


def move(session: Session, order: StepOrder, actor: Actor) -> Moved:
    """Make one move; Refused where the state or the service's own way does not permit it yet."""
    actor.require("file")
    if done := _done_before(session, order.key):
        return done
    request = looked_at(session, order, actor)
    if order.move not in request_states.MOVES or order.move in _BY_OTHERS:
        raise Refused(_("Langkah ini tidak dikenal."), field="move")
    wanted = request_states.check_move(request.number, request.state, order.move)
    roads.check_needs(road_for(request), order.move, passed_of(session, request))
    facts = request_states.accept_facts(order.move, order.facts)
    reason = reason_of(order.reason) if wanted.asks_reason else None
    before = request.state
    _apply(request, wanted, reason, facts, order.outcome)
    if order.move in _ENDS:
        free_bookings(session, request.id, reason or "", actor)
    request.version += 1
    keep_move(session, request, Made(order.move, before, reason, order.key, facts), actor)
    sentence = _("Permohonan {number} {past}").format(number=request.number, past=_(wanted.past))
    if reason:
        sentence += f": {reason.rstrip('.')}"
    note(session, actor, Act(f"request.{order.move}", request.id, sentence + "."))
    return Moved(request.id, request.version, request.state)


def _apply(
    request: Request, wanted: Move, reason: str | None, facts: Mapping[str, Any], outcome: str
) -> None:
    """The state and what goes with it."""
    if wanted.key == "reopen":
        request.state = "in_process" if request.completed_at is not None else "incomplete"
        request.answered_at = request.outcome = request.redirected_to = None
        return
    request.state = wanted.to_state or request.state
    if wanted.key == "redirect":
        request.redirected_to = facts["agency"]
    if wanted.key in _ANSWERS:
        request.answered_at = clock.now()
        request.outcome = _outcome(reason or outcome)


def _outcome(words: str) -> str | None:
    return clean(words, limit=400, field="outcome", label=_("Hasil")) or None


def _done_before(session: Session, key: str) -> Moved | None:
    """The same order, come once more because its answer got lost."""
    done = session.scalar(select(RequestMove).where(RequestMove.key == key))
    if done is None:
        return None
    request = session.get_one(Request, done.request_id)
    return Moved(request.id, request.version, request.state)
