"""The sheet of the store's day, the pick list, scanned labels, late loans, and what was before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from homes import Home
from lending import BORROWER, CREW, lend, receive
from slots import office, span
from stores import act, gone, key, promise, unit

from desk import clock
from desk.errors import Refused
from desk.models import Booking, BookingBundle, Occupancy
from desk.operations.hand_over_orders import ItemOrder, PlaceOrder, UndoOrder
from desk.operations.hand_overs import install, undo
from desk.operations.keys import GiveKeyOrder, give_key
from desk.operations.outages import record
from desk.queries.custody import custody_sheet, hands_today, loan_row, pick_list
from desk.queries.label_answers import label_answer
from desk.queries.loans import borrower_past, hand_over, hand_over_rows, item_history, late_rows

MICS = "mikrofon"
KIT = "sound-system-kecil"
WEDNESDAY = date(2026, 4, 8)
At = Callable[[int, float], None]


@pytest.fixture(autouse=True)
def at() -> Iterator[At]:
    now = [office(8, 8)]
    clock.run_by(lambda: now[0])

    def go(day: int, hour: float) -> None:
        now[0] = office(day, hour)

    yield go
    clock.run_by(None)


def ask(home: Home, question: Callable[..., Any], *about: Any, **more: Any) -> Any:
    return home.database.read(lambda s: question(s, *about, **more))


def test_the_sheet_says_what_goes_and_what_comes(desk_home: Home, at: At) -> None:
    promise(desk_home, "aula")
    today = promise(desk_home, MICS, 3, span(8, 9, 12), borrower_institution="Kecamatan Misal")
    longer = promise(desk_home, "mixer", 1, span(8, 10, 12))
    tomorrow = promise(desk_home, MICS, 3, span(9, 9, 12))
    sheet = ask(desk_home, custody_sheet)
    assert (sheet.day, [row.booking_id for row in sheet.goes_out]) == (WEDNESDAY, [today.id, longer.id])
    assert (sheet.comes_back, sheet.late) == ((), ())
    (row, _other) = sheet.goes_out
    assert (row.promised, row.to_go, row.out, row.stage_words) == (3, 3, 0, "belum diserahkan")
    assert (row.holder, row.contact) == ("Kecamatan Misal", "Ni Made Contoh, 0812-0000-0000")

    at(8, 9)
    lend(desk_home, today.id, ItemOrder(MICS, 2))
    sheet = ask(desk_home, custody_sheet)
    assert [(row.booking_id, row.to_go) for row in sheet.goes_out] == [(today.id, 1), (longer.id, 1)]
    assert [(row.booking_id, row.out) for row in sheet.comes_back] == [(today.id, 2)]
    assert sheet.comes_back[0].stage_words == "diserahkan kepada peminjam"

    receive(desk_home, today.id, ItemOrder(MICS, 1))
    assert ask(desk_home, loan_row, today.id).stage_words == "kembali sebagian"
    at(8, 12.5)
    sheet = ask(desk_home, custody_sheet)
    assert [(row.booking_id, row.quantity) for row in sheet.late] == [(today.id, 1)]
    assert (sheet.comes_back, [row.booking_id for row in sheet.goes_out]) == ((), [])
    receive(desk_home, today.id, ItemOrder(MICS, 1, condition="HILANG"))
    sheet = ask(desk_home, custody_sheet)
    assert (sheet.late, [row.kind for row in sheet.broken], len(sheet.liabilities)) == ((), ["lost"], 1)
    assert ask(desk_home, loan_row, today.id).stage_words == "sudah kembali"
    assert [row.booking_id for row in ask(desk_home, custody_sheet, date(2026, 4, 9)).goes_out] == [
        tomorrow.id
    ]
    with pytest.raises(Refused, match="tidak ditemukan"):
        ask(desk_home, loan_row, 99)


def test_the_pick_list_explodes_a_kit_and_names_its_units(desk_home: Home, at: At) -> None:
    here, away, hurt = (unit(desk_home, MICS, f"MIK-{number}") for number in (1, 2, 3))
    other = promise(desk_home, MICS, 1, borrower_institution="Kecamatan Misal")
    event = promise(desk_home, KIT, wanted=span(8, 10, 12))
    at(8, 9)
    lend(desk_home, other.id, ItemOrder(MICS, unit_id=away))
    act(desk_home, record, gone(MICS, "broken", unit_id=hurt, reason="Kapsul pecah"))
    lend(desk_home, event.id, ItemOrder(MICS, unit_id=here))
    pieces = {piece.resource_key: piece for piece in ask(desk_home, pick_list, event.id)}
    mics = pieces[MICS]
    assert (mics.promised, mics.out, mics.to_go, mics.completeness) == (2, 1, 1, ("baterai",))
    assert [(each.label, each.is_out_here, each.why_not) for each in mics.units] == [
        ("MIK-1", True, ""),
        ("MIK-2", False, "dibawa Kecamatan Misal"),
        ("MIK-3", False, "rusak: Kapsul pecah"),
    ]
    crew = pieces["tim-teknis"]
    assert (crew.is_handed_over, crew.promised, crew.to_go) == (False, 1, 0)
    assert ask(desk_home, pick_list, 99) == ()


def test_a_bundle_is_picked_together(desk_home: Home, at: At) -> None:
    first, second = promise(desk_home, MICS, 2), promise(desk_home, "mixer")

    def tie(session: Any) -> None:
        bundle = BookingBundle(key=key(), made_at=clock.now(), made_by=desk_home.pemegang.account_id)
        session.add(bundle)
        session.flush()
        for each in (first, second):
            session.get_one(Booking, each.id).bundle_id = bundle.id

    desk_home.database.write(tie)
    pieces = ask(desk_home, pick_list, second.id)
    assert [(piece.booking_id, piece.resource_key) for piece in pieces] == [
        (first.id, MICS),
        (second.id, "mixer"),
    ]


def test_a_scanned_label_says_what_should_happen_now(desk_home: Home, at: At) -> None:
    mic, named, hurt = (unit(desk_home, MICS, f"MIK-{number}") for number in (1, 2, 3))

    def said(typed: str, **more: Any) -> tuple[str, str, int | None]:
        answer = ask(desk_home, label_answer, typed, **more)
        return answer.kind, answer.sentence, answer.booking_id

    assert said("MIK-1") == ("here", "Mikrofon MIK-1 di gudang; tidak ada yang menunggunya.", None)
    assert said("zzz-9")[0] == "unknown"
    later = promise(desk_home, MICS, 1, span(9, 9, 12), borrower_institution="Kecamatan Misal")
    assert said("mik 1") == (
        "promised",
        "Mikrofon MIK-1 di gudang; berikutnya untuk Kecamatan Misal, Kam, 9 Apr 09.00.",
        later.id,
    )
    today = promise(desk_home, MICS, 2)
    second = promise(desk_home, MICS, 1, span(8, 13, 15), borrower_institution="Banjar Contoh")
    out = ("out", "Mikrofon MIK-1 keluar untuk Karang Taruna Contoh, Rab, 8 Apr 09.00.", today.id)
    assert said("D1:MIK-1") == out
    answer = ask(desk_home, label_answer, "MIK-1")
    assert (answer.unit_id, answer.others, answer.completeness) == (mic, (second.id,), ("baterai",))
    assert said("MIK-1", booking_id=second.id)[2] == second.id
    hall = promise(desk_home, "aula")
    assert said("MIK-1", booking_id=hall.id) == (
        "promised",
        "Mikrofon MIK-1 tidak dijanjikan kepada pesanan ini. Hari ini untuk Karang Taruna Contoh, 09.00.",
        None,
    )
    assert said(MICS)[::2] == ("out", today.id)
    act(desk_home, record, gone(MICS, "broken", unit_id=hurt, reason="Kapsul pecah"))
    assert said("MIK-3") == ("unfit", "Mikrofon MIK-3: rusak: Kapsul pecah.", None)

    def name_it(session: Any) -> None:
        line = session.query(Occupancy).filter_by(booking_id=later.id).one()
        line.unit_id = named

    desk_home.database.write(name_it)
    kind, sentence, booking_id = said("MIK-2")
    assert (kind, booking_id) == ("promised", later.id)
    assert sentence.endswith("jangan diserahkan kepada yang lain.")
    at(8, 9)
    lend(desk_home, today.id, ItemOrder(MICS, unit_id=mic))
    assert said("MIK-1") == ("back", "Mikrofon MIK-1 kembali dari Karang Taruna Contoh.", today.id)
    at(8, 12.5)
    assert said("MIK-1")[1].endswith("Terlambat: seharusnya Rab, 8 Apr 12.00.")
    code = ask(desk_home, loan_row, today.id).code
    assert said(code)[::2] == ("booking", today.id)


def test_what_is_late_names_the_next_with_both_phones(desk_home: Home, at: At) -> None:
    lent = promise(desk_home, MICS, 4)
    following = promise(
        desk_home, MICS, 6, span(9, 9, 12), borrower_institution="Kecamatan Misal",
        borrower_phone="0813-0000-0001",
    )  # fmt: skip
    promise(desk_home, MICS, 4, span(10, 9, 12))
    at(8, 9)
    lend(desk_home, lent.id, ItemOrder(MICS, 4))
    assert ask(desk_home, late_rows) == ()
    at(8, 12)
    (row,) = ask(desk_home, late_rows)
    assert (row.booking_id, row.what, row.since) == (lent.id, "4 Mikrofon", office(8, 12))
    assert (row.holder, row.contact) == ("Karang Taruna Contoh", "Ni Made Contoh, 0812-0000-0000")
    (risk,) = row.at_risk
    assert (risk.booking_id, risk.holder) == (following.id, "Kecamatan Misal")
    assert risk.contact == "Ni Made Contoh, 0813-0000-0001"


def test_hand_overs_are_told_as_they_were_written(desk_home: Home, at: At) -> None:
    mic = unit(desk_home, MICS, "MIK-1")
    lent = promise(desk_home, MICS, 2)
    at(8, 9)
    made = lend(
        desk_home,
        lent.id,
        ItemOrder(MICS, unit_id=mic, condition="KB", missing=("baterai",), note="lecet"),
        stage="to_crew",
        receiver=CREW,
    )
    act(desk_home, install, PlaceOrder(key(), lent.id, CREW, BORROWER))
    receive(desk_home, lent.id, ItemOrder(MICS, unit_id=mic))
    rows = ask(desk_home, hand_over_rows, lent.id)
    assert [row.words for row in rows] == [
        "diserahkan kepada Tim Teknis",
        "dipasang di tempat kegiatan",
        "kembali",
    ]
    assert rows[0].items[0].words == "Mikrofon MIK-1 · Kurang Baik, kurang: baterai"
    assert (rows[0].receiver_name, rows[0].recorded_by) == ("I Ketut Umpama", "I Nengah Misal")
    wrong = rows[2].id
    act(desk_home, undo, UndoOrder(key(), wrong, "belum kembali"))
    rows = ask(desk_home, hand_over_rows, lent.id)
    assert [(row.is_undone, row.undoes) for row in rows if row.id >= wrong] == [(True, None), (False, wrong)]
    assert ask(desk_home, hand_over, made.id).stage == "to_crew"
    loan = ask(desk_home, loan_row, lent.id)
    assert (loan.stage, loan.out, loan.to_go) == ("installed", 1, 1), "what was undone did not happen"
    with pytest.raises(Refused, match="tidak ditemukan"):
        ask(desk_home, hand_over, 99)


def test_a_thing_has_a_past(desk_home: Home, at: At) -> None:
    mic, other = unit(desk_home, MICS, "MIK-1"), unit(desk_home, MICS, "MIK-2")
    lent = promise(desk_home, MICS, 2)
    at(8, 9)
    lend(desk_home, lent.id, ItemOrder(MICS, unit_id=mic), ItemOrder(MICS, unit_id=other))
    at(8, 11)
    receive(desk_home, lent.id, ItemOrder(MICS, unit_id=mic, condition="RB", note="Jatuh"))
    words = [row.words for row in ask(desk_home, item_history, MICS, unit_id=mic)]
    assert words == [
        "MIK-1: kembali dari Karang Taruna Contoh · Rusak Berat · Jatuh",
        "MIK-1: rusak · Jatuh",
        "MIK-1: keluar untuk Karang Taruna Contoh · Baik",
    ]
    assert len(ask(desk_home, item_history, MICS)) == 4
    assert len(ask(desk_home, item_history, MICS, most=1)) == 1


def test_a_borrowers_past_is_told_and_refuses_nobody(desk_home: Home, at: At) -> None:
    good = ask(desk_home, borrower_past, "Ni Made Contoh", "0812-0000-0000", "Karang Taruna Contoh")
    assert (good.times, good.sentence) == (0, "")
    lent = promise(desk_home, MICS, 3)
    at(8, 9)
    lend(desk_home, lent.id, ItemOrder(MICS, 3))
    at(8, 13)
    receive(desk_home, lent.id, ItemOrder(MICS, 1, condition="HILANG"), ItemOrder(MICS, 2))
    for name, phone, institution in (
        ("Orang Lain", "+62 812 0000 0000", None),
        ("Orang Lain", None, "karang taruna contoh"),
        ("Ni Made Contoh", None, None),
    ):
        past = ask(desk_home, borrower_past, name, phone, institution)
        assert (past.times, past.lost, past.unsettled) == (1, 1, 1), name
        assert past.sentence.endswith("Untuk diketahui; bukan alasan menolak.")
    assert ask(desk_home, borrower_past, "Made").times == 0
    assert ask(desk_home, borrower_past, "", "bukan nomor").times == 0
    assert promise(desk_home, MICS, 1, span(9, 9, 12)).id


def test_a_loan_written_down_late_counts_against_its_borrower(desk_home: Home, at: At) -> None:
    lent = promise(desk_home, MICS, 3)
    at(8, 9)
    lend(desk_home, lent.id, ItemOrder(MICS, 3))
    at(8, 13)
    receive(desk_home, lent.id, ItemOrder(MICS, 3))
    past = ask(desk_home, borrower_past, "Ni Made Contoh")
    assert (past.late, past.lost) == (1, 0)
    assert past.sentence.startswith("Pernah meminjam 1 kali: 1 kali terlambat mengembalikan.")


def test_the_work_list_shows_what_is_late_first_and_whom_it_keeps_waiting(desk_home: Home, at: At) -> None:
    hall = promise(desk_home, "aula", wanted=span(8, 8.5, 9))
    lent = promise(desk_home, MICS, 4)
    both = promise(desk_home, "mixer", 1, span(8, 9, 15))
    promise(desk_home, MICS, 6, span(9, 9, 12), borrower_institution="Kecamatan Misal")
    after = promise(desk_home, "receiver", 1, span(8, 16, 17))
    given = GiveKeyOrder(key(), hall.id, "Kunci Aula", "Ni Luh Umpama")
    act(desk_home, give_key, given)
    at(8, 9)
    lend(desk_home, lent.id, ItemOrder(MICS, 4))
    lend(desk_home, both.id, ItemOrder("mixer"))
    at(8, 13)
    rows = ask(desk_home, hands_today)
    assert [(row.kind, row.booking_id, row.what) for row in rows] == [
        ("late", lent.id, "4 Mikrofon"),
        ("key", hall.id, "Kunci Aula"),
        ("back", both.id, "Audio Mixer"),
        ("out", after.id, "Receiver"),
    ]
    assert rows[0].risk == "Kecamatan Misal, 0812-0000-0000"
    assert rows[3].words == "1 barang disiapkan · Rapat contoh"
