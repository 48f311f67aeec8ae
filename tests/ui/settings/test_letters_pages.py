"""How letters are numbered, signed, headed and worded: at the screen, with the place of every fault."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from homes import Home
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.background import Desk
from desk.models import Artwork, DocumentWording, LetterPattern, Official
from desk.rules.rights import Actor
from desk.ui.settings.letters_page import LettersPage
from desk.ui.settings.wording_page import WordingPage
from desk.ui.slips.print_lane import PrintLane
from desk.ui.widgets.editors import LongTextEditor

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Shown = Callable[[QWidget], None]


@pytest.fixture
def letters(desk: Desk, show: Shown, qtbot: QtBot) -> LettersPage:
    page = LettersPage(desk)
    show(page)
    qtbot.waitUntil(lambda: bool(page.list.rows()))
    return page


@pytest.fixture
def wording(desk: Desk, show: Shown, qtbot: QtBot) -> Iterator[WordingPage]:
    lane = PrintLane(desk)
    page = WordingPage(desk, lane)
    show(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.list.select_key("surat-balasan")
    qtbot.waitUntil(lambda: page._kind == "surat-balasan" and not page.paper.view.is_empty())
    yield page
    assert lane.finish()


def _save(page: LettersPage, qtbot: QtBot, key: str, **typed: str) -> None:
    page.list.select_key(key)
    qtbot.waitUntil(lambda: page.record.key() == key)
    page.record.form.restore(typed)
    page.record.save()


def test_a_pattern_a_signer_and_the_kop_are_kept(
    letters: LettersPage, desk_home: Home, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(letters.said):
        _save(letters, qtbot, "pattern:", pattern="{urut:3}/DISKOMINFO/{bulan-romawi}/{tahun}", last="41")
    qtbot.waitUntil(lambda: letters.list.rows()[0].example.startswith("042/DISKOMINFO/"))
    with qtbot.waitSignal(letters.said):
        _save(letters, qtbot, "official:head", name="I Gede Contoh", position="Kepala Dinas Contoh")
    picture = io.BytesIO()
    Image.new("RGB", (80, 80), "white").save(picture, "PNG")
    file = tmp_path / "lambang.png"
    file.write_bytes(picture.getvalue())
    with qtbot.waitSignal(letters.said):
        _save(letters, qtbot, "artwork:emblem", file=str(file))
    kept = desk_home.database.read(
        lambda session: (
            session.get_one(LetterPattern, "").pattern,
            session.get_one(Official, "head").name,
            session.get_one(Artwork, "emblem").original_name,
        )
    )
    assert kept == ("{urut:3}/DISKOMINFO/{bulan-romawi}/{tahun}", "I Gede Contoh", "lambang.png")
    with qtbot.waitSignal(letters.said):
        _save(letters, qtbot, "artwork:emblem", file="")
    assert desk_home.database.read(lambda session: session.get(Artwork, "emblem")) is None


FAULTS: tuple[tuple[str, dict[str, str], str, str], ...] = (
    ("pattern:", {"pattern": "{urut}/{nama}/{tahun}"}, "pattern", "{nama} tidak dikenal"),
    ("pattern:surat-balasan", {"pattern": "{urut}/{unit}/{tahun}"}, "unit", "isikan kodenya"),
    ("official:head", {"position": ""}, "position", "Tulis jabatannya"),
    ("artwork:emblem", {"file": "/tidak/ada.png"}, "file", "tidak ada"),
    ("artwork:balinese_line", {"file": __file__}, "file", "PNG"),
)


def test_what_is_wrong_is_said_beside_its_field_and_kept(letters: LettersPage, qtbot: QtBot) -> None:
    for key, typed, field, said in FAULTS:
        _save(letters, qtbot, key, **typed)
        qtbot.waitUntil(lambda field=field, said=said: said in letters.record.form.field(field).error())
        for name, value in typed.items():
            assert letters.record.form.field(name).typed().draft() == value


def test_a_passage_is_worded_seen_on_paper_and_kept(
    wording: WordingPage, desk_home: Home, qtbot: QtBot
) -> None:
    row = wording._rows[0]
    editor = wording.form.field(row.passage).editor
    assert isinstance(editor, LongTextEditor)
    editor.setFocus()
    before = wording.paper.view._picture.copy()
    editor.selectAll()
    QTest.keyClicks(editor, "Dengan hormat, kami sampaikan (contoh).")
    qtbot.waitUntil(lambda: wording.paper.view._picture != before)
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: wording._rows[0].is_own)
    kept = desk_home.database.read(
        lambda session: session.get_one(DocumentWording, ("surat-balasan", row.passage)).text
    )
    assert kept == "Dengan hormat, kami sampaikan (contoh)."
    field = wording.form.field(row.passage).editor
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_B, ALT)
    assert wording.form.field(row.passage).typed().draft() == row.default
    wording.save()
    qtbot.waitUntil(lambda: not wording._rows[0].is_own)


def test_a_fault_says_where_it_is_and_what_was_typed_waits_for_its_kind(
    wording: WordingPage, qtbot: QtBot
) -> None:
    row = wording._rows[0]
    editor = wording.form.field(row.passage).editor
    assert isinstance(editor, LongTextEditor)
    editor.setPlainText("Baris satu\nkepada {kepda} di tempat")
    qtbot.waitUntil(lambda: "Baris 2" in wording.form.field(row.passage).error())
    assert "{kepda}" in wording.form.field(row.passage).error()
    wording.list.select_key("surat-penolakan")
    qtbot.waitUntil(lambda: wording._kind == "surat-penolakan" and bool(wording._rows))
    assert wording.draft() == {"surat-balasan": {row.passage: "Baris satu\nkepada {kepda} di tempat"}}
    wording.list.select_key("surat-balasan")
    qtbot.waitUntil(lambda: wording._kind == "surat-balasan" and bool(wording._rows))
    assert "{kepda}" in str(wording.form.field(row.passage).typed().draft())


def test_who_may_not_set_up_reads_only(wording: WordingPage, as_petugas: Actor, qtbot: QtBot) -> None:
    wording.show_rights()
    assert not wording.save_button.isVisible()
    wording.save()
    assert wording._left_to_save == []
