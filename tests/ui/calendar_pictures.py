"""Pictures of the calendar in the real window, made up: `python tests/ui/calendar_pictures.py DIR [--all]`.

Without `--all` only those of docs/calendar.md are drawn; with it every view, light and dark.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from clock_pictures import Scene, finish, scene
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.commands.demo_bookings import Staff, book_a_busy_week
from desk.ui import theme
from desk.ui.calendar.panel import CalendarPanel

MONDAY = date(2026, 4, 6)
NOW = datetime(2026, 4, 6, 1, 20, tzinfo=UTC)


def opened(made: Scene) -> CalendarPanel:
    """The calendar of a busy week."""
    book_a_busy_week(made.database, MONDAY, Staff(made.actor, made.actor))
    panel = made.front.panels.calendar
    made.front.window.go_to("calendar")
    panel.refresh()
    made.until(lambda: bool(panel.views.current().board.lanes))
    return panel


def timeline(made: Scene) -> None:
    """The day of all resources, and their week."""
    panel = opened(made)
    for name in ("day", "week"):
        panel.views.open_view(name, is_all=True)
        made.until(lambda: panel.views.rows is not None)
        made.shoot("calendar-timeline" if name == "day" else "calendar-week")


def clash(made: Scene) -> None:
    """A wish that cannot be met: who has it, what is free instead, what else would do."""
    panel = opened(made)
    panel.open_enquiry(date(2026, 4, 7), time(13), time(14, 30), "zoom 1")
    answer = panel.side.form.answer
    made.until(lambda: answer.others[0].isVisible())
    made.shoot("calendar-clash")


def views(made: Scene) -> None:
    """Every view of all and of one, a booking in the hand."""
    panel = opened(made)
    for is_all in (True, False):
        for name in ("day", "week", "month"):
            panel.views.open_view(name, is_all=is_all)
            made.until(lambda: panel.views.rows is not None)
            made.shoot(f"view-{'all' if is_all else 'one'}-{name}")
    panel.views.open_view("week", is_all=False)
    made.until(lambda: bool(panel.views.week.board.bars))
    panel.views.week.put_cursor(0, 600)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(panel.views.week, key, Qt.KeyboardModifier.ControlModifier)
    made.shoot("view-carried")


def forms(made: Scene) -> None:
    """A series and a bundle being typed, one booking with its papers, the waiting list, the door."""
    panel = opened(made)
    form = panel.side.form
    made.shoot("side-overview")
    for name, texts in (
        ("series", {"rhythm": "setiap minggu", "ending": "6 kali"}),
        ("bundle", {"members": "sound system kecil, zoom, 2 mikrofon"}),
    ):
        panel.open_enquiry(date(2026, 4, 9), time(13), time(15), "aula b")
        made.until(lambda: form.answer.isVisible())
        for field, text in texts.items():
            form.body.field(field).editor.setText(text)  # type: ignore[attr-defined]
        made.until(lambda: form.plan.isVisible())
        form.body.ensureWidgetVisible(form.plan)
        made.shoot(f"side-{name}")
        form.body.reset()
        form.cancel.click()
    for number in (1, 9):
        panel.open_booking(number)
        made.until(lambda number=number: getattr(panel.side.detail.detail(), "id", 0) == number)
        made.shoot(f"side-booking-{number}")
    panel.side.overview.lobby.click()
    assert panel.lobby is not None
    made.until(lambda: panel.lobby.view.lines())
    panel.lobby.resize(1280, 720)
    QTest.qWait(100)
    panel.lobby.grab().save(str(made.folder / f"lobby{made.mark}.png"))
    panel.lobby.close()


def care(made: Scene) -> None:
    """The hall's look and key."""
    panel = opened(made)
    panel.open_booking(1)
    made.until(lambda: panel.side.detail.detail() is not None)
    panel.side.detail.care.click()
    made.until(lambda: panel.hall.dialog is not None)
    QTest.qWait(200)
    panel.hall.dialog.grab().save(str(made.folder / f"hall-care{made.mark}.png"))
    panel.hall.dialog.close()
    panel.side.overview.exchange_wanted.emit()
    QTest.qWait(200)
    panel.exchange.dialog.grab().save(str(made.folder / f"exchange{made.mark}.png"))
    panel.exchange.dialog.close()


def main(folder: Path, *, everything: bool) -> None:
    """Draw into `folder`."""
    app = QGuiApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.speak_indonesian(app)
    folder.mkdir(parents=True, exist_ok=True)
    for dark in (False, True) if everything else (False,):
        theme.apply(app, dark=dark)
        for draw in [timeline, clash, *([views, forms, care] if everything else [])]:
            made = scene(folder, NOW)
            made.mark = "-dark" if dark else ""
            draw(made)
            finish(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
