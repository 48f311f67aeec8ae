"""The visitors' screen: filling, refusing, noticing, correcting, undoing; nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from counters import ALT, CTRL, NONE, Counter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from sqlalchemy import event
from visiting import come

from desk.clock import today
from desk.operations.visitors import VisitOrder
from desk.queries.visitors import counts_on, visit_row, visitor_row
from desk.ui.visitors.panel import VisitorsPanel


def _fill(counter: Counter, **told: str) -> None:
    for name, text in told.items():
        counter.panel.form.body.field(name).typed().restore(text)


def _save(counter: Counter) -> None:
    counter.press(Qt.Key.Key_S, held=CTRL)


def _row(counter: Counter, visit_id: int) -> Any:
    return counter.home.database.read(lambda session: visit_row(session, visit_id))


def test_the_keyboard_starts_in_the_name_each_time(counter: Counter) -> None:
    come(counter.home)
    counter.go_there()
    assert counter.panel.form.name.hasFocus()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    assert counter.panel.today.list.hasFocus()
    counter.press(Qt.Key.Key_F2)
    assert counter.panel.form.name.hasFocus()
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.window.show_panel("today")
    counter.press(Qt.Key.Key_F2)
    assert counter.panel.form.name.hasFocus()


def test_offers_appear_from_three_letters_and_esc_closes_them(counter: Counter) -> None:
    come(counter.home)
    counter.go_there()
    counter.type("co")
    counter.type("n")
    counter.until(lambda: len(counter.panel.form.name.offered()) == 1)
    counter.press(Qt.Key.Key_Escape)
    assert counter.panel.form.name.offered() == ()
    assert counter.text("name") == "con"
    # Enter without a marked row takes nobody: it goes to the next field
    counter.type("t")
    counter.until(lambda: len(counter.panel.form.name.offered()) == 1)
    counter.press(Qt.Key.Key_Return)
    assert counter.text("name") == "cont"
    assert not counter.panel.form.name.hasFocus()
    assert counter.panel.form.name.offered() == ()


def test_another_name_typed_over_a_taken_one_is_another_person(counter: Counter) -> None:
    known = come(counter.home)
    counter.go_there()
    counter.type("contoh")
    counter.until(counter.panel.form.name.offered)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.panel.form.name.setFocus()
    counter.panel.form.name.selectAll()
    counter.type("I Made Misal")
    _save(counter)
    counter.until(lambda: counter.registered)
    assert _row(counter, counter.registered[0]).visitor_id != known.visitor_id


def test_an_uncertain_name_is_completed_for_the_same_person(counter: Counter) -> None:
    known = come(counter.home, name="N. Luh Contoh", name_is_uncertain=True)
    counter.go_there()
    counter.type("contoh")
    counter.until(counter.panel.form.name.offered)
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    counter.panel.form.name.setFocus()
    counter.panel.form.name.selectAll()
    counter.type("Ni Luh Contoh Asli")
    _save(counter)
    counter.until(lambda: counter.registered)
    row = counter.home.database.read(lambda session: visitor_row(session, known.visitor_id))
    assert row is not None
    assert (row.name, row.visits) == ("Ni Luh Contoh Asli", 2)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\x00\x07"}, "name"),
        ({"name": "N" * 4000}, "name"),
        ({"address": ""}, "address"),
        ({"purpose": "  "}, "purpose"),
        ({"phone": "bukan"}, "phone"),
        ({"nik": "12"}, "nik"),
        ({"guardian_name": "x" * 121}, "guardian_name"),
        ({"arrived_at": ["entah", "08.00"]}, "arrived_at"),
        ({"arrived_at": ["", "25.00"]}, "arrived_at"),
        ({"arrived_at": ["kemarin", "08.00"]}, "back_date_reason"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    counter: Counter, told: dict[str, Any], field: str
) -> None:
    counter.go_there()
    usual = {"name": "Ni Luh <b>Contoh</b>", "address": "Sibetan", "purpose": "=1+1"}
    _fill(counter, **(usual | told))
    before = counter.panel.form.draft()
    _save(counter)
    counter.until(lambda: counter.error(field))
    assert counter.error(field).endswith(".")
    assert counter.panel.form.body.field(field).isVisible()
    assert counter.panel.form.draft()["fields"] == before["fields"]
    assert counter.registered == []
    # mended, it is saved under the same key
    _fill(counter, **usual, phone="", nik="", guardian_name="", back_date_reason="listrik padam")
    counter.panel.form.body.field("arrived_at").typed().restore(["", ""])
    _save(counter)
    counter.until(lambda: counter.registered)
    assert _row(counter, counter.registered[0]).name == "Ni Luh <b>Contoh</b>"


@pytest.mark.hostile
def test_markup_is_shown_as_written(counter: Counter) -> None:
    come(counter.home, name="<b>Tebal</b> <img src=x>", purpose="=1+1")
    counter.go_there()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_Delete)
    labels = counter.panel.findChildren(QLabel)
    assert any("<b>Tebal</b>" in label.text() for label in labels)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_double_is_noticed_and_the_earlier_visit_one_key_away(counter: Counter) -> None:
    first = come(counter.home, purpose="Rapat")
    counter.go_there()
    _fill(counter, name="Ni Luh Contoh", address="Sibetan", purpose="Ambil surat")
    _save(counter)
    counter.until(lambda: "sudah pernah tercatat" in counter.notice())
    assert "Rapat" in counter.notice()
    shown = counter.panel.notices.shown()
    assert shown is not None
    assert (shown.kind, shown.action) == ("info", "Buka kunjungan tadi")
    assert shown.then is not None
    shown.then()
    counter.until(lambda: counter.panel.form.correcting())
    corrected = counter.panel.form.correcting()
    assert corrected is not None
    assert corrected.visit_id == first.visit_id


def test_correcting_a_visit_keeps_its_masked_nik_and_its_needs(counter: Counter) -> None:
    done = come(counter.home, nik="5107046101900001", needs=("kursi_roda",), is_priority=True)
    counter.go_there()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_K)
    counter.until(lambda: counter.panel.today.list.rows()[0].state == "left")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.panel.form.correcting())
    assert counter.text("nik") == ""
    assert not counter.panel.form.body.field("needs").isVisible()
    counter.panel.form.name.setText("Ni Luh Contoh, S.Kom.")
    _save(counter)
    counter.until(lambda: "Koreksi" in counter.notice())
    row = _row(counter, done.visit_id)
    assert (row.name, row.nik_masked) == ("Ni Luh Contoh, S.Kom.", "•" * 12 + "0001")
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_U)
    counter.until(lambda: counter.panel.today.list.rows()[0].is_here)
    row = _row(counter, done.visit_id)
    assert (row.needs, row.is_priority) == (("kursi_roda",), True)


def test_esc_leaves_an_untouched_correction(counter: Counter) -> None:
    come(counter.home)
    counter.go_there()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_E)
    counter.until(lambda: counter.panel.form.correcting())
    counter.press(Qt.Key.Key_Escape)
    assert counter.panel.form.correcting() is None
    assert counter.text("name") == ""


def test_what_was_half_typed_comes_back_after_opening_another_visit(counter: Counter) -> None:
    done = come(counter.home)
    counter.go_there()
    counter.type("I Made Mis")
    counter.panel.open_visit(done.visit_id)
    counter.until(lambda: counter.panel.form.correcting())
    shown = counter.panel.notices.shown()
    assert shown is not None
    assert shown.then is not None
    shown.then()
    assert counter.text("name") == "I Made Mis"
    assert counter.panel.form.correcting() is None


def test_batal_empties_the_form_and_gives_it_back(counter: Counter) -> None:
    counter.go_there()
    counter.type("I Made Misal")
    counter.press(Qt.Key.Key_B, held=ALT)
    assert counter.text("name") == ""
    shown = counter.panel.notices.shown()
    assert shown is not None
    assert shown.then is not None
    shown.then()
    assert counter.text("name") == "I Made Misal"


def test_leaving_at_another_time_is_asked_in_place(counter: Counter) -> None:
    with time_machine.travel(datetime(2026, 4, 6, 1, 0, tzinfo=UTC), tick=True) as clock:
        come(counter.home)
        clock.shift(7200)
        counter.go_there()
        counter.until(counter.names)
        counter.press(Qt.Key.Key_H, held=ALT)
        counter.press(Qt.Key.Key_J)
        strip = counter.panel.today.hour
        counter.type("08.40")
        counter.press(Qt.Key.Key_Return)
        counter.until(lambda: strip.field("left_at").error())
        assert "tidak bisa lebih awal" in strip.field("left_at").error()
        counter.press(Qt.Key.Key_A, held=CTRL)
        counter.type("nanti")
        counter.press(Qt.Key.Key_Return)
        assert "seperti 08.40" in strip.field("left_at").error()
        counter.press(Qt.Key.Key_A, held=CTRL)
        counter.type("9.30")
        counter.press(Qt.Key.Key_Return)
        counter.until(lambda: not strip.isVisible())
        counter.until(lambda: counter.panel.today.list.rows()[0].left_at is not None)
        assert counter.panel.today.list.hasFocus()


def test_withdrawing_asks_the_reason_and_is_undone_by_u(counter: Counter) -> None:
    come(counter.home)
    counter.go_there()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_Delete, Qt.Key.Key_Return)
    counter.until(lambda: counter.panel.today.reason.field("reason").error())
    counter.type("salah orang")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.panel.today.list.rows()[0].state == "withdrawn")
    counter.press(Qt.Key.Key_U)
    counter.until(lambda: counter.panel.today.list.rows()[0].state == "waiting")


def test_a_direction_is_one_line_over_a_half_filled_form(counter: Counter) -> None:
    counter.go_there()
    counter.type("I Made Mis")
    counter.press(Qt.Key.Key_D, held=ALT)
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: counter.panel.direction.field("directed_to").error())
    counter.type("Disdukcapil")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "Disdukcapil" in counter.notice())
    assert counter.panel.form.name.hasFocus()
    assert counter.text("name") == "I Made Mis"
    assert counter.home.database.read(lambda s: counts_on(s, today())).directed == 1


def test_a_question_pressed_by_mistake_is_taken_back(counter: Counter) -> None:
    counter.go_there()
    counter.press(Qt.Key.Key_T, held=ALT)
    counter.until(lambda: "ke-1" in counter.notice())
    shown = counter.panel.notices.shown()
    assert shown is not None
    assert shown.then is not None
    shown.then()
    counter.until(lambda: "dibatalkan" in counter.notice())
    assert counter.home.database.read(lambda s: counts_on(s, today())).questions == 0


def test_several_errands_begin_from_the_list(counter: Counter) -> None:
    done = come(counter.home)
    counter.go_there()
    counter.until(counter.names)
    counter.press(Qt.Key.Key_H, held=ALT)
    counter.press(Qt.Key.Key_P)
    assert counter.requests == [done.visit_id]


def test_kinds_bring_their_own_fields_and_no_filled_field_hides(counter: Counter) -> None:
    counter.go_there()
    body = counter.panel.form.body
    assert not body.field("head_count").isVisible()
    body.field("kind").typed().restore(["Rombongan"])
    assert body.field("head_count").isVisible()
    assert body.field("companions").isVisible()
    _fill(counter, name="Ni Luh Contoh", institution="SMA Contoh", purpose="Kunjungan", head_count="1001")
    _save(counter)
    counter.until(lambda: counter.error("head_count"))
    _fill(counter, head_count="30")
    body.field("kind").typed().restore(["Media"])
    assert body.field("press_card").isVisible()
    assert body.field("head_count").isVisible()
    body.field("kind").typed().restore(["Rombongan"])
    assert not body.field("press_card").isVisible()
    _save(counter)
    counter.until(lambda: counter.registered)
    assert _row(counter, counter.registered[0]).head_count == 30


def test_details_fold_but_filled_ones_stay(counter: Counter) -> None:
    counter.go_there()
    body = counter.panel.form.body
    assert not body.field("needs").isVisible()
    counter.press(Qt.Key.Key_R, held=ALT)
    assert body.field("needs").isVisible()
    _fill(counter, nik="5107046101900001")
    counter.press(Qt.Key.Key_R, held=ALT)
    assert not body.field("needs").isVisible()
    assert body.field("nik").isVisible()


def test_a_strange_nik_is_warned_of_and_saved(counter: Counter) -> None:
    counter.go_there()
    _fill(counter, name="Ni Luh Contoh", address="Sibetan", purpose="x y", nik="9999999999999999")
    _save(counter)
    counter.until(lambda: counter.registered)


def test_a_draft_puts_everything_back_and_saves_once(counter: Counter) -> None:
    counter.go_there()
    assert counter.panel.draft() is None
    assert not counter.panel.holds_work()
    _fill(counter, name="Ni Luh Contoh", address="Sibetan", purpose="Permohonan")
    counter.panel.form.body.field("needs").typed().restore(["Kursi roda"])
    counter.press(Qt.Key.Key_D, held=ALT)
    counter.type("Disduk")
    draft = counter.panel.draft()
    assert draft is not None
    other = VisitorsPanel(counter.desk)
    counter.qtbot.addWidget(other)
    other.restore(draft)
    assert other.holds_work()
    assert other.draft() == draft
    order = other.form.order()
    assert isinstance(order, VisitOrder)
    assert (order.key, order.needs) == (draft["form"]["key"], ("kursi_roda",))


def test_a_draft_of_a_correction_comes_back_as_one(counter: Counter) -> None:
    done = come(counter.home)
    counter.go_there()
    counter.panel.open_visit(done.visit_id)
    counter.until(lambda: counter.panel.form.correcting())
    counter.panel.form.name.setText("Ni Luh Lain")
    draft = counter.panel.draft()
    assert draft is not None
    other = VisitorsPanel(counter.desk)
    counter.qtbot.addWidget(other)
    other.restore(draft)
    counter.until(lambda: other.form.correcting())
    assert other.form.name.text() == "Ni Luh Lain"


def test_a_full_disk_is_said_and_the_form_stays(counter: Counter) -> None:
    counter.go_there()
    _fill(counter, name="Ni Luh Contoh", address="Sibetan", purpose="Permohonan", note="x" * 4000)
    engine = counter.home.database.engine

    def fill_the_disk(connection: Any, *_rest: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(engine, "checkout", fill_the_disk)
    _save(counter)
    counter.until(counter.notice)
    event.remove(engine, "checkout", fill_the_disk)
    assert "Ruang simpan penuh" in counter.notice()
    assert counter.text("name") == "Ni Luh Contoh"
    event.listen(engine, "checkout", lambda c, *_rest: c.execute("PRAGMA max_page_count = 1000000"))
    shown = counter.panel.notices.shown()
    assert shown is not None
    assert shown.action == "Coba lagi"
    assert shown.then is not None
    shown.then()
    counter.until(lambda: counter.registered)


def test_who_may_only_look_is_told_so(counter: Counter) -> None:
    counter.desk.sit(counter.home.pengawas)
    counter.go_there()
    _fill(counter, name="Ni Luh Contoh", address="Sibetan", purpose="Permohonan")
    _save(counter)
    counter.until(lambda: _says(counter, "tidak berwenang"))
    assert counter.text("name") == "Ni Luh Contoh"


def _says(counter: Counter, words: str) -> bool:
    return any(words in label.text() for label in counter.panel.findChildren(QLabel))


def test_someone_elses_visit_appears_by_itself_and_the_choice_stays(counter: Counter) -> None:
    come(counter.home, name="I Made Misal")
    counter.go_there()
    counter.until(lambda: counter.names() == ["I Made Misal"])
    counter.press(Qt.Key.Key_H, held=ALT)
    come(counter.home, name="Ni Luh Contoh", is_priority=True)
    counter.desk.changed.emit(frozenset({"Visit"}))
    counter.until(lambda: counter.names() == ["Ni Luh Contoh", "I Made Misal"])
    current = counter.panel.today.list.current_row()
    assert current is not None
    assert current.name == "I Made Misal"


def test_every_control_has_a_name_to_be_spoken(counter: Counter) -> None:
    counter.go_there()
    counter.panel.form.unfold()
    for line in counter.panel.findChildren(QLineEdit):
        assert line.accessibleName() or line.placeholderText()


def test_many_visitors_and_an_open_strip_stay_inside_the_window(counter: Counter, tmp_path: Path) -> None:
    for number in range(30):
        come(counter.home, name=f"Tamu Misal {number}")
    counter.go_there()
    counter.until(lambda: len(counter.names()) == 30)
    counter.press(Qt.Key.Key_D, held=ALT)
    assert counter.panel.height() <= 700
    counter.press(Qt.Key.Key_Escape, held=NONE)
