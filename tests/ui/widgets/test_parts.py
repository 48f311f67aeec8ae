"""Notices, dialogs, the strip of days, progress, labels and Qt's own words."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.ui import theme
from desk.ui.widgets import buttons, dialogs, labels
from desk.ui.widgets.calendar_strip import CalendarStrip, CountedDays
from desk.ui.widgets.cards import Card
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.choices import ChoiceEditor
from desk.ui.widgets.notice import NoticeBar
from desk.ui.widgets.progress import ProgressRow

UI = Path(theme.__file__).parent
MARKUP = "<img src=file:///etc/passwd><b>Ni Luh</b> & <Maju>"


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    made = NoticeBar()
    qtbot.addWidget(made)
    made.resize(800, 48)
    return made


def sentence_of(bar: NoticeBar) -> str:
    shown = bar.shown()
    return "" if shown is None else shown.sentence


def test_the_newest_notice_is_shown_and_older_trouble_waits_beneath(bar: NoticeBar) -> None:
    bar.error("Printer mati.")
    bar.say("warning", "Cadangan tertunda.")
    assert sentence_of(bar) == "Cadangan tertunda."
    bar.success("Ni Luh Contoh dicatat.")
    assert sentence_of(bar) == "Ni Luh Contoh dicatat."
    bar.dismiss()
    assert sentence_of(bar) == "Cadangan tertunda."
    bar.dismiss()
    assert sentence_of(bar) == "Printer mati."
    bar.dismiss()
    assert bar.isHidden()


def test_news_hides_no_later_visitor(bar: NoticeBar) -> None:
    bar.say("info", "I Wayan Misal dicatat; sudah pernah tercatat.", action="Buka", then=lambda: None)
    bar.success("Ni Luh Contoh dicatat.")
    assert sentence_of(bar) == "Ni Luh Contoh dicatat."
    bar.dismiss()
    assert sentence_of(bar).startswith("I Wayan Misal"), "its act can still be taken"
    bar.say("info", "Isian dikosongkan.", action="Kembalikan", then=lambda: None)
    bar.dismiss()
    assert bar.isHidden()


def test_each_scan_gets_its_own_answer_and_none_piles_up(bar: NoticeBar) -> None:
    bar.error("Printer mati.")
    bar.answer("Kode A salah ketik.")
    bar.success("Disimpan.")
    bar.answer("Kode B bukan kode kami.")
    assert sentence_of(bar) == "Kode B bukan kode kami."
    bar.answer("")
    assert sentence_of(bar) == "Printer mati."
    bar.dismiss()
    assert bar.isHidden()


def test_notice_said_again_is_shown_once_with_its_newest_act(bar: NoticeBar, qtbot: QtBot) -> None:
    tried: list[int] = []
    bar.error("Basis data terkunci.", action="Coba lagi", then=lambda: tried.append(1))
    bar.error("Basis data terkunci.", action="Coba lagi", then=lambda: tried.append(2))
    bar.grab()
    button = next(one for one in bar.findChildren(buttons.Button) if one.word() == "Coba lagi")
    button.click()
    assert tried == [2]
    assert bar.shown() is None


def test_success_gives_way_and_errors_stay(bar: NoticeBar) -> None:
    bar.success("Tersimpan.")
    bar.error("Disk penuh.")
    shown = bar.shown()
    assert shown is not None
    assert shown.kind == "error"
    assert not bar._timer.isActive()
    bar.clear()
    bar.success("Tersimpan.")
    assert bar._timer.isActive()


def test_markup_in_a_notice_is_text(bar: NoticeBar) -> None:
    bar.error(MARKUP)
    assert MARKUP in [label.text() for label in bar.findChildren(QLabel)]
    assert {label.textFormat() for label in bar.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def answer(act: Callable[[QDialog], None]) -> None:
    """Do `act` to the dialog that is about to open."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, when_open)


@pytest.mark.parametrize(("key", "said"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_question_is_answered_by_keys(qtbot: QtBot, key: Qt.Key, said: bool) -> None:
    answer(lambda dialog: QTest.keyClick(dialog, key))
    assert dialogs.ask(None, MARKUP, yes="Tolak", no="Batal", detail=MARKUP) is said


def test_enter_on_no_says_no(qtbot: QtBot) -> None:
    def press_no(dialog: QDialog) -> None:
        assert isinstance(dialog, dialogs.Question)
        dialog.no.setFocus()
        QTest.keyClick(dialog.no, Qt.Key.Key_Return)

    answer(press_no)
    assert dialogs.ask(None, "Tolak?", yes="Tolak", no="Batal") is False


def test_reason_is_wanted_before_yes(qtbot: QtBot) -> None:
    refused: list[str] = []

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, dialogs.ReasonQuestion)
        QTest.keyClick(dialog.reason.editor, Qt.Key.Key_Return)
        refused.append(dialog.reason.error())
        QTest.keyClicks(dialog.reason.editor, "Aula sedang diperbaiki")
        QTest.keyClick(dialog.reason.editor, Qt.Key.Key_Return)

    answer(write)
    assert dialogs.ask_reason(None, "Tolak?", yes="Tolak", no="Batal") == "Aula sedang diperbaiki"
    assert refused == ["Alasan belum diisi."]


def test_reason_given_up_is_none(qtbot: QtBot) -> None:
    answer(lambda dialog: dialog.reject())
    assert dialogs.ask_reason(None, "Tolak?", yes="Tolak", no="Batal") is None


def test_strip_knows_its_days_and_reasons(qtbot: QtBot) -> None:
    strip = CalendarStrip()
    qtbot.addWidget(strip)
    skipped = {date(2026, 3, 19): "Nyepi"}
    counted = {date(2026, 3, 16)}
    strip.show_days(CountedDays(date(2026, 3, 13), date(2026, 4, 6), date(2026, 3, 13), counted, skipped))
    strip.resize(strip.sizeHint())
    assert strip.day_at(2, theme.px(21)) == date(2026, 3, 9)
    assert strip.day_at(strip.width() - 2, strip.height() - theme.px(6)) == date(2026, 4, 12)
    assert "Nyepi" in strip.accessibleDescription()
    strip.grab()
    strip.show_days(None)
    assert strip.sizeHint().height() == 0


def test_progress_shows_itself_only_when_the_work_lasts(qtbot: QtBot) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    row.start("Menyusun laporan…")
    assert row.isHidden()
    assert row.is_running()
    qtbot.waitUntil(row.isVisible)
    row.advance(3, 10)
    row.grab()
    with qtbot.waitSignal(row.cancelled):
        row.findChild(buttons.Button).click()
    row.finish()
    assert not row.is_running()


def test_short_work_never_shows(qtbot: QtBot) -> None:
    row = ProgressRow()
    qtbot.addWidget(row)
    row.start("Sebentar")
    row.finish()
    assert row.isHidden()


@pytest.mark.parametrize("weight", [buttons.primary, buttons.secondary, buttons.quiet])
def test_button_is_pressed_by_enter_and_space(qtbot: QtBot, weight: Callable[..., buttons.Button]) -> None:
    button = weight("Aula & Zoom", keys="Ctrl S")
    qtbot.addWidget(button)
    button.show()
    button.grab()
    assert button.accessibleName() == "Aula & Zoom"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_what_does_not_fit_is_told_by_the_tooltip(qtbot: QtBot) -> None:
    label = labels.elided_line("Badan Kepegawaian dan Pengembangan <b>Sumber</b> Daya Manusia")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_card_and_chip_speak(qtbot: QtBot) -> None:
    card, chip = Card("Perlu dikerjakan"), Chip("terlambat 1 hari", "late")
    qtbot.addWidget(card)
    card.add_to_head(chip)
    card.show()
    assert card.accessibleName() == "Perlu dikerjakan"
    assert chip.accessibleName() == "terlambat 1 hari"
    chip.show_state("", "quiet")
    assert chip.isHidden()
    card.set_head("")
    card.grab()


def test_nothing_shows_itself_as_a_window_while_it_is_made(qtbot: QtBot) -> None:
    made = [Card("Kartu"), Chip("kata", "ok"), NoticeBar(), ProgressRow(), CalendarStrip()]
    for widget in made:
        qtbot.addWidget(widget)
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == []


def test_qt_speaks_indonesian(qapp: QApplication) -> None:
    before = QLocale()
    theme.speak_indonesian(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Batal"
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Salin"
    assert QLocale().language() == QLocale.Language.Indonesian
    QLocale.setDefault(before)


def called_names(file: Path) -> set[str]:
    """Names called as functions in `file`."""
    tree = ast.parse(file.read_text("utf-8"))
    return {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }


@pytest.mark.parametrize("file", sorted(UI.rglob("*.py")), ids=lambda file: str(file.relative_to(UI)))
def test_labels_and_message_boxes_come_from_one_place(file: Path) -> None:
    assert called_names(file).isdisjoint(
        {"QLabel", "QMessageBox", "QTextEdit", "QInputDialog", "processEvents"}
    )


def test_pictures_can_be_drawn_of_every_part(qtbot: QtBot, qapp: QApplication) -> None:
    parts: list[QWidget] = [
        Card("Kartu"),
        Chip("kata", "late"),
        buttons.primary("Simpan", keys=buttons.ENTER),
    ]
    for dark in (False, True):
        theme.apply(qapp, dark=dark, scale=200)
        for part in parts:
            assert not part.grab().isNull()
    theme.apply(qapp, dark=False)
    for part in parts:
        qtbot.addWidget(part)


def test_a_button_is_pressed_by_its_keys_at_once_and_only_once(qtbot: QtBot) -> None:
    made = buttons.secondary("Pertanyaan singkat", shortcut="Alt+T")
    window = QWidget()
    qtbot.addWidget(window)
    made.setParent(window)
    pressed: list[str] = []
    made.clicked.connect(lambda: pressed.append("ya"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["ya"]
    made.show_word("Lain")  # another word keeps the keys
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["ya", "ya"]
    made.setEnabled(False)
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["ya", "ya"]


def test_a_letter_chooses_the_next_that_begins_with_it(qtbot: QtBot) -> None:
    chips = ChoiceEditor([(1, "Videotron"), (2, "Podcast"), (3, "Video"), (4, "Greeting")])
    qtbot.addWidget(chips)
    chips.show()
    for letter, value in (("v", 1), ("v", 3), ("v", 1), ("G", 4), ("x", 4)):
        qtbot.keyClicks(chips, letter)
        assert chips.value() == value


def test_a_code_at_the_right_of_a_head_stays_whole_beside_a_long_name(qtbot: QtBot) -> None:
    card = Card("Permohonan · " + "I Gusti Ngurah Bagus Permisalan Seandainya " * 3)
    qtbot.addWidget(card)
    card.set_extra("X39KS-E2EV-9ABC", is_whole=True)
    card.resize(500, 200)
    card.show()
    shown = {label.text() for label in card.findChildren(QLabel)}
    assert "X39KS-E2EV-9ABC" in shown
