"""How requests stand with what the office set itself, on a real desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from homes import Home
from road_hands import RoadHand

from desk.queries.inner_targets import open_targets, target_rows
from desk.queries.road_waits import road_waits

NOON = datetime(2026, 3, 13, 4, tzinfo=UTC)


def test_an_incident_is_looked_at_within_a_day_and_a_breach_told_within_three(desk_home: Home) -> None:
    hand = RoadHand(desk_home, desk_home.admin)
    with time_machine.travel(NOON, tick=False) as traveller:
        request_id = hand.file("karangasem-5.3")
        (first,) = desk_home.database.read(lambda s: target_rows(s, request_id, desk_home.admin))
        assert (first.title, first.is_met, first.is_late) == ("Respons awal: penilaian insiden", False, False)
        assert first.words == "paling lambat Sab, 14 Mar 12.00"
        traveller.move_to(NOON + timedelta(hours=25))
        (late,) = desk_home.database.read(lambda s: open_targets(s, desk_home.admin))
        assert late.is_late
        assert late.words == "terlewat, batasnya Sab, 14 Mar 12.00"
        (waits,) = desk_home.database.read(lambda s: road_waits(s, 9, desk_home.admin))
        assert (waits.id, waits.kind, waits.is_late) == (request_id, "target", True)
        assert desk_home.database.read(lambda s: road_waits(s, 9, desk_home.pemegang)) == ()
        hand.record(request_id, "incident", level="high", is_personal=True, about="Basis data contoh")
        rows = desk_home.database.read(lambda s: target_rows(s, request_id, desk_home.admin))
        assert [(row.is_met, row.is_late) for row in rows] == [(True, True), (False, False)]
        assert rows[1].words == "paling lambat Sen, 16 Mar 12.00"
        hand.record(request_id, "breach_notice", to="Subjek data contoh", about="Nama dan surel contoh")
        assert desk_home.database.read(lambda s: open_targets(s, desk_home.admin)) == ()


def test_who_is_not_to_know_of_an_incident_hears_of_no_target(desk_home: Home) -> None:
    request_id = RoadHand(desk_home, desk_home.admin).file("karangasem-5.3")
    hidden_from = [
        actor
        for actor in (desk_home.petugas, desk_home.pemegang, desk_home.pengawas, desk_home.admin)
        if not desk_home.database.read(lambda s, actor=actor: target_rows(s, request_id, actor))
    ]
    assert desk_home.pemegang in hidden_from
    assert desk_home.admin not in hidden_from


def test_a_complaint_is_verified_within_three_working_days(desk_home: Home) -> None:
    hand = RoadHand(desk_home)
    with time_machine.travel(NOON, tick=False):
        request_id = hand.file("karangasem-2.2")
        (row,) = desk_home.database.read(lambda s: target_rows(s, request_id, desk_home.petugas))
        assert row.words == "paling lambat Rab, 25 Mar"  # 18 to 24 March are Nyepi, Idulfitri and a weekend
        facts = {"national_number": "123", "variant": "aspirasi", "is_anonymous": False, "is_secret": False}
        hand.record(request_id, "sp4n_verification", **facts)
        (row,) = desk_home.database.read(lambda s: target_rows(s, request_id, desk_home.petugas))
        assert (row.is_met, row.is_late, row.words) == (True, False, "tepat waktu, batasnya Rab, 25 Mar")
    assert desk_home.database.read(lambda s: target_rows(s, hand.file(), desk_home.petugas)) == ()
