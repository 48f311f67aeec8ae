"""Writes a change of state into a request's history; knows no rule and no journal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from desk import clock
from desk.models import Request, RequestMove
from desk.rules.rights import Actor


@dataclass(frozen=True)
class Made:
    """A move that was made: from which state, why, and what it told; `key` empty where its order has none."""

    move: str
    before: str
    reason: str | None = None
    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def keep_move(session: Session, request: Request, made: Made, actor: Actor) -> None:
    """One row of the history: the request has its new state already."""
    session.add(
        RequestMove(
            key=made.key or str(uuid.uuid4()),
            request_id=request.id,
            move=made.move,
            from_state=made.before,
            to_state=request.state,
            reason=made.reason,
            facts=dict(made.facts),
            made_at=clock.now(),
            made_by=actor.account_id,
        )
    )
