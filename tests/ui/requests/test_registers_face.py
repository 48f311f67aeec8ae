"""The registers of objections and complaints, reached and worked by keys, and what waits in the work list."""

from __future__ import annotations

from datetime import time, timedelta

from homes import Home
from PySide6.QtCore import Qt
from request_hands import ALT, CTRL, Hands
from request_samples import request_order
from road_hands import RoadHand

from desk import clock
from desk.commands.demo_roads import Lead, Leading
from desk.operations.requests import file
from desk.queries.complaints import complaint_rows, objection_lines
from desk.queries.worklist import worklist
from desk.rules.rights import Actor


def test_a_complaint_is_entered_and_answered_by_keys(hands: Hands) -> None:
    hands.until(hands.panel.listing.search.hasFocus)
    hands.press(Qt.Key.Key_P, held=ALT)
    registers = hands.panel.registers
    hands.until(registers.complaints.isVisible)
    hands.press(Qt.Key.Key_N, held=CTRL)
    assert registers.ask_card.form is not None
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: registers.ask_card.error("text") or registers.ask_card.error("channel"))
    registers.ask_card.form.field("channel").editor.setFocus()
    hands.press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    hands.type("Loket tutup sebelum waktunya")
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: registers.complaints.rows())
    assert registers.complaints.rows()[0].name is None
    hands.until(registers.complaints.hasFocus)
    hands.press(Qt.Key.Key_Return)
    hands.type("Jam loket dipasang di pintu")
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: registers.complaints.rows()[0].state == "answered")
    hands.press(Qt.Key.Key_Escape)
    assert hands.panel.listing.isVisible()


def test_a_half_typed_complaint_is_put_back(hands: Hands) -> None:
    hands.panel.open_register("complaints")
    hands.press(Qt.Key.Key_N, held=CTRL)
    form = hands.panel.registers.ask_card.form
    assert form is not None
    form.restore({"text": "Loket tutup"})
    draft = hands.panel.draft()
    assert draft is not None
    hands.press(Qt.Key.Key_Escape)
    assert not hands.panel.holds_work()
    hands.panel.restore(draft)
    again = hands.panel.registers.ask_card.form
    assert again is not None
    assert again.field("text").typed().draft() == "Loket tutup"


def test_an_objection_leads_to_its_request(hands: Hands) -> None:
    order = request_order("karangasem-2.1")
    request_id = hands.database.write(lambda session: file(session, order, hands.actor)).id
    Leading(hands.database, hands.actor).lead(request_id, Lead(refused="dikecualikan"))
    hands.until(hands.panel.listing.search.hasFocus)
    hands.press(Qt.Key.Key_K, held=ALT)
    registers = hands.panel.registers
    hands.until(lambda: registers.objections.rows() and registers.objections.hasFocus())
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.panel.view.road_shown() is not None)
    assert hands.panel.view.road_shown().state == "objected"  # type: ignore[union-attr]


def _waits(home: Home, actor: Actor) -> list[str]:
    return [row.kind for row in home.database.read(lambda session: worklist(session, actor)).road]


def test_the_work_list_tells_what_waits_on_the_roads(desk_home: Home) -> None:
    hand = RoadHand(desk_home)
    leading = Leading(desk_home.database, desk_home.petugas)
    leading.lead(hand.file("karangasem-2.1"), Lead(refused="dikecualikan"))
    leading.lead(hand.file("karangasem-2.3"), Lead(referred_to="Tim Contoh"))
    ready = hand.file("karangasem-3.6")
    leading.lead(ready, Lead("ready"))
    leading.lead(hand.file("karangasem-5.3"), Lead("ready"))
    assert _waits(desk_home, desk_home.petugas) == ["objection", "referral", "ready", "ready"]
    assert _waits(desk_home, desk_home.pemegang) == ["objection", "referral", "ready"], "no incident"
    hand.record(ready, "delivery", what="akun", channel="whatsapp", recipient="I Made Misal")
    hand.move(ready, "hand_over", facts={"channel": "email"})
    assert _waits(desk_home, desk_home.petugas).count("ready") == 1


def test_who_may_not_see_names_reads_initials_in_the_registers(desk_home: Home) -> None:
    hand = RoadHand(desk_home)
    hand.object_to(hand.file("karangasem-2.1"))
    lines = desk_home.database.read(lambda session: objection_lines(session, desk_home.pemegang))
    assert [line.by_name for line in lines] == ["N. L. C."]
    assert desk_home.database.read(lambda session: complaint_rows(session, desk_home.pemegang)) == ()


def test_a_draft_that_should_lie_there_waits_in_the_work_list(desk_home: Home) -> None:
    """Row 64: two working days before the limit, unless the office sets another lead."""
    hand = RoadHand(desk_home)
    request_id = hand.file("karangasem-2.1")
    due_on = hand.request(request_id).due_on
    assert due_on is not None
    assert _waits(desk_home, desk_home.petugas) == []
    try:
        clock.run_by(lambda: clock.at_office(due_on - timedelta(days=1), time(9)))
        assert _waits(desk_home, desk_home.petugas) == ["draft"]
        clock.run_by(lambda: clock.at_office(due_on + timedelta(days=1), time(9)))
        assert _waits(desk_home, desk_home.petugas) == [], "late: the clocks above say so"
    finally:
        clock.run_by(None)
