"""The guest book in Laporan: from Tamu to the paper and back, its periods, and what never comes into it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select
from visiting import come

from desk import clock
from desk.background import Desk
from desk.models import JournalLine, Visit
from desk.printing import raster
from desk.settings import Settings
from desk.ui import theme
from desk.ui.front import Front
from desk.ui.reports.panel import ReportsPanel
from desk.ui.slips.print_lane import PrintLane
from desk.ui.widgets import labels
from desk.ui.widgets.dialogs import Question


def _until(qtbot: QtBot, is_so: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(is_so()), timeout=30_000)


def _words(panel: ReportsPanel) -> str:
    return " | ".join(label.text() for label in panel.findChildren(labels.Label) if label.text())


def _journal(home: Home) -> list[str]:
    query = select(JournalLine.sentence).where(JournalLine.act == "paper.take_out").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


def _come_back_dated(home: Home, *days: int) -> None:
    for ago in days:
        come(home, arrived_at=clock.now() - timedelta(days=ago), back_date_reason="listrik padam")


def _name(panel: ReportsPanel, file: Path | str) -> None:
    panel.form.field("file").typed().restore(str(file))


@pytest.fixture
def front(desk: Desk, desk_home: Home, qtbot: QtBot) -> Iterator[Front]:
    made = Front(desk, agency="Diskominfo Contoh", settings=Settings())
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.seat.sit(desk_home.petugas)
    yield made
    made.window.close()


# --- from Tamu and back ----------------------------------------------------------------------------------


def test_tamu_opens_the_book_and_esc_returns_to_what_is_half_typed(front: Front, qtbot: QtBot) -> None:
    window, tamu, reports = front.window, front.panels.visitors, front.panels.reports
    window.go_to("reports")
    _until(qtbot, reports.card.page.is_showing_page)
    reports.list.select_key("angka-ppid")
    window.go_to("visitors")
    name = tamu.form.body.field("name").typed()
    name.restore("I Made Misal")
    qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert window.current_panel() == "reports"
    kind = reports.kind()
    assert kind is not None
    assert kind.key == "buku-tamu"
    _until(qtbot, lambda: "Rabu, 8 April 2026 · 0 baris" in _words(reports))
    focused = window.focusWidget()
    assert focused is not None
    assert reports.form.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert window.current_panel() == "visitors"
    assert name.draft() == "I Made Misal"


def test_esc_returns_to_an_empty_tamu_too(front: Front, qtbot: QtBot) -> None:
    front.window.go_to("visitors")
    front.panels.visitors.register_wanted.emit()
    assert front.window.current_panel() == "reports"
    qtbot.keyClick(front.window, Qt.Key.Key_Escape)
    assert front.window.current_panel() == "visitors"


# --- which days ------------------------------------------------------------------------------------------


def test_it_opens_on_today_and_says_who_is_counted(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot
) -> None:
    come(desk_home, name="I Made Misal", head_count=12)
    come(desk_home)
    panel.show_paper("buku-tamu")
    counted = "Rabu, 8 April 2026 · 2 baris\nJumlah kunjungan 2, jumlah tamu 13 orang."
    _until(qtbot, lambda: counted in _words(panel) and "Halaman 1 dari 1" in _words(panel))
    assert panel.form.field("first").isHidden()
    assert "2 baris" in panel.card.page.accessibleDescription()


def test_arrows_choose_the_week_the_month_and_the_year(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot
) -> None:
    _come_back_dated(desk_home, 0, 1, 6, 60)
    panel.show_paper("buku-tamu")
    panel.form.focus_first()
    for said in (
        "6–8 April 2026 · 2 baris",
        "1–8 April 2026 · 3 baris",
        "1 Januari – 8 April 2026 · 4 baris",
    ):
        qtbot.keyClick(panel.window().focusWidget(), Qt.Key.Key_Right)
        _until(qtbot, lambda said=said: said in _words(panel))


def test_from_and_to_are_typed(panel: ReportsPanel, desk_home: Home, qtbot: QtBot) -> None:
    _come_back_dated(desk_home, 2)
    panel.form.restore({"period": ["Dari–sampai"]})
    assert not panel.card.page.is_showing_page()
    assert not panel.save_button.isEnabled()
    panel.form.restore({"first": "30/3", "last": "senin"})
    _until(qtbot, lambda: "30 Maret – 6 April 2026 · 1 baris" in _words(panel))
    assert "Senin, 30 Maret 2026" in _words(panel)
    assert panel.save_button.isEnabled()


@pytest.mark.parametrize(
    ("first", "last", "field", "said"),
    [
        ("8/4", "6/4", "last", "lebih awal"),
        ("x" * 5000, "8/4", "first", "misalnya 1/4/2026"),
        ("1/4/2024", "8/4", "last", "satu tahun"),
        ("1/4", "\u202e<b>8</b>", "last", "misalnya 1/4/2026"),
    ],
)
def test_what_is_no_period_is_said_beside_it_and_stays(
    panel: ReportsPanel, qtbot: QtBot, first: str, last: str, field: str, said: str
) -> None:
    panel.form.restore({"period": ["Dari–sampai"], "first": first, "last": last})
    _until(qtbot, lambda: said in panel.form.field(field).error())
    assert not panel.save_button.isEnabled()
    assert panel.form.draft()["first"] == first
    panel.form.restore({"first": "9/4/2025", "last": "8/4"})  # a whole year
    _until(qtbot, panel.card.page.is_showing_page)
    assert not panel.form.field(field).error()


def test_periods_chosen_in_haste_end_in_the_last(panel: ReportsPanel, desk_home: Home, qtbot: QtBot) -> None:
    _come_back_dated(desk_home, 6)
    for step in (1, 2, 0, 2, 1, 2):
        panel.form.restore({"period": [["Hari ini"], ["Pekan ini"], ["Bulan ini"]][step]})
    _until(qtbot, lambda: "1–8 April 2026 · 1 baris" in _words(panel))


def test_a_larger_page_is_drawn_anew(panel: ReportsPanel, qtbot: QtBot) -> None:
    panel.resize(1500, 900)
    page = panel.card.page
    _until(qtbot, lambda: page.is_showing_page() and page.picture_width() == page.dots())


# --- to a file -------------------------------------------------------------------------------------------


def test_nobodys_number_phone_or_need_is_on_it_and_two_sign(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    come(
        desk_home,
        name="I Made <b>Misal</b>",
        nik="5107046101900001",
        phone="0812-0000-0567",
        needs=("kursi_roda",),
    )
    panel.refresh()
    _until(qtbot, lambda: "1 baris" in _words(panel))
    assert "NIK, telepon, dan kebutuhan tamu tidak pernah tercetak." in _words(panel)
    for suffix, button in (("pdf", panel.save_button), ("csv", panel.csv_button)):
        _name(panel, tmp_path / "buku tamu")
        button.click()
        file = tmp_path / f"buku tamu.{suffix}"
        _until(qtbot, lambda file=file: file.exists() and panel.save_button.isEnabled())
        text = raster.text(file.read_bytes()) if suffix == "pdf" else file.read_text("utf-8-sig")
        assert "I Made <b>Misal</b>" in text
        for kept_out in ("5107", "0567", "kursi"):
            assert kept_out not in text
    paper = raster.text((tmp_path / "buku tamu.pdf").read_bytes())
    assert "Mengetahui," in paper
    assert "Petugas," in paper
    assert paper.count("NIP.") == 2


def test_the_file_is_named_for_its_period_until_somebody_names_it(panel: ReportsPanel, qtbot: QtBot) -> None:
    own = panel.form.field("file").typed()
    _until(qtbot, lambda: own.value() == "Buku tamu Rabu, 8 April 2026")
    assert "di folder" in _words(panel)
    panel.form.restore({"period": ["Bulan ini"]})
    _until(qtbot, lambda: own.value() == "Buku tamu 1–8 April 2026")
    own.restore("buku saya")
    panel.form.restore({"period": ["Pekan ini"]})
    _until(qtbot, lambda: "6–8 April 2026 · 0 baris" in _words(panel))
    assert own.value() == "buku saya"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_file_that_is_there_is_replaced_only_when_asked(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    there = tmp_path / "buku tamu.pdf"
    there.write_text("lama")
    _name(panel, there)

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        QTest.keyClick(question, key)

    QTimer.singleShot(200, answer)
    panel.save_button.click()
    if key == Qt.Key.Key_Escape:
        assert there.read_text() == "lama"
        assert _journal(desk_home) == []
    else:
        _until(qtbot, lambda: there.read_bytes().startswith(b"%PDF"))


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("typed", "said"),
    [("  ", "Tulis nama"), ("x" * 5000, "tidak dapat dipakai"), ("{folder}", "adalah folder")],
)
def test_where_nothing_can_be_kept_is_said_beside_it(
    panel: ReportsPanel, desk_home: Home, tmp_path: Path, typed: str, said: str
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    _name(panel, typed.replace("{folder}", str(tmp_path / "folder")))
    panel.save_button.click()
    assert said in panel.form.field("file").error()
    assert _journal(desk_home) == []
    assert panel.save_button.isEnabled()


def test_a_file_that_cannot_be_written_is_said_and_tried_again(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    failed: list[tuple[str, Callable[[], None]]] = []
    panel.failed.connect(lambda sentence, again: failed.append((sentence, again)))
    # fits by itself, but not with .part behind it
    _name(panel, tmp_path / ("x" * 248))
    panel.save_button.click()
    _until(qtbot, lambda: failed)
    assert "tidak dapat ditulis" in failed[0][0]
    assert panel.save_button.isEnabled()
    failed[0][1]()
    _until(qtbot, lambda: len(failed) == 2)
    # the paper is tried again, not the taking out
    assert len(_journal(desk_home)) == 1


def _a_busy_day(home: Home, count: int) -> None:
    come(home)

    def fill(session: Any) -> None:
        row = session.execute(select(Visit.__table__)).mappings().one()
        rows = [{**row, "id": number + 2, "key": f"key-{number}"} for number in range(count)]
        session.execute(insert(Visit), rows)

    home.database.write(fill)


def _threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "paper"]


def test_long_work_shows_itself_and_can_be_cancelled(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    _a_busy_day(desk_home, 4000)
    panel.refresh()
    _until(qtbot, lambda: "4.001 baris" in _words(panel))
    _until(qtbot, panel.card.page.is_showing_page)
    _name(panel, tmp_path / "buku tamu")
    said: list[str] = []
    panel.said.connect(said.append)
    panel.save_button.click()
    _until(qtbot, panel.progress.isVisible)
    assert not panel.save_button.isEnabled()
    panel.progress.cancelled.emit()
    assert "Dibatalkan" in said[0]
    assert panel.save_button.isEnabled()
    panel.finish()
    _until(qtbot, lambda: not _threads())
    assert list(tmp_path.glob("buku*")) == []


def test_locking_drops_what_is_being_set(
    panel: ReportsPanel, desk: Desk, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    _a_busy_day(desk_home, 2000)
    panel.refresh()
    _until(qtbot, lambda: "2.001 baris" in _words(panel))
    _name(panel, tmp_path / "buku tamu")
    panel.save_button.click()
    _until(qtbot, lambda: bool(_journal(desk_home)))
    desk.sit(None)
    panel.finish()
    _until(qtbot, lambda: not _threads())
    assert list(tmp_path.glob("buku*")) == []


# --- the printer and the window --------------------------------------------------------------------------


def test_without_a_printer_there_is_no_key_for_one(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    lane = PrintLane(desk, queues=Trays(tmp_path, []))
    made = ReportsPanel(desk, print_lane=lane)
    qtbot.addWidget(made)
    made.show()
    _until(qtbot, made.save_button.isEnabled)
    assert made.form.field("printer").isHidden()
    assert not made.print_button.isEnabled()
    made.finish()
    assert lane.finish()


def test_what_paper_needs_is_not_loaded_with_the_window() -> None:
    heavy = "reportlab", "pypdfium2", "PySide6.QtPrintSupport"
    script = f"import sys, desk.ui.reports.panel; print(*(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(("dark", "scale"), [(False, 100), (True, 100), (False, 150), (True, 200)])
def test_it_stays_inside_the_screen(
    panel: ReportsPanel, qapp: QApplication, *, dark: bool, scale: int
) -> None:
    theme.apply(qapp, dark=dark, scale=scale)
    panel.show_paper("buku-tamu")
    assert panel.minimumSizeHint().width() <= 1366 * max(1, scale / 150)
    assert not panel.grab().isNull()
    theme.apply(qapp, dark=False)
