"""The registers as they would be printed, to be looked at first; knows no paper and writes nothing."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from desk.models.registers import read_guest_book
from desk.rules.registers import GuestBook, check_period

WATCHES: frozenset[str] = frozenset({"Visit", "Visitor", "Account", "Office"})


def guest_book(session: Session, first: date, last: date) -> GuestBook:
    """The guest book of the days from `first` to `last`; Refused beside either where there is none."""
    check_period(first, last)
    return read_guest_book(session, first, last)
