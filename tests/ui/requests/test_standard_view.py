"""A standard to read: all 14 components verbatim, what is odd quietly beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.queries.standards import StandardSheet, standard_service_rows, standard_sheet
from desk.rules.standards import Passage
from desk.ui import theme
from desk.ui.requests.standard_view import StandardView


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> StandardView:
    theme.apply(qapp, dark=False)
    made = StandardView()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


def sheet_of(home: Home, service: str) -> StandardSheet:
    row = next(
        row for row in home.database.read(standard_service_rows) if f"{row.agency}-{row.number}" == service
    )
    return home.database.read(lambda session: standard_sheet(session, row.id))


def texts(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        yield passage.text
        yield from texts(passage.children)


def test_every_word_of_all_28_standards_is_shown_in_order(desk_home: Home, view: StandardView) -> None:
    for row in desk_home.database.read(standard_service_rows):
        sheet = sheet_of(desk_home, f"{row.agency}-{row.number}")
        view.show_sheet(sheet)
        shown, at = view.text(), 0
        for component in sheet.service.components():
            at = shown.index(component.title.upper(), at)
            for text in texts(component.passages):
                at = shown.index(text, at) + len(text)
        for note in (*sheet.service.notes, *sheet.decree.notes):
            assert note.finding in shown, (row.number, note.id)
        for reading in sheet.readings:
            assert reading.sentence[1:] in shown, (row.number, reading)


def test_both_dates_of_the_decree_stand_in_the_head(desk_home: Home, view: StandardView) -> None:
    view.show_sheet(sheet_of(desk_home, "karangasem-1.1"))
    assert "30 Desember 2025" in view.text()
    assert "31 Desember 2025" in view.text()


def test_what_the_decree_lacks_is_said(desk_home: Home, view: StandardView) -> None:
    view.show_sheet(sheet_of(desk_home, "karangasem-2.1"))
    assert "tidak tercantum dalam SK" in view.text()
    assert "Catatan N15" in view.text()


def test_a_charter_that_is_only_named_is_marked_empty(desk_home: Home, view: StandardView) -> None:
    foreign = sheet_of(desk_home, "denpasar-I")
    view.show_sheet(foreign)
    assert "Teks maklumat" not in view.text()
    served = replace(foreign, decree=replace(foreign.decree, is_served=True))
    view.show_sheet(served)
    assert view.text().count("SK hanya menyebut namanya") == 2
    view.show_sheet(replace(served, charter="Kami sanggup."))
    assert view.text().count("Kami sanggup.") == 2


@pytest.mark.hostile
def test_markup_in_a_standard_is_shown_and_never_obeyed(desk_home: Home, view: StandardView) -> None:
    sheet = sheet_of(desk_home, "karangasem-1.1")
    hostile = '<b>tebal</b> <img src="file:///etc/passwd"> & \u202eterbalik'
    source = {**sheet.service.source, "procedure": [{"text": hostile, "label": "<i>"}]}
    view.show_sheet(replace(sheet, service=replace(sheet.service, name=hostile, source=source)))
    assert view.text().count(hostile) == 2


def test_keys_scroll_and_a_new_look_keeps_the_place(
    desk_home: Home, view: StandardView, qapp: QApplication
) -> None:
    sheet = sheet_of(desk_home, "karangasem-2.1")
    view.show_sheet(sheet)
    view.setFocus()
    page = view.focusProxy()
    assert page is not None
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    below = page.verticalScrollBar().value()  # type: ignore[attr-defined]
    assert below > 0
    view.show_sheet(sheet)
    assert page.verticalScrollBar().value() == below  # type: ignore[attr-defined]
    words = view.text().split()
    theme.apply(qapp, dark=True, scale=150)
    assert page.verticalScrollBar().value() > 0  # type: ignore[attr-defined]
    view.resize(400, 600)
    assert view.text().split() == words
    view.show_sheet(sheet_of(desk_home, "karangasem-1.1"))
    assert page.verticalScrollBar().value() == 0  # type: ignore[attr-defined]
    theme.apply(qapp, dark=False)


def test_without_a_service_it_says_what_to_do(view: StandardView, desk_home: Home) -> None:
    assert "Pilih layanan" in view.text()
    view.show_sheet(sheet_of(desk_home, "karangasem-1.1"))
    view.clear_sheet()
    assert "Pilih layanan" in view.text()
    assert "Persyaratan".upper() not in view.text()
