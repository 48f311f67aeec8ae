"""What every entity shares: types that mean the same on both engines; knows no table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Integer, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as naive UTC on both engines; a naive one is a bug (ValueError)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware UTC → naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Naive UTC → aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Minute(TypeDecorator[datetime]):
    """An aware UTC datetime on a whole minute, stored as minutes since 1970; the unit of every span."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Aware datetime → minutes since 1970; seconds are a bug (ValueError)."""
        if value is None:
            return None
        minutes, rest = divmod(value - _EPOCH, _MINUTE)
        if rest:
            raise ValueError("a span is made of whole minutes")
        return minutes

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Minutes since 1970 → aware UTC datetime."""
        return None if value is None else _EPOCH + value * _MINUTE


class Base(DeclarativeBase):
    """The root of every entity; constraints are named so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute
        datetime: Instant,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }
