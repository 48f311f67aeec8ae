"""Taking a paper out: who took which, for which days, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from homes import Home
from sqlalchemy import select

from desk.errors import Refused
from desk.models import JournalLine
from desk.operations.papers import TakeOutOrder, take_out
from desk.rules.paper_kinds import PaperWish
from desk.rules.rights import Actor

MORNING = datetime(2026, 4, 6, 1, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 4, 1), date(2026, 4, 6)


def _take(home: Home, wish: PaperWish, target: str = "pdf", actor: Actor | None = None) -> None:
    order = TakeOutOrder(wish, 1200, target)
    home.database.write(lambda session: take_out(session, order, actor or home.petugas))


def _lines(home: Home) -> list[JournalLine]:
    query = select(JournalLine).where(JournalLine.act == "paper.take_out").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


@time_machine.travel(MORNING, tick=False)
def test_every_paper_that_leaves_has_its_line(desk_home: Home) -> None:
    _take(desk_home, PaperWish("buku-tamu", FIRST, LAST))
    _take(desk_home, PaperWish("agenda-pekan", LAST, LAST, "public"), "printer", desk_home.pengawas)
    _take(desk_home, PaperWish("buku-tamu", FIRST, LAST))  # each time is an act of its own
    first, second, again = _lines(desk_home)
    assert again.sentence == first.sentence
    assert (first.act, first.account_id) == ("paper.take_out", desk_home.petugas.account_id)
    assert first.sentence == "Buku tamu, 1–6 April 2026, diambil sebagai berkas PDF: 1.200 baris."
    assert second.sentence == "Agenda pekan, Senin, 6 April 2026, diambil untuk dicetak: 1.200 baris."
    assert second.changes == [{"field": "choice", "old": None, "new": "public"}]


@time_machine.travel(MORNING, tick=False)
def test_refused_it_leaves_no_line(desk_home: Home) -> None:
    for wish, target, field in (
        (PaperWish("faks", FIRST, LAST), "pdf", "kind"),
        (PaperWish("buku-tamu", LAST, FIRST), "pdf", "last"),
        (PaperWish("buku-tamu", date(2026, 4, 7), date(2026, 4, 7)), "pdf", "first"),
        (PaperWish("buku-tamu", FIRST, LAST), "faks", "target"),
        (PaperWish("agenda-hari", LAST, LAST), "xlsx", "target"),
        (PaperWish("agenda-pekan", LAST, LAST, "rahasia"), "pdf", "choice"),
    ):
        with pytest.raises(Refused) as caught:
            _take(desk_home, wish, target)
        assert caught.value.field == field
    stranger = Actor(desk_home.petugas.account_id, "Orang Luar", "tamu")
    with pytest.raises(Refused, match="tidak berwenang"):
        _take(desk_home, PaperWish("buku-tamu", FIRST, LAST), "pdf", stranger)
    assert _lines(desk_home) == []
