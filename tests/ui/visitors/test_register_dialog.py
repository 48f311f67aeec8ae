"""Cetak buku tamu: by keyboard from the period to the paper, in front of a real lane and a real database."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select
from visiting import come, order

from desk import clock
from desk.background import Desk
from desk.models import JournalLine, Visit
from desk.operations.visitors import register
from desk.printing import raster
from desk.printing.printers import PdfFile, Printer, PrinterRow, SystemPrinter
from desk.ui import theme
from desk.ui.slips.print_lane import PrintLane
from desk.ui.visitors.register_dialog import RegisterDialog, open_register
from desk.ui.widgets import labels
from desk.ui.widgets.dialogs import Question

NOON = datetime(2026, 4, 8, 4, 0, tzinfo=UTC)
Open = Callable[..., RegisterDialog]


@pytest.fixture
def _noon() -> Iterator[None]:
    # not time_machine: qtbot would wait by a clock that stands still
    clock.run_by(lambda: NOON)
    yield
    clock.run_by(None)


@pytest.fixture
def desk(_noon: None, desk_home: Home, qapp: QApplication) -> Iterator[Desk]:
    theme.apply(qapp, dark=False)
    made = Desk(desk_home.database)
    made.sit(desk_home.petugas)
    yield made
    assert made.finish()


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the dialog and waits for its first page."""
    dialogs: list[RegisterDialog] = []

    def made(**told: Any) -> RegisterDialog:
        dialog = RegisterDialog(desk, **told)
        qtbot.addWidget(dialog)
        dialogs.append(dialog)
        dialog.show()
        _wait_for_page(qtbot, dialog)
        dialog.form.put_file(str(tmp_path / "buku tamu"))
        return dialog

    yield made
    for dialog in dialogs:
        dialog.reject()


def _until(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=30_000)


def _wait_for_page(qtbot: QtBot, dialog: RegisterDialog) -> None:
    _until(qtbot, dialog.page.is_showing_page)


def _words(dialog: RegisterDialog) -> str:
    return " | ".join(label.text() for label in dialog.findChildren(labels.Label) if label.text())


def _said(dialog: RegisterDialog) -> str:
    shown = dialog.notices.shown()
    return shown.sentence if shown else ""


def _journal(home: Home) -> list[str]:
    query = select(JournalLine.sentence).where(JournalLine.noun == "register").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


def _choose(qtbot: QtBot, dialog: RegisterDialog, steps: int) -> None:
    """Walk the periods by arrow keys and wait until the page follows."""
    for _ in range(steps):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)


def _type(dialog: RegisterDialog, **typed: str) -> None:
    dialog.form.restore(typed)


# --- which days ------------------------------------------------------------------------------------------


def test_it_opens_on_today_with_the_first_page(desk_home: Home, opened: Open) -> None:
    come(desk_home, name="I Made Misal", head_count=12)
    come(desk_home)
    dialog = opened()
    words = _words(dialog)
    for phrase in ("Rabu, 8 April 2026", "2 kunjungan · 13 orang · 1 halaman A4", "Halaman 1 dari 1"):
        assert phrase in words
    assert dialog.form.field("first").isHidden()
    assert dialog.save_button.isEnabled()
    assert "2 kunjungan" in dialog.page.accessibleDescription()


def test_an_empty_day_can_be_printed_too(opened: Open) -> None:
    assert "0 kunjungan · 0 orang · 1 halaman A4" in _words(opened())


def test_arrows_choose_the_week_and_the_month(desk_home: Home, opened: Open, qtbot: QtBot) -> None:
    yesterday, last_week = NOON - timedelta(days=1), NOON - timedelta(days=6)
    for day in (NOON, yesterday, last_week):
        come(desk_home, arrived_at=day, back_date_reason="listrik padam")
    dialog = opened()
    _choose(qtbot, dialog, 1)
    _until(qtbot, lambda: "6–8 April 2026 | 2 kunjungan · 2 orang · 1 halaman" in _words(dialog))
    _choose(qtbot, dialog, 1)
    _until(qtbot, lambda: "1–8 April 2026 | 3 kunjungan · 3 orang · 1 halaman" in _words(dialog))


def test_from_and_to_are_typed(desk_home: Home, opened: Open, qtbot: QtBot) -> None:
    come(desk_home, arrived_at=NOON - timedelta(days=2), back_date_reason="listrik padam")
    dialog = opened()
    _choose(qtbot, dialog, 3)
    assert not dialog.page.is_showing_page()
    assert not dialog.save_button.isEnabled()
    _type(dialog, first="30/3", last="senin")
    _until(qtbot, lambda: "30 Maret – 6 April 2026 | 1 kunjungan · 1 orang · 1 halaman" in _words(dialog))
    assert "Senin, 30 Maret 2026" in _words(dialog)
    assert dialog.save_button.isEnabled()


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        ("8/4", "6/4", "last", "lebih awal"),
        ("8/4", "9/4", "last", "belum tiba"),
        ("x" * 5000, "8/4", "first", "misalnya 1/4/2026"),
        ("1/4/2024", "8/4", "last", "satu tahun"),
        ("1/4", "\u202e<b>8</b>", "last", "misalnya 1/4/2026"),
    ],
)
def test_what_is_no_period_is_said_beside_it_and_stays(
    opened: Open, qtbot: QtBot, first: str, last: str, field: str, said: str
) -> None:
    dialog = opened()
    _choose(qtbot, dialog, 3)
    _type(dialog, first=first, last=last)
    _until(qtbot, lambda: said in dialog.form.field(field).error())
    assert not dialog.save_button.isEnabled()
    assert dialog.form.draft()["first"] == first
    _type(dialog, first="6/4", last="8/4")
    _until(qtbot, dialog.page.is_showing_page)
    assert not dialog.form.field(field).error()


def test_periods_chosen_in_haste_end_in_the_last(desk_home: Home, opened: Open, qtbot: QtBot) -> None:
    come(desk_home, arrived_at=NOON - timedelta(days=6), back_date_reason="listrik padam")
    dialog = opened()
    for step in (1, 2, 0, 2, 1, 2):
        dialog.form.restore({"period": [["Hari ini"], ["Pekan ini"], ["Bulan ini"]][step]})
    _until(qtbot, lambda: "1–8 April 2026 | 1 kunjungan · 1 orang · 1 halaman" in _words(dialog))


def test_who_comes_meanwhile_is_in_it(desk: Desk, desk_home: Home, opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    desk.do(dialog, register, order(), then=lambda _done: None)
    _until(qtbot, lambda: "1 kunjungan · 1 orang · 1 halaman" in _words(dialog))


def test_a_larger_page_is_drawn_anew(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.resize(1200, 760)
    _until(qtbot, lambda: dialog.page.picture_width() == dialog.page.dots())


# --- to a file -------------------------------------------------------------------------------------------


def test_ctrl_s_keeps_the_book_and_the_journal_knows(
    desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    come(desk_home, name="I Made <b>Misal</b>", nik="5107046101900001", phone="0812-0000-0567")
    dialog = opened()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    _until(qtbot, lambda: _said(dialog) == "Tersimpan: buku tamu.pdf")
    text = raster.text((tmp_path / "buku tamu.pdf").read_bytes())
    assert "I Made <b>Misal</b>" in text
    assert "oleh N. K. C." in text
    assert "5107" not in text
    assert "0567" not in text
    assert _journal(desk_home) == ["Buku tamu Rabu, 8 April 2026 diambil sebagai berkas PDF: 1 kunjungan."]
    assert dialog.save_button.isEnabled()
    assert not dialog.progress.is_running()


def test_the_file_is_named_for_its_period_until_somebody_names_it(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    name = dialog.form.field("file").typed()
    name.restore("")
    dialog.form.tell()
    assert name.value() == ""
    fresh = RegisterDialog(dialog._desk)
    qtbot.addWidget(fresh)
    own = fresh.form.field("file").typed()
    assert own.value() == "Buku tamu 2026-04-08.pdf"
    fresh.form.restore({"period": ["Bulan ini"]})
    assert own.value() == "Buku tamu 2026-04-01 sd 2026-04-08.pdf"
    own.restore("buku saya")
    fresh.form.restore({"period": ["Pekan ini"]})
    assert own.value() == "buku saya"
    fresh.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_file_that_is_there_is_replaced_only_when_asked(
    desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    there = tmp_path / "buku tamu.pdf"
    there.write_text("lama")
    dialog = opened()

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        QTest.keyClick(question, key)

    QTimer.singleShot(200, answer)
    dialog.save()
    if key == Qt.Key.Key_Escape:
        assert there.read_text() == "lama"
        assert _journal(desk_home) == []
    else:
        _until(qtbot, lambda: _said(dialog).startswith("Tersimpan"))
        assert there.read_bytes().startswith(b"%PDF")


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Tulis nama berkasnya"),
        ("  ", "Tulis nama berkasnya"),
        ("tidak/ada/buku.pdf", "tidak ada."),
        ("x" * 5000, "tidak dapat dipakai"),
        ("a\x00b", "tidak dapat dipakai"),
        ("{folder}", "adalah folder"),
    ],
)
def test_where_nothing_can_be_kept_is_said_beside_it(
    desk_home: Home, opened: Open, tmp_path: Path, typed: str, said: str
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    dialog = opened()
    dialog.form.put_file(typed.replace("{folder}", str(tmp_path / "folder")))
    dialog.save()
    assert said in dialog.form.field("file").error()
    assert _journal(desk_home) == []
    assert dialog.save_button.isEnabled()


def test_a_file_that_cannot_be_written_is_said_and_tried_again(
    desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    # fits by itself, but not with .part behind it
    dialog.form.put_file(str(tmp_path / ("x" * 248)))
    dialog.save()
    _until(qtbot, lambda: "tidak dapat ditulis" in _said(dialog))
    shown = dialog.notices.shown()
    assert shown is not None
    assert shown.action == "Coba lagi"
    assert dialog.save_button.isEnabled()
    assert shown.then is not None
    shown.then()
    _until(qtbot, dialog.save_button.isEnabled)
    assert len(_journal(desk_home)) == 1


def _a_busy_day(home: Home, count: int) -> None:
    come(home)

    def fill(session: Any) -> None:
        row = session.execute(select(Visit.__table__)).mappings().one()
        rows = [{**row, "id": number + 2, "key": f"key-{number}"} for number in range(count)]
        session.execute(insert(Visit), rows)

    home.database.write(fill)


def test_long_work_shows_itself_and_can_be_cancelled(
    desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    _a_busy_day(desk_home, 4000)
    dialog = opened()
    assert "4.001 kunjungan" in _words(dialog)
    dialog.save()
    _until(qtbot, dialog.progress.isVisible)
    assert not dialog.save_button.isEnabled()
    dialog.progress.cancelled.emit()
    assert "Dibatalkan" in _said(dialog)
    assert dialog.save_button.isEnabled()
    dialog.reject()
    _until(qtbot, lambda: not _threads())
    assert list(tmp_path.glob("buku*")) == []


def _threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "paper"]


def test_closing_drops_what_is_being_set(desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    _a_busy_day(desk_home, 2000)
    dialog = opened()
    dialog.save()
    _until(qtbot, lambda: bool(_journal(desk_home)))
    dialog.reject()
    _until(qtbot, lambda: not _threads())
    assert list(tmp_path.glob("buku*")) == []


# --- to a printer ----------------------------------------------------------------------------------------


def test_without_a_printer_there_is_no_key_for_one(opened: Open) -> None:
    dialog = opened()
    assert dialog.form.field("printer").isHidden()
    assert dialog.print_button.isHidden()


class _Queues:
    """One queue that is listed and one that answers; what it took is kept."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def rows(self) -> tuple[PrinterRow, ...]:
        names = (("Printer Berhenti", True), (self._printer.name, False))
        return tuple(PrinterRow(name, "", False, stopped) for name, stopped in names)

    def printer(self, name: str) -> Printer:
        assert name == self._printer.name
        return self._printer


def _lane(desk: Desk, printer: Printer) -> PrintLane:
    return PrintLane(desk, queues=_Queues(printer))


def test_ctrl_p_sends_the_book_to_the_queue_chosen(
    desk: Desk, desk_home: Home, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    come(desk_home, name="I Made Misal")
    # a file stands for the queue: it takes the same PDF by the same protocol
    lane = _lane(desk, PdfFile(tmp_path / "Printer Contoh"))
    dialog = opened(print_lane=lane)
    _until(qtbot, dialog.print_button.isVisible)
    assert "Printer Berhenti" not in str(dialog.form.field("printer").typed().draft())
    qtbot.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    _until(qtbot, lambda: "Printer Contoh" in _said(dialog))
    assert "I Made Misal" in raster.text((tmp_path / "Printer Contoh").read_bytes())
    assert _journal(desk_home) == ["Buku tamu Rabu, 8 April 2026 diambil untuk dicetak: 1 kunjungan."]
    assert lane.finish()


def test_a_queue_that_is_gone_is_said_and_tried_again(
    desk: Desk, desk_home: Home, opened: Open, qtbot: QtBot
) -> None:
    lane = _lane(desk, SystemPrinter("Printer Contoh"))
    dialog = opened(print_lane=lane)
    _until(qtbot, dialog.print_button.isVisible)
    dialog.send()
    _until(qtbot, lambda: "“Printer Contoh” tidak ada di komputer ini" in _said(dialog))
    shown = dialog.notices.shown()
    assert shown is not None
    assert shown.then is not None
    assert dialog.print_button.isEnabled()
    dialog.notices.dismiss()
    shown.then()
    assert not dialog.print_button.isEnabled()
    _until(qtbot, lambda: "tidak ada di komputer ini" in _said(dialog))
    # the paper is tried again, not the taking out
    assert len(_journal(desk_home)) == 1
    assert lane.finish()


def test_what_paper_needs_is_not_loaded_with_the_window() -> None:
    heavy = "reportlab", "pypdfium2", "PySide6.QtPrintSupport"
    script = f"import sys, desk.ui.visitors.register_dialog; print(*(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- the window ------------------------------------------------------------------------------------------


def test_whoever_locks_the_desk_leaves_no_names_on_it(desk: Desk, opened: Open) -> None:
    dialog = opened()
    desk.sit(None)
    assert not dialog.isVisible()


def test_it_opens_over_its_parent_and_goes_with_esc(desk: Desk, qtbot: QtBot) -> None:
    dialog = open_register(desk, None)
    gone: list[object] = []
    dialog.destroyed.connect(lambda: gone.append(1))
    _wait_for_page(qtbot, dialog)
    assert dialog.isModal()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    _until(qtbot, lambda: bool(gone))


@pytest.mark.parametrize(("dark", "scale"), [(False, 100), (True, 100), (False, 150), (True, 200)])
def test_it_stays_inside_the_screen(opened: Open, qapp: QApplication, *, dark: bool, scale: int) -> None:
    theme.apply(qapp, dark=dark, scale=scale)
    dialog = opened()
    smallest = dialog.minimumSizeHint()
    assert smallest.width() <= 1366 * max(1, scale / 150)
    assert smallest.height() <= 768
    assert not dialog.grab().isNull()
    theme.apply(qapp, dark=False)
