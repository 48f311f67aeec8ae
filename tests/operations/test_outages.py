"""Losses and defects are written down whatever is promised; who answers for them, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, office, span
from sqlalchemy import select
from stores import act, gone, journal, promise, resource, unit

from desk import clock
from desk.errors import Refused
from desk.models import Liability, Outage, ResourceUnit
from desk.operations.outages import (
    EndOrder,
    PersonOrder,
    SettleOrder,
    WriteOffOrder,
    end,
    record,
    settle_liability,
    write_off,
)
from desk.rules.clashes import Clash, chip

SOMEBODY = PersonOrder("Ni Made Contoh", "0812-0000-0000", "Karang Taruna Contoh")


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE + timedelta(seconds=27))
    yield
    clock.run_by(None)


def outages(home: Home) -> list[Outage]:
    return home.database.read(lambda session: list(session.scalars(select(Outage).order_by(Outage.id))))


def test_a_loss_is_recorded_over_promises_and_names_whom_it_concerns(desk_home: Home) -> None:
    first = promise(desk_home, "mikrofon", 6)
    second = promise(desk_home, "mikrofon", 2, borrower_institution="Kecamatan Misal")
    promise(desk_home, "mikrofon", 7, span(9, 9, 12))
    wish = gone("mikrofon", quantity=1, person=SOMEBODY)
    recorded = act(desk_home, record, wish)
    assert [each.booking_id for each in recorded.at_risk] == [first.id, second.id]
    again = act(desk_home, record, wish)
    assert (again.id, again.liability_id) == (recorded.id, recorded.liability_id)
    (liability,) = desk_home.database.read(lambda session: list(session.scalars(select(Liability))))
    assert (liability.person_name, liability.person_phone) == ("Ni Made Contoh", "+6281200000000")
    assert (liability.kind, liability.quantity, liability.what_happened) == ("lost", 1, "Contoh kejadian")
    assert [line.sentence for line in journal(desk_home, "outage.record")] == [
        "1 Mikrofon hilang: Contoh kejadian"
    ]
    assert len(journal(desk_home, "liability.open")) == 1
    assert resource(desk_home, "mikrofon").stock == 8, "a loss is not yet off the books"


def test_a_planned_maintenance_concerns_only_its_own_days(desk_home: Home) -> None:
    before = promise(desk_home, "videotron", wanted=span(7, 9, 12))
    during = promise(desk_home, "videotron", wanted=span(8, 9, 12))
    whole_day = span(8, 8, 17)
    wish = gone("videotron", "maintenance", starts_at=whole_day.starts_at, ends_at=whole_day.ends_at)
    assert [each.booking_id for each in act(desk_home, record, wish).at_risk] == [during.id]
    assert before.id != during.id


def test_found_again_in_two_steps(desk_home: Home) -> None:
    recorded = act(desk_home, record, gone("mikrofon", quantity=3))
    clock.run_by(lambda: office(7, 10))
    for _twice in range(2):
        act(desk_home, end, EndOrder("found-1", recorded.id, 1))
    assert [(row.quantity, row.ends_at) for row in outages(desk_home)] == [(2, None), (1, office(7, 10))]
    act(desk_home, end, EndOrder("found-2", recorded.id))
    act(desk_home, end, EndOrder("found-3", recorded.id))
    assert [row.ends_at for row in outages(desk_home)] == [office(7, 10)] * 2
    assert [line.sentence for line in journal(desk_home, "outage.end")] == [
        "1 Mikrofon ditemukan",
        "2 Mikrofon ditemukan",
    ]


def test_a_unit_is_out_of_order_once_and_comes_back_in_a_condition(desk_home: Home) -> None:
    made = unit(desk_home, "speaker-aktif", "SPK-01")
    late = office(8, 9)
    plan = gone("speaker-aktif", "maintenance", unit_id=made, starts_at=late, ends_at=office(8, 17))
    act(desk_home, record, plan)
    broken = act(desk_home, record, gone("speaker-aktif", "broken", unit_id=made))
    with pytest.raises(Refused, match="SPK-01 sudah tercatat rusak") as refused:
        act(desk_home, record, gone("speaker-aktif", "broken", unit_id=made))
    assert refused.value.field == "unit_id"
    assert [(row.kind, row.ends_at) for row in outages(desk_home)] == [
        ("maintenance", late),
        ("broken", None),
    ]
    condition = select(ResourceUnit.condition)
    assert desk_home.database.read(lambda session: session.scalar(condition)) == "RB"
    act(desk_home, end, EndOrder("repaired", broken.id, condition="KB"))
    assert desk_home.database.read(lambda session: session.scalar(condition)) == "KB"


def test_what_is_lost_for_good_leaves_the_books_unless_promised(desk_home: Home) -> None:
    promise(desk_home, "mikrofon", 7)
    recorded = act(desk_home, record, gone("mikrofon", quantity=2))
    with pytest.raises(Refused, match="7 sudah dijanjikan"):
        act(desk_home, write_off, WriteOffOrder(recorded.id, "Tidak ditemukan"))
    clock.run_by(lambda: office(9))
    for _twice in range(2):
        act(desk_home, write_off, WriteOffOrder(recorded.id, "Tidak ditemukan"))
    assert resource(desk_home, "mikrofon").stock == 6
    assert outages(desk_home)[0].ends_at == office(9)
    assert len(journal(desk_home, "outage.write_off")) == 1


def test_a_unit_lost_for_good_is_retired(desk_home: Home) -> None:
    made = unit(desk_home, "mixer", "MIX-01")
    recorded = act(desk_home, record, gone("mixer", unit_id=made))
    act(desk_home, write_off, WriteOffOrder(recorded.id, "Tidak ditemukan"))
    assert resource(desk_home, "mixer").stock == 1
    assert [line.noun_id for line in journal(desk_home, "unit.retire")] == [made]


def test_a_liability_is_settled_once(desk_home: Home) -> None:
    recorded = act(desk_home, record, gone("mikrofon", person=SOMEBODY))
    wish = SettleOrder(recorded.liability_id, "Diganti barang yang sama")
    for _twice in range(2):
        act(desk_home, settle_liability, wish)
    (line,) = journal(desk_home, "liability.settle")
    assert line.sentence == "Tanggungan Ni Made Contoh diselesaikan: Diganti barang yang sama"
    for wrong, words in (
        (SettleOrder(recorded.liability_id, "Dibayar"), "sudah diselesaikan"),
        (SettleOrder(recorded.liability_id, " "), "Isi bagaimana"),
        (SettleOrder(99, "Dibayar"), "tidak ditemukan"),
    ):
        with pytest.raises(Refused, match=words):
            act(desk_home, settle_liability, wrong)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (gone("mikrofon", "late"), "kind"),
        (gone("mikrofon", reason=" "), "reason"),
        (gone("mikrofon", quantity=0), "quantity"),
        (gone("mikrofon", quantity=9), "quantity"),
        (gone("mikrofon", unit_id=77), "unit_id"),
        (gone("mikrofon", "maintenance"), "ends_at"),
        (gone("mikrofon", ends_at=office(5)), "ends_at"),
        (gone("sound-system-kecil"), "resource_key"),
        (gone("mikrofon", person=PersonOrder(" ")), "person"),
        (gone("mikrofon", person=PersonOrder("I Made Misal", "dua")), "phone"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(desk_home: Home, wish: object, field: str) -> None:
    with pytest.raises(Refused) as refused:
        act(desk_home, record, wish)
    assert refused.value.field == field
    assert outages(desk_home) == []


def test_what_cannot_end_is_refused(desk_home: Home) -> None:
    recorded = act(desk_home, record, gone("mikrofon", quantity=2))
    with pytest.raises(Refused, match="antara 1 dan 2"):
        act(desk_home, end, EndOrder("x", recorded.id, 3))
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, end, EndOrder("x", 99))
    until = gone("videotron", "maintenance", ends_at=office(8))
    planned = act(desk_home, record, until)
    with pytest.raises(Refused, match="hilang atau rusak"):
        act(desk_home, write_off, WriteOffOrder(planned.id, "x"))


def test_only_who_keeps_the_stock(desk_home: Home) -> None:
    wishes = (
        (record, gone("mikrofon")),
        (end, EndOrder("x", 1)),
        (write_off, WriteOffOrder(1, "x")),
        (settle_liability, SettleOrder(1, "x")),
    )
    for operation, wish in wishes:
        with pytest.raises(Refused, match="berwenang"):
            act(desk_home, operation, wish, desk_home.petugas)


def test_what_is_out_of_order_is_not_promised_again(desk_home: Home) -> None:
    act(desk_home, record, gone("mikrofon", "lost", quantity=5))
    act(desk_home, record, gone("mixer", "broken", quantity=2))
    repair = gone("receiver", "maintenance", quantity=2, starts_at=office(8, 8), ends_at=office(9, 8))
    act(desk_home, record, repair)
    promise(desk_home, "mikrofon", 3)
    with pytest.raises(
        Clash, match=r"^Mikrofon hanya bebas 0 dari 8: dipesan .* Tidak tersedia: 5 hilang\. "
    ):
        promise(desk_home, "mikrofon")
    with pytest.raises(Clash) as clash:
        promise(desk_home, "mixer")
    assert clash.value.sentence == "Audio Mixer hanya bebas 0 dari 2: 2 rusak."
    assert (chip(clash.value.obstacle), clash.value.free) == ("tidak tersedia", ())
    with pytest.raises(Clash, match=r"bebas 0 dari 2: 2 pemeliharaan sampai Kam, 9 Apr 08\.00") as clash:
        promise(desk_home, "receiver")
    assert min(each.starts_at for each in clash.value.free) < office(8, 8)
    assert max(each.starts_at for each in clash.value.free) >= office(9, 8)
    promise(desk_home, "receiver", 2, span(9, 9, 12))
