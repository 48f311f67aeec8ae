"""Series: every free date is booked, the others are skipped with their sentence, each stands for itself."""

from __future__ import annotations

from datetime import date

import pytest
from homes import Home
from slots import NINE, order, span
from sqlalchemy import select
from stores import act, journal, key

from desk import clock
from desk.errors import Refused
from desk.models import Booking
from desk.operations.bookings import MoveOrder, ReasonOrder, book, move, withdraw
from desk.operations.series import (
    ConfirmSeriesOrder,
    RestOrder,
    SeriesBooked,
    SeriesOrder,
    book_series,
    confirm_series,
    withdraw_rest,
)
from desk.queries.bookings import Wish
from desk.queries.series import preview, series_of
from desk.rules.clashes import Clash
from desk.rules.series import Rhythm


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


WEEKLY = Rhythm("weekly", count=4)


def weekly(home: Home, rhythm: Rhythm = WEEKLY, **facts: object) -> SeriesBooked:
    """Wednesdays from the 8th of April, 09.00–12.00."""
    wish = SeriesOrder(key(), order(span(8, 9, 12), "aula-a", **facts), rhythm)
    return act(home, book_series, wish)  # type: ignore[no-any-return]


def states(home: Home, booked: SeriesBooked) -> list[str]:
    found = select(Booking.state).where(Booking.series_id == booked.id).order_by(Booking.starts_at)
    return list(home.database.read(lambda session: session.scalars(found).all()))


def test_clashing_dates_are_skipped_and_listed(desk_home: Home) -> None:
    act(desk_home, book, order(span(15, 10, 11)))
    seen = desk_home.database.read(lambda session: preview(session, Wish("aula-a", span(8, 9, 12)), WEEKLY))
    assert [row.is_free for row in seen] == [True, False, True, True]
    made = weekly(desk_home)
    assert len(made.booked) == 3
    (skipped,) = made.skipped
    assert skipped.span == span(15, 9, 12)
    assert skipped.sentence == seen[1].sentence
    assert skipped.sentence.startswith("Aula A tidak bebas: Aula sudah dipesan")
    (line,) = journal(desk_home, "series.book")
    assert line.sentence == "Rangkaian Aula A: 3 tanggal dipesan, 1 dilewati"
    kept = desk_home.database.read(lambda session: series_of(session, made.booked[0].id))
    assert kept is not None
    assert [row.state for row in kept.dates] == ["tentative", "", "tentative", "tentative"]
    assert (kept.rhythm, kept.standing, kept.dates[1].sentence) == ("weekly", 3, skipped.sentence)


def test_the_same_form_saved_twice_is_one_series(desk_home: Home) -> None:
    wish = SeriesOrder(key(), order(span(8, 9, 12)), WEEKLY)
    first, second = act(desk_home, book_series, wish), act(desk_home, book_series, wish)
    assert [each.id for each in first.booked] == [each.id for each in second.booked]
    count = desk_home.database.read(lambda session: len(session.scalars(select(Booking)).all()))
    assert count == 4


def test_one_date_is_moved_and_one_withdrawn_without_harm_to_the_rest(desk_home: Home) -> None:
    made = weekly(desk_home, is_confirmed=True)
    first, second = made.booked[0].id, made.booked[1].id
    act(desk_home, move, MoveOrder(first, 1, span(9, 9, 12), "aula-b"))
    act(desk_home, withdraw, ReasonOrder(second, 1, "libur"))
    assert states(desk_home, made) == ["confirmed", "withdrawn", "confirmed", "confirmed"]


def test_the_rest_is_withdrawn_from_one_date_on(desk_home: Home) -> None:
    made = weekly(desk_home)
    assert act(desk_home, withdraw_rest, RestOrder(made.booked[2].id, "selesai")) == 2
    assert states(desk_home, made) == ["tentative", "tentative", "withdrawn", "withdrawn"]
    assert act(desk_home, withdraw_rest, RestOrder(made.booked[2].id, "selesai")) == 0
    with pytest.raises(Refused) as refused:
        act(desk_home, withdraw_rest, RestOrder(made.booked[0].id, " "))
    assert refused.value.field == "reason"


def test_all_dates_are_confirmed_in_one_act(desk_home: Home) -> None:
    made = weekly(desk_home)
    assert act(desk_home, confirm_series, ConfirmSeriesOrder(made.booked[1].id)) == ()
    assert set(states(desk_home, made)) == {"confirmed"}
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, confirm_series, ConfirmSeriesOrder(made.booked[1].id), desk_home.petugas)


def test_a_series_of_which_nothing_is_free_is_refused_whole(desk_home: Home) -> None:
    act(desk_home, book, order(span(8, 9, 12)))
    act(desk_home, book, order(span(9, 9, 12)))
    with pytest.raises(Clash):
        weekly(desk_home, Rhythm("daily", until=date(2026, 4, 9)))
    count = desk_home.database.read(lambda session: len(session.scalars(select(Booking)).all()))
    assert count == 2


def test_a_booking_alone_is_no_series(desk_home: Home) -> None:
    booked = act(desk_home, book, order(span(8, 9, 12)))
    assert desk_home.database.read(lambda session: series_of(session, booked.id)) is None
    with pytest.raises(Refused, match="bukan bagian dari rangkaian"):
        act(desk_home, withdraw_rest, RestOrder(booked.id, "selesai"))
