"""What was decided about a request's clock, and where a change of the calendar moved its date."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk.models.base import Base
from desk.rules.time_limits import UNTOUCHED, ClockHistory, Pause


class ClockEvent(Base):
    """One decision on a clock with its reason; taken back it stays as a trail and counts no more.

    `event_done`: the office agreed to count coverage from the day of the event, `on` (N25).
    """

    __tablename__ = "clock_event"
    __table_args__ = (
        CheckConstraint("kind in ('extended', 'paused', 'resumed', 'event_done')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    on: Mapped[date] = mapped_column("on_day")
    """The office's day of the decision; the day itself still belongs to the state before it."""
    reason: Mapped[str] = mapped_column(String(400))
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    taken_back_reason: Mapped[str | None] = mapped_column(String(400))

    @classmethod
    def standing(cls, request_id: int) -> Select[ClockEvent]:
        """The decisions on one request that were not taken back, in order."""
        return select(cls).where(cls.request_id == request_id, cls.taken_back_at.is_(None)).order_by(cls.id)


class DueMove(Base):
    """One request's promised date as a change of the calendar moved it."""

    __tablename__ = "due_move"
    __table_args__ = (UniqueConstraint("change_id", "request_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("calendar_change.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]


def history_of(session: Session, request_id: int) -> ClockHistory:
    """What stands about one request's clock, for the rules."""
    return as_history(list(session.scalars(ClockEvent.standing(request_id))))


def as_history(events: list[ClockEvent]) -> ClockHistory:
    """The decisions of one request, in order, as the rules read them."""
    if not events:
        return UNTOUCHED
    pauses: list[Pause] = []
    for event in events:
        if event.kind == "paused":
            pauses.append(Pause(event.on, None, event.reason))
        elif event.kind == "resumed" and pauses:
            pauses[-1] = Pause(pauses[-1].since, event.on, pauses[-1].reason)
    return ClockHistory(any(event.kind == "extended" for event in events), tuple(pauses))
