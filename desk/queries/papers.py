"""Every paper that belongs to no one request, by its kind, as `actor` may have it; writes nothing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from desk.queries import agenda_papers, registers
from desk.rules.paper_kinds import PaperWish, check
from desk.rules.papers import Report
from desk.rules.registers import guest_book_report
from desk.rules.rights import Actor

WATCHES = registers.WATCHES | agenda_papers.WATCHES


def paper(session: Session, wish: PaperWish, actor: Actor) -> Report:
    """The paper wished for; Refused where `actor` may not have it or there is no such period."""
    check(wish, actor)
    return _MAKERS[wish.kind](session, wish, actor)


def _guest_book(session: Session, wish: PaperWish, _actor: Actor) -> Report:
    return guest_book_report(registers.guest_book(session, wish.first, wish.last))


_MAKERS: dict[str, Callable[[Session, PaperWish, Actor], Report]] = {
    "buku-tamu": _guest_book,
    "agenda-hari": agenda_papers.day_agenda,
    "agenda-pekan": agenda_papers.week_agenda,
}
