"""The one line that every act leaves; knows no act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from desk import clock
from desk.models import JournalLine
from desk.rules.rights import Actor


@dataclass(frozen=True)
class Act:
    """What is written down: `name` as `noun.verb`, the record it concerns, and one Indonesian sentence."""

    name: str
    noun_id: int | None
    sentence: str
    changes: tuple[tuple[str, Any, Any], ...] = ()
    """(field, old, new) of a correction; values that JSON can hold."""


def note(session: Session, actor: Actor, act: Act) -> None:
    """Add the act's line in the transaction of the act itself."""
    session.add(
        JournalLine(
            at=clock.now(),
            account_id=actor.account_id,
            actor_name=actor.name,
            act=act.name,
            noun=act.name.partition(".")[0],
            noun_id=act.noun_id,
            sentence=act.sentence,
            changes=[{"field": field, "old": old, "new": new} for field, old, new in act.changes],
        )
    )


def differences(old: dict[str, Any], new: dict[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """What a correction changed: (field, old, new) for every key whose value differs, as JSON can hold it."""
    return tuple(
        (field, _plain(old.get(field)), _plain(value))
        for field, value in new.items()
        if old.get(field) != value
    )


def _plain(value: object) -> Any:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
