"""Hand-overs and take-backs of what was booked, and what followed from them: facts, always recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base


class HandOver(Base):
    """One passing of things between two people, out to a borrower or back in; never changed afterwards.

    Under Denpasar III the `stage` tells the way: Pemegang Barang → Tim Teknis → installed at the place, and
    back (`installed`, `dismantled` move nothing out or in: they are the berita acara at the place).
    """

    __tablename__ = "hand_over"
    __table_args__ = (
        CheckConstraint("direction in ('out', 'in')", name="direction"),
        CheckConstraint("stage in ('lent', 'to_crew', 'installed', 'dismantled')", name="stage"),
        Index(None, "booking_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"))
    direction: Mapped[str] = mapped_column(String(3))
    stage: Mapped[str] = mapped_column(String(10), default="lent")
    at: Mapped[datetime]
    giver_name: Mapped[str] = mapped_column(String(120))
    giver_role: Mapped[str | None] = mapped_column(String(120))
    receiver_name: Mapped[str] = mapped_column(String(120))
    receiver_role: Mapped[str | None] = mapped_column(String(120))
    receiver_phone: Mapped[str | None] = mapped_column(String(20))
    details: Mapped[dict[str, Any]]
    """A vehicle's trip: driver, licence, odometer; `undoes`: the number of the one it takes back."""
    note: Mapped[str | None] = mapped_column(Text)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    lines: Mapped[list[HandOverLine]] = relationship(order_by="HandOverLine.id")

    @property
    def undoes(self) -> int | None:
        """The hand-over written wrongly that this one takes back."""
        found = self.details.get("undoes")
        return found if isinstance(found, int) else None

    @classmethod
    def standing(cls, made: Sequence[HandOver]) -> list[HandOver]:
        """Of all hand-overs of a booking those that were not taken back, nor take one back."""
        undone = {each.undoes for each in made}
        return [each for each in made if each.undoes is None and each.id not in undone]


class HandOverLine(Base):
    """So many of one leaf resource, or one numbered unit, as it went or came."""

    __tablename__ = "hand_over_line"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("condition in ('B', 'KB', 'RB', 'HILANG')", name="condition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_over_id: Mapped[int] = mapped_column(ForeignKey("hand_over.id"), index=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("resource_unit.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    condition: Mapped[str] = mapped_column(String(6), default="B")
    missing: Mapped[list[Any]]
    """What of the resource's own completeness list (cables, batteries) was not there."""
    note: Mapped[str | None] = mapped_column(String(400))


class Liability(Base):
    """Who answers for what was lost or broken, until it is settled."""

    __tablename__ = "liability"
    __table_args__ = (CheckConstraint("kind in ('lost', 'broken')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"), index=True)
    outage_id: Mapped[int | None] = mapped_column(ForeignKey("outage.id"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("resource_unit.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(8))
    person_name: Mapped[str] = mapped_column(String(120))
    person_phone: Mapped[str | None] = mapped_column(String(20))
    institution: Mapped[str | None] = mapped_column(String(120))
    what_happened: Mapped[str] = mapped_column(String(400))
    opened_at: Mapped[datetime]
    opened_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    settled_at: Mapped[datetime | None]
    settlement: Mapped[str | None] = mapped_column(String(400))


class KeyHolding(Base):
    """The key of a hall or cupboard in somebody's hands for a booking (row 133)."""

    __tablename__ = "key_holding"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    what: Mapped[str] = mapped_column(String(120))
    holder_name: Mapped[str] = mapped_column(String(120))
    holder_phone: Mapped[str | None] = mapped_column(String(20))
    given_at: Mapped[datetime]
    given_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    returned_at: Mapped[datetime | None]
    returned_to: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class ReadinessCheck(Base):
    """The look at a hall before or after its use: each point fine or not, by whom and when."""

    __tablename__ = "readiness_check"
    __table_args__ = (CheckConstraint("moment in ('before', 'after')", name="moment"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    moment: Mapped[str] = mapped_column(String(8))
    points: Mapped[dict[str, Any]]
    """Point key → "" where it is fine, else what is wrong."""
    checked_by_name: Mapped[str] = mapped_column(String(120))
    checked_at: Mapped[datetime]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str | None] = mapped_column(Text)


class Airing(Base):
    """Proof that a videotron spot was shown."""

    __tablename__ = "airing"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    aired_at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(String(400))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
