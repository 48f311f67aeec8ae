"""The shell: navigation, a panel over a half-filled one, the scan box, what it fits into."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui import theme
from desk.ui.main_window import MainWindow, ResultRow


class HalfFilled(QWidget):
    """A panel with one line that counts as work once something stands in it."""

    def __init__(self) -> None:
        super().__init__()
        first, self.line = QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(first)
        column.addWidget(self.line)
        self.setFocusProxy(first)

    def holds_work(self) -> bool:
        return bool(self.line.text())


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    theme.apply(qapp, dark=False)
    made = MainWindow("desk", "Diskominfo Contoh")
    qtbot.addWidget(made)
    for key, name, shortcut in (
        ("today", "Hari ini", None),
        ("requests", "Permohonan", "F3"),
        ("calendar", "Kalender", "F4"),
    ):
        made.add_panel(key, name, HalfFilled(), shortcut=shortcut)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def line_of(window: MainWindow, key: str) -> QLineEdit:
    panel = window.panel(key)
    assert isinstance(panel, HalfFilled)
    return panel.line


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def test_first_panel_is_shown_and_keys_go_to_the_others(window: MainWindow) -> None:
    assert window.current_panel() == "today"
    press(Qt.Key.Key_F3)
    assert window.current_panel() == "requests"
    press(Qt.Key.Key_Escape)
    assert window.current_panel() == "requests"


def test_f4_over_a_half_filled_form_and_escape_back(window: MainWindow) -> None:
    press(Qt.Key.Key_F3)
    line = line_of(window, "requests")
    line.setFocus()
    QTest.keyClicks(line, "Ni Luh Contoh")
    line.setCursorPosition(4)
    press(Qt.Key.Key_F4)
    assert window.current_panel() == "calendar"
    press(Qt.Key.Key_Escape)
    assert window.current_panel() == "requests"
    assert line.text() == "Ni Luh Contoh"
    assert line.hasFocus()
    assert line.cursorPosition() == 4


def test_way_back_finds_the_keyboards_place_even_from_the_box(window: MainWindow) -> None:
    window.show_panel("requests")
    line = line_of(window, "requests")
    line.setFocus()
    window.open_over("calendar")
    window.scan_box().take_keyboard()
    assert window.go_back()
    assert line.hasFocus()


def test_going_round_returns_instead_of_piling_up(window: MainWindow) -> None:
    press(Qt.Key.Key_F3)
    line_of(window, "requests").setText("separuh")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F3)
    assert window.current_panel() == "requests"
    assert not window.go_back()


def test_ctrl_k_reaches_the_box_and_escape_gives_the_keyboard_back(window: MainWindow) -> None:
    line = line_of(window, "today")
    line.setFocus()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.scan_box().hasFocus()
    press(Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_enter_in_the_box_asks(window: MainWindow, qtbot: QtBot) -> None:
    window.scan_box().take_keyboard()
    with qtbot.waitSignal(window.query_changed):
        QTest.keyClicks(window.scan_box(), "ppid 31")
    with qtbot.waitSignal(window.searched) as asked:
        press(Qt.Key.Key_Return)
    assert asked.args == ["ppid 31"]


def test_results_are_walked_and_chosen_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    box = window.scan_box()
    box.take_keyboard()
    QTest.keyClicks(box, "contoh")
    rows = [ResultRow("Ni Luh Contoh", payload=1), ResultRow("<b>I Made</b> Misal", payload=2)]
    window.show_results(rows)
    assert box.results_shown()
    assert box.results_view().current_row() is None
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(window.result_chosen) as chosen:
        press(Qt.Key.Key_Return)
    assert chosen.args == [2]
    assert not box.results_shown()


def test_escape_closes_results_then_empties_then_leaves(window: MainWindow) -> None:
    box = window.scan_box()
    box.take_keyboard()
    QTest.keyClicks(box, "x")
    window.show_results([])
    press(Qt.Key.Key_Escape)
    assert not box.results_shown()
    assert box.text() == "x"
    press(Qt.Key.Key_Escape)
    assert box.text() == ""


def test_chip_in_the_box_goes_when_the_text_changes(window: MainWindow) -> None:
    box = window.scan_box()
    box.setText("rab 09-12 aula")
    box.show_chip("benturan 09.40–12.20", "late")
    window.grab()
    box.setText("rab 09-11 aula")
    window.grab()
    assert box.textMargins().right() > 0


def test_badge_status_and_day_are_spoken(window: MainWindow) -> None:
    window.set_badge("today", 120)
    window.set_officer("Ni Kadek Contoh")
    window.set_status("Printer siap", name="printer")
    window.set_status("draf tersimpan 10.02", name="draft")
    window.set_day("Senin, 6 April 2026", "Soma Pon · Sinta · 09.14 WITA")
    window.grab()
    spoken = [child.accessibleDescription() for child in window.findChildren(QWidget)]
    assert "120 perlu perhatian" in spoken
    assert "Printer siap · draf tersimpan 10.02 · Petugas: Ni Kadek Contoh" in spoken
    window.set_status("", name="draft")
    assert "draf" not in " ".join(child.accessibleDescription() for child in window.findChildren(QWidget))


def test_lock_key_is_told_only_where_it_does_something(window: MainWindow, qtbot: QtBot) -> None:
    spoken = " ".join(child.accessibleName() for child in window.findChildren(QWidget))
    assert "Kunci" not in spoken
    window.allow_lock()
    with qtbot.waitSignal(window.lock_requested):
        press(Qt.Key.Key_F12)


def test_closing_is_announced_first(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.about_to_close):
        window.close()


def test_click_on_a_place_goes_there(window: MainWindow) -> None:
    place = next(one for one in window.findChildren(QAbstractButton) if one.accessibleName() == "Kalender")
    place.click()
    assert window.current_panel() == "calendar"
    assert place.isChecked()


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 768, 100), (1920, 1080, 150), (1920, 1080, 200)]
)
def test_shell_fits(window: MainWindow, qapp: QApplication, width: int, height: int, scale: int) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    window.set_day("Rabu, 30 September 2026", "Buda Kliwon · Dungulan · 09.14 WITA")
    huge = QWidget()
    huge.setMinimumSize(3000, 3000)
    window.add_panel("huge", "Panel besar", huge)
    least = window.minimumSizeHint()
    theme.apply(qapp, dark=False)
    assert least.width() <= width
    assert least.height() <= height


def test_every_control_has_a_spoken_name(window: MainWindow) -> None:
    controls = [*window.findChildren(QAbstractButton), window.scan_box()]
    assert [control for control in controls if not control.accessibleName() and control.isVisible()] == []
