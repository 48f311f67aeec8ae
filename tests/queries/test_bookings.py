"""The calendar's bars, the answer while typing, and what waits for the custodian."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span

from desk import clock
from desk.errors import Refused
from desk.operations.bookings import Booked, BookingOrder, ReasonOrder, book, withdraw
from desk.operations.resources import ClosureOrder, LiftOrder, close, lift
from desk.queries.bookings import (
    Wish,
    awaiting_confirmation,
    booking_detail,
    bookings_between,
    enquiry,
)
from desk.queries.resources import closures_between, resource_rows
from desk.queries.risks import bookings_at_risk
from desk.queries.working_days import day_rows
from desk.rules.spans import Span

WEEK = (date(2026, 4, 6), date(2026, 4, 12))


@pytest.fixture(autouse=True)
def at_nine() -> Iterator[None]:
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def make(home: Home, order: BookingOrder) -> Booked:
    return home.database.write(lambda session: book(session, order, home.admin))


def shut(home: Home, key: str, wanted: Span) -> int:
    closing = ClosureOrder(key, key, wanted, "Pengecatan")
    return home.database.write(lambda session: close(session, closing, home.pemegang)).id


def bars(home: Home) -> list[tuple[str, str, bool]]:
    names = {row.id: row.key for row in home.database.read(resource_rows)}
    rows = home.database.read(lambda session: bookings_between(session, *WEEK))
    return [(names[row.resource_id], row.resource_name, row.is_through) for row in rows]


def test_a_whole_shows_on_its_parts_and_a_part_on_its_whole(desk_home: Home) -> None:
    make(desk_home, order(span(8, 9, 10)))
    assert bars(desk_home) == [("aula", "Aula", False), ("aula-a", "Aula", True), ("aula-b", "Aula", True)]
    make(desk_home, order(span(9, 9, 10), "aula-b"))
    assert bars(desk_home)[3:] == [("aula", "Aula B", True), ("aula-b", "Aula B", False)]


def test_bars_carry_buffers_state_and_risk(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 9, 10)))
    (row, *_others) = desk_home.database.read(lambda session: bookings_between(session, *WEEK))
    assert (row.span, row.taken) == (span(8, 9, 10), Span(office(8, 8 + 2 / 3), office(8, 10 + 1 / 3)))
    assert (row.state, row.holder, row.is_at_risk) == ("tentative", "Karang Taruna Contoh", False)
    closure = shut(desk_home, "aula-a", span(8, 7, 17))
    (row, *_others) = desk_home.database.read(lambda session: bookings_between(session, *WEEK))
    assert row.is_at_risk
    (risk,) = desk_home.database.read(bookings_at_risk)
    assert (risk.id, risk.contact, risk.cause) == (
        booked.id,
        "Ni Made Contoh, 0812-0000-0000",
        "Aula A ditutup: Pengecatan",
    )
    desk_home.database.write(lambda session: lift(session, LiftOrder(closure), desk_home.pemegang))
    assert desk_home.database.read(bookings_at_risk) == ()


def test_what_no_longer_stands_is_not_shown_settled_or_not(desk_home: Home) -> None:
    gone = make(desk_home, order(span(8, 9, 10)))
    desk_home.database.write(
        lambda session: withdraw(session, ReasonOrder(gone.id, 1, "batal"), desk_home.petugas)
    )
    held = make(desk_home, order(span(9, 9, 10), "zoom-1"))
    clock.run_by(lambda: office(7, 16.5))  # the very minute it runs out, as operations count it
    assert bars(desk_home) == []
    assert ask(desk_home, Wish("zoom-1", span(9, 9, 10))).is_free  # type: ignore[attr-defined]
    detail = desk_home.database.read(lambda session: booking_detail(session, held.id))
    assert detail is not None
    assert (detail.state, detail.is_standing) == ("expired", False)
    assert desk_home.database.read(awaiting_confirmation) == ()


def test_a_booking_over_the_edge_of_the_week_is_shown(desk_home: Home) -> None:
    make(desk_home, order(Span(office(12, 22), office(12, 22) + timedelta(hours=5)), "videotron"))
    make(desk_home, order(Span(office(13, 0), office(13, 5)), "zoom-1"))
    assert bars(desk_home) == [("videotron", "Videotron", False)]


def ask(home: Home, wish: Wish) -> object:
    return home.database.read(lambda session: enquiry(session, wish))


def test_an_enquiry_binds_nobody_and_says_what_booking_would(desk_home: Home) -> None:
    booked = make(desk_home, order(span(9, 10, 12), is_confirmed=True))
    free = ask(desk_home, Wish("aula", span(9, 13, 15), head_count=300))
    assert (free.is_free, free.chip, free.sentence) == (True, "", "")  # type: ignore[attr-defined]
    assert free.warnings == ("Aula memuat 120 orang; diperkirakan 300.",)  # type: ignore[attr-defined]
    taken = ask(desk_home, Wish("aula", span(9, 9, 11)))
    assert taken.chip == "benturan 09.40–12.20"  # type: ignore[attr-defined]
    with pytest.raises(Refused) as refused:
        make(desk_home, order(span(9, 9, 11)))
    assert taken.sentence == refused.value.sentence  # type: ignore[attr-defined]
    assert tuple(row.span for row in taken.free) == refused.value.free  # type: ignore[attr-defined]
    # the nearest time the day before carries its warning
    assert any("Pagerwesi" in said for row in taken.free for said in row.warnings) or len(taken.free) == 3  # type: ignore[attr-defined]
    assert ask(desk_home, Wish("aula", span(9, 10.5, 12.5), besides=booked.id)).is_free  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="sudah lewat"):
        ask(desk_home, Wish("aula", span(6, 7, 8)))


def test_a_detail_says_who_decided_and_what_is_in_the_way(desk_home: Home) -> None:
    booked = make(desk_home, order(span(8, 10, 12), is_confirmed=True))
    detail = desk_home.database.read(lambda session: booking_detail(session, booked.id))
    assert detail is not None
    assert (detail.state, detail.booked_by, detail.decided_by) == (
        "confirmed",
        desk_home.admin.name,
        desk_home.admin.name,
    )
    assert (detail.clash, detail.code, detail.version) == (None, booked.code, 1)
    assert detail.warnings == ("Rabu, 8 April 2026: Pagerwesi (dispensasi, belum dikonfirmasi).",)
    shut(desk_home, "aula", span(8, 7, 17))
    detail = desk_home.database.read(lambda session: booking_detail(session, booked.id))
    assert detail is not None
    assert detail.clash == "Aula ditutup Rabu, 8 April 07.00–17.00: Pengecatan."
    assert desk_home.database.read(lambda session: booking_detail(session, 987)) is None


def test_what_awaits_confirmation_comes_soonest_first_with_what_is_in_its_way(desk_home: Home) -> None:
    later = desk_home.database.write(lambda session: book(session, order(span(16, 9, 10)), desk_home.petugas))
    sooner = desk_home.database.write(
        lambda session: book(session, order(span(6, 13, 14), "zoom-1"), desk_home.petugas)
    )
    shut(desk_home, "aula-b", span(16, 7, 17))
    rows = desk_home.database.read(awaiting_confirmation)
    assert [row.id for row in rows] == [sooner.id, later.id]
    assert rows[0].clash is None
    assert rows[1].clash == "Aula B ditutup Kamis, 16 April 07.00–17.00: Pengecatan."


def test_resources_come_in_the_offices_order_with_their_parts(desk_home: Home) -> None:
    rows = desk_home.database.read(resource_rows)
    assert [row.key for row in rows][:4] == ["aula", "aula-a", "aula-b", "zoom-1"]
    assert (rows[0].part_names, rows[0].is_leaf, rows[1].whole_name) == (("Aula A", "Aula B"), False, "Aula")


def test_a_closure_names_all_it_closes(desk_home: Home) -> None:
    shut(desk_home, "aula-a", span(12, 7, 17))
    shut(desk_home, "zoom-1", span(13, 7, 17))
    names = {row.id: row.key for row in desk_home.database.read(resource_rows)}
    (row,) = desk_home.database.read(lambda session: closures_between(session, *WEEK))
    assert {names[each] for each in row.resource_ids} == {"aula", "aula-a"}
    assert row.saved_by == desk_home.pemegang.name


def test_days_know_why_they_are_off(desk_home: Home) -> None:
    rows = {row.day.day: row for row in desk_home.database.read(lambda session: day_rows(session, *WEEK))}
    assert (rows[6].balinese, rows[6].off, rows[6].closes) == ("Soma Pon · Sinta", None, time(16, 30))
    assert (rows[8].holy_day, rows[8].is_confirmed, rows[8].off) == ("Pagerwesi", False, None)
    assert rows[11].off == "Sabtu"
    assert rows[11].opens is None
    (good_friday,) = desk_home.database.read(
        lambda session: day_rows(session, date(2026, 4, 3), date(2026, 4, 3))
    )
    assert good_friday.off == "Wafat Yesus Kristus"
