"""A scanner's burst is taken away from what has the keyboard; typing is not."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.scan_filter import ScanFilter
from desk.ui.widgets.editors import ComboEditor

CODE = "D1:NFJFYTYW1SD9B"


class Keyboard:
    """Presses keys at given gaps (ms) on what has the focus, at a time of its own."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self.at = 1000.0
        self.scans: list[str] = []

    def time_of(self, _event: QKeyEvent) -> float:
        return self.at

    def press(self, text: str, *, gap: float, key: int = 0, repeat: bool = False) -> None:
        self.at += gap
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        code = key or ord(text.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text, repeat)
            self.app.sendEvent(target, event)

    def type(self, text: str, *, gap: float) -> None:
        for letter in text:
            self.press(letter, gap=gap)

    def enter(self, *, gap: float) -> None:
        self.press("\r", gap=gap, key=Qt.Key.Key_Return)

    def scan(self, text: str, *, gap: float = 8, pause: float = 400) -> None:
        self.at += pause
        self.type(text, gap=gap)
        self.enter(gap=gap)


@pytest.fixture
def keyboard(qapp: QApplication) -> Iterator[Keyboard]:
    made = Keyboard(qapp)
    watching = ScanFilter(clock=made.time_of)
    watching.scanned.connect(made.scans.append)
    watching.install(qapp)
    yield made
    qapp.removeEventFilter(watching)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    for child in (
        QLineEdit(),
        QPlainTextEdit(),
        QPushButton("Simpan"),
        ComboEditor([(1, "D1 aula"), (2, "Zoom")]),
    ):
        column.addWidget(child)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def line(window: QWidget) -> QLineEdit:
    found = window.findChild(QLineEdit)
    assert found is not None
    found.setFocus()
    return found


def test_scan_in_a_half_filled_line_leaves_it_as_it_was(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    field.setText("Ni Luh Contoh")
    field.setCursorPosition(3)
    entered: list[None] = []
    field.returnPressed.connect(lambda: entered.append(None))
    keyboard.scan(CODE)
    assert keyboard.scans == [CODE]
    assert field.text() == "Ni Luh Contoh"
    assert field.cursorPosition() == 3
    assert entered == []


def test_scan_over_a_selection_gives_text_and_selection_back(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    field.setText("Ni Luh Contoh")
    field.setSelection(3, 3)
    keyboard.scan(CODE)
    assert field.text() == "Ni Luh Contoh"
    assert field.selectedText() == "Luh"


def test_scan_in_a_long_text_leaves_it_as_it_was(window: QWidget, keyboard: Keyboard) -> None:
    field = window.findChild(QPlainTextEdit)
    assert field is not None
    field.setPlainText("baris satu\nbaris dua")
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(5)
    field.setTextCursor(cursor)
    keyboard.scan(CODE)
    assert keyboard.scans == [CODE]
    assert field.toPlainText() == "baris satu\nbaris dua"
    assert field.textCursor().position() == 5


def test_scan_on_a_button_does_not_press_it(window: QWidget, keyboard: Keyboard) -> None:
    button = window.findChild(QPushButton)
    assert button is not None
    pressed: list[bool] = []
    button.clicked.connect(pressed.append)
    button.setFocus()
    keyboard.scan(CODE)
    assert keyboard.scans == [CODE]
    assert pressed == []


def test_scan_while_a_list_of_choices_hangs_open(window: QWidget, keyboard: Keyboard) -> None:
    combo = window.findChild(ComboEditor)
    assert combo is not None
    combo.setFocus()
    keyboard.type("D", gap=300)
    assert combo.completer().popup().isVisible()
    keyboard.scan(CODE)
    assert keyboard.scans == [CODE]
    assert combo.text() == "D"
    combo.completer().popup().hide()


@pytest.mark.parametrize("gap", [36, 60, 120, 250])
def test_fast_typist_is_not_taken_for_a_scanner(window: QWidget, keyboard: Keyboard, gap: float) -> None:
    field = line(window)
    keyboard.type("I Made Misal", gap=gap)
    keyboard.enter(gap=gap)
    assert keyboard.scans == []
    assert field.text() == "I Made Misal"


def test_rolled_keys_then_enter_are_typing(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    keyboard.type("dan", gap=80)
    keyboard.type("ga", gap=20)
    keyboard.enter(gap=30)
    assert keyboard.scans == []
    assert field.text() == "danga"


def test_burst_without_enter_is_typing(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    keyboard.type(CODE, gap=5)
    keyboard.enter(gap=36)
    assert keyboard.scans == []
    assert field.text() == CODE


@pytest.mark.parametrize(("length", "taken"), [(5, False), (6, True)])
def test_six_keys_are_the_least(window: QWidget, keyboard: Keyboard, length: int, taken: bool) -> None:
    field = line(window)
    keyboard.scan(CODE[:length])
    assert bool(keyboard.scans) is taken
    assert field.text() == ("" if taken else CODE[:length])


def test_gap_of_exactly_35_ms_still_belongs(window: QWidget, keyboard: Keyboard) -> None:
    line(window)
    keyboard.scan(CODE, gap=35)
    assert keyboard.scans == [CODE]


def test_held_key_is_no_scan(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    keyboard.at += 500
    for _press in range(20):
        keyboard.press("a", gap=30, repeat=True)
    keyboard.enter(gap=30)
    assert keyboard.scans == []
    assert field.text() == "a" * 20


def test_shift_between_letters_does_not_break_a_scan(window: QWidget, keyboard: Keyboard) -> None:
    line(window)
    keyboard.at += 500
    for letter in CODE:
        keyboard.press("", gap=20, key=Qt.Key.Key_Shift)
        keyboard.press(letter, gap=20)
    keyboard.enter(gap=20)
    assert keyboard.scans == [CODE]


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Backspace])
def test_editing_key_breaks_a_burst(window: QWidget, keyboard: Keyboard, key: Qt.Key) -> None:
    line(window)
    keyboard.at += 500
    keyboard.type("ABCDE", gap=8)
    keyboard.press("", gap=8, key=key)
    keyboard.type("FGH", gap=8)
    keyboard.enter(gap=8)
    assert keyboard.scans == []


def test_typed_then_scanned_then_typed(window: QWidget, keyboard: Keyboard) -> None:
    field = line(window)
    keyboard.type("Ni ", gap=120)
    keyboard.scan(CODE)
    keyboard.scan("D1:SECOND0000000")
    keyboard.type("Luh", gap=120)
    assert keyboard.scans == [CODE, "D1:SECOND0000000"]
    assert field.text() == "Ni Luh"


def test_any_mix_of_typing_and_scans_is_told_apart(window: QWidget, keyboard: Keyboard) -> None:
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    field = line(window)
    typed, scanned = "", []
    for _round in range(60):
        if dice.random() < 0.5:
            word = "".join(dice.choices("abc de", k=dice.randint(1, 12)))
            keyboard.type(word, gap=dice.uniform(36, 200))
            typed += word
        else:
            code = "".join(dice.choices("0123456789ABCDEFGHJKMNPQRSTVWXYZ", k=dice.randint(6, 40)))
            keyboard.scan(code, gap=dice.uniform(1, 35), pause=dice.uniform(36, 500))
            scanned.append(code)
    assert field.text() == typed, f"seed {seed}"
    assert keyboard.scans == scanned, f"seed {seed}"
