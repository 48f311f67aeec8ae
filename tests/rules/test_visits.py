"""What may be told of a visit: hostile texts, arrivals, leavings, the search key."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from desk import clock
from desk.errors import Refused
from desk.rules import visits
from desk.rules.visits import VisitDetails

TOLD = VisitDetails(name="Ni Luh Contoh", purpose="Permohonan informasi", address="Br. Contoh, Sibetan")
NOON = datetime(2026, 4, 6, 4, 0, 30, tzinfo=UTC)
"""12.00.30 WITA."""


def _refused(told: VisitDetails) -> Refused:
    with pytest.raises(Refused) as caught:
        visits.checked(told)
    return caught.value


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t\x00\x07 "}, "name"),
        ({"name": "\u200b\u202e"}, "name"),
        ({"name": "😀"}, "name"),
        ({"name": "0812-0000-0000"}, "name"),
        ({"name": "=1+1"}, "name"),
        ({"name": "x" * 5000}, "name"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "p" * 401}, "purpose"),
        ({"address": None}, "address"),
        ({"address": "\x00", "institution": "  "}, "address"),
        ({"address": "a" * 5000}, "address"),
        ({"institution": "i" * 5000}, "institution"),
        ({"phone": "bukan nomor"}, "phone"),
        ({"phone": "0812"}, "phone"),
        ({"nik": "123"}, "nik"),
        ({"kind": "pejabat"}, "kind"),
        ({"identity_shown": "kartu nama"}, "identity_shown"),
        ({"needs": ("lumpuh",)}, "needs"),
        ({"head_count": 0}, "head_count"),
        ({"head_count": -1}, "head_count"),
        ({"head_count": 1001}, "head_count"),
        ({"head_count": 10**9}, "head_count"),
        ({"companions": "x" * 4001}, "companions"),
        ({"guardian_name": "x" * 121}, "guardian_name"),
        ({"press_card": "x" * 61}, "press_card"),
        ({"topic": "x" * 201}, "topic"),
        ({"memo_number": "x" * 81}, "memo_number"),
        ({"note": "x" * 4001}, "note"),
    ],
)
def test_refuses_beside_the_field(change: dict[str, object], field: str) -> None:
    refused = _refused(replace(TOLD, **change))
    assert refused.field == field
    assert refused.sentence.endswith(".")


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ni   Luh\tContoh ", "Ni Luh Contoh"),
        ("I Made <b>Misal</b>", "I Made <b>Misal</b>"),
        ("=1+1 Contoh", "=1+1 Contoh"),
        ("Ketut\x00 Contoh\x1b", "Ketut Contoh"),
        ("\u202eKomang Contoh", "Komang Contoh"),
        ("ᬩᬮᬶ Contoh", "ᬩᬮᬶ Contoh"),
        ("علي Contoh", "علي Contoh"),
        ("Putu 😀 Contoh", "Putu 😀 Contoh"),
        ("Gede \ud800Contoh", "Gede Contoh"),
    ],
)
def test_cleans_hostile_names_and_purposes(typed: str, kept: str) -> None:
    told = visits.checked(replace(TOLD, name=typed, purpose=typed, institution=typed, topic=typed))
    assert (told.name, told.purpose, told.institution, told.topic) == (kept, kept, kept, kept)


def test_normalises_phone_and_nik_and_orders_needs() -> None:
    told = replace(
        TOLD, phone="+62 812-0000 0000", nik="5107 0461 0190 0001", needs=("huruf_besar", "kursi_roda")
    )
    told = visits.checked(told)
    assert told.phone == "+6281200000000"
    assert told.nik == "5107046101900001"
    assert told.needs == ("kursi_roda", "huruf_besar")


def test_a_strange_nik_never_blocks() -> None:
    assert visits.checked(replace(TOLD, nik="9999999999999999")).nik == "9999999999999999"


def test_either_institution_or_address_says_from_where() -> None:
    told = replace(TOLD, address=None, institution="Kecamatan Contoh")
    assert visits.checked(told).institution == "Kecamatan Contoh"


@time_machine.travel(NOON, tick=False)
def test_arrival() -> None:
    assert visits.arrival(None, None) == (NOON, None)
    this_minute = NOON.replace(second=0)
    assert visits.arrival(this_minute, None) == (this_minute, None)
    an_hour_ago = NOON - timedelta(hours=1)
    assert visits.arrival(an_hour_ago, " listrik padam ") == (an_hour_ago, "listrik padam")
    for told, reason, field in [
        (NOON + timedelta(seconds=1), "x", "arrived_at"),
        (an_hour_ago, None, "back_date_reason"),
        (an_hour_ago, " \x00 ", "back_date_reason"),
        (an_hour_ago, "...", "back_date_reason"),
    ]:
        with pytest.raises(Refused) as caught:
            visits.arrival(told, reason)
        assert caught.value.field == field


@time_machine.travel(NOON, tick=False)
def test_leaving() -> None:
    arrived_at = NOON - timedelta(minutes=20)
    assert visits.leaving(arrived_at, None) == NOON
    # typed to the minute, in the minute of the arrival: nobody leaves before having come
    assert visits.leaving(arrived_at, arrived_at.replace(second=0)) == arrived_at
    for came, told in [
        (arrived_at, arrived_at - timedelta(minutes=1)),
        (arrived_at, NOON + timedelta(minutes=1)),
        (NOON - timedelta(days=2), None),
        (NOON - timedelta(days=2), NOON),
    ]:
        with pytest.raises(Refused) as caught:
            visits.leaving(came, told)
        assert caught.value.field == "left_at"


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        ("", "08.40", (6, 8, 40)),
        ("kemarin", "14:00", (5, 14, 0)),
        ("jum", "0930", (3, 9, 30)),  # Friday was, it is not to come
        ("senin", "8", (6, 8, 0)),
        ("3/4", "00.30", (3, 0, 30)),
    ],
)
def test_a_moment_is_read_as_told(day: str, hour: str, told: tuple[int, int, int]) -> None:
    read = visits.told_moment(day, hour, date(2026, 4, 6))
    assert read == clock.at_office(date(2026, 4, told[0]), time(*told[1:]))


def test_no_moment_told_and_moments_nobody_can_read() -> None:
    assert visits.told_moment(" ", "", date(2026, 4, 6)) is None
    tomorrow = visits.told_moment("besok", "08.00", date(2026, 4, 6))
    assert tomorrow == clock.at_office(date(2026, 4, 7), time(8)), "to come, and so refused; not last week"
    for day, hour in (("entah", "08.00"), ("kemarin", ""), ("", "24.00"), ("", "8.75"), ("", "nanti")):
        with pytest.raises(Refused):
            visits.told_moment(day, hour, date(2026, 4, 6))


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0812-0000-0000", "081200000000"),
        ("+62 812 0000", "08120000"),
        ("62812", "0812"),
        ("+61 412 345", "61412345"),
        ("000", "000"),
    ],
)
def test_dialled(typed: str, dialled: str) -> None:
    assert visits.dialled(typed) == dialled


def test_search_key() -> None:
    key = visits.search_key("Ni Luh Contoh, S.Kom.", "Dinas Contoh", "Ds. Sibetan", "+6281200000000")
    assert key == "ni luh contoh s kom dinas contoh ds sibetan 081200000000"
    assert len(visits.search_key("ﷺ" * 120, None, None, None)) <= visits.SEARCH_KEY_LIMIT


@time_machine.travel(NOON, tick=False)
def test_a_day_that_has_passed_leaves_nobody_waiting() -> None:
    today, yesterday = date(2026, 4, 6), date(2026, 4, 5)
    assert visits.shown_state("waiting", "visit", today) == "waiting"
    assert visits.shown_state("waiting", "visit", yesterday) == "open"
    assert visits.shown_state("left", "visit", yesterday) == "left"
    assert visits.shown_state("left", "directed", today) == "directed"
    assert visits.shown_state("served", "visit", today, is_withdrawn=True) == "withdrawn"


def test_words_cover_the_codes() -> None:
    assert set(visits.kinds()) == {"warga", "perangkat_daerah", "media", "internal", "rombongan"}
    assert not visits.is_in_guest_book("internal")
    assert visits.is_in_guest_book("rombongan")
    assert max(map(len, visits.identities())) <= 30
