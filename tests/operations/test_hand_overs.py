"""Handing out what is promised, taking it back in whatever condition, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from homes import Home
from lending import BORROWER, CREW, CUSTODIAN, coming, going, lend, receive
from slots import office, order, span
from sqlalchemy import select
from stores import act, gone, journal, key, promise, resource, unit

from desk import clock
from desk.errors import Refused
from desk.models import Booking, HandOver, Liability, Occupancy, Outage, ResourceUnit
from desk.models.missing import late_now, out_of
from desk.operations.bookings import MoveOrder, ReasonOrder, book, move, withdraw
from desk.operations.hand_over_orders import ItemOrder, PlaceOrder, SideOrder, TripOrder, UndoOrder
from desk.operations.hand_overs import dismantle, hand_out, install, take_back, undo
from desk.operations.late_loans import unwritten
from desk.operations.occupancy import settle
from desk.operations.outages import PersonOrder, record
from desk.rules.clashes import Clash


class Hours:
    """The desk's clock, set by the test."""

    def __init__(self) -> None:
        self.now = office(8, 8.5)

    def at(self, day: int, hour: float) -> datetime:
        self.now = office(day, hour)
        return self.now


@pytest.fixture(autouse=True)
def hours() -> Iterator[Hours]:
    made = Hours()
    clock.run_by(lambda: made.now)
    yield made
    clock.run_by(None)


MICS, MIXER = "mikrofon", "mixer"


def rows(home: Home, entity: type[Any]) -> list[Any]:
    return home.database.read(lambda s: list(s.scalars(select(entity).order_by(entity.id))))


def booking(home: Home, booking_id: int) -> Booking:
    return home.database.read(lambda s: s.get_one(Booking, booking_id))


def late(home: Home) -> list[tuple[int, datetime, datetime | None]]:
    lines = [each for each in rows(home, Outage) if each.kind == "late"]
    return [(each.quantity, each.starts_at, each.ends_at) for each in lines]


def out(home: Home) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in home.database.read(lambda s: out_of(s)):
        found[each.booking_id] = found.get(each.booking_id, 0) + each.units
    return found


def test_what_is_promised_goes_out_once_with_two_names(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    wish = going(booked.id, ItemOrder(MICS, 3, condition="KB", missing=("baterai",), note="satu lecet"))
    made = act(desk_home, hand_out, wish)
    assert act(desk_home, hand_out, wish) == made
    (kept,) = rows(desk_home, HandOver)
    assert (kept.id, kept.direction, kept.stage, kept.at) == (made.id, "out", "lent", office(8, 9))
    assert (kept.giver_name, kept.receiver_name, kept.receiver_role, kept.receiver_phone) == (
        "I Nengah Misal",
        "Ni Made Contoh",
        "Peminjam",
        "+6281200000000",
    )
    line = desk_home.database.read(lambda s: s.get_one(HandOver, made.id).lines[0])
    assert (line.quantity, line.condition, line.missing, line.note) == (3, "KB", ["baterai"], "satu lecet")
    row = booking(desk_home, booked.id)
    assert (row.units_out, row.arrived_at, row.version) == (3, office(8, 9), made.version)
    (said,) = journal(desk_home, "hand_over.out")
    assert said.sentence.startswith("3 Mikrofon diserahkan kepada peminjam: Ni Made Contoh")


def test_a_part_comes_back_and_the_rest_stays_open(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, 3))
    lend(desk_home, booked.id, ItemOrder(MICS, 1))
    hours.at(8, 11)
    wish = coming(booked.id, ItemOrder(MICS, 1))
    made = act(desk_home, take_back, wish)
    assert act(desk_home, take_back, wish) == made
    assert (made.units_out, out(desk_home)) == (3, {booked.id: 3})
    assert journal(desk_home, "hand_over.in")[-1].sentence.endswith("; 3 masih di luar")
    assert receive(desk_home, booked.id, ItemOrder(MICS, 3)).units_out == 0
    assert (out(desk_home), late(desk_home)) == ({}, [])


NOT_PROMISED: tuple[tuple[tuple[ItemOrder, ...], str], ...] = (
    ((), "sedikitnya satu barang"),
    ((ItemOrder(MICS, 5),), "dijanjikan 4, sudah keluar 0"),
    ((ItemOrder(MICS, 2), ItemOrder(MICS, 3)), "dijanjikan 4"),
    ((ItemOrder(MIXER, 1),), "Audio Mixer tidak dijanjikan kepada pesanan ini"),
    ((ItemOrder("aula-a"),), "tidak diserahterimakan"),
    ((ItemOrder("lampu"),), "Tidak ada sumber daya"),
    ((ItemOrder(MICS, 0),), "paling sedikit 1"),
    ((ItemOrder(MICS, 1, condition="RB"),), "tidak diserahkan"),
    ((ItemOrder(MICS, 1, condition="bagus"),), "Pilih keadaan: B, KB"),
    ((ItemOrder(MICS, 1, missing=("roda",)),), "tidak memuat roda"),
    ((ItemOrder(MICS, 1, unit_id=99),), "tidak tercatat pada Mikrofon"),
)


def test_what_is_not_promised_does_not_go(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    for items, said in NOT_PROMISED:
        with pytest.raises(Refused, match=said):
            lend(desk_home, booked.id, *items)
    assert (out(desk_home), journal(desk_home, "hand_over.out")) == ({}, [])


SAID_WRONGLY: tuple[tuple[dict[str, Any], str], ...] = (
    ({"giver": SideOrder("  ")}, "giver"),
    ({"receiver": SideOrder("")}, "receiver"),
    ({"receiver": SideOrder("Ni Made Contoh", phone="abc")}, "receiver.phone"),
    ({"stage": "installed"}, "stage"),
    ({"at": office(9, 9)}, "at"),
    ({"at": office(8, 9) - timedelta(days=90)}, "at"),
    ({"note": "x" * 4001}, "note"),
)


def test_what_is_said_wrongly_is_refused_beside_its_field(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    for facts, field in SAID_WRONGLY:
        with pytest.raises(Refused) as refused:
            lend(desk_home, booked.id, ItemOrder(MICS), **facts)
        assert refused.value.field == field


def test_only_the_custodian_hands_over(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    for wish, operation in (
        (going(booked.id, ItemOrder(MICS)), hand_out),
        (coming(booked.id, ItemOrder(MICS)), take_back),
        (PlaceOrder(key(), booked.id, CUSTODIAN, CREW), install),
        (UndoOrder(key(), 1, "salah"), undo),
    ):
        with pytest.raises(Refused, match="tidak berwenang"):
            act(desk_home, operation, wish, desk_home.petugas)


def test_an_unconfirmed_or_ended_booking_gets_nothing(desk_home: Home, hours: Hours) -> None:
    tentative = act(desk_home, book, order(span(8, 9, 12), MICS, quantity=2), desk_home.petugas)
    hours.at(8, 9)
    with pytest.raises(Refused, match="kedaluwarsa"):
        lend(desk_home, tentative.id, ItemOrder(MICS))
    booked = promise(desk_home, MICS, 2, span(8, 10, 12))
    with pytest.raises(Refused, match="tidak ditemukan"):
        lend(desk_home, 99, ItemOrder(MICS))
    hours.at(8, 12)
    with pytest.raises(Refused, match="sudah berakhir") as refused:
        lend(desk_home, booked.id, ItemOrder(MICS))
    assert refused.value.field == "at"
    # entered after the event with its true time, as after a morning without electricity
    assert lend(desk_home, booked.id, ItemOrder(MICS, 2), at=office(8, 10)).units_out == 2
    assert late(desk_home) == [(2, office(8, 12), None)]


def test_before_its_time_it_goes_only_where_nobody_is_promised_it(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 6, span(9, 9, 12))
    between = promise(desk_home, MICS, 3, span(8, 13, 15), borrower_institution="Kecamatan Misal")
    hours.at(8, 9)
    with pytest.raises(Clash, match="Kecamatan Misal"):
        lend(desk_home, booked.id, ItemOrder(MICS, 6))
    assert out(desk_home) == {}
    act(desk_home, withdraw, ReasonOrder(between.id, 1, "batal"))
    lend(desk_home, booked.id, ItemOrder(MICS, 6))
    (line,) = [each for each in rows(desk_home, Occupancy) if each.booking_id == booked.id]
    assert (line.starts_at, line.ends_at, line.quantity) == (office(8, 9), office(9, 12), 6)
    with pytest.raises(Clash):
        promise(desk_home, MICS, 3, span(8, 13, 15))
    promise(desk_home, MICS, 2, span(8, 13, 15))
    assert late(desk_home) == []


def test_a_unit_goes_by_its_label_and_to_one_booking(desk_home: Home, hours: Hours) -> None:
    mic, spare = unit(desk_home, MICS, "MIK-1"), unit(desk_home, MICS, "MIK-2")
    first = promise(desk_home, MICS, 2)
    second = promise(desk_home, MICS, 2, borrower_institution="Kecamatan Misal")
    hours.at(8, 9)
    by_label = ItemOrder(MICS, unit_id=mic, condition="KB")
    with pytest.raises(Refused, match="disebut dua kali"):
        lend(desk_home, first.id, by_label, by_label)
    lend(desk_home, first.id, by_label)
    assert desk_home.database.read(lambda s: s.get_one(ResourceUnit, mic).condition) == "KB"
    with pytest.raises(Refused, match=r"MIK-1 sudah diserahkan kepada pesanan ini"):
        lend(desk_home, first.id, by_label)
    with pytest.raises(Refused, match=r"MIK-1 masih dibawa Karang Taruna Contoh"):
        lend(desk_home, second.id, by_label)
    act(desk_home, record, gone(MICS, "broken", unit_id=spare, reason="Kapsul pecah"))
    with pytest.raises(Refused, match=r"Mikrofon MIK-2 tercatat rusak: Kapsul pecah"):
        lend(desk_home, second.id, ItemOrder(MICS, unit_id=spare))
    with pytest.raises(Refused, match=r"MIK-1 dibawa Karang Taruna Contoh; catat pada pesanannya"):
        receive(desk_home, second.id, by_label)
    with pytest.raises(Refused, match=r"MIK-2 tidak tercatat keluar"):
        receive(desk_home, first.id, ItemOrder(MICS, unit_id=spare))
    receive(desk_home, first.id, ItemOrder(MICS, unit_id=mic))
    lend(desk_home, second.id, by_label)


def test_a_unit_promised_by_its_label_is_not_given_to_another(desk_home: Home, hours: Hours) -> None:
    mic = unit(desk_home, MICS, "MIK-1")
    first = promise(desk_home, MICS, 2)
    other = promise(desk_home, MICS, 1, borrower_institution="Kecamatan Misal")

    def name_it(session: Any) -> None:
        line = session.scalars(select(Occupancy).where(Occupancy.booking_id == other.id)).one()
        line.unit_id = mic

    desk_home.database.write(name_it)
    hours.at(8, 9)
    with pytest.raises(Refused, match="Mikrofon MIK-1 sudah dijanjikan kepada Kecamatan Misal"):
        lend(desk_home, first.id, ItemOrder(MICS, unit_id=mic))
    lend(desk_home, other.id, ItemOrder(MICS, unit_id=mic))


def test_what_is_not_in_the_store_does_not_go(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MIXER, 2)
    act(desk_home, record, gone(MIXER, "lost"))
    hours.at(8, 9)
    with pytest.raises(Refused, match="menurut catatan hanya 1 di gudang"):
        lend(desk_home, booked.id, ItemOrder(MIXER, 2))
    assert lend(desk_home, booked.id, ItemOrder(MIXER)).units_out == 1


def test_a_kit_goes_in_all_its_parts_without_its_crew(desk_home: Home, hours: Hours) -> None:
    kit = "sound-system-kecil"
    booked = promise(desk_home, kit)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(kit))
    kept = {each.leaf_id: each.units for each in desk_home.database.read(lambda s: out_of(s))}
    assert kept[resource(desk_home, MICS).id] == 2
    assert resource(desk_home, "tim-teknis").id not in kept
    assert receive(desk_home, booked.id, ItemOrder(kit)).units_out == 0


def test_not_returned_is_still_taken_without_end(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    following = promise(desk_home, MICS, 6, span(9, 9, 12), borrower_institution="Kecamatan Misal")
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, 4))
    promise(desk_home, MICS, 8, span(10, 9, 12))  # expected back by then
    hours.at(8, 12.5)
    for day in (9, 10, 30):
        with pytest.raises(Clash, match=r"belum kembali dari Karang Taruna Contoh sejak Rab, 8 Apr 12\.00"):
            promise(desk_home, MICS, 5, span(day, 13, 15))
    assert late(desk_home) == [], "a refused act writes nothing"
    promise(desk_home, MICS, 4, span(30, 9, 12))
    assert late(desk_home) == [(4, office(8, 12), None)]
    (said,) = journal(desk_home, "outage.late")
    assert said.sentence == "4 Mikrofon belum kembali dari Karang Taruna Contoh sejak 8 April 2026 12.00"
    hours.at(8, 14)
    receive(desk_home, booked.id, ItemOrder(MICS, 3), at=office(8, 13))
    assert sorted(late(desk_home), key=lambda each: each[0]) == [
        (1, office(8, 12), None),
        (3, office(8, 12), office(8, 13)),
    ]
    receive(desk_home, booked.id, ItemOrder(MICS))
    assert [ends for _units, _starts, ends in late(desk_home)] != [None]
    assert all(ends is not None for _units, _starts, ends in late(desk_home))
    promise(desk_home, MICS, 2, span(9, 9, 12))
    assert following.id


def test_settling_writes_late_loans_down_once(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, 4))
    assert desk_home.database.write(lambda s: settle(s, desk_home.petugas)) == 0
    hours.at(8, 12)
    mics = resource(desk_home, MICS).id
    assert desk_home.database.read(lambda s: unwritten(s)) == {mics}
    assert desk_home.database.write(lambda s: settle(s, desk_home.petugas)) == 1
    assert desk_home.database.read(lambda s: unwritten(s)) == frozenset()
    assert desk_home.database.write(lambda s: settle(s, desk_home.petugas)) == 0
    assert late(desk_home) == [(4, office(8, 12), None)]


def test_a_late_loan_can_be_prolonged(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 8)
    hours.at(8, 9)
    version = lend(desk_home, booked.id, ItemOrder(MICS, 8)).version
    hours.at(8, 13)
    desk_home.database.write(lambda s: settle(s, desk_home.petugas))
    act(desk_home, move, MoveOrder(booked.id, version, span(8, 9, 15), MICS, 8))
    desk_home.database.write(lambda s: settle(s, desk_home.petugas))
    assert late(desk_home) == [(8, office(8, 12), office(8, 13))]
    hours.at(8, 15)
    desk_home.database.write(lambda s: settle(s, desk_home.petugas))
    assert late(desk_home)[1:] == [(8, office(8, 15), None)]


def test_what_is_out_of_a_booking_that_was_withdrawn_is_late(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    version = lend(desk_home, booked.id, ItemOrder(MICS, 4)).version
    hours.at(8, 10)
    act(desk_home, withdraw, ReasonOrder(booked.id, version, "acara batal"))
    (found,) = desk_home.database.read(lambda s: late_now(s))
    assert (found.quantity, found.starts_at, found.ends_at) == (4, office(8, 9), None)
    assert (found.holder, found.phone) == ("Karang Taruna Contoh", "+6281200000000")
    with pytest.raises(Clash, match="bebas 4 dari 8"):
        promise(desk_home, MICS, 5, span(9, 9, 12))


def test_broken_and_lost_become_outages_with_who_answers(desk_home: Home, hours: Hours) -> None:
    mic = unit(desk_home, MICS, "MIK-1")
    booked = promise(desk_home, MICS, 4)
    following = promise(desk_home, MICS, 7, span(9, 9, 12))
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, unit_id=mic), ItemOrder(MICS, 3))
    hours.at(8, 11)
    wish = coming(
        booked.id,
        ItemOrder(MICS, unit_id=mic, condition="RB", note="Jatuh dari panggung"),
        ItemOrder(MICS, 2, condition="HILANG"),
        ItemOrder(MICS, 1),
    )
    made = act(desk_home, take_back, wish)
    assert act(desk_home, take_back, wish).id == made.id
    assert ([each.booking_id for each in made.at_risk], made.units_out) == ([following.id], 0)
    assert [
        (each.kind, each.quantity, each.unit_id, each.booking_id) for each in rows(desk_home, Outage)
    ] == [
        ("broken", 1, mic, booked.id),
        ("lost", 2, None, booked.id),
    ]
    assert [(each.kind, each.person_name, each.what_happened) for each in rows(desk_home, Liability)] == [
        ("broken", "Ni Made Contoh", "Jatuh dari panggung"),
        ("lost", "Ni Made Contoh", "Hilang saat kembali"),
    ]
    assert desk_home.database.read(lambda s: s.get_one(ResourceUnit, mic).condition) == "RB"


def test_somebody_else_may_answer_for_it(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MIXER)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MIXER))
    receive(desk_home, booked.id, ItemOrder(MIXER, condition="HILANG"), liable=PersonOrder("I Komang Misal"))
    assert [each.person_name for each in rows(desk_home, Liability)] == ["I Komang Misal"]


NOT_BACK: tuple[tuple[tuple[ItemOrder, ...], dict[str, Any], str], ...] = (
    ((ItemOrder(MICS, 3),), {}, "yang dibawa pesanan ini hanya 2"),
    ((ItemOrder(MIXER),), {}, "yang dibawa pesanan ini hanya 0"),
    ((ItemOrder(MICS),), {"at": office(8, 8)}, "mendahului"),
    ((ItemOrder(MICS),), {"giver": SideOrder("")}, "Yang menyerahkan belum diisi"),
    ((), {}, "sedikitnya satu barang"),
)


def test_what_cannot_have_come_back_is_refused(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, 2))
    hours.at(8, 11)
    for items, facts, said in NOT_BACK:
        with pytest.raises(Refused, match=said):
            receive(desk_home, booked.id, *items, **facts)
    assert out(desk_home) == {booked.id: 2}


def test_a_vehicle_has_a_driver_a_licence_and_an_odometer(desk_home: Home, hours: Hours) -> None:
    car = ItemOrder("mobil-informasi")
    booked = promise(desk_home, "mobil-informasi")
    hours.at(8, 9)
    for trip, field in (
        (None, "trip.driver"),
        (TripOrder("", "A"), "trip.driver"),
        (TripOrder("I Ketut Umpama", ""), "trip.licence"),
        (TripOrder("I Ketut Umpama", "A", -1), "trip.odometer"),
    ):
        with pytest.raises(Refused) as refused:
            lend(desk_home, booked.id, car, trip=trip)
        assert refused.value.field == field
    lend(desk_home, booked.id, car, trip=TripOrder("I Ketut Umpama", "A", 41_250))
    with pytest.raises(Refused, match=r"Odometer kembali 41\.200 kurang dari waktu keluar, 41\.250"):
        receive(desk_home, booked.id, car, trip=TripOrder(odometer=41_200))
    receive(desk_home, booked.id, car, trip=TripOrder(odometer=41_300))
    assert [each.details for each in rows(desk_home, HandOver)] == [
        {"driver": "I Ketut Umpama", "licence": "A", "odometer_out": 41_250},
        {"odometer_in": 41_300},
    ]


def test_the_crew_takes_sets_up_takes_down_and_brings_back(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 2)
    hours.at(8, 9)
    place = PlaceOrder(key(), booked.id, CREW, BORROWER)
    with pytest.raises(Refused, match="belum diserahkan kepada Tim Teknis"):
        act(desk_home, install, place)
    lend(desk_home, booked.id, ItemOrder(MICS, 2), stage="to_crew", receiver=CREW)
    with pytest.raises(Refused, match="Pemasangannya belum dicatat"):
        act(desk_home, dismantle, PlaceOrder(key(), booked.id, BORROWER, CREW))
    made = act(desk_home, install, place)
    assert act(desk_home, install, place).id == made.id
    act(desk_home, dismantle, PlaceOrder(key(), booked.id, BORROWER, CREW))
    with pytest.raises(Refused, match="Pemasangannya belum dicatat"):
        act(desk_home, dismantle, PlaceOrder(key(), booked.id, BORROWER, CREW))
    assert out(desk_home) == {booked.id: 2}
    receive(desk_home, booked.id, ItemOrder(MICS, 2), giver=CREW)
    ways = [(each.direction, each.stage) for each in rows(desk_home, HandOver)]
    assert ways == [("out", "to_crew"), ("out", "installed"), ("in", "dismantled"), ("in", "to_crew")]
    assert [len(journal(desk_home, f"hand_over.{stage}")) for stage in ("installed", "dismantled")] == [1, 1]


def test_a_loan_that_no_standard_knows_is_marked(desk_home: Home, hours: Hours) -> None:
    alone, told = promise(desk_home, MICS), promise(desk_home, MICS)
    crew = promise(desk_home, MICS)
    hours.at(8, 9)
    assert lend(desk_home, alone.id, ItemOrder(MICS)).is_outside_service
    assert not lend(desk_home, told.id, ItemOrder(MICS), is_outside_service=False).is_outside_service
    assert not lend(desk_home, crew.id, ItemOrder(MICS), stage="to_crew").is_outside_service
    assert booking(desk_home, alone.id).is_outside_service
    assert journal(desk_home, "hand_over.out")[0].sentence.endswith("(bukan layanan SK)")


def test_a_wrong_hand_over_is_taken_back_by_another(desk_home: Home, hours: Hours) -> None:
    mic = unit(desk_home, MICS, "MIK-1")
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    wrong = lend(desk_home, booked.id, ItemOrder(MICS, unit_id=mic))
    for wish, said in (
        (UndoOrder(key(), wrong.id, " "), "Isi apa yang keliru"),
        (UndoOrder(key(), 99, "salah"), "tidak ditemukan"),
    ):
        with pytest.raises(Refused, match=said):
            act(desk_home, undo, wish)
    right = UndoOrder(key(), wrong.id, "salah unit")
    made = act(desk_home, undo, right)
    assert act(desk_home, undo, right) == made
    assert (made.units_out, out(desk_home)) == (0, {})
    with pytest.raises(Refused, match="sudah dibatalkan"):
        act(desk_home, undo, UndoOrder(key(), wrong.id, "lagi"))
    with pytest.raises(Refused, match="sudah dibatalkan"):
        act(desk_home, undo, UndoOrder(key(), made.id, "lagi"))
    assert [each.direction for each in rows(desk_home, HandOver)] == ["out", "in"]
    assert journal(desk_home, "hand_over.undo")[0].sentence.endswith("dibatalkan: salah unit")


def test_a_wrong_return_takes_its_losses_with_it(desk_home: Home, hours: Hours) -> None:
    mic = unit(desk_home, MICS, "MIK-1")
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    going_out = lend(desk_home, booked.id, ItemOrder(MICS, unit_id=mic), ItemOrder(MICS, 2))
    hours.at(8, 11)
    back = receive(
        desk_home,
        booked.id,
        ItemOrder(MICS, unit_id=mic, condition="RB"),
        ItemOrder(MICS, 1, condition="HILANG"),
    )
    with pytest.raises(Refused, match=r"hanya|tidak tercatat keluar"):
        act(desk_home, undo, UndoOrder(key(), going_out.id, "salah"))
    assert act(desk_home, undo, UndoOrder(key(), back.id, "orang lain")).units_out == 3
    assert all(each.ends_at is not None for each in rows(desk_home, Outage))
    assert [each.settlement for each in rows(desk_home, Liability)] == ["Keliru: orang lain"] * 2
    assert receive(desk_home, booked.id, ItemOrder(MICS, unit_id=mic), ItemOrder(MICS, 2)).units_out == 0


def test_the_count_on_the_booking_is_what_the_lines_say(desk_home: Home, hours: Hours) -> None:
    booked = promise(desk_home, MICS, 4)
    hours.at(8, 9)
    lend(desk_home, booked.id, ItemOrder(MICS, 4))
    receive(desk_home, booked.id, ItemOrder(MICS, 1))
    assert booking(desk_home, booked.id).units_out == sum(out(desk_home).values()) == 3
