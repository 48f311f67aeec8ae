"""Papers by the keyboard: the card lists and offers, the dialog issues, the preview prints, copies, voids."""

from __future__ import annotations

from pathlib import Path

import pytest
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from road_hands import RoadHand

from desk import clock, settings
from desk.background import Desk
from desk.models import Document, PrintJob
from desk.queries.documents import DocumentLine, OfferRow
from desk.ui.documents.card import DocumentsCard
from desk.ui.documents.counter import DocumentCounter
from desk.ui.documents.issue_dialog import IssueDialog
from desk.ui.documents.preview import DocumentPreview
from desk.ui.slips.print_lane import PrintLane
from desk.ui.widgets import dialogs

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def request_id(desk_home: Home) -> int:
    return RoadHand(desk_home).file("karangasem-2.3")


@pytest.fixture
def card(qtbot: QtBot, desk: Desk, request_id: int) -> DocumentsCard:
    made = DocumentsCard(desk)
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show(request_id=request_id)
    qtbot.waitUntil(lambda: bool(made.list.rows()))
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def counter(qtbot: QtBot, desk: Desk, lane: PrintLane, card: DocumentsCard) -> DocumentCounter:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = DocumentCounter(desk, lane, window)
    card.wanted.connect(made.open_wish)
    return made


def _press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.keyClick(widget.focusWidget() or widget, key, modifiers)


def _dialog(qtbot: QtBot, counter: DocumentCounter) -> IssueDialog:
    qtbot.waitUntil(lambda: counter.dialog is not None and counter.dialog.form is not None)
    dialog = counter.dialog
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def _preview(qtbot: QtBot, counter: DocumentCounter) -> DocumentPreview:
    qtbot.waitUntil(lambda: counter.preview is not None and counter.preview.state() not in ("reading",))
    preview = counter.preview
    assert preview is not None
    qtbot.waitUntil(lambda: not preview.paper.view.is_empty() and preview.side.has_printers())
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    return preview


def _jobs(home: Home) -> list[tuple[str | None, int, str, str]]:
    jobs = home.database.read(lambda session: session.query(PrintJob).order_by(PrintJob.id).all())
    return [(job.paper, job.copy_number, job.printer, job.state) for job in jobs]


def _issue(qtbot: QtBot, card: DocumentsCard, counter: DocumentCounter) -> DocumentPreview:
    assert card.list.select_key(("offer", "surat-balasan"))
    card.take_keyboard()
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    dialog = _dialog(qtbot, counter)
    form = dialog.form
    assert form is not None
    body = form.field("isi").editor
    body.setFocus()
    QTest.keyClicks(body, "Kami siap pada hari yang diminta (contoh).")
    QTest.keyClick(body, Qt.Key.Key_Return, CTRL)
    return _preview(qtbot, counter)


def test_a_letter_is_issued_printed_copied_and_voided_by_the_keyboard(
    desk_home: Home,
    qtbot: QtBot,
    card: DocumentsCard,
    counter: DocumentCounter,
    trays: Trays,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preview = _issue(qtbot, card, counter)
    qtbot.waitUntil(lambda: isinstance(card.list.rows()[0], DocumentLine))
    line = card.list.rows()[0]
    assert line.number.startswith("001/")
    assert line.number.endswith(f"/{clock.today().year}")
    settings.save(settings.Settings(printer_a4="Laser"))
    preview.side.choose_printer("Laser")
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    (said,) = trays.trays["Laser"].words()
    assert "Kami siap pada hari yang diminta (contoh)." in said
    assert "SALINAN" not in said
    _press(preview, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: preview.state() == "ready")
    _press(preview, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert "SALINAN 1" in trays.trays["Laser"].words()[1]
    assert _jobs(desk_home) == [("a4", 0, "Laser", "sent"), ("a4", 1, "Laser", "sent")]

    monkeypatch.setattr(dialogs, "ask_reason", lambda *_asked, **_named: "salah alamat")
    _press(preview, Qt.Key.Key_Delete, CTRL)
    qtbot.waitUntil(lambda: preview.state() == "void")
    _press(preview, Qt.Key.Key_Return)
    assert not preview.isVisible()
    qtbot.waitUntil(lambda: card.list.rows()[0].is_void)


def test_opened_again_it_is_a_copy_and_a_printer_in_trouble_keeps_the_job(
    desk_home: Home, qtbot: QtBot, card: DocumentsCard, counter: DocumentCounter, trays: Trays
) -> None:
    first = _issue(qtbot, card, counter)
    first.side.choose_printer("Laser")
    trays.trays["Laser"].trouble = "Kertas habis."
    _press(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.state() == "failed")
    trays.trays["Laser"].trouble = ""
    _press(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.state() == "sent")
    _press(first, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: first.state() == "not_out")
    assert _jobs(desk_home) == [("a4", 0, "Laser", "not_out")]
    first.reject()
    qtbot.waitUntil(lambda: isinstance(card.list.rows()[0], DocumentLine))
    card.list.select_at(0)
    QTest.keyClick(card.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: counter.preview is not first)
    again = _preview(qtbot, counter)
    content = again.content()
    assert content is not None
    assert content.copy_number == 1


def test_it_is_kept_as_a_pdf(
    desk_home: Home, qtbot: QtBot, card: DocumentsCard, counter: DocumentCounter, tmp_path: Path
) -> None:
    preview = _issue(qtbot, card, counter)
    preview.save_as(tmp_path / "surat.pdf")
    qtbot.waitUntil(lambda: preview.state() == "sent")
    assert (tmp_path / "surat.pdf").read_bytes().startswith(b"%PDF")
    assert _jobs(desk_home) == [("a4", 0, "surat.pdf", "sent")]


def test_a_refused_letter_says_so_beside_its_field_and_keeps_what_was_typed(
    desk_home: Home, qtbot: QtBot, card: DocumentsCard, counter: DocumentCounter
) -> None:
    _issue(qtbot, card, counter).reject()
    (given,) = desk_home.database.read(lambda session: session.query(Document).all())
    before = counter.dialog
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    _press(card, Qt.Key.Key_G, ALT)
    qtbot.waitUntil(lambda: counter.dialog is not before)
    dialog = _dialog(qtbot, counter)
    assert dialog.list.select_key("surat-balasan")
    form = dialog.form
    assert form is not None
    number = form.field("letter_number").editor
    assert isinstance(number, QLineEdit)
    qtbot.waitUntil(lambda: number.placeholderText().startswith("002/"))
    number.setFocus()
    QTest.keyClicks(number, str(given.number))
    body = form.field("isi").editor
    body.setFocus()
    QTest.keyClicks(body, "Isi kedua (contoh).")
    QTest.keyClick(body, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "sudah dipakai" in form.field("letter_number").error())
    assert "Isi kedua (contoh)." in str(form.field("isi").typed().value())
    qtbot.waitUntil(lambda: not dialog.paper.view.is_empty())


def test_what_cannot_be_issued_yet_says_what_is_missing(
    qtbot: QtBot, card: DocumentsCard, counter: DocumentCounter, desk_home: Home
) -> None:
    ppid = RoadHand(desk_home).file("karangasem-2.1")
    card.show(request_id=ppid)
    qtbot.waitUntil(lambda: any(row.kind == "ppid-formulir" for row in card.list.rows()))
    assert all(isinstance(row, OfferRow) and not row.missing for row in card.list.rows())
    card.offer_all()
    qtbot.waitUntil(lambda: counter.dialog is not None and bool(counter.dialog.list.rows()))
    dialog = counter.dialog
    assert dialog is not None
    lacking = [row for row in dialog.list.rows() if row.missing]
    assert lacking
    assert dialog.list.rows()[-1] == lacking[-1], "they stand last"
    dialog.list.select_key(lacking[0].kind)
    assert dialog.form is None
    assert not dialog.give.isEnabled()


def test_who_may_not_see_the_applicant_gets_the_list_and_opens_nothing(
    qtbot: QtBot, desk: Desk, desk_home: Home, card: DocumentsCard, counter: DocumentCounter
) -> None:
    ppid = RoadHand(desk_home).file("karangasem-2.1")
    card.show(request_id=ppid)
    qtbot.waitUntil(lambda: any(row.kind == "ppid-formulir" for row in card.list.rows()))
    desk.sit(desk_home.pemegang)
    qtbot.waitUntil(lambda: card.list.rows() == ())
    card.offer_all()
    assert counter.dialog is None
