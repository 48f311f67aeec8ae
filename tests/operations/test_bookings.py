"""What booking promises, what it refuses, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import clock
from desk.errors import Refused
from desk.models import Booking, JournalLine, Occupancy, Resource
from desk.operations.bookings import (
    Booked,
    BookingOrder,
    ConfirmOrder,
    CorrectionOrder,
    MoveOrder,
    ReasonOrder,
    RestoreOrder,
    SettleOrder,
    book,
    confirm,
    correct,
    move,
    refuse,
    restore,
    settle,
    withdraw,
)
from desk.operations.resources import ClosureOrder, LiftOrder, close, lift
from desk.rules.clashes import Clash
from desk.rules.rights import Actor
from desk.rules.spans import Span


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def at(moment: object) -> None:
    clock.run_by(lambda: moment)  # type: ignore[arg-type,return-value]


def make(home: Home, order: BookingOrder, actor: Actor | None = None) -> Booked:
    return home.database.write(lambda session: book(session, order, actor or home.petugas))


def act(home: Home, operation: Callable[..., object], order: object, actor: Actor | None = None) -> object:
    return home.database.write(lambda session: operation(session, order, actor or home.pemegang))


def booking(home: Home, booking_id: int) -> Booking:
    return home.database.read(lambda session: session.get_one(Booking, booking_id))


def lines(home: Home) -> list[tuple[str, Span, int]]:
    """Every occupied leaf with its taken span."""

    def question(session: Session) -> list[tuple[str, Span, int]]:
        rows = session.execute(
            select(Resource.key, Occupancy.starts_at, Occupancy.ends_at, Occupancy.booking_id)
            .join(Occupancy, Occupancy.resource_id == Resource.id)
            .order_by(Occupancy.id)
        )
        return [(key, Span(start, end), booking_id) for key, start, end, booking_id in rows]

    return home.database.read(question)


def journal(home: Home, act_name: str) -> list[JournalLine]:
    return home.database.read(
        lambda session: list(session.scalars(select(JournalLine).where(JournalLine.act == act_name)))
    )


# ---- the promise -----------------------------------------------------------------------------------------


def test_the_hall_is_taken_on_its_parts_with_both_buffers(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 10, 12)))
    taken = Span(office(8, 9) + timedelta(minutes=40), office(8, 12) + timedelta(minutes=20))
    assert lines(desk_home) == [("aula-a", taken, booked.id), ("aula-b", taken, booked.id)]
    assert booked.state == "tentative"
    assert [line.sentence for line in journal(desk_home, "booking.book")] == [
        "Aula untuk Karang Taruna Contoh, Rabu, 8 April 10.00–12.00, dipesan sementara"
    ]


def test_every_leaf_is_touched_so_that_writers_queue(desk_home: Home) -> None:
    make(desk_home, order(span(8, 10, 12)))
    versions = desk_home.database.read(
        lambda session: dict(session.execute(select(Resource.key, Resource.version)).all())
    )
    assert versions["aula-a"] == versions["aula-b"] == 1
    assert versions["aula"] == versions["zoom-1"] == 0


def test_a_clash_names_who_until_when_and_whom_to_call(desk_home: Home) -> None:
    make(desk_home, order(span(9, 10, 12), is_confirmed=True), desk_home.pemegang)
    with pytest.raises(Clash) as refused:
        make(desk_home, order(span(9, 9, 12)))
    assert refused.value.sentence == (
        "Aula sudah dipesan Karang Taruna Contoh, Kamis, 9 April 10.00–12.00 "
        "(persiapan dan pembersihan 09.40–12.20). Hubungi: Ni Made Contoh, 0812-0000-0000."
    )
    assert refused.value.field == "span"
    assert len(lines(desk_home)) == 2


def test_the_three_nearest_free_times_are_as_long_as_asked_and_really_free(desk_home: Home) -> None:
    make(desk_home, order(span(9, 10, 12)))
    with pytest.raises(Clash) as refused:
        make(desk_home, order(span(9, 9, 12)))
    free = refused.value.free
    assert len(free) == 3
    assert {each.duration for each in free} == {180}
    assert free[0] == Span(office(9, 12.75), office(9, 15.75))
    for each in free:  # alternatives to one another: each is free by itself
        booked = make(desk_home, order(each))
        act(desk_home, withdraw, ReasonOrder(booked.id, 1, "lain kali"))


def test_free_times_skip_the_past_the_weekend_and_holidays(desk_home: Home) -> None:
    # Thursday 30 April: Friday 1 May is a national holiday, then the weekend
    for start in (7.5, 10.5, 13.5):
        make(desk_home, order(span(30, start, start + 2.25), is_confirmed=True), desk_home.pemegang)
    at(office(29, 15))
    with pytest.raises(Clash) as refused:
        make(desk_home, order(span(30, 9, 11.5)))
    days = {clock.office_date(each.starts_at).isoformat() for each in refused.value.free}
    assert days == {"2026-05-04"}
    assert all(each.starts_at > clock.now() for each in refused.value.free)


def test_both_neighbours_keep_their_buffers(desk_home: Home) -> None:
    make(desk_home, order(span(8, 8, 10)))
    with pytest.raises(Clash):
        make(desk_home, order(span(8, 10.5, 12)))
    make(desk_home, order(Span(office(8, 10) + timedelta(minutes=40), office(8, 12))))


def test_what_has_no_buffers_may_touch(desk_home: Home) -> None:
    make(desk_home, order(span(8, 8, 10), "zoom-1"))
    make(desk_home, order(span(8, 10, 12), "zoom-1"))
    make(desk_home, order(span(8, 10, 12), "zoom-2"))


def test_a_part_and_its_whole_exclude_each_other_and_the_parts_do_not(desk_home: Home) -> None:
    make(desk_home, order(span(8, 8, 10), "aula-a", borrower_institution=None, borrower_phone=None))
    make(desk_home, order(span(8, 8, 10), "aula-b"))
    with pytest.raises(Clash) as refused:
        make(desk_home, order(span(8, 9, 11)))
    assert refused.value.sentence == (
        "Aula tidak bebas: Aula A sudah dipesan Ni Made Contoh, Rabu, 8 April 08.00–10.00 "
        "(persiapan dan pembersihan 07.40–10.20). Ada 1 pesanan lain pada waktu itu. "
        "Hubungi: Ni Made Contoh."
    )


def test_the_same_form_saved_twice_is_one_booking(desk_home: Home) -> None:
    wanted = order(span(8, 10, 12))
    first, second = make(desk_home, wanted), make(desk_home, wanted)
    assert (first.id, first.code) == (second.id, second.code)
    assert len(lines(desk_home)) == 2
    assert len(journal(desk_home, "booking.book")) == 1


@pytest.mark.parametrize(
    ("now", "wanted", "until"),
    [
        # Monday: by the close of Tuesday
        (office(6, 9), span(16, 9, 12), office(7, 16.5)),
        # Thursday: by the shorter Friday's close
        (office(9, 9), span(16, 9, 12), office(10, 14.5)),
        # Friday: over the weekend to Monday
        (office(10, 9), span(16, 9, 12), office(13, 16.5)),
        # the event begins before the limit
        (office(6, 9), span(6, 13, 15), office(6, 13)),
        # never at once
        (office(6, 9), span(6, 9.25, 10), office(6, 9.5)),
    ],
)
def test_a_hold_lasts_until_the_limit_for_confirming(
    desk_home: Home, now: object, wanted: Span, until: object
) -> None:
    at(now)
    assert make(desk_home, order(wanted)).hold_until == until


def test_days_off_breaks_and_crowds_warn_and_never_refuse(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 10, 13), head_count=500))
    assert booked.warnings == (
        "Rabu, 8 April 2026: Pagerwesi (dispensasi, belum dikonfirmasi).",
        "Melewati jam istirahat 12.00–13.00.",
        "Aula memuat 120 orang; diperkirakan 500.",
    )
    night = make(desk_home, order(span(11, 18, 21)))
    assert night.warnings == ("Sabtu, 11 April 2026: akhir pekan.",)


# ---- refusals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wanted": span(6, 8, 10)}, "span"),
        ({"wanted": Span(office(1, 9), office(1, 10))}, "span"),
        ({"wanted": Span(office(8, 9), office(8, 9) + timedelta(days=31, minutes=1))}, "span"),
        ({"wanted": Span(office(6, 9) + timedelta(days=401), office(6, 10) + timedelta(days=401))}, "span"),
        ({"resource_key": "kolam"}, "resource_key"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 2}, "quantity"),
        ({"head_count": 0}, "head_count"),
        ({"head_count": 10**9}, "head_count"),
        ({"purpose": " \u200b "}, "purpose"),
        ({"purpose": "x" * 5000}, "purpose"),
        ({"borrower_name": ""}, "borrower_name"),
        ({"borrower_name": "\x00\x07"}, "borrower_name"),
        ({"borrower_institution": "i" * 121}, "borrower_institution"),
        ({"borrower_phone": "nomor saya"}, "borrower_phone"),
        ({"note": "n" * 5000}, "note"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk_home: Home, changes: dict[str, object], field: str
) -> None:
    wanted = changes.pop("wanted", span(8, 9, 10))
    with pytest.raises(Refused) as refused:
        make(desk_home, order(wanted, **changes))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert refused.value.sentence.endswith(".")
    assert lines(desk_home) == []


@pytest.mark.hostile
def test_hostile_text_is_stored_as_what_it_is(desk_home: Home) -> None:
    booked = make(
        desk_home,
        order(
            span(8, 9, 10),
            purpose="<b>Rapat</b>\x00 =1+1",
            borrower_name="\u202eᬩᬮᬶ 🙂",
            borrower_phone="+62 (0)812 0000 0000",
        ),
    )
    kept = booking(desk_home, booked.id)
    assert kept.purpose == "<b>Rapat</b> =1+1"
    assert kept.borrower_name == "ᬩᬮᬶ 🙂"
    assert kept.borrower_phone == "+6281200000000"


def test_who_may_not_is_refused(desk_home: Home) -> None:
    with pytest.raises(Refused, match="berwenang"):
        make(desk_home, order(span(8, 9, 10)), desk_home.pengawas)
    with pytest.raises(Refused, match="berwenang"):
        make(desk_home, order(span(8, 9, 10), is_confirmed=True))
    booked = make(desk_home, order(span(8, 9, 10)))
    for operation, wish in (
        (confirm, ConfirmOrder(booked.id, 1)),
        (refuse, ReasonOrder(booked.id, 1, "tidak")),
    ):
        with pytest.raises(Refused, match="berwenang"):
            act(desk_home, operation, wish, desk_home.petugas)


# ---- deciding --------------------------------------------------------------------------------------------


def test_the_custodian_confirms_what_was_seen(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 9, 10)))
    act(desk_home, confirm, ConfirmOrder(booked.id, 1))
    kept = booking(desk_home, booked.id)
    assert (kept.state, kept.hold_until, kept.version) == ("confirmed", None, 2)
    assert kept.decided_by == desk_home.pemegang.account_id
    act(desk_home, confirm, ConfirmOrder(booked.id, 1))  # the answer was lost: the same order again
    assert len(journal(desk_home, "booking.confirm")) == 1


def test_an_older_version_is_refused(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 9, 10)))
    act(desk_home, move, MoveOrder(booked.id, 1, span(8, 13, 14), "aula"), desk_home.petugas)
    with pytest.raises(Refused, match="diubah orang lain"):
        act(desk_home, confirm, ConfirmOrder(booked.id, 1))
    act(desk_home, refuse, ReasonOrder(booked.id, 2, "Dipakai Bupati"))
    with pytest.raises(Refused, match="sudah ditolak"):
        act(desk_home, confirm, ConfirmOrder(booked.id, 2))
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, confirm, ConfirmOrder(987, 1))


@pytest.mark.parametrize(
    ("operation", "state", "word"), [(refuse, "refused", "ditolak"), (withdraw, "withdrawn", "dibatalkan")]
)
def test_letting_go_needs_a_reason_and_frees_the_slot(
    desk_home: Home, operation: Callable[..., object], state: str, word: str
) -> None:
    booked = make(desk_home, order(span(8, 9, 10)))
    with pytest.raises(Refused) as refused:
        act(desk_home, operation, ReasonOrder(booked.id, 1, "  "))
    assert refused.value.field == "reason"
    for _twice in range(2):
        act(desk_home, operation, ReasonOrder(booked.id, 1, "AC rusak"))
    assert lines(desk_home) == []
    kept = booking(desk_home, booked.id)
    assert (kept.state, kept.decision_reason) == (state, "AC rusak")
    (line,) = journal(desk_home, f"booking.{operation.__name__}")
    assert line.sentence.endswith(f"{word}: AC rusak")
    make(desk_home, order(span(8, 9, 10)))


# ---- holds -----------------------------------------------------------------------------------------------


def test_an_expired_hold_gives_way_in_the_same_transaction(desk_home: Home) -> None:
    first = make(desk_home, order(span(16, 9, 12)))
    at(office(7, 16.5))
    second = make(desk_home, order(span(16, 9, 12), "aula-a"))
    assert booking(desk_home, first.id).state == "expired"
    assert [(key, owner) for key, _span, owner in lines(desk_home)] == [("aula-a", second.id)]
    (line,) = journal(desk_home, "booking.expire")
    assert line.noun_id == first.id


def test_a_hold_that_has_run_out_can_no_longer_be_confirmed_but_restored(desk_home: Home) -> None:
    booked = make(desk_home, order(span(16, 9, 12)))
    at(office(7, 16.5))
    with pytest.raises(Refused, match="sudah kedaluwarsa"):
        act(desk_home, confirm, ConfirmOrder(booked.id, 1))
    act(desk_home, settle, SettleOrder())
    act(desk_home, restore, RestoreOrder(booked.id, 2))
    act(desk_home, confirm, ConfirmOrder(booked.id, 3))
    assert booking(desk_home, booked.id).state == "confirmed"


def test_settling_lets_go_of_all_that_is_due(desk_home: Home) -> None:
    make(desk_home, order(span(16, 9, 12)))
    make(desk_home, order(span(17, 9, 12), "zoom-1"))
    kept = make(desk_home, order(span(16, 9, 12), "zoom-2", is_confirmed=True), desk_home.admin)
    assert act(desk_home, settle, SettleOrder()) == 0
    at(office(8, 8))
    assert act(desk_home, settle, SettleOrder()) == 2
    assert [owner for _key, _span, owner in lines(desk_home)] == [kept.id]
    assert len(journal(desk_home, "booking.expire")) == 2


# ---- changing --------------------------------------------------------------------------------------------


def test_moving_is_whole_or_not_at_all(desk_home: Home) -> None:
    moved = make(desk_home, order(span(8, 9, 10)))
    other = make(desk_home, order(span(8, 13, 15), "aula-b"))
    before = lines(desk_home)
    with pytest.raises(Clash):
        act(desk_home, move, MoveOrder(moved.id, 1, span(8, 12, 13), "aula"))
    assert lines(desk_home) == before
    # into its own buffers: it does not stand in its own way
    act(desk_home, move, MoveOrder(moved.id, 1, span(8, 9.5, 11), "aula"))
    act(desk_home, move, MoveOrder(moved.id, 2, span(8, 13, 15), "aula-a"))
    act(desk_home, move, MoveOrder(moved.id, 2, span(8, 13, 15), "aula-a"))
    assert [(key, owner) for key, _span, owner in lines(desk_home)] == [
        ("aula-b", other.id),
        ("aula-a", moved.id),
    ]
    assert [line.changes for line in journal(desk_home, "booking.move")][1] == [
        {"field": "resource", "old": "aula", "new": "aula-a"},
        {"field": "span", "old": "Rabu, 8 April 09.30–11.00", "new": "Rabu, 8 April 13.00–15.00"},
    ]


def test_what_was_confirmed_and_is_moved_by_the_counter_awaits_confirmation_anew(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 9, 10), is_confirmed=True), desk_home.pemegang)
    act(desk_home, move, MoveOrder(booked.id, 1, span(9, 9, 10), "aula"), desk_home.pemegang)
    assert booking(desk_home, booked.id).state == "confirmed"
    act(desk_home, move, MoveOrder(booked.id, 2, span(9, 13, 14), "aula"), desk_home.petugas)
    kept = booking(desk_home, booked.id)
    assert (kept.state, kept.hold_until, kept.decided_by) == ("tentative", office(7, 16.5), None)


def test_what_has_begun_can_be_prolonged_but_not_begun_anew_in_the_past(desk_home: Home) -> None:
    booked = make(desk_home, order(span(6, 10, 12), is_confirmed=True), desk_home.pemegang)
    at(office(6, 11))
    act(desk_home, move, MoveOrder(booked.id, 1, span(6, 10, 13), "aula"))
    with pytest.raises(Refused, match="sudah lewat"):
        act(desk_home, move, MoveOrder(booked.id, 2, span(6, 9, 13), "aula"))
    with pytest.raises(Refused, match="sudah lewat"):
        act(desk_home, move, MoveOrder(booked.id, 2, span(6, 10, 10.5), "aula"))


def test_a_correction_keeps_the_slot_and_what_was_there_before(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 9, 10)))
    wish = CorrectionOrder(booked.id, 1, "Rapat contoh", "Ni Made Umpama", None, "0363 12345", 50)
    act(desk_home, correct, wish, desk_home.petugas)
    act(desk_home, correct, wish, desk_home.petugas)
    (line,) = journal(desk_home, "booking.correct")
    assert {change["field"]: (change["old"], change["new"]) for change in line.changes} == {
        "borrower_name": ("Ni Made Contoh", "Ni Made Umpama"),
        "borrower_institution": ("Karang Taruna Contoh", None),
        "borrower_phone": ("+6281200000000", "+6236312345"),
        "head_count": (40, 50),
    }
    with pytest.raises(Refused):
        act(desk_home, correct, replace(wish, head_count=0))


def test_restoring_is_guarded(desk_home: Home) -> None:
    first = make(desk_home, order(span(8, 9, 10)))
    act(desk_home, withdraw, ReasonOrder(first.id, 1, "batal"), desk_home.petugas)
    second = make(desk_home, order(span(8, 9, 10), "aula-b"))
    with pytest.raises(Clash):
        act(desk_home, restore, RestoreOrder(first.id, 2), desk_home.petugas)
    act(desk_home, refuse, ReasonOrder(second.id, 1, "penuh"))
    act(desk_home, restore, RestoreOrder(first.id, 2), desk_home.petugas)
    kept = booking(desk_home, first.id)
    assert (kept.state, kept.decision_reason) == ("tentative", None)
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, restore, RestoreOrder(second.id, 2), desk_home.petugas)
    at(office(8, 12))
    with pytest.raises(Refused, match="sudah lewat"):
        act(desk_home, restore, RestoreOrder(second.id, 2))


# ---- closures --------------------------------------------------------------------------------------------


def closing(wanted: Span, resource_key: str = "aula", key: str = "c-1") -> ClosureOrder:
    return ClosureOrder(key, resource_key, wanted, "Pengecatan")


def test_a_saved_closure_refuses_and_says_why(desk_home: Home) -> None:
    act(desk_home, close, closing(span(9, 7, 17)))
    for key in ("aula", "aula-a"):
        with pytest.raises(Clash) as refused:
            make(desk_home, order(span(9, 9, 12), key))
        assert refused.value.sentence == "Aula ditutup Kamis, 9 April 07.00–17.00: Pengecatan."
        assert [clock.office_date(each.starts_at).day for each in refused.value.free] == [8, 8, 10]
    make(desk_home, order(span(9, 9, 12), "zoom-1"))


def test_closing_a_part_closes_the_whole_and_not_the_other_part(desk_home: Home) -> None:
    act(desk_home, close, closing(span(9, 7, 17), "aula-a"))
    with pytest.raises(Clash):
        make(desk_home, order(span(9, 9, 12)))
    make(desk_home, order(span(9, 9, 12), "aula-b"))


def test_a_closure_is_recorded_over_promises_and_puts_them_at_risk(desk_home: Home) -> None:
    booked = make(desk_home, order(span(9, 9, 12)))
    closed = act(desk_home, close, closing(span(9, 7, 17), "aula-b"))
    again = act(desk_home, close, closing(span(9, 7, 17), "aula-b"))
    assert closed == again
    assert [promise.booking_id for promise in closed.at_risk] == [booked.id]  # type: ignore[attr-defined]
    assert len(journal(desk_home, "resource.close")) == 1
    with pytest.raises(Clash, match="ditutup"):
        act(desk_home, confirm, ConfirmOrder(booked.id, 1))
    for _twice in range(2):
        act(desk_home, lift, LiftOrder(closed.id))  # type: ignore[attr-defined]
    assert len(journal(desk_home, "resource.lift")) == 1
    act(desk_home, confirm, ConfirmOrder(booked.id, 1))


def test_closing_needs_the_right_and_a_reason(desk_home: Home) -> None:
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, close, closing(span(9, 7, 17)), desk_home.petugas)
    with pytest.raises(Refused) as refused:
        act(desk_home, close, replace(closing(span(9, 7, 17)), reason=" "))
    assert refused.value.field == "reason"
