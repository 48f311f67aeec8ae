"""What can be promised for a span of time: halls and their parts, accounts, screens, vehicles, equipment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base, Minute
from desk.rules.spans import instant


class Resource(Base):
    """A thing with a stock; composite where it has parts, and then only its leaves are ever occupied."""

    __tablename__ = "resource"
    __table_args__ = (
        CheckConstraint("stock between 0 and 100000", name="stock"),
        CheckConstraint("set_up_minutes between 0 and 1440", name="set_up_minutes"),
        CheckConstraint("clear_up_minutes between 0 and 1440", name="clear_up_minutes"),
        CheckConstraint("no_show_minutes between 1 and 1440", name="no_show_minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    stock: Mapped[int] = mapped_column(default=1)
    stock_since: Mapped[datetime] = mapped_column(Minute, default=instant(0))
    """From when this stock holds: what ended before may have used more, and triggers read no clock."""
    capacity: Mapped[int | None]
    """People; None where head count means nothing."""
    set_up_minutes: Mapped[int] = mapped_column(default=0)
    clear_up_minutes: Mapped[int] = mapped_column(default=0)
    custodian_name: Mapped[str | None] = mapped_column(String(120))
    custodian_phone: Mapped[str | None] = mapped_column(String(20))
    asset_code: Mapped[str | None] = mapped_column(String(60))
    """Kode barang of count-only stock; numbered units carry their own."""
    pool: Mapped[str | None] = mapped_column(String(40))
    """Members of one pool stand in for each other: a free one is picked (Zoom accounts, crew)."""
    is_handed_over: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it leaves the store and must come back."""
    completeness: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    """What belongs to one of it and is looked at going out and coming in: cables, batteries."""
    no_show_minutes: Mapped[int | None]
    """After so many minutes without the borrower the officer is asked: lepas / tetap; None: never."""
    note: Mapped[str | None] = mapped_column(Text)
    is_active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=0)
    """Touched first by every transaction that writes this leaf's occupancy, in ascending id order."""
    parts: Mapped[list[ResourcePart]] = relationship(foreign_keys="ResourcePart.whole_id")


class ResourcePart(Base):
    """How many of `part` one `whole` consists of."""

    __tablename__ = "resource_part"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    whole_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(default=1)


class ResourceClosure(Base):
    """A span in which a resource is closed: a fact, always recorded; the only reason a day refuses."""

    __tablename__ = "resource_closure"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="span"),
        Index(None, "resource_id", "starts_at", "ends_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"))
    starts_at: Mapped[datetime] = mapped_column(Minute)
    ends_at: Mapped[datetime] = mapped_column(Minute)
    reason: Mapped[str] = mapped_column(String(200))
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    resource: Mapped[Resource] = relationship()
