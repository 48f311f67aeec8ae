"""The service standards (SK) as installed data, and their public services (layanan)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from desk.models.base import Base


class StandardVersion(Base):
    """One decree of one agency as installed; requests keep the version they were filed under."""

    __tablename__ = "standard_version"
    __table_args__ = (UniqueConstraint("agency", "decree_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(String(20))
    decree_number: Mapped[str] = mapped_column(String(80))
    decree_on: Mapped[date]
    title: Mapped[str] = mapped_column(Text)
    installed_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    body: Mapped[dict[str, Any]]
    """The agency's entry of the catalogue and the notes that concern it, verbatim."""
    services: Mapped[list[PublicService]] = relationship(
        back_populates="version", order_by="PublicService.seq"
    )


class PublicService(Base):
    """One service of one version; identified by (agency, number), never by its name (N63)."""

    __tablename__ = "public_service"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("standard_version.id"), index=True)
    agency: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(10))
    seq: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    prefix: Mapped[str] = mapped_column(String(12))
    unit_name: Mapped[str | None] = mapped_column(String(200))
    """Inferred at Karangasem (N07), empty at Denpasar (N62): the office may change it."""
    entry: Mapped[dict[str, Any]]
    """The catalogue's entry, verbatim."""
    checklist: Mapped[dict[str, Any]]
    """The entry of `checklists.json`: tick list, variants, clock, words."""
    search_key: Mapped[str] = mapped_column(Text)
    is_offered: Mapped[bool] = mapped_column(default=True)
    version: Mapped[StandardVersion] = relationship(back_populates="services")

    @property
    def key(self) -> str:
        """`karangasem-1.1` … `denpasar-V`."""
        return f"{self.agency}-{self.number}"

    @property
    def is_confidential(self) -> bool:
        """Whether not everybody may know of its requests (5.3, N41)."""
        return bool(self.checklist["confidential"])

    @classmethod
    def in_force(cls, agency: str) -> Select[PublicService]:
        """The services of the agency's version in force, in the decree's order."""
        return (
            select(cls)
            .join(StandardVersion)
            .where(cls.agency == agency, StandardVersion.replaced_at.is_(None))
            .order_by(cls.seq)
        )
