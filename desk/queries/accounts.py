"""Who may sit at the desk, for the sign-in and settings screens; never a secret."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.models import Account

WATCHES = frozenset({"Account"})


@dataclass(frozen=True)
class AccountRow:
    """One account as screens show it."""

    account_id: int
    username: str
    name: str
    role: str
    is_active: bool


def account_rows(session: Session) -> tuple[AccountRow, ...]:
    """Every account a person can sign in with, active ones first, by name."""
    accounts = session.scalars(
        select(Account)
        .where(Account.secret_hash.is_not(None))
        .order_by(Account.is_active.desc(), Account.name, Account.id)
    )
    return tuple(AccountRow(a.id, a.username, a.name, a.role, a.is_active) for a in accounts)
