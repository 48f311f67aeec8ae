"""The books of the store, kept by keyboard on a real desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from homes import Home
from office_files import PNG
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from stores import act, gone, promise, resource, unit

from desk.background import Desk
from desk.models import Liability, Outage, ResourceUnit
from desk.operations.outages import PersonOrder, record
from desk.queries.attachments import attachment_rows
from desk.ui.assets.act_form import ActForm
from desk.ui.assets.panel import AssetsPanel

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused() -> Any:
    return QApplication.focusWidget()


def choose(panel: AssetsPanel, qtbot: QtBot, key: str) -> None:
    panel.show_page("stock")
    assert panel.stock.list.select_key(key)
    qtbot.waitUntil(lambda: panel.stock.pane.has_units())


def form(panel: AssetsPanel) -> ActForm:
    opened = panel.stock.side.open_form()
    assert opened is not None
    return opened


def fill(panel: AssetsPanel, **texts: str) -> None:
    for name, text in texts.items():
        form(panel).body.field(name).typed().restore(text)


def save(panel: AssetsPanel, qtbot: QtBot) -> None:
    """Ctrl+Enter, and the form is gone: it is in the books."""
    qtbot.keyClick(form(panel).body, KEY.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: panel.stock.side.open_form() is None)


def rows(home: Home, entity: type[Any]) -> list[Any]:
    return home.database.read(lambda session: list(session.scalars(select(entity).order_by(entity.id))))


def notice(panel: AssetsPanel) -> str:
    shown = panel.notices.shown()
    return shown.sentence if shown else ""


def test_a_unit_is_added_by_keyboard_with_the_label_suggested(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    unit(desk_home, "mikrofon", "MIK-07")
    choose(panel, qtbot, "mikrofon")
    qtbot.keyClick(panel, KEY.Key_U, ALT)
    assert form(panel).body.field("label").typed().draft() == "MIK-08"
    fill(panel, brand="Merek Contoh", acquired_year="2021", asset_code="1.3.2.06")
    save(panel, qtbot)
    made = rows(desk_home, ResourceUnit)[-1]
    assert (made.label, made.brand, made.acquired_year, made.asset_code) == (
        "MIK-08",
        "Merek Contoh",
        2021,
        "1.3.2.06",
    )
    assert notice(panel) == "Unit MIK-08 disimpan."
    qtbot.waitUntil(lambda: len(panel.stock.pane.units.rows()) == 2)


def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    unit(desk_home, "mixer", "MIX-1")
    choose(panel, qtbot, "mikrofon")
    panel.stock.pane.unit_new.click()
    fill(panel, label="mix 1", brand="Merek Contoh")
    form(panel).submit()
    qtbot.waitUntil(lambda: bool(form(panel).body.field("label").error()))
    assert "Label MIX-1 sudah dipakai Audio Mixer" in form(panel).body.field("label").error()
    assert form(panel).body.field("brand").typed().draft() == "Merek Contoh"
    fill(panel, label="MIK-1")
    save(panel, qtbot)
    assert [each.label for each in rows(desk_home, ResourceUnit)] == ["MIX-1", "MIK-1"]


def test_a_stock_is_not_lowered_below_a_promise_and_the_sentence_says_whose(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    promise(desk_home, "mikrofon", 5)
    choose(panel, qtbot, "mikrofon")
    panel.stock.pane.stock.click()
    fill(panel, stock="4", reason="Salah hitung")
    form(panel).submit()
    qtbot.waitUntil(
        lambda: "sudah dijanjikan (Karang Taruna Contoh 5)" in form(panel).body.field("stock").error()
    )
    assert resource(desk_home, "mikrofon").stock == 8
    fill(panel, stock="5")
    save(panel, qtbot)
    assert resource(desk_home, "mikrofon").stock == 5
    qtbot.waitUntil(lambda: "bebas" in panel.stock.pane.facts.values()[0])


def test_a_loss_opens_a_liability_and_names_who_must_be_called(
    desk_home: Home, panel: AssetsPanel, qtbot: QtBot
) -> None:
    promise(desk_home, "mikrofon", 8)
    choose(panel, qtbot, "mikrofon")
    panel.stock.pane.outage.click()
    fill(
        panel,
        kind="hilang",
        quantity="2",
        reason="Tidak kembali",
        person="I Made Misal",
        phone="081200000009",
    )
    save(panel, qtbot)
    (outage,) = rows(desk_home, Outage)
    (liability,) = rows(desk_home, Liability)
    assert (outage.kind, outage.quantity, liability.person_name) == ("lost", 2, "I Made Misal")
    assert "1 pesanan terancam, hubungi: Karang Taruna Contoh" in notice(panel)
    assert "0812-0000-0000" in notice(panel)
    qtbot.waitUntil(lambda: len(panel.stock.pane.liabilities.rows()) == 1)
    panel.stock.pane.liabilities.setFocus()
    panel.stock.pane.liabilities.select_at(0)
    qtbot.keyClick(panel.stock.pane.liabilities, KEY.Key_Return)
    fill(panel, settlement="Diganti baru")
    save(panel, qtbot)
    assert rows(desk_home, Liability)[0].settlement == "Diganti baru"


def test_what_was_broken_is_well_again(desk_home: Home, panel: AssetsPanel, qtbot: QtBot) -> None:
    one = unit(desk_home, "mikrofon", "MIK-1")
    act(desk_home, record, gone("mikrofon", "broken", unit_id=one, person=PersonOrder("I Made Misal")))
    panel.refresh()
    choose(panel, qtbot, "mikrofon")
    qtbot.waitUntil(lambda: len(panel.stock.pane.outages.rows()) == 1)
    panel.stock.pane.outages.row_activated.emit(panel.stock.pane.outages.rows()[0])
    save(panel, qtbot)
    assert rows(desk_home, Outage)[0].ends_at is not None
    assert rows(desk_home, ResourceUnit)[0].condition == "B"


def test_a_kit_is_composed_as_it_is_said(desk_home: Home, panel: AssetsPanel, qtbot: QtBot) -> None:
    choose(panel, qtbot, "sound-system-kecil")
    qtbot.keyClick(panel, KEY.Key_I, ALT)
    assert str(form(panel).body.field("parts").typed().draft()).startswith("2 Speaker Aktif, 1 Audio Mixer")
    fill(panel, parts="2 speaker portabel, 1 gong")
    form(panel).submit()
    qtbot.waitUntil(lambda: "Tidak dikenal: gong" in form(panel).body.field("parts").error())
    fill(panel, parts="2 speaker portabel, 3 mikrofon")
    save(panel, qtbot)
    qtbot.waitUntil(lambda: panel.stock.pane.facts.values()[1] == "2 Speaker Portabel, 3 Mikrofon")


def test_escape_lays_a_form_aside_and_it_comes_back(panel: AssetsPanel, qtbot: QtBot) -> None:
    choose(panel, qtbot, "mikrofon")
    panel.stock.pane.outage.click()
    assert panel.draft() is None
    fill(panel, reason="Cerita yang panjang")
    kept = panel.draft()
    assert panel.holds_work()
    qtbot.keyClick(form(panel).body, KEY.Key_Escape)
    assert panel.stock.side.open_form() is None
    assert panel.draft() == kept
    shown = panel.notices.shown()
    assert shown is not None
    assert shown.then is not None
    shown.then()
    assert form(panel).body.field("reason").typed().draft() == "Cerita yang panjang"


def test_a_draft_of_another_day_is_restored(panel: AssetsPanel, qtbot: QtBot, desk_home: Home) -> None:
    choose(panel, qtbot, "mikrofon")
    panel.stock.pane.outage.click()
    fill(panel, reason="Cerita yang panjang", kind="hilang", quantity="1")
    kept = panel.draft()
    assert kept is not None
    other = AssetsPanel(panel._desk)
    qtbot.addWidget(other)
    other.show()
    other.restore(kept)
    assert form(other).body.field("reason").typed().draft() == "Cerita yang panjang"
    save(other, qtbot)
    assert rows(desk_home, Outage)[0].reason == "Cerita yang panjang"


def test_an_officer_looks_only_and_is_told_whom_to_ask(desk: Desk, desk_home: Home, qtbot: QtBot) -> None:
    desk.sit(desk_home.petugas)
    shown = AssetsPanel(desk)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: bool(shown.stock.list.rows()))
    qtbot.waitUntil(lambda: bool(shown.stock.pane.why_not.text()))
    assert "minta kepada Pemegang Barang/Aset" in shown.stock.pane.why_not.text()
    for button in (shown.stock.pane.outage, shown.stock.pane.unit_new, shown.stock.pane.stock):
        assert not button.isVisible()
    shown.show_page("take")
    assert not shown.take.begin.isVisible()


@pytest.mark.parametrize("scan", ["MIK-01", "mik 01", "D1:MIK-01"])
def test_a_scanned_label_shows_its_unit(desk_home: Home, panel: AssetsPanel, qtbot: QtBot, scan: str) -> None:
    unit(desk_home, "mikrofon", "MIK-01")
    panel.show_page("stock")
    panel.take_scan(scan)
    qtbot.waitUntil(lambda: getattr(panel.stock.pane.units.current_row(), "label", "") == "MIK-01")
    assert panel.stock.list.current_row().key == "mikrofon"


def test_a_label_nobody_gave_is_said(panel: AssetsPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel, KEY.Key_L, CONTROL)
    qtbot.waitUntil(lambda: focused() is panel.head.box)
    qtbot.keyClicks(focused(), "abc-9")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.waitUntil(lambda: notice(panel) == "Label ABC-9 tidak dikenal di sini.")


def test_labels_are_asked_for_where_there_are_any(desk_home: Home, panel: AssetsPanel, qtbot: QtBot) -> None:
    choose(panel, qtbot, "mixer")
    assert not panel.stock.pane.label.isVisible()
    unit(desk_home, "mikrofon", "MIK-01")
    choose(panel, qtbot, "mikrofon")
    qtbot.waitUntil(lambda: panel.stock.pane.label.isVisible())
    with qtbot.waitSignal(panel.stock.pane.labels_wanted) as wanted:
        qtbot.keyClick(panel, KEY.Key_L, ALT)
    assert wanted.args == ["mikrofon"]


def test_photos_lie_with_the_unit(desk_home: Home, panel: AssetsPanel, qtbot: QtBot, tmp_path: Path) -> None:
    one = unit(desk_home, "mikrofon", "MIK-01")
    choose(panel, qtbot, "mikrofon")
    qtbot.waitUntil(lambda: panel.stock.pane.select_unit(one))
    qtbot.keyClick(panel, KEY.Key_F, ALT)
    assert panel.stock.side.is_covered()
    file = tmp_path / "mikrofon.png"
    file.write_bytes(PNG)
    panel.stock.side._files.add_files([str(file)])
    noun = {"noun": "resource_unit", "noun_id": one, "actor": desk_home.pemegang}
    qtbot.waitUntil(
        lambda: len(desk_home.database.read(lambda session: attachment_rows(session, **noun))) == 1
    )
    qtbot.keyClick(panel, KEY.Key_Escape)
    assert not panel.stock.side.is_covered()
