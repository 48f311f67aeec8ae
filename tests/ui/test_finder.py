"""What the scan box makes of what was typed or scanned, through a real window, lane and database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from request_samples import request_order

from desk.background import Desk
from desk.operations.request_orders import Filed, LetterOrder
from desk.operations.requests import file
from desk.operations.tracking_codes import draw
from desk.operations.visitors import VisitOrder, register
from desk.rules import tracking_codes
from desk.ui.finder import Finder
from desk.ui.main_window import MainWindow
from desk.ui.scan_filter import ScanFilter

STRANGER = tracking_codes.make(b"another office")


class Counter:
    """A window with a scan box, and what the finder said."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home = home
        self.desk = Desk(home.database)
        self.desk.sit(home.petugas)
        self.window = MainWindow("desk", "Contoh")
        self.note = QLineEdit()
        self.window.add_panel("note", "Catatan", self.note)
        self.finder = Finder(self.window, self.desk)
        self.heard: list[Any] = []
        for signal in (self.finder.request_found, self.finder.visitor_found, self.finder.enquired):
            signal.connect(self.heard.append)
        self.finder.said.connect(self.heard.append)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)

    def file(self, **facts: Any) -> Filed:
        return self.home.database.write(
            lambda session: file(session, request_order(**facts), self.home.petugas)
        )

    def type(self, text: str) -> None:
        box = self.window.scan_box()
        box.clear()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.fixture
def counter(desk_home: Home, qtbot: QtBot) -> Iterator[Counter]:
    made = Counter(desk_home, qtbot)
    yield made
    assert made.desk.finish()


@pytest.mark.parametrize("written", ["{code}", "D1:{code}", "https://contoh.go.id/lacak/{code}"])
def test_a_code_opens_its_request_however_it_is_written(counter: Counter, qtbot: QtBot, written: str) -> None:
    filed = counter.file()
    counter.type(written.format(code=filed.code).lower())
    qtbot.waitUntil(lambda: counter.heard == [filed.id])


def test_a_scan_over_a_half_filled_form_opens_the_request_and_leaves_the_form(
    counter: Counter, qtbot: QtBot, qapp: Any
) -> None:
    filed = counter.file()
    scans = ScanFilter()
    scans.install(qapp)
    scans.scanned.connect(counter.window.take_scan)
    counter.note.setFocus()
    QTest.keyClicks(counter.note, "setengah", delay=60)
    QTest.keyClicks(counter.note, f"D1:{filed.code}")
    QTest.keyClick(counter.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: counter.heard == [filed.id])
    assert counter.note.text() == "setengah"
    qapp.removeEventFilter(scans)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("NFJFY-TYW1-SD9C", "salah ketik"), (STRANGER, "bukan kode kami"), ("D1:NFJFY", "Bentuk kode salah")],
    ids=["mistyped", "foreign", "malformed"],  # a drawn code in a name would differ on every worker
)
def test_a_wrong_code_is_told_apart(counter: Counter, qtbot: QtBot, typed: str, said: str) -> None:
    counter.type(typed)
    qtbot.waitUntil(lambda: bool(counter.heard))
    assert said in counter.heard[0]


def test_a_code_of_ours_without_a_record_is_said(counter: Counter, qtbot: QtBot) -> None:
    counter.type(counter.home.database.write(draw))
    qtbot.waitUntil(lambda: bool(counter.heard))
    assert "tidak tercatat" in counter.heard[0]


def test_a_number_opens_its_request(counter: Counter, qtbot: QtBot) -> None:
    filed = counter.file()
    counter.type("ppid 1")
    qtbot.waitUntil(lambda: counter.heard == [filed.id])


@pytest.mark.parametrize("typed", ["005/112/contoh", "luh contoh", "0812 0000 0000", "kecamatan con"])
def test_a_letter_number_a_name_a_phone_are_found(counter: Counter, qtbot: QtBot, typed: str) -> None:
    filed = counter.file(service="karangasem-3.2", letter=LetterOrder(number="005/112/CONTOH"))
    counter.file(service="karangasem-3.6")
    counter.type(typed)
    box = counter.window.scan_box()
    qtbot.waitUntil(lambda: bool(counter.heard) or box.results_shown())
    if not counter.heard:
        rows = [row.payload for row in box.results_view().rows()]
        assert filed.id in [row.id for row in rows if row.noun == "request"]
    else:
        assert counter.heard == [filed.id]


def test_a_known_visitor_is_found_while_typing(counter: Counter, qtbot: QtBot) -> None:
    order = VisitOrder(key="v1", name="I Ketut Umpama", purpose="Bertanya", address="Desa Contoh")
    visit = counter.home.database.write(lambda session: register(session, order, counter.home.petugas))
    box = counter.window.scan_box()
    QTest.keyClicks(box, "umpa")
    qtbot.waitUntil(box.results_shown)
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: counter.heard == [visit.visitor_id])


def test_a_day_and_hours_ask_the_calendar(counter: Counter, qtbot: QtBot) -> None:
    counter.type("rab 09-12 aula")
    qtbot.waitUntil(lambda: bool(counter.heard))
    typed = counter.heard[0]
    assert (typed.start.hour, typed.end.hour, typed.rest, typed.day.weekday()) == (9, 12, "aula", 2)


@pytest.mark.parametrize("typed", ["tak seorang pun", "zz", "%", "_", "'; drop table request"])
def test_what_is_not_found_is_said(counter: Counter, qtbot: QtBot, typed: str) -> None:
    counter.file()
    counter.type(typed)
    qtbot.waitUntil(lambda: bool(counter.heard))
    assert "Tidak ditemukan" in counter.heard[0]


def test_the_answer_to_a_code_is_not_hidden_by_a_list(counter: Counter, qtbot: QtBot) -> None:
    counter.type("Ni Luh Tidak Ada")
    qtbot.waitUntil(lambda: any("Tidak ditemukan" in str(one) for one in counter.heard))
    counter.type("NFJFY-TYW1-SD9C")
    assert "salah ketik" in counter.heard[-1]
    assert not counter.window.scan_box().results_shown()
    counter.window.scan_box().clear()
    assert not counter.window.scan_box().results_shown()
