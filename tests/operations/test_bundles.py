"""Hall, sound system, Zoom and crew in one act: all of them or none, together or one by one afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from homes import Home
from slots import NINE, office, order, span
from sqlalchemy import select
from stores import act, journal, key, promise

from desk import clock
from desk.errors import Refused
from desk.models import Booking, Occupancy
from desk.operations.bookings import ReasonOrder, SettleOrder, book, settle, withdraw
from desk.operations.bundles import (
    BundleBooked,
    BundleOrder,
    ConfirmBundleOrder,
    EndBundleOrder,
    Member,
    MoveBundleOrder,
    book_bundle,
    confirm_bundle,
    move_bundle,
    refuse_bundle,
    withdraw_bundle,
)
from desk.queries.bookings import Wish
from desk.queries.bundles import bundle_enquiry, bundle_members
from desk.rules.clashes import Clash
from desk.rules.spans import Span

WANTED = span(16, 9, 12)
KEYS = ("aula", "sound-system-kecil", "pool:zoom")


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def bundle(wanted: Span = WANTED, keys: tuple[str, ...] = KEYS, **facts: object) -> BundleOrder:
    return BundleOrder(key(), tuple(order(wanted, each, **facts) for each in keys))


def seen(home: Home, made: BundleBooked) -> tuple[Member, ...]:
    rows = home.database.read(lambda session: bundle_members(session, made.id))
    return tuple(Member(row.booking_id, row.version) for row in rows)


def states(home: Home, made: BundleBooked) -> set[str]:
    return {row.state for row in home.database.read(lambda session: bundle_members(session, made.id))}


def lines(home: Home) -> int:
    return len(home.database.read(lambda session: session.scalars(select(Occupancy.id)).all()))


def test_all_are_promised_in_one_act_and_a_free_account_is_picked(desk_home: Home) -> None:
    made = act(desk_home, book_bundle, bundle(head_count=150))
    assert [each.resource_key for each in made.booked] == ["aula", "sound-system-kecil", "zoom-2"]
    assert len({each.hold_until for each in made.booked}) == 1
    assert lines(desk_home) == 2 + 7 + 1
    (line,) = journal(desk_home, "bundle.book")
    assert line.sentence == "Paket dipesan: Aula, Paket Sound System Kecil, Zoom 2"


def test_one_that_cannot_be_lets_none_be_and_all_are_free_at_what_is_offered(desk_home: Home) -> None:
    promise(desk_home, "mixer", 2, span(16, 8, 10))
    before = lines(desk_home)
    wish = bundle()
    asked = [Wish(each.resource_key, WANTED) for each in wish.members]
    answer = desk_home.database.read(lambda session: bundle_enquiry(session, asked))
    assert [each.is_free for each in answer.members] == [True, False, True]
    with pytest.raises(Clash) as refused:
        act(desk_home, book_bundle, wish)
    assert lines(desk_home) == before
    assert refused.value.free == answer.free
    assert len(answer.free) == 3
    for free in answer.free:
        made = act(desk_home, book_bundle, bundle(free))
        act(desk_home, withdraw_bundle, EndBundleOrder(made.id, seen(desk_home, made), "coba"))


def test_members_that_share_parts_are_counted_together(desk_home: Home) -> None:
    keys = ("sound-system-kecil", "sound-system-besar")  # 2 + 2 of 2 active speakers
    asked = [Wish(each, WANTED) for each in keys]
    answer = desk_home.database.read(lambda session: bundle_enquiry(session, asked))
    assert all(each.is_free for each in answer.members)
    assert (answer.is_free, answer.free) == (False, ())
    with pytest.raises(Clash):
        act(desk_home, book_bundle, bundle(keys=keys))
    evening = [Wish(each, span(16, 19, 21)) for each in ("aula", "zoom-1")]
    assert desk_home.database.read(lambda session: bundle_enquiry(session, evening)).is_free


def test_the_same_form_saved_twice_is_one_bundle(desk_home: Home) -> None:
    wish = bundle()
    assert act(desk_home, book_bundle, wish).id == act(desk_home, book_bundle, wish).id
    assert lines(desk_home) == 2 + 7 + 1


def test_confirmed_moved_and_withdrawn_as_one(desk_home: Home) -> None:
    made = act(desk_home, book_bundle, bundle())
    members = seen(desk_home, made)
    for _twice in range(2):
        act(desk_home, confirm_bundle, ConfirmBundleOrder(made.id, members))
    assert states(desk_home, made) == {"confirmed"}
    moved = MoveBundleOrder(made.id, seen(desk_home, made), WANTED.starts_at + timedelta(minutes=30))
    for _twice in range(2):
        act(desk_home, move_bundle, moved)
    rows = desk_home.database.read(lambda session: bundle_members(session, made.id))
    assert {row.span for row in rows} == {Span(office(16, 9.5), office(16, 12.5))}
    assert states(desk_home, made) == {"confirmed"}
    with pytest.raises(Refused, match="diubah orang lain"):
        act(desk_home, withdraw_bundle, EndBundleOrder(made.id, members, "batal"))
    act(desk_home, withdraw_bundle, EndBundleOrder(made.id, seen(desk_home, made), "batal"))
    assert (states(desk_home, made), lines(desk_home)) == ({"withdrawn"}, 0)


def test_a_bundle_moves_whole_or_stays(desk_home: Home) -> None:
    made = act(desk_home, book_bundle, bundle())
    promise(desk_home, "zoom-1", 1, span(17, 9, 10))
    before = lines(desk_home)
    wish = MoveBundleOrder(made.id, seen(desk_home, made), office(17, 9))
    with pytest.raises(Clash) as refused:
        act(desk_home, move_bundle, wish)
    assert lines(desk_home) == before
    assert len(refused.value.free) == 3
    act(desk_home, move_bundle, replace(wish, starts_at=refused.value.free[0].starts_at))


def test_refused_by_the_custodian_and_one_member_alone(desk_home: Home) -> None:
    made = act(desk_home, book_bundle, bundle())
    act(desk_home, withdraw, ReasonOrder(made.booked[2].id, 1, "tanpa daring"))
    left = tuple(each for each in seen(desk_home, made) if each.booking_id != made.booked[2].id)
    act(desk_home, refuse_bundle, EndBundleOrder(made.id, left, "dipakai"))
    assert states(desk_home, made) == {"refused", "withdrawn"}
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, refuse_bundle, EndBundleOrder(made.id, left, "dipakai"), desk_home.petugas)


def test_a_hold_runs_out_for_all_at_once(desk_home: Home) -> None:
    wish = bundle()
    late = replace(wish.members[2], span=span(16, 10, 11))
    made = act(desk_home, book_bundle, replace(wish, members=(*wish.members[:2], late)))
    clock.run_by(lambda: office(7, 16.5))
    act(desk_home, settle, SettleOrder())
    assert (states(desk_home, made), lines(desk_home)) == ({"expired"}, 0)


def test_what_is_no_bundle_is_refused(desk_home: Home) -> None:
    with pytest.raises(Refused) as refused:
        act(desk_home, book_bundle, BundleOrder(key(), ()))
    assert refused.value.field == "members"
    with pytest.raises(Refused, match="tidak ditemukan"):
        act(desk_home, confirm_bundle, ConfirmBundleOrder(9, ()))
    alone = act(desk_home, book, order(span(8, 9, 10), "videotron"))
    made = act(desk_home, book_bundle, bundle())
    with pytest.raises(Refused, match="bukan bagian dari paket"):
        act(desk_home, confirm_bundle, ConfirmBundleOrder(made.id, (Member(alone.id, 1),)))


@pytest.mark.parametrize(
    ("people", "picked"),
    [(50, "zoom-1"), (100, "zoom-1"), (101, "zoom-2"), (None, "zoom-1"), (5000, "zoom-2")],
)
def test_the_smallest_account_that_seats_them_is_picked(
    desk_home: Home, people: int | None, picked: str
) -> None:
    assert act(desk_home, book, order(WANTED, "pool:zoom", head_count=people)).resource_key == picked


def test_the_next_account_is_picked_and_a_full_pool_says_who_has_the_best(desk_home: Home) -> None:
    first = act(desk_home, book, order(WANTED, "pool:zoom"))
    second = act(desk_home, book, order(WANTED, "pool:zoom"))
    assert [first.resource_key, second.resource_key] == ["zoom-1", "zoom-2"]
    with pytest.raises(Clash) as refused:
        act(desk_home, book, order(WANTED, "pool:zoom"))
    assert refused.value.sentence.startswith("Semua 2 pilihan terpakai. Zoom 1 sudah dipesan sementara")
    with pytest.raises(Refused, match="Tidak ada kelompok"):
        act(desk_home, book, order(WANTED, "pool:kuda"))


def test_details_are_kept_and_secrets_are_not(desk_home: Home) -> None:
    facts = {"details": {"participants": "80", "is_closed": True}, "is_outside_service": True}
    booked = act(desk_home, book, order(WANTED, "zoom-1", **facts))
    kept = desk_home.database.read(lambda session: session.get_one(Booking, booked.id))
    assert kept.details == {"participants": 80, "is_closed": True}
    assert kept.is_outside_service
    with pytest.raises(Refused) as refused:
        act(desk_home, book, order(WANTED, "zoom-2", details={"meeting_id": "123 sandi: rahasia"}))
    assert refused.value.field == "details.meeting_id"
