"""Requests walked along their roads in the real window, by keys alone; what stands in the way is said."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from homes import Home
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from request_hands import ALT, CTRL, Hands
from request_samples import request_order
from road_keys import RoadKeys

from desk import app, clock
from desk.commands.demo_roads import Lead, Leading
from desk.models import JournalLine, Objection, Request
from desk.operations.accounts import command_line_actor
from desk.operations.bookings import BookingOrder, book
from desk.operations.offices import FoundingOrder
from desk.operations.requests import file
from desk.rules.rights import Actor
from desk.rules.spans import Span
from desk.rules.standards import standard_of
from desk.store.database import Database

Opener = Callable[[Database, Actor], Hands]
Capture = pytest.CaptureFixture[str]


def filed(hands: Hands, service: str = "karangasem-2.1", **changes: Any) -> int:
    order = request_order(service, **changes)
    return hands.database.write(lambda session: file(session, order, hands.actor)).id


def test_information_is_granted_handed_over_and_found_satisfying(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands))
    assert road.view.face() == "road"
    hands.press(Qt.Key.Key_S, held=ALT)
    hands.until(lambda: road.request().state == "in_process")
    road.until_shown()
    assert "“Siap diserahkan” menunggu: Keputusan PPID." in road.view.foot.hint()
    hands.press(Qt.Key.Key_S, held=ALT)  # opens what it waits for
    assert road.view.ask_card.form is not None
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: "Keputusan belum diisi" in road.view.ask_card.error("decision"))
    road.answer()
    road.until_shown()
    assert road.to_the_end() == ["in_process", "ready", "handed_over", "finished"]
    assert "menyatakan" not in road.view.foot.hint()
    assert "Pernyataan kepuasan" in road.view.road.text()


def test_what_waits_at_the_counter_is_handed_over_in_three_keys(hands: Hands) -> None:
    request_id = filed(hands)
    Leading(hands.database, hands.actor).lead(request_id, Lead("ready"))
    road = RoadKeys(hands, request_id)
    hands.keys = 0
    hands.press(Qt.Key.Key_S, held=ALT)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: road.request().state == "handed_over")
    assert hands.keys == 3


def test_a_proxy_is_named_and_the_lost_receipt_noted(hands: Hands) -> None:
    request_id = filed(hands)
    Leading(hands.database, hands.actor).lead(request_id, Lead("ready"))
    road = RoadKeys(hands, request_id)
    hands.press(Qt.Key.Key_S, held=ALT)
    form = road.view.ask_card.form
    assert form is not None
    assert form.field("collector_name").isHidden()
    form.field("collector").editor.setFocus()
    hands.press(Qt.Key.Key_Right)
    hands.until(lambda: not form.field("collector_name").isHidden())
    form.put({"identity_checked": True, "receipt_lost": True})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: "nama kuasa" in road.view.ask_card.error("collector_name"))
    hands.type("I Made Misal")
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: road.request().state == "handed_over")
    road.until_shown()
    said = "langsung · kuasa pemohon · I Made Misal · identitas sudah diperiksa · tanda terima hilang"
    assert said in road.view.road.text()


def test_a_refusal_wants_its_reason_and_takes_an_objection_to_its_end(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands))
    hands.press(Qt.Key.Key_K, held=ALT)  # a refusal rests on a decision (UU 14/2008 Pasal 17)
    decision = road.view.ask_card.form
    assert decision is not None
    decision.put({"decision": "refused"})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: "Pasal 17" in road.view.ask_card.error("exemption"))
    decision.put({"exemption": "b", "consequence": "Membuka rahasia usaha (contoh)."})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: road.request().version == 2)
    road.until_shown()
    hands.press(Qt.Key.Key_K, held=ALT)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: road.view.ask_card.error("reason"))
    hands.type("informasi dikecualikan")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: road.request().state == "refused")
    road.until_shown()
    hands.press(Qt.Key.Key_O, held=ALT)
    form = road.view.ask_card.form
    assert form is not None
    form.field("ground_a").editor.setFocus()
    hands.press(Qt.Key.Key_Space)
    form.field("case").editor.setFocus()
    hands.type("Informasi ini terbuka.")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: road.request().state == "objected")
    road.until_shown()
    assert "paling lambat Selasa, 5 Mei 2026" in road.view.road.text()
    assert road.view.foot.forward.word() == "Tanggapi keberatan …"
    hands.press(Qt.Key.Key_S, held=ALT)
    road.answer()
    hands.until(lambda: road.view.foot.forward.word() == "Tutup keberatan …")
    road.forward()
    assert road.request().state in ("finished", "in_process")
    objection = hands.database.read(lambda session: session.get_one(Objection, 1))
    assert (objection.state, objection.grounds) == ("accepted", ["a"])


def test_an_objection_without_grounds_is_refused_and_nothing_typed_is_lost(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands))
    hands.press(Qt.Key.Key_O, held=ALT)
    form = road.view.ask_card.form
    assert form is not None
    form.field("case").editor.setFocus()
    hands.type("Belum dijawab.")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: "Pasal 35" in form._unmatched.sentence.text())
    assert form.field("case").typed().draft() == "Belum dijawab."
    assert road.view.holds_work()
    draft = hands.panel.draft()
    assert draft is not None
    road.view.ask_card.close_card()
    assert not road.view.holds_work()
    hands.panel.restore(draft)
    hands.until(lambda: road.view.ask_card.form is not None)
    kept = road.view.ask_card.form
    assert kept is not None
    hands.until(lambda: kept.field("case").typed().draft() == "Belum dijawab.")


def test_a_disposisi_waits_for_its_acknowledgement(hands: Hands) -> None:
    request_id = filed(hands)
    Leading(hands.database, hands.actor).lead(request_id, Lead(referred_to="Bidang Contoh"))
    road = RoadKeys(hands, request_id)
    assert "Disposisi kepada Bidang Contoh belum diterima." in road.view.foot.hint()
    road.view.road.referrals.setFocus()
    road.view.road.referrals.select_at(0)
    hands.press(Qt.Key.Key_Return)
    hands.type("Staf Contoh")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: "diterima Staf Contoh" in road.view.road.text())


def test_a_record_is_taken_back_with_a_reason(hands: Hands) -> None:
    request_id = filed(hands)
    Leading(hands.database, hands.actor).lead(request_id, Lead("ready"))
    road = RoadKeys(hands, request_id)
    hands.press(Qt.Key.Key_B, held=ALT)
    hands.type("keputusan keliru")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: road.request().state == "in_process")
    road.until_shown()
    road.view.road.records.setFocus()
    road.view.road.records.select_at(0)
    hands.press(Qt.Key.Key_Return)
    hands.type("keliru")
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: not road.view.road.records.rows())


def test_a_training_list_is_pasted_and_ticked(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands, "karangasem-3.8"))
    hands.press(Qt.Key.Key_T, held=ALT)
    rows = road.view.ask_card.rows
    assert rows is not None
    assert [row.title for row in rows.rows()[:2]] == ["Tambah peserta", "Tempel daftar peserta"]
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    form = road.view.ask_card.form
    assert form is not None
    form.restore({"lines": "I Made Misal\tbukan nomor\nNi Luh Contoh"})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: "Peserta ke-1" in road.view.ask_card.error("lines"))
    form.restore({"lines": "I Made Misal\nNi Luh Contoh"})
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: len(road.view.road.participants.rows()) == 2)
    road.view.road.participants.setFocus()
    road.view.road.participants.select_at(0)
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: road.view.road.participants.rows()[0].is_present)
    hands.press(Qt.Key.Key_Delete)
    hands.until(lambda: len(road.view.road.participants.rows()) == 1)


class _Browser(QObject):
    """What the system would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser() -> Iterator[_Browser]:
    made = _Browser()
    for scheme in ("https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, made, "take")
    yield made
    for scheme in ("https", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_message_is_shown_then_opened_and_journaled(hands: Hands, browser: _Browser) -> None:
    road = RoadKeys(hands, filed(hands))
    hands.press(Qt.Key.Key_M, held=ALT)
    hands.until(lambda: road.view.ask_card.form is not None)
    form = road.view.ask_card.form
    assert form is not None
    words = str(form.field("text").typed().draft())
    assert road.request().code in words
    hands.press(Qt.Key.Key_Return, held=CTRL)
    hands.until(lambda: browser.opened)
    url = urlsplit(browser.opened[0])
    assert (url.netloc, url.path[:4]) == ("wa.me", "/628")
    assert parse_qs(url.query)["text"] == [words]
    acts = hands.database.read(lambda session: [line.act for line in session.query(JournalLine)])
    assert acts.count("request.message_whatsapp") == 1


def test_an_incident_is_not_there_for_those_without_the_role(open_hands: Opener, desk_home: Home) -> None:
    order = request_order("karangasem-5.3")
    number = desk_home.database.write(lambda session: file(session, order, desk_home.petugas)).id
    hands = open_hands(desk_home.database, desk_home.pemegang)
    hands.panel.open_request(number)
    hands.until(lambda: hands.panel.notices.shown() is not None)
    assert hands.panel.view.road_shown() is None
    assert hands.panel.view.detail() is None


def _to_the_end(hands: Hands, service: str, capsys: Capture) -> None:
    request_id = filed(hands, service)
    _confirm_bookings(hands, service, request_id)
    road = RoadKeys(hands, request_id)
    hands.keys = hands.typed = 0
    states = road.to_the_end()
    assert states[-4:] == ["in_process", "ready", "handed_over", "finished"]
    with capsys.disabled():
        print(f"\n  {service:<16} {hands.keys:>3} keys, {hands.typed:>3} typed to its end", end="")


def _confirm_bookings(hands: Hands, service: str, request_id: int) -> None:
    """Where the road waits for the custodian: the schedule is confirmed in the calendar, another screen."""
    resource = _RESOURCES.get(service)
    if resource is None:
        return
    day = date(2026, 4, 9)
    span = Span(clock.at_office(day, time(9)), clock.at_office(day, time(12)))
    order = BookingOrder(
        str(uuid.uuid4()), resource, span, "Rapat", "Ni Luh Contoh", request_id=request_id, is_confirmed=True
    )
    admin = hands.database.read(command_line_actor)
    hands.database.write(lambda session: book(session, order, admin))


_RESOURCES = {"karangasem-1.1": "aula", "karangasem-3.10": "zoom-1"}


def test_a_denpasar_service_is_walked_to_its_end(open_hands: Opener, tmp_path: Path, capsys: Capture) -> None:
    hands = open_hands(*_denpasar(tmp_path))
    _to_the_end(hands, "denpasar-II", capsys)


@pytest.mark.long
def test_every_service_is_walked_to_its_end_by_keys(
    open_hands: Opener, desk_home: Home, tmp_path: Path, capsys: Capture
) -> None:
    hands = open_hands(desk_home.database, desk_home.petugas)
    for service in standard_of("karangasem").services:
        _to_the_end(hands, service.id, capsys)
    other = open_hands(*_denpasar(tmp_path))
    for service in standard_of("denpasar").services:
        _to_the_end(other, service.id, capsys)


def _denpasar(tmp_path: Path) -> tuple[Database, Actor]:
    app.found(str(tmp_path / "desk"), FoundingOrder("denpasar"))
    database = app.open_desk(str(tmp_path / "desk"))
    return database, database.read(command_line_actor)


def test_every_button_of_a_state_is_named_with_its_key(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands))
    for button in road.view.foot.shown():
        assert button.accessibleName()
        assert button.accessibleDescription(), button.word()
    assert isinstance(road.request(), Request)


def test_an_objection_is_called_what_its_standard_calls_it(hands: Hands) -> None:
    words = {}
    for service in ("karangasem-2.2", "karangasem-2.1"):
        request_id = filed(hands, service)
        Leading(hands.database, hands.actor).lead(request_id, Lead("in_process"))
        road = RoadKeys(hands, request_id)
        words[service] = road.view.foot.moves["object"].word()
    assert words == {"karangasem-2.2": "Sanggahan …", "karangasem-2.1": "Keberatan …"}


def test_letters_and_files_stand_on_their_own_face(hands: Hands) -> None:
    road = RoadKeys(hands, filed(hands))
    wishes: list[Any] = []
    hands.panel.paper_wanted.connect(wishes.append)
    hands.press(Qt.Key.Key_3, held=ALT)
    hands.until(lambda: road.view.papers.documents.list.rows())
    road.view.papers.take_keyboard()
    hands.until(road.view.papers.documents.list.hasFocus)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: wishes)
    assert wishes[0].request_id == road.request_id
    hands.press(Qt.Key.Key_2, held=ALT)
    assert road.view.road.steps.hasFocus()
