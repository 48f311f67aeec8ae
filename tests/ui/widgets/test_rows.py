"""Rows as a model and as a painted list worked by keys."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desk.ui import theme
from desk.ui.widgets.rows import Action, Column, RowFace, RowsModel, RowsView


@dataclass(frozen=True)
class MadeUpRow:
    number: int
    words: str


ROWS = [MadeUpRow(number, f"baris {number}") for number in range(5)]


def face(row: MadeUpRow) -> RowFace:
    return RowFace(
        row.words,
        " · Ni Luh Contoh",
        "baris kedua yang panjang " * 8,
        lead_chip=("terlambat 1 hari", "late"),
        end_chip=("menunggu", "today"),
        action=Action("Buka", "Enter"),
        warning="Kamis bila dikonfirmasi",
    )


@pytest.fixture
def view(qtbot: QtBot) -> RowsView:
    made = RowsView(face, name="Pekerjaan", empty="Tidak ada.", hint="Tekan F2.", key=lambda row: row.number)
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(700, 400)
    made.show()
    return made


def test_model_keeps_qt_rules(qtmodeltester: ModelTester) -> None:
    model = RowsModel([Column("Nomor", lambda row: str(row.number), figures=True), Column("Kata", str)], ROWS)
    qtmodeltester.check(model)
    model.set_rows([])
    qtmodeltester.check(model)


def test_arrows_walk_and_enter_opens(view: RowsView, qtbot: QtBot) -> None:
    view.select_at(0)
    QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.row_activated) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_up_from_the_first_row_leaves_the_list(view: RowsView, qtbot: QtBot) -> None:
    view.select_at(0)
    with qtbot.waitSignal(view.left_upwards):
        QTest.keyClick(view, Qt.Key.Key_Up)


def test_selection_survives_new_rows(view: RowsView) -> None:
    view.select_at(3)
    view.set_rows([ROWS[4], ROWS[3]])
    assert view.current_row() == ROWS[3]
    assert view.currentIndex().row() == 1
    view.set_rows([ROWS[0]])
    assert view.current_row() is None


def test_click_on_the_button_acts_and_beside_it_opens(view: RowsView, qtbot: QtBot) -> None:
    index = view.model().index(2, 0)
    button = view._delegate.button_rect(view.visualRect(index), index)  # where it was painted
    with qtbot.waitSignal(view.action_pressed) as acted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button.center())
    assert acted.args == [ROWS[2]]
    with qtbot.waitSignal(view.row_activated) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    assert opened.args == [ROWS[2]]


def test_every_row_has_spoken_words(view: RowsView) -> None:
    spoken = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "baris 0 · Ni Luh Contoh" in spoken
    assert "menunggu" in spoken


def test_height_follows_the_rows_and_the_scale(view: RowsView) -> None:
    assert view.sizeHint().height() >= 5 * theme.px(52)
    view.set_rows([])
    assert 0 < view.sizeHint().height() < 2 * theme.px(52)
    view.grab()


def test_a_row_that_got_something_to_say_takes_its_room(qtbot: QtBot) -> None:
    marked: set[int] = set()
    made = RowsView(
        lambda row: RowFace(row.words, warning="belum disimpan" if row.number in marked else ""),
        name="Bunyi",
        empty="",
    )
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(300, 400)
    made.show()
    first, second = (made.model().index(number, 0) for number in (0, 1))
    before = made.visualRect(first).height()
    marked.add(0)
    made.show_again()
    qtbot.waitUntil(lambda: made.visualRect(first).height() > before)
    assert made.visualRect(second).top() > made.visualRect(first).bottom()


def test_rows_close_up_when_their_words_stop_wrapping(qtbot: QtBot) -> None:
    made = RowsView(
        lambda row: RowFace(row.words * 6, second="Register", wraps=True), name="Laporan", empty=""
    )
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.resize(180, 500)
    made.show()
    first, second = (made.model().index(number, 0) for number in (0, 1))
    narrow = made.visualRect(first).height()
    made.resize(600, 500)
    qtbot.waitUntil(lambda: made.visualRect(first).height() < narrow)
    qtbot.waitUntil(lambda: made.visualRect(second).top() == made.visualRect(first).bottom() + 1)
