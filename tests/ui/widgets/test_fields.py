"""Forms: refusals beside fields, nothing lost, everything by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.errors import Refused
from desk.ui import theme
from desk.ui.widgets import editors
from desk.ui.widgets.choices import ChecksEditor, ChoiceEditor
from desk.ui.widgets.editors import ComboEditor, LongTextEditor, PairEditor
from desk.ui.widgets.fields import Field, FormBody

HOSTILE = ["<b>tebal</b>", "=1+1", "🙏 ᬅᬓ᭄ᬱᬭ", "\u202eterbalik", "x" * 5000]


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> FormBody:
    theme.apply(qapp, dark=False)
    made = FormBody(name="Tamu baru")
    qtbot.addWidget(made)
    made.add("name", Field("Nama", editors.line()))
    made.add("head_count", Field("Jumlah orang", editors.number(), hint="Termasuk sopir"))
    made.add("purpose", Field("Keperluan", LongTextEditor()))
    made.add("kind", Field("Jenis", ChoiceEditor([(1, "Individu"), (2, "Kelompok")], chosen=1)))
    made.add("needs", Field("Kebutuhan", ChecksEditor([("kr", "kursi roda"), ("pd", "pendamping")])))
    made.add("service", Field("Layanan", ComboEditor([(21, "Informasi Publik"), (23, "Konten")])))
    pair = PairEditor(parse=lambda start, end: (start, end), names=("mulai", "selesai"))
    made.add("span", Field("Jam", pair))
    made.settle()
    made.resize(520, 240)
    made.show()
    return made


def put(form: FormBody, **drafts: object) -> None:
    form.restore(drafts)


def test_values_come_by_the_orders_names(form: FormBody) -> None:
    put(
        form,
        name="Ni Luh Contoh",
        head_count="1.200",
        purpose="rapat",
        kind=["Kelompok"],
        needs=["pendamping"],
    )
    put(form, service="konten", span=["09.00", "11.00"])
    assert form.read() == {
        "name": "Ni Luh Contoh",
        "head_count": 1200,
        "purpose": "rapat",
        "kind": 2,
        "needs": ("pd",),
        "service": 23,
        "span": ("09.00", "11.00"),
    }


def test_what_cannot_be_read_is_said_beside_its_field_and_kept(form: FormBody) -> None:
    put(form, name="Ni Luh Contoh", head_count="banyak", service="tidak ada ini")
    assert form.read() is None
    assert form.field("head_count").error()
    assert form.field("service").error()
    assert form.field("head_count").editor.hasFocus()
    assert form.draft()["head_count"] == "banyak"


@pytest.mark.parametrize("text", HOSTILE)
def test_refusal_shows_beside_the_field_as_plain_text_and_clears_nothing(form: FormBody, text: str) -> None:
    put(form, name=text)
    before = form.draft()
    assert form.show_refusal("order.name", text)
    assert form.field("name").error() == text
    assert form.draft() == before
    form.grab()


def test_refusal_scrolls_to_its_field(form: FormBody) -> None:
    form.show_refusal("span", "Selesai harus sesudah mulai.")
    field = form.field("span")
    seen = field.visibleRegion().boundingRect()
    assert seen.height() >= field.editor.height()


def test_refusal_shows_a_tall_field_from_its_top(form: FormBody) -> None:
    form.resize(520, 60)
    form.show_refusal("purpose", "Keperluan terlalu panjang. " * 12)
    top = form.field("purpose").mapTo(form.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < 30


def test_refusal_without_a_field_stands_above_the_form(form: FormBody) -> None:
    assert not form.show_refusal(None, "Tidak dapat disimpan.")
    assert not form.show_refusal("unknown", "Tidak dapat disimpan.")
    form.clear_refusals()


def test_error_goes_when_its_field_changes(form: FormBody) -> None:
    form.show_refusal("name", "Nama kosong.")
    QTest.keyClicks(form.field("name").editor, "Ni")
    assert form.field("name").error() == ""


def test_enter_goes_on_and_shift_enter_breaks_the_line(form: FormBody) -> None:
    form.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.field("head_count").editor.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    purpose = form.field("purpose").editor
    assert purpose.hasFocus()
    QTest.keyClicks(purpose, "satu")
    QTest.keyClick(purpose, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(purpose, "dua")
    QTest.keyClick(purpose, Qt.Key.Key_Return)
    assert form.draft()["purpose"] == "satu\ndua"
    assert not purpose.hasFocus()


@pytest.mark.parametrize("name", ["name", "purpose", "kind", "service"])
def test_save_keys_work_from_every_editor(form: FormBody, qtbot: QtBot, name: str) -> None:
    form.field(name).editor.setFocus()
    focused = QApplication.focusWidget()
    with qtbot.waitSignal(form.save_requested):
        QTest.keyClick(focused, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(form.submit_requested):
        QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_arrows_choose_and_space_ticks(form: FormBody) -> None:
    kind = form.field("kind").editor
    kind.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert form.field("kind").typed().value() == 2
    needs = form.field("needs").editor
    needs.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert form.field("needs").typed().value() == ("pd",)


def test_dirty_is_what_differs_from_the_settled_form(form: FormBody, qtbot: QtBot) -> None:
    assert not form.is_dirty()
    with qtbot.waitSignal(form.changed):
        QTest.keyClicks(form.field("name").editor, "N")
    assert form.is_dirty()
    QTest.keyClick(form.field("name").editor, Qt.Key.Key_Backspace)
    assert not form.is_dirty()
    put(form, name="Ni")
    form.settle()
    assert not form.is_dirty()
    form.reset()
    assert form.draft()["name"] == ""


def test_draft_goes_back_whole(form: FormBody) -> None:
    put(form, name="x", head_count="bukan angka", kind=["Kelompok"], needs=["kursi roda"], span=["9", ""])
    kept = form.draft()
    form.reset()
    form.restore(kept)
    assert form.draft() == kept


def test_hidden_fields_are_not_read(form: FormBody) -> None:
    put(form, head_count="banyak")
    form.field("head_count").hide()
    values = form.read()
    assert values is not None
    assert "head_count" not in values


@pytest.mark.parametrize(
    ("typed", "read"), [("", None), (" 40 ", 40), ("1.200", 1200), ("1000000000", 10**9)]
)
def test_numbers_as_typed_here(typed: str, read: int | None) -> None:
    assert editors.whole_number(typed) == read


@pytest.mark.parametrize("typed", ["banyak", "-1", "1,5", "٣", "9" * 40])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        editors.whole_number(typed)


def test_every_editor_has_a_spoken_name(form: FormBody) -> None:
    names = ("name", "head_count", "purpose", "kind", "needs", "service", "span")
    assert all(form.field(name).editor.accessibleName() for name in names)


def test_a_fixed_form_is_read_and_not_typed_into(form: FormBody) -> None:
    put(form, name="Ni Luh Contoh", kind=["Individu"])
    form.settle()
    form.set_editable(editable=False)
    for name in ("name", "purpose", "head_count"):
        QTest.keyClicks(form.field(name).editor, "1")
    QTest.keyClick(form.field("kind").editor, Qt.Key.Key_Right)
    assert not form.is_dirty()
    assert form.field("head_count").editor.placeholderText() == "belum diisi"
    form.set_editable(editable=True)
    QTest.keyClicks(form.field("head_count").editor, "1")
    assert form.is_dirty()
    assert form.field("head_count").editor.placeholderText() == ""


def test_a_hugging_form_is_as_tall_as_its_fields(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    made = FormBody(name="Kecil")
    qtbot.addWidget(made)
    first = made.add("name", Field("Nama", editors.line()))
    made.hug()
    made.resize(400, 300)
    made.show()
    one = made.sizeHint().height()
    assert first.sizeHint().height() < one < 120
    first.set_error("Isi nama " * 40)
    qtbot.waitUntil(lambda: made.sizeHint().height() > one)


@pytest.mark.parametrize("name", ["purpose", "kind", "service", "span"])
def test_a_refusal_at_the_bottom_is_read_whole(form: FormBody, qtbot: QtBot, name: str) -> None:
    field = form.field(name)
    form.add("note", Field("Catatan", editors.line()))
    form.verticalScrollBar().setValue(form.verticalScrollBar().maximum())
    form.show_refusal(name, "Jam selesai mendahului jam mulai; " * 4)

    def sentence_is_in_sight() -> None:
        bottom = field.mapTo(form.viewport(), field.rect().bottomLeft()).y()
        assert field.height() > field.editor.height() + 20
        assert bottom <= form.viewport().height()

    qtbot.waitUntil(sentence_is_in_sight, timeout=2_000)


def test_the_word_between_two_lines_has_its_room(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    pair = PairEditor(parse=lambda day, hour: (day, hour), names=("hari", "jam"), between="pukul")
    qtbot.addWidget(pair)
    pair.resize(400, 32)
    pair.show()
    first, second = (line.geometry() for line in pair.lines())
    assert second.left() - first.right() > QFontMetrics(theme.font("body")).horizontalAdvance("pukul")
