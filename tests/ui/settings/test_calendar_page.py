"""The office's calendar at the screen: read, closed, confirmed, imported, moved and taken back, by keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from request_samples import request_order

from desk import clock
from desk.background import Desk
from desk.errors import Refused
from desk.models import Request, opening_hours
from desk.operations.calendar_changes import save_half_day
from desk.operations.requests import file
from desk.operations.slips import ReceiptOrder, issue
from desk.queries.calendar_moves import Moved, MovedRow
from desk.queries.office_calendar import calendar_change_rows, calendar_settings
from desk.rules.working_days import DayHours
from desk.ui import theme
from desk.ui.settings.calendar_acts import CalendarAct
from desk.ui.settings.calendar_moves import MovesCard
from desk.ui.settings.calendar_page import CalendarPage
from desk.ui.settings.calendar_rules import hours_of_day, hours_words
from desk.ui.settings.panel import SettingsPanel
from desk.ui.widgets.warned import Warned

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FRIDAY = datetime(2026, 6, 12, 2, 0, tzinfo=UTC)  # Galungan is on Wednesday 17 June
MONDAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _on_a_friday() -> Iterator[None]:
    clock.run_by(lambda: FRIDAY)
    yield
    clock.run_by(None)


@pytest.fixture
def filed(desk_home: Home) -> list[int]:
    """A request of one working day with its slip, one of five without, one of months."""
    orders = [request_order(f"karangasem-{number}") for number in ("3.6", "5.2", "3.1")]
    ids = [desk_home.database.write(lambda s, o=order: file(s, o, desk_home.petugas)).id for order in orders]
    desk_home.database.write(lambda s: issue(s, ReceiptOrder("kunci-1", (ids[0],)), desk_home.petugas))
    return ids


@pytest.fixture
def page(
    desk: Desk, desk_home: Home, filed: list[int], show: Callable[[QWidget], None], qtbot: QtBot
) -> CalendarPage:
    assert filed
    desk.sit(desk_home.admin)
    made = CalendarPage(desk)
    show(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.days.list.rows()) and made.hours.draft() is None)
    made.setFocus()
    return made


def press(
    page: CalendarPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, held)


def type_in(page: CalendarPage, *texts: str) -> None:
    """Type into the fields one after the other, Enter between them."""
    for text in texts:
        QTest.keyClicks(QApplication.focusWidget(), text)
        press(page, KEY.Key_Return)


def due(home: Home, request_id: int) -> date | None:
    return home.database.read(lambda session: session.get_one(Request, request_id).due_on)


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def spoken(view: Any) -> list[str]:
    model = view.model()
    return [model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(model.rowCount())]


# ---- reading ---------------------------------------------------------------------------------------------


def test_a_year_is_read_by_kind_and_by_keys(page: CalendarPage, qtbot: QtBot) -> None:
    page.days.kinds.setFocus()
    for _step in range(3):
        press(page, KEY.Key_Right)
    assert page.days.kinds.value() == "balinese"
    rows = spoken(page.days.list)
    assert "Rab, 17 Jun, Galungan, Buda Kliwon · Dungulan, diusulkan" in rows
    assert len(rows) == 12
    page.days.list.setFocus()
    for _year in range(2):
        press(page, KEY.Key_Right, ALT)
    qtbot.waitUntil(lambda: page.days.rows().year == 2028)  # type: ignore[union-attr]
    said = [each.accessibleName() for each in page.days.findChildren(Warned) if not each.isHidden()]
    assert "Cuti bersama 2028 belum diterbitkan: tanggal dapat bergeser." in said
    press(page, KEY.Key_Left, ALT)
    qtbot.waitUntil(lambda: page.days.rows().year == 2027)  # type: ignore[union-attr]


def test_a_year_that_is_not_installed_is_the_published_one(page: CalendarPage, qtbot: QtBot) -> None:
    for _year in range(5):
        page.days.go(1)
    qtbot.waitUntil(lambda: page.days.rows().year == 2031)  # type: ignore[union-attr]
    assert not page.days.rows().is_installed  # type: ignore[union-attr]
    assert page.days.list.rows()
    assert "belum dipasang" in words_on(page.days)


def test_who_may_not_keep_it_reads_and_is_told_why(page: CalendarPage, desk: Desk, desk_home: Home) -> None:
    for actor, keeps, rules in (
        (desk_home.petugas, True, False),
        (desk_home.pengawas, False, False),
        (desk_home.admin, True, True),
    ):
        desk.sit(actor)
        assert page.home.acts["closure"].isVisible() is keeps
        assert page.home.rules["counting"].isVisible() is rules
        words = words_on(page.home)
        assert ("Kalender diubah oleh petugas front office atau admin" in words) is not keeps
        assert ("Hanya admin yang dapat mengubah" in words) is not rules


# ---- closing ---------------------------------------------------------------------------------------------


def test_a_closure_is_previewed_saved_and_its_slips_offered(
    page: CalendarPage, desk_home: Home, filed: list[int], qtbot: QtBot
) -> None:
    press(page, KEY.Key_T, ALT)
    type_in(page, "15/6", "banjir", "SE 1/2026")
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(page.moves.isVisible)
    assert "2 permohonan berpindah batas." in words_on(page.moves)
    rows = spoken(page.moves.list)
    assert "DRIVE/2026/0001, Senin, 15 Juni 2026 → Rabu, 17 Juni 2026" in rows[0]
    assert "mundur 2 hari" in rows[0]
    assert due(desk_home, filed[0]) == MONDAY, "nothing is saved yet"
    assert page.moves.save.hasFocus()
    press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.moves.act() is None and page.moves.list.hasFocus())
    assert due(desk_home, filed[0]) == date(2026, 6, 17)
    assert due(desk_home, filed[1]) == date(2026, 6, 23)
    with qtbot.waitSignal(page.reprint_wanted) as wanted:
        press(page, KEY.Key_Return)
    assert wanted.args == [filed[0]]
    assert "dibuka" in spoken(page.moves.list)[0]
    press(page, KEY.Key_Down)
    with qtbot.assertNotEmitted(page.reprint_wanted):
        press(page, KEY.Key_Return)  # it never had a slip
    press(page, KEY.Key_Escape)
    assert page.home.isVisible()
    assert page.draft() is None
    qtbot.waitUntil(lambda: "Sen, 15 Jun, banjir" in "\n".join(spoken(page.days.list)))


def test_esc_leads_back_to_the_form_and_nothing_is_lost(page: CalendarPage, qtbot: QtBot) -> None:
    press(page, KEY.Key_T, ALT)
    type_in(page, "15/6", "banjir")
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(page.moves.isVisible)
    press(page, KEY.Key_Escape)
    form = page.forms["closure"]
    assert form.isVisible()
    assert page.days.isVisible()
    assert form.form.draft()["reason"] == "banjir"
    press(page, KEY.Key_Escape)
    assert page.home.isVisible()
    assert page.draft() is None


@pytest.mark.parametrize(
    ("texts", "field", "said"),
    [
        (("bukan hari", "banjir"), "days", "Tulis harinya"),
        (("13/6", "banjir"), "days", "akhir pekan"),
        (("15/6 sd 15/9", "banjir"), "days", "paling lama 60 hari"),
        (("15/6", " "), "reason", "Tulis alasannya"),
    ],
)
def test_a_refusal_stands_beside_its_field(
    page: CalendarPage, texts: tuple[str, ...], field: str, said: str, qtbot: QtBot
) -> None:
    page.open_form("closure")
    form = page.forms["closure"].form
    form.restore(dict(zip(("days", "reason"), texts, strict=True)))
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said in form.field(field).error())
    assert form.draft()["days"] == texts[0]


def test_a_change_is_taken_back_after_its_preview(
    page: CalendarPage, desk_home: Home, filed: list[int], qtbot: QtBot
) -> None:
    page.open_form("closure")
    page.forms["closure"].form.restore({"days": "15/6/2026", "reason": "banjir"})
    page.forms["closure"].propose()
    qtbot.waitUntil(page.moves.isVisible)
    page.moves.save.click()
    qtbot.waitUntil(lambda: page.moves.act() is None)
    press(page, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(page.home.changes.rows()) == 1)
    page.home.changes.setFocus()
    page.home.changes.select_at(0)
    press(page, KEY.Key_Return)  # what it moved, to print the slips later
    qtbot.waitUntil(page.moves.isVisible)
    assert "masih menyebut tanggal lama" in words_on(page.moves)
    press(page, KEY.Key_Escape)
    page.home.changes.setFocus()
    press(page, KEY.Key_Delete)
    qtbot.waitUntil(lambda: page.moves.isVisible() and page.moves.act() is not None)
    assert "maju 2 hari" in spoken(page.moves.list)[0]
    press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: due(desk_home, filed[0]) == MONDAY)
    qtbot.waitUntil(lambda: len(page.home.changes.rows()) == 2)
    rows = desk_home.database.read(calendar_change_rows)
    assert [row.can_take_back for row in rows] == [False, False]


def test_a_half_day_moves_nothing_and_is_saved_at_once(
    page: CalendarPage, desk_home: Home, filed: list[int], qtbot: QtBot
) -> None:
    press(page, KEY.Key_H, ALT)
    type_in(page, "senin", "12-16.30", "upacara")
    with qtbot.waitSignal(page.said):
        press(page, KEY.Key_Return, CTRL)
    assert due(desk_home, filed[0]) == MONDAY
    hours = desk_home.database.read(opening_hours).on(MONDAY)
    assert hours == DayHours(time(7, 30), time(12), time(12), time(13))
    page.days.kinds.choose("closure")
    page.days.kinds.changed.emit()
    wanted = "Sen, 15 Jun, upacara, tutup 12.00–16.30, tetap dihitung, setengah hari"
    qtbot.waitUntil(lambda: spoken(page.days.list) == [wanted])


def test_of_very_many_the_first_are_shown_and_all_are_counted(qtbot: QtBot) -> None:
    card = MovesCard()
    qtbot.addWidget(card)
    row = MovedRow(1, "TTE/2026/0001", "Tanda Tangan Elektronik", MONDAY, date(2026, 6, 17))
    rows = tuple(replace(row, request_id=number) for number in range(200))
    act = CalendarAct("Kantor tutup", save_half_day, None, "")
    card.show_preview(act, Moved(34_512, rows))
    card.show()
    words = words_on(card)
    assert "34.512 permohonan berpindah batas." in words
    assert "Ditampilkan 200 yang pertama dari 34.512." in words
    assert card.save.word() == "Simpan dan pindahkan 34.512"
    card.show_preview(act, Moved(0, ()))
    assert "Tidak ada permohonan yang berpindah batas." in words_on(card)


# ---- Balinese days ---------------------------------------------------------------------------------------


def test_a_feast_is_confirmed_with_its_circular_and_proposed_again(
    page: CalendarPage, desk_home: Home, filed: list[int], qtbot: QtBot
) -> None:
    page.days.kinds.choose("balinese")
    page.days.kinds.changed.emit()
    at = next(n for n, row in enumerate(page.days.list.rows()) if row.name == "Galungan")
    page.days.list.select_at(at)
    page.days.list.setFocus()
    press(page, KEY.Key_Return)
    form = page.confirmation
    qtbot.waitUntil(form.isVisible)
    assert form.days.value() == (date(2026, 6, 16), date(2026, 6, 17), date(2026, 6, 18))
    press(page, KEY.Key_Return, CTRL)
    assert "Isi nomor edaran" in form.form.field("circular").error()
    type_in(page, "SE Contoh 16/2026")
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(page.moves.isVisible)
    assert "1 permohonan berpindah batas." in words_on(page.moves)
    press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: due(desk_home, filed[1]) == date(2026, 6, 24))
    qtbot.waitUntil(lambda: page.moves.act() is None)
    press(page, KEY.Key_Escape)
    qtbot.waitUntil(
        lambda: any(
            "SE Contoh 16/2026 · Buda Kliwon · Dungulan, dikonfirmasi" in row
            for row in spoken(page.days.list)
        )
    )
    page.days.list.select_at(at)
    page.open_form("balinese")
    assert form.mode.value() is False
    form.days.restore([chip.word for chip in form.days.chips()])
    form.propose()
    qtbot.waitUntil(lambda: page.moves.isVisible() and page.moves.act() is not None)
    page.moves.save.click()
    qtbot.waitUntil(lambda: due(desk_home, filed[1]) == date(2026, 6, 22))


# ---- files -----------------------------------------------------------------------------------------------


def test_a_file_is_read_shown_and_then_imported(
    page: CalendarPage, desk_home: Home, filed: list[int], tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "libur.csv"
    table.write_text("2026-06-15;HUT Kota Contoh;penutupan\n2026-06-16;1 Muharram;nasional\n")
    press(page, KEY.Key_I, ALT)
    page.import_form.offer(table)
    qtbot.waitUntil(lambda: bool(page.import_form.list.rows()))
    assert spoken(page.import_form.list) == [
        "Sen, 15 Jun, HUT Kota Contoh, 2026 · penutupan, baru",
        "Sel, 16 Jun, 1 Muharram, 2026 · libur nasional, sudah tercatat",
    ]
    assert "libur.csv: 2 hari, 1 belum tercatat." in words_on(page.import_form)
    assert page.import_form.onward.hasFocus()
    press(page, KEY.Key_Return)
    qtbot.waitUntil(page.moves.isVisible)
    press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: due(desk_home, filed[0]) == date(2026, 6, 17))


def test_an_ics_says_its_days(page: CalendarPage, tmp_path: Path, qtbot: QtBot) -> None:
    events = "BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Libur Contoh\r\n"
    events += "DTSTART;VALUE=DATE:20260821\r\nEND:VEVENT\r\n"
    calendar = tmp_path / "libur.ics"
    calendar.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n")
    page.open_form("import")
    page.import_form.offer(calendar)
    qtbot.waitUntil(lambda: bool(page.import_form.list.rows()))
    page.import_form.kind.choose("closure")
    page.import_form.kind.changed.emit()
    qtbot.waitUntil(lambda: "penutupan" in spoken(page.import_form.list)[0])


@pytest.mark.parametrize("content", [b"bukan kalender", b"\x00\x01", b""])
def test_a_file_that_is_none_is_said(
    page: CalendarPage, tmp_path: Path, content: bytes, qtbot: QtBot
) -> None:
    for name in ("x.csv", "x.ics"):
        broken = tmp_path / name
        broken.write_bytes(content)
        page.open_form("import")
        page.import_form.offer(broken)
        qtbot.waitUntil(
            lambda: bool(words_on(page.import_form.form)) and not page.import_form.progress.is_running()
        )
        assert not page.import_form.onward.isVisible()
    page.import_form.offer(tmp_path / "tidak-ada.csv")
    qtbot.waitUntil(lambda: "tidak dapat dibaca" in words_on(page.import_form))


# ---- rules -----------------------------------------------------------------------------------------------


def test_a_switch_shows_what_it_moves_before_it_is_set(
    page: CalendarPage, desk_home: Home, filed: list[int], qtbot: QtBot
) -> None:
    press(page, KEY.Key_M, ALT)
    press(page, KEY.Key_Right)  # national days: counted
    press(page, KEY.Key_Return, CTRL)
    qtbot.waitUntil(page.moves.isVisible)
    assert "1 permohonan berpindah batas." in words_on(page.moves)
    press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: due(desk_home, filed[1]) == date(2026, 6, 19))
    assert not desk_home.database.read(calendar_settings).switches.national


def test_what_moves_nothing_is_set_at_once(page: CalendarPage, desk_home: Home, qtbot: QtBot) -> None:
    page.open_form("counting")
    page.counting.form.restore({"draft_days_ahead": "31", "allows_pauses": "boleh"})
    page.counting.propose()
    qtbot.waitUntil(lambda: "0 sampai 30" in page.counting.form.field("draft_days_ahead").error())
    page.counting.form.restore({"draft_days_ahead": "3"})
    with qtbot.waitSignal(page.said):
        page.counting.propose()
    setting = desk_home.database.read(calendar_settings)
    assert (setting.draft_days_ahead, setting.allows_pauses) == (3, True)


def test_hours_by_weekday_and_in_ramadan(page: CalendarPage, desk_home: Home, qtbot: QtBot) -> None:
    press(page, KEY.Key_J, ALT)
    qtbot.waitUntil(lambda: "07.30–16.30, istirahat 12.00–13.00" in str(page.hours.form.draft()["day0"]))
    page.hours.form.restore({"day4": "8-14.30 11.30-13"})
    with qtbot.waitSignal(page.said):
        press(page, KEY.Key_Return, CTRL)
    friday = date(2026, 6, 19)
    hours = desk_home.database.read(opening_hours)
    assert hours.on(friday) == DayHours(time(8), time(14, 30), time(11, 30), time(13))
    press(page, KEY.Key_R, ALT)
    type_in(page, "Ramadan 1448 H", "8/2/2027 sd 9/3/2027")
    with qtbot.waitSignal(page.said):
        press(page, KEY.Key_Return, CTRL)
    hours = desk_home.database.read(opening_hours)
    assert hours.on(date(2027, 2, 8)) == DayHours(time(8), time(15), time(12), time(12, 30))
    qtbot.waitUntil(lambda: len(page.season.list.rows()) == 1)
    page.open_form("season")
    page.season.list.setFocus()
    page.season.list.select_at(0)
    with qtbot.waitSignal(page.said):
        press(page, KEY.Key_Return)
    qtbot.waitUntil(lambda: not page.season.list.rows())


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", None),
        ("tutup", None),
        ("8-15", DayHours(time(8), time(15))),
        ("7.30-16.30, istirahat 12-13", DayHours(time(7, 30), time(16, 30), time(12), time(13))),
        ("08.00–15.30; 11.30–12.30", DayHours(time(8), time(15, 30), time(11, 30), time(12, 30))),
    ],
)
def test_hours_as_they_are_typed(text: str, hours: DayHours | None) -> None:
    assert hours_of_day(text) == hours
    assert hours_of_day(hours_words(hours)) == hours


@pytest.mark.parametrize("text", ["pagi", "16-8", "8-15 12-13 14-15", "8-15 x", "25-26"])
def test_hours_that_are_none(text: str) -> None:
    with pytest.raises(Refused, match="misalnya"):
        hours_of_day(text)


# ---- the whole -------------------------------------------------------------------------------------------


def test_what_was_typed_comes_back(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    page.open_form("closure")
    page.forms["closure"].form.restore({"reason": "banjir"})
    draft = json.loads(json.dumps(page.draft()))
    other = CalendarPage(desk)
    qtbot.addWidget(other)
    other.restore(draft)
    assert other.forms["closure"].form.draft()["reason"] == "banjir"
    assert other.forms["closure"].key == page.forms["closure"].key
    assert other.draft() == draft


def test_everything_fits_at_every_size(
    desk: Desk, filed: list[int], show: Callable[[QWidget], None], qapp: QApplication, qtbot: QtBot
) -> None:
    assert filed
    panel = SettingsPanel(desk)
    show(panel)
    panel.show_page("calendar")
    page = panel.calendar_page
    qtbot.waitUntil(lambda: bool(page.days.list.rows()))
    for scale, size in ((100, (1158, 650)), (150, (1728, 970)), (200, (1728, 970))):
        theme.apply(qapp, dark=scale == 150, scale=scale)
        panel.resize(*size)
        for key in page.forms:
            page.open_form(key)
            panel.grab()
            assert panel.minimumSizeHint().width() <= size[0], (scale, key)
            assert panel.minimumSizeHint().height() <= size[1], (scale, key)
            page.forms[key].closed.emit()
        panel.grab()
        assert panel.minimumSizeHint().height() <= size[1], scale
