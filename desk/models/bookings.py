"""Promises of a resource for a span, and the occupancy they write on leaf resources."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Minute
from desk.models.resources import Resource

LONGEST_MINUTES = 31 * 24 * 60 + 2 * 1440
"""The longest taken span: 31 days with both buffers; lets the overlap query look back only so far."""
LONGEST = timedelta(minutes=LONGEST_MINUTES)


class BookingBundle(Base):
    """Bookings made in one act, all or nothing: hall + sound system + Zoom + crew (row 89)."""

    __tablename__ = "booking_bundle"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class BookingSeries(Base):
    """Dates booked in one act; those that clashed were skipped and stay listed (row 87)."""

    __tablename__ = "booking_series"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    rhythm: Mapped[str] = mapped_column(String(20))
    """`daily`, `weekly`, `fortnightly`, `monthly` or `dates`."""
    skipped: Mapped[list[Any]]
    """[{"from", "to", "sentence"}] of the dates that could not be promised."""
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Booking(Base):
    """One promise; `starts_at`/`ends_at` are the event itself, without persiapan and pembersihan."""

    __tablename__ = "booking"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint(
            "state in ('tentative', 'confirmed', 'refused', 'withdrawn', 'expired', 'displaced')",
            name="state",
        ),
        Index(None, "resource_id", "starts_at"),
        Index(None, "state", "hold_until"),
        CheckConstraint("units_out >= 0", name="units_out"),
        # only those that have something out: a few dozen of a hundred thousand
        Index(None, "units_out"),
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
    bundle_id: Mapped[int | None] = mapped_column(ForeignKey("booking_bundle.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("booking_series.id"), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    """What its kind asks besides (rules.booking_details): place, driver, loop, meeting; never a secret."""
    is_outside_service: Mapped[bool] = mapped_column(default=False, server_default=false())
    """*Bukan layanan SK*: lent though no standard knows it (Denpasar III sends the Tim Teknis along)."""
    units_out: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    """Units of its leaves handed out and not taken back; kept by the hand-overs alone."""
    arrived_at: Mapped[datetime | None]
    """When the borrower came (check-in)."""
    released_at: Mapped[datetime | None]
    """When the officer let it go because nobody had come; restored, it is what it was before."""
    kept_at: Mapped[datetime | None]
    """When the officer said that one who had not come keeps the slot all the same."""
    import_uid: Mapped[str | None] = mapped_column(String(200), unique=True)
    """The UID of the calendar entry it was imported from: read twice it is one booking."""
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
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("resource_unit.id"), index=True)
    """The numbered unit that was promised by name; None: any of them."""


class WaitingEntry(Base):
    """Who waits for a slot, in the order of coming; at most one of those for a slot holds an offer."""

    __tablename__ = "waiting_entry"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("state in ('waiting', 'offered', 'booked', 'lapsed', 'withdrawn')", name="state"),
        Index(None, "resource_id", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    starts_at: Mapped[datetime] = mapped_column(Minute)
    ends_at: Mapped[datetime] = mapped_column(Minute)
    purpose: Mapped[str] = mapped_column(String(400))
    borrower_name: Mapped[str] = mapped_column(String(120))
    borrower_institution: Mapped[str | None] = mapped_column(String(120))
    borrower_phone: Mapped[str | None] = mapped_column(String(20))
    head_count: Mapped[int | None]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"))
    state: Mapped[str] = mapped_column(String(12))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"), index=True)
    """The tentative booking that holds the slot while it is offered; its hold_until is the offer's end."""
    offers: Mapped[int] = mapped_column(default=0)
    """How often the slot was held for it: one whose offer was displaced may be offered again."""
    asked_at: Mapped[datetime]
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(String(400))


class Displacement(Base):
    """An official event that took a promised slot by the written order of the Kepala Dinas (row 97)."""

    __tablename__ = "displacement"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    displaced_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    by_booking_id: Mapped[int] = mapped_column(ForeignKey("booking.id"), index=True)
    order_number: Mapped[str] = mapped_column(String(80))
    order_on: Mapped[date]
    signed_by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(400))
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
