"""Laporan: by keyboard from the list to the paper, in front of a real lane and a real database."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from homes import Home
from paper_trays import Trays
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from slots import order, span
from sqlalchemy import select
from visiting import come
from visiting import order as visit

from desk.background import Desk
from desk.models import BlankForm, JournalLine
from desk.operations.blank_forms import BlankFormsOrder, print_blank_forms
from desk.operations.bookings import book
from desk.operations.visitors import register
from desk.printing import raster
from desk.rules.paper_kinds import KINDS
from desk.ui.reports.panel import ReportsPanel

CTRL = Qt.KeyboardModifier.ControlModifier


def _until(qtbot: QtBot, is_so: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(is_so()), timeout=20_000)


def _journal(home: Home) -> list[str]:
    query = select(JournalLine.sentence).where(JournalLine.act == "paper.take_out").order_by(JournalLine.id)
    return home.database.read(lambda session: list(session.scalars(query)))


def _choose(qtbot: QtBot, panel: ReportsPanel, key: str) -> None:
    panel.list.select_key(key)
    _until(qtbot, lambda: panel._report is not None and panel._report.kind == key)
    _until(qtbot, panel.card.page.is_showing_page)


def test_every_paper_is_shown_with_nothing_in_it(panel: ReportsPanel, qtbot: QtBot) -> None:
    """But the pick list, which first wants an event, and the ticket, which wants a visitor."""
    assert [row.key for row in panel.list.rows()] == list(KINDS)
    for key in KINDS:
        if key not in ("daftar-ambil", "nomor-antrean"):
            _choose(qtbot, panel, key)
            assert panel.save_button.isEnabled()
    panel.list.select_key("daftar-ambil")
    _until(qtbot, lambda: panel.form.field("choice").error())
    assert not panel.save_button.isEnabled()


def test_arrows_choose_enter_goes_to_the_period_and_the_page_follows(
    panel: ReportsPanel, desk: Desk, qtbot: QtBot
) -> None:
    panel.activateWindow()
    panel.list.setFocus()
    for _step in range(3):
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
    _until(qtbot, lambda: panel._report is not None and panel._report.kind == "register-pengaduan")
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    QTest.keyClick(panel.list, Qt.Key.Key_Home)
    _until(qtbot, lambda: panel._report is not None and panel._report.kind == "buku-tamu")
    desk.do(panel, register, visit(), then=lambda _done: None)
    _until(qtbot, lambda: panel._report is not None and panel._report.rows == 1)


def test_files_of_every_kind_are_kept_and_the_journal_knows(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    come(desk_home, name="=1+1 Contoh")
    panel.refresh()
    _until(qtbot, lambda: panel._report is not None and panel._report.rows == 1)
    panel.form.field("file").typed().restore(str(tmp_path / "buku"))
    said: list[str] = []
    panel.said.connect(said.append)
    for key, suffix in ((Qt.Key.Key_S, "pdf"), (Qt.Key.Key_E, "xlsx")):
        QTest.keyClick(panel, key, CTRL)
        _until(qtbot, lambda suffix=suffix: said and said[-1] == f"Tersimpan: buku.{suffix}")
    panel.csv_button.click()
    _until(qtbot, lambda: said[-1] == "Tersimpan: buku.csv")
    words = raster.text((tmp_path / "buku.pdf").read_bytes())
    assert "=1+1 Contoh" in words
    assert "oleh N. K. C." in words
    assert zipfile.is_zipfile(tmp_path / "buku.xlsx")
    assert "'=1+1 Contoh" in (tmp_path / "buku.csv").read_text("utf-8-sig")
    assert [line.split("diambil ")[1] for line in _journal(desk_home)] == [
        "sebagai berkas PDF: 1 baris.",
        "sebagai berkas XLSX: 1 baris.",
        "sebagai berkas CSV: 1 baris.",
    ]


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Tulis nama"), ("tidak/ada/x", "tidak ada."), ("a\0b", "tidak dapat")]
)
def test_where_nothing_can_be_kept_is_said_beside_it(
    panel: ReportsPanel, desk_home: Home, typed: str, said: str
) -> None:
    panel.form.field("file").typed().restore(typed)
    panel.save_button.click()
    assert said in panel.form.field("file").error()
    assert _journal(desk_home) == []


def test_ctrl_p_sends_the_paper_and_a_stopped_printer_is_tried_again(
    panel: ReportsPanel, desk_home: Home, trays: Trays, qtbot: QtBot
) -> None:
    _until(qtbot, panel.print_button.isEnabled)
    failed: list[tuple[str, Callable[[], None]]] = []
    panel.failed.connect(lambda sentence, again: failed.append((sentence, again)))
    trays.trays["Printer Contoh"].trouble = "Printer habis kertas."
    QTest.keyClick(panel, Qt.Key.Key_P, CTRL)
    _until(qtbot, lambda: failed)
    assert failed[0][0] == "Printer habis kertas."
    trays.trays["Printer Contoh"].trouble = ""
    said: list[str] = []
    panel.said.connect(said.append)
    failed[0][1]()
    _until(qtbot, lambda: said)
    assert said == ["Terkirim ke Printer Contoh."]
    (words,) = trays.trays["Printer Contoh"].words()
    assert "BUKU TAMU" in words
    assert len(_journal(desk_home)) == 1


def test_another_screen_opens_the_public_week_of_its_own_monday(
    panel: ReportsPanel, desk_home: Home, qtbot: QtBot
) -> None:
    desk_home.database.write(lambda session: book(session, order(span(14, 9, 10)), desk_home.petugas))
    panel.show_paper("agenda-pekan", first=date(2026, 4, 13), choice="public")
    _until(qtbot, lambda: panel._report is not None and panel._report.period == "13–19 April 2026")
    assert panel._report is not None
    assert "Ni Made" not in repr(panel._report)
    assert "09.00–10.00" in repr(panel._report)


def test_what_is_no_period_is_said_beside_it_and_stays(panel: ReportsPanel, qtbot: QtBot) -> None:
    panel.form.field("period").typed().choose("other")
    panel.form.tell()
    panel.form.restore({"first": "8/4", "last": "x" * 400})
    _until(qtbot, lambda: "misalnya" in panel.form.field("last").error())
    assert not panel.save_button.isEnabled()
    panel.form.restore({"first": "8/4", "last": "9/4"})
    _until(qtbot, lambda: "belum tiba" in panel.form.field("last").error())
    panel.form.restore({"first": "6/4", "last": "8/4"})
    _until(qtbot, panel.card.page.is_showing_page)
    assert not panel.form.field("last").error()


def test_whoever_locks_the_desk_leaves_no_names_on_it(panel: ReportsPanel, desk: Desk) -> None:
    desk.sit(None)
    assert not panel.card.page.is_showing_page()
    assert not panel.save_button.isEnabled()


def test_forms_are_printed_with_codes_of_their_own(
    panel: ReportsPanel, desk_home: Home, trays: Trays, qtbot: QtBot
) -> None:
    """The preview shows none: a code that was looked at is no code yet."""
    _choose(qtbot, panel, "formulir-darurat")
    _until(qtbot, panel.print_button.isEnabled)
    said: list[str] = []
    panel.said.connect(said.append)
    panel.send()
    _until(qtbot, lambda: said)
    codes = desk_home.database.read(lambda session: session.scalars(select(BlankForm.code)).all())
    (words,) = trays.trays["Printer Contoh"].words()
    assert len(codes) == 10
    assert all(words.count(code) == 2 for code in codes)
    assert "Formulir 1/10 dari 10" in words


def test_a_spoilt_form_is_told_by_its_number_and_refused_beside_it(
    panel: ReportsPanel, desk: Desk, desk_home: Home, qtbot: QtBot
) -> None:
    assert panel.spoil_button.isHidden()
    desk_home.database.write(lambda s: print_blank_forms(s, BlankFormsOrder(2), desk_home.petugas))
    _choose(qtbot, panel, "formulir-darurat")
    said: list[str] = []
    panel.said.connect(said.append)
    QTest.keyClick(panel, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    card = panel.spoilt
    assert card.isVisible()
    assert panel.card.isHidden()
    assert card.form is not None
    for text in ("1/9", "sobek"):  # Enter goes on, and at the last field answers
        QTest.keyClicks(panel.window().focusWidget(), text)
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Return)
    _until(qtbot, lambda: "1/9 belum pernah dicetak" in card.error("form"))
    assert panel.holds_work()
    card.form.restore({"form": "1/2"})
    card.submit()
    _until(qtbot, lambda: said == ["Formulir 1/2 dinyatakan rusak."])
    assert not panel.card.isHidden()
    assert panel.spoil_button.hasFocus()
    rows = desk_home.database.read(lambda s: s.scalars(select(BlankForm).order_by(BlankForm.number)).all())
    assert [row.spoiled_at is not None for row in rows] == [False, True]


def test_esc_another_paper_and_the_lock_give_the_question_up(
    panel: ReportsPanel, desk: Desk, qtbot: QtBot
) -> None:
    _choose(qtbot, panel, "formulir-darurat")
    panel.spoil_button.click()
    QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Escape)
    assert panel.spoilt.isHidden()
    panel.spoil_button.click()
    panel.list.select_key("buku-tamu")
    assert panel.spoilt.isHidden()
    assert panel.spoil_button.isHidden()
    _choose(qtbot, panel, "formulir-darurat")
    panel.spoil_button.click()
    assert panel.spoilt.form is not None
    panel.spoilt.form.restore({"form": "1/2"})
    desk.sit(None)
    assert panel.spoilt.isHidden()
    assert not panel.holds_work()
