"""Letter numbers under several desks at once: none twice, none left out, on both engines."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from homes import Home
from request_samples import request_order
from sqlalchemy.orm import Session

from desk import app, clock
from desk.errors import Refused
from desk.operations.accounts import command_line_actor
from desk.operations.documents import DocumentOrder, Issued, issue
from desk.operations.letter_numbers import document_with, number_for, taken_sentence
from desk.operations.offices import FoundingOrder
from desk.operations.requests import file
from desk.rules.rights import Actor
from desk.store.database import Database

DESKS = 6


@pytest.fixture(params=["file", "server"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A desk with one database or the other."""
    if request.param == "file":
        home: Home = request.getfixturevalue("desk_home")
        yield home.database
        return
    address: str = request.getfixturevalue("postgres")
    app.found(address, FoundingOrder("karangasem"))
    opened = app.open_desk(address)
    yield opened
    opened.close()


@pytest.fixture
def actor(database: Database) -> Actor:
    return database.read(command_line_actor)


def _together(act: Callable[[], object]) -> list[object]:
    """What each desk got, when all of them begin at one instant; a refusal is what it got, too."""
    barrier = threading.Barrier(DESKS)
    got: list[object] = []

    def go() -> None:
        barrier.wait()
        try:
            got.append(act())
        except Refused as refused:
            got.append(refused)

    threads = [threading.Thread(target=go) for _ in range(DESKS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def _issuing(database: Database, actor: Actor, **more: str) -> Callable[[], Issued]:
    request_id = database.write(lambda session: file(session, request_order("karangasem-2.3"), actor)).id

    def act() -> Issued:
        order = DocumentOrder(str(uuid.uuid4()), "surat-balasan", request_id, **more)
        return database.write(lambda session: issue(session, order, actor))

    return act


def test_desks_that_issue_at_once_each_have_a_number_of_their_own(database: Database, actor: Actor) -> None:
    got = _together(_issuing(database, actor))
    numbers = sorted(each.number for each in got if isinstance(each, Issued))
    assert [number.partition("/")[0] for number in numbers] == [f"{n:03}" for n in range(1, DESKS + 1)]


def test_of_desks_that_type_the_same_number_one_has_it(database: Database, actor: Actor) -> None:
    got = _together(_issuing(database, actor, number="045/12/CONTOH/2026"))
    assert sum(isinstance(each, Issued) for each in got) == 1
    refusals = [each for each in got if isinstance(each, Refused)]
    assert len(refusals) == DESKS - 1
    assert {refused.field for refused in refusals} == {"number"}
    assert all("045/12/CONTOH/2026 sudah dipakai: Surat balasan" in each.sentence for each in refusals)


def test_each_year_begins_at_one(desk_home: Home) -> None:
    def numbers(session: Session) -> list[str]:
        days = (date(2026, 12, 31), date(2027, 1, 4), date(2026, 12, 31))
        return [number_for(session, "surat-balasan", "", on) for on in days]

    assert desk_home.database.write(numbers) == ["001/XII/2026", "001/I/2027", "002/XII/2026"]


def test_a_number_comes_back_when_its_letter_was_refused(desk_home: Home) -> None:
    act = _issuing(desk_home.database, desk_home.petugas)

    def fail(session: Session) -> None:
        number_for(session, "surat-balasan", "", clock.today())
        raise Refused("contoh")

    with pytest.raises(Refused):
        desk_home.database.write(fail)
    assert act().number.startswith("001/")


def test_who_has_a_number_is_found_however_it_is_written(desk_home: Home) -> None:
    _issuing(desk_home.database, desk_home.petugas, number="188.4 / 07 / Contoh")()

    def found(session: Session) -> str:
        document = document_with(session, "188.4/7/CONTOH")
        assert document is not None
        assert document_with(session, "188.4/8/CONTOH") is None
        return taken_sentence(session, document)

    assert "188.4 / 07 / Contoh sudah dipakai: Surat balasan untuk KONTEN/" in desk_home.database.read(found)
