"""Printing the guest book: the book, and who took it out of the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from homes import Home
from sqlalchemy import select
from visiting import come

from desk.errors import Refused
from desk.models import JournalLine
from desk.operations.registers import GuestBookOrder, print_guest_book
from desk.queries.registers import guest_book
from desk.rules.registers import GuestBook
from desk.rules.rights import Actor

TODAY = date(2026, 4, 6)
MORNING = datetime(2026, 4, 6, 1, 0, tzinfo=UTC)


def _print(home: Home, order: GuestBookOrder, actor: Actor | None = None) -> GuestBook:
    return home.database.write(lambda session: print_guest_book(session, order, actor or home.petugas))


def _lines(home: Home) -> list[JournalLine]:
    query = select(JournalLine).where(JournalLine.noun == "register").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


@time_machine.travel(MORNING, tick=False)
def test_the_book_comes_with_a_journal_line(desk_home: Home) -> None:
    come(desk_home, name="I Made Misal")
    come(desk_home)
    book = _print(desk_home, GuestBookOrder(TODAY, TODAY))
    seen = desk_home.database.read(lambda session: guest_book(session, TODAY, TODAY))
    assert book.rows == seen.rows
    assert book.made_by == "N. K. C."
    (line,) = _lines(desk_home)
    assert (line.act, line.noun_id, line.account_id) == (
        "register.print_guest_book",
        None,
        desk_home.petugas.account_id,
    )
    assert line.sentence == "Buku tamu Senin, 6 April 2026 diambil sebagai berkas PDF: 2 kunjungan."
    assert line.changes == []


@time_machine.travel(MORNING, tick=False)
def test_every_time_is_an_act_of_its_own(desk_home: Home) -> None:
    for target in ("printer", "printer"):
        _print(desk_home, GuestBookOrder(TODAY - timedelta(days=5), TODAY, target), desk_home.pengawas)
    lines = _lines(desk_home)
    assert [line.actor_name for line in lines] == ["Ni Wayan Umpama"] * 2
    assert lines[0].sentence == "Buku tamu 1–6 April 2026 diambil untuk dicetak: 0 kunjungan."


@time_machine.travel(MORNING, tick=False)
def test_refused_it_leaves_no_line(desk_home: Home) -> None:
    tomorrow = TODAY + timedelta(days=1)
    for order, field in (
        (GuestBookOrder(TODAY, TODAY - timedelta(days=1)), "last"),
        (GuestBookOrder(tomorrow, tomorrow), "first"),
        (GuestBookOrder(TODAY, TODAY, "faks"), "target"),
    ):
        with pytest.raises(Refused) as caught:
            _print(desk_home, order)
        assert caught.value.field == field
    stranger = Actor(desk_home.petugas.account_id, "Orang Luar", "tamu")
    with pytest.raises(Refused, match="tidak berwenang"):
        _print(desk_home, GuestBookOrder(TODAY, TODAY), stranger)
    assert _lines(desk_home) == []
