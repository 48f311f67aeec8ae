"""Moving requests along their roads on a real database: every act in every state, and its journal line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from request_samples import request_order
from road_hands import EXEMPTED, RoadHand, key

from desk import app, clock
from desk.errors import Refused
from desk.operations import objections, participants, referrals, request_moves, request_records
from desk.operations.accounts import command_line_actor
from desk.operations.offices import FoundingOrder
from desk.operations.request_changes import assign, mark, restore, withdraw
from desk.operations.request_orders import (
    AssignmentOrder,
    MarksOrder,
    RequestRestoration,
    RequestWithdrawal,
)
from desk.queries.requests import open_requests_by_due


@pytest.fixture
def hand(desk_home: Home) -> RoadHand:
    return RoadHand(desk_home)


def test_the_road_leaves_a_history_and_a_line_for_each_move(hand: RoadHand) -> None:
    request_id = hand.file()
    hand.to(request_id, "finished")
    view = hand.view(request_id)
    assert [row.words for row in view.history] == [
        "mulai diproses",
        "siap diserahkan",
        "diserahkan",
        "selesai",
    ]
    assert [act for act in hand.acts() if act.startswith("request.")] == [
        "request.file",
        "request.begin",
        "request.record",
        "request.make_ready",
        "request.record",
        "request.hand_over",
        "request.finish",
    ]
    assert hand.last_sentence() == f"Permohonan {view.number} selesai."
    assert [row.told for row in view.history if row.told] == [
        "langsung · pemohon sendiri · identitas sudah diperiksa"
    ]


def test_the_promise_is_kept_when_the_product_is_ready(hand: RoadHand) -> None:
    request_id = hand.file()
    assert _is_due(hand, request_id)
    hand.to(request_id, "in_process")
    assert _is_due(hand, request_id)
    hand.to(request_id, "ready")
    request = hand.request(request_id)
    assert request.answered_at is not None
    assert not _is_due(hand, request_id)
    hand.move(request_id, "reopen", reason="salah cetak")
    assert hand.request(request_id).answered_at is None
    assert _is_due(hand, request_id)


def _is_due(hand: RoadHand, request_id: int) -> bool:
    rows = hand.home.database.read(lambda session: open_requests_by_due(session, 50, hand.actor))
    return request_id in [row.id for row in rows]


def test_a_move_waits_for_what_the_standard_asks_first(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-2.5")
    hand.move(request_id, "begin")
    with pytest.raises(Refused, match="“Siap diserahkan” menunggu: Verifikasi kelayakan"):
        hand.move(request_id, "make_ready")
    hand.record(request_id, "suitability", verdict="unfit", by="Kabid Contoh", about="resolusi kurang")
    with pytest.raises(Refused, match="hasilnya tidak sesuai"):
        hand.move(request_id, "make_ready")
    row = hand.view(request_id).records[-1]
    order = request_records.TakeBackOrder(request_id, hand.request(request_id).version, row.id, "diperbaiki")
    hand.do(request_records.take_back, order)
    hand.record(request_id, "suitability", verdict="fit", by="Kabid Contoh")
    assert hand.move(request_id, "make_ready").state == "ready"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "channel"),
        ({"channel": "direct"}, "collector"),
        ({"channel": "direct", "collector": "proxy", "identity_checked": True}, "collector_name"),
        ({"channel": "direct", "collector": "applicant"}, "identity_checked"),
    ],
)
def test_over_the_counter_somebody_is_named_and_was_looked_at(
    hand: RoadHand, facts: dict[str, Any], field: str
) -> None:
    request_id = hand.file()
    hand.to(request_id, "ready")
    hand.record(request_id, "publication_proof", channel_name="Situs web")
    with pytest.raises(Refused) as refused:
        hand.move(request_id, "hand_over", facts=facts)
    assert refused.value.field == field
    assert hand.move(request_id, "hand_over", facts={"channel": "email"}).state == "handed_over"


def test_the_same_order_twice_is_one_move(hand: RoadHand) -> None:
    request_id = hand.file()
    order = request_moves.StepOrder(key(), request_id, 1, "begin")
    assert hand.do(request_moves.move, order) == hand.do(request_moves.move, order)
    assert hand.acts().count("request.begin") == 1


def test_a_move_of_what_another_desk_changed_is_refused(hand: RoadHand) -> None:
    request_id = hand.file()
    stale = request_moves.StepOrder(key(), request_id, 1, "begin")
    hand.do(assign, AssignmentOrder(request_id, 1, "Staf Contoh"))
    with pytest.raises(Refused, match="baru saja diubah"):
        hand.do(request_moves.move, stale)


def test_a_file_found_wanting_goes_back_to_the_applicant(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-2.1")
    hand.to(request_id, "in_process")
    item = next(iter(request_order("karangasem-2.1").marks))
    version = hand.request(request_id).version
    hand.do(mark, MarksOrder(request_id, version, {item: ("missing", None)}))
    assert hand.request(request_id).state == "incomplete"


def test_withdrawn_and_restored_it_waits_anew(hand: RoadHand) -> None:
    request_id = hand.file()
    hand.to(request_id, "in_process")
    hand.do(withdraw, RequestWithdrawal(request_id, hand.request(request_id).version, "batal"))
    hand.do(restore, RequestRestoration(request_id, hand.request(request_id).version, "keliru"))
    assert hand.request(request_id).state == "complete"


def test_a_complaint_gets_its_class_and_clock_at_verification(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-2.2", variant=None)
    assert hand.request(request_id).due_on is None
    with pytest.raises(Refused, match="menunggu: Verifikasi laporan"):
        hand.move(request_id, "begin")
    hand.record(request_id, "sp4n_verification", national_number="1234567", variant="aspirasi")
    request = hand.request(request_id)
    assert (request.variant, request.portal_number) == ("aspirasi", "1234567")
    assert request.due_on is not None


def _taken_back(hand: RoadHand, request_id: int, record_id: int) -> None:
    version = hand.request(request_id).version
    hand.do(
        request_records.take_back,
        request_records.TakeBackOrder(request_id, version, record_id, "salah catat"),
    )


def test_a_verification_taken_back_takes_its_class_and_clock_with_it(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-2.2", variant=None)
    record_id = hand.record(
        request_id, "sp4n_verification", national_number="1234567", variant="permintaan_informasi"
    )
    _taken_back(hand, request_id, record_id)
    request = hand.request(request_id)
    assert (request.variant, request.due_on) == (None, None)


def test_a_coordination_taken_back_leaves_no_longer_limit(tmp_path: Path) -> None:
    app.found(str(tmp_path / "desk"), FoundingOrder("denpasar"))
    database = app.open_desk(str(tmp_path / "desk"))
    actor = database.read(command_line_actor)
    hand = RoadHand(Home(tmp_path, database, actor, actor, actor, actor))
    request_id = hand.file("denpasar-IV", variant=None)
    due_on = hand.request(request_id).due_on
    one, two = (hand.record(request_id, "opd_coordination", agency=f"Dinas Misal {n}") for n in (1, 2))
    longer = hand.request(request_id)
    assert longer.variant == "dengan_koordinasi"
    assert due_on is not None
    assert longer.due_on is not None
    assert longer.due_on > due_on
    _taken_back(hand, request_id, one)
    assert hand.request(request_id).due_on == longer.due_on  # the other one stands
    _taken_back(hand, request_id, two)
    after = hand.request(request_id)
    assert (after.variant, after.due_on) == ("tanpa_koordinasi", due_on)
    database.close()


def test_only_the_services_that_know_it_take_objections(hand: RoadHand) -> None:
    request_id = hand.file()
    with pytest.raises(Refused, match="tidak mengenal keberatan"):
        hand.object_to(request_id)


def test_an_objection_is_registered_answered_and_closed(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-2.1")
    with pytest.raises(Refused, match="menunggu: Keputusan PPID"):
        hand.move(request_id, "refuse", reason="dikecualikan")
    hand.record(request_id, "ppid_decision", **EXEMPTED)
    hand.move(request_id, "refuse", reason="dikecualikan")
    made = hand.object_to(request_id, grounds=("g", "a", "a"))
    assert made.number.startswith("KEB/")
    assert made.due_on is not None
    assert made.due_on > clock.today() + timedelta(days=40)  # 30 working days
    row = hand.view(request_id).objections[-1]
    assert [ground[0] for ground in row.grounds] == ["a", "g"]
    with pytest.raises(Refused, match="sudah terdaftar"):
        hand.do(objections.close, objections.CloseObjectionOrder(key(), row.id, row.version, ""))
    order = objections.AnswerObjectionOrder(row.id, row.version, "granted", "Dibuka.", "Sekda (contoh)")
    hand.do(objections.answer, order)
    row = hand.view(request_id).objections[-1]
    close = objections.CloseObjectionOrder(key(), row.id, row.version, "menerima", is_reworked=True)
    for _twice in range(2):
        hand.do(objections.close, close)
    assert hand.request(request_id).state == "in_process"
    (told,) = RoadHand(hand.home, hand.home.pemegang).view(request_id).objections
    assert (told.case, told.answer) == ("••••••", "••••••")  # as in the register
    assert hand.view(request_id).objections[0].answer == "Dibuka."
    assert hand.acts()[-1] == "objection.close"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"grounds": ()}, "grounds"), ({"grounds": ("z",)}, "grounds"), ({"case": " "}, "case")],
)
def test_a_bad_objection_is_refused_beside_its_field(
    hand: RoadHand, facts: dict[str, Any], field: str
) -> None:
    request_id = hand.file("karangasem-2.1")
    with pytest.raises(Refused) as refused:
        hand.object_to(request_id, **facts)
    assert refused.value.field == field
    assert hand.request(request_id).state == "complete"


def test_lateness_is_objected_to_only_when_it_is_late(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.2")
    hand.move(request_id, "begin")
    with pytest.raises(Refused, match="belum terlewati"):
        hand.object_to(request_id)


def test_participants_are_listed_marked_present_and_masked(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.8")

    def enter(name: str, number: str | None) -> int:
        version = hand.request(request_id).version
        order = participants.ParticipantOrder(key(), request_id, version, name, number)
        return int(hand.do(participants.enter, order))

    first, second = enter("I Made Misal", "19900101 201501 1 001"), enter("Ni Luh Contoh", None)
    with pytest.raises(Refused) as refused:
        enter("I Wayan Umpama", "123")
    assert refused.value.field == "identity_number"
    version = hand.request(request_id).version
    hand.do(participants.mark_present, participants.PresenceOrder(request_id, version, (first,)))
    version = hand.request(request_id).version
    hand.do(participants.remove, participants.RemovalOrder(request_id, version, second))
    (row,) = hand.view(request_id).participants
    assert row.is_present
    assert row.identity_number is not None
    assert "1990" not in row.identity_number
    assert not any("1990" in line for line in [hand.last_sentence()])


def test_a_service_without_participants_has_no_list(hand: RoadHand) -> None:
    request_id = hand.file()
    with pytest.raises(Refused, match="tidak memakai daftar peserta"):
        hand.do(participants.enter, participants.ParticipantOrder(key(), request_id, 1, "Ni Luh Contoh"))


def test_a_disposisi_assigns_and_is_acknowledged(hand: RoadHand) -> None:
    request_id = hand.file()
    order = referrals.ReferOrder(
        key(), request_id, 1, "Bidang PKIP", "Buat beritanya", "Kepala Dinas", "Staf Contoh"
    )
    referral_id = hand.do(referrals.refer, order)
    assert hand.do(referrals.refer, order) == referral_id
    assert hand.request(request_id).assigned_to == "Staf Contoh"
    hand.do(referrals.acknowledge, referrals.AcknowledgeOrder(request_id, 2, referral_id, "Staf Contoh"))
    (row,) = hand.view(request_id).referrals
    assert row.acknowledged_by == "Staf Contoh"
    assert hand.acts()[-2:] == ["request.refer", "request.acknowledge"]


def test_a_step_only_a_tick_shows_is_ticked_and_unticked(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.2")
    step = next(step for step in hand.view(request_id).steps if step.may_tick)
    other = next(step for step in hand.view(request_id).steps if not step.may_tick)
    version = hand.request(request_id).version
    hand.do(request_records.tick, request_records.TickOrder(request_id, version, step.key))
    assert next(each for each in hand.view(request_id).steps if each.key == step.key).is_done
    hand.do(request_records.tick, request_records.TickOrder(request_id, version + 1, step.key, is_done=False))
    assert not next(each for each in hand.view(request_id).steps if each.key == step.key).is_done
    with pytest.raises(Refused, match="tidak dicentang sendiri"):
        hand.do(request_records.tick, request_records.TickOrder(request_id, version + 2, other.key))


def test_a_secret_in_a_delivery_is_refused(hand: RoadHand) -> None:
    request_id = hand.file("karangasem-3.2")
    with pytest.raises(Refused, match="Kata sandi tidak disimpan"):
        hand.record(
            request_id, "delivery", what="akun, password: rahasia", channel="whatsapp", recipient="Misal"
        )
