"""The settings as a whole: pages by keyboard, drafts over all of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.ui import theme
from desk.ui.settings.accounts_page import AccountsPage
from desk.ui.settings.office_page import OfficePage
from desk.ui.settings.panel import SettingsPanel
from desk.ui.settings.public_services_page import ServicesPage


@pytest.fixture
def panel(desk: Desk, tmp_path: Path, show: Callable[[QWidget], None], qtbot: QtBot) -> SettingsPanel:
    made = SettingsPanel(desk, settings_file=tmp_path / "settings.json")
    show(made)
    made.refresh()
    qtbot.waitUntil(lambda: office_of(made).record.key() is not None)
    return made


def office_of(panel: SettingsPanel) -> OfficePage:
    page = panel.page("office")
    assert isinstance(page, OfficePage)
    return page


def accounts_of(panel: SettingsPanel) -> AccountsPage:
    page = panel.page("accounts")
    assert isinstance(page, AccountsPage)
    return page


def test_arrows_walk_the_pages_and_enter_goes_into_one(panel: SettingsPanel) -> None:
    panel.list.setFocus()
    for place in panel.list.rows():
        assert panel.page(place.key).isVisible()
        assert panel.list.hasFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert panel.page(place.key).isAncestorOf(focused)
        panel.list.setFocus()
        QTest.keyClick(panel.list, Qt.Key.Key_Down)


def test_what_was_typed_on_every_page_comes_back(
    panel: SettingsPanel, desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    assert not panel.holds_work()
    office_of(panel).record.form.restore({"address": "Jl. Setengah"})
    panel.show_page("accounts")
    accounts_of(panel).begin_new()
    accounts_of(panel).record.form.restore({"name": "I Made Misal"})
    panel.show_page("office")
    assert office_of(panel).record.form.field("address").typed().draft() == "Jl. Setengah"
    assert panel.holds_work()
    draft = json.loads(json.dumps(panel.draft()))
    assert set(draft) == {"office", "accounts"}
    other = SettingsPanel(desk)
    show(other)
    other.refresh()
    qtbot.waitUntil(lambda: office_of(other).record.key() is not None)
    other.restore(draft)
    assert office_of(other).record.form.field("address").typed().draft() == "Jl. Setengah"
    assert accounts_of(other).record.form.field("name").typed().draft() == "I Made Misal"
    assert other.draft() == draft


def test_a_draft_restored_before_the_answer_comes_is_not_lost(desk: Desk, qtbot: QtBot) -> None:
    made = SettingsPanel(desk)
    qtbot.addWidget(made)
    made.restore({"office": {"office": {"address": "Jl. Setengah"}}, "resource": {"unknown": 1}})
    made.refresh()
    qtbot.waitUntil(lambda: office_of(made).record.key() is not None)
    assert office_of(made).record.form.field("address").typed().draft() == "Jl. Setengah"
    assert office_of(made).record.form.field("phone").typed().draft() == "0363 21037"


def test_a_page_asks_when_it_is_first_shown(
    desk: Desk, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    made = SettingsPanel(desk)
    show(made)
    qtbot.waitUntil(lambda: office_of(made).record.key() is not None)
    assert accounts_of(made).record.key() is None
    made.show_page("accounts")
    qtbot.waitUntil(lambda: accounts_of(made).record.key() is not None)


def test_a_page_says_through_the_panel_what_it_saved(panel: SettingsPanel, qtbot: QtBot) -> None:
    office_of(panel).record.form.restore({"address": "Jl. Contoh 1"})
    with qtbot.waitSignal(panel.said) as said:
        office_of(panel).record.save()
    assert said.args == ["Data instansi disimpan."]


def test_everything_fits_at_every_size(panel: SettingsPanel, qapp: QApplication, qtbot: QtBot) -> None:
    services = panel.page("services")
    assert isinstance(services, ServicesPage)
    panel.show_page("services")
    qtbot.waitUntil(lambda: services.view.text().startswith("1.1"))
    services.change_button.click()
    services.record.form.restore({"prefix": "1"})
    services.record.form.show_refusal("prefix", "Awalan nomor ini tidak dapat dipakai. " * 3)
    for scale, size in ((100, (1158, 650)), (150, (1728, 970)), (200, (1728, 970))):
        theme.apply(qapp, dark=scale == 150, scale=scale)
        panel.resize(*size)
        for place in panel.list.rows():
            panel.show_page(place.key)
            panel.grab()
            assert panel.minimumSizeHint().width() <= size[0], (scale, place.key)
            assert panel.minimumSizeHint().height() <= size[1], (scale, place.key)
