"""An official event takes a promised slot only with the written order, and leaves a trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from homes import Home
from slots import NINE, order, span
from sqlalchemy import select
from stores import act, journal, promise

from desk import clock
from desk.errors import Refused
from desk.models import Booking, Occupancy
from desk.operations.bookings import RestoreOrder, book, restore
from desk.operations.bundles import Member
from desk.operations.displacements import DisplaceOrder, displace
from desk.operations.waiting import WaitOrder, wait
from desk.queries.attachments import attachment_rows
from desk.queries.bookings import Wish
from desk.queries.displacements import displacements_of, in_the_way
from desk.rules.clashes import Clash

WANTED = span(16, 9, 12)
PDF = b"%PDF-1.4\n% surat perintah contoh\n%%EOF\n"


@pytest.fixture(autouse=True)
def at_nine() -> object:
    """Monday, 6 April 2026, 09.00 WITA."""
    clock.run_by(lambda: NINE)
    yield
    clock.run_by(None)


def written(*displaced: Member, **facts: Any) -> DisplaceOrder:
    wish = order(WANTED, "aula", borrower_name="Bagian Protokol Contoh", purpose="Rapat Bupati")
    order_ = DisplaceOrder(
        booking=wish,
        displaced=displaced,
        order_number="800/123/Diskominfo",
        order_on=date(2026, 4, 6),
        signed_by="I Gede Umpama, Kepala Dinas",
        reason="Kunjungan kerja",
        attachment_name="perintah.pdf",
        attachment_content=PDF,
    )
    return replace(order_, **facts)


def state(home: Home, booking_id: int) -> str:
    return home.database.read(lambda session: session.get_one(Booking, booking_id)).state


def test_the_promise_gives_way_with_trail_and_notice(desk_home: Home) -> None:
    part = promise(desk_home, "aula-b", 1, span(16, 11, 13))
    other = act(desk_home, book, order(span(16, 8, 9), "aula-a"))
    rows = desk_home.database.read(lambda session: in_the_way(session, Wish("aula", WANTED)))
    assert [row.booking_id for row in rows] == [other.id, part.id]
    wish = written(*(Member(row.booking_id, row.version) for row in rows))
    done = act(desk_home, displace, wish)
    assert act(desk_home, displace, wish) == done  # the answer was lost
    assert (done.booked.state, len(done.displacement_ids)) == ("confirmed", 2)
    assert {state(desk_home, each) for each in (part.id, other.id)} == {"displaced"}
    lines = desk_home.database.read(lambda session: session.scalars(select(Occupancy.booking_id)).all())
    assert set(lines) == {done.booked.id}
    (notice,) = desk_home.database.read(lambda session: displacements_of(session, part.id))
    assert (notice.order_number, notice.signed_by) == ("800/123/Diskominfo", "I Gede Umpama, Kepala Dinas")
    assert (notice.by_purpose, notice.by_span, notice.contact) == (
        "Rapat Bupati",
        WANTED,
        "Ni Made Contoh, 0812-0000-0000",
    )
    assert len(notice.alternatives) == 3
    files = desk_home.database.read(
        lambda session: attachment_rows(
            session, noun="displacement", noun_id=notice.id, actor=desk_home.pemegang
        )
    )
    assert [(file.purpose, file.name) for file in files] == [("written_order", "perintah.pdf")]
    (line, _other) = journal(desk_home, "booking.displace")
    assert line.sentence.endswith("digeser acara resmi: Kunjungan kerja")
    assert len(journal(desk_home, "displacement.displace")) == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"attachment_content": b""}, "attachment"),
        ({"order_number": " "}, "order_number"),
        ({"order_on": date(2026, 4, 7)}, "order_on"),
        ({"signed_by": ""}, "signed_by"),
        ({"reason": ""}, "reason"),
        ({"displaced": ()}, "displaced"),
    ],
)
def test_without_the_whole_order_nobody_gives_way(desk_home: Home, facts: dict[str, Any], field: str) -> None:
    held = promise(desk_home, "aula", 1, WANTED)
    with pytest.raises(Refused) as refused:
        act(desk_home, displace, written(Member(held.id, 1), **facts))
    assert refused.value.field == field
    assert state(desk_home, held.id) == "confirmed"


def test_only_who_may_and_only_what_stands_in_the_way_as_it_was_seen(desk_home: Home) -> None:
    held = promise(desk_home, "aula", 1, WANTED)
    far = promise(desk_home, "aula", 1, span(16, 14, 15))
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, displace, written(Member(held.id, 1)), desk_home.petugas)
    with pytest.raises(Refused, match="tidak menghalangi"):
        act(desk_home, displace, written(Member(held.id, 1), Member(far.id, 1)))
    with pytest.raises(Refused, match="diubah orang lain"):
        act(desk_home, displace, written(Member(held.id, 7)))
    other = promise(desk_home, "aula", 1, span(16, 7, 8))
    longer = replace(written(Member(held.id, 1)).booking, span=span(16, 7, 12))
    with pytest.raises(Clash):
        act(desk_home, displace, written(Member(held.id, 1), booking=longer))
    assert {state(desk_home, each.id) for each in (held, far, other)} == {"confirmed"}


def test_what_else_gets_free_is_handed_on_and_the_displaced_may_be_brought_back(desk_home: Home) -> None:
    held = promise(desk_home, "aula", 1, WANTED)
    act(desk_home, wait, WaitOrder(order(WANTED, "aula-b")))
    half = replace(written(Member(held.id, 1)).booking, resource_key="aula-a", head_count=10)
    act(desk_home, displace, written(Member(held.id, 1), booking=half))
    waiting = desk_home.database.read(
        lambda session: session.scalars(select(Booking).where(Booking.state == "tentative")).one()
    )
    assert waiting.resource_id != held.id
    with pytest.raises(Clash):
        act(desk_home, restore, RestoreOrder(held.id, 2))
    with pytest.raises(Refused, match="berwenang"):
        act(desk_home, restore, RestoreOrder(held.id, 2), desk_home.petugas)
