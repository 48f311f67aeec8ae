"""The only place where the parts meet: settings → database → desk; the window is met in `windows`.

The database is imported by what works on it: the window is painted before that.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import clock, paths, settings
from desk.errors import UnusableData
from desk.i18n import _
from desk.rules.rights import Actor

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.operations.offices import FoundingOrder
    from desk.store.database import Database


@dataclass(frozen=True)
class Opened:
    """A desk a command may work on, and whom it acts as."""

    database: Database
    actor: Actor


def address_of(data: str | None) -> str:
    """Where the desk is: what was given, else this machine's choice, else the platform's folder."""
    return data or settings.load().database or str(paths.default_data_folder())


def open_for_command(arguments: argparse.Namespace) -> Opened:
    """The desk a command was given; a missing or empty `--data` place is founded first.

    Without `--data` nothing is ever created: the window asks for agency and admin first. Raises UnusableData
    where the place is damaged or holds something else.
    """
    from desk.operations.accounts import command_line_actor
    from desk.operations.offices import FoundingOrder
    from desk.store import opening

    address = address_of(arguments.data)
    if not opening.exists(address):
        if arguments.data is None:
            raise UnusableData(_("Belum ada meja di sini: buka desk dahulu, atau beri --data DIR."))
        found(address, FoundingOrder(getattr(arguments, "agency", None) or "karangasem"))
    database = open_desk(address)
    return Opened(database, database.read(command_line_actor))


def found(address: str, order: FoundingOrder) -> None:
    """Create and found a desk at `address`; where another program was faster, its desk stands."""
    from desk.operations import offices
    from desk.store import opening

    def fill(session: Session) -> None:
        offices.found(session, order)

    opening.create(address, fill)


def open_desk(address: str) -> Database:
    """The desk at `address`, with the days off of the coming years in place."""
    from desk.operations import working_days
    from desk.queries.working_days import has_year
    from desk.store import opening

    database = opening.open_existing(address)
    year = clock.today().year
    if not database.read(lambda session: has_year(session, year + 1)):
        database.write(lambda session: working_days.install_years(session, year))
    return database
