"""F5 in the real window: the papers of the booking or request that is open; F9: the queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
import receipts
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from road_hands import RoadHand

from desk import clock
from desk.background import Desk
from desk.operations.bookings import BookingOrder, book
from desk.queries.tracking_codes import owner_of
from desk.rules.bookings import span_between
from desk.settings import Settings
from desk.ui.front import Front


@pytest.fixture
def front(desk_home: Home, qtbot: QtBot) -> Iterator[Front]:
    made = Front(Desk(desk_home.database), agency="Contoh", settings=Settings())
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.window.show()
    made.seat.sit(desk_home.petugas)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.close()


def _booked(home: Home) -> int:
    order = BookingOrder(
        key=receipts.key(),
        resource_key="aula",
        span=span_between(clock.today() + timedelta(days=30), time(9), time(12)),
        quantity=1,
        purpose="Rapat contoh",
        borrower_name="Ni Luh Contoh",
        borrower_institution=None,
        borrower_phone="0812 0000 0000",
        head_count=10,
        is_confirmed=False,
    )
    code = home.database.write(lambda session: book(session, order, home.petugas)).code
    found = home.database.read(lambda session: owner_of(session, code)).booking_id
    assert found is not None
    return found


def test_papers_and_queue_are_one_key_away(front: Front, desk_home: Home, qtbot: QtBot) -> None:
    QTest.keyClick(front.window, Qt.Key.Key_F5)
    assert front.documents.papers is None, "nothing is open yet"
    request_id = RoadHand(desk_home).file("karangasem-2.3")
    front.show_request(request_id)
    qtbot.waitUntil(lambda: front.panels.requests.view.detail() is not None)
    QTest.keyClick(front.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: front.documents.papers is not None)
    papers = front.documents.papers
    assert papers is not None
    qtbot.waitUntil(lambda: any(row.kind == "surat-balasan" for row in papers.card.list.rows()))
    papers.card.list.select_key(("offer", "surat-balasan"))
    QTest.keyClick(papers.card.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.documents.dialog is not None and front.documents.dialog.form is not None)
    assert not papers.isVisible()
    assert front.documents.dialog is not None
    front.documents.dialog.reject()

    front.show_booking(_booked(desk_home))
    qtbot.waitUntil(lambda: front.panels.calendar.shown_booking() is not None)
    front.window.activateWindow()
    qtbot.waitUntil(front.window.isActiveWindow)
    QTest.keyClick(front.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: front.documents.papers is not papers)
    papers = front.documents.papers
    assert papers is not None
    qtbot.waitUntil(lambda: any(row.kind == "aula-kesiapan" for row in papers.card._offers))
    papers.reject()
    front.window.activateWindow()
    qtbot.waitUntil(front.window.isActiveWindow)

    QTest.keyClick(front.window, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: front.slips.queue is not None and front.slips.queue.isVisible())
    queue = front.slips.queue
    assert queue is not None
    queue.reject()
    front.seat.lock()
    front.slips.open_queue()
    assert front.slips.queue is queue
