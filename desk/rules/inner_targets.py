"""What an office sets itself inside a promised limit; knows no database, and is no promise to anybody.

The decrees print no clock for verifying a complaint (N22) nor for the first answer to a security incident
(N42): these are the office's own marks beside the promise. Only the notice of a breach of personal data is
law: in writing, within 3 × 24 hours (UU 27/2022 Pasal 46).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal

from desk import clock
from desk.rules.working_days import WorkCalendar


@dataclass(frozen=True, slots=True)
class InnerTarget:
    """So many hours or working days after receipt, until a record of the kind `met_by` stands.

    `only_if`: the kind and field of a record without which the target is none.
    """

    title: str
    amount: int
    unit: Literal["hours", "working_days"]
    met_by: str
    only_if: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target of one request: by when (an instant for hours, else the end of an office day)."""

    target: InnerTarget
    due_at: datetime
    met_at: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether it was missed, or was met too late."""
        return (self.met_at or now) > self.due_at


def read_targets(stored: Any) -> tuple[InnerTarget, ...]:
    """The targets of one road as roads.json keeps them."""
    return tuple(
        InnerTarget(
            title=each["title"],
            amount=each["amount"],
            unit=each["unit"],
            met_by=each["met_by"],
            only_if=tuple(each["only_if"]) if each.get("only_if") else None,
        )
        for each in stored or ()
    )


def applies(target: InnerTarget, facts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether `target` is one at all, by the standing records (kind → its facts)."""
    if target.only_if is None:
        return True
    kind, field = target.only_if
    return bool(facts.get(kind, {}).get(field))


def due_at(target: InnerTarget, received_at: datetime, calendar: WorkCalendar) -> datetime:
    """By when: hours run through nights and holidays, working days end with the last office day."""
    if target.unit == "hours":
        return received_at + timedelta(hours=target.amount)
    last = calendar.add_working_days(clock.office_date(received_at), target.amount).due_on
    return clock.at_office(last + timedelta(days=1), time.min)
