"""The calendar's screen on a real desk: asking, booking, deciding, closing, by keyboard."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from homes import Home
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from slots import bookings, make, order, span

from desk.background import Desk
from desk.operations.bookings import book
from desk.operations.resources import ClosureOrder, close
from desk.queries.risks import bookings_at_risk
from desk.rules.first_resources import FIRST_RESOURCES
from desk.rules.spans import Span
from desk.ui.calendar.panel import CalendarPanel

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
WEDNESDAY = date(2026, 4, 8)


def focused() -> Any:
    return QApplication.focusWidget()


def answered(panel: CalendarPanel, word: str) -> bool:
    return not panel.side.form.answer.isHidden() and word in panel.side.form.answer.chip.word()


def fill(panel: CalendarPanel, **texts: str) -> None:
    for name, text in texts.items():
        panel.side.form.body.field(name).editor.setText(text)  # type: ignore[attr-defined]


def test_three_letters_show_whether_a_day_is_free(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(7, 9, 11))
    panel.refresh()
    for letter in "sel":  # F4 and three letters: four keys to the answer
        qtbot.keyClicks(focused(), letter)
    qtbot.waitUntil(lambda: "SEL, 7 APR" in panel.side.overview.day.text())
    qtbot.waitUntil(lambda: "11.40–16.30" in panel.side.overview.free.text())
    assert panel.side.overview.chip.word() == "sebagian bebas"
    assert "Hubungi" not in panel.side.overview.taken.text()
    assert "0812-0000-0000" in panel.side.overview.taken.text()
    assert panel.views.week.cursor_at.lane == 1


def test_a_day_with_hours_is_asked_for_and_booked_by_keyboard(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    qtbot.keyClicks(focused(), "r")
    qtbot.keyClicks(focused(), "ab 09-12 aula b")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    form = panel.side.form
    assert focused() is form.body.field("purpose").editor
    assert "Pagerwesi" in form.answer.warnings.text()
    qtbot.keyClicks(focused(), "Rapat contoh")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.keyClicks(focused(), "Ni Luh Contoh")
    with qtbot.waitSignal(panel.booking_saved) as saved:
        qtbot.keyClick(focused(), KEY.Key_Return, CONTROL)
    (kept,) = bookings(desk_home)
    assert saved.args == [kept.id]
    assert (kept.purpose, kept.borrower_name, kept.state) == ("Rapat contoh", "Ni Luh Contoh", "tentative")
    assert Span(kept.starts_at, kept.ends_at) == span(8, 9, 12)
    qtbot.waitUntil(lambda: panel.side.page() == "detail")
    qtbot.waitUntil(lambda: any(bar.booking_id == kept.id for bar in panel.views.week.board.bars))
    notice = panel.notices.shown()
    assert notice is not None
    assert kept.code in notice.sentence
    assert "Sel, 7 Apr 16.30" in notice.sentence


def test_a_clash_is_said_while_typing_and_a_figure_takes_a_free_time(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    make(desk_home, span(8, 10, 12))
    panel.open_enquiry(WEDNESDAY, time(9), time(12), "aula")
    qtbot.waitUntil(lambda: answered(panel, "benturan 09.40–12.20"))
    form = panel.side.form
    assert "Hubungi: Ni Made Contoh, 0812-0000-0000." in form.answer.sentence.text()
    offered = [proposal.words() for proposal in form.answer.proposals]
    assert len(set(offered)) == 3
    assert focused() is form.answer.proposals[0]
    qtbot.keyClick(focused(), KEY.Key_2)
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    assert form.body.field("span").typed().draft() in offered[1]
    assert focused() is form.body.field("purpose").editor


def test_a_slot_taken_meanwhile_is_refused_beside_the_hours_and_nothing_is_lost(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    panel.open_enquiry(WEDNESDAY, time(9), time(12))
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    fill(panel, purpose="Rapat", borrower_name="I Made Misal")
    make(desk_home, span(8, 10, 12))  # another desk was faster
    panel.side.form.submit()
    qtbot.waitUntil(lambda: answered(panel, "benturan"))
    body = panel.side.form.body
    assert "sudah dipesan sementara oleh Karang Taruna Contoh" in body.field("span").error()
    assert body.field("purpose").typed().draft() == "Rapat"
    assert len(bookings(desk_home)) == 1


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"span": "12-09"}, "span"),
        ({"day": "kapan-kapan"}, "day"),
        ({"resource_key": "kolam"}, "resource_key"),
        ({"purpose": ""}, "purpose"),
        ({"head_count": "0"}, "head_count"),
        ({"head_count": "1000000000"}, "head_count"),
        ({"borrower_phone": "nomor"}, "borrower_phone"),
        ({"borrower_name": "n" * 5000}, "borrower_name"),
        ({"day": "6/4", "span": "07-08"}, "span"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot, texts: dict[str, str], field: str
) -> None:
    panel.open_enquiry(WEDNESDAY, time(9), time(12))
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    fill(panel, purpose="Rapat", borrower_name="I Made Misal")
    fill(panel, **texts)
    panel.side.form.submit()
    qtbot.waitUntil(lambda: bool(panel.side.form.body.field(field).error()))
    assert bookings(desk_home) == []
    typed = panel.side.form.body.draft()
    assert {name: typed[name] for name in texts} == texts


def test_escape_keeps_what_was_typed(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    panel.open_enquiry(WEDNESDAY, time(9), time(12))
    qtbot.waitUntil(lambda: panel.side.page() == "form")
    assert not panel.holds_work()
    assert panel.draft() is None
    fill(panel, purpose="Rapat yang lama diketik")
    assert panel.holds_work()
    kept = panel.draft()
    qtbot.keyClick(panel.side.form.body.field("purpose").editor, KEY.Key_Escape)
    assert panel.side.page() == "overview"
    assert panel.draft() == kept
    assert kept is not None
    panel.restore(kept)
    qtbot.waitUntil(lambda: panel.side.page() == "form")
    assert panel.side.form.body.field("purpose").typed().draft() == "Rapat yang lama diketik"
    assert panel.draft() == kept


def test_a_draft_restored_twice_is_one_booking(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    panel.open_enquiry(WEDNESDAY, time(9), time(12))
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    fill(panel, purpose="Rapat", borrower_name="I Made Misal")
    kept = panel.draft()
    assert kept is not None
    for _twice in range(2):
        panel.restore(kept)
        with qtbot.waitSignal(panel.booking_saved):
            panel.side.form.submit()
    assert len(bookings(desk_home)) == 1


def open_detail(panel: CalendarPanel, qtbot: QtBot, booking_id: int) -> Any:
    panel.open_booking(booking_id)
    qtbot.waitUntil(lambda: panel.side.page() == "detail")
    return panel.side.detail


def test_the_custodian_confirms_and_the_counter_cannot(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = make(desk_home, span(8, 10, 12))
    detail = open_detail(panel, qtbot, booked.id)
    assert detail.confirm.isHidden()
    assert detail.refuse.isHidden()
    desk.sit(desk_home.pemegang)
    detail = open_detail(panel, qtbot, booked.id)
    qtbot.waitUntil(lambda: not detail.confirm.isHidden())
    assert detail.chip.word() == "dipesan sementara s.d. Sel, 7 Apr 16.30"
    qtbot.keyClick(detail.confirm, KEY.Key_Return)
    qtbot.waitUntil(lambda: detail.chip.word() == "terkonfirmasi")
    qtbot.waitUntil(lambda: not panel.side.overview.waiting.rows())
    assert detail.confirm.isHidden()


def test_refusing_asks_for_a_reason_first(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    desk.sit(desk_home.pemegang)
    booked = make(desk_home, span(8, 10, 12))
    detail = open_detail(panel, qtbot, booked.id)
    detail.refuse.click()
    assert focused() is detail.reason.field.editor
    detail.reason.yes.click()
    qtbot.waitUntil(lambda: detail.reason.field.error() == "Tulis alasannya.")
    qtbot.keyClick(focused(), KEY.Key_Escape)
    assert detail.reason.isHidden()
    assert panel.side.page() == "detail"
    detail.refuse.click()
    qtbot.keyClicks(focused(), "AC ru")
    qtbot.keyClick(focused(), KEY.Key_Escape)
    detail.withdraw.click()
    assert detail.reason.field.typed().value() == ""  # a reason to refuse is none to withdraw
    qtbot.keyClick(focused(), KEY.Key_Escape)
    detail.refuse.click()
    qtbot.keyClicks(focused(), "AC ru")
    qtbot.keyClick(focused(), KEY.Key_Escape)
    detail.refuse.click()
    assert detail.reason.field.typed().value() == "AC ru"
    qtbot.keyClicks(focused(), "sak")
    detail.reason.yes.click()
    qtbot.waitUntil(lambda: detail.chip.word() == "ditolak")
    assert "AC rusak" in detail.facts.values()
    qtbot.waitUntil(lambda: not panel.views.week.board.bars)
    detail.restore.click()
    qtbot.waitUntil(lambda: detail.chip.word().startswith("dipesan sementara"))


def test_a_booking_is_moved_and_does_not_stand_in_its_own_way(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    booked = make(desk_home, span(8, 10, 12))
    detail = open_detail(panel, qtbot, booked.id)
    detail.move_it.click()
    form = panel.side.form
    assert form.mode == "move"
    assert form.body.field("purpose").isHidden()
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    fill(panel, span="11-13")
    qtbot.waitUntil(lambda: "Melewati jam istirahat" in form.answer.warnings.text())
    with qtbot.waitSignal(panel.booking_saved):
        form.submit()
    (kept,) = bookings(desk_home)
    assert Span(kept.starts_at, kept.ends_at) == span(8, 11, 13)


def test_a_correction_keeps_the_slot(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    booked = make(desk_home, span(8, 10, 12))
    detail = open_detail(panel, qtbot, booked.id)
    detail.correct.click()
    form = panel.side.form
    assert form.body.field("span").isHidden()
    assert form.body.field("borrower_phone").typed().draft() == "0812-0000-0000"
    fill(panel, borrower_institution="", head_count="75")
    with qtbot.waitSignal(panel.booking_saved):
        form.submit()
    (kept,) = bookings(desk_home)
    assert (kept.borrower_institution, kept.head_count, kept.purpose) == (None, 75, "Rapat contoh")


def test_a_withdrawal_by_the_counter(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    booked = make(desk_home, span(8, 10, 12))
    detail = open_detail(panel, qtbot, booked.id)
    detail.withdraw.click()
    qtbot.keyClicks(focused(), "Acara batal")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.waitUntil(lambda: detail.chip.word() == "dibatalkan")


def test_closing_tells_which_bookings_are_at_risk(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    assert panel.side.overview.closing.isHidden()
    desk.sit(desk_home.pemegang)
    assert not panel.side.overview.closing.isHidden()
    make(desk_home, span(8, 10, 12))
    panel.open_enquiry(WEDNESDAY)
    panel.side.overview.closing.click()
    pane = panel.side.closures
    assert pane.body.field("day").typed().draft() == "Rabu, 8 April 2026"
    pane.submit()
    qtbot.waitUntil(lambda: pane.body.field("reason").error() == "Isi alasan penutupan.")
    qtbot.keyClicks(pane.body.field("reason").editor, "Pengecatan")
    pane.submit()
    qtbot.waitUntil(lambda: panel.side.page() == "overview")
    notice = panel.notices.shown()
    assert notice is not None
    assert "Karang Taruna Contoh (Ni Made Contoh, 0812-0000-0000)" in notice.sentence
    assert len(desk_home.database.read(bookings_at_risk)) == 1
    qtbot.waitUntil(lambda: any(bar.is_at_risk for bar in panel.views.week.board.bars))
    assert panel.views.week.board.shades[0].words == "ditutup: Pengecatan"
    panel.side.overview.closing.click()
    (row,) = pane.standing.rows()
    pane.standing.action_pressed.emit(row)
    qtbot.waitUntil(lambda: not pane.standing.rows())
    assert desk_home.database.read(bookings_at_risk) == ()


def test_whatever_another_desk_does_shows_after_its_own_change(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    wish = order(span(9, 9, 10), "aula-a")
    desk.do(panel, book, wish, then=lambda _booked: None)
    qtbot.waitUntil(lambda: [bar.look for bar in panel.views.week.board.bars] == ["through"])
    panel.head.resources.chosen.emit("aula-a")
    qtbot.waitUntil(lambda: [bar.look for bar in panel.views.week.board.bars] == ["tentative"])


def test_week_and_day_by_keys(desk_home: Home, panel: CalendarPanel, qtbot: QtBot) -> None:
    make(desk_home, span(15, 9, 10), "zoom-1")
    qtbot.keyClick(panel.views.week, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: panel.head.title.text() == "13–19 April 2026")
    panel.head.views["day"].click()
    panel.head.all.click()
    qtbot.waitUntil(lambda: len(panel.views.day.board.lanes) == len(FIRST_RESOURCES))
    qtbot.keyClick(panel.views.day, KEY.Key_PageDown)
    qtbot.keyClick(panel.views.day, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: panel.head.title.text() == "Rabu, 15 April 2026")
    qtbot.waitUntil(lambda: len(panel.views.day.board.bars) == 1)
    qtbot.keyClicks(panel.views.day, "t")
    qtbot.waitUntil(lambda: panel.head.title.text() == "Senin, 6 April 2026")
    qtbot.keyClicks(panel.views.day, "z")
    qtbot.keyClicks(focused(), "oom 2")
    qtbot.keyClick(focused(), KEY.Key_Return)
    qtbot.waitUntil(lambda: panel.views.day.cursor_at.lane == 4)


def test_enter_on_a_free_half_hour_opens_the_form_for_it(panel: CalendarPanel, qtbot: QtBot) -> None:
    panel.views.week.put_cursor(3, 600)
    qtbot.keyClick(panel.views.week, KEY.Key_Return)
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    form = panel.side.form.body
    assert (form.field("day").typed().draft(), form.field("span").typed().draft()) == (
        "Kamis, 9 April 2026",
        "10.00–11.00",
    )


def test_a_closure_is_opened_from_the_calendar_by_who_may_lift_it(
    desk: Desk, desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    closing = ClosureOrder("c", "aula", span(9, 7, 17), "Pengecatan")
    desk_home.database.write(lambda session: close(session, closing, desk_home.pemegang))
    panel.refresh()
    qtbot.waitUntil(lambda: bool(panel.views.week.board.shades[0].closure_id))
    panel.views.week.put_cursor(3, 600)
    qtbot.keyClick(panel.views.week, KEY.Key_Return)
    assert panel.side.page() == "overview"
    desk.sit(desk_home.pemegang)
    qtbot.keyClick(panel.views.week, KEY.Key_Return)
    assert panel.side.page() == "closures"
    assert panel.side.closures.standing.current_row().resource_name == "Aula"


def test_events_of_several_days_are_read_and_written_alike(
    desk_home: Home, panel: CalendarPanel, qtbot: QtBot
) -> None:
    panel.open_enquiry(WEDNESDAY, time(9), time(12))
    qtbot.waitUntil(lambda: answered(panel, "bebas"))
    fill(panel, day="8/4 sd 10/4", span="08-24", purpose="Pelatihan", borrower_name="I Made Misal")
    with qtbot.waitSignal(panel.booking_saved) as saved:
        panel.side.form.submit()
    (kept,) = bookings(desk_home)
    assert Span(kept.starts_at, kept.ends_at) == Span(span(8, 8, 9).starts_at, span(10, 8, 24).ends_at)
    detail = open_detail(panel, qtbot, saved.args[0])
    detail.move_it.click()
    draft = panel.side.form.body.draft()
    assert (draft["day"], draft["span"]) == ("Rab, 8 Apr 2026 sd Jum, 10 Apr 2026", "08.00–24.00")
    qtbot.waitUntil(lambda: answered(panel, "bebas"))


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_all_first_resources_fit_a_small_screen(panel: CalendarPanel, qtbot: QtBot, period: str) -> None:
    """1366 × 768 leaves the panel 650: no page scrolls, no button is half out of sight."""
    panel.head.all.click()
    panel.head.views[period].click()
    shown = panel.views.current
    qtbot.waitUntil(lambda: len({lane.title for lane in shown().board.lanes}) == len(FIRST_RESOURCES))
    assert panel.minimumSizeHint().height() <= 650
