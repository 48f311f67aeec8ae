"""Who may sit at the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import Base


class Account(Base):
    """A person (or the command line, `perintah`) that acts; never deleted, only deactivated."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("role in ('petugas', 'pemegang_barang', 'pengawas', 'admin')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    secret_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id; None means that nobody can sign in with this account."""
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    @classmethod
    def by_username(cls, username: str) -> Select[Account]:
        """The account of that name, active or not."""
        return select(cls).where(cls.username == username)
