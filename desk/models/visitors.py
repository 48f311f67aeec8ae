"""People who came to the counter, and each time they came."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base


class Visitor(Base):
    """A person known to the counter; found again by name, phone or institution."""

    __tablename__ = "visitor"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    name_is_uncertain: Mapped[bool] = mapped_column(default=False)
    institution: Mapped[str | None] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(String(200))
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    """E.164."""
    nik: Mapped[str | None] = mapped_column(String(16))
    search_key: Mapped[str] = mapped_column(String(600))
    """Folded name, institution, address and the phone's digits (rules.texts.fold)."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    """When last registered; the search shows the latest faces first."""
    visits: Mapped[list[Visit]] = relationship(back_populates="visitor")
    words: Mapped[list[VisitorWord]] = relationship(cascade="all, delete-orphan")


class VisitorWord(Base):
    """One word of a visitor's name or institution, found by how it begins without reading every visitor.

    `head` is its first three letters: an equality serves every collation, a range or LIKE would not.
    """

    __tablename__ = "visitor_word"

    head: Mapped[str] = mapped_column(String(3), primary_key=True)
    visitor_id: Mapped[int] = mapped_column(ForeignKey("visitor.id"), primary_key=True, index=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)


class Visit(Base):
    """One coming of one visitor (or of a group led by one); never deleted, only withdrawn."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint(
            "kind in ('warga', 'perangkat_daerah', 'media', 'internal', 'rombongan')", name="kind"
        ),
        CheckConstraint("outcome in ('visit', 'question', 'directed')", name="outcome"),
        CheckConstraint("state in ('waiting', 'served', 'left')", name="state"),
        CheckConstraint("head_count between 1 and 1000", name="head_count"),
        Index(None, "visited_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    visitor_id: Mapped[int | None] = mapped_column(ForeignKey("visitor.id"), index=True)
    """None only for a short question or a direction whose asker gave no name."""
    visited_on: Mapped[date]
    """The office's date (WITA) of `arrived_at`."""
    arrived_at: Mapped[datetime]
    entered_at: Mapped[datetime]
    back_date_reason: Mapped[str | None] = mapped_column(String(400))
    left_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(20), default="visit")
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    purpose: Mapped[str] = mapped_column(String(400))
    institution: Mapped[str | None] = mapped_column(String(120))
    """For whom the visitor came this time: a later employer does not rewrite the guest book."""
    address: Mapped[str | None] = mapped_column(String(200))
    head_count: Mapped[int] = mapped_column(default=1)
    companions: Mapped[str | None] = mapped_column(Text)
    identity_shown: Mapped[str | None] = mapped_column(String(30))
    needs: Mapped[list[Any]]
    """What helps (wheelchair, companion, large text), never a diagnosis; gone from screens on leaving."""
    is_priority: Mapped[bool] = mapped_column(default=False)
    guardian_name: Mapped[str | None] = mapped_column(String(120))
    press_card: Mapped[str | None] = mapped_column(String(60))
    topic: Mapped[str | None] = mapped_column(String(200))
    memo_number: Mapped[str | None] = mapped_column(String(80))
    directed_to: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    received_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None] = mapped_column(String(400))
    visitor: Mapped[Visitor | None] = relationship(back_populates="visits")

    @classmethod
    def on(cls, day: date) -> Select[Visit]:
        """The visits of an office date that stand, newest first."""
        return (
            select(cls)
            .where(cls.visited_on == day, cls.withdrawn_at.is_(None))
            .order_by(cls.arrived_at.desc(), cls.id.desc())
        )
