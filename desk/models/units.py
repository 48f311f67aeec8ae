"""Numbered units of a resource, and what is out of order of it; knows no booking's words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Minute
from desk.models.resources import Resource


class ResourceUnit(Base):
    """One numbered thing of a leaf resource, with a label of its own; what has none is count-only stock.

    A resource that has units owns at least as many as its stock says; both stand side by side (row 113).
    """

    __tablename__ = "resource_unit"
    __table_args__ = (CheckConstraint("condition in ('B', 'KB', 'RB')", name="condition"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    label: Mapped[str] = mapped_column(String(40), unique=True)
    """What its QR label says and the scanner reads, for example `SPK-01`."""
    name: Mapped[str] = mapped_column(String(120))
    asset_code: Mapped[str | None] = mapped_column(String(60), index=True)
    """Kode barang of the state asset register (KIB)."""
    register: Mapped[str | None] = mapped_column(String(40))
    """Nomor register within the kode barang."""
    brand: Mapped[str | None] = mapped_column(String(120))
    serial: Mapped[str | None] = mapped_column(String(80))
    acquired_year: Mapped[int | None]
    condition: Mapped[str] = mapped_column(String(2), default="B")
    """Baik, Kurang Baik, Rusak Berat (B/KB/RB)."""
    note: Mapped[str | None] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(default=True)
    resource: Mapped[Resource] = relationship()


class Outage(Base):
    """Units that are not to be had for a while: a fact, always recorded, never refused (DESIGN §4).

    `late` begins where the taken span of a booking ends and its units are still out; `lost` and `broken` when
    it was found; `maintenance` is planned. Without an end it lasts until somebody ends it.
    """

    __tablename__ = "outage"
    __table_args__ = (
        CheckConstraint("ends_at is null or ends_at >= starts_at", name="span"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("kind in ('late', 'lost', 'broken', 'maintenance')", name="kind"),
        Index(None, "resource_id", "ends_at", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("resource_unit.id"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    starts_at: Mapped[datetime] = mapped_column(Minute)
    ends_at: Mapped[datetime | None] = mapped_column(Minute)
    kind: Mapped[str] = mapped_column(String(12))
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("booking.id"), index=True)
    """Whose loan it comes from."""
    reason: Mapped[str] = mapped_column(String(400))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """When it was written down that it ended or would end."""
    resource: Mapped[Resource] = relationship()

    def split_off(self, quantity: int, key: str) -> Outage:
        """So many of it as a row of their own, to be ended: it was true of them until then."""
        columns = (
            "resource_id",
            "unit_id",
            "starts_at",
            "ends_at",
            "kind",
            "booking_id",
            "reason",
            "recorded_by",
        )
        facts = {column: getattr(self, column) for column in columns}
        self.quantity -= quantity
        return Outage(key=key, quantity=quantity, recorded_at=self.recorded_at, **facts)


class StockTake(Base):
    """One opname: what was counted of what the books say, on one day by one person."""

    __tablename__ = "stock_take"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    begun_at: Mapped[datetime]
    begun_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    closed_at: Mapped[datetime | None]
    note: Mapped[str | None] = mapped_column(Text)
    lines: Mapped[list[StockTakeLine]] = relationship(order_by="StockTakeLine.id")


class StockTakeLine(Base):
    """One resource or unit of an opname: expected by the books, found by the eye."""

    __tablename__ = "stock_take_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    stock_take_id: Mapped[int] = mapped_column(ForeignKey("stock_take.id"), index=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("resource_unit.id"))
    expected: Mapped[int]
    out: Mapped[int] = mapped_column(default=0)
    """Of these handed over and not back: they need not be on the shelf."""
    found: Mapped[int | None]
    """None while it was not counted."""
    condition: Mapped[str | None] = mapped_column(String(2))
    note: Mapped[str | None] = mapped_column(String(400))
