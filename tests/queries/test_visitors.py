"""Who is offered while a name is typed, and what a day at the counter shows."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from homes import Home
from sqlalchemy import select
from visiting import come

from desk.errors import Refused
from desk.models import VisitorWord
from desk.operations.visit_changes import (
    LeaveOrder,
    VisitCorrection,
    VisitWithdrawal,
    correct,
    serve,
    take_leave,
    withdraw,
)
from desk.operations.visitors import DirectionOrder, QuestionOrder, ask_question, direct_elsewhere
from desk.queries import visitors
from desk.queries.visitors import (
    DayCounts,
    VisitorRow,
    counts_on,
    visit_day,
    visit_row,
    visitor_row,
    visitors_matching,
    visits_on,
    withdrawn_on,
)

TODAY = date(2026, 4, 6)
MORNING = datetime(2026, 4, 6, 1, 0, tzinfo=UTC)


def _found(home: Home, text: str, limit: int = 8) -> list[str]:
    return [row.name for row in _rows(home, text, limit)]


def _rows(home: Home, text: str, limit: int = 8) -> tuple[VisitorRow, ...]:
    return home.database.read(lambda session: visitors_matching(session, text, limit))


@pytest.fixture
def known(desk_home: Home) -> Home:
    """Balinese names that share all but one word, seen on different days."""
    people = [
        ("I Wayan Putra Contoh", "Kecamatan Abang", "0812-0000-0001"),
        ("I Putu Misal", "Dinas Contoh", "0812-0000-0002"),
        ("Ni Putu Umpama", None, "0363-21037"),
        ("I Wayan Misal", "KIM Sibetan", "0812-3333-0000"),
        ("Ketut Contoh Jaya", None, None),
    ]
    for days, (name, institution, phone) in enumerate(people):
        with time_machine.travel(MORNING + timedelta(days=days), tick=False):
            come(desk_home, name=name, institution=institution, phone=phone, address="Br. Contoh")
    return desk_home


def test_needs_three_letters_or_digits(known: Home) -> None:
    assert _found(known, "mi") == []
    assert _found(known, " 08 ") == []
    assert _found(known, "") == []
    assert _found(known, "\x00<>") == []
    assert _found(known, "ID") == []


def test_the_telling_word_ranks_first(known: Home) -> None:
    # Putra is one man's own name, Putu half the island's
    assert _found(known, "put")[0] == "I Wayan Putra Contoh"
    assert set(_found(known, "put")) == {"I Wayan Putra Contoh", "I Putu Misal", "Ni Putu Umpama"}
    # of two called Misal the one last seen comes first
    assert _found(known, "mis") == ["I Wayan Misal", "I Putu Misal"]
    assert _found(known, "i wayan mis") == ["I Wayan Misal"]
    # only shared words typed: whoever was last seen
    assert _found(known, "wayan") == ["I Wayan Misal", "I Wayan Putra Contoh"]


def test_a_name_beats_an_address(known: Home) -> None:
    # everybody lives in Br. Contoh; only two bear the name
    assert _found(known, "contoh")[:2] == ["Ketut Contoh Jaya", "I Wayan Putra Contoh"]
    assert len(_found(known, "contoh")) == 5
    assert len(_found(known, "contoh", limit=2)) == 2


def test_found_by_institution_and_phone(known: Home) -> None:
    assert _found(known, "abang") == ["I Wayan Putra Contoh"]
    assert _found(known, "sibet") == ["I Wayan Misal"]
    assert _found(known, "0812-0000-0002") == ["I Putu Misal"]
    assert _found(known, "+62 812 3333") == ["I Wayan Misal"]
    assert _found(known, "(0363) 21037") == ["Ni Putu Umpama"]
    assert _found(known, "002") == ["I Putu Misal"]


def test_a_rare_word_is_found_however_long_ago(known: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    # with only the very last visitor read whole, the others are found by how a word begins, or their number
    monkeypatch.setattr(visitors, "_READ_WHOLE", 1)
    monkeypatch.setattr(visitors, "_ALIKE_AMONG", 1)
    assert _found(known, "abang") == ["I Wayan Putra Contoh"]
    assert _found(known, "wayan putr") == ["I Wayan Putra Contoh"]
    assert _found(known, "0812-0000-0002") == ["I Putu Misal"]
    assert _found(known, "+62 812 0000 0001") == ["I Wayan Putra Contoh"]
    assert _found(known, "bang") == []


def test_a_corrected_name_is_found_by_its_new_words_only(desk_home: Home) -> None:
    done = come(desk_home, name="Ni Luh Keliru", institution="Dinas Contoh")
    told = VisitCorrection(
        visit_id=done.visit_id, name="Ni Luh Benar", purpose="x y", address="z", institution="Dinas Contoh"
    )
    desk_home.database.write(lambda session: correct(session, told, desk_home.petugas))
    words = select(VisitorWord.word).order_by(VisitorWord.word)
    found = desk_home.database.read(lambda session: session.scalars(words).all())
    assert found == ["benar", "contoh", "dinas", "luh"]


def test_a_slip_of_the_finger_still_finds(known: Home) -> None:
    assert _found(known, "Umpana") == ["Ni Putu Umpama"]
    assert _found(known, "Conthoh Jaya") == ["Ketut Contoh Jaya"]
    assert _found(known, "zzzzzz") == []


def test_an_entry_made_by_mistake_is_not_offered(known: Home) -> None:
    wrong = come(known, name="I Ketut Keliru")
    assert _found(known, "keliru") == ["I Ketut Keliru"]
    known.database.write(lambda s: withdraw(s, VisitWithdrawal(wrong.visit_id, "salah"), known.petugas))
    assert _found(known, "keliru") == []
    assert _found(known, "keliruu") == []


@pytest.mark.hostile
def test_hostile_search_texts_find_nothing_and_harm_nothing(known: Home) -> None:
    for text in (
        "%%%",
        "___",
        "'; drop table visitor; --",
        "<b>x</b>",
        "=1+1",
        "x" * 5000,
        "\x00" * 9,
        "😀😀😀",
    ):
        assert _found(known, text) == []
    assert _found(known, "ᬩᬮᬶᬩ") == []
    assert _found(known, "\ud800abc") == []


def test_a_row_shows_little_and_fills_the_form(desk_home: Home) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        first = come(desk_home, phone="0812-0000-0567", nik="5107046101900001", institution="Dinas Contoh")
        for purpose in ("Ambil surat", "Rapat", "Ambil surat", "Rapat"):
            clock.shift(timedelta(days=1))
            last = come(desk_home, visitor_id=first.visitor_id, purpose=purpose, kind="perangkat_daerah")
        desk_home.database.write(
            lambda s: withdraw(s, VisitWithdrawal(last.visit_id, "salah"), desk_home.petugas)
        )
    row = desk_home.database.read(lambda session: visitor_row(session, first.visitor_id))
    assert row is not None
    assert (row.phone_tail, row.phone) == ("567", "0812-0000-0567")
    assert row.nik_masked == "•" * 12 + "0001"
    assert (row.last_visited_on, row.visits) == (date(2026, 4, 9), 4)
    assert row.usual_purpose == "Ambil surat"
    assert row.usual_kind == "perangkat_daerah"
    assert desk_home.database.read(lambda session: visitor_row(session, 999)) is None


@time_machine.travel(MORNING, tick=False)
def test_the_usual_purpose_among_equals_is_the_latest(desk_home: Home) -> None:
    first = come(desk_home, purpose="Rapat")
    come(desk_home, visitor_id=first.visitor_id, purpose="Ambil surat")
    assert _rows(desk_home, "contoh")[0].usual_purpose == "Ambil surat"


def test_a_day_lists_who_waits_first_and_who_has_gone_last(desk_home: Home) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        gone = come(desk_home, name="A Pergi", needs=("kursi_roda",), is_priority=True)
        clock.shift(60)
        served = come(desk_home, name="B Dilayani", kind="internal")
        clock.shift(60)
        come(desk_home, name="C Menunggu", kind="rombongan", head_count=12)
        clock.shift(60)
        come(desk_home, name="D Dahulukan", is_priority=True, needs=("kursi_roda", "pendamping"))
        actor = desk_home.petugas
        desk_home.database.write(lambda s: serve(s, served.visit_id, actor))
        desk_home.database.write(lambda s: take_leave(s, LeaveOrder(gone.visit_id), actor))
        desk_home.database.write(lambda s: ask_question(s, QuestionOrder(key=str(uuid.uuid4())), actor))
        directed = DirectionOrder(key=str(uuid.uuid4()), directed_to="Dinas Contoh")
        desk_home.database.write(lambda s: direct_elsewhere(s, directed, actor))
        wrong = come(desk_home, name="E Salah")
        desk_home.database.write(lambda s: withdraw(s, VisitWithdrawal(wrong.visit_id, "salah"), actor))

        day = desk_home.database.read(lambda session: visit_day(session, TODAY))
        rows = {row.name: row for row in day.rows}
        assert [row.name for row in day.rows][:3] == ["D Dahulukan", "C Menunggu", "B Dilayani"]
        assert [rows[name].state_word for name in ("D Dahulukan", "B Dilayani", "A Pergi")] == [
            "menunggu",
            "dilayani",
            "selesai",
        ]
        # a need is nobody's business once its visitor has gone
        assert rows["D Dahulukan"].needs == ("kursi_roda", "pendamping")
        assert rows["A Pergi"].needs == ()
        assert not rows["A Pergi"].is_priority
        assert rows["Tamu tanpa nama"].state_word == "diarahkan"
        assert [row.name for row in day.withdrawn] == ["E Salah"]
        assert day.counts == DayCounts(3, 14, 2, 1, 1, 1, 1)
    # the next day nobody is still waiting
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        rows = {r.name: r for r in desk_home.database.read(lambda s: visits_on(s, TODAY))}
        assert rows["D Dahulukan"].state_word == "tanpa jam keluar"
        assert rows["D Dahulukan"].needs == ()


def test_days_part_at_wita_midnight(desk_home: Home) -> None:
    half_past_midnight = datetime(2026, 4, 5, 16, 30, tzinfo=UTC)
    with time_machine.travel(half_past_midnight, tick=False) as clock:
        come(desk_home, name="Dini Hari")
        clock.move_to(datetime(2026, 4, 5, 23, 59, 59, tzinfo=UTC))
        come(desk_home, name="Sebelum Delapan")
        clock.move_to(datetime(2026, 4, 5, 15, 59, 59, tzinfo=UTC))
        come(desk_home, name="Kemarin Malam")
    names = {row.name for row in desk_home.database.read(lambda s: visits_on(s, TODAY))}
    assert names == {"Dini Hari", "Sebelum Delapan"}
    assert desk_home.database.read(lambda s: counts_on(s, TODAY)).guests == 2


def test_one_visit_whole_and_a_missing_one_refused(desk_home: Home) -> None:
    done = come(desk_home, institution="Dinas Contoh", phone="0812-0000-0567", nik="5107046101900001")
    row = desk_home.database.read(lambda session: visit_row(session, done.visit_id))
    assert (row.origin, row.phone, row.phone_tail) == ("Dinas Contoh · Sibetan", "0812-0000-0567", "567")
    assert row.nik_masked == "•" * 12 + "0001"
    assert row.is_here
    with pytest.raises(Refused, match="tidak ditemukan"):
        desk_home.database.read(lambda session: visit_row(session, 99))
    assert desk_home.database.read(lambda session: withdrawn_on(session, row.visited_on)) == ()
    assert desk_home.database.read(lambda session: counts_on(session, date(2020, 1, 1))) == DayCounts()
