"""Days on which the office does not count."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class DayOff(Base):
    """One day off with its kind: national, cuti_bersama, dispensasi (Balinese, by circular) or closure."""

    __tablename__ = "day_off"
    __table_args__ = (
        UniqueConstraint("day", "kind", "name"),
        CheckConstraint("kind in ('national', 'cuti_bersama', 'dispensasi', 'closure')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    is_confirmed: Mapped[bool] = mapped_column(default=True)

    @classmethod
    def between(cls, first: date, last: date) -> Select[DayOff]:
        """Days off from `first` to `last`, both included, in order."""
        return select(cls).where(cls.day >= first, cls.day <= last).order_by(cls.day, cls.id)
