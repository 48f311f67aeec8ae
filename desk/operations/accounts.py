"""Signing in, and who may; knows accounts, not what they do at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.i18n import _
from desk.models import Account
from desk.operations.journal import Act, differences, note
from desk.rules.rights import ROLES, Actor
from desk.rules.texts import clean

COMMAND_LINE = "perintah"
"""The account that commands act as; nobody can sign in with it."""

SHORTEST_SECRET = 6
LONGEST_SECRET = 200
_hasher = PasswordHasher()


@dataclass(frozen=True)
class AccountOrder:
    """A new account; `secret` is its PIN or password, 6 to 200 characters."""

    username: str
    name: str
    role: str
    secret: str


@dataclass(frozen=True)
class SignInOrder:
    """Who wants to sit down."""

    username: str
    secret: str


@dataclass(frozen=True)
class AccountChange:
    """A correction of an account; `secret` None leaves the PIN as it is."""

    account_id: int
    name: str
    role: str
    is_active: bool
    secret: str | None = None


def open_account(session: Session, order: AccountOrder, actor: Actor) -> int:
    """Add an account; returns its id. The username is folded to lower case and may exist once."""
    actor.require("set_up")
    account = new_account(session, order)
    session.flush()
    note(session, actor, Act("account.open", account.id, f"Akun {account.username} dibuka ({account.role})"))
    return account.id


def new_account(session: Session, order: AccountOrder) -> Account:
    """The checked entity of `order`, added to the session; raises Refused beside the field."""
    username = clean(order.username, limit=40, field="username").casefold()
    name = clean(order.name, limit=120, field="name")
    if not username or " " in username:
        raise Refused(_("Isi nama akun tanpa spasi."), field="username")
    if not name:
        raise Refused(_("Isi nama petugas."), field="name")
    if order.role not in ROLES:
        raise Refused(_("Pilih peran akun."), field="role")
    if session.scalar(Account.by_username(username)) is not None:
        raise Refused(_("Nama akun {0} sudah dipakai.").format(username), field="username")
    account = Account(
        username=username,
        name=name,
        role=order.role,
        secret_hash=hashed(order.secret),
        is_active=True,
        created_at=clock.now(),
    )
    session.add(account)
    return account


def hashed(secret: str) -> str:
    """The Argon2id hash of a PIN or password; raises Refused where it is too short or too long."""
    if len(secret) < SHORTEST_SECRET:
        raise Refused(_("PIN atau kata sandi sekurangnya {0} huruf.").format(SHORTEST_SECRET), field="secret")
    if len(secret) > LONGEST_SECRET:
        raise Refused(_("Kata sandi paling panjang {0} huruf.").format(LONGEST_SECRET), field="secret")
    return _hasher.hash(secret)


def sign_in(session: Session, order: SignInOrder, _actor: Actor | None = None) -> Actor:
    """The actor of an account whose secret fits; the same refusal for an unknown name and a wrong secret."""
    account = session.scalar(Account.by_username(order.username.strip().casefold()[:40]))
    if account is None or not account.is_active or not _fits(account.secret_hash, order.secret):
        raise Refused(_("Nama akun atau PIN tidak cocok."), field="secret")
    actor = Actor(account.id, account.name, account.role)
    note(session, actor, Act("account.sign_in", account.id, f"{account.name} masuk"))
    return actor


def change_account(session: Session, order: AccountChange, actor: Actor) -> None:
    """Correct an account, close or open it again, give it a new PIN; the last active admin stays."""
    actor.require("set_up")
    account = session.get(Account, order.account_id)
    if account is None or account.username == COMMAND_LINE:
        raise Refused(_("Akun ini tidak dapat diubah."))
    if order.role not in ROLES:
        raise Refused(_("Pilih peran akun."), field="role")
    name = clean(order.name, limit=120, field="name")
    if not name:
        raise Refused(_("Isi nama petugas."), field="name")
    changes = differences(
        {"name": account.name, "role": account.role, "is_active": account.is_active},
        {"name": name, "role": order.role, "is_active": order.is_active},
    )
    account.name, account.role, account.is_active = name, order.role, order.is_active
    if order.secret is not None:
        account.secret_hash = hashed(order.secret)
        changes += (("secret", None, "diganti"),)
    session.flush()
    _require_an_admin(session)
    note(session, actor, Act("account.change", account.id, f"Akun {account.username} diubah", changes))


def command_line_actor(session: Session) -> Actor:
    """The actor of commands (role admin), journaled as such."""
    account = session.scalars(Account.by_username(COMMAND_LINE)).one()
    return Actor(account.id, account.name, account.role)


def _fits(secret_hash: str | None, secret: str) -> bool:
    if secret_hash is None or len(secret) > LONGEST_SECRET:
        return False
    try:
        return _hasher.verify(secret_hash, secret)
    except (VerificationError, InvalidHashError):
        return False


def _require_an_admin(session: Session) -> None:
    admins = select(func.count(Account.id)).where(
        Account.role == "admin", Account.is_active, Account.username != COMMAND_LINE
    )
    if not session.scalar(admins):
        raise Refused(_("Harus ada sekurangnya satu admin yang aktif."), field="role")
