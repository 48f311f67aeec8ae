"""Promises of a resource for a span, and the occupancy they write on leaf resources."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Minute
from desk.models.resources import Resource

LONGEST_MINUTES = 31 * 24 * 60 + 2 * 1440
"""The longest taken span: 31 days with both buffers; lets the overlap query look back only so far."""


class Booking(Base):
    """One promise; `starts_at`/`ends_at` are the event itself, without persiapan and pembersihan."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint(
            "state in ('tentative', 'confirmed', 'refused', 'withdrawn', 'expired')", name="state"
        ),
        Index(None, "resource_id", "starts_at"),
        Index(None, "state", "hold_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """A tracking code of its own, for bookings without a request too."""
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    starts_at: Mapped[datetime] = mapped_column(Minute)
    ends_at: Mapped[datetime] = mapped_column(Minute)
    purpose: Mapped[str] = mapped_column(String(400))
    borrower_name: Mapped[str] = mapped_column(String(120))
    borrower_institution: Mapped[str | None] = mapped_column(String(120))
    borrower_phone: Mapped[str | None] = mapped_column(String(20))
    head_count: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    hold_until: Mapped[datetime | None]
    """When a tentative booking lets go by itself; None once decided."""
    booked_at: Mapped[datetime]
    booked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decision_reason: Mapped[str | None] = mapped_column(String(400))
    version: Mapped[int] = mapped_column(default=1)
    """Counted up by each change; deciding on an older one is refused (compare-and-swap)."""
    resource: Mapped[Resource] = relationship()


class Occupancy(Base):
    """A leaf resource taken for a span, buffers included; written in one place only (DESIGN §4)."""

    __tablename__ = "occupancy"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint(f"ends_at - starts_at <= {LONGEST_MINUTES}", name="longest"),
        Index(None, "resource_id", "starts_at", "ends_at", "quantity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    starts_at: Mapped[datetime] = mapped_column(Minute)
    ends_at: Mapped[datetime] = mapped_column(Minute)
    quantity: Mapped[int]
